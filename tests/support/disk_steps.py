"""Every step that touches the disk, counted: one of them can be made to fail, or to be the last of the process."""

from __future__ import annotations

import builtins
import contextlib
import errno
import io
import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS)
_CALLS = ("fsync", "replace", "mkdir", "unlink", "rmdir", "open")
_WRITES = ("INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "BEGIN", "COMMIT", "PRAGMA USER_VERSION =")


class Steps:
    """Counts; at step `at` (from 1) fails or kills."""

    def __init__(self, at: int, *, kill: bool = False) -> None:
        self.at, self.kill, self.seen, self.hit = at, kill, 0, ""

    def step(self, what: str, failure: Callable[[], Exception]) -> None:
        self.seen += 1
        if self.seen == self.at:
            self.hit = what
            if self.kill:
                os.kill(os.getpid(), signal.SIGKILL)
            raise failure()

    def disk(self, what: str) -> None:
        code = ERRORS[self.at % len(ERRORS)]
        self.step(what, lambda: OSError(code, os.strerror(code)))

    def database(self, sql: str = "COMMIT") -> None:
        if sql.lstrip().upper().startswith(_WRITES):
            self.step(sql, _refused)


def _refused() -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR
    return error


@contextlib.contextmanager
def disk_steps(steps: Steps) -> Iterator[Steps]:
    """Count the steps of what runs inside."""
    honest = {name: getattr(os, name) for name in _CALLS}
    honest_open, honest_connect = io.open, sqlite3.connect
    honest_send = getattr(os, "sendfile", None)

    def counted(name: str) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            steps.disk(name)
            return honest[name](*arguments, **named)

        return call

    def sent(out_fd: int, in_fd: int, offset: int | None, count: int) -> int:
        if steps.seen + 1 == steps.at and honest_send is not None:  # stopped in the middle of a copy
            honest_send(out_fd, in_fd, offset, 1000)
        steps.disk("sendfile")
        return int(honest_send(out_fd, in_fd, offset, count)) if honest_send is not None else 0

    def opened(file: Any, mode: str = "r", *arguments: Any, **named: Any) -> Any:
        if set(mode) & set("wxa+"):
            steps.disk("new file")
        return honest_open(file, mode, *arguments, **named)

    class Cursor(sqlite3.Cursor):
        def execute(self, sql: str, *arguments: Any) -> Any:
            steps.database(sql)
            return super().execute(sql, *arguments)

        def executemany(self, sql: str, *arguments: Any) -> Any:
            steps.database(sql)
            return super().executemany(sql, *arguments)

    class Connection(sqlite3.Connection):
        def cursor(self, factory: Any = Cursor) -> Any:
            return super().cursor(factory)

        def execute(self, sql: str, *arguments: Any) -> Any:
            steps.database(sql)
            return super().execute(sql, *arguments)

        def commit(self) -> None:
            if self.in_transaction:
                steps.database()
            super().commit()

        def backup(self, *arguments: Any, **named: Any) -> None:
            steps.database()
            super().backup(*arguments, **named)

    def connected(*arguments: Any, **named: Any) -> Any:
        return honest_connect(*arguments, **{"factory": Connection} | named)

    try:
        for name in _CALLS:
            setattr(os, name, counted(name))
        io.open = builtins.open = opened
        if honest_send is not None:
            os.sendfile = sent
        sqlite3.connect = sqlite3.dbapi2.connect = connected
        yield steps
    finally:
        for name, call in honest.items():
            setattr(os, name, call)
        io.open = builtins.open = honest_open
        if honest_send is not None:
            os.sendfile = honest_send
        sqlite3.connect = sqlite3.dbapi2.connect = honest_connect
