"""The writer of workbooks to fill in: everything locked but the cells that are for writing, with drop-down lists."""

from __future__ import annotations

import datetime as dt
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.writer.excel import ExcelWriter

from tdkt_desktop.documents.layout.safe_file import fix_times, replacing
from tdkt_desktop.documents.xlsx.cells import FACE
from tdkt_desktop.documents.xlsx.sheet_heights import row_points
from tdkt_desktop.documents.xlsx.sheet_texts import guarded, kept_text

CHOICES_SHEET = (
    "_danh_muc"  # the words of drop-down lists: in the cell itself Excel takes no comma and 255 letters
)
THIN = Side(style="thin", color="808080")
OPEN_FILL = PatternFill("solid", start_color="FFF8E1")
TITLE, HEAD, PLAIN = "title", "head", "plain"
# Sums of money in groups, other numbers as they were typed: "#,##0.##" shows "12." in Excel and cuts 2,125.
FORMATS = {"date": "dd/mm/yyyy", "number": "[>=1000000]#,##0;General", "text": "@"}


@dataclass(frozen=True)
class FormCell:
    """A cell: fixed words, or `open` for writing. `kind` of an open cell is text, number or date; `choices` give it a
    drop-down list, `prompt` a short advice when it is entered; it may go `across` several columns.
    """

    text: str = ""
    open: bool = False
    kind: str = "text"
    choices: tuple[str, ...] = ()
    prompt: str = ""
    style: str = PLAIN
    across: int = 1


@dataclass(frozen=True)
class FormSheet:
    """A sheet of rows; `frozen` rows stay on top, `hidden_columns` (from 1) are not shown."""

    title: str
    rows: tuple[tuple[FormCell, ...], ...]
    widths: tuple[float, ...] = ()
    frozen: int = 0
    hidden_columns: tuple[int, ...] = ()
    hidden: bool = False


def write_form(sheets: tuple[FormSheet, ...], path: Path) -> None:
    """Write a workbook to fill in, whole or not at all. Raises DocumentNotWritten."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    lists: dict[tuple[str, ...], str] = {}
    for sheet in sheets:
        _fill(book.create_sheet(sheet.title), sheet, lists)
    _write_lists(book, lists)
    book.properties.created = book.properties.modified = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - XLSX times are naive
    with replacing(path) as working:
        ExcelWriter(book, zipfile.ZipFile(working, "w", zipfile.ZIP_DEFLATED)).save()  # closes the archive
        fix_times(working)


def _fill(target: Any, sheet: FormSheet, lists: dict[tuple[str, ...], str]) -> None:
    rules: dict[object, DataValidation] = {}
    for number, row in enumerate(sheet.rows, start=1):
        for column, said in enumerate(row, start=1):
            cell = target.cell(number, column)
            _dress(cell, said)
            if said.across > 1:
                target.merge_cells(None, number, column, number, column + said.across - 1)
            if said.open and (rule := _rule(said, lists, rules)) is not None:
                rule.add(cell)
        if (points := _points(row, sheet)) > row_points(
            (), ()
        ):  # what fits one line grows with what is typed
            target.row_dimensions[number].height = points
    for rule in rules.values():
        target.add_data_validation(rule)
    for number, width in enumerate(sheet.widths, start=1):
        target.column_dimensions[get_column_letter(number)].width = width
    for number in sheet.hidden_columns:
        target.column_dimensions[get_column_letter(number)].hidden = True
    if sheet.frozen:
        target.freeze_panes = f"A{sheet.frozen + 1}"
    target.sheet_state = "hidden" if sheet.hidden else "visible"
    # Without a password: the lock keeps hands from slipping, it is no secret.
    target.protection.sheet = True
    target.protection.formatRows = target.protection.formatColumns = False
    target.page_setup.orientation, target.page_setup.paperSize = "landscape", target.PAPERSIZE_A4
    target.page_setup.fitToWidth, target.page_setup.fitToHeight = 1, 0
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _points(row: tuple[FormCell, ...], sheet: FormSheet) -> float:
    """The height that the words of a row need; titles run on over the cells beside them."""
    said = [
        (at, cell)
        for at, cell in enumerate(row)
        if cell.style != TITLE and at + 1 not in sheet.hidden_columns
    ]
    rooms = [sum(sheet.widths[at : at + cell.across]) for at, cell in said]
    return row_points(
        [cell.text for _, cell in said], rooms, bold=any(cell.style == HEAD for _, cell in said)
    )


def _dress(cell: Any, said: FormCell) -> None:
    if said.text:
        cell.value = kept_text(said.text)
        cell.data_type = "s"
        cell.quotePrefix = guarded(said.text)
    cell.font = Font(name=FACE, size=14 if said.style == TITLE else 12, bold=said.style != PLAIN)
    cell.alignment = Alignment(wrap_text=said.style != TITLE, vertical="top")
    cell.protection = Protection(locked=not said.open)
    if said.open:
        cell.fill = OPEN_FILL
        cell.number_format = FORMATS[said.kind]
    if said.open or said.style == HEAD or (said.text and said.style == PLAIN):
        cell.border = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


def _rule(
    said: FormCell, lists: dict[tuple[str, ...], str], rules: dict[object, DataValidation]
) -> DataValidation | None:
    """The drop-down list or advice of an open cell; one rule stands for all cells that are alike."""
    if not said.choices and not said.prompt:
        return None
    key = (said.choices, said.prompt)
    if key not in rules:
        rule = DataValidation(
            allow_blank=True, showInputMessage=bool(said.prompt), prompt=said.prompt[:255] or None
        )
        if said.choices:
            rule.type, rule.formula1 = "list", _list_range(said.choices, lists)
            rule.showErrorMessage, rule.error = True, "Hãy chọn một trong các phương án của danh sách."
            rule.errorTitle = "Chưa đúng phương án"
        rules[key] = rule
    return rules[key]


def _list_range(choices: tuple[str, ...], lists: dict[tuple[str, ...], str]) -> str:
    if choices not in lists:
        letter = get_column_letter(len(lists) + 1)
        lists[choices] = f"'{CHOICES_SHEET}'!${letter}$1:${letter}${len(choices)}"
    return lists[choices]


def _write_lists(book: Any, lists: dict[tuple[str, ...], str]) -> None:
    sheet = book.create_sheet(CHOICES_SHEET)
    for column, choices in enumerate(lists, start=1):
        for row, choice in enumerate(choices, start=1):
            _dress(sheet.cell(row, column), FormCell(choice))
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
