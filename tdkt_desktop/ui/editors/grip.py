"""The handle of a line: drag it up or down to move the line (Alt+Up and Alt+Down do the same)."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

WIDTH, HEIGHT = 16, 34


class Grip(QWidget):
    """`dragged(y on the screen)` while the mouse drags, `dropped` when it lets go."""

    dragged = Signal(int)
    dropped = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip("Kéo để chuyển dòng (Alt+mũi tên lên, xuống)")
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setFixedSize(QSize(WIDTH, HEIGHT))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # Qt's name
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # Qt's name
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(round(event.globalPosition().y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # Qt's name
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.dropped.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().placeholderText())
        for column in (5.0, 10.0):
            for row in (-5.0, 0.0, 5.0):
                painter.drawEllipse(QPointF(column, self.height() / 2 + row), 1.4, 1.4)
        painter.end()
