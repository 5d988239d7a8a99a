"""A checklist being written: a plain tree that is never changed in place, and the nodes a person can point at in it."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.errors import ChecklistError
from tdkt_desktop.domain.numbering import numbers_of
from tdkt_desktop.domain.values import Plain
from tdkt_desktop.domain.writing_checklist import checklist_to_plain

Tree = dict[str, Plain]
Path = tuple[str | int, ...]


class Part(StrEnum):
    """What a node is."""

    CHECKLIST = "checklist"
    CRITERION = "criterion"
    QUESTION = "question"
    SECTION = "section"
    STATEMENT = "statement"
    COUNT = "count"
    CONTRADICTION = "contradiction"


class Node(NamedTuple):
    """A node: `key` is the code of a criterion or question or the key of a section, `place` the statement of a section or
    the contradiction, `inner` the count of a statement.
    """

    part: Part
    key: str = ""
    place: int = 0
    inner: int = 0


ROOT = Node(Part.CHECKLIST)
STATEMENT_WORDS = {
    "prose": "Lời văn của thư ký",
    "counts": "Đếm đơn vị làm và chưa làm",
    "failing": "Chỉ nêu đơn vị chưa làm",
    "all_only": "Câu khi mọi đơn vị đều làm",
    "examples": "Ví dụ của từng đơn vị",
    "names": "Tên gọi theo từng đơn vị",
    "sum": "Tổng số tiền",
    "range": "Số thấp nhất đến số cao nhất",
    "proposals": "Kiến nghị theo nơi nhận",
}


class DraftRefused(ChecklistError):
    """An edit that cannot be made; `node` is where."""

    def __init__(self, node: Node, message: str, remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.node = node


def draft_of(checklist: Checklist) -> Tree:
    """The tree of a checklist, its own copy, with every list in it there."""
    tree: Tree = copy.deepcopy(checklist_to_plain(checklist))
    tree.setdefault("version", "")
    for key in ("sections", "contradictions"):
        tree.setdefault(key, [])
    for section in tree["sections"]:
        section.setdefault("statements", [])
    return tree


def at(tree: Plain, path: Path) -> Plain:
    """What stands at a path."""
    for step in path:
        tree = tree[step]
    return tree


def put(tree: Plain, path: Path, value: Plain) -> Plain:
    """The tree with another value at a path; what is not on the way there is shared with the old one."""
    if not path:
        return value
    made: Plain = dict(tree) if isinstance(tree, dict) else list(tree)
    made[path[0]] = put(tree[path[0]], path[1:], value)
    return made


def spliced(tree: Tree, path: Path, start: int, count: int, *new: Plain) -> Tree:
    """The tree with `count` entries of the list at `path` replaced by new ones."""
    entries = list(at(tree, path))
    entries[start : start + count] = new
    made: Tree = put(tree, path, entries)
    return made


def path_of(tree: Tree, node: Node) -> Path:
    """Where a node stands. Raises DraftRefused when it is not there."""
    found = _path(tree, node)
    if found is None:
        raise DraftRefused(node, "Chỗ này không còn trong phiếu.", "Hãy chọn lại ở cột bên trái.")
    return found


def has(tree: Tree, node: Node) -> bool:
    return _path(tree, node) is not None


def value_of(tree: Tree, node: Node) -> Tree:
    """The mapping of a node."""
    found: Tree = at(tree, path_of(tree, node))
    return found


def with_value(tree: Tree, node: Node, value: Tree) -> Tree:
    made: Tree = put(tree, path_of(tree, node), value)
    return made


def children(tree: Tree, node: Node) -> tuple[Node, ...]:
    """The nodes right below one, in order."""
    if node.part is Part.CHECKLIST:
        criteria = [Node(Part.CRITERION, one["code"]) for one in tree["criteria"]]
        sections = [Node(Part.SECTION, one["key"]) for one in tree["sections"]]
        said = [Node(Part.CONTRADICTION, place=place) for place in range(len(tree["contradictions"]))]
        return (*criteria, *sections, *said)
    if node.part is Part.CRITERION:
        return tuple(Node(Part.QUESTION, one["code"]) for one in value_of(tree, node)["questions"])
    if node.part is Part.SECTION:
        count = len(value_of(tree, node)["statements"])
        return tuple(Node(Part.STATEMENT, node.key, place) for place in range(count))
    if node.part is Part.STATEMENT:
        count = len(counts_of(value_of(tree, node)))
        return tuple(Node(Part.COUNT, node.key, node.place, inner) for inner in range(count))
    return ()


def parent(tree: Tree, node: Node) -> Node:
    """The node right above one; the checklist is its own."""
    if node.part is Part.QUESTION:
        return Node(Part.CRITERION, at(tree, path_of(tree, node)[:2])["code"])
    if node.part is Part.STATEMENT:
        return Node(Part.SECTION, node.key)
    return Node(Part.STATEMENT, node.key, node.place) if node.part is Part.COUNT else ROOT


def every_node(tree: Tree, node: Node = ROOT) -> Iterator[Node]:
    """A node and everything below it."""
    yield node
    for child in children(tree, node):
        yield from every_node(tree, child)


def questions(tree: Tree) -> Iterator[Tree]:
    """Every question in order."""
    for criterion in tree["criteria"]:
        yield from criterion["questions"]


def counts_of(statement: Tree) -> Sequence[Tree]:
    """The counts of a statement, of whatever type it is."""
    if "counts" in statement:
        return list(statement["counts"])
    return [statement["count"]] if "count" in statement else []


def asked_by(count: Tree) -> list[str]:
    """The questions of a count."""
    asked = count.get("question", [])
    return [asked] if isinstance(asked, str) else list(asked)


def numbers(tree: Tree) -> dict[str, str]:
    """The number of every question on paper and on screen, by its code."""
    return {
        code: number
        for place, criterion in enumerate(tree["criteria"], start=1)
        for code, number in numbers_of(
            place, criterion["code"], [one["code"] for one in criterion["questions"]]
        ).items()
    }


def name_of(tree: Tree, node: Node) -> str:
    """How a message names a node: "câu 1.2", "nội dung 3", "mục I.2"."""
    if not has(tree, node):
        return "phiếu kiểm tra"
    if node.part is Part.QUESTION:
        return f"câu {numbers(tree)[node.key]}"
    if node.part is Part.CRITERION:
        return f"nội dung {int(path_of(tree, node)[1]) + 1}"
    if node.part is Part.SECTION:
        return f"mục {node.key}"
    if node.part is Part.CONTRADICTION:
        return f"mâu thuẫn thứ {node.place + 1}"
    said = f"câu tổng hợp thứ {node.place + 1} của mục {node.key}"
    if node.part is Part.STATEMENT:
        return said
    return f"vế thứ {node.inner + 1}, {said}" if node.part is Part.COUNT else "phiếu kiểm tra"


def _path(tree: Tree, node: Node) -> Path | None:
    if node.part is Part.CHECKLIST:
        return ()
    if node.part is Part.CRITERION:
        return _find(tree["criteria"], ("criteria",), "code", node.key)
    if node.part is Part.QUESTION:
        for place, criterion in enumerate(tree["criteria"]):
            found = _find(criterion["questions"], ("criteria", place, "questions"), "code", node.key)
            if found:
                return found
        return None
    if node.part is Part.CONTRADICTION:
        return ("contradictions", node.place) if node.place < len(tree["contradictions"]) else None
    section = _find(tree["sections"], ("sections",), "key", node.key)
    return section if section is None or node.part is Part.SECTION else _inside(tree, node, section)


def _inside(tree: Tree, node: Node, section: Path) -> Path | None:
    statements = at(tree, section)["statements"]
    if node.place >= len(statements):
        return None
    path: Path = (*section, "statements", node.place)
    if node.part is Part.STATEMENT:
        return path
    if node.inner >= len(counts_of(statements[node.place])):
        return None
    return (*path, "counts", node.inner) if "counts" in statements[node.place] else (*path, "count")


def _find(entries: Sequence[Tree], path: Path, key: str, wanted: str) -> Path | None:
    place = next((place for place, one in enumerate(entries) if one[key] == wanted), None)
    return None if place is None else (*path, place)
