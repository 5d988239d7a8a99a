"""Guards tables of the clipboard: what Excel and Word put there comes in cell by cell, whatever is wrong is refused."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_desktop.domain.errors import WrongFile
from tdkt_desktop.exchange.grids.clipboard import MAX_COLUMNS, pasted_grid
from tdkt_desktop.exchange.grids.clipboard_fonts import html_runs
from tdkt_desktop.exchange.grids.grid import CellKind
from tdkt_desktop.exchange.grids.plain import grid_from_plain, grid_to_plain
from tdkt_desktop.vietnamese.text import squeeze

WORDS = st.text("abcđêộƠ ư<&\"'1/.", max_size=8).map(str.strip)
TABLES = st.integers(2, 4).flatmap(
    lambda wide: st.lists(st.lists(WORDS, min_size=wide, max_size=wide), min_size=2, max_size=5)
)


@given(rows=TABLES)
def test_a_table_comes_in_cell_by_cell_as_text_and_as_html(rows: list[list[str]]) -> None:
    if not any(text for row in rows for text in row):
        return
    plain = "\n".join("\t".join(row) for row in rows)
    html = "".join(f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in row)}</tr>" for row in rows)
    quoted = any(text.startswith('"') for row in rows for text in row)  # may begin a cell with line breaks
    ways = [
        pasted_grid(plain, f"<html><table>{html}</table></html>"),
        *([] if quoted else [pasted_grid(plain)]),
    ]
    for grid in ways:
        assert grid is not None
        said = [
            [grid.at(row, column).shown for column in range(1, len(rows[0]) + 1)]
            for row in range(1, len(rows) + 1)
        ]
        assert [[squeeze(text) for text in row] for row in said] == [
            [squeeze(text) for text in row] for row in rows
        ]
        assert grid_from_plain(grid_to_plain(grid)) == grid


def test_merged_cells_stand_for_all_they_cover() -> None:
    html = (
        "<table><tr><td rowspan=2>A</td><td colspan=2>B</td></tr><tr><td>C</td><td>D</td></tr>"
        "<tr><td>E</td><td>F</td><td>7</td></tr></table><table><tr><td>khác</td></tr></table>"
    )
    grid = pasted_grid("", html)
    assert grid is not None
    assert [[grid.at(row, column).shown for column in (1, 2, 3)] for row in (1, 2, 3)] == [
        ["A", "B", "B"],
        ["A", "C", "D"],
        ["E", "F", "7"],
    ]
    assert grid.at(3, 3).kind is CellKind.NUMBER


def test_a_cell_with_line_breaks_is_one_cell() -> None:
    grid = pasted_grid('TT\t"Đơn vị\n01"\t1/9/2026\n2\tĐơn vị 02\t2/9/2026')
    assert grid is not None
    assert (grid.rows, grid.at(1, 2).shown) == (2, "Đơn vị\n01")
    quotes = pasted_grid('"Sao vàng" 01\tx\n2\t"y')
    assert quotes is not None
    assert (quotes.at(1, 1).shown, quotes.at(2, 2).shown) == ('"Sao vàng" 01', '"y')
    word = pasted_grid("", "<table><tr><td><p>Đơn vị</p><p>01</p></td><td>x</td></tr></table>")
    assert word is not None
    assert word.at(1, 1).shown == "Đơn vị 01"


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td rowspan=5000 colspan=200>x</td></tr></table>",
        f"<table><tr>{'<td>x</td>' * (MAX_COLUMNS + 1)}</tr></table>",
        f"<table>{'<tr><td>x</td></tr>' * 5001}</table>",
    ],
)
def test_a_table_too_large_for_a_list_is_refused(html: str) -> None:
    with pytest.raises(WrongFile, match="quá"):
        pasted_grid("x", html)


@pytest.mark.parametrize(
    "html", ["<table", "<table><tr><td", "</td></table>", "<table></table>", "<table><td>x"]
)
def test_broken_html_is_no_error(html: str) -> None:
    grid = pasted_grid("", html)
    assert grid is None or grid.at(1, 1).shown in ("", "x")


def test_fonts_are_found_where_office_names_them() -> None:
    html = (
        "<style><!-- td.xl65 {font-family:.VnTime, serif;} --></style><body><!--StartFragment-->"
        "<p class=xl65>a</p><p><span style='mso-bidi-font-family:Arial;font-family:\"VNI-Times\"'>b</span>"
        "<font face='.VnArial'>c</font>d</p><!--EndFragment--></body>"
    )
    found = [(text.strip(), font) for text, font in html_runs(html) if text.strip()]
    assert found == [("a", ".VnTime"), ("b", "VNI-Times"), ("c", ".VnArial"), ("d", "")]
