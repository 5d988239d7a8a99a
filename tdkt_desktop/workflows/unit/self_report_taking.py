"""Taking over what a unit reported as the team's own answer: a person's click, one step that can be undone."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from tdkt_desktop.domain.changes import remove_item, set_answer, set_item
from tdkt_desktop.domain.checklist import Question
from tdkt_desktop.domain.inspection import Inspection
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.domain.self_report import SelfReport


def takeover_changes(inspection: Inspection, report: SelfReport, question: Question) -> tuple[Change, ...]:
    """The changes that make an answer of the team what the unit reported; the team's own note stays."""
    unit, code = inspection.unit, question.code
    reported, verified = report.answers[code], inspection.answer(code)
    answer = replace(reported, items=(), note=verified.note or reported.note)
    lines = [
        replace(item, id=hashlib.sha256(f"report/{unit}/{code}/{place}".encode()).hexdigest()[:12])
        for place, item in enumerate(reported.items)
    ]
    kept = {line.id for line in lines}
    return (
        *(remove_item(unit, code, item.id) for item in verified.items if item.id not in kept),
        *(set_item(unit, code, line) for line in lines),
        set_answer(unit, question, answer),
    )
