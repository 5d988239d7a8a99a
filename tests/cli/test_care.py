"""Guards the verbs that care for a campaign: backup, restore, doctor, conflicts, settle."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tdkt_desktop.cli.commands import build, run
from tdkt_desktop.domain.changes import set_remark
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.merge import merging, packages
from tests.builders import write_campaign_files


def tdkt(*arguments: object) -> int:
    return run(build(lambda _file: 0), [str(one) for one in arguments])


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return campaigns.create_campaign(write_campaign_files(tmp_path), tmp_path / "dot.tdktdb")


def test_a_backup_is_listed_and_restored(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tdkt("backup", store) == 0
    with campaigns.open_campaign(store) as session:
        session.save([set_remark("A", "N1", "narrative", "Về sau")])
    capsys.readouterr()
    assert tdkt("restore", store, "--json") == 0
    (listed,) = json.loads(capsys.readouterr().out)
    assert (listed["reason"], listed["units"]) == ("theo-yeu-cau", 3)
    assert tdkt("restore", store, "--from", listed["path"]) == 0
    with campaigns.open_campaign(store) as session:
        assert session.inspection("A").remark("N1").narrative == ""
    assert tdkt("restore", store, "--from", store) == 1


def test_doctor_finds_and_mends(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with campaigns.open_campaign(store) as session:
        session.save([set_remark("A", "N1", "narrative", "Đúng")])
    assert tdkt("doctor", store) == 0
    connection = sqlite3.connect(store)
    with connection:
        connection.execute("UPDATE remark SET narrative = 'Sai'")
    connection.close()
    assert tdkt("doctor", store) == 1
    capsys.readouterr()
    assert tdkt("doctor", store, "--json") == 1
    assert json.loads(capsys.readouterr().out)["findings"][0]["remedy"]
    assert tdkt("doctor", store, "--repair") == 0
    with campaigns.open_campaign(store) as session:
        assert session.inspection("A").remark("N1").narrative == "Đúng"
        assert tdkt("doctor", store, "--repair") == 1  # open elsewhere


def test_conflicts_are_listed_and_settled(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with campaigns.open_campaign(store, author="Thư ký") as office:
        plan = packages.issue_plans(office, tmp_path / "plans")[0]
        team_path = packages.receive_plan(plan, tmp_path / "team.tdktdb")
        with campaigns.open_campaign(team_path, author="Trưởng đoàn") as team:
            for session, words in ((office, "Văn phòng"), (team, "Đoàn")):
                session.save([set_remark("A", "N1", "narrative", words)])
                session.save([set_remark("A", "N1", "limitation", words)])
            merging.merge_packages(office, [packages.export_team(team, "D1", tmp_path / "usb")])
    assert tdkt("conflicts", store) == 1
    capsys.readouterr()
    assert tdkt("conflicts", store, "--json") == 1
    listed = json.loads(capsys.readouterr().out)
    assert [len(one["sides"]) for one in listed] == [2, 2]
    assert tdkt("settle", store, 9, "--take", 1) == 1
    assert tdkt("settle", store, 1, "--take", 3) == 1
    assert tdkt("settle", store, 1) == 2
    assert tdkt("settle", store, 1, "--both") == 0
    assert tdkt("settle", store, 1, "--text", "Viết lại") == 0
    assert tdkt("conflicts", store) == 0
    with campaigns.open_campaign(store) as session:
        remark = session.inspection("A").remark("N1")
        assert sorted((remark.narrative, remark.limitation)) == ["Viết lại", "Văn phòng\nĐoàn"]
