"""Guards the date habit of the decree and the refusal of incomplete dates."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_desktop.vietnamese.dates import (
    UnclearDate,
    clock_time,
    long_date,
    parse_date,
    period_text,
    period_years,
    place_date,
    short_date,
)


def test_writing() -> None:
    assert long_date(date(2019, 6, 6)) == "ngày 06 tháng 6 năm 2019"
    assert long_date(date(2019, 2, 10)) == "ngày 10 tháng 02 năm 2019"
    assert long_date(None, 2019) == "ngày      tháng      năm 2019"
    assert place_date("Lạng Sơn", date(2019, 6, 6)) == "Lạng Sơn, ngày 06 tháng 6 năm 2019"
    assert short_date(date(2019, 6, 6)) == "06/6/2019"
    assert short_date(date(2019, 1, 11)) == "11/01/2019"
    assert clock_time(time(10, 42)) == "10:42"


@given(st.dates())
def test_dates_read_back(day: date) -> None:
    assert parse_date(short_date(day)) == parse_date(long_date(day)) == parse_date(day.isoformat()) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("06/06/2019", date(2019, 6, 6)),
        ("17.7.2012", date(2012, 7, 17)),
        ("20-11-2017", date(2017, 11, 20)),
        ("2 /10/2019", date(2019, 10, 2)),
        ("2019-10-02", date(2019, 10, 2)),
        (" 2 / 10 / 2019 ", date(2019, 10, 2)),
    ],
)
def test_reading(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("/10/2019", "chưa đầy đủ"),
        ("", "chưa đầy đủ"),
        ("10/2019", "chưa đầy đủ"),
        ("31/4/2019", "Không có ngày"),
        ("06/6/19", "bốn chữ số"),
    ],
)
def test_refusing(text: str, part: str) -> None:
    with pytest.raises(UnclearDate) as caught:
        parse_date(text)
    assert part in caught.value.message


@pytest.mark.parametrize(
    ("code", "text", "years"),
    [
        ("2019", "năm 2019", (2019, 2019)),
        ("2014..2019", "giai đoạn 2014 - 2019", (2014, 2019)),
        ("2019-H1", "6 tháng đầu năm 2019", (2019, 2019)),
        ("2019-H2", "6 tháng cuối năm 2019", (2019, 2019)),
        ("2019-06", "đến tháng 6/2019", (2019, 2019)),
        ("yearly", "hằng năm", None),
        ("lunar-new-year", "dịp Tết Nguyên đán", None),
        ("quý III", "quý III", None),
        ("2019-13", "2019-13", None),
    ],
)
def test_periods(code: str, text: str, years: tuple[int, int] | None) -> None:
    assert period_text(code) == text
    assert period_years(code) == years
