"""Writing through SQLAlchemy's connection. Loads when something is first written: reading needs none of it.

Every function works on the connection it is given and never opens another: one transaction stays one. Taking in what
packages bring stands in `taking`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from tdkt_desktop.domain.editing import unit_of
from tdkt_desktop.domain.revisions import (
    MAX_LAMPORT,
    Change,
    FieldKey,
    Revision,
    canonical,
    new_revision,
    settle,
)
from tdkt_desktop.storage import log, projection, showing
from tdkt_desktop.storage.reading import BUSY_SECONDS

# A merge changes more pages than the usual 2 MB hold; once they spill to the file, nobody can read it until the end.
CACHE_KIB = 64_000


def open_engine(path: Path) -> Engine:
    """One connection to the file, with a rollback journal and full syncs (see storage.opening)."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),  # a name may hold what means something in an address
        poolclass=StaticPool,
        connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS},
    )

    @event.listens_for(engine, "connect")
    def _set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")

    return engine


def save(
    connection: Connection, changes: Sequence[Change], author: str, open_bursts: Mapping[FieldKey, str]
) -> list[Revision]:
    """Record changes; `open_bursts` names the revision of a field that is still being typed."""
    device, lamport = get_meta(connection, "device"), top_lamport(connection)
    shared = int(get_meta(connection, "shared_lamport") or 0)
    written = []
    for change in changes:
        lamport = min(lamport + 1, MAX_LAMPORT)  # a package that counts to the end must not stop others
        key = (change.subject, change.field)
        heads = log.heads_of(connection, [key]).get(key, ())
        if _says_nothing_new(heads, change):
            continue
        parents = [head.id for head in heads]
        if len(heads) == 1 and open_bursts.get(heads[0].key) == heads[0].id and heads[0].lamport > shared:
            parents = list(heads[0].parents)
            log.delete(connection, [heads[0].id])
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        revision = new_revision(
            change, author=author, device=device, lamport=lamport, parents=parents, recorded_at=now
        )
        log.insert(connection, [revision], frozenset())
        log.mark_heads(connection, dict.fromkeys(revision.parents, False))
        projection.project(connection, [(change.subject, change.field, change.value)])
        if change.field == "seal":  # a seal that was chosen, set or taken off decides again what shows
            showing.show_disputed(connection, [unit_of(change.subject)])
        written.append(revision)
    return written


def _says_nothing_new(heads: tuple[Revision, ...], change: Change) -> bool:
    """The value is there already, or nothing was there and nothing is said."""
    if not heads:
        return change.value in (None, "", [])
    settled = settle(heads)
    return not settled.disputed and canonical(settled.value) == canonical(change.value)


def get_meta(connection: Connection, key: str) -> str:
    return connection.exec_driver_sql("SELECT value FROM meta WHERE key = ?", (key,)).scalar() or ""


def set_meta(connection: Connection, key: str, value: str) -> None:
    connection.exec_driver_sql(
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )


def top_lamport(connection: Connection) -> int:
    return connection.exec_driver_sql("SELECT max(lamport) FROM revision").scalar() or 0
