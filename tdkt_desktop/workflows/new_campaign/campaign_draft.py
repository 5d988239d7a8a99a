"""A campaign that is being set up: everything as a person typed it, so that nothing half-typed is ever lost or refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from functools import cached_property
from typing import Any

from tdkt_desktop.domain.campaign import Issuer
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.movements import with_movements
from tdkt_desktop.domain.reading_checklist import read_checklist
from tdkt_desktop.domain.values import Plain
from tdkt_desktop.exchange.grids.grid import Grid
from tdkt_desktop.exchange.grids.plain import grid_from_plain, grid_to_plain
from tdkt_desktop.exchange.lists.result import UnitList

FORMAT = "tdkt-draft 1"
NOBODY = Issuer()
ISSUER, PLAN, UNITS, TEAMS, CHECKLIST, SUMMARY = "issuer", "plan", "units", "teams", "checklist", "summary"
STEPS: Mapping[str, str] = {
    ISSUER: "Cơ quan và thể thức",
    PLAN: "Kế hoạch",
    UNITS: "Đơn vị và lịch",
    TEAMS: "Đoàn và trưởng đoàn",
    CHECKLIST: "Phiếu kiểm tra",
    SUMMARY: "Tóm tắt",
}


@dataclass(frozen=True)
class UnitRow:
    """A unit as typed; `planned_date` is day/month/year, `team` the code of a team, blanks are filled in when it is made."""

    official: str = ""
    planned_date: str = ""
    team: str = ""
    cluster: str = ""
    listed: str = ""
    short: str = ""
    kind: str = ""
    number: str = ""
    code: str = ""


@dataclass(frozen=True)
class TeamRow:
    """A team as typed."""

    code: str
    name: str = ""
    honorific: str = ""
    leader: str = ""
    position: str = ""
    delegation: str = ""


@dataclass(frozen=True)
class ListReading:
    """A list that is being read: its cells (the file may be gone by the time it is taken up again) and the answers so far.

    `sheet` is the one a person chose; blank: the only one with a list.
    """

    source: str
    grids: tuple[Grid, ...] = ()
    sheet: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    known: dict[int | None, UnitList] = field(
        default_factory=dict, compare=False, repr=False
    )  # by year: read once


@dataclass(frozen=True)
class ChosenChecklist:
    """A checklist as it was chosen: its whole tree, where it came from in words, and new names of its movements."""

    source: str
    tree: Plain = field(default=None, repr=False)
    movements: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def checklist(self) -> Checklist:
        """The checklist with its movements renamed. Raises ChecklistError."""
        return read_checklist(with_movements(self.tree, self.movements), self.source)


@dataclass(frozen=True)
class Draft:
    """A campaign that is being set up. `step` is where the person was."""

    issuer: Issuer = NOBODY
    province: str = ""
    year: str = ""
    id: str = ""
    title: str = ""
    plan_number: str = ""
    plan_date: str = ""
    plan_title: str = ""
    units: tuple[UnitRow, ...] = ()
    teams: tuple[TeamRow, ...] = ()
    reading: ListReading | None = None
    checklist: ChosenChecklist | None = None
    step: str = ISSUER

    @property
    def whole_year(self) -> int | None:
        """The year as a number; None while it is none."""
        typed = self.year.strip()
        return int(typed) if len(typed) == 4 and typed.isascii() and typed.isdecimal() else None

    @cached_property
    def team_names(self) -> Mapping[str, str]:
        """What each team is called, by code."""
        return {team.code: team.name or team.code for team in self.teams}


def without_blank_rows(draft: Draft) -> Draft:
    """The draft without lines in which nothing was typed."""
    return replace(draft, units=tuple(row for row in draft.units if row != UnitRow()))


def draft_to_plain(draft: Draft) -> dict[str, Plain]:
    """The draft as JSON can hold it."""
    reading, checklist = draft.reading, draft.checklist
    tree: dict[str, Any] = {
        one.name: getattr(draft, one.name)
        for one in fields(Draft)
        if isinstance(getattr(draft, one.name), str)
    }
    return tree | {
        "format": FORMAT,
        "issuer": asdict(draft.issuer),
        "units": [asdict(row) for row in draft.units],
        "teams": [asdict(row) for row in draft.teams],
        "reading": reading
        and {
            "source": reading.source,
            "grids": [grid_to_plain(grid) for grid in reading.grids],
            "sheet": reading.sheet,
            "answers": dict(reading.answers),
        },
        "checklist": checklist
        and {
            "source": checklist.source,
            "tree": checklist.tree,
            "movements": dict(checklist.movements),
        },
    }


def draft_from_plain(plain: Plain) -> Draft:
    """The draft of `draft_to_plain`. Raises KeyError, ValueError, TypeError or AttributeError for anything else."""
    if plain["format"] != FORMAT:
        raise ValueError(plain["format"])
    texts = {
        one.name: str(plain.get(one.name, one.default))
        for one in fields(Draft)
        if isinstance(one.default, str)
    }
    issuer = {
        one.name: tuple(map(str, plain["issuer"].get(one.name, ())))
        if one.default == ()
        else str(plain["issuer"].get(one.name, ""))
        for one in fields(Issuer)
    }
    reading, checklist = plain.get("reading"), plain.get("checklist")
    made: dict[str, Any] = {
        **texts,
        "issuer": Issuer(**issuer),  # type: ignore[arg-type]  # lists and texts by turns, as the fields are
        "units": tuple(_texts(UnitRow, row) for row in plain["units"]),
        "teams": tuple(_texts(TeamRow, row) for row in plain["teams"]),
        "reading": reading
        and ListReading(
            str(reading["source"]),
            tuple(grid_from_plain(grid) for grid in reading["grids"]),
            str(reading["sheet"]),
            {str(cell): str(words) for cell, words in reading["answers"].items()},
        ),
        "checklist": checklist
        and ChosenChecklist(
            str(checklist["source"]),
            checklist["tree"],
            {str(old): str(new) for old, new in checklist["movements"].items()},
        ),
    }
    draft = Draft(**made)
    return draft if draft.step in STEPS else replace(draft, step=ISSUER)


def _texts(kind: type[Any], row: Plain) -> Any:
    return kind(**{one.name: str(row.get(one.name, "")) for one in fields(kind)})
