"""Sealing as a person does it: the checks, the seal, taking it off again before anything was printed, additions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from tdkt_desktop.domain.errors import TdktError
from tdkt_desktop.domain.inspection import Inspection
from tdkt_desktop.domain.kinds import Stage
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.domain.sealing import Gap, addenda
from tdkt_desktop.ui.controls.messages import show_error
from tdkt_desktop.ui.controls.preedit import commit_preedit
from tdkt_desktop.ui.desk.sheet import Sheet

DRAFT, SEALED, ISSUED, ADDING = "Chốt biên bản…", "Mở lại để sửa", "Bổ sung có lý do…", "Kết thúc bổ sung"


def next_step(inspection: Inspection) -> str:
    """The words of the button: what can be done with the seal now."""
    if inspection.stage is not Stage.SEALED:
        return DRAFT
    if any(one.open for one in addenda(inspection)):
        return ADDING
    return ISSUED if inspection.issued_at else SEALED


def stage_words(inspection: Inspection) -> str:
    """What the panel says of the seal; blank for a draft."""
    if inspection.stage is not Stage.SEALED:
        return ""
    seal, added = inspection.seal, addenda(inspection)
    code = f" Mã {seal.code}." if seal is not None else ""
    if any(one.open for one in added):
        return f"Đang bổ sung: {added[-1].reason}.{code}"
    if added:
        return f"Đã chốt, có {len(added):02d} lần bổ sung.{code}"
    issued = "" if inspection.issued_at else " Chưa in nên còn mở lại được."
    return f"Đã chốt.{code}{issued}"


def strip_words(inspection: Inspection) -> str:
    """What stands above a form of sealed minutes: how they are, and how to write on; blank for a draft."""
    words = stage_words(inspection)
    if not words:
        return ""
    how = {
        SEALED: "Muốn sửa, chọn “Mở lại để sửa”",
        ISSUED: "Muốn ghi thêm, chọn “Bổ sung có lý do”",
        ADDING: "Ghi xong, chọn “Kết thúc bổ sung”",
    }[next_step(inspection)]
    return f"Biên bản: {words[0].lower()}{words[1:]} {how} ở cột bên phải (F8)."


class SealingFlow:
    """Runs the steps on one sheet; `go(gap)` shows the place of a gap."""

    def __init__(self, sheet: Sheet, window: QWidget, go: Callable[[Gap], None]) -> None:
        self._sheet, self._window, self._go = sheet, window, go

    def run(self) -> None:
        """Do the next step; everything typed is on disk first."""
        if not self._sheet.flush():
            return
        steps = {DRAFT: self._seal, SEALED: self._reopen, ISSUED: self._add, ADDING: self._end_addition}
        try:
            steps[next_step(self._sheet.inspection)]()
        except TdktError as error:
            show_error(self._window, error)

    def _seal(self) -> None:
        from tdkt_desktop.ui.unit.seal_dialog import SealDialog
        from tdkt_desktop.workflows.papers.before_sealing import look_before
        from tdkt_desktop.workflows.unit.sealing import sealing_changes

        sheet = self._sheet
        dialog = SealDialog(sheet.unit.listed, look_before(sheet.session, sheet.unit.code), self._window)
        dialog.gap_chosen.connect(self._go)
        dialog.accepted.connect(lambda: self._record(sealing_changes(sheet.session, sheet.inspection)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _reopen(self) -> None:
        from tdkt_desktop.workflows.unit.sealing import reopening_changes

        self._record(reopening_changes(self._sheet.inspection))

    def _add(self) -> None:
        from tdkt_desktop.ui.unit.seal_dialog import ReasonDialog
        from tdkt_desktop.workflows.unit.sealing import open_addendum

        dialog = ReasonDialog(self._sheet.unit.listed, self._window)

        def begin() -> None:
            commit_preedit()
            self._record([open_addendum(self._sheet.inspection, dialog.reason.toPlainText())])

        dialog.accepted.connect(begin)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _end_addition(self) -> None:
        from tdkt_desktop.workflows.unit.sealing import close_addendum

        sheet = self._sheet
        self._record(close_addendum(sheet.session, sheet.inspection))

    def _record(self, made: Sequence[Change]) -> None:
        """On disk at once: a seal is not a keystroke."""
        self._sheet.record(made)
        self._sheet.flush()
