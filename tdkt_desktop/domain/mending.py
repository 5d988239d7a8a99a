"""Limitations that an earlier campaign found at a unit, and what a team finds became of each.

Both are lines of the unit's own record, so that the log, undo, the seal and merging know them as any other: the limitation
itself (EARLIER: frozen, made when the campaign was taken over) and the finding (CARRIED: under the same id). Without a
finding nobody has looked: that is never read as mended.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tdkt_desktop.domain.changes import remove_item, set_item
from tdkt_desktop.domain.inspection import CARRIED, EARLIER, Inspection
from tdkt_desktop.domain.marks import Mark
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.domain.values import Item, clean_text

GENERAL = "@chung"  # in place of a criterion: what was said of the unit as a whole


class Mending(StrEnum):
    """What became of a limitation. AGAIN: it had been mended, and was found anew."""

    UNCHECKED = ""
    MENDED = "mended"
    OPEN = "open"
    AGAIN = "again"


MENDING_WORDS = {
    Mending.MENDED: "Đã khắc phục",
    Mending.OPEN: "Chưa khắc phục",
    Mending.AGAIN: "Tái phạm",
    Mending.UNCHECKED: "Chưa kiểm tra",
}
MENDING_ORDER = tuple(MENDING_WORDS)

MENDING_MARKS = {
    Mending.MENDED: Mark.MET,
    Mending.OPEN: Mark.NOT_MET,
    Mending.AGAIN: Mark.PARTIAL,
    Mending.UNCHECKED: Mark.NOT_CHECKED,
}


@dataclass(frozen=True)
class Limitation:
    """A limitation of an earlier year. `criterion` is this year's, blank for the unit as a whole; `origin` says in words
    where it stood then; `source` is the id of that campaign.
    """

    id: str
    text: str
    criterion: str
    origin: str
    year: str
    source: str
    state: Mending = Mending.UNCHECKED
    note: str = ""


def limitation_id(criterion: str, digest: str) -> str:
    """The id of a limitation: it tells where it is shown."""
    return f"{criterion or GENERAL}-{digest}"


def criterion_of(item_id: str) -> str:
    """This year's criterion of a limitation or a finding, by its id; blank for the unit as a whole."""
    code = item_id.rpartition("-")[0]
    return "" if code == GENERAL else code


def limitations_of(inspection: Inspection) -> tuple[Limitation, ...]:
    """What earlier years found at the unit, the newest year first, each with what the team found about it."""
    found = {item.id: item for item in inspection.items(CARRIED)}
    lines = sorted(inspection.items(EARLIER), key=lambda item: item.period, reverse=True)
    return tuple(_limitation(item, found.get(item.id)) for item in lines)


def set_mending(unit: str, limitation: Limitation, state: Mending, note: str) -> Change:
    """Record what became of a limitation; unchecked and without a note there is nothing to record."""
    said = clean_text(note)
    if state is Mending.UNCHECKED and not said.strip():
        return remove_item(unit, CARRIED, limitation.id)
    return set_item(unit, CARRIED, Item(limitation.id, limitation.text, place=str(state), note=said))


def earlier_item(limitation: Limitation, position: float) -> Item:
    """The line that keeps a limitation."""
    return Item(
        limitation.id,
        limitation.text,
        place=limitation.source,
        period=limitation.year,
        note=limitation.origin,
        position=position,
    )


def mending_counts(found: Iterable[Limitation]) -> dict[Mending, int]:
    """How many stand how; the four always add up to all."""
    counts = Counter(one.state for one in found)
    return {state: counts[state] for state in MENDING_ORDER}


def state_of(item: Item) -> Mending:
    """The state a finding holds; a word that nobody knows counts as not looked at."""
    return Mending(item.place) if item.place in set(Mending) else Mending.UNCHECKED


def _limitation(item: Item, finding: Item | None) -> Limitation:
    return Limitation(
        item.id,
        item.text,
        criterion_of(item.id),
        item.note,
        item.period,
        item.place,
        state_of(finding) if finding else Mending.UNCHECKED,
        finding.note if finding else "",
    )
