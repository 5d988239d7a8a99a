"""Guards the XLSX writer: nothing typed is lost or becomes a formula; numbers and dates stay what they are."""

from __future__ import annotations

import datetime as dt
import html
import re
import time
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tdkt_desktop.documents.layout.clean_text import clean
from tdkt_desktop.documents.neutral.sheets import (
    Cell,
    ChartSeries,
    Sheet,
    SheetChart,
    Styled,
    Tone,
    Value,
    Workbook,
    value_of,
)
from tdkt_desktop.documents.xlsx.sheet_heights import LINES, row_points, wrapped
from tdkt_desktop.documents.xlsx.sheet_texts import GOES_ON, GONE_ON, LONGEST, held, row_lines
from tdkt_desktop.documents.xlsx.writer import write_xlsx

WIDE = 120.0
TEXTS = st.text(st.sampled_from("=+-@\t\n'_x0041đĐ😀 1/") | st.characters(), max_size=300)


def read_rows(sheet: Sheet, folder: Path) -> list[tuple[Any, ...]]:
    """Write a sheet and read its rows back, without the head."""
    path = folder / "a.xlsx"
    write_xlsx(Workbook((sheet,), "Đợt & kiểm tra", "Hội đồng"), path)
    rows = [tuple(cell for cell in row) for row in openpyxl.load_workbook(path).worksheets[0].iter_rows()]
    return rows[len(sheet.lead) + 1 :]


def unescaped(text: str) -> str:
    """A text as a spreadsheet shows it: the reader used here leaves the format's own escapes alone."""
    return re.sub(r"_x005F_", "_", text)


def joined(parts: list[str]) -> str:
    """A text that went over several cells."""
    return "".join(part.removeprefix(GONE_ON).removesuffix(GOES_ON) for part in parts)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXTS, min_size=1, max_size=12))
@example(["=1+1", "+1", "-1", "@x", "\t=1", "'=1", "_x0041_", "05/06", "\x00\x0b", "", "=HYPERLINK(0)"])
def test_every_text_comes_back_and_none_is_a_formula(tmp_path: Path, texts: list[str]) -> None:
    rows = read_rows(Sheet("a", ("Nội dung",), tuple((text,) for text in texts), (WIDE,)), tmp_path)
    found: list[list[str]] = []
    for (cell,) in rows:
        assert cell.data_type in ("s", "n")  # a blank counts as a number
        text = unescaped(cell.value or "")
        if text.startswith(GONE_ON):
            found[-1].append(text)
        else:
            found.append([text])
        if re.match(r"[=+\-@\t'\d]", text):
            assert cell.quotePrefix
    assert [joined(parts) for parts in found] == [clean(text) for text in texts]


@pytest.mark.parametrize("sign", ["d", "đ", "😀", "a b ", "_x0041_", "dòng\n"])
def test_a_text_longer_than_a_cell_goes_on_below_and_says_so(sign: str, tmp_path: Path) -> None:
    text = sign * (100_000 // len(sign))
    rows = read_rows(
        Sheet("a", ("Đơn vị", "Nội dung", "Số"), (("Đơn vị 07", text, 5),), (20.0, WIDE, 8.0)), tmp_path
    )
    parts = [unescaped(row[1].value) for row in rows]
    assert len(parts) > 3
    assert joined(parts) == text
    assert all(len(row[1].value.encode("utf-16-le")) // 2 <= LONGEST for row in rows)
    assert all(part.endswith(GOES_ON) for part in parts[:-1])
    assert all(part.startswith(GONE_ON) for part in parts[1:])
    assert {row[0].value for row in rows} == {"Đơn vị 07"}  # sorted and filtered with its first line
    assert [row[2].value for row in rows] == [5, *[None] * (len(rows) - 1)]  # and counted once


@given(st.text("aiđệ wm\n", max_size=3000), st.floats(20, 120))
@example("dòng\n" * 200, 40.0)
@example("chữ " * 5000, 40.0)
def test_what_one_cell_holds_can_be_seen(text: str, width: float) -> None:
    lines = row_lines((text,), (width,))
    parts = [str(value_of(line[0]) or "") for line in lines]
    assert joined(parts) == clean(text)
    assert all(wrapped(part, width) <= LINES for part in parts)


def test_rows_are_as_high_as_their_words() -> None:
    assert wrapped("một hai", 20) == 1
    assert wrapped("một\nhai", 20) == 2
    assert wrapped("chữ " * 100, 20) > 15
    assert wrapped("x" * 100, 10) >= 9
    assert row_points(("ngắn", "dài " * 40), (10, 20)) > row_points(("ngắn", "dài"), (10, 20))


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (5, 5),
        (Decimal("2.50"), Decimal("2.50")),
        (10**14, 10**14),
        (10**30, 10**30),
        (1234567890123456, "1.234.567.890.123.456"),
        (Decimal("1.2345678901234567"), "1,2345678901234567"),
        (dt.date(2019, 6, 6), dt.date(2019, 6, 6)),
        (dt.date(1899, 2, 3), "03/02/1899"),
        (dt.date(1900, 2, 28), "28/02/1900"),
        ("", None),
        (None, None),
    ],
)
def test_what_the_format_cannot_hold_exactly_becomes_words(value: Value, kept: Value) -> None:
    assert held(value) == kept


def test_numbers_and_dates_are_real_and_shown_the_vietnamese_way(tmp_path: Path) -> None:
    values: tuple[Cell, ...] = (
        33_809,
        Decimal("2.5"),
        dt.date(2019, 6, 6),
        Styled(7, Tone.BAD, centred=True),
        0,
    )
    (row,) = read_rows(Sheet("a", tuple("abcde"), (values,), (12.0,) * 5), tmp_path)
    assert [cell.value for cell in row] == [33_809, 2.5, dt.datetime(2019, 6, 6), 7, 0]  # noqa: DTZ001 - XLSX times are naive
    assert [cell.number_format.removeprefix("[$-42A]") for cell in row] == [
        "#,##0",
        "#,##0.0",
        "dd/mm/yyyy",
        "#,##0",
        "#,##0",
    ]
    assert row[3].fill.fgColor.rgb.endswith("F9DDD2")
    assert row[3].font.bold


def test_a_sheet_is_ready_to_read_and_to_print(tmp_path: Path) -> None:
    sheet = Sheet(
        "Tổng hợp", ("TT", "Tên", "Số"), ((1, "a", 2), (2, "b", 3)), (5.0, 20.0, 10.0), ("Đợt",), frozen=2
    )
    write_xlsx(Workbook((sheet,), "Đợt & kiểm tra", "Hội đồng"), tmp_path / "a.xlsx")
    made = openpyxl.load_workbook(tmp_path / "a.xlsx")["Tổng hợp"]
    assert made["A1"].value == "Đợt"
    assert made.freeze_panes == "C3"
    assert made.auto_filter.ref == "A2:C4"
    assert made.print_title_rows == "$2:$2"
    assert (made.page_setup.orientation, made.page_setup.paperSize) == ("landscape", 9)
    assert (made.page_setup.fitToWidth, made.page_setup.fitToHeight) == (1, 0)
    assert made.sheet_properties.pageSetUpPr is not None
    assert made.sheet_properties.pageSetUpPr.fitToPage
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        page = html.unescape(archive.read("xl/worksheets/sheet1.xml").decode())
    assert "Đợt && kiểm tra" in page
    assert "Trang &P/&N" in page
    assert made["B3"].font.name == "Times New Roman"


def chart_book() -> Workbook:
    data = Sheet("Số", ("Tên", "Đạt", "Chưa"), (("a", 1, 2), ("b", 0, 3)), (20.0, 8.0, 8.0))
    chart = SheetChart(
        "Kết quả", "Số", 0, (ChartSeries("Đạt", 1, Tone.GOOD), ChartSeries("Chưa", 2, Tone.BAD)), "đơn vị"
    )
    front = Sheet("Biểu đồ", ("Mục",), (("a",),), (100.0,), ("Xem",), charts=(chart,))
    return Workbook((front, data))


def test_a_chart_reads_the_cells_of_its_sheet(tmp_path: Path) -> None:
    write_xlsx(chart_book(), tmp_path / "a.xlsx")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == ["Biểu đồ", "Số"]
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        drawn = archive.read("xl/charts/chart1.xml").decode()
    for said in (
        "'Số'!$A$2:$A$3",
        "'Số'!$B$2:$B$3",
        "'Số'!$C$2:$C$3",
        "Kết quả (đơn vị)",
        'sourceLinked="0"',
    ):
        assert said in drawn
    assert "pattFill" in drawn  # told apart without colour


def test_same_workbook_same_bytes_a_second_later(tmp_path: Path) -> None:
    write_xlsx(chart_book(), tmp_path / "a.xlsx")
    time.sleep(1.1)  # the format keeps time in whole seconds
    write_xlsx(chart_book(), tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
