"""A campaign's store on a PostgreSQL server, which several secretaries use at once.

Whoever writes takes the campaign's lock first and keeps it until the end of the transaction: writes follow one another,
each sees all before it, and the laws of merging hold as in a file that one process holds. Readers wait for nobody. A
client that dies lets go of everything it had begun.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from tdkt_desktop.domain.errors import CampaignError, EnvironmentProblem, NewerFormat
from tdkt_desktop.storage import server_schema, showing, writing
from tdkt_desktop.storage.attachments import Attachments
from tdkt_desktop.storage.migrations import STEPS
from tdkt_desktop.storage.reading import Reader
from tdkt_desktop.storage.server_files import ServerAttachments
from tdkt_desktop.storage.server_place import PREFIX, ServerPlace, schema_of
from tdkt_desktop.storage.server_reading import ServerReader, connect
from tdkt_desktop.storage.server_refusals import refusals
from tdkt_desktop.storage.store import Store

VERSION, FORMAT = len(STEPS), "format"
UNDONE = "undone"  # counts the merges that were taken out again
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))"


class ServerStore(Store):
    """A store on a server; closing it lets go of its connections."""

    shared = True

    def __init__(self, place: ServerPlace, campaign: str, *, writing: bool) -> None:
        self._place, self._schema, self._name = place, schema_of(campaign), place.shown
        self._server = ServerReader(connect(place, self._schema), self._name, moment=not writing)
        self._inside: Connection | None = None
        super().__init__(Path(campaign), self._server)
        self._files = ServerAttachments(self._server, self._writing)

    def close(self) -> None:
        super().close()
        self._files.close()

    def attachments(self) -> Attachments:
        return self._files

    def untake(self, packages: Sequence[str]) -> int:
        with self._writing() as connection:
            writing.set_meta(connection, UNDONE, str(int(writing.get_meta(connection, UNDONE) or 0) + 1))
            return super().untake(packages)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nobody else writes meanwhile, from any machine; what is read is the newest."""
        with self._writing():
            yield

    def refusals(self) -> AbstractContextManager[None]:
        return refusals(self._name)

    def reader_inside(self, connection: Connection) -> Reader:
        driver: Any = connection.connection.driver_connection
        return ServerReader(driver, self._name, inside=True)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """The transaction of the lock; inside another one of this store it is that one."""
        with self._lock:
            if self._inside is not None:
                yield self._inside
                return
            with super()._writing() as connection:
                connection.exec_driver_sql(_LOCK, (self._schema,))
                self._inside = connection
                try:
                    yield connection
                finally:
                    self._inside = None

    def _open_engine(self) -> Engine:
        return open_engine(self._place, self._schema)


def open_engine(place: ServerPlace, schema: str = "") -> Engine:
    """One writing connection to a schema. Statements have "?" for a parameter, as everywhere in this room."""
    engine = create_engine(
        "postgresql+psycopg://", poolclass=StaticPool, creator=lambda: connect(place, schema)
    )

    @event.listens_for(engine, "before_cursor_execute", retval=True)
    def _as_the_driver_has_it(
        _connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool
    ) -> tuple[str, Any]:
        return statement.replace("?", "%s"), [*map(_sendable, parameters)] if many else _sendable(parameters)

    return engine


def open_server_store(place: ServerPlace, *, writing: bool = True) -> ServerStore:
    """Open a campaign on a server, adding what an older version of the tables lacks.

    Raises EnvironmentProblem, CampaignError when the campaign is not there or not named, NewerFormat.
    """
    there = campaigns_on(place)
    campaign = _the_one(place, there)
    if there[campaign] > VERSION:
        raise NewerFormat(
            f"Đợt “{campaign}” trên máy chủ do phiên bản mới hơn tạo (định dạng {there[campaign]};"
            f" máy này dùng định dạng {VERSION}).",
            "Hãy cài phiên bản mới của phần mềm rồi mở lại; chưa có gì thay đổi.",
        )
    if there[campaign] < VERSION:
        _complete(place, schema_of(campaign))
    return ServerStore(place, campaign, writing=writing)


def campaigns_on(place: ServerPlace) -> dict[str, int]:
    """The campaigns in a database that this user may read: id -> version of its tables."""
    with server_transaction(place) as connection:
        found = {}
        for schema, readable in _schemas(connection):
            if not readable:
                continue
            facts = connection.exec_driver_sql(f'SELECT key, value FROM "{schema}".meta')  # noqa: S608 - a name of ours
            meta = {str(key): str(value) for key, value in facts}
            if "campaign_id" in meta:  # else somebody else's tables of that name
                found[meta["campaign_id"]] = int(meta.get(FORMAT) or 0)
        return dict(sorted(found.items()))


def _schemas(connection: Connection) -> Sequence[Any]:
    """The schemas that look like a campaign, each with whether this user may read it."""
    return connection.exec_driver_sql(
        "SELECT nspname, has_schema_privilege(nspname, 'USAGE') AND has_table_privilege(pg_class.oid, 'SELECT')"
        " FROM pg_namespace JOIN pg_class ON relnamespace = pg_namespace.oid"
        " WHERE starts_with(nspname, ?) AND relname = 'meta'",
        (PREFIX,),
    ).all()


@contextmanager
def server_transaction(place: ServerPlace, schema: str = "", *, alone: bool = False) -> Iterator[Connection]:
    """One transaction on a connection of its own; `alone`: under the lock of the schema's campaign."""
    engine = open_engine(place, schema)
    try:
        with refusals(place.shown), engine.begin() as connection:
            if alone:
                connection.exec_driver_sql(_LOCK, (schema,))
            yield connection
    finally:
        engine.dispose()


def _the_one(place: ServerPlace, there: Collection[str]) -> str:
    if not there:
        with server_transaction(place) as connection:
            hidden = not all(readable for _, readable in _schemas(connection))
        if hidden:
            raise EnvironmentProblem(
                f"Tên người dùng này chưa được quyền đọc đợt kiểm tra nào ở {place.shown}.",
                "Hãy nhờ người quản trị máy chủ cho vào nhóm của các thư ký.",
            )
        raise CampaignError(
            f"Máy chủ {place.shown} chưa có đợt kiểm tra nào.",
            "Hãy đưa một đợt lên: tdkt copy ĐỢT --store ĐỊA_CHỈ.",
        )
    if place.campaign in there:
        return place.campaign
    if not place.campaign and len(there) == 1:
        return next(iter(there))
    words = (
        f"Máy chủ {place.shown} không có đợt “{place.campaign}”."
        if place.campaign
        else f"Máy chủ {place.shown} có nhiều đợt kiểm tra."
    )
    raise CampaignError(words, f"Hãy nêu mã đợt bằng --campaign: {', '.join(there)}.")


def _complete(place: ServerPlace, schema: str) -> None:
    with server_transaction(place, schema, alone=True) as connection:
        if int(writing.get_meta(connection, FORMAT) or 0) < VERSION:  # nobody else did meanwhile
            server_schema.complete(connection)
            showing.rebuild(connection)
            writing.set_meta(connection, FORMAT, str(VERSION))


def _sendable(parameters: Any) -> Any:
    """The server's texts hold no zero byte. (The log keeps it: its values are JSON, where it is written out.)"""
    if not any(isinstance(one, str) and "\x00" in one for one in parameters):
        return parameters
    return tuple(one.replace("\x00", "\ufffd") if isinstance(one, str) else one for one in parameters)
