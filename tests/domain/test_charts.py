"""Guards the charts as data: parts add up, words say every number, dates that are missing are not drawn as punctual."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_desktop.domain.campaign import Unit
from tdkt_desktop.domain.charts import (
    EMPTY,
    ORDER,
    charts_of,
    counts_in_words,
    days_off,
    deviation_words,
    deviations_chart,
    mark_counts,
    share,
)
from tdkt_desktop.domain.completeness import unit_progress
from tdkt_desktop.domain.inspection import Inspection, Visit
from tdkt_desktop.domain.marks import MARK_WORDS, Mark
from tdkt_desktop.domain.reading_checklist import read_checklist
from tests.builders import CHECKLIST

DAY = dt.date(2026, 3, 1)
UNITS = tuple(
    Unit(f"D{n}", n, f"Đơn vị {n:02d}", f"Đơn vị {n:02d}", f"ĐV {n:02d}", planned_date=DAY) for n in (1, 2, 3)
)
PLAIN = read_checklist(CHECKLIST, "thu.yaml")


def visited(unit: str, days: int | None) -> Inspection:
    date = None if days is None else DAY + dt.timedelta(days=days)
    return Inspection(unit, Visit(actual_date=date))


def test_parts_add_up_to_what_was_asked_and_to_the_units() -> None:
    progress, results, deviations = charts_of(
        PLAIN, UNITS, lambda code: unit_progress(PLAIN, Inspection(code)), Inspection
    )
    asked = unit_progress(PLAIN, Inspection("D1")).asked
    assert [bar.total for bar in progress.bars] == [asked] * 3
    assert [bar.total for bar in results.bars] == [3] * len(PLAIN.criteria)
    assert [bar.unit for bar in deviations.bars] == ["D1", "D2", "D3"]
    assert [bar.criterion for bar in results.bars] == [one.code for one in PLAIN.criteria]


@given(st.lists(st.sampled_from(list(Mark))))
def test_every_state_that_is_there_is_said_with_its_number(marks: list[Mark]) -> None:
    counts = mark_counts(marks)
    assert sum(counts.values()) == len(marks)
    assert set(ORDER) == set(Mark)
    words = counts_in_words(counts)
    for mark, count in counts.items():
        said = f"{count:02d} {MARK_WORDS[mark].lower()}"
        assert (said in words.split(", ") or (mark is Mark.RECORDED and said in words)) == bool(count)


def test_deviations_in_days_and_words() -> None:
    found = deviations_chart(UNITS, [visited("D1", -4), visited("D2", 12), visited("D3", None)])
    assert [bar.parts for bar in found.bars] == [(-4,), (12,), (0,)]
    assert [bar.words for bar in found.bars] == ["sớm 04 ngày", "chậm 12 ngày", "chưa đủ ngày để so"]
    assert found.summary == "01 đơn vị sớm hơn, 01 đơn vị chậm hơn, 01 đơn vị chưa đủ ngày để so."
    assert found.most == 12
    assert "ĐV 02: chậm 12 ngày" in found.words.replace("02 ĐV", "ĐV")
    assert deviation_words(0) == "đúng kế hoạch"
    assert days_off(replace(UNITS[0], planned_date=None), visited("D1", 0)) is None


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(0, 0, 0), (0, 7, 0), (7, 7, 100), (999, 1000, 99), (1, 3, 33)]
)
def test_a_share_is_whole_only_when_nothing_is_left(part: int, whole: int, said: int) -> None:
    assert share(part, whole) == said


def test_a_campaign_without_units_says_so() -> None:
    charts = charts_of(PLAIN, (), lambda code: unit_progress(PLAIN, Inspection(code)), Inspection)
    assert [chart.bars for chart in charts] == [(), (), ()]
    assert {chart.summary for chart in charts} == {EMPTY}
