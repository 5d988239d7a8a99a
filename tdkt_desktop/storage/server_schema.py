"""The tables of a campaign on a server, made from the SQLModel tables: what these gain, a server gains when it is opened.

Each campaign has a schema of its own: the same tables and statements as in a file, no key that a statement could forget,
and rights, dumps and removal of one province at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Connection, Table
from sqlalchemy.dialects import sqlite

from tdkt_desktop.storage.projection import HOMES
from tdkt_desktop.storage.tables import Meta

# Texts compare as bytes, as in SQLite: the same order everywhere, and ranges of subjects that hold.
_TYPES = {
    "VARCHAR": 'varchar COLLATE "C"',
    "INTEGER": "bigint",
    "FLOAT": "double precision",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "JSON": "json",
}
_FILE = sqlite.dialect()
ALL: tuple[Table, ...] = tuple(Meta.metadata.sorted_tables)
LOG = tuple(table for table in ALL if table.name not in {home.table.name for home in HOMES.values()})


def make(connection: Connection, schema: str) -> None:
    """Make a schema for a campaign, and its tables."""
    connection.exec_driver_sql(f'CREATE SCHEMA "{schema}"')
    connection.exec_driver_sql(f'SET LOCAL search_path = "{schema}"')
    _complete(connection)


def complete(connection: Connection) -> None:
    """Add the tables and columns that a server of an older version lacks. (Projected ones are filled by a rebuild.)"""
    _complete(connection)
    for table in ALL:
        for column in table.columns:
            connection.exec_driver_sql(
                f'ALTER TABLE "{table.name}" ADD COLUMN IF NOT EXISTS {_column(column)}'
            )


def kind_of(column: Column[Any]) -> str:
    """The type of a column as the file has it."""
    return column.type.compile(dialect=_FILE)


def _complete(connection: Connection) -> None:
    for statement in _statements():
        connection.exec_driver_sql(statement)


def _statements() -> Iterator[str]:
    for table in ALL:
        columns = [_column(column) for column in table.columns]
        if table.name == "package":  # the order in which they came, which a file counts by itself
            columns.append("rowid bigint GENERATED ALWAYS AS IDENTITY")
        keys = ", ".join(f'"{column.name}"' for column in table.primary_key.columns)
        yield f'CREATE TABLE IF NOT EXISTS "{table.name}" ({", ".join(columns)}, PRIMARY KEY ({keys}))'
        for index in sorted(table.indexes, key=lambda one: str(one.name)):
            named = ", ".join(f'"{column.name}"' for column in index.columns)
            yield f'CREATE INDEX IF NOT EXISTS "{index.name}" ON "{table.name}" ({named})'
    yield "CREATE TABLE IF NOT EXISTS attachment (digest varchar PRIMARY KEY, body bytea NOT NULL)"
    yield "ALTER TABLE attachment ALTER body SET STORAGE EXTERNAL"  # photos do not get smaller


def _column(column: Column[Any]) -> str:
    sql = f'"{column.name}" {_TYPES[kind_of(column)]}'
    if column.nullable:
        return sql
    given = getattr(column.default, "arg", None)
    default = {"VARCHAR": "''", "INTEGER": "0", "BOOLEAN": "false"}.get(kind_of(column))
    if isinstance(given, int | bool):
        default = str(given).lower()
    return f"{sql} NOT NULL" + (f" DEFAULT {default}" if default else "")
