"""The list of units of a campaign that is being set up: read from a workbook or the clipboard, asked about, taken over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from tdkt_desktop.domain.values import Plain
from tdkt_desktop.exchange.grids.grid import GridCell
from tdkt_desktop.exchange.lists.asking import AGREED, SKIPPED, Issue
from tdkt_desktop.exchange.lists.reading import read_unit_list
from tdkt_desktop.exchange.lists.result import UnitList
from tdkt_desktop.exchange.lists.teams import team_key
from tdkt_desktop.exchange.lists.unlabelled import headed
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.vietnamese.dates import UnclearDate, parse_date, short_date
from tdkt_desktop.vietnamese.text import fold, squeeze
from tdkt_desktop.workflows.new_campaign.campaign_draft import Draft, ListReading, TeamRow, UnitRow

__all__ = ["AGREED", "SKIPPED", "Issue", "UnitList"]
PASTED = "Bảng vừa dán"
SHEET = "trang tính"


class CellState(StrEnum):
    """How a cell of a list was read."""

    PLAIN = "plain"
    DOUBT = "doubt"
    ERROR = "error"
    ANSWERED = "answered"
    CONVERTED = "converted"


@dataclass(frozen=True)
class ShownCell:
    """A cell as a person sees it in the preview: its name, its words, and what there is to say of it."""

    name: str
    text: str
    state: CellState
    note: str = ""


def read_list_file(path: Path) -> ListReading:
    """Begin to read a workbook. Raises FileMissing or WrongFile."""
    from tdkt_desktop.exchange.grids.files import read_grids  # noqa: PLC0415 - Excel loads when first used

    return ListReading(path.name, read_grids(path))


def read_list_pasted(text: str, html: str = "") -> ListReading | None:
    """Begin to read a table of the clipboard; None where there is no table. Raises WrongFile where it is too large."""
    from tdkt_desktop.exchange.grids.clipboard import pasted_grid  # noqa: PLC0415 - loads when first used

    grid = pasted_grid(text, html)
    return None if grid is None else ListReading(PASTED, (grid,))


def understood(reading: ListReading, year: int | None) -> UnitList:
    """What a list says with the answers so far. Columns without a heading are asked about first."""
    if year not in reading.known:
        grids, asked = headed(reading.grids, reading.sheet, reading.answers)
        reading.known[year] = (
            UnitList(grids[0].title, doubts=asked)
            if asked
            else read_unit_list(grids, reading.answers, sheet=reading.sheet, year=year)
        )
    return reading.known[year]


def answered(reading: ListReading, cell: str, words: str) -> ListReading:
    """The reading with one more answer; blank words take an answer back."""
    answers = {name: said for name, said in reading.answers.items() if name != cell}
    if words.strip():
        answers[cell] = words.strip()
    return replace(reading, answers=answers, known={})


def agreed(reading: ListReading, issues: Sequence[Issue]) -> ListReading:
    """Every proposal of these taken at once."""
    agreements = {one.cell: AGREED for one in issues if one.proposal}
    return replace(reading, answers={**reading.answers, **agreements}, known={})


def on_sheet(reading: ListReading, sheet: str) -> ListReading:
    """The reading of another sheet."""
    return replace(reading, sheet=sheet, known={})


def shown_grid(reading: ListReading, found: UnitList) -> tuple[tuple[ShownCell, ...], ...]:
    """The sheet that is read, cell by cell, with its doubts and errors where they stand."""
    grids, _ = headed(reading.grids, reading.sheet, reading.answers)
    grid = next((one for one in grids if one.title == found.sheet), grids[0])
    states = _states(reading, found)
    first = min((row for row, _ in grid.cells), default=1)
    return tuple(
        tuple(_shown(grid.at(row, column), (row, column), states) for column in range(1, grid.columns + 1))
        for row in range(min(first, 1), grid.rows + 1)
    )


def taken(draft: Draft, found: UnitList, *, adding: bool = False) -> Draft:
    """The draft with the units and teams of a settled list, in place of its own or behind them; the reading is over."""
    if not adding:
        teams = tuple(_team_row(one) for one in found.teams)
        return replace(draft, units=tuple(map(_unit_row, found.units)), teams=teams, reading=None)
    teams, codes = _joined_teams(draft.teams, found.teams)
    rows = [replace(_unit_row(one), team=codes.get(one.get("team", ""), "")) for one in found.units]
    known = {row.code for row in draft.units if row.code}
    rows = [replace(row, number="", code="" if row.code in known else row.code) for row in rows]
    kept = tuple(replace(row, number="") for row in draft.units if row != UnitRow())
    return replace(draft, units=(*kept, *rows), teams=teams, reading=None)


def with_team(draft: Draft, row: int, typed: str) -> Draft:
    """The draft with the team of a unit as a person typed it: one that is there, or a new one of that name."""
    key = team_key(typed) if typed.strip() else ""
    code = ""
    if key:
        known = {team_key(team.name or team.code): team.code for team in draft.teams}
        by_code = {fold(team.code): team.code for team in draft.teams}
        code = known.get(key) or by_code.get(squeeze(fold(typed)), "")
        if not code:
            code = free_code(draft.teams)
            name = f"Đoàn kiểm tra số {padded(int(key[1:]))}" if key.startswith("#") else squeeze(typed)
            draft = replace(draft, teams=(*draft.teams, TeamRow(code, name)))
    units = list(draft.units)
    units[row] = replace(units[row], team=code)
    return replace(draft, units=tuple(units))


def free_code(teams: Sequence[TeamRow]) -> str:
    """The first code D01, D02 ... that no team has."""
    taken_codes = {team.code for team in teams}
    return next(code for number in range(1, 1000) if (code := f"D{padded(number)}") not in taken_codes)


def day_problem(typed: str) -> str:
    """Why a day as typed names no day; blank when it does, or is blank."""
    try:
        if typed.strip():
            parse_date(typed)
    except UnclearDate as unclear:
        return unclear.message
    return ""


def _states(reading: ListReading, found: UnitList) -> Mapping[str, tuple[CellState, str]]:
    states: dict[str, tuple[CellState, str]] = {
        cell: (CellState.CONVERTED, f"Chữ {encoding} đã đổi: {text}")
        for cell, text, encoding in found.converted
    }
    states |= {cell: (CellState.ANSWERED, f"Đã trả lời: {said}") for cell, said in reading.answers.items()}
    states |= {one.cell: (CellState.DOUBT, one.message) for one in found.doubts}
    return states | {one.cell: (CellState.ERROR, one.message) for one in found.errors}


def _shown(cell: GridCell, spot: tuple[int, int], states: Mapping[str, tuple[CellState, str]]) -> ShownCell:
    covered = (cell.row, cell.column) != spot
    state, note = (CellState.PLAIN, "") if covered else states.get(cell.name, (CellState.PLAIN, ""))
    return ShownCell(cell.name, "" if covered else cell.shown, state, note)


def _unit_row(unit: Mapping[str, Plain]) -> UnitRow:
    texts = {
        name: str(unit.get(name) or "")
        for name in ("official", "team", "cluster", "listed", "short", "kind", "number", "code")
    }
    day = unit.get("planned_date")
    return UnitRow(planned_date=short_date(parse_date(day)) if day else "", **texts)


def _team_row(team: Mapping[str, Plain]) -> TeamRow:
    leader = team["leader"]
    return TeamRow(
        team["code"],
        team["name"],
        leader["honorific"],
        leader["name"],
        leader["position"],
        team["delegation"],
    )


def _joined_teams(
    known: tuple[TeamRow, ...], more: Sequence[Plain]
) -> tuple[tuple[TeamRow, ...], dict[str, str]]:
    """The teams of both, the same team once, and what each code of the new list is called now."""
    teams, codes = list(known), {}
    for one in more:
        row = _team_row(one)
        same = next((team for team in teams if team_key(team.name) == team_key(row.name)), None)
        code = same.code if same else free_code(teams)
        codes[row.code] = code
        if same is None:
            teams.append(replace(row, code=code))
        elif not same.leader:
            teams[teams.index(same)] = replace(row, code=code, name=same.name)
    return tuple(teams), codes


def lines_pasted(text: str, html: str = "") -> tuple[tuple[tuple[str, str], ...], ...]:
    """One column of the clipboard, a line each, as runs of text with their fonts where they are known."""
    from tdkt_desktop.exchange.grids.clipboard import pasted_grid  # noqa: PLC0415 - loads when first used

    grid = pasted_grid(text, html)
    if grid is not None:
        cells = [grid.at(row, 1) for row in range(1, grid.rows + 1)]
        return tuple(cell.runs or ((cell.shown, ""),) for cell in cells)
    return tuple(((line, ""),) for line in text.splitlines() if line.strip())
