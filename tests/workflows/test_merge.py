"""From the office to the teams and back: nothing lost, nothing twice, nothing foreign."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

import pytest

from tdkt_desktop.domain import changes
from tdkt_desktop.domain.errors import ForeignPackage, WrongFile
from tdkt_desktop.domain.revisions import canonical
from tdkt_desktop.domain.values import Item
from tdkt_desktop.storage.server_place import ServerPlace
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.merge import merging, packages
from tests.builders import CAMPAIGN, write_campaign_files

Place = Path | ServerPlace


@pytest.fixture
def office(tmp_path: Path, stored: Callable[[Path], Place]) -> Place:
    return stored(campaigns.create_campaign(write_campaign_files(tmp_path), tmp_path / "van-phong.tdktdb"))


def team_result(office: Place, folder: Path, team: int, **places: str) -> Path:
    """One team's package with the place of some units filled in."""
    with campaigns.open_campaign(office) as session:
        plan = packages.issue_plans(session, folder / "ke-hoach")[team]
    store = packages.receive_plan(plan, folder / f"doan-{team}-{len(list(folder.iterdir()))}.tdktdb")
    with campaigns.open_campaign(store, author=f"Đoàn {team}") as session:
        for unit, place in places.items():
            session.save([changes.set_visit(unit, "place", place)])
        target = folder / f"tu-doan-{store.stem}"
        return packages.export_team(session, session.team, target)


def test_two_teams_come_together_and_again_change_nothing(office: Place, tmp_path: Path) -> None:
    files = [
        team_result(office, tmp_path, 0, A="Hội trường", B="Phòng họp"),
        team_result(office, tmp_path, 1, C="Nhà văn hóa"),
    ]
    with campaigns.open_campaign(office) as session:
        report = merging.merge_packages(session, files)
        assert report.added == 3
        assert report.conflicts == 0
        if isinstance(office, Path):
            assert report.backup is not None
            assert report.backup.exists()
        assert [session.inspection(unit).visit.place for unit in "ABC"] == [
            "Hội trường",
            "Phòng họp",
            "Nhà văn hóa",
        ]
        before = session.revision_count()
        again = merging.merge_packages(session, files)
        assert again.added == 0
        assert again.backup is None
        assert "không có gì thay đổi" in again.text
        assert session.revision_count() == before


def test_a_team_sees_only_its_own_units(office: Place, tmp_path: Path) -> None:
    with campaigns.open_campaign(office) as session:
        plan = packages.issue_plans(session, tmp_path / "ke-hoach")[1]
    with campaigns.open_campaign(packages.receive_plan(plan, tmp_path / "doan.tdktdb")) as session:
        assert [unit.code for unit in session.units] == ["C"]
        assert session.team == "D2"


def test_different_words_for_one_field_are_a_conflict_and_both_are_kept(
    office: Place, tmp_path: Path
) -> None:
    files = [
        team_result(office, tmp_path, 0, A="Hội trường"),
        team_result(office, tmp_path, 0, A="Phòng họp"),
    ]
    with campaigns.open_campaign(office) as session:
        report = merging.merge_packages(session, files)
        assert report.conflicts == 1
        (conflict,) = session.store.conflicts()
        assert {revision.value for revision in conflict.revisions} == {"Hội trường", "Phòng họp"}
        session.save([changes.set_visit("A", "place", "Hội trường lớn")])
        assert session.conflict_count() == 0
        assert {"Hội trường", "Phòng họp"} <= {
            revision.value for revision in session.store.revisions() if isinstance(revision.value, str)
        }


def test_the_order_of_teams_changes_nothing(tmp_path: Path, stored: Callable[[Path], Place]) -> None:
    office = campaigns.create_campaign(write_campaign_files(tmp_path), tmp_path / "van-phong.tdktdb")
    files = [
        team_result(office, tmp_path, 0, A="Hội trường"),
        team_result(office, tmp_path, 0, A="Phòng họp"),
        team_result(office, tmp_path, 1, C="Nhà văn hóa"),
    ]
    copies = []
    for number, order in enumerate((files, files[::-1])):
        path = tmp_path / f"ban-sao-{number}.tdktdb"
        path.write_bytes(office.read_bytes())
        with campaigns.open_campaign(stored(path)) as session:
            merging.merge_packages(session, order)
            copies.append(
                (session.record, session.campaign, [canonical(r.value) for r in session.store.revisions()])
            )
    assert copies[0] == copies[1]


def test_list_items_merge_one_by_one(office: Place, tmp_path: Path) -> None:
    files = []
    for number in (1, 2):
        with campaigns.open_campaign(office) as session:
            plan = packages.issue_plans(session, tmp_path / "ke-hoach")[0]
        store = packages.receive_plan(plan, tmp_path / f"may-{number}.tdktdb")
        with campaigns.open_campaign(store) as session:
            session.save([changes.set_item("A", "N2.1", Item(id=f"dong-{number}", text=f"Khoản {number}"))])
            files.append(packages.export_team(session, "", tmp_path / f"gui-{number}"))
    with campaigns.open_campaign(office) as session:
        merging.merge_packages(session, files)
        assert [item.text for item in session.inspection("A").items("N2.1")] == ["Khoản 1", "Khoản 2"]
        assert session.conflict_count() == 0


def test_another_campaign_is_refused_and_nothing_changes(office: Place, tmp_path: Path) -> None:
    other_folder = tmp_path / "khac"
    other_folder.mkdir()
    other = copy.deepcopy(CAMPAIGN) | {"id": "dot-khac", "title": "Đợt khác"}
    other_path = campaigns.create_campaign(
        write_campaign_files(other_folder, campaign=other), other_folder / "x.tdktdb"
    )
    good, foreign = (
        team_result(office, tmp_path, 0, A="Hội trường"),
        team_result(other_path, other_folder, 0, A="Nơi khác"),
    )
    with campaigns.open_campaign(office) as session:
        before = session.revision_count()
        with pytest.raises(ForeignPackage, match="Đợt khác"):
            merging.merge_packages(session, [good, foreign])
        assert session.revision_count() == before
        assert not (tmp_path / "sao-luu").exists()


def test_a_result_is_not_a_plan(office: Place, tmp_path: Path) -> None:
    with pytest.raises(WrongFile, match="Gộp tệp"):
        packages.receive_plan(team_result(office, tmp_path, 0, A="x"), tmp_path / "y.tdktdb")
    assert not (tmp_path / "y.tdktdb").exists()
