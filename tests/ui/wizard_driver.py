"""For tests that go through the wizard of the real window as a person does: buttons, fields, keys."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.ui.wizard.wizard_page import WizardPage


def begin(window: MainWindow) -> WizardPage:
    """Open the wizard from the menu."""
    window._actions["new_campaign"][1].trigger()
    page = window.wizard.page
    assert page is not None
    assert window.stack.currentWidget() is page
    return page


def fill_plan(page: WizardPage, year: str = "2026") -> None:
    """The one thing the plan must have, typed."""
    page.go("plan")
    QTest.keyClicks(page.plan.fields["year"], year)


def read_file(page: WizardPage, path: Path, qtbot: QtBot) -> None:
    """Read a workbook in the step of units."""
    page.go("units")
    page.units.take_file(path)
    qtbot.waitUntil(lambda: page.keeper.draft.reading is not None, timeout=10_000)


def type_answer(page: WizardPage, cell: str, words: str) -> None:
    """Go to a cell of the list and type what it should say (letters with marks come as an input method gives them)."""
    page.units.pane.show_cell(cell)
    answer = page.units.pane.panel.answer
    answer.setText(words)
    QTest.keyClick(answer, Qt.Key.Key_Return)


def take_checklist(page: WizardPage, name: str, qtbot: QtBot) -> None:
    """Choose a checklist by its words in the list."""
    page.go("checklist")
    qtbot.waitUntil(lambda: page.checklist.list.count() > 0, timeout=10_000)
    rows = [page.checklist.list.item(row) for row in range(page.checklist.list.count())]
    item = next(one for one in rows if name in one.text())
    page.checklist.list.itemActivated.emit(item)
    qtbot.waitUntil(lambda: page.keeper.draft.checklist is not None, timeout=10_000)


def make(window: MainWindow, page: WizardPage, qtbot: QtBot, then: str = "Để sau") -> None:
    """Press the last button, wait for the campaign, answer the box that offers what comes next."""
    page.go("summary")
    assert page.next.isEnabled(), page.summary.lacks
    page.next.click()
    qtbot.waitUntil(lambda: window.view is not None, timeout=20_000)
    later = QApplication.activeModalWidget()
    if isinstance(later, QMessageBox):
        press(later, then)


def press(box: QMessageBox, words: str) -> None:
    """Answer a message box by its button."""
    next(one for one in box.buttons() if words in one.text().replace("&", "")).click()


def choice(page: WizardPage, words: str) -> QPushButton:
    """The button of a way to answer the current question."""
    return next(one for one in page.units.pane.panel.choices if words in one.text())


def copy(text: str, html: str = "") -> None:
    """Put something into the clipboard."""
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)
