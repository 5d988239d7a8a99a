"""Guards settling: both values are seen with what they shared, one is chosen, and none is ever lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tdkt_desktop.documents.neutral.blocks import plain_text
from tdkt_desktop.domain.changes import campaign_fields, remove_item, set_answer, set_item, set_remark
from tdkt_desktop.domain.errors import SealedRecord
from tdkt_desktop.domain.kinds import State
from tdkt_desktop.domain.revision_rules import FIELDS
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.domain.values import Answer, Item
from tdkt_desktop.notice.campaign_words import campaign_label
from tdkt_desktop.storage.server_place import ServerPlace
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.merge import conflicts, merging, packages
from tdkt_desktop.workflows.papers import papers
from tdkt_desktop.workflows.session import CampaignSession
from tdkt_desktop.workflows.unit import sealing
from tests.builders import write_campaign_files

Stored = Callable[[Path], Path | ServerPlace]


@dataclass
class Laptops:
    """The office and the machine of one team, both with the plan."""

    office: CampaignSession
    team: CampaignSession
    folder: Path

    def bring_back(self) -> merging.MergeReport:
        return merging.merge_packages(
            self.office, [packages.export_team(self.team, "D1", self.folder / "usb")]
        )


@pytest.fixture
def laptops(tmp_path: Path, stored: Stored) -> Iterator[Laptops]:
    file = campaigns.create_campaign(write_campaign_files(tmp_path), tmp_path / "office.tdktdb")
    with campaigns.open_campaign(stored(file), author="Thư ký") as office:
        office.save([set_remark("A", "N1", "narrative", "Câu chung")])
        plan = packages.issue_plans(office, tmp_path / "plans")[0]
        with campaigns.open_campaign(
            packages.receive_plan(plan, tmp_path / "team.tdktdb"), author="Trưởng đoàn"
        ) as team:
            yield Laptops(office, team, tmp_path)


def test_two_texts_are_shown_with_what_they_shared(laptops: Laptops) -> None:
    laptops.office.save([set_remark("A", "N1", "narrative", "Câu của văn phòng")])
    laptops.team.save([set_remark("A", "N1", "narrative", "Câu của đoàn")])
    assert laptops.bring_back().conflicts == 1
    (one,) = conflicts.open_conflicts(laptops.office)
    assert one.before == "Câu chung"
    assert [(side.words, side.own, side.author) for side in one.sides] == [
        ("Câu của văn phòng", True, "Thư ký"),
        ("Câu của đoàn", False, "Trưởng đoàn"),
    ]
    assert one.sides[1].machine == "máy của Đoàn số 01"
    assert one.mergeable


@pytest.mark.parametrize("choice", ["own", "other", "both", "third"])
def test_a_choice_settles_and_the_losers_stay_in_the_history(laptops: Laptops, choice: str) -> None:
    laptops.office.save([set_remark("A", "N1", "narrative", "Câu của văn phòng")])
    laptops.team.save([set_remark("A", "N1", "narrative", "Câu của đoàn")])
    laptops.bring_back()
    (one,) = conflicts.open_conflicts(laptops.office)
    if choice in ("own", "other"):
        conflicts.settle_with(laptops.office, one, one.sides[choice == "other"])
    elif choice == "both":
        conflicts.settle_both(laptops.office, one)
    else:
        conflicts.settle_third(laptops.office, one, "Câu thứ ba")
    said = laptops.office.inspection("A").remark("N1").narrative
    assert (
        said
        == {
            "own": "Câu của văn phòng",
            "other": "Câu của đoàn",
            "both": "Câu của văn phòng\nCâu của đoàn",
            "third": "Câu thứ ba",
        }[choice]
    )
    assert conflicts.open_conflicts(laptops.office) == ()
    past = {revision.value for revision in laptops.office.history("remark/A/N1", "narrative")}
    assert {"Câu chung", "Câu của văn phòng", "Câu của đoàn"} <= past
    # the team's file once more, and the settled copy to the team: nobody is asked again
    assert laptops.bring_back().conflicts == 0
    merging.merge_packages(
        laptops.team, [packages.export_team(laptops.office, "D1", laptops.folder / "back")]
    )
    assert laptops.team.inspection("A").remark("N1").narrative == said
    assert laptops.team.conflict_count() == 0


def test_an_edit_against_a_removal_keeps_the_line_until_a_person_says(laptops: Laptops) -> None:
    line = Item("k1", text="Nhà văn hóa", position=1)
    laptops.office.save([set_item("A", "N2.1", line)])
    merging.merge_packages(
        laptops.team, [packages.export_team(laptops.office, "D1", laptops.folder / "again")]
    )
    laptops.office.save([remove_item("A", "N2.1", "k1")])
    laptops.team.save([set_item("A", "N2.1", replace(line, text="Nhà văn hóa thôn"))])
    laptops.bring_back()
    (one,) = conflicts.open_conflicts(laptops.office)
    assert [side.words for side in one.sides] == ["(đã xóa)", "Nhà văn hóa thôn"]
    assert laptops.office.inspection("A").items("N2.1")[0].text == "Nhà văn hóa thôn"
    conflicts.settle_with(laptops.office, one, one.sides[0])
    assert laptops.office.inspection("A").items("N2.1") == ()


def test_an_answer_keeps_its_state_when_texts_are_joined(laptops: Laptops) -> None:
    question = laptops.office.checklist.question("N1.6")
    for session, words in ((laptops.office, "Giao ban hằng tuần"), (laptops.team, "Họp hằng tháng")):
        session.save([set_answer("A", question, Answer(State.ANSWERED, words))])
    laptops.bring_back()
    (one,) = conflicts.open_conflicts(laptops.office)
    conflicts.settle_both(laptops.office, one)
    answer = laptops.office.inspection("A").answer("N1.6")
    assert (answer.state, answer.value) == (State.ANSWERED, "Giao ban hằng tuần\nHọp hằng tháng")


@pytest.mark.parametrize("stored", ["file"], indirect=True)  # a campaign that is copied as a file
def test_two_copies_that_settle_differently_disagree_again(laptops: Laptops) -> None:
    laptops.office.save([set_remark("A", "N1", "narrative", "Một")])
    laptops.team.save([set_remark("A", "N1", "narrative", "Hai")])
    laptops.bring_back()
    other = laptops.folder / "copy.tdktdb"
    shutil.copy(laptops.office.path, other)
    (one,) = conflicts.open_conflicts(laptops.office)
    conflicts.settle_third(laptops.office, one, "Ba")
    with campaigns.open_campaign(other, author="Thư ký khác") as copy:
        conflicts.settle_third(copy, one, "Bốn")
        merging.merge_packages(laptops.office, [packages.export_team(copy, "D1", laptops.folder / "copy")])
    (again,) = conflicts.open_conflicts(laptops.office)
    assert {side.words for side in again.sides} == {"Ba", "Bốn"}


def seal_of_team(laptops: Laptops) -> None:
    sealing.seal_units(laptops.team, ["A"], force=True)


def test_what_was_sealed_wins_and_the_other_stays_in_the_history(laptops: Laptops) -> None:
    laptops.office.save([set_remark("A", "N1", "narrative", "Câu của văn phòng")])
    laptops.team.save([set_remark("A", "N1", "narrative", "Câu của đoàn")])
    seal_of_team(laptops)
    assert laptops.bring_back().conflicts == 0
    assert laptops.office.inspection("A").remark("N1").narrative == "Câu của đoàn"
    live = laptops.office.record
    laptops.office.store.rebuild()
    laptops.office.forget()
    assert laptops.office.record == live
    past = {revision.value for revision in laptops.office.history("remark/A/N1", "narrative")}
    assert "Câu của văn phòng" in past


def test_an_addition_goes_on_from_what_was_sealed(laptops: Laptops) -> None:
    laptops.office.save([set_remark("A", "N1", "narrative", "Câu của văn phòng")])
    laptops.team.save([set_remark("A", "N1", "narrative", "Câu của đoàn")])
    seal_of_team(laptops)
    laptops.team.save([sealing.open_addendum(laptops.team.inspection("A"), "Đơn vị gửi thêm văn bản")])
    laptops.team.save([set_remark("A", "N1", "narrative", "Câu bổ sung")])
    assert laptops.bring_back().conflicts == 0
    assert laptops.office.inspection("A").remark("N1").narrative == "Câu bổ sung"


def test_a_seal_that_comes_later_settles_what_was_open(laptops: Laptops) -> None:
    laptops.office.save([set_remark("A", "N1", "narrative", "Câu của văn phòng")])
    laptops.team.save([set_remark("A", "N1", "narrative", "Câu của đoàn")])
    assert laptops.bring_back().conflicts == 1
    seal_of_team(laptops)
    assert laptops.bring_back().conflicts == 0
    assert laptops.office.inspection("A").remark("N1").narrative == "Câu của đoàn"


def test_two_different_seals_must_be_settled(laptops: Laptops) -> None:
    laptops.office.save([set_remark("A", "N1", "narrative", "Câu của văn phòng")])
    laptops.team.save([set_remark("A", "N1", "narrative", "Câu của đoàn")])
    for session in (laptops.office, laptops.team):
        sealing.seal_units(session, ["A"], force=True)
    laptops.bring_back()
    fields = {one.field for one in conflicts.open_conflicts(laptops.office)}
    assert fields == {"seal", "narrative"}
    seal = next(one for one in conflicts.open_conflicts(laptops.office) if one.field == "seal")
    conflicts.settle_with(laptops.office, seal, seal.sides[1])
    assert conflicts.open_conflicts(laptops.office) == ()
    assert laptops.office.inspection("A").remark("N1").narrative == "Câu của đoàn"


def test_nothing_is_made_up_in_sealed_minutes_but_a_recorded_value_can_be_taken(laptops: Laptops) -> None:
    """Two seals that differ, settled at the office: only what one of the sides recorded."""
    laptops.office.save([set_remark("A", "N1", "narrative", "Câu của văn phòng")])
    laptops.team.save([set_remark("A", "N1", "narrative", "Câu của đoàn")])
    seal_of_team(laptops)
    sealing.seal_units(laptops.office, ["A"], force=True)
    laptops.bring_back()
    one = next(one for one in conflicts.open_conflicts(laptops.office) if one.field == "narrative")
    assert not one.mergeable
    for forbidden in ("Câu thứ ba", "Câu của văn phòng\nCâu của đoàn"):
        with pytest.raises(SealedRecord):
            conflicts.settle_third(laptops.office, one, forbidden)
    conflicts.settle_with(laptops.office, one, one.sides[1])
    assert laptops.office.inspection("A").remark("N1").narrative == one.sides[1].words


def test_what_another_machine_wrote_where_the_minutes_were_blank_leaves_their_code_right(
    laptops: Laptops,
) -> None:
    """The office noted something that the team left blank and sealed: both are kept, and the paper is still genuine."""
    laptops.team.save([set_remark("A", "N1", "narrative", "Câu của đoàn")])
    code = sealing.seal_units(laptops.team, ["A"], force=True)[0]
    laptops.office.save([set_remark("A", "N2", "limitation", "Văn phòng ghi thêm")])
    laptops.bring_back()
    assert laptops.office.inspection("A").remark("N2").limitation == "Văn phòng ghi thêm"
    found = sealing.compare_code(laptops.office, code)
    assert found.matches
    assert "Máy khác còn ghi 01 mục" in found.words


def test_the_notice_says_what_is_still_open_until_nothing_is(laptops: Laptops) -> None:
    laptops.office.save([set_remark("A", "N1", "narrative", "Câu của văn phòng")])
    laptops.team.save([set_remark("A", "N1", "narrative", "Câu của đoàn")])
    laptops.bring_back()
    said = "còn 01 điểm chưa thống nhất"
    assert said in "\n".join(plain_text(papers.notice_of(laptops.office)))
    (one,) = conflicts.open_conflicts(laptops.office)
    conflicts.settle_with(laptops.office, one, one.sides[0])
    assert said not in "\n".join(plain_text(papers.notice_of(laptops.office)))


def test_a_conflict_about_the_campaign_itself_is_told_in_words(laptops: Laptops) -> None:
    """Every field that can be in conflict has words: none is told by its name in the program."""
    for session, date in ((laptops.office, "2026-03-05"), (laptops.team, "2026-03-06")):
        session.save([Change("campaign", "plan_date", date), Change("unit/A", "short", f"ĐV {date[-1]}")])
    laptops.bring_back()
    found = {
        one.place.label: [side.words for side in one.sides]
        for one in conflicts.open_conflicts(laptops.office)
    }
    assert found == {"Ngày kế hoạch": ["05/3/2026", "06/3/2026"], "Đơn vị A: tên ngắn": ["ĐV 5", "ĐV 6"]}
    fields = [*campaign_fields(laptops.office.campaign)]
    assert all(campaign_label("campaign", field) != field for field in fields)
    assert all(
        not campaign_label(kind, field).endswith(field)
        for kind in ("unit/A", "team/D1")
        for field in FIELDS[kind.partition("/")[0]]
    )
