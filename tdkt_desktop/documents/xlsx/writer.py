"""The XLSX writer: sheets of texts, numbers and dates, ready to print. Text stays text: nothing typed becomes a formula."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.writer.excel import ExcelWriter

from tdkt_desktop.documents.layout.clean_text import clean
from tdkt_desktop.documents.layout.safe_file import fix_times, replacing
from tdkt_desktop.documents.neutral.sheets import Cell, Sheet, Styled, Workbook, value_of
from tdkt_desktop.documents.xlsx.cells import HEAD, REGULAR, Cells, Look
from tdkt_desktop.documents.xlsx.charts import Placed, add_charts, chart_rows
from tdkt_desktop.documents.xlsx.sheet_heights import row_points
from tdkt_desktop.documents.xlsx.sheet_texts import row_lines, sheet_titles

MOST_TITLE = 90  # letters of a title in a page's head: the format allows 255 for the whole line
PLAIN = Look()


def write_xlsx(workbook: Workbook, path: Path) -> None:
    """Write a workbook, whole or not at all. Raises DocumentNotWritten."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    _set_type(book)
    titles = sheet_titles([sheet.title for sheet in workbook.sheets])
    places: dict[str, Placed] = {}
    cells = Cells()
    for title, sheet in sorted(  # charts last: they lie over rows that other sheets have
        zip(titles, workbook.sheets, strict=True), key=lambda pair: bool(pair[1].charts)
    ):
        lengths = [places[chart.source].last - places[chart.source].head for chart in sheet.charts]
        place = _fill(book.create_sheet(title), sheet, workbook.title, sum(map(chart_rows, lengths)), cells)
        places[sheet.title] = place
    for title in titles:  # in the order wanted
        book.move_sheet(title, len(titles))
    for title, sheet in zip(titles, workbook.sheets, strict=True):
        add_charts(
            book[title], sheet.charts, places, first_row=len(sheet.lead) + 1, columns=len(sheet.header)
        )
    book.properties.title, book.properties.creator = clean(workbook.title), clean(workbook.author)
    book.properties.created = book.properties.modified = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - XLSX times are naive
    with replacing(path) as working:
        # book.save would put the hour of saving into the file.
        ExcelWriter(book, zipfile.ZipFile(working, "w", zipfile.ZIP_DEFLATED)).save()  # closes the archive
        fix_times(working)


def _set_type(book: Any) -> None:
    """The type that columns are measured in: the one the cells are set in."""
    book._named_styles["Normal"].font = REGULAR  # noqa: SLF001 - the library has no other door to it


def _fill(target: Any, sheet: Sheet, title: str, chart_height: int, cells: Cells) -> Placed:
    """Fill a sheet, with so many rows left for its charts; returns where its rows lie."""
    row = 1
    for words in sheet.lead:
        cells.put(target.cell(row, 1), words, Look(bold=row == 1, loose=True))
        row += 1
    row += chart_height
    head = row
    target.row_dimensions[head].height = row_points(sheet.header, sheet.widths, bold=True)
    for column, text in enumerate(sheet.header, start=1):
        cells.put(target.cell(head, column), text, Look(HEAD, centred=True))
    for own in sheet.rows:
        for line in (own,) if sheet.whole else row_lines(own, sheet.widths):
            row += 1
            target.row_dimensions[row].height = row_points(line, sheet.widths)
            _fill_row(target, row, line, cells)
    for number, width in enumerate(sheet.widths, start=1):
        target.column_dimensions[get_column_letter(number)].width = width
    _set_view(target, sheet, head, row)
    _set_print(target, sheet, head, title)
    return Placed(target, head, row)


def _set_view(target: Any, sheet: Sheet, head: int, last: int) -> None:
    if not sheet.charts:  # a head below pictures would leave no room to scroll
        target.freeze_panes = f"{get_column_letter(sheet.frozen + 1)}{head + 1}"
    if sheet.header and last > head:
        target.auto_filter.ref = f"A{head}:{get_column_letter(len(sheet.header))}{last}"


def _set_print(target: Any, sheet: Sheet, head: int, title: str) -> None:
    """A4 across, all columns on a page, the head on every page, and below which sheet and page it is."""
    if sheet.header and not sheet.charts:
        target.print_title_rows = f"{head}:{head}"
    if sheet.frozen and sheet.pages_wide > 1:
        target.print_title_cols = f"A:{get_column_letter(sheet.frozen)}"
    setup = target.page_setup
    setup.orientation, setup.paperSize = "landscape", target.PAPERSIZE_A4
    setup.fitToWidth, setup.fitToHeight = sheet.pages_wide, 0
    fits = (
        not sheet.charts
    )  # those are as wide as a page, and page breaks hold only where nothing is made to fit
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=fits)
    margins = target.page_margins
    margins.left = margins.right = 0.6
    margins.top = margins.bottom = 0.8
    margins.header = margins.footer = 0.4
    for part, words in (
        (target.oddHeader.left, _short(title)),
        (target.oddHeader.right, _short(sheet.title)),
        (target.oddFooter.right, "Trang &P/&N"),
    ):
        part.text, part.size = words, 10


def _short(text: str) -> str:
    """Words of a page's head: on one line; an ampersand would be read as a command there."""
    plain = " ".join(clean(text).split()).replace("&", "&&")
    return plain if len(plain) <= MOST_TITLE else f"{plain[: MOST_TITLE - 1].rstrip('&')}…"


def _fill_row(target: Any, row: int, cells: Sequence[Cell], made: Cells) -> None:
    for column, one in enumerate(cells, start=1):
        look = Look(one.tone, one.centred) if isinstance(one, Styled) else PLAIN
        made.put(target.cell(row, column), value_of(one), look)
