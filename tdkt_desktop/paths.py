"""Where the program's own data files lie: in a checkout, an installed copy or a frozen build."""

from __future__ import annotations

import sys
from pathlib import Path


def resource(*parts: str) -> Path:
    """The path of a file or folder under resources/. Raises FileNotFoundError when the installation lacks it."""
    for root in _roots():
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"the installation lacks resources/{'/'.join(parts)}")


def _roots() -> list[Path]:
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    return [
        *([Path(frozen) / "resources"] if frozen else []),
        package.parent / "resources",
        package / "resources",
    ]
