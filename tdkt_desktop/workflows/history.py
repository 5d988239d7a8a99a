"""The history of a field: every value it had, when, by whom and on which machine; any of them can be brought back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tdkt_desktop.domain.changes import ASSESSMENT_FIELDS, VISIT_FIELDS
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.inspection import Inspection
from tdkt_desktop.domain.revisions import Change, FieldKey, Revision
from tdkt_desktop.domain.sealing import changes_since
from tdkt_desktop.notice.field_words import FIELD_WORDS, FieldPlace, field_place, value_words
from tdkt_desktop.workflows.session import CampaignSession


@dataclass(frozen=True)
class Past:
    """One value of a field. `id` names its revision, `at` is the local time as "24/11/2026 10:42"; `current` marks what
    it says now.
    """

    id: str
    change: Change
    words: str
    label: str
    at: str
    author: str
    machine: str
    current: bool


def field_history(session: CampaignSession, subject: str, field: str) -> tuple[Past, ...]:
    """The values of one field, newest first. A question of lines also tells what became of each line."""
    kind, _, rest = subject.partition("/")
    revisions = list(session.history(subject, field))
    if kind == "answer":
        revisions += session.history(f"item/{rest}", below=True)
    machines = session.store.machines() | {session.store.meta("device"): ""}
    heads = _heads(revisions)
    newest_first = sorted(revisions, key=lambda one: (one.recorded_at, one.lamport), reverse=True)
    return tuple(_past(one, session, machines, current=one.id in heads) for one in newest_first)


def place_of(subject: str, field: str, checklist: Checklist) -> FieldPlace:
    """Where a field stands and what it is called."""
    return field_place(subject, field, checklist)


def value_lines(session: CampaignSession, changes: Iterable[Change]) -> list[str]:
    """Changes in words, a line each: the field's name and what was to be recorded."""
    checklist = session.checklist
    return [
        f"{place_of(one.subject, one.field, checklist).label}: "
        f"{value_words(one.subject, one.field, one.value, checklist)}"
        for one in changes
    ]


def unit_fields(unit: str) -> dict[str, FieldKey]:
    """The fields of a unit that belong to no question, by what the form calls them."""
    return {
        words: (f"inspection/{unit}", name)
        for name, words in FIELD_WORDS.items()
        if name in (*VISIT_FIELDS, *ASSESSMENT_FIELDS, "stage")
    }


def added_since_sealing(session: CampaignSession, inspection: Inspection) -> tuple[tuple[str, str, str], ...]:
    """What differs from the sealed minutes: the field's name, the words as sealed, the words now."""
    checklist = session.checklist
    return tuple(
        (
            field_place(one.subject, one.field, checklist).label,
            value_words(one.subject, one.field, one.before, checklist),
            value_words(one.subject, one.field, one.after, checklist),
        )
        for one in changes_since(inspection, checklist)
    )


def change_words(change: Change, checklist: Checklist) -> str:
    """The name of an undo step: "Câu 3.2: Có bao nhiêu cuộc họp?"."""
    return field_place(change.subject, change.field, checklist).label


def _heads(revisions: Iterable[Revision]) -> frozenset[str]:
    known = {one.id for one in revisions}
    return frozenset(known - {parent for one in revisions for parent in one.parents})


def _past(revision: Revision, session: CampaignSession, machines: dict[str, str], *, current: bool) -> Past:
    checklist = session.checklist
    words = value_words(revision.subject, revision.field, revision.value, checklist)
    removed = revision.value is None and revision.subject.startswith(("item/", "evidence/"))
    return Past(
        id=revision.id,
        change=Change(revision.subject, revision.field, revision.value),
        words="(đã xóa dòng này)" if removed else words,
        label=field_place(revision.subject, revision.field, checklist).label,
        at=moment_words(revision.recorded_at),
        author=revision.author or "Không ghi tên",
        machine=machine_name(revision.device, session, machines),
        current=current,
    )


def machine_name(device: str, session: CampaignSession, machines: dict[str, str]) -> str:
    """A device as people know it: this machine, the machine of a team, or another one."""
    if device == session.store.meta("device"):
        return "máy này"
    team = session.campaign.team(machines.get(device, ""))
    if team is not None:
        return f"máy của {team.name or team.code}"
    return f"máy khác ({device[:4]})"


def moment_words(recorded_at: str) -> str:
    """ISO 8601 with an offset to "24/11/2026 10:42:07", as the machine's clock said then."""
    date, _, time = recorded_at.partition("T")
    year, month, day = date.split("-")
    return f"{day}/{month}/{year} {time[:8]}"
