"""A list of 34 units as offices really keep them: merged cells, two heading rows, every way of writing a day, old fonts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Font

from tests.support.old_encodings import in_tcvn3, in_vni

SHEET = "Lịch"
FIRST = dt.date(2026, 9, 1)
UNITS, TEAMS = 34, 4
# What the file hides on purpose, by the number of the unit.
TCVN3_UNITS, VNI_UNITS, BARE_TCVN3_UNITS = {3, 4, 5}, {8, 9}, {13}
SERIAL_UNITS, SHORT_YEAR_UNIT, IMPOSSIBLE_UNIT, NAMELESS_UNIT, LOST_UNIT = {10, 11}, 12, 20, 25, 30
CLUSTERS = {1: "Cụm thi đua số 1", 18: "Cụm thi đua số 2"}


def day_of(number: int) -> dt.date:
    """The day unit `number` is to be visited."""
    return FIRST + dt.timedelta(days=number - 1)


def name_of(number: int) -> str:
    """The unit's true name; those in old fonts have words with every kind of mark."""
    old = number in TCVN3_UNITS | VNI_UNITS | BARE_TCVN3_UNITS | {LOST_UNIT}
    return f"Đơn vị trưởng cụm được giao quản lý số {number:02d}" if old else f"Đơn vị {number:02d}"


def save_messy_list(path: Path) -> dict[int, int]:
    """Write the list; returns the row of each unit by its number."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Ghi chú"
    book.worksheets[0]["A1"] = "Trang này không có danh sách."
    sheet: Any = book.create_sheet(SHEET)
    _heading(sheet)
    rows: dict[int, int] = {}
    row = 6
    for number in range(1, UNITS + 1):
        if number in CLUSTERS:
            row += 1  # a blank row above each cluster
            sheet.cell(row, 1, f"{'II' if rows else 'I'}. {CLUSTERS[number]}")
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=8)
            row += 1
        rows[number] = row
        _unit(sheet, row, number)
        row += 1
    _teams(sheet, rows)
    sheet.cell(row + 1, 6, "Người lập biểu")
    book.save(path)
    return rows


def team_of(number: int) -> int:
    """The number of the team that visits a unit."""
    return (number - 1) * TEAMS // UNITS + 1


def _heading(sheet: Any) -> None:
    sheet["A1"] = in_tcvn3("lịch kiểm tra công tác thi đua, khen thưởng")
    sheet["A1"].font = Font(name=".VnTimeH")
    sheet.merge_cells("A1:H1")
    sheet["A2"] = "(Kèm theo Kế hoạch số 19/KH-HĐTĐKT ngày 06/6/2026)"
    sheet.merge_cells("A2:H2")
    for area, text in {
        "A4:A5": "TT",
        "B4:C4": "Thời gian kiểm tra",
        "D4:D5": "Tên đơn vị được kiểm tra",
        "E4:G4": "Đoàn kiểm tra",
        "H4:H5": "Ghi chú",
    }.items():
        sheet[area.partition(":")[0]] = text
        sheet.merge_cells(area)
    for spot, text in {
        "B5": "Theo kế hoạch",
        "C5": "Thực hiện",
        "E5": "Đoàn số",
        "F5": in_tcvn3("Trưởng đoàn"),
        "G5": "Chức vụ",
    }.items():
        sheet[spot] = text
    sheet["F5"].font = Font(name=".VnTime", bold=True)


def _unit(sheet: Any, row: int, number: int) -> None:
    sheet.cell(row, 1, number)
    sheet.cell(row, 2, _day(number))
    name, font = _name(number)
    cell = sheet.cell(row, 4, name)
    if font:
        cell.font = Font(name=font)


def _day(number: int) -> object:
    day = day_of(number)
    if number == IMPOSSIBLE_UNIT:
        return "31/9/2026"
    if number == SHORT_YEAR_UNIT:
        return f"{day.day}/{day.month}/26"
    if number in SERIAL_UNITS:
        return (day - dt.date(1899, 12, 30)).days
    ways = (day, f"{day:%d/%m/%Y}", f"{day.day}-{day.month}-{day.year}", f"{day.day}.{day.month}.{day.year}")
    return ways[number % len(ways)]


def _name(number: int) -> tuple[str | None, str]:
    name = name_of(number)
    if number == NAMELESS_UNIT:
        return None, ""
    if number == LOST_UNIT:
        return in_tcvn3(name).replace("\u00ad", ""), ".VnTime"
    if number in TCVN3_UNITS:
        return in_tcvn3(name), ".VnTime"
    if number in VNI_UNITS:
        return in_vni(name), "VNI-Times"
    return (in_tcvn3(name), "") if number in BARE_TCVN3_UNITS else (name, "")


def _teams(sheet: Any, rows: dict[int, int]) -> None:
    """A team's cells stand merged over its units."""
    for team in range(1, TEAMS + 1):
        own = [rows[number] for number in rows if team_of(number) == team]
        for first, last in _stretches(own):
            sheet.cell(first, 5, f"Đoàn số {team}" if team % 2 else f"{team:02d}")
            sheet.cell(first, 6, f"Ông Trưởng đoàn {team:02d}")
            sheet.cell(first, 7, f"Ủy viên Hội đồng {team:02d}")
            for column in (5, 6, 7):
                sheet.merge_cells(start_row=first, end_row=last, start_column=column, end_column=column)


def _stretches(rows: list[int]) -> list[tuple[int, int]]:
    """Rows without the headings of clusters between them."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found
