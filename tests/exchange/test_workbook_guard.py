"""A workbook from outside is judged before any library walks through it: bombs, endless areas, spoiled parts."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from tdkt_desktop.domain.errors import FileMissing, WrongFile
from tdkt_desktop.exchange.grids.files import read_grids
from tdkt_desktop.exchange.grids.grid import CellKind
from tdkt_desktop.exchange.grids.workbook_guard import open_workbook
from tests.builders import save_workbook


def _with_part(path: Path, change: dict[bytes, bytes], part: str = "xl/worksheets/sheet1.xml") -> Path:
    save_workbook(path, {"DS": [["TT", "Đơn vị"], [1, "Đơn vị 01"]]})
    with zipfile.ZipFile(path) as source:
        parts = {info.filename: source.read(info) for info in source.infolist()}
    for old, new in change.items():
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new, 1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, body in parts.items():
            target.writestr(name, body)
    return path


MERGE = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
LINK = b'</sheetData><hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>'
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet '


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({b"</sheetData>": MERGE}, "vùng gộp ô quá lớn"),
        ({b"</sheetData>": LINK}, "vùng gộp ô quá lớn"),
        ({b"</sheetData>": MERGE.replace(b"A1:XFD1048576", b"A1&#58;XFD9")}, "không đọc được"),
        ({b"<worksheet ": BOMB}, "không an toàn"),
        ({b"<row ": b"<row<"}, "bị hỏng"),
    ],
)
def test_hostile_parts_are_refused_at_once(tmp_path: Path, change: dict[bytes, bytes], words: str) -> None:
    path = _with_part(tmp_path / "x.xlsx", change)
    began = time.monotonic()
    with pytest.raises(WrongFile, match=words):
        read_grids(path)
    assert time.monotonic() - began < 5


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        open_workbook(tmp_path / "khong-co.xlsx")
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(WrongFile, match="bị hỏng"):
        open_workbook(tmp_path / "x.xlsx")
    with zipfile.ZipFile(tmp_path / "y.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/big.bin", bytes(101_000_000))
    with pytest.raises(WrongFile, match="phình to"):
        open_workbook(tmp_path / "y.xlsx")


def test_a_cell_far_away_is_refused_by_name(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["C6000"] = "x"
    book.save(tmp_path / "x.xlsx")
    with pytest.raises(WrongFile, match="C6000"):
        read_grids(tmp_path / "x.xlsx")


def test_cells_come_with_fonts_runs_formulas_and_areas(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Lịch"
    sheet["A1"], sheet["A1"].font = "t\u00adêng", Font(name=".VnTime")
    sheet["A2"] = CellRichText("Số ", TextBlock(InlineFont(rFont="VNI-Times"), "Haûi"))
    sheet["A3"] = "=1+1"
    sheet["B1"] = "gộp"
    sheet.merge_cells("B1:C2")
    sheet.row_dimensions[3].hidden = True
    book.create_sheet("Ẩn").sheet_state = "hidden"
    book.save(tmp_path / "x.xlsx")
    (grid,) = read_grids(tmp_path / "x.xlsx")
    assert grid.at(1, 1).runs == (("t\u00adêng", ".VnTime"),)  # the soft hyphen is a letter there
    assert grid.at(2, 1).runs == (("Số ", "Calibri"), ("Haûi", "VNI-Times"))
    assert (grid.at(3, 1).formula, grid.at(3, 1).kind) == ("=1+1", CellKind.BLANK)
    assert grid.at(2, 3).name == "Lịch!B1"
    assert grid.at(1, 2).area == "B1:C2"
    assert grid.hidden_rows == {3}


@pytest.mark.parametrize(
    ("name", "start"), [("lich.xls", bytes.fromhex("d0cf11e0a1b11ae1")), ("lich.csv", b"TT;Don vi\n")]
)
def test_other_tables_are_refused_with_how_to_save_them_anew(tmp_path: Path, name: str, start: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(start + bytes(600))
    with pytest.raises(WrongFile) as refused:
        open_workbook(path)
    assert name in str(refused.value)
    assert "(*.xlsx)" in str(refused.value)
