"""Guards files that ask for something: a locked one for its password, one of another machine for a yes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.changes import set_assessment
from tdkt_desktop.ui.controls.password_dialog import PasswordDialog
from tdkt_desktop.ui.desk.tab_keys import MERGE
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.office.machines_dialog import MachinesDialog
from tdkt_desktop.ui.office.merge_view import MergeView
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.workflows.campaign.campaigns import open_campaign
from tdkt_desktop.workflows.merge.machines import own_code
from tdkt_desktop.workflows.merge.packages import export_team, issue_plans, receive_plan, verify_package

PASSWORD = "mat khau dai"


def password_dialog(qtbot: QtBot) -> PasswordDialog:
    def find() -> PasswordDialog | None:
        shown = QApplication.activeModalWidget()
        return shown if isinstance(shown, PasswordDialog) else None

    qtbot.waitUntil(lambda: find() is not None, timeout=5000)
    found = find()
    assert found is not None
    return found


def enter(dialog: PasswordDialog, words: str) -> None:
    QTest.keyClicks(dialog.password, words)
    QTest.keyClick(dialog.password, Qt.Key.Key_Return)


def result(window: MainWindow, folder: Path, name: str, password: str = "") -> Path:
    assert window.desk is not None
    plan = issue_plans(window.desk.session, folder / "plans")[0]
    with open_campaign(receive_plan(plan, folder / f"{name}.tdktdb"), author="Đoàn") as team:
        team.save([set_assessment("u1", "strengths", name)])
        return export_team(team, "", folder / name, password=password)


def merge_tab(window: MainWindow) -> MergeView:
    assert window.view is not None
    window.view.show_tab(MERGE)
    tab = window.view.built(MERGE)
    assert isinstance(tab, MergeView)
    return tab


def test_a_locked_result_asks_again_until_it_opens(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    assert window.desk is not None
    file = result(window, tmp_path, "Làm tốt", PASSWORD)
    tab = merge_tab(window)
    tab.take_files([file])
    first = password_dialog(qtbot)
    assert first.password.echoMode() is QLineEdit.EchoMode.Password
    enter(first, "mat khau khac")
    qtbot.waitUntil(lambda: not first.isVisible(), timeout=5000)
    second = password_dialog(qtbot)
    assert second is not first
    enter(second, PASSWORD)
    qtbot.waitUntil(tab.go.isEnabled, timeout=5000)
    with qtbot.waitSignal(tab.merged, timeout=5000):
        tab.go.click()
    assert window.desk.sheet("u1").inspection.assessment.strengths == "Làm tốt"


def test_giving_up_leaves_the_file_told_apart(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    tab = merge_tab(window)
    tab.take_files([result(window, tmp_path, "mot", PASSWORD)])
    password_dialog(qtbot).reject()
    assert not tab.go.isEnabled()
    assert "khóa bằng mật khẩu" in tab.preview.item(0).text()


def test_a_locked_plan_is_opened_by_double_click(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.desk is not None
    plan = issue_plans(window.desk.session, tmp_path, password=PASSWORD)[0]
    monkeypatch.setenv("TDKT_DATA_DIR", str(tmp_path / "may-cua-doan"))
    window.leave_campaign()
    window.open_file(plan)
    enter(password_dialog(qtbot), PASSWORD)
    qtbot.waitUntil(lambda: window.desk is not None and not window.desk.at_office, timeout=5000)


def test_the_password_given_for_a_result_goes_with_it_to_the_merge(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    file = result(window, tmp_path, "mot", PASSWORD)
    window.open_file(file)
    enter(password_dialog(qtbot), PASSWORD)
    qtbot.waitUntil(lambda: window.view is not None and window.view.key == MERGE, timeout=5000)
    qtbot.waitUntil(merge_tab(window).go.isEnabled, timeout=5000)


@pytest.mark.parametrize("take", [False, True])
def test_another_machine_is_taken_only_after_a_yes(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, take: bool
) -> None:
    assert window.desk is not None
    first = result(window, tmp_path, "mot")
    monkeypatch.setenv("TDKT_DATA_DIR", str(tmp_path / "may-khac"))
    second = result(window, tmp_path, "hai")
    asked: list[str] = []

    def answer(box: QMessageBox) -> int:
        asked.append(box.text())
        role = QMessageBox.ButtonRole.AcceptRole if take else QMessageBox.ButtonRole.RejectRole
        next(one for one in box.buttons() if box.buttonRole(one) is role).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    tab = merge_tab(window)
    count = window.desk.session.revision_count()
    for file in (first, second):
        tab.take_files([file])
        qtbot.waitUntil(tab.go.isEnabled, timeout=5000)
        count = window.desk.session.revision_count()
        tab.go.click()
        if file is first:
            qtbot.waitUntil(tab.choose.isEnabled, timeout=5000)
    assert len(asked) == 1
    assert own_code() in asked[0]
    if take:
        qtbot.waitUntil(lambda: tab.choose.isEnabled() and not tab._busy, timeout=5000)
        assert len(window.desk.session.store.signers()) == 2
    else:
        assert tab.go.isEnabled()
        assert window.desk.session.revision_count() == count


def test_exporting_with_a_password_locks_the_file_and_tells_the_code(
    qtbot: QtBot, window: MainWindow, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.desk is not None
    plan = issue_plans(window.desk.session, tmp_path / "plans")[0]
    team = MainWindow(theme)
    qtbot.addWidget(team)
    team.show()
    team.show_campaign(open_campaign(receive_plan(plan, tmp_path / "doan.tdktdb")))
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.informativeText()))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "usb"))
    team._actions["export_locked"][1].trigger()
    dialog = password_dialog(qtbot)
    assert not dialog.go.isEnabled()
    QTest.keyClicks(dialog.password, "ngan")
    assert "8 ký tự" in dialog.problem.text()
    QTest.keyClicks(dialog.password, " nhung du")
    QTest.keyClicks(dialog.again, "ngan nhung khac")
    assert "chưa giống" in dialog.problem.text()
    dialog.again.clear()
    QTest.keyClicks(dialog.again, "ngan nhung du")
    dialog.go.click()
    qtbot.waitUntil(lambda: bool(said), timeout=10_000)
    assert own_code() in said[0]
    (file,) = (tmp_path / "usb").glob("*.tdkt")
    assert verify_package(file, "ngan nhung du").locked
    team.close()


def test_the_machines_are_shown_and_named(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = merge_tab(window)
    tab.take_files([result(window, tmp_path, "mot")])
    qtbot.waitUntil(tab.go.isEnabled, timeout=5000)
    with qtbot.waitSignal(tab.merged, timeout=5000):
        tab.go.click()
    window._actions["machines"][1].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, MachinesDialog)
    assert dialog.list.count() == 1
    assert own_code() in dialog.list.item(0).text()
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("Máy của anh trưởng đoàn", True))
    dialog.name.click()
    assert "Máy của anh trưởng đoàn" in dialog.list.item(0).text()
    dialog.accept()


def test_files_dropped_while_others_are_being_read_are_not_taken(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    file = result(window, tmp_path, "mot")
    wrong = tmp_path / "la.tdkt"
    wrong.write_bytes(b"la")
    tab = merge_tab(window)
    tab.take_files([file])
    tab.take_files([wrong])
    qtbot.waitUntil(tab.go.isEnabled, timeout=5000)
    assert tab._files == (file,)
