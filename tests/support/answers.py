"""How an official answers one question by keyboard: what the facts say, or a plain test value, in the question's own way.

Where the facts say nothing, required questions are marked as not applicable with a reason, or get a test value, so that
every kind of question is typed at least once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QApplication

from tdkt_desktop.domain.checklist import Question
from tdkt_desktop.domain.kinds import Kind
from tests.support.keyboard import Keys, Scene, Story, Text, Typist, Wait

APPROXIMATORS = {"over": "trên ", "nearly": "gần ", "about": "khoảng ", "": ""}
NAMED_PERIODS = {"yearly": "hằng năm", "lunar-new-year": "dịp Tết Nguyên đán"}
LINE = 20  # px of a field that must be on the screen
WHY = "Giá trị thử: nguồn không nêu"
# Plain test values where the facts are silent, so that no kind of question is left out.
SPARE: Mapping[str, Any] = {
    "C01.01.1": {
        "number": "01/KH-THU",
        "date": "02/01/2019",
        "issuer": "Đơn vị 03",
        "subject": "kế hoạch thử",
    },
    "C01.02.1": "05/01/2019",
    "C01.04.1": "Giá trị thử: hội nghị và bản tin",
    "C01.07": "đầy đủ",
    "C02.02": "97,5",
    "C07.06": "4",
    "C09.05": "3",
    "C11.04": "12",
    "C12.03.1": "15 triệu",
    "C12.03.2": "120,5 triệu",
    "C13.01": [{"text": "Giá trị thử: kiến nghị thứ nhất"}, {"text": "Giá trị thử: kiến nghị thứ hai"}],
}
LATER = ("C12.03.1", "C12.03.2")  # passed over at first; Ctrl+Enter finds them


class Answers:
    """Stories of single questions and fields. `gaps` are the questions passed over at first."""

    def __init__(self, typist: Typist, facts: Mapping[str, Any]) -> None:
        self._typist, self._facts = typist, facts
        self.gaps: list[str] = []

    def answer(self, code: str) -> tuple[Any, str]:
        """What the facts, or a test value, say to a question, and the note beside it."""
        found = self._facts["answers"].get(code, SPARE.get(code))
        if isinstance(found, dict) and "value" in found:
            return found["value"], found.get("note", "")
        return found, ""

    def question(self, question: Question) -> Story:
        value, note = self.answer(question.code)
        yield from self.at(question.ask)
        if question.code in LATER:
            self.gaps.append(question.code)
            yield Keys("Enter")
        elif value is None and question.required:
            yield Keys("F4")
            yield Wait(lambda: self._typist.here.startswith("menu: "), "the menu of the question's state")
            yield Scene("khong-thuoc-doi-tuong")
            yield Keys("K")
            yield from self.at(f"{question.ask}: Vì sao không thuộc đối tượng")
            yield Text(WHY)
            yield Keys("Enter")
        elif value is None:
            yield from self._pass_by(question)
        else:
            yield from self._type(question, value, note)

    def _pass_by(self, question: Question) -> Story:
        """Leave a question that may stay blank."""
        keys = {
            Kind.TEXT: "Tab Tab",  # past its state
            Kind.LIST: "Enter Enter",  # a line, left blank again
            Kind.TABLE: "Enter Enter",
            Kind.DOCUMENT: "Enter Enter Enter Enter",
        }
        yield Keys(keys.get(question.kind, "Enter"))

    def _type(self, question: Question, value: Any, note: str) -> Story:
        if question.kind is Kind.YES_NO:
            yield Keys("C" if value else "K")
            yield from self._note(question, note)
            yield Keys("Enter")
        elif question.kind is Kind.CHOICE:
            yield Keys(str(question.choices.index(value) + 1))
            yield Keys("Enter")
        elif question.kind is Kind.TEXT:
            yield from self.long(question.ask, value)
            yield Keys("Tab")
        elif question.kind is Kind.DOCUMENT:
            for title, key in (
                ("Số, ký hiệu", "number"),
                ("Ngày", "date"),
                ("Cơ quan ban hành", "issuer"),
                ("Về việc", "subject"),
            ):
                yield from self.line(f"{question.ask}: {title}", value[key])
        elif question.kind is Kind.LIST:
            yield from self._list(question, value)
        elif question.kind is Kind.TABLE:
            rows = [
                (
                    _period(row["text"]),
                    *(str(row["cells"].get(column.key, "")) for column in question.columns),
                )
                for row in value
            ]
            yield from self.lines(question.ask, rows)
            yield Scene("bang")
        else:
            yield from self._figure(question, value)

    def _figure(self, question: Question, value: Any) -> Story:
        said = value if isinstance(value, dict) else {"amount": value}
        amount = said["amount"]
        typed = amount if isinstance(amount, str) else _number(amount, money=question.kind is Kind.MONEY)
        yield Text(APPROXIMATORS[said.get("approx", "")] + typed)
        if "measure" in said:
            yield Keys("F4 V")
            yield from self.at(f"{question.ask}: Số tiền về việc gì")
            yield Text(said["measure"])
        if "period" in said:
            yield Keys("F4 H")
            yield from self.at(f"{question.ask}: Thời kỳ của số liệu")
            yield Text(_period(said["period"]))
            yield Scene("so-tien")
        yield Keys("Enter")
        if "measure" in said and "period" not in said:
            yield Keys("Enter")

    def _list(self, question: Question, items: Sequence[Mapping[str, Any]]) -> Story:
        """Lines with what is said of each; where nothing is measured the details stay folded."""
        money = question.measure == "đồng"
        yield from self.at(f"{question.ask}: thêm dòng")
        yield Keys("Enter")
        for number, item in enumerate(items, start=1):
            name = f"{question.ask}, dòng {number}"
            yield from self.at(f"{name}: Nội dung")
            yield Text(item["text"])
            if not question.measure and any(key in item for key in ("amount", "place", "period")):
                yield Keys("Tab")
                yield from self.at(f"{name}: Thêm số liệu, địa bàn, thời gian")
                yield Keys("Enter")
            elif question.measure:
                yield Keys("Enter")
            if question.measure or any(key in item for key in ("amount", "place", "period")):
                amount = APPROXIMATORS[item.get("approx", "")] + _number(item["amount"], money=money)
                yield from self.line(f"{name}: {'Số tiền' if money else 'Số lượng'}", amount)
                if not money:
                    yield from self.line(f"{name}: Đơn vị tính", item["measure"])
                yield from self.line(f"{name}: Địa bàn", item.get("place", ""))
                yield from self.line(f"{name}: Năm, thời kỳ", _period(item.get("period", "")))
            else:
                yield Keys("Enter")
        yield Scene("danh-sach")
        yield Keys("Enter")

    def _note(self, question: Question, note: str) -> Story:
        if note:
            yield Keys("F4 G")
            yield from self.at(f"{question.ask}: ghi chú")
            yield Text(note)

    def line(self, name: str, text: str) -> Story:
        """A field that Enter leaves."""
        yield from self.at(name)
        yield Text(text)
        yield Keys("Enter")

    def long(self, name: str, text: str) -> Story:
        """A field in which Enter makes a paragraph; Tab leaves it."""
        yield from self.at(name)
        yield Text(text)
        yield Keys("Tab")

    def lines(self, name: str, rows: Sequence[Sequence[str]], *, scene: str = "") -> Story:
        """A list or table: Enter goes through the fields, opens the next line, and from a blank line goes on."""
        yield from self.at(f"{name}: thêm dòng")
        yield Keys("Enter")
        for number, row in enumerate(rows, start=1):
            for text in row:
                yield from self.at(f"{name}, dòng {number}: ")
                yield Text(text)
                yield Keys("Enter")
        if scene:
            yield Scene(scene)
        yield Keys("Enter")

    def at(self, name: str) -> Story:
        """The keyboard is where the official thinks it is, and that place is on the screen."""
        here = self._typist.here
        assert here.startswith(name), f"the keyboard is at “{here}”, not at “{name}”"
        yield Wait(_in_sight, f"“{name}” to be in sight", seconds=2)


def _period(code: str) -> str:
    return NAMED_PERIODS.get(code, code.replace("..", " - "))


def _number(amount: int, *, money: bool) -> str:
    """As reports write it: 850 triệu, 4 tỷ, 33.809."""
    for name, size in (("tỷ", 10**9), ("triệu", 10**6)):
        if money and amount and amount % size == 0:
            return f"{amount // size:,} {name}".replace(",", ".")
    return f"{amount:,}".replace(",", ".")


def _in_sight() -> bool:
    """Whether the field that has the keyboard can be seen, or as much of it as there is room for."""
    focus = QApplication.focusWidget()
    return focus is None or focus.visibleRegion().boundingRect().height() >= min(focus.height(), LINE)
