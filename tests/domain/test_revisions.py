"""Merging is set union: laws over generated histories, with clocks that lie."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tdkt_desktop.domain.revisions import (
    Change,
    Revision,
    conflicts,
    content_id,
    heads_by_field,
    new_revision,
    revision_from_plain,
    revision_to_plain,
    sealed_line,
    settle,
)

TEXTS = st.one_of(st.none(), st.sampled_from(["một", "hai", "ba"]))
FIELDS = st.sampled_from([("answer/A/N1", "answer"), ("inspection/A", "place"), ("item/A/N2/x", "item")])


@st.composite
def histories(draw: st.DrawFn) -> list[list[Revision]]:
    """Logs of up to three machines that start from a common log and then edit apart, clocks shifted by years."""
    common = _edit([], draw(st.lists(st.tuples(FIELDS, TEXTS), max_size=4)), "may-0", 2026)
    years = draw(st.lists(st.integers(2016, 2036), min_size=3, max_size=3))
    return [
        _edit(
            common, draw(st.lists(st.tuples(FIELDS, TEXTS), max_size=5)), f"may-{machine}", years[machine - 1]
        )
        for machine in (1, 2, 3)
    ]


def _edit(
    log: list[Revision], edits: list[tuple[tuple[str, str], str | None]], device: str, year: int
) -> list[Revision]:
    log = list(log)
    for key, value in edits:
        heads = heads_by_field(log).get(key, ())
        lamport = max((revision.lamport for revision in log), default=0) + 1
        log.append(
            new_revision(
                Change(*key, value),
                author="",
                device=device,
                lamport=lamport,
                parents=[head.id for head in heads],
                recorded_at=f"{year}-01-01T00:00:00",
            )
        )
    return log


def state(*logs: list[Revision]) -> dict[tuple[str, str], object]:
    union = {revision.id: revision for log in logs for revision in log}
    return {key: settle(heads) for key, heads in heads_by_field(union.values()).items()}


@settings(max_examples=500, deadline=None)
@given(histories())
def test_merging_is_commutative_associative_and_idempotent(logs: list[list[Revision]]) -> None:
    a, b, c = logs
    assert state(a, b, c) == state(c, a, b) == state(b, c, a)
    assert state(a, a) == state(a)
    assert state(a, b, a, b) == state(a, b)


@settings(max_examples=200, deadline=None)
@given(histories())
def test_no_input_value_is_lost(logs: list[list[Revision]]) -> None:
    union = {revision.id: revision for log in logs for revision in log}
    assert {revision.value for log in logs for revision in log} == {
        revision.value for revision in union.values()
    }
    for key, heads in heads_by_field(union.values()).items():
        assert settle(heads).value in {head.value for head in heads}, key


@settings(max_examples=200, deadline=None)
@given(histories())
def test_a_conflict_is_open_exactly_where_unreplaced_values_differ(logs: list[list[Revision]]) -> None:
    heads = heads_by_field({revision.id: revision for log in logs for revision in log}.values())
    expected = {key for key, found in heads.items() if len({head.value for head in found}) > 1}
    assert {(conflict.subject, conflict.field) for conflict in conflicts(heads)} == expected


def test_an_edit_survives_a_removal_and_is_flagged() -> None:
    base = _edit([], [(("item/A/N2/x", "item"), "một")], "may-0", 2026)
    edited = _edit(base, [(("item/A/N2/x", "item"), "hai")], "may-1", 2016)
    removed = _edit(base, [(("item/A/N2/x", "item"), None)], "may-2", 2036)
    settled = state(edited, removed)["item/A/N2/x", "item"]
    assert settled.value == "hai"  # type: ignore[attr-defined]
    assert settled.disputed  # type: ignore[attr-defined]


def test_a_revision_reads_back_and_a_changed_one_is_refused() -> None:
    (revision,) = _edit([], [(("inspection/A", "place"), "Hội trường")], "may-0", 2026)
    plain = revision_to_plain(revision)
    assert revision_from_plain(plain) == revision
    assert content_id(revision) == revision.id
    with pytest.raises(ValueError, match="does not match"):
        revision_from_plain(plain | {"value": "Phòng họp"})


@pytest.mark.proof
@settings(max_examples=20_000, deadline=None)
@given(histories())
def test_the_laws_hold_over_many_histories(logs: list[list[Revision]]) -> None:
    for law in (
        test_merging_is_commutative_associative_and_idempotent,
        test_no_input_value_is_lost,
        test_a_conflict_is_open_exactly_where_unreplaced_values_differ,
    ):
        law.hypothesis.inner_test(logs)  # type: ignore[attr-defined]  # hypothesis puts the plain function there


def test_only_what_goes_back_to_a_seal_can_disagree_with_it() -> None:
    """A machine that did not know of the seal is in the history, and is no side to choose."""
    key = ("inspection/A", "place")
    sealed = _edit([], [(key, "một")], "may-0", 2026)
    one, two = (_edit(sealed, [(key, text)], "may-1", 2026)[-1] for text in ("hai", "ba"))
    stranger = _edit([], [(key, "bốn")], "may-2", 2026)[-1]
    heads = heads_by_field([*sealed, one, two, stranger])
    line = sealed_line([*sealed, one, two, stranger], "một")
    assert line == {sealed[0].id, one.id, two.id}
    (found,) = conflicts(heads, {key: line})
    assert set(found.revisions) == {one, two}
    (without,) = conflicts(heads)
    assert set(without.revisions) == {one, two, stranger}
