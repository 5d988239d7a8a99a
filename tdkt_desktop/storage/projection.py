"""From settled fields of the log to typed rows. One table of data says which subject lives in which table."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import JSON, Connection, Date, Table
from sqlmodel import SQLModel

from tdkt_desktop.domain.revisions import canonical
from tdkt_desktop.domain.values import Plain
from tdkt_desktop.storage import tables

Cell = Callable[[Plain], Any]


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

    @cached_property
    def key_columns(self) -> tuple[str, ...]:
        return self.keys or ("only",)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns that say something."""
        return tuple(one.name for one in self.table.columns if one.name not in self.key_columns)

    @cached_property
    def cells(self) -> dict[str, Cell]:
        """The columns whose values are not kept as they are. (Text columns make text of numbers by themselves.)"""
        found = {name: _cell(self.table.columns[name].type) for name in self.columns}
        return {name: cell for name, cell in found.items() if cell is not None}

    def row(self, key: tuple[Any, ...], value: dict[str, Plain]) -> tuple[Any, ...]:
        """The row of a field that spreads over all columns."""
        row = [*key, *map(value.get, self.columns)]
        for at, cell in self._turned:
            if row[at] is not None:
                row[at] = cell(row[at])
        return tuple(row)

    @cached_property
    def _turned(self) -> tuple[tuple[int, Cell], ...]:
        first = len(self.key_columns)
        return tuple((first + self.columns.index(name), cell) for name, cell in self.cells.items())


HOMES = {
    "campaign": Home(tables.CampaignRow, ()),
    "team": Home(tables.TeamRow, ("code",)),
    "unit": Home(tables.UnitRow, ("code",)),
    "earlier": Home(tables.EarlierRow, ("source",)),
    "prose": Home(tables.ProseRow, ("section",)),
    "notice": Home(tables.NoticeTextRow, ("section",), spread=True),
    "inspection": Home(tables.InspectionRow, ("unit",)),
    "remark": Home(tables.RemarkRow, ("unit", "criterion")),
    "answer": Home(tables.AnswerRow, ("unit", "question"), spread=True),
    "item": Home(tables.ItemRow, ("unit", "list", "id"), spread=True),
    "evidence": Home(tables.EvidenceRow, ("unit", "id"), spread=True),
    "declared": Home(tables.DeclaredRow, ("question",), spread=True),
}


def project(connection: Connection, fields: Iterable[tuple[str, str, Plain]]) -> None:
    """Write settled fields (subject, field, value) into their rows, those of one kind by one statement.

    Subjects and fields of a newer version stay in the log only.
    """
    spread: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    gone: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    rows: dict[tuple[str, tuple[Any, ...]], dict[str, Any]] = {}
    for subject, field, value in fields:
        kind, key = _place(subject)
        home = HOMES.get(kind)
        if home is None or key is None:
            continue
        if not home.spread:
            if field in home.columns:
                cell = home.cells.get(field)
                kept = value if cell is None or value is None else cell(value)
                rows.setdefault((kind, key), {})[field] = kept
        elif value is None:
            gone[kind].append(key)
        else:
            spread[kind].append(home.row(key, value))
    for kind, keys in gone.items():
        connection.exec_driver_sql(_removal(kind), keys)
    for kind, parameters in spread.items():
        connection.exec_driver_sql(_placing(kind, HOMES[kind].columns), parameters)
    alike: dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]] = defaultdict(list)
    for (kind, key), columns in rows.items():
        alike[kind, tuple(columns)].append((*key, *columns.values()))
    for (kind, names), parameters in alike.items():
        connection.exec_driver_sql(_placing(kind, names), parameters)


def forget(connection: Connection, subjects: Sequence[str]) -> None:
    """Remove the rows of subjects."""
    gone: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for subject in subjects:
        kind, key = _place(subject)
        if key is not None:
            gone[kind].append(key)
    for kind, keys in gone.items():
        connection.exec_driver_sql(_removal(kind), keys)


def clear(connection: Connection) -> None:
    """Empty every projected table, before a rebuild from the log."""
    for home in HOMES.values():
        connection.exec_driver_sql(f'DELETE FROM "{home.table.name}"')  # noqa: S608 - a name of ours


def _place(subject: str) -> tuple[str, tuple[Any, ...] | None]:
    """The kind of a subject and the key of its row; no key where this version knows no such row."""
    kind, _, rest = subject.partition("/")
    home = HOMES.get(kind)
    if home is None:
        return kind, None
    if not home.keys:
        return kind, None if rest else (1,)
    parts = tuple(rest.split("/"))
    return kind, parts if len(parts) == len(home.keys) else None


@lru_cache
def _removal(kind: str) -> str:
    home = HOMES[kind]
    matches = " AND ".join(f'"{name}" = ?' for name in home.key_columns)
    return f'DELETE FROM "{home.table.name}" WHERE {matches}'  # noqa: S608 - names of ours


@lru_cache(maxsize=500)
def _placing(kind: str, names: tuple[str, ...]) -> str:
    """Insert a row with these columns, or set them in the row that is there."""
    home = HOMES[kind]
    columns = (*home.key_columns, *names)
    quoted, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
    keys = ", ".join(f'"{name}"' for name in home.key_columns)
    sets = ", ".join(f'"{name}" = excluded."{name}"' for name in names)
    return (
        f'INSERT INTO "{home.table.name}" ({quoted}) VALUES ({marks})'  # noqa: S608 - names of ours
        f" ON CONFLICT ({keys}) DO UPDATE SET {sets}"
    )


def _cell(kind: Any) -> Cell | None:
    """Dates are kept as dates, trees as JSON; None for what is kept as it is."""
    if isinstance(kind, Date):
        return lambda value: dt.date.fromisoformat(value).isoformat() if value else None
    return canonical if isinstance(kind, JSON) else None
