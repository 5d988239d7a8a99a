"""The notice of 200 units, measured: recomputed whole, and after one answer changed; limits as stated for the notice tab."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tdkt_desktop.domain.changes import set_answer
from tdkt_desktop.domain.kinds import Kind, State
from tdkt_desktop.domain.values import Answer
from tdkt_desktop.notice.outline import notice_outline
from tdkt_desktop.workflows import campaigns
from tdkt_desktop.workflows.notice_prose import NoticeDesk
from tests.benchmarks.filled import filled_campaign, unit_code

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]
UNITS, ROUNDS = 200, 15
WHOLE_MS, CHANGE_MS = 300, 100


def median_ms(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def test_the_notice_of_two_hundred_units(tmp_path: Path) -> None:
    path = filled_campaign(tmp_path, UNITS)
    with campaigns.open_campaign(path) as session:
        campaign, checklist, record = session.campaign, session.checklist, session.record
        whole = median_ms(lambda: notice_outline(campaign, checklist, record))
        small = campaign.units[: UNITS // 4]
        quarter = median_ms(lambda: notice_outline(replace(campaign, units=small), checklist, record))
        desk = NoticeDesk(session)
        keys = [entry.key for entry in desk.entries()]
        for key in keys:
            desk.pieces(key)
        question = next(one for one in checklist.questions() if one.kind is Kind.YES_NO)
        unit, turn = unit_code(UNITS // 2), [False]

        def change() -> None:
            turn[0] = not turn[0]
            session.save([set_answer(unit, question, Answer(State.ANSWERED, turn[0]))])
            desk.renew(session.campaign, session.record, frozenset({unit}))
            for key in keys:
                desk.pieces(key)

        changed = median_ms(change)
    print(
        f"\nnotice of {UNITS} units: whole {whole:.0f} ms (at most {WHOLE_MS}), x{whole / quarter:.1f} of {UNITS // 4} units; "
        f"one answer saved and every section shown anew {changed:.0f} ms (at most {CHANGE_MS})"
    )
    assert whole <= WHOLE_MS
    assert changed <= CHANGE_MS
