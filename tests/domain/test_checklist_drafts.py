"""Laws of writing a checklist: whatever is done to it, it reads back as it is or is refused at a named node; undo is exact."""

from __future__ import annotations

import copy
import dataclasses
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.draft.history import DraftHistory
from tdkt_desktop.domain.draft.problems import finished, problems, refusal
from tdkt_desktop.domain.draft.tree import (
    ROOT,
    DraftRefused,
    Node,
    Part,
    Tree,
    draft_of,
    every_node,
    has,
    name_of,
    questions,
    value_of,
)
from tdkt_desktop.domain.draft.values import shown, with_field
from tdkt_desktop.domain.draft.verbs import added, copied, moved, moved_to, removed, renumbered
from tdkt_desktop.domain.reading_checklist import read_checklist
from tdkt_desktop.domain.writing_checklist import checklist_to_plain
from tdkt_desktop.exchange.checklist.sheets_in import checklist_tree, grids_of
from tdkt_desktop.exchange.checklist.sheets_out import checklist_sheets
from tdkt_desktop.exchange.plain_files import read_plain
from tdkt_desktop.workflows.checklist.checklists import checklist_named, export_checklist
from tests.builders import CHECKLIST
from tests.support.checklists import checklists
from tests.support.drafting import edits, made

BUILT_IN = draft_of(checklist_named("mau-7-noi-dung"))
SMALL = draft_of(read_checklist(CHECKLIST, "x"))


def alike(one: Checklist) -> Checklist:
    return dataclasses.replace(one, digest="", plain=None)


def reads_back_or_is_refused(tree: Tree) -> None:
    if said := refusal(tree):
        first = next(one for one in problems(tree) if one.blocking)
        assert said.lower().startswith(name_of(tree, first.node).lower())
        return
    checklist = finished(tree)
    assert alike(read_checklist(checklist_to_plain(checklist), "x")) == alike(checklist)
    assert alike(read_checklist(checklist_tree(grids_of(checklist_sheets(checklist)), "x"), "x")) == alike(
        checklist
    )


@given(start=st.one_of(st.just(BUILT_IN), st.just(SMALL), checklists().map(draft_of)), data=st.data())
def test_any_edits_read_back_or_are_refused_and_undo_is_exact(start: Tree, data: st.DataObject) -> None:
    before = copy.deepcopy(start)
    history, seen = DraftHistory(start), [copy.deepcopy(start)]
    for _ in range(data.draw(st.integers(1, 12))):
        step = made(data.draw(edits(history.tree)))
        if step is None or not history.do(step, "sửa"):
            continue
        assert has(step.tree, step.node)
        assert all(has(step.tree, one.node) for one in problems(step.tree))
        seen.append(copy.deepcopy(step.tree))
    reads_back_or_is_refused(history.tree)
    for tree in reversed(seen[:-1]):
        assert history.undo() is not None
        assert history.tree == tree
    assert history.undo() is None
    assert history.tree == before
    for tree in seen[1:]:
        assert history.redo() is not None
        assert history.tree == tree
    assert history.redo() is None


@given(data=st.data())
@settings(max_examples=12)
def test_real_files_read_back(data: st.DataObject) -> None:
    tree = SMALL
    for _ in range(6):
        step = made(data.draw(edits(tree)))
        tree = step.tree if step is not None and not refusal(step.tree) else tree
    checklist = finished(tree)
    with tempfile.TemporaryDirectory() as folder:
        for name in ("a.xlsx", "a.yaml"):
            path = export_checklist(checklist, Path(folder) / name)
            assert alike(read_checklist(read_plain(path), "x")) == alike(checklist)


@given(data=st.data())
def test_moving_and_rewording_never_change_a_code(data: st.DataObject) -> None:
    tree = BUILT_IN
    codes = {one["code"] for one in questions(tree)}
    nodes = [one for one in every_node(tree) if one.part is Part.QUESTION]
    for _ in range(8):
        node = data.draw(st.sampled_from(nodes))
        if data.draw(st.booleans()):
            tree = moved(tree, node, data.draw(st.sampled_from([-1, 1]))).tree
        else:
            tree = with_field(tree, node, "ask", data.draw(st.sampled_from(["Hỏi khác?", "Hỏi gì?"]))).tree
    assert {one["code"] for one in questions(tree)} == codes
    assert len(list(questions(tree))) == len(codes)


def test_what_is_read_is_what_was_set() -> None:
    node = Node(Part.QUESTION, "N1.4")
    tree = with_field(SMALL, node, "most", "1.250,5").tree
    assert (value_of(tree, node)["most"], shown(tree, node, "most")) == ("1250.5", "1250,5")
    tree = with_field(tree, node, "plus", ["N2.3"]).tree
    tree = with_field(tree, node, "minus", ["N2.4"]).tree
    assert value_of(tree, node)["total_of"] == ["N2.3", "-N2.4"]
    assert shown(tree, node, "minus") == ["N2.4"]
    with pytest.raises(DraftRefused, match="không phải một số"):
        with_field(tree, node, "least", "năm")


def test_a_choice_that_is_worded_otherwise_is_still_the_one_waited_for() -> None:
    node, follower = Node(Part.QUESTION, "N1.3"), Node(Part.QUESTION, "N1.4")
    tree = with_field(SMALL, follower, "when", {"question": "N1.3", "equals": "đầy đủ"}).tree
    tree = with_field(tree, node, "choices", ["đủ", "phải bổ sung"]).tree
    assert value_of(tree, follower)["when"]["equals"] == "đủ"
    assert value_of(tree, node)["expects"] == "đủ"
    assert not refusal(tree)
    tree = with_field(tree, node, "choices", ["thiếu", "phải bổ sung", "khác"]).tree
    assert "không còn phương án" in " ".join(one.words for one in problems(tree))


def test_a_column_that_is_worded_otherwise_keeps_its_figures() -> None:
    node = Node(Part.QUESTION, "N2.5")
    tree = with_field(SMALL, node, "columns", ["Tập thể nhỏ", "Cá nhân"]).tree
    assert [one["key"] for one in value_of(tree, node)["columns"]] == ["tap_the", "ca_nhan"]
    tree = with_field(tree, node, "columns", ["Mô hình", "Tập thể nhỏ", "Cá nhân"]).tree
    assert [one["key"] for one in value_of(tree, node)["columns"]] == ["cot_1", "tap_the", "ca_nhan"]


def test_what_goes_with_a_question_is_told() -> None:
    step = removed(SMALL, Node(Part.QUESTION, "N1.1"))
    assert step.told == "01 điều kiện hỏi; 01 câu tổng hợp hoặc vế của câu tổng hợp"
    assert not refusal(step.tree)
    gone = removed(SMALL, Node(Part.CRITERION, "N2"))
    assert [one["key"] for one in gone.tree["sections"]] == ["I.1"]
    assert "mục I.2" in gone.told
    with pytest.raises(DraftRefused, match="ít nhất một nội dung"):
        removed(gone.tree, Node(Part.CRITERION, "N1"))


def test_a_new_question_never_has_a_code_that_was_used() -> None:
    history = DraftHistory(SMALL)
    history.do(removed(SMALL, Node(Part.QUESTION, "N2.6")), "bỏ")
    step = added(history.tree, Part.QUESTION, Node(Part.CRITERION, "N2"), avoid=history.codes)
    assert step.node.key == "N2.7"
    twin = copied(SMALL, Node(Part.CRITERION, "N1"))
    asked = value_of(twin.tree, twin.node)["questions"]
    assert [one["code"] for one in asked][:2] == ["N3.1", "N3.2"]
    assert asked[1]["when"]["question"] == "N3.1"


def test_sections_are_numbered_anew_with_their_contents() -> None:
    tree = removed(draft_of(checklist_named("lang-son-2019")), Node(Part.CRITERION, "C04")).tree
    assert [one["key"] for one in tree["sections"] if one["key"].startswith("I.2.")] == [
        "I.2.a",
        "I.2.c",
        "I.2.d",
    ]
    tree = renumbered(tree).tree
    assert [one["key"] for one in tree["sections"] if one["key"].startswith("I.2.")] == [
        "I.2.a",
        "I.2.b",
        "I.2.c",
    ]
    assert value_of(tree, Node(Part.CRITERION, "C05"))["section"] == "I.2.b"
    assert not refusal(tree)


def test_typing_is_one_step() -> None:
    history = DraftHistory(SMALL)
    for text in ("M", "Mẫ", "Mẫu"):
        history.do(with_field(history.tree, ROOT, "title", text), "Sửa tên phiếu", burst="title")
    history.end_burst()
    history.do(with_field(history.tree, ROOT, "title", "Mẫu 2"), "Sửa tên phiếu", burst="title")
    history.undo()
    assert history.tree["title"] == "Mẫu"
    history.undo()
    assert history.tree == SMALL


def test_a_question_moves_on_into_the_next_content() -> None:
    step = moved(SMALL, Node(Part.QUESTION, "N1.6"), 1)
    assert next(one["code"] for one in value_of(step.tree, Node(Part.CRITERION, "N2"))["questions"]) == "N1.6"
    back = moved(step.tree, step.node, -1)
    assert back.tree == SMALL
    with pytest.raises(DraftRefused):
        moved_to(SMALL, Node(Part.QUESTION, "N1.6"), Node(Part.SECTION, "I.1"))


def test_the_same_words_have_the_same_digest() -> None:
    for name in ("mau-7-noi-dung", "lang-son-2019"):
        assert finished(draft_of(checklist_named(name))).digest == checklist_named(name).digest
    plain = {key: value for key, value in CHECKLIST.items() if key != "sections"}
    assert finished(draft_of(read_checklist(plain, "x"))).digest == read_checklist(plain, "x").digest


def test_pasted_lines_become_one_where_paper_has_one() -> None:
    node = Node(Part.QUESTION, "N1.1")
    tree = with_field(SMALL, node, "ask", " Có\n kế hoạch\tkhông? ").tree
    assert value_of(tree, node)["ask"] == "Có kế hoạch không?"
    tree = with_field(SMALL, node, "hint", "Một\nHai").tree
    assert value_of(tree, node)["hint"] == "Một\nHai"


def test_a_sentence_goes_to_the_section_of_the_content_one_looks_at() -> None:
    step = added(SMALL, Part.STATEMENT, Node(Part.QUESTION, "N1.2"), "counts")
    assert step.node == Node(Part.STATEMENT, "I.1", 2)
    assert value_of(step.tree, Node(Part.COUNT, "I.1", 2, 0))["question"] == "N1.1"
