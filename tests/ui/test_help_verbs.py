"""The guides saved as PDF from the help menu, into a folder that the person chose; and nothing where none was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.workflows.help.guides import HANDBOOK_FILE
from tdkt_desktop.workflows.help.help_pages import GUIDES


@pytest.fixture
def empty(qtbot: QtBot, theme: Theme) -> Iterator[MainWindow]:
    made = MainWindow(theme)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def test_the_menu_writes_every_guide_and_names_the_files(
    empty: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "giay"))
    said: list[str] = []

    def answer(box: QMessageBox) -> int:
        said.append(f"{box.text()}\n{box.informativeText()}")
        box.button(QMessageBox.StandardButton.Ok).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    empty._actions["guides"][1].trigger()
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    names = {file.name for file in (tmp_path / "giay").iterdir()}
    assert names == {HANDBOOK_FILE, *(f"{topic}.pdf" for topic in GUIDES)}
    assert said[0].startswith("Đã ghi hướng dẫn thành PDF.")
    assert all(name in said[0] for name in names)


def test_no_folder_chosen_writes_nothing(
    empty: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    monkeypatch.setattr(
        "tdkt_desktop.workflows.help.guides.make_guides", lambda _: pytest.fail("was written")
    )
    empty._actions["guides"][1].trigger()
    assert QApplication.activeModalWidget() is None


def test_who_asks_what_this_is_learns_where_its_files_lie(
    empty: MainWindow, monkeypatch: pytest.MonkeyPatch, data_folder: Path
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.informativeText()))
    empty._actions["about"][1].trigger()
    assert str(data_folder) in said[0]
    assert "nhat-ky.log" in said[0]
