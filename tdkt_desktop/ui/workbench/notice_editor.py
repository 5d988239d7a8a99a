"""The keys, the clipboard and the menu of a section's text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QToolTip

from tdkt_desktop.ui.controls.fields import leaves_to_window, steps_in_window
from tdkt_desktop.ui.workbench.figure_text import FigureText
from tdkt_desktop.ui.workbench.pieces import figure_after, figure_before, plain_of, run_at, runs_of
from tdkt_desktop.workflows.notice.notice_prose import Piece, pasted

LIVE = "application/x-tdkt-notice-text"  # our own plain form, so that figures stay live when they are moved
Move, Keys = QTextCursor.MoveOperation, QKeySequence.StandardKey
WORD_MOVES = {
    Keys.DeleteStartOfWord: Move.PreviousWord,
    Keys.DeleteEndOfWord: Move.NextWord,
    Keys.DeleteEndOfLine: Move.EndOfBlock,
    Keys.DeleteCompleteLine: Move.EndOfBlock,
}
LOCKED = "Thông báo đã ban hành nên lời văn chỉ để đọc; muốn sửa, hãy chọn Mở lại có lý do"
TWICE = "Bấm Backspace hoặc Delete một lần nữa để bỏ số liệu này"


class NoticeEditor(FigureText):
    """`source_requested` when a person asks what stands behind the figure (F6), `insert_requested` for one more,
    `said(words)` for the status line, `entered` when the keyboard comes. `explain(plain form)` gives the tip of a figure.
    """

    source_requested = Signal()
    insert_requested = Signal()
    said = Signal(str)
    entered = Signal()
    explain: Callable[[str], str] = staticmethod(lambda _: "")

    def event(self, event: QEvent) -> bool:  # Qt's name
        if leaves_to_window(event):
            event.ignore()
            return False
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:  # Qt's name
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cursor = self.cursorForPosition(event.pos())
            position = cursor.position()
            run = run_at(cursor.block(), position) or figure_after(cursor.block(), position)
            QToolTip.showText(event.globalPos(), self.explain(run.token) if run is not None else "", self)
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # Qt's name
        if event.key() == Qt.Key.Key_F6:
            self.source_requested.emit()
        elif self.isReadOnly():
            if event.text() > " " and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
                self.said.emit(LOCKED)
            elif not steps_in_window(self, event):
                super().keyPressEvent(event)
        elif not (self._edits(event) or steps_in_window(self, event)):
            if event.text() and event.text() >= " ":
                self.leave_figures()
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # Qt's name
        super().focusInEvent(event)
        self.entered.emit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # Qt's name
        if event.commitString() or event.preeditString():
            self.leave_figures()
        super().inputMethodEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # Qt's name
        self._pressed = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # Qt's name
        super().mouseReleaseEvent(event)
        self._pressed = False

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # Qt's name
        menu = QMenu(self)
        has_words, is_open = self.textCursor().hasSelection(), not self.isReadOnly()
        for words, verb, usable in (
            ("&Cắt", self.cut, has_words and is_open),
            ("C&hép", self.copy, has_words),
            ("&Dán", self.paste, is_open),
            ("Chè&n số liệu…", self.insert_requested.emit, is_open),
            ("&Số liệu từ đâu ra", self.source_requested.emit, bool(self.behind)),
        ):
            action = menu.addAction(words)
            action.triggered.connect(lambda _=False, verb=verb: verb())
            action.setEnabled(usable)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def set_locked(self, locked: bool) -> None:
        """Let the text only be read (the keyboard still moves through it), or be edited again."""
        flags = Qt.TextInteractionFlag
        reading = flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
        self.setTextInteractionFlags(reading if locked else flags.TextEditorInteraction)

    def cut(self) -> None:
        """Take what is selected along, its figures too."""
        if self.textCursor().hasSelection():
            self.copy()
            self.remove_selection()

    def paste(self) -> None:
        self.insertFromMimeData(QGuiApplication.clipboard().mimeData())

    def createMimeDataFromSelection(self) -> QMimeData:  # Qt's name
        """Words for other programs, the plain form for this one."""
        cursor, data = self.textCursor(), QMimeData()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        plain: list[str] = []
        block = self.document().findBlock(start)
        while block.isValid() and block.position() <= end:
            pieces = [
                Piece(run.words, run.token)
                if run.serial
                else Piece(run.text[max(0, start - run.start) : end - run.start])
                for run in runs_of(block)
                if run.end > start and run.start < end
            ]
            plain.append(plain_of(pieces))
            block = block.next()
        data.setText(cursor.selectedText().replace("\u2029", "\n"))
        data.setData(LIVE, QByteArray("\n".join(plain).encode()))
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # Qt's name
        return source.hasText() or source.hasFormat(LIVE)

    def insertFromMimeData(self, source: QMimeData) -> None:  # Qt's name
        if source.hasFormat(LIVE):
            self.insert_text(bytes(source.data(LIVE).data()).decode())
        elif source.hasText():
            from tdkt_desktop.ui.controls.old_text import paste_text  # not needed for the first picture

            paste_text(self, source, lambda text: self.insert_text(pasted(text)))

    def _edits(self, event: QKeyEvent) -> bool:
        """Do what a key asks that could touch a figure; False for other keys."""
        if event.matches(Keys.Paste):
            self.paste()
        elif event.matches(Keys.Cut):
            self.cut()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.leave_figures()
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
        elif move := next((move for key, move in WORD_MOVES.items() if event.matches(key)), None):
            self._remove_up_to(move)
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and not event.modifiers():
            return self._remove(event)
        else:
            return False
        return True

    def _remove(self, event: QKeyEvent) -> bool:
        """Backspace and Delete: a figure is chosen first and goes at the next press, never by holding the key down."""
        if self.textCursor().hasSelection():
            if self.selected_figure() is None or not event.isAutoRepeat():
                self.remove_selection()
            return True
        back, cursor = event.key() == Qt.Key.Key_Backspace, self.textCursor()
        find = figure_before if back else figure_after
        run = find(cursor.block(), cursor.position())
        if run is None:
            return False
        self.select_run(run)
        self.said.emit(TWICE)
        return True

    def _remove_up_to(self, move: QTextCursor.MoveOperation) -> None:
        """Take away the words up to the next stop of the keyboard, and no figure."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            cursor.movePosition(move, QTextCursor.MoveMode.KeepAnchor)
            self._busy = True
            self.setTextCursor(cursor)
            self._busy = False
        self.leave_figures()
