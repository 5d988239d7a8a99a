"""Guards issuing from the window: one verified file a team, a report, a stop between two teams, a disk that refuses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.errors import EnvironmentProblem
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.office.issue_dialog import IssueDialog
from tdkt_desktop.workflows.merge import issuing
from tdkt_desktop.workflows.merge.packages import issue_plan, verify_package


@pytest.fixture
def dialog(desk: Desk) -> Iterator[IssueDialog]:
    made = IssueDialog(desk)
    made.show()
    yield made
    made.reject()


def test_every_team_gets_its_file_and_is_told(dialog: IssueDialog, tmp_path: Path, qtbot: QtBot) -> None:
    assert [dialog.list.item(row).text() for row in range(2)] == [
        "Đoàn số 1 (Ông Trưởng đoàn Một, Trưởng ban): 01 đơn vị",
        "Đoàn số 2: 01 đơn vị",
    ]
    with qtbot.waitSignal(dialog.issued, timeout=10_000):
        dialog.issue(tmp_path / "usb")
    files = sorted((tmp_path / "usb").iterdir())
    assert [verify_package(file).team for file in files] == ["doan-1", "doan-2"]
    assert "có thể rút USB" in dialog.words.text()
    assert files[0].name in dialog.list.item(0).text()
    assert dialog.choose.isEnabled()


def test_a_stop_leaves_whole_files_only(
    dialog: IssueDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = issue_plan

    def slow(session: object, team: str, folder: Path, **how: str) -> Path:
        dialog._stop.set()
        return real(session, team, folder, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(issuing, "issue_plan", slow)
    with qtbot.waitSignal(dialog.issued, timeout=10_000):
        dialog.issue(tmp_path / "usb")
    files = list((tmp_path / "usb").iterdir())
    assert [verify_package(file).team for file in files] == ["doan-1"]
    assert "01/02 đoàn" in dialog.words.text()


@pytest.mark.expects_log
def test_a_disk_that_refuses_is_said_and_nothing_is_half_written(
    dialog: IssueDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[BaseException] = []
    monkeypatch.setattr(
        "tdkt_desktop.ui.office.issue_dialog.show_error", lambda _, error: shown.append(error)
    )
    (tmp_path / "usb").write_text("no folder", encoding="utf-8")
    with qtbot.waitSignal(dialog.issued, timeout=10_000):
        dialog.issue(tmp_path / "usb")
    assert isinstance(shown[0], EnvironmentProblem)
    assert (tmp_path / "usb").read_text(encoding="utf-8") == "no folder"
    assert dialog.choose.isEnabled()


@pytest.mark.expects_log
def test_a_stick_that_fills_up_keeps_what_was_written_and_says_so(
    dialog: IssueDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tdkt_desktop.ui.office.issue_dialog.show_error", lambda *_: None)
    real = issue_plan

    def full(session: object, team: str, folder: Path, **how: str) -> Path:
        if team == "doan-2":
            raise EnvironmentProblem("USB đã đầy.", "Hãy chọn nơi khác.")
        return real(session, team, folder, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(issuing, "issue_plan", full)
    with qtbot.waitSignal(dialog.issued, timeout=10_000):
        dialog.issue(tmp_path / "usb")
    assert [verify_package(file).team for file in (tmp_path / "usb").iterdir()] == ["doan-1"]
    assert "01 tệp đã ghi" in dialog.words.text()
