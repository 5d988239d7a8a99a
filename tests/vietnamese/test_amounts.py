"""Guards numbers and money: what is written reads back the same, and unclear input is asked."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_desktop.vietnamese.money import (
    approximator_word,
    format_money,
    full_money,
    parse_money,
    split_approximator,
)
from tdkt_desktop.vietnamese.number_words import in_words
from tdkt_desktop.vietnamese.numbers import UnclearNumber, format_number, parse_number

amounts = st.one_of(st.integers(-(10**13), 10**13), st.integers(0, 10**7).map(lambda n: n * 10**6))


@pytest.mark.parametrize("typed", ["1290", "1.290", "1 290", "1\u00a0290"])
def test_thousands(typed: str) -> None:
    assert parse_number(typed) == 1290


def test_number_format() -> None:
    assert format_number(33809) == "33.809"
    assert format_number(Decimal("2.50")) == "2,5"
    assert format_number(Decimal("-0.00")) == "0"
    assert parse_number("12,5") == Decimal("12.5")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9))
def test_numbers_read_back(value: Decimal) -> None:
    assert parse_number(format_number(value)) == value


def test_unclear_number_offers_both_readings() -> None:
    with pytest.raises(UnclearNumber) as caught:
        parse_number("1.29")
    assert caught.value.choices == (("1,29", Decimal("1.29")), ("1.290", Decimal(1290)))
    assert "1,29 hay 1.290" in caught.value.message


@pytest.mark.parametrize("typed", ["", "abc", "1..2", "1,2,3", "1.29", "0.5", "0.500", "1.2345", "1 29"])
def test_number_is_never_guessed(typed: str) -> None:
    with pytest.raises(UnclearNumber):
        parse_number(typed)


@pytest.mark.parametrize(
    ("dong", "text"),
    [
        (350_000_000, "350 triệu đồng"),
        (2_500_000_000, "2,5 tỷ đồng"),
        (2070 * 10**9, "2.070 tỷ đồng"),
        (1_234_567, "1.234.567 đồng"),
        (350_500_000, "350,5 triệu đồng"),
        (200_000, "200.000 đồng"),
        (1_234_500_000, "1.234,5 triệu đồng"),
        (0, "0 đồng"),
    ],
)
def test_money_format(dong: int, text: str) -> None:
    assert format_money(dong) == text


@pytest.mark.parametrize(
    ("text", "dong"),
    [
        ("1.290 tỷ", 1290 * 10**9),
        ("1,29 tỉ", 1_290_000_000),
        ("350 triệu", 350 * 10**6),
        ("350tr", 350 * 10**6),
        ("12,5 triệu đồng", 12_500_000),
        ("200000000", 200_000_000),
        ("200.000.000 đồng", 200_000_000),
        ("2 nghìn", 2000),
    ],
)
def test_money_input(text: str, dong: int) -> None:
    assert parse_money(text) == dong


@given(amounts)
def test_money_reads_back(dong: int) -> None:
    assert parse_money(format_money(dong)) == dong
    assert parse_money(full_money(dong)) == dong


def test_unclear_money() -> None:
    with pytest.raises(UnclearNumber) as caught:
        parse_money("1.29 tỷ")
    assert caught.value.choices == (
        ("1,29 tỷ đồng", Decimal(1_290_000_000)),
        ("1.290 tỷ đồng", Decimal(1290 * 10**9)),
    )


@pytest.mark.parametrize("text", ["", "nhiều", "0,5 đồng", "tỷ"])
def test_money_refused(text: str) -> None:
    with pytest.raises(UnclearNumber):
        parse_money(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("trên 2 tỷ", ("over", "2 tỷ")),
        ("Hơn 5", ("over", "5")),
        ("gần 5", ("nearly", "5")),
        ("khoảng 5", ("about", "5")),
        ("từ 5", ("from", "5")),
        ("ít nhất 5", ("from", "5")),
        ("5", ("", "5")),
        ("từ 2 tỷ trở lên", ("from", "2 tỷ")),
        ("5 trở lên", ("from", "5")),
    ],
)
def test_approximators(text: str, parts: tuple[str, str]) -> None:
    assert split_approximator(text) == parts


def test_approximator_words() -> None:
    assert [approximator_word(c) for c in ("over", "nearly", "about", "from", "")] == [
        "trên",
        "gần",
        "khoảng",
        "từ",
        "",
    ]


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "không"),
        (10, "mười"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (105, "một trăm linh năm"),
        (10**9, "một tỷ"),
        (1005, "một nghìn không trăm linh năm"),
        (350_000_000, "ba trăm năm mươi triệu"),
        (-5, "âm năm"),
        (10**15, "một triệu tỷ"),
    ],
)
def test_words(n: int, words: str) -> None:
    assert in_words(n) == words


def test_words_are_unique_and_bounded() -> None:
    assert len({in_words(n) for n in range(-50, 12_000)}) == 12_050
    with pytest.raises(ValueError):
        in_words(10**15 + 1)


@given(st.integers(0, 10**15), st.integers(0, 10**15))
def test_different_numbers_have_different_words(a: int, b: int) -> None:
    assert (in_words(a) == in_words(b)) == (a == b)
