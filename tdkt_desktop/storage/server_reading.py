"""Talking to a PostgreSQL server: a connection, and reading through it. Only loaded for a store that a person named."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from tdkt_desktop.domain.campaign import Campaign
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.inspection import Record
from tdkt_desktop.domain.revisions import Conflict
from tdkt_desktop.storage.dialect import POSTGRESQL, Dialect
from tdkt_desktop.storage.reading import Reader, Row
from tdkt_desktop.storage.server_place import ServerPlace
from tdkt_desktop.storage.server_refusals import psycopg, refusals, unreached, unsuitable

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
        raise unreached(place, error) from error
    try:
        refused = unsuitable(
            place.shown,
            connection.info.server_version,
            connection.info.parameter_status("server_encoding"),
        )
        if refused is not None:
            raise refused
        with refusals(place.shown):
            for name, value in SETTINGS.items():
                connection.execute("SELECT set_config(%s, %s, false)", (name, value))
            if schema:
                connection.execute(
                    psycopg.sql.SQL("SET search_path = {}").format(psycopg.sql.Identifier(schema))
                )
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
