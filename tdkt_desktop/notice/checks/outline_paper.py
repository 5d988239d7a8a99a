"""The notice of a campaign as it will print, taken apart for the rules over text, and which of it a person wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tdkt_desktop.notice.checks.case import Case
from tdkt_desktop.notice.checks.paper import Paper, Paragraph
from tdkt_desktop.notice.checks.schedule_rows import Row
from tdkt_desktop.notice.drafting import CLOSING, OPENING, drafted, headings, text_of_section
from tdkt_desktop.notice.general_facts import subject_of
from tdkt_desktop.notice.lines import Line, Scope, Shape
from tdkt_desktop.notice.live_figures import Figures
from tdkt_desktop.notice.outline import schedule_row
from tdkt_desktop.notice.rendering import render_line
from tdkt_desktop.notice.tokens import Token, split

SIGNS = {Shape.PARAGRAPH: "", Shape.BULLET: "- ", Shape.PLUS: "+ "}
MASK = "\u241f"  # where a live figure stands among typed words


@dataclass(frozen=True)
class Written:
    """A paragraph in a person's own words: its section, its number there (from 1), its plain text with tokens."""

    section: str
    number: int
    source: str
    printed: str

    def typed(self) -> str:
        """The words as typed, a mark where a live figure stands."""
        return "".join(part if isinstance(part, str) else MASK for part in split(self.source))


@dataclass(frozen=True)
class PrintedPaper:
    """The whole notice as the rules read it. `written` are the paragraphs in a person's words by their line in `paper`."""

    paper: Paper
    written: Mapping[int, Written]
    figures: Figures


def printed_paper(case: Case) -> PrintedPaper:
    """Print the notice and say who wrote what: what the checklist's statements say comes from the record itself."""
    campaign = case.campaign
    figures = Figures(Scope(campaign, case.checklist, case.record, campaign.units))
    written: dict[int, Written] = {}
    paragraphs = [
        Paragraph("THÔNG BÁO", 1, OPENING, heading=True),
        Paragraph(subject_of(campaign), 2, OPENING, heading=True),
    ]
    for key, heading in _sections(case):
        if heading:
            paragraphs.append(Paragraph(heading, len(paragraphs) + 1, key, heading=True))
        own = _own_words(figures, key)
        for number, source in enumerate(text_of_section(figures, key), start=1):
            line = render_line(source, figures)
            if line is None:
                continue
            paragraph = Paragraph(_printed(line), len(paragraphs) + 1, key)
            paragraphs.append(paragraph)
            if source not in own:
                written[paragraph.line] = Written(key, number, source, paragraph.text)
    names = tuple(unit.listed for unit in campaign.units)
    paper = Paper(tuple(paragraphs), tuple(_rows(case)), names, campaign.year, len(campaign.units))
    return PrintedPaper(paper, written, figures)


def shown_in(figures: Figures, source: str) -> tuple[str, ...]:
    """What the live figures of a text say."""
    return tuple(figures.show(part).text for part in split(source) if isinstance(part, Token))


def _sections(case: Case) -> Iterator[tuple[str, str]]:
    yield OPENING, ""
    for one in headings(case.checklist):
        yield one.key, one.words
    yield CLOSING, ""


def _own_words(figures: Figures, key: str) -> frozenset[str]:
    """The paragraphs of a section that the program writes by itself: all of the draft but the campaign's prose."""
    prose = figures.scope.campaign.prose
    theirs = {text for said in prose.values() for text in said}
    return frozenset(text for text in drafted(figures, key) if text not in theirs)


def _printed(line: Line) -> str:
    return f"{SIGNS[line.shape]}{line.full}"


def _rows(case: Case) -> Iterator[Row]:
    for number, unit in enumerate(case.campaign.units, start=1):
        one = schedule_row(case.campaign, unit, case.record.of(unit.code))
        if one.planned or one.actual:
            yield Row(number, unit.listed, one.planned, one.actual, (one.members, one.leader, one.reason))
