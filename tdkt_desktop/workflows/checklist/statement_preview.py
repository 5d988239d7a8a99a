"""How a sentence of the notice would read, in four cases on made-up units: all do, some do not, exempt, not checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from tdkt_desktop.domain.campaign import Campaign, Plan, Unit
from tdkt_desktop.domain.checklist import Checklist, Question
from tdkt_desktop.domain.draft.tree import Node, Part, Tree, asked_by, counts_of, has, questions, value_of
from tdkt_desktop.domain.inspection import Inspection, Record
from tdkt_desktop.domain.kinds import Kind, State
from tdkt_desktop.domain.reading_checklist import read_checklist
from tdkt_desktop.domain.values import Answer, DocumentRef, Figure, Item, Plain, Value
from tdkt_desktop.notice.lines import Scope
from tdkt_desktop.notice.live_figures import Figures
from tdkt_desktop.notice.rendering import render
from tdkt_desktop.notice.statements import section_text

YEAR, UNITS = 2026, 4
PROSE = "Đoạn này do thư ký viết trong thẻ Thông báo."
NOTHING = "(không in gì)"


class Sample(NamedTuple):
    """A case and what would be printed in it."""

    title: str
    lines: tuple[str, ...]


CASES: tuple[tuple[str, dict[int, str]], ...] = (
    ("Tất cả đều làm", {}),
    ("Một đơn vị chưa làm", {1: "fails"}),
    ("Một đơn vị không thuộc đối tượng", {2: "exempt"}),
    ("Một đơn vị chưa kiểm tra", {3: "unchecked"}),
)


def statement_samples(tree: Tree, node: Node) -> tuple[Sample, ...]:
    """The four cases of the statement a node is or belongs to; none where it is no statement.

    What cannot be worded yet (a blank, a question that is gone) raises nothing: the property says it.
    """
    statement = Node(Part.STATEMENT, node.key, node.place)
    if node.part not in (Part.STATEMENT, Part.COUNT) or not has(tree, statement):
        return ()
    said = value_of(tree, statement)
    if said["type"] == "prose":
        return (Sample("", (PROSE,)),)
    if node.part is Part.COUNT and "counts" in said:
        said = {**said, "counts": [value_of(tree, node)]}  # the one clause a person is writing
    checklist = _checklist_of(tree, said)
    return tuple(Sample(title, _lines(checklist, said, faults)) for title, faults in CASES)


def _checklist_of(tree: Tree, said: Tree) -> Checklist:
    """The questions of a draft and the one statement, as far as they can be worded."""
    named = _named(said)
    asked = [_wordable(one) for one in questions(tree) if one["code"] in named]
    criterion = {"code": "mau", "section": "I.1", "title": "Mẫu", "questions": asked}
    whole = {**said, "counts": [_counted(one) for one in said["counts"]]} if "counts" in said else dict(said)
    if "count" in said:
        whole["count"] = _counted(said["count"])
    sections = [{"key": "I.1", "title": "Mẫu", "statements": [whole]}]
    head = {"format": "tdkt-checklist 1", "code": "mau", "title": "Mẫu"}
    return read_checklist({**head, "criteria": [criterion], "sections": sections}, "Mẫu")


def _named(said: Tree) -> set[str]:
    """The questions a statement tells of; reading the others would hold up who is typing."""
    counted = {code for one in counts_of(said) for code in asked_by(one)}
    told = (*said.get("questions", ()), said.get("question"))
    return counted | {code for code in told if isinstance(code, str)}


def _wordable(asked: Tree) -> Tree:
    """A question without what may be half written."""
    made = {
        key: one
        for key, one in asked.items()
        if key in ("code", "kind", "ask", "measure", "expects", "addressee")
    }
    if asked["kind"] == Kind.CHOICE:
        made["choices"] = [*asked.get("choices", ()), "…", "……"]
    if asked["kind"] == Kind.TABLE:
        made["columns"] = asked.get("columns") or [{"key": "cot", "title": "…"}]
    return made


def _counted(count: Tree) -> Tree:
    return {**count, "does": count.get("does") or "……", "fails": count.get("fails") or "……"}


def _lines(checklist: Checklist, said: Tree, faults: Mapping[int, str]) -> tuple[str, ...]:
    units = tuple(
        Unit(f"U{place}", place, f"Đơn vị {place:02d}", f"Đơn vị {place:02d}", f"Đơn vị {place:02d}")
        for place in range(1, UNITS + 1)
    )
    campaign = Campaign("mau", "Mẫu", YEAR, plan=Plan("01/KH", dt.date(YEAR, 1, 5), "Mẫu"), units=units)
    wanted = {code: one.get("equals") for one in counts_of(said) for code in asked_by(one)}
    first = {asked_by(one)[0] for one in counts_of(said) if asked_by(one)}
    told = {code for code in (*said.get("questions", ()), said.get("question")) if isinstance(code, str)}
    inspections = {}
    for place, unit in enumerate(units):
        fault = faults.get(place, "")
        answers = {
            asked.code: _answer(
                asked, wanted.get(asked.code), fault if asked.code in first | told else "", place
            )
            for asked in checklist.questions()
            if asked.code in {*wanted, *told}
        }
        inspections[unit.code] = Inspection(unit.code, answers=answers)
    figures = Figures(Scope(campaign, checklist, Record(inspections), units))
    try:
        paragraphs = section_text(figures, checklist.sections[0])
        return tuple(f"{_sign(line.shape)}{line.full}" for line in render(paragraphs, figures)) or (NOTHING,)
    except (KeyError, ValueError, IndexError):
        return ("……",)  # half written: its property says what is missing


def _sign(shape: str) -> str:
    return {"bullet": "- ", "plus": "+ "}.get(shape, "")


def _answer(asked: Question, wanted: Plain, fault: str, place: int) -> Answer:
    if fault == "unchecked":
        return Answer()
    if fault == "exempt":
        return Answer(State.NOT_APPLICABLE, reason="Không có hoạt động này")
    if asked.kind in ITEMS:
        return Answer(State.ANSWERED, items=() if fault else (ITEMS[asked.kind](asked, place),))
    if fault and asked.kind not in (Kind.YES_NO, Kind.CHOICE):
        return Answer(State.ANSWERED)
    return Answer(State.ANSWERED, _value(asked, wanted, place, failing=bool(fault)))


def _value(asked: Question, wanted: Plain, place: int, *, failing: bool) -> Value:
    if asked.kind is Kind.YES_NO:
        good = next((one for one in (wanted, asked.expects) if isinstance(one, bool)), True)
        return good is not failing
    if asked.kind is Kind.CHOICE:
        chosen = next((one for one in (wanted, asked.expects) if isinstance(one, str)), asked.choices[0])
        return next(one for one in asked.choices if one != chosen) if failing else chosen
    if asked.kind is Kind.MONEY:
        return Figure(Decimal(10_000_000 * (place + 1)), period=str(YEAR))
    if asked.kind is Kind.DATE:
        return dt.date(YEAR, 3, 1 + place)
    if asked.kind is Kind.TEXT:
        return "nội dung đơn vị đã ghi"
    if asked.kind is Kind.DOCUMENT:
        return DocumentRef(f"{place + 1:02d}/QĐ", dt.date(YEAR, 1, 10))
    return Figure(Decimal(wanted if isinstance(wanted, int) else place + 3))


def _line_of(asked: Question, place: int) -> Item:
    if asked.addressee:
        return Item("1", text="Tổ chức tập huấn nghiệp vụ hằng năm")
    if asked.measure:
        amount = Decimal(10_000_000 * (place + 1) if asked.measure == "đồng" else place + 3)
        return Item("1", text="nội dung 01", amount=amount, measure=asked.measure, period=str(YEAR))
    return Item("1", text="Nội dung 01", place="xã 01")


def _row_of(asked: Question, place: int) -> Item:
    cells = {column.key: Decimal(place + count) for count, column in enumerate(asked.columns, start=1)}
    return Item("1", text=str(YEAR), period=str(YEAR), cells=cells)


ITEMS: Mapping[Kind, Callable[[Question, int], Item]] = {Kind.LIST: _line_of, Kind.TABLE: _row_of}
