"""What tests of the notice's workbench share: where it is, and what a person does in its text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tdkt_desktop.domain.kinds import State
from tdkt_desktop.domain.values import Answer
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.ui.workbench.notice_editor import NoticeEditor
from tdkt_desktop.ui.workbench.notice_tab import NoticeTab
from tdkt_desktop.ui.workbench.pieces import runs_of
from tdkt_desktop.ui.workbench.workbench import Workbench
from tests.ui.walking import settle, view_of

KEY = "I.3"
PATIENCE_MS = 20_000
BACK, DELETE = Qt.Key.Key_Backspace, Qt.Key.Key_Delete


def tab_of(window: MainWindow) -> NoticeTab:
    tab = view_of(window).notice_tab
    assert tab is not None
    return tab


def bench_of(window: MainWindow) -> Workbench:
    bench = tab_of(window).workbench
    assert bench is not None
    return bench


def put(editor: NoticeEditor, position: int, anchor: int | None = None) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(position if anchor is None else anchor)
    cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def press(
    editor: NoticeEditor, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(editor, key, modifier)


def commit(editor: NoticeEditor, text: str, preedit: str = "") -> None:
    """Letters as an input method sends them."""
    if preedit:
        QApplication.sendEvent(editor, QInputMethodEvent(preedit, []))
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(editor, event)


def figures(editor: NoticeEditor) -> list[tuple[int, int, str]]:
    """Every figure in the text: from, to, its plain form."""
    block, found = editor.document().begin(), []
    while block.isValid():
        found += [(run.start, run.end, run.token) for run in runs_of(block) if run.serial]
        block = block.next()
    return found


def answer(window: MainWindow, number: int, question: str, value: object) -> None:
    assert window.desk is not None
    sheet = window.desk.sheet(window.desk.units[number].code)
    sheet.set_answer(sheet.checklist.question(question), Answer(State.ANSWERED, value))  # type: ignore[arg-type]
    settle()
