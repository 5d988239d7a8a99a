"""What a campaign keeps of an earlier one: a frozen extract of its units, figures and proposals, with where it is from.

It lives in the log under "earlier/<campaign id>", so that it travels to the teams and merges as everything else does.
Limitations of units that are inspected again are lines of those units (domain.mending); only those that found no unit, or
could not be put there, stay here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.domain.values import Plain

SUBJECT = "earlier"
GROUPS = ("doing", "failing", "not_applicable", "not_checked")


@dataclass(frozen=True)
class EarlierUnit:
    """A unit as that campaign had it. `now` is its code in this campaign, blank when it is not inspected this time;
    `limitations` are (criterion in words, text, year) that are not lines of a unit of this campaign.
    """

    code: str
    official: str
    listed: str
    short: str
    aliases: tuple[str, ...] = ()
    now: str = ""
    limitations: tuple[tuple[str, str, str], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it was known by, each once."""
        return tuple(
            dict.fromkeys(one for one in (self.official, self.listed, self.short, *self.aliases) if one)
        )


@dataclass(frozen=True)
class EarlierFigure:
    """What was counted on one question. The four groups hold codes of that campaign's units and add up to its N.

    `counted` tells yes from no; otherwise "doing" means that something was recorded. `declared` is a count given without
    names (-1: none). `total` is a sum as decimal text, blank without one, over `summed` units; `mixed` when it adds what
    should not be added. `mapped` is the question of this campaign that a person says asks the same.
    """

    code: str
    ask: str
    kind: str
    expects: str = ""
    counted: bool = False
    doing: tuple[str, ...] = ()
    failing: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    not_checked: tuple[str, ...] = ()
    declared: int = -1
    total: str = ""
    measure: str = ""
    summed: int = 0
    mixed: bool = False
    mapped: str = ""

    @property
    def units(self) -> frozenset[str]:
        """The codes of the units that N counts."""
        return frozenset(code for group in GROUPS for code in getattr(self, group))

    @property
    def base(self) -> int:
        """N: the units that were inspected then."""
        return sum(len(getattr(self, group)) for group in GROUPS)

    @property
    def unnamed(self) -> bool:
        """Whether a count without names speaks, as long as no unit's own record said anything."""
        return self.declared >= 0 and not (self.doing or self.failing or self.not_applicable)

    @property
    def n(self) -> int:
        """How many did: by name, or as declared."""
        return self.declared if self.unnamed else len(self.doing)


@dataclass(frozen=True)
class EarlierProposal:
    """A proposal of that campaign, and what had become of it when it was taken over. `unit` is a code of then."""

    key: str
    unit: str
    addressee: str
    text: str
    status: str = ""
    note: str = ""


@dataclass(frozen=True)
class Earlier:
    """The extract of one earlier campaign; `source` is its id."""

    source: str
    title: str = ""
    year: int = 0
    units: tuple[EarlierUnit, ...] = ()
    figures: tuple[EarlierFigure, ...] = ()
    proposals: tuple[EarlierProposal, ...] = ()

    def unit(self, code: str) -> EarlierUnit | None:
        """A unit by its code of then."""
        return next((one for one in self.units if one.code == code), None)

    def known_as(self, code: str) -> tuple[EarlierUnit, ...]:
        """The units of then that are one unit of this campaign."""
        return tuple(one for one in self.units if one.now == code)


FIELDS = tuple(field.name for field in fields(Earlier) if field.name != "source")
ROWS: dict[str, Any] = {"units": EarlierUnit, "figures": EarlierFigure, "proposals": EarlierProposal}


def earlier_fields(one: Earlier) -> dict[str, Plain]:
    """Every field in plain form; blanks are left out of its rows."""
    return {
        name: [_row(row) for row in getattr(one, name)] if name in ROWS else getattr(one, name)
        for name in FIELDS
    }


def earlier_changes(one: Earlier) -> list[Change]:
    """What the log has to hold of an extract."""
    return [Change(f"{SUBJECT}/{one.source}", name, value) for name, value in earlier_fields(one).items()]


def earlier_from_row(row: Mapping[str, Plain]) -> Earlier | None:
    """Read an extract from its fields; None where it was taken back."""
    if not row.get("year") and not row.get("units"):
        return None
    rows = {name: tuple(_read(kind, part) for part in row.get(name) or ()) for name, kind in ROWS.items()}
    return Earlier(str(row["source"]), row.get("title") or "", row.get("year") or 0, **rows)


def _row(one: object) -> dict[str, Plain]:
    found: dict[str, Plain] = {}
    for field in fields(one):  # type: ignore[arg-type]  # one of the rows above
        value = getattr(one, field.name)
        if value != field.default:
            found[field.name] = _plain(value)
    return found


def _plain(value: object) -> Plain:
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def _read(kind: Any, plain: Mapping[str, Plain]) -> Any:
    """A row; parts that only a newer version knows are passed over."""
    known = {field.name for field in fields(kind)}
    return kind(**{name: _frozen(value) for name, value in plain.items() if name in known})


def _frozen(value: Plain) -> Any:
    return tuple(_frozen(part) for part in value) if isinstance(value, list) else value
