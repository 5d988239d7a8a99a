"""What the lines of other questions add up to, shown beside a total to compare; nothing is filled in."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from tdkt_desktop.domain.checklist import Question
from tdkt_desktop.domain.inspection import Inspection
from tdkt_desktop.domain.kinds import Approximator
from tdkt_desktop.domain.values import Figure
from tdkt_desktop.vietnamese.money import full_money
from tdkt_desktop.vietnamese.numbers import format_number

MONEY = "đồng"


class Sum(NamedTuple):
    """What to say beside a total; `differs` when what was typed as the total is another number."""

    words: str
    differs: bool


def beside(question: Question, inspection: Inspection) -> Sum:
    """What to say under a figure: its sum, and that it is outside the limits of the checklist."""
    found, value = sum_of(question, inspection), inspection.answer(question.code).value
    if isinstance(value, Figure) and (outside := _outside(question, value.amount)):
        return Sum(" ".join(filter(None, (outside, found.words))), differs=True)
    return found


def _outside(question: Question, amount: Decimal) -> str:
    if question.least is not None and amount < question.least:
        return f"Ít hơn mức của phiếu ({_said(question.least, question)}); hãy xem lại số đã nhập."
    if question.most is not None and amount > question.most:
        return f"Nhiều hơn mức của phiếu ({_said(question.most, question)}); hãy xem lại số đã nhập."
    return ""


def sum_of(question: Question, inspection: Inspection) -> Sum:
    """The words "Cộng các khoản đã ghi: 350.000.000 đồng"; blank where there is nothing to add. Nothing is corrected."""
    if not question.total_of:
        return Sum("", differs=False)
    parts = [(name.removeprefix("-"), -1 if name.startswith("-") else 1) for name in question.total_of]
    amounts = [sign * amount for name, sign in parts for amount in _amounts(name, question, inspection)]
    if not amounts:
        return Sum("", differs=False)
    total = sum(amounts, Decimal(0))
    said = f"Cộng các khoản đã ghi: {_said(total, question)}"
    typed = inspection.answer(question.code).value
    if not isinstance(typed, Figure) or typed.amount == total:
        return Sum(said, differs=False)
    off = typed.amount - total
    more = f"số đã nhập {'nhiều' if off > 0 else 'ít'} hơn {_said(abs(off), question)}"
    return Sum(f"{said}; {more}.", differs=typed.approximator is Approximator.EXACT)


def _said(amount: Decimal, question: Question) -> str:
    money = question.measure in ("", MONEY) and amount == int(amount) and question.kind == "money"
    return full_money(int(amount)) if money else f"{format_number(amount)} {question.measure}".strip()


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
