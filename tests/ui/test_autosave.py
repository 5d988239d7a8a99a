"""Guards that nothing typed is lost: the last value wins, a failed write is kept and tried again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.errors import EnvironmentProblem
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.ui.desk import autosave as autosave_room
from tdkt_desktop.ui.desk.autosave import Autosave


@dataclass(frozen=True)
class Receipt:
    saved_at: object


class Disk:
    """A disk that may be full."""

    def __init__(self) -> None:
        self.full = False
        self.written: list[tuple[Change, ...]] = []

    def save(self, changes: Sequence[Change], /) -> Receipt:
        if self.full:
            raise EnvironmentProblem("Ổ đã đầy.", "Hãy xóa bớt tệp.")
        self.written.append(tuple(changes))
        return Receipt(datetime.now(UTC))


def test_last_value_of_a_field_wins(qtbot: QtBot) -> None:
    disk = Disk()
    autosave = Autosave(disk)
    for text in ("a", "ab", "abc"):
        autosave.record(Change("s", "f", text))
    autosave.record(Change("s", "g", "x"))
    assert autosave.flush()
    assert disk.written == [(Change("s", "f", "abc"), Change("s", "g", "x"))]
    assert autosave.close()


def test_saves_by_itself_soon_after_the_last_change(qtbot: QtBot) -> None:
    autosave = Autosave(Disk())
    with qtbot.waitSignals([autosave.saving, autosave.saved], timeout=1000):
        autosave.record(Change("s", "f", "a"))
    assert autosave.clean
    assert autosave.close()


@pytest.mark.expects_log
def test_failed_write_is_kept_and_tried_again(qtbot: QtBot) -> None:
    disk = Disk()
    disk.full = True
    autosave = Autosave(disk)
    autosave._retry.setInterval(50)
    autosave.record(Change("s", "f", "a"))
    with qtbot.waitSignal(autosave.failed, timeout=1000) as failure:
        assert not autosave.flush()
    assert failure.args == ["Ổ đã đầy. Hãy xóa bớt tệp."]
    disk.full = False
    with qtbot.waitSignal(autosave.saved, timeout=1000):
        pass
    assert disk.written == [(Change("s", "f", "a"),)]
    assert autosave.close()


@pytest.mark.expects_log
def test_a_newer_value_is_not_replaced_by_a_failed_older_one(qtbot: QtBot) -> None:
    disk = Disk()
    disk.full = True
    autosave = Autosave(disk)
    autosave.record(Change("s", "f", "old"))
    assert not autosave.flush()
    autosave.record(Change("s", "f", "new"))
    disk.full = False
    assert autosave.flush()
    assert disk.written == [(Change("s", "f", "new"),)]
    assert autosave.close()


def test_times_keep_the_promise() -> None:
    assert autosave_room.QUIET_MS <= 500
