"""The store keeps what it was given, writes nothing twice, and refuses what it must not touch."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlmodel import SQLModel, create_engine

from tdkt_desktop.domain import changes
from tdkt_desktop.domain.errors import CampaignInUse, FileMissing, NewerFormat, WrongFile
from tdkt_desktop.domain.inspection import Assessment
from tdkt_desktop.storage import tables
from tdkt_desktop.storage.migrations import step_001
from tdkt_desktop.storage.opening import APPLICATION_ID, VERSION, new_store, open_store
from tdkt_desktop.storage.server_place import ServerPlace
from tdkt_desktop.workflows.campaign import campaigns
from tests.builders import write_campaign_files

Place = Path | ServerPlace


@pytest.fixture
def place(path: Path, stored: Callable[[Path], Place]) -> Place:
    """The same in a file, and on a server."""
    return stored(path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A filled campaign store."""
    file = write_campaign_files(tmp_path)
    path = campaigns.create_campaign(file, tmp_path / "dot.tdktdb")
    with campaigns.open_campaign(path) as session:
        campaigns.fill(session, tmp_path / "tra-loi.yaml")
    return path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_filling_twice_writes_nothing(place: Place, tmp_path: Path) -> None:
    with campaigns.open_campaign(place) as session:
        before = session.revision_count()
        assert campaigns.fill(session, tmp_path / "tra-loi.yaml") == 0
        assert session.revision_count() == before


def test_what_was_filled_is_read_back(place: Place) -> None:
    with campaigns.open_campaign(place) as session:
        inspection = session.inspection("A")
        assert inspection.answer("N1.1").value is True
        assert inspection.items("N2.1")[0].amount == 40_000_000
        assert inspection.items("N2.5")[0].cells == {"tap_the": 1, "ca_nhan": 8}
        assert session.inspection("B").answer("N1.4").reason == "Mới thành lập"
        assert session.progress("A").settled == session.progress("A").asked
        assert session.progress("C").settled == 0


def test_projection_rebuilt_from_the_log_is_the_live_one(place: Place) -> None:
    with campaigns.open_campaign(place) as session:
        live = (session.campaign, session.record)
        session.store.rebuild()
        session.forget()
        assert (session.campaign, session.record) == live


def test_a_burst_of_typing_is_one_revision(place: Place) -> None:
    with campaigns.open_campaign(place) as session:
        before = session.revision_count()
        for text in ("Đ", "Đơn", "Đơn vị làm tốt"):
            session.save([changes.set_assessment("A", "strengths", text)])
        assert session.revision_count() == before + 1
        assert session.inspection("A").assessment == Assessment(strengths="Đơn vị làm tốt")


def test_a_shared_revision_is_never_rewritten(place: Place) -> None:
    with campaigns.open_campaign(place) as session:
        session.save([changes.set_assessment("A", "strengths", "một")])
        session.store.mark_shared()
        before = session.revision_count()
        session.save([changes.set_assessment("A", "strengths", "hai")])
        assert session.revision_count() == before + 1


def test_a_second_window_is_told_who_holds_the_campaign(path: Path) -> None:
    with campaigns.open_campaign(path), pytest.raises(CampaignInUse, match="đang mở ở cửa sổ khác"):
        campaigns.open_campaign(path)
    campaigns.open_campaign(path).close()


def test_half_a_letter_does_not_stop_a_save(path: Path) -> None:
    """A spoiled clipboard may give a lone surrogate, which no disk takes; a whole pair is a letter."""
    with campaigns.open_campaign(path) as session:
        session.save([changes.set_assessment("A", "strengths", "tốt \ud800, \ud83d\ude00 rõ")])
        session.forget()
        assert session.inspection("A").assessment.strengths == "tốt \ufffd, \U0001f600 rõ"


def test_a_save_waits_for_the_disk_and_leaves_one_file(path: Path) -> None:
    """What the status bar calls saved survives a power cut, and a copy of the file is the whole campaign."""
    said = {}
    with campaigns.open_campaign(path) as session:
        session.save([changes.set_assessment("A", "strengths", "một")])
        with session.store._writing() as connection:
            for pragma in ("synchronous", "journal_mode", "foreign_keys"):
                said[pragma] = connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()
    assert said == {"synchronous": 2, "journal_mode": "delete", "foreign_keys": 1}  # 2 is FULL


def test_a_newer_file_is_refused_untouched(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = digest(path)
    with pytest.raises(NewerFormat, match="phiên bản mới hơn"):
        open_store(path)
    assert digest(path) == before


def test_foreign_and_missing_files_are_refused_untouched(tmp_path: Path) -> None:
    text, other = tmp_path / "a.tdktdb", tmp_path / "b.tdktdb"
    text.write_text("không phải cơ sở dữ liệu", encoding="utf-8")
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE x (y)")
    for path in (text, other):
        before = digest(path)
        with pytest.raises(WrongFile):
            open_store(path)
        assert digest(path) == before
    with pytest.raises(FileMissing):
        open_store(tmp_path / "khong-co.tdktdb")


def test_an_older_file_is_migrated_after_a_backup(tmp_path: Path) -> None:
    path = tmp_path / "cu.tdktdb"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        for statement in step_001.STATEMENTS:
            connection.execute(statement)
        connection.execute("INSERT INTO meta VALUES ('campaign_id', 'cu')")
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
    before = digest(path)
    store = open_store(path)
    assert store.meta("campaign_id") == "cu"
    assert store.package("nao-do") is None
    store.close()
    (backup,) = (tmp_path / "sao-luu").iterdir()
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert digest(path) != before


def test_migrations_end_at_the_tables_of_today(tmp_path: Path) -> None:
    with new_store(tmp_path / "moi.tdktdb", campaign_id="x"):
        pass
    engine = create_engine(f"sqlite:///{tmp_path / 'hom-nay.db'}")
    SQLModel.metadata.create_all(
        engine,
        tables=[
            model.__table__
            for model in vars(tables).values()
            if isinstance(model, type) and hasattr(model, "__table__")
        ],
    )
    engine.dispose()
    assert columns(tmp_path / "moi.tdktdb") == columns(tmp_path / "hom-nay.db")


def columns(path: Path) -> dict[str, list[tuple[str, str]]]:
    with closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: [(row[1], row[2]) for row in connection.execute(f'PRAGMA table_info("{name}")')]
            for name in sorted(names)
        }
