"""Hooks the command palette and the search of the campaign to the window."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QWidget

from tdkt_desktop.ui.campaign.campaign_view import CampaignView
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.find.command_palette import CommandPalette
from tdkt_desktop.ui.find.palette_entries import action_entries, checklist_entries, unit_entries
from tdkt_desktop.ui.find.search_panel import SearchPanel
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.workflows.search.search import SearchIndex


def open_palette(
    window: QMainWindow, theme: Theme, own: QAction, desk: Desk | None, view: CampaignView | None
) -> None:
    """Everything that can be done or gone to now; `own` is the palette's own entry."""
    entries = action_entries(window.menuBar(), without=[own])
    if desk is not None and view is not None:
        entries += unit_entries(desk.units, lambda code: view.open_unit(code, ""))
        if (tab := view.unit_tab) is not None:
            sheet = tab.sheet
            entries += checklist_entries(
                sheet.checklist,
                sheet.inspection,
                lambda step: view.open_unit(view.key, step),
                tab.go_to_question,
                sheet.checklist.numbers,
            )
    CommandPalette(entries, theme, window).open()


class Finding(QObject):
    """The search of one open campaign: its index follows the record, its panel stays between uses."""

    def __init__(self, desk: Desk, view: CampaignView, theme: Theme, parent: QWidget) -> None:
        super().__init__(view)
        self._desk = desk
        session = desk.session
        self._index = SearchIndex(session.campaign, session.checklist, session.record, session.units)
        self.panel = SearchPanel(self._index.find, theme, parent)
        self.panel.hit_chosen.connect(view.show_place)
        self.destroyed.connect(self.panel.deleteLater)

    def ask(self) -> None:
        """Open for a search over the record as it is now."""
        session = self._desk.session
        self._index = self._index.renewed(session.campaign, session.record, session.units)
        self.panel.ask(self._index.find)
