"""Guards another version of the checklist under way: added to or mapped, no answer lost, sealed minutes as they were."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tdkt_desktop.documents.neutral.blocks import plain_text
from tdkt_desktop.domain.changes import set_answer, set_visit
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.errors import CampaignError
from tdkt_desktop.domain.kinds import Stage, State
from tdkt_desktop.domain.reading_checklist import read_checklist
from tdkt_desktop.domain.values import Answer
from tdkt_desktop.storage.server_place import ServerPlace
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.checklist.checklist_change import change_checklist, look_at_change
from tdkt_desktop.workflows.merge import conflicts, merge_preview, merging, packages
from tdkt_desktop.workflows.papers import papers
from tdkt_desktop.workflows.session import CampaignSession
from tdkt_desktop.workflows.unit import sealing
from tests.sealed import UNIT, filled_campaign, seal

Edit = Callable[[dict[str, Any]], None]
Place = Path | ServerPlace


@pytest.fixture
def place(tmp_path: Path, stored: Callable[[Path], Place]) -> Place:
    """The same in a file, and on a server."""
    return stored(filled_campaign(tmp_path))


def version(session: CampaignSession, edit: Edit) -> Checklist:
    """The campaign's checklist with a change."""
    tree = copy.deepcopy(session.checklist.plain)
    assert isinstance(tree, dict)
    edit(tree)
    return read_checklist(tree, "ban-moi.yaml")


def first_question(tree: dict[str, Any], code: str) -> dict[str, Any]:
    return next(one for part in tree["criteria"] for one in part["questions"] if one["code"] == code)


def added(tree: dict[str, Any]) -> None:
    tree["version"] = "2"
    tree["criteria"][0]["questions"].append({"code": "N1.99", "kind": "text", "ask": "Câu thêm?"})


def renamed(tree: dict[str, Any]) -> None:
    """Question N1.6 is asked as N1.66 now."""
    tree["version"] = "2"
    first_question(tree, "N1.6")["code"] = "N1.66"


def test_what_is_only_added_is_taken_and_everything_stays(place: Place) -> None:
    with campaigns.open_campaign(place) as session:
        code = seal(session)
        before = session.record
        change_checklist(session, version(session, added))
        assert session.checklist.has_question("N1.99")
        assert session.record.of(UNIT).answers == before.of(UNIT).answers
        assert sealing.compare_code(session, code).matches
        assert f"Mã biên bản: {code}" in papers.minutes_of(session, UNIT).footer


def test_answers_without_a_question_are_asked_about_and_kept(place: Place) -> None:
    with campaigns.open_campaign(place) as session:
        question = session.checklist.question("N1.6")
        session.save([set_answer("B", question, Answer(State.ANSWERED, "Giao ban"))])
        old, new = session.checklist, version(session, renamed)
        count = session.revision_count()
        with pytest.raises(CampaignError, match=r"N1\.6"):
            change_checklist(session, new)
        assert session.revision_count() == count
        found = look_at_change(session, new)
        assert not found.harmless
        assert found.left["N1.6"] >= 1
        change_checklist(session, new, accept=True)
        assert session.inspection("B").answer("N1.66").state is State.NOT_CHECKED
        change_checklist(session, old)  # and back: the old answer is there again
        assert session.inspection("B").answer("N1.6").value == "Giao ban"


def test_a_question_that_asks_otherwise_is_not_taken_in_silence(place: Place) -> None:
    def reworded(tree: dict[str, Any]) -> None:
        tree["version"] = "2"
        first_question(tree, "N1.6")["ask"] = "Câu hỏi khác hẳn?"

    with campaigns.open_campaign(place) as session:
        with pytest.raises(CampaignError, match=r"đổi lời hoặc cách trả lời của câu N1\.6"):
            change_checklist(session, version(session, reworded))
        change_checklist(session, version(session, reworded), accept=True)
        assert session.checklist.question("N1.6").ask == "Câu hỏi khác hẳn?"


def test_a_mapping_carries_answers_over(place: Place) -> None:
    with campaigns.open_campaign(place) as session:
        question = session.checklist.question("N1.6")
        session.save([set_answer("B", question, Answer(State.ANSWERED, "Giao ban", note="Có sổ"))])
        new = version(session, renamed)
        with pytest.raises(CampaignError, match="hai kiểu"):
            look_at_change(session, new, {"N1.6": "N1.1"})
        with pytest.raises(CampaignError, match=r"N9\.9"):
            look_at_change(session, new, {"N1.6": "N9.9"})
        change_checklist(session, new, {"N1.6": "N1.66"})
        answer = session.inspection("B").answer("N1.66")
        assert (answer.value, answer.note) == ("Giao ban", "Có sổ")


def test_sealed_minutes_keep_the_list_they_were_sealed_with(place: Place, tmp_path: Path) -> None:
    with campaigns.open_campaign(place) as session:
        code = seal(session)
        text = plain_text(papers.minutes_of(session, UNIT))
        change_checklist(session, version(session, renamed), accept=True)
        assert session.inspection(UNIT).stage is Stage.SEALED
        assert plain_text(papers.minutes_of(session, UNIT)) == text
        assert sealing.compare_code(session, code).matches


def test_a_mapping_says_which_sealed_answers_no_figure_will_count(place: Place) -> None:
    with campaigns.open_campaign(place) as session:
        seal(session)
        new, mapping = version(session, renamed), {"N1.6": "N1.66"}
        assert session.inspection(UNIT).answer("N1.6").answered
        found = look_at_change(session, new, mapping)
        assert dict(found.left) == {"N1.6": 1}
        with pytest.raises(CampaignError, match=r"N1\.6 \(01 đơn vị đã trả lời\)"):
            change_checklist(session, new, mapping)
        change_checklist(session, new, mapping, accept=True)
        assert session.checklist.has_question("N1.66")


def test_a_package_with_another_list_says_so_before_it_is_taken(place: Place, tmp_path: Path) -> None:
    with campaigns.open_campaign(place) as office:
        plan = packages.issue_plans(office, tmp_path / "kh")[0]
        with campaigns.open_campaign(packages.receive_plan(plan, tmp_path / "doan.tdktdb")) as team:
            change_checklist(team, version(team, added))
            team.save([set_visit("A", "place", "Hội trường")])
            result = packages.export_team(team, "", tmp_path / "gui")
        (look,) = merge_preview.preview_merge(office, [result]).packages
        assert "Danh mục nội dung kiểm tra khác máy này: thêm 01 mục" in merge_preview.preview_line(
            office, look
        )
        merging.merge_packages(office, [result])
        assert office.checklist.has_question("N1.99")
        assert office.conflict_count() == 0


def test_two_lists_that_differ_are_told_in_words_and_chosen(place: Place, tmp_path: Path) -> None:
    with campaigns.open_campaign(place) as office:
        plan = packages.issue_plans(office, tmp_path / "kh")[0]
        with campaigns.open_campaign(packages.receive_plan(plan, tmp_path / "doan.tdktdb")) as team:
            change_checklist(team, version(team, added))
            result = packages.export_team(team, "", tmp_path / "gui")
        change_checklist(office, version(office, renamed), accept=True)
        merging.merge_packages(office, [result])
        (one,) = conflicts.open_conflicts(office)
        assert one.place.label == "Danh mục nội dung kiểm tra"
        assert all("câu hỏi)" in side.words for side in one.sides)
        conflicts.settle_with(office, one, one.sides[1])
        assert office.checklist.has_question("N1.99")
        assert office.checklist.has_question("N1.6")
