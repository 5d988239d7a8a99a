"""Attached files of a package that was read, as streams: a photo is copied out without holding it in memory."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, cast

from tdkt_desktop.domain.errors import DamagedPackage
from tdkt_desktop.exchange.package.layout import pieces
from tdkt_desktop.exchange.package.model import RESEND, Package
from tdkt_desktop.exchange.package.opening import name_of, not_read, opened

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BUFFER = 1 << 16


@contextmanager
def attached(package: Package, digest: str) -> Iterator[tuple[IO[bytes], int]]:
    """Open an attached file of a package that was read: its stream and its size. The reader checks the hash again.

    Raises DamagedPackage or EnvironmentProblem when the file changed or was pulled out since it was read.
    """
    path, entry = package.places[digest]
    try:
        with path.open("rb") as raw:
            file, _, _ = opened(raw, name_of(path), "", package.key)
            stream = io.BufferedReader(_Stream(pieces(file, entry)), BUFFER)
            yield cast("IO[bytes]", stream), entry.size
    except ValueError as error:  # BadPackage, or bytes that are not those of the digest
        raise DamagedPackage(f"{name_of(path)} đã bị thay đổi trong lúc đọc.", RESEND) from error
    except OSError as error:
        raise not_read(path) from error


class _Stream(io.RawIOBase):
    """Pieces as a file."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        super().__init__()
        self._parts, self._rest = parts, memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        while not self._rest:
            part = next(self._parts, None)
            if part is None:
                return 0
            self._rest = memoryview(part)
        view = memoryview(buffer).cast("B")
        length = min(len(view), len(self._rest))
        view[:length] = self._rest[:length]
        self._rest = self._rest[length:]
        return length
