"""Rules over the papers a notice cites: one number, one date; the annex belongs to this very notice."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tdkt_desktop.notice.checks.findings import Finding, Place, finding
from tdkt_desktop.notice.checks.paper import Paper, Paragraph
from tdkt_desktop.notice.checks.prose_figures import days
from tdkt_desktop.vietnamese.dates import short_date
from tdkt_desktop.vietnamese.text import CAPITALS

_CITED = re.compile(
    rf"(?<![\w/])(\d{{1,5}}(?:/\d{{4}})?\s*/\s*[{CAPITALS}][{CAPITALS}a-z0-9]*(?:-[{CAPITALS}][{CAPITALS}a-z0-9]*)*)(?P<gap>,?\s*)(?=ngày\b)"
)
_OWN = re.compile(rf"^\W*số\s*:?\s*(\d{{1,5}}\s*/\s*TB[{CAPITALS}0-9-]*)", re.IGNORECASE)
_ATTACHED = re.compile(
    rf"kèm theo\s+thông báo\s+số\s*:?\s*(\d{{1,5}}\s*/\s*[{CAPITALS}][{CAPITALS}a-z0-9-]*)", re.IGNORECASE
)


@dataclass(frozen=True)
class Cited:
    """A paper by its number, with the date given to it."""

    number: str
    date: dt.date
    paragraph: Paragraph


def citations_agree(paper: Paper) -> Iterator[Finding]:
    """One paper cited with two dates."""
    known: dict[str, Cited] = {}
    for one in (*_own(paper), *_cited(paper)):
        first = known.setdefault(one.number, one)
        if first.date != one.date:
            yield finding(
                "citation.differs",
                Place(section=one.paragraph.section, line=one.paragraph.line, quote=one.number),
                f"Văn bản số {one.number}: ghi ngày {short_date(one.date)}, dòng {first.paragraph.line} ghi ngày "
                f"{short_date(first.date)}",
                one.number,
                one.date,
                first.date,
            )


def annex_of_this(paper: Paper) -> Iterator[Finding]:
    """An annex that names another notice than the one it follows."""
    own = next((found for one in paper.head if (found := _OWN.match(one.text))), None)
    if own is None:
        return
    number = _bare(own[1])
    for one in paper.paragraphs:
        found = _ATTACHED.search(one.text)
        if found and _bare(found[1]) != number:
            yield finding(
                "citation.differs",
                Place(section=one.section, line=one.line, quote=found[1]),
                f"Phụ lục ghi kèm theo Thông báo số {_bare(found[1])}, thông báo này mang số {number}",
            )


def _own(paper: Paper) -> Iterator[Cited]:
    own = next((found for one in paper.head if (found := _OWN.match(one.text))), None)
    dated = [(day.date, one) for one in paper.head for day in days(one.text) if day.date]
    if own and len(dated) == 1:
        date, paragraph = dated[0]
        assert date is not None  # noqa: S101 - only such days are kept
        yield Cited(_bare(own[1]), date, paragraph)


def _cited(paper: Paper) -> Iterator[Cited]:
    for paragraph in paper.paragraphs:
        for one in _CITED.finditer(paragraph.text):
            day = next(iter(days(paragraph.text[one.end() : one.end() + 40])), None)
            if day and day.date and day.start <= 6:
                yield Cited(_bare(one[1]), day.date, paragraph)


def _bare(number: str) -> str:
    return re.sub(r"\s+", "", number).upper()
