"""Guards a campaign that is being set up: kept whole, read from lists of every kind, made as the command line makes it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from tdkt_desktop.domain.campaign import Campaign, Issuer
from tdkt_desktop.domain.errors import CampaignError, EnvironmentProblem
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.campaign.last_issuer import last_used
from tdkt_desktop.workflows.new_campaign import (
    campaign_lists,
    draft_building,
    draft_checks,
    draft_lists,
    draft_store,
)
from tdkt_desktop.workflows.new_campaign.campaign_draft import (
    CHECKLIST,
    PLAN,
    TEAMS,
    UNITS,
    Draft,
    TeamRow,
    UnitRow,
    draft_from_plain,
    draft_to_plain,
)
from tests.support import messy_list as messy
from tests.support.answered_list import AGREED, true_answers
from tests.support.old_encodings import in_tcvn3

YEAR = "2026"


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TDKT_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def listed(tmp_path: Path) -> tuple[Path, dict[int, int]]:
    path = tmp_path / "lich.xlsx"
    return path, messy.save_messy_list(path)


def ready(*units: UnitRow) -> Draft:
    """A draft with nothing missing that blocks."""
    chosen = draft_building.chosen_checklist("mau-7-noi-dung")
    return Draft(year=YEAR, checklist=chosen, units=units or (UnitRow("Đơn vị 01"),))


def read_whole(path: Path, rows: dict[int, int], draft: Draft) -> Draft:
    """The messy list with every doubt answered, taken over."""
    reading = draft_lists.read_list_file(path)
    for cell, words in true_answers(rows).items():
        reading = draft_lists.answered(reading, cell, words)
    found = draft_lists.understood(reading, 2026)
    assert not found.errors
    found = draft_lists.understood(draft_lists.agreed(reading, found.doubts), 2026)
    assert found.settled
    return draft_lists.taken(draft, found)


def as_headless(path: Path, rows: dict[int, int], store: Path) -> Campaign:
    """The campaign that the command line makes of the same list."""
    facts = campaign_lists.CampaignFacts(year=2026, checklist="mau-7-noi-dung")
    doubts = campaign_lists.preview_list(path, facts, true_answers(rows)).doubts
    answers = true_answers(rows) | {issue.cell: AGREED for issue in doubts}
    found = campaign_lists.preview_list(path, facts, answers)
    with campaigns.open_campaign(
        campaign_lists.create_from_list(path, found, facts, store), writing=False
    ) as one:
        return one.campaign


def test_the_same_list_makes_the_same_campaign_as_the_command_line(
    listed: tuple[Path, dict[int, int]], tmp_path: Path
) -> None:
    path, rows = listed
    draft = read_whole(path, rows, ready())
    made = draft_building.build_campaign(draft)
    with campaigns.open_campaign(made, writing=False) as session:
        assert session.campaign == as_headless(path, rows, tmp_path / "khac.tdktdb")
        assert len(session.campaign.units) == 34


def test_nothing_is_guessed_and_what_is_asked_stands_in_its_cell(listed: tuple[Path, dict[int, int]]) -> None:
    path, rows = listed
    reading = draft_lists.read_list_file(path)
    found = draft_lists.understood(reading, 2026)
    assert {one.cell for one in found.errors} == set(true_answers(rows))
    shown = {cell.name: cell for row in draft_lists.shown_grid(reading, found) for cell in row if cell.text}
    for issue in found.doubts:
        assert (shown[issue.cell].state, shown[issue.cell].note) == (
            draft_lists.CellState.DOUBT,
            issue.message,
        )
    converted = shown[f"Lịch!D{rows[3]}"]
    assert converted.state is draft_lists.CellState.CONVERTED
    assert messy.name_of(3) in converted.note
    assert converted.text == in_tcvn3(messy.name_of(3))


def test_a_half_read_list_outlives_its_file(listed: tuple[Path, dict[int, int]]) -> None:
    path, rows = listed
    reading = draft_lists.answered(draft_lists.read_list_file(path), *next(iter(true_answers(rows).items())))
    draft = replace(ready(), reading=reading, issuer=Issuer(lines=("A", "B"), place="Tỉnh lỵ"), step=UNITS)
    before = draft_lists.understood(reading, 2026)
    draft_store.save_draft(draft)
    path.unlink()
    again, problem = draft_store.load_draft()
    assert (again, problem) == (draft, "")
    assert again is not None
    assert again.reading is not None
    assert draft_lists.understood(again.reading, 2026) == before


def test_a_draft_survives_json() -> None:
    draft = replace(ready(UnitRow("Đơn vị 01", "1/9/2026", "D01")), teams=(TeamRow("D01", "Đoàn số 01"),))
    assert draft_from_plain(json.loads(json.dumps(draft_to_plain(draft)))) == draft


def test_a_spoiled_draft_is_put_aside(data_folder: Path) -> None:
    draft_store.save_draft(ready())
    draft_store.draft_path().write_text('{"format": "tdkt-draft 1", "units": 7', encoding="utf-8")
    found, problem = draft_store.load_draft()
    assert found is None
    assert draft_store.SPOILED in problem
    assert (data_folder / draft_store.SPOILED).is_file()
    assert draft_store.load_draft() == (None, "")


def test_a_draft_that_cannot_be_written_leaves_the_one_before(
    monkeypatch: pytest.MonkeyPatch, data_folder: Path
) -> None:
    draft_store.save_draft(ready())
    before = draft_store.draft_path().read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(EnvironmentProblem, match="Chưa ghi được"):
        draft_store.save_draft(ready(UnitRow("Đơn vị 02")))
    assert draft_store.draft_path().read_bytes() == before
    assert [one.name for one in data_folder.iterdir()] == [draft_store.FILE]


HTML = """<html><head><style>.xl65 {mso-font-charset:0; font-family:.VnTime, serif;}</style></head><body>
<table><tr><td rowspan=2>TT</td><td colspan=2>Kế hoạch</td><td rowspan=2>Đoàn số</td></tr>
<tr><td>Tên đơn vị</td><td>Ngày kiểm tra</td></tr>
<tr><td>1</td><td class=xl65>{old}</td><td>15/9/2026</td><td rowspan=2>1</td></tr>
<tr><td>2</td><td>Đơn vị<br>02</td><td>46281</td></tr></table></body></html>"""


def test_a_table_pasted_from_excel_or_word_keeps_fonts_and_merged_cells() -> None:
    name = "Đơn vị trưởng cụm"
    reading = draft_lists.read_list_pasted("TT\tx", HTML.replace("{old}", in_tcvn3(name)))
    assert reading is not None
    found = draft_lists.understood(reading, 2026)
    assert [one.cell for one in found.doubts] == ["Dán!C4"]
    found = draft_lists.understood(draft_lists.agreed(reading, found.doubts), 2026)
    draft = draft_lists.taken(ready(), found)
    assert [(row.official, row.planned_date, row.team) for row in draft.units] == [
        (name, "15/9/2026", "D01"),
        ("Đơn vị 02", "16/9/2026", "D01"),
    ]


def test_columns_without_a_heading_are_asked_about() -> None:
    reading = draft_lists.read_list_pasted("Đơn vị 01\t1/9/2026\tx\nĐơn vị 02\t2/9/2026\ty\n")
    assert reading is not None
    found = draft_lists.understood(reading, 2026)
    assert [one.cell for one in found.doubts] == ["Dán!A0", "Dán!B0", "Dán!C0"]
    reading = draft_lists.answered(
        draft_lists.answered(reading, "Dán!A0", "bỏ qua"), "Dán!B0", "ngày kiểm tra"
    )
    reading = draft_lists.answered(reading, "Dán!C0", "bỏ qua")
    assert "Chưa cột nào" in draft_lists.understood(reading, 2026).doubts[0].message
    reading = draft_lists.answered(reading, "Dán!A0", "tên đơn vị")
    found = draft_lists.understood(reading, 2026)
    assert found.settled, found
    assert [unit["official"] for unit in found.units] == ["Đơn vị 01", "Đơn vị 02"]


@pytest.mark.parametrize("text", ["một dòng chữ", "", "   "])
def test_text_that_is_no_table_is_no_list(text: str) -> None:
    assert draft_lists.read_list_pasted(text) is None


def test_a_second_list_joins_the_first() -> None:
    draft = replace(
        ready(UnitRow("Đơn vị 01", team="D01", code="DV01")), teams=(TeamRow("D01", "Đoàn kiểm tra số 01"),)
    )
    reading = draft_lists.read_list_pasted("Tên đơn vị\tĐoàn\nĐơn vị 02\tĐoàn số 1\nĐơn vị 03\tĐoàn 2")
    assert reading is not None
    draft = draft_lists.taken(draft, draft_lists.understood(reading, 2026), adding=True)
    assert [(row.official, row.team) for row in draft.units] == [
        ("Đơn vị 01", "D01"),
        ("Đơn vị 02", "D01"),
        ("Đơn vị 03", "D02"),
    ]
    campaign = draft_building.campaign_of(draft)
    assert len({unit.code for unit in campaign.units}) == 3
    assert [unit.number for unit in campaign.units] == [1, 2, 3]


def test_a_team_is_typed_by_number_code_or_name() -> None:
    draft = ready(UnitRow("A"), UnitRow("B"), UnitRow("C"), UnitRow("D"))
    for row, typed in enumerate(("1", "đoàn số 01", "d01", "Đoàn đặc biệt")):
        draft = draft_lists.with_team(draft, row, typed)
    assert [row.team for row in draft.units] == ["D01", "D01", "D01", "D02"]
    assert [team.name for team in draft.teams] == ["Đoàn kiểm tra số 01", "Đoàn đặc biệt"]
    assert draft_lists.with_team(draft, 3, " ").units[3].team == ""


def test_what_is_missing_is_said_with_its_step_and_its_remedy() -> None:
    draft = Draft(plan_date="31/2/2026", units=(UnitRow("", "1/9"), UnitRow()), teams=(TeamRow("D01"),))
    found = draft_checks.lacks(draft)
    blocking = [(one.step, one.words) for one in found if one.blocking]
    assert [step for step, _ in blocking] == [PLAN, PLAN, UNITS, UNITS, CHECKLIST]
    assert all(one.remedy for one in found)
    assert {one.step for one in found if not one.blocking} >= {TEAMS}
    with pytest.raises(CampaignError, match="năm"):
        draft_building.build_campaign(draft)
    assert not list(campaigns.data_folder().glob("*.tdktdb"))


def test_a_made_campaign_is_what_was_typed_and_its_issuer_is_remembered(data_folder: Path) -> None:
    issuer = Issuer(
        lines=("HỘI ĐỒNG",), place="Tỉnh lỵ", symbol="TB-HĐ", signer_name="Người ký", recipients=("VT",)
    )
    draft = replace(
        ready(UnitRow(" Đơn  vị 01 ", "9/9/2026", "D01", cluster="Cụm 1"), UnitRow(), UnitRow("Đơn vị 02")),
        issuer=issuer,
        plan_number="19/KH",
        plan_date="6.6.2026",
        teams=(TeamRow("D01", "Đoàn số 01", "Ông", "Trưởng đoàn 01", "Chức vụ 01"),),
    )
    assert [line.words for line in draft_checks.summary(draft)][4] == "19/KH ngày 6.6.2026"
    with campaigns.open_campaign(draft_building.build_campaign(draft), writing=False) as session:
        campaign = session.campaign
    assert (campaign.id, campaign.issuer) == ("kiem-tra-2026", issuer)
    assert (campaign.plan.number, campaign.plan.date) == ("19/KH", dt.date(2026, 6, 6))
    assert [(unit.code, unit.official, unit.team) for unit in campaign.units] == [
        ("DV01", "Đơn vị 01", "D01"),
        ("DV02", "Đơn vị 02", ""),
    ]
    assert campaign.teams[0].leader.full == "Ông Trưởng đoàn 01, Chức vụ 01"
    assert last_used(data_folder) == issuer


def test_movements_of_the_year_take_the_place_of_the_old_ones(tmp_path: Path) -> None:
    chosen = draft_building.chosen_checklist("lang-son-2019")
    old = [name for name, _ in draft_building.movements_of(chosen)]
    assert len(old) >= 3
    same = chosen.checklist
    renamed = replace(chosen, movements={old[0]: "Phong trào thử"}).checklist
    assert renamed.digest != same.digest
    assert "Phong trào thử" in str(renamed.plain)
    assert old[0] not in str(renamed.plain)
    assert {question.code for question in renamed.questions()} == {one.code for one in same.questions()}
    assert replace(chosen, movements={old[0]: " "}).checklist.digest == same.digest
