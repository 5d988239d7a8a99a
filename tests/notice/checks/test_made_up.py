"""Made-up notices: every fault put in is found, nothing is found where nothing is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_desktop.notice.checks.text_check import check_text
from tests.notice.checks.variant_faults import SPOILS, spoiled
from tests.notice.checks.variants import clean

# a claim that the results do not bear out comes along with this fault, and rightly
COMES_ALONG = {"no names": {"structure.fact_without_criterion"}}
seeds = st.integers(0, 10**6)


@given(seeds)
def test_a_notice_without_a_fault_is_left_alone(seed: int) -> None:
    assert [(one.code, one.found) for one in check_text(clean(seed).text())] == []


@pytest.mark.parametrize("name", SPOILS)
@pytest.mark.parametrize("seed", [3, 41, 977])
def test_a_fault_is_found_and_nothing_else(name: str, seed: int) -> None:
    text, code = spoiled(name, seed)
    codes = {one.code for one in check_text(text)}
    assert code in codes
    assert codes - {code} <= COMES_ALONG.get(name, set())


@given(seeds)
def test_a_finding_keeps_its_name_when_text_grows_above_it(seed: int) -> None:
    text, code = spoiled("reversed years", seed)
    names = {one.id for one in check_text(text) if one.code == code}
    assert names == {one.id for one in check_text(f"BẢN SAO\n\n\n{text}") if one.code == code}


@given(st.text(alphabet="aăđ Đ0123459/.,;:()“”-+\n\tIVXtrongđógồmtừngàynămđơnvịtriệuđồngtỷ%|*", max_size=400))
def test_no_text_is_too_odd(text: str) -> None:
    check_text(text)


@pytest.mark.parametrize(
    "piece",
    [
        "100 triệu đồng gồm: ",
        "1 hộ nghèo ",
        "5 hộ a trong đó ",
        "từ ngày 1/1/2019 đến ",
        "110 năm a ",
        "1/",
        "(",
        "tổng ",
        "cả 5 đơn vị ",
        "tăng 5 hộ so với (",
    ],
)
@pytest.mark.timeout(20)
def test_no_text_takes_long(piece: str) -> None:
    check_text("I. KẾT QUẢ\n\n1. Mục\n\n" + piece * (40_000 // len(piece)))


@pytest.mark.bench
def test_precision_and_recall() -> None:
    """Sixty and more of each: how many alarms are true, how many faults are found."""
    wrong = sum(bool(check_text(clean(seed).text())) for seed in range(60))
    hits = false = 0
    cases = [(name, seed) for name in SPOILS for seed in range(3)]
    for name, seed in cases:
        text, code = spoiled(name, seed)
        codes = [one.code for one in check_text(text)]
        hits += code in codes
        false += sum(one not in {code, *COMES_ALONG.get(name, ())} for one in codes)
    precision, recall = hits / (hits + false + wrong), hits / len(cases)
    print(  # noqa: T201 - a measurement is there to be read
        f"\nchecks: {len(cases)} spoiled, 60 clean: precision {precision:.3f}, recall {recall:.3f} (at least 0.900)"
    )
    assert precision >= 0.9
    assert recall >= 0.9
