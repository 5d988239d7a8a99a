"""What the dialogs of the workbench have in common: a heading, a hint, what to pick from, the verb and the way back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from tdkt_desktop.ui.controls.fields import button, label
from tdkt_desktop.ui.look.theme import PAGE, UNIT


class PickDialog(QDialog):
    """`take_button` does what the dialog is for; `close_button` goes back without."""

    def __init__(self, title: str, spoken: str, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(spoken)
        self.take_button: QPushButton = button(verb, "primary")
        self.take_button.clicked.connect(self._take)
        self.close_button = button("Đón&g")
        self.close_button.clicked.connect(self.reject)

    def _take(self) -> None:
        """Take what is chosen; each dialog says what that is."""
        raise NotImplementedError

    def _lay_out(
        self, heading: str, hint: str, parts: Sequence[QWidget | QLayout], growing: int, size: tuple[int, int]
    ) -> None:
        """Heading, hint and `parts` below each other, the `growing`-th taking the room; `size` in letters and lines."""
        box = QVBoxLayout(self)
        box.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        box.setSpacing(UNIT)
        box.addWidget(label(heading, "heading"))
        box.addWidget(label(hint, "hint"))
        for number, part in enumerate(parts):
            stretch = 1 if number == growing else 0
            if isinstance(part, QLayout):
                box.addLayout(part, stretch)
            else:
                box.addWidget(part, stretch)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.take_button)
        line.addWidget(self.close_button)
        box.addLayout(line)
        metrics, room = self.fontMetrics(), self.screen().availableSize()
        self.resize(
            min(size[0] * metrics.averageCharWidth(), room.width() - 2 * PAGE),
            min(size[1] * metrics.height(), room.height() - 4 * PAGE),
        )
