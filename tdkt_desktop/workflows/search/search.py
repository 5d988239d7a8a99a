"""Search across a campaign: every recorded text, by unit in schedule order, then what belongs to none, with the words found in their context."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tdkt_desktop.domain.campaign import Campaign, Unit
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.inspection import Inspection, Record
from tdkt_desktop.domain.sealing import ASSESSMENT, VISIT
from tdkt_desktop.workflows.search.matching import LATER, Query, Span, Text, rank
from tdkt_desktop.workflows.search.search_texts import Kept, campaign_texts, notice_texts, unit_texts

__all__ = [
    "ASSESSMENT",
    "CAMPAIGN",
    "NOTICE",
    "VISIT",
    "Hit",
    "SearchIndex",
    "UnitHits",
    "find_text",
    "rank",
]

CAMPAIGN, NOTICE = "@overview", "@notice"  # in place of a unit's code: what belongs to no single unit
TITLES = {CAMPAIGN: "Kế hoạch và các đoàn", NOTICE: "Thông báo"}
LIMIT = 600  # hits made out at once; more than anybody reads, and quick
EXCERPT, BEFORE = 150, 28  # letters shown, and how many of them before the first word found
CUT = "…"


@dataclass(frozen=True)
class Hit:
    """A recorded text that answers. `step` is a criterion's code, VISIT or ASSESSMENT (for NOTICE: a section's key or
    a criterion's code; for CAMPAIGN: blank). `spans` are the places of the words found in `excerpt`.
    """

    unit: str
    step: str
    question: str
    label: str
    excerpt: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class UnitHits:
    """The hits of a unit, best first and else in the order of its form; `total` counts those not made out too."""

    unit: str
    title: str
    hits: tuple[Hit, ...]
    total: int


class Entry(NamedTuple):
    kept: Kept
    text: Text


class Shelf:
    """The texts of one unit, folded once."""

    def __init__(self, unit: str, title: str, texts: Iterable[Kept]) -> None:
        self.unit, self.title = unit, title
        self.entries = [Entry(kept, Text(kept.text)) for kept in texts]
        self._all = "\n".join(entry.text.folded for entry in self.entries)

    def ranked(self, query: Query) -> list[Entry]:
        """The entries that answer, best first; how near the beginning the words stand does not matter here."""
        if not query.may_answer(self._all):
            return []
        found = [(level, entry) for entry in self.entries if (level := query.rank(entry.text)) is not None]
        found.sort(key=lambda pair: pair[0] & ~LATER)
        return [entry for _, entry in found]

    def hit(self, query: Query, entry: Entry) -> Hit:
        shown, spans = excerpt(entry.text, query.spans(entry.text))
        kept = entry.kept
        return Hit(self.unit, kept.step, kept.question, kept.label, shown, spans)


class SearchIndex:
    """All texts of a campaign, ready to be searched at every keystroke. Built at the first search.

    `units` are the units shown in this copy (all of the campaign if not given).
    """

    def __init__(
        self, campaign: Campaign, checklist: Checklist, record: Record, units: Sequence[Unit] | None = None
    ) -> None:
        self._campaign, self._checklist, self._record = campaign, checklist, record
        self._units = tuple(sorted(campaign.units if units is None else units, key=lambda unit: unit.number))
        self._shelves: list[Shelf] | None = None
        self._of_units: dict[str, tuple[Unit, Inspection, Shelf]] = {}

    def renewed(self, campaign: Campaign, record: Record, units: Sequence[Unit] | None = None) -> SearchIndex:
        """The index of the campaign as it is now; units whose record is the same are not read again."""
        made = SearchIndex(campaign, self._checklist, record, units)
        made._of_units = self._of_units
        return made

    def build(self) -> SearchIndex:
        """Read and fold now what has not been yet."""
        if self._shelves is None:
            common = notice_texts(self._campaign, self._checklist, self._record.common)
            self._shelves = [
                *(self._shelf(unit) for unit in self._units),
                Shelf(CAMPAIGN, TITLES[CAMPAIGN], campaign_texts(self._campaign)),
                Shelf(NOTICE, TITLES[NOTICE], common),
            ]
        return self

    def find(self, typed: str, limit: int = LIMIT) -> tuple[UnitHits, ...]:
        """Every unit with a text in which all words occur. Above `limit`, each unit shows its best few."""
        query = Query(typed)
        self.build()
        found = [(shelf, entries) for shelf in self._shelves or () if (entries := shelf.ranked(query))]
        total = sum(len(entries) for _, entries in found)
        share = limit if total <= limit else max(1, limit // len(found))
        return tuple(
            UnitHits(
                shelf.unit,
                shelf.title,
                tuple(shelf.hit(query, entry) for entry in entries[:share]),
                len(entries),
            )
            for shelf, entries in found
        )

    def _shelf(self, unit: Unit) -> Shelf:
        inspection = self._record.of(unit.code)
        known = self._of_units.get(unit.code)
        if known is not None and known[:2] == (unit, inspection):
            return known[2]
        title = f"{unit.number:02d} {unit.short}"
        shelf = Shelf(unit.code, title, unit_texts(self._checklist, unit, inspection))
        self._of_units[unit.code] = (unit, inspection, shelf)
        return shelf


def find_text(
    campaign: Campaign, checklist: Checklist, record: Record, typed: str, limit: int = LIMIT
) -> tuple[UnitHits, ...]:
    """One search of a campaign; whoever searches at every keystroke keeps a SearchIndex."""
    return SearchIndex(campaign, checklist, record).find(typed, limit)


def excerpt(text: Text, spans: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """One line of a text around the words found, and where they stand in it."""
    flat = "".join(" " if letter.isspace() else letter for letter in text.written)
    start, end = _window(flat, spans)
    before, after = CUT if start else "", CUT if end < len(flat) else ""
    shift = len(before) - start
    inside = tuple(
        (max(first, start) + shift, min(last, end) + shift)
        for first, last in spans
        if first < end and last > start
    )
    return f"{before}{flat[start:end]}{after}", inside


def _window(flat: str, spans: Sequence[Span]) -> Span:
    """The part to show: whole words, with as many of the words found as fit."""
    if len(flat) <= EXCERPT:
        return 0, len(flat)
    starts = [first for first, _ in spans] or [0]
    anchor = max(
        starts[:EXCERPT], key=lambda at: sum(at <= other < at + EXCERPT - BEFORE for other in starts)
    )
    start = max(0, min(anchor - BEFORE, len(flat) - EXCERPT))
    if start and (space := flat.find(" ", start, anchor)) >= 0:
        start = space + 1
    end = min(start + EXCERPT, len(flat))
    if end < len(flat) and (space := flat.rfind(" ", anchor, end)) > anchor:
        end = space
    return start, end
