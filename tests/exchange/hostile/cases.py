"""What a case of the corpus is: a file made by code, and what must come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tdkt_desktop.domain.errors import DamagedPackage, TdktError


@dataclass(frozen=True)
class Case:
    """One hostile file. `words` is a part of the message that only this fault has; `taken` says why it is harmless."""

    name: str
    make: Callable[[], bytes]
    words: str = ""
    error: type[TdktError] = DamagedPackage
    taken: str = ""
    password: str = ""

    def __str__(self) -> str:
        return self.name
