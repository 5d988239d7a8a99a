"""Guards backups: whole, thinned by a stated rule, restored with the file of now kept aside, damaged or not."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_desktop.domain.changes import set_remark
from tdkt_desktop.domain.errors import CampaignError, CampaignInUse, NewerFormat, TdktError, WrongFile
from tdkt_desktop.storage.opening import APPLICATION_ID, VERSION
from tdkt_desktop.workflows import opening
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.safety import backups
from tdkt_desktop.workflows.safety.backups import Backup
from tests.builders import write_campaign_files

NOW = datetime(2026, 11, 24, 12, 0).astimezone()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return campaigns.create_campaign(write_campaign_files(tmp_path), tmp_path / "dot.tdktdb")


def write(store: Path, words: str) -> None:
    with campaigns.open_campaign(store) as session:
        session.save([set_remark("A", "N1", "narrative", words)])


def read(store: Path) -> str:
    with campaigns.open_campaign(store) as session:
        return session.inspection("A").remark("N1").narrative


def test_a_restored_backup_says_what_was_said_then(store: Path) -> None:
    write(store, "Lúc đầu")
    made = backups.make_backup(store)
    write(store, "Về sau")
    assert [one.path for one in backups.backups_of(store)] == [made.path]
    preview = backups.preview_backup(made)
    assert (preview.units, preview.problem) == (3, "")
    aside = backups.restore(store, made)
    assert read(store) == "Lúc đầu"
    assert read(aside) == "Về sau"


def test_a_damaged_file_is_kept_byte_for_byte(store: Path) -> None:
    write(store, "Lúc đầu")
    made = backups.make_backup(store)
    spoiled = b"hong" + store.read_bytes()[4:]
    store.write_bytes(spoiled)
    with pytest.raises(WrongFile):
        campaigns.open_campaign(store)
    aside = backups.restore(store, made)
    assert aside.read_bytes() == spoiled
    assert read(store) == "Lúc đầu"


def test_a_backup_that_is_opened_takes_the_place_of_a_spoiled_campaign_only(store: Path) -> None:
    """Its own folder is thinned out: whoever went on writing in it there would lose it."""
    write(store, "Lúc đầu")
    made = backups.make_backup(store)
    with pytest.raises(CampaignError, match=r"vẫn mở được.*Khôi phục bản sao lưu"):
        opening.open_any(made.path)
    store.write_bytes(b"hong" * 1000)
    with pytest.raises(WrongFile):
        campaigns.open_campaign(store)
    assert opening.open_any(made.path).store == store
    assert read(store) == "Lúc đầu"
    assert any(one.path.read_bytes() == b"hong" * 1000 for one in backups.backups_of(store))
    store.unlink()
    assert opening.open_any(made.path).store == store
    elsewhere = store.with_name(made.path.name)
    made.path.rename(elsewhere)  # out of its place it is a file like any other
    assert opening.open_any(elsewhere).store == elsewhere


def test_what_is_no_campaign_is_not_put_in_its_place(store: Path) -> None:
    made = backups.make_backup(store)
    before = store.read_bytes()
    made.path.unlink()
    with closing(sqlite3.connect(made.path)) as connection, connection:
        connection.execute("CREATE TABLE x (y)")
    with pytest.raises(WrongFile, match="phần mềm khác"):
        backups.restore(store, made)
    with closing(sqlite3.connect(made.path)) as connection, connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(NewerFormat):
        backups.restore(store, made)
    assert store.read_bytes() == before


def test_the_journal_of_a_crash_goes_aside_with_its_file(store: Path) -> None:
    """Without it the file that is kept aside would be what the crash left, not what was saved before."""
    made = backups.make_backup(store)
    journal = store.with_name(f"{store.name}-journal")
    journal.write_bytes(b"nhat ky")
    aside = backups.restore(store, made)
    assert aside.with_name(f"{aside.name}-journal").read_bytes() == b"nhat ky"
    assert not journal.exists()


def test_a_name_with_brackets_finds_its_backups(tmp_path: Path) -> None:
    """In a pattern "[2026]" is one of four digits."""
    store = campaigns.create_campaign(write_campaign_files(tmp_path), tmp_path / "Đợt [2026].tdktdb")
    made = backups.make_backup(store)
    assert [one.path for one in backups.backups_of(store)] == [made.path]


def test_a_name_of_no_day_is_no_backup(store: Path) -> None:
    made = backups.make_backup(store)
    made.path.with_name("dot.20269999-999999-000000.dang-lam.tdktdb").write_bytes(b"x")
    assert [one.path for one in backups.backups_of(store)] == [made.path]


@pytest.mark.expects_log
def test_a_backup_that_another_program_holds_does_not_stop_the_next(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = backups.make_backup(store)

    def held(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "in use", str(path))

    monkeypatch.setattr(backups, "to_thin", lambda *_: (old,))
    monkeypatch.setattr(Path, "unlink", held)
    assert backups.thin(store) == 0
    assert old.path.exists()


def test_an_open_campaign_is_not_restored(store: Path) -> None:
    write(store, "Lúc đầu")
    made = backups.make_backup(store)
    with campaigns.open_campaign(store):
        assert backups.is_open(store)
        before = store.read_bytes()
        with pytest.raises(CampaignInUse):
            backups.restore(store, made)
        assert store.read_bytes() == before
    assert not backups.is_open(store)


def test_a_damaged_backup_changes_nothing(store: Path) -> None:
    made = backups.make_backup(store)
    made.path.write_bytes(b"x" * 2000)
    before = store.read_bytes()
    assert backups.preview_backup(made).problem
    with pytest.raises(TdktError):
        backups.restore(store, made)
    assert store.read_bytes() == before


def test_a_full_disk_while_restoring_leaves_the_file_of_now(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backups.make_backup(store)
    write(store, "Về sau")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tdkt_desktop.workflows.safety.backups.shutil.copy2", full)
    with pytest.raises(TdktError):
        backups.restore(store, made)
    assert read(store) == "Về sau"
    assert not list(store.parent.glob("*.khoi-phuc"))


def at(age: timedelta, reason: str = "dang-lam") -> Backup:
    return Backup(Path(f"{age}"), NOW - age, reason)


@given(st.lists(st.integers(0, 400 * 24 * 60), unique=True, max_size=80))
def test_thinning_keeps_the_newest_and_enough_of_the_old(minutes: list[int]) -> None:
    have = [at(timedelta(minutes=one)) for one in minutes]
    gone = backups.to_thin(have, NOW)
    kept = [one for one in have if one not in gone]
    assert len(kept) + len(gone) == len(have)
    if have:
        assert max(have, key=lambda one: one.made_at) in kept
    assert not [one for one in gone if NOW - one.made_at <= timedelta(hours=24)]
    for one in gone:  # something of about the same time is still there
        near = min(abs(one.made_at - other.made_at) for other in kept)
        assert near <= backups.MONTH
    again = backups.to_thin(kept, NOW)
    assert again == ()


def test_backups_before_an_upgrade_stay() -> None:
    old = [at(timedelta(days=200 + day), "truoc-nang-cap-1") for day in range(5)]
    assert backups.to_thin([at(timedelta(0)), *old], NOW) == ()


def test_years_of_work_leave_a_bounded_number() -> None:
    have = [at(timedelta(minutes=30 * step)) for step in range(2 * 365 * 16)]
    kept = len(have) - len(backups.to_thin(have, NOW))
    assert kept < 48 + 7 * 12 + 60 + 25 + 5
