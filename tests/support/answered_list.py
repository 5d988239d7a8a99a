"""What a person answers about the messy list: the proposals, and the three things that cannot be read."""

from __future__ import annotations

from collections.abc import Mapping

from tests.support import messy_list as messy

AGREED = "đồng ý"


def true_answers(rows: Mapping[int, int]) -> dict[str, str]:
    """What the three cells with errors should have said, by cell."""
    return {
        f"Lịch!B{rows[messy.IMPOSSIBLE_UNIT]}": messy.day_of(messy.IMPOSSIBLE_UNIT).strftime("%d/%m/%Y"),
        f"Lịch!D{rows[messy.NAMELESS_UNIT]}": messy.name_of(messy.NAMELESS_UNIT),
        f"Lịch!D{rows[messy.LOST_UNIT]}": messy.name_of(messy.LOST_UNIT),
    }
