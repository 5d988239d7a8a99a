"""Guards the bar of tabs: units give way before it scrolls, and a sealed unit shows it in bar and overview."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QLabel, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from tdkt_desktop.ui.campaign.campaign_view import CampaignView
from tdkt_desktop.ui.controls.fitting_tabs import FittingTabBar, widest_that_fits
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.desk.tab_keys import OVERVIEW
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.overview.overview import Overview
from tdkt_desktop.workflows.campaign.campaigns import open_campaign
from tests.sealed import UNIT, filled_campaign, seal

NAMES = ("Tổng quan", "01 Đơn vị có tên khá dài số 01", "02 Đơn vị 02", "Thông báo")
UNITS = (1, 2)


@given(st.lists(st.integers(0, 500), min_size=1, max_size=30), st.integers(0, 9000))
def test_capped_widths_fit_and_no_wider_cap_would(widths: list[int], room: int) -> None:
    cap = widest_that_fits(widths, room)
    if sum(widths) <= room:
        assert cap == max(widths)
    else:
        assert sum(min(width, cap) for width in widths) <= room
        assert sum(min(width, cap + 1) for width in widths) > room


@pytest.fixture
def tabs(qtbot: QtBot, theme: Theme) -> QTabWidget:
    made = QTabWidget()
    made.setTabBar(FittingTabBar(lambda index: index in UNITS))
    qtbot.addWidget(made)
    for name in NAMES:
        made.addTab(QWidget(), name)
    made.resize(2000, 200)
    made.show()
    return made


def test_units_give_way_until_all_tabs_are_in_sight(tabs: QTabWidget, qtbot: QtBot) -> None:
    bar = tabs.tabBar()

    def widths() -> list[int]:
        return [bar.tabRect(index).width() for index in range(bar.count())]

    natural = [bar.tabSizeHint(index).width() for index in range(bar.count())]
    tabs.resize(sum(natural) - 60, 200)
    qtbot.waitUntil(lambda: widths()[1] < natural[1])
    assert bar.tabRect(bar.count() - 1).right() < tabs.width(), "the last tab is out of sight"
    now = widths()
    assert [now[index] for index in (0, 2, 3)] == [natural[index] for index in (0, 2, 3)]
    tabs.resize(2000, 200)
    qtbot.waitUntil(lambda: widths() == natural)


def test_in_the_tightest_bar_units_keep_their_numbers_and_the_other_tabs_their_names(
    tabs: QTabWidget, qtbot: QtBot
) -> None:
    bar = tabs.tabBar()
    natural = [bar.tabSizeHint(index).width() for index in range(bar.count())]
    tabs.resize(natural[0] + natural[3] + 40, 200)
    qtbot.waitUntil(lambda: bar.tabRect(1).width() < natural[1])
    assert [bar.tabRect(index).width() for index in (0, 3)] == [natural[index] for index in (0, 3)]
    assert bar.tabRect(1).width() > bar.fontMetrics().horizontalAdvance("01…")


def test_a_sealed_unit_shows_it_in_the_bar_and_in_the_overview(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    with open_campaign(filled_campaign(tmp_path), author="Thư ký") as session:
        desk = Desk(session)
        view = CampaignView(desk, theme)
        qtbot.addWidget(view)
        view.show()
        place = view._keys.index(UNIT)
        before = view.tabs.tabIcon(place).cacheKey()
        assert "chốt" not in view.tabs.tabBar().accessibleTabName(place)
        seal(session)
        desk.reload()
        assert "Đã chốt biên bản" in view.tabs.tabBar().accessibleTabName(place)
        assert view.tabs.tabIcon(place).cacheKey() != before
        overview = view.built(OVERVIEW)
        assert isinstance(overview, Overview)
        sealed = [one for one in overview.findChildren(QLabel) if one.text() == "Đã chốt" and one.isVisible()]
        assert len(sealed) == 1
        desk.close()


def test_the_chosen_tab_is_drawn_in_the_letters_it_was_measured_with(
    qapp: QApplication, theme: Theme
) -> None:
    """Qt shortens a tab's name by the bar's own font; drawn bolder, its first letters were cut off."""
    rules = re.findall(r"QTabBar::tab[^{]*\{([^}]*)\}", qapp.styleSheet())
    assert len(rules) >= 3
    assert [rule for rule in rules if "font" in rule] == []
