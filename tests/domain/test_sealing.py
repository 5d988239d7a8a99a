"""Laws of the seal: it can always be read back exactly, its code follows every value, additions are what differs."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import reduce

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tdkt_desktop.domain import changes
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.editing import applied, present
from tdkt_desktop.domain.evidence import SIGNED, Evidence
from tdkt_desktop.domain.inspection import ADDENDA, MEMBERS, Inspection
from tdkt_desktop.domain.kinds import ITEM_KINDS, Stage, State, Verdict
from tdkt_desktop.domain.revisions import Change, canonical
from tdkt_desktop.domain.sealing import (
    ALPHABET,
    ASSESSMENT,
    UNCLEAR,
    VISIT,
    Addendum,
    addenda,
    as_sealed,
    changes_since,
    content_of,
    editable,
    make_seal,
    may_change,
    put_addendum,
    seal_code,
    seal_gaps,
)
from tdkt_desktop.domain.values import Answer, Item
from tests.random_changes import EVERY_KIND, UNIT, any_change, tidy

CAMPAIGN_ID = "dot-thu"
several = st.lists(any_change(), max_size=14)
printed = st.lists(
    any_change(role=""), max_size=14
)  # without scans of signed minutes, which are no part of a seal


def after(inspection: Inspection, made: list[Change]) -> Inspection:
    return reduce(lambda so_far, change: applied(so_far, EVERY_KIND, change), made, inspection)


def recorded(made: list[Change]) -> Inspection:
    """An inspection as the form records it: lines come with the answer to their question."""
    lists = [question for question in EVERY_KIND.questions() if question.kind in ITEM_KINDS]
    answered = [changes.set_answer(UNIT, question, Answer(State.ANSWERED)) for question in lists]
    return after(Inspection(UNIT), [*answered, *made])


def sealed(inspection: Inspection) -> Inspection:
    seal = make_seal(
        inspection,
        EVERY_KIND,
        campaign_id=CAMPAIGN_ID,
        moment="2026-11-24T10:42:07+07:00",
        author="Trưởng đoàn",
    )
    return after(inspection, changes.set_seal(UNIT, seal))


def code(inspection: Inspection) -> str:
    return seal_code(CAMPAIGN_ID, EVERY_KIND.digest, content_of(inspection))


@given(st.booleans(), printed)
def test_the_seal_rebuilds_the_inspection_exactly(as_typed: bool, made: list[Change]) -> None:
    inspection = sealed(recorded(made) if as_typed else after(Inspection(UNIT), made))
    assert tidy(as_sealed(inspection, EVERY_KIND)) == tidy(inspection)
    assert changes_since(inspection, EVERY_KIND) == ()


def test_lines_of_a_question_that_is_not_answered_are_sealed_as_such() -> None:
    """Lines alone would answer their question when the seal is read back."""
    inspection = after(
        Inspection(UNIT),
        [
            changes.set_item(UNIT, "N2.6", Item("x", "Đề nghị tập huấn")),
            changes.set_answer(UNIT, EVERY_KIND.question("N2.6"), Answer(State.NOT_CHECKED)),
        ],
    )
    again = as_sealed(sealed(inspection), EVERY_KIND).answer("N2.6")
    assert (again.state, len(again.items)) == (State.NOT_CHECKED, 1)


@given(several)
def test_only_the_scan_of_the_signed_minutes_is_no_part_of_the_seal(made: list[Change]) -> None:
    inspection = sealed(recorded(made))
    unsigned = tuple(one for one in inspection.evidence if one.role != SIGNED)
    assert tidy(as_sealed(inspection, EVERY_KIND)) == tidy(replace(inspection, evidence=unsigned))


@given(printed, printed)
def test_what_was_sealed_stays_readable_whatever_is_added(made: list[Change], added: list[Change]) -> None:
    before = sealed(recorded(made))
    now = after(before, added)
    assert tidy(as_sealed(now, EVERY_KIND)) == tidy(before)


@given(printed, printed)
def test_the_changes_since_sealing_are_exactly_what_differs(made: list[Change], added: list[Change]) -> None:
    before = sealed(recorded(made))
    now = after(before, added)
    touched = {(change.subject, change.field) for change in added}
    expected = {
        key: (present(before, *key), present(now, *key))
        for key in touched
        if canonical(present(before, *key)) != canonical(present(now, *key))
    }
    found = changes_since(now, EVERY_KIND)
    assert {(one.subject, one.field): (one.before, one.after) for one in found} == expected
    assert len(found) == len(expected)


@given(printed, any_change(role=""))
def test_the_code_changes_exactly_when_a_value_changes(made: list[Change], change: Change) -> None:
    inspection = recorded(made)
    now = applied(inspection, EVERY_KIND, change)
    is_same = canonical(present(inspection, change.subject, change.field)) == canonical(change.value)
    assert (code(now) == code(inspection)) == is_same


@given(st.permutations(range(8)), st.lists(any_change(role=""), min_size=8, max_size=8))
def test_the_code_does_not_depend_on_the_order_of_typing(order: list[int], made: list[Change]) -> None:
    assume(len({(change.subject, change.field) for change in made}) == len(made))
    assert code(recorded([made[place] for place in order])) == code(recorded(made))


@given(printed)
def test_a_code_is_eight_clear_letters(made: list[Change]) -> None:
    assert re.fullmatch(rf"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", code(recorded(made)))
    assert not set(ALPHABET) & set("01OI")


def test_the_code_belongs_to_the_campaign_and_the_checklist() -> None:
    content = content_of(recorded([changes.set_visit(UNIT, "place", "Hội trường")]))
    assert len({seal_code(one, two, content) for one in ("a", "b") for two in ("c", "d")}) == 4


def test_the_code_of_a_known_record_never_changes() -> None:
    """Paper lives longer than versions: this code must come out of every later one."""
    content = {
        "inspection/A|place": "Hội trường",
        "answer/A/N1.1|answer": {"state": "answered", "value": True},
    }
    assert seal_code("dot-thu", "0" * 64, content) == KNOWN_CODE


KNOWN_CODE = "637Q-42A6"


def test_a_seal_outlives_a_question() -> None:
    """A checklist without a question that was sealed: the rest is still there."""
    inspection = sealed(
        recorded(
            [
                changes.set_answer(UNIT, EVERY_KIND.question("N1.6"), Answer(State.ANSWERED, "Cách làm")),
                changes.set_visit(UNIT, "place", "Hội trường"),
            ]
        )
    )
    shorter = Checklist("x", "1", "x", EVERY_KIND.criteria[1:], ())
    again = as_sealed(inspection, shorter)
    assert (again.visit.place, again.answers.get("N1.6")) == ("Hội trường", None)


def test_minutes_sealed_without_content_are_what_they_are() -> None:
    old = replace(recorded([]), stage=Stage.SEALED)
    assert as_sealed(old, EVERY_KIND) is old
    assert changes_since(old, EVERY_KIND) == ()
    assert not editable(old)


PHOTO = Evidence("e1", "a" * 64, "anh.jpg", "image/jpeg", 9)
SCAN = Evidence("e2", "b" * 64, "da-ky.pdf", "application/pdf", 9, role=SIGNED)


@given(printed, any_change(role=""))
def test_sealed_minutes_refuse_every_change_and_an_open_addition_allows_it(
    made: list[Change], change: Change
) -> None:
    inspection = sealed(recorded(made))
    assert may_change(recorded(made), change)
    assert not may_change(inspection, change)
    added = Addendum("x", "Lý do", "2026-11-24T11:00:00+07:00")
    opened = applied(inspection, EVERY_KIND, put_addendum(UNIT, added, 1))
    assert may_change(opened, change)
    ended = replace(added, closed_at="2026-11-24T12:00:00+07:00", code="AAAA-BBBB")
    assert not may_change(applied(opened, EVERY_KIND, put_addendum(UNIT, ended, 1)), change)


def test_sealed_minutes_take_additions_the_seal_itself_and_the_signed_scan() -> None:
    inspection = sealed(applied(recorded([]), EVERY_KIND, changes.set_evidence(UNIT, PHOTO)))
    with_scan = applied(inspection, EVERY_KIND, changes.set_evidence(UNIT, SCAN))
    allowed = [
        put_addendum(UNIT, Addendum("x", "Lý do", "2026"), 1),
        *changes.set_seal(UNIT, None),
        changes.set_issued(UNIT, "2026"),
        changes.set_evidence(UNIT, SCAN),
    ]
    assert [may_change(inspection, change) for change in allowed] == [True] * 5
    assert may_change(with_scan, changes.set_evidence(UNIT, replace(SCAN, caption="Bản quét")))
    assert may_change(with_scan, changes.remove_evidence(UNIT, SCAN.id))


@pytest.mark.parametrize(
    "change",
    [
        changes.remove_evidence(UNIT, PHOTO.id),
        changes.set_evidence(UNIT, replace(PHOTO, caption="Khác")),
        changes.set_evidence(UNIT, replace(PHOTO, role=SIGNED)),
        changes.set_evidence(UNIT, replace(SCAN, role="")),
        changes.set_item(UNIT, MEMBERS, Item("x", "Một")),
    ],
    ids=["taken out", "renamed", "a photo turned into the scan", "the scan turned into a photo", "a member"],
)
def test_the_signed_scan_is_no_way_around_the_seal(change: Change) -> None:
    files = [changes.set_evidence(UNIT, PHOTO), changes.set_evidence(UNIT, SCAN)]
    assert not may_change(sealed(recorded(files)), change)


def test_additions_are_read_back_in_order() -> None:
    made = [
        Addendum("b", "Lý do một", "2026-01-01T08:00", "2026-01-01T09:00", "AAAA-2222"),
        Addendum("a", "Lý do hai", "2026-01-02T08:00"),
    ]
    inspection = after(
        sealed(recorded([])), [put_addendum(UNIT, one, place) for place, one in enumerate(made, start=1)]
    )
    assert list(addenda(inspection)) == made
    assert [one.open for one in addenda(inspection)] == [False, True]
    assert inspection.items(ADDENDA)
    assert changes_since(inspection, EVERY_KIND) == ()


def full_record() -> Inspection:
    """Nothing missing, nothing in doubt."""
    made = [changes.set_visit(UNIT, name, "x") for name in ("place", "started_at", "ended_at")]
    made += [Change(f"inspection/{UNIT}", "actual_date", "2026-03-01")]
    made += [changes.set_item(UNIT, code, Item("m", "Một")) for code in (MEMBERS, "@representatives")]
    made += [changes.set_remark(UNIT, one.code, "verdict", Verdict.MET) for one in EVERY_KIND.criteria]
    made += [changes.set_assessment(UNIT, "conclusion", "Đạt")]
    made += [
        changes.set_answer(UNIT, question, Answer(State.NOT_APPLICABLE, reason="Mới thành lập"))
        for question in EVERY_KIND.questions()
    ]
    return after(Inspection(UNIT), made)


def test_a_full_record_has_no_gaps() -> None:
    assert seal_gaps(EVERY_KIND, full_record()) == ()


@pytest.mark.parametrize(
    ("change", "step", "question", "blocking"),
    [
        (changes.set_visit(UNIT, "actual_date", None), VISIT, "", True),
        (changes.set_visit(UNIT, "place", ""), VISIT, "", False),
        (changes.set_visit(UNIT, "started_at", ""), VISIT, "", False),
        (changes.set_visit(UNIT, "ended_at", ""), VISIT, "", False),
        (changes.remove_item(UNIT, MEMBERS, "m"), VISIT, "", False),
        (changes.remove_item(UNIT, "@representatives", "m"), VISIT, "", False),
        (changes.set_answer(UNIT, EVERY_KIND.question("N1.4"), Answer()), "N1", "N1.4", True),
        (
            changes.set_answer(UNIT, EVERY_KIND.question("N2.3"), Answer(State.NOT_APPLICABLE, reason="  ")),
            "N2",
            "N2.3",
            True,
        ),
        (
            changes.set_answer(
                UNIT,
                EVERY_KIND.question("N1.6"),
                Answer(State.ANSWERED, "x", note=f"Xem lại\n{UNCLEAR}1.29 tỷ"),
            ),
            "N1",
            "N1.6",
            True,
        ),
        (changes.set_remark(UNIT, "N2", "verdict", Verdict.NOT_CHECKED), "N2", "", False),
        (changes.set_assessment(UNIT, "conclusion", ""), ASSESSMENT, "", False),
    ],
)
def test_each_gap_is_said_once_with_its_place(
    change: Change, step: str, question: str, blocking: bool
) -> None:
    (gap,) = seal_gaps(EVERY_KIND, applied(full_record(), EVERY_KIND, change))
    assert (gap.step, gap.question, gap.blocking) == (step, question, blocking)
    assert gap.words


def test_what_was_typed_as_a_date_is_asked_about() -> None:
    made = [changes.set_visit(UNIT, "actual_date", None), changes.set_visit(UNIT, "date_typed", "31/02")]
    (gap,) = seal_gaps(EVERY_KIND, after(full_record(), made))
    assert "31/02" in gap.words
    assert gap.blocking


def test_an_optional_question_is_no_gap() -> None:
    unanswered = [changes.set_answer(UNIT, EVERY_KIND.question(code), Answer()) for code in ("N2.2", "N2.6")]
    assert seal_gaps(EVERY_KIND, after(full_record(), unanswered)) == ()


def test_gaps_come_in_the_order_of_the_form() -> None:
    codes = [gap.question for gap in seal_gaps(EVERY_KIND, Inspection(UNIT)) if gap.question]
    assert codes == sorted(codes)
    assert (
        len(codes)
        == len(set(codes))
        == len([one for one in EVERY_KIND.questions() if one.required and not one.when])
    )
