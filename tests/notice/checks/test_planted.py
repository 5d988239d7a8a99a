"""Whole notices with one planted contradiction each: most are told of, at their place, and what is true is left alone."""

from __future__ import annotations

from tdkt_desktop.notice.checks.text_check import check_text
from tests.notice.checks.planted import CODES, planted, score

LEAST = 0.9


def test_the_lots_are_what_they_claim() -> None:
    notices = list(planted())
    assert len(notices) >= 38
    assert {one.family for notice in notices for one in notice.variants} == set(CODES)
    for notice in notices:
        assert len(notice.variants) >= 4
        assert len({one.text for one in notice.variants} | {notice.clean}) == len(notice.variants) + 1


def test_most_faults_are_found_where_they_are() -> None:
    told = score("abcdefghijk")
    assert told.recall >= LEAST, told.notes
    assert told.precision >= LEAST, told.notes
    assert told.in_place >= 0.9 * told.found


def test_what_is_true_is_left_alone() -> None:
    alarms = [(one.name, alarm.code, alarm.found) for one in planted() for alarm in check_text(one.clean)]
    assert alarms == []
