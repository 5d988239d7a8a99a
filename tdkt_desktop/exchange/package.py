"""The .tdkt package, format 1: a ZIP that lists and hashes its own content, written whole or not at all.

Entries: manifest.json, checklists/<digest>.json, revisions.jsonl, attachments/<digest>. The campaign itself travels as
revisions; attached files as they came, read and written as streams: a package may be larger than the memory. The
format is described for other readers in resources/help/dinh-dang-tdkt.md. No name found in a file is ever used as a
path, and nothing is extracted to disk.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import struct
import uuid
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO

from tdkt_desktop.domain.errors import DamagedPackage, EnvironmentProblem, FileMissing, NewerFormat, WrongFile
from tdkt_desktop.domain.revisions import Revision, canonical, revision_from_plain, revision_to_plain
from tdkt_desktop.domain.values import Plain

FORMAT = "tdkt-package"
MAJOR, MINOR = 1, 1
KINDS = ("plan", "team", "full")
MAX_ENTRIES, MAX_ENTRY_BYTES, MAX_TOTAL_BYTES, MAX_RATIO = 20_000, 200_000_000, 500_000_000, 2000
MAX_FILE_BYTES = 60_000_000  # of one attached file: what is kept beside a campaign file
MAX_FILES_BYTES = 4_000_000_000  # of all of them: what the common USB file system takes in one file
ATTACHED = "attachments/"
CHUNK = 1 << 20
STAMP = (2000, 1, 1, 0, 0, 0)  # ZIP times say nothing here; a fixed one keeps equal content equal
# what the zipfile module raises on bytes that are not a whole ZIP (found by flipping bits)
ZIP_TROUBLE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OverflowError,
    UnicodeError,
)
RESEND = "Hãy xin đoàn gửi lại tệp (chép lại từ máy gốc); chưa có gì thay đổi trên máy này."


@dataclass(frozen=True)
class Package:
    """The verified content of a package. `checklists` maps digest to canonical JSON text.

    `files` maps the digest of each attached file to where it lies on this machine when writing; after reading, to the
    package itself (`attached` opens them).
    """

    id: str
    kind: str
    campaign_id: str
    campaign_title: str
    team: str
    device: str
    sequence: int
    created_at: str
    checklists: Mapping[str, str]
    revisions: tuple[Revision, ...]
    digest: str = ""
    files: Mapping[str, Path] = field(default_factory=dict)


def write_package(package: Package, path: Path) -> Package:
    """Write a package beside its target, read it back, verify, then rename. Returns what was read back.

    Raises EnvironmentProblem; an older file of that name stays byte-identical then.
    """
    working = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with working.open("xb") as file:
            _write_zip(package, file)
            file.flush()
            os.fsync(file.fileno())
        verified = read_package(working)
        working.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise EnvironmentProblem(
            f"Không ghi được tệp {path.name} vào {path.parent}.",
            "Hãy kiểm tra USB còn chỗ trống và không khóa ghi, hoặc chọn nơi khác; dữ liệu trên máy này vẫn nguyên.",
        ) from error
    finally:
        working.unlink(missing_ok=True)
    return replace(verified, files=dict.fromkeys(verified.files, path))


def read_package(path: Path) -> Package:
    """Read and verify a package. Raises FileMissing, WrongFile, NewerFormat or DamagedPackage; changes nothing."""
    if not path.is_file():
        raise FileMissing(f"Không thấy tệp {path}.", "Hãy kiểm tra USB đã cắm và tên tệp.")
    name = path.name
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive, name)
            entries, files = _entries(archive, manifest, name)
    except ZIP_TROUBLE as error:
        raise DamagedPackage(f"{name} bị hỏng hoặc không phải tệp .tdkt.", RESEND) from error
    except OSError as error:
        raise _not_read(path) from error
    return _package(manifest, entries, files, path)


@contextmanager
def attached(package: Package, digest: str) -> Iterator[tuple[IO[bytes], int]]:
    """Open an attached file of a package that was read: its stream and its size. The reader checks the hash again.

    Raises DamagedPackage or EnvironmentProblem when the file changed or was pulled out since it was read.
    """
    path = package.files[digest]
    try:
        with zipfile.ZipFile(path) as archive:
            info = archive.getinfo(f"{ATTACHED}{digest}")
            with archive.open(info) as stream:
                yield stream, info.file_size
    except (*ZIP_TROUBLE, KeyError, ValueError) as error:
        raise DamagedPackage(f"{path.name} đã bị thay đổi trong lúc đọc.", RESEND) from error
    except OSError as error:
        raise _not_read(path) from error


def _not_read(path: Path) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"Không đọc được {path.name}.", "Hãy rút USB ra cắm lại, hoặc chép tệp về máy rồi mở."
    )


def _write_zip(package: Package, file: IO[bytes]) -> None:
    lines = "".join(canonical(revision_to_plain(revision)) + "\n" for revision in package.revisions)
    contents = {
        f"checklists/{digest}.json": text.encode() for digest, text in sorted(package.checklists.items())
    }
    contents["revisions.jsonl"] = lines.encode()
    manifest = {
        "format": FORMAT,
        "version": f"{MAJOR}.{MINOR}",
        "id": package.id,
        "kind": package.kind,
        "campaign": {"id": package.campaign_id, "title": package.campaign_title},
        "team": package.team,
        "device": package.device,
        "sequence": package.sequence,
        "created_at": package.created_at,
        "entries": {name: {"sha256": _sha256(body), "size": len(body)} for name, body in contents.items()}
        | {
            f"{ATTACHED}{digest}": {"sha256": digest, "size": path.stat().st_size}
            for digest, path in sorted(package.files.items())
        },
    }
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in {
            "manifest.json": json.dumps(manifest, ensure_ascii=False, indent=1).encode(),
            **contents,
        }.items():
            archive.writestr(zipfile.ZipInfo(name, STAMP), body, zipfile.ZIP_DEFLATED)
        for digest, path in sorted(package.files.items()):  # pictures and PDFs are packed already
            info = zipfile.ZipInfo(f"{ATTACHED}{digest}", STAMP)
            info.file_size = path.stat().st_size  # tells the library whether it needs the large form
            with path.open("rb") as source, archive.open(info, "w") as target:
                shutil.copyfileobj(source, target, CHUNK)


def _manifest(archive: zipfile.ZipFile, name: str) -> dict[str, Plain]:
    infos = archive.infolist()
    names = [info.filename for info in infos]
    if (
        len(infos) > MAX_ENTRIES
        or sum(info.file_size for info in infos if not _is_file(info.filename)) > MAX_TOTAL_BYTES
        or sum(info.file_size for info in infos if _is_file(info.filename)) > MAX_FILES_BYTES
        or len(set(names)) != len(names)
    ):
        raise DamagedPackage(f"{name} chứa quá nhiều hoặc trùng thành phần.", RESEND)
    if "manifest.json" not in names:
        raise WrongFile(
            f"{name} không phải tệp .tdkt của phần mềm này.", "Hãy chọn tệp do đoàn kiểm tra xuất ra."
        )
    manifest = _json(_read(archive, "manifest.json", name), name)
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise WrongFile(
            f"{name} không phải tệp .tdkt của phần mềm này.", "Hãy chọn tệp do đoàn kiểm tra xuất ra."
        )
    version = str(manifest.get("version", ""))
    major = version.partition(".")[0]
    if not major.isdigit():
        raise DamagedPackage(f"{name} không ghi phiên bản định dạng.", RESEND)
    if int(major) > MAJOR:
        raise NewerFormat(
            f"{name} được tạo bởi phiên bản mới hơn (định dạng {version}; máy này đọc được định dạng {MAJOR}).",
            "Hãy cài phiên bản mới của phần mềm rồi gộp lại; chưa có gì thay đổi.",
        )
    return manifest


def _entries(
    archive: zipfile.ZipFile, manifest: dict[str, Plain], name: str
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Every listed entry, checked against its size and hash; entries that no list names make the file damaged.

    Returns the contents, and the digests of the attached files, which were hashed while streaming and not kept.
    """
    listed = manifest.get("entries")
    if not isinstance(listed, dict):
        raise DamagedPackage(f"{name} không có danh sách thành phần.", RESEND)
    if {info.filename for info in archive.infolist()} != {"manifest.json", *listed}:
        raise DamagedPackage(f"{name} thừa hoặc thiếu thành phần so với danh sách của chính nó.", RESEND)
    found, files = {}, []
    for entry, facts in listed.items():
        if _is_file(entry):
            size, digest = _measured(archive, entry, name)
            files.append(entry.removeprefix(ATTACHED))
        else:
            found[entry] = body = _read(archive, entry, name)
            size, digest = len(body), _sha256(body)
        if not isinstance(facts, dict) or facts.get("size") != size or facts.get("sha256") != digest:
            raise DamagedPackage(f"{name}: thành phần {entry} không khớp mã kiểm tra.", RESEND)
        if _is_file(entry) and entry != f"{ATTACHED}{digest}":
            raise DamagedPackage(f"{name}: tệp minh chứng {entry} không khớp tên của nó.", RESEND)
    return found, tuple(files)


def _is_file(entry: str) -> bool:
    return entry.startswith(ATTACHED)


def _measured(archive: zipfile.ZipFile, entry: str, name: str) -> tuple[int, str]:
    """The true size and hash of an attached file, counted while it streams."""
    info = archive.getinfo(entry)
    if info.file_size > MAX_FILE_BYTES or info.file_size > MAX_RATIO * max(info.compress_size, 1):
        raise DamagedPackage(f"{name}: thành phần {entry} phình to bất thường.", RESEND)
    size, said = 0, hashlib.sha256()
    with archive.open(info) as stream:
        while part := stream.read(CHUNK):
            size += len(part)
            said.update(part)
            if size > info.file_size:
                break
    return size, said.hexdigest()


def _read(archive: zipfile.ZipFile, entry: str, name: str) -> bytes:
    """One entry, counted while it streams: a declared size is a claim, not a fact."""
    info = archive.getinfo(entry)
    if info.file_size > MAX_ENTRY_BYTES or info.file_size > MAX_RATIO * max(info.compress_size, 1):
        raise DamagedPackage(f"{name}: thành phần {entry} phình to bất thường.", RESEND)
    with archive.open(info) as stream:
        body = stream.read(info.file_size + 1)
    if len(body) != info.file_size:
        raise DamagedPackage(f"{name}: thành phần {entry} sai kích thước.", RESEND)
    return body


def _package(
    manifest: dict[str, Plain], entries: dict[str, bytes], files: Sequence[str], path: Path
) -> Package:
    try:
        lines = entries["revisions.jsonl"].decode().splitlines()
        revisions = tuple(revision_from_plain(json.loads(line)) for line in lines)
        checklists = {
            entry[11:-5]: body.decode() for entry, body in entries.items() if entry.startswith("checklists/")
        }
        for digest, text in checklists.items():
            if _sha256(canonical(json.loads(text)).encode()) != digest:
                raise ValueError(digest)
        campaign = manifest["campaign"]
        return Package(
            id=_text(manifest["id"]),
            kind=_one_of(manifest["kind"]),
            campaign_id=_text(campaign["id"]),
            campaign_title=_text(campaign["title"]),
            team=_text(manifest["team"]),
            device=_text(manifest["device"]),
            sequence=int(manifest["sequence"]),
            created_at=_text(manifest["created_at"]),
            checklists=checklists,
            revisions=revisions,
            digest=_file_sha256(path),
            files=dict.fromkeys(files, path),
        )
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise DamagedPackage(f"{path.name} có nội dung không đúng định dạng.", RESEND) from error


def _json(body: bytes, name: str) -> Plain:
    try:
        return json.loads(body.decode())
    except (ValueError, RecursionError) as error:
        raise DamagedPackage(f"{name} có bảng kê không đọc được.", RESEND) from error


def _text(raw: Plain) -> str:
    if not isinstance(raw, str):
        raise TypeError(raw)
    return raw


def _one_of(raw: Plain) -> str:
    if raw not in KINDS:
        raise ValueError(raw)
    return str(raw)


def _sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _file_sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable where the system can (Windows has no folder handles to sync)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def new_id() -> str:
    """A fresh package id."""
    return uuid.uuid4().hex


def compare(known: frozenset[str], package: Package) -> Sequence[Revision]:
    """The revisions of a package that a log does not hold yet (the pure core of merging: set difference)."""
    return [revision for revision in package.revisions if revision.id not in known]
