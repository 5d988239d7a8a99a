"""What stands over several rows of a list: headings of clusters and teams between the units, and a team above them all."""

from __future__ import annotations

import re

from tdkt_desktop.exchange.grids.grid import CellKind, Grid, GridCell
from tdkt_desktop.exchange.lists.asking import CLUSTER, SKIPPED, TEAM, UNIT, Asking
from tdkt_desktop.exchange.lists.columns import Heading, label_text, role_cell
from tdkt_desktop.exchange.lists.teams import TEAM_HEADING
from tdkt_desktop.vietnamese.text import fold, squeeze

LONE = "dòng chỉ có một ô"
_CLUSTER = re.compile(r"(?:[ivxlc]+|[a-z]|\d+)?[\s.)-]*(cum|khoi)\b")
_LETTERED = re.compile(r"(?:[IVXLC]+|[A-Z])\s*[.)]?")
_ENUMERATED = re.compile(r"^\s*(?:[IVXLC]+|[A-Z]|\d+)\s*[.)-]\s+")
_MAY_BE = {
    CLUSTER: "tên cụm của các đơn vị bên dưới",
    TEAM: "tên đoàn của các đơn vị bên dưới",
    UNIT: "một đơn vị",
}


class Groups:
    """The cluster and the team (its heading and where that stands) of the rows that follow."""

    def __init__(self, grid: Grid, heading: Heading, asking: Asking) -> None:
        self._grid, self._heading, self._asking = grid, heading, asking
        self._by_rows = not {"team", "leader"} & set(heading.columns)  # no column says whose unit it is
        self.cluster = ""
        self.team: tuple[str, GridCell] | None = None

    def look_above(self) -> None:
        """A list of one team says so above the names of the columns, its leader on a line of its own perhaps."""
        if not self._by_rows:
            return
        rows = range(1, self._heading.first_row)
        lone = {squeeze(label_text(cell)): cell for row in rows if (cell := self._only_text(row)) is not None}
        for text, cell in lone.items():
            if (found := TEAM_HEADING.search(text)) is None:
                continue
            message = f"Dòng {cell.row} ghi “{text}”. Đây có phải đoàn kiểm tra các đơn vị bên dưới không?"
            if self._asking.doubt(cell, "đoàn", message, TEAM, (TEAM, SKIPPED)) == TEAM:
                leader = next((one for one in lone if one.lower().startswith("trưởng đoàn")), "")
                self.team = (f"{text[found.start() :]} {leader}".strip(), cell)
            return

    def is_heading(self, own: list[GridCell]) -> bool:
        """Whether a row only says the names of the columns once more, as tables with a part for each team do."""
        return len(own) > 1 and all(
            cell.kind is CellKind.TEXT
            and fold(label_text(cell)) in fold(self._heading.labels.get(cell.column, ""))
            for cell in own
        )

    def begins(self, own: list[GridCell], row: int) -> GridCell | None:
        """The one text of a row such as "I | CỤM THI ĐUA SỐ 1"; None where a row is more, or something else."""
        number, name = (role_cell(self._grid, self._heading, role, row) for role in ("number", "official"))
        said = [cell for cell in own if cell != number]
        if len(said) != 1:
            return None
        lettered = number.row == row and bool(_LETTERED.fullmatch(number.shown))
        named = said == [name] and bool(_CLUSTER.match(fold(name.shown)))
        return said[0] if lettered or named else None

    def said_to_be_a_unit(self, cell: GridCell, text: str, row: int) -> bool:
        """Ask what a lone text is: a heading over the units below, a unit without anything else, a line below the table."""
        name = role_cell(self._grid, self._heading, "official", row)
        heading = _ENUMERATED.sub("", text)
        of_team = self._by_rows and TEAM_HEADING.match(heading) is not None
        may_be = [TEAM, CLUSTER] if of_team else [CLUSTER]
        if cell == name:
            may_be.append(UNIT)
        asked = ", là ".join(_MAY_BE[one] for one in may_be)
        message = f"Dòng {row} chỉ có một ô: “{text}”. Đây là {asked}, hay bỏ qua?"
        likely = TEAM if of_team else self._likely(heading, name, row)
        chosen = self._asking.doubt(cell, LONE, message, likely, (*may_be, SKIPPED))
        if chosen == CLUSTER:
            self.cluster = heading
        elif chosen == TEAM:
            self.team = (heading, cell)
        return chosen == UNIT

    def _likely(self, heading: str, name: GridCell, row: int) -> str:
        """What a lone text probably is: a unit where merged cells give its row a day or a team as well."""
        if _CLUSTER.match(fold(heading)):
            return CLUSTER
        given = (
            role_cell(self._grid, self._heading, role, row) for role in ("planned_date", "team", "leader")
        )
        return UNIT if not name.blank and any(not cell.blank for cell in given) else SKIPPED

    def _only_text(self, row: int) -> GridCell | None:
        cells = {self._grid.at(row, column) for column in range(1, self._grid.columns + 1)}
        filled = [cell for cell in cells if not cell.blank and cell.kind is CellKind.TEXT]
        return filled[0] if len(filled) == 1 else None
