"""Keeps the draft: what every step shows and changes, written to disk shortly after every change, with steps back."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from tdkt_desktop.domain.errors import TdktError
from tdkt_desktop.ui.controls.background import Background
from tdkt_desktop.workflows.new_campaign.campaign_draft import Draft
from tdkt_desktop.workflows.new_campaign.draft_store import save_draft

SAVE_AFTER_MS = 300
MOST_STEPS = 100


class DraftKeeper(QObject):
    """`changed` after every change; `saved(moment)` and `failed(error)` tell what became of writing it."""

    changed = Signal()
    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, draft: Draft, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.draft = draft
        self.problem: TdktError | None = None
        self._past: list[Draft] = []
        self._number = self._written = 0
        self._closed = False
        self._lock = threading.Lock()
        self._background = Background(self)
        self._timer = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._timer.timeout.connect(self._save_soon)

    @property
    def unsaved(self) -> bool:
        """Whether something is not on disk yet."""
        return self._written != self._number

    def type(self, draft: Draft) -> None:
        """Take over what was typed into a field; the field itself can undo it."""
        if draft != self.draft:
            self._take(draft)

    def act(self, draft: Draft) -> None:
        """Take over what a person did at one go (a row, a paste, a whole list): one step back undoes it."""
        if draft != self.draft:
            self._past = [*self._past[1 - MOST_STEPS :], self.draft]
            self._take(draft)

    def step_back(self) -> None:
        """Undo the last act; the place in the wizard stays."""
        if self._past:
            self._take(replace(self._past.pop(), step=self.draft.step))

    def go(self, step: str) -> None:
        """Note the step the person is at: no change of the campaign, and no step back."""
        if step != self.draft.step:
            self.draft = replace(self.draft, step=step)
            self._number += 1
            self._timer.start(SAVE_AFTER_MS)

    def flush(self) -> bool:
        """Write the draft now, if it is not on disk. False when the disk refuses; it is tried again later then."""
        self._timer.stop()
        if self._closed or not self.unsaved:
            return True
        try:
            self._write(self.draft, self._number)
        except TdktError as error:
            self._refused(error)
            return False
        self.saved.emit(datetime.now().astimezone())
        return True

    def close(self) -> None:
        """No more writing, and none under way."""
        self._closed = True
        self._timer.stop()
        self._background.close()

    def _take(self, draft: Draft) -> None:
        self.draft = draft
        self._number += 1
        self._timer.start(SAVE_AFTER_MS)
        self.changed.emit()

    def _save_soon(self) -> None:
        draft, number = self.draft, self._number
        self._background.run("", lambda: self._write(draft, number), self._told, self._refused)

    def _write(self, draft: Draft, number: int) -> None:
        """Write unless a later one is on disk already: the worker and a flush may meet."""
        with self._lock:
            if number >= self._written:
                save_draft(draft)
                self._written = number

    def _told(self, _: None) -> None:
        self.saved.emit(datetime.now().astimezone())

    def _refused(self, error: BaseException) -> None:
        self.problem = error if isinstance(error, TdktError) else None
        self.failed.emit(error)
        self._timer.start(10 * SAVE_AFTER_MS)
