"""Small form parts that several forms are built of: labels by role, line fields, a text field that grows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QDragEnterEvent,
    QGuiApplication,
    QIcon,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tdkt_desktop.domain.values import clean_text
from tdkt_desktop.ui.controls.messages import show_text
from tdkt_desktop.ui.look.theme import GAP, TIGHT, UNIT


def label(text: str, role: str, parent: QWidget | None = None) -> QLabel:
    """A wrapping, plain-text label styled by role: page, heading, field, question, hint, problem, echo."""
    made = QLabel(text, parent)
    made.setProperty("role", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


SHORT_LABEL = 12  # letters
MOST_LETTERS = 400_000  # in one field: a book; beyond twice that no package carries it
TOO_LONG = (
    "Đoạn dán dài quá mức một ô nhận được nên chưa dán. Hãy dán từng phần, hoặc đính tệp làm minh chứng."
)
PASSED_BY = "tdkt_passed_by"  # Enter goes past it; Tab still stops there
OURS = ("history", "paste_evidence")  # actions of the window that a field's menu offers
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def line_field(name: str, placeholder: str = "") -> LineField:
    """A line field with an accessible name."""
    field = LineField()
    field.setAccessibleName(name)
    field.setPlaceholderText(placeholder)
    return field


def button(text: str, role: str = "", name: str = "") -> QPushButton:
    """A push button; role "primary" for the one thing to do next, "flat" for small helpers."""
    made = QPushButton(text)
    made.setProperty("role", role)
    made.setAccessibleName(name or text.replace("&", ""))
    return made


def press_focused(page: QWidget, event: QKeyEvent) -> bool:
    """Enter, where nothing else took it, presses the button of a page that has the keyboard, as Space does."""
    focus = page.focusWidget()
    if event.key() not in ENTER or not isinstance(focus, QPushButton):
        return False
    focus.click()
    return True


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
    if len(text) > SHORT_LABEL:  # short ones fit at any zoom, and wrapping costs time
        title.setWordWrap(True)
        title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
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


def go_on(widget: QWidget) -> None:
    """What Enter does: the keyboard goes to the next thing to fill in, past what only Tab should reach."""
    following: QWidget | None = widget.nextInFocusChain()  # Qt may give none, whatever the stub says
    while following is not None and following is not widget:
        stops = following.focusPolicy() & Qt.FocusPolicy.TabFocus and following.focusProxy() is None
        if stops and following.isVisible() and following.isEnabled() and not following.property(PASSED_BY):
            following.setFocus(Qt.FocusReason.TabFocusReason)
            return
        following = following.nextInFocusChain()


def window_action(widget: QWidget, name: str) -> QAction | None:
    """An action of the window the widget stands in, by its key; None in a dialog that has none."""
    return widget.window().findChild(QAction, name)


def press(widget: QWidget, name: str) -> None:
    """Do what a menu's entry does, where it is usable now."""
    if (action := window_action(widget, name)) is not None:
        action.trigger()


def leaves_to_window(event: QEvent) -> bool:
    """Undo and redo belong to the whole campaign, not to a field: the window's shortcut takes them."""
    return (
        event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and bool(_steps(event))
    )


def steps_in_window(widget: QWidget, event: QKeyEvent) -> bool:
    """Other keys for undo and redo (Ctrl+Shift+Z, Alt+Backspace) do what the window's own keys do."""
    action = window_action(widget, name) if (name := _steps(event)) else None
    if action is None:
        return False
    action.trigger()
    return True


def _steps(event: QKeyEvent) -> str:
    """The window's action that a key asks for: "undo", "redo" or neither."""
    if event.matches(QKeySequence.StandardKey.Undo):
        return "undo"
    return "redo" if event.matches(QKeySequence.StandardKey.Redo) else ""


def with_ours(menu: QMenu, widget: LineField | GrowingText) -> QMenu:
    """A field's own menu without its private undo, with our way to paste, and with what the window offers."""
    for action in menu.actions():
        if action.objectName() in ("edit-undo", "edit-redo"):
            menu.removeAction(action)
        if action.objectName() == "edit-paste":
            action.triggered.disconnect()
            action.triggered.connect(widget.paste)
    offered = (window_action(widget, name) for name in OURS)
    ours = [action for action in offered if action is not None]
    if ours:
        menu.addSeparator()
        menu.addActions(ours)
    return menu


def has_files(data: QMimeData) -> bool:
    """Whether files of this machine are in it: a link copied from a page is text."""
    return any(url.isLocalFile() for url in data.urls())


def dropped_files(data: QMimeData) -> tuple[Path, ...]:
    """The files of this machine in what is dragged or pasted."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


def paste_as_evidence(widget: QWidget, data: QMimeData | None) -> bool:
    """A picture or files in the clipboard become evidence; False when it is text after all."""
    if data is None or not (has_files(data) or (data.hasImage() and not data.hasText())):
        return False
    action = window_action(widget, "paste_evidence")
    if action is None or not action.isEnabled():
        return False
    action.trigger()
    return True


class LineField(QLineEdit):
    """A line field: Enter goes on, undo is the campaign's, a pasted picture becomes evidence."""

    entered = Signal()
    handles_enter = False

    def event(self, event: QEvent) -> bool:  # Qt's name
        if leaves_to_window(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # Qt's name
        if event.key() in ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.editingFinished.emit()
            self.entered.emit()
            if not self.handles_enter:
                go_on(self)
            return
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif not steps_in_window(self, event):
            super().keyPressEvent(event)

    def paste(self) -> None:  # Qt's name
        """Text becomes one line; Qt would keep the line breaks and show them as boxes."""
        data = QGuiApplication.clipboard().mimeData()
        if not paste_as_evidence(self, data) and data.hasText():
            from tdkt_desktop.ui.controls.old_text import paste_text  # not needed for the first picture

            paste_text(self, data, lambda text: self.insert(" ".join(clean_text(text).split())))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # Qt's name
        if event.mimeData().hasUrls():
            event.ignore()  # a dropped file is for the page: here it would become its own path
        else:
            super().dragEnterEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # Qt's name
        menu = with_ours(self.createStandardContextMenu(), self)
        menu.exec(event.globalPos())
        menu.deleteLater()


class GrowingText(QPlainTextEdit):
    """A plain text field as high as its text. `text_edited` comes from a person only, never from `load`.

    Pasted text loses its formatting; a pasted picture becomes evidence; dropped files are for the page, not the field.
    """

    text_edited = Signal(str)
    entered = Signal()
    enter_goes_on = False
    handles_enter = False

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

    def event(self, event: QEvent) -> bool:  # Qt's name
        if leaves_to_window(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # Qt's name
        if (
            self.enter_goes_on
            and event.key() in ENTER
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.entered.emit()
            if not self.handles_enter:
                go_on(self)
            return
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif not steps_in_window(self, event):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # Qt's name
        menu = with_ours(self.createStandardContextMenu(), self)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # Qt's name
        return source.hasText() and not has_files(source)

    def insertFromMimeData(self, source: QMimeData) -> None:  # Qt's name
        if not paste_as_evidence(self, source) and source.hasText():
            if len(source.text()) + self.document().characterCount() > MOST_LETTERS:
                show_text(self.window(), TOO_LONG)
                return
            from tdkt_desktop.ui.controls.old_text import paste_text  # not needed for the first picture

            paste_text(self, source, lambda text: self.insertPlainText(clean_text(text)))

    def paste(self) -> None:
        """Also for pictures, which the text itself would not take."""
        self.insertFromMimeData(QGuiApplication.clipboard().mimeData())

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
