"""Locked packages that are damaged, cut, put together anew, or that ask too much of the machine."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import lru_cache
from typing import IO, cast

from tdkt_desktop.domain.errors import NewerFormat, WrongFile
from tdkt_desktop.domain.package_errors import PasswordNeeded, WrongPassword
from tdkt_desktop.exchange.package import locking
from tests.exchange.hostile.cases import Case
from tests.exchange.hostile.making import Draft, noise

PASSWORD = "bốn-từ-dễ-nhớ"
CHEAP = locking.Cost(memory=32, passes=1, lanes=4)
FULL = locking.CHUNK + locking.TAG


def locked(body: bytes, password: str = PASSWORD, cost: locking.Cost = CHEAP) -> bytes:
    """Bytes locked at a cost that a test can bear thousands of times."""
    out = io.BytesIO()
    writer = locking.LockedWriter(cast("IO[bytes]", out), locking.new_lock(password, cost))
    writer.write(body)
    writer.finish()
    return out.getvalue()


@lru_cache(maxsize=1)
def small() -> bytes:
    return locked(Draft().packed())


@lru_cache(maxsize=1)
def large() -> bytes:
    """Several chunks: a log with texts that do not pack well."""
    return locked(Draft(manifest={"version": "1.9"}, entries={"noise.bin": noise(150_000)}).packed())


def _head(at: int, change: bytes) -> bytes:
    """A head that says something else and has the checksum for it."""
    body = bytearray(small())
    body[at : at + len(change)] = change
    end = locking.HEAD_SIZE
    body[end - 8 : end] = locking._checksum(bytes(body[: end - 8]))
    return bytes(body)


def _spoiled(at: int) -> Callable[[], bytes]:
    def make() -> bytes:
        body = bytearray(large())
        body[at] ^= 1
        return bytes(body)

    return make


def _chunks() -> list[bytes]:
    body = large()[locking.HEAD_SIZE :]
    return [body[at : at + FULL] for at in range(0, len(body), FULL)]


def _ordered(*order: int) -> Callable[[], bytes]:
    def make() -> bytes:
        chunks = _chunks()
        return large()[: locking.HEAD_SIZE] + b"".join(chunks[at] for at in order)

    return make


def _of_another_file() -> bytes:
    """The head of one file before the chunks of another with the same password."""
    return locked(Draft().packed())[: locking.HEAD_SIZE] + small()[locking.HEAD_SIZE :]


COSTLY = (2**32 - 1).to_bytes(4, "little")
MEMORY, PASSES, LANES = 15, 19, 20
CASES = (
    Case("locked, no password", small, "được khóa bằng mật khẩu", PasswordNeeded),
    Case("locked, a wrong password", small, "Mật khẩu không mở được", WrongPassword, password="khong-phai"),
    Case("locked, the right password", small, taken="it is whole", password=PASSWORD),
    Case("locked, decomposed password", small, taken="a keyboard may compose or not", password="bo\u0302\u0301n-tư\u0300-dê\u0303-nhơ\u0301"),
    Case("locked with trash inside", lambda: locked(b"khong phai goi" * 9), "không phải tệp .tdkt", WrongFile, password=PASSWORD),
    Case("locked twice", lambda: locked(small()), "không phải tệp .tdkt", WrongFile, password=PASSWORD),
    Case("head cut", lambda: small()[:40], "phần đầu của tệp khóa đã bị hỏng", password=PASSWORD),
    Case("head spoiled", _spoiled(30), "phần đầu của tệp khóa đã bị hỏng", password=PASSWORD),
    Case("a newer lock", lambda: _head(14, b"\x02"), "khóa theo cách của phiên bản mới hơn", NewerFormat, password=PASSWORD),
    Case("4 TB of memory", lambda: _head(MEMORY, COSTLY), "bộ nhớ hoặc thời gian quá mức", password=PASSWORD),
    Case("255 passes", lambda: _head(PASSES, b"\xff"), "bộ nhớ hoặc thời gian quá mức", password=PASSWORD),
    Case("no passes", lambda: _head(PASSES, b"\x00"), "bộ nhớ hoặc thời gian quá mức", password=PASSWORD),
    Case("255 lanes", lambda: _head(LANES, b"\xff"), "bộ nhớ hoặc thời gian quá mức", password=PASSWORD),
    Case("cheaper than it was", lambda: _head(MEMORY, b"\x40"), "Mật khẩu không mở được", WrongPassword, password=PASSWORD),
    Case("only a head", lambda: small()[: locking.HEAD_SIZE], "bị cắt mất một phần", password=PASSWORD),
    Case("a chunk spoiled", _spoiled(locking.HEAD_SIZE + FULL + 99), "mật khẩu thì đúng", password=PASSWORD),
    Case("the last chunk missing", _ordered(0, 1), "mật khẩu thì đúng", password=PASSWORD),
    Case("a chunk missing", _ordered(0, 2), "mật khẩu thì đúng", password=PASSWORD),
    Case("chunks that changed places", _ordered(1, 0, 2), "mật khẩu thì đúng", password=PASSWORD),
    Case("a chunk twice", _ordered(0, 0, 1, 2), "mật khẩu thì đúng", password=PASSWORD),
    Case("bytes behind the last chunk", lambda: large() + b"x" * 40, "mật khẩu thì đúng", password=PASSWORD),
    Case("chunks of another file", _of_another_file, "mật khẩu thì đúng", password=PASSWORD),
)  # fmt: skip
