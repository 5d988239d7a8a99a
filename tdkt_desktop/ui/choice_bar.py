"""A row of buttons of which one is down: used for yes/no, choices and the verdict."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tdkt_desktop.ui.fields import button
from tdkt_desktop.ui.theme import UNIT

LONG_WORDS = 60  # letters in all: beyond this the buttons stand in a column


class ChoiceBar(QWidget):
    """`chosen(value)` when a person picks; `show_value` is silent, None lifts every button."""

    chosen = Signal(object)

    def __init__(self, name: str, options: Sequence[tuple[Hashable, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[Hashable, QPushButton] = {}
        narrow = sum(len(words) for _, words in options) > LONG_WORDS
        box = QVBoxLayout(self) if narrow else QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(UNIT)
        for value, words in options:
            self._add(box, name, value, words)
        box.addStretch(1)
        self._group.buttonClicked.connect(lambda pressed: self.chosen.emit(self._value_of(pressed)))

    def show_value(self, value: Hashable) -> None:
        """Press the button of a value without a signal."""
        self._group.setExclusive(False)
        for known, one in self._buttons.items():
            one.setChecked(known == value and value is not None)
        self._group.setExclusive(True)

    def set_icon(self, value: Hashable, icon: QIcon) -> None:
        one = self._buttons[value]
        one.setIcon(icon)
        one.setText(f" {one.text().strip()}")  # Fusion sets picture and words too close together

    @property
    def first(self) -> QPushButton:
        return next(iter(self._buttons.values()))

    def press(self, value: Hashable) -> None:
        """Click as a person would (tests)."""
        self._buttons[value].click()

    def _add(self, box: QVBoxLayout | QHBoxLayout, name: str, value: Hashable, words: str) -> None:
        made = button(words.replace("&", "&&"), "segment", f"{name}: {words}")
        made.setCheckable(True)
        self._group.addButton(made)
        self._buttons[value] = made
        box.addWidget(made)

    def _value_of(self, pressed: object) -> Hashable:
        return next(value for value, one in self._buttons.items() if one is pressed)
