"""When a day or a month is written with a zero in front, and when not."""

from __future__ import annotations

PADDED_MONTHS = {"01", "02", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}


def month_fault(month: str) -> bool:
    """Whether a month is written against the rule: 01, 02, then 3 to 12 without a zero."""
    return month not in PADDED_MONTHS


def day_fault(day: str) -> bool:
    """Whether a day lacks its zero."""
    return len(day) < 2


def right_day(day: str) -> str:
    """The day as it should be written."""
    return f"{int(day):02d}"


def right_month(month: str) -> str:
    """The month as it should be written."""
    return f"{int(month):02d}" if int(month) <= 2 else str(int(month))
