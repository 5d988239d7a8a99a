"""Editor of a date typed as day/month/year."""

from __future__ import annotations

import datetime as dt

from tdkt_desktop.domain.values import Value
from tdkt_desktop.ui.editors.line import LineEditor, Unreadable
from tdkt_desktop.vietnamese.dates import UnclearDate, long_date, parse_date, short_date


class DateEditor(LineEditor):
    """A full date; a year alone is not a date and is said so."""

    placeholder = "Ngày/tháng/năm"

    def read(self, text: str) -> dt.date:
        try:
            return parse_date(text)
        except UnclearDate as unclear:
            raise Unreadable(unclear.message) from unclear

    def write(self, value: Value) -> str:
        return short_date(value) if isinstance(value, dt.date) else ""

    def echo(self, value: Value) -> str:
        return long_date(value) if isinstance(value, dt.date) else ""
