"""Where the checklists that a province made for itself lie: a folder per checklist, a file per version, nothing replaced."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tdkt_desktop.workflows.writing.paper_writing import slug

FOLDER, DRAFTS = "phieu-kiem-tra", "dang-soan"
SUFFIX, NOTE = ".yaml", ".ghi-chu.json"
LONGEST = 60  # letters of a name in the file system


def safe_name(text: str) -> str:
    """A file name for a code or version; what had to be changed for it gets a mark of its own."""
    plain = slug(text)[:LONGEST]
    if plain == text and plain:
        return plain
    mark = hashlib.sha256(text.encode()).hexdigest()[:8]
    return f"{plain}-{mark}" if plain else mark


def folder_of(data: Path, code: str) -> Path:
    """The folder of one checklist's versions below the program's data folder."""
    return data / FOLDER / safe_name(code)


def version_files(folder: Path) -> tuple[Path, ...]:
    """The saved versions of one checklist, the oldest first."""
    files = [path for path in folder.glob(f"*{SUFFIX}") if not path.name.startswith(".")]
    return tuple(sorted(files, key=_rank))


def _rank(path: Path) -> tuple[int, int]:
    """By number, and by date where a version is named otherwise: copying files gives them new dates."""
    return (int(path.stem) if path.stem.isdecimal() else 0, path.stat().st_mtime_ns)


def newest_file(data: Path, code: str) -> Path | None:
    """The newest version of a checklist of this machine; None when there is none."""
    files = version_files(folder_of(data, code)) if code else ()
    return files[-1] if files else None


def all_folders(data: Path) -> tuple[Path, ...]:
    """The folder of every checklist that was made on this machine or taken in."""
    home = data / FOLDER
    return (
        tuple(sorted(one for one in home.iterdir() if one.is_dir() and one.name != DRAFTS))
        if home.is_dir()
        else ()
    )
