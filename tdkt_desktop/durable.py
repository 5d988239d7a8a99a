"""Making a new file name last through a power cut; one rule for every room that renames a file into its place."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Ask the disk to keep the names in a folder, where the system can be asked.

    Windows has no folder handles to sync, and some drivers of sticks refuse: by then the file is in its place and
    verified, so a refusal is no failure of the writing.
    """
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
