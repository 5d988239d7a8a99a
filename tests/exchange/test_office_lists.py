"""Lists as offices keep them: headings of clusters and teams, words around days, people and teams that share a cell."""

from __future__ import annotations

import datetime as dt
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from tdkt_desktop.exchange.grids.files import read_grids
from tdkt_desktop.exchange.grids.grid import CellKind, Grid, GridCell
from tdkt_desktop.exchange.lists.days import read_phrase
from tdkt_desktop.exchange.lists.reading import read_unit_list
from tdkt_desktop.exchange.lists.result import UnitList
from tests.exchange.test_unit_list import HEAD, grid_of


def read(
    rows: list[list[object]], answers: dict[str, str] | None = None, merged: tuple[str, ...] = ()
) -> UnitList:
    return read_unit_list([merging(grid_of(rows), *merged)], answers or {}, year=2026)


def merging(grid: Grid, *areas: str) -> Grid:
    """The grid with areas such as "B3:F3" merged into their first cell."""
    heads = dict(grid.heads)
    for area in areas:
        (left, top), (right, bottom) = ((ord(place[0]) - 64, int(place[1:])) for place in area.split(":"))
        heads |= {
            (row, column): (top, left) for row in range(top, bottom + 1) for column in range(left, right + 1)
        }
    return replace(grid, heads=heads)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("sáng thứ Hai 16/3/2026", "16/3"),
        ("08h00 ngày 5/6/2026", "5/6"),
        ("từ 4-6/3", "4/3 6/3"),
        ("26, 27/3/2026", "26/3 27/3"),
        ("Từ ngày 30/3 đến ngày 01/4/2026", "30/3 1/4"),
        ("ngày 5 tháng 6", "5/6"),
        ("05-03-26", "5/3"),
        ("2026-03-04 (chiều)", "4/3"),
        ("Tuần 2 tháng 3", ""),
        ("Quý II/2026", ""),
        ("30/2 sáng", ""),
        ("Theo thông báo", ""),
    ],
)
def test_days_are_found_among_other_words(typed: str, days: str) -> None:
    found = read_phrase(typed, 2026)
    assert " ".join(f"{day.day}/{day.month}" for day in found.days) == days
    assert not found.objection


def test_a_weekday_that_is_another_is_said_and_nothing_proposed() -> None:
    rows: list[list[object]] = [HEAD, [1, "Đơn vị 01", "Thứ Hai, 15/4/2026"]]
    (doubt,) = read(rows).doubts
    assert "là thứ Tư, không phải thứ Hai" in doubt.message
    assert (doubt.proposal, doubt.choices) == ("", ("15/4/2026",))


def test_of_several_days_one_is_chosen() -> None:
    rows: list[list[object]] = [HEAD, [1, "Đơn vị 01", "từ 4-6/3"]]
    (doubt,) = read(rows).doubts
    assert (doubt.cell, doubt.proposal, doubt.choices) == ("DS!C2", "04/3/2026", ("04/3/2026", "06/3/2026"))
    assert read(rows, {"C2": "06/3/2026"}).units[0]["planned_date"] == "2026-03-06"


def test_one_day_with_its_month_first_makes_every_such_day_a_question() -> None:
    rows: list[list[object]] = [
        HEAD,
        [1, "Đơn vị 01", "03/04/2026"],
        [2, "Đơn vị 02", "3/14/2026"],
        [3, "Đơn vị 03", "4/3"],
    ]
    asked = {one.cell: (one.proposal, one.choices) for one in read(rows).doubts}
    both = ("03/4/2026", "04/3/2026")
    assert asked == {
        "DS!C2": ("", both),
        "DS!C3": ("14/3/2026", ()),
        "DS!C4": ("", both[::-1]),
    }


def test_a_merged_heading_of_a_cluster_is_no_unit_and_fills_no_other_column() -> None:
    rows: list[list[object]] = [
        HEAD,
        ["I", "CỤM THI ĐUA SỐ 1"],
        [1, "Đơn vị 01", "5/3/2026", "1"],
        ["II", "Các doanh nghiệp"],
        [1, "Đơn vị 02", "6/3/2026", "1"],
    ]
    merged = ("B2:E2", "B4:E4")
    found = read(rows, merged=merged)
    assert [(one.cell, one.proposal) for one in found.doubts] == [
        ("DS!B2", "cụm"),
        ("DS!B4", "bỏ qua"),
        ("DS!A5", "đánh số lại"),
    ]
    assert not found.errors
    done = read(rows, {"B2": "cụm", "B4": "cụm", "A5": "đồng ý"}, merged)
    assert done.settled
    assert [unit["cluster"] for unit in done.units] == ["CỤM THI ĐUA SỐ 1", "Các doanh nghiệp"]
    assert len(done.teams) == 1


def test_headings_of_teams_give_the_units_below_their_team() -> None:
    rows: list[list[object]] = [
        ["Đoàn số 1: Trưởng đoàn Ông Nguyễn Văn A, Giám đốc Sở"],
        ["TT", "Đơn vị", "Thời gian"],
        [1, "Đơn vị 01", "5/3/2026"],
        ["Đoàn số 2 (do bà Trần Thị B làm trưởng đoàn)"],
        ["TT", "Đơn vị", "Thời gian"],
        [2, "Đơn vị 02", "6/3/2026"],
    ]
    assert [(one.cell, one.proposal) for one in read(rows).doubts] == [("DS!A1", "đoàn"), ("DS!A4", "đoàn")]
    done = read(rows, {"A1": "đoàn", "A4": "đồng ý"})
    assert done.settled
    assert [(unit["official"], unit["team"]) for unit in done.units] == [
        ("Đơn vị 01", "D01"),
        ("Đơn vị 02", "D02"),
    ]
    leaders = [team["leader"] for team in done.teams]
    assert leaders[0] == {"honorific": "Ông", "name": "Nguyễn Văn A", "position": "Giám đốc Sở"}
    assert leaders[1] == {"honorific": "Bà", "name": "Trần Thị B", "position": ""}
    alone = read(rows, {"A1": "bỏ qua", "A4": "bỏ qua"})
    assert not any("team" in unit for unit in alone.units)


def test_a_list_of_one_team_is_that_teams() -> None:
    rows: list[list[object]] = [
        ["DANH SÁCH ĐƠN VỊ KIỂM TRA - ĐOÀN SỐ 2"],
        ["Trưởng đoàn: Ông Nguyễn Văn A, Giám đốc Sở"],
        ["TT", "Đơn vị", "Thời gian"],
        [1, "Đơn vị 01", "5/3/2026"],
    ]
    (doubt,) = read(rows).doubts
    assert (doubt.cell, doubt.proposal, doubt.choices) == ("DS!A1", "đoàn", ("đoàn", "bỏ qua"))
    (team,) = read(rows, {"A1": "đồng ý"}).teams
    assert (team["name"], team["leader"]["name"]) == ("Đoàn kiểm tra số 02", "Nguyễn Văn A")


@pytest.mark.parametrize(
    ("written", "name", "position"),
    [
        ("Ông Nguyễn Văn A\nGiám đốc Sở", "Nguyễn Văn A", "Giám đốc Sở"),
        ("Đ/c Nguyễn Văn A - UVBTV, Trưởng ban", "Nguyễn Văn A", "UVBTV, Trưởng ban"),
        ("Bà Trần Thị B (Phó Chủ tịch)", "Trần Thị B", "Phó Chủ tịch"),
        ("Ông: Nguyễn Văn A, Giám đốc", "Nguyễn Văn A", "Giám đốc"),
    ],
)
def test_a_leader_is_taken_apart_as_offices_write_it(written: str, name: str, position: str) -> None:
    (team,) = read([HEAD, [1, "Đơn vị 01", "5/3/2026", "1", written]]).teams
    assert (team["leader"]["name"], team["leader"]["position"]) == (name, position)


def test_two_people_and_two_teams_in_a_cell_are_asked_about_once() -> None:
    two = "Ông Nguyễn Văn A, Giám đốc; Bà Trần Thị B"
    rows: list[list[object]] = [
        HEAD,
        [1, "Đơn vị 01", "5/3/2026", "Đoàn 1", two],
        [2, "Đơn vị 02", "6/3/2026", "Đoàn 1", two],
        [3, "Đơn vị 03", "6/3/2026", "Đoàn 1, Đoàn 2"],
    ]
    assert [(one.cell, one.choices) for one in read(rows).doubts] == [
        ("DS!E2", ("Ông Nguyễn Văn A, Giám đốc", "Bà Trần Thị B")),
        ("DS!D4", ("Đoàn kiểm tra số 01", "Đoàn kiểm tra số 02")),
    ]
    done = read(rows, {"E2": "Bà Trần Thị B", "D4": "Đoàn kiểm tra số 01"})
    assert done.settled
    assert [unit["team"] for unit in done.units] == ["D01"] * 3
    assert [team["leader"]["name"] for team in done.teams] == ["Trần Thị B"]


def test_what_stands_beside_a_merged_name_is_not_dropped_in_silence() -> None:
    rows: list[list[object]] = [
        HEAD,
        [1, "Đơn vị 01", "5/3/2026", "1", "Ông Nguyễn Văn A"],
        [None, None, "6/3/2026", None, "Bà Trần Thị B"],
    ]
    merged = ("A2:A3", "B2:B3", "D2:D3")
    assert [(one.cell, one.choices) for one in read(rows, merged=merged).doubts] == [
        ("DS!C3", ("bỏ qua",)),
        ("DS!E3", ("bỏ qua",)),
    ]
    done = read(rows, {"C3": "bỏ qua", "E3": "bỏ qua"}, merged)
    assert done.settled
    assert done.teams[0]["leader"]["name"] == "Nguyễn Văn A"


def test_a_heading_is_as_high_as_its_merged_cells() -> None:
    rows: list[list[object]] = [
        ["(Kèm theo Kế hoạch số 19)"],
        ["TT", "Đơn vị", "Lịch kiểm tra", None],
        [None, None, "Ngày", None],
        [None, None, "Kế hoạch", "Ghi chú thêm"],
        [1, "Đơn vị 01", "5/3/2026"],
    ]
    found = read(rows, merged=("A1:D1", "A2:A4", "B2:B4", "C2:D2", "C3:D3"))
    assert found.settled
    assert [unit["planned_date"] for unit in found.units] == ["2026-03-05"]


def test_a_column_under_a_group_is_what_its_own_words_say() -> None:
    rows: list[list[object]] = [
        ["TT", "Đơn vị", "Thời gian", None, "Trưởng đoàn"],
        [None, None, "Ngày", "Buổi", "Họ và tên", "Chức vụ"],
        [1, "Đơn vị 01", "5/3/2026", "Sáng", "Ông Nguyễn Văn A", "Giám đốc"],
    ]
    found = read(rows, merged=("A1:A2", "B1:B2", "C1:D1", "E1:F1"))
    assert found.settled
    assert [role for _, _, role in found.columns] == [
        "số thứ tự",
        "tên đơn vị",
        "ngày kiểm tra",
        "không dùng",
        "trưởng đoàn",
        "chức vụ trưởng đoàn",
    ]
    assert found.teams[0]["leader"]["position"] == "Giám đốc"


def test_lines_below_the_last_number_are_proposed_to_be_left_out() -> None:
    rows: list[list[object]] = [
        HEAD,
        [1, "Đơn vị 01", "5/3/2026"],
        [None, "NGƯỜI LẬP", None, None, "CHỦ TỊCH"],
        [None, "Nguyễn Văn A", None, None, "Trần Văn B"],
    ]
    assert [(one.cell, one.proposal) for one in read(rows).doubts] == [
        ("DS!B3", "bỏ qua"),
        ("DS!B4", "bỏ qua"),
    ]


def test_a_formula_without_a_result_is_no_blank_cell() -> None:
    day = GridCell("DS", 2, 3, formula="=C1+1")
    assert day.kind is CellKind.BLANK
    found = read_unit_list([grid_of([HEAD, [1, "Đơn vị 01"]], C2=day)], {}, year=2026)
    assert [one.cell for one in found.errors] == ["DS!C2"]
    assert "lưu lại" in found.errors[0].message


def test_a_formula_that_came_to_no_text_is_blank(tmp_path: Path) -> None:
    path = tmp_path / "lich.xlsx"
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (HEAD[:3], [1, "Đơn vị 01", dt.date(2026, 3, 5)], ['=IF(B3="","",2)']):
        sheet.append(row)
    book.save(path)
    (grid,) = read_grids(path)
    assert not grid.at(3, 1).blank  # as long as no Excel has seen it
    spoil(path, b'<c r="A3"><f>', b'<c r="A3" t="str"><f>')
    (grid,) = read_grids(path)
    assert grid.at(3, 1).blank


def spoil(path: Path, old: bytes, new: bytes) -> None:
    """Write a workbook's sheet anew with one piece of it changed, as another program writes it."""
    with zipfile.ZipFile(path) as parts:
        held = {name: parts.read(name) for name in parts.namelist()}
    part = "xl/worksheets/sheet1.xml"
    assert old in held[part]
    held[part] = held[part].replace(old, new)
    with zipfile.ZipFile(path, "w") as parts:
        for name, body in held.items():
            parts.writestr(name, body)


def test_a_list_of_people_is_no_list_of_units() -> None:
    found = read([["STT", "Họ và tên", "Ngày sinh"], [1, "Nguyễn Văn A", dt.date(1980, 1, 1)]])
    assert "Không thấy bảng" in found.errors[0].message
