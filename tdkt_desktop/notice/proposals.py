"""The register of proposals (kiến nghị): what the units asked for, by addressee, who supports it, what became of it.

What is followed up is kept in the log alone, subject "followup/<unit>/<question>/<item>": field "status" holds
{"status", "note"}, field "same_as" the key of the proposal that a person called the same; None takes either back. Nothing is
ever joined by itself: proposals that read alike are only suggested.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tdkt_desktop.domain.campaign import Campaign
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.inspection import COMMON, Record
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.domain.values import Plain, clean_text
from tdkt_desktop.notice.wording import proposal
from tdkt_desktop.vietnamese.text import fold

CARRIED = "@truoc"  # in place of a unit: a proposal of a campaign before
SUBJECT, STATUS, SAME = "followup", "status", "same_as"
ALIKE, LEAST_SHARED = 0.55, 3  # share of words in common, and how many at least
_WORD = re.compile(r"[^\W_]+")
_PLAIN = frozenset(
    [
        "de",
        "nghi",
        "kien",
        "can",
        "co",
        "cac",
        "va",
        "ve",
        "cho",
        "cua",
        "trong",
        "viec",
        "duoc",
        "la",
        "thuc",
        "hien",
        "tiep",
        "tuc",
        "don",
        "vi",
        "tinh",
        "quan",
        "tam",
        "theo",
        "doi",
        "voi",
    ]
)


class FollowUp(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    FORWARDED = "forwarded"
    ANSWERED = "answered"
    DONE = "done"
    DECLINED = "declined"


FOLLOW_UP_WORDS = {
    FollowUp.OPEN: "chưa chuyển",
    FollowUp.FORWARDED: "đã chuyển",
    FollowUp.ANSWERED: "đã trả lời",
    FollowUp.DONE: "đã giải quyết",
    FollowUp.DECLINED: "không giải quyết được",
}


@dataclass(frozen=True)
class Proposal:
    """One proposal as a unit made it; `unit` is COMMON where the record names none. One taken over from a campaign before has
    the `year` of that and in `by` the name the unit had then.
    """

    unit: str
    question: str
    item: str
    addressee: str
    text: str
    year: str = ""
    by: str = ""

    @property
    def key(self) -> str:
        return f"{self.unit}/{self.question}/{self.item}"


@dataclass(frozen=True)
class Standing:
    """What is followed up of one proposal, as far as anything was recorded."""

    status: FollowUp = FollowUp.OPEN
    note: str = ""
    same_as: str = ""


def proposals_of(campaign: Campaign, checklist: Checklist, record: Record) -> Iterator[Proposal]:
    """Every proposal by question, then in schedule order; those of nobody last."""
    for question in checklist.questions():
        if not question.addressee:
            continue
        sources = [(unit.code, record.of(unit.code).items(question.code)) for unit in campaign.units]
        sources.append((COMMON, record.common.items.get(question.code, ())))
        for unit, items in sources:
            for item in items:
                if item.text.strip():
                    yield Proposal(unit, question.code, item.id, question.addressee, proposal(item))


def carried_proposals(campaign: Campaign) -> Iterator[tuple[Proposal, Standing]]:
    """The proposals that were taken over, each with what had become of it."""
    if (last := campaign.last) is None:
        return
    for one in last.proposals:
        then = last.unit(one.unit)
        digest = hashlib.sha256(one.key.encode()).hexdigest()[:12]
        now = {unit.code: unit.short for unit in campaign.units}
        name = now.get(then.now, then.short) if then else ""
        made = Proposal(CARRIED, last.source, digest, one.addressee, one.text, str(last.year), name)
        yield made, standing_of({"status": one.status, "note": one.note}, None)


def alike(one: str, other: str) -> bool:
    """Whether two proposals read as if they asked for the same."""
    first, second = _words(one), _words(other)
    shared = len(first & second)
    if not first or not second:
        return False
    if first == second:
        return True
    return shared >= LEAST_SHARED and shared >= ALIKE * min(len(first), len(second))


def set_status(key: str, status: FollowUp, note: str) -> Change:
    """Record what became of a proposal."""
    said = clean_text(note).strip()
    plain = None if status is FollowUp.OPEN and not said else {"status": str(status), "note": said}
    return Change(f"{SUBJECT}/{key}", STATUS, plain)


def call_same(key: str, other: str) -> Change:
    """A person says that two proposals are one; a blank `other` takes that back."""
    return Change(f"{SUBJECT}/{key}", SAME, other or None)


def standing_of(status: Plain, same: Plain) -> Standing:
    """Read what the log holds; what is not understood counts as not recorded."""
    known = status if isinstance(status, dict) else {}
    word = str(known.get("status", ""))
    return Standing(
        FollowUp(word) if word in set(FollowUp) else FollowUp.OPEN,
        str(known.get("note", "")),
        same if isinstance(same, str) else "",
    )


def roots(proposals: Sequence[Proposal], standings: Mapping[str, Standing]) -> dict[str, str]:
    """For every proposal the key of the one it stands under: itself unless a person called it the same as another.

    A ring, which two machines can make together, ends at the first of its members; what is gone counts for nothing.
    """
    known = {one.key for one in proposals}
    found = {}
    for one in proposals:
        way = [one.key]
        while (following := standings.get(way[-1], Standing()).same_as) in known and following not in way:
            way.append(following)
        ring = way[way.index(following) :] if following in way else []
        found[one.key] = min(ring) if ring else way[-1]
    return found


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(fold(text)) if word not in _PLAIN)
