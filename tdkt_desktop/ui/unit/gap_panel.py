"""The right panel of a unit tab: what is still missing, and what can be made of the unit's record."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from tdkt_desktop.domain.checklist import Question
from tdkt_desktop.ui.controls.background import Background
from tdkt_desktop.ui.controls.fields import button, label, with_icon
from tdkt_desktop.ui.desk.sheet import Sheet
from tdkt_desktop.ui.look.theme import GAP, TIGHT, UNIT, Theme
from tdkt_desktop.ui.unit.evidence_panel import EvidencePanel
from tdkt_desktop.ui.unit.sealing_flow import ADDING, DRAFT, ISSUED, SEALED, next_step, stage_words

BESIDE_TEXT = 32  # px at 100 %: the paddings of a line, and a scroll bar of the list and one of the panel
LEAST_LIST = 72  # px: two questions
BY_KEY = {  # the seal's button with a letter that no form beside it uses
    DRAFT: "&Chốt biên bản…",
    SEALED: "Mở lạ&i để sửa",
    ISSUED: "Bổ sung &có lý do…",
    ADDING: "Kết thú&c bổ sung",
}


class GapPanel(QFrame):
    """`gap_requested(question)` to jump to it; the rest is about the minutes and the evidence."""

    gap_requested = Signal(str)
    preview_requested = Signal()
    export_requested = Signal()
    seal_requested = Signal()

    def __init__(self, sheet: Sheet, theme: Theme, background: Background) -> None:
        super().__init__()
        self._sheet = sheet
        self._text_width = 0
        self.setProperty("role", "side")
        box = self._scrolling()
        box.setContentsMargins(GAP, GAP, GAP, GAP)
        box.setSpacing(UNIT)
        self.title = label("", "heading")
        box.addWidget(self.title)
        self.list = QListWidget()
        self.list.setProperty("role", "plain")
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName("Các câu hỏi còn thiếu")
        self.list.itemClicked.connect(self._jump)
        self.list.itemActivated.connect(self._jump)
        self.list.setMinimumHeight(theme.px(LEAST_LIST))
        box.addWidget(self.list, 1)
        self.evidence = EvidencePanel(sheet, theme, background)
        box.addWidget(self.evidence)  # as high as its files, so that the gaps keep the room
        box.addWidget(label("Biên bản", "heading"))
        self.stage = label("", "hint")
        box.addWidget(self.stage)
        self.preview = button("X&em trước và in", "primary", "Xem trước và in biên bản")
        self.preview.clicked.connect(self.preview_requested)
        self.export = with_icon(button("X&uất biên bản…"), theme.icon("export"))
        self._theme = theme
        theme.changed.connect(self._tint)
        self.export.clicked.connect(self.export_requested)
        self.seal = button("")
        self.seal.clicked.connect(self.seal_requested)
        self.signed = button("Bản &quét đã ký…", "flat", "Đính bản quét đã ký")
        self.signed.clicked.connect(self.evidence.choose_signed)
        for one in (self.preview, self.export, self.seal, self.signed):
            box.addWidget(one)
        sheet.changed.connect(self.refresh)
        self.refresh()

    def _scrolling(self) -> QVBoxLayout:
        """The panel scrolls where the window is too low for all of it, as at a large zoom."""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        page, scroll = QWidget(), QScrollArea()
        for part in (page, scroll):
            part.setProperty("role", "inside")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setAccessibleName("Cột bên phải")
        scroll.setWidget(page)
        outer.addWidget(scroll)
        return QVBoxLayout(page)

    def refresh(self) -> None:
        """Show what is missing now."""
        inspection = self._sheet.inspection
        words, step = stage_words(inspection), next_step(inspection)
        self.stage.setText(words)
        self.stage.setVisible(bool(words))
        self.seal.setText(BY_KEY[step])
        self.seal.setAccessibleName(step)
        self.signed.setVisible(self._sheet.sealed)
        missing = missing_questions(self._sheet)
        self.title.setText(f"Còn thiếu {len(missing)}" if missing else "Đã ghi đủ")
        if [self.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.list.count())] == [
            question.code for _, question in missing
        ]:
            return
        self.list.clear()
        for _, question in missing:
            item = QListWidgetItem(
                f"{self._sheet.checklist.numbers[question.code]}. {question.ask}", self.list
            )
            item.setData(Qt.ItemDataRole.UserRole, question.code)
            item.setToolTip(question.ask)
            item.setSizeHint(self._size(item.text()))

    def set_width(self, width: int) -> None:
        """Take a width; the questions are broken into lines anew."""
        self.setFixedWidth(width)
        self._text_width = width - 2 * GAP - self._theme.px(BESIDE_TEXT)
        self._fit()

    def _fit(self) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setSizeHint(self._size(item.text()))

    def _tint(self) -> None:
        self.list.setMinimumHeight(self._theme.px(LEAST_LIST))
        self.export.setIcon(self._theme.icon("export"))

    def _size(self, text: str) -> QSize:
        """The whole question is readable: Qt alone forgets the paddings and cuts the last line."""
        width = max(1, self._text_width)
        room = QRect(0, 0, width, 0)
        height = self.list.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), text).height()
        return QSize(width, height + UNIT + TIGHT)

    def _jump(self, item: QListWidgetItem) -> None:
        self.gap_requested.emit(item.data(Qt.ItemDataRole.UserRole))


def missing_questions(sheet: Sheet) -> list[tuple[int, Question]]:
    """The questions left, each with the number of its criterion."""
    return [
        (number, question)
        for number, progress in enumerate(sheet.progress.criteria, start=1)
        for question in progress.missing
    ]
