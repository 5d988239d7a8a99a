"""A backup after every half hour in which something was written; nothing is asked and nothing is said."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from tdkt_desktop.ui.controls.background import Background
from tdkt_desktop.ui.controls.messages import log_error
from tdkt_desktop.ui.desk.autosave import Autosave

EVERY_MS = 30 * 60 * 1000


class TimedBackup(QObject):
    """Watches the saves of one open campaign."""

    def __init__(self, path: Path, autosave: Autosave, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._path, self._background = path, background
        self._written = False
        self.timer = QTimer(self, interval=EVERY_MS)
        self.timer.timeout.connect(self._run)
        autosave.saved.connect(self._note)
        self.timer.start()

    def _note(self) -> None:
        self._written = True

    def _run(self) -> None:
        if not self._written:
            return
        self._written = False
        path = self._path

        def work() -> object:
            from tdkt_desktop.workflows.safety.backups import make_backup

            return make_backup(path, "dang-lam")

        self._background.run("", work, lambda _: None, log_error)
