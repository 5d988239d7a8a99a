"""The revision log: every change of a field, and how revisions from several machines come together.

Merging is set union, so it is commutative, associative and idempotent by construction. A revision is named by the
hash of its content, which makes the log a chain: a revision names the ones it replaces.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from tdkt_desktop.domain.values import Plain

FieldKey = tuple[str, str]  # (subject, field)
MAX_LAMPORT = 10**15  # far below what SQLite counts to: counting on from here goes on for ever
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


@dataclass(frozen=True)
class Change:
    """A wish to set one field of one subject; `value` is in plain form, None removes an item."""

    subject: str
    field: str
    value: Plain


@dataclass(frozen=True)
class Revision:
    """One change of one field.

    `lamport` orders what knew of each other; `recorded_at` (ISO 8601, local clock) is for people to read and decides
    nothing. `parents` are the revisions this one replaces, sorted.
    """

    id: str
    subject: str
    field: str
    value: Plain
    author: str
    device: str
    lamport: int
    parents: tuple[str, ...]
    recorded_at: str

    @property
    def key(self) -> FieldKey:
        return (self.subject, self.field)


@dataclass(frozen=True)
class Conflict:
    """A field with several unreplaced revisions of different values: all are kept, a person chooses."""

    subject: str
    field: str
    revisions: tuple[Revision, ...]


@dataclass(frozen=True)
class Settled:
    """The value a field shows, and the revisions behind it. `disputed` while a conflict is open."""

    value: Plain
    heads: tuple[Revision, ...]
    disputed: bool


def canonical(plain: Plain) -> str:
    """The one JSON text of a plain value: sorted keys, no spaces, letters as they are."""
    return _encode(plain)


def content_id(revision: Revision) -> str:
    """The name of a revision: the first 32 hex digits of the SHA-256 of its content."""
    content = [
        revision.subject,
        revision.field,
        revision.value,
        revision.author,
        revision.device,
        revision.lamport,
        sorted(revision.parents),
        revision.recorded_at,
    ]
    return hashlib.sha256(canonical(content).encode()).hexdigest()[:32]


def new_revision(
    change: Change, *, author: str, device: str, lamport: int, parents: Iterable[str], recorded_at: str
) -> Revision:
    """Make the revision of a change, named by its content."""
    draft = Revision(
        "",
        change.subject,
        change.field,
        change.value,
        author,
        device,
        lamport,
        tuple(sorted(parents)),
        recorded_at,
    )
    return replace(draft, id=content_id(draft))


def heads_by_field(revisions: Iterable[Revision]) -> dict[FieldKey, tuple[Revision, ...]]:
    """The unreplaced revisions of each field, in the order of their ids (the same on every machine)."""
    pool = {revision.id: revision for revision in revisions}
    replaced = {(revision.key, parent) for revision in pool.values() for parent in revision.parents}
    found: dict[FieldKey, list[Revision]] = defaultdict(list)
    for revision in pool.values():
        if (revision.key, revision.id) not in replaced:
            found[revision.key].append(revision)
    return {key: tuple(sorted(heads, key=lambda head: head.id)) for key, heads in found.items()}


def settle(heads: tuple[Revision, ...], sealed: frozenset[str] = frozenset()) -> Settled:
    """What a field shows. Clocks never decide.

    Equal values agree in silence. An edit against a removal keeps the edit, and stays flagged. Among different
    edits the one that replaced most (highest Lamport counter, then id) shows until a person chooses. Heads that go back
    to what was sealed (`sealed`, see `sealed_line`) win over those that do not: the rest stays in the history.
    """
    asked = tuple(head for head in heads if head.id in sealed) or heads
    distinct = {canonical(head.value) for head in asked}
    edits = [head for head in asked if head.value is not None] or list(asked)
    shown = max(edits, key=lambda head: (head.lamport, head.id))
    return Settled(value=shown.value, heads=heads, disputed=len(distinct) > 1)


def sealed_line(revisions: Iterable[Revision], sealed_value: Plain) -> frozenset[str]:
    """The revisions of one field that say what was sealed, and all that went on from them."""
    pool = {revision.id: revision for revision in revisions}
    wanted = canonical(sealed_value)
    found = {one.id for one in pool.values() if canonical(one.value) == wanted}
    children: dict[str, list[str]] = defaultdict(list)
    for one in pool.values():
        for parent in one.parents:
            children[parent].append(one.id)
    waiting = list(found)
    while waiting:
        for child in children[waiting.pop()]:
            if child not in found:
                found.add(child)
                waiting.append(child)
    return frozenset(found)


def conflicts(
    heads: Mapping[FieldKey, tuple[Revision, ...]], sealed: Mapping[FieldKey, frozenset[str]] | None = None
) -> tuple[Conflict, ...]:
    """Every field whose unreplaced revisions differ, in the order of subject and field.

    `sealed` gives the sealed line of the fields that have one: only its heads can disagree.
    """
    found = []
    for key, unreplaced in sorted(heads.items()):
        line = (sealed or {}).get(key, frozenset())
        if len(unreplaced) > 1 and settle(unreplaced, line).disputed:
            asked = tuple(one for one in unreplaced if one.id in line) or unreplaced
            found.append(Conflict(*key, asked))
    return tuple(found)


def revision_to_plain(revision: Revision) -> dict[str, Plain]:
    """One line of revisions.jsonl in a package."""
    return {
        "id": revision.id,
        "subject": revision.subject,
        "field": revision.field,
        "value": revision.value,
        "author": revision.author,
        "device": revision.device,
        "lamport": revision.lamport,
        "parents": list(revision.parents),
        "recorded_at": revision.recorded_at,
    }


def revision_from_plain(raw: Plain) -> Revision:
    """Read one line; raises ValueError when a part is missing or the id does not match the content."""
    names = ("id", "subject", "field", "author", "device", "recorded_at")
    if not isinstance(raw, dict) or set(raw) != {*names, "value", "lamport", "parents"}:
        raise ValueError("a revision has the wrong parts")
    if not all(isinstance(raw[name], str) for name in names) or type(raw["lamport"]) is not int:
        raise ValueError("a revision has a part of the wrong kind")
    if not isinstance(raw["parents"], list) or not all(isinstance(parent, str) for parent in raw["parents"]):
        raise ValueError("a revision has the wrong parents")
    revision = Revision(
        id=raw["id"],
        subject=raw["subject"],
        field=raw["field"],
        value=raw["value"],
        author=raw["author"],
        device=raw["device"],
        lamport=raw["lamport"],
        parents=tuple(raw["parents"]),
        recorded_at=raw["recorded_at"],
    )
    if content_id(revision) != revision.id:
        raise ValueError(f"revision {revision.id} does not match its content")
    return revision
