"""Small form parts that several forms are built of: labels by role, line fields, a text field that grows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tdkt_desktop.ui.theme import GAP, TIGHT, UNIT


def label(text: str, role: str, parent: QWidget | None = None) -> QLabel:
    """A wrapping, plain-text label styled by role: page, heading, field, question, hint, problem, echo."""
    made = QLabel(text, parent)
    made.setProperty("role", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


def line_field(name: str, placeholder: str = "") -> QLineEdit:
    """A line field with an accessible name."""
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(placeholder)
    return field


def button(text: str, role: str = "", name: str = "") -> QPushButton:
    """A push button; role "primary" for the one thing to do next, "flat" for small helpers."""
    made = QPushButton(text)
    made.setProperty("role", role)
    made.setAccessibleName(name or text.replace("&", ""))
    return made


def with_icon(made: QPushButton, icon: QIcon) -> QPushButton:
    """The button with a picture, and room between picture and words."""
    made.setIcon(icon)
    if made.text():
        made.setText(f" {made.text().strip()}")
    return made


def page_head(title: str, hint: str) -> QVBoxLayout:
    """The title of a page with a quiet line under it, held close together."""
    box = QVBoxLayout()
    box.setSpacing(TIGHT)
    box.addWidget(label(title, "page"))
    if hint:
        box.addWidget(label(hint, "hint"))
    return box


def labelled(text: str, field: QWidget) -> QVBoxLayout:
    """A field with its label above, held close together; the label carries the mnemonic."""
    box = QVBoxLayout()
    box.setSpacing(TIGHT)
    title = QLabel(text)
    title.setProperty("role", "field")
    title.setBuddy(field)
    box.addWidget(title)
    box.addWidget(field)
    box.addStretch(1)
    if not field.accessibleName():
        field.setAccessibleName(text.replace("&", ""))
    return box


def card(parent: QWidget | None = None) -> tuple[QFrame, QVBoxLayout]:
    """A white group with a thin border."""
    frame = QFrame(parent)
    frame.setProperty("role", "card")
    box = QVBoxLayout(frame)
    box.setContentsMargins(GAP, GAP, GAP, GAP)
    box.setSpacing(UNIT)
    return frame, box


def rule() -> QFrame:
    """A thin line between questions."""
    frame = QFrame()
    frame.setProperty("role", "rule")
    return frame


def show_problem(field: QLineEdit, message: QLabel, text: str) -> None:
    """Say under a field what is unclear; blank text takes the message away. The field's content stays."""
    message.setText(text)
    message.setVisible(bool(text))
    if field.property("unclear") != bool(text):
        field.setProperty("unclear", bool(text))
        field.style().unpolish(field)
        field.style().polish(field)
    field.setAccessibleDescription(text)


def clear_layout(layout: QVBoxLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (entry := layout.takeAt(0)) is not None:
        if (widget := entry.widget()) is not None:
            widget.hide()
            widget.deleteLater()


class GrowingText(QPlainTextEdit):
    """A plain text field as high as its text. `text_edited` comes from a person only, never from `load`."""

    text_edited = Signal(str)

    def __init__(self, name: str, *, lines: int = 2, placeholder: str = "") -> None:
        super().__init__()
        self._lines = lines
        self._loading = False
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._changed)
        self._fit()

    def load(self, text: str) -> None:
        """Show a text in silence; a text that is shown already is left alone, with its cursor."""
        if text == self.toPlainText():
            return
        self._loading = True
        self.setPlainText(text)
        self._loading = False
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # Qt's name
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:  # Qt's name
        event.ignore()  # the page scrolls, not the field

    def _changed(self) -> None:
        self._fit()
        if not self._loading:
            self.text_edited.emit(self.toPlainText())

    def _fit(self) -> None:
        lines = max(self._lines, int(self.document().size().height()))
        height = lines * self.fontMetrics().lineSpacing() + 2 * UNIT + 4
        if height != self.height():
            self.setFixedHeight(height)
