"""Older campaign files become today's with everything they held; a migration that fails has not happened."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path, PureWindowsPath
from typing import Any

import pytest

from tdkt_desktop.domain import changes
from tdkt_desktop.domain.editing import unit_of
from tdkt_desktop.domain.errors import CampaignInUse
from tdkt_desktop.domain.evidence import Evidence
from tdkt_desktop.domain.inspection import FIGURES, Record
from tdkt_desktop.domain.revisions import Revision
from tdkt_desktop.domain.values import Item
from tdkt_desktop.storage import opening
from tdkt_desktop.storage.holding import hold
from tdkt_desktop.storage.migrations import STEPS
from tdkt_desktop.storage.opening import APPLICATION_ID, VERSION, open_store
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.merge import merging, packages
from tdkt_desktop.workflows.safety import backups
from tdkt_desktop.workflows.unit import sealing
from tests.sealed import UNIT, filled_campaign, seal

OLDER = range(1, VERSION)  # every version that ever was, but today's


@pytest.fixture
def today(tmp_path: Path) -> Path:
    folder = tmp_path / "nay"
    folder.mkdir()
    return filled_campaign(folder)


def rows(path: Path, table: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(f'SELECT * FROM "{table}"')]  # noqa: S608 - a name of ours


def old_file(today: Path, version: int, folder: Path) -> Path:
    """A file as that version of the program left it: its own tables, filled with what they can hold of today's."""
    path = folder / f"cu-{version}.tdktdb"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        for step in STEPS[:version]:
            for statement in step:
                connection.execute(statement)
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in names:
            columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
            marks, quoted = ", ".join("?" * len(columns)), ", ".join(f'"{name}"' for name in columns)
            connection.executemany(
                f'INSERT INTO "{table}" ({quoted}) VALUES ({marks})',  # noqa: S608 - names of ours
                [[row[name] for name in columns] for row in rows(today, table)],
            )
        connection.execute(f"PRAGMA user_version = {version}")
        connection.commit()
    return path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def contents(path: Path) -> tuple[Record, tuple[Revision, ...]]:
    with campaigns.open_campaign(path) as session:
        return session.record, session.store.revisions()


@pytest.mark.parametrize("version", OLDER)
def test_an_old_file_keeps_everything_it_held(today: Path, tmp_path: Path, version: int) -> None:
    expected = contents(today)
    old = old_file(today, version, tmp_path)
    assert contents(old) == expected
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    (backup,) = (tmp_path / "sao-luu").iterdir()
    assert f"truoc-nang-cap-{version}" in backup.name
    assert rows(backup, "revision") == rows(today, "revision")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(f".{old.name}.")] == [
        f".{old.name}.khoa"
    ]


@pytest.mark.parametrize("version", OLDER)
def test_an_old_file_takes_what_is_new(today: Path, tmp_path: Path, version: int) -> None:
    old = old_file(today, version, tmp_path)
    made = [
        changes.set_visit(UNIT, "delegation", "Ông Nguyễn Văn Mẫu, theo giấy ủy quyền"),
        changes.set_visit(UNIT, "report_state", "supplement"),
        changes.set_assessment(UNIT, "reservations", "Không"),
        changes.set_item(UNIT, FIGURES, Item("x", "Số cuộc họp")),
        changes.set_evidence(UNIT, Evidence("e1", "a" * 64, "anh.jpg", "image/jpeg", 9, position=1.0)),
    ]
    with campaigns.open_campaign(old) as session:
        assert session.save(made).written == len(made)
        code = seal(session)
        sealing.note_issued(session, [UNIT])
    with campaigns.open_campaign(old) as session:
        inspection = session.inspection(UNIT)
        assert inspection.visit.report_state == "supplement"
        assert inspection.assessment.reservations == "Không"
        assert [one.name for one in inspection.evidence] == ["anh.jpg"]
        assert sealing.compare_code(session, code).matches
        assert inspection.issued_at
        live = session.record
        session.store.rebuild()
        session.forget()
        assert session.record == live


@pytest.mark.parametrize("version", OLDER)
def test_old_and_new_machines_still_merge(today: Path, tmp_path: Path, version: int) -> None:
    old = old_file(today, version, tmp_path)
    with campaigns.open_campaign(old) as session:
        session.save([changes.set_visit("C", "place", "Nhà văn hóa")])
        package = packages.export_team(session, "D2", tmp_path / "gui")
    with campaigns.open_campaign(today) as session:
        assert merging.merge_packages(session, [package]).added == 1
        assert {unit_of(one.subject) for one in session.store.revisions()} >= {"A", "B", "C"}
        assert session.inspection("C").visit.place == "Nhà văn hóa"


def test_a_step_that_fails_leaves_the_old_file(
    today: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = old_file(today, 2, tmp_path)
    before = digest(old)
    monkeypatch.setattr(opening, "STEPS", (*STEPS[:-1], ("CREATE TABLE nua (x)", "khong phai SQL")))
    with pytest.raises(sqlite3.OperationalError):
        open_store(old)
    assert digest(old) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(f".{old.name}.")] == [
        f".{old.name}.khoa"
    ]
    monkeypatch.undo()
    with campaigns.open_campaign(old) as session:
        assert session.inspection(UNIT).visit.place == "Hội trường"


def test_opening_a_file_of_today_changes_nothing(today: Path) -> None:
    before = digest(today)
    campaigns.open_campaign(today).close()
    campaigns.open_campaign(today, writing=False).close()
    assert digest(today) == before
    assert not (today.parent / "sao-luu").exists()


@pytest.mark.parametrize("version", OLDER)
def test_what_an_old_file_already_had_in_its_log_is_shown_after_the_upgrade(
    today: Path, tmp_path: Path, version: int
) -> None:
    """A package of a newer machine can have come to an older one: its log knew more than its tables could hold."""
    with campaigns.open_campaign(today) as session:
        session.save(
            [
                changes.set_visit(UNIT, "delegation", "Ủy quyền"),
                changes.set_evidence(UNIT, Evidence("e1", "a" * 64, "anh.jpg", "image/jpeg", 9)),
            ]
        )
    old = old_file(today, version, tmp_path)
    with campaigns.open_campaign(old) as session:
        assert session.inspection(UNIT).visit.delegation == "Ủy quyền"
        assert [one.id for one in session.inspection(UNIT).evidence] == ["e1"]


def test_looking_into_an_older_backup_leaves_it_as_it_is(today: Path, tmp_path: Path) -> None:
    folder = tmp_path / "sao-luu"
    folder.mkdir()
    older = old_file(today, VERSION - 1, folder)
    before = digest(older)
    look = backups.preview_backup(backups.Backup(older, datetime.now().astimezone(), "dang-lam"))
    assert (look.problem, look.units) == ("", 3)
    assert digest(older) == before
    assert [one.name for one in folder.iterdir()] == [older.name]


def test_an_older_file_that_is_open_elsewhere_is_not_brought_up_to_date(today: Path, tmp_path: Path) -> None:
    older = old_file(today, VERSION - 1, tmp_path)
    before = digest(older)
    holder = hold(older)
    try:
        with pytest.raises(CampaignInUse):
            open_store(older, writing=False)
        assert digest(older) == before
    finally:
        holder.release()
    open_store(older, writing=False).close()
    hold(older).release()


def test_a_file_on_another_machine_or_with_a_strange_name_is_opened(today: Path, tmp_path: Path) -> None:
    """Windows names a shared folder by its machine, which SQLite refuses as the host of an address."""
    shared = opening.read_only(PureWindowsPath(r"\\may-chu\chung\Đợt 1.tdktdb"))
    assert shared == "file:////may-chu/chung/%C4%90%E1%BB%A3t%201.tdktdb?mode=ro"
    assert opening.read_only(PureWindowsPath(r"C:\a.tdktdb")) == "file:///C:/a.tdktdb?mode=ro"
    uri = opening.read_only(today.resolve()).replace(
        "file:///", "file:////", 1
    )  # as many slashes as a shared one
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
    strange = today.rename(tmp_path / "đợt 1? #2 100%.tdktdb")
    with campaigns.open_campaign(strange) as session:
        assert session.save([changes.set_visit("C", "place", "Hội trường")]).written == 1
    with campaigns.open_campaign(strange, writing=False) as session:
        assert session.inspection("C").visit.place == "Hội trường"
