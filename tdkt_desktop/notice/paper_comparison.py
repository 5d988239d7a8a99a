"""Two papers of the notice beside each other: section by section, paragraph by paragraph, and the figures that differ."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from tdkt_desktop.domain.notice_paper import DRAFT, NoticePaper, PaperSection
from tdkt_desktop.notice.checks.paper import ANNEX, RECIPIENTS, SIGNATURE, Paper, Paragraph
from tdkt_desktop.notice.checks.schedule_rows import Row
from tdkt_desktop.notice.paper_differences import FigureChange, Pair, PaperComparison, SectionPair
from tdkt_desktop.notice.printed_figures import Figure, compare_figures, figures_of
from tdkt_desktop.vietnamese.dates import parse_date, place_date

HEAD = "head"
CELLS = " | "  # between the cells of a row that is shown as one line
LEAST_ALIKE = 0.4  # of the words: below it a paragraph is another one, not the same one changed
MOST_PAIRS = 2500  # of paragraphs to weigh against each other; beyond it they pair in order
_WORD = re.compile(r"\w+")


def compare_papers(
    first: NoticePaper, second: NoticePaper, owners: Mapping[str, str] | None = None
) -> PaperComparison:
    """Compare two papers. `owners` gives for every name of a unit the one it is told by, so that figures say whose."""
    known = owners or {}
    ours, theirs = paragraphs_of(first), paragraphs_of(second)
    headings = {one.key: one.heading for paper in (first, second) for one in paper.sections}
    sections = tuple(
        SectionPair(key, headings.get(key, ""), paired(ours.get(key, ()), theirs.get(key, ())))
        for key in _in_order(tuple(ours), tuple(theirs))
    )
    if all(one.same for one in sections):
        return PaperComparison(sections, ())
    changed = {one.key for one in sections if not one.same}
    found = _figure_changes(_figures(first, known, changed), _figures(second, known, changed))
    return PaperComparison(sections, found)


def paragraphs_of(paper: NoticePaper) -> dict[str, tuple[str, ...]]:
    """Everything on a paper by section, as lines of words; what stands around the text has sections of its own."""
    number = paper.full_number or f"…/{paper.symbol}"
    head = (
        *paper.parent,
        *paper.issuer,
        f"Số: {number}",
        place_date(paper.place or "…", paper.date, paper.year),
        paper.subject,
    )
    found: dict[str, tuple[str, ...]] = {HEAD: tuple(one for one in head if one)}
    for section in paper.sections:
        found[section.key] = _lines(section)
    found[RECIPIENTS] = paper.recipients
    found[SIGNATURE] = tuple(one for one in (*paper.signer_lines, paper.signer_name) if one)
    found[ANNEX] = tuple(CELLS.join(cell for cell in row if cell) for row in paper.rows)
    return found


def paired(first: Sequence[str], second: Sequence[str]) -> tuple[Pair, ...]:
    """The paragraphs of two texts, alike ones beside each other, in the order of both."""
    found: list[Pair] = []
    for tag, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Pair(one, one) for one in first[a:b]]
        else:
            found += _alike_paired(first[a:b], second[c:d])
    return tuple(found)


def _lines(section: PaperSection) -> tuple[str, ...]:
    heading = (section.heading,) if section.level else ()
    return (*heading, *(line.full for line in section.lines))


def _in_order(first: Sequence[str], second: Sequence[str]) -> list[str]:
    found: list[str] = []
    for _, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        found += dict.fromkeys([*first[a:b], *second[c:d]])
    return list(dict.fromkeys(found))


def _alike_paired(first: Sequence[str], second: Sequence[str]) -> list[Pair]:
    """Changed paragraphs beside what became of them: the choice that shares most words, without crossing."""
    rows, columns = len(first), len(second)
    if rows * columns > MOST_PAIRS:
        width = max(rows, columns)
        return [
            Pair(a, b)
            for a, b in zip(
                [*first, *[""] * (width - rows)], [*second, *[""] * (width - columns)], strict=True
            )
        ]
    alike = [[_likeness(a, b) for b in second] for a in first]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            together = best[row + 1][column + 1] + alike[row][column] if alike[row][column] else -1.0
            best[row][column] = max(together, best[row + 1][column], best[row][column + 1])
    found, row, column = list[Pair](), 0, 0
    while row < rows or column < columns:
        if row == rows:
            found.append(Pair("", second[column]))
            column += 1
        elif column == columns or best[row][column] == best[row + 1][column]:
            found.append(Pair(first[row], ""))
            row += 1
        elif best[row][column] == best[row][column + 1]:
            found.append(Pair("", second[column]))
            column += 1
        else:
            found.append(Pair(first[row], second[column]))
            row, column = row + 1, column + 1
    return found


def _likeness(one: str, other: str) -> float:
    """The share of words that two paragraphs have in common; 0 where it is too small to be the same paragraph."""
    left, right = _WORD.findall(one), _WORD.findall(other)
    if not left or not right:
        return 0.0
    share = 2 * sum(min(left.count(word), right.count(word)) for word in set(left)) / (len(left) + len(right))
    return share if share >= LEAST_ALIKE else 0.0


def _figures(paper: NoticePaper, owners: Mapping[str, str], wanted: set[str]) -> tuple[Figure, ...]:
    """Every figure of some sections of a paper, with its unit: to look for two hundred names takes long."""
    paragraphs = [
        Paragraph(text, number, section, heading=False)
        for section, texts in paragraphs_of(paper).items()
        for number, text in enumerate(texts, start=1)
        if section in wanted and section not in (DRAFT, RECIPIENTS, SIGNATURE, ANNEX)
    ]
    rows = [
        Row(number, cells[1], _day(cells[2]), _day(cells[3]), cells)
        for number, cells in enumerate(paper.rows if ANNEX in wanted else (), start=1)
    ]
    return figures_of(Paper(tuple(paragraphs), tuple(rows), tuple(owners), paper.year), owners)


def _day(cell: str) -> dt.date | None:
    try:
        return parse_date(cell)
    except ValueError:
        return None


def _figure_changes(first: Sequence[Figure], second: Sequence[Figure]) -> tuple[FigureChange, ...]:
    """Figures of one paper alone, those of one place, unit and kind beside each other."""
    compared = compare_figures(first, second)
    waiting = list(compared.second_only)
    found: list[FigureChange] = []
    for one in compared.first_only:
        same_kind = (other for other in waiting if other.key[:3] == one.key[:3])
        other = next(same_kind, None)
        if other is not None:
            waiting.remove(other)
        found.append(
            FigureChange(one.section, one.owner, str(one.kind), one.shown, other.shown if other else "")
        )
    return (
        *found,
        *(FigureChange(one.section, one.owner, str(one.kind), "", one.shown) for one in waiting),
    )
