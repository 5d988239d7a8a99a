"""The right panel of a unit tab: what is still missing, and what can be made of the unit's record."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout

from tdkt_desktop.domain.checklist import Question
from tdkt_desktop.ui.fields import button, label, with_icon
from tdkt_desktop.ui.sheet import Sheet
from tdkt_desktop.ui.theme import GAP, TIGHT, UNIT, Theme

WIDTH = 260
TEXT_WIDTH = WIDTH - 2 * GAP - 4 * UNIT  # less the paddings and the scroll bar
SEALED = "Đã chốt. Phiếu được giữ nguyên cho tới khi mở lại."


class GapPanel(QFrame):
    """`gap_requested(question)` to jump to it; the rest is about the minutes."""

    gap_requested = Signal(str)
    preview_requested = Signal()
    export_requested = Signal()
    seal_requested = Signal()

    def __init__(self, sheet: Sheet, theme: Theme) -> None:
        super().__init__()
        self._sheet = sheet
        self.setProperty("role", "side")
        self.setFixedWidth(WIDTH)
        box = QVBoxLayout(self)
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
        box.addWidget(self.list, 1)
        box.addWidget(label("Biên bản", "heading"))
        self.stage = label(SEALED, "hint")
        box.addWidget(self.stage)
        self.preview = button("Xem t&rước biên bản", "primary")
        self.preview.clicked.connect(self.preview_requested)
        self.export = with_icon(button("X&uất biên bản…"), theme.icon("export"))
        self._theme = theme
        theme.changed.connect(self._tint)
        self.export.clicked.connect(self.export_requested)
        self.seal = button("")
        self.seal.clicked.connect(self.seal_requested)
        for one in (self.preview, self.export, self.seal):
            box.addWidget(one)
        sheet.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is missing now."""
        sealed = self._sheet.sealed
        self.stage.setVisible(sealed)
        self.seal.setText("Mở lại để sửa" if sealed else "Chốt biên bản")
        self.seal.setAccessibleName("Mở lại để sửa" if sealed else "Chốt biên bản")
        missing = missing_questions(self._sheet)
        self.title.setText(f"Còn thiếu {len(missing)}" if missing else "Đã ghi đủ")
        if [self.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.list.count())] == [
            question.code for _, question in missing
        ]:
            return
        self.list.clear()
        for number, question in missing:
            item = QListWidgetItem(f"{number}. {question.ask}", self.list)
            item.setData(Qt.ItemDataRole.UserRole, question.code)
            item.setToolTip(question.ask)
            item.setSizeHint(self._size(item.text()))

    def _tint(self) -> None:
        self.export.setIcon(self._theme.icon("export"))

    def _size(self, text: str) -> QSize:
        """The whole question is readable: Qt alone forgets the paddings and cuts the last line."""
        room = QRect(0, 0, TEXT_WIDTH, 0)
        height = self.list.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), text).height()
        return QSize(TEXT_WIDTH, height + UNIT + TIGHT)

    def _jump(self, item: QListWidgetItem) -> None:
        self.gap_requested.emit(item.data(Qt.ItemDataRole.UserRole))


def missing_questions(sheet: Sheet) -> list[tuple[int, Question]]:
    """The questions left, each with the number of its criterion."""
    return [
        (number, question)
        for number, progress in enumerate(sheet.progress.criteria, start=1)
        for question in progress.missing
    ]
