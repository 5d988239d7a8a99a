"""One writer at a time: a lock beside the campaign file, with the name of who holds it."""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import socket
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from tdkt_desktop.domain.errors import CampaignInUse, EnvironmentProblem


class Holder:
    """A held campaign file; `release` lets go. The operating system lets go by itself when the process dies."""

    def __init__(self, lock: FileLock, note: Path) -> None:
        self._lock, self._note = lock, note

    def release(self) -> None:
        with contextlib.suppress(OSError):  # a note that is left behind misleads nobody: the lock decides
            self._note.unlink(missing_ok=True)
        self._lock.release()


def hold(path: Path, name: str = "") -> Holder:
    """Hold a campaign file (`name` it otherwise) for writing. Raises CampaignInUse with the holder, or EnvironmentProblem."""
    lock = FileLock(path.with_name(f".{path.name}.khoa"), thread_local=False)
    note = path.with_name(f".{path.name}.nguoi-mo")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise CampaignInUse(
            f"{name or f'Đợt kiểm tra {path.stem}'} đang mở ở cửa sổ khác{_who(note)}.",
            "Hãy đóng cửa sổ đó rồi mở lại; hai cửa sổ cùng ghi sẽ lẫn nội dung.",
        ) from None
    except OSError as error:
        raise EnvironmentProblem(
            f"Không ghi được vào thư mục {path.parent}.", "Hãy chép tệp về máy này rồi mở bản chép."
        ) from error
    with contextlib.suppress(
        OSError
    ):  # a full disk is no reason not to open: the note only names who holds the lock
        note.write_text(json.dumps(_me(), ensure_ascii=False), encoding="utf-8")
    return Holder(lock, note)


def _me() -> dict[str, str]:
    return {
        "user": _user(),
        "host": socket.gethostname(),
        "pid": str(os.getpid()),
        "since": datetime.now().astimezone().strftime("%H:%M %d/%m/%Y"),
    }


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user in the system's list, as in a bare container
        return ""


def _who(note: Path) -> str:
    try:
        facts = json.loads(note.read_text(encoding="utf-8"))
        return f" (người dùng {facts['user']}, máy {facts['host']}, từ {facts['since']})"
    except (OSError, ValueError, KeyError):  # the holder is just starting, or the note is half-written
        return ""
