"""One sheet a criterion: what every unit answered to every question, numbers as numbers and dates as dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from tdkt_desktop.documents.neutral.sheets import Cell, Sheet, Styled, Tone
from tdkt_desktop.documents.workbook.facts import TONES, NoticeFacts
from tdkt_desktop.domain.checklist import Criterion, Question
from tdkt_desktop.domain.inspection import Inspection
from tdkt_desktop.domain.kinds import STATE_WORDS, VERDICT_WORDS, Kind, State, Verdict
from tdkt_desktop.domain.marks import Mark
from tdkt_desktop.domain.values import Answer, DocumentRef, Figure, Item
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.vietnamese.dates import period_text
from tdkt_desktop.vietnamese.money import approximator_word
from tdkt_desktop.vietnamese.text import sentence

HEADER = (
    "Câu",
    "Nội dung",
    "Đơn vị",
    "Tình trạng",
    "Trả lời",
    "Mức độ",
    "Số lượng",
    "Đơn vị tính",
    "Kỳ",
    "Ngày",
    "Nơi, cơ quan",
    "Ghi chú",
)
WIDTHS = (6, 27, 21, 12, 36, 8, 16, 12, 13, 11, 15, 17)
UNITS = {Kind.MONEY: "đồng", Kind.PERCENT: "%"}
REMARKS = (("narrative", "Nhận xét của đoàn"), ("limitation", "Hạn chế"), ("evidence", "Tài liệu đã xem"))
STATE_TONES = {State.NOT_APPLICABLE: Tone.GREY, State.NOT_CHECKED: Tone.OPEN, State.ANSWERED: Tone.PLAIN}
Values = tuple[Cell, ...]  # from "Trả lời" to "Ghi chú": the last eight columns
NONE: Values = (None,) * 8


def criterion_sheets(facts: NoticeFacts) -> tuple[Sheet, ...]:
    """The sheets in the order of the checklist."""
    return tuple(
        Sheet(
            f"{number}. {criterion.name}",
            HEADER,
            tuple(_rows(facts, criterion)),
            WIDTHS,
            (f"Nội dung {number}: {criterion.title}",),
            frozen=3,
        )
        for number, criterion in enumerate(facts.checklist.criteria, start=1)
    )


def _rows(facts: NoticeFacts, criterion: Criterion) -> Iterator[tuple[Cell, ...]]:
    """Question by question, so that the units' answers to one question stand below each other."""
    units = [
        (f"{padded(unit.number)} {unit.short}", facts.record.of(unit.code)) for unit in facts.campaign.units
    ]
    if criterion.graded:
        for name, inspection in units:
            yield _verdict(name, inspection.remark(criterion.code).verdict)
    for question in criterion.questions:
        number = facts.checklist.numbers[question.code]
        for name, inspection in units:
            answer = inspection.answer(question.code)
            state = Styled(STATE_WORDS[answer.state], STATE_TONES[answer.state], centred=True)
            for values in _values(question, answer):
                yield (number, question.ask, name, state, *values)
    for name, inspection in units:
        yield from _remarks(name, criterion, inspection)


def _verdict(name: str, verdict: Verdict) -> tuple[Cell, ...]:
    words = Styled(VERDICT_WORDS[verdict], TONES[Mark(verdict.value)], centred=True)
    return ("", "Kết luận của đoàn", name, words, *NONE)


def _remarks(name: str, criterion: Criterion, inspection: Inspection) -> Iterator[tuple[Cell, ...]]:
    remark = inspection.remark(criterion.code)
    for field, words in REMARKS:
        if said := getattr(remark, field):
            yield ("", words, name, "", said, *NONE[1:])


def _values(question: Question, answer: Answer) -> Iterator[Values]:
    """One row an answer, one a line of a list, one a cell of a table; always at least one."""
    note = "; ".join(part for part in (answer.reason, answer.note) if part)
    if answer.items:
        for item in answer.items:
            yield from _item(question, item, note)
        return
    if not answer.answered:
        yield (*NONE[:-1], note)
        return
    yield (*_single(question, answer), note)


def _single(question: Question, answer: Answer) -> tuple[Cell, ...]:
    """The columns from "Trả lời" to "Nơi, cơ quan" of an answer without lines."""
    value = answer.value
    if isinstance(value, bool):
        return ("Có" if value else "Không", *NONE[2:])
    if isinstance(value, Figure):
        unit = UNITS.get(question.kind, "")
        measure = value.measure or question.measure
        return (
            measure if unit and measure != unit else None,
            sentence(approximator_word(value.approximator)),
            _number(value.amount),
            unit or measure,
            period_text(value.period) if value.period else None,
            None,
            None,
        )
    if isinstance(value, DocumentRef):
        said = " ".join(
            part for part in (f"Số {value.number}" if value.number else "", value.subject) if part
        )
        return (said, None, None, None, None, value.date, value.issuer)
    if isinstance(value, dt.date):
        return (None, None, None, None, None, value, None)
    return (sentence(value) if isinstance(value, str) else None, *NONE[2:])


def _item(question: Question, item: Item, note: str) -> Iterator[Values]:
    said = "; ".join(part for part in (note, item.note) if part)
    period = period_text(item.period) if item.period else None
    if not item.cells:
        approximator = sentence(approximator_word(item.approximator))
        measure = item.measure or (question.measure if item.amount is not None else "")
        amount = _number(item.amount) if item.amount is not None else None
        yield (item.text, approximator, amount, measure, period, None, item.place, said)
        return
    for column in question.columns:
        if column.key in item.cells:
            yield (item.text, None, _number(item.cells[column.key]), column.title, period, None, None, said)


def _number(amount: Decimal) -> int | Decimal:
    """A number as a spreadsheet shows it best: whole ones without a decimal part."""
    return int(amount) if amount == amount.to_integral_value() else amount
