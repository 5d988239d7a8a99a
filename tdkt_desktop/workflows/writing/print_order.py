"""What to print and how, as the command line asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class PrintOrder:
    """PDF files to print. `printer` blank: the one used last, or the system's; `pages` blank: all ("1-3,5").

    `sides` is "one", "long" (turned over the long edge) or "short". `into` writes a PDF in place of a printer.
    """

    files: tuple[Path, ...]
    printer: str = ""
    copies: int = 1
    pages: str = ""
    sides: str = ""
    into: Path | None = None
