"""Whose machine signed a package: one that is known, the first one, or another than before.

The first key that comes from a team is noted; a later package of that team signed by another key may be a new laptop or
somebody else, and only a person who calls the team can tell (trust on first use, as with SSH host keys).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

OFFICE = ""  # the owner of the machine that issues the plans


class Standing(StrEnum):
    """How the key of a package stands to those that came from the same team before."""

    KNOWN = "known"
    FIRST = "first"
    OTHER = "other"  # another machine than before
    UNSIGNED = "unsigned"  # no signature, where there was one before
    OLD = "old"  # no signature, as all that came before: a program before format 1.2

    @property
    def must_ask(self) -> bool:
        """Whether a person has to say that this is right."""
        return self in (Standing.OTHER, Standing.UNSIGNED)


@dataclass(frozen=True)
class Machine:
    """A machine that packages came from: its key (64 hex digits), the team's code (OFFICE for the office), the name that
    was given to it here, when its first package was taken in, and how many.
    """

    key: str
    owner: str
    name: str = ""
    since: str = ""
    packages: int = 0


def owner_of(kind: str, team: str) -> str:
    """Whose machine packs a package of that kind."""
    return team if kind == "team" else OFFICE


def standing(key: str, known: Collection[str]) -> Standing:
    """How a key stands to the keys known of its owner; blank ones (packages without a signature) count for nothing."""
    signed = [one for one in known if one]
    if not key:
        return Standing.UNSIGNED if signed else Standing.OLD
    if key in signed:
        return Standing.KNOWN
    return Standing.OTHER if signed else Standing.FIRST
