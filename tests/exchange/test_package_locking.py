"""Locked packages: nothing lies open anywhere, any place can be read alone, and only the password opens them."""

from __future__ import annotations

import hashlib
import io
import os
import tracemalloc
from pathlib import Path
from typing import IO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_desktop.domain.errors import DamagedPackage, EnvironmentProblem
from tdkt_desktop.domain.package_errors import PasswordNeeded, WeakPassword, WrongPassword
from tdkt_desktop.exchange.package import locking
from tdkt_desktop.exchange.package import writing as package_writing
from tdkt_desktop.exchange.package.locking import Cost, LockedReader, LockedWriter, new_lock, opened_lock
from tdkt_desktop.exchange.package.whole import attached, is_locked, read_package, write_package
from tests.exchange.hostile.corpus_locked import CHEAP, PASSWORD
from tests.exchange.hostile.making import PHOTO, PHOTO_DIGEST, Key, honest, noise, revision


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_writing, "COST", CHEAP)


@pytest.fixture
def photo(tmp_path: Path) -> dict[str, Path]:
    path = tmp_path / "anh"
    path.write_bytes(PHOTO)
    return {PHOTO_DIGEST: path}


def test_a_locked_package_opens_with_its_password_only(tmp_path: Path, photo: dict[str, Path]) -> None:
    path = tmp_path / "khoa.tdkt"
    written = write_package(honest(photo), path, signer=Key(), password=PASSWORD)
    assert is_locked(path)
    with pytest.raises(PasswordNeeded, match=r"khoa\.tdkt được khóa"):
        read_package(path)
    with pytest.raises(WrongPassword, match=r"không mở được khoa\.tdkt"):
        read_package(path, PASSWORD + " ")
    read = read_package(path, PASSWORD)
    assert read == written
    assert read.locked
    with attached(read, PHOTO_DIGEST) as (stream, size):
        assert stream.read() == PHOTO
    assert size == len(PHOTO)
    write_package(honest(photo), tmp_path / "mo.tdkt", signer=Key())
    assert not is_locked(tmp_path / "mo.tdkt")
    assert not is_locked(tmp_path / "khong-co.tdkt")


def test_composed_and_decomposed_passwords_are_one(tmp_path: Path) -> None:
    """Two keyboards spell one word in two ways."""
    write_package(honest(), tmp_path / "khoa.tdkt", signer=Key(), password="Bốn từ dễ nhớ")
    decomposed = "Bo\u0302\u0301n tư\u0300 dê\u0303 nhơ\u0301"
    assert read_package(tmp_path / "khoa.tdkt", decomposed).campaign_id == "dot-thu"


@pytest.mark.parametrize("password", ["ngắn", "x" * 7, "x" * 1001])
def test_a_poor_password_is_refused_before_anything_is_written(tmp_path: Path, password: str) -> None:
    with pytest.raises(WeakPassword, match="từ 8 đến 1000"):
        write_package(honest(), tmp_path / "khoa.tdkt", signer=Key(), password=password)
    assert list(tmp_path.iterdir()) == []


def test_two_locks_of_one_content_have_nothing_in_common(tmp_path: Path, photo: dict[str, Path]) -> None:
    bodies = []
    for name in ("1.tdkt", "2.tdkt"):
        write_package(honest(photo), tmp_path / name, signer=Key(), password=PASSWORD)
        bodies.append((tmp_path / name).read_bytes())
    one, two = (body[locking.HEAD_SIZE - 48 :] for body in bodies)
    assert len(one) == len(two)
    assert not any(one[at : at + 8] == two[at : at + 8] for at in range(0, len(one) - 8, 8))


def test_nothing_lies_open_on_the_disk_at_any_moment(
    tmp_path: Path, photo: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looked at whenever bytes go to the disk: not one word of the package, not even the signs of a ZIP."""
    seen: list[bytes] = []
    honest_sync = os.fsync

    def looking(handle: int) -> None:
        honest_sync(handle)
        seen.extend(path.read_bytes() for path in tmp_path.glob(".khoa*"))

    monkeypatch.setattr(os, "fsync", looking)
    write_package(honest(photo), tmp_path / "khoa.tdkt", signer=Key(), password=PASSWORD)
    seen.append((tmp_path / "khoa.tdkt").read_bytes())
    assert len(seen) >= 2
    words = (b"PK\x03\x04", b"manifest", b"dot-thu", b"anh chup", "Hội trường".encode(), PASSWORD.encode())
    assert not any(word in body for body in seen for word in words)


def test_a_failed_write_of_a_locked_package_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_writer: LockedWriter) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(LockedWriter, "finish", fail)
    with pytest.raises(EnvironmentProblem, match="đã đầy"):
        write_package(honest(), tmp_path / "khoa.tdkt", signer=Key(), password=PASSWORD)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_exchanged_after_it_was_read_is_noticed(
    tmp_path: Path, photo: dict[str, Path]
) -> None:
    path = tmp_path / "khoa.tdkt"
    package = write_package(honest(photo), path, signer=Key(), password=PASSWORD)
    write_package(honest(photo), path, signer=Key(), password=PASSWORD)
    with pytest.raises(DamagedPackage, match="thay đổi trong lúc đọc"), attached(package, PHOTO_DIGEST):
        pass


# -- the envelope itself -----------------------------------------------------------------------------------------

SMALL_CHUNK = 16


@given(
    body=st.binary(min_size=1, max_size=5 * SMALL_CHUNK + 1),
    cuts=st.lists(st.integers(1, 40), max_size=6),
    places=st.lists(st.tuples(st.integers(0, 100), st.integers(0, 50)), max_size=8),
)
def test_what_goes_in_comes_out_from_any_place(
    body: bytes, cuts: list[int], places: list[tuple[int, int]]
) -> None:
    """Written in pieces of any size, read from any place in any length, at every edge of a chunk."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(locking, "CHUNK", SMALL_CHUNK)
        lock, out = LOCK, io.BytesIO()
        writer, at = LockedWriter(cast("IO[bytes]", out), lock), 0
        for cut in [*cuts, len(body)]:
            writer.write(body[at : at + cut])
            at += cut
        writer.finish()
        reader = LockedReader(cast("IO[bytes]", out), lock, len(out.getvalue()))
        assert reader.length == len(body)
        buffered = io.BufferedReader(reader)
        assert buffered.read() == body
        for start, length in places:
            buffered.seek(start)
            assert buffered.read(length) == body[start : start + length]
        buffered.seek(-1, os.SEEK_END)
        assert buffered.read(5) == body[-1:]


LOCK = new_lock(PASSWORD, CHEAP)


@pytest.mark.parametrize("size", [1, 15, 16, 17, 32, 48])
def test_every_shorter_file_is_noticed(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where a chunk ends: the last one is marked."""
    monkeypatch.setattr(locking, "CHUNK", SMALL_CHUNK)
    out = io.BytesIO()
    writer = LockedWriter(cast("IO[bytes]", out), LOCK)
    writer.write(noise(size))
    writer.finish()
    whole = out.getvalue()
    for length in range(locking.HEAD_SIZE, len(whole)):
        with pytest.raises(ValueError, match=r"cắt"):
            LockedReader(io.BytesIO(whole[:length]), LOCK, length).read()


def test_the_standard_cost_is_that_of_rfc_9106_and_hostile_costs_are_bounded() -> None:
    assert Cost() == Cost(memory=64 * 1024, passes=3, lanes=4)
    assert Cost().bearable
    assert Cost(memory=256 * 1024, passes=2, lanes=4).bearable
    for cost in (
        Cost(256 * 1024, 3, 4),
        Cost(512 * 1024, 1, 1),
        Cost(64, 17, 1),
        Cost(64, 1, 9),
        Cost(7, 1, 1),
    ):
        assert not cost.bearable


def test_the_real_cost_works_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_writing, "COST", Cost())
    write_package(honest(), tmp_path / "khoa.tdkt", signer=Key(), password=PASSWORD)
    with (tmp_path / "khoa.tdkt").open("rb") as file:
        assert opened_lock(file, "khoa.tdkt", b"0" * 32).head[15:21] == b"\x00\x00\x01\x00\x03\x04"
    assert read_package(tmp_path / "khoa.tdkt", PASSWORD).locked


def test_large_files_stream_through_the_lock(tmp_path: Path) -> None:
    """Written, locked, read back, unlocked and copied in pieces: memory stays flat."""
    body = noise(1_000_000) * 40
    digest = hashlib.sha256(body).hexdigest()
    (tmp_path / "anh").write_bytes(body)
    log = (*honest().revisions, revision("evidence/A/lon", "evidence", {"digest": digest}))
    package = honest({digest: tmp_path / "anh"}, revisions=log)
    tracemalloc.start()
    written = write_package(package, tmp_path / "khoa.tdkt", signer=Key(), password=PASSWORD)
    with attached(written, digest) as (stream, _):
        assert hashlib.file_digest(cast("io.BytesIO", stream), "sha256").hexdigest() == digest
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000
