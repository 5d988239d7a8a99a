"""Guards the sum beside a total: only amounts of the same measure are added, and subtraction is kept."""

from __future__ import annotations

from decimal import Decimal

from tdkt_desktop.domain.checklist import Question
from tdkt_desktop.domain.inspection import Inspection
from tdkt_desktop.domain.kinds import Kind, State
from tdkt_desktop.domain.values import Answer, Figure, Item
from tdkt_desktop.ui.unit.sums import sum_of

TOTAL = Question("T", Kind.MONEY, "Tổng?", total_of=("L", "-M"))


def test_lines_of_money_are_added_and_the_rest_left_out() -> None:
    lines = (Item("a", amount=Decimal(300), measure="đồng"), Item("b", amount=Decimal(7), measure="nhà"))
    inspection = Inspection(
        "u",
        answers={
            "L": Answer(State.ANSWERED, items=lines),
            "M": Answer(State.ANSWERED, Figure(Decimal(100))),
        },
    )
    assert sum_of(TOTAL, inspection).words == "Cộng các khoản đã ghi: 200 đồng"


def test_nothing_to_add_says_nothing() -> None:
    assert sum_of(TOTAL, Inspection("u")).words == ""
    assert sum_of(Question("Q", Kind.MONEY, "?"), Inspection("u")).words == ""
