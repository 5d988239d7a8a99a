"""Guards the register of proposals in the window: status kept, alike ones joined by a person only, the way to the place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.values import Item
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.office.proposals_dialog import EMPTY, ProposalsDialog
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.workflows.notice.proposals import register
from tests.ui.test_accessible_names import nameless
from tests.ui.test_mnemonics import at_once, clashes
from tests.ui.walking import open_sample, settle, view_of

TEXT = "Tổ chức tập huấn, bồi dưỡng nghiệp vụ thi đua, khen thưởng cho cơ sở"


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[ProposalsDialog]:
    window = open_sample(theme, tmp_path)
    qtbot.addWidget(window)
    assert window.desk is not None
    window.desk.sheet("VTL").set_item("C13.02", Item("k1", text=TEXT))
    window._actions["proposals"][1].trigger()
    made = window.findChild(ProposalsDialog)
    assert made is not None
    settle()
    made.list.show_row(made.list.rows.row_of_id("VTL/C13.02/k1"))
    yield made
    made.reject()
    window.close()


def test_a_status_is_kept_and_shown_again(dialog: ProposalsDialog) -> None:
    assert dialog.units.text() == "01 đơn vị: Viễn thông LS"
    dialog.status.setCurrentIndex(dialog.status.findData("answered"))
    dialog.note.setText("Công văn số 12/SNV")
    dialog.keep.click()
    one = dialog.current
    assert one is not None
    assert (one.key, one.status, one.note) == ("VTL/C13.02/k1", "answered", "Công văn số 12/SNV")
    assert not dialog.by.isHidden()


def test_an_alike_proposal_is_joined_and_parted_by_a_person(dialog: ProposalsDialog) -> None:
    assert dialog.near.count() == 1
    assert "Có thể trùng" in dialog.near.item(0).text()
    before = len(register(dialog._desk.session))
    dialog.join.click()
    assert len(register(dialog._desk.session)) == before - 1
    assert "Đã nhập chung" in dialog.near.item(0).text()
    assert dialog.join.accessibleName() == "Tách ra"
    dialog.join.click()
    assert len(register(dialog._desk.session)) == before


def test_letters_and_names_are_whole(dialog: ProposalsDialog) -> None:
    for _ in range(2):  # joined and parted
        settle()
        assert not clashes(at_once(dialog))
        assert not nameless(dialog)
        dialog.join.click()


def test_enter_goes_to_the_unit_that_asked(dialog: ProposalsDialog) -> None:
    window = dialog.parentWidget()
    assert isinstance(window, MainWindow)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    tab = view_of(window).unit_tab
    assert tab is not None
    assert (tab.sheet.unit.code, tab.steps.key) == ("VTL", "C13")


def test_without_proposals_it_says_so(qtbot: QtBot, window: MainWindow) -> None:
    window._actions["proposals"][1].trigger()
    made = window.findChild(ProposalsDialog)
    assert made is not None
    settle()
    assert made.empty.isVisible()
    assert made.empty.text() == EMPTY
    made.reject()
