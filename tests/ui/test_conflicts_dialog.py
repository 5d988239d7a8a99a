"""Guards settling in the window: side by side, by keyboard, left and taken up again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.changes import set_assessment, set_remark
from tdkt_desktop.ui.desk.tab_keys import MERGE
from tdkt_desktop.ui.office.conflicts_dialog import DONE, ConflictsDialog
from tdkt_desktop.ui.office.merge_view import MergeView
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.workflows.campaign.campaigns import open_campaign
from tdkt_desktop.workflows.merge import merging, packages


def disagree(window: MainWindow, folder: Path) -> MergeView:
    """Two fields filled in differently by a team, merged into the open campaign."""
    desk = window.desk
    assert desk is not None
    plan = packages.issue_plans(desk.session, folder / "plans")[0]
    with open_campaign(packages.receive_plan(plan, folder / "team.tdktdb"), author="Trưởng đoàn") as team:
        for session, who in ((desk.session, "văn phòng"), (team, "đoàn")):
            session.save([set_remark("u1", "A", "narrative", f"Câu của {who}")])
            session.save([set_assessment("u1", "strengths", f"Ưu điểm theo {who}")])
        merging.merge_packages(desk.session, [packages.export_team(team, "doan-1", folder / "usb")])
    desk.reload()
    assert window.view is not None
    window.view.show_tab(MERGE)
    view = window.view.built(MERGE)
    assert isinstance(view, MergeView)
    return view


def test_points_are_settled_one_after_the_other_by_keyboard(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    view = disagree(window, tmp_path)
    desk = window.desk
    assert desk is not None
    assert view.conflicts.text() == "Xem 02 điểm chưa &thống nhất…"
    view.settle()
    dialog = view.findChild(ConflictsDialog)
    assert dialog is not None
    qtbot.waitExposed(dialog)
    assert dialog.list.count() == 2
    first = dialog.conflict
    assert first is not None
    other = next(side for side in first.sides if not side.own)
    take = dialog.buttons[other.revision]
    assert isinstance(take, QPushButton)
    take.setFocus()
    QTest.keyClick(take, Qt.Key.Key_Return)
    assert dialog.list.count() == 1
    dialog.accept()  # left, and taken up again later
    assert view.conflicts.text() == "Xem 01 điểm chưa &thống nhất…"

    again = ConflictsDialog(desk.session, window.theme)
    qtbot.addWidget(again)
    assert again.third is not None
    assert len(again.third.toPlainText().split("\n")) == 2  # both paragraphs are proposed
    third = again.buttons["third"]
    assert isinstance(third, QPushButton)
    third.click()
    assert again.head.text() == DONE
    assert desk.session.conflict_count() == 0
    desk.reload()
    assert view.conflicts.isHidden()
    assert "theo đoàn" in desk.sheet("u1").inspection.assessment.strengths or (
        "Câu của đoàn" in desk.sheet("u1").inspection.remark("A").narrative
    )
