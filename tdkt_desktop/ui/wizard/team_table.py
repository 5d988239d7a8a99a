"""The rows of teams and their leaders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tdkt_desktop.ui.wizard.sheet_table import Column, SheetModel
from tdkt_desktop.workflows.new_campaign.campaign_draft import Draft, TeamRow
from tdkt_desktop.workflows.new_campaign.draft_lists import free_code

UNITS = "units"


class TeamModel(SheetModel):
    """The teams of the draft; the last column counts their units."""

    columns = (
        Column("name", "Tên đoàn", 200),
        Column("honorific", "Ông, Bà", 80),
        Column("leader", "Trưởng đoàn", 190, "Họ và tên, không ghi học hàm, học vị"),
        Column("position", "Chức vụ", 220),
        Column("delegation", "Ủy quyền (nếu có)", 200, "Nếu trưởng đoàn làm thay người khác"),
        Column(UNITS, "Số đơn vị", 90),
    )

    def count(self) -> int:
        return len(self.keeper.draft.teams)

    def text(self, row: int, column: int) -> str:
        if row >= self.count():
            return ""
        team, field = self.keeper.draft.teams[row], self.columns[column].field
        if field == UNITS:
            return f"{sum(unit.team == team.code for unit in self.keeper.draft.units):02d}"
        return str(getattr(team, field))

    def problem(self, row: int, column: int) -> str:
        if row >= self.count() or self.columns[column].field != "leader":
            return ""
        return "" if self.keeper.draft.teams[row].leader else "Chưa có trưởng đoàn."

    def may_edit(self, column: int) -> bool:
        return self.columns[column].field != UNITS

    def changed(self, draft: Draft, row: int, field: str, text: str) -> Draft:
        teams = list(draft.teams)
        teams[row] = replace(teams[row], **{field: text})
        return replace(draft, teams=tuple(teams))

    def grown(self, draft: Draft, count: int) -> Draft:
        while len(draft.teams) < count:
            code = free_code(draft.teams)
            new = TeamRow(code, f"Đoàn kiểm tra số {code[1:]}")
            draft = replace(draft, teams=(*draft.teams, new))
        return draft

    def remove(self, rows: Sequence[int]) -> None:
        """Take teams out; their units belong to none then."""
        draft = self.keeper.draft
        gone = {draft.teams[row].code for row in rows}
        teams = tuple(team for team in draft.teams if team.code not in gone)
        units = tuple(replace(unit, team="") if unit.team in gone else unit for unit in draft.units)
        self.keeper.act(replace(draft, teams=teams, units=units))
