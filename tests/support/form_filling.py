"""Filling in a unit's form as a person does: finding the open cells of a question and writing into them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl

from tdkt_desktop.domain import self_report as form
from tdkt_desktop.domain.checklist import Checklist, Question
from tdkt_desktop.domain.kinds import Kind, State
from tdkt_desktop.domain.values import Answer, DocumentRef, Figure


def fill_form(path: Path, checklist: Checklist, answers: Mapping[str, Answer]) -> None:
    """Write the answers into a form; every cell written must be an unlocked one."""
    book = openpyxl.load_workbook(path)
    rows: dict[str, list[int]] = {}
    for title in (form.ANSWERS, form.LISTS):
        for row in range(1, book[title].max_row + 1):
            if code := book[title].cell(row, form.CODE).value:
                rows.setdefault(f"{title}/{code}", []).append(row)
    for code, answer in answers.items():
        _fill(book, rows, checklist.question(code), answer)
    book.save(path)
    book.close()


def write(sheet: Any, row: int, column: int, value: object) -> None:
    """Write one open cell."""
    cell = sheet.cell(row, column)
    assert not cell.protection.locked, cell.coordinate
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # as Excel keeps what is typed into a text cell


def _fill(book: Any, rows: dict[str, list[int]], question: Question, answer: Answer) -> None:
    sheet = book[form.ANSWERS]
    suffix = f"{form.PART}number" if question.kind is Kind.DOCUMENT else ""
    row = rows[f"{form.ANSWERS}/{question.code}{suffix}"][0]
    note = answer.reason if answer.state is State.NOT_APPLICABLE else answer.note
    if note:
        write(sheet, row, form.NOTE, note)
    if answer.state is State.NOT_APPLICABLE:
        write(sheet, row, form.ANSWER, form.NOT_APPLICABLE)
    elif answer.items:
        _fill_lines(book[form.LISTS], rows[f"{form.LISTS}/{question.code}"], question, answer)
    elif isinstance(answer.value, DocumentRef):
        for part in form.DOCUMENT_PARTS:
            at = rows[f"{form.ANSWERS}/{question.code}{form.PART}{part}"][0]
            write(sheet, at, form.ANSWER, getattr(answer.value, part) or None)
    elif isinstance(answer.value, Figure):
        write(sheet, row, form.ANSWER, answer.value.amount)
        write(sheet, row, form.PERIOD, answer.value.period or None)
    elif isinstance(answer.value, bool):
        write(sheet, row, form.ANSWER, form.YES if answer.value else form.NO)
    else:
        write(sheet, row, form.ANSWER, answer.value)


def _fill_lines(sheet: Any, rows: list[int], question: Question, answer: Answer) -> None:
    for item, at in zip(answer.items, rows, strict=False):
        cells: list[object] = [item.text, *(item.cells.get(column.key) for column in question.columns)]
        if question.kind is Kind.LIST:
            cells = [getattr(item, name) for name in form.LIST_COLUMNS]
        for column, value in enumerate(cells, start=form.LIST_START):
            write(sheet, at, column, None if value == "" else value)
