"""The published notice of 2019 and its known contradictions: what general rules find, and what they cannot."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tdkt_desktop.domain.campaign import Campaign
from tdkt_desktop.notice.checks.campaign_check import check_campaign
from tdkt_desktop.notice.checks.findings import Finding
from tdkt_desktop.notice.checks.text_check import check_text
from tdkt_desktop.workflows.campaign import campaigns

TEXT = Path(__file__).with_name("notice_2019.txt").read_text(encoding="utf-8")
# Every known contradiction: the rule that finds it in the text, at which lines.
IN_TEXT: dict[str, tuple[str, set[int]]] = {
    "X01 issued before the last visits": ("date.issue_after_last_inspection", {178}),
    "X02 the period is the planned one": ("date.period_equals_minmax_actual", {8}),
    "X03 a span that ends before it begins": ("range.year_order", {26}),
    "X05 a total over its parts": ("money.sum_of_parts", {64}),
    "X07 customers left unsorted": ("breakdown.complete", {30}),
    "X09 “cụ thể” without every unit": ("coverage.connector", {54}),
    "X10 4/6 beside 06/06": ("format.ratio_padding", {148}),
    "X11 praised and missed": ("narrative.contradiction", {152}),
    "X12 one fails, all are praised": ("narrative.contradiction", {142}),
    "X14 the closing names another paper": ("text.title_echo", {154}),
    "X15 a leader by delegation": ("team.chair_is_council_member", {184}),
    "X16 one person in two roles": ("person.role_consistent", {191}),
    "X17 off schedule, said to be on time": ("schedule.deviation_explained", {124}),
    "X18 13 contents, 8 sections": ("structure.criteria_coverage", {12}),
    "X19 units under several names": ("unit.canonical_name", {26}),
    "X21 amounts without đồng": ("money.unit_present", {56, 60}),
    "X22 figures of other years": ("period.outside_campaign", {30, 32, 34, 36, 58, 86}),
    "X27 Lưu VT, (STTH)": ("format.archive_line", {166}),
    "X28 số: 119 /TB, ngày 2 /10": ("format.citation", {178}),
    "X29 an annex without its word": ("format.appendix_header", {174}),
    "X30 proposals of nobody": ("provenance.required", {108}),
    "X32 some, instead of how many": ("pattern.vague_count", {82, 96, 98, 100}),
    "X34 an assessment without a result": ("structure.fact_without_criterion", {140}),
    "X35 more than before, by how many": ("claim.needs_number", {92}),
    "X36 most units": ("claim.needs_number", {22}),
    "X37 4/6 units, which": ("claim.needs_names", {148}),
    "X38 a line that ends in a comma": ("text.punctuation", {116}),
}
# What shows in the record alone, by the unit it is found at (blank: the campaign).
IN_RECORD: dict[str, tuple[str, set[str]]] = {
    "X03": ("range.year_order", {"VTL"}),
    "X04": ("cross.contradiction", {"VTL", "LMH"}),
    "X05": ("sum.total_of", {"BLG"}),
    "X07": ("breakdown.complete", {"AGR"}),
    "X08": ("money.measure_named", {"AGR"}),
    "X13": ("cross.contradiction", {"AGR", "LMH", "BLG"}),
    "X15": ("team.chair_is_council_member", {"AGR"}),
    "X16": ("person.role_consistent", {"LMH"}),
    "X17": ("schedule.deviation_explained", {"BHX", "LMH", "BLG"}),
    "X22": ("period.outside_campaign", {"AGR", "VTL", "BHX", "TCT"}),
    "X30": ("provenance.required", {""}),
    "X35, X36": ("claim.needs_number", {""}),
    "X37": ("claim.needs_names", {""}),
}
# No general rule finds these: each with the reason.
OUT_OF_REACH = {
    "X20": "spelling of names and foreign words needs a dictionary of the province's places and of borrowed words",
    "X23": "that one day's wages are told twice under two names of one fund is a matter of meaning",
    "X26": "whether a decision is still in force needs a register of legal papers",
}


@pytest.fixture(scope="module")
def found() -> tuple[Finding, ...]:
    return check_text(TEXT)


@pytest.fixture
def recorded(tmp_path: Path) -> tuple[Finding, ...]:
    with campaigns.open_campaign(campaigns.create_sample(tmp_path / "mau.tdktdb"), writing=False) as session:
        return check_campaign(session.campaign, session.checklist, session.record)


@pytest.mark.parametrize("name", IN_TEXT)
def test_the_text_shows(name: str, found: tuple[Finding, ...]) -> None:
    code, lines = IN_TEXT[name]
    assert lines <= {one.place.line for one in found if one.code == code}


@pytest.mark.parametrize("name", IN_RECORD)
def test_the_record_shows(name: str, recorded: tuple[Finding, ...]) -> None:
    code, units = IN_RECORD[name]
    assert units <= {one.place.unit for one in recorded if one.code == code}


def test_every_known_contradiction_is_accounted_for() -> None:
    known = {f"X{n:02d}" for n in (*range(1, 6), *range(7, 24), *range(26, 31), 32, *range(34, 39))}
    told = {name for key in (*IN_TEXT, *IN_RECORD) for name in re.findall(r"X\d\d", key)} | set(OUT_OF_REACH)
    assert told == known
    assert len(known) == 33


def test_what_adds_up_is_not_doubted(found: tuple[Finding, ...]) -> None:
    sums = (
        "money.sum_of_parts",
        "date.anniversary",
        "ratio.remainder",
        "ratio.names_count",
        "breakdown.exceeds_total",
    )
    assert [(one.code, one.place.line) for one in found if one.code in sums] == [("money.sum_of_parts", 64)]


@pytest.mark.parametrize(
    ("line", "allowed"),
    [
        (40, set[str]()),  # 120 + 200 = 320 triệu
        (
            56,
            {"money.unit_present"},
        ),  # 112 sổ, 336 triệu; 480 triệu cho 12 căn; the two amounts without đồng are X21
        (66, set[str]()),  # 1909 - 2019, 1831 - 2019
        (102, set[str]()),  # 05 + 01 = 06
    ],
)
def test_what_is_right_stays_without_a_word(line: int, allowed: set[str], found: tuple[Finding, ...]) -> None:
    assert {one.code for one in found if one.place.line == line} <= allowed


def test_every_error_of_the_text_is_a_known_one(found: tuple[Finding, ...]) -> None:
    assert {one.place.line for one in found if one.severity == "error"} == {178, 8, 26, 64}


def test_the_five_spellings_of_a_unit_are_told(found: tuple[Finding, ...]) -> None:
    (said,) = [
        one.found for one in found if one.code == "unit.canonical_name" and one.found.startswith("Liên minh")
    ]
    for way in ("Liên minh HTX tỉnh", "Liên minh HTX", "Liên minh Hợp tác xã", "Liên minh hợp tác xã tỉnh"):
        assert f"“{way}”" in said


def test_the_rules_know_no_word_of_this_notice() -> None:
    folder = Path(check_text.__code__.co_filename).parent
    code = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    for word in (
        "Lạng Sơn",
        "Bảo Long",
        "Hoàng Văn Thụ",
        "Khánh",
        "PTNT",
        "VNPT",
        "119",
        "33.809",
        "C01.",
        "C10",
    ):
        assert word not in code, word


def test_a_draft_without_a_date_is_not_late(tmp_path: Path, recorded: tuple[Finding, ...]) -> None:
    assert Campaign("x", "x", 2019).notice_date is None
    assert not any(one.code == "date.issue_after_last_inspection" for one in recorded)
