"""An official who fills one whole unit by keyboard alone: reads the place on the screen, types what the facts say there.

Where the facts say nothing, required questions are marked as not applicable with a reason, or get a plain test value,
so that every kind of question is typed at least once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tdkt_desktop.domain.checklist import Checklist, Criterion, Question
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
VISIT_LINES = (
    ("Ngày kiểm tra thực tế", "11/9/2019"),
    ("Bắt đầu lúc", "08:15"),
    ("Kết thúc lúc", "11:45"),
    ("Địa điểm", "Phòng họp của Đơn vị 03"),
    ("Thư ký đoàn", "Thư ký Thử Một"),
    ("Số biên bản", "03/BB-THU"),
    ("Ủy quyền", ""),
)
REPRESENTATIVES = (("Đại diện Thử Một", "Giám đốc"), ("Đại diện Thử Hai", "Trưởng phòng"))
ASSESSMENT = {
    "Ý kiến của đơn vị": "Giá trị thử: đơn vị tiếp thu đầy đủ.",
    "Ý kiến bảo lưu": "",
    "Kết luận của đoàn": "Giá trị thử: đề nghị khắc phục trong quý.",
}
REQUIREMENT = ("Giá trị thử: bổ sung báo cáo thành tích", "30/10/2019")


class Official:
    """Tells the story of one unit, from the overview to the minutes as a PDF at `target`."""

    def __init__(self, typist: Typist, checklist: Checklist, facts: Mapping[str, Any], target: Path) -> None:
        self._typist, self._checklist, self._facts, self._target = typist, checklist, facts, target
        self._gaps: list[str] = []

    def whole_unit(self, tabs: int) -> Story:
        """From the overview to the saved PDF. `tabs` is the number of the unit's tab."""
        yield Wait(lambda: self._typist.here == "Bảng nội dung kiểm tra theo đơn vị", "the overview")
        yield Scene("tong-quan")
        yield Keys("Ctrl+PgDown " * tabs)
        yield from self._visit()
        for criterion in self._checklist.criteria:
            yield from self._criterion(criterion)
        yield from self._assessment()
        yield from self._fill_gaps()
        yield from self._seal()
        yield from self._save()

    # ------------------------------------------------------------------ the pages

    def _visit(self) -> Story:
        for name, text in VISIT_LINES:
            yield from self._line(name, text)
        yield from self._at("Lý do làm khác kế hoạch")
        yield Keys("Tab")
        members = [(one["text"], one.get("note", "")) for one in self._facts["members"]]
        yield from self._lines("Thành viên đoàn có mặt", members)
        yield from self._lines("Đại diện đơn vị", REPRESENTATIVES)
        yield from self._at("Báo cáo của đơn vị: ")
        yield Keys("P Enter")
        yield from self._lines(
            "Số liệu báo cáo và số liệu kiểm tra",
            [("số sáng kiến năm 2019", "14", "12")],
            scene="thong-tin",
        )

    def _criterion(self, criterion: Criterion) -> Story:
        for question in criterion.questions:
            if question.when is None or self._answer(question.when.question)[0] == question.when.equals:
                yield from self._question(question)
        remark = self._facts["remarks"].get(criterion.code, {})
        if criterion.graded:
            yield from self._at("Kết luận về nội dung này: ")
            verdict = {"met": "D", "not_met": "C"}.get(remark.get("verdict", ""), "")
            yield Keys(f"{verdict} Enter")
        yield from self._long("Nhận xét của đoàn", "")
        yield from self._long("Hạn chế", remark.get("limitation", ""))
        yield from self._long("Tài liệu đã xem", f"Hồ sơ thử số {criterion.code[1:]}/2019")
        if remark.get("limitation"):
            yield Scene("chua-dat")
        elif criterion.code == "C01":
            yield Scene("noi-dung-01")
        yield from self._at("Đưa nhận xét này vào thông báo")
        if remark.get("limitation"):
            yield Keys("Space Enter")  # Enter at the end of a page goes to the next one
        else:
            yield Keys("Alt+Down")

    def _assessment(self) -> Story:
        said = self._facts["assessment"]
        yield from self._long("Ưu điểm", said["strengths"])
        yield from self._long("Hạn chế và nguyên nhân", said["limitations"])
        for name, text in ASSESSMENT.items():
            yield from self._long(name, text)
        yield from self._lines("Yêu cầu khắc phục", [REQUIREMENT])
        yield Scene("nhan-xet")

    def _fill_gaps(self) -> Story:
        for code in self._gaps:
            yield Keys("Ctrl+Return")
            question = self._checklist.question(code)
            yield from self._at(question.ask)
            yield Text(SPARE[code])
        if self._gaps:
            yield Scene("con-thieu")

    def _seal(self) -> Story:
        yield Keys("Alt+B")
        yield Wait(lambda: self._typist.here.startswith("menu: "), "the menu")
        yield Keys("C")
        yield Wait(lambda: self._typist.here == "Chốt biên bản", "the seal's own window")
        yield Scene("chot")
        yield Keys("Enter")
        yield Wait(lambda: self._typist.here != "Chốt biên bản", "the seal")
        yield Scene("da-chot")

    def _save(self) -> Story:
        yield Keys("Ctrl+P")
        yield Wait(lambda: _reads("Trang in ra giống hệt trang đang xem."), "the pages")
        yield Scene("xem-truoc")
        yield Keys("End")
        yield Keys("Alt+P")
        yield Wait(lambda: _window_title().startswith("Lưu"), "the window that asks for a file")
        yield Keys("Ctrl+A")
        yield Text(str(self._target))
        yield Keys("Enter")
        yield Wait(self._target.exists, "the PDF")
        yield Wait(lambda: _reads("Đã lưu"), "the word that it is saved")
        yield Scene("da-luu")
        yield Keys("Esc")
        yield Wait(lambda: not _window_title().startswith("Biên bản"), "the form")

    # ------------------------------------------------------------------ one question

    def _answer(self, code: str) -> tuple[Any, str]:
        """What the facts, or a test value, say to a question, and the note beside it."""
        found = self._facts["answers"].get(code, SPARE.get(code))
        if isinstance(found, dict) and "value" in found:
            return found["value"], found.get("note", "")
        return found, ""

    def _question(self, question: Question) -> Story:
        value, note = self._answer(question.code)
        yield from self._at(question.ask)
        if question.code in LATER:
            self._gaps.append(question.code)
            yield Keys("Enter")
        elif value is None and question.required:
            yield Keys("F4")
            yield Wait(lambda: self._typist.here.startswith("menu: "), "the menu of the question's state")
            yield Scene("khong-thuoc-doi-tuong")
            yield Keys("K")
            yield from self._at(f"{question.ask}: Vì sao không thuộc đối tượng")
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
            yield from self._long(question.ask, value)
            yield Keys("Tab")
        elif question.kind is Kind.DOCUMENT:
            for title, key in (
                ("Số, ký hiệu", "number"),
                ("Ngày", "date"),
                ("Cơ quan ban hành", "issuer"),
                ("Về việc", "subject"),
            ):
                yield from self._line(f"{question.ask}: {title}", value[key])
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
            yield from self._lines(question.ask, rows)
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
            yield from self._at(f"{question.ask}: Số tiền về việc gì")
            yield Text(said["measure"])
        if "period" in said:
            yield Keys("F4 H")
            yield from self._at(f"{question.ask}: Thời kỳ của số liệu")
            yield Text(_period(said["period"]))
            yield Scene("so-tien")
        yield Keys("Enter")
        if "measure" in said and "period" not in said:
            yield Keys("Enter")

    def _list(self, question: Question, items: Sequence[Mapping[str, Any]]) -> Story:
        """Lines with what is said of each; where nothing is measured the details stay folded."""
        money = question.measure == "đồng"
        yield from self._at(f"{question.ask}: thêm dòng")
        yield Keys("Enter")
        for number, item in enumerate(items, start=1):
            name = f"{question.ask}, dòng {number}"
            yield from self._at(f"{name}: Nội dung")
            yield Text(item["text"])
            if not question.measure and any(key in item for key in ("amount", "place", "period")):
                yield Keys("Tab")
                yield from self._at(f"{name}: Thêm số liệu, địa bàn, thời gian")
                yield Keys("Enter")
            elif question.measure:
                yield Keys("Enter")
            if question.measure or any(key in item for key in ("amount", "place", "period")):
                amount = APPROXIMATORS[item.get("approx", "")] + _number(item["amount"], money=money)
                yield from self._line(f"{name}: {'Số tiền' if money else 'Số lượng'}", amount)
                if not money:
                    yield from self._line(f"{name}: Đơn vị tính", item["measure"])
                yield from self._line(f"{name}: Địa bàn", item.get("place", ""))
                yield from self._line(f"{name}: Năm, thời kỳ", _period(item.get("period", "")))
            else:
                yield Keys("Enter")
        yield Scene("danh-sach")
        yield Keys("Enter")

    def _note(self, question: Question, note: str) -> Story:
        if note:
            yield Keys("F4 G")
            yield from self._at(f"{question.ask}: ghi chú")
            yield Text(note)

    # ------------------------------------------------------------------ one field

    def _line(self, name: str, text: str) -> Story:
        """A field that Enter leaves."""
        yield from self._at(name)
        yield Text(text)
        yield Keys("Enter")

    def _long(self, name: str, text: str) -> Story:
        """A field in which Enter makes a paragraph; Tab leaves it."""
        yield from self._at(name)
        yield Text(text)
        yield Keys("Tab")

    def _lines(self, name: str, rows: Sequence[Sequence[str]], *, scene: str = "") -> Story:
        """A list or table: Enter goes through the fields, opens the next line, and from a blank line goes on."""
        yield from self._at(f"{name}: thêm dòng")
        yield Keys("Enter")
        for number, row in enumerate(rows, start=1):
            for text in row:
                yield from self._at(f"{name}, dòng {number}: ")
                yield Text(text)
                yield Keys("Enter")
        if scene:
            yield Scene(scene)
        yield Keys("Enter")

    def _at(self, name: str) -> Story:
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


def _window() -> QWidget | None:
    """The window a person looks at; without a screen none is active after another has closed."""
    return QApplication.activeModalWidget() or QApplication.activeWindow()


def _window_title() -> str:
    window = _window()
    return window.windowTitle() if window is not None else ""


def _reads(words: str) -> bool:
    """Whether the window that has the keyboard says something."""
    window = _window()
    return window is not None and any(
        words in label.text() for label in window.findChildren(QLabel) if label.isVisible()
    )


def _in_sight() -> bool:
    """Whether the field that has the keyboard can be seen, or as much of it as there is room for."""
    focus = QApplication.focusWidget()
    return focus is None or focus.visibleRegion().boundingRect().height() >= min(focus.height(), LINE)
