"""Taking over from last year: the source stays byte-identical, doubts are asked, nothing is lost or put to a wrong unit."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tdkt_desktop.domain.changes import set_seal
from tdkt_desktop.domain.errors import CampaignError, WrongFile
from tdkt_desktop.domain.mending import Mending, limitations_of, mending_counts, set_mending
from tdkt_desktop.domain.sealing import make_seal
from tdkt_desktop.exchange.lists import asking as list_asking
from tdkt_desktop.notice import last_units
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.last_year import carry_over
from tdkt_desktop.workflows.notice import proposals
from tdkt_desktop.workflows.search.search_texts import unit_texts
from tdkt_desktop.workflows.session import CampaignSession
from tdkt_desktop.workflows.unit.limitations import limitations, record_mending
from tests.builders import CHECKLIST
from tests.support import last_year
from tests.support.last_year import FILES, GONE, LATE, NO_PLAN, TRAINING, make_last, make_this


@pytest.fixture
def last(tmp_path: Path) -> Path:
    return make_last(tmp_path / "truoc")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[CampaignSession]:
    with campaigns.open_campaign(make_this(tmp_path / "nay"), author="Thư ký") as opened:
        yield opened


def take(session: CampaignSession, last: Path, **answers: str) -> carry_over.CarryOver:
    found = carry_over.preview_carry(session, last, answers)
    carry_over.apply_carry(session, found)
    return found


def texts(session: CampaignSession, unit: str) -> list[tuple[str, str]]:
    return [(one.criterion, one.text) for one in limitations_of(session.inspection(unit))]


def test_what_was_found_comes_to_its_units_and_the_source_stays_as_it_is(
    session: CampaignSession, last: Path
) -> None:
    before, there = last.read_bytes(), sorted(one.name for one in last.parent.iterdir())
    found = take(session, last)
    assert last.read_bytes() == before
    assert sorted(one.name for one in last.parent.iterdir()) == there
    assert texts(session, "A") == [
        ("N2", FILES),
        ("", LATE),
    ]  # what only repeats a criterion is not counted twice
    assert texts(session, "B") == [("N1", f"{NO_PLAN}."), ("N1", LATE)]
    assert texts(session, "C") == []
    kept = session.campaign.last
    assert kept is not None
    assert (kept.source, kept.year, kept.title) == ("dot-truoc", 2025, "Đợt kiểm tra năm 2025")
    gone = kept.unit("D")
    assert gone is not None
    assert (gone.now, [text for _, text, _ in gone.limitations]) == ("", [GONE])
    assert len(found.last.found) == 5


def test_figures_are_kept_with_their_groups_and_sums(session: CampaignSession, last: Path) -> None:
    take(session, last)
    kept = session.campaign.last
    assert kept is not None
    figures = {one.code: one for one in kept.figures}
    plan, total, choice = figures["N1.1"], figures["N2.2"], figures["N1.3"]
    assert (plan.doing, plan.failing, plan.not_applicable, plan.not_checked) == (
        ("A",),
        ("B",),
        ("C",),
        ("D",),
    )
    assert (plan.n, plan.base, plan.counted) == (1, 4, True)
    assert (choice.doing, choice.failing) == (("A",), ("B",))
    assert (total.total, total.measure, total.summed, total.counted) == ("15000000", "đồng", 2, False)
    assert all(one.base == 4 for one in figures.values())


def test_taking_over_again_changes_nothing_and_survives_a_rebuild(
    session: CampaignSession, last: Path
) -> None:
    take(session, last)
    campaign, record, count = session.campaign, session.record, session.revision_count()
    assert carry_over.apply_carry(session, carry_over.preview_carry(session, last)).written == 0
    session.store.rebuild()
    session.forget()
    assert (session.campaign, session.record, session.revision_count()) == (campaign, record, count)


def test_undoing_the_one_save_takes_all_of_it_back(session: CampaignSession, last: Path) -> None:
    campaign, record = session.campaign, session.record
    plan = carry_over.preview_carry(session, last)
    before = carry_over.values_now(session, plan.changes)
    carry_over.apply_carry(session, plan)
    after = session.campaign
    session.save(before)
    assert (session.campaign, session.campaign.earlier) == (campaign, ())
    assert all(not limitations_of(session.record.of(unit.code)) for unit in campaign.units)
    assert all(session.record.of(unit.code) == record.of(unit.code) for unit in campaign.units)
    session.save(plan.changes)
    assert session.campaign == after


def test_the_four_groups_sum_and_blank_is_never_mended(session: CampaignSession, last: Path) -> None:
    take(session, last)
    found = limitations(session)
    assert mending_counts(one for _, one in found) == {
        Mending.MENDED: 0,
        Mending.OPEN: 0,
        Mending.AGAIN: 0,
        Mending.UNCHECKED: 4,
    }
    for (unit, one), state in zip(found, ("mended", "open", "again"), strict=False):
        assert record_mending(session, unit.code, one.id, state, f"Ghi chú {state}") == 1
    counts = mending_counts(one for _, one in limitations(session))
    assert set(counts.values()) == {1}
    assert sum(counts.values()) == len(found)
    unit, first = limitations(session)[0]
    session.save([set_mending(unit.code, first, Mending.UNCHECKED, "")])
    assert limitations(session)[0][1].state is Mending.UNCHECKED
    assert len(session.history(f"item/{unit.code}/@carried/{first.id}", "item")) == 2
    said = [
        kept for kept in unit_texts(session.checklist, unit, session.inspection("A")) if kept.text == FILES
    ]
    assert [kept.step for kept in said] == ["N2"]
    with pytest.raises(CampaignError):
        record_mending(session, "A", "khong-co", "mended", "")
    with pytest.raises(CampaignError):
        record_mending(session, "A", first.id, "xong", "")


def test_what_is_not_mended_goes_on_to_the_year_after(
    session: CampaignSession, last: Path, tmp_path: Path
) -> None:
    take(session, last)
    for unit, one in limitations(session):
        state = "mended" if one.text == FILES else "again" if one.text == LATE else "unchecked"
        record_mending(session, unit.code, one.id, state, "")
    path = session.path
    session.close()
    units = [{"code": code, "official": f"Đơn vị 0{number}"} for number, code in enumerate("ABC", start=1)]
    answers = {"format": "tdkt-answers 1", "campaign": "dot-sau", "units": {}}
    after = make_last(tmp_path / "sau", units=units, answers=answers, year=2027, campaign_id="dot-sau")
    with campaigns.open_campaign(after) as next_one:
        take(next_one, path)
        assert texts(next_one, "A") == [("", LATE)]
        assert texts(next_one, "B") == [("N1", f"{NO_PLAN}."), ("N1", LATE)]
        assert {one.year for _, one in limitations(next_one)} == {"2025"}
        kept = next_one.campaign.last
        assert kept is not None
        assert [one.text for one in kept.proposals] == [TRAINING]  # older, but not done yet


def test_a_unit_that_was_passed_over_for_a_year_finds_its_limitations_again(
    session: CampaignSession, last: Path, tmp_path: Path
) -> None:
    take(session, last)  # unit D is not inspected this year
    path = session.path
    session.close()
    units = [{"code": "Z", "official": "Đơn vị 04"}, {"code": "E", "official": "Trung tâm 55"}]
    answers = {"format": "tdkt-answers 1", "units": {}}
    after = make_last(tmp_path / "sau", units=units, answers=answers, year=2027, campaign_id="dot-sau")
    with campaigns.open_campaign(after) as next_one:
        found = carry_over.preview_carry(next_one, path)
        assert found.doubts == ()
        carry_over.apply_carry(next_one, found)
        assert [(one.text, one.year) for one in limitations_of(next_one.inspection("Z"))] == [(GONE, "2025")]
        assert limitations_of(next_one.inspection("E")) == ()
        kept = next_one.campaign.last
        assert kept is not None
        assert {one.code: one.base for one in kept.figures}["N1.1"] == 3  # N stays what was inspected then
        assert sum(len(one.limitations) for one in kept.units) == 4  # of A and B, who wait for their turn


def test_proposals_keep_their_old_status_until_this_year_says_otherwise(
    session: CampaignSession, last: Path
) -> None:
    take(session, last)
    (one,) = proposals.register(session)
    assert (one.text, one.year, one.status, one.note, one.units) == (
        TRAINING,
        "2025",
        "answered",
        "Công văn số 01",
        ("Đơn vị 01",),
    )
    proposals.set_status(session, one.key, "done", "Đã mở lớp")
    (again,) = proposals.register(session)
    assert (again.status, again.note) == ("done", "Đã mở lớp")
    assert again.by.startswith("Thư ký, ")


def test_a_renamed_unit_is_asked_about_then_keeps_its_former_name(
    session: CampaignSession, tmp_path: Path
) -> None:
    units = deepcopy(last_year.UNITS)
    units[1]["official"] = "Trung tâm 22"
    last = make_last(tmp_path / "cu", units=units)
    plan = carry_over.preview_carry(session, last)
    assert [(issue.cell, issue.proposal) for issue in plan.doubts] == [("B", "B")]
    with pytest.raises(CampaignError):
        carry_over.apply_carry(session, plan)
    assert session.campaign.earlier == ()
    take(session, last, B="đồng ý")
    unit = session.campaign.unit("B")
    assert (unit.aliases, unit.formerly) == (("Trung tâm 22",), "trước là Trung tâm 22")
    assert [one.origin for one in limitations_of(session.inspection("B"))] == [
        "Nội dung 1: Nội dung thứ nhất (khi đó là Trung tâm 22)"
    ] * 2
    # the same file again asks nothing: what was answered is known; and the former name is enough elsewhere
    assert carry_over.preview_carry(session, last).settled
    assert last_units.match_units(plan.earlier.units, session.campaign.units).matched["B"] == "B"


def test_questions_that_changed_their_wording_are_compared_only_where_a_person_says_so(
    session: CampaignSession, tmp_path: Path
) -> None:
    tree: dict[str, Any] = deepcopy(CHECKLIST)
    tree["criteria"][0]["questions"][0]["ask"] = "Có chương trình, kế hoạch không?"
    tree["criteria"][1]["title"] = "Nội dung khác hẳn"
    last = make_last(tmp_path / "cu", checklist=tree)
    plan = carry_over.preview_carry(session, last)
    assert [code for code, _, _ in plan.reworded] == ["N1.1"]
    carry_over.apply_carry(session, plan)
    assert texts(session, "A") == [
        ("", FILES),
        ("", LATE),
    ]  # another criterion under the same code is not guessed
    plan = carry_over.preview_carry(session, last, mapping={"N1.1": "N1.1", "N9": "N1"})
    assert (plan.reworded, len(plan.errors)) == ((), 1)
    carry_over.apply_carry(session, carry_over.preview_carry(session, last, mapping={"N1.1": "N1.1"}))
    assert carry_over.preview_carry(session, last).reworded == ()  # remembered


def test_sealed_minutes_are_left_alone_and_nothing_is_lost(session: CampaignSession, last: Path) -> None:
    seal = make_seal(
        session.inspection("A"),
        session.checklist,
        campaign_id="dot-thu",
        moment="2026-03-01T10:00:00",
        author="",
    )
    session.save(set_seal("A", seal))
    plan = take(session, last)
    assert texts(session, "A") == []
    kept = session.campaign.last
    assert kept is not None
    there = kept.unit("A")
    assert there is not None
    assert [text for _, text, _ in there.limitations] == [FILES, LATE]
    assert any("Đơn vị 01" in note and "chốt" in note for note in plan.notes)


def test_what_makes_no_sense_is_refused(session: CampaignSession, last: Path, tmp_path: Path) -> None:
    broken = tmp_path / "hong.tdktdb"
    broken.write_bytes(b"khong phai")
    with pytest.raises(WrongFile):
        carry_over.preview_carry(session, broken)
    with pytest.raises(CampaignError, match="chính đợt"):
        carry_over.preview_carry(session, session.path)
    later = make_last(tmp_path / "sau", year=2030)
    with pytest.raises(CampaignError, match="sau đợt này"):
        carry_over.preview_carry(session, later)
    assert carry_over.preview_carry(session, last, {"Z": "A"}).errors
    assert carry_over.preview_carry(session, last, {"A": "khong co"}).errors


def test_an_older_file_is_read_on_a_copy(session: CampaignSession, last: Path) -> None:
    with closing(sqlite3.connect(last)) as connection:
        connection.execute("DROP TABLE earlier")
        connection.execute("ALTER TABLE unit DROP COLUMN aliases")
        connection.execute("PRAGMA user_version = 7")
        connection.commit()
    before = last.read_bytes()
    take(session, last)
    assert last.read_bytes() == before
    assert not (last.parent / "sao-luu").exists()
    assert texts(session, "B")


def test_the_words_of_answers_are_those_of_lists() -> None:
    assert (last_units.AGREED, last_units.SKIPPED) == (list_asking.AGREED, list_asking.SKIPPED)
