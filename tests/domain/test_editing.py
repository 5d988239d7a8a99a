"""Laws of editing: what is set is what is there, undo gives back the same record, and nothing else moves."""

from __future__ import annotations

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_desktop.domain import changes
from tdkt_desktop.domain.editing import applied, present, unit_of
from tdkt_desktop.domain.inspection import MEMBERS, Inspection
from tdkt_desktop.domain.kinds import ITEM_KINDS, Kind, Stage, State
from tdkt_desktop.domain.revisions import Change, canonical
from tdkt_desktop.domain.values import Answer, Item
from tests.random_changes import EVERY_KIND, UNIT, any_change, tidy

LISTS = [question for question in EVERY_KIND.questions() if question.kind in ITEM_KINDS]
several = st.lists(any_change(), max_size=14)


def after(inspection: Inspection, made: list[Change]) -> Inspection:
    return reduce(lambda so_far, change: applied(so_far, EVERY_KIND, change), made, inspection)


def with_answered_lists() -> Inspection:
    """As the form has it: the answer to a question of lines is recorded with its first line."""
    answered = [changes.set_answer(UNIT, question, Answer(State.ANSWERED)) for question in LISTS]
    return after(Inspection(UNIT), answered)


def test_the_random_changes_cover_every_kind_of_question() -> None:
    assert {question.kind for question in EVERY_KIND.questions()} == set(Kind)


@given(several, any_change())
def test_what_is_set_is_what_is_there(before: list[Change], change: Change) -> None:
    inspection = applied(after(Inspection(UNIT), before), EVERY_KIND, change)
    assert canonical(present(inspection, change.subject, change.field)) == canonical(change.value)
    assert applied(inspection, EVERY_KIND, change) == inspection


@given(several, several)
def test_undoing_by_the_values_before_gives_back_the_same_record(
    before: list[Change], made: list[Change]
) -> None:
    start = inspection = after(with_answered_lists(), before)
    undo = []
    for change in made:
        undo.append(Change(change.subject, change.field, present(inspection, change.subject, change.field)))
        inspection = applied(inspection, EVERY_KIND, change)
    redone = inspection
    assert tidy(after(inspection, undo[::-1])) == tidy(start)
    assert tidy(after(start, made)) == tidy(redone)


@given(several, any_change(), any_change())
def test_a_change_moves_its_own_field_only(before: list[Change], change: Change, other: Change) -> None:
    if (change.subject, change.field) == (other.subject, other.field):
        return
    start = after(with_answered_lists(), before)
    said = present(start, other.subject, other.field)
    assert present(applied(start, EVERY_KIND, change), other.subject, other.field) == said


@given(several, any_change(), any_change())
def test_the_order_of_changes_of_different_fields_does_not_matter(
    before: list[Change], one: Change, two: Change
) -> None:
    if (one.subject, one.field) == (two.subject, two.field):
        return
    start = after(with_answered_lists(), before)
    assert tidy(after(start, [one, two])) == tidy(after(start, [two, one]))


def test_lines_keep_their_order_by_position_then_id() -> None:
    lines = [Item("b", "hai", position=2), Item("c", "một", position=1), Item("a", "hai nữa", position=2)]
    inspection = after(Inspection(UNIT), [changes.set_item(UNIT, MEMBERS, line) for line in lines])
    assert [item.id for item in inspection.items(MEMBERS)] == ["c", "a", "b"]


def test_lines_answer_their_question_by_being_there() -> None:
    inspection = applied(Inspection(UNIT), EVERY_KIND, changes.set_item(UNIT, "N2.1", Item("a", "một")))
    assert inspection.answer("N2.1").state is State.ANSWERED


def test_the_stage_and_the_note_of_an_issue_are_read_back() -> None:
    inspection = after(
        Inspection(UNIT),
        [changes.set_stage(UNIT, Stage.SEALED), changes.set_issued(UNIT, "2026-11-24T10:00")],
    )
    assert (inspection.stage, inspection.issued_at) == (Stage.SEALED, "2026-11-24T10:00")
    assert present(inspection, f"inspection/{UNIT}", "stage") == "sealed"
    assert present(inspection, f"inspection/{UNIT}", "issued_at") == "2026-11-24T10:00"


@pytest.mark.parametrize(
    ("subject", "field"),
    [("campaign", "title"), ("unit/A", "short"), ("declared/N1.1", "declared"), ("inspection/A", "khong_co")],
)
def test_what_is_no_part_of_an_inspection_is_refused(subject: str, field: str) -> None:
    with pytest.raises(ValueError, match="inspection"):
        applied(Inspection(UNIT), EVERY_KIND, Change(subject, field, "x"))
    with pytest.raises(ValueError, match="inspection"):
        present(Inspection(UNIT), subject, field)


def test_a_subject_names_its_unit() -> None:
    subjects = ["inspection/A", "answer/A/N1.1", "item/A/@members/x", "remark/A/N1", "evidence/A/x"]
    assert [unit_of(subject) for subject in subjects] == ["A"] * 5
    assert [unit_of(subject) for subject in ("campaign", "unit/A", "team/D1", "prose/I.1")] == [""] * 4
