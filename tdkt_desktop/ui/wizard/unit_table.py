"""The rows of units and schedule: a cell is what was typed; a team is called by its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tdkt_desktop.ui.wizard.sheet_table import Column, SheetModel
from tdkt_desktop.workflows.new_campaign.campaign_draft import Draft, UnitRow
from tdkt_desktop.workflows.new_campaign.draft_lists import day_problem, with_team

SAME = "Để trống thì lấy theo tên đơn vị"
DATE, TEAM = "planned_date", "team"


class UnitModel(SheetModel):
    """The units of the draft."""

    columns = (
        Column("official", "Tên đơn vị", 300),
        Column(DATE, "Ngày kiểm tra", 120, "Ngày/tháng/năm"),
        Column(TEAM, "Đoàn", 180, "Số hoặc tên đoàn; đoàn chưa có thì được thêm"),
        Column("cluster", "Cụm", 150),
        Column("listed", "Tên trong thông báo", 170, SAME),
        Column("short", "Tên ngắn", 120, SAME),
    )

    def count(self) -> int:
        return len(self.keeper.draft.units)

    def text(self, row: int, column: int) -> str:
        if row >= self.count():
            return ""
        said = str(getattr(self.keeper.draft.units[row], self.columns[column].field))
        return self.keeper.draft.team_names.get(said, said) if self.columns[column].field == TEAM else said

    def problem(self, row: int, column: int) -> str:
        if row >= self.count() or (unit := self.keeper.draft.units[row]) == UnitRow():
            return ""
        if self.columns[column].field == DATE:
            return day_problem(unit.planned_date)
        return "Chưa có tên đơn vị." if column == 0 and not unit.official else ""

    def changed(self, draft: Draft, row: int, field: str, text: str) -> Draft:
        if field == TEAM:
            return with_team(draft, row, text)
        units = list(draft.units)
        units[row] = replace(units[row], **{field: text})
        return replace(draft, units=tuple(units))

    def grown(self, draft: Draft, count: int) -> Draft:
        more = (UnitRow(),) * (count - len(draft.units))
        return replace(draft, units=(*draft.units, *more))

    def remove(self, rows: Sequence[int]) -> None:
        gone = set(rows)
        kept = tuple(one for place, one in enumerate(self.keeper.draft.units) if place not in gone)
        self.keeper.act(replace(self.keeper.draft, units=kept))
