"""The history of a field: every value it ever showed, who wrote it, on which machine, and bringing it back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tdkt_desktop.domain import changes
from tdkt_desktop.domain.inspection import MEMBERS
from tdkt_desktop.domain.kinds import State, Verdict
from tdkt_desktop.domain.revisions import FieldKey
from tdkt_desktop.domain.values import Answer, Item
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.history import (
    added_since_sealing,
    change_words,
    field_history,
    place_of,
    unit_fields,
)
from tdkt_desktop.workflows.merge import merging, packages
from tdkt_desktop.workflows.session import CampaignSession
from tdkt_desktop.workflows.unit import sealing
from tests.sealed import UNIT, begin_addition, filled_campaign, seal

PLACE: FieldKey = (f"inspection/{UNIT}", "place")
MEETINGS: FieldKey = (f"answer/{UNIT}/N1.4", "answer")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return filled_campaign(tmp_path)


def say(session: CampaignSession, place: str) -> None:
    """A value that is seen by others, so that the next one does not rewrite it."""
    session.save([changes.set_visit(UNIT, "place", place)])
    session.store.mark_shared()


def words(session: CampaignSession, key: FieldKey) -> list[str]:
    return [past.words for past in field_history(session, *key)]


def test_every_value_is_there_newest_first(path: Path) -> None:
    with campaigns.open_campaign(path, author="Nguyễn Thị Mẫu") as session:
        session.store.mark_shared()
        for place in ("Phòng 1", "", "Phòng 2"):
            say(session, place)
        past = field_history(session, *PLACE)
        assert [one.words for one in past] == ["Phòng 2", "(để trống)", "Phòng 1", "Hội trường"]
        assert [one.author for one in past] == [*["Nguyễn Thị Mẫu"] * 3, "Thư ký"]
        assert [one.current for one in past] == [True, False, False, False]
        assert {one.machine for one in past} == {"máy này"}
        assert {one.label for one in past} == {"Địa điểm"}
        assert all(re.fullmatch(r"\d\d/\d\d/\d{4} \d\d:\d\d:\d\d", one.at) for one in past)


def test_an_untouched_field_has_no_history(path: Path) -> None:
    with campaigns.open_campaign(path) as session:
        assert field_history(session, "inspection/C", "place") == ()


def test_who_did_not_say_their_name_is_said(path: Path) -> None:
    with campaigns.open_campaign(path) as session:
        session.store.mark_shared()
        say(session, "Phòng 1")
        assert field_history(session, *PLACE)[0].author == "Không ghi tên"


def test_any_value_can_be_brought_back(path: Path) -> None:
    with campaigns.open_campaign(path) as session:
        session.store.mark_shared()
        question = session.checklist.question("N1.4")
        session.save([changes.set_answer(UNIT, question, Answer(State.NOT_APPLICABLE, reason="Mới lập"))])
        session.store.mark_shared()
        first, second = field_history(session, *MEETINGS)[::-1]
        assert (first.words, second.words) == ("3 cuộc họp", "Không thuộc đối tượng: Mới lập")
        session.save([first.change])
        answer = session.inspection(UNIT).answer("N1.4")
        assert answer.state is State.ANSWERED
        assert words(session, MEETINGS) == ["3 cuộc họp", "Không thuộc đối tượng: Mới lập", "3 cuộc họp"]


def test_a_question_of_lines_tells_what_became_of_each_line(path: Path) -> None:
    with campaigns.open_campaign(path) as session:
        session.store.mark_shared()
        (line,) = session.inspection(UNIT).items("N2.1")
        session.save([changes.remove_item(UNIT, "N2.1", line.id)])
        session.save([changes.set_item(UNIT, "N2.1", Item("moi", "Sân thể thao"))])
        past = field_history(session, f"answer/{UNIT}/N2.1", "answer")
        said = [one.words for one in past]
        assert "(đã xóa dòng này)" in said
        assert "Sân thể thao" in said
        assert any("Nhà văn hóa" in one for one in said)
        assert {one.label for one in past} == {"Câu 2.1: Các khoản ủng hộ?"}
        lost = next(one for one in past if "Nhà văn hóa" in one.words)
        assert not lost.current
        session.save([lost.change])
        assert {item.text for item in session.inspection(UNIT).items("N2.1")} == {
            "Nhà văn hóa",
            "Sân thể thao",
        }


def test_a_question_whose_code_begins_like_another_keeps_its_history_apart(path: Path) -> None:
    with campaigns.open_campaign(path) as session:
        subjects = {one.change.subject for one in field_history(session, f"answer/{UNIT}/N2.1", "answer")}
        assert all(subject.split("/")[2] == "N2.1" for subject in subjects)


def test_machines_are_named_by_the_team_whose_package_came(path: Path, tmp_path: Path) -> None:
    with campaigns.open_campaign(path) as session:
        session.store.mark_shared()
        plan = packages.issue_plans(session, tmp_path / "ke-hoach")[0]
    team = packages.receive_plan(plan, tmp_path / "doan.tdktdb")
    with campaigns.open_campaign(team, author="Trưởng đoàn") as session:
        say(session, "Phòng họp")
        assert {one.machine for one in field_history(session, *PLACE)[:1]} == {"máy này"}
        package = packages.export_team(session, "", tmp_path / "gui")
    with campaigns.open_campaign(path) as session:
        merging.merge_packages(session, [package])
        newest, oldest = field_history(session, *PLACE)
        assert (newest.words, newest.author, newest.machine) == (
            "Phòng họp",
            "Trưởng đoàn",
            "máy của Đoàn số 01",
        )
        assert oldest.machine == "máy này"


def test_two_values_that_nobody_settled_are_both_current(path: Path, tmp_path: Path) -> None:
    with campaigns.open_campaign(path) as session:
        session.store.mark_shared()
        plan = packages.issue_plans(session, tmp_path / "ke-hoach")[0]
    team = packages.receive_plan(plan, tmp_path / "doan.tdktdb")
    with campaigns.open_campaign(team) as session:
        say(session, "Phòng họp")
        package = packages.export_team(session, "", tmp_path / "gui")
    with campaigns.open_campaign(path) as session:
        say(session, "Nhà khách")
        merging.merge_packages(session, [package])
        current = {one.words for one in field_history(session, *PLACE) if one.current}
        assert current == {"Phòng họp", "Nhà khách"}
        say(session, "Nhà khách")
        assert [one.words for one in field_history(session, *PLACE) if one.current] == ["Nhà khách"]


@pytest.mark.parametrize(
    ("key", "label"),
    [
        (PLACE, "Địa điểm"),
        ((f"answer/{UNIT}/N1.4", "answer"), "Câu 1.4: Số cuộc họp?"),
        ((f"item/{UNIT}/N2.1/x", "item"), "Câu 2.1: Các khoản ủng hộ?"),
        ((f"item/{UNIT}/{MEMBERS}/x", "item"), "Thành viên đoàn có mặt"),
        ((f"remark/{UNIT}/N2", "limitation"), "Nội dung 2: Hạn chế"),
        ((f"evidence/{UNIT}/x", "evidence"), "Minh chứng"),
    ],
)
def test_fields_are_called_what_the_form_calls_them(path: Path, key: FieldKey, label: str) -> None:
    with campaigns.open_campaign(path, writing=False) as session:
        assert place_of(*key, session.checklist).label == label


def test_an_undo_step_has_the_name_of_its_field(path: Path) -> None:
    with campaigns.open_campaign(path, writing=False) as session:
        change = changes.set_remark(UNIT, "N1", "verdict", Verdict.MET)
        assert change_words(change, session.checklist) == "Nội dung 1: Kết luận về nội dung"


def test_the_fields_outside_the_questions_have_names_and_each_is_a_field(path: Path) -> None:
    with campaigns.open_campaign(path, writing=False) as session:
        known = unit_fields(UNIT)
        assert known["Địa điểm"] == PLACE
        assert {key[1] for key in known.values()} >= {*changes.VISIT_FIELDS, *changes.ASSESSMENT_FIELDS}
        for label, key in known.items():
            assert place_of(*key, session.checklist).label == label


def test_what_was_added_is_said_in_words(path: Path) -> None:
    with campaigns.open_campaign(path) as session:
        seal(session)
        assert added_since_sealing(session, session.inspection(UNIT)) == ()
        begin_addition(session)
        session.save([changes.set_visit(UNIT, "place", "Phòng 2")])
        assert added_since_sealing(session, session.inspection(UNIT)) == (
            ("Địa điểm", "Hội trường", "Phòng 2"),
        )
        past = field_history(session, f"inspection/{UNIT}", "stage")
        assert [one.words for one in past if one.current] == ["Đã chốt"]
        assert sealing.gaps(session, UNIT)
