"""Money is stored in whole đồng and written in triệu or tỷ as reports do; the reverse is read here too."""

import re
from decimal import Decimal

from tdkt_desktop.vietnamese.numbers import UnclearNumber, format_number, parse_number
from tdkt_desktop.vietnamese.text import nfc

_UNITS = {
    "tỷ": 10**9,
    "tỉ": 10**9,
    "triệu": 10**6,
    "tr": 10**6,
    "nghìn": 10**3,
    "ngàn": 10**3,
    "": 1,
}
_MONEY = re.compile(r"([-−]?\d[\d.,\s]*?)\s*(tỷ|tỉ|triệu|tr|nghìn|ngàn|)\s*(?:đồng|đ|)\.?")
_READ = {"trên": "over", "hơn": "over", "gần": "nearly", "khoảng": "about", "từ": "from", "ít nhất": "from"}
_WRITE = {"over": "trên", "nearly": "gần", "about": "khoảng", "from": "từ"}


def format_money(dong: int) -> str:
    """Return "2,5 tỷ đồng" or "350 triệu đồng"; amounts not exact at two decimals are written in full."""
    for name, size in (("tỷ", 10**9), ("triệu", 10**6)):
        if abs(dong) >= size and dong % (size // 100) == 0:
            return f"{format_number(Decimal(dong) / size)} {name} đồng"
    return full_money(dong)


def full_money(dong: int) -> str:
    """Return every digit: "350.000.000 đồng"."""
    return f"{format_number(dong)} đồng"


def parse_money(text: str) -> int:
    """Return đồng from "1.290 tỷ", "350tr", "200.000.000 đồng"; raise UnclearNumber when it may mean two."""
    typed = " ".join(nfc(text).lower().split())
    found = _MONEY.fullmatch(typed)
    if not found:
        raise UnclearNumber(f"Không đọc được số tiền “{typed}”. Nhập dạng 350 triệu đồng hoặc 2,5 tỷ đồng.")
    unit = found[2]
    try:
        amount = parse_number(found[1]) * _UNITS[unit]
    except UnclearNumber as unclear:
        raise _with_unit(unclear, unit) from unclear
    if amount != int(amount):
        raise UnclearNumber(f"Số tiền “{typed}” lẻ dưới một đồng. Nhập số tiền tròn đồng.")
    return int(amount)


def _with_unit(unclear: UnclearNumber, unit: str) -> UnclearNumber:
    name = f"{unit} đồng".strip()
    worth = ((f"{label} {name}", value * _UNITS[unit]) for label, value in unclear.choices)
    return UnclearNumber(unclear.message, tuple(pair for pair in worth if pair[1] == int(pair[1])))


def split_approximator(text: str) -> tuple[str, str]:
    """Return (code, rest): "trên 2 tỷ" gives ("over", "2 tỷ"); the code is "" when there is none."""
    typed = nfc(text).strip()
    if typed.lower().endswith(" trở lên"):
        code, rest = split_approximator(typed[: -len(" trở lên")])
        return code or "from", rest
    for word, code in _READ.items():
        if typed.lower().startswith(word + " "):
            return code, typed[len(word) :].strip()
    return "", typed


def approximator_word(code: str) -> str:
    """Return the Vietnamese word of an approximator code; "" for no or an unknown code."""
    return _WRITE.get(code, "")
