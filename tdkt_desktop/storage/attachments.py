"""Evidence beside the campaign file, each piece named by the hash of its bytes: stored once, whole, never rewritten.

The folder `<campaign>.minh-chung` appears with the first piece. A piece lies at `<first two letters>/<digest>`, without
a suffix: nothing in there can be opened or run by a double click.
"""

from __future__ import annotations

import contextlib
import errno
import glob
import hashlib
import os
import re
import shutil
import time
import uuid
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import IO

from tdkt_desktop.domain.errors import EnvironmentProblem, FileMissing, WrongFile
from tdkt_desktop.durable import sync_folder

SUFFIX = ".minh-chung"
MAX_BYTES = 60_000_000  # no piece is larger: adding evidence stops at 50 MB
CHUNK = 1 << 20
STALE_SECONDS = 3600  # a half-written file this old belongs to a process that died
_DIGEST = re.compile(r"[0-9a-f]{64}")
_WORKING = ".dang-ghi-"
_KEPT = "Những minh chứng đã lưu trước đó vẫn nguyên."
_CAUSES = {
    errno.ENOSPC: ("ổ đĩa đã đầy", "Hãy xóa bớt tệp không dùng trên ổ đĩa này rồi thêm lại minh chứng."),
    errno.EDQUOT: ("đã hết dung lượng được cấp", "Hãy xóa bớt tệp không dùng rồi thêm lại minh chứng."),
    errno.EROFS: ("ổ đĩa chỉ cho đọc", "Hãy mở khóa ghi của USB, hoặc chép đợt kiểm tra về máy này."),
    errno.EACCES: ("không có quyền ghi", "Hãy chép đợt kiểm tra về thư mục của bạn rồi mở bản chép."),
    errno.EPERM: ("không có quyền ghi", "Hãy chép đợt kiểm tra về thư mục của bạn rồi mở bản chép."),
    errno.ENOENT: ("thư mục của đợt kiểm tra không còn", "Hãy cắm lại USB rồi thêm lại minh chứng."),
    errno.EFBIG: (
        "ổ đĩa không nhận tệp lớn như vậy",
        "Hãy thu nhỏ ảnh, hoặc chép đợt kiểm tra sang ổ đĩa khác.",
    ),
}
_UNKNOWN = ("ổ đĩa báo lỗi", "Hãy kiểm tra ổ đĩa hoặc USB rồi thêm lại minh chứng.")


def attachments_of(store_path: Path) -> Attachments:
    """The attachments of a campaign file; they lie beside it."""
    return Attachments(store_path.with_name(store_path.stem + SUFFIX))


class Attachments:
    """Pieces of evidence by digest. Safe for several threads of the one process that holds the campaign."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, body: bytes) -> str:
        """Store a piece and return its digest; storing it again changes nothing. Raises EnvironmentProblem."""
        digest = hashlib.sha256(body).hexdigest()
        if not self._is_sound(digest):
            self._store([body], digest)
        return digest

    def put_stream(self, stream: IO[bytes], digest: str, size: int) -> str:
        """Store what a stream gives, if it is exactly `size` bytes with this digest; otherwise nothing is kept.

        Raises ValueError for other bytes than promised, EnvironmentProblem when the disk refuses, and whatever
        reading the stream raises.
        """
        self._check(digest)
        if not 0 <= size <= MAX_BYTES:
            raise ValueError(f"size {size} is not that of a piece of evidence")
        pieces = _promised(_chunks(stream, size), digest, size)
        if self._is_sound(digest):
            for _ in pieces:  # kept already; the stream is held to its promise all the same
                pass
        else:
            self._store(pieces, digest)
        return digest

    @contextlib.contextmanager
    def waiting_room(self) -> Iterator[Attachments]:
        """A place beside for pieces that arrive before it is known whether they are taken in; gone afterwards."""
        room = Attachments(self.folder.with_name(f".{self.folder.name}{_WORKING}{uuid.uuid4().hex}"))
        try:
            yield room
        finally:
            shutil.rmtree(room.folder, ignore_errors=True)

    def adopt(self, room: Attachments) -> None:
        """Take over the pieces of a waiting room: renamed, so quickly. Raises EnvironmentProblem."""
        with _explained():
            folders = set()
            for piece in sorted(room.pieces()):
                target = self.path(piece.name)
                _make_folder(self.folder)
                _make_folder(target.parent)
                piece.replace(target)
                folders.add(target.parent)
            for folder in sorted(folders):
                sync_folder(folder)

    def read(self, digest: str) -> bytes:
        """The bytes of a piece, checked. Raises FileMissing, WrongFile or EnvironmentProblem."""
        path = self.path(digest)
        try:
            with path.open("rb") as file:
                body = file.read(MAX_BYTES + 1)
        except (FileNotFoundError, NotADirectoryError):
            raise FileMissing(
                f"Không thấy tệp minh chứng {digest[:8]} trong thư mục {self.folder.name}.",
                "Hãy chép cả thư mục này từ máy gốc về cạnh tệp đợt kiểm tra, hoặc thêm lại minh chứng.",
            ) from None
        except OSError as error:
            raise EnvironmentProblem(
                f"Không đọc được tệp minh chứng {digest[:8]} trong thư mục {self.folder.name}.",
                "Hãy kiểm tra ổ đĩa hoặc cắm lại USB rồi thử lại.",
            ) from error
        if hashlib.sha256(body).hexdigest() != digest:
            raise WrongFile(
                f"Tệp minh chứng {digest[:8]} đã bị thay đổi hoặc hỏng so với lúc lưu.",
                "Hãy thêm lại minh chứng từ ảnh gốc hoặc từ tệp .tdkt của đoàn; tệp hỏng được giữ nguyên.",
            )
        return body

    def path(self, digest: str) -> Path:
        """Where a piece lies, stored or not. Raises ValueError for anything but 64 small hex digits."""
        self._check(digest)
        return self.folder / digest[:2] / digest

    def has(self, digest: str) -> bool:
        """Whether a piece is stored (by name; `read` checks its bytes)."""
        return self.path(digest).is_file()

    def digests(self) -> frozenset[str]:
        """The digests of all stored pieces; whatever else lies in the folder is overlooked."""
        return frozenset(path.name for path in self.pieces())

    def remove_orphans(self, used: Collection[str]) -> tuple[str, ...]:
        """Delete pieces that `used` does not name, and remains of writes that died. Returns the deleted digests.

        `used` must name every digest of the revision log, not only those on screen: history and undo need them.
        Raises EnvironmentProblem when the disk refuses.
        """
        keep = frozenset(used)
        removed = []
        try:
            for path in sorted(self.pieces()):
                if path.name not in keep:
                    path.unlink(missing_ok=True)
                    removed.append(path.name)
            for path in self.folder.glob(f"{_WORKING}*"):
                if time.time() - path.stat().st_mtime > STALE_SECONDS:
                    path.unlink(missing_ok=True)
            for room in self.folder.parent.glob(f".{glob.escape(self.folder.name)}{_WORKING}*"):
                if time.time() - room.stat().st_mtime > STALE_SECONDS:
                    shutil.rmtree(room, ignore_errors=True)
        except OSError as error:
            raise _not_written(error, "dọn được minh chứng thừa") from error
        return tuple(removed)

    def pieces(self) -> Iterator[Path]:
        """The files of all stored pieces."""
        for path in self.folder.glob("??/*"):
            if _DIGEST.fullmatch(path.name) and path.parent.name == path.name[:2] and path.is_file():
                yield path

    def _is_sound(self, digest: str) -> bool:
        """Whether the piece is there with its own bytes; a spoiled one is written anew from good bytes."""
        try:
            with self.path(digest).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == digest
        except OSError:
            return False

    def _store(self, pieces: Iterable[bytes], digest: str) -> None:
        """Write beside the target, to disk, then in its place. What reading `pieces` raises passes through."""
        target = self.path(digest)
        working = self.folder / f"{_WORKING}{uuid.uuid4().hex}"
        try:
            with contextlib.ExitStack() as stack:
                with _explained():
                    _make_folder(self.folder)
                    _make_folder(target.parent)
                    file = stack.enter_context(working.open("xb"))
                for piece in pieces:
                    with _explained():
                        file.write(piece)
                with _explained():
                    file.flush()
                    os.fsync(file.fileno())
            with _explained():
                working.replace(target)
                sync_folder(target.parent)
        finally:
            with contextlib.suppress(OSError):  # already in its place, or the disk is gone
                working.unlink(missing_ok=True)

    @staticmethod
    def _check(digest: str) -> None:
        """A digest becomes part of a path, so nothing but a digest may pass."""
        if not _DIGEST.fullmatch(digest):
            raise ValueError(f"not a SHA-256 in small hex digits: {digest!r:.80}")


def _chunks(stream: IO[bytes], size: int) -> Iterator[bytes]:
    """At most one byte more than promised is ever read: enough to know that there is more."""
    left = size + 1
    while left > 0:
        piece = stream.read(min(CHUNK, left))
        if not piece:
            return
        left -= len(piece)
        yield piece


def _promised(pieces: Iterable[bytes], digest: str, size: int) -> Iterator[bytes]:
    """Pass pieces on; raise ValueError at the end unless they were exactly what was promised."""
    seen, counted = hashlib.sha256(), 0
    for piece in pieces:
        seen.update(piece)
        counted += len(piece)
        yield piece
    if counted != size or seen.hexdigest() != digest:
        raise ValueError(f"the bytes are not those of {digest} ({counted} of {size} bytes)")


@contextlib.contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _not_written(error, "lưu được minh chứng") from error


def _not_written(error: OSError, what: str) -> EnvironmentProblem:
    cause, remedy = _CAUSES.get(error.errno or 0, _UNKNOWN)
    return EnvironmentProblem(f"Không {what}: {cause}.", f"{remedy} {_KEPT}")


def _make_folder(folder: Path) -> None:
    """Make one folder, durably; its own parent must be there (a stick that was pulled is not made anew)."""
    if not folder.is_dir():
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)
