"""Sends what a person typed to disk without a save button: last value wins, and nothing is forgotten."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from tdkt_desktop.domain.editing import unit_of
from tdkt_desktop.domain.errors import NoticeIssued, SealedRecord, TdktError
from tdkt_desktop.domain.notice_versions import TEXTS
from tdkt_desktop.domain.revisions import Change, FieldKey
from tdkt_desktop.ui.controls.preedit import commit_preedit

QUIET_MS = 300  # after the last change
LONGEST_MS = 600  # of uninterrupted typing
RETRY_MS = 3000
PATIENCE = 1.0  # seconds: `flush` lets the window stand still no longer; the disk may take its time meanwhile
SLOW = (
    "Ổ đĩa ghi rất chậm. Nội dung vẫn được giữ trên màn hình và đang được ghi tiếp; "
    "hãy đợi đến khi có dòng Đã lưu."
)
log = logging.getLogger(__name__)


class Receipt(Protocol):
    """What a save returns: only the moment is used here."""

    @property
    def saved_at(self) -> object: ...


class Saver(Protocol):
    """The part of a campaign session that saving needs."""

    def save(self, changes: Sequence[Change], /) -> Receipt: ...


class Autosave(QObject):
    """Collects changes of one open campaign and writes them on one worker thread.

    `saving` a write began · `saved(datetime)` it is on disk · `failed(str)` it is not: the changes are kept and
    tried again in three seconds · `refused(unit code, changes)` minutes were sealed meanwhile, or (no unit) the notice
    issued: what was typed into them is let go, for it could never be written and would hold up everything else.
    """

    saving = Signal()
    saved = Signal(object)
    failed = Signal(str)
    refused = Signal(str, object)
    _finished = Signal(object)

    def __init__(self, session: Saver, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._waiting: dict[FieldKey, Change] = {}
        self._writing: dict[FieldKey, Change] = {}
        self._running: Future[Receipt] | None = None
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="ghi")
        self._quiet = self._timer(QUIET_MS)
        self._longest = self._timer(LONGEST_MS)
        self._retry = self._timer(RETRY_MS)
        self._finished.connect(self._settle, Qt.ConnectionType.QueuedConnection)

    @property
    def clean(self) -> bool:
        """True when everything handed over is on disk."""
        return not self._waiting and self._running is None

    @property
    def unsaved(self) -> tuple[Change, ...]:
        """What is not known to be on disk, oldest first."""
        return tuple({**self._writing, **self._waiting}.values())

    def record(self, change: Change) -> None:
        """Take a change; a later one of the same field replaces it."""
        self._waiting[(change.subject, change.field)] = change
        self._quiet.start()
        if not self._longest.isActive():
            self._longest.start()

    def flush(self) -> bool:
        """Commit what is being composed, write everything and wait. False when not all of it could be written.

        A disk that does not answer is waited for no longer than PATIENCE: `failed` says so, the writing goes on.
        """
        commit_preedit()
        deadline = time.monotonic() + PATIENCE
        refused = not self._wait(deadline)
        if self._waiting and self._running is None and not refused:
            self._begin()
            refused = not self._wait(deadline)
        if self._running is not None:
            self.failed.emit(SLOW)
        return self.clean and not refused

    def hurry(self) -> None:
        """Commit what is being composed and begin to write, without waiting: what is shown next needs no disk."""
        commit_preedit()
        self._begin()

    def close(self) -> bool:
        """Flush and let the worker go. False when something could not be written."""
        done = self.flush()
        for timer in (self._quiet, self._longest, self._retry):
            timer.stop()
        self._worker.shutdown(wait=True)
        return done

    def _timer(self, interval: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(self._begin)
        return timer

    def _begin(self) -> None:
        if self._running is not None or not self._waiting:
            return
        self._quiet.stop()
        self._longest.stop()
        self._writing, self._waiting = self._waiting, {}
        self.saving.emit()
        running = self._worker.submit(self._session.save, tuple(self._writing.values()))
        self._running = running
        running.add_done_callback(self._finished.emit)

    def _wait(self, deadline: float) -> bool:
        """Wait for the write at hand, if there is one. False when it failed."""
        if self._running is None:
            return True
        running = self._running
        if not wait([running], max(0.0, deadline - time.monotonic())).done:
            return True
        self._settle(running)
        return running.exception() is None

    def _let_go(self, unit: str) -> None:
        """Drop what was typed into a unit's minutes; with no unit, into the text of the notice."""
        mine = {
            key for key in self._waiting if (unit_of(key[0]) == unit if unit else key[0].startswith(TEXTS))
        }
        refused = tuple(self._waiting.pop(key) for key in list(self._waiting) if key in mine)
        if self._waiting:
            self._quiet.start()
        self.refused.emit(unit, refused)

    def _settle(self, future: Future[Receipt]) -> None:
        if future is not self._running:
            return  # flush was quicker than the queued signal
        self._running = None
        written, self._writing = self._writing, {}
        error = future.exception()
        if error is None:
            self.saved.emit(future.result().saved_at)
            if self._waiting and not self._quiet.isActive():
                self._quiet.start()
            return
        log.error("saving failed", exc_info=error)
        self._waiting = {**written, **self._waiting}
        if isinstance(error, SealedRecord) and error.unit:
            self._let_go(error.unit)
            return
        if isinstance(error, NoticeIssued):
            self._let_go("")
            return
        self._retry.start()
        self.failed.emit(
            str(error)
            if isinstance(error, TdktError)
            else "Chưa ghi được vào đĩa. Nội dung vẫn được giữ trên màn hình và sẽ được ghi lại."
        )
