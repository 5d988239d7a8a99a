"""revisions.jsonl: one revision a line, each held to its form before any of them is believed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from json.encoder import encode_basestring as quoted
from operator import itemgetter

from tdkt_desktop.domain.kinds import Kind
from tdkt_desktop.domain.revision_rules import check_log, check_revision
from tdkt_desktop.domain.revision_values import BadRevision
from tdkt_desktop.domain.revisions import Revision, content_id
from tdkt_desktop.domain.values import Plain
from tdkt_desktop.exchange.package.json import canonical_text, parse_canonical, parse_strict
from tdkt_desktop.exchange.package.model import MAX_LINE_BYTES, MAX_REVISIONS, BadPackage

Kinds = Mapping[str, frozenset[Kind]]
BATCH = 1 << 18  # bytes that are parsed in one go: much faster than line by line
_texts = itemgetter("id", "subject", "field", "author", "device", "recorded_at")
_PARTS = frozenset(Revision.__dataclass_fields__)
_TEXT_ONLY = {str}


def read_log(body: bytes, kinds: Kinds, *, strict: bool, step: Callable[[int], None]) -> tuple[Revision, ...]:
    """Every revision of a log, in its order. Raises BadPackage naming the line.

    `strict` demands what format 1.2 promises: canonical lines, and a log that names every unit it speaks of.
    """
    if body and not body.endswith(b"\n"):
        if strict:
            raise BadPackage("dòng cuối của các bản ghi bị cắt")
        body += b"\n"
    if body.count(b"\n") > MAX_REVISIONS:
        raise BadPackage(f"có quá nhiều bản ghi (nhiều nhất {MAX_REVISIONS})")
    found: list[Revision] = []
    for batch in _batches(body):
        revisions = quickly(batch)
        if revisions is None:
            revisions = carefully(batch, len(found), strict=strict)
        for number, one in enumerate(revisions, start=len(found) + 1):
            try:
                check_revision(one, kinds)
            except BadRevision as error:
                raise _unreadable(number, error.reason) from None
        found += revisions
        step(len(batch))
    try:
        check_log(found, whole=strict)
    except BadRevision as error:
        raise BadPackage(f"các bản ghi không đọc được: {error.reason}") from None
    return tuple(found)


def _batches(body: bytes) -> Iterator[bytes]:
    start = 0
    while start < len(body):
        end = body.find(b"\n", start + BATCH) + 1 or len(body)
        if end - start > BATCH + MAX_LINE_BYTES:
            raise BadPackage("có bản ghi dài quá mức cho phép")
        yield body[start:end]
        start = end


def quickly(batch: bytes) -> list[Revision] | None:
    """The revisions of a batch of canonical lines; None where anything is unusual.

    Each value is written once, for the line and for the content that the id is the hash of: lines that come out as
    they went in are canonical, and a thousand packages take half the time.
    """
    found, lines = [], []
    try:
        for raw in json.loads(b"[" + batch[:-1].replace(b"\n", b",") + b"]"):
            if not _is_shaped(raw):
                return None
            value, parents = canonical_text(raw["value"]), ",".join(map(quoted, raw["parents"]))
            name, subject, field, author, device, at = map(quoted, _texts(raw))
            lamport = raw["lamport"]
            content = f"[{subject},{field},{value},{author},{device},{lamport},[{parents}],{at}]"
            if hashlib.sha256(content.encode()).hexdigest()[:32] != raw["id"]:
                return None
            lines.append(
                f'{{"author":{author},"device":{device},"field":{field},"id":{name},"lamport":{lamport},'
                f'"parents":[{parents}],"recorded_at":{at},"subject":{subject},"value":{value}}}\n'
            )
            found.append(Revision(**(raw | {"parents": tuple(raw["parents"])})))
    except (ValueError, RecursionError):
        return None
    return found if "".join(lines).encode() == batch else None


def carefully(batch: bytes, before: int, *, strict: bool) -> list[Revision]:
    """The revisions of a batch line by line, as the domain defines them; raises BadPackage naming the line."""
    parse = parse_canonical if strict else parse_strict
    found: list[Revision] = []
    for number, line in enumerate(batch[:-1].split(b"\n"), start=before + 1):
        try:
            raw = parse(line)
        except BadPackage as error:
            raise _unreadable(number, error.reason) from None
        if not _is_shaped(raw):
            raise _unreadable(number, "các phần của bản ghi không đúng cách ghi")
        revision = Revision(**(raw | {"parents": tuple(raw["parents"])}))
        if content_id(revision) != revision.id:
            raise _unreadable(number, "mã bản ghi không khớp nội dung")
        found.append(revision)
    return found


def _is_shaped(raw: Plain) -> bool:
    """Whether a line has exactly the parts of a revision, each of its kind."""
    if not isinstance(raw, dict) or raw.keys() != _PARTS:
        return False
    parents = raw["parents"]
    return (
        set(map(type, _texts(raw))) == _TEXT_ONLY
        and type(raw["lamport"]) is int
        and isinstance(parents, list)
        and (not parents or set(map(type, parents)) == _TEXT_ONLY)
    )


def _unreadable(number: int, reason: str) -> BadPackage:
    return BadPackage(f"bản ghi thứ {number} không đọc được: {reason}")
