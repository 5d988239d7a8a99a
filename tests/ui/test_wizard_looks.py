"""Guards every step of the wizard and the dialogs around it: names for all, letters of their own, no words cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.kinds import State
from tdkt_desktop.domain.self_report import Problem, SelfReport
from tdkt_desktop.domain.values import Answer, Figure
from tdkt_desktop.ui.controls.old_text import OldTextDialog
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.office.form_report_dialog import FormReportDialog
from tdkt_desktop.ui.office.issue_dialog import IssueDialog
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.workflows.new_campaign.campaign_draft import STEPS
from tdkt_desktop.workflows.new_campaign.draft_building import chosen_checklist
from tdkt_desktop.workflows.new_campaign.draft_lists import read_list_file
from tdkt_desktop.workflows.unit.old_texts import judge_pasted
from tests.support.messy_list import save_messy_list
from tests.support.old_encodings import in_tcvn3
from tests.ui.test_accessible_names import english, nameless
from tests.ui.test_mnemonics import at_once, clashes
from tests.ui.walking import cut, settle, shown
from tests.ui.wizard_driver import begin


@pytest.fixture
def wizard(qtbot: QtBot, theme: Theme) -> Iterator[MainWindow]:
    made = MainWindow(theme)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    begin(made)
    yield made
    made.close()
    theme.set_zoom(1.0)


def places(window: MainWindow, path: Path) -> Iterator[str]:
    """Every step, with and without content, and the list that is being read."""
    page = window.wizard.page
    assert page is not None
    for step in STEPS:
        page.go(step)
        settle()
        yield step
    save_messy_list(path)
    draft = replace(page.keeper.draft, year="2026", checklist=chosen_checklist("lang-son-2019"))
    page.keeper.act(replace(draft, reading=read_list_file(path)))
    for step in STEPS:
        page.go(step)
        settle()
        yield f"{step}, filled"


def test_every_step_has_names_and_letters_of_its_own(wizard: MainWindow, tmp_path: Path) -> None:
    for place in places(wizard, tmp_path / "lich.xlsx"):
        assert not nameless(wizard), place
        assert not english(wizard), place
        assert not clashes(at_once(wizard)), place


def test_what_is_asked_about_a_list_is_in_sight_at_200_percent(
    wizard: MainWindow, theme: Theme, tmp_path: Path
) -> None:
    theme.set_zoom(2.0)
    page = wizard.wizard.page
    assert page is not None
    save_messy_list(tmp_path / "lich.xlsx")
    page.keeper.act(replace(page.keeper.draft, year="2026", reading=read_list_file(tmp_path / "lich.xlsx")))
    page.go("units")
    settle()
    answer = page.units.pane.panel.answer
    assert page.focusWidget() is answer
    assert answer.visibleRegion().boundingRect() == answer.rect()


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_no_words_are_cut(wizard: MainWindow, theme: Theme, tmp_path: Path, zoom: float) -> None:
    theme.set_zoom(zoom)
    settle()
    for place in places(wizard, tmp_path / "lich.xlsx"):
        found = [
            (type(one).__name__, one.property("text"), cut(one)) for one in shown(wizard.stack) if cut(one)
        ]
        assert not found, place


def dialogs(desk: Desk) -> Iterator[QDialog]:
    text = "Đơn vị trưởng cụm được giao quản lý"
    yield IssueDialog(desk)
    yield OldTextDialog(judge_pasted(in_tcvn3(text)))
    yield OldTextDialog(judge_pasted(in_tcvn3(text).replace("\u00ad", "")))
    report = SelfReport(
        "thu-2019",
        "u1",
        "",
        {"A.1": Answer(State.ANSWERED, True), "K.count": Answer(State.ANSWERED, Figure(Decimal(7)))},
        problems=(Problem("Tự báo cáo!D7", "2.1", "Không phải số."),),
    )
    yield FormReportDialog(desk.sheet("u1"), report)


def test_dialogs_have_names_and_letters_of_their_own(desk: Desk) -> None:
    for dialog in dialogs(desk):
        dialog.show()
        settle()
        assert dialog.accessibleName()
        assert not nameless(dialog), dialog.accessibleName()
        assert not english(dialog), dialog.accessibleName()
        assert not clashes(at_once(dialog)), dialog.accessibleName()
        assert not [cut(one) for one in shown(dialog) if cut(one)], dialog.accessibleName()
        dialog.reject()
        QApplication.processEvents()
