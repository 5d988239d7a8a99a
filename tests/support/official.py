"""An official who fills one whole unit by keyboard alone: reads the place on the screen, types what the facts say there.

The single questions are told in tests/support/answers.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tdkt_desktop.domain.checklist import Checklist, Criterion
from tests.support.answers import SPARE, Answers
from tests.support.keyboard import Keys, Scene, Story, Text, Typist, Wait

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
        self._do = Answers(typist, facts)

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

    def _visit(self) -> Story:
        for name, text in VISIT_LINES:
            yield from self._do.line(name, text)
        yield from self._do.at("Lý do làm khác kế hoạch")
        yield Keys("Tab")
        members = [(one["text"], one.get("note", "")) for one in self._facts["members"]]
        yield from self._do.lines("Thành viên đoàn có mặt", members)
        yield from self._do.lines("Đại diện đơn vị", REPRESENTATIVES)
        yield from self._do.at("Báo cáo của đơn vị: ")
        yield Keys("P Enter")
        yield from self._do.lines(
            "Số liệu báo cáo và số liệu kiểm tra",
            [("số sáng kiến năm 2019", "14", "12")],
            scene="thong-tin",
        )

    def _criterion(self, criterion: Criterion) -> Story:
        for question in criterion.questions:
            if question.when is None or self._do.answer(question.when.question)[0] == question.when.equals:
                yield from self._do.question(question)
        remark = self._facts["remarks"].get(criterion.code, {})
        if criterion.graded:
            yield from self._do.at("Kết luận về nội dung này: ")
            verdict = {"met": "D", "not_met": "C"}.get(remark.get("verdict", ""), "")
            yield Keys(f"{verdict} Enter")
        yield from self._do.long("Nhận xét của đoàn", "")
        yield from self._do.long("Hạn chế", remark.get("limitation", ""))
        yield from self._do.long("Tài liệu đã xem", f"Hồ sơ thử số {criterion.code[1:]}/2019")
        if remark.get("limitation"):
            yield Scene("chua-dat")
        elif criterion.code == "C01":
            yield Scene("noi-dung-01")
        yield from self._do.at("Đưa nhận xét này vào thông báo")
        if remark.get("limitation"):
            yield Keys("Space Enter")  # Enter at the end of a page goes to the next one
        else:
            yield Keys("Alt+Down")

    def _assessment(self) -> Story:
        said = self._facts["assessment"]
        yield from self._do.long("Ưu điểm", said["strengths"])
        yield from self._do.long("Hạn chế và nguyên nhân", said["limitations"])
        for name, text in ASSESSMENT.items():
            yield from self._do.long(name, text)
        yield from self._do.lines("Yêu cầu khắc phục", [REQUIREMENT])
        yield Scene("nhan-xet")

    def _fill_gaps(self) -> Story:
        for code in self._do.gaps:
            yield Keys("Ctrl+Return")
            question = self._checklist.question(code)
            yield from self._do.at(question.ask)
            yield Text(SPARE[code])
        if self._do.gaps:
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
