"""A row that breaks: what does not fit beside its neighbours goes to the next line, at any zoom."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

NOWHERE = Qt.Orientation(0)


class FlowLayout(QLayout):
    """Lays its widgets out from left to right, line under line."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 0) -> None:
        super().__init__(parent)
        self._entries: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:  # Qt's name
        self._entries.append(item)

    def count(self) -> int:
        return len(self._entries)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._entries[index] if 0 <= index < len(self._entries) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._entries.pop(index) if 0 <= index < len(self._entries) else None

    def expandingDirections(self) -> Qt.Orientation:  # Qt's name
        return NOWHERE

    def hasHeightForWidth(self) -> bool:  # Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # Qt's name
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # Qt's name
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:  # Qt's name
        """All in one line."""
        hints = [entry.sizeHint() for entry in self._shown()]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:  # Qt's name
        """As wide as the widest."""
        size = QSize()
        for entry in self._shown():
            size = size.expandedTo(entry.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [entry for entry in self._entries if not entry.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        """The height that a width takes; moves the widgets there if asked."""
        at, line = QPoint(rect.topLeft()), 0
        for entry in self._shown():
            hint = entry.sizeHint()
            if at.x() > rect.x() and at.x() + hint.width() > rect.right() + 1:
                at = QPoint(rect.x(), at.y() + line + self.spacing())
                line = 0
            if move:
                width = min(hint.width(), rect.width())
                entry.setGeometry(QRect(at, QSize(width, hint.height())))
            at.setX(at.x() + hint.width() + self.spacing())
            line = max(line, hint.height())
        return at.y() + line - rect.y()


def flowing(widgets: Sequence[QWidget], spacing: int) -> QWidget:
    """Widgets in such a row; in a holder of their own, which alone may hold this layout safely."""
    holder = QWidget()
    box = FlowLayout(holder, spacing)
    for one in widgets:
        box.addWidget(one)
    return holder
