"""Guards the look over a campaign: a sound one has no finding, each kind of harm has its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tdkt_desktop.domain.changes import set_evidence, set_remark
from tdkt_desktop.domain.evidence import Evidence
from tdkt_desktop.storage.attachments import attachments_of
from tdkt_desktop.storage.opening import back_up
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.safety import doctor
from tests.builders import write_campaign_files


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = campaigns.create_campaign(write_campaign_files(tmp_path), tmp_path / "dot.tdktdb")
    with campaigns.open_campaign(path) as session:
        digest = session.attachments.put(b"anh")
        session.save([set_evidence("A", Evidence("e1", digest, "anh.jpg", "image/jpeg", 3))])
        session.save([set_remark("A", "N1", "narrative", "Một")])
        session.store.mark_shared()
        session.save([set_remark("A", "N1", "narrative", "Hai")])
    return path


def sql(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(statement)
    connection.close()


def test_a_sound_campaign_has_no_finding(store: Path) -> None:
    before = store.read_bytes()
    health = doctor.look_over(store)
    assert (health.findings, health.files) == ((), 1)
    assert health.revisions > 20
    assert store.read_bytes() == before


def change_a_value(store: Path) -> None:
    sql(store, "UPDATE revision SET value = '\"Ba\"' WHERE value = '\"Hai\"'")


def lose_a_revision(store: Path) -> None:
    sql(store, "DELETE FROM revision WHERE value = '\"Một\"'")


def change_a_table(store: Path) -> None:
    sql(store, "UPDATE remark SET narrative = 'Ba'")


def mark_wrongly(store: Path) -> None:
    sql(store, "UPDATE revision SET is_head = 1 WHERE value = '\"Một\"'")


def lose_a_file(store: Path) -> None:
    next(store.with_suffix(".minh-chung").glob("??/*")).unlink()


def spoil_a_file(store: Path) -> None:
    file = next(store.with_suffix(".minh-chung").glob("??/*"))
    file.chmod(0o600)
    file.write_bytes(b"hong")


def spoil_the_pages(store: Path) -> None:
    body = bytearray(store.read_bytes())
    body[4096:8192] = b"\xff" * 4096
    store.write_bytes(bytes(body))


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (change_a_value, "không khớp mã"),
        (lose_a_revision, "không còn"),
        (change_a_table, "khác với nhật ký"),
        (mark_wrongly, "bản ghi cuối"),
        (lose_a_file, "Thiếu tệp minh chứng anh.jpg"),
        (spoil_a_file, "anh.jpg"),
        (spoil_the_pages, "Tệp dữ liệu bị hỏng"),
    ],
)
def test_each_harm_is_found(store: Path, harm: Callable[[Path], None], words: str) -> None:
    harm(store)
    health = doctor.look_over(store)
    assert any(words in one.words for one in health.findings), health.findings
    assert not health.sound
    assert all(one.remedy for one in health.findings)


@pytest.mark.parametrize("harm", [change_a_table, mark_wrongly])
def test_what_the_log_knows_can_be_mended(store: Path, harm: Callable[[Path], None]) -> None:
    harm(store)
    doctor.repair(store)
    assert doctor.look_over(store).sound
    with campaigns.open_campaign(store) as session:
        assert session.inspection("A").remark("N1").narrative == "Hai"


def test_a_file_that_nothing_names_is_harmless(store: Path) -> None:
    with campaigns.open_campaign(store) as session:
        session.attachments.put(b"thua")
    health = doctor.look_over(store)
    assert [one.harmless for one in health.findings] == [True]
    assert health.sound


def test_clearing_away_keeps_what_a_backup_still_names(store: Path) -> None:
    with campaigns.open_campaign(store) as session:
        kept = session.inspection("A").evidence[0].digest
    back_up(store, "dang-lam")
    sql(store, "DELETE FROM revision WHERE subject LIKE 'evidence/%'")
    with campaigns.open_campaign(store) as session:
        orphan = session.attachments.put(b"thua")
    doctor.repair_campaign(store)
    assert attachments_of(store).digests() == {kept}
    assert orphan != kept


def test_a_backup_that_cannot_be_read_keeps_every_file(store: Path) -> None:
    backup = back_up(store, "dang-lam")
    backup.write_bytes(backup.read_bytes()[:4096])
    with campaigns.open_campaign(store) as session:
        orphan = session.attachments.put(b"thua")
    doctor.repair_campaign(store)
    assert orphan in attachments_of(store).digests()


def test_evidence_that_only_a_backup_names_stays_whatever_the_name(tmp_path: Path) -> None:
    """In a pattern "[2026]" is one of four digits: the backups beside would not be found."""
    path = campaigns.create_campaign(write_campaign_files(tmp_path), tmp_path / "Đợt [2026].tdktdb")
    with campaigns.open_campaign(path) as session:
        digest = session.attachments.put(b"anh")
    without = path.read_bytes()
    with campaigns.open_campaign(path) as session:
        session.save([set_evidence("A", Evidence("e1", digest, "anh.jpg", "image/jpeg", 3))])
    back_up(path, "theo-yeu-cau")
    path.write_bytes(without)
    doctor.repair_campaign(path)
    assert digest in attachments_of(path).digests()


def test_the_copy_made_before_mending_is_the_file_as_it_was(store: Path) -> None:
    change_a_table(store)
    backup = doctor.repair_campaign(store)
    connection = sqlite3.connect(backup)
    assert connection.execute("SELECT DISTINCT narrative FROM remark").fetchall() == [("Ba",)]
    connection.close()
    assert doctor.look_over(store).sound
