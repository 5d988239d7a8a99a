"""Packages for tests, made in memory: honest ones, and ZIP files in which every single header can lie."""

from __future__ import annotations

import hashlib
import io
import json
import random
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tdkt_desktop.domain.changes import set_evidence, set_visit, whole_campaign
from tdkt_desktop.domain.evidence import Evidence
from tdkt_desktop.domain.reading_campaign import read_campaign
from tdkt_desktop.domain.reading_checklist import digest_of
from tdkt_desktop.domain.revisions import Change, Revision, canonical, new_revision, revision_to_plain
from tdkt_desktop.exchange.package.signing import signature_bytes
from tdkt_desktop.exchange.package.whole import Package
from tests.builders import CAMPAIGN, CHECKLIST

WHEN = "2026-03-01T08:00:00+07:00"
DIGEST = digest_of(CHECKLIST)
PHOTO = b"anh chup hien vat " * 40
PHOTO_DIGEST = hashlib.sha256(PHOTO).hexdigest()


class Key:
    """A machine's key that is the same in every run."""

    def __init__(self, seed: int = 7) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
        self.public_key = self._private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()

    def sign(self, message: bytes) -> bytes:
        return self._private.sign(message)


def revision(subject: str, name: str, value: Any, **over: Any) -> Revision:
    """A revision as the log has it."""
    facts: dict[str, Any] = {
        "author": "Đoàn 01",
        "device": "may-01",
        "lamport": 100,
        "parents": (),
        "recorded_at": WHEN,
    }
    return new_revision(Change(subject, name, value), **(facts | over))


def honest_log() -> list[Revision]:
    """The log of a small campaign with one photo and a few answers."""
    campaign, _ = read_campaign(CAMPAIGN | {"checklist": "x"}, "dot.yaml")
    photo = Evidence("e1", PHOTO_DIGEST, "anh.jpg", "image/jpeg", len(PHOTO))
    wishes = [
        *whole_campaign(campaign),
        Change("campaign", "checklist_digest", DIGEST),
        set_visit("A", "place", "Hội trường"),
        Change("answer/A/N1.1", "answer", {"state": "answered", "value": True}),
        Change("item/A/N2.1/d1", "item", {"text": "Nhà văn hóa", "amount": 40_000_000}),
        set_evidence("A", photo),
    ]
    seen: dict[tuple[str, str], Change] = {(wish.subject, wish.field): wish for wish in wishes}
    return [revision(w.subject, w.field, w.value, lamport=n) for n, w in enumerate(seen.values(), start=1)]


def honest(files: Mapping[str, Path] | None = None, **over: Any) -> Package:
    """A whole package; `files` says where the photo lies, without it the record names a photo that is not there."""
    facts: dict[str, Any] = {
        "id": "a" * 32,
        "kind": "team",
        "campaign_id": "dot-thu",
        "campaign_title": "Đợt kiểm tra thử",
        "team": "D1",
        "device": "may-01",
        "sequence": 3,
        "created_at": WHEN,
        "checklists": {DIGEST: canonical(CHECKLIST)},
        "revisions": tuple(honest_log()),
        "files": dict(files or {}),
    }
    return Package(**(facts | over))


@dataclass
class Draft:
    """A package whose parts can be changed before it is packed; hashes, list and signature follow unless told not to."""

    log: list[bytes] = field(default_factory=lambda: [line(one) for one in honest_log()])
    manifest: dict[str, Any] = field(default_factory=dict)
    entries: dict[str, bytes] = field(default_factory=dict)
    listed: dict[str, Any] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)
    key: Key | None = field(default_factory=Key)
    signature: bytes | None = None
    manifest_body: bytes | None = None

    def add(self, *revisions: Revision) -> Draft:
        self.log += [line(one) for one in revisions]
        return self

    def bodies(self) -> dict[str, bytes]:
        """Every entry, in order."""
        found = {
            f"checklists/{DIGEST}.json": canonical(CHECKLIST).encode(),
            "revisions.jsonl": b"".join(one + b"\n" for one in self.log),
            f"attachments/{PHOTO_DIGEST}": PHOTO,
            **self.entries,
        }
        found = {name: body for name, body in found.items() if name not in self.left_out}
        listed = {n: {"sha256": hashlib.sha256(b).hexdigest(), "size": len(b)} for n, b in found.items()}
        manifest = {
            "format": "tdkt-package",
            "version": "1.2" if self.key else "1.1",
            "program": "0.2.0",
            "id": "a" * 32,
            "kind": "team",
            "campaign": {"id": "dot-thu", "title": "Đợt kiểm tra thử"},
            "team": "D1",
            "device": "may-01",
            "sequence": 3,
            "created_at": WHEN,
            "entries": listed | self.listed,
        } | self.manifest
        manifest = {key: value for key, value in manifest.items() if key not in self.left_out}
        body = self.manifest_body or canonical(manifest).encode("utf-8", "surrogatepass")
        heads = {"manifest.json": body}
        if self.key:
            heads["signature.json"] = self.signature or signature_bytes(body, "may-01", self.key)
        return {name: one for name, one in (heads | found).items() if name not in self.left_out}

    def packed(self) -> bytes:
        """The package as an ordinary ZIP."""
        return plain_zip(self.bodies())


def noise(length: int) -> bytes:
    """Bytes that do not pack, the same in every run."""
    return random.Random(2019).randbytes(length)


def line(one: Revision) -> bytes:
    """One line of the log, as it is written."""
    return canonical(revision_to_plain(one)).encode("utf-8", "surrogatepass")


def changed(one: Revision, **over: Any) -> bytes:
    """A line that says something else than its id promises."""
    return canonical(revision_to_plain(one) | over).encode()


def renamed(raw: Mapping[str, Any]) -> bytes:
    """A line whose id fits whatever it says, as a clever stranger would write it."""
    content = [raw[name] for name in ("subject", "field", "value", "author", "device", "lamport")]
    content += [sorted(raw["parents"]), raw["recorded_at"]]
    said = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    name = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    text = json.dumps({**raw, "id": name}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def forged(**over: Any) -> bytes:
    """A line with parts of any kind and the id that fits them."""
    return renamed(revision_to_plain(revision("inspection/A", "place", "Hội trường khác")) | over)


def plain_zip(bodies: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in bodies.items():
            archive.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


@dataclass
class Raw:
    """One entry of a ZIP whose headers say whatever they are told; None says the truth."""

    name: bytes
    body: bytes = b""
    method: int = 8
    flags: int = 0
    crc: int | None = None
    size: int | None = None
    packed_size: int | None = None
    packed: bytes | None = None
    local_name: bytes | None = None
    local_size: int | None = None
    extra: bytes = b""
    central_extra: bytes = b""
    comment: bytes = b""
    attributes: int = 0
    offset: int | None = None
    hidden: bool = False  # there, but not listed
    phantom: bool = False  # listed, but not there


def raw_zip(
    entries: Iterable[Raw], *, before: bytes = b"", between: bytes = b"", after: bytes = b"", **end: Any
) -> bytes:
    """A ZIP written header by header. `end` overrides count, size, start, comment or disk of its last record."""
    out, central, count = bytearray(before), bytearray(), 0
    shift = 0 if end.get("count_prefix") else len(before)
    for one in entries:
        packed = one.packed if one.packed is not None else _deflated(one)
        crc = zlib.crc32(one.body) if one.crc is None else one.crc
        size = len(one.body) if one.size is None else one.size
        packed_size = len(packed) if one.packed_size is None else one.packed_size
        local = one.name if one.local_name is None else one.local_name
        at = len(out) - shift if one.offset is None else one.offset
        if not one.phantom:
            local_size = size if one.local_size is None else one.local_size
            out += struct.pack(
                "<4s5H3I2H", b"PK\x03\x04", 20, one.flags, one.method, 0, 0x2821,
                crc, packed_size, local_size, len(local), len(one.extra),
            )  # fmt: skip
            out += local + one.extra + packed + between
        if not one.hidden:
            count += 1
            central += struct.pack(
                "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, one.flags, one.method, 0, 0x2821, crc, packed_size, size,
                len(one.name), len(one.central_extra), len(one.comment), 0, 0, one.attributes, at,
            )  # fmt: skip
            central += one.name + one.central_extra + one.comment
    start, comment = end.get("start", len(out) - shift), end.get("comment", b"")
    large = end.get("large", b"")
    if end.get("honest_large"):
        large = large_end(count, len(central), start, at=len(out) + len(central))
    out += central + large
    said = end.get("count", count)
    out += struct.pack(
        "<4s4H2IH", b"PK\x05\x06", end.get("disk", 0), 0, said, said, end.get("size", len(central)),
        start, len(comment),
    )  # fmt: skip
    return bytes(out + comment + after)


def large_end(count: int, size: int, start: int, at: int) -> bytes:
    """The last record in its large form (ZIP64) and what says that it lies at `at`."""
    record = struct.pack("<4sQ2H2I4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, start)
    return record + struct.pack("<4sIQI", b"PK\x06\x07", 0, at, 1)


def _deflated(one: Raw) -> bytes:
    if one.method != 8:
        return one.body
    machine = zlib.compressobj(6, zlib.DEFLATED, -15)
    return machine.compress(one.body) + machine.flush()


def raws(draft: Draft | None = None) -> list[Raw]:
    """The entries of an honest package, for lying about."""
    return [Raw(name.encode(), body) for name, body in (draft or Draft()).bodies().items()]
