"""From the cells of a free-form list to units and teams: a pure function, the same for the command line and a window.

Nothing is guessed: what could mean two things is a doubt at its cell, what means nothing an error at its cell, and as long
as there is one of either the units are only a preview.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tdkt_desktop.domain.values import Plain
from tdkt_desktop.exchange.grids.grid import Grid, GridCell, column_letters
from tdkt_desktop.exchange.lists.asking import (
    KEPT,
    RENUMBER,
    SKIPPED,
    UNIT,
    Asking,
    Issue,
    WrongAnswer,
    answers_by_cell,
    is_word,
)
from tdkt_desktop.exchange.lists.cells import CellReader, looks_american, looks_swapped
from tdkt_desktop.exchange.lists.columns import ROLES, Heading, find_heading, role_cell, role_of
from tdkt_desktop.exchange.lists.groups import LONE, Groups
from tdkt_desktop.exchange.lists.result import UnitList, chosen_grid
from tdkt_desktop.exchange.lists.teams import Teams
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.vietnamese.text import fold, squeeze

_CODE = re.compile(r"[^/ *@]+")
_SUMS = ("tổng cộng", "tổng số", "cộng:", "cộng ")


def read_unit_list(
    grids: Sequence[Grid], answers: Mapping[str, str], *, sheet: str = "", year: int | None = None
) -> UnitList:
    """Understand the list of units of a workbook. `answers` are words by cell ("Lịch!C7" or "Lịch!C7:C15")."""
    grid, problem, titles = chosen_grid(grids, sheet)
    if grid is None:
        return UnitList(sheet, errors=(Issue(sheet, "trang tính", "", problem, choices=titles),))
    try:
        asking = Asking(answers_by_cell(answers, grid.title))
    except WrongAnswer as wrong:
        return UnitList(grid.title, errors=(Issue("", "trả lời", "", wrong.message),))
    heading = find_heading(grid, asking)
    if heading is None:  # pragma: no cover - a chosen sheet has one
        return UnitList(grid.title)
    return _ListReader(grid, heading, asking, year).read()


class _ListReader:
    """Walks the rows below the heading once."""

    def __init__(self, grid: Grid, heading: Heading, asking: Asking, year: int | None) -> None:
        self.grid, self.heading, self.asking = grid, heading, asking
        self.cells = CellReader(grid, asking, year)
        self.teams = Teams(asking)
        self.units: list[dict[str, Plain]] = []
        self.last_numbered = 0
        self.groups = Groups(grid, heading, asking)
        self.counted_by_row = False
        self.names: dict[str, str] = {}  # folded name -> the cell it was first read from
        self.numbers: set[int] = set()
        self.again: GridCell | None = None  # where numbers start again, as they do under each cluster

    def read(self) -> UnitList:
        rows = range(self.heading.last_row + 1, self.grid.rows + 1)
        if "planned_date" in self.heading.columns:
            days = [self._cell("planned_date", row) for row in rows]
            self.cells.swapped, self.cells.month_first = looks_swapped(days), looks_american(days)
        self.groups.look_above()
        self.last_numbered = max(filter(self._has_number, rows), default=0)
        for row in rows:
            self._row(row)
        self._number()
        if not self.units and not self.asking.doubts and not self.asking.errors:
            self.asking.error(
                self._cell("official", self.heading.last_row), UNIT, "Dưới tên cột chưa có đơn vị nào."
            )
        for name in self.asking.unused():
            self.asking.errors.append(
                Issue(name, "trả lời", self.asking.answers[name], "Ô này không có gì cần trả lời.")
            )
        return UnitList(
            self.grid.title,
            self._columns(),
            tuple(self.units),
            tuple(self.teams.plain()),
            tuple(self.asking.doubts),
            tuple(self.asking.errors),
            tuple(self.cells.converted),
            self._notes(),
        )

    def _cell(self, role: str, row: int) -> GridCell:
        return role_cell(self.grid, self.heading, role, row)

    def _row(self, row: int) -> None:
        found = {
            self.grid.at(row, column).name: self.grid.at(row, column)
            for column in range(1, self.grid.columns + 1)
        }
        filled = [cell for cell in found.values() if not cell.blank]
        own = [cell for cell in filled if cell.row == row]
        if not own or self._left_out(row, own) or self.groups.is_heading(own):
            return
        name = self._cell("official", row)
        if name.row != row:  # a merged name: this row is more of the unit above
            self._more_of_a_unit(row, own, name)
            return
        if (lone := self.groups.begins(own, row)) is not None:
            self._lone(lone, name, row)
        elif self._has_number(row) or (len(own) > 1 and not name.blank) or self.asking.typed(name):
            self._unit(row, name)
        elif len(own) == 1:
            self._lone(own[0], name, row)
        else:
            self.asking.error(name, "tên đơn vị", f"Dòng {row} chưa có tên đơn vị.")

    def _lone(self, cell: GridCell, name: GridCell, row: int) -> None:
        if (text := self.cells.text(cell, LONE)) and self.groups.said_to_be_a_unit(cell, text, row):
            self._unit(row, name)

    def _has_number(self, row: int) -> bool:
        cell = self._cell("number", row)
        return not cell.blank and cell.row == row and cell.shown.strip(" .").isdecimal()

    def _left_out(self, row: int, own: list[GridCell]) -> bool:
        """A hidden row, or one whose name is answered with "bỏ qua"."""
        name = self._cell("official", row)
        if name.row == row and self.asking.skipped(name):
            return True
        if row not in self.grid.hidden_rows:
            return False
        message = f"Dòng {row} đang bị ẩn trong Excel. Có lấy dòng này không?"
        return self.asking.doubt(own[0], "dòng ẩn", message, choices=(KEPT, SKIPPED)) != KEPT

    def _more_of_a_unit(self, row: int, own: list[GridCell], name: GridCell) -> None:
        """Nothing that stands beside a merged name in a later row is dropped in silence."""
        for role in ("planned_date", "team", "leader"):
            cell = self._cell(role, row)
            if cell in own:
                what = ROLES[role]
                message = f"Đơn vị ở ô {name.name} chiếm nhiều dòng; dòng {row} có thêm {what} “{cell.shown}”. Bỏ qua ô này?"
                self.asking.doubt(cell, what, message, choices=(SKIPPED,))

    def _unit(self, row: int, name: GridCell) -> None:
        if name.blank and not self.asking.typed(name):
            self.asking.error(name, "tên đơn vị", f"Dòng {row} chưa có tên đơn vị.")
            return
        official = self.cells.text(name, "tên đơn vị")
        if not official or not self._is_unit(row, name, official) or self._is_twin(name, official):
            return
        number = self._own_number(row)
        day = self.cells.day(self._cell("planned_date", row), "ngày kiểm tra")
        unit: dict[str, Plain] = {"code": self._code(row), "number": number, "official": official}
        for role in ("listed", "short", "kind", "cluster"):
            if text := self._text(role, row):
                unit[role] = text
        if self.groups.cluster:
            unit.setdefault("cluster", self.groups.cluster)
        if day is not None:
            unit["planned_date"] = day.isoformat()
        if team := self._team(row):
            unit["team"] = team
        self.units.append(unit)

    def _is_unit(self, row: int, name: GridCell, official: str) -> bool:
        """Ask about a line that sums up or signs the table: it has words in several cells, but not what units have."""
        mark = "number" if "number" in self.heading.columns else "planned_date"
        marked = mark not in self.heading.columns or not self._cell(mark, row).blank
        if marked and not official.lower().startswith(_SUMS):
            return True
        if self.asking.typed(name) or is_word(self.asking.answer(name), KEPT):
            return True  # a person said so already
        seen = "giống dòng cộng" if marked else f"không có {ROLES[mark]}"
        message = f"Dòng {row} (“{official}”) {seen}. Đây có phải một đơn vị không?"
        likely = SKIPPED if row > self.last_numbered > 0 else ""  # where notes and signatures are
        return self.asking.doubt(name, "tên đơn vị", message, likely, (UNIT, SKIPPED)) == UNIT

    def _own_number(self, row: int) -> int | None:
        cell = self._cell("number", row)
        if is_word(self.asking.answer(cell), RENUMBER):
            self.again = self.again or cell
            return None
        number = None if cell.blank else self.cells.whole(cell, "số thứ tự")
        if number in self.numbers:
            self.again = self.again or cell
        elif number is not None:
            self.numbers.add(number)
        return number

    def _text(self, role: str, row: int) -> str:
        cell = self._cell(role, row)
        if cell.blank and not self.asking.typed(cell):
            return ""
        return self.cells.text(cell, ROLES[role], ", " if role == "leader" else " ")  # name, then position

    def _team(self, row: int) -> str:
        if self.groups.team:
            return self.teams.under(*self.groups.team)
        return self.teams.of(
            self._text("team", row),
            self._cell("team", row),
            self._text("leader", row) if "leader" in self.heading.columns else "",
            self._cell("leader", row),
            self._text("leader_position", row),
            self._text("delegation", row),
        )

    def _code(self, row: int) -> str:
        code = self._text("code", row)
        if not code:
            return ""
        cell = self._cell("code", row)
        if not _CODE.fullmatch(code):
            self.asking.error(cell, "mã đơn vị", f"Mã “{code}” không dùng được: không có dấu cách, /, *, @.")
        elif any(unit["code"] == code for unit in self.units):
            self.asking.error(cell, "mã đơn vị", f"Mã “{code}” bị trùng.")
        return code

    def _is_twin(self, cell: GridCell, official: str) -> bool:
        first = self.names.setdefault(squeeze(fold(official)), cell.name)
        if first == cell.name:
            return False
        message = f"“{official}” đã có ở ô {first}. Lấy cả hai hay bỏ qua dòng này?"
        return self.asking.doubt(cell, "tên đơn vị", message, choices=(KEPT, SKIPPED)) != KEPT

    def _number(self) -> None:
        """Give every unit its place and code; numbers of the list stand where they are whole and never come twice."""
        numbered = sum(unit["number"] is not None for unit in self.units)
        if self.again:
            message = "Số thứ tự trong danh sách lặp lại từ đây. Có đánh số lại từ 1 theo thứ tự dòng không?"
            self.asking.doubt(self.again, "số thứ tự", message, RENUMBER, (RENUMBER,))
        keep = numbered == len(self.units) and not self.again
        self.counted_by_row = bool(numbered) and not keep
        taken = {unit["code"] for unit in self.units}
        for place, unit in enumerate(self.units, start=1):
            unit["number"] = unit["number"] if keep else place
            if not unit["code"]:
                unit["code"] = _free_code(place, taken)
                taken.add(unit["code"])

    def _columns(self) -> tuple[tuple[str, str, str], ...]:
        roles = {column: ROLES[role] for role, column in self.heading.columns.items()}
        return tuple(
            (column_letters(column), label, roles.get(column, "không dùng"))
            for column, label in self.heading.labels.items()
            if label or column in roles
        )

    def _notes(self) -> tuple[str, ...]:
        notes = [
            f"Cột {letters} “{label}” không có chỗ trong đợt kiểm tra nên không dùng."
            for letters, label, role in self._columns()
            if role == "không dùng" and role_of(label) != "number"
        ]
        if self.counted_by_row:
            notes.append("Số thứ tự không đủ hoặc lặp lại: đơn vị được đánh số theo thứ tự dòng.")
        undated = [unit["official"] for unit in self.units if "planned_date" not in unit]
        if undated and not self.asking.errors and not self.asking.doubts:
            notes.append(f"{padded(len(undated))} đơn vị chưa có ngày kiểm tra: {'; '.join(undated[:5])}.")
        return tuple(notes)


def _free_code(place: int, taken: set[str]) -> str:
    code = f"DV{padded(place)}"
    return code if code not in taken else f"{code}x"
