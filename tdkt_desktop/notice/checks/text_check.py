"""All rules over the text of a notice, whoever wrote it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tdkt_desktop.notice.checks import (
    text_again,
    text_cites,
    text_claims,
    text_counts,
    text_cross,
    text_dates,
    text_forms,
    text_names,
    text_papers,
    text_parts,
    text_people,
    text_rates,
    text_schedule,
    text_sums,
    text_tables,
    text_totals,
)
from tdkt_desktop.notice.checks.findings import Finding, in_order
from tdkt_desktop.notice.checks.paper import RECIPIENTS, Paper, Paragraph, read_paper
from tdkt_desktop.notice.checks.text_arithmetic import ARITHMETIC

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
    text_cites.dated_twice,
    text_forms.punctuation,
)
PAPER_RULES: tuple[Callable[[Paper], Iterator[Finding]], ...] = (
    text_dates.issue_date,
    text_dates.inspected_period,
    text_dates.plan_window,
    text_dates.schedule_years,
    text_dates.impossible_rows,
    text_dates.outside_periods,
    text_counts.unit_counts,
    text_counts.padding,
    text_cross.groups_against_total,
    text_cross.all_numbers,
    text_cross.more_than_all,
    text_cross.all_against_some,
    text_cross.none_against_some,
    text_again.said_again,
    text_totals.by_body,
    text_sums.listed_sums,
    text_parts.listed_parts,
    text_rates.rates,
    text_tables.table_totals,
    text_names.coverage,
    text_names.spellings,
    text_names.proposals,
    text_names.asked_by_nobody,
    text_claims.unnamed_failures,
    text_claims.unfounded,
    text_claims.contradictions,
    text_claims.structure,
    text_schedule.deviations,
    text_schedule.leaders,
    text_schedule.roles,
    text_people.posts,
    text_people.signed_posts,
    text_papers.citations_agree,
    text_cites.undated,
    text_papers.annex_of_this,
    text_forms.title_echo,
    text_forms.archive_line,
    text_forms.annex_head,
)


def check_text(text: str, *, names: Sequence[str] = (), year: int = 0) -> tuple[Finding, ...]:
    """Check a typed or pasted notice, the gravest first. `names` are the units' names where a campaign knows them."""
    paper = read_paper(text, names=names, year=year)
    found = [one for rule in PAPER_RULES for one in rule(paper)]
    for paragraph in paper.paragraphs:
        if paragraph.section != RECIPIENTS:
            found += [one for rule in PARAGRAPH_RULES for one in rule(paragraph)]
    told: dict[tuple[str, int, str], Finding] = {}
    for one in found:  # two rules may come upon one thing
        told.setdefault((one.code, one.place.line, one.found), one)
    return in_order(told.values())
