"""All rules over what is recorded in a campaign."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tdkt_desktop.domain.campaign import Campaign
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.inspection import Record
from tdkt_desktop.notice.checks import (
    data_answers,
    data_limits,
    data_printed,
    data_signed,
    data_state,
    data_texts,
    data_visits,
)
from tdkt_desktop.notice.checks.case import Case, OpenField
from tdkt_desktop.notice.checks.findings import Finding, in_order
from tdkt_desktop.notice.paper_differences import PaperComparison

RULES: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    data_state.unsealed,
    data_state.conflicts,
    data_signed.signed_text,
    data_visits.issue_date,
    data_visits.dates,
    data_visits.delegations,
    data_visits.roles,
    data_answers.contradictions,
    data_answers.verdicts,
    data_answers.totals,
    data_limits.limits,
    data_limits.exempt,
    data_answers.parts,
    data_answers.measures,
    data_answers.periods,
    data_answers.documents,
    data_answers.unclear,
    data_answers.outliers,
    data_printed.printed,
    data_texts.texts,
    data_texts.names,
    data_texts.recipients,
    data_texts.declared,
    data_texts.proposals,
    data_state.details,
    data_state.unfinished,
)


def check_campaign(
    campaign: Campaign,
    checklist: Checklist,
    record: Record,
    conflicts: Sequence[OpenField] = (),
    drift: PaperComparison | None = None,
) -> tuple[Finding, ...]:
    """Check a campaign as it is now, the gravest first. `drift` compares the text of an issued notice with now."""
    case = Case(campaign, checklist, record, tuple(conflicts), drift)
    return in_order(one for rule in RULES for one in rule(case))
