"""The checks of the open campaign: run off the window's thread when somebody looks, and again after changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from tdkt_desktop.domain.errors import TdktError
from tdkt_desktop.ui.controls.messages import UNEXPECTED, log_error
from tdkt_desktop.ui.desk.desk import Desk

if TYPE_CHECKING:
    from tdkt_desktop.workflows.notice.checking import Checked

PAUSE_MS = 600  # changes that come together (a merge, undo) are checked once


class CheckWatch(QObject):
    """`result` is what the rules found last, None before the first time; `problem` why it could not be found anew.

    `checked` when either is new. `stale` when what was recorded has changed since: who is seen then calls `look`.
    """

    checked = Signal()
    stale = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.result: Checked | None = None
        self.problem = ""
        self._is_stale, self._running = True, False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.stale)
        desk.changed.connect(self._changed)
        desk.undo_stack.indexChanged.connect(self._changed)  # the notice's text is no unit's

    def look(self) -> None:
        """Check where something has changed since the last time."""
        if self._running or not self._is_stale or not self._desk.autosave.flush():
            return
        session = self._desk.session
        self._is_stale, self._running = False, True

        def work() -> Checked:
            from tdkt_desktop.workflows.notice.checking import check_session

            return check_session(session)

        self._desk.background.run("Đang rà soát…", work, self._show, self._fail)

    def look_again(self) -> None:
        """Check although no answer has changed: a waiver was given or taken back."""
        self._is_stale = True
        self.look()

    def _changed(self, _what: object) -> None:
        self._is_stale = True
        self._pause.start()

    def _show(self, result: Checked) -> None:
        if isValid(self):
            self.result, self.problem = result, ""
            self._end()

    def _fail(self, error: BaseException) -> None:
        log_error(error)
        if isValid(self):
            self._is_stale = True
            self.problem = str(error) if isinstance(error, TdktError) else UNEXPECTED
            self._end()

    def _end(self) -> None:
        self._running = False
        self.checked.emit()
        if self._is_stale and not self.problem:
            self._pause.start()
