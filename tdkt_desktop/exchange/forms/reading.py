"""A filled form back to what the unit reported: a pure function from its grids. Nothing is recorded here."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from tdkt_desktop.domain import self_report as form
from tdkt_desktop.domain.checklist import Checklist, Question
from tdkt_desktop.domain.errors import NewerFormat, WrongFile
from tdkt_desktop.domain.kinds import FIGURE_KINDS, ITEM_KINDS, Approximator, Kind, State
from tdkt_desktop.domain.self_report import FormShape, Problem, SelfReport
from tdkt_desktop.domain.values import Answer, DocumentRef, Item, Value
from tdkt_desktop.exchange.forms.values import Unreadable, amount_of, day_of, value_of, words_of
from tdkt_desktop.exchange.grids.grid import Grid, GridCell
from tdkt_desktop.vietnamese.text import fold, nfc, squeeze

REMEDY = "Hãy dùng đúng biểu do phần mềm lập cho đợt kiểm tra này (Đơn vị › Xuất phiếu tự kiểm tra; bằng dòng lệnh: tdkt form); chưa có gì thay đổi."
NO_REASON = "Đơn vị tự báo cáo, không nêu lý do"


def form_facts(grids: Sequence[Grid], name: str) -> dict[str, str]:
    """Whose form it is: campaign, unit, checklist. Raises WrongFile or NewerFormat."""
    meta = next((grid for grid in grids if grid.title == form.META), None)
    if meta is None:
        raise WrongFile(f"{name} không phải biểu tự báo cáo của phần mềm.", REMEDY)
    facts = {meta.at(row, 1).shown: meta.at(row, 2).shown for row in range(1, meta.rows + 1)}
    kind, _, version = facts.get("format", "").partition(" ")
    if kind != form.FORM_FORMAT.partition(" ")[0] or not version.isdecimal():
        raise WrongFile(f"{name} không phải biểu tự báo cáo của phần mềm.", REMEDY)
    if int(version) > int(form.FORM_FORMAT.partition(" ")[2]):
        raise NewerFormat(f"{name} do bản phần mềm mới hơn lập.", "Hãy cài bản phần mềm mới hơn rồi đọc lại.")
    return facts


def read_form(grids: Sequence[Grid], checklist: Checklist, name: str, shape: FormShape) -> SelfReport:
    """Everything the unit wrote, with the cells that cannot be taken; `shape` is the form as it went out.

    Raises WrongFile or NewerFormat.
    """
    facts = form_facts(grids, name)
    if facts.get("checklist") != checklist.digest:
        raise WrongFile(f"{name} lập theo một danh mục nội dung khác với đợt kiểm tra.", REMEDY)
    by_title = {grid.title: grid for grid in grids}
    missing = [title for title in (form.ANSWERS, form.LISTS) if title not in by_title]
    if missing:
        raise WrongFile(f"{name} thiếu trang “{missing[0]}”.", REMEDY)
    _refuse_moved(by_title[form.ANSWERS], dict(enumerate(form.HEADS, start=form.CODE)))
    _refuse_moved(by_title[form.LISTS], dict(enumerate(form.LIST_HEADS, start=form.LIST_START)))
    reader = _FormReader(checklist, shape)
    reader.read_answers(by_title[form.ANSWERS])
    reader.read_lists(by_title[form.LISTS])
    return SelfReport(
        facts.get("campaign", ""),
        facts.get("unit", ""),
        checklist.digest,
        reader.finished(),
        reader.cells,
        tuple(reader.problems),
    )


def _refuse_moved(grid: Grid, heads: Mapping[int, str]) -> None:
    """Columns that were put in or taken out: the words of the form itself would pass for answers."""
    told = max(heads.values(), key=len)  # which of the heads nobody else would write
    for row in range(1, grid.rows + 1):
        said = {column: grid.at(row, column).shown for column in range(1, grid.columns + 1)}
        wrong = [column for column, head in heads.items() if said.get(column, "") != head]
        if told in said.values() and wrong:
            name = GridCell(grid.title, row, wrong[0]).name
            raise WrongFile(
                f"{name}: các cột của biểu đã bị chuyển chỗ (ô này cần là “{heads[wrong[0]]}”).", REMEDY
            )


class _FormReader:
    def __init__(self, checklist: Checklist, shape: FormShape) -> None:
        self.checklist, self.shape = checklist, shape
        self.answers: dict[str, Answer] = {}
        self.items: dict[str, list[Item]] = {}
        self.documents: dict[str, dict[str, Any]] = {}
        self.notes: dict[str, str] = {}
        self.cells: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.begun: set[str] = set()  # sheets of which a row with a code was met

    def read_answers(self, grid: Grid) -> None:
        seen: set[str] = set()
        for row in range(1, grid.rows + 1):
            whole = grid.at(row, form.CODE).shown
            code, _, part = whole.partition(form.PART)
            if not self.checklist.has_question(code):
                self._stray_row(grid, row)
                continue
            question = self.checklist.question(code)
            answer, note = grid.at(row, form.ANSWER), self._text(grid.at(row, form.NOTE), question)
            wrote = not answer.blank or bool(answer.formula)
            if whole in seen:
                if wrote or note:
                    self._problem(answer, question, "Câu này có hai dòng; chỉ dòng đứng trước được đọc.")
                continue
            seen.add(whole)
            self.begun.add(grid.title)
            period = {form.PERIOD} if question.kind in FIGURE_KINDS else set()
            self._locked_cells(grid, row, {form.CODE, form.ANSWER, form.NOTE} | period, question)
            if note:
                self.notes[code] = note
            if not wrote:
                continue
            self.cells.setdefault(code, answer.name)
            if part:
                self._document_part(answer, question, part)
            else:
                self._answer(answer, grid.at(row, form.PERIOD), question)
        self._missing_rows(grid.title, seen)

    def read_lists(self, grid: Grid) -> None:
        seen: set[str] = set()
        for row in range(1, grid.rows + 1):
            code = grid.at(row, form.CODE).shown
            if not self.checklist.has_question(code):
                self._stray_row(grid, row)
                continue
            seen.add(code)
            self.begun.add(grid.title)
            question = self.checklist.question(code)
            count = 1 + len(question.columns) if question.kind is Kind.TABLE else len(form.LIST_COLUMNS)
            columns = range(form.LIST_START, form.LIST_START + count)
            self._locked_cells(grid, row, {form.CODE, *columns}, question)
            cells = [grid.at(row, column) for column in columns]
            if all(cell.blank and not cell.formula for cell in cells):
                continue
            self.cells.setdefault(code, cells[0].name)
            known = self.items.setdefault(code, [])
            made = (
                self._table_row(cells, question)
                if question.kind is Kind.TABLE
                else self._list_row(cells, question)
            )
            known.append(dataclasses.replace(made, position=len(known) + 1))
        self._missing_rows(grid.title, seen)

    def _stray_row(self, grid: Grid, row: int) -> None:
        """A row that somebody put in, or whose hidden code is spoiled: what stands there is of no question."""
        columns = range(form.CODE + 1, grid.columns + 1)
        if not grid.at(row, form.CODE).blank:
            self.begun.add(grid.title)
        if grid.title not in self.begun:
            return  # titles above the heading name campaign and unit, which may be called otherwise now
        if written := [cell for column in columns if self._written(cell := grid.at(row, column))]:
            message = "Dòng này không thuộc câu nào nên không được đọc. Hãy ghi vào các dòng có sẵn của câu."
            self.problems.append(Problem(written[0].name, "", message))

    def _locked_cells(self, grid: Grid, row: int, free: set[int], question: Question) -> None:
        for column in range(1, grid.columns + 1):
            if column not in free and self._written(cell := grid.at(row, column)):
                self._problem(cell, question, f"“{cell.shown}” ghi ngoài ô trả lời nên không được đọc.")

    def _written(self, cell: GridCell) -> bool:
        """Whether a person wrote it: the form went out without it."""
        return not cell.blank and squeeze(nfc(cell.shown)) not in self.shape.texts

    def _missing_rows(self, sheet: str, seen: set[str]) -> None:
        missing = dict.fromkeys(
            code.partition(form.PART)[0] for code in self.shape.codes.get(sheet, ()) if code not in seen
        )
        for code in missing:
            self.problems.append(
                Problem(sheet, self.checklist.numbers[code], "Biểu không còn đủ các dòng của câu này.")
            )

    def finished(self) -> Mapping[str, Answer]:
        """The answers in the order of the checklist, with their notes and lines."""
        for code, parts in self.documents.items():
            self.answers.setdefault(code, Answer(State.ANSWERED, DocumentRef(**parts)))
        for code, items in self.items.items():
            self.answers.setdefault(code, Answer(State.ANSWERED, items=tuple(items)))
        found = {}
        for question in self.checklist.questions():
            if answer := self.answers.get(question.code):
                found[question.code] = self._with_note(answer, self.notes.get(question.code, ""))
        return found

    @staticmethod
    def _with_note(answer: Answer, note: str) -> Answer:
        if answer.state is State.NOT_APPLICABLE:
            return dataclasses.replace(answer, reason=note or NO_REASON)
        return dataclasses.replace(answer, note=note)

    def _answer(self, cell: GridCell, period: GridCell, question: Question) -> None:
        if squeeze(fold(cell.shown)) == fold(form.NOT_APPLICABLE):
            self.answers[question.code] = Answer(State.NOT_APPLICABLE)
            return
        if question.kind in ITEM_KINDS:
            self._problem(cell, question, f"Danh sách ghi ở trang “{form.LISTS}”, không ghi ở ô này.")
            return
        try:
            value: Value = value_of(cell, period, question)
        except Unreadable as unreadable:
            self._problem(cell, question, unreadable.message)
            return
        self.answers[question.code] = Answer(State.ANSWERED, value)

    def _document_part(self, cell: GridCell, question: Question, part: str) -> None:
        if part not in form.DOCUMENT_PARTS:
            return
        if squeeze(fold(cell.shown)) == fold(form.NOT_APPLICABLE):
            self.answers[question.code] = Answer(State.NOT_APPLICABLE)
            return
        try:
            found: object = day_of(cell) if part == "date" else words_of(cell)
        except Unreadable as unreadable:
            self._problem(cell, question, unreadable.message)
            return
        self.documents.setdefault(question.code, {})[part] = found

    def _list_row(self, cells: list[GridCell], question: Question) -> Item:
        by_name = dict(zip(form.LIST_COLUMNS, cells, strict=True))
        code, amount = self._amount(by_name["amount"], question)
        texts: dict[str, Any] = {
            name: self._text(cell, question) for name, cell in by_name.items() if name != "amount"
        }
        return Item("", amount=amount, approximator=Approximator(code), **texts)

    def _table_row(self, cells: list[GridCell], question: Question) -> Item:
        numbers: dict[str, Decimal] = {}
        for column, cell in zip(question.columns, cells[1:], strict=True):
            _, amount = self._amount(cell, question)
            if amount is not None:
                numbers[column.key] = amount
        return Item("", text=self._text(cells[0], question), cells=numbers)

    def _amount(self, cell: GridCell, question: Question) -> tuple[str, Decimal | None]:
        if cell.blank and not cell.formula:
            return "", None
        try:
            return amount_of(cell, money=question.kind is Kind.LIST)
        except Unreadable as unreadable:
            self._problem(cell, question, unreadable.message)
            return "", None

    def _text(self, cell: GridCell, question: Question) -> str:
        try:
            return words_of(cell)
        except Unreadable as unreadable:
            self._problem(cell, question, unreadable.message)
            return ""

    def _problem(self, cell: GridCell, question: Question, message: str) -> None:
        self.problems.append(Problem(cell.name, self.checklist.numbers[question.code], message))
