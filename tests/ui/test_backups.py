"""Guards backups in the window: made while working, and one brought back with the campaign open again."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tdkt_desktop.ui.desk.restore_dialog import RestoreDialog
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.workflows.safety.backups import backups_of, make_backup


def test_half_an_hour_of_work_leaves_a_backup_and_idle_time_none(window: MainWindow, qtbot: QtBot) -> None:
    desk = window.desk
    assert desk is not None
    desk.backups.timer.setInterval(20)
    qtbot.wait(100)
    assert backups_of(desk.session.path) == ()
    desk.sheet("u1").set_visit("place", "Hội trường")
    assert desk.autosave.flush()
    qtbot.waitUntil(lambda: len(backups_of(desk.session.path)) == 1, timeout=5000)
    qtbot.wait(100)
    assert len(backups_of(desk.session.path)) == 1


@pytest.mark.parametrize("by_key", [True, False])
def test_a_backup_is_seen_and_brought_back(window: MainWindow, qtbot: QtBot, by_key: bool) -> None:
    desk = window.desk
    assert desk is not None
    path = desk.session.path
    desk.sheet("u1").set_visit("place", "Lúc đầu")
    assert desk.autosave.flush()
    make_backup(path)
    desk.sheet("u1").set_visit("place", "Về sau")
    window._actions["restore"][1].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RestoreDialog)
    qtbot.waitUntil(dialog.restore.isEnabled, timeout=5000)
    assert "02 đơn vị" in dialog.words.text()
    if by_key:
        dialog.list.itemActivated.emit(dialog.list.item(0))
    else:
        dialog.restore.click()
    qtbot.waitUntil(lambda: window.desk is not None and window.desk is not desk, timeout=5000)
    assert window.desk is not None
    assert window.desk.session.path == path
    assert window.desk.session.inspection("u1").visit.place == "Lúc đầu"
    assert [one.reason for one in backups_of(path)] == ["truoc-khoi-phuc", "theo-yeu-cau"]
