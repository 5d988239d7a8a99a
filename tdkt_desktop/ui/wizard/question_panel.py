"""What is asked about the cells of a list: every open question, and the ways to answer the current one."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from tdkt_desktop.ui.controls.fields import button, clear_layout, label
from tdkt_desktop.ui.controls.flow_layout import FlowLayout
from tdkt_desktop.ui.controls.in_sight import keep_in_sight, show_whole
from tdkt_desktop.ui.look.theme import GAP, UNIT
from tdkt_desktop.ui.wizard.draft_fields import DraftLine
from tdkt_desktop.ui.wizard.step_page import scrolling
from tdkt_desktop.workflows.new_campaign.draft_lists import AGREED, SHEET, SKIPPED, Issue, UnitList

CELL_ROLE = int(Qt.ItemDataRole.UserRole)
NAME = "tên đơn vị"
SETTLED = "Không còn ô nào phải hỏi. Xem lại bảng rồi bấm Lấy vào danh sách."
FREE = "Ô này không có gì phải hỏi. Nếu ô ghi sai, gõ giá trị đúng rồi nhấn Enter; ở ô tên đơn vị, gõ “bỏ qua” để bỏ cả dòng."
KEPT_AS_IS = "Tệp Excel không bị sửa; câu trả lời chỉ dùng cho đợt kiểm tra này."
BUTTONS = {
    "cụm": "Là tên cụm",
    "đoàn": "Là tên đoàn",
    "đơn vị": "Là một đơn vị",
    "lấy": "Lấy",
    "đánh số lại": "Đánh số lại từ 1",
    SKIPPED: "Bỏ qua",
}


class QuestionPanel(QFrame):
    """`said(words)` when a person answers for the current cell, `cell_chosen(name)` when another question is chosen."""

    said = Signal(str)
    cell_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.found = UnitList("")
        self.cell = ""
        self.issues = QListWidget()
        self.issues.setProperty("role", "choices")
        self.issues.setAccessibleName("Các ô cần hỏi")
        self.issues.setWordWrap(True)
        self.issues.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.issues.setMinimumWidth(UNIT)
        self.issues.currentItemChanged.connect(self._issue_chosen)
        self.issues.itemActivated.connect(lambda _: self.to_answer())
        self.place = label("", "heading")
        self.whose = label("", "hint")
        self.question = label("", "question")
        self._choices = QVBoxLayout()
        self.answer = DraftLine("Câu trả lời cho ô đang chọn", "Giá trị đúng, rồi nhấn Enter")
        self.answer.handles_enter = True
        self.answer.entered.connect(self._typed)
        self._build()

    def show_list(self, found: UnitList, cell: str) -> None:
        """Show the open questions, errors first, then the old texts that were changed."""
        self.found = found
        self.issues.blockSignals(True)
        self.issues.clear()
        for sign, issues in (("!", found.errors), ("?", found.doubts)):
            for issue in issues:
                place = "" if issue.field == SHEET else f"{short_name(issue.cell)}: "
                self._add(issue.cell, f"{sign} {place}{issue.message}")
        for at, text, encoding in found.converted:
            self._add(at, f"≈ {short_name(at)}: chữ {encoding} đã đổi thành “{text}”")
        self.issues.blockSignals(False)
        self.issues.setVisible(bool(self.issues.count()))
        self.cell = cell

    def show_cell(self, cell: str, raw: str, answers: Mapping[str, str], unit: str = "") -> None:
        """Make a cell the current one: what is asked about it, or what was answered. `unit` is whose row it is."""
        self.cell = cell
        self.issues.blockSignals(True)
        rows = [at for at in range(self.issues.count()) if self._cell_at(at) == cell]
        self.issues.setCurrentRow(rows[0] if rows else -1)
        self.issues.blockSignals(False)
        issue, choices = self.open_issue(cell), list[tuple[str, str]]()
        heading, words = (f"Ô {short_name(cell)}", FREE) if cell else ("", SETTLED)
        if issue is not None:
            heading = "Trang tính" if issue.field == SHEET else f"Ô {short_name(cell)} ({issue.field})"
            words, choices = issue.message, ways_to_answer(issue)
        elif cell in answers:
            words, choices = f"Đã trả lời: {answers[cell]}.", [("", "Rút lại câu trả lời")]
        elif found := next((one for one in self.found.converted if one[0] == cell), None):
            words = f"Trước: {raw}\nSau: {found[1]}"
        asked_of = unit if issue is not None and issue.field not in (SHEET, NAME) else ""
        self.whose.setText(asked_of)
        self.whose.setVisible(bool(asked_of))
        self.place.setText(heading)
        self.place.setVisible(bool(heading))
        self.question.setText(words)
        self._show_choices(choices)
        self.answer.setVisible(bool(cell) and (issue is None or issue.field != SHEET))
        self.answer.load("")

    def open_issue(self, cell: str) -> Issue | None:
        """What is asked about a cell; None when nothing is."""
        return next((one for one in (*self.found.errors, *self.found.doubts) if one.cell == cell), None)

    def next_open(self) -> str:
        """The cell of the first open question; blank when there is none."""
        following = (*self.found.errors, *self.found.doubts)
        return following[0].cell if following else ""

    def to_answer(self) -> None:
        """The keyboard goes to the first way of answering; for an error that is the right value, not leaving it out."""
        wrong = any(one.cell == self.cell and not one.choices for one in self.found.errors)
        (
            self.choices[0] if self.choices and not (wrong and self.answer.isVisible()) else self.answer
        ).setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def choices(self) -> list[QPushButton]:
        """The buttons that answer."""
        entry = self._choices.itemAt(0)
        holder = entry.widget() if entry is not None else None
        return holder.findChildren(QPushButton) if holder is not None else []

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(GAP, GAP, GAP, GAP)
        outer.setSpacing(UNIT)
        outer.addWidget(self.issues, 1)
        page = QWidget()
        page.setProperty("role", "inside")
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, UNIT, 0)
        box.setSpacing(UNIT)
        box.addWidget(self.place)
        box.addWidget(self.whose)
        box.addWidget(self.question)
        box.addLayout(self._choices)
        box.addWidget(self.answer)
        box.addWidget(label(KEPT_AS_IS, "hint"))
        box.addStretch(1)
        keep_in_sight(page)
        show_whole(self)
        scroll = scrolling(page, "Câu hỏi về ô đang chọn")
        scroll.setProperty("role", "inside")
        outer.addWidget(scroll, 1)

    def _add(self, cell: str, words: str) -> None:
        item = QListWidgetItem(words)
        item.setData(CELL_ROLE, cell)
        item.setToolTip(words)
        self.issues.addItem(item)

    def _cell_at(self, row: int) -> str:
        return str(self.issues.item(row).data(CELL_ROLE))

    def _issue_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.cell_chosen.emit(str(item.data(CELL_ROLE)))

    def _typed(self) -> None:
        if text := self.answer.text().strip():
            self.said.emit(text)

    def _show_choices(self, choices: list[tuple[str, str]]) -> None:
        clear_layout(self._choices)
        if not choices:
            return
        holder = QWidget()
        box = FlowLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(UNIT)
        for value, words in choices:
            one = button(words)
            one.clicked.connect(lambda _=False, value=value: self.said.emit(value))
            box.addWidget(one)
        self._choices.addWidget(holder)
        for before, after in pairwise((self.issues, *self.choices, self.answer)):
            self.setTabOrder(before, after)  # as it is seen: the buttons stand above the field


def short_name(cell: str) -> str:
    """A cell without its sheet; the heading that a person names stands over its column."""
    name = cell.rpartition("!")[2]
    return f"cột {name[:-1]}" if name.endswith("0") and name[:-1].isalpha() else name


def ways_to_answer(issue: Issue) -> list[tuple[str, str]]:
    """Every way to answer by a click, with the words of its button, the proposal first."""
    found = [(AGREED, BUTTONS.get(issue.proposal, f"Đúng là {issue.proposal}"))] if issue.proposal else []
    found += [
        (one, BUTTONS.get(one, f"{one[:1].upper()}{one[1:]}"))
        for one in issue.choices
        if one != issue.proposal
    ]
    if SKIPPED not in (issue.proposal, *issue.choices) and issue.field != SHEET:
        found.append((SKIPPED, "Bỏ qua cả dòng" if issue.field == NAME else "Để trống ô này"))
    return found
