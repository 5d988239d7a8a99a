"""In Vietnamese a dot groups thousands and a comma marks decimals; unclear input is asked, never guessed."""

import re
from decimal import Decimal

_PLAIN = re.compile(r"[-−]?(\d+|[1-9]\d{0,2}(\.\d{3})+|[1-9]\d{0,2}( \d{3})+)(,\d+)?")
_ONE_DOT = re.compile(r"([-−]?)(\d+)\.(\d+)")
Choices = tuple[tuple[str, Decimal], ...]


class UnclearNumber(ValueError):
    """Input that is no number or may be several; `message` is Vietnamese, `choices` are (label, value)."""

    def __init__(self, message: str, choices: Choices = ()) -> None:
        super().__init__(message)
        self.message = message
        self.choices = choices


def format_number(value: Decimal | int) -> str:
    """Return "33.809" or "2,5"; zeros at the end of the decimals are dropped."""
    shown = value or Decimal(0)  # a negative zero would print as "-0"
    whole, _, decimals = f"{shown:,f}".partition(".")
    decimals = decimals.rstrip("0")
    return whole.replace(",", ".") + (f",{decimals}" if decimals else "")


def parse_number(text: str) -> Decimal:
    """Return the value of "1290", "1.290", "1 290" or "12,5"; raise UnclearNumber for anything else."""
    typed = " ".join(text.split())
    if _PLAIN.fullmatch(typed):
        plain = typed.replace("−", "-").replace(".", "").replace(" ", "")
        return Decimal(plain.replace(",", "."))
    dotted = _ONE_DOT.fullmatch(typed)
    if dotted:
        raise _ask(typed, *dotted.groups())
    raise UnclearNumber(f"Không đọc được số “{typed}”. Nhập dạng 1.290 hoặc 12,5.")


def _ask(typed: str, sign: str, whole: str, tail: str) -> UnclearNumber:
    minus = "-" if sign else ""
    values = [Decimal(f"{minus}{whole}.{tail}")]
    # A spreadsheet drops the last zeros of 1.290, so 1.29 may be 1.290 as well.
    if int(whole):
        values.append(Decimal(f"{minus}{whole}{tail.ljust(3, '0')}"))
    choices = tuple((format_number(value), value) for value in values)
    labels = " hay ".join(label for label, _ in choices)
    return UnclearNumber(
        f"Số “{typed}” chưa rõ là {labels}. Dùng dấu chấm để tách hàng nghìn, dấu phẩy cho phần thập phân.",
        choices,
    )
