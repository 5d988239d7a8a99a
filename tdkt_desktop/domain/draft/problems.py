"""What is wrong with a checklist being written, each at its node and property; nothing wrong means that it reads back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from string import Formatter
from typing import NamedTuple

from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.draft.fields import MARKS, PHRASE_MARKS
from tdkt_desktop.domain.draft.offers import answers, askable_codes
from tdkt_desktop.domain.draft.tree import (
    ROOT,
    Node,
    Part,
    Tree,
    asked_by,
    counts_of,
    every_node,
    name_of,
    numbers,
    parent,
    questions,
    value_of,
)
from tdkt_desktop.domain.errors import TdktError
from tdkt_desktop.domain.kinds import FIGURE_KINDS, Kind
from tdkt_desktop.domain.reading_checklist import read_checklist
from tdkt_desktop.domain.values import Plain, to_decimal
from tdkt_desktop.domain.writing_checklist import checklist_to_plain

SHORT = 32  # letters of a short title
PLACES = {"sum": ("total",), "range": ("range", "units")}  # of figures in a sentence; the first must be there
_SECTION = re.compile(r"[IVX]+(\.\w+){0,2}")


class Problem(NamedTuple):
    """Something wrong at a property of a node. What is not `blocking` can be saved as it is."""

    node: Node
    field: str
    words: str
    blocking: bool = True


Rule = Callable[[Tree, Node], Iterator[Problem]]


def problems(tree: Tree) -> tuple[Problem, ...]:
    """Everything wrong, in the order of the tree."""
    found = [one for node in every_node(tree) for one in RULES[node.part](tree, node)]
    if not any(one.blocking for one in found):
        try:
            read_checklist(tree, "Phiếu đang soạn")
        except TdktError as error:
            found.append(Problem(ROOT, "", error.message))
    return tuple(found)


def refusal(tree: Tree) -> str:
    """Why a checklist cannot be saved, naming the node; blank when it can."""
    found = next((one for one in problems(tree) if one.blocking), None)
    return f"{_capital(name_of(tree, found.node))}: {found.words}" if found else ""


def finished(tree: Tree) -> Checklist:
    """The checklist of a tree that has no blocking problem. Raises ChecklistError."""
    found = read_checklist(tree, "Phiếu đang soạn")
    # Once more without what is as usual: the same words have the same digest, wherever they are read from.
    return read_checklist(checklist_to_plain(found), "Phiếu đang soạn")


def _checklist(tree: Tree, node: Node) -> Iterator[Problem]:
    if not str(tree["title"]).strip():
        yield Problem(node, "title", "chưa ghi tên phiếu.")
    if not tree["sections"]:  # as a form of ODK or Kobo comes in
        yield Problem(
            node, "", "chưa có mục nào của thông báo nên thông báo không in kết quả.", blocking=False
        )
    yield from _twins(tree)


def _criterion(tree: Tree, node: Node) -> Iterator[Problem]:
    value = value_of(tree, node)
    if not value["title"].strip():
        yield Problem(node, "title", "chưa ghi nội dung kiểm tra.")
    if len(value.get("short_title", "")) > SHORT:
        yield Problem(node, "short_title", f"dài quá {SHORT} chữ nên bị cắt trên màn hình.", blocking=False)
    if not value["questions"]:
        yield Problem(node, "", "chưa có câu hỏi nào.", blocking=False)
    if tree["sections"] and value["section"] not in {one["key"] for one in tree["sections"]}:
        yield Problem(node, "section", "chưa chọn mục của thông báo nên không được tổng hợp.", blocking=False)


def _question(tree: Tree, node: Node) -> Iterator[Problem]:
    value = value_of(tree, node)
    if not value["ask"].strip():
        yield Problem(node, "ask", "chưa ghi câu hỏi.")
    yield from _picked(tree, node, value)
    if "least" in value and "most" in value and to_decimal(value["least"]) > to_decimal(value["most"]):
        yield Problem(node, "most", "số nhiều nhất nhỏ hơn số ít nhất.")
    yield from _condition(tree, node, value)
    for name in value.get("total_of", ()):
        if name.removeprefix("-") == node.key:
            yield Problem(node, "plus", "một câu không thể là tổng của chính nó.")


def _picked(tree: Tree, node: Node, value: Tree) -> Iterator[Problem]:
    """What a question with choices or columns needs."""
    choices, columns = value.get("choices", ()), value.get("columns", ())
    if value["kind"] == Kind.CHOICE:
        if len(choices) < 2:
            yield Problem(node, "choices", "cần ít nhất hai phương án.")
        elif len(set(choices)) != len(choices):
            yield Problem(node, "choices", "có hai phương án giống nhau.")
    if value["kind"] == Kind.TABLE and not columns:
        yield Problem(node, "columns", "bảng cần ít nhất một cột.")
    if len({one["key"] for one in columns}) != len(columns):
        yield Problem(node, "columns", "có hai cột giống nhau.")
    allowed = [answer for answer, _ in answers(tree, node.key)]
    if value.get("expects") is not None and not _among(value["expects"], allowed):
        yield Problem(node, "expects", "câu trả lời đúng không còn trong các phương án.")


def _condition(tree: Tree, node: Node, value: Tree) -> Iterator[Problem]:
    when = value.get("when")
    if not when:
        return
    if when["question"] == node.key:
        yield Problem(node, "when", "điều kiện không thể hỏi chính câu này.")
        return
    yield from _waits(tree, node, "when", when["question"], when["equals"])
    if when["question"] not in askable_codes(tree, node):
        yield Problem(node, "when", "câu của điều kiện đứng sau câu này trên phiếu.", blocking=False)


def _waits(tree: Tree, node: Node, field: str, code: str, equals: Plain) -> Iterator[Problem]:
    """A condition that waits for an answer that nobody can give."""
    allowed = [answer for answer, _ in answers(tree, code)]
    if not allowed:
        number = numbers(tree).get(code, "đã bỏ")
        yield Problem(node, field, f"câu {number} không có các phương án để đặt điều kiện.")
    elif not _among(equals, allowed):
        yield Problem(node, field, f"câu {numbers(tree)[code]} không còn phương án đã chọn.")


def _section(tree: Tree, node: Node) -> Iterator[Problem]:
    value = value_of(tree, node)
    if not value["title"].strip():
        yield Problem(node, "title", "chưa ghi tên mục.")
    if not _SECTION.fullmatch(node.key):
        yield Problem(node, "key", "số mục nên theo kiểu I.2 hoặc I.2.a để in đúng cấp.", blocking=False)
    if not value["statements"]:
        yield Problem(node, "", "chưa có câu tổng hợp nào; thông báo chỉ in tên mục.", blocking=False)


def _statement(tree: Tree, node: Node) -> Iterator[Problem]:
    value = value_of(tree, node)
    kind = value["type"]
    if kind in ("counts", "failing") and not counts_of(value):
        yield Problem(node, "", "cần ít nhất một vế đếm đơn vị.")
    if kind == "all_only" and not counts_of(value):
        yield Problem(node, "", "thiếu vế đếm đơn vị.")
    if kind in ("all_only", *PLACES) and not str(value.get("text", "")).strip():
        yield Problem(node, "text", "chưa ghi câu in ra.")
    mark = f"{{{PLACES[kind][0]}}}" if kind in PLACES else ""
    if mark not in str(value.get("text", mark)):
        yield Problem(node, "text", f"cần có chữ {MARKS[mark]} ở chỗ của con số.")
    if kind in ("examples", "proposals") and not value.get("questions"):
        yield Problem(node, "questions", "chưa chọn câu hỏi nào.")
    if kind in ("names", *PLACES) and not isinstance(value.get("question"), str):
        yield Problem(node, "question", "chưa chọn câu hỏi.")
    yield from _marks(node, value)


def _marks(node: Node, value: Tree) -> Iterator[Problem]:
    """Braces that are no place of a figure would stop the notice."""
    for key in ("lead", "opening", "some", "all", "phrase"):
        if set("{}") & set(str(value.get(key, ""))):
            yield Problem(node, key, "không dùng dấu { và dấu } ở đây.")
    places = PLACES.get(value["type"])
    if places and not _fills(str(value.get("text", "")), set(places)):
        yield Problem(node, "text", "không dùng dấu { và dấu } ở đây.")
    if value["type"] == "all_only" and set("{}") & set(str(value.get("text", ""))):
        yield Problem(node, "text", "không dùng dấu { và dấu } ở đây.")
    known = {mark.strip("{}") for mark in PHRASE_MARKS}
    for words in value.get("phrases", {}).values():
        if not _fills(str(words), known):
            yield Problem(node, "phrases", "không dùng dấu { và dấu } ở đây.")


def _fills(text: str, known: set[str]) -> bool:
    """Whether a text has places of the known figures only."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return False
    doubled = "{{" in text or "}}" in text
    return not doubled and all(
        name is None or (name in known and not spec and not conversion) for _, name, spec, conversion in parts
    )


def _count(tree: Tree, node: Node) -> Iterator[Problem]:
    value = value_of(tree, node)
    asked = asked_by(value)
    if not asked:
        yield Problem(node, "question", "chưa chọn câu hỏi để đếm.")
    if not str(value.get("does", "")).strip():
        yield Problem(node, "does", "chưa ghi lời cho đơn vị làm được.")
    if not str(value.get("fails", "")).strip() and value_of(tree, parent(tree, node))["type"] != "all_only":
        yield Problem(node, "fails", "chưa ghi lời cho đơn vị chưa làm được.")
    for key in ("prefix", "does", "fails", "none", "exempt"):
        if set("{}") & set(str(value.get(key, ""))):
            yield Problem(node, key, "không dùng dấu { và dấu } ở đây.")
    equals = value.get("equals")
    if equals is not None:
        figures = {one["code"] for one in questions(tree) if one["kind"] in FIGURE_KINDS}
        for code in asked:
            if code not in figures or not isinstance(equals, int):  # a figure can be counted where it is 0
                yield from _waits(tree, node, "equals", code, equals)
        return
    lacking = [one for one in questions(tree) if one["code"] in asked and one.get("expects") is None]
    if lacking and any(one["kind"] == Kind.CHOICE for one in lacking):
        yield Problem(
            node,
            "equals",
            "câu chọn phương án chưa có câu trả lời đúng nên không đơn vị nào được đếm.",
            False,
        )


def _contradiction(tree: Tree, node: Node) -> Iterator[Problem]:
    value = value_of(tree, node)
    if len(value["all_of"]) < 2:
        yield Problem(node, "all_of", "cần ít nhất hai câu trả lời.")
    if not value["say"].strip():
        yield Problem(node, "say", "chưa ghi lời nhắc.")
    for one in value["all_of"]:
        yield from _waits(tree, node, "all_of", one["question"], one["equals"])
    if len({one["question"] for one in value["all_of"]}) != len(value["all_of"]):
        yield Problem(node, "all_of", "một câu hỏi được nêu hai lần.")


def _twins(tree: Tree) -> Iterator[Problem]:
    """Codes that stand twice (only a file from elsewhere can bring them)."""
    codes = [one["code"] for one in questions(tree)]
    if len(set(codes)) != len(codes):
        yield Problem(ROOT, "", "có hai câu hỏi cùng mã.")


def _among(value: Plain, allowed: list[Plain]) -> bool:
    return any(value == one and type(value) is type(one) for one in allowed)


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


RULES: dict[Part, Rule] = {
    Part.CHECKLIST: _checklist,
    Part.CRITERION: _criterion,
    Part.QUESTION: _question,
    Part.SECTION: _section,
    Part.STATEMENT: _statement,
    Part.COUNT: _count,
    Part.CONTRADICTION: _contradiction,
}
