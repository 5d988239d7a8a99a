"""From a settled field of the log to a typed row. One table of data says which subject lives in which table."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Date, String, Table, delete, insert, update
from sqlmodel import SQLModel

from tdkt_desktop.domain.values import Plain
from tdkt_desktop.storage import tables


@dataclass(frozen=True)
class Home:
    """Where a kind of subject lives: its model, the names of its key columns, and whether one field spreads over
    the columns (an answer, an item) or each field is a column of its own.
    """

    model: type[SQLModel]
    keys: tuple[str, ...]
    spread: bool = False

    @property
    def table(self) -> Table:
        return self.model.__table__  # type: ignore[attr-defined,no-any-return]  # SQLModel adds it at class creation


HOMES = {
    "campaign": Home(tables.CampaignRow, ()),
    "team": Home(tables.TeamRow, ("code",)),
    "unit": Home(tables.UnitRow, ("code",)),
    "prose": Home(tables.ProseRow, ("section",)),
    "inspection": Home(tables.InspectionRow, ("unit",)),
    "remark": Home(tables.RemarkRow, ("unit", "criterion")),
    "answer": Home(tables.AnswerRow, ("unit", "question"), spread=True),
    "item": Home(tables.ItemRow, ("unit", "list", "id"), spread=True),
    "evidence": Home(tables.EvidenceRow, ("unit", "id"), spread=True),
    "declared": Home(tables.DeclaredRow, ("question",), spread=True),
}


def project(connection: Connection, subject: str, field: str, value: Plain) -> None:
    """Write one settled field into its row. Subjects of a newer version stay in the log only."""
    kind, _, rest = subject.partition("/")
    home = HOMES.get(kind)
    if home is None:
        return
    parts = rest.split("/") if home.keys else []
    if len(parts) != len(home.keys):
        return
    key: dict[str, Any] = dict(zip(home.keys, parts, strict=True)) or {"only": 1}
    if home.spread:
        _replace_row(connection, home.table, key, value)
    elif field in home.table.columns:
        _set_column(connection, home.table, key, field, value)


def clear(connection: Connection) -> None:
    """Empty every projected table, before a rebuild from the log."""
    for home in HOMES.values():
        connection.execute(delete(home.table))


def _replace_row(connection: Connection, table: Table, key: dict[str, Any], value: Plain) -> None:
    connection.execute(delete(table).where(*_matches(table, key)))
    if value is None:
        return
    columns = {name: _typed(table, name, part) for name, part in value.items() if name in table.columns}
    connection.execute(insert(table).values(**key, **columns))


def _set_column(connection: Connection, table: Table, key: dict[str, Any], field: str, value: Plain) -> None:
    column = {field: _typed(table, field, value)}
    found = connection.execute(update(table).where(*_matches(table, key)).values(**column))
    if found.rowcount == 0:
        connection.execute(insert(table).values(**key, **column))


def _matches(table: Table, key: dict[str, Any]) -> list[Any]:
    return [table.columns[name] == part for name, part in key.items()]


def _typed(table: Table, column: str, value: Plain) -> Any:
    """Dates are kept as dates; decimal amounts as text; the rest as it is."""
    kind = table.columns[column].type
    if isinstance(kind, Date):
        return dt.date.fromisoformat(value) if value else None
    if isinstance(kind, String) and value is not None:
        return str(value)
    return value
