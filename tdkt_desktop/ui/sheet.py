"""One unit's inspection as the window shows it, typed or already on disk; every edit goes through here."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tdkt_desktop.domain import changes
from tdkt_desktop.domain.checklist import Question
from tdkt_desktop.domain.completeness import UnitProgress, unit_progress
from tdkt_desktop.domain.inspection import VISIT_LISTS
from tdkt_desktop.domain.kinds import Stage, Verdict
from tdkt_desktop.domain.marks import Mark
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.domain.values import Answer, Item
from tdkt_desktop.ui.autosave import Autosave

if TYPE_CHECKING:
    from tdkt_desktop.workflows.session import CampaignSession


class Sheet(QObject):
    """Edits of one unit. `changed` after every edit; `reloaded` when the record came anew from disk."""

    changed = Signal()
    reloaded = Signal()

    def __init__(
        self, session: CampaignSession, unit: str, autosave: Autosave, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._autosave = autosave
        self.checklist = session.checklist
        self.unit = session.campaign.unit(unit)
        self.team = session.campaign.team(self.unit.team)
        self.inspection = session.inspection(unit)

    @property
    def progress(self) -> UnitProgress:
        return unit_progress(self.checklist, self.inspection)

    @property
    def mark(self) -> Mark:
        """The state of the whole unit for its tab: done, begun or not begun."""
        return unit_mark(self.progress)

    @property
    def sealed(self) -> bool:
        return self.inspection.stage is Stage.SEALED

    def toggle_seal(self) -> None:
        """Seal the minutes, or open a sealed record again; either can be undone by the other."""
        self.set_stage(Stage.DRAFT if self.sealed else Stage.SEALED)
        self.reloaded.emit()

    def flush(self) -> bool:
        return self._autosave.flush()

    def reload(self) -> None:
        """Take the record from disk again."""
        self.inspection = self._session.inspection(self.unit.code)
        self.reloaded.emit()

    def set_answer(self, question: Question, answer: Answer) -> None:
        answer = replace(answer, items=self.inspection.answer(question.code).items)
        answers = {**self.inspection.answers, question.code: answer}
        self.inspection = replace(self.inspection, answers=answers)
        self._record(changes.set_answer(self.unit.code, question, answer))

    def set_item(self, list_code: str, item: Item) -> None:
        """Add or replace a line of a list, keeping its place."""
        known = self.inspection.items(list_code)
        items = tuple(item if one.id == item.id else one for one in known)
        self._put_items(list_code, items if item in items else (*known, item))
        self._record(changes.set_item(self.unit.code, list_code, item))

    def remove_item(self, list_code: str, item_id: str) -> None:
        self._put_items(list_code, tuple(i for i in self.inspection.items(list_code) if i.id != item_id))
        self._record(changes.remove_item(self.unit.code, list_code, item_id))

    def set_remark(self, criterion: str, field: str, value: str | bool | Verdict) -> None:
        remark = replace(self.inspection.remark(criterion), **{field: value})  # type: ignore[arg-type]
        self.inspection = replace(self.inspection, remarks={**self.inspection.remarks, criterion: remark})
        self._record(changes.set_remark(self.unit.code, criterion, field, value))

    def set_visit(self, field: str, value: str | dt.date | None) -> None:
        visit = replace(self.inspection.visit, **{field: value})  # type: ignore[arg-type]
        self.inspection = replace(self.inspection, visit=visit)
        self._record(changes.set_visit(self.unit.code, field, value))

    def set_assessment(self, field: str, text: str) -> None:
        assessment = replace(self.inspection.assessment, **{field: text})
        self.inspection = replace(self.inspection, assessment=assessment)
        self._record(changes.set_assessment(self.unit.code, field, text))

    def set_stage(self, stage: Stage) -> None:
        self.inspection = replace(self.inspection, stage=stage)
        self._record(changes.set_stage(self.unit.code, stage))

    def _put_items(self, list_code: str, items: tuple[Item, ...]) -> None:
        items = tuple(sorted(items, key=lambda item: (item.position, item.id)))
        if list_code in VISIT_LISTS:
            self.inspection = replace(self.inspection, lists={**self.inspection.lists, list_code: items})
            return
        answer = replace(self.inspection.answer(list_code), items=items)
        self.inspection = replace(self.inspection, answers={**self.inspection.answers, list_code: answer})

    def _record(self, change: Change) -> None:
        self._autosave.record(change)
        self.changed.emit()


def unit_mark(progress: UnitProgress) -> Mark:
    """One mark for a unit: nothing recorded, all recorded, or in between. Complete is not the same as met."""
    if all(one.mark is Mark.NOT_CHECKED for one in progress.criteria):
        return Mark.NOT_CHECKED
    return Mark.PARTIAL if any(one.missing for one in progress.criteria) else Mark.RECORDED
