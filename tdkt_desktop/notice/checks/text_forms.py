"""Rules over official forms in a notice's text: citations, the recipients' last line, the annex, the closing sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tdkt_desktop.notice.checks.findings import Finding, Place, Severity, finding
from tdkt_desktop.notice.checks.paper import ANNEX, CLOSING, RECIPIENTS, Paper, Paragraph
from tdkt_desktop.notice.checks.prose_figures import days
from tdkt_desktop.vietnamese.text import fold

_KINDS = "thông báo|kế hoạch|quyết định|nghị định|nghị quyết|thông tư|chỉ thị|công văn|hướng dẫn|tờ trình|báo cáo|luật|quy chế|đề án"
_COLON = re.compile(rf"\b(?:{_KINDS})\s+số\s*:\s*\d+", re.IGNORECASE)
_GAP = re.compile(r"\b[Ss]ố\s*:?\s*\d+(?:\s+/\s*|\s*/\s+)[A-ZĐ\d]")
_SPLIT_DATE = re.compile(r"\bngày\s+\d{1,2}(?:\s+/\s*|\s*/\s+)\d{1,2}\s*/\s*\d{4}", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


def citations(paragraph: Paragraph) -> Iterator[Finding]:
    """Numbers and dates of papers written with colons or gaps; days below ten without their 0."""
    wrong = [one[0] for pattern in (_COLON, _GAP, _SPLIT_DATE) for one in pattern.finditer(paragraph.text)]
    if wrong:
        words = "; ".join(f"“{' '.join(one.split())}”" for one in dict.fromkeys(wrong))
        yield finding("format.citation", _place(paragraph, wrong[0]), f"Viết {words}")
    bare = [day.words for day in days(paragraph.text) if day.bare_day and not day.spaced and "/" in day.words]
    if bare:
        words = "; ".join(f"“{one}”" for one in dict.fromkeys(bare))
        yield finding(
            "format.citation",
            _place(paragraph, bare[0]),
            f"Ngày dưới 10 thiếu số 0: {words}",
            severity=Severity.HINT,
        )


def archive_line(paper: Paper) -> Iterator[Finding]:
    """The last recipient: "Lưu: VT, ..."."""
    listed = [one for one in paper.of(RECIPIENTS) if one.bullet]
    # lines that a PDF ran together are apart again
    words = [said for one in listed for said in re.split(r"(?<=;)\s+(?=[-–]\s)", one.text)]
    yield from archive_words(words, listed[-1].line if listed else 0)


def archive_words(recipients: list[str], line: int = 0) -> Iterator[Finding]:
    """The same for recipients that are data."""
    if not recipients:
        return
    last = re.sub(r"^\s*[-–+•*]\s+", "", recipients[-1]).strip(" ./;")
    good = re.fullmatch(
        r"Lưu: (?:[A-ZĐ]{2,6}|Văn thư|Văn phòng|Hồ sơ)\b[^()]*(?:\(\d+\s*(?:b|bản)?\))?", last
    )
    if not good:
        said = f"Ghi “{last}”" if fold(last).startswith("luu") else "Không có dòng lưu ở cuối nơi nhận"
        yield finding("format.archive_line", Place(section=RECIPIENTS, line=line, quote=last), said)


def annex_head(paper: Paper) -> Iterator[Finding]:
    """An annex without the word."""
    annex = paper.of(ANNEX)
    if annex and not any(fold(one.text).strip(" *#").startswith("phu luc") for one in annex):
        yield finding(
            "format.appendix_header",
            Place(section=ANNEX, line=annex[0].line, quote=annex[0].text[:80]),
            f"Phụ lục mở đầu bằng “{annex[0].text[:80].strip('* ')}”",
        )


def title_echo(paper: Paper) -> Iterator[Finding]:
    """The closing sentence names the notice otherwise than its title does."""
    title = _subject(paper.title)
    if len(title) < 3:
        return
    for paragraph in paper.of(CLOSING):
        words = _subject(paragraph.text)
        at = next((i for i in range(len(words)) if words[i : i + 2] == title[:2]), -1)
        if at < 0 or words[at : at + len(title)] == title:
            continue
        yield finding(
            "text.title_echo",
            _place(paragraph, paragraph.text[:90]),
            f"Trích yếu: “{paper.title}”; câu kết: “{paragraph.text[:160].strip()}”",
            paper.title,
            paragraph.text,
        )


def punctuation(paragraph: Paragraph) -> Iterator[Finding]:
    """A line of a list that ends in a comma."""
    if (
        paragraph.bullet
        and paragraph.text.rstrip(" *").endswith(",")
        and not paragraph.text.rstrip().endswith("...,")
    ):
        yield finding(
            "text.punctuation", _place(paragraph, paragraph.text[-60:]), "Ý này kết thúc bằng dấu phẩy"
        )


def _subject(text: str) -> list[str]:
    """The words of a subject: years out, the one abbreviation of the trade spelled out, marks and signs aside."""
    folded = re.sub(r"\btdkt\b", "thi dua khen thuong", fold(text))
    folded = re.sub(r"\bnam (?:19|20)\d\d\b.*", "", folded) if "tren day" not in folded else folded
    return _WORD.findall(re.sub(r"^(?:ve viec|v/v|ve)\s+", "", folded))


def _place(paragraph: Paragraph, quote: str) -> Place:
    return Place(section=paragraph.section, line=paragraph.line, quote=" ".join(quote.split())[:120])
