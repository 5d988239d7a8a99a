"""Comparing two versions of a checklist: everything that differs is said, and whether old answers still stand."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.checklist_comparison import compare_checklists
from tdkt_desktop.domain.reading_checklist import read_checklist
from tests.builders import CHECKLIST
from tests.support.checklists import checklists

Tree = dict[str, Any]


def changed(change: Callable[[Tree], object]) -> Checklist:
    tree = copy.deepcopy(CHECKLIST)
    change(tree)
    return read_checklist(tree, "mới")


OLD = read_checklist(CHECKLIST, "cũ")
NEW_QUESTION = {"code": "N1.7", "kind": "text", "ask": "Gì nữa?"}


def _move(tree: Tree) -> None:
    tree["criteria"][1]["questions"].append(tree["criteria"][0]["questions"].pop(5))


@pytest.mark.parametrize(
    ("change", "additive", "said"),
    [
        (lambda t: t["criteria"][0]["questions"].append(NEW_QUESTION), True, ("added", "question", "N1.7")),
        (
            lambda t: t["criteria"][0]["questions"][2]["choices"].append("chưa có"),
            True,
            ("changed", "choices"),
        ),
        (lambda t: t["criteria"][0]["questions"][2]["choices"].pop(), False, ("changed", "choices")),
        (lambda t: t["criteria"][0]["questions"][0].update(hint="Xem kế hoạch"), True, ("changed", "hint")),
        (lambda t: t["criteria"][0]["questions"][0].update(ask="Có gì?"), False, ("changed", "ask")),
        (lambda t: t["criteria"][0]["questions"][3].update(kind="number"), False, ("changed", "kind")),
        (lambda t: t["criteria"][0]["questions"].pop(5), False, ("removed", "question", "N1.6")),
        (lambda t: t["criteria"][1]["questions"][4]["columns"].pop(), False, ("changed", "columns")),
        (lambda t: t["sections"][0].update(title="Về lãnh đạo"), True, ("changed", "title")),
        (_move, False, ("moved", "N1.6", "N1", "N2")),
    ],
)
def test_each_change_is_named_and_judged(
    change: Callable[[Tree], object], additive: bool, said: tuple[str, ...]
) -> None:
    if said[1] == "choices" and not additive:  # a choice question needs two: take one of three away
        old = changed(lambda t: t["criteria"][0]["questions"][2]["choices"].append("chưa có"))
        new = OLD
    else:
        old, new = OLD, changed(change)
    found = compare_checklists(old, new)
    assert not found.same
    assert found.additive is additive
    if said[0] == "changed":
        assert [one.field for one in found.changed] == [said[1]]
    elif said[0] == "moved":
        assert found.moved == (said[1:],)
    else:
        assert [one[:2] for one in getattr(found, said[0])] == [said[1:]]


@given(one=checklists(), two=checklists())
def test_laws_of_comparing(one: Checklist, two: Checklist) -> None:
    assert compare_checklists(one, one).same
    there, back = compare_checklists(one, two), compare_checklists(two, one)
    assert there.added == back.removed
    assert {(change.code, change.field) for change in there.changed} == {
        (change.code, change.field) for change in back.changed
    }
    assert there.same <= there.additive
