"""A rule over a fund's account told in one sentence: what came in, what was spent, what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tdkt_desktop.domain.kinds import Approximator
from tdkt_desktop.notice.checks.findings import Finding, Place, finding
from tdkt_desktop.notice.checks.paper import Paragraph, sentences
from tdkt_desktop.notice.checks.prose_figures import Amount, amounts
from tdkt_desktop.vietnamese.money import format_money

_SIDES = (
    ("left", re.compile(r"\b(?:còn(?: lại)?|tồn(?: quỹ)?|dư cuối|số dư cuối|kết dư)\b", re.IGNORECASE)),
    ("balance", re.compile(r"\bsố dư\b(?! cuối)", re.IGNORECASE)),
    ("out", re.compile(r"\b(?:đã chi|tổng chi|chi|sử dụng)\b", re.IGNORECASE)),
    (
        "in",
        re.compile(
            r"\b(?:dư đầu|đầu (?:năm|kỳ)|trích|thu|tổng (?:số )?quỹ|tổng nguồn|cấp|tiếp nhận|bổ sung|kinh phí|dự toán|được giao)\b",
            re.IGNORECASE,
        ),
    ),
)


def balances(paragraph: Paragraph) -> Iterator[Finding]:
    """The words "thu 500 triệu đồng, chi 450 triệu đồng, tồn 70 triệu đồng": only where every amount is one of the three."""
    for sentence in sentences(paragraph):
        said = list(amounts(sentence.text))
        sides = [_side(sentence.text, said, at) for at in range(len(said))]
        if "out" in sides:  # a balance after the spending is what is left, one before it came in
            spent = sides.index("out")
            sides = [
                ("left" if at > spent else "in") if side == "balance" else side
                for at, side in enumerate(sides)
            ]
        if sides.count("left") != 1 or "in" not in sides or "out" not in sides or "" in sides:
            continue
        if any(one.approximator is not Approximator.EXACT for one in said):
            continue
        rest = sum(
            one.dong * {"in": 1, "out": -1, "left": 0}[side] for one, side in zip(said, sides, strict=True)
        )
        left = said[sides.index("left")]
        if rest != left.dong:
            yield finding(
                "money.balance",
                Place(section=sentence.section, line=sentence.line, quote=left.words),
                f"Ghi còn “{left.words}”, thu trừ chi là {format_money(rest) if rest >= 0 else 'âm'}",
                left.words,
                rest,
            )


def _side(text: str, said: list[Amount], at: int) -> str:
    """What the words right before an amount make of it: "in", "out", "left", or blank."""
    before = text[said[at - 1].end if at else 0 : said[at].start]
    found = [(match.start(), side) for side, pattern in _SIDES for match in pattern.finditer(before)]
    if not found:
        return ""
    return max(found)[1]
