"""What the program's own words are made with is never found fault with; the same written otherwise always is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_desktop.documents.lint.check_body import _order
from tdkt_desktop.documents.lint.check_head import check_head
from tdkt_desktop.documents.lint.check_words import check_words
from tdkt_desktop.documents.lint.paper import Paper, recognise
from tdkt_desktop.documents.lint.parts import Part
from tdkt_desktop.documents.lint.reading import WORD, Face, Reading, Sheet, Span, Text, Where
from tdkt_desktop.vietnamese.counts import ratio
from tdkt_desktop.vietnamese.dates import long_date, place_date, short_date
from tdkt_desktop.vietnamese.letters import point_letter, roman

DATES = st.dates(date(1900, 1, 1), date(2100, 12, 31))
FACE = Face("Times New Roman", 14)
SHEET = Sheet(210, 297, 20, 20, 30, 15, None, numbered=False)


def paper_of(*lines: str) -> Paper:
    texts = tuple(Text((Span(line, FACE),), Where(1, number)) for number, line in enumerate(lines, start=1))
    return recognise(Reading(WORD, (SHEET,), texts, ()))


def words(*lines: str) -> list[tuple[str, str]]:
    return [(one.code, one.found) for one in check_words(paper_of(*lines))]


@given(DATES)
def test_dates_as_written_here_pass(day: date) -> None:
    assert (
        words(f"Từ {long_date(day)} đến ngày {short_date(day)}, báo cáo đến tháng {short_date(day)[3:]}.")
        == []
    )


@given(DATES)
def test_a_day_or_month_padded_otherwise_is_found(day: date) -> None:
    plain = f"ngày {day.day} tháng {day.month} năm {day.year}"
    padded = f"ngày {day.day:02d} tháng {day.month:02d} năm {day.year}"
    for written in (plain, padded):
        expected = [] if written == long_date(day) else ["ngay-so-khong"]
        assert [code for code, _ in words(f"Đoàn làm việc {written}.")] == expected


@given(DATES)
def test_place_and_date_as_written_here_pass(day: date) -> None:
    paper = paper_of(f"Lạng Sơn, {long_date(day)}", "THÔNG BÁO")
    assert paper.parts == (Part.PLACE_DATE, Part.KIND)
    assert place_date("Lạng Sơn", day) == paper.reading.texts[0].text
    assert [one.code for one in check_head(paper) if one.part == Part.PLACE_DATE] == []


@given(st.integers(0, 300), st.integers(1, 300))
def test_counts(n: int, total: int) -> None:
    n = min(n, total)
    assert words(f"Có {ratio(n, total)} đơn vị thực hiện.") == []
    expected = [] if f"{n}/{total}" == ratio(n, total) else [("so-dem", f"“{n}/{total}”")]
    assert words(f"Có {n}/{total} đơn vị thực hiện.") == expected


@pytest.mark.parametrize(
    "line",
    [
        "Chia 1/3 đến 1/2 chiều dài.",
        "Trực 24/7 đơn vị nào cũng có người.",
        "Đoạn 2-3/5 xã đã có đường.",
        "Tăng 1,5/2 đơn vị đo lường.",
        "Ngày 30/4 và 01/5 nghỉ lễ.",
        "Luật Thi đua, khen thưởng số 06/2022/QH15.",
        "Theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ; Nghị định số 30/2020/NĐ-CP nêu rõ.",
        "Số:      /TB-HĐTĐKT, ngày      tháng      năm 2026.",
        "6 tháng đầu năm, trong 03 tháng 12 người đã nộp.",
        "Tổng số: 12 người; Ghi chú: số liệu đến 31/12/2025.",
    ],
)
def test_what_only_looks_like_a_fault(line: str) -> None:
    assert words(line) == []


ROMANS = [f"{roman(number)}. PHẦN" for number in range(1, 30)]
NUMBERS = [f"{number}. Mục" for number in range(1, 40)]
POINTS = [f"{point_letter(index)}) Điểm" for index in range(23)]


@given(st.sampled_from([ROMANS, NUMBERS, POINTS]), st.data())
def test_labels_in_order_pass_and_one_left_out_is_found(labels: list[str], data: st.DataObject) -> None:
    count = data.draw(st.integers(3, len(labels)))
    missing = data.draw(st.integers(1, count - 2))
    assert list(_order(paper_of(*labels[:count]))) == []
    left = [*labels[:missing], *labels[missing + 1 : count]]
    (finding,) = _order(paper_of(*left))
    assert labels[missing].split()[0] in finding.wanted


def test_lower_levels_start_anew() -> None:
    lines = ["I. A", "1. B", "a) c", "b) c", "2. B", "a) c", "II. A", "1. B", "2. B"]
    assert list(_order(paper_of(*lines))) == []
    lines[6:] = ["II. A", "3. B"]  # some offices let the numbers run on through the parts
    assert list(_order(paper_of(*lines))) == []
    lines[6:] = ["II. A", "2. B"]
    assert [one.found for one in _order(paper_of(*lines))] == ["bắt đầu bằng “2.”"]
