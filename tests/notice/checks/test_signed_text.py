"""The rule over a signed notice: what differs from it is found in its section, what agrees is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_desktop.domain.notice_paper import NoticePaper, paper_from_plain, paper_to_plain
from tdkt_desktop.notice.checks.findings import Finding
from tdkt_desktop.notice.paper_comparison import compare_papers, paired
from tests.notice.checks.drifts import DRIFTS, signed
from tests.notice.checks.test_record_rules import LIST, campaign_of, check, record_of

seeds = st.integers(0, 10**6)
words = st.lists(
    st.sampled_from(["có 01 đơn vị", "có 02 đơn vị", "Đoạn một.", "Đoạn hai dài hơn.", "x"]), max_size=7
)


def found(then: NoticePaper, now: NoticePaper) -> list[Finding]:
    campaign = campaign_of(3)
    drift = compare_papers(then, now)
    return [
        one for one in check(campaign, record_of(campaign), LIST, drift=drift) if one.code == "signed.differs"
    ]


@given(seeds)
def test_a_signed_text_that_still_holds_is_left_alone(seed: int) -> None:
    assert found(signed(seed), paper_from_plain(paper_to_plain(signed(seed)))) == []


@pytest.mark.parametrize("name", DRIFTS)
@pytest.mark.parametrize("seed", [3, 41, 977])
def test_what_was_recorded_later_is_found_in_its_section(name: str, seed: int) -> None:
    turn, section = DRIFTS[name]
    (one,) = found(signed(seed), turn(signed(seed)))
    assert one.place.section == section
    assert one.why
    assert one.remedy


def test_figures_that_differ_are_named() -> None:
    (one,) = found(signed(3), DRIFTS["another count"][0](signed(3)))
    assert "bản ký ghi “" in one.found
    assert "nay là “" in one.found
    (one,) = found(signed(3), DRIFTS["another signer"][0](signed(3)))
    assert one.found == "lời văn đã khác bản đã ký ở 01 đoạn"


@given(words, words)
def test_pairs_hold_every_paragraph_of_both_in_order(first: list[str], second: list[str]) -> None:
    pairs = paired(first, second)
    assert [one.before for one in pairs if one.before] == first
    assert [one.after for one in pairs if one.after] == second
    assert all(one.same for one in paired(first, first))


def test_alike_paragraphs_stand_beside_each_other() -> None:
    old = ["Có 05/06 đơn vị ban hành kế hoạch.", "Có 06/06 đơn vị tổ chức họp.", "Câu cuối cùng của mục."]
    new = ["Một đoạn hoàn toàn khác hẳn.", "Có 06/06 đơn vị ban hành kế hoạch.", "Câu cuối cùng của mục."]
    assert [(one.before, one.after) for one in paired(old, new)] == [
        ("", new[0]),
        (old[0], new[1]),
        (old[1], ""),
        (old[2], new[2]),
    ]
