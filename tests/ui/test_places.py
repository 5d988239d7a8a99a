"""Guards that work goes on where it was left: tab, step, field, cursor, window; also when the place is gone."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.sealing import ASSESSMENT, VISIT
from tdkt_desktop.ui import first_paint
from tdkt_desktop.ui.campaign.places import LAST_KEY, PlaceMemory
from tdkt_desktop.ui.desk.tab_keys import MERGE, OVERVIEW
from tdkt_desktop.ui.first_paint import show_first
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.unit.assessment_form import AssessmentForm
from tdkt_desktop.ui.unit.criterion_form import CriterionForm
from tdkt_desktop.ui.unit.unit_tab import UnitTab
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.workflows.campaign.campaigns import write_campaign
from tests.ui.conftest import make_campaign, make_checklist

Start = Callable[[], MainWindow]


@pytest.fixture
def start(qtbot: QtBot, theme: Theme) -> Iterator[Start]:
    """Start the program as a person does, without naming a file."""
    windows: list[MainWindow] = []

    def run() -> MainWindow:
        window = MainWindow(theme)
        qtbot.addWidget(window)
        windows.append(window)
        show_first(window, None)
        return window

    yield run
    for window in windows:
        window.close()


def test_rubbish_is_searched_for_again_once_the_window_is_up(
    start: Start, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_paint, "STARTED_MS", 0)
    gc.disable()
    try:
        start()
        qtbot.waitUntil(gc.isenabled, timeout=5000)
    finally:
        gc.enable()


def opened(window: MainWindow, qtbot: QtBot) -> MainWindow:
    qtbot.waitUntil(lambda: window.view is not None, timeout=10000)
    QApplication.processEvents()
    return window


def tab_of(window: MainWindow) -> UnitTab:
    assert window.view is not None
    tab = window.view.unit_tab
    assert tab is not None
    return tab


def go(window: MainWindow, unit: str, step: str) -> UnitTab:
    assert window.view is not None
    window.view.open_unit(unit, step)
    return tab_of(window)


def test_the_cursor_is_where_it_was_in_a_long_text(window: MainWindow, start: Start, qtbot: QtBot) -> None:
    tab = go(window, "u2", ASSESSMENT)
    assert isinstance(tab.form, AssessmentForm)
    edit = tab.form.fields["conclusion"]
    edit.insertPlainText("Đoàn kết luận như sau")
    edit.setFocus()
    cursor = edit.textCursor()
    cursor.setPosition(8)
    edit.setTextCursor(cursor)
    window.close()
    again = opened(start(), qtbot)
    assert again.view is not None
    tab = tab_of(again)
    assert (again.view.key, tab.steps.key) == ("u2", ASSESSMENT)
    assert isinstance(tab.form, AssessmentForm)
    found = tab.form.fields["conclusion"]
    assert again.focusWidget() is found
    assert found.toPlainText() == "Đoàn kết luận như sau"
    assert found.textCursor().position() == 8


def test_a_power_cut_leaves_the_place_of_the_last_words(window: MainWindow, qtbot: QtBot) -> None:
    """Nothing is closed here: what is remembered is what a kill would find."""
    tab = go(window, "u2", ASSESSMENT)
    assert isinstance(tab.form, AssessmentForm)
    edit = tab.form.fields["conclusion"]
    assert window.desk is not None
    memory = window.findChild(PlaceMemory)
    assert memory is not None
    memory.timer.setInterval(0)
    edit.setFocus()
    edit.insertPlainText("Đoàn kết luận")
    field = "inspection/u2|conclusion"
    key = f"place/{window.desk.session.path.stem}"
    qtbot.waitUntil(lambda: list(QSettings().value(key))[2:] == [field, "13"], timeout=5000)


def test_the_cursor_is_where_it_was_in_an_answer(window: MainWindow, start: Start, qtbot: QtBot) -> None:
    tab = go(window, "u1", "K")
    assert isinstance(tab.form, CriterionForm)
    field = tab.form.rows["K.count"].editor.focusProxy()
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.insert("1234")
    field.setCursorPosition(2)
    window.close()
    again = opened(start(), qtbot)
    found = again.focusWidget()
    assert isinstance(found, QLineEdit)
    assert found.accessibleName() == field_name(tab_of(again), "K.count")
    assert found.cursorPosition() == 2


def field_name(tab: UnitTab, code: str) -> str:
    return tab.sheet.checklist.question(code).ask


def test_the_cursor_is_where_it_was_in_a_line_of_a_list(
    window: MainWindow, start: Start, qtbot: QtBot
) -> None:
    tab = go(window, "u1", "K")
    assert isinstance(tab.form, CriterionForm)
    editor = tab.form.rows["K.list"].editor
    for text in ("một", "hai dài hơn"):
        editor.add.click()  # type: ignore[attr-defined]
        editor.rows[-1].fields["text"].insertPlainText(text)  # type: ignore[attr-defined]
    window.close()
    again = opened(start(), qtbot)
    found = again.focusWidget()
    assert isinstance(found, QPlainTextEdit)
    assert found.toPlainText() == "hai dài hơn"
    assert found.textCursor().position() == len("hai dài hơn")


def test_the_cursor_is_where_it_was_in_a_part_of_an_answer(
    window: MainWindow, start: Start, qtbot: QtBot
) -> None:
    tab = go(window, "u1", "K")
    assert isinstance(tab.form, CriterionForm)
    row = tab.form.rows["K.document"]
    row.editor.fields["issuer"].insert("Ủy ban")  # type: ignore[attr-defined]
    row._open_note()
    row.note.insertPlainText("xem bản gốc")
    row.editor.fields["issuer"].setFocus()  # type: ignore[attr-defined]
    window.close()
    again = opened(start(), qtbot)
    found = again.focusWidget()
    assert isinstance(found, QLineEdit)
    assert found.text() == "Ủy ban"
    form = tab_of(again).form
    assert isinstance(form, CriterionForm)
    form.rows["K.document"].note.setFocus()
    again.close()
    found = opened(start(), qtbot).focusWidget()
    assert isinstance(found, QPlainTextEdit)
    assert found.toPlainText() == "xem bản gốc"


@pytest.mark.parametrize("key", [OVERVIEW, MERGE])
def test_other_tabs_come_back_too(window: MainWindow, start: Start, qtbot: QtBot, key: str) -> None:
    assert window.view is not None
    go(window, "u1", "A")
    window.view.show_tab(key)
    window.close()
    again = opened(start(), qtbot)
    assert again.view is not None
    assert again.view.key == key


@pytest.mark.parametrize(
    ("place", "key", "step"),
    [
        (["don-vi-da-bo", "A", "answer/don-vi-da-bo/A.1|answer", "0"], OVERVIEW, ""),
        (["u1", "NOI-DUNG-CU", "answer/u1/NOI-DUNG-CU.1|answer", "3"], "u1", VISIT),
        (["u1", "A", "answer/u1/A.99|answer", "3"], "u1", "A"),
        (["u1", "A", "item/u1/K.list/mat|item", "1"], "u1", "A"),
        (["u1", "K", "item/u1/K.list/mat|item", "1"], "u1", "K"),
        (["u1"], "u1", VISIT),
        (["u1", "A", "|", "rất xa"], "u1", "A"),
        (["", "", "", ""], OVERVIEW, ""),
        (["u1", "A", "answer/u1/A.3|answer", "99999"], "u1", "A"),
    ],
)
def test_a_place_that_is_gone_leads_near_it(
    start: Start, qtbot: QtBot, path: Path, place: list[str], key: str, step: str
) -> None:
    QSettings().setValue(LAST_KEY, str(path))
    QSettings().setValue(f"place/{path.stem}", place)
    window = opened(start(), qtbot)
    assert window.view is not None
    assert window.view.key == key
    if step:
        tab = tab_of(window)
        assert tab.steps.key == step
        focus = window.focusWidget()
        assert focus is not None
        assert tab.form is not None
        assert tab.form.isAncestorOf(focus)


@pytest.mark.parametrize("rubbish", ["u1", "", 7, {"u1": "A"}])
def test_a_broken_setting_is_passed_over(start: Start, qtbot: QtBot, path: Path, rubbish: object) -> None:
    QSettings().setValue(LAST_KEY, str(path))
    QSettings().setValue(f"place/{path.stem}", rubbish)
    window = opened(start(), qtbot)
    assert window.view is not None
    assert window.view.key == OVERVIEW


def test_the_last_campaign_opens_by_itself(
    window: MainWindow, start: Start, qtbot: QtBot, path: Path
) -> None:
    window.close()
    again = opened(start(), qtbot)
    assert again.desk is not None
    assert again.desk.session.path == path


def test_a_campaign_that_was_closed_does_not_open_by_itself(
    window: MainWindow, start: Start, qtbot: QtBot
) -> None:
    window._actions["close_campaign"][1].trigger()
    assert window.view is None
    window.close()
    again = start()
    qtbot.waitUntil(lambda: again.stack.currentWidget() is again.start, timeout=5000)
    qtbot.waitUntil(again.start.words.isHidden, timeout=5000)
    assert again.view is None


def test_the_window_comes_back_as_large_as_it_was(window: MainWindow, start: Start, qtbot: QtBot) -> None:
    """Only the height: the screen of the tests is narrower than the narrowest window."""
    for height in (701, 655):
        window.resize(1111, height)
        QApplication.processEvents()
        window.close()
        window = opened(start(), qtbot)
        assert window.height() == height


def test_each_campaign_has_a_place_of_its_own(
    window: MainWindow, qtbot: QtBot, path: Path, tmp_path: Path
) -> None:
    other = write_campaign(make_campaign(), make_checklist(), tmp_path / "data" / "khac.tdktdb")
    go(window, "u2", "K")
    window.open_campaign(other)
    qtbot.waitUntil(lambda: window.desk is not None and window.desk.session.path == other, timeout=5000)
    assert window.view is not None
    assert window.view.key == OVERVIEW
    window.open_campaign(path)
    qtbot.waitUntil(lambda: window.desk is not None and window.desk.session.path == path, timeout=5000)
    assert window.view is not None
    assert window.view.key == "u2"
    assert tab_of(window).steps.key == "K"


def test_a_file_that_is_gone_leads_to_the_first_page_with_a_sentence(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    QSettings().setValue(LAST_KEY, str(tmp_path / "da-chuyen-di.tdktdb"))
    window = start()
    qtbot.waitUntil(window.start.words.isHidden, timeout=5000)
    assert window.view is None
    assert window.start.lost.isVisible()
    assert "da-chuyen-di.tdktdb" in window.start.lost.text()


def test_nothing_is_said_where_nothing_is_missing(start: Start, qtbot: QtBot) -> None:
    window = start()
    qtbot.waitUntil(window.start.words.isHidden, timeout=5000)
    assert window.start.lost.isHidden()
