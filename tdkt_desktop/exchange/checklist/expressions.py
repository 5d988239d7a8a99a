"""The expressions of an XLSForm that a checklist knows: an answer that must be given, and limits of a number."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from tdkt_desktop.domain.values import plain_number

_EQUALS = re.compile(r"\(*\s*\$\{([^}]+)\}\s*=\s*(?:'([^']*)'|\"([^\"]*)\"|(-?\d+(?:\.\d+)?))\s*\)*")
_SELECTED = re.compile(r"selected\(\s*\$\{([^}]+)\}\s*,\s*(?:'([^']*)'|\"([^\"]*)\")\s*\)")
_LIMIT = re.compile(r"\(?\s*\.\s*(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?)\s*\)?")
_AND = re.compile(r"\s+and\s+")


class Limits(NamedTuple):
    """What a constraint says of a number; `rest` holds the parts that say something else."""

    least: Decimal | None = None
    most: Decimal | None = None
    rest: tuple[str, ...] = ()


def asked_and_said(relevant: str) -> tuple[str, str] | None:
    """The name of the question and the name of the choice of "${q} = 'a'" or "selected(${q}, 'a')"; None for more."""
    found = _EQUALS.fullmatch(relevant.strip()) or _SELECTED.fullmatch(relevant.strip())
    if found is None:
        return None
    asked, *said = found.groups()
    return asked.strip(), next((one for one in said if one is not None), "")


def limits_of(constraint: str, *, whole: bool) -> Limits:
    """The limits of ". >= 1 and . <= 9". For `whole` numbers ". > 0" is as good as ". >= 1"."""
    least = most = None
    rest = []
    for part in _AND.split(constraint.strip()) if constraint.strip() else ():
        found = _LIMIT.fullmatch(part)
        if found is None or (len(found[1]) == 1 and not (whole and "." not in found[2])):
            rest.append(part)
            continue
        number = Decimal(found[2])
        if found[1].startswith(">"):
            number += found[1] == ">"
            least = number if least is None else max(least, number)
        else:
            number -= found[1] == "<"
            most = number if most is None else min(most, number)
    return Limits(least, most, tuple(rest))


def constraint_of(least: Decimal | None, most: Decimal | None) -> str:
    """Limits as ODK reads them."""
    limits = ((">=", least), ("<=", most))
    return " and ".join(f". {sign} {plain_number(limit)}" for sign, limit in limits if limit is not None)


def limits_words(least: Decimal | None, most: Decimal | None) -> str:
    """What ODK tells a person beyond the limits."""
    said = [f"{word} {plain_number(one)}" for word, one in (("từ", least), ("đến", most)) if one is not None]
    return f"Số thường {' '.join(said)}. Hãy xem lại." if said else ""
