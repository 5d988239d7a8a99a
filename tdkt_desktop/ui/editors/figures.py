"""Editors of figures: counts, numbers, percents and money, with an optional "trên" or "gần" before them."""

from __future__ import annotations

from decimal import Decimal

from tdkt_desktop.domain.kinds import Approximator
from tdkt_desktop.domain.values import Figure, Value
from tdkt_desktop.ui.editors.line import LineEditor, Unreadable
from tdkt_desktop.vietnamese.money import (
    approximator_word,
    format_money,
    full_money,
    parse_money,
    split_approximator,
)
from tdkt_desktop.vietnamese.number_words import in_words
from tdkt_desktop.vietnamese.numbers import UnclearNumber, format_number, parse_number


class FigureEditor(LineEditor):
    """A number as typed in Vietnam: 1.290 or 12,5; what is unclear is asked, never guessed."""

    whole = False
    sign = ""  # what a reading that is offered ends with

    def read(self, text: str) -> Figure:
        code, rest = split_approximator(text)
        try:
            amount = self.read_amount(rest)
        except UnclearNumber as unclear:
            readings = (
                f"{approximator_word(code)} {words}{self.sign}".strip() for words, _ in unclear.choices
            )
            raise Unreadable(unclear.message, tuple(readings)) from unclear
        if self.whole and amount != amount.to_integral_value():
            raise Unreadable("Chỗ này cần số nguyên, ví dụ 12.")
        return Figure(amount, Approximator(code), self._measure(), self._period())

    def write(self, value: Value) -> str:
        if not isinstance(value, Figure):
            return ""
        return f"{approximator_word(value.approximator)} {self.write_amount(value.amount)}".strip()

    def read_amount(self, text: str) -> Decimal:
        return parse_number(text)

    def write_amount(self, amount: Decimal) -> str:
        return format_number(amount)

    def _measure(self) -> str:
        kept = self._answer.value
        return kept.measure if isinstance(kept, Figure) else ""

    def _period(self) -> str:
        kept = self._answer.value
        return kept.period if isinstance(kept, Figure) else ""


class NumberEditor(FigureEditor):
    """Any number."""

    placeholder = "Ví dụ 12,5"


class CountEditor(FigureEditor):
    """A whole number of something."""

    placeholder = "Số nguyên, ví dụ 12"
    whole = True


class PercentEditor(FigureEditor):
    """Percent points; the sign may be typed or left out."""

    placeholder = "Ví dụ 97,5"
    suffix = "%"

    def read_amount(self, text: str) -> Decimal:
        return parse_number(text.removesuffix("%").strip())


class MoneyEditor(FigureEditor):
    """Money as reports write it, kept in đồng and echoed in full."""

    placeholder = "Ví dụ 350 triệu đồng"
    suffix = " "
    whole = True

    def read_amount(self, text: str) -> Decimal:
        return Decimal(parse_money(text))

    def write_amount(self, amount: Decimal) -> str:
        return format_money(int(amount))

    def echo(self, value: Value) -> str:
        if not isinstance(value, Figure):
            return ""
        word, amount = approximator_word(value.approximator), int(value.amount)
        return f"{word} {full_money(amount)} - {word} {in_words(amount)} đồng".replace("-  ", "- ").strip()
