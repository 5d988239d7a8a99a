"""The XLSX writer: plain sheets of texts and numbers. Text stays text: nothing typed becomes a formula."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.writer.excel import ExcelWriter

from tdkt_desktop.documents.clean_text import clean
from tdkt_desktop.documents.safe_file import fix_times, replacing

Cell = str | int | float | Decimal | None
LONGEST = 32_767  # Excel's limit on one cell; openpyxl cuts longer texts without a word
LONGEST_TITLE = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
SHEET = "Trang"
CUT_NOTE = " […đã cắt bớt, xem bản Word hoặc PDF]"
FACE = "Times New Roman"
THIN = Side(style="thin", color="000000")


@dataclass(frozen=True)
class Sheet:
    """One sheet: a header row, rows of cells, column widths in characters."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...] = ()


@dataclass(frozen=True)
class Workbook:
    """Sheets in order."""

    sheets: tuple[Sheet, ...]


def write_xlsx(workbook: Workbook, path: Path) -> None:
    """Write a workbook, whole or not at all. Raises DocumentNotWritten."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    titles = sheet_titles([sheet.title for sheet in workbook.sheets])
    for title, sheet in zip(titles, workbook.sheets, strict=True):
        _fill(book.create_sheet(title), sheet)
    book.properties.created = book.properties.modified = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - XLSX times are naive
    with replacing(path) as working:
        # book.save would put the hour of saving into the file.
        ExcelWriter(book, zipfile.ZipFile(working, "w", zipfile.ZIP_DEFLATED)).save()  # closes the archive
        fix_times(working)


def sheet_titles(wanted: Sequence[str]) -> list[str]:
    """Titles that Excel takes: none of its forbidden signs, at most 31 letters, no two alike whatever the case."""
    found: list[str] = []
    taken = {"history"}  # a name Excel keeps for itself
    for title in wanted:
        plain = " ".join(FORBIDDEN.sub("-", clean(title)).split()).strip("' ")
        made, number = plain[:LONGEST_TITLE].rstrip("' ") or SHEET, 1
        while made.casefold() in taken:
            number += 1
            tail = f" ({number})"
            made = f"{(plain or SHEET)[: LONGEST_TITLE - len(tail)].rstrip()}{tail}"
        taken.add(made.casefold())
        found.append(made)
    return found


def _fill(target: Any, sheet: Sheet) -> None:
    for number, row in enumerate((sheet.header, *sheet.rows), start=1):
        _fill_row(target, number, row, bold=number == 1)
    for number, width in enumerate(sheet.widths, start=1):
        target.column_dimensions[get_column_letter(number)].width = width
    target.freeze_panes = "A2"
    target.print_title_rows = "1:1"
    target.page_setup.orientation, target.page_setup.paperSize = "landscape", target.PAPERSIZE_A4
    target.page_setup.fitToWidth, target.page_setup.fitToHeight = 1, 0
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _fill_row(target: Any, number: int, row: Sequence[Cell], *, bold: bool) -> None:
    for column, value in enumerate(row, start=1):
        cell = target.cell(number, column)
        if isinstance(value, str):
            cell.value = safe_text(value)
            cell.data_type = "s"
            cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
        else:
            cell.value = value
        cell.font = Font(name=FACE, size=12, bold=bold)
        cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="center" if bold else None)
        cell.border = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


def safe_text(text: str) -> str:
    """What a cell can hold; a longer text is cut with a visible note."""
    kept = clean(text)
    return kept if len(kept) <= LONGEST else kept[: LONGEST - len(CUT_NOTE)] + CUT_NOTE
