"""The window at once, its content after its first picture is on the screen."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer

from tdkt_desktop.ui.campaign.places import last_campaign
from tdkt_desktop.ui.window import MainWindow

STARTED_MS = 2000  # after the first picture; tdkt_desktop.app put off the search for rubbish until then


def show_first(window: MainWindow, path: Path | None) -> None:
    """Show the window at once; fill it after its first picture is on the screen."""

    def fill() -> None:
        window.theme.mend_font()
        last = last_campaign()
        if path is None and last is not None:
            window.open_campaign(last)  # the work goes on where it was
        elif path is None:
            window.load_cards()
        else:  # the list of campaigns waits until the campaign is closed
            window.open_file(path)
        QTimer.singleShot(STARTED_MS, window, gc.enable)

    _FirstPaint(window, fill)
    window.show()


class _FirstPaint(QObject):
    """Calls once, after the first paint. A timer of 0 ms would fire before: the screen's own event comes later."""

    def __init__(self, window: MainWindow, call: Callable[[], None]) -> None:
        super().__init__(window)
        self._call = call
        window.installEventFilter(self)

    def eventFilter(self, window: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            window.removeEventFilter(self)
            QTimer.singleShot(0, window, self._call)
        return False
