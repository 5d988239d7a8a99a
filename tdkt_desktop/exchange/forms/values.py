"""What a filled cell of a form says, by the kind of its question. What may mean two things is refused with its reason."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from tdkt_desktop.domain.checklist import Question
from tdkt_desktop.domain.kinds import FIGURE_KINDS, Approximator, Kind
from tdkt_desktop.domain.self_report import NO, YES
from tdkt_desktop.domain.values import Figure, Value, to_decimal
from tdkt_desktop.exchange.grids.grid import CellKind, GridCell
from tdkt_desktop.vietnamese.dates import UnclearDate, parse_date
from tdkt_desktop.vietnamese.legacy import Judgement, read_runs
from tdkt_desktop.vietnamese.money import parse_money, split_approximator
from tdkt_desktop.vietnamese.numbers import UnclearNumber, format_number, parse_number
from tdkt_desktop.vietnamese.text import fold, nfc, squeeze


class Unreadable(ValueError):
    """A cell that cannot be taken; `message` is Vietnamese."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def words_of(cell: GridCell) -> str:
    """The text of a cell with its line ends, Unicode. Raises Unreadable for formulas, errors and doubtful old texts."""
    if cell.formula:
        raise Unreadable(f"Ô là công thức (kết quả Excel ghi lại: “{cell.shown}”). Hãy ghi giá trị.")
    if cell.kind is CellKind.ERROR:
        raise Unreadable(f"Ô báo lỗi của Excel: {cell.shown}.")
    if cell.kind is not CellKind.TEXT:
        return cell.shown
    reading = read_runs(list(cell.runs))
    if reading.judgement in (Judgement.DOUBTFUL, Judgement.LOST):
        raise Unreadable(reading.reason)
    return nfc(reading.text).strip()


def value_of(cell: GridCell, period: GridCell, question: Question) -> Value:
    """The value of a filled cell. Raises Unreadable."""
    words = words_of(cell)
    if question.kind is Kind.YES_NO:
        return _yes_no(cell, words)
    if question.kind is Kind.CHOICE:
        found = next((choice for choice in question.choices if _alike(choice, words)), None)
        if found is None:
            raise Unreadable(f"“{words}” không phải phương án. Dùng: {'; '.join(question.choices)}.")
        return found
    if question.kind is Kind.DATE:
        return day_of(cell)
    if question.kind in FIGURE_KINDS:
        if question.kind is Kind.PERCENT and cell.kind is CellKind.NUMBER:
            return Figure(_percent(cell), period=squeeze(words_of(period)))
        code, amount = amount_of(cell, money=question.kind is Kind.MONEY)
        if question.kind in (Kind.COUNT, Kind.MONEY) and amount != amount.to_integral_value():
            raise Unreadable(f"“{words}” không phải số nguyên.")
        return Figure(amount, Approximator(code), "", squeeze(words_of(period)))
    return words


def day_of(cell: GridCell) -> dt.date:
    """The day a cell names. Raises Unreadable."""
    words = words_of(cell)
    if isinstance(cell.value, dt.datetime):
        return cell.value.date()
    if isinstance(cell.value, dt.date):
        return cell.value
    try:
        return parse_date(words)
    except UnclearDate as unclear:
        raise Unreadable(unclear.message) from None


def amount_of(cell: GridCell, *, money: bool = False) -> tuple[str, Decimal]:
    """How exact a number is ("over" for "trên"), and the number; with `money` words such as "350 triệu" are read too.

    Raises Unreadable.
    """
    words = words_of(cell)
    if cell.percent:
        raise Unreadable(f"Ô ghi tỷ lệ phần trăm ({format_number(_hundredfold(cell))}%). Hãy ghi số.")
    if cell.kind is CellKind.NUMBER:
        return "", to_decimal(cell.value)
    if cell.kind is not CellKind.TEXT:
        raise Unreadable(f"“{words}” không phải số.")
    code, rest = split_approximator(squeeze(words))
    rest = rest.removesuffix("%").strip()
    try:
        in_words = money and any(map(str.isalpha, rest))
        return code, Decimal(parse_money(rest)) if in_words else parse_number(rest)
    except UnclearNumber as unclear:
        raise Unreadable(unclear.message) from None


def _percent(cell: GridCell) -> Decimal:
    """A number for a rate. Who types "95%" leaves 0.95 in the cell, sometimes without a sign of it."""
    words = words_of(cell)
    if cell.percent:
        return _hundredfold(cell)
    if 0 < (amount := to_decimal(cell.value)) <= 1:
        less, more = (format_number(one) for one in (amount, _hundredfold(cell)))
        raise Unreadable(f"“{words}” chưa rõ là {less}% hay {more}%. Hãy ghi cả dấu %, ví dụ “{more}%”.")
    return amount


def _hundredfold(cell: GridCell) -> Decimal:
    amount = to_decimal(cell.value) * 100
    return amount.to_integral_value() if amount == amount.to_integral_value() else amount.normalize()


def _yes_no(cell: GridCell, words: str) -> bool:
    if cell.kind is CellKind.FLAG:
        return bool(cell.value)
    if _alike(words, YES) or _alike(words, NO):
        return _alike(words, YES)
    raise Unreadable(f"“{words}” không phải Có hay Không.")


def _alike(one: str, two: str) -> bool:
    return squeeze(fold(one)) == squeeze(fold(two))
