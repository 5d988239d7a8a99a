"""The middle of a dialog that may be higher than a small screen at 200 %: it scrolls, and the buttons below stay in reach."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QScrollArea, QVBoxLayout, QWidget

from tdkt_desktop.ui.look.theme import PAGE, UNIT


def scrolled_middle(box: QVBoxLayout, name: str) -> tuple[QScrollArea, QVBoxLayout]:
    """Add a part that scrolls to the layout of a dialog; returns it and the layout for what stands in it."""
    page = QWidget()
    inside = QVBoxLayout(page)
    inside.setContentsMargins(0, 0, UNIT, 0)
    inside.setSpacing(UNIT)
    area = QScrollArea()
    area.setProperty("role", "page")
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(name)
    area.setWidget(page)
    box.addWidget(area, 1)
    return area, inside


def fit_to_screen(dialog: QDialog, area: QScrollArea, inside: QVBoxLayout, width: int) -> None:
    """As high as everything in it needs, and no higher than the screen."""
    room = dialog.screen().availableSize()
    wide = min(width, room.width() - 2 * PAGE)
    needed = max(inside.totalHeightForWidth(wide - 2 * PAGE), inside.totalSizeHint().height())
    rest = dialog.sizeHint().height() - area.sizeHint().height()
    dialog.resize(wide, min(needed + rest, room.height() - 3 * PAGE))
