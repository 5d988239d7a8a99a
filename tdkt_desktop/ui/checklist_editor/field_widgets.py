"""How each shape of a property is filled in. Every widget says `edited(value)` for what a person did, `load` is silent."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tdkt_desktop.domain.draft.fields import Field, Shape
from tdkt_desktop.domain.draft.offers import Offer
from tdkt_desktop.domain.draft.values import SEVERAL_LINES
from tdkt_desktop.domain.values import Plain
from tdkt_desktop.ui.controls.fields import GrowingText, line_field
from tdkt_desktop.ui.look.theme import TIGHT

ROWS = 6  # of a list of offers, before it scrolls


class FieldWidget(QWidget):
    """One property. `focus_part` is what gets the keyboard."""

    edited = Signal(object)

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(TIGHT)

    def take(self, part: QWidget) -> None:
        """Show a part and let it have the keyboard that is given to the whole."""
        self.box.addWidget(part)
        if self.focusProxy() is None:
            self.setFocusProxy(part)

    def load(self, value: Plain) -> None:
        raise NotImplementedError

    def offer(self, offers: Sequence[Offer]) -> None:
        """What can be picked; most shapes have nothing to pick."""


class LineWidget(FieldWidget):
    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.line = line_field(field.title)
        self.line.textEdited.connect(self.edited.emit)
        self.take(self.line)

    def load(self, value: Plain) -> None:
        text = str(value or "")
        if self.line.text() != text:
            self.line.setText(text)
            self.line.setCursorPosition(0)


class TextWidget(FieldWidget):
    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.area = GrowingText(field.title, lines=1)
        self.area.enter_goes_on = field.key not in SEVERAL_LINES
        self.area.text_edited.connect(self.edited.emit)
        self.take(self.area)

    def load(self, value: Plain) -> None:
        self.area.load(str(value or ""))


class LinesWidget(FieldWidget):
    """Several texts, one on a line."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.area = GrowingText(field.title, lines=3)
        self.area.text_edited.connect(lambda text: self.edited.emit(text.split("\n")))
        self.take(self.area)

    def load(self, value: Plain) -> None:
        self.area.load("\n".join(value or ()))


class FlagWidget(FieldWidget):
    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.tick = QCheckBox(field.title)
        self.tick.setAccessibleName(field.title)
        self.tick.clicked.connect(self.edited.emit)
        self.take(self.tick)

    def load(self, value: Plain) -> None:
        self.tick.setChecked(bool(value))


class PickBox(QComboBox):
    """A list to pick from that the wheel never changes: it would, on the way down the page."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.offers: list[Offer] = []

    @property
    def value(self) -> Plain:
        return self.offers[self.currentIndex()][0] if 0 <= self.currentIndex() < len(self.offers) else None

    def offer(self, offers: Sequence[Offer]) -> None:
        """Show other offers in silence; what is picked stays picked."""
        if list(offers) == self.offers:
            return
        value = self.value
        self.offers = list(offers)
        self.clear()
        self.addItems([words for _, words in offers])
        self.pick(value)

    def pick(self, value: Plain) -> None:
        places = [at for at, (one, _) in enumerate(self.offers) if one == value and type(one) is type(value)]
        self.setCurrentIndex(places[0] if places else -1)

    def wheelEvent(self, event: QWheelEvent) -> None:  # Qt's name
        event.ignore()


class PickWidget(FieldWidget):
    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.list = PickBox(field.title)
        self.list.activated.connect(lambda _: self.edited.emit(self.list.value))
        self.take(self.list)

    def offer(self, offers: Sequence[Offer]) -> None:
        self.list.offer(offers)

    def load(self, value: Plain) -> None:
        if value is None or value == "":  # "none" may be offered under either
            self.list.pick(None)
            if self.list.currentIndex() < 0:
                self.list.pick("")
        else:
            self.list.pick(value)


class TickList(QListWidget):
    """Offers to tick: space ticks, arrows go, Tab leaves."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # Qt's name
        if event.key() == Qt.Key.Key_Space and (item := self.currentItem()) is not None:
            checked = item.checkState() is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked)
        else:
            super().keyPressEvent(event)


class PicksWidget(FieldWidget):
    """Any of the offers; the order is the checklist's own, what was picked first stays first."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.list = TickList(field.title)
        self._offers: list[Offer] = []
        self._value: list[str] = []
        self.list.itemChanged.connect(self._ticked)
        self.take(self.list)

    def offer(self, offers: Sequence[Offer]) -> None:
        if list(offers) == self._offers:
            return
        self._offers = list(offers)
        self.list.blockSignals(True)
        self.list.clear()
        for code, words in offers:
            item = QListWidgetItem(words, self.list)
            item.setData(Qt.ItemDataRole.UserRole, code)
            item.setCheckState(Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        row = max(self.list.sizeHintForRow(0), self.fontMetrics().height() + 2 * TIGHT)
        self.list.setFixedHeight(min(max(len(offers), 1), ROWS) * row + 2 * TIGHT + 4)
        self.load(self._value)

    def load(self, value: Plain) -> None:
        self._value = list(value or ())
        self.list.blockSignals(True)
        for item in self._items():
            ticked = item.data(Qt.ItemDataRole.UserRole) in self._value
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)

    def show_first(self) -> None:
        """Bring what is ticked into sight."""
        first = next((one for one in self._items() if one.checkState() is Qt.CheckState.Checked), None)
        if first is not None:
            self.list.setCurrentItem(first)
            self.list.scrollToItem(first, QAbstractItemView.ScrollHint.PositionAtTop)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _ticked(self) -> None:
        now = [
            one.data(Qt.ItemDataRole.UserRole)
            for one in self._items()
            if one.checkState() is Qt.CheckState.Checked
        ]
        kept = [code for code in self._value if code in now]
        self._value = [*kept, *(code for code in now if code not in kept)]
        self.edited.emit(list(self._value))


SIMPLE: dict[Shape, type[FieldWidget]] = {
    Shape.LINE: LineWidget,
    Shape.NUMBER: LineWidget,
    Shape.TEXT: TextWidget,
    Shape.LINES: LinesWidget,
    Shape.FLAG: FlagWidget,
    Shape.PICK: PickWidget,
    Shape.PICKS: PicksWidget,
}
