"""Writing a package: beside its target, to the disk, read back from the disk and verified, then renamed.

A locked package is locked while it is written: what is inside never lies open on the stick, not even for a moment.
"""

from __future__ import annotations

import contextlib
import errno
import glob
import hashlib
import os
import time
import uuid
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, cast

from tdkt_desktop.domain.errors import DamagedPackage, EnvironmentProblem
from tdkt_desktop.domain.revisions import revision_to_plain
from tdkt_desktop.durable import sync_folder
from tdkt_desktop.exchange.package.attached import attached
from tdkt_desktop.exchange.package.json import canonical_bytes
from tdkt_desktop.exchange.package.locking import Cost, Lock, LockedWriter, new_lock
from tdkt_desktop.exchange.package.manifest import manifest_bytes
from tdkt_desktop.exchange.package.model import (
    ATTACHED,
    CHECKLISTS,
    CHUNK,
    MANIFEST,
    MAX_FILES_BYTES,
    REVISIONS,
    SIGNATURE,
    Package,
    Place,
)
from tdkt_desktop.exchange.package.opening import explained, name_of
from tdkt_desktop.exchange.package.reading import Tick, read_open
from tdkt_desktop.exchange.package.signing import Signer, signature_bytes

STAMP = (2000, 1, 1, 0, 0, 0)  # ZIP times say nothing here; a fixed one keeps equal content equal
STALE_SECONDS = 3600  # a half-written file this old belongs to a program that died
COST = Cost()
SAFE = "dữ liệu trên máy này vẫn nguyên."
_CAUSES = {
    errno.ENOSPC: ("USB hoặc ổ đĩa đã đầy", "Hãy xóa bớt tệp trên đó hoặc chọn nơi khác;"),
    errno.EDQUOT: ("đã hết dung lượng được cấp", "Hãy xóa bớt tệp trên đó hoặc chọn nơi khác;"),
    errno.EROFS: ("USB hoặc ổ đĩa bị khóa ghi", "Hãy mở khóa ghi của USB hoặc chọn nơi khác;"),
    errno.EACCES: ("không có quyền ghi", "Hãy chọn thư mục khác;"),
    errno.EPERM: ("không có quyền ghi", "Hãy chọn thư mục khác;"),
    errno.EFBIG: ("tệp lớn hơn mức ổ đĩa này nhận", "Hãy chọn ổ đĩa khác;"),
}
_UNKNOWN = ("ổ đĩa báo lỗi", "Hãy kiểm tra USB còn chỗ trống và không khóa ghi, hoặc chọn nơi khác;")


def write_package(
    package: Package,
    path: Path,
    *,
    signer: Signer | None = None,
    password: str = "",
    tick: Tick | None = None,
) -> Package:
    """Write a package beside its target, read it back, verify, then rename. Returns what was read back.

    `signer` is this machine's key; without one the package is of format 1.1. A password locks it. Raises
    EnvironmentProblem or WeakPassword; an older file of that name stays byte-identical then.
    """
    if signer is None and (package.extra or package.more):
        raise ValueError("what a newer version wrote is passed on in signed packages only")
    if sum(file.stat().st_size for file in package.files.values() if file.is_file()) > MAX_FILES_BYTES:
        raise EnvironmentProblem(
            f"Minh chứng nặng hơn {MAX_FILES_BYTES // 10**9} GB, không vừa một tệp .tdkt.",
            f"Hãy bỏ bớt minh chứng không cần thiết rồi xuất lại; {SAFE}",
        )
    lock = new_lock(password, COST) if password else None
    working = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove_stale(path)
        with working.open("xb") as file:
            _write(package, file, lock, signer)
            file.flush()
            os.fsync(file.fileno())
            _forget(file)
        verified = _read_back(package, working, path, lock, tick)
        working.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        cause, remedy = _CAUSES.get(error.errno or 0, _UNKNOWN)
        raise EnvironmentProblem(
            f"Không ghi được tệp {name_of(path)} vào {path.parent}: {cause}.", f"{remedy} {SAFE}"
        ) from error
    finally:
        with contextlib.suppress(OSError):  # in its place already, or the stick is gone
            working.unlink(missing_ok=True)
    places = {digest: Place(path, place.entry) for digest, place in verified.places.items()}
    return replace(verified, files=dict.fromkeys(verified.files, path), places=places)


def _write(package: Package, file: IO[bytes], lock: Lock | None, signer: Signer | None) -> None:
    if lock is None:
        _write_zip(package, file, signer)
    else:
        sink = LockedWriter(file, lock)
        _write_zip(package, cast("IO[bytes]", sink), signer)
        sink.finish()


def _write_zip(package: Package, file: IO[bytes], signer: Signer | None) -> None:
    bodies = {
        f"{CHECKLISTS}{digest}.json": text.encode() for digest, text in sorted(package.checklists.items())
    }
    bodies[REVISIONS] = b"".join(canonical_bytes(revision_to_plain(one)) + b"\n" for one in package.revisions)
    bodies |= package.extra
    listed = {name: (len(body), hashlib.sha256(body).hexdigest()) for name, body in bodies.items()}
    sizes = {digest: _size(package, digest) for digest in sorted(package.files)}
    listed |= {f"{ATTACHED}{digest}": (size, digest) for digest, size in sizes.items()}
    manifest = manifest_bytes(package, listed, signed=signer is not None)
    heads = {MANIFEST: manifest}
    if signer is not None:
        heads[SIGNATURE] = signature_bytes(manifest, package.device, signer)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in {**heads, **bodies}.items():
            archive.writestr(zipfile.ZipInfo(name, STAMP), body, zipfile.ZIP_DEFLATED)
        for digest, size in sizes.items():  # pictures and PDFs are packed already
            info = zipfile.ZipInfo(f"{ATTACHED}{digest}", STAMP)
            info.file_size = size  # tells the library whether it needs the large form
            with _source(package, digest) as source, archive.open(info, "w") as target:
                while part := source.read(CHUNK):
                    target.write(part)


def _size(package: Package, digest: str) -> int:
    place = package.places.get(digest)
    path = package.files[digest]
    return place.entry.size if place is not None and place.path == path else path.stat().st_size


@contextlib.contextmanager
def _source(package: Package, digest: str) -> Iterator[IO[bytes]]:
    """The bytes of an attached file: from this machine, or out of the package that is passed on."""
    place = package.places.get(digest)
    if place is not None and place.path == package.files[digest]:
        with attached(package, digest) as (stream, _):
            yield stream
    else:
        with package.files[digest].open("rb") as file:
            yield file


def _read_back(package: Package, working: Path, path: Path, lock: Lock | None, tick: Tick | None) -> Package:
    try:
        with explained(path), working.open("rb") as raw:
            found = read_open(raw, path, "", lock.key if lock else b"", tick)
    except DamagedPackage as error:
        raise EnvironmentProblem(
            f"Tệp vừa ghi vào {path.parent} đọc lại không đúng ({error.message})",
            f"Hãy ghi sang USB khác; nếu vẫn vậy, hãy gửi tệp đợt kiểm tra cho người hỗ trợ; {SAFE}",
        ) from error
    if found.revisions != package.revisions or found.files.keys() != package.files.keys():
        raise EnvironmentProblem(
            f"Tệp vừa ghi vào {path.parent} đọc lại thiếu nội dung.", f"Hãy ghi sang USB khác; {SAFE}"
        )
    return found


def _forget(file: IO[bytes]) -> None:
    """Ask the system to read back from the stick, not from memory, where it can be asked."""
    if hasattr(os, "posix_fadvise"):
        with contextlib.suppress(OSError):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _remove_stale(path: Path) -> None:
    for old in path.parent.glob(f".{glob.escape(path.name)}.{'[0-9a-f]' * 32}"):
        with contextlib.suppress(OSError):
            if time.time() - old.stat().st_mtime > STALE_SECONDS:
                old.unlink()
