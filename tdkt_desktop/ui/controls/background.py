"""Runs long work off the window's thread and brings the outcome back to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")


class Background(QObject):
    """One piece of long work at a time. `busy(str)` says what is being done, blank when nothing is."""

    busy = Signal(str)
    _finished = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: ThreadPoolExecutor | None = None
        self._closed = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        words: str,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Do `work` on the worker, then call `done` or `failed` on the window's thread. Nothing begins once closed."""
        if self._closed:
            return
        if self._worker is None:
            from concurrent.futures import ThreadPoolExecutor

            self._worker = ThreadPoolExecutor(1, thread_name_prefix="viec")
        self.busy.emit(words)
        future = self._worker.submit(work)
        future.add_done_callback(lambda ready: self._finished.emit(ready, done, failed))

    def close(self, *, deliver: bool = False) -> None:
        """Wait for the work at hand and end; with `deliver`, what became of it is not lost."""
        self._closed = True
        if self._worker is not None:
            self._worker.shutdown(wait=True)
        if deliver:
            QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def _deliver(
        self, future: Future[object], done: Callable[[object], None], failed: Callable[[BaseException], None]
    ) -> None:
        self.busy.emit("")
        error = future.exception()
        if error is None:
            done(future.result())
        else:
            failed(error)
