"""From the choice of last year's file to one step that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from tdkt_desktop.domain.editing import unit_of
from tdkt_desktop.domain.errors import TdktError
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.ui.controls.messages import show_error, show_text
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.desk.undo import SEALED, Edit, differs
from tdkt_desktop.ui.office.carry_dialog import NAME, CarryDialog

if TYPE_CHECKING:
    from tdkt_desktop.workflows.last_year.carry_over import CarryOver

CHOOSE = "Chọn tệp của đợt kiểm tra trước"
FILES = "Tệp đợt kiểm tra (*.tdktdb)"


class CarrySteps(QObject):
    """What taking over changed, as a step of the campaign's undo stack."""

    refusal = SEALED

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(desk)
        self._desk, self._window = desk, window

    def replay(self, made: Sequence[Change]) -> None:
        """Set every field to what it said before, or after."""
        if not self._desk.autosave.flush():
            return
        try:
            self._desk.session.save(made)
        except TdktError as error:
            show_error(self._window, error)
        self._desk.reread()

    def may_replay(self, made: Sequence[Change]) -> bool:
        """False where sealed minutes would change."""
        return not any(self._desk.session.locked(unit) for unit in {unit_of(one.subject) for one in made})

    def take(self, carry: CarryOver) -> bool:
        """Take over, as one step. False when it could not be written."""
        from tdkt_desktop.workflows.last_year.carry_over import apply_carry, values_now

        if not self._desk.autosave.flush():
            return False
        before = values_now(self._desk.session, carry.changes)
        try:
            apply_carry(self._desk.session, carry)
        except TdktError as error:
            show_error(self._window, error)
            return False
        self._desk.reread()
        if differs(before, carry.changes):
            self._desk.undo_stack.push(Edit(self, NAME, before, carry.changes, typed=False))
        return True


def begin_next(
    window: QWidget,
    run: Callable[[str, Callable[[], Path], Callable[[Path], None]], object],
    show: Callable[[Path], None],
) -> None:
    """Make the campaign of the year after from last year's file, and show it."""
    name, _ = QFileDialog.getOpenFileName(window, CHOOSE, "", FILES)
    if not name:
        return

    def work() -> Path:
        from tdkt_desktop.workflows.new_campaign.new_from_last import (
            Beginning,
            create_planned,
            plan_from_last,
        )

        return create_planned(plan_from_last(Path(name), Beginning(), {}, {}))

    def done(path: Path) -> None:
        from tdkt_desktop.workflows.new_campaign.new_from_last import CHECK_TEAMS

        show(path)
        show_text(window, "Đã lập đợt kiểm tra năm sau, cùng đơn vị và danh mục.", CHECK_TEAMS)

    run("Đang lập đợt kiểm tra năm sau…", work, done)


def choose_last(desk: Desk, window: QWidget) -> None:
    """Ask for last year's file, then show what it would bring."""
    name, _ = QFileDialog.getOpenFileName(window, CHOOSE, "", FILES)
    if name:
        preview_last(desk, window, Path(name))


def preview_last(desk: Desk, window: QWidget, file: Path) -> None:
    """Read the file off the window's thread and show the dialog."""
    session = desk.session

    def work() -> CarryOver:
        from tdkt_desktop.workflows.last_year.carry_over import preview_carry

        return preview_carry(session, file)

    def done(first: CarryOver) -> None:
        dialog = CarryDialog(
            first, lambda *given: _again(desk, first, *given), session.campaign.units, window
        )

        dialog.accepted.connect(lambda: CarrySteps(desk, window).take(dialog.carry))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    desk.background.run("Đang đọc đợt kiểm tra trước…", work, done, lambda error: show_error(window, error))


def _again(desk: Desk, first: CarryOver, answers: Mapping[str, str], mapping: Mapping[str, str]) -> CarryOver:
    from tdkt_desktop.workflows.last_year.carry_over import plan_carry

    session = desk.session
    campaign, checklist, record = session.campaign, session.checklist, session.record
    return plan_carry(first.last, campaign, checklist, record, answers, mapping, session.locked)
