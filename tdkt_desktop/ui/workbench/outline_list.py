"""The outline of the notice: its sections in order, which of them were written by hand and which to read again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from tdkt_desktop.ui.controls.row_room import row_room
from tdkt_desktop.ui.look.theme import ROW_HEIGHT, UNIT, Theme
from tdkt_desktop.workflows.notice.notice_prose import SectionEntry

KEY = Qt.ItemDataRole.UserRole
LINES = 3  # of a heading; the tip has it whole


class OutlineList(QListWidget):
    """`section_chosen(key)` when a person goes to a section; `show_section` is silent."""

    section_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._entries: tuple[SectionEntry, ...] = ()
        self.setProperty("role", "outline")
        self.setAccessibleName("Các mục của thông báo")
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(lambda: self.section_chosen.emit(self.key))

    @property
    def key(self) -> str:
        row = self.currentRow()
        return str(self.item(row).data(KEY)) if row >= 0 else ""

    def fill(self, entries: Sequence[SectionEntry]) -> None:
        """Show the sections; called again it only refreshes their states."""
        if tuple(entries) == self._entries:
            return
        self._entries = tuple(entries)
        self.blockSignals(True)
        for row, entry in enumerate(entries):
            item = self.item(row) if row < self.count() else QListWidgetItem(self)
            state = state_words(entry)
            item.setText(f"{entry.words}{f'{chr(10)}{state}' if state else ''}")
            item.setData(KEY, entry.key)
            item.setToolTip(item.text())
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.words}. {state or 'Phần mềm lập'}")
        self.blockSignals(False)
        self._fit()

    def show_section(self, key: str) -> None:
        self.blockSignals(True)
        for row, entry in enumerate(self._entries):
            if entry.key == key:
                self.setCurrentRow(row)
        self.blockSignals(False)

    def resizeEvent(self, event: QResizeEvent) -> None:  # Qt's name
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Rows as high as their words, up to a few lines."""
        room = row_room(self)
        for row, entry in enumerate(self._entries):
            item, font = self.item(row), QFont(self.font())
            font.setBold(entry.level == 1 or entry.to_read > 0)
            item.setFont(font)
            metrics = QFontMetrics(item.font())
            head = metrics.boundingRect(0, 0, room, 10_000, int(Qt.TextFlag.TextWordWrap), entry.words)
            lines = min(LINES, max(1, round(head.height() / metrics.lineSpacing())))
            words = entry.words
            while lines == LINES and _height(metrics, room, words) > LINES and len(words) > 8:
                words = f"{words.rstrip('…')[:-4].rstrip()}…"
            state = state_words(entry)
            item.setText(f"{words}{f'{chr(10)}{state}' if state else ''}")
            lines += _height(metrics, room, state) if state else 0
            height = lines * metrics.lineSpacing() + 2 * UNIT
            item.setSizeHint(QSize(0, max(self._theme.px(ROW_HEIGHT), height)))


def _height(metrics: QFontMetrics, room: int, words: str) -> int:
    box = metrics.boundingRect(0, 0, room, 10_000, int(Qt.TextFlag.TextWordWrap), words)
    return round(box.height() / metrics.lineSpacing())


def state_words(entry: SectionEntry) -> str:
    """What there is to say of a section beside its heading."""
    if entry.to_read:
        return f"Cần đọc lại {entry.to_read:02d} chỗ"
    return "Đã sửa lời văn" if entry.edited else ""
