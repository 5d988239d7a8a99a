"""What a person can do to a checklist being written. Every verb gives a new tree; codes never change by moving."""

from __future__ import annotations

import copy
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from tdkt_desktop.domain.draft.names import free_code, free_section
from tdkt_desktop.domain.draft.new import new_value, with_own_codes
from tdkt_desktop.domain.draft.references import without_questions
from tdkt_desktop.domain.draft.tree import (
    ROOT,
    DraftRefused,
    Node,
    Part,
    Path,
    Tree,
    at,
    children,
    has,
    parent,
    path_of,
    spliced,
    value_of,
)


class Step(NamedTuple):
    """The outcome of a verb: the tree, the node to look at now, and what else happened, in words."""

    tree: Tree
    node: Node
    told: str = ""


NONE: frozenset[str] = frozenset()
HOLDERS = {
    Part.CRITERION: Part.CHECKLIST,
    Part.SECTION: Part.CHECKLIST,
    Part.CONTRADICTION: Part.CHECKLIST,
    Part.QUESTION: Part.CRITERION,
    Part.STATEMENT: Part.SECTION,
    Part.COUNT: Part.STATEMENT,
}
LISTS = {
    Part.CRITERION: "criteria",
    Part.SECTION: "sections",
    Part.CONTRADICTION: "contradictions",
    Part.QUESTION: "questions",
    Part.STATEMENT: "statements",
    Part.COUNT: "counts",
}


def added(tree: Tree, part: Part, near: Node, kind: str = "", avoid: AbstractSet[str] = NONE) -> Step:
    """A new node right after the one a person looks at, or last in what holds such nodes there.

    `avoid` holds codes that were used before: a new question must not find the answers of another.
    """
    holder, place = _room(tree, part, near)
    made = new_value(tree, part, holder, kind, avoid)
    path = (*path_of(tree, holder), LISTS[part])
    return Step(spliced(tree, path, place, 0, made), _node(part, holder, made, place))


def copied(tree: Tree, node: Node, avoid: AbstractSet[str] = NONE) -> Step:
    """A copy right after a node, with codes of its own."""
    listed, place = _entry(tree, node)
    holder, value = parent(tree, node), copy.deepcopy(value_of(tree, node))
    if node.part is Part.QUESTION:
        value["code"] = free_code(tree, holder.key, avoid)
    elif node.part is Part.CRITERION:
        value = with_own_codes(tree, value, avoid)
    elif node.part is Part.SECTION:
        value["key"] = free_section(tree, node.key)
    return Step(spliced(tree, listed, place + 1, 0, value), _node(node.part, holder, value, place + 1))


def moved(tree: Tree, node: Node, step: int) -> Step:
    """One place up (-1) or down (+1); at the end of its content or section on into the neighbour. Codes stay."""
    listed, place = _entry(tree, node)
    target = place + step
    if 0 <= target < len(at(tree, listed)):
        value = value_of(tree, node)
        made = spliced(spliced(tree, listed, place, 1), listed, target, 0, value)
        return Step(made, _node(node.part, parent(tree, node), value, target))
    if node.part not in (Part.QUESTION, Part.STATEMENT):
        return Step(tree, node)
    holder = parent(tree, node)
    beside = [one for one in children(tree, ROOT) if one.part is holder.part]
    at_neighbour = beside.index(holder) + step
    if not 0 <= at_neighbour < len(beside):
        return Step(tree, node)
    return moved_to(tree, node, beside[at_neighbour], last=step < 0)


def moved_to(tree: Tree, node: Node, holder: Node, *, last: bool = True) -> Step:
    """Into another content or section, at its end or its beginning."""
    if node.part not in (Part.QUESTION, Part.STATEMENT) or HOLDERS[node.part] is not holder.part:
        raise DraftRefused(node, "Không chuyển vào chỗ này được.", "Hãy chọn một nội dung hoặc một mục khác.")
    value = value_of(tree, node)
    path: Path = (*path_of(tree, holder), LISTS[node.part])
    listed, place = _entry(tree, node)
    if listed == path:
        return Step(tree, node)
    made = spliced(tree, listed, place, 1)
    end = len(at(made, path)) if last else 0
    return Step(spliced(made, path, end, 0, value), _node(node.part, holder, value, end))


def removed(tree: Tree, node: Node) -> Step:
    """Take a node out, with what cannot stand without it; `told` says what went along."""
    if node.part is Part.CHECKLIST:
        raise DraftRefused(node, "Không bỏ cả phiếu kiểm tra ở đây được.")
    gone = {one.key for one in (node, *children(tree, node)) if one.part is Part.QUESTION}
    around = parent(tree, node)
    if node.part is Part.COUNT and "count" in value_of(tree, around):
        return _without_single(tree, node, around)
    listed, place = _entry(tree, node)
    if node.part is Part.CRITERION and len(tree["criteria"]) == 1:
        raise DraftRefused(
            node, "Phiếu cần ít nhất một nội dung.", "Hãy thêm nội dung khác rồi mới bỏ nội dung này."
        )
    section = value_of(tree, node).get("section", "") if node.part is Part.CRITERION else ""
    made, told = without_questions(spliced(tree, listed, place, 1), gone)
    if section and _is_idle(made, section):
        made = {**made, "sections": [one for one in made["sections"] if one["key"] != section]}
        told = "; ".join(filter(None, (told, f"mục {section} của thông báo")))
    left = at(made, listed) if has(made, around) else []
    if not left:
        return Step(made, around if has(made, around) else ROOT, told)
    beside = min(place, len(left) - 1)
    return Step(made, _node(node.part, around, left[beside], beside), told)


def renumbered(tree: Tree) -> Step:
    """Number the sections of the notice anew in the order they stand in; contents follow."""
    names: dict[str, str] = {}
    seen: dict[tuple[str, int], int] = {}
    taken: dict[str, str] = {}
    for section in tree["sections"]:
        steps = section["key"].split(".")
        above = taken.get(".".join(steps[:-1]), ".".join(steps[:-1]))
        count = seen[above, len(steps)] = seen.get((above, len(steps)), 0) + 1
        letter = chr(ord("a") + count - 1) if len(steps) == 3 else str(count)
        names[section["key"]] = taken[section["key"]] = f"{above}.{letter}" if above else section["key"]
    sections = [{**one, "key": names[one["key"]]} for one in tree["sections"]]
    if len({one["key"] for one in sections}) != len(sections):
        raise DraftRefused(
            ROOT, "Số mục hiện có không theo kiểu I.1, I.2.a nên không đánh lại được.", "Hãy sửa từng mục."
        )
    criteria = [{**one, "section": names.get(one["section"], one["section"])} for one in tree["criteria"]]
    return Step({**tree, "sections": sections, "criteria": criteria}, ROOT)


def _room(tree: Tree, part: Part, near: Node) -> tuple[Node, int]:
    """What will hold a new node, and where in it."""
    trail = [near]
    while trail[-1] != ROOT:
        trail.append(parent(tree, trail[-1]))
    if part is Part.STATEMENT:
        trail += [
            Node(Part.SECTION, value_of(tree, one)["section"]) for one in trail if one.part is Part.CRITERION
        ]
        trail = [one for one in trail if has(tree, one)]
    holder = next((one for one in trail if one.part is HOLDERS[part]), None)
    if holder is None:
        fitting = [one for one in children(tree, ROOT) if one.part is HOLDERS[part]]
        if not fitting:
            raise DraftRefused(
                near, "Chưa có chỗ để thêm vào.", "Hãy chọn hoặc thêm nội dung, mục thông báo trước."
            )
        holder = fitting[-1]
    if part is Part.COUNT and "counts" not in value_of(tree, holder):
        raise DraftRefused(
            holder, "Câu tổng hợp loại này không có thêm vế.", "Hãy thêm một câu tổng hợp khác."
        )
    entries = [one for one in children(tree, holder) if one.part is part]
    beside = next((entries.index(one) + 1 for one in trail if one in entries), len(entries))
    return holder, beside


def _is_idle(tree: Tree, section: str) -> bool:
    """Whether nothing is left that a section of the notice would tell."""
    if any(one["section"] == section for one in tree["criteria"]):
        return False
    said = next((one["statements"] for one in tree["sections"] if one["key"] == section), None)
    return said is not None and all(one["type"] == "prose" for one in said)


def _without_single(tree: Tree, node: Node, around: Node) -> Step:
    if value_of(tree, around)["type"] != "examples":
        raise DraftRefused(node, "Câu tổng hợp này cần vế đếm của nó.", "Hãy bỏ cả câu tổng hợp.")
    value = {key: one for key, one in value_of(tree, around).items() if key != "count"}
    listed, place = _entry(tree, around)
    return Step(spliced(tree, listed, place, 1, value), around)


def _entry(tree: Tree, node: Node) -> tuple[Path, int]:
    """The list a node stands in, and where."""
    path = path_of(tree, node)
    if not path or not isinstance(path[-1], int):
        raise DraftRefused(node, "Chỗ này không chuyển và không chép được.")
    return path[:-1], path[-1]


def _node(part: Part, holder: Node, value: Tree, place: int) -> Node:
    if part in (Part.CRITERION, Part.QUESTION):
        return Node(part, value["code"])
    if part is Part.SECTION:
        return Node(part, value["key"])
    if part is Part.COUNT:
        return Node(part, holder.key, holder.place, place)
    return Node(part, holder.key, place)
