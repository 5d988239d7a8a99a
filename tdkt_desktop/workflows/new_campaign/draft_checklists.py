"""The checklists a new campaign can take: those that come with the program, and those of campaigns on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tdkt_desktop.domain.errors import TdktError
from tdkt_desktop.paths import resource
from tdkt_desktop.workflows.campaign.campaigns import find_checklist, known_campaigns, open_campaign

BUILT_IN = "Có sẵn trong phần mềm"


@dataclass(frozen=True)
class Offer:
    """A checklist that can be chosen: `name` is its code or file, `source` says where it comes from."""

    name: str
    title: str
    source: str


def offered_checklists() -> tuple[Offer, ...]:
    """Last campaigns' checklists first (newest first, equal ones once), then the built-in ones. Unreadable ones are left out."""
    found: dict[str, Offer] = {}
    for card in known_campaigns():
        if card.problem:
            continue
        try:
            with open_campaign(card.path, writing=False) as session:
                checklist = session.checklist
        except TdktError:
            continue
        found.setdefault(checklist.digest, Offer(str(card.path), checklist.title, f"Phiếu của: {card.title}"))
    for file in sorted(resource("checklists").glob("*.yaml")):
        checklist = find_checklist(file.stem, Path())
        found[checklist.digest] = Offer(file.stem, checklist.title, BUILT_IN)
    return tuple(found.values())
