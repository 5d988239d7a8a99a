"""Guards sealed minutes against the undoing of a merge: what was signed does not change underneath."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tdkt_desktop.domain.changes import set_remark, set_visit
from tdkt_desktop.domain.errors import MergeEntangled
from tdkt_desktop.storage.server_place import ServerPlace
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.merge import merging, packages
from tdkt_desktop.workflows.session import CampaignSession
from tdkt_desktop.workflows.unit import sealing
from tests.sealed import UNIT, begin_addition, end_addition, filled_campaign, seal


@pytest.fixture
def office(tmp_path: Path, stored: Callable[[Path], Path | ServerPlace]) -> Iterator[CampaignSession]:
    with campaigns.open_campaign(stored(filled_campaign(tmp_path)), author="Thư ký") as session:
        yield session


@pytest.fixture
def team(office: CampaignSession, tmp_path: Path) -> Iterator[CampaignSession]:
    plan = packages.issue_plans(office, tmp_path / "plans")[0]
    with campaigns.open_campaign(packages.receive_plan(plan, tmp_path / "team.tdktdb")) as session:
        yield session


def merge(office: CampaignSession, team: CampaignSession, folder: Path) -> None:
    merging.merge_packages(office, [packages.export_team(team, "D1", folder / "usb")])


def copies(office: CampaignSession) -> set[str]:
    folder = office.path.parent / "sao-luu"
    return set() if office.store.shared else {path.name for path in folder.iterdir()}


def refused(office: CampaignSession) -> str:
    """The merge is not undone: the record and the copies beside it stay as they are. Returns the reason."""
    before = office.store.revisions(), office.record, copies(office)
    with pytest.raises(MergeEntangled) as refusal:
        merging.undo_merge(office)
    office.forget()
    assert (office.store.revisions(), office.record, copies(office)) == before
    return str(refusal.value)


def test_minutes_sealed_on_what_a_merge_brought_keep_it(
    office: CampaignSession, team: CampaignSession, tmp_path: Path
) -> None:
    team.save([set_remark(UNIT, "N1", "narrative", "Đoàn ghi thêm")])
    merge(office, team, tmp_path)
    code = seal(office)
    assert "Đơn vị 01" in refused(office)
    assert sealing.compare_code(office, code).matches


def test_an_addition_made_on_what_a_merge_brought_keeps_it(
    office: CampaignSession, team: CampaignSession, tmp_path: Path
) -> None:
    """The team's remark fills a field that was blank at sealing; the addition then stands for it as well."""
    seal(office)
    team.save([set_remark(UNIT, "N2", "narrative", "Đoàn ghi thêm")])
    merge(office, team, tmp_path)
    begin_addition(office)
    office.save([set_visit(UNIT, "place", "Phòng họp")])
    code = end_addition(office)
    refused(office)
    assert sealing.compare_code(office, code).matches


def test_other_units_and_earlier_seals_do_not_hold_a_merge_back(
    office: CampaignSession, team: CampaignSession, tmp_path: Path
) -> None:
    code = seal(office)
    before = office.store.revisions()
    team.save([set_visit("B", "place", "Phòng họp"), set_remark(UNIT, "N2", "narrative", "Ghi sau")])
    merge(office, team, tmp_path)
    merging.undo_merge(office)
    assert office.store.revisions() == before
    assert sealing.compare_code(office, code).matches


def test_a_seal_that_came_with_the_merge_goes_with_it(
    office: CampaignSession, team: CampaignSession, tmp_path: Path
) -> None:
    team.save([set_remark(UNIT, "N1", "narrative", "Đoàn ghi thêm")])
    seal(team)
    before = office.store.revisions()
    merge(office, team, tmp_path)
    assert office.inspection(UNIT).seal
    merging.undo_merge(office)
    assert office.store.revisions() == before
    assert office.inspection(UNIT).seal is None


def test_who_knows_the_seal_of_an_undone_merge_looks_again(
    office: CampaignSession, team: CampaignSession, tmp_path: Path
) -> None:
    """An autosave may come before the window has heard of the undoing."""
    seal(team)
    merge(office, team, tmp_path)
    assert office.inspection(UNIT).seal
    office.store.untake([one.id for one in merging.last_merge(office)])
    office.save([set_visit(UNIT, "place", "Phòng họp")])
    assert office.inspection(UNIT).visit.place == "Phòng họp"
