"""What a change does to an inspection in memory, and what a field says now: the two halves of editing and of undo.

`applied` and `present` speak the same plain form as the revision log, so that a record edited in memory, one read anew
from disk and one restored from the history are the same record.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tdkt_desktop.domain.changes import ASSESSMENT_FIELDS, VISIT_FIELDS, answer_to_plain, seal_to_plain
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.evidence import evidence_from_plain, evidence_to_plain
from tdkt_desktop.domain.inspection import VISIT_LISTS, Inspection, Seal
from tdkt_desktop.domain.kinds import Kind, Stage, State, Verdict
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.domain.values import (
    Answer,
    Item,
    Plain,
    item_from_plain,
    item_to_plain,
    value_from_plain,
)

INSPECTION_KINDS = ("inspection", "answer", "item", "remark", "evidence")


def unit_of(subject: str) -> str:
    """The unit a subject belongs to; blank where it belongs to none (the campaign, a team ...)."""
    kind, _, rest = subject.partition("/")
    return rest.partition("/")[0] if kind in INSPECTION_KINDS else ""


def applied(inspection: Inspection, checklist: Checklist, change: Change) -> Inspection:
    """The inspection after a change of one of its own subjects. Raises ValueError or KeyError for any other."""
    kind, _, rest = change.subject.partition("/")
    parts = rest.split("/")[1:]
    if kind == "inspection":
        return _with_field(inspection, change.field, change.value)
    if kind == "remark":
        value: Any = (
            Verdict(change.value or Verdict.NOT_CHECKED) if change.field == "verdict" else change.value
        )
        value = value or (False if change.field == "in_notice" else "")
        remark = replace(inspection.remark(parts[0]), **{change.field: value})
        return replace(inspection, remarks={**inspection.remarks, parts[0]: remark})
    if kind == "answer":
        question = checklist.question(parts[0])
        answer = answer_from_plain(question.kind, change.value, inspection.answer(parts[0]).items)
        return replace(inspection, answers={**inspection.answers, parts[0]: answer})
    if kind == "item":
        return _with_item(inspection, parts[0], parts[1], change.value)
    if kind == "evidence":
        kept = [one for one in inspection.evidence if one.id != parts[0]]
        new = [] if change.value is None else [evidence_from_plain(parts[0], change.value)]
        return replace(
            inspection, evidence=tuple(sorted([*kept, *new], key=lambda one: (one.position, one.id)))
        )
    raise ValueError(f"not part of an inspection: {change.subject}")


def present(inspection: Inspection, subject: str, field: str) -> Plain:
    """What a field says now, in plain form; None for an item or a file that is not there."""
    kind, _, rest = subject.partition("/")
    parts = rest.split("/")[1:]
    if kind == "inspection":
        return _field(inspection, field)
    if kind == "remark":
        value = getattr(inspection.remark(parts[0]), field)
        return value if isinstance(value, bool) else str(value)
    if kind == "answer":
        return answer_to_plain(inspection.answer(parts[0]))
    if kind == "item":
        items = {item.id: item for item in inspection.items(parts[0])}
        return item_to_plain(items[parts[1]]) if parts[1] in items else None
    if kind == "evidence":
        files = {one.id: one for one in inspection.evidence}
        return evidence_to_plain(files[parts[0]]) if parts[0] in files else None
    raise ValueError(f"not part of an inspection: {subject}")


def answer_from_plain(kind: Kind, raw: Plain, items: tuple[Item, ...] = ()) -> Answer:
    """Read the plain form of an answer; None is a question nobody has answered."""
    fields: Mapping[str, Plain] = raw or {}
    return Answer(
        state=State(fields.get("state") or State.NOT_CHECKED),
        value=value_from_plain(kind, fields.get("value")),
        reason=fields.get("reason") or "",
        note=fields.get("note") or "",
        items=items,
    )


def seal_from_plain(raw: Plain) -> Seal | None:
    """Read a seal from the log."""
    if not raw:
        return None
    return Seal(
        code=str(raw.get("code", "")),
        sealed_at=str(raw.get("sealed_at", "")),
        author=str(raw.get("author", "")),
        content=raw.get("content") or {},
    )


def _with_field(inspection: Inspection, field: str, value: Plain) -> Inspection:
    if field == "actual_date":
        date = dt.date.fromisoformat(value) if value else None
        return replace(inspection, visit=replace(inspection.visit, actual_date=date))
    if field in VISIT_FIELDS:
        text: dict[str, Any] = {field: value or ""}
        return replace(inspection, visit=replace(inspection.visit, **text))
    if field in ASSESSMENT_FIELDS:
        return replace(inspection, assessment=replace(inspection.assessment, **{field: value or ""}))
    if field == "stage":
        return replace(inspection, stage=Stage(value or Stage.DRAFT))
    if field == "seal":
        return replace(inspection, seal=seal_from_plain(value))
    if field == "issued_at":
        return replace(inspection, issued_at=value or "")
    raise ValueError(f"an inspection has no field {field}")


def _field(inspection: Inspection, field: str) -> Plain:
    if field == "actual_date":
        date = inspection.visit.actual_date
        return date.isoformat() if date else None
    if field in VISIT_FIELDS:
        return getattr(inspection.visit, field)
    if field in ASSESSMENT_FIELDS:
        return getattr(inspection.assessment, field)
    if field == "stage":
        return str(inspection.stage)
    if field == "seal":
        return seal_to_plain(inspection.seal)
    if field == "issued_at":
        return inspection.issued_at
    raise ValueError(f"an inspection has no field {field}")


def _with_item(inspection: Inspection, list_code: str, item_id: str, value: Plain) -> Inspection:
    kept = [item for item in inspection.items(list_code) if item.id != item_id]
    new = [] if value is None else [item_from_plain(item_id, value)]
    items = tuple(sorted([*kept, *new], key=lambda item: (item.position, item.id)))
    if list_code in VISIT_LISTS:
        return replace(inspection, lists={**inspection.lists, list_code: items})
    # as when read from disk: lines answer their question by being there
    known = inspection.answers.get(list_code) or Answer(State.ANSWERED)
    return replace(inspection, answers={**inspection.answers, list_code: replace(known, items=items)})
