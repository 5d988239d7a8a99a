"""A field that is searched with and the list of what it finds: the cursor stays in the field, the keys walk the list."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QFrame, QLabel, QLineEdit, QListView, QWidget

from tdkt_desktop.ui.controls.fields import label
from tdkt_desktop.ui.look.theme import GAP, ROW_HEIGHT, UNIT, Theme

Index = QModelIndex | QPersistentModelIndex
KEY = Qt.Key
ROWS = {KEY.Key_Down: 1, KEY.Key_Up: -1}
PAGES = {KEY.Key_PageDown: 1, KEY.Key_PageUp: -1}


class WalkList(QListView):
    """A list that is walked from a field beside it, so it never takes the keyboard. Rows that cannot be chosen
    (headings) are stepped over.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def first(self) -> None:
        """Go to the first row that can be chosen."""
        self.scrollToTop()
        self._go(-1, 1)

    def last(self) -> None:
        """Go to the last row that can be chosen."""
        self._go(self.model().rowCount(), -1)

    def step(self, rows: int) -> None:
        """Go some rows on (or back); at an end it stays."""
        self._go(self.currentIndex().row(), rows)

    def page(self, pages: int) -> None:
        """Go on by what fits into the list."""
        height = self.sizeHintForIndex(self.currentIndex()).height() if self.currentIndex().isValid() else 1
        self.step(pages * max(1, self.viewport().height() // max(1, height) - 1))

    def show_row(self, row: int) -> None:
        """Make a row the current one and bring it into sight, with the heading above it."""
        index = self.model().index(row, 0)
        if row > 0 and not self._can_choose(row - 1):
            self.scrollTo(self.model().index(row - 1, 0))
        self.setCurrentIndex(index)
        self.scrollTo(index)
        say(self, str(index.data(Qt.ItemDataRole.AccessibleTextRole)))

    def _go(self, row: int, rows: int) -> None:
        count, direction = self.model().rowCount(), 1 if rows > 0 else -1
        wanted = min(max(row + rows, 0), count - 1)
        ways = (range(wanted, count if direction > 0 else -1, direction), range(wanted, row, -direction))
        for way in ways:  # on past headings; at an end, back to the last row before it
            for one in way:
                if self._can_choose(one):
                    self.show_row(one)
                    return

    def _can_choose(self, row: int) -> bool:
        return bool(self.model().index(row, 0).flags() & Qt.ItemFlag.ItemIsSelectable)


class SearchField(QLineEdit):
    """`query_changed` with every letter, those an input method has not committed yet included; `entered` for Enter."""

    query_changed = Signal(str)
    entered = Signal()
    walked = Signal()

    def __init__(self, name: str, placeholder: str, walk: WalkList, theme: Theme) -> None:
        super().__init__()
        self._walk, self._theme, self._composing = walk, theme, ""
        self._said = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self._picture = self.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._picture.setText(name)
        theme.changed.connect(self._tint)
        self.textChanged.connect(self._changed)

    @property
    def query(self) -> str:
        """The text with what is being composed at the cursor."""
        text, at = self.text(), self.cursorPosition()
        return text[:at] + self._composing + text[at:]

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # Qt's name
        self._composing = event.preeditString()
        super().inputMethodEvent(event)
        self._changed()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # Qt's name
        key = KEY(event.key())
        if key in ROWS or key in PAGES:
            self.walked.emit()
            if key in ROWS:
                self._walk.step(ROWS[key])
            else:
                self._walk.page(PAGES[key])
        elif key in (KEY.Key_Return, KEY.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # Qt's name
        super().focusOutEvent(event)
        self._composing = ""  # an input method commits or forgets when the keyboard goes elsewhere

    def _changed(self) -> None:
        if self.query != self._said:
            self._said = self.query
            self.query_changed.emit(self._said)

    def _tint(self) -> None:
        self._picture.setIcon(self._theme.icon("search"))


def say(widget: QWidget, words: str) -> None:
    """Have a screen reader say something the keyboard does not stand on; nothing where none listens."""
    if words and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def empty_label() -> QLabel:
    """What stands in place of an empty list."""
    made = label("", "hint")
    made.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
    made.setContentsMargins(7 * UNIT, 2 * UNIT, 7 * UNIT, 0)
    return made


def place_over(dialog: QDialog, letters: int, rows: int) -> None:
    """Give a dialog the size of so many letters and rows, as far as its window allows, and its place near the top."""
    metrics = dialog.fontMetrics()
    parent = dialog.parentWidget()
    around = parent.window().frameGeometry() if parent is not None else dialog.screen().availableGeometry()
    row = max(ROW_HEIGHT, metrics.height() + 2 * UNIT)
    width = min(letters * metrics.averageCharWidth() + 2 * GAP, around.width() - 4 * UNIT)
    height = min((rows + 3) * row, around.height() - 12 * UNIT)
    dialog.resize(width, height)
    dialog.move(around.left() + (around.width() - width) // 2, around.top() + 9 * UNIT)
