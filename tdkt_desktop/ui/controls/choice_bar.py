"""A row of buttons of which one is down: used for yes/no, choices and the verdict."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QLayout, QPushButton, QVBoxLayout, QWidget

from tdkt_desktop.ui.controls.fields import ENTER, go_on
from tdkt_desktop.ui.controls.flow_layout import FlowLayout
from tdkt_desktop.ui.look.theme import UNIT
from tdkt_desktop.vietnamese.text import fold

LONG_WORDS = 60  # letters in all: beyond this the buttons stand in a column
FIGURES = "123456789"
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class ChoiceBar(QWidget):
    """`chosen(value)` when a person picks; `show_value` is silent, None lifts every button.

    For the keyboard it is one stop. Arrows choose the neighbour, a letter or a figure chooses by first letter or by
    place, Enter goes on.
    """

    chosen = Signal(object)

    def __init__(self, name: str, options: Sequence[tuple[Hashable, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[Hashable, QPushButton] = {}
        narrow = sum(len(words) for _, words in options) > LONG_WORDS
        box: QLayout = QVBoxLayout(self) if narrow else FlowLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(UNIT)
        for value, words in options:
            self._add(box, name, value, words)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # or the letter of its label would find nobody
        self._set_stop(self._all[0])
        self._group.buttonClicked.connect(self._picked)

    def show_value(self, value: Hashable) -> None:
        """Press the button of a value without a signal."""
        self._group.setExclusive(False)
        for known, one in self._buttons.items():
            one.setChecked(known == value and value is not None)
        self._group.setExclusive(True)
        down = self._group.checkedButton()
        self._set_stop(down if isinstance(down, QPushButton) else self._all[0])

    def set_icon(self, value: Hashable, icon: QIcon) -> None:
        one = self._buttons[value]
        one.setIcon(icon)
        one.setText(f" {one.text().strip()}")  # Fusion sets picture and words too close together

    def press(self, value: Hashable) -> None:
        """Click as a person would (tests)."""
        self._buttons[value].click()

    def take_key(self, event: QKeyEvent) -> bool:
        """What a key does while one of the buttons has the keyboard; False for keys that are not ours."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        here = next((place for place, one in enumerate(self._all) if one.hasFocus()), 0)
        if event.key() in ENTER:
            go_on(self._all[here])
            return True
        if step := STEPS.get(Qt.Key(event.key())):
            self._pick((here + step) % len(self._all))
            return True
        place = self._named(event.text(), here)
        if place is not None:
            self._pick(place)
        return place is not None

    @property
    def _all(self) -> list[QPushButton]:
        return list(self._buttons.values())

    def _add(self, box: QLayout, name: str, value: Hashable, words: str) -> None:
        made = Segment(self, words.replace("&", "&&"), f"{name}: {words}")
        self._group.addButton(made)
        self._buttons[value] = made
        box.addWidget(made)

    def _named(self, typed: str, here: int) -> int | None:
        """The place that a key names: a figure counts from 1; a letter again goes to the next one it begins."""
        count = len(self._all)
        if len(typed) == 1 and typed in FIGURES:
            return FIGURES.index(typed) if FIGURES.index(typed) < count else None
        first = fold(typed.strip())
        order = [(here + step) % count for step in range(count)]
        if self._all[here].isChecked():
            order = order[1:] + order[:1]
        return next((place for place in order if first and self._letter(place) == first), None)

    def _letter(self, place: int) -> str:
        return fold(self._all[place].text().strip())[:1]

    def _pick(self, place: int) -> None:
        one = self._all[place]
        one.setFocus(Qt.FocusReason.ShortcutFocusReason)
        one.click()

    def _picked(self, pressed: QPushButton) -> None:
        self._set_stop(pressed)
        self.chosen.emit(next(value for value, one in self._buttons.items() if one is pressed))

    def _set_stop(self, stop: QPushButton) -> None:
        """Tab comes to the button that is down, or to the first; never to each in turn."""
        for one in self._all:
            policy = Qt.FocusPolicy.StrongFocus if one is stop else Qt.FocusPolicy.ClickFocus
            if one.focusPolicy() != policy:
                one.setFocusPolicy(policy)
        if self.focusProxy() is not stop:
            self.setFocusProxy(stop)


class Segment(QPushButton):
    """One button of the row; the row's keys come before its own."""

    def __init__(self, bar: ChoiceBar, words: str, name: str) -> None:
        super().__init__(words)
        self._bar = bar
        self.setProperty("role", "segment")
        self.setAccessibleName(name)
        self.setCheckable(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # Qt's name
        if not self._bar.take_key(event):
            super().keyPressEvent(event)
