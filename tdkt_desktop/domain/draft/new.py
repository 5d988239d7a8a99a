"""What is new in a checklist being written: contents, questions, sections, sentences with sensible beginnings."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from tdkt_desktop.domain.draft.names import free_code, free_name, free_section
from tdkt_desktop.domain.draft.tree import ROOT, DraftRefused, Node, Part, Tree, questions
from tdkt_desktop.domain.kinds import FIGURE_KINDS, ITEM_KINDS, Kind
from tdkt_desktop.domain.values import Plain


def new_value(tree: Tree, part: Part, holder: Node, kind: str, avoid: AbstractSet[str]) -> Tree:
    if part is Part.CRITERION:
        last = tree["criteria"][-1]["section"] if tree["criteria"] else ""
        return {"code": free_name(tree, avoid), "section": last, "title": "Nội dung mới", "questions": []}
    if part is Part.QUESTION:
        return {
            "code": free_code(tree, holder.key, avoid),
            "kind": str(Kind.YES_NO),
            "ask": "Câu hỏi mới?",
            "expects": True,
        }
    if part is Part.SECTION:
        last = tree["sections"][-1]["key"] if tree["sections"] else "I.0"
        return {"key": free_section(tree, last), "title": "Mục mới", "statements": []}
    asked = _fitting(tree, kind or "counts", holder)
    if part is Part.CONTRADICTION:
        first = [{"question": one["code"], "equals": _good(one)} for one in asked[:2]]
        return {"all_of": first, "say": "ghi hai câu trả lời trái nhau"}
    count: Tree = {"question": asked[0]["code"], "does": "", "fails": ""} if asked else {}
    if part is Part.COUNT:
        return count
    return {"type": kind, **_said(kind, asked, count)}


def _said(kind: str, asked: list[Tree], count: Tree) -> Tree:
    if kind == "prose":
        return {}
    if not asked:
        raise DraftRefused(
            ROOT, "Phiếu chưa có câu hỏi nào hợp với câu tổng hợp này.", "Hãy thêm câu hỏi trước."
        )
    code: Plain = asked[0]["code"]
    beginnings: dict[str, Tree] = {
        "counts": {"counts": [count]},
        "failing": {"lead": "Tuy nhiên, ", "counts": [count]},
        "all_only": {"count": count, "text": "100% các đơn vị được kiểm tra "},
        "examples": {"opening": "", "questions": [code]},
        "names": {"question": code, "opening": "", "phrase": "với"},
        "sum": {"question": code, "text": "Tổng số tiền là {total}"},
        "range": {"question": code, "text": "{units} đơn vị báo cáo kết quả {range}"},
        "proposals": {"questions": [code]},
    }
    return beginnings[kind]


def _fitting(tree: Tree, kind: str, holder: Node) -> list[Tree]:
    """The questions a statement can tell of, those of the contents of its own section first."""
    kinds: dict[str, frozenset[str] | set[str]] = {
        "examples": {str(one) for one in (*ITEM_KINDS, Kind.TEXT, Kind.DOCUMENT, *FIGURE_KINDS)},
        "names": {str(Kind.LIST)},
        "proposals": {str(Kind.LIST)},
        "sum": {str(Kind.MONEY), str(Kind.LIST)},
        "range": {str(one) for one in FIGURE_KINDS},
    }
    wanted = kinds.get(kind, {str(Kind.YES_NO), str(Kind.CHOICE)})
    own = {
        asked["code"]
        for one in tree["criteria"]
        if holder.key and one["section"] == holder.key
        for asked in one["questions"]
    }
    found = [one for one in questions(tree) if one["kind"] in wanted]
    return sorted(found, key=lambda one: one["code"] not in own)


def _good(asked: Tree) -> Plain:
    if asked["kind"] == Kind.YES_NO:
        return asked.get("expects") is not False
    return asked.get("expects") or asked["choices"][0]


def with_own_codes(tree: Tree, criterion: Tree, avoid: AbstractSet[str]) -> Tree:
    """A copied content whose questions have codes of their own and name each other by them."""
    code = free_name(tree, avoid)
    before = criterion["code"]
    names = {}
    for number, asked in enumerate(criterion["questions"], start=1):
        own = asked["code"].startswith(f"{before}.")
        names[asked["code"]] = f"{code}{asked['code'][len(before) :]}" if own else f"{code}.{number:02d}.x"

    def follow(node: Plain) -> Plain:
        if isinstance(node, dict):
            return {
                key: value if key in ("ask", "hint", "title") else follow(value)
                for key, value in node.items()
            }
        if isinstance(node, list):
            return [follow(one) for one in node]
        sign = "-" if isinstance(node, str) and node.startswith("-") else ""
        return (
            sign + names[node.removeprefix("-")]
            if isinstance(node, str) and node.removeprefix("-") in names
            else node
        )

    keys = ("code", "when", "total_of", "part_of")
    asked = [
        {key: follow(value) if key in keys else value for key, value in one.items()}
        for one in criterion["questions"]
    ]
    return {**criterion, "code": code, "questions": asked}
