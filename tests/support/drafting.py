"""Random edits of a checklist being written: any verb at any node, any property set to something plausible or odd."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from tdkt_desktop.domain.draft.fields import Shape, fields_of
from tdkt_desktop.domain.draft.offers import answers, askable, offers
from tdkt_desktop.domain.draft.tree import (
    ROOT,
    STATEMENT_WORDS,
    DraftRefused,
    Node,
    Part,
    Tree,
    children,
    every_node,
)
from tdkt_desktop.domain.draft.values import with_field
from tdkt_desktop.domain.draft.verbs import Step, added, copied, moved, moved_to, removed, renumbered
from tests.support.checklists import ALPHABET

TYPED = st.one_of(
    st.text(ALPHABET, max_size=20),
    st.sampled_from(
        [
            "",
            "Có",
            "{total}",
            "[tổng số] đồng",
            "[nội dung] tại [địa bàn]",
            "\x0b\ufeffa\u2028b",
            "  ",
            "1,5",
            "-3",
            "I.2",
        ]
    ),
)


@st.composite
def values(draw: st.DrawFn, tree: Tree, node: Node, key: str, shape: Shape) -> Any:
    """Something a person may put into a property."""
    if shape in (Shape.CONDITION, Shape.CONDITIONS):
        found = [one for one in draw(st.lists(conditions(tree, node), max_size=3)) if one]
        return found if shape is Shape.CONDITIONS else next(iter(found), None)
    offered = shape in (Shape.PICK, Shape.PICKS)
    known = [value for value, _ in offers(tree, node, key)] if offered else []
    phrased = [code for code, _ in offers(tree, node, "questions")[:2]] if shape is Shape.PHRASES else []
    strategies: dict[Shape, st.SearchStrategy[Any]] = {
        Shape.FLAG: st.booleans(),
        Shape.LINES: st.lists(TYPED, max_size=4),
        Shape.PHRASES: st.fixed_dictionaries(dict.fromkeys(phrased, TYPED)),
        Shape.PICK: st.sampled_from(known) if known else st.just(""),
        Shape.PICKS: st.lists(st.sampled_from(known), unique=True, max_size=3) if known else st.just([]),
    }
    return draw(strategies.get(shape, TYPED))


@st.composite
def conditions(draw: st.DrawFn, tree: Tree, node: Node) -> Any:
    asked = askable(tree, node)
    if not asked:
        return None
    code = draw(st.sampled_from(asked))[0]
    known = answers(tree, code)
    return {"question": code, "equals": draw(st.sampled_from(known))[0]} if known else None


@st.composite
def edits(draw: st.DrawFn, tree: Tree) -> Callable[[], Step]:
    """One edit, ready to be made; making it may be refused."""
    node = draw(st.sampled_from(list(every_node(tree))))
    verb = draw(st.sampled_from(["set", "set", "set", "add", "copy", "move", "into", "remove", "renumber"]))
    if verb == "set":
        known = fields_of(tree, node)
        if known:
            field = draw(st.sampled_from(known))
            value = draw(values(tree, node, field.key, field.shape))
            return lambda: with_field(tree, node, field.key, value)
    if verb == "add":
        part = draw(st.sampled_from([part for part in Part if part is not Part.CHECKLIST]))
        kind = draw(st.sampled_from(list(STATEMENT_WORDS))) if part is Part.STATEMENT else ""
        return lambda: added(tree, part, node, kind)
    if verb == "copy":
        return lambda: copied(tree, node)
    if verb == "remove":
        return lambda: removed(tree, node)
    if verb == "into":
        holder = draw(st.sampled_from(children(tree, ROOT)))
        return lambda: moved_to(tree, node, holder)
    if verb == "renumber":
        return lambda: renumbered(tree)
    step = draw(st.sampled_from([-1, 1]))
    return lambda: moved(tree, node, step)


def made(edit: Callable[[], Step]) -> Step | None:
    """The step of an edit; None when it was refused, which must say where and why."""
    refused: DraftRefused | None = None
    try:
        return edit()
    except DraftRefused as error:
        refused = error
    assert isinstance(refused.node, Node)
    assert refused.message.endswith(".")
    return None
