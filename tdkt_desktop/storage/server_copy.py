"""A whole campaign from a file to a server, and back: its log row by row, its projection made anew, its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Table

from tdkt_desktop.domain.errors import EnvironmentProblem, TdktError
from tdkt_desktop.storage import server_schema, showing, writing
from tdkt_desktop.storage.attachments import Attachments, attachments_of
from tdkt_desktop.storage.opening import new_store
from tdkt_desktop.storage.server_files import put_piece
from tdkt_desktop.storage.server_place import ServerPlace, schema_of
from tdkt_desktop.storage.server_store import FORMAT, UNDONE, VERSION, campaigns_on, server_transaction
from tdkt_desktop.storage.store import Store

ROWS = 2000  # at once


def send(store: Store, place: ServerPlace) -> int:
    """Put a campaign of an office onto a server: whole or not at all. Returns how many attached files stayed behind
    because their bytes are gone or spoiled. Raises EnvironmentProblem, also when it is there already.
    """
    campaign = store.meta("campaign_id")
    if store.meta("team"):
        raise EnvironmentProblem(
            "Đây là bản của một đoàn.", "Hãy đưa bản của văn phòng lên máy chủ, rồi gộp tệp của đoàn vào đó."
        )
    if place.campaign not in ("", campaign):
        raise EnvironmentProblem(f"Tệp này là đợt “{campaign}”.", "Hãy bỏ --campaign rồi làm lại.")
    schema = schema_of(campaign)
    with store.transaction() as source, server_transaction(place, schema, alone=True) as target:
        if campaign in campaigns_on(place):
            raise EnvironmentProblem(
                f"Máy chủ {place.shown} đã có đợt “{campaign}”.",
                "Hãy gộp các tệp .tdkt vào đợt đó; chưa có gì thay đổi.",
            )
        server_schema.make(target, schema)
        _copy_log(source, target)
        writing.set_meta(target, FORMAT, str(VERSION))
        showing.rebuild(target)
        return _copy_files(store.attachments(), lambda body: put_piece(target, body))


def bring(store: Store, path: Path) -> int:
    """Write a campaign of a server as a new campaign file, its evidence beside it: whole or not at all. Returns how many
    attached files stayed behind. Raises EnvironmentProblem.
    """
    with (
        new_store(path, campaign_id=store.meta("campaign_id")) as copy,
        store.transaction() as source,
        copy.transaction() as target,
    ):
        target.exec_driver_sql("DELETE FROM meta")
        _copy_log(source, target)
        target.exec_driver_sql("DELETE FROM meta WHERE key IN (?, ?)", (FORMAT, UNDONE))
        showing.rebuild(target)
        return _copy_files(store.attachments(), attachments_of(path).put)


def _copy_log(source: Connection, target: Connection) -> None:
    for table in server_schema.LOG:
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        marks = ", ".join("?" * len(table.columns))
        for rows in _rows(source, table):
            target.exec_driver_sql(f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})', rows)  # noqa: S608


def _rows(source: Connection, table: Table) -> Iterator[list[tuple[Any, ...]]]:
    order = " ORDER BY rowid" if table.name == "package" else ""  # which merge is the last one
    said = ", ".join(map(_said, table.columns))
    found = source.exec_driver_sql(f'SELECT {said} FROM "{table.name}"{order}')  # noqa: S608 - names of ours
    flags = [server_schema.kind_of(column) == "BOOLEAN" for column in table.columns]
    while rows := found.fetchmany(ROWS):
        yield [
            tuple(
                bool(cell) if flag and cell is not None else cell
                for flag, cell in zip(flags, row, strict=True)
            )
            for row in rows
        ]


def _said(column: Column[Any]) -> str:
    """Dates and trees travel as text, which both databases read as they write it."""
    as_text = server_schema.kind_of(column) in ("DATE", "JSON")
    return f'CAST("{column.name}" AS TEXT)' if as_text else f'"{column.name}"'


def _copy_files(files: Attachments, put: Callable[[bytes], object]) -> int:
    left = 0
    for digest in sorted(files.digests()):
        try:
            body = files.read(digest)
        except TdktError:  # a spoiled photo must not cost the rest; whoever copies is told
            left += 1
            continue
        put(body)
    return left
