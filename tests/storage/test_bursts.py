"""What typing within one burst may rewrite, and what it may not: history and seals stand on the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tdkt_desktop.domain import changes
from tdkt_desktop.domain.values import Item
from tdkt_desktop.storage import store
from tdkt_desktop.storage.server_place import ServerPlace
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.session import CampaignSession
from tests.sealed import UNIT, begin_addition, filled_campaign, seal


@pytest.fixture
def session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stored: Callable[[Path], Path | ServerPlace]
) -> Iterator[CampaignSession]:
    monkeypatch.setattr(store, "BURST_SECONDS", 1000.0)  # however slow the machine
    with campaigns.open_campaign(stored(filled_campaign(tmp_path))) as opened:
        yield opened


def narratives(session: CampaignSession) -> list[object]:
    """What was ever recorded of a remark, the newest first."""
    return [one.value for one in session.history(f"remark/{UNIT}/N2", "narrative")]


def test_a_line_taken_out_at_once_stays_in_the_history(session: CampaignSession) -> None:
    line = Item("dong-1", text="Khoản ủng hộ mới")
    session.save([changes.set_item("B", "N2.1", line)])
    session.save([changes.remove_item("B", "N2.1", line.id)])
    removed, typed = session.history(f"item/B/N2.1/{line.id}", "item")
    assert removed.value is None
    assert typed.value is not None
    assert removed.parents == (typed.id,)


def test_what_was_sealed_is_not_rewritten_by_typing_on(session: CampaignSession) -> None:
    session.save([changes.set_remark(UNIT, "N2", "narrative", "Đã chốt")])
    seal(session)
    begin_addition(session)
    session.save([changes.set_remark(UNIT, "N2", "narrative", "Sau khi chốt")])
    assert narratives(session) == ["Sau khi chốt", "Đã chốt"]


def test_what_somebody_looked_at_is_not_rewritten(session: CampaignSession) -> None:
    session.save([changes.set_remark(UNIT, "N2", "narrative", "Đã xem")])
    assert narratives(session) == ["Đã xem"]
    session.save([changes.set_remark(UNIT, "N2", "narrative", "Viết tiếp")])
    assert narratives(session) == ["Viết tiếp", "Đã xem"]


def test_typing_on_still_replaces_what_it_began_from(session: CampaignSession) -> None:
    """Otherwise the office would find two unreplaced values where one person typed on."""
    session.save([changes.set_remark(UNIT, "N2", "narrative", "Đã gửi")])
    session.store.mark_shared()
    for text in ("Viết", "Viết tiếp"):
        session.save([changes.set_remark(UNIT, "N2", "narrative", text)])
    newest, sent = session.history(f"remark/{UNIT}/N2", "narrative")
    assert (newest.value, newest.parents) == ("Viết tiếp", (sent.id,))
    assert session.store.wrong_heads() == 0
