"""Rules over the notice as it prints: what a person typed is judged once, what the record says itself is not."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given

from tdkt_desktop.domain.campaign import Campaign
from tdkt_desktop.domain.inspection import Record
from tdkt_desktop.domain.notice_text import SectionText
from tdkt_desktop.domain.values import Item
from tdkt_desktop.notice.checks.findings import Severity
from tdkt_desktop.notice.drafting import drafted, section_keys
from tdkt_desktop.notice.lines import Scope
from tdkt_desktop.notice.live_figures import Figures
from tests.notice.checks.test_record_rules import (
    LIST,
    answered,
    campaign_of,
    check,
    consistent,
    inspected,
    record_of,
    said,
)
from tests.notice.checks.typed import campaign_with, codes_of, record_with, sentences_of

OPENED = "Các đoàn đã kiểm tra {{k:inspected_ratio}} đơn vị."


def copied(campaign: Campaign, record: Record) -> Campaign:
    """Every section as the program writes it, taken over as the secretary's own text."""
    figures = Figures(Scope(campaign, LIST, record, campaign.units))
    return replace(campaign, texts={key: SectionText(drafted(figures, key)) for key in section_keys(LIST)})


def written(section: str, *paragraphs: str, units: int = 6) -> Campaign:
    return replace(campaign_of(units), texts={section: SectionText(paragraphs)})


@given(consistent())
def test_a_draft_taken_over_unchanged_says_nothing_new(case: tuple[Campaign, Record]) -> None:
    campaign, record = case
    assert check(copied(campaign, record), record) == check(campaign, record)


def test_a_fault_of_the_record_is_told_once_though_the_text_shows_it() -> None:
    campaign = campaign_of(3)
    items = Item("x", text="Ủng hộ 20 triệu.")
    record = record_of(campaign, U2=answered("N2.1", said(None, items))(inspected(campaign.units[1])))
    text = "- {{u:U2}}: {{d:U2/N2.1}}, theo biên bản."
    campaign = replace(campaign, texts={"I.2": SectionText((text,))})
    found = [one for one in check(campaign, record) if one.code == "money.unit_present"]
    assert [(one.place.unit, one.place.question) for one in found] == [("U2", "N2.1")]


@pytest.mark.parametrize(
    ("section", "text", "codes"),
    [
        ("I.1", "Có 06/06 đơn vị có kế hoạch.", set()),
        ("I.1", "100% đơn vị có kế hoạch.", set()),
        ("I.1", "Có 04/06 đơn vị có kế hoạch.", {"figure.typed_differs"}),
        ("I.1", "Sáu trên sáu đơn vị có kế hoạch.", set()),
        ("I.1", "Bốn trên sáu đơn vị có kế hoạch.", {"figure.typed_differs"}),
        ("I.1", "Có 05/07 đơn vị có kế hoạch.", {"figure.typed_differs"}),
        ("I.1", "Còn 02 đơn vị chưa có kế hoạch (Đơn vị 01; Đơn vị 02).", {"figure.typed_differs"}),
        ("I.1", "Có 04/06 đơn vị được biểu dương tại hội nghị.", {"figure.typed"}),
        ("I.1", "Có 03/05 đơn vị được biểu dương tại hội nghị.", {"ratio.total_differs"}),
        ("I.1", "Có {{n:N1.1}} đơn vị có kế hoạch, còn 01 đơn vị nộp chậm (Đơn vị 02).", {"ratio.remainder"}),
        ("opening", "Các đoàn đã kiểm tra 06/06 đơn vị.", set()),
        ("opening", "Các đoàn đã kiểm tra 05/06 đơn vị.", {"figure.typed_differs"}),
        ("opening", f"Từ ngày 01/3/2026 đến ngày 08/3/2026: {OPENED}", {"date.period_equals_minmax_actual"}),
        ("opening", f"Từ ngày 03/3/2026 đến ngày 08/3/2026: {OPENED}", set()),
        ("II.2", "Đã kiểm tra 06 đơn vị.", set()),
        ("II.2", "Đã kiểm tra 05 đơn vị.", {"figure.typed_differs"}),
        ("II.2", "Hầu hết các đơn vị làm tốt.", {"claim.needs_number"}),
        ("II.2", "Đơn Vị 02 dẫn đầu.", {"unit.canonical_name"}),
        ("II.2", "Theo Kế hoạch số: 12/KH-HĐ.", {"format.citation"}),
        ("II.2", "Đề án giai đoạn 2025 - 2020.", {"range.year_order"}),
        ("II.2", "Ủng hộ 20 triệu xây cầu.", {"money.unit_present"}),
        ("closing", "Trên đây là Thông báo kết quả kiểm tra, giám sát việc khác", {"text.title_echo"}),
        ("closing", "Trên đây là Thông báo {{k:subject}} tại {{k:inspected}} đơn vị", set()),
    ],
)  # fmt: skip
def test_what_a_person_typed(section: str, text: str, codes: set[str]) -> None:
    campaign = written(section, text)
    record = record_of(campaign)
    found = check(campaign, record)
    assert {one.code for one in found} == codes
    assert len(found) == len(codes)
    for one in found:
        assert (one.place.section, one.place.paragraph, one.place.line) == (section, 1, 0)
        assert not one.place.quote or one.place.quote in text or "{{" in text


def test_a_typed_count_says_the_question_and_the_live_figure() -> None:
    campaign = written("I.1", "Có 04/06 đơn vị có kế hoạch.")
    (found,) = check(campaign, record_of(campaign))
    assert found.severity is Severity.ERROR
    assert (found.place.question, found.place.quote) == ("N1.1", "04/06 đơn vị")
    assert "(câu 1.1) là 06/06 đơn vị" in found.found


def test_the_mark_goes_when_the_record_comes_to_say_the_same() -> None:
    campaign = written("I.1", "Có 05/06 đơn vị có kế hoạch, còn 01 đơn vị chưa có kế hoạch (Đơn vị 02).")
    record = record_of(campaign)
    assert [one.code for one in check(campaign, record)] == ["figure.typed_differs"] * 2
    record = record_of(campaign, U2=inspected(campaign.units[1], plan=False))
    assert "figure.typed_differs" not in {one.code for one in check(campaign, record)}


def test_the_paragraph_is_counted_in_its_section() -> None:
    campaign = written("II.2", "Nhìn chung tốt.", "{{u:U1}} dẫn đầu.", "- Đề án giai đoạn 2025 - 2020;")
    (found,) = check(campaign, record_of(campaign))
    assert (found.place.paragraph, found.place.quote) == (3, "2025 - 2020")


@pytest.mark.parametrize("name", ["mau-7-noi-dung", "lang-son-2019"])
@pytest.mark.parametrize("seed", range(3))
def test_every_count_of_a_checklist_is_recognised_when_it_is_typed(name: str, seed: int) -> None:
    rng = random.Random(seed)
    campaign, checklist = campaign_with(name, rng.randint(3, 12))
    record = record_with(campaign, checklist, rng)
    typed = tuple(sentences_of(campaign, checklist, record, rng))
    assert typed
    for one, codes in zip(typed, codes_of(typed, campaign, checklist, record), strict=True):
        assert ("figure.typed_differs" in codes) is one.wrong, (one.text, codes)
        assert "figure.typed" not in codes, one.text
