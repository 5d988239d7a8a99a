"""Guards that a wizard killed half-way is taken up again with everything the status line had called saved."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.workflows.new_campaign import draft_store
from tests.support import messy_list as messy
from tests.support.answered_list import true_answers
from tests.ui import wizard_driver as drive

ROOT = Path(__file__).parents[2]


@pytest.fixture
def reopened(qtbot: QtBot, theme: Theme) -> Iterator[MainWindow]:
    made = MainWindow(theme)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def test_a_killed_wizard_goes_on_where_it_was(tmp_path: Path, reopened: MainWindow, qtbot: QtBot) -> None:
    path = tmp_path / "lich.xlsx"
    answers = true_answers(messy.save_messy_list(path))
    cell, words = next(iter(answers.items()))
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.support.wizard_child", str(path), cell, words],
        cwd=ROOT,
        env=os.environ | {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "c")},
        stdout=subprocess.PIPE,
    )
    assert child.stdout is not None
    try:
        assert child.stdout.readline() == b"saved\n"
    finally:
        child.kill()
        child.wait()
        child.stdout.close()
    path.unlink()
    assert draft_store.has_draft()
    reopened.load_cards()
    qtbot.waitUntil(reopened.start.resume_button.isVisible, timeout=5000)
    reopened.start.resume_button.click()
    page = reopened.wizard.page
    assert page is not None
    assert page.current == "units"
    assert page.plan.fields["year"].text() == "2026"
    assert page.keeper.draft.reading is not None
    assert page.keeper.draft.reading.answers == {cell: words}
    assert {issue.cell for issue in page.units.pane.found.errors} == set(answers) - {cell}
    for other, said in answers.items():
        if other != cell:
            drive.type_answer(page, other, said)
    page.units.pane.agree_all.click()
    page.units.pane.take.click()
    assert [row.official for row in page.keeper.draft.units] == [
        messy.name_of(number) for number in range(1, messy.UNITS + 1)
    ]
