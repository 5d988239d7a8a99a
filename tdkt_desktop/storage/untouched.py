"""Reading somebody's finished campaign file without a byte of it changing: what is opened is a copy that goes away again."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tdkt_desktop.domain.errors import EnvironmentProblem
from tdkt_desktop.storage.opening import OpenStore, open_store, read_only, read_version


@contextlib.contextmanager
def read_untouched(path: Path) -> Iterator[OpenStore]:
    """The store of a file, brought to today's version in a folder of its own.

    Raises FileMissing, WrongFile, NewerFormat or EnvironmentProblem.
    """
    read_version(path)
    with tempfile.TemporaryDirectory(prefix="tdkt-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / path.name
        try:
            _copy(path, copy)
        except (OSError, sqlite3.Error) as error:
            raise EnvironmentProblem(
                f"Không đọc được {path.name}.",
                "Hãy kiểm tra ổ đĩa, USB còn cắm hay không và ổ của máy còn chỗ trống; tệp được giữ nguyên.",
            ) from error
        store = open_store(copy, writing=False)
        try:
            yield store
        finally:
            store.close()


def _copy(path: Path, copy: Path) -> None:
    """Copy a file that may be in use just now. One left in the middle of a commit is copied with its journal."""
    try:
        with (
            contextlib.closing(sqlite3.connect(read_only(path.resolve()), uri=True)) as source,
            contextlib.closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
            raise
        copy.unlink(missing_ok=True)
        shutil.copyfile(path, copy)
        shutil.copyfile(f"{path}-journal", f"{copy}-journal")
