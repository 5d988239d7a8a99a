"""The rules that reckon, in one list: what holds in a notice holds in what a team wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tdkt_desktop.notice.checks import (
    text_balance,
    text_parts,
    text_rates,
    text_shares,
    text_sums,
    text_totals,
)
from tdkt_desktop.notice.checks.findings import Finding
from tdkt_desktop.notice.checks.paper import Paragraph

ARITHMETIC: tuple[Callable[[Paragraph], Iterator[Finding]], ...] = (
    text_sums.sums,
    text_sums.breakdowns,
    text_sums.closing_totals,
    text_parts.parts,
    text_shares.shares,
    text_shares.opposed_shares,
    text_shares.grown_shares,
    text_rates.growth,
    text_rates.growth_behind,
    text_balance.balances,
    text_totals.from_to,
    text_totals.shares_of_all,
    text_totals.shares_of_plan,
)
