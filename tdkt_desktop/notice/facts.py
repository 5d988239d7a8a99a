"""Counting: every figure owns its units. Those that do, fail, are exempt and were not checked always add up to N."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from tdkt_desktop.domain.campaign import Unit
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.inspection import DeclaredCount, Record
from tdkt_desktop.domain.kinds import Approximator, State
from tdkt_desktop.domain.values import DocumentRef, Figure, Item

Expected = bool | str | int | None


@dataclass(frozen=True)
class Tally:
    """A counted figure n/N. The four groups hold unit codes in schedule order and always add up to N.

    `declared` is a count the source gives for all units without names; it speaks only while no unit's own record does.
    """

    questions: tuple[str, ...]
    doing: tuple[str, ...]
    failing: tuple[str, ...]
    not_applicable: tuple[str, ...]
    not_checked: tuple[str, ...]
    declared: DeclaredCount | None = None

    @property
    def total(self) -> int:
        return len(self.doing) + len(self.failing) + len(self.not_applicable) + len(self.not_checked)

    @property
    def by_name(self) -> bool:
        """True when the count comes from named units."""
        return bool(self.doing or self.failing or self.not_applicable) or self.declared is None

    @property
    def n(self) -> int:
        """How many units do: by name, or as declared."""
        return len(self.doing) if self.by_name or self.declared is None else self.declared.count

    @property
    def unanimous(self) -> bool:
        return self.total > 0 and self.n == self.total


class Part(NamedTuple):
    """What one unit brings to a sum: an amount in one measure, as exact as all that it is made of."""

    unit: str
    measure: str
    amount: Decimal
    approximator: Approximator


@dataclass(frozen=True)
class Sum:
    """Amounts of one question over units. `periods` and `measures` list what was added: more than one of a kind
    means the total mixes what should not be mixed, and whoever prints it must say so. `parts` keeps measures apart.
    """

    by_unit: tuple[tuple[str, Decimal], ...]
    periods: tuple[str, ...]
    measures: tuple[str, ...]
    parts: tuple[Part, ...] = ()

    @property
    def total(self) -> Decimal:
        return sum((amount for _, amount in self.by_unit), Decimal(0))

    @property
    def mixed(self) -> bool:
        return len(self.periods) > 1 or len(self.measures) > 1


def tally(
    record: Record,
    checklist: Checklist,
    units: Sequence[Unit],
    questions: Sequence[str],
    equals: Expected = None,
) -> Tally:
    """Count the units whose answers to all `questions` are as expected (`equals`, else the checklist's `expects`)."""
    groups: dict[str, list[str]] = {"doing": [], "failing": [], "not_applicable": [], "not_checked": []}
    for unit in units:
        verdicts = [_verdict(record, checklist, unit.code, question, equals) for question in questions]
        groups[_together(verdicts)].append(unit.code)
    declared = record.common.declared.get(questions[0]) if len(questions) == 1 else None
    return Tally(
        tuple(questions), declared=declared, **{name: tuple(codes) for name, codes in groups.items()}
    )


def detailed_units(record: Record, units: Sequence[Unit], questions: Iterable[str]) -> tuple[str, ...]:
    """The units that have something to tell on any of these questions, in schedule order."""
    wanted = tuple(questions)
    return tuple(
        unit.code for unit in units if any(_tells(record, unit.code, question) for question in wanted)
    )


def amounts(record: Record, units: Sequence[Unit], question: str) -> Sum:
    """Add the figure (or the items' amounts) of one question over the units that have it."""
    by_unit, periods, measures, kept = [], [], [], []
    for unit in units:
        parts = _parts(record, unit.code, question)
        if not parts:
            continue
        by_unit.append((unit.code, sum((part.amount or Decimal(0) for part in parts), Decimal(0))))
        periods += [part.period for part in parts]
        measures += [part.measure for part in parts if isinstance(part, Item)]
        for measure in _distinct(part.measure for part in parts):
            alike = [part for part in parts if part.measure == measure]
            amount = sum((part.amount or Decimal(0) for part in alike), Decimal(0))
            kept.append(Part(unit.code, measure, amount, exactness(part.approximator for part in alike)))
    return Sum(tuple(by_unit), _distinct(periods), _distinct(measures), tuple(kept))


def exactness(signs: Iterable[Approximator]) -> Approximator:
    """How exact a sum is: "over 3" and 2 are over 5; what pulls both ways is about so much."""
    found = {sign for sign in signs if sign is not Approximator.EXACT}
    if len(found) <= 1:
        return next(iter(found), Approximator.EXACT)
    return Approximator.OVER if found == {Approximator.OVER, Approximator.FROM} else Approximator.ABOUT


def table_totals(record: Record, units: Sequence[Unit], question: str) -> dict[str, Sum]:
    """Add a table question column by column over all units; each sum lists the periods it mixes."""
    columns: dict[str, list[tuple[str, Decimal, str]]] = {}
    for unit in units:
        for row in record.of(unit.code).items(question):
            for key, cell in row.cells.items():
                columns.setdefault(key, []).append((unit.code, cell, row.period))
    return {
        key: Sum(
            tuple((code, cell) for code, cell, _ in cells),
            _distinct(period for *_, period in cells),
            (),
        )
        for key, cells in columns.items()
    }


def _verdict(record: Record, checklist: Checklist, unit: str, question: str, equals: Expected) -> str:
    answer = record.of(unit).answer(question)
    if answer.state is State.NOT_APPLICABLE:
        return "not_applicable"
    if not answer.answered or answer.value is None:
        return "not_checked"
    expected = equals if equals is not None else checklist.question(question).expects
    value = answer.value.amount if isinstance(answer.value, Figure) else answer.value
    return "doing" if value == (True if expected is None else expected) else "failing"


def _together(verdicts: Sequence[str]) -> str:
    """One failing part fails the whole; an unchecked part leaves it unchecked; exempt parts do not count."""
    for group in ("failing", "not_checked"):
        if group in verdicts:
            return group
    return "doing" if "doing" in verdicts else "not_applicable"


def _tells(record: Record, unit: str, question: str) -> bool:
    answer = record.of(unit).answer(question)
    if not answer.answered:
        return False
    if isinstance(answer.value, Figure):
        return answer.value.amount != 0  # nothing done is counted elsewhere, it is no example
    return bool(answer.items) or (
        isinstance(answer.value, str | dt.date | DocumentRef) and answer.value not in ("", DocumentRef())
    )


def _parts(record: Record, unit: str, question: str) -> list[Figure | Item]:
    answer = record.of(unit).answer(question)
    if not answer.answered:
        return []
    if isinstance(answer.value, Figure):
        return [answer.value]
    return [item for item in answer.items if item.amount is not None]


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
