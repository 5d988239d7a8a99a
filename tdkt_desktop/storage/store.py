"""A campaign's store: one SQLite file, its revision log and projection, every write one transaction."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, delete, func, insert, select, update
from sqlalchemy.exc import OperationalError
from sqlmodel import SQLModel

from tdkt_desktop.domain.campaign import Campaign
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.errors import EnvironmentProblem
from tdkt_desktop.domain.inspection import Record
from tdkt_desktop.domain.revisions import (
    Change,
    Conflict,
    FieldKey,
    Revision,
    canonical,
    conflicts,
    new_revision,
    settle,
)
from tdkt_desktop.storage import loading, projection
from tdkt_desktop.storage.tables import ChecklistRow, Meta, PackageRow, RevisionRow

BURST_SECONDS = (
    30.0  # typing in one field within this time is one revision, as long as nobody else has seen it
)
CHUNK = 400  # SQLite's limit on variables in one statement is 999 on old builds


@dataclass(frozen=True)
class Taken:
    """A package recorded as taken in: its id and file hash, where it came from, when, and how much was new."""

    id: str
    file_digest: str
    device: str
    team: str
    taken_at: str
    added: int = 0


class Store:
    """An open campaign file. Safe to call from the window and from one saving thread: calls queue behind a lock."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine
        self._lock = threading.RLock()
        self._bursts: dict[FieldKey, tuple[str, float]] = {}

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    # -- reading ----------------------------------------------------------------------------------------------

    def meta(self, key: str) -> str:
        """A fact about this store, blank when unset."""
        with self._reading() as connection:
            return _meta(connection, key)

    def campaign(self) -> Campaign:
        with self._reading() as connection:
            return loading.load_campaign(connection, _meta(connection, "campaign_id"))

    def checklist(self, digest: str) -> Checklist:
        """The checklist of that digest. Raises KeyError."""
        with self._reading() as connection:
            return loading.load_checklist(connection, digest)

    def record(self, checklist: Checklist) -> Record:
        with self._reading() as connection:
            return loading.load_record(connection, checklist)

    def revision_count(self) -> int:
        with self._reading() as connection:
            return connection.execute(select(func.count()).select_from(_table(RevisionRow))).scalar_one()

    def revisions(self) -> tuple[Revision, ...]:
        """The whole log, in an order that is the same on every machine."""
        with self._reading() as connection:
            table = _table(RevisionRow)
            rows = connection.execute(select(table).order_by(table.c.lamport, table.c.id)).mappings()
            return tuple(_revision(row) for row in rows)

    def conflicts(self) -> tuple[Conflict, ...]:
        """The fields a person still has to settle."""
        with self._reading() as connection:
            table = _table(RevisionRow)
            rows = connection.execute(select(table).where(table.c.is_head)).mappings()
            heads: dict[FieldKey, list[Revision]] = {}
            for row in rows:
                revision = _revision(row)
                heads.setdefault(revision.key, []).append(revision)
        return conflicts(
            {key: tuple(sorted(found, key=lambda head: head.id)) for key, found in heads.items()}
        )

    def known(self, ids: Iterable[str]) -> frozenset[str]:
        """Which of these revision ids the log already holds."""
        with self._reading() as connection:
            return _known(connection, ids)

    def package(self, package_id: str) -> Taken | None:
        """The package of that id if it was taken in before."""
        with self._reading() as connection:
            table = _table(PackageRow)
            row = connection.execute(select(table).where(table.c.id == package_id)).mappings().first()
        return Taken(**row) if row else None

    # -- writing ----------------------------------------------------------------------------------------------

    def save(self, changes: Sequence[Change], *, author: str) -> int:
        """Record changes in one transaction; a value that is there already writes nothing. Returns how many wrote."""
        written: dict[FieldKey, tuple[str, float]] = {}
        with self._writing() as connection:
            device, lamport = _meta(connection, "device"), _top(connection)
            shared = int(_meta(connection, "shared_lamport") or 0)
            for change in changes:
                lamport += 1
                if revision := self._save_one(connection, change, author, device, lamport, shared):
                    written[revision.key] = (revision.id, time.monotonic())
        self._bursts.update(written)
        return len(written)

    def take(self, revisions: Sequence[Revision]) -> int:
        """Union of the log with these revisions, in one transaction. Returns how many were new."""
        with self._writing() as connection:
            return self._take(connection, revisions)

    def take_package(self, revisions: Sequence[Revision], package: Taken, checklists: dict[str, str]) -> int:
        """Union with a package's revisions, and the note that it was taken, in one transaction."""
        with self._writing() as connection:
            for digest, content in checklists.items():
                _keep_checklist(connection, digest, content)
            added = self._take(connection, revisions)
            connection.execute(insert(_table(PackageRow)).values(**asdict(replace(package, added=added))))
            return added

    def keep_checklist(self, checklist: Checklist) -> None:
        """Keep the exact words of a checklist under its digest."""
        with self._writing() as connection:
            _keep_checklist(connection, checklist.digest, canonical(checklist.plain))

    def checklist_contents(self) -> dict[str, str]:
        """Every kept checklist: digest -> canonical JSON."""
        with self._reading() as connection:
            rows = connection.execute(select(_table(ChecklistRow))).mappings()
            return {row["digest"]: row["content"] for row in rows}

    def set_meta(self, **facts: str) -> None:
        with self._writing() as connection:
            for key, value in facts.items():
                _set_meta(connection, key, value)

    def mark_shared(self) -> None:
        """From now on every revision so far may be on another machine: none of them is rewritten again."""
        with self._writing() as connection:
            _set_meta(connection, "shared_lamport", str(_top(connection)))

    def rebuild(self) -> None:
        """Make the projection anew from the log."""
        with self._writing() as connection:
            projection.clear(connection)
            table = _table(RevisionRow)
            rows = connection.execute(
                select(table.c.subject, table.c.field).where(table.c.is_head).distinct()
            ).all()
            for subject, field in sorted(rows):
                _project_field(connection, (subject, field))

    # -- inside -----------------------------------------------------------------------------------------------

    def _save_one(
        self, connection: Connection, change: Change, author: str, device: str, lamport: int, shared: int
    ) -> Revision | None:
        key = (change.subject, change.field)
        heads = _heads(connection, key)
        settled = settle(heads) if heads else None
        if settled and not settled.disputed and canonical(settled.value) == canonical(change.value):
            return None
        if not heads and change.value in (None, "", []):
            return None  # nothing was there and nothing is said
        parents = [head.id for head in heads]
        if len(heads) == 1 and self._same_burst(heads[0], device, shared):
            parents = list(heads[0].parents)
            connection.execute(delete(_table(RevisionRow)).where(_table(RevisionRow).c.id == heads[0].id))
        revision = new_revision(
            change,
            author=author,
            device=device,
            lamport=lamport,
            parents=parents,
            recorded_at=datetime.now().astimezone().isoformat(timespec="seconds"),
        )
        _insert(connection, [revision])
        _replace_heads(connection, revision.parents)
        projection.project(connection, change.subject, change.field, change.value)
        return revision

    def _same_burst(self, head: Revision, device: str, shared: int) -> bool:
        last = self._bursts.get(head.key)
        return (
            last is not None
            and last[0] == head.id
            and time.monotonic() - last[1] < BURST_SECONDS
            and head.device == device
            and head.lamport > shared
        )

    def _take(self, connection: Connection, revisions: Sequence[Revision]) -> int:
        known = _known(connection, (revision.id for revision in revisions))
        new = list({revision.id: revision for revision in revisions if revision.id not in known}.values())
        if not new:
            return 0
        _insert(connection, new)
        replaced = _replaced_ids(connection, {revision.key for revision in new})
        _replace_heads(connection, replaced)
        for key in sorted({revision.key for revision in new}):
            _project_field(connection, key)
        return len(new)

    # One connection serves the store, so a read inside a write would end the write's transaction: the functions
    # below the class work on the connection they are given, and never open another.

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._lock, self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._lock:
            try:
                with self._engine.begin() as connection:
                    yield connection
            except OperationalError as error:
                raise not_written(self.path, error) from error


def not_written(path: Path, error: Exception) -> EnvironmentProblem:
    """The refusal for a store that could not be written, by its cause."""
    text = str(error).lower()
    if "full" in text:
        return EnvironmentProblem(
            f"Chưa lưu được vì ổ đĩa đầy ({path.name}).",
            "Hãy xóa bớt tệp trên ổ đĩa; nội dung đang nhập vẫn giữ trong cửa sổ.",
        )
    if "readonly" in text or "read-only" in text:
        return EnvironmentProblem(
            f"Chưa lưu được vì tệp {path.name} chỉ cho đọc.",
            "Hãy bỏ dấu chỉ đọc của tệp hoặc chép tệp sang thư mục khác.",
        )
    if "locked" in text:
        return EnvironmentProblem(
            f"Chưa lưu được vì chương trình khác đang giữ tệp {path.name}.",
            "Hãy đóng chương trình đó rồi thử lại.",
        )
    return EnvironmentProblem(
        f"Chưa lưu được vào tệp {path.name}.",
        "Hãy kiểm tra ổ đĩa rồi thử lại; nội dung đang nhập vẫn được giữ.",
    )


def _table(model: type[SQLModel]):  # type: ignore[no-untyped-def]  # SQLModel does not type __table__
    return model.__table__  # type: ignore[attr-defined]


def _meta(connection: Connection, key: str) -> str:
    table = _table(Meta)
    return connection.execute(select(table.c.value).where(table.c.key == key)).scalar() or ""


def _set_meta(connection: Connection, key: str, value: str) -> None:
    table = _table(Meta)
    connection.execute(delete(table).where(table.c.key == key))
    connection.execute(insert(table).values(key=key, value=value))


def _top(connection: Connection) -> int:
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
    return tuple(_revision(row) for row in found)


def _project_field(connection: Connection, key: FieldKey) -> None:
    projection.project(connection, *key, settle(_heads(connection, key)).value)


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


def _keep_checklist(connection: Connection, digest: str, content: str) -> None:
    table = _table(ChecklistRow)
    if connection.execute(select(table.c.digest).where(table.c.digest == digest)).scalar() is None:
        connection.execute(insert(table).values(digest=digest, content=content))


def _revision(row) -> Revision:  # type: ignore[no-untyped-def]  # a RowMapping
    return Revision(
        id=row["id"],
        subject=row["subject"],
        field=row["field"],
        value=json.loads(row["value"]),
        author=row["author"],
        device=row["device"],
        lamport=row["lamport"],
        parents=tuple(json.loads(row["parents"])),
        recorded_at=row["recorded_at"],
    )
