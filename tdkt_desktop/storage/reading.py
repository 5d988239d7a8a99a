"""Reading a campaign file with the standard library alone: rows as mappings, ready for `loading`."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from tdkt_desktop.domain.campaign import Campaign
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.editing import unit_of
from tdkt_desktop.domain.errors import EnvironmentProblem, WrongFile
from tdkt_desktop.domain.inspection import Record
from tdkt_desktop.domain.machines import Machine
from tdkt_desktop.domain.reading_checklist import read_checklist
from tdkt_desktop.domain.revisions import Conflict, FieldKey, Revision, conflicts, sealed_line, settle
from tdkt_desktop.domain.sealing import sealed_value
from tdkt_desktop.storage import loading
from tdkt_desktop.storage.dialect import SQLITE, Dialect

Row = Mapping[str, Any]
# Another program may hold the file for a moment; the window waits no longer than this, and a save says why.
BUSY_SECONDS = 0.7
OF_UNIT = ("item", "answer", "remark", "inspection", "evidence")  # the tables whose rows belong to a unit
_CELLS: dict[str, Callable[[Any], Any]] = {"JSON": json.loads, "DATE": dt.date.fromisoformat, "BOOLEAN": bool}


@dataclass(frozen=True)
class Taken:
    """A package recorded as taken in: its id and file hash, where it came from, when, and how much was new.

    Packages of one merge share a `batch`. `signed_by` is the key it was signed with (64 hex digits; blank: none).
    """

    id: str
    file_digest: str
    device: str
    team: str
    taken_at: str
    added: int = 0
    batch: str | None = None
    kind: str = ""
    signed_by: str = ""


_TAKEN = ", ".join(field.name for field in fields(Taken))


class Reader:
    """A connection that only reads. Columns of type JSON and DATE come as values, not as text."""

    dialect: Dialect = SQLITE

    def __init__(self, path: Path, inside: sqlite3.Connection | None = None) -> None:
        """Read a file; `inside` a transaction, on its connection: what it holds so far (then never to be closed)."""
        self._path, self._lock = path, threading.Lock()
        self._connection = inside or sqlite3.connect(
            path, check_same_thread=False, timeout=BUSY_SECONDS, isolation_level=None
        )
        if inside is None:
            self._connection.execute("PRAGMA query_only = ON")
        self._cells: dict[str, dict[str, Callable[[Any], Any]]] = {}

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def meta(self, key: str) -> str:
        found = self._select("SELECT value FROM meta WHERE key = ?", key)
        return str(found[0]["value"]) if found else ""

    def campaign(self) -> Campaign:
        tables = {
            name: self.table(name) for name in ("campaign", "team", "unit", "prose", "notice_text", "earlier")
        }
        return loading.load_campaign(tables, self.meta("campaign_id"))

    def checklist(self, digest: str) -> Checklist:
        found = self._select("SELECT content FROM checklist WHERE digest = ?", digest)
        if not found:
            raise KeyError(digest)
        return read_checklist(json.loads(found[0]["content"]), "Danh mục nội dung kiểm tra trong đợt")

    def record(self, checklist: Checklist) -> Record:
        tables = {name: self.table(name) for name in (*OF_UNIT, "declared")}
        return loading.load_record(tables, checklist)

    def record_of(self, checklist: Checklist, unit: str) -> Record:
        """The record of one unit alone, with what is said of all units where `unit` is COMMON."""
        tables = {name: self.table(name, unit) for name in OF_UNIT}
        return loading.load_record(tables | {"declared": self.table("declared")}, checklist)

    def revision_count(self) -> int:
        return int(self._select("SELECT count(*) AS n FROM revision")[0]["n"])

    def revisions(self) -> tuple[Revision, ...]:
        return tuple(revision_of(row) for row in self._select("SELECT * FROM revision ORDER BY lamport, id"))

    def history(self, subject: str, field: str, *, below: bool) -> tuple[Revision, ...]:
        """The revisions of a field, or of every subject below one, newest first."""
        where, parts = "subject = ? AND field = ?", (subject, field)
        if below:  # "0" is the sign after "/": the range holds every subject that starts with "<subject>/"
            where, parts = "subject > ? AND subject < ?", (f"{subject}/", f"{subject}0")
        rows = self._select(f"SELECT * FROM revision WHERE {where} ORDER BY lamport DESC, id", *parts)  # noqa: S608
        return tuple(revision_of(row) for row in rows)

    def last_batch(self) -> tuple[Taken, ...]:
        """The packages of the newest merge that brought something; none before the first. The newest is the one written
        last: the clock may have been set back since.
        """
        newest = "SELECT batch FROM package WHERE batch IS NOT NULL ORDER BY rowid DESC LIMIT 1"
        return tuple(
            Taken(**row)
            for row in self._select(f"SELECT {_TAKEN} FROM package WHERE batch = ({newest}) ORDER BY rowid")  # noqa: S608
        )

    def machines(self) -> dict[str, str]:
        """Device -> the team whose package came from it."""
        return {
            row["device"]: row["team"]
            for row in self._select("SELECT device, team FROM package ORDER BY taken_at")
        }

    def signers(self) -> tuple[Machine, ...]:
        """The machines whose packages were taken in, by owner, the first one first."""
        return tuple(
            Machine(row["signed_by"], row["owner"], row["name"] or "", row["since"], row["packages"])
            for row in self._select(
                "SELECT signed_by, CASE kind WHEN 'team' THEN team ELSE '' END AS owner,"
                " max(name) AS name, min(taken_at) AS since, count(*) AS packages FROM package LEFT JOIN machine ON key = signed_by"
                " WHERE signed_by <> '' GROUP BY 1, 2 ORDER BY 2, 4, 1"
            )
        )

    def wrong_heads(self) -> dict[str, bool]:
        """The revisions whose mark is wrong, with the mark they should have."""
        rows = self._select("SELECT id, subject, field, parents, is_head FROM revision")
        replaced = {
            (row["subject"], row["field"], parent) for row in rows for parent in json.loads(row["parents"])
        }
        heads = {row["id"]: (row["subject"], row["field"], row["id"]) not in replaced for row in rows}
        return {row["id"]: heads[row["id"]] for row in rows if bool(row["is_head"]) != heads[row["id"]]}

    def conflicts(self) -> tuple[Conflict, ...]:
        heads: dict[FieldKey, list[Revision]] = {}
        for row in self._select(
            "SELECT * FROM revision WHERE is_head AND (subject, field) IN (SELECT subject, field FROM revision"
            " WHERE is_head GROUP BY subject, field HAVING count(*) > 1) ORDER BY id"
        ):
            revision = revision_of(row)
            heads.setdefault(revision.key, []).append(revision)
        lines = {key: self._sealed_line(*key) for key in heads}
        return conflicts({key: tuple(found) for key, found in heads.items()}, lines)

    def _sealed_line(self, subject: str, field: str) -> frozenset[str]:
        """The revisions of a field that go back to what was sealed (as storage.writing projects them)."""
        unit = unit_of(subject)
        rows = self._select(
            "SELECT * FROM revision WHERE is_head AND subject = ? AND field = 'seal'", f"inspection/{unit}"
        )
        seals = tuple(revision_of(row) for row in rows) if unit else ()
        if not seals or (seal := settle(seals)).disputed or not seal.value:
            return frozenset()
        there, value = sealed_value(seal.value.get("content") or {}, subject, field)
        return sealed_line(self.history(subject, field, below=False), value) if there else frozenset()

    def known(self, ids: Iterable[str]) -> frozenset[str]:
        sql = f"SELECT id FROM revision WHERE id IN {self.dialect.listed}"  # noqa: S608 - words of ours
        rows = self._select(sql, _listed(ids))
        return frozenset(row["id"] for row in rows)

    def ids_of_fields(self, keys: Iterable[FieldKey]) -> dict[FieldKey, set[str]]:
        """The ids of every revision of these fields."""
        found: dict[FieldKey, set[str]] = {}
        for row in self._select(f"SELECT r.subject, r.field, r.id {self.dialect.fields}", _listed(keys)):
            found.setdefault((row["subject"], row["field"]), set()).add(row["id"])
        return found

    def of_fields(self, keys: Iterable[FieldKey]) -> dict[FieldKey, list[Revision]]:
        found: dict[FieldKey, list[Revision]] = {}
        for row in self._select(f"SELECT r.* {self.dialect.fields}", _listed(keys)):
            found.setdefault((row["subject"], row["field"]), []).append(revision_of(row))
        return found

    def field_counts(self) -> dict[str, int]:
        counts: Counter[str] = Counter()
        for row in self._select("SELECT subject, count(DISTINCT field) AS n FROM revision GROUP BY subject"):
            counts[unit_of(row["subject"])] += row["n"]
        return dict(counts)

    def package(self, package_id: str) -> Taken | None:
        found = self._select(f"SELECT {_TAKEN} FROM package WHERE id = ?", package_id)  # noqa: S608 - names of ours
        return Taken(**found[0]) if found else None

    def package_of(self, revision: str) -> Taken | None:
        """The package that a revision came with; None for one of this machine."""
        found = self._select(
            f"SELECT {_TAKEN} FROM package WHERE id IN (SELECT package FROM package_revision WHERE revision = ?)",  # noqa: S608
            revision,
        )
        return Taken(**found[0]) if found else None

    def checklist_contents(self) -> dict[str, str]:
        return {row["digest"]: row["content"] for row in self._select("SELECT * FROM checklist")}

    def table(self, name: str, unit: str | None = None) -> Sequence[Row]:
        """All rows of a projected table, or those of one unit; its JSON and DATE columns read."""
        cells = self._cells.get(name)
        if cells is None:
            columns = self._select("SELECT name, type FROM pragma_table_info(?)", name)
            found = {column["name"]: _CELLS.get(column["type"]) for column in columns}
            cells = self._cells[name] = {key: cell for key, cell in found.items() if cell is not None}
        where, parts = ("", ()) if unit is None else (" WHERE unit = ?", (unit,))
        rows = self._select(f'SELECT * FROM "{name}"{where}', *parts)  # noqa: S608 - the name is one of ours
        for row in rows:
            for key, cell in cells.items():
                if row[key] is not None:
                    row[key] = cell(row[key])
        return rows

    def _select(self, sql: str, *parameters: object) -> list[dict[str, Any]]:
        try:
            with self._lock:
                cursor = self._connection.execute(sql, parameters)
                names = [column[0] for column in cursor.description]
                return [dict(zip(names, row, strict=True)) for row in cursor]
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            # what SQLite says of pages that make no sense, or quotes of them
            if type(error) in (sqlite3.DatabaseError, UnicodeDecodeError):
                raise WrongFile(
                    f"{self._path.name} bị hỏng, không đọc được hết.",
                    f"Hãy mở bản sao lưu gần nhất trong thư mục {self._path.parent / 'sao-luu'}; tệp hỏng được giữ nguyên.",
                ) from error
            if not isinstance(error, sqlite3.OperationalError):
                raise
            raise EnvironmentProblem(
                f"Ổ đĩa không đọc được tệp {self._path.name}.",
                "Hãy kiểm tra ổ đĩa, USB còn cắm hay không, hoặc chương trình khác đang giữ tệp, rồi thử lại.",
            ) from error


def _listed(parts: Iterable[object]) -> str:
    return json.dumps(list(parts))


def revision_of(row: Row) -> Revision:
    """A revision from its row."""
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
