"""The room to write an answer by hand, one way for each kind of question."""

from __future__ import annotations

from collections.abc import Callable

from tdkt_desktop.documents.neutral.form_blocks import Blank, Box, FormItem, Grid, Part
from tdkt_desktop.domain.checklist import Question
from tdkt_desktop.domain.kinds import Kind

IF_ANY = "(nếu\u00a0có)"
DATE: tuple[Part, ...] = (Blank(8), "/", Blank(8), "/", Blank(13))
TEXT_LINES, EXTRA_LINES, LIST_LINES, TABLE_ROWS = 3, 2, 3, 4  # extra: what need not be answered


def question_item(question: Question, numbers: dict[str, str]) -> FormItem:
    """A question with its number and the room its kind needs."""
    number = numbers[question.code]
    made = ROOMS[question.kind](question)
    return FormItem(
        number=number,
        text=question.ask if question.required or question.when else f"{question.ask} {IF_ANY}",
        hint=" ".join(part for part in (_when(question, numbers), question.hint) if part),
        beside=made.beside,
        lines=made.lines,
        grid=made.grid,
    )


def _when(question: Question, numbers: dict[str, str]) -> str:
    """When a question is asked at all."""
    if question.when is None:
        return ""
    wanted = question.when.equals
    answer = ("có" if wanted else "không") if isinstance(wanted, bool) else f"“{wanted}”"
    asked = numbers.get(question.when.question, question.when.question)
    return f"(nếu\u00a0mục\u00a0{asked}:\u00a0{answer})"


def _yes_no(_question: Question) -> FormItem:
    return FormItem(beside=(Box("Có"), Box("Không")))


def _choice(question: Question) -> FormItem:
    return FormItem(beside=tuple(Box(choice) for choice in question.choices))


def _amount(question: Question) -> FormItem:
    measure = "%" if question.kind is Kind.PERCENT else question.measure
    return FormItem(beside=(Blank(), measure) if measure else (Blank(),))


def _money(_question: Question) -> FormItem:
    return FormItem(beside=(Blank(), "đồng; năm", Blank(15)))


def _date(_question: Question) -> FormItem:
    return FormItem(beside=("Ngày", *DATE[:-1], Blank()))


def _document(_question: Question) -> FormItem:
    return FormItem(lines=(("Số:", Blank(30), "ngày", *DATE, "cơ quan ban hành:", Blank()),))


def _text(question: Question) -> FormItem:
    return FormItem(lines=((Blank(),),) * (TEXT_LINES if question.required else EXTRA_LINES))


def _list(question: Question) -> FormItem:
    if question.measure:
        tail: tuple[Part, ...] = (Blank(28), question.measure, "- năm", Blank(14))
    else:
        tail = ()
    return FormItem(lines=tuple((f"{n})", Blank(), *tail) for n in range(1, LIST_LINES + 1)))


def _table(question: Question) -> FormItem:
    header = ("Năm, thời kỳ, đợt", *(column.title for column in question.columns))
    return FormItem(grid=Grid(header, (30, *(24 for _ in question.columns)), TABLE_ROWS))


ROOMS: dict[Kind, Callable[[Question], FormItem]] = {
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.COUNT: _amount,
    Kind.NUMBER: _amount,
    Kind.PERCENT: _amount,
    Kind.MONEY: _money,
    Kind.DATE: _date,
    Kind.TEXT: _text,
    Kind.LIST: _list,
    Kind.DOCUMENT: _document,
    Kind.TABLE: _table,
}
