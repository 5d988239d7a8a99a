"""Watches for USB sticks with the teams' files while somebody looks at the merge tab."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStorageInfo, QTimer, Signal

from tdkt_desktop.ui.controls.background import Background
from tdkt_desktop.ui.controls.messages import log_error

if TYPE_CHECKING:
    from tdkt_desktop.workflows.safety.sticks import Stick

EVERY_MS = 2000
MOUNTS = ("/media/", "/run/media/", "/mnt/", "/Volumes/")


class StickWatch(QObject):
    """`found(sticks)` whenever what is plugged in changes."""

    found = Signal(object)

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background, self._busy = background, False
        self._seen: tuple[Stick, ...] = ()
        self.timer = QTimer(self, interval=EVERY_MS)
        self.timer.timeout.connect(self.look)

    def watch(self, on: bool) -> None:
        """Look now and every two seconds, or no more."""
        if on:
            self.timer.start()
            self.look()
        else:
            self.timer.stop()

    def volumes(self) -> list[tuple[str, Path]]:
        """The plugged-in volumes that may be sticks, by the name a person knows."""
        return [
            (one.displayName() or one.rootPath(), Path(one.rootPath()))
            for one in QStorageInfo.mountedVolumes()
            if one.isReady() and not one.isRoot() and _may_be_stick(one.rootPath())
        ]

    def look(self) -> None:
        """Read the sticks on the worker: one that hangs must not hang the window."""
        if self._busy:
            return
        self._busy = True
        volumes = self.volumes()

        def work() -> tuple[Stick, ...]:
            from tdkt_desktop.workflows.safety.sticks import look_at

            return look_at(volumes)

        self._background.run("", work, self._tell, self._failed)

    def _tell(self, sticks: tuple[Stick, ...]) -> None:
        self._busy = False
        if sticks != self._seen:
            self._seen = sticks
            self.found.emit(sticks)

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        log_error(error)


def _may_be_stick(root: str) -> bool:
    if sys.platform == "win32":
        return not root.upper().startswith("C:")
    return root.startswith(MOUNTS)
