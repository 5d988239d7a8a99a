"""What stands behind the figure or sentence the cursor is at: units, those to look at first, where each answer came from."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout

from tdkt_desktop.domain.errors import TdktError
from tdkt_desktop.ui.controls.fields import ENTER, button, label
from tdkt_desktop.ui.controls.row_room import row_room
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.look.theme import GAP, UNIT
from tdkt_desktop.ui.workbench.notice_sheet import NoticeSheet
from tdkt_desktop.workflows.notice.notice_sources import Behind, origin_of, sources_of

NOTHING = (
    "Câu này là lời văn, không dẫn số liệu nào.\n\nĐưa con trỏ đến một số liệu, hoặc một câu có số liệu, để xem các đơn vị "
    "đứng sau. Nhấn F6 để sang danh sách, Enter để mở ô đã ghi."
)
NOBODY = "Số liệu này không gắn với đơn vị nào."
UNIT_NUMBER = Qt.ItemDataRole.UserRole
MOST_LETTERS = 240  # of an answer in its row


class SourcePanel(QFrame):
    """`field_requested(unit, step, question)` to open the field behind a figure; `left` when Esc goes back."""

    field_requested = Signal(str, str, str)
    left = Signal()

    def __init__(self, desk: Desk, sheet: NoticeSheet) -> None:
        super().__init__()
        self._desk, self._sheet = desk, sheet
        self._token = ""
        self._units: tuple[Behind, ...] = ()
        self._later = QTimer(self, singleShot=True, interval=0)  # the text is drawn first
        self._later.timeout.connect(self._show_again)
        self.setProperty("role", "side")
        self.setAccessibleName("Nguồn của số liệu")
        self.title, self.asked = label("", "heading"), label("", "hint")
        self.list = UnitList()
        self.list.setAccessibleName("Các đơn vị đứng sau số liệu")
        self.list.currentRowChanged.connect(self._show_origin)
        self.list.opened.connect(self._open)
        self.list.left.connect(self.left)
        self.origin = label("", "hint")
        self.open_button = button("Mở ô nà&y")
        self.open_button.clicked.connect(self._open)
        box = QVBoxLayout(self)
        box.setContentsMargins(GAP, GAP, GAP, GAP)
        box.setSpacing(UNIT)
        for part in (self.title, self.asked):
            box.addWidget(part)
        box.addWidget(self.list, 100)
        box.addWidget(self.origin)
        box.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)
        self.show_figure("")

    def show_figure(self, token: str) -> None:
        """Show the units behind a figure, or behind those of a sentence; blank: say how to choose one."""
        self._token = token
        source = sources_of(self._sheet.notice, token) if token else None
        self._units = source.units if source is not None else ()
        self.title.setText(source.title if source is not None else "Nguồn của số liệu")
        asked = (
            "\n".join(source.asked) if source is not None and self._units else NOBODY if token else NOTHING
        )
        self.asked.setText(asked)
        self.list.show_units(self._units)
        for part in (self.list, self.open_button, self.origin):
            part.setVisible(bool(self._units))
        self._show_origin()

    def refresh(self) -> None:
        """Show the same figure with what is recorded now, as soon as the text has followed."""
        self._later.start()

    def _show_again(self) -> None:
        unit = self.unit
        self.show_figure(self._token)
        self.list.choose(
            next((row for row, one in enumerate(self._units) if unit and one[:1] == unit[:1]), 0)
        )

    @property
    def unit(self) -> Behind | None:
        """The unit chosen in the list."""
        return self._units[self.list.unit] if 0 <= self.list.unit < len(self._units) else None

    def enter(self) -> bool:
        """Put the keyboard on the first unit; False where there is none."""
        if not self._units:
            return False
        self.list.choose(max(0, self.list.unit))
        self.list.setFocus()
        return True

    def _show_origin(self) -> None:
        unit, words = self.unit, ""
        if unit is not None:
            try:
                words = origin_of(self._desk.session, unit)
            except TdktError as error:
                words = str(error)
        self.origin.setText(words)
        self.origin.setVisible(bool(words))

    def _open(self) -> None:
        if (one := self.unit) is not None:
            self.field_requested.emit(one.unit, one.step, one.question)


class UnitList(QListWidget):
    """`opened` at Enter or a double click; `left` at Esc. Rows are units, under the figures of a sentence as headings."""

    opened = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemDoubleClicked.connect(lambda _: self.opened.emit())

    def show_units(self, units: tuple[Behind, ...]) -> None:
        """A row each: the unit, its group and what it answered."""
        self.blockSignals(True)
        self.clear()
        under = ""
        for number, one in enumerate(units):
            if one.under != under:
                under = one.under
                self._add_heading(under)
            said = one.answer if len(one.answer) <= MOST_LETTERS else f"{one.answer[:MOST_LETTERS]}…"
            item = QListWidgetItem(
                f"{one.name}: {one.group.lower()}{f'{chr(10)}{said}' if said else ''}", self
            )
            item.setToolTip(one.answer)
            item.setData(UNIT_NUMBER, number)
        self.choose(0)
        self.blockSignals(False)
        self._fit()

    @property
    def unit(self) -> int:
        """The number of the unit chosen; -1 where none is."""
        row = self.currentRow()
        return int(self.item(row).data(UNIT_NUMBER)) if row >= 0 else -1

    def choose(self, unit: int) -> None:
        """Choose a unit by its number."""
        rows = (row for row in range(self.count()) if self.item(row).data(UNIT_NUMBER) == unit)
        self.setCurrentRow(next(rows, -1))

    def _add_heading(self, words: str) -> None:
        item = QListWidgetItem(words, self)
        item.setFlags(Qt.ItemFlag.NoItemFlags)  # the arrows pass over it
        font = QFont(self.font())
        font.setBold(True)
        item.setFont(font)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # Qt's name
        if event.key() in ENTER:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # Qt's name
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = row_room(self)
        for row in range(self.count()):
            item = self.item(row)
            metrics = QFontMetrics(item.font())
            box = metrics.boundingRect(0, 0, room, 10_000, int(Qt.TextFlag.TextWordWrap), item.text())
            least = 2 if item.flags() else 1
            item.setSizeHint(QSize(0, max(box.height(), least * metrics.lineSpacing()) + 2 * UNIT))
