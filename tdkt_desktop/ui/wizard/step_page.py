"""What every step of the wizard is: a page that shows the draft, takes over what is typed, and has a place to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tdkt_desktop.ui.controls.fields import page_head
from tdkt_desktop.ui.look.theme import GAP
from tdkt_desktop.ui.wizard.keeper import DraftKeeper


class StepPage(QWidget):
    """A step. `wide` pages (tables) take all the room there is; the others are one column of readable width."""

    def __init__(self, keeper: DraftKeeper, title: str, hint: str) -> None:
        super().__init__()
        self.keeper = keeper
        self.setProperty("role", "page")
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(GAP)
        self.box.addLayout(page_head(title, hint))
        self.first: QWidget | None = None

    def refresh(self) -> None:
        """Show what the draft says, in silence."""

    def begin(self) -> None:
        """The keyboard goes to the first thing to do."""
        if self.first is not None:
            self.first.setFocus()

    def commit(self) -> None:
        """Take over what a cell editor still holds."""


def in_column(page: StepPage, name: str) -> QScrollArea:
    """The page in one column that scrolls."""
    middle = QWidget()
    middle.setProperty("role", "page")
    line = QHBoxLayout(middle)
    line.setContentsMargins(0, 0, GAP, 0)
    line.addWidget(page, 100)
    line.addStretch(1)
    return scrolling(middle, name)


def scrolling(inside: QWidget, name: str) -> QScrollArea:
    """Something that may be higher than the room."""
    scroll = QScrollArea()
    scroll.setProperty("role", "page")
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setAccessibleName(name)
    scroll.setWidget(inside)
    return scroll
