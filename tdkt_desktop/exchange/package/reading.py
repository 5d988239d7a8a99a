"""Reading a package: from the bones of the file to every single revision, nothing believed before it is checked.

Order: envelope, ZIP layout, manifest and version, signature, sizes and hashes of everything, checklists, revisions one
by one, what they say of each other. Nothing is extracted, no name is used as a path, and nothing is written.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tdkt_desktop.domain.errors import FileMissing, NewerFormat, WrongFile
from tdkt_desktop.domain.revision_values import plainly_written
from tdkt_desktop.domain.revisions import Revision
from tdkt_desktop.exchange.package.checklists import read_checklists
from tdkt_desktop.exchange.package.layout import pieces, read_layout
from tdkt_desktop.exchange.package.log import read_log
from tdkt_desktop.exchange.package.manifest import (
    NOT_OURS,
    Manifest,
    check_entries,
    newer_format,
    read_manifest,
)
from tdkt_desktop.exchange.package.model import (
    ATTACHED,
    CHUNK,
    FORMAT,
    MAJOR,
    MANIFEST,
    MAX_MANIFEST_BYTES,
    MAX_SIGNATURE_BYTES,
    REVISIONS,
    SIGNATURE,
    BadPackage,
    Entry,
    Package,
    Place,
)
from tdkt_desktop.exchange.package.names import called, is_file, is_known
from tdkt_desktop.exchange.package.opening import (
    check_start,
    explained,
    is_locked,
    length_of,
    name_of,
    opened,
)
from tdkt_desktop.exchange.package.signing import signed_by

Tick = Callable[[int, int], None]  # (bytes done, bytes in all); raises to give up


@dataclass(frozen=True)
class Glance:
    """What a package says of itself; blank where it is locked."""

    kind: str = ""
    campaign_id: str = ""
    campaign_title: str = ""
    team: str = ""
    sequence: int = 0
    created_at: str = ""
    locked: bool = False


class Meter:
    """Counts bytes for whoever shows progress."""

    def __init__(self, tick: Tick | None, total: int) -> None:
        self._tick, self._total, self._done = tick, total, 0

    def step(self, size: int) -> None:
        self._done += size
        if self._tick is not None:
            self._tick(min(self._done, self._total), self._total)


def read_package(path: Path, password: str = "", *, tick: Tick | None = None) -> Package:
    """Read and verify a package; nothing is changed.

    Raises FileMissing, WrongFile, NewerFormat, DamagedPackage (ForgedPackage for a wrong signature), EnvironmentProblem,
    and for a locked package PasswordNeeded or WrongPassword. `tick` is told of progress and may raise to give up.
    """
    with _found(path) as raw:
        return read_open(raw, path, password, b"", tick)


def glance(path: Path) -> Glance:
    """What a package says it is, from its manifest alone: for a list of files, before anything is taken.

    Quick, and nothing of it is proved: `read_package` proves it. Raises as `read_package` does, but a locked package
    only says that it is locked.
    """
    with _found(path) as raw:
        if is_locked(path):
            return Glance(locked=True)
        check_start(raw, name_of(path), length_of(raw))
        _, _, manifest = _bones(raw, name_of(path), length_of(raw))
    return Glance(
        kind=manifest.kind,
        campaign_id=manifest.campaign_id,
        campaign_title=manifest.campaign_title,
        team=manifest.team,
        sequence=manifest.sequence,
        created_at=manifest.created_at,
    )


@contextmanager
def _found(path: Path) -> Iterator[IO[bytes]]:
    with explained(path):
        if path.is_dir():
            raise WrongFile(f"{name_of(path)} là thư mục, không phải tệp .tdkt.", NOT_OURS)
        if not path.is_file():
            raise FileMissing(
                f"Không thấy tệp {plainly_written(str(path))}.", "Hãy kiểm tra USB đã cắm và tên tệp."
            )
        with path.open("rb") as raw:
            yield raw


def read_open(raw: IO[bytes], path: Path, password: str, key: bytes, tick: Tick | None) -> Package:
    """Read a package from an open file; `key` opens a locked one without its password. Raises BadPackage besides."""
    file, length, key = opened(raw, name_of(path), password, key)
    check_start(file, name_of(path), length)
    entries, body, manifest = _bones(file, name_of(path), length)
    check_entries(manifest, entries)
    signature = _whole(file, entries[SIGNATURE], MAX_SIGNATURE_BYTES) if manifest.signed else b""
    signer = signed_by(body, manifest.device, signature) if manifest.signed else ""
    sizes = sum(size for size, _ in manifest.entries.values()) + entries[REVISIONS].size
    meter = Meter(tick, sizes + length)
    contents = _contents(file, entries, manifest, meter)
    checklists, kinds = read_checklists(contents, name_of(path))
    try:
        revisions = read_log(contents[REVISIONS], kinds, strict=manifest.signed, step=meter.step)
    except BadPackage:
        if manifest.newer:  # whole as the newer version wrote it: this one cannot judge it
            raise newer_format(name_of(path), json.loads(body)) from None
        raise
    files = [name.removeprefix(ATTACHED) for name in entries if is_file(name)]
    _check_named(manifest, revisions, files, checklists)
    return Package(
        id=manifest.id,
        kind=manifest.kind,
        campaign_id=manifest.campaign_id,
        campaign_title=manifest.campaign_title,
        team=manifest.team,
        device=manifest.device,
        sequence=manifest.sequence,
        created_at=manifest.created_at,
        checklists=checklists,
        revisions=revisions,
        digest=_digest(raw, meter),
        files=dict.fromkeys(files, path),
        version=f"{MAJOR}.{manifest.minor}",
        signed_by=signer,
        locked=bool(key),
        extra={name: body for name, body in contents.items() if not is_known(name)},
        more=manifest.more,
        places={one: Place(path, entries[f"{ATTACHED}{one}"]) for one in files},
        key=key,
    )


def _bones(file: IO[bytes], name: str, length: int) -> tuple[dict[str, Entry], bytes, Manifest]:
    """The entries, the manifest as it lies there, and as it reads."""
    try:
        entries = read_layout(file, length)
        if MANIFEST not in entries:
            raise WrongFile(f"{name} không phải tệp .tdkt của phần mềm này.", NOT_OURS)
        body = _whole(file, entries[MANIFEST], MAX_MANIFEST_BYTES)
        return entries, body, read_manifest(body, name)
    except BadPackage:
        if (newer := _newer(file, name)) is not None:
            raise newer from None
        raise


def _digest(file: IO[bytes], meter: Meter) -> str:
    said = hashlib.sha256()
    file.seek(0)
    while part := file.read(CHUNK):
        said.update(part)
        meter.step(len(part))
    return said.hexdigest()


def _whole(file: IO[bytes], entry: Entry, most: int) -> bytes:
    if entry.size > most:
        raise BadPackage(f"{called(entry.name)} lớn quá mức cho phép")
    return b"".join(pieces(file, entry))


def _contents(
    file: IO[bytes], entries: Mapping[str, Entry], manifest: Manifest, meter: Meter
) -> dict[str, bytes]:
    """Every listed entry, hashed while it streams; attached files are not kept."""
    found = {}
    for name, (_, digest) in manifest.entries.items():
        said, parts = hashlib.sha256(), []
        for part in pieces(file, entries[name]):
            said.update(part)
            meter.step(len(part))
            if not is_file(name):
                parts.append(part)
        if said.hexdigest() != digest:
            raise BadPackage(f"{called(name)} không khớp mã kiểm tra")
        if not is_file(name):
            found[name] = b"".join(parts)
    return found


def _check_named(
    manifest: Manifest, revisions: tuple[Revision, ...], files: list[str], checklists: Mapping[str, str]
) -> None:
    """Attached files that no record names would only fill the disk; a checklist in use must travel along."""
    named = {
        one.value["digest"]
        for one in revisions
        if one.subject.startswith("evidence/") and isinstance(one.value, dict)
    }
    if not manifest.newer and not named.issuperset(files):
        raise BadPackage("mang tệp minh chứng mà không bản ghi nào nhắc tới")
    pins = [one for one in revisions if one.key == ("campaign", "checklist_digest") and one.value]
    replaced = {parent for one in pins for parent in one.parents}
    if manifest.signed and any(one.value not in checklists for one in pins if one.id not in replaced):
        raise BadPackage("thiếu danh mục nội dung kiểm tra mà đợt kiểm tra đang dùng")


def _newer(file: IO[bytes], name: str) -> NewerFormat | None:
    """Whether a file that cannot be read begins with the manifest of a newer major version.

    All versions begin with manifest.json, so that an old program can say which new one to install.
    """
    file.seek(0)
    head = file.read(30 + len(MANIFEST))
    if head[:4] != b"PK\x03\x04" or head[30:] != MANIFEST.encode():
        return None
    file.seek(int.from_bytes(head[28:30], "little"), 1)
    packed = file.read(MAX_MANIFEST_BYTES)
    size = int.from_bytes(head[22:26], "little")
    try:
        is_packed = head[8:10] == b"\x08\x00"
        body = zlib.decompressobj(-15).decompress(packed, MAX_MANIFEST_BYTES) if is_packed else packed[:size]
        raw = json.loads(body)
        newer = raw["format"] == FORMAT and int(str(raw["version"]).partition(".")[0]) > MAJOR
    except (zlib.error, ValueError, KeyError, TypeError, RecursionError):
        return None
    return newer_format(name, raw) if newer else None
