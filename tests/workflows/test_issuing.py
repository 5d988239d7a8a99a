"""Guards issuing to the teams: verified files, a report that names what is missing, a stop that leaves whole files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tdkt_desktop.domain.campaign import Campaign, Person, Team, Unit
from tdkt_desktop.domain.errors import CampaignError
from tdkt_desktop.domain.reading_checklist import read_checklist
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.merge import issuing
from tdkt_desktop.workflows.merge.packages import verify_package
from tests.builders import CHECKLIST
from tests.cli.conftest import Tdkt, tdkt  # noqa: F401 - a fixture

LIST = read_checklist(CHECKLIST, "x")


def write(path: Path, *teams: Team) -> Path:
    codes = [team.code for team in teams]
    units = tuple(
        Unit(f"DV{number}", number, name, name, name, planned_date=dt.date(2026, 9, number), team=team)
        for number, (name, team) in enumerate(
            zip(("Đơn vị 01", "Đơn vị 02", "Đơn vị 03"), [*codes, "", ""], strict=False), start=1
        )
    )
    return campaigns.write_campaign(Campaign("thu", "Thử", 2026, teams=teams, units=units), LIST, path)


@pytest.fixture
def two_teams(tmp_path: Path) -> Path:
    return write(
        tmp_path / "a.tdktdb", Team("D01", "Đoàn số 01", Person("Ông", "A")), Team("D02", "Đoàn số 02")
    )


def test_every_team_gets_a_file_and_the_report_says_what(two_teams: Path, tmp_path: Path) -> None:
    steps: list[tuple[int, int, str]] = []

    def progress(done: int, total: int, team: str) -> bool:
        steps.append((done, total, team))
        return True

    with campaigns.open_campaign(two_teams) as session:
        report = issuing.issue_to_teams(session, tmp_path / "usb", progress=progress)
    assert steps == [(0, 2, "Đoàn số 01"), (1, 2, "Đoàn số 02")]
    assert [verify_package(plan.path).team for plan in report.plans if plan.path] == ["D01", "D02"]
    assert [plan.units for plan in report.plans] == [("Đơn vị 01",), ("Đơn vị 02",)]
    assert report.alone == ("Đơn vị 03",)
    assert not report.stopped
    for words in ("Đoàn số 01 (Ông A): 01 đơn vị", "Đơn vị 03", "có thể rút USB"):
        assert words in report.text


def test_a_stop_between_two_teams_leaves_whole_files(two_teams: Path, tmp_path: Path) -> None:
    with campaigns.open_campaign(two_teams) as session:
        report = issuing.issue_to_teams(session, tmp_path / "usb", progress=lambda done, *_: done < 1)
    assert report.stopped
    assert [verify_package(file).team for file in (tmp_path / "usb").iterdir()] == ["D01"]
    assert "Đã dừng: 01/02 đoàn có tệp" in report.text


def test_without_teams_there_is_nothing_to_issue(tmp_path: Path) -> None:
    path = write(tmp_path / "b.tdktdb")
    with campaigns.open_campaign(path) as session, pytest.raises(CampaignError, match="chưa có đoàn"):
        issuing.plans_of(session)


def test_the_command_says_the_same_to_a_machine(two_teams: Path, tmp_path: Path, tdkt: Tdkt) -> None:  # noqa: F811
    said = tdkt("issue", two_teams, "--out", tmp_path / "usb", "--json")
    assert said.code == 0, said.err
    assert [team["units"] for team in said.facts["teams"]] == [["Đơn vị 01"], ["Đơn vị 02"]]
    assert said.facts["units_without_team"] == ["Đơn vị 03"]
    assert "01 đơn vị" in tdkt("issue", two_teams, "--out", tmp_path / "usb").out
