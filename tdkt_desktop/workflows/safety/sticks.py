"""Package files on a USB stick: in its first folders only, and never more than a person can mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

SUFFIX = ".tdkt"
MOST_FILES, MOST_FOLDERS = 500, 200


@dataclass(frozen=True)
class Stick:
    """A stick with package files on it."""

    name: str
    files: tuple[Path, ...]


def look_at(volumes: Sequence[tuple[str, Path]]) -> tuple[Stick, ...]:
    """The sticks that carry package files. A stick that is pulled meanwhile simply carries none."""
    found = (Stick(name, package_files(root)) for name, root in volumes)
    return tuple(stick for stick in found if stick.files)


def package_files(root: Path) -> tuple[Path, ...]:
    """The package files of a folder and of the folders in it."""
    try:
        folders = [root, *islice((one for one in sorted(root.iterdir()) if one.is_dir()), MOST_FOLDERS)]
        return tuple(islice(_files(folders), MOST_FILES))
    except OSError:
        return ()


def _files(folders: Iterable[Path]) -> Iterable[Path]:
    for folder in folders:
        try:
            yield from sorted(
                one for one in folder.iterdir() if one.suffix.lower() == SUFFIX and one.is_file()
            )
        except OSError:
            continue
