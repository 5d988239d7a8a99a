"""Rules over what was written in words: the teams' texts, names of units, recipients, proposals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from tdkt_desktop.domain.kinds import Kind
from tdkt_desktop.notice.checks import (
    text_counts,
    text_dates,
    text_forms,
    text_names,
    text_sums,
)
from tdkt_desktop.notice.checks.case import Case
from tdkt_desktop.notice.checks.findings import Finding, Place, finding
from tdkt_desktop.notice.checks.naming import mentions
from tdkt_desktop.notice.checks.paper import Paragraph
from tdkt_desktop.notice.checks.text_arithmetic import ARITHMETIC
from tdkt_desktop.vietnamese.counts import padded, ratio
from tdkt_desktop.vietnamese.text import lower_first

TEXT_RULES: tuple[Callable[[Paragraph], Iterator[Finding]], ...] = (
    text_dates.reversed_years,
    text_dates.reversed_days,
    text_dates.impossible_days,
    text_dates.anniversaries,
    *ARITHMETIC,
    text_sums.breakdowns,
    text_counts.missing_dong,
    text_forms.citations,
)


def texts(case: Case) -> Iterator[Finding]:
    """What the teams wrote."""
    for inspection in case.inspections():
        for place, text in case.texts(inspection):
            if not text.strip():
                continue
            paragraph = Paragraph(text, 0, "")
            for rule in TEXT_RULES:
                for one in rule(paragraph):
                    there = replace(place, quote=one.place.quote or place.quote)
                    said = f"{case.name(inspection.unit)}: {one.found}"
                    yield replace(one, place=there, found=said)
            yield from spelled(case, place, text)


def names(case: Case) -> Iterator[Finding]:
    """Units that could be taken for each other."""
    yield from text_names.names_alike([unit.official for unit in case.campaign.units], Place(section="annex"))


def recipients(case: Case) -> Iterator[Finding]:
    """The line that says where the notice is kept."""
    yield from text_forms.archive_words(list(case.campaign.recipients))


def declared(case: Case) -> Iterator[Finding]:
    """Counts that the source gives without names, while no unit's own record tells."""
    total = len(case.campaign.units)
    for code, count in case.record.common.declared.items():
        if not case.checklist.has_question(code) or any(
            True for _ in case.answers(case.checklist.question(code))
        ):
            continue
        question = case.checklist.question(code)
        wanted = True if question.expects is None else question.expects
        if 0 < count.count < total and (count.of != wanted or question.kind is Kind.YES_NO):
            yield finding(
                "claim.needs_names",
                Place(question=code, step=case.checklist.home(code).code, section=_section(case, code)),
                f"{ratio(count.count, total)} đơn vị “{_words(count.of)}” ({case.asked(question)}), không rõ đơn vị nào",
                count.count,
                count.of,
            )


def proposals(case: Case) -> Iterator[Finding]:
    """Proposals that belong to no unit."""
    for code, items in case.record.common.items.items():
        if case.checklist.has_question(code) and case.checklist.question(code).addressee and items:
            yield finding(
                "provenance.required",
                Place(question=code, step=case.checklist.home(code).code, section=_section(case, code)),
                f"{padded(len(items))} kiến nghị {lower_first(case.checklist.question(code).addressee)} không gắn đơn vị nào",
                *(item.text for item in items),
            )


def spelled(case: Case, place: Place, text: str) -> Iterator[Finding]:
    """A unit spelled as none of its own names is."""
    owners = {way: unit for unit in case.campaign.units for way in (unit.official, unit.listed, unit.short)}
    for one in mentions(text, owners, quoted=False):
        unit = owners[one.name]
        if not any(one.words in way for way in (unit.official, unit.listed, unit.short)):
            yield finding(
                "unit.canonical_name",
                replace(place, quote=one.words),
                f"Ghi “{one.words}”, tên dùng trong thông báo là “{unit.listed}”",
                one.words,
                unit.listed,
            )


def _section(case: Case, question: str) -> str:
    return case.checklist.home(question).section


def _words(value: bool | str) -> str:
    return ("có" if value else "không") if isinstance(value, bool) else value
