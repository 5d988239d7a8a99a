"""What is open: the campaign's session, its autosave, its long work, and a sheet per unit looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tdkt_desktop.domain.campaign import Unit
from tdkt_desktop.domain.completeness import UnitProgress
from tdkt_desktop.domain.inspection import Inspection
from tdkt_desktop.ui.autosave import Autosave
from tdkt_desktop.ui.background import Background
from tdkt_desktop.ui.messages import log_error
from tdkt_desktop.ui.sheet import Sheet
from tdkt_desktop.ui.timed_backup import TimedBackup
from tdkt_desktop.ui.undo import make_stack

if TYPE_CHECKING:
    from tdkt_desktop.workflows.session import CampaignSession


class Desk(QObject):
    """One open campaign.

    `changed(unit code)` after any edit; blank after everything was read anew. `replayed(unit code, changes)` after undo,
    redo or a value brought back; `refused` when that would touch sealed minutes.
    """

    changed = Signal(str)
    replayed = Signal(str, object)
    refused = Signal()

    def __init__(self, session: CampaignSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.autosave = Autosave(session, self)
        self.background = Background(self)
        self.undo_stack = make_stack()
        self.backups = TimedBackup(session.path, self.autosave, self.background, self)
        self._sheets: dict[str, Sheet] = {}
        self._closed = False

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
        return self._sheets[unit].progress if unit in self._sheets else self.session.progress(unit)

    def inspection(self, unit: str) -> Inspection:
        return self._sheets[unit].inspection if unit in self._sheets else self.session.inspection(unit)

    def warm_up(self) -> None:
        """Load what saving needs while nothing is being typed yet."""
        if not self._closed:
            self.background.run("", self.session.warm_up, lambda _: None, log_error)

    def reload(self) -> None:
        """Read everything anew (after a merge). Steps back would now undo what others wrote: they are forgotten."""
        self.undo_stack.clear()
        for sheet in self._sheets.values():
            sheet.reload()
        self.changed.emit("")

    def close(self) -> bool:
        """Flush, end the workers, close the file. False, with all still open, when not all could be saved."""
        if not self.autosave.flush():
            return False
        self._closed = True
        self.backups.timer.stop()
        self.background.close()
        self.autosave.close()
        self.session.close()
        return True
