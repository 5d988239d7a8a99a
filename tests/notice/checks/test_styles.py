"""The rules over texts on notices in the styles of many offices: what is right is left alone, every fault is found."""

from __future__ import annotations

import pytest

from tdkt_desktop.notice.checks.text_check import check_text
from tests.notice.checks.styles import Styled, styled_notices

NOTICES = tuple(styled_notices())


def test_there_are_many_and_each_has_faults() -> None:
    assert len(NOTICES) >= 24
    for one in NOTICES:
        assert 2 <= len(one.faults) <= 6, one.name
        assert one.right != one.wrong
        assert not {"⟦", "⇒", "⟧"} & set(one.right + one.wrong), one.name


@pytest.mark.parametrize("one", NOTICES, ids=lambda one: one.name)
def test_what_is_right_is_left_alone(one: Styled) -> None:
    assert [(found.code, found.found) for found in check_text(one.right)] == []


@pytest.mark.parametrize("one", NOTICES, ids=lambda one: one.name)
def test_the_faults_are_found_and_nothing_else(one: Styled) -> None:
    codes = {found.code for found in check_text(one.wrong)}
    missed = [fault for fault in one.faults if not fault & codes]
    assert missed == []
    assert codes <= set().union(*one.faults)
