"""Taking over from last year in the window: asked first, one step of undo; findings beside the criterion like any field."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.mending import Mending, limitations_of
from tdkt_desktop.ui.controls.field_keys import key_of
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.desk.undo import step_back
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.office.carry_dialog import CarryDialog
from tdkt_desktop.ui.unit.assessment_form import AssessmentForm
from tdkt_desktop.ui.unit.criterion_form import CriterionForm
from tdkt_desktop.ui.unit.mending_card import MendingRow
from tdkt_desktop.ui.unit.unit_tab import UnitTab
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.workflows.campaign.campaigns import open_campaign
from tests.support.last_year import FILES, UNITS, make_last, make_this
from tests.ui.test_accessible_names import nameless
from tests.ui.test_mnemonics import at_once, clashes
from tests.ui.walking import settle, view_of


@pytest.fixture
def last(tmp_path: Path) -> Path:
    """Unit B had quite another name last year."""
    units = deepcopy(UNITS)
    units[1]["official"] = "Trung tâm 22"
    return make_last(tmp_path / "truoc", units=units)


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(theme)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.show_campaign(open_campaign(make_this(tmp_path / "nay")))
    settle()
    yield made
    made.close()


def desk_of(window: MainWindow) -> Desk:
    assert window.desk is not None
    return window.desk


def opened(qtbot: QtBot, window: MainWindow, last: Path, monkeypatch: pytest.MonkeyPatch) -> CarryDialog:
    """The dialog, through the menu and the choice of a file."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(last), ""))
    window._actions["carry_over"][1].trigger()
    qtbot.waitUntil(lambda: window.findChild(CarryDialog) is not None)
    dialog = window.findChild(CarryDialog)
    assert dialog is not None
    settle()
    return dialog


def taken(qtbot: QtBot, window: MainWindow, last: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = opened(qtbot, window, last, monkeypatch)
    box = dialog.choices["B"]
    box.setCurrentIndex(box.findData("B"))
    box.activated.emit(box.currentIndex())
    dialog.take.click()
    settle()


def tab_at(window: MainWindow, unit: str, step: str) -> UnitTab:
    view_of(window).open_unit(unit, step)
    tab = view_of(window).unit_tab
    assert tab is not None
    settle()
    return tab


def row_of(tab: UnitTab) -> MendingRow:
    assert isinstance(tab.form, CriterionForm | AssessmentForm)
    return next(iter(tab.form.mending.rows.values()))


def test_what_is_not_clear_is_asked_before_anything_is_taken(
    qtbot: QtBot, window: MainWindow, last: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = last.read_bytes()
    dialog = opened(qtbot, window, last, monkeypatch)
    assert not dialog.take.isEnabled()
    assert list(dialog.choices) == ["B"]
    assert QApplication.focusWidget() is dialog.choices["B"]
    assert not clashes(at_once(dialog))
    assert not nameless(dialog)
    assert any("Đơn vị 04 → không kiểm tra đợt này" in dialog.list.item(row).text() for row in range(4))
    box = dialog.choices["B"]
    QTest.keyClick(box, Qt.Key.Key_Down)  # the candidate stands first
    box.activated.emit(box.currentIndex())
    assert box.currentData() == "B"
    assert dialog.take.isEnabled()
    assert any("Đơn vị 02 (trước là Trung tâm 22)" in dialog.list.item(row).text() for row in range(4))
    dialog.reject()
    assert desk_of(window).session.campaign.earlier == ()
    assert last.read_bytes() == before


def test_taking_over_is_one_step_that_leads_back_and_forth(
    qtbot: QtBot, window: MainWindow, last: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_of(window)
    tab = tab_at(window, "A", "N2")
    assert isinstance(tab.form, CriterionForm)
    assert tab.form.mending.isHidden()
    taken(qtbot, window, last, monkeypatch)
    assert [one.text for one in tab.form.mending.found] == [FILES]
    assert not tab.form.mending.isHidden()
    assert desk.undo_stack.count() == 1
    after = desk.session.campaign
    assert step_back(desk.undo_stack, back=True) == "Đã hoàn tác: Lấy từ đợt kiểm tra trước"
    settle()
    assert desk.session.campaign.earlier == ()
    assert desk.session.campaign.unit("B").aliases == ()
    assert tab.form.mending.isHidden()
    step_back(desk.undo_stack, back=False)
    settle()
    assert desk.session.campaign == after
    assert not tab.form.mending.isHidden()


def test_a_finding_is_a_field_like_any_other(
    qtbot: QtBot, window: MainWindow, last: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(qtbot, window, last, monkeypatch)
    desk, tab = desk_of(window), tab_at(window, "A", "N2")
    row = row_of(tab)
    row.state.press(Mending.AGAIN)
    row.note.setFocus()
    QTest.keyClicks(row.note, "da nhac")
    assert desk.autosave.flush()
    (first, second) = limitations_of(desk.session.store.record(desk.session.checklist).of("A"))
    assert (first.state, first.note, second.state) == (Mending.AGAIN, "da nhac", Mending.UNCHECKED)
    key = key_of(row.note)
    assert key is not None
    assert key[0].startswith("item/A/@carried/N2-")
    assert len(desk.session.history(*key)) >= 1
    step_back(desk.undo_stack, back=True)
    step_back(desk.undo_stack, back=True)
    settle()
    assert limitations_of(desk.inspection("A"))[0].state is Mending.UNCHECKED
    assert row_of(tab).note.toPlainText() == ""
    tab.show_field(key)
    focus = window.focusWidget()
    assert focus is not None
    assert row_of(tab).isAncestorOf(focus)


def test_what_concerns_the_unit_as_a_whole_stands_with_the_assessment(
    qtbot: QtBot, window: MainWindow, last: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(qtbot, window, last, monkeypatch)
    tab = tab_at(window, "A", "@assessment")
    assert isinstance(tab.form, AssessmentForm)
    assert [one.text for one in tab.form.mending.found] == ["Báo cáo còn chậm"]
    for unit, step in (("A", "@assessment"), ("A", "N2"), ("B", "N1")):
        tab = tab_at(window, unit, step)
        assert not clashes(at_once(window))
        assert not nameless(tab)
    assert "trước là Trung tâm 22" in tab.form.mending._hint.text()  # type: ignore[union-attr]  # a criterion's form


def test_a_wrong_file_is_told_and_changes_nothing(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        "tdkt_desktop.ui.office.carry_flow.show_error", lambda _window, error: told.append(str(error))
    )
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(desk_of(window).session.path), ""))
    window._actions["carry_over"][1].trigger()
    qtbot.waitUntil(lambda: bool(told))
    assert "chính đợt kiểm tra này" in told[0]


def test_the_next_year_is_made_from_the_file_alone(
    qtbot: QtBot, theme: Theme, last: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TDKT_DATA_DIR", str(tmp_path / "du-lieu"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(last), ""))
    told: list[str] = []
    monkeypatch.setattr(
        "tdkt_desktop.ui.office.carry_flow.show_text", lambda _window, *words: told.extend(words)
    )
    window, before = MainWindow(theme), last.read_bytes()
    qtbot.addWidget(window)
    window.show()
    window._actions["next_year"][1].trigger()
    qtbot.waitUntil(lambda: window.desk is not None)
    campaign = desk_of(window).session.campaign
    assert (campaign.year, len(campaign.units)) == (2026, 4)
    assert any("trưởng đoàn" in words for words in told)
    assert last.read_bytes() == before
    window.close()
