"""Sums and ranges of what units recorded, in words: one measure is never added to another, another period is told."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from tdkt_desktop.domain.checklist import Question
from tdkt_desktop.domain.kinds import Approximator, Kind
from tdkt_desktop.notice.facts import Part, Sum, exactness
from tdkt_desktop.notice.wording import amount_phrase
from tdkt_desktop.vietnamese.dates import period_text

MONEY = "đồng"
MIXED = ", gồm số liệu của các kỳ khác nhau: {}"
NO_PERIOD = "kỳ để trống"


def total(question: Question, found: Sum) -> str:
    """The total of each measure: "trên 1,55 tỷ đồng", "660 triệu đồng và 5 tấn gạo"; blank without amounts."""
    said = [
        amount_phrase(
            sum((part.amount for part in parts), Decimal(0)),
            measure,
            exactness(part.approximator for part in parts),
        )
        for measure, parts in _by_measure(question, found).items()
    ]
    return " và ".join(said)


def each(question: Question, found: Sum, name: Callable[[str], str]) -> str:
    """What every unit brings; the only one is named without repeating the total."""
    if len(found.by_unit) == 1:
        return name(found.by_unit[0][0])
    said: dict[str, list[str]] = {}
    for part in found.parts:
        words = amount_phrase(part.amount, _measure(question, part), part.approximator)
        said.setdefault(part.unit, []).append(words)
    return "; ".join(f"{_named(name(unit))} {', '.join(words)}" for unit, words in said.items())


def _named(name: str) -> str:
    """A name before an amount; one that ends in a number is set off from it."""
    return f"{name}:" if name[-1:].isdigit() else name


def span(question: Question, found: Sum) -> str:
    """From the least to the most of each measure: "từ 70% đến 95%"; one amount alone is told as it is."""
    said = []
    for measure, parts in _by_measure(question, found).items():
        least = min(parts, key=lambda part: part.amount)
        most = max(parts, key=lambda part: part.amount)
        low, high = (amount_phrase(one.amount, measure, _end(one)) for one in (least, most))
        said.append(low if least.amount == most.amount else f"từ {low} đến {high}")
    return "; ".join(said)


def _end(part: Part) -> str:
    """How exact an end of a range is; "from" is said by the range itself."""
    return "" if part.approximator is Approximator.FROM else part.approximator


def periods(found: Sum) -> str:
    """The periods that are added or compared, where they are not one."""
    if len(found.periods) <= 1:
        return ""
    return MIXED.format(", ".join(period_text(one) if one else NO_PERIOD for one in found.periods))


def _by_measure(question: Question, found: Sum) -> dict[str, list[Part]]:
    kept: dict[str, list[Part]] = {}
    for part in found.parts:
        kept.setdefault(_measure(question, part), []).append(part)
    return kept


def _measure(question: Question, part: Part) -> str:
    """What an amount is counted in. An amount of money may name what it is for: that is no measure."""
    if question.kind in (Kind.MONEY, Kind.PERCENT):
        return MONEY if question.kind is Kind.MONEY else "%"
    return part.measure or question.measure or MONEY * (question.kind is Kind.LIST)
