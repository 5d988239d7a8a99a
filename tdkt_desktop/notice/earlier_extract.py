"""What a later campaign takes from a finished one: units, counted figures, limitations one by one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tdkt_desktop.domain.campaign import Campaign, Unit
from tdkt_desktop.domain.checklist import Checklist, Question
from tdkt_desktop.domain.earlier import Earlier, EarlierFigure, EarlierProposal, EarlierUnit
from tdkt_desktop.domain.inspection import Inspection, Record
from tdkt_desktop.domain.kinds import Kind, State
from tdkt_desktop.domain.mending import Mending, limitations_of
from tdkt_desktop.domain.revisions import canonical
from tdkt_desktop.domain.values import plain_number
from tdkt_desktop.notice.facts import Sum, Tally, amounts, tally
from tdkt_desktop.notice.last_units import name_key
from tdkt_desktop.vietnamese.text import squeeze

SUMMED = (Kind.MONEY, Kind.COUNT, Kind.NUMBER, Kind.LIST)
DIGITS = 12


@dataclass(frozen=True)
class Found:
    """A limitation as the finished campaign recorded it. `criterion` is its code of then, blank for the unit as a whole;
    `origin` the same in words; `digest` tells it from every other.
    """

    unit: str
    criterion: str
    origin: str
    text: str
    year: str
    digest: str


def extract(
    campaign: Campaign, checklist: Checklist, record: Record, proposals: Sequence[EarlierProposal]
) -> Earlier:
    """The figures and proposals of a campaign as they stand, with the units behind every figure; after its units those
    of years before whose limitations have found no unit yet.
    """
    units = [
        EarlierUnit(unit.code, unit.official, unit.listed, unit.short, unit.aliases)
        for unit in campaign.units
    ]
    older = [replace(unit, code=code, now="", limitations=()) for code, unit, _ in _waiting(campaign)]
    figures = tuple(
        figure_of(record, checklist, campaign.units, question) for question in checklist.questions()
    )
    return Earlier(campaign.id, campaign.title, campaign.year, (*units, *older), figures, tuple(proposals))


def _waiting(campaign: Campaign) -> Iterator[tuple[str, EarlierUnit, Earlier]]:
    """The units of years before that were not inspected this year and have limitations, each under a code of its own."""
    taken = {unit.code for unit in campaign.units}
    for earlier in campaign.earlier:
        for unit in earlier.units:
            if unit.limitations and not unit.now:
                code = unit.code if unit.code not in taken else f"{unit.code}@{earlier.source}"
                taken.add(code)
                yield code, unit, earlier


def is_counted(question: Question) -> bool:
    """Whether a question tells units that do from units that do not."""
    return question.kind is Kind.YES_NO or (question.kind is Kind.CHOICE and question.expects is not None)


def expects_of(question: Question) -> str:
    """The answer that counts as right, as text; blank where none does."""
    if not is_counted(question):
        return ""
    return canonical(True if question.expects is None else question.expects)


def figure_of(
    record: Record, checklist: Checklist, units: Sequence[Unit], question: Question
) -> EarlierFigure:
    """What is recorded on a question over all units."""
    base = EarlierFigure(question.code, question.ask, str(question.kind), expects_of(question))
    if is_counted(question):
        found: Tally = tally(record, checklist, units, [question.code])
        base = replace(
            base,
            counted=True,
            doing=found.doing,
            failing=found.failing,
            not_applicable=found.not_applicable,
            not_checked=found.not_checked,
            declared=-1 if found.declared is None else found.declared.count,
        )
    else:
        groups: dict[State, list[str]] = {state: [] for state in State}
        for unit in units:
            groups[record.of(unit.code).answer(question.code).state].append(unit.code)
        base = replace(
            base,
            doing=tuple(groups[State.ANSWERED]),
            not_applicable=tuple(groups[State.NOT_APPLICABLE]),
            not_checked=tuple(groups[State.NOT_CHECKED]),
        )
    total = sum_of(record, units, question)
    if total is None:
        return base
    measure = "; ".join(total.measures) or question.measure or ("đồng" if question.kind is Kind.MONEY else "")
    return replace(
        base,
        total=str(plain_number(total.total)),
        measure=measure,
        summed=len(total.by_unit),
        mixed=total.mixed,
    )


def sum_of(record: Record, units: Sequence[Unit], question: Question) -> Sum | None:
    """The sum over all units, where a question has amounts."""
    total = amounts(record, units, question.code) if question.kind in SUMMED else None
    return total if total is not None and total.by_unit else None


def limitations_found(campaign: Campaign, checklist: Checklist, record: Record) -> tuple[Found, ...]:
    """Every limitation of every unit, a line each; of those carried from before, what has not been mended."""
    own = (one for unit in campaign.units for one in _of_unit(campaign, checklist, record.of(unit.code)))
    found = (*own, *_older(campaign))
    return tuple({(one.unit, one.digest): one for one in found}.values())


def _older(campaign: Campaign) -> Iterator[Found]:
    """Limitations of years before that are lines of no unit: their unit was not inspected, or its minutes were sealed."""
    placed = [(unit.now, unit) for earlier in campaign.earlier for unit in earlier.units if unit.now]
    for code, unit in (*placed, *((code, unit) for code, unit, _ in _waiting(campaign))):
        for origin, text, year in unit.limitations:
            yield Found(code, "", origin, text, year, _digest(campaign, code, origin, text))


def _of_unit(campaign: Campaign, checklist: Checklist, inspection: Inspection) -> Iterator[Found]:
    unit, year = inspection.unit, str(campaign.year)
    for number, criterion in enumerate(checklist.criteria, start=1):
        origin = f"Nội dung {number}: {criterion.name}"
        for text in _lines(inspection.remark(criterion.code).limitation):
            yield Found(
                unit, criterion.code, origin, text, year, _digest(campaign, unit, criterion.code, text)
            )
    told = [
        text
        for criterion in checklist.criteria
        for text in _lines(inspection.remark(criterion.code).limitation)
    ]
    for text in _lines(inspection.assessment.limitations):
        if _repeats(text, told):
            continue
        origin = "Nhận xét chung về đơn vị"
        yield Found(unit, "", origin, text, year, _digest(campaign, unit, "", text))
    for one in limitations_of(inspection):
        if one.state is not Mending.MENDED:
            code = one.criterion
            yield Found(unit, code, one.origin, one.text, one.year, _digest(campaign, unit, code, one.text))


def _lines(text: str) -> Iterator[str]:
    """What was written below each other is several limitations."""
    for line in text.split("\n"):
        if said := squeeze(line).removeprefix("- ").removeprefix("+ ").strip():
            yield said


def _repeats(text: str, told: Sequence[str]) -> bool:
    """Whether a text says no word but what was said under a criterion: the same limitation must not count twice."""
    left = f" {name_key(text)} "
    for key in sorted(map(name_key, told), key=len, reverse=True):
        left = left.replace(f" {key} ", " ") if key else left
    return not left.strip()


def _digest(campaign: Campaign, unit: str, criterion: str, text: str) -> str:
    said = canonical([campaign.id, unit, criterion, text])
    return hashlib.sha256(said.encode()).hexdigest()[:DIGITS]
