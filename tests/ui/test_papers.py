"""Guards the previews: the pages of a real PDF are shown, and the same paper is written where a person wants."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tdkt_desktop.ui.desk import Desk
from tdkt_desktop.ui.minutes_preview import MinutesPreview
from tdkt_desktop.ui.notice_view import make_notice_view
from tdkt_desktop.ui.paper_view import PaperView
from tdkt_desktop.ui.theme import Theme
from tdkt_desktop.workflows.campaigns import create_sample, open_campaign

PATIENCE_MS = 20_000


@pytest.fixture
def sample_desk(theme: Theme) -> Iterator[Desk]:
    """The campaign of 2019."""
    made = Desk(open_campaign(create_sample()))
    yield made
    assert made.close()


def pages(view: PaperView) -> list[QLabel]:
    return [one for one in view.findChildren(QLabel) if one.property("role") == "sheet"]


def test_minutes_are_seen_before_they_are_printed(qtbot: QtBot, sample_desk: Desk) -> None:
    preview = MinutesPreview(sample_desk, sample_desk.units[0].code)
    qtbot.addWidget(preview)
    qtbot.waitUntil(lambda: bool(pages(preview.view)), timeout=PATIENCE_MS)
    assert all(not page.pixmap().isNull() and page.accessibleName() for page in pages(preview.view))


def test_notice_is_seen_and_written(qtbot: QtBot, sample_desk: Desk, tmp_path: Path) -> None:
    view = make_notice_view(sample_desk)
    qtbot.addWidget(view)
    qtbot.waitUntil(lambda: bool(pages(view)), timeout=PATIENCE_MS)
    for name in view.writers:
        view.write(tmp_path, name)
        qtbot.waitUntil(lambda: "Đã ghi" in view.words.text(), timeout=PATIENCE_MS)
    assert {file.suffix for file in tmp_path.iterdir() if file.is_file()} == {".pdf", ".docx", ".xlsx"}
