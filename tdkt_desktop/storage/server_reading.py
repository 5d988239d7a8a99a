"""Talking to a PostgreSQL server: a connection, reading through it, and what its refusals mean. The one file that knows
psycopg, and only loaded for a store that a person named.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from tdkt_desktop.domain.campaign import Campaign
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.errors import EnvironmentProblem, OthersWrote
from tdkt_desktop.domain.inspection import Record
from tdkt_desktop.domain.revisions import Conflict
from tdkt_desktop.storage.dialect import POSTGRESQL, Dialect
from tdkt_desktop.storage.reading import Reader, Row
from tdkt_desktop.storage.server_place import PASSWORDS, ServerPlace

try:
    import psycopg
    from psycopg import sql
except ImportError as error:
    raise EnvironmentProblem(
        "Bản cài này không có phần kết nối máy chủ PostgreSQL.",
        "Hãy nhờ người quản trị cài thêm: pip install 'tdkt-desktop[postgresql]'.",
    ) from error

LOCK_WAIT = "10min"  # merges queue; longer than this one of them hangs
# A client that lost its power in the middle of a merge must not hold up the others for hours.
SETTINGS = {
    "lock_timeout": LOCK_WAIT,
    "idle_in_transaction_session_timeout": "15min",
    "tcp_keepalives_idle": "30",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
    "datestyle": "ISO",
    "client_min_messages": "warning",
}
Connection = psycopg.Connection[tuple[Any, ...]]


def connect(place: ServerPlace, schema: str = "") -> Connection:
    """A connection to the server whose tables are those of a schema. Raises EnvironmentProblem."""
    parameters = {"connect_timeout": "15", **place.parameters}
    try:
        connection = psycopg.connect(
            **parameters,  # type: ignore[arg-type]  # libpq's own words are text
            application_name="tdkt",
            client_encoding="UTF8",
            autocommit=True,
        )
    except psycopg.Error as error:
        raise EnvironmentProblem(
            f"Không kết nối được máy chủ {place.shown}.",
            f"Hãy kiểm tra mạng, tên máy chủ, tên cơ sở dữ liệu, tên người dùng. {PASSWORDS}",
        ) from error
    try:
        with refusals(place.shown):
            for name, value in SETTINGS.items():
                connection.execute("SELECT set_config(%s, %s, false)", (name, value))
            if schema:
                connection.execute(sql.SQL("SET search_path = {}").format(sql.Identifier(schema)))
        connection.autocommit = False
    except BaseException:
        connection.close()
        raise
    return connection


class ServerReader(Reader):
    """Reads a campaign of a server. The driver makes values of JSON and dates by itself."""

    dialect: Dialect = POSTGRESQL

    def __init__(
        self, connection: Connection, name: str, *, inside: bool = False, moment: bool = False
    ) -> None:
        """`inside`: a transaction of somebody else, on whose connection this is. `moment`: all that is ever read is of
        one and the same moment; otherwise each question sees what others have written since.
        """
        self._lock: Any = threading.RLock()
        self._server, self._name, self._each_whole = connection, name, not inside and not moment
        if not inside:
            connection.autocommit = not moment
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.read_only = True

    def close(self) -> None:
        with self._lock:
            self._server.close()

    def campaign(self) -> Campaign:
        with self._one_moment():
            return super().campaign()

    def record(self, checklist: Checklist) -> Record:
        with self._one_moment():
            return super().record(checklist)

    def record_of(self, checklist: Checklist, unit: str) -> Record:
        with self._one_moment():
            return super().record_of(checklist, unit)

    def conflicts(self) -> tuple[Conflict, ...]:
        with self._one_moment():
            return super().conflicts()

    def table(self, name: str, unit: str | None = None) -> Sequence[Row]:
        if unit is None:
            return self._select(f'SELECT * FROM "{name}"')  # noqa: S608 - the name is one of ours
        return self._select(f'SELECT * FROM "{name}" WHERE unit = ?', unit)  # noqa: S608

    def piece(self, digest: str) -> bytes | None:
        """The bytes of an attached file."""
        found = self._select("SELECT body FROM attachment WHERE digest = ?", digest)
        return bytes(found[0]["body"]) if found else None

    def pieces(self) -> frozenset[str]:
        """The digests of all attached files."""
        return frozenset(row["digest"] for row in self._select("SELECT digest FROM attachment"))

    def has_piece(self, digest: str) -> bool:
        return bool(self._select("SELECT 1 AS there FROM attachment WHERE digest = ?", digest))

    @contextmanager
    def _one_moment(self) -> Iterator[None]:
        """What takes several questions is answered as of one moment: others write meanwhile."""
        with self._lock:
            whole = self._each_whole and not self._server.info.transaction_status.value
            with self._server.transaction() if whole else contextlib.nullcontext():
                yield

    def _select(self, statement: str, *parameters: object) -> list[dict[str, Any]]:
        with self._lock, refusals(self._name):
            cursor = self._server.execute(statement.replace("?", "%s").encode(), parameters)
            names = [column.name for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor]


@contextmanager
def refusals(name: str) -> Iterator[None]:
    """Say in words why the server refused; a fault of the program, or of what it was given, passes through."""
    try:
        yield
    except Exception as error:
        refused = getattr(error, "orig", error)  # as SQLAlchemy wraps it
        said = _words(name, refused) if isinstance(refused, psycopg.Error) else None
        if said is None:
            raise
        raise said from error


def _words(name: str, error: psycopg.Error) -> EnvironmentProblem | None:
    match error:
        case psycopg.errors.SerializationFailure() | psycopg.errors.DeadlockDetected():
            return OthersWrote(f"Người khác cũng đang ghi vào {name}.", "Hãy làm lại; lần này chưa ghi gì.")
        case psycopg.errors.LockNotAvailable():
            return EnvironmentProblem(
                f"Người khác đang ghi vào {name} quá lâu.",
                "Hãy chờ người đó gộp xong rồi làm lại; lần này chưa ghi gì.",
            )
        case psycopg.errors.DiskFull():
            return EnvironmentProblem(
                f"Máy chủ {name} hết chỗ trống.", "Hãy báo người quản trị máy chủ; lần này chưa ghi gì."
            )
        case psycopg.errors.InsufficientPrivilege() | psycopg.errors.ReadOnlySqlTransaction():
            return EnvironmentProblem(
                f"Tên người dùng này không được ghi hoặc đọc ở {name}.",
                "Hãy nhờ người quản trị máy chủ cấp quyền; lần này chưa ghi gì.",
            )
        case psycopg.OperationalError() | psycopg.InterfaceError():
            return EnvironmentProblem(
                f"Mất kết nối với máy chủ {name}.",
                "Hãy kiểm tra mạng rồi làm lại: mỗi lần ghi vào trọn hoặc không vào, làm lại không ghi trùng.",
            )
    return None
