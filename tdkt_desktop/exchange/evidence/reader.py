"""The process that opens evidence: hostile bytes may crash it or fill it, the window goes on.

Decoders are written in C; one of them was brought down within a hundred spoiled photos. So nothing of a picture or a
PDF is decoded in the program itself: a helper process does it, within bounds of memory and time. It starts with the
first file, serves one after the other, is started anew when it dies, and ends when the program does.
Plain JSON and bytes go both ways, nothing that could run.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import struct
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

from tdkt_desktop.exchange.evidence.headers import PDF, Refusal, damaged

PATIENCE = 90.0  # seconds for one file; the slowest that is allowed took a third of it on a slow machine
MAX_HEAD = 1 << 16
MAX_BODY = 1 << 27
FROZEN_ARGUMENT = "--doc-minh-chung"  # what a built program is started with to be this process
_SERVER = "tdkt_desktop.exchange.evidence.server"
_LENGTHS = struct.Struct(">IQ")

Facts = dict[str, str | int]


def ask(facts: Facts, body: bytes) -> tuple[Facts, bytes]:
    """Have a file opened: facts and bytes in, facts and bytes out. Raises Refusal, also when the process dies of it."""
    return _READER.ask(facts, body)


def send(stream: IO[bytes], facts: Facts, body: bytes) -> None:
    """Write one message."""
    head = json.dumps(facts).encode()
    stream.write(_LENGTHS.pack(len(head), len(body)) + head)
    stream.write(body)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[Facts, bytes]:
    """Read one message. Raises EOFError where the other side ended, ValueError for what is no message."""
    head, body = _LENGTHS.unpack(_exactly(stream, _LENGTHS.size))
    if head > MAX_HEAD or body > MAX_BODY:
        raise ValueError("message too long")
    facts = json.loads(_exactly(stream, head))
    if not isinstance(facts, dict):
        raise ValueError("message without facts")
    return facts, _exactly(stream, body)


class _Reader:
    """The helper process as it is now; one file at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, facts: Facts, body: bytes) -> tuple[Facts, bytes]:
        what = "tệp PDF" if facts.get("media") == PDF else "ảnh"
        with self._lock:
            process = self._running()
            late = threading.Event()
            watch = threading.Timer(PATIENCE, _stop, (process, late))
            watch.daemon = True
            watch.start()
            try:
                assert process.stdin is not None  # noqa: S101 - started with pipes
                assert process.stdout is not None  # noqa: S101
                send(process.stdin, facts, body)
                answer, result = receive(process.stdout)
            except (OSError, EOFError, ValueError) as error:
                self._end()
                if late.is_set():
                    raise Refusal(
                        f"{what} quá phức tạp, đọc mãi không xong",
                        "Hãy lưu lại thành JPEG hoặc PDF mới rồi thêm lại.",
                    ) from error
                raise damaged(what) from error
            finally:
                watch.cancel()
        if "cause" in answer:
            raise Refusal(str(answer["cause"]), str(answer.get("remedy", "")))
        return answer, result

    def close(self) -> None:
        with self._lock:
            self._end()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self._end()  # it was ended from outside between two files
        if self._process is None:
            try:
                self._process = _start()
            except OSError as error:
                raise Refusal(
                    "máy không mở được phần đọc ảnh", "Hãy đóng bớt chương trình khác rồi thử lại."
                ) from error
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):  # what was not yet sent is not wanted any more
                    stream.close()
        process.wait()


def _start() -> subprocess.Popen[bytes]:
    frozen = getattr(sys, "frozen", False)
    command = [sys.executable, FROZEN_ARGUMENT] if frozen else [sys.executable, "-m", _SERVER]
    environment = (
        os.environ
        if frozen
        else {**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))}
    )
    quiet = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)
    return subprocess.Popen(  # noqa: S603 - this program itself, no word of it from outside
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd=Path(sys.executable).parent,  # not on the stick, which could not be taken out then
        creationflags=quiet,
    )


def _stop(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _exactly(stream: IO[bytes], size: int) -> bytes:
    body = stream.read(size)
    if len(body) != size:
        raise EOFError
    return body


_READER = _Reader()
atexit.register(_READER.close)
