"""Fields that machines filled in differently: shown side by side with what they had in common, settled by a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tdkt_desktop.domain.editing import unit_of
from tdkt_desktop.domain.revisions import Change, Conflict, Revision
from tdkt_desktop.domain.values import Plain
from tdkt_desktop.notice.field_words import FieldPlace, field_place, value_words
from tdkt_desktop.vietnamese.collation import collation_key
from tdkt_desktop.workflows.history import machine_name, moment_words
from tdkt_desktop.workflows.session import CampaignSession


@dataclass(frozen=True)
class Side:
    """One of the values that disagree, and where it comes from. `own` marks this machine's."""

    revision: str
    value: Plain
    words: str
    author: str
    machine: str
    at: str
    own: bool


@dataclass(frozen=True)
class OpenConflict:
    """A field to settle. `before` is what all sides had in common in words; blank when they share nothing.

    `mergeable` when the sides are texts that can stand one below the other, and the minutes are not sealed: there only
    a value that was recorded before can be taken.
    """

    subject: str
    field: str
    unit: str
    place: FieldPlace
    before: str
    sides: tuple[Side, ...]
    mergeable: bool


def open_conflicts(session: CampaignSession) -> tuple[OpenConflict, ...]:
    """What is still to be settled, in schedule order, then by place."""
    machines = session.store.machines()
    order = {unit.code: unit.number for unit in session.campaign.units}
    found = [_opened(session, conflict, machines) for conflict in session.store.conflicts()]
    return tuple(
        sorted(found, key=lambda one: (order.get(one.unit, 0), collation_key(one.place.label), one.subject))
    )


def settle_with(session: CampaignSession, conflict: OpenConflict, side: Side) -> None:
    """Take one side; the others stay in the history."""
    _write(session, conflict, side.value)


def settle_both(session: CampaignSession, conflict: OpenConflict) -> None:
    """Keep every paragraph of every side, in the order shown, each once."""
    _write(session, conflict, both_values(conflict))


def settle_third(session: CampaignSession, conflict: OpenConflict, text: str) -> None:
    """Write something else. Only for texts (`mergeable`)."""
    _write(session, conflict, _with_text(conflict.sides[0].value, text))


def both_values(conflict: OpenConflict) -> Plain:
    """The sides' paragraphs one below the other, without repeating one."""
    paragraphs: dict[str, None] = {}
    for side in conflict.sides:
        paragraphs |= dict.fromkeys(part for part in text_of(side.value).split("\n") if part.strip())
    first = next((side.value for side in conflict.sides if side.value is not None), None)
    return _with_text(first, "\n".join(paragraphs))


def text_of(value: Plain) -> str:
    """The text of a value that is one: a remark, a visit's field, a text answer."""
    if isinstance(value, dict):
        value = value.get("value", value.get("text"))
    return value if isinstance(value, str) else ""


def common_ancestor(heads: Sequence[Revision], known: Mapping[str, Revision]) -> Revision | None:
    """The newest revision that every head replaced, directly or through others; None when they share none."""
    shared: set[str] | None = None
    for head in heads:
        above = _ancestors(head, known)
        shared = above if shared is None else shared & above
    candidates = [known[one] for one in shared or () if one in known]
    return max(candidates, key=lambda one: (one.lamport, one.id), default=None)


def _ancestors(head: Revision, known: Mapping[str, Revision]) -> set[str]:
    found: set[str] = set()
    waiting = list(head.parents)
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += known[one].parents if one in known else ()
    return found


def _opened(session: CampaignSession, conflict: Conflict, machines: dict[str, str]) -> OpenConflict:
    subject, field = conflict.subject, conflict.field
    known = {one.id: one for one in session.history(subject, field)}
    ancestor = common_ancestor(conflict.revisions, known)
    checklist, own = session.checklist, session.store.meta("device")
    sides = tuple(
        Side(
            revision=one.id,
            value=one.value,
            words=_words(one, session),
            author=one.author or "Không ghi tên",
            machine=machine_name(one.device, session, machines),
            at=moment_words(one.recorded_at),
            own=one.device == own,
        )
        for one in _distinct(conflict.revisions, own)
    )
    return OpenConflict(
        subject=subject,
        field=field,
        unit=unit_of(subject),
        place=field_place(subject, field, checklist),
        before=_words(ancestor, session) if ancestor is not None else "",
        sides=sides,
        mergeable=not session.locked(unit_of(subject))
        and all(text_of(side.value) or side.value in (None, "") for side in sides),
    )


def _words(revision: Revision, session: CampaignSession) -> str:
    if revision.value is None and revision.subject.startswith(("item/", "evidence/")):
        return "(đã xóa)"
    if revision.key == ("campaign", "checklist_digest"):
        checklist = session.store.checklist(str(revision.value))
        asked = sum(1 for _ in checklist.questions())
        return f"{checklist.title}, bản {checklist.version} ({asked} câu hỏi)"
    return value_words(revision.subject, revision.field, revision.value, session.checklist)


def _distinct(heads: Iterable[Revision], own: str) -> list[Revision]:
    """The sides, this machine's first; several machines with the same value are one side."""
    found: dict[str, Revision] = {}
    for head in sorted(heads, key=lambda one: (one.device != own, one.id)):
        found.setdefault(repr(head.value), head)
    return list(found.values())


def _with_text(value: Plain, text: str) -> Plain:
    if isinstance(value, dict):
        key = "value" if "state" in value else "text"
        return {**value, key: text, **({"state": "answered"} if key == "value" else {})}
    return text


def _write(session: CampaignSession, conflict: OpenConflict, value: Plain) -> None:
    session.settle(Change(conflict.subject, conflict.field, value))
