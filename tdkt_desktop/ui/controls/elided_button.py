"""A button whose words may be longer than its room: they end in an ellipsis there, and the tip has them whole."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

LEAST = 14  # letters that stay readable


class ElidedButton(QPushButton):
    """A flat button that a narrow window may squeeze. Its words are plain: no letter is a mnemonic."""

    def __init__(self, words: str, name: str) -> None:
        super().__init__()
        self.words = words
        self.setProperty("role", "flat")
        self.setAccessibleName(name)
        self.setText(_plain(words))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # Qt's name
        """The room of the whole words, whatever is shown of them now."""
        metrics, hint = self.fontMetrics(), super().sizeHint()
        shown = metrics.horizontalAdvance(self.text().replace("&&", "&"))
        return QSize(hint.width() - shown + metrics.horizontalAdvance(self.words), hint.height())

    def minimumSizeHint(self) -> QSize:  # Qt's name
        metrics, hint = self.fontMetrics(), self.sizeHint()
        whole = metrics.horizontalAdvance(self.words)
        return QSize(hint.width() - whole + min(whole, LEAST * metrics.averageCharWidth() * 2), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # Qt's name
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # Qt's name
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.isVisible():
            self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        room = metrics.horizontalAdvance(self.words) - (self.sizeHint().width() - self.width())
        words = _plain(metrics.elidedText(self.words, Qt.TextElideMode.ElideRight, room))
        if words != self.text():
            self.setText(words)


def _plain(words: str) -> str:
    return words.replace("&", "&&")
