"""Writing through SQLAlchemy and the SQLModel tables. Loads when something is first written: reading needs none of it.

Every function works on the connection it is given and never opens another: one transaction stays one.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, delete, event, func, insert, select, update
from sqlalchemy.pool import StaticPool
from sqlmodel import SQLModel

from tdkt_desktop.domain.editing import unit_of
from tdkt_desktop.domain.revisions import (
    Change,
    FieldKey,
    Revision,
    canonical,
    new_revision,
    sealed_line,
    settle,
)
from tdkt_desktop.domain.sealing import sealed_value
from tdkt_desktop.storage import projection
from tdkt_desktop.storage.reading import BUSY_SECONDS, Taken, revision_of
from tdkt_desktop.storage.tables import ChecklistRow, Meta, PackageRevisionRow, PackageRow, RevisionRow

CHUNK = 400  # SQLite's limit on variables in one statement is 999 on old builds


def open_engine(path: Path) -> Engine:
    """One connection to the file, with a rollback journal and full syncs (see storage.opening)."""
    engine = create_engine(
        f"sqlite:///{path}",
        poolclass=StaticPool,
        connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS},
    )

    @event.listens_for(engine, "connect")
    def _set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    return engine


def save(
    connection: Connection, changes: Sequence[Change], author: str, open_bursts: Mapping[FieldKey, str]
) -> list[Revision]:
    """Record changes; `open_bursts` names the revision of a field that is still being typed."""
    device, lamport = get_meta(connection, "device"), top_lamport(connection)
    shared = int(get_meta(connection, "shared_lamport") or 0)
    written = []
    for change in changes:
        lamport += 1
        heads = _heads(connection, (change.subject, change.field))
        if _says_nothing_new(heads, change):
            continue
        parents = [head.id for head in heads]
        if len(heads) == 1 and open_bursts.get(heads[0].key) == heads[0].id and heads[0].lamport > shared:
            parents = list(heads[0].parents)
            connection.execute(delete(_table(RevisionRow)).where(_table(RevisionRow).c.id == heads[0].id))
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        revision = new_revision(
            change, author=author, device=device, lamport=lamport, parents=parents, recorded_at=now
        )
        _insert(connection, [revision])
        _replace_heads(connection, revision.parents)
        projection.project(connection, change.subject, change.field, change.value)
        if change.field == "seal":  # a seal that was chosen, set or taken off decides again what shows
            for key in sorted(_several_heads(connection, unit_of(change.subject))):
                _project_field(connection, key)
        written.append(revision)
    return written


class Entangled(Exception):
    """A revision to be taken out was gone on from: the merge can no longer be undone as if it had not been."""


def take(connection: Connection, revisions: Sequence[Revision]) -> list[str]:
    """Union of the log with these revisions. Returns the ids of those that were new."""
    known = _known(connection, (revision.id for revision in revisions))
    new = list({revision.id: revision for revision in revisions if revision.id not in known}.values())
    if not new:
        return []
    _insert(connection, new)
    keys = {revision.key for revision in new}
    _replace_heads(connection, _replaced_ids(connection, keys))
    for subject, field in sorted(keys):
        if field == "seal":  # what was sealed wins also over what was here before
            keys |= _several_heads(connection, unit_of(subject))
    for key in sorted(keys):
        _project_field(connection, key)
    return [revision.id for revision in new]


def note_package(connection: Connection, package: Taken, added: Sequence[str]) -> None:
    """Note that a package was taken in, and what it brought."""
    connection.execute(insert(_table(PackageRow)).values(**asdict(replace(package, added=len(added)))))
    if added:
        connection.execute(
            insert(_table(PackageRevisionRow)), [{"package": package.id, "revision": one} for one in added]
        )


def untake(connection: Connection, packages: Sequence[str]) -> int:
    """Take out what packages brought, as if they had never come. Returns how many revisions; raises Entangled."""
    brought, table = _table(PackageRevisionRow), _table(RevisionRow)
    ids = set(
        connection.execute(select(brought.c.revision).where(brought.c.package.in_(list(packages)))).scalars()
    )
    keys: set[FieldKey] = set()
    for start in range(0, len(ids), CHUNK):
        part = sorted(ids)[start : start + CHUNK]
        for subject, field in connection.execute(
            select(table.c.subject, table.c.field).where(table.c.id.in_(part))
        ):
            keys.add((subject, field))
    for key in sorted(keys):
        _take_out(connection, key, ids)
    connection.execute(delete(brought).where(brought.c.package.in_(list(packages))))
    connection.execute(delete(_table(PackageRow)).where(_table(PackageRow).c.id.in_(list(packages))))
    rebuild(connection)  # rare, and exact: no row is left of what was only in the packages
    return len(ids)


def _take_out(connection: Connection, key: FieldKey, ids: set[str]) -> None:
    """Take revisions of one field out; what they had replaced shows again."""
    table = _table(RevisionRow)
    of_field = (table.c.subject == key[0], table.c.field == key[1])
    rows = connection.execute(select(table.c.id, table.c.parents).where(*of_field)).all()
    stay = {one: set(json.loads(parents)) for one, parents in rows if one not in ids}
    replaced = set().union(*stay.values())
    if replaced & ids:
        raise Entangled(key)
    connection.execute(delete(table).where(*of_field, table.c.id.in_(sorted(ids & {one for one, _ in rows}))))
    for one in stay:
        connection.execute(update(table).where(table.c.id == one).values(is_head=one not in replaced))


def rebuild(connection: Connection) -> None:
    """Make the projection anew from the log."""
    projection.clear(connection)
    table = _table(RevisionRow)
    keys = connection.execute(select(table.c.subject, table.c.field).where(table.c.is_head).distinct()).all()
    for subject, field in sorted(keys):
        _project_field(connection, (subject, field))


def mark_heads(connection: Connection, marks: Mapping[str, bool]) -> None:
    """Set which revisions are unreplaced."""
    table = _table(RevisionRow)
    for one, is_head in marks.items():
        connection.execute(update(table).where(table.c.id == one).values(is_head=is_head))


def _says_nothing_new(heads: tuple[Revision, ...], change: Change) -> bool:
    """The value is there already, or nothing was there and nothing is said."""
    if not heads:
        return change.value in (None, "", [])
    settled = settle(heads)
    return not settled.disputed and canonical(settled.value) == canonical(change.value)


def _table(model: type[SQLModel]):  # type: ignore[no-untyped-def]  # SQLModel does not type __table__
    return model.__table__  # type: ignore[attr-defined]


def get_meta(connection: Connection, key: str) -> str:
    table = _table(Meta)
    return connection.execute(select(table.c.value).where(table.c.key == key)).scalar() or ""


def set_meta(connection: Connection, key: str, value: str) -> None:
    table = _table(Meta)
    connection.execute(delete(table).where(table.c.key == key))
    connection.execute(insert(table).values(key=key, value=value))


def top_lamport(connection: Connection) -> int:
    return connection.execute(select(func.max(_table(RevisionRow).c.lamport))).scalar() or 0


def _known(connection: Connection, ids: Iterable[str]) -> frozenset[str]:
    table, wanted = _table(RevisionRow), list(ids)
    found: set[str] = set()
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        found.update(connection.execute(select(table.c.id).where(table.c.id.in_(part))).scalars())
    return frozenset(found)


def _heads(connection: Connection, key: FieldKey) -> tuple[Revision, ...]:
    table = _table(RevisionRow)
    found = connection.execute(
        select(table)
        .where(table.c.subject == key[0], table.c.field == key[1], table.c.is_head)
        .order_by(table.c.id)
    ).mappings()
    return tuple(revision_of(dict(row)) for row in found)


def _project_field(connection: Connection, key: FieldKey) -> None:
    heads = _heads(connection, key)
    line = _sealed_line(connection, key) if len(heads) > 1 else frozenset()
    projection.project(connection, *key, settle(heads, line).value)


def _sealed_line(connection: Connection, key: FieldKey) -> frozenset[str]:
    """The revisions of a field that go back to what was sealed; none where nothing was, or the seal is disputed."""
    unit = unit_of(key[0])
    seals = _heads(connection, (f"inspection/{unit}", "seal")) if unit else ()
    if not seals or (seal := settle(seals)).disputed or not seal.value:
        return frozenset()
    there, value = sealed_value(seal.value.get("content") or {}, *key)
    if not there:
        return frozenset()
    table = _table(RevisionRow)
    rows = connection.execute(
        select(table).where(table.c.subject == key[0], table.c.field == key[1])
    ).mappings()
    return sealed_line((revision_of(dict(row)) for row in rows), value)


def _several_heads(connection: Connection, unit: str) -> set[FieldKey]:
    """The fields of a unit with more than one unreplaced revision."""
    table = _table(RevisionRow)
    rows = connection.execute(
        select(table.c.subject, table.c.field)
        .where(table.c.is_head, table.c.subject.like(f"%/{unit}%"))
        .group_by(table.c.subject, table.c.field)
        .having(func.count() > 1)
    )
    return {(subject, field) for subject, field in rows if unit_of(subject) == unit}


def _insert(connection: Connection, revisions: Sequence[Revision]) -> None:
    connection.execute(
        insert(_table(RevisionRow)),
        [
            {
                "id": r.id,
                "subject": r.subject,
                "field": r.field,
                "value": canonical(r.value),
                "author": r.author,
                "device": r.device,
                "lamport": r.lamport,
                "parents": json.dumps(r.parents),
                "recorded_at": r.recorded_at,
                "is_head": True,
            }
            for r in revisions
        ],
    )


def _replaced_ids(connection: Connection, keys: Iterable[FieldKey]) -> set[str]:
    """The ids that any revision of these fields replaces (a new one may itself be replaced by an older arrival)."""
    table = _table(RevisionRow)
    subjects = sorted({subject for subject, _ in keys})
    replaced: set[str] = set()
    for start in range(0, len(subjects), CHUNK):
        part = subjects[start : start + CHUNK]
        for parents in connection.execute(select(table.c.parents).where(table.c.subject.in_(part))).scalars():
            replaced.update(json.loads(parents))
    return replaced


def _replace_heads(connection: Connection, ids: Iterable[str]) -> None:
    table = _table(RevisionRow)
    wanted = list(ids)
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        connection.execute(update(table).where(table.c.id.in_(part)).values(is_head=False))


def keep_checklist(connection: Connection, digest: str, content: str) -> None:
    table = _table(ChecklistRow)
    if connection.execute(select(table.c.digest).where(table.c.digest == digest)).scalar() is None:
        connection.execute(insert(table).values(digest=digest, content=content))
