"""Guards files that come in: dropped anywhere, opened by double click, found on a stick."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.changes import set_assessment
from tdkt_desktop.ui.desk.tab_keys import MERGE
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.office.merge_view import MergeView
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.workflows.campaign.campaigns import open_campaign
from tdkt_desktop.workflows.merge.packages import export_team, issue_plans, receive_plan


def results(window: MainWindow, folder: Path) -> Path:
    """A team's results for the open campaign."""
    assert window.desk is not None
    plan = issue_plans(window.desk.session, folder / "plans")[0]
    with open_campaign(receive_plan(plan, folder / "team.tdktdb"), author="Đoàn") as team:
        team.save([set_assessment("u1", "strengths", "Làm tốt")])
        return export_team(team, "", folder / "usb")


def drop(window: MainWindow, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    event = QDropEvent(
        QPointF(200, 200),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)  # Qt delivers drops only within a drag of its own


def merge_view(window: MainWindow) -> MergeView:
    assert window.view is not None
    view = window.view.built(MERGE)
    assert isinstance(view, MergeView)
    return view


def test_results_dropped_anywhere_are_shown_and_not_yet_taken(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    assert window.desk is not None
    file = results(window, tmp_path)
    drop(window, file)
    qtbot.waitUntil(lambda: window.view is not None and window.view.key == MERGE, timeout=5000)
    qtbot.waitUntil(merge_view(window).go.isEnabled, timeout=5000)
    assert window.desk.session.inspection("u1").assessment.strengths == ""


def test_results_opened_by_double_click_find_their_campaign(
    window: MainWindow, qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    file = results(window, tmp_path)
    assert window.desk is not None
    path = window.desk.session.path
    window.leave_campaign()
    window.open_file(file)
    qtbot.waitUntil(lambda: window.desk is not None and window.desk.session.path == path, timeout=5000)
    qtbot.waitUntil(merge_view(window).go.isEnabled, timeout=5000)


def test_a_stick_is_offered_and_forgotten_when_pulled(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    file = results(window, tmp_path)
    stick = tmp_path / "usb"
    assert window.view is not None
    window.view.show_tab(MERGE)
    view = merge_view(window)
    view.watch.volumes = lambda: [("USB", stick)] if stick.exists() else []  # type: ignore[method-assign]
    view.watch.look()
    qtbot.waitUntil(view.stick.isVisible, timeout=5000)
    assert view.stick.text() == "Lấy 01 tệp trên USB (USB)"
    view.stick.click()
    qtbot.waitUntil(view.go.isEnabled, timeout=5000)
    file.unlink()
    stick.rmdir()
    view.watch.look()
    qtbot.waitUntil(view.stick.isHidden, timeout=5000)
    window.view.show_tab("u1")
    assert not view.watch.timer.isActive()
