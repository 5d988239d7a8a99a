"""A signature never stands alone on a page, whatever comes before it."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest

from tdkt_desktop.documents.docx.writer import write_docx
from tdkt_desktop.documents.layout.style import load_style
from tdkt_desktop.documents.neutral.blocks import Column, HeaderCell, Heading, Paragraph, Table
from tdkt_desktop.documents.neutral.form_blocks import Blank, FormItem, Grid
from tests.documents.papers import WORDS, minutes
from tests.documents.reading import pdf_pages


def table(rows: int, last: str = "") -> Table:
    cells = [(str(n), f"Ô của hàng {n}") for n in range(1, rows + 1)]
    if last:
        cells[-1] = (str(rows), last)
    return Table((Column(1), Column(6)), ((HeaderCell("TT"), HeaderCell("Đầu bảng")),), tuple(cells))


def signed_page(pages: list[str]) -> str:
    return next(page for page in pages if "THƯ KÝ" in page)


@pytest.mark.parametrize("rows", [*range(20, 44), 75, 90, 110, 150])
def test_after_a_table_the_last_row_goes_with_it(rows: int, tmp_path: Path) -> None:
    pages = pdf_pages(minutes(table(rows)), tmp_path)
    page = signed_page(pages)
    assert f"Ô của hàng {rows}" in page
    assert "Đầu bảng" in page
    found = re.findall(r"Ô của hàng (\d+)", "\n".join(pages))
    assert found == [str(n) for n in range(1, rows + 1)]


@pytest.mark.parametrize("rows", [24, 28, 30, 32, 34])
def test_after_a_heading_and_a_table(rows: int, tmp_path: Path) -> None:
    pages = pdf_pages(minutes(Heading(2, "1. Bảng"), table(rows)), tmp_path)
    assert f"Ô của hàng {rows}" in signed_page(pages)
    assert "Ô của hàng 1\r" in next(page for page in pages if "1. Bảng" in page)


@pytest.mark.parametrize("words", [3, 12, 20, 26, 30, 40])
def test_after_a_table_whose_last_row_is_long(words: int, tmp_path: Path) -> None:
    pages = pdf_pages(minutes(table(4, WORDS * words + "Hết hàng")), tmp_path)
    assert "Hết hàng" in signed_page(pages)


@pytest.mark.parametrize("lines", range(24, 40, 2))
def test_after_a_form_grid(lines: int, tmp_path: Path) -> None:
    fill = FormItem(lines=tuple((f"Dòng {n}", Blank()) for n in range(lines)))
    grid = Grid(("Yêu cầu khắc phục", "Thời hạn"), (3, 1), 3, ("một", "hai", "ba"))
    pages = pdf_pages(minutes(fill, grid), tmp_path)
    assert "ba" in signed_page(pages)
    assert "Yêu cầu khắc phục" in signed_page(pages)


def test_in_word_the_last_row_keeps_with_the_signature(tmp_path: Path) -> None:
    write_docx(minutes(Paragraph.of("Đầu."), table(60)), tmp_path / "a.docx", load_style())
    long = docx.Document(str(tmp_path / "a.docx")).tables[1]
    kept = [
        all(p.paragraph_format.keep_with_next for cell in row.cells for p in cell.paragraphs)
        for row in long.rows
    ]
    assert kept == [False] * 60 + [True]
