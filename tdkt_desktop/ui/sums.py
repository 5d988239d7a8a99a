"""What the lines of other questions add up to, shown beside a total to compare; nothing is filled in."""

from __future__ import annotations

from decimal import Decimal

from tdkt_desktop.domain.checklist import Question
from tdkt_desktop.domain.inspection import Inspection
from tdkt_desktop.domain.values import Figure
from tdkt_desktop.vietnamese.money import full_money
from tdkt_desktop.vietnamese.numbers import format_number

MONEY = "đồng"


def sum_words(question: Question, inspection: Inspection) -> str:
    """The text "Cộng các khoản đã ghi: 350.000.000 đồng"; blank where there is nothing to add."""
    if not question.total_of:
        return ""
    parts = [(name.removeprefix("-"), -1 if name.startswith("-") else 1) for name in question.total_of]
    amounts = [sign * amount for name, sign in parts for amount in _amounts(name, question, inspection)]
    if not amounts:
        return ""
    total = sum(amounts, Decimal(0))
    money = question.measure in ("", MONEY) and total == int(total) and question.kind == "money"
    return f"Cộng các khoản đã ghi: {full_money(int(total)) if money else format_number(total)}"


def _amounts(code: str, question: Question, inspection: Inspection) -> list[Decimal]:
    """What of a question can be added: its own figure, the cells of its table, or its lines of the same measure."""
    answer = inspection.answer(code)
    if isinstance(answer.value, Figure):
        return [answer.value.amount]
    wanted = MONEY if question.kind == "money" else question.measure
    cells = [cell for item in answer.items for cell in item.cells.values()]
    return cells + [
        item.amount for item in answer.items if item.amount is not None and item.measure in ("", wanted)
    ]
