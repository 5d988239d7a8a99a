"""Values that machines filled in differently, one after the other, side by side; each choice is written at once."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tdkt_desktop.domain.errors import TdktError
from tdkt_desktop.ui.controls.fields import GrowingText, button, card, clear_layout, label
from tdkt_desktop.ui.controls.messages import show_error
from tdkt_desktop.ui.controls.preedit import commit_preedit
from tdkt_desktop.ui.look.theme import GAP, PAGE, UNIT, Theme
from tdkt_desktop.vietnamese.text import sentence
from tdkt_desktop.vietnamese.word_diff import Mark, Stretch, word_diff

if TYPE_CHECKING:
    from tdkt_desktop.workflows.merge.conflicts import OpenConflict, Side
    from tdkt_desktop.workflows.session import CampaignSession

LETTERS, LINES = 130, 40
DONE = "Không còn điểm nào chưa thống nhất."
HOW = "Chọn một bên; bên không được chọn vẫn nằm trong lịch sử. Có thể đóng và làm tiếp lúc khác."
TONE_HINT = "Gạch chân: chỉ khác dấu. Chữ đậm trên nền: khác chữ."


class ConflictsDialog(QDialog):
    """`settled` after each choice."""

    settled = Signal()

    def __init__(self, session: CampaignSession, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self._conflicts: tuple[OpenConflict, ...] = ()
        self.setWindowTitle("Điểm chưa thống nhất giữa các máy")
        self.setAccessibleName(self.windowTitle())
        self.head = label("", "heading")
        self.list = QListWidget()
        self.list.setAccessibleName("Các điểm chưa thống nhất")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._show_chosen)
        self._detail = QVBoxLayout()
        self._detail.setSpacing(GAP)
        box = QVBoxLayout(self)
        box.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        box.setSpacing(UNIT)
        box.addWidget(self.head)
        box.addWidget(label(HOW, "hint"))
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(self.list, 2)
        line.addWidget(self._scroll(), 5)
        box.addLayout(line, 1)
        close = button("Đón&g")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        box.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        room, metrics = self.screen().availableSize(), self.fontMetrics()
        self.resize(
            min(LETTERS * metrics.averageCharWidth(), room.width() - 2 * PAGE),
            min(LINES * metrics.height(), room.height() - 2 * PAGE),
        )
        self.buttons: dict[str, QWidget] = {}
        self.third: GrowingText | None = None
        self.refresh()
        self.list.setFocus()

    def refresh(self) -> None:
        """Read what is left; the row stays where it was, so that the next point is under the cursor."""
        from tdkt_desktop.workflows.merge.conflicts import open_conflicts

        row = max(self.list.currentRow(), 0)
        self._conflicts = open_conflicts(self._session)
        count = len(self._conflicts)
        self.head.setText(f"Còn {count:02d} điểm chưa thống nhất" if count else DONE)
        names = {unit.code: unit.short for unit in self._session.campaign.units}
        self.list.blockSignals(True)
        self.list.clear()
        for one in self._conflicts:
            where = names.get(one.unit, "Thông tin chung")
            QListWidgetItem(f"{where}\n{one.place.label}", self.list)
        self.list.blockSignals(False)
        self.list.setCurrentRow(min(row, count - 1))
        self._show_chosen()

    @property
    def conflict(self) -> OpenConflict | None:
        row = self.list.currentRow()
        return self._conflicts[row] if 0 <= row < len(self._conflicts) else None

    def _scroll(self) -> QScrollArea:
        page = QWidget()
        page.setProperty("role", "page")
        page.setLayout(self._detail)
        scroll = QScrollArea()
        scroll.setProperty("role", "page")
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setAccessibleName("Các bên của điểm đang chọn")
        scroll.setWidget(page)
        return scroll

    def _show_chosen(self) -> None:
        clear_layout(self._detail)
        self.buttons, self.third = {}, None
        one = self.conflict
        if one is None:
            return
        self._detail.addWidget(label(one.place.label, "question"))
        if one.before:
            self._detail.addWidget(label(f"Trước đó cùng là: {one.before}", "hint"))
        texts = [side.words for side in one.sides]
        for place, side in enumerate(one.sides):
            other = texts[1] if place == 0 else texts[0]
            mine, _ = word_diff(side.words, other)
            self._add_side(one, side, mine)
        if any(part.mark is not Mark.SAME for part in word_diff(texts[0], texts[1])[0]):
            self._detail.addWidget(label(TONE_HINT, "hint"))
        if one.mergeable:
            self._add_writing(one)
        self._detail.addStretch(1)

    def _add_side(self, one: OpenConflict, side: Side, parts: tuple[Stretch, ...]) -> None:
        frame, box = card()
        box.addWidget(label(f"{sentence(side.machine)} · {side.author} · {side.at}", "field"))
        text = QLabel(self._marked(parts))
        text.setTextFormat(Qt.TextFormat.RichText)
        text.setWordWrap(True)
        text.setAccessibleName(side.words)
        box.addWidget(text)
        take = button(f"Lấy của {side.machine}", "primary" if side.own else "", f"Lấy của {side.machine}")
        take.setAutoDefault(True)
        take.clicked.connect(lambda: self._settle("side", one, side))
        self.buttons[side.revision] = take
        box.addWidget(take, 0, Qt.AlignmentFlag.AlignLeft)
        self._detail.addWidget(frame)

    def _add_writing(self, one: OpenConflict) -> None:
        from tdkt_desktop.workflows.merge.conflicts import both_values, text_of

        frame, box = card()
        self.third = GrowingText("Viết lại", lines=2)
        self.third.load(text_of(both_values(one)))
        box.addWidget(label("Giữ cả hai đoạn, hoặc viết lại", "field"))
        box.addWidget(self.third)
        take = button("Ghi &nội dung này")
        take.setAutoDefault(False)
        take.clicked.connect(lambda: self._settle("third", one, None))
        self.buttons["third"] = take
        box.addWidget(take, 0, Qt.AlignmentFlag.AlignLeft)
        self._detail.addWidget(frame)

    def _settle(self, how: str, one: OpenConflict, side: Side | None) -> None:
        from tdkt_desktop.workflows.merge.conflicts import settle_third, settle_with

        try:
            if how == "third" and self.third is not None:
                commit_preedit()
                settle_third(self._session, one, self.third.toPlainText().strip())
            elif side is not None:
                settle_with(self._session, one, side)
        except TdktError as error:
            show_error(self, error)
            return
        self.settled.emit()
        self.refresh()
        self.list.setFocus()

    def _marked(self, parts: tuple[Stretch, ...]) -> str:
        """The words with what differs marked by shape and colour, never colour alone."""
        palette = self._theme.palette
        styles = {
            Mark.SAME: "",
            Mark.TONE: f"text-decoration: underline; color: {palette.partial};",
            Mark.OTHER: f"font-weight: 600; background-color: {palette.accent_soft};",
        }
        return "".join(
            f'<span style="{styles[part.mark]}">{escape(part.text).replace(chr(10), "<br/>")}</span>'
            for part in parts
        )
