"""How the parts of a line of a list are read from its fields, and how they are written there."""

from __future__ import annotations

from decimal import Decimal

from tdkt_desktop.domain.values import Item
from tdkt_desktop.ui.editors.base import split_note
from tdkt_desktop.ui.editors.period import period_words
from tdkt_desktop.vietnamese.money import approximator_word, format_money, parse_money, split_approximator
from tdkt_desktop.vietnamese.numbers import UnclearNumber, format_number, parse_number


def read_amount(text: str, *, money: bool) -> tuple[Decimal | None, str, str]:
    """Amount, approximator code, and the text itself when it cannot be read."""
    if not text.strip():
        return None, "", ""
    code, rest = split_approximator(text)
    try:
        return (Decimal(parse_money(rest)) if money else parse_number(rest)), code, ""
    except UnclearNumber:
        return None, "", text.strip()


def item_text(key: str, item: Item, *, money: bool) -> str:
    """What the field of a part shows; `key` as in ItemField."""
    if key.startswith("cell:"):
        cell = item.cells.get(key.removeprefix("cell:"))
        return "" if cell is None else format_number(cell)
    if key == "amount":
        if item.amount is None:
            return split_note(item.note).unclear
        whole = money and item.amount == int(item.amount)
        number = format_money(int(item.amount)) if whole else format_number(item.amount)
        return f"{approximator_word(item.approximator)} {number}".strip()
    if key == "note":
        return split_note(item.note).text
    if key == "period" or (key == "text" and item.text == item.period):  # a row named by its period
        return period_words(item.period)
    return str(getattr(item, key))
