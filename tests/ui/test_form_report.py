"""Guards the form of a unit in the window: nothing is taken over by reading it; a click is one step that Ctrl+Z undoes."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.inspection import FIGURES
from tdkt_desktop.domain.kinds import State
from tdkt_desktop.domain.values import Answer, Figure
from tdkt_desktop.ui.campaign.unit_form_errands import read_form, write_form
from tdkt_desktop.ui.office.form_report_dialog import FormReportDialog
from tdkt_desktop.ui.window import MainWindow
from tests.support.form_filling import fill_form

COUNT, YES = "K.count", "A.1"


@pytest.fixture
def filled(window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A form that the window wrote and the unit filled in."""
    told: list[str] = []
    monkeypatch.setattr(
        "tdkt_desktop.ui.campaign.unit_form_errands.show_text", lambda _, text, detail: told.append(detail)
    )
    assert window.desk is not None
    path = tmp_path / "phieu.xlsx"
    write_form(window.desk, window.desk.units[0], path, window)
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    fill_form(
        path,
        window.desk.session.checklist,
        {COUNT: Answer(State.ANSWERED, Figure(Decimal(7))), YES: Answer(State.ANSWERED, True)},
    )
    return path


@pytest.fixture
def dialog(window: MainWindow, filled: Path, qtbot: QtBot) -> FormReportDialog:
    desk, view = window.desk, window.view
    assert desk is not None
    assert view is not None
    sheet = desk.sheet("u1")
    question = sheet.checklist.question(YES)
    sheet.set_answer(question, Answer(State.ANSWERED, False))
    assert sheet.flush()
    read_form(desk, view, filled, window)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), FormReportDialog), timeout=10_000)
    found = QApplication.activeModalWidget()
    assert isinstance(found, FormReportDialog)
    return found


def test_reading_records_nothing_and_shows_both(window: MainWindow, dialog: FormReportDialog) -> None:
    desk = window.desk
    assert desk is not None
    assert desk.sheet("u1").inspection.answer(YES).value is False
    assert [row.state for row in dialog.reading.rows] == ["different", "new"]
    assert (dialog.reported.text(), dialog.verified.text()) == ("Có", "Không")
    dialog.accept()
    assert window.view is not None
    window.view.open_unit("u1", "A")
    tab = window.view.unit_tab
    assert tab is not None
    assert tab.form is not None
    assert "Đơn vị báo cáo: Có" in [one.text() for one in tab.form.findChildren(QLabel)]


def test_a_click_takes_one_answer_over_and_undo_gives_it_back(
    window: MainWindow, dialog: FormReportDialog
) -> None:
    desk = window.desk
    assert desk is not None
    sheet = desk.sheet("u1")
    dialog.table.setCurrentCell(0, 0)
    dialog.take.click()
    assert sheet.inspection.answer(YES).value is True
    assert sheet.inspection.answer(COUNT).state is State.NOT_CHECKED
    assert desk.session.inspection("u1").answer(YES).value is True
    assert not dialog.take.isEnabled()
    dialog.accept()
    window._actions["undo"][1].trigger()
    assert sheet.inspection.answer(YES).value is False


def test_figures_go_beside_the_teams_own_and_come_back(window: MainWindow, dialog: FormReportDialog) -> None:
    desk = window.desk
    assert desk is not None
    sheet = desk.sheet("u1")
    dialog.figures.click()
    assert [item.cells["reported"] for item in sheet.inspection.items(FIGURES)] == [Decimal(7)]
    assert dialog.figures.isHidden()
    dialog.accept()
    window._actions["undo"][1].trigger()
    assert not sheet.inspection.items(FIGURES)
