"""Guards typing with Telex or VNI: no letter is lost or doubled, wherever the person goes while a word is composed."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import tdkt_desktop.ui
from tdkt_desktop.domain.kinds import Kind, State
from tdkt_desktop.domain.revisions import Revision
from tdkt_desktop.domain.sealing import ASSESSMENT, VISIT
from tdkt_desktop.ui import window as window_room
from tdkt_desktop.ui.campaign.campaign_view import CampaignView
from tdkt_desktop.ui.controls.preedit import commit_preedit, watch_preedit
from tdkt_desktop.ui.desk.tab_keys import OVERVIEW
from tdkt_desktop.ui.editors.item_row import DETAILS
from tdkt_desktop.ui.editors.items import ItemsEditor
from tdkt_desktop.ui.editors.picks import YesNoEditor
from tdkt_desktop.ui.unit.criterion_form import CriterionForm
from tdkt_desktop.ui.unit.question_row import QuestionRow
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.workflows.campaign.campaigns import open_campaign

GROWING = ("t", "ti", "tie", "tiê", "tiên", "tiến")
TYPED = [kind for kind in Kind if kind not in (Kind.YES_NO, Kind.CHOICE)]
PATIENCE_MS = 20_000
CONTROL = Qt.KeyboardModifier.ControlModifier
MEDDLERS = {"QValidator", "QCompleter", "setValidator", "setCompleter", "setInputMask"}

Field = QLineEdit | QPlainTextEdit


def send(field: QWidget, preedit: str = "", commit: str = "") -> None:
    """One event as an input method sends it."""
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(field, event)


def compose(field: QWidget, *steps: str) -> None:
    """Begin a word and leave it composed."""
    for preedit in steps or GROWING:
        send(field, preedit)


def text_of(field: Field) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> QWidget:
    """A window with two fields and a button, under the watcher."""
    watch_preedit(qapp)
    made = QWidget()
    box = QVBoxLayout(made)
    for part in (QLineEdit(), QPlainTextEdit(), QPushButton("Bấm")):
        box.addWidget(part)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def both(page: QWidget) -> tuple[Field, Field]:
    line, text = page.findChild(QLineEdit), page.findChild(QPlainTextEdit)
    assert line is not None
    assert text is not None
    return line, text


@pytest.mark.parametrize("which", [0, 1])
class TestWatcher:
    """The watcher alone, where no engine answers: the hardest case."""

    def test_knows_what_is_composed(self, page: QWidget, qapp: QApplication, which: int) -> None:
        field = both(page)[which]
        field.setFocus()
        assert watch_preedit(qapp).text == ""
        compose(field)
        assert watch_preedit(qapp).text == "tiến"
        send(field, "", "tiến")
        assert watch_preedit(qapp).text == ""

    def test_commits_once(self, page: QWidget, which: int) -> None:
        field = both(page)[which]
        field.setFocus()
        send(field, "", "đang ")
        compose(field)
        commit_preedit()
        commit_preedit()
        assert text_of(field) == "đang tiến"

    def test_focus_takes_the_word_along(self, page: QWidget, which: int) -> None:
        field, other = both(page)[which], both(page)[1 - which]
        field.setFocus()
        compose(field)
        other.setFocus()
        field.setFocus()
        assert (text_of(field), text_of(other)) == ("tiến", "")

    @pytest.mark.parametrize("way", ["tab", "button", "hide", "disable", "clear"])
    def test_any_way_out_keeps_the_word(self, page: QWidget, which: int, way: str) -> None:
        field = both(page)[which]
        field.setFocus()
        compose(field)
        button = page.findChild(QPushButton)
        assert button is not None
        ways: dict[str, Callable[[], object]] = {
            "tab": lambda: page.focusNextPrevChild(True),
            "button": button.setFocus,
            "hide": field.hide,
            "disable": lambda: field.setEnabled(False),
            "clear": field.clearFocus,
        }
        ways[way]()
        assert text_of(field) == "tiến"

    def test_another_window_keeps_the_word(self, qtbot: QtBot, page: QWidget, which: int) -> None:
        field = both(page)[which]
        field.setFocus()
        compose(field)
        other = QLineEdit()
        qtbot.addWidget(other)
        other.show()
        other.activateWindow()
        qtbot.waitUntil(other.isActiveWindow)
        assert (text_of(field), other.text()) == ("tiến", "")

    def test_a_field_that_is_gone_is_let_go(self, page: QWidget, qapp: QApplication, which: int) -> None:
        field = both(page)[which]
        field.setFocus()
        compose(field)
        field.deleteLater()
        QTest.qWait(0)
        commit_preedit()
        assert watch_preedit(qapp).text == ""


def test_one_watcher_serves_the_application(qapp: QApplication) -> None:
    assert watch_preedit(qapp) is watch_preedit(qapp)


def test_the_program_starts_with_the_watcher() -> None:
    """In a process of its own: here other tests have made one long before."""
    code = (
        "from tdkt_desktop.ui.run import make_application; from tdkt_desktop.ui.controls.preedit import Preedit; "
        "assert make_application()[0].findChild(Preedit) is not None"
    )
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True, timeout=60)


def test_no_field_corrects_what_is_typed() -> None:
    """Validators, completers and masks look at text() while the word is still outside it, and cut or replace it."""
    found = [
        f"{file.name}: {name}"
        for file in Path(tdkt_desktop.ui.__path__[0]).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        for name in _names(node)
        if name in MEDDLERS or name.endswith("Validator")
    ]
    assert found == []


def _names(node: ast.AST) -> tuple[str, ...]:
    if isinstance(node, ast.Attribute):
        return (node.attr,)
    if isinstance(node, ast.Name):
        return (node.id,)
    return (node.name,) if isinstance(node, ast.alias) else ()


def view_of(window: MainWindow) -> CampaignView:
    assert window.view is not None
    return window.view


def form(window: MainWindow, step: str) -> QWidget:
    view_of(window).open_unit("u1", step)
    tab = view_of(window).unit_tab
    assert tab is not None
    assert tab.form is not None
    QApplication.processEvents()  # what a layout was given is shown
    return tab.form


def unfold(shown: QWidget) -> None:
    """Bring everything out that a person can bring out: follow-up questions, lines, their details, notes."""
    for choice in shown.findChildren(YesNoEditor):
        choice.bar.press(True)
    for items in shown.findChildren(ItemsEditor):
        items.add.click()
    for button in shown.findChildren(QPushButton):
        if button.text() == DETAILS and button.isVisible():
            button.click()
    for row in shown.findChildren(QuestionRow):
        row.note.show()
    QApplication.processEvents()


def seen_fields(shown: QWidget) -> list[Field]:
    found: list[Field] = [*shown.findChildren(QLineEdit), *shown.findChildren(QPlainTextEdit)]
    return [field for field in found if field.isVisible() and field.isEnabled()]


def type_into(fields: list[Field]) -> None:
    """Letter by letter, two words: nothing puts a text back, in order or out of it."""
    for field in fields:
        field.setFocus()
        for word in ("đẩy ", "mạnh"):
            compose(field, word[:1], word[:2], word.strip())
            send(field, "", word)
        assert text_of(field) == "đẩy mạnh", field.accessibleName()


@pytest.mark.parametrize(("step", "least"), [(VISIT, 10), ("A", 9), ("K", 25), (ASSESSMENT, 2)])
def test_every_field_ends_as_it_was_typed(window: MainWindow, step: str, least: int) -> None:
    shown = form(window, step)
    unfold(shown)
    fields = seen_fields(shown)
    assert len(fields) >= least
    type_into(fields)


def test_reasons_end_as_they_were_typed(window: MainWindow) -> None:
    shown = form(window, "K")
    for row in shown.findChildren(QuestionRow):
        row.choose_state(State.NOT_APPLICABLE)
        type_into([row.reason])


def composing(window: MainWindow, kind: Kind) -> Field:
    """A field of this kind of question with "đang " in it and "tiến" still composed."""
    shown = form(window, "K")
    assert isinstance(shown, CriterionForm)
    editor = shown.rows[f"K.{kind}"].editor
    if isinstance(editor, ItemsEditor):
        editor.add.click()
    field = editor.rows[-1].focusWidget() if isinstance(editor, ItemsEditor) else editor.focusProxy()
    assert isinstance(field, Field)
    field.setFocus()
    assert QApplication.focusWidget() is field
    send(field, "", "đang ")
    compose(field)
    assert text_of(field) == "đang "
    return field


def recorded(revisions: tuple[Revision, ...]) -> bool:
    """Is the whole of it among what was written?"""
    return any("đang tiến" in str(one.value) for one in revisions)


def press(field: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = CONTROL) -> None:
    QTest.keyClick(field, key, modifier)


WAYS: dict[str, Callable[[MainWindow, QWidget], object]] = {
    "tab": lambda window, field: press(field, Qt.Key.Key_PageDown),
    "step": lambda window, field: press(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
    "gap": lambda window, field: press(field, Qt.Key.Key_Return),
    "save": lambda window, field: press(field, Qt.Key.Key_S),
    "tab chosen": lambda window, field: view_of(window).show_tab(OVERVIEW),
    "step chosen": lambda window, field: view_of(window).step_criterion(1),
}


HURRIED = ("tab", "tab chosen", "step", "step chosen")  # ways that leave and wait for no disk
# In a list Alt+Down moves the line, and the next gap may be in the very step. The other ways lead over the same path
# for every kind, so one field of each sort of widget shows it.
CASES = [
    *[(way, kind) for way in ("tab", "save") for kind in TYPED],
    *[("step", kind) for kind in TYPED if kind not in (Kind.LIST, Kind.TABLE)],
    *[(way, kind) for way in ("gap", "tab chosen", "step chosen") for kind in (Kind.TEXT, Kind.DATE)],
]


@pytest.mark.parametrize(("way", "kind"), CASES)
def test_what_is_still_composed_gets_to_the_disk(
    window: MainWindow, qtbot: QtBot, kind: Kind, way: str
) -> None:
    field = composing(window, kind)
    assert window.desk is not None
    WAYS[way](window, field)
    if way == "gap":  # no flush of its own inside a step: the word is in the field, and is saved as usual
        assert text_of(field).endswith("tiến")
        assert window.desk.autosave.flush()
    desk = window.desk
    if way in HURRIED:  # the save is on its way; nothing waits for the disk
        qtbot.waitUntil(lambda: desk.autosave.clean, timeout=3000)
    assert recorded(desk.session.store.revisions())


@pytest.mark.parametrize("kind", TYPED)
def test_what_is_still_composed_is_on_disk_after_closing(window: MainWindow, path: Path, kind: Kind) -> None:
    composing(window, kind)
    assert window.close()
    with open_campaign(path) as session:
        assert recorded(session.store.revisions())


@pytest.fixture
def no_warm_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading ahead of need would come between."""
    monkeypatch.setattr(window_room, "WARM_UP_AFTER_MS", 10 * PATIENCE_MS)


def test_what_is_still_composed_is_on_disk_when_the_minutes_are_seen(
    qtbot: QtBot, no_warm_up: None, window: MainWindow
) -> None:
    """The preview prints what is on disk. Where it is a window of its own, it is closed again here."""
    field = composing(window, Kind.TEXT)
    desk = window.desk
    assert desk is not None
    work: list[str] = []
    desk.background.busy.connect(work.append)

    def shown() -> bool:
        return any(work) and not work[-1]

    closer = QTimer(window)
    closer.timeout.connect(lambda: _close_dialog() if shown() else None)
    closer.start(20)
    press(field, Qt.Key.Key_P)
    assert recorded(desk.session.store.revisions())
    qtbot.waitUntil(shown, timeout=PATIENCE_MS)
    closer.stop()


def _close_dialog() -> None:
    dialog = QApplication.activeModalWidget()
    if dialog is not None:
        dialog.close()
