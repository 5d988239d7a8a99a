"""The published notice of 2019 beside the one made from the sample, figure by figure.

    .venv/bin/python packaging/compare_figures.py

Prints what is equal by section and unit, then every difference with why: reasons, and the known contradictions of the
published notice, stand in tests/sample/figure_differences.yaml. Ends with 0 only if every difference is explained and every
explanation meets a difference.
"""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tdkt_desktop.notice.printed_figures import Comparison, Figure
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.notice.notice_figures import compare_notice, equal_lines, section_words

TESTS = Path(__file__).resolve().parents[1] / "tests"
NOTICE = TESTS / "notice" / "checks" / "notice_2019.txt"
REASONS = TESTS / "sample" / "figure_differences.yaml"
SIDES = {"published": "chỉ bản thật", "made": "chỉ bản lập"}


@dataclass(frozen=True)
class Difference:
    """A figure of one side alone; `why` blank where nothing explains it."""

    side: str
    figure: Figure
    why: str


def differences(
    comparison: Comparison, reasons: Sequence[dict[str, Any]]
) -> tuple[list[Difference], list[str]]:
    """Every difference with its reason, and the explanations that meet none."""
    waiting: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    for one in reasons:
        for value in one["figures"]:
            waiting[one["only"], one["section"], one.get("unit", ""), str(value)].append(reason_words(one))
    found = []
    for side, figures in (("published", comparison.first_only), ("made", comparison.second_only)):
        for figure in figures:
            why = waiting[side, figure.section, figure.owner, figure.value]
            found.append(Difference(side, figure, why.pop(0) if why else ""))
    idle = [
        ", ".join(part for part in (SIDES[side], section, unit, value) if part)
        for (side, section, unit, value), left in waiting.items()
        for _ in left
    ]
    return found, idle


def reason_words(reason: dict[str, Any]) -> str:
    """A reason with the contradiction it comes from."""
    return f"{reason['why']}{f' [{see}]' if (see := reason.get('see')) else ''}"


def report(comparison: Comparison, found: Sequence[Difference], idle: Sequence[str]) -> Iterable[str]:
    """The lines to print."""
    yield f"GIỐNG NHAU: {len(comparison.equal)} số liệu"
    yield from (f"  {line}" for line in equal_lines(comparison))
    yield ""
    yield f"KHÁC NHAU: {len(found)} số liệu"
    for one in found:
        where = ", ".join(part for part in (section_words(one.figure.section), one.figure.owner) if part)
        yield f"  {SIDES[one.side]:<14} {where:<40} {one.figure.shown:<20} {one.why or 'CHƯA RÕ VÌ SAO'}"
    known = yaml.safe_load(REASONS.read_text(encoding="utf-8"))["known"]
    named = sorted({word.strip("[]") for one in found for word in one.why.split() if word.startswith("[X")})
    if named:
        yield ""
        yield "MÂU THUẪN ĐÃ BIẾT CỦA BẢN THẬT ĐƯỢC NÊU Ở TRÊN"
        yield from (f"  {name}: {known[name]}" for name in named)
    for line in idle:
        yield f"  giải thích không còn dùng: {line}"


def compare() -> tuple[Comparison, list[Difference], list[str]]:
    """Make the sample's notice and compare it with the published one."""
    reasons = yaml.safe_load(REASONS.read_text(encoding="utf-8"))["differences"]
    with tempfile.TemporaryDirectory() as folder:
        sample = campaigns.create_sample(Path(folder) / "mau.tdktdb")
        with campaigns.open_campaign(sample, writing=False) as session:
            comparison = compare_notice(session, NOTICE.read_text(encoding="utf-8"))
    return comparison, *differences(comparison, reasons)


def main() -> int:
    comparison, found, idle = compare()
    sys.stdout.write("\n".join(report(comparison, found, idle)) + "\n")
    return 1 if idle or not all(one.why for one in found) else 0


if __name__ == "__main__":
    sys.exit(main())
