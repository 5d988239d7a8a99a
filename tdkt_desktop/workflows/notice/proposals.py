"""The register of proposals: by addressee, alike ones suggested, supporters counted, what became of each kept in the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from tdkt_desktop.domain.errors import CampaignError
from tdkt_desktop.domain.inspection import COMMON
from tdkt_desktop.domain.revisions import Revision
from tdkt_desktop.notice import proposals as rules
from tdkt_desktop.notice.proposals import FOLLOW_UP_WORDS, FollowUp, Proposal, Standing
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.vietnamese.text import sentence
from tdkt_desktop.workflows.history import moment_words
from tdkt_desktop.workflows.session import CampaignSession

STATUS_WORDS: Mapping[str, str] = {str(one): words for one, words in FOLLOW_UP_WORDS.items()}
NOBODY = "không rõ đơn vị"


@dataclass(frozen=True)
class Entry:
    """A proposal of the register. `same` are those a person called the same, `alike` those that only read alike (keys and
    texts). `units` are the short names of all who made it; `by` who recorded the status, and when. `year` is that of the
    campaign it was taken over from, blank for one of this campaign.
    """

    key: str
    addressee: str
    question: str
    text: str
    units: tuple[str, ...]
    unit: str
    same: tuple[tuple[str, str], ...]
    alike: tuple[tuple[str, str], ...]
    status: str
    note: str
    by: str
    year: str = ""

    @property
    def supporters(self) -> int:
        """How many units made this proposal."""
        return len(self.units)

    @property
    def status_words(self) -> str:
        return STATUS_WORDS[self.status]


def register(session: CampaignSession) -> tuple[Entry, ...]:
    """Every proposal, by addressee in the checklist's order, those taken over after this year's; those called the same
    are one entry.
    """
    made = list(rules.proposals_of(session.campaign, session.checklist, session.record))
    before = dict(rules.carried_proposals(session.campaign))
    if session.team:
        own = {unit.code for unit in session.units}
        made, before = [one for one in made if one.unit in own], {}
    asked = [question.addressee for question in session.checklist.questions()]
    order = list(dict.fromkeys([*asked, *(one.addressee for one in (*made, *before))]))
    found = tuple(sorted((*made, *before), key=lambda one: order.index(one.addressee)))
    newest = _newest(session)
    standings = {
        one.key: _standing(
            before.get(one), newest.get((one.key, rules.STATUS)), newest.get((one.key, rules.SAME))
        )
        for one in found
    }
    under = rules.roots(found, standings)
    names = {unit.code: unit.short for unit in session.campaign.units}
    heads = [one for one in found if under[one.key] == one.key]
    return tuple(_entry(one, found, under, standings, newest, names) for one in heads)


def set_status(session: CampaignSession, key: str, status: str, note: str = "") -> None:
    """Record what became of a proposal. Raises CampaignError for an unknown one or an unknown status."""
    if status not in STATUS_WORDS:
        words = ", ".join(f"{one} ({said})" for one, said in STATUS_WORDS.items())
        raise CampaignError(f"Không có tình trạng “{status}”.", f"Dùng một trong: {words}.")
    session.save([rules.set_status(_known(session, key).key, FollowUp(status), note)])


def call_same(session: CampaignSession, key: str, other: str) -> None:
    """Keep that two proposals to one addressee ask for the same; `key` then stands under `other`. Raises CampaignError."""
    one, into = _known(session, key), _known(session, other)
    if one.key == into.key:
        raise CampaignError("Hai kiến nghị đã là một.", "Hãy chọn hai kiến nghị khác nhau.")
    if one.addressee != into.addressee:
        raise CampaignError(
            "Hai kiến nghị gửi hai nơi khác nhau nên không gộp được.",
            "Hãy chọn hai kiến nghị gửi cùng một nơi.",
        )
    session.save([rules.call_same(one.key, into.key)])


def take_apart(session: CampaignSession, key: str) -> None:
    """A proposal that was called the same as another stands by itself again. Raises CampaignError."""
    found = [*rules.proposals_of(session.campaign, session.checklist, session.record)]
    if key not in {one.key for one in (*found, *dict(rules.carried_proposals(session.campaign)))}:
        raise _strange(key)
    session.save([rules.call_same(key, "")])


def register_text(entries: Sequence[Entry]) -> str:
    """The register for a person."""
    if not entries:
        return "Chưa có kiến nghị nào."
    lines = [f"{padded(len(entries))} kiến nghị."]
    for addressee, found in groupby(entries, key=lambda one: one.addressee):
        lines += ["", addressee.upper()]
        for one in found:
            who = f"{padded(one.supporters)} đơn vị: {', '.join(one.units)}" if one.units else NOBODY
            who = f"năm {one.year}, {who}" if one.year else who
            lines.append(
                f"- {sentence(one.text)} ({who}): {one.status_words}{f', {one.note}' if one.note else ''} [{one.key}]"
            )
            lines += [f"  Cùng kiến nghị: {text} [{key}]" for key, text in one.same]
            lines += [f"  Có thể trùng: {text} [{key}]" for key, text in one.alike]
    return "\n".join(lines)


def register_facts(entries: Sequence[Entry]) -> dict[str, Any]:
    """The register for a machine."""
    return {
        "proposals": [
            {
                "id": one.key,
                "addressee": one.addressee,
                "text": one.text,
                "units": list(one.units),
                "supporters": one.supporters,
                "year": one.year,
                "status": one.status,
                "note": one.note,
                "same": [key for key, _ in one.same],
                "alike": [key for key, _ in one.alike],
            }
            for one in entries
        ]
    }


def _entry(
    head: Proposal,
    found: Sequence[Proposal],
    under: Mapping[str, str],
    standings: Mapping[str, Standing],
    newest: Mapping[tuple[str, str], Revision],
    names: Mapping[str, str],
) -> Entry:
    group = [one for one in found if under[one.key] == head.key]
    others = [
        one
        for one in found
        if under[one.key] == one.key and one.key != head.key and one.addressee == head.addressee
    ]
    recorded = newest.get((head.key, rules.STATUS))
    standing = standings[head.key]
    made_by = {one.unit for one in group} - {COMMON}
    then = dict.fromkeys(one.by for one in group if one.by)
    return Entry(
        key=head.key,
        addressee=head.addressee,
        question=head.question,
        text=head.text,
        units=tuple(dict.fromkeys((*(short for code, short in names.items() if code in made_by), *then))),
        unit="" if head.unit in (COMMON, rules.CARRIED) else head.unit,
        same=tuple((one.key, one.text) for one in group if one.key != head.key),
        alike=tuple((one.key, one.text) for one in others if rules.alike(head.text, one.text)),
        status=str(standing.status),
        note=standing.note,
        by=f"{recorded.author or 'không ghi tên'}, {moment_words(recorded.recorded_at)}" if recorded else "",
        year=head.year,
    )


def _standing(before: Standing | None, status: Revision | None, same: Revision | None) -> Standing:
    """What is recorded this year, or else what had become of it before."""
    known = rules.standing_of(_value(status), _value(same))
    return replace(before, same_as=known.same_as) if before is not None and status is None else known


def _newest(session: CampaignSession) -> dict[tuple[str, str], Revision]:
    """The newest revision of every field that is followed up, by key and field."""
    found: dict[tuple[str, str], Revision] = {}
    for one in session.history(rules.SUBJECT, "", below=True):
        found.setdefault((one.subject.removeprefix(f"{rules.SUBJECT}/"), one.field), one)
    return found


def _value(revision: Revision | None) -> Any:
    return None if revision is None else revision.value


def _known(session: CampaignSession, key: str) -> Entry:
    """The entry of that key, also by one that stands under it."""
    for one in register(session):
        if key == one.key or key in {same for same, _ in one.same}:
            return one
    raise _strange(key)


def _strange(key: str) -> CampaignError:
    return CampaignError(
        f"Không có kiến nghị “{key}”.", "Mã đứng cuối mỗi kiến nghị trong sổ; hãy xem lại sổ."
    )
