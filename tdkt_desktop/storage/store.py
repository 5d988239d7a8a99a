"""A campaign's store: one SQLite file, its revision log and projection, every write one transaction.

What a store on a server does otherwise stands in `server_store`.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tdkt_desktop.domain.campaign import Campaign
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.errors import EnvironmentProblem, MergeEntangled
from tdkt_desktop.domain.inspection import Record
from tdkt_desktop.domain.machines import Machine
from tdkt_desktop.domain.revisions import Change, Conflict, FieldKey, Revision, canonical
from tdkt_desktop.storage.attachments import Attachments, attachments_of
from tdkt_desktop.storage.reading import Reader, Taken

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

# Typing in one field within this time is one revision, as long as nobody else has seen it.
BURST_SECONDS = 30.0


class Store:
    """An open campaign file. Safe to call from the window and from one saving thread.

    Reading goes through a connection of its own and loads no SQL library, so that a tab is ready soon; writing loads
    SQLAlchemy when it is first needed.
    """

    shared = False  # whether others may write to it while it is open here

    def __init__(self, path: Path, reader: Reader | None = None) -> None:
        self.path = path
        self._reader = reader or Reader(path)
        self._engine: Engine | None = None
        self._lock = threading.RLock()
        self._bursts: dict[FieldKey, tuple[str, float]] = {}
        self.generation = 0  # counts what changed the record as a whole: who knows an older one reads anew

    def close(self) -> None:
        """Let go of the file."""
        self._reader.close()
        if self._engine is not None:
            self._engine.dispose()

    def warm_up(self) -> None:
        """Load what writing needs, so that the first save is as quick as the next."""
        with self._lock:
            self._engine = self._engine or self._open_engine()

    def attachments(self) -> Attachments:
        """The files attached to this campaign."""
        return attachments_of(self.path)

    # -- reading ----------------------------------------------------------------------------------------------

    def meta(self, key: str) -> str:
        """A fact about this store, blank when unset."""
        return self._reader.meta(key)

    def campaign(self) -> Campaign:
        return self._reader.campaign()

    def checklist(self, digest: str) -> Checklist:
        """The checklist of that digest. Raises KeyError."""
        return self._reader.checklist(digest)

    def record(self, checklist: Checklist) -> Record:
        return self._reader.record(checklist)

    def record_of(self, checklist: Checklist, unit: str) -> Record:
        """The record of one unit alone."""
        return self._reader.record_of(checklist, unit)

    def revision_count(self) -> int:
        return self._reader.revision_count()

    def revisions(self) -> tuple[Revision, ...]:
        """The whole log, in an order that is the same on every machine."""
        return self._reader.revisions()

    def history(self, subject: str, field: str, *, below: bool) -> tuple[Revision, ...]:
        """The revisions of a field, or of every subject below one, newest first. What somebody looked at stays."""
        self._bursts = {}
        return self._reader.history(subject, field, below=below)

    def last_batch(self) -> tuple[Taken, ...]:
        """The packages of the newest merge."""
        return self._reader.last_batch()

    def undone(self) -> str:
        """How many merges were taken out of a shared store again: it changes with each."""
        return self._reader.meta("undone")

    def machines(self) -> dict[str, str]:
        """The machines known by the packages taken from them: device -> team."""
        return self._reader.machines()

    def signers(self) -> tuple[Machine, ...]:
        """The machines whose packages were taken in, with the names given to them here."""
        return self._reader.signers()

    def name_machine(self, key: str, name: str) -> None:
        """Call a machine by a name here; blank takes the name away."""
        with self._writing() as connection:
            connection.exec_driver_sql("DELETE FROM machine WHERE key = ?", (key,))
            if name:
                connection.exec_driver_sql("INSERT INTO machine (key, name) VALUES (?, ?)", (key, name))

    def conflicts(self) -> tuple[Conflict, ...]:
        """The fields a person still has to settle."""
        return self._reader.conflicts()

    def known(self, ids: Iterable[str]) -> frozenset[str]:
        """Which of these revision ids the log already holds."""
        return self._reader.known(ids)

    def ids_of_fields(self, keys: Iterable[FieldKey]) -> dict[FieldKey, set[str]]:
        """The ids of every revision of these fields."""
        return self._reader.ids_of_fields(keys)

    def of_fields(self, keys: Iterable[FieldKey]) -> dict[FieldKey, list[Revision]]:
        """Every revision of these fields."""
        return self._reader.of_fields(keys)

    def field_counts(self) -> dict[str, int]:
        """How many fields of each unit the log speaks of; blank for what belongs to no unit."""
        return self._reader.field_counts()

    def package(self, package_id: str) -> Taken | None:
        """The package of that id if it was taken in before."""
        return self._reader.package(package_id)

    def package_of(self, revision: str) -> Taken | None:
        """The package that a revision came with."""
        return self._reader.package_of(revision)

    def checklist_contents(self) -> dict[str, str]:
        """Every kept checklist: digest -> canonical JSON."""
        return self._reader.checklist_contents()

    # -- writing ----------------------------------------------------------------------------------------------

    def save(self, changes: Sequence[Change], *, author: str) -> int:
        """Record changes in one transaction; a value that is there already writes nothing. Returns how many wrote."""
        from tdkt_desktop.storage import writing

        with self._writing() as connection:
            now, bursts = time.monotonic(), self._bursts
            removed = {(change.subject, change.field) for change in changes if change.value is None}
            still_open = {
                key: revision
                for key, (revision, at) in bursts.items()
                if now - at < BURST_SECONDS and key not in removed  # a removal is no going on
            }
            written = writing.save(connection, changes, author, still_open)
        sealed = any(
            revision.field == "seal" for revision in written
        )  # what a seal stands on is not rewritten
        kept = (
            {} if sealed or self._bursts is not bursts else bursts
        )  # another one: somebody looked meanwhile
        self._bursts = {} if sealed else kept | {one.key: (one.id, time.monotonic()) for one in written}
        return len(written)

    def take_package(self, revisions: Sequence[Revision], package: Taken, checklists: dict[str, str]) -> int:
        """Union with a package's revisions, and the note that it was taken, in one transaction."""
        return self.take_packages([(revisions, package, checklists)])

    def take_packages(self, packages: Iterable[tuple[Sequence[Revision], Taken, dict[str, str]]]) -> int:
        """Union with several packages, all in one transaction. Returns how many revisions were new."""
        with self.taking() as taking:
            return sum(len(taking.take(*package)) for package in packages)

    @contextmanager
    def taking(self) -> Iterator[Taking]:
        """One transaction for all that several packages bring: kept at the end, or nothing of it."""
        with self._writing() as connection:
            self.generation += 1
            yield Taking(self, connection)

    def untake(self, packages: Sequence[str]) -> int:
        """Undo a merge: what these packages brought is taken out again. Raises MergeEntangled, changing nothing."""
        from tdkt_desktop.storage import taking

        try:
            with self._writing() as connection:
                self.generation += 1
                return taking.untake(connection, packages)
        except taking.Entangled as error:
            raise MergeEntangled(
                "Sau lần gộp này đã có người sửa tiếp trên nội dung được gộp nên không hoàn tác được.",
                "Nội dung giữ nguyên; hãy dùng Lịch sử của từng ô, hoặc khôi phục bản sao lưu trước khi gộp.",
            ) from error

    def keep_checklist(self, checklist: Checklist) -> None:
        """Keep the exact words of a checklist under its digest."""
        from tdkt_desktop.storage import taking

        with self._writing() as connection:
            taking.keep_checklists(connection, {checklist.digest: canonical(checklist.plain)})

    def set_meta(self, **facts: str) -> None:
        from tdkt_desktop.storage import writing

        with self._writing() as connection:
            for key, value in facts.items():
                writing.set_meta(connection, key, value)

    def mark_shared(self) -> None:
        """From now on every revision so far may be on another machine: none of them is rewritten again."""
        from tdkt_desktop.storage import writing

        with self._writing() as connection:
            writing.set_meta(connection, "shared_lamport", str(writing.top_lamport(connection)))

    def rebuild(self) -> None:
        """Make the projection anew from the log."""
        from tdkt_desktop.storage import showing

        with self._writing() as connection:
            showing.rebuild(connection)

    def wrong_heads(self) -> int:
        """How many revisions are marked unreplaced and are not, or the other way round."""
        return len(self._reader.wrong_heads())

    def mend_heads(self) -> None:
        """Mark anew which revisions are unreplaced."""
        from tdkt_desktop.storage import log

        marks = self._reader.wrong_heads()
        with self._writing() as connection:
            log.mark_heads(connection, marks)

    def transaction(self) -> AbstractContextManager[Connection]:
        """One transaction on the tables themselves, for what copies them as they are."""
        return self._writing()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nobody else writes meanwhile: for what must still hold when it is written."""
        with self._lock:
            yield

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        self.warm_up()
        with self._lock:
            assert self._engine is not None  # noqa: S101 - warm_up made it
            try:
                with self.refusals(), self._engine.begin() as connection:
                    yield connection
            except EnvironmentProblem:
                # The next try opens the file anew: a connection made while it was read-only, or before the USB was
                # pulled out and put back, would refuse for ever.
                self._engine.dispose()
                raise

    def _open_engine(self) -> Engine:
        from tdkt_desktop.storage import writing

        return writing.open_engine(self.path)

    def refusals(self) -> AbstractContextManager[None]:
        """Says in words why it could not be written; a fault of the program passes through."""
        return refusals(self.path)

    def reader_inside(self, connection: Connection) -> Reader:
        """Reads what a transaction holds so far."""
        return Reader(self.path, connection.connection.driver_connection)


class Taking:
    """Inside one transaction: takes packages in, and sees the campaign as it will be."""

    def __init__(self, store: Store, connection: Connection) -> None:
        self._store, self._connection = store, connection

    def take(
        self, revisions: Sequence[Revision], package: Taken, checklists: Mapping[str, str]
    ) -> list[Revision]:
        """Union with a package's revisions, and the note that it was taken. Returns the new ones."""
        from tdkt_desktop.storage import taking

        with self._store.refusals():
            kept = taking.keep_checklists(self._connection, checklists)
            added = taking.take(self._connection, revisions)
            taking.note_package(self._connection, package, added, kept)
            return added

    @contextmanager
    def seen(self) -> Iterator[Reader]:
        """Reads what the transaction holds so far."""
        with self._store.refusals():
            yield self._store.reader_inside(self._connection)


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Say in words why the disk refused; a fault of the program passes through."""
    from sqlalchemy.exc import DBAPIError

    try:
        yield
    except DBAPIError as error:
        if type(error.orig) not in (sqlite3.OperationalError, sqlite3.DatabaseError):
            raise
        raise not_written(path, error.orig) from error
    except (sqlite3.OperationalError, sqlite3.DatabaseError) as error:
        if type(error) not in (sqlite3.OperationalError, sqlite3.DatabaseError):
            raise
        raise not_written(path, error) from error


def not_written(path: Path, error: BaseException | None) -> EnvironmentProblem:
    """The refusal for a store that could not be written, by its cause (the error of sqlite3 itself).

    Judged by the code: the text of an error may hold what was typed.
    """
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return EnvironmentProblem(
            f"Ổ đĩa đầy nên tệp {path.name} chưa được ghi.",
            "Hãy xóa bớt tệp trên ổ đĩa hoặc lưu ra nơi khác; nội dung đang nhập vẫn giữ trong cửa sổ.",
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return EnvironmentProblem(
            f"Tệp {path.name} hoặc thư mục chứa tệp chỉ cho đọc nên chưa được ghi.",
            "Hãy bỏ dấu chỉ đọc hoặc lưu ra nơi khác; nội dung đang nhập vẫn giữ trong cửa sổ.",
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return EnvironmentProblem(
            f"Chương trình khác đang giữ tệp {path.name} nên tệp chưa được ghi.",
            "Hãy đóng chương trình đó; nội dung đang nhập vẫn giữ trong cửa sổ và sẽ tự ghi lại.",
        )
    return EnvironmentProblem(
        f"Ổ đĩa không ghi được tệp {path.name}.",
        "Hãy kiểm tra ổ đĩa, USB còn cắm hay không, hoặc lưu ra nơi khác; nội dung đang nhập vẫn giữ trong cửa sổ.",
    )
