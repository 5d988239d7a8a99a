"""Guards what the overview says to do next, and that its button does it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.campaign import Unit
from tdkt_desktop.ui.actions import MENUS
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.overview.next_step import next_step
from tdkt_desktop.ui.overview.overview import Overview
from tdkt_desktop.workflows.campaign.campaigns import open_campaign
from tdkt_desktop.workflows.session import CampaignSession
from tests.sealed import DRAFT, UNIT, filled_campaign, seal


@pytest.fixture
def office(tmp_path: Path) -> Iterator[CampaignSession]:
    with open_campaign(filled_campaign(tmp_path), author="Thư ký") as session:
        yield session


def test_a_unit_with_gaps_comes_before_one_to_seal(
    qtbot: QtBot, theme: Theme, office: CampaignSession
) -> None:
    desk = Desk(office)
    overview = Overview(desk, theme)
    qtbot.addWidget(overview)
    overview.show()
    step = next_step(desk, 0)
    assert step.unit == DRAFT
    assert "Còn 01 đơn vị khác chưa ghi đủ" in step.words
    opened: list[str] = []
    overview.unit_opened.connect(lambda unit, _: opened.append(unit))
    overview._next.go.click()
    assert opened == [DRAFT]
    desk.close()


def test_machines_that_differ_come_first(theme: Theme, office: CampaignSession) -> None:
    desk = Desk(office)
    step = next_step(desk, 3)
    assert step.command == "checks"
    assert "03 chỗ" in step.words
    desk.close()


class OneUnit(Desk):
    """A desk that knows unit A alone."""

    office = True

    @property
    def units(self) -> tuple[Unit, ...]:
        return tuple(unit for unit in super().units if unit.code == UNIT)

    @property
    def at_office(self) -> bool:
        return self.office


def test_what_is_recorded_is_sealed_then_handed_on(theme: Theme, office: CampaignSession) -> None:
    desk = OneUnit(office)
    step = next_step(desk, 0)
    assert step.unit == UNIT
    assert "chưa chốt" in step.words
    seal(office)
    desk.reload()
    assert next_step(desk, 0).command == "notice"
    desk.office = False
    assert next_step(desk, 0).command == "export_team"
    desk.close()


def test_every_command_named_is_one_of_the_menus() -> None:
    names = {entry.key for _, entries in MENUS for entry in entries}
    assert {"checks", "notice", "export_team"} <= names
