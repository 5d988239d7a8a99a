"""The legend of the marks: every state by its shape and its words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from tdkt_desktop.domain.marks import MARK_WORDS, Mark
from tdkt_desktop.ui.controls.fields import label
from tdkt_desktop.ui.controls.flow_layout import FlowLayout
from tdkt_desktop.ui.look.icons import draw_mark
from tdkt_desktop.ui.look.theme import GAP, UNIT, Theme


class MarkPicture(QWidget):
    """A state's mark for the legend."""

    def __init__(self, mark: Mark, theme: Theme) -> None:
        super().__init__()
        self._mark, self._theme = mark, theme
        self.setAccessibleName(MARK_WORDS[mark])

    def sizeHint(self) -> QSize:  # Qt's name
        return QSize(18, 18)

    def paintEvent(self, event: QPaintEvent) -> None:  # Qt's name
        painter = QPainter(self)
        draw_mark(
            painter,
            QRectF(QPointF(0, self.height() / 2 - 8), QPointF(16, self.height() / 2 + 8)),
            self._mark,
            self._theme.palette,
        )
        painter.end()


def mark_legend(theme: Theme) -> QWidget:
    """All marks with their words."""
    return legend([(MarkPicture(mark, theme), MARK_WORDS[mark]) for mark in Mark])


def legend(entries: list[tuple[QWidget, str]]) -> QWidget:
    """Pictures with their words, in as many lines as the window needs."""
    made = QWidget()
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    flow = FlowLayout(made, GAP)
    for picture, said in entries:
        entry = QWidget()
        line = QHBoxLayout(entry)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(UNIT)
        words = label(said, "hint")
        words.setWordWrap(False)
        line.addWidget(picture)
        line.addWidget(words)
        flow.addWidget(entry)
    return made
