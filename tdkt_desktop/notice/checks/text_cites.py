"""Rules over what a citation lacks or has too much of: the plan of the opening has one number and one date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tdkt_desktop.notice.checks.findings import Finding, Place, finding
from tdkt_desktop.notice.checks.paper import Paper, Paragraph
from tdkt_desktop.vietnamese.text import CAPITALS

_DAY = r"(?:\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})"
_KIND = r"(?i:kế hoạch|quyết định|công văn|hướng dẫn|chương trình)"
_NUMBER = rf"\d{{1,5}}\s*/\s*[{CAPITALS}][{CAPITALS}a-z0-9]*(?:-[{CAPITALS}][{CAPITALS}a-z0-9]*)*"
# what a notice is based on; "theo Kế hoạch số ..." in passing is let be, and a number with its year ("98/2023/NĐ-CP") tells when by itself
_BARE = re.compile(
    rf"\b(?i:căn cứ|thực hiện)\s+(?:nội dung\s+)?{_KIND}\s+số\s*:?\s*({_NUMBER})(?!\s*,?\s*(?:ra\s+)?ngày)(?![\w/-])"
)
_UNNUMBERED = re.compile(
    rf"\b(?i:căn cứ|thực hiện|theo)\s+(?:nội dung\s+)?({_KIND})\s+(?!số\b)([^;()\d]{{0,120}}?)ngày\s+{_DAY}"
)
_TWICE = re.compile(rf"({_NUMBER})\s*,?\s*ngày\s+({_DAY})\s*(?:,|và|;)?\s*(?:và\s+)?ngày\s+({_DAY})")


def undated(paper: Paper) -> Iterator[Finding]:
    """The opening cites a plan without its date, which no other place gives, or without its number."""
    whole = "\n".join(one.text for one in paper.paragraphs)
    for paragraph in paper.introduction:
        for one in _BARE.finditer(paragraph.text):
            if not re.search(rf"(?<!\d){re.escape(one[1])}\s*,?\s*ngày\b", whole):
                yield _found(paragraph, one[0], f"“{_said(one[0])}” không có ngày ban hành")
        for one in _UNNUMBERED.finditer(paragraph.text):
            if not re.search(r"\b(?:từ|đến|trong)\s+$", one[2], re.IGNORECASE):
                yield _found(paragraph, one[0], f"“{_said(one[0])}” không có số")


def dated_twice(paragraph: Paragraph) -> Iterator[Finding]:
    """One paper with two dates side by side."""
    for one in _TWICE.finditer(paragraph.text):
        yield _found(paragraph, one[0], f"“{_said(one[0])}”: một văn bản, hai ngày")


def _found(paragraph: Paragraph, quote: str, told: str) -> Finding:
    return finding(
        "format.citation", Place(section=paragraph.section, line=paragraph.line, quote=_said(quote)), told
    )


def _said(words: str) -> str:
    return " ".join(words.split())[:120]
