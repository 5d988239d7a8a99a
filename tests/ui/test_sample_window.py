"""The 2019 sample in the window: looking at everything writes nothing."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from tdkt_desktop.ui.desk.tab_keys import MERGE, NOTICE, OVERVIEW
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.workflows.campaign.campaigns import create_sample, open_campaign


def test_opening_every_tab_and_content_of_the_sample_writes_no_revision(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    session = open_campaign(create_sample(tmp_path / "mau.tdktdb"))
    before, content = session.revision_count(), session.store.revisions()
    window = MainWindow(theme)
    qtbot.addWidget(window)
    window.show_campaign(session)
    assert window.view is not None
    for key in (OVERVIEW, MERGE, NOTICE):
        window.view.show_tab(key)
    for unit in session.units:
        window.view.open_unit(unit.code, "")
        tab = window.view.unit_tab
        assert tab is not None
        for criterion in session.checklist.criteria:
            tab.show_step(criterion.code)
    assert session.revision_count() == before
    assert session.store.revisions() == content
    assert window.close_campaign()
