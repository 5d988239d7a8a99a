"""A piece of evidence is stored whole under its own hash, or not at all; what was stored before stays as it was."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, NoReturn, Self

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_desktop.domain.errors import EnvironmentProblem, FileMissing, WrongFile
from tdkt_desktop.storage import attachments as room
from tdkt_desktop.storage.attachments import Attachments, attachments_of

BODY = b"anh chup bien ban " * 100
DIGEST = hashlib.sha256(BODY).hexdigest()


@pytest.fixture
def kept(tmp_path: Path) -> Attachments:
    return attachments_of(tmp_path / "dot-2019.tdktdb")


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_folder_lies_beside_the_campaign_and_appears_with_the_first_piece(
    kept: Attachments, tmp_path: Path
) -> None:
    assert kept.folder == tmp_path / "dot-2019.minh-chung"
    assert kept.digests() == frozenset()
    assert not kept.has(DIGEST)
    assert kept.remove_orphans(()) == ()
    with pytest.raises(FileMissing):
        kept.read(DIGEST)
    assert list(tmp_path.iterdir()) == []
    assert kept.put(BODY) == DIGEST
    assert snapshot(tmp_path) == {f"dot-2019.minh-chung/{DIGEST[:2]}/{DIGEST}": BODY}


@given(bodies=st.lists(st.binary(max_size=200), max_size=8))
def test_what_is_put_is_read_back_and_twice_is_once(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[bytes]
) -> None:
    kept = Attachments(tmp_path_factory.mktemp("kho"))
    digests = [kept.put(body) for body in bodies + bodies]
    assert kept.digests() == frozenset(digests)
    assert [kept.read(digest) for digest in digests] == bodies + bodies
    assert len(snapshot(kept.folder)) == len(set(bodies))


def test_a_second_put_does_not_touch_the_file(kept: Attachments) -> None:
    path = kept.path(kept.put(BODY))
    os.utime(path, (1, 1))
    kept.put(BODY)
    kept.put_stream(io.BytesIO(BODY), DIGEST, len(BODY))
    assert path.stat().st_mtime == 1


def test_a_spoiled_piece_is_refused_on_reading_kept_and_mended_by_the_good_bytes(kept: Attachments) -> None:
    path = kept.path(kept.put(BODY))
    path.write_bytes(BODY[:-1])
    with pytest.raises(WrongFile, match="bị thay đổi hoặc hỏng") as refusal:
        kept.read(DIGEST)
    assert "thêm lại minh chứng" in refusal.value.remedy
    assert path.read_bytes() == BODY[:-1]
    kept.put(BODY)
    assert kept.read(DIGEST) == BODY


def test_a_missing_piece_says_what_to_copy(kept: Attachments) -> None:
    kept.put(BODY)
    kept.path(DIGEST).unlink()
    with pytest.raises(FileMissing, match=DIGEST[:8]) as refusal:
        kept.read(DIGEST)
    assert "chép cả thư mục" in refusal.value.remedy


def test_a_huge_swapped_in_file_is_not_read_whole(kept: Attachments, monkeypatch: pytest.MonkeyPatch) -> None:
    class Huge(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            assert 0 <= size <= room.MAX_BYTES + 1
            return bytes(size)

    kept.put(BODY)
    monkeypatch.setattr(Path, "open", lambda *_: Huge())
    with pytest.raises(WrongFile):
        kept.read(DIGEST)


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "..",
        "../../etc/passwd",
        DIGEST.upper(),
        DIGEST[:-1],
        DIGEST + "0",
        f"{DIGEST[:-1]}/",
        f"{DIGEST}\n",
    ],
)
def test_only_a_digest_becomes_a_path(kept: Attachments, wrong: str) -> None:
    for use in (kept.path, kept.has, kept.read):
        with pytest.raises(ValueError, match="not a SHA-256"):
            use(wrong)
    with pytest.raises(ValueError, match="not a SHA-256"):
        kept.put_stream(io.BytesIO(BODY), wrong, len(BODY))
    assert not kept.folder.exists()


class TestStreams:
    def test_a_true_stream_is_stored(self, kept: Attachments) -> None:
        assert kept.put_stream(io.BytesIO(BODY), DIGEST, len(BODY)) == DIGEST
        assert kept.read(DIGEST) == BODY

    @pytest.mark.parametrize("already", [False, True])
    @pytest.mark.parametrize(
        ("body", "size"),
        [
            (BODY[:-1], len(BODY)),
            (BODY + b"x", len(BODY)),
            (BODY[::-1], len(BODY)),
            (BODY, len(BODY) - 1),
            (BODY, 0),
        ],
    )
    def test_a_stream_that_breaks_its_promise_leaves_nothing(
        self, kept: Attachments, body: bytes, size: int, already: bool
    ) -> None:
        other = kept.put(b"minh chung cu")
        if already:
            kept.put(BODY)
        before = snapshot(kept.folder)
        with pytest.raises(ValueError, match="not those of"):
            kept.put_stream(io.BytesIO(body), DIGEST, size)
        assert snapshot(kept.folder) == before
        assert kept.read(other) == b"minh chung cu"

    def test_an_endless_stream_is_read_one_byte_too_far_at_most(self, kept: Attachments) -> None:
        class Endless(io.RawIOBase):
            given = 0

            def read(self, size: int = -1) -> bytes:
                self.given += size
                return b"0" * size

        stream = Endless()
        with pytest.raises(ValueError, match="not those of"):
            kept.put_stream(stream, DIGEST, 3_000_000)  # type: ignore[arg-type]
        assert stream.given == 3_000_001
        assert snapshot(kept.folder) == {}

    @pytest.mark.parametrize("size", [-1, room.MAX_BYTES + 1, 10**12])
    def test_a_size_beyond_evidence_is_refused_before_reading(self, kept: Attachments, size: int) -> None:
        stream = io.BytesIO(BODY)
        with pytest.raises(ValueError, match="size"):
            kept.put_stream(stream, DIGEST, size)
        assert stream.tell() == 0

    def test_a_failing_source_is_the_callers_affair_and_leaves_nothing(self, kept: Attachments) -> None:
        class Pulled(io.BytesIO):
            def read(self, size: int | None = -1) -> bytes:
                if self.tell():
                    raise OSError(errno.EIO, "pulled")
                return super().read(4)

        kept.put(b"minh chung cu")
        before = snapshot(kept.folder)
        with pytest.raises(OSError, match="pulled"):
            kept.put_stream(Pulled(BODY), DIGEST, len(BODY))
        assert snapshot(kept.folder) == before


def failing(number: int) -> Callable[..., NoReturn]:
    def fail(*_: Any, **__: Any) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return fail


class HalfWritten:
    """A real file whose disk fills up in the middle of a write."""

    def __init__(self, file: IO[bytes], number: int) -> None:
        self._file, self._number = file, number

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, body: bytes) -> NoReturn:
        self._file.write(body[: len(body) // 2])
        self._file.flush()
        raise OSError(self._number, os.strerror(self._number))


def break_step(patch: pytest.MonkeyPatch, step: str, number: int) -> None:
    """Make one step of storing fail as the system would make it fail."""
    real_open = Path.open

    def opening(path: Path, mode: str = "r", **kwargs: Any) -> Any:
        if mode != "xb":
            return real_open(path, mode, **kwargs)
        return HalfWritten(real_open(path, "xb"), number) if step == "write" else failing(number)()

    if step in {"open", "write"}:
        patch.setattr(Path, "open", opening)
    elif step == "fsync":
        patch.setattr(os, "fsync", failing(number))
    elif step == "rename":
        patch.setattr(Path, "replace", failing(number))
    else:
        patch.setattr(Path, "mkdir", failing(number))


@pytest.mark.parametrize("step", ["mkdir", "open", "write", "fsync", "rename"])
@pytest.mark.parametrize(
    ("number", "cause"),
    [
        (errno.ENOSPC, "ổ đĩa đã đầy"),
        (errno.EROFS, "chỉ cho đọc"),
        (errno.EACCES, "không có quyền ghi"),
        (errno.ENOENT, "không còn"),
        (errno.EIO, "báo lỗi"),
    ],
)
def test_a_failing_disk_leaves_nothing_half_written(
    kept: Attachments, monkeypatch: pytest.MonkeyPatch, step: str, number: int, cause: str
) -> None:
    kept.put(b"minh chung cu")
    before = snapshot(kept.folder)
    with monkeypatch.context() as patch:
        break_step(patch, step, number)
        for store in (kept.put, lambda body: kept.put_stream(io.BytesIO(body), DIGEST, len(body))):
            with pytest.raises(EnvironmentProblem, match=cause) as problem:
                store(BODY)
            assert "vẫn nguyên" in problem.value.remedy
    assert snapshot(kept.folder) == before
    assert not kept.has(DIGEST)
    assert kept.put(BODY) == DIGEST  # the disk is well again
    assert kept.read(DIGEST) == BODY


def test_a_failing_disk_while_reading_is_told_apart_from_a_missing_piece(
    kept: Attachments, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.put(BODY)
    monkeypatch.setattr(Path, "open", failing(errno.EIO))
    with pytest.raises(EnvironmentProblem, match="Không đọc được"):
        kept.read(DIGEST)


def test_a_pulled_stick_is_not_made_anew(tmp_path: Path) -> None:
    kept = attachments_of(tmp_path / "usb" / "dot.tdktdb")
    with pytest.raises(EnvironmentProblem, match="không còn"):
        kept.put(BODY)
    assert list(tmp_path.iterdir()) == []


class TestOrphans:
    def test_only_what_nobody_uses_goes(self, kept: Attachments) -> None:
        digests = sorted(kept.put(bytes([number])) for number in range(5))
        assert kept.remove_orphans(digests[:2]) == tuple(digests[2:])
        assert kept.digests() == frozenset(digests[:2])
        assert kept.remove_orphans(digests) == ()

    def test_strange_files_are_overlooked_and_kept(self, kept: Attachments) -> None:
        kept.put(BODY)
        strange = [
            kept.folder / "ghi-chu.txt",
            kept.folder / DIGEST[:2] / "a.jpg",
            kept.folder / "zz" / DIGEST,
        ]
        for path in strange:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b"x")
        assert kept.digests() == frozenset({DIGEST})
        assert kept.remove_orphans(()) == (DIGEST,)
        assert all(path.exists() for path in strange)

    def test_remains_of_a_killed_write_go_when_old(self, kept: Attachments) -> None:
        kept.put(BODY)
        old, fresh = (kept.folder / f"{room._WORKING}{name}" for name in ("cu", "moi"))
        for path in (old, fresh):
            path.write_bytes(b"nua chung")
        os.utime(old, (1, 1))
        assert kept.remove_orphans({DIGEST}) == ()
        assert (old.exists(), fresh.exists()) == (False, True)

    def test_a_disk_that_refuses_is_told(self, kept: Attachments, monkeypatch: pytest.MonkeyPatch) -> None:
        kept.put(BODY)
        monkeypatch.setattr(Path, "unlink", failing(errno.EROFS))
        with pytest.raises(EnvironmentProblem, match="chỉ cho đọc"):
            kept.remove_orphans(())


def test_threads_may_store_the_same_piece_at_once(kept: Attachments) -> None:
    bodies = [BODY * (1 + number % 3) for number in range(24)]
    threads = [threading.Thread(target=kept.put, args=(body,)) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(snapshot(kept.folder).values()) == sorted(set(bodies))
