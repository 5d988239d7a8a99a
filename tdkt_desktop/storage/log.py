"""The revision log through a writing connection: whole batches by one statement, never revision by revision."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from tdkt_desktop.domain.editing import unit_of
from tdkt_desktop.domain.revisions import FieldKey, Revision, canonical
from tdkt_desktop.storage import dialect

_COLUMNS = "id, subject, field, value, author, device, lamport, parents, recorded_at"
_OF_REVISION = ", ".join(f"r.{name}" for name in _COLUMNS.split(", "))


def revisions_of(connection: Connection, keys: Iterable[FieldKey]) -> dict[FieldKey, list[Revision]]:
    """Every revision of these fields, by field."""
    fields = dialect.OF[connection.dialect.name].fields
    return _by_field(_rows(connection, f"SELECT {_OF_REVISION} {fields}", list(keys)))


def heads_of(connection: Connection, keys: Iterable[FieldKey]) -> dict[FieldKey, tuple[Revision, ...]]:
    """The unreplaced revisions of these fields, in the order of their ids."""
    fields = dialect.OF[connection.dialect.name].fields
    return _in_order(_rows(connection, f"SELECT {_OF_REVISION} {fields} AND r.is_head", list(keys)))


def heads_of_subjects(
    connection: Connection, subjects: Sequence[str]
) -> dict[FieldKey, tuple[Revision, ...]]:
    """The unreplaced revisions of every field of these subjects."""
    listed = dialect.OF[connection.dialect.name].listed
    sql = f"SELECT {_COLUMNS} FROM revision WHERE is_head AND subject IN {listed}"  # noqa: S608 - no words of others
    return _in_order(_rows(connection, sql, list(subjects)))


def subjects(connection: Connection) -> list[str]:
    """Every subject the log speaks of."""
    found = connection.exec_driver_sql("SELECT DISTINCT subject FROM revision ORDER BY subject")
    return [str(row[0]) for row in found]


def several_heads(connection: Connection, unit: str) -> set[FieldKey]:
    """The fields of a unit with more than one unreplaced revision."""
    rows = connection.exec_driver_sql(
        "SELECT subject, field FROM revision WHERE is_head AND subject LIKE ? ESCAPE '*'"
        " GROUP BY subject, field HAVING count(*) > 1",
        (f"%/{unit}%",),
    )
    return {(subject, field) for subject, field in rows if unit_of(subject) == unit}


def insert(connection: Connection, revisions: Sequence[Revision], replaced: frozenset[str]) -> None:
    """Add revisions; those in `replaced` are not heads."""
    _many(
        connection,
        f"INSERT INTO revision ({_COLUMNS}, is_head) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        [
            (
                one.id,
                one.subject,
                one.field,
                canonical(one.value),
                one.author,
                one.device,
                one.lamport,
                json.dumps(one.parents) if one.parents else "[]",
                one.recorded_at,
                one.id not in replaced,
            )
            for one in revisions
        ],
    )


def keys_of(connection: Connection, ids: Iterable[str]) -> dict[str, FieldKey]:
    """The fields of those revisions that are in the log."""
    listed = dialect.OF[connection.dialect.name].listed
    sql = f"SELECT id, subject, field FROM revision WHERE id IN {listed}"  # noqa: S608 - no words of others
    rows = _rows(connection, sql, list(ids))
    return {one: (subject, field) for one, subject, field in rows}


def delete(connection: Connection, ids: Iterable[str]) -> None:
    """Take revisions out of the log."""
    _many(connection, "DELETE FROM revision WHERE id = ?", [(one,) for one in ids])


def mark_heads(connection: Connection, marks: Mapping[str, bool]) -> None:
    """Set which revisions are unreplaced."""
    _many(
        connection,
        "UPDATE revision SET is_head = ? WHERE id = ?",
        [(is_head, one) for one, is_head in marks.items()],
    )


def _many(connection: Connection, sql: str, rows: list[tuple[Any, ...]]) -> None:
    if rows:
        connection.exec_driver_sql(sql, rows)


def _rows(connection: Connection, sql: str, listed: list[Any]) -> Iterable[Any]:
    return connection.exec_driver_sql(sql, (json.dumps(listed),)) if listed else ()


def _by_field(rows: Iterable[Any]) -> dict[FieldKey, list[Revision]]:
    found: dict[FieldKey, list[Revision]] = defaultdict(list)
    for one, subject, field, value, author, device, lamport, parents, recorded_at in rows:
        found[subject, field].append(
            Revision(
                one,
                subject,
                field,
                json.loads(value),
                author,
                device,
                lamport,
                tuple(json.loads(parents)),
                recorded_at,
            )
        )
    return dict(found)


def _in_order(rows: Iterable[Any]) -> dict[FieldKey, tuple[Revision, ...]]:
    return {
        key: tuple(sorted(heads, key=lambda head: head.id)) for key, heads in sorted(_by_field(rows).items())
    }
