"""Rules over the notice as it will print: the text rules on what a person wrote, and the counts typed by hand.

What the statements say by themselves comes from the record, which has rules of its own: one finding for a fact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from tdkt_desktop.notice.checks import (
    text_claims,
    text_counts,
    text_cross,
    text_dates,
    text_forms,
    text_names,
    text_papers,
    text_parts,
    text_rates,
    text_schedule,
    text_sums,
    text_tables,
)
from tdkt_desktop.notice.checks.case import Case
from tdkt_desktop.notice.checks.data_texts import spelled
from tdkt_desktop.notice.checks.findings import Finding, Place
from tdkt_desktop.notice.checks.outline_paper import PrintedPaper, Written, printed_paper, shown_in
from tdkt_desktop.notice.checks.paper import Paper, Paragraph
from tdkt_desktop.notice.checks.text_arithmetic import ARITHMETIC
from tdkt_desktop.notice.checks.typed_figures import DIFFERS, TYPED, typed_figures

PARAGRAPH_RULES: tuple[Callable[[Paragraph], Iterator[Finding]], ...] = (
    text_dates.reversed_years,
    text_dates.reversed_days,
    text_dates.impossible_days,
    text_dates.anniversaries,
    *ARITHMETIC,
    text_sums.breakdowns,
    text_counts.missing_dong,
    text_claims.vague_claims,
    text_forms.citations,
    text_forms.punctuation,
)
PAPER_RULES: tuple[Callable[[Paper], Iterator[Finding]], ...] = (
    text_dates.inspected_period,
    text_dates.outside_periods,
    text_counts.unit_counts,
    text_counts.padding,
    text_sums.listed_sums,
    text_parts.listed_parts,
    text_rates.rates,
    text_tables.table_totals,
    text_cross.all_against_some,
    text_cross.none_against_some,
    text_papers.citations_agree,
    text_names.coverage,
    text_names.proposals,
    text_claims.unnamed_failures,
    text_claims.unfounded,
    text_claims.contradictions,
    text_claims.structure,
    text_schedule.deviations,
    text_forms.title_echo,
)


def printed(case: Case) -> Iterator[Finding]:
    """Everything in a person's own words; `place` names the section, the paragraph and the words."""
    notice = printed_paper(case)
    found = [one for rule in PAPER_RULES for one in rule(notice.paper)]
    for line, written in notice.written.items():
        paragraph = Paragraph(written.printed, line, written.section)
        found += [one for rule in PARAGRAPH_RULES for one in rule(paragraph)]
        found += spelled(case, Place(section=written.section, line=line), written.printed)
    typed = list(typed_figures(notice))
    told = [one for one in found if _is_theirs(one, notice)]
    kept = [
        one for one in told if not (one.code == "ratio.total_differs" and _same_words(one, typed, DIFFERS))
    ]
    kept += [one for one in typed if one.code != TYPED or not _same_words(one, told)]
    for one in kept:
        yield _placed(one, notice.written[one.place.line])


def _is_theirs(one: Finding, notice: PrintedPaper) -> bool:
    """Whether a finding rests on words that a person typed into the notice, not on the record behind a live figure."""
    written = notice.written.get(one.place.line)
    if written is None:
        return False
    shown = shown_in(notice.figures, written.source)
    parts = [part for part in one.place.quote.split("; ") if part]
    said = [text.casefold() for text in shown]  # a figure that begins a sentence begins with a capital
    return not parts or any(not any(part.casefold() in text for text in said) for part in parts)


def _same_words(one: Finding, others: list[Finding], code: str = "") -> bool:
    """Whether another finding is about the same words of the same paragraph, or about its counts as a whole."""
    return any(
        other.place.line == one.place.line
        and (
            other.code in ("ratio.remainder", "ratio.names_count")
            or one.place.quote in other.place.quote
            or other.place.quote in one.place.quote
        )
        for other in others
        if other.place.quote and code in ("", other.code)
    )


def _placed(one: Finding, written: Written) -> Finding:
    """The place as a jump needs it: the paragraph's number in its section instead of a line of a text."""
    quote = one.place.quote or written.printed[:80]
    return replace(one, place=replace(one.place, line=0, paragraph=written.number, quote=quote))
