"""The guards of every test: no network, no unexpected log record, no thread or timer left running."""

from __future__ import annotations

import logging
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

LOOPBACK = ("127.0.0.1", "::1", "localhost")
PATIENCE = 2.0  # seconds a thread gets to end by itself


def forbid_network(patch: pytest.MonkeyPatch) -> None:
    """Connecting anywhere but this machine raises: the promise is that nothing leaves it."""
    for name in ("connect", "connect_ex"):
        patch.setattr(socket.socket, name, _local_only(getattr(socket.socket, name)))


def _local_only(real: Any) -> Any:
    def call(self: socket.socket, address: Any) -> Any:
        is_internet = self.family in (socket.AF_INET, socket.AF_INET6)
        if is_internet and address[0] not in LOOPBACK:
            raise AssertionError(f"a test reached for the network: {address}")
        return real(self, address)

    return call


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def unexpected_logs() -> Iterator[list[logging.LogRecord]]:
    """Collect the records of WARNING and above that reach the root logger while the block runs."""
    collector = _Collector()
    root = logging.getLogger()
    root.addHandler(collector)
    try:
        yield collector.records
    finally:
        root.removeHandler(collector)


def describe(records: list[logging.LogRecord]) -> str:
    """One line a record: level, logger, message."""
    return "\n".join(f"{record.levelname} {record.name}: {record.getMessage()}" for record in records)


def left_running(before: set[threading.Thread]) -> list[str]:
    """Names of non-daemon threads started since and still alive after PATIENCE, and of live application timers."""
    deadline = time.monotonic() + PATIENCE
    new = [thread for thread in threading.enumerate() if thread not in before and not thread.daemon]
    for thread in new:
        thread.join(max(0.0, deadline - time.monotonic()))
    return [thread.name for thread in new if thread.is_alive()] + _application_timers()


def _application_timers() -> list[str]:
    core = sys.modules.get("PySide6.QtCore")  # tests without Qt must not load it for this
    application = core.QCoreApplication.instance() if core else None
    if core is None or application is None:
        return []
    return [
        f"QTimer {timer.objectName()}" for timer in application.findChildren(core.QTimer) if timer.isActive()
    ]
