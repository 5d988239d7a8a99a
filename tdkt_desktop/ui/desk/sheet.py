"""One unit's inspection as the window shows it, typed or already on disk; every edit goes through here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from tdkt_desktop.domain import changes
from tdkt_desktop.domain.checklist import Question
from tdkt_desktop.domain.completeness import UnitProgress, unit_progress
from tdkt_desktop.domain.editing import applied, present, unit_of
from tdkt_desktop.domain.evidence import Evidence
from tdkt_desktop.domain.inspection import Inspection
from tdkt_desktop.domain.kinds import Kind, Stage, State, Verdict
from tdkt_desktop.domain.marks import Mark
from tdkt_desktop.domain.mending import Limitation, Mending, set_mending
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.domain.sealing import editable, may_change
from tdkt_desktop.domain.values import Answer, Item
from tdkt_desktop.ui.desk.autosave import Autosave
from tdkt_desktop.ui.desk.undo import SEALED, Edit, differs

if TYPE_CHECKING:
    from tdkt_desktop.workflows.session import CampaignSession
    from tdkt_desktop.workflows.unit.unit_forms import FormReading

PICKED_KINDS = (Kind.YES_NO, Kind.CHOICE)  # a click is a step of its own; only typing comes in bursts


class Sheet(QObject):
    """Edits of one unit.

    `changed` after every edit; `replayed(changes)` when undo, redo or the history changed fields, so that forms show
    them again; `reloaded` when the record came anew from disk or its seal changed; `refused` when a step back would
    touch sealed minutes.
    """

    changed = Signal()
    replayed = Signal(object)
    reloaded = Signal()
    refused = Signal()
    refusal = SEALED

    def __init__(
        self,
        session: CampaignSession,
        unit: str,
        autosave: Autosave,
        stack: QUndoStack,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._autosave, self._stack = autosave, stack
        self.checklist = session.checklist
        self.unit = session.campaign.unit(unit)
        self.team = session.campaign.team(self.unit.team)
        self.inspection = session.inspection(unit)
        self._progress: UnitProgress | None = None
        self.reported: dict[
            str, str
        ] = {}  # what the unit reported, in words by question, while the window is open
        self._homes: dict[str, str] = {}  # the criteria of files that steps took out or brought back

    @property
    def progress(self) -> UnitProgress:
        if self._progress is None:
            self._progress = unit_progress(self.checklist, self.inspection)
        return self._progress

    @property
    def mark(self) -> Mark:
        """The state of the whole unit for its tab: done, begun or not begun."""
        return unit_mark(self.progress)

    @property
    def sealed(self) -> bool:
        return self.inspection.stage is Stage.SEALED

    @property
    def editable(self) -> bool:
        """False for sealed minutes without an open addition."""
        return editable(self.inspection)

    def flush(self) -> bool:
        return self._autosave.flush()

    def hurry(self) -> None:
        """Begin to write what was typed, without waiting for the disk."""
        self._autosave.hurry()

    def reload(self) -> None:
        """Take the record from disk again, with what was typed and is not there yet."""
        self.unit = self.session.campaign.unit(self.unit.code)
        inspection = self.session.inspection(self.unit.code)
        for change in self._autosave.unsaved:
            if unit_of(change.subject) == self.unit.code:
                inspection = applied(inspection, self.checklist, change)
        self._show(inspection)
        self.reloaded.emit()

    def show_report(self, reading: FormReading) -> None:
        """Show what the unit reported beside the answers, until the window closes; nothing is recorded."""
        self.reported = {row.code: row.reported for row in reading.rows}
        self.reloaded.emit()

    def set_answer(self, question: Question, answer: Answer) -> None:
        now = self.inspection.answer(question.code)
        picked = question.kind in PICKED_KINDS and answer.value != now.value
        turned = answer.state is not now.state and answer.value == now.value
        made = [changes.set_answer(self.unit.code, question, answer)]
        self.edit(made, typed=not (picked or turned))

    def set_item(self, list_code: str, item: Item) -> None:
        """Add or replace a line of a list. Lines of a question answer it."""
        made = [changes.set_item(self.unit.code, list_code, item)]
        answer = self.inspection.answer(list_code)
        if self.checklist.has_question(list_code) and (
            answer.state is not State.ANSWERED or list_code not in self.inspection.answers
        ):
            question = self.checklist.question(list_code)
            made.append(changes.set_answer(self.unit.code, question, replace(answer, state=State.ANSWERED)))
        self.edit(made)

    def move_items(self, list_code: str, items: Sequence[Item]) -> None:
        """Give lines their new positions, in one step."""
        made = [changes.set_item(self.unit.code, list_code, item) for item in items]
        self.edit(made, words="Chuyển dòng", typed=False)

    def remove_item(self, list_code: str, item_id: str) -> None:
        self.edit([changes.remove_item(self.unit.code, list_code, item_id)], words="Xóa dòng", typed=False)

    def set_remark(self, criterion: str, field: str, value: str | bool | Verdict) -> None:
        typed = isinstance(value, str) and not isinstance(value, Verdict)
        self.edit([changes.set_remark(self.unit.code, criterion, field, value)], typed=typed)

    def set_visit(self, field: str, value: str | dt.date | None, **more: str | dt.date | None) -> None:
        fields = {field: value, **more}
        made = [changes.set_visit(self.unit.code, name, said) for name, said in fields.items()]
        self.edit(made, typed=field != "report_state")

    def set_assessment(self, field: str, text: str) -> None:
        self.edit([changes.set_assessment(self.unit.code, field, text)])

    def set_mending(self, limitation: Limitation, state: Mending, note: str, *, typed: bool) -> None:
        """Record what became of a limitation of an earlier year."""
        self.edit([set_mending(self.unit.code, limitation, state, note)], typed=typed)

    def add_evidence(self, files: Sequence[Evidence]) -> None:
        made = [changes.set_evidence(self.unit.code, one) for one in files]
        self.edit(made, words=f"Thêm minh chứng: {files[0].name}", typed=False)

    def set_evidence(self, evidence: Evidence) -> None:
        self.edit([changes.set_evidence(self.unit.code, evidence)], words="Sửa minh chứng")

    def remove_evidence(self, evidence: Evidence) -> None:
        """Take a file out, and the same one that another machine attached: only one of them is shown."""
        place = (evidence.digest, evidence.criterion, evidence.role)
        same = [
            one.id
            for one in self.inspection.evidence
            if (one.digest, one.criterion, one.role) == place and one.caption in ("", evidence.caption)
        ]
        self.edit(
            [changes.remove_evidence(self.unit.code, one) for one in same],
            words=f"Bỏ minh chứng: {evidence.title}",
            typed=False,
        )

    def edit(self, made: Sequence[Change], *, words: str = "", typed: bool = True) -> None:
        """Record what a person did, as one step that can be undone. What changes nothing is no step."""
        made = self._with_date(made)
        before = [
            Change(change.subject, change.field, present(self.inspection, change.subject, change.field))
            for change in made
        ]
        if not differs(before, made):
            return
        self._apply(made)
        self._stack.push(Edit(self, words or self._name(made[0]), before, made, typed=typed))

    def _with_date(self, made: Sequence[Change]) -> Sequence[Change]:
        """A date that is known again (from the history) takes the place of what was typed and could not be read."""
        fields = {change.field: change.value for change in made if change.subject.startswith("inspection/")}
        if fields.get("actual_date") and "date_typed" not in fields and self.inspection.visit.date_typed:
            return [*made, changes.set_visit(self.unit.code, "date_typed", "")]
        return made

    def record(self, made: Sequence[Change]) -> None:
        """Record what is no step of its own and cannot be undone: a seal, an addition, the note of an issue."""
        self._apply(made)
        self.reloaded.emit()

    def replay(self, made: Sequence[Change]) -> None:
        """Set fields to what they said before or after a step; sealed minutes refuse."""
        if not self.may_replay(made):
            self.refused.emit()
            return
        for change in made:
            if change.subject.startswith("evidence/"):
                said = change.value or present(self.inspection, change.subject, change.field) or {}
                self._homes[change.subject] = said.get("criterion", "")
        self._apply(made)
        self.replayed.emit(tuple(made))

    def home_of_evidence(self, subject: str) -> str:
        """The criterion of a file that a step took out or brought back; blank for the visit's own."""
        return self._homes.get(subject, "")

    def may_replay(self, made: Sequence[Change]) -> bool:
        """False where sealed minutes would change."""
        return all(may_change(self.inspection, change) for change in made)

    def _apply(self, made: Sequence[Change]) -> None:
        inspection = self.inspection
        for change in made:
            inspection = applied(inspection, self.checklist, change)
            self._autosave.record(change)
        self._show(inspection)
        self.changed.emit()

    def _show(self, inspection: Inspection) -> None:
        self.inspection = inspection
        self._progress = None

    def _name(self, change: Change) -> str:
        from tdkt_desktop.workflows.history import change_words

        return change_words(change, self.checklist)


def unit_mark(progress: UnitProgress) -> Mark:
    """One mark for a unit: nothing recorded, all recorded, or in between. Complete is not the same as met."""
    if all(one.mark is Mark.NOT_CHECKED for one in progress.criteria):
        return Mark.NOT_CHECKED
    return Mark.PARTIAL if any(one.missing for one in progress.criteria) else Mark.RECORDED
