"""What is open: the campaign's session, its autosave, its long work, and a sheet per unit looked at."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from tdkt_desktop.domain.campaign import Unit
from tdkt_desktop.domain.completeness import UnitProgress, unit_progress
from tdkt_desktop.domain.errors import TdktError
from tdkt_desktop.domain.inspection import Inspection
from tdkt_desktop.domain.kinds import Stage
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.ui.controls.background import Background
from tdkt_desktop.ui.controls.messages import log_error
from tdkt_desktop.ui.desk.autosave import Autosave
from tdkt_desktop.ui.desk.sheet import Sheet
from tdkt_desktop.ui.desk.timed_backup import TimedBackup
from tdkt_desktop.ui.desk.undo import make_stack

if TYPE_CHECKING:
    from tdkt_desktop.workflows.session import CampaignSession


# The thread that saves hands over to the window after this many seconds of work; Python's own 5 ms add up to a stop
# that a person who types can feel.
HAND_OVER = 0.0005
AT_ONCE = 24  # units: what is recorded about more of them is read while the window is on the screen already


class Desk(QObject):
    """One open campaign.

    `changed(unit code)` after any edit; blank after everything was read anew. `replayed(unit code, changes)` after undo,
    redo or a value brought back; `refused` when that would touch sealed minutes; `unwritten(unit code, changes)` for what
    was typed into minutes that were sealed meanwhile; `closing` before the workers are waited for;
    `outdated` when a merge brought another list of questions: forms that are open ask the old ones.
    """

    changed = Signal(str)
    replayed = Signal(str, object)
    refused = Signal()
    unwritten = Signal(str, object)
    closing = Signal()
    outdated = Signal()

    def __init__(self, session: CampaignSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(HAND_OVER)
        self.session = session
        self._digest = session.checklist.digest
        self.autosave = Autosave(session, self)
        self.autosave.refused.connect(self._show_sealed)
        self.background = Background(self)
        self.undo_stack = make_stack()
        self.backups = TimedBackup(session.path, self.autosave, self.background, self)
        self._sheets: dict[str, Sheet] = {}
        self._progress: dict[str, tuple[Inspection, UnitProgress]] = {}
        self._closed = False
        if len(self.units) <= AT_ONCE:
            session.read_all()
        else:
            QTimer.singleShot(0, self, self._read_all)

    @property
    def units(self) -> tuple[Unit, ...]:
        return self.session.units

    @property
    def at_office(self) -> bool:
        return not self.session.team

    def sheet(self, unit: str) -> Sheet:
        """The sheet of a unit, made when first asked for."""
        if unit not in self._sheets:
            sheet = Sheet(self.session, unit, self.autosave, self.undo_stack, self)
            sheet.changed.connect(lambda: self.changed.emit(unit))
            sheet.replayed.connect(lambda made: self.replayed.emit(unit, made))
            sheet.refused.connect(self.refused)
            self._sheets[unit] = sheet
        return self._sheets[unit]

    def progress(self, unit: str) -> UnitProgress:
        """The progress as typed, which may be ahead of the disk."""
        if unit in self._sheets:
            return self._sheets[unit].progress
        inspection, found = self.session.inspection(unit), self._progress.get(unit)
        if found is None or found[0] is not inspection:
            found = self._progress[unit] = inspection, unit_progress(self.session.checklist, inspection)
        return found[1]

    def ready(self, unit: str) -> bool:
        """Whether a unit's record is in memory: until it is, an overview of many units shows none of it."""
        return self.session.known or unit in self._sheets

    def inspection(self, unit: str) -> Inspection:
        return self._sheets[unit].inspection if unit in self._sheets else self.session.inspection(unit)

    def sealed(self, unit: str) -> bool:
        """Whether the unit's minutes are sealed."""
        return self.inspection(unit).stage is Stage.SEALED

    def warm_up(self) -> None:
        """Load what saving needs while nothing is being typed yet."""
        if not self._closed:
            self.background.run("", self.session.warm_up, lambda _: None, log_error)

    def _read_all(self) -> None:
        if not self._closed:
            self.background.run("", self.session.read_all, lambda _: self._all_read(), log_error)

    def _all_read(self) -> None:
        gc.freeze()  # what was read lives as long as the window: searching it for rubbish would stop the window
        self.changed.emit("")

    def reload(self) -> None:
        """Read everything anew (after a merge). Steps back would now undo what others wrote: they are forgotten."""
        self.autosave.flush()
        self.undo_stack.clear()
        if self.session.checklist.digest != self._digest:
            self.outdated.emit()
            return
        self.reread()

    def reread(self) -> None:
        """Show everything anew; what was done stays open to undo."""
        for sheet in self._sheets.values():
            sheet.reload()
        self.changed.emit("")

    def reload_sealed(self) -> None:
        """Read sealed minutes anew: a workflow noted that they have left this machine."""
        if self.autosave.flush():
            for sheet in self._sheets.values():
                if sheet.sealed:
                    sheet.reload()

    def _show_sealed(self, unit: str, refused: Sequence[Change]) -> None:
        """Sealed meanwhile (by a merge): the sheet says what is sealed, and what was typed is told.

        No unit: the notice was issued meanwhile.
        """
        self.undo_stack.clear()
        if unit:
            self.sheet(unit).reload()
        self.changed.emit(unit)
        QTimer.singleShot(
            0, self, lambda: self.unwritten.emit(unit, refused)
        )  # whoever waits for the disk goes on

    def close(self) -> bool:
        """Flush, end the workers, close the file. False, with all still open, when not all could be saved."""
        if not self.autosave.flush():
            return False
        self._closed = True
        self.backups.timer.stop()
        self.closing.emit()
        self.background.close(deliver=True)  # photos taken in at the last moment are recorded
        self.autosave.close()
        with suppress(TdktError):  # a disk that no longer reads is no reason to hold on to the file
            _ = (
                self.session.campaign,
                self.session.record,
            )  # views that are being taken down may ask once more
        self.session.close()
        return True
