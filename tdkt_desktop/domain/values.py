"""What an answer holds, and its plain form (JSON types only) for files and for the revision log."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from tdkt_desktop.domain.kinds import FIGURE_KINDS, ITEM_KINDS, Approximator, Kind, State

Plain = Any  # None, bool, int, str, list or dict of these: what json.dumps takes


@dataclass(frozen=True)
class Figure:
    """A number with what makes it honest: how exact, of what period, of what measure.

    `amount` is whole for counts, đồng for money, percent points for percent. `measure` names the thing counted
    ("khách hàng"), `period` follows vietnamese.dates.period_text ("2019", "2014..2019", "2019-H1").
    """

    amount: Decimal
    approximator: Approximator = Approximator.EXACT
    measure: str = ""
    period: str = ""


@dataclass(frozen=True)
class DocumentRef:
    """A cited paper: number and symbol ("19/KH-HĐTĐKT"), date, issuer, what it is about. Any part may be unknown."""

    number: str = ""
    date: dt.date | None = None
    issuer: str = ""
    subject: str = ""


Value = bool | str | Figure | dt.date | DocumentRef | None


@dataclass(frozen=True)
class Item:
    """One line of a list or one row of a table; has its own id and merges on its own.

    List: `text`, `amount` with `measure` ("đồng" for money), `approximator`, `place`, `period`, `note`.
    Table: `text` is the row's label, `cells` the numbers by column key.
    `position` orders the items of one question; equal positions fall back to the id.
    """

    id: str
    text: str = ""
    amount: Decimal | None = None
    measure: str = ""
    approximator: Approximator = Approximator.EXACT
    place: str = ""
    period: str = ""
    note: str = ""
    cells: Mapping[str, Decimal] = field(default_factory=dict)
    position: float = 0.0


@dataclass(frozen=True)
class Answer:
    """The answer to one question for one unit, in one of three states.

    `value` is None for list and table questions: their content is `items`. `reason` says why a question does not
    apply; `note` is what the team wrote beside the answer.
    """

    state: State = State.NOT_CHECKED
    value: Value = None
    reason: str = ""
    note: str = ""
    items: tuple[Item, ...] = ()

    @property
    def answered(self) -> bool:
        return self.state is State.ANSWERED


UNANSWERED = Answer()
_INVISIBLE = dict.fromkeys(
    map(ord, "\u200b\u2060\ufeff\u00ad")
)  # zero-width space, joiner, mark, soft hyphen


_SURROGATE = re.compile("[\ud800-\udfff]")


def clean_text(text: str) -> str:
    """NFC with plain line ends and without the invisible marks of web pages: the one form in which text is kept.

    Half a letter (a lone surrogate, from a spoiled clipboard) becomes the sign for one: no disk takes it as it is.
    """
    visible = text.translate(_INVISIBLE)
    if _SURROGATE.search(visible):
        visible = visible.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return unicodedata.normalize("NFC", visible).replace("\r\n", "\n").replace("\r", "\n")


def to_decimal(raw: object) -> Decimal:
    """Read a plain number (int, or a string with a decimal point). Raises ValueError."""
    if isinstance(raw, bool) or not isinstance(raw, int | str | float | Decimal):
        raise ValueError(f"not a number: {raw!r}")
    try:
        number = Decimal(str(raw))
    except InvalidOperation as error:
        raise ValueError(f"not a number: {raw!r}") from error
    if not number.is_finite():
        raise ValueError(f"not a number: {raw!r}")
    return number


def plain_number(number: Decimal) -> Plain:
    """Whole numbers as int, others as a string: JSON floats would lose digits."""
    return int(number) if number == number.to_integral_value() else format(number.normalize(), "f")


def value_to_plain(value: Value) -> Plain:
    """The plain form of an answer's value; `value_from_plain` reads it back."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, Figure):
        return _without_blanks(
            amount=plain_number(value.amount),
            approx=str(value.approximator),
            measure=clean_text(value.measure),
            period=clean_text(value.period),
        )
    if isinstance(value, DocumentRef):
        return _without_blanks(
            number=clean_text(value.number),
            date=value.date.isoformat() if value.date else "",
            issuer=clean_text(value.issuer),
            subject=clean_text(value.subject),
        )
    return value.isoformat()


def value_from_plain(kind: Kind, raw: Plain) -> Value:
    """Read a value of a question kind from its plain form. Raises ValueError on another shape."""
    if raw is None or kind in ITEM_KINDS:
        return None
    if kind is Kind.YES_NO:
        return bool(_expect(raw, bool))
    if kind in (Kind.TEXT, Kind.CHOICE):
        return clean_text(_expect(raw, str))
    if kind is Kind.DATE:
        return _read_date(raw)
    if kind is Kind.DOCUMENT:
        return document_from_plain(raw)
    if kind in FIGURE_KINDS:
        return _figure_from_plain(kind, raw)
    raise ValueError(f"no reader for {kind}")


def document_from_plain(raw: Plain) -> DocumentRef:
    """Read a document reference {number, date, issuer, subject}; unknown keys are refused."""
    if isinstance(raw, str):
        return DocumentRef(number=clean_text(raw))
    fields = dict(_expect(raw, dict))
    date = fields.pop("date", None)
    texts = {key: clean_text(str(fields.pop(key, ""))) for key in ("number", "issuer", "subject")}
    _refuse_rest(fields)
    return DocumentRef(date=_read_date(date) if date else None, **texts)


def item_to_plain(item: Item) -> Plain:
    """The plain form of an item, without its id (the id is part of the subject in the log)."""
    plain = _without_blanks(
        text=clean_text(item.text),
        measure=clean_text(item.measure),
        approx=str(item.approximator),
        place=clean_text(item.place),
        period=clean_text(item.period),
        note=clean_text(item.note),
        cells={key: plain_number(cell) for key, cell in sorted(item.cells.items())},
        position=format(item.position, "g") if item.position else "",
    )
    if item.amount is not None:
        plain["amount"] = plain_number(item.amount)
    return plain


def item_from_plain(item_id: str, raw: Plain) -> Item:
    """Read an item. Raises ValueError on a wrong shape or an unknown key."""
    if isinstance(raw, str):
        return Item(id=item_id, text=clean_text(raw))
    fields = dict(_expect(raw, dict))
    amount, cells = fields.pop("amount", None), fields.pop("cells", {})
    position = float(fields.pop("position", 0.0))
    approx = Approximator(fields.pop("approx", ""))
    texts = {
        key: clean_text(str(fields.pop(key, ""))) for key in ("text", "measure", "place", "period", "note")
    }
    _refuse_rest(fields)
    return Item(
        id=item_id,
        amount=None if amount is None else to_decimal(amount),
        approximator=approx,
        position=position,
        cells={clean_text(str(key)): to_decimal(cell) for key, cell in _expect(cells, dict).items()},
        **texts,
    )


def _figure_from_plain(kind: Kind, raw: Plain) -> Figure:
    fields = dict(raw) if isinstance(raw, dict) else {"amount": raw}
    amount = to_decimal(fields.pop("amount", None))
    if kind in (Kind.COUNT, Kind.MONEY) and amount != amount.to_integral_value():
        raise ValueError(f"not a whole number: {amount}")
    approx = Approximator(fields.pop("approx", ""))
    texts = {key: clean_text(str(fields.pop(key, ""))) for key in ("measure", "period")}
    _refuse_rest(fields)
    return Figure(amount=amount, approximator=approx, **texts)


def _read_date(raw: Plain) -> dt.date:
    if isinstance(raw, dt.date):
        return raw
    return dt.date.fromisoformat(_expect(raw, str))


def _expect(raw: Plain, kind: type) -> Any:
    if not isinstance(raw, kind):
        raise ValueError(f"expected {kind.__name__}, found {raw!r}")
    return raw


def _refuse_rest(fields: Mapping[str, Plain]) -> None:
    if fields:
        raise ValueError(f"unknown key: {', '.join(map(str, fields))}")


def _without_blanks(**fields: Plain) -> dict[str, Plain]:
    return {key: value for key, value in fields.items() if value not in ("", {}, None)}
