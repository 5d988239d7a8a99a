"""Rules over the record: consistent campaigns are left alone, one fault is found, a waiver holds while the facts do."""

from __future__ import annotations

import copy
import datetime as dt
import time
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_desktop.domain.campaign import Campaign, Issuer, Person, Plan, Team, Unit
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.errors import ChecklistError
from tdkt_desktop.domain.inspection import (
    MEMBERS,
    CommonRecord,
    DeclaredCount,
    Inspection,
    Record,
    Remark,
    Visit,
)
from tdkt_desktop.domain.kinds import Stage, State, Verdict
from tdkt_desktop.domain.reading_checklist import read_checklist
from tdkt_desktop.domain.values import Answer, DocumentRef, Figure, Item
from tdkt_desktop.notice.checks.campaign_check import check_campaign
from tdkt_desktop.notice.checks.case import OpenField
from tdkt_desktop.notice.checks.findings import Finding, Severity
from tdkt_desktop.notice.checks.waivers import sift, take_back, waive, waiver_of
from tests.builders import CHECKLIST

YEAR = 2026


def declared() -> dict[str, Any]:
    """The small checklist with a contradiction, a part and named measures."""
    tree = copy.deepcopy(CHECKLIST)
    tree["criteria"][0]["questions"] += [
        {"code": "N1.7", "kind": "yes_no", "ask": "Có đăng ký không?", "expects": True},
        {
            "code": "N1.8",
            "kind": "count",
            "ask": "Trong đó có biên bản?",
            "measure": "cuộc họp",
            "part_of": "N1.4",
        },
        {
            "code": "N1.9",
            "kind": "list",
            "ask": "Chỉ tiêu?",
            "measure": "đồng",
            "measures": ["dư nợ", "doanh số"],
        },
    ]
    tree["contradictions"] = [
        {
            "all_of": [{"question": "N1.1", "equals": True}, {"question": "N1.7", "equals": False}],
            "say": "ghi có kế hoạch nhưng không đăng ký",
            "level": "error",
        }
    ]
    tree["sections"].append({"key": "II.2", "title": "Ưu điểm", "statements": [{"type": "prose"}]})
    return tree


LIST = read_checklist(declared(), "danh-muc.yaml")


def said(value: Any = None, *items: Item) -> Answer:
    return Answer(State.ANSWERED, value, items=items)


def money(amount: int, number: int = 1, **more: Any) -> Item:
    return Item(f"i{number}", text=f"Khoản {number}", amount=Decimal(amount), measure="đồng", **more)


def campaign_of(count: int, first: dt.date = dt.date(YEAR, 3, 2)) -> Campaign:
    units = tuple(
        Unit(
            f"U{i}",
            i,
            f"Đơn vị {i:02d}",
            f"Đơn vị {i:02d}",
            f"ĐV {i:02d}",
            planned_date=first + dt.timedelta(days=i),
            team="D1",
        )
        for i in range(1, count + 1)
    )
    return Campaign(
        "dot", "Đợt thử", YEAR, plan=Plan("01/KH-HĐ", dt.date(YEAR, 1, 5), "Kiểm tra"),
        issuer=Issuer(name="Hội đồng", recipients=("Như trên", "Lưu: VT")),
        teams=(Team("D1", "Đoàn 01", Person("Ông", "Người Thứ Nhất", "Chánh Thanh tra")),), units=units,
    )  # fmt: skip


def inspected(
    unit: Unit, parts: tuple[int, ...] = (40_000_000, 2_000_000), *, plan: bool = True
) -> Inspection:
    items = tuple(money(amount, i, period=str(YEAR)) for i, amount in enumerate(parts, start=1))
    answers = {
        "N1.1": said(plan),
        "N1.3": said("đầy đủ"),
        "N1.4": said(Figure(Decimal(9))),
        "N1.5": said(dt.date(YEAR, 2, 1)),
        "N1.6": said("Giao ban hằng tuần"),
        "N1.7": said(plan),
        "N1.8": said(Figure(Decimal(4))),
        "N1.9": said(None, replace(money(10**9, 7), text="dư nợ đạt")),
        "N2.1": said(None, *items),
        "N2.2": said(Figure(Decimal(sum(parts)), period=str(YEAR))),
        "N2.3": said(Figure(Decimal(85))),
        "N2.4": said(Figure(Decimal("1.5"))),
        "N2.5": said(None, Item("t", text=str(YEAR), period=str(YEAR), cells={"tap_the": Decimal(1)})),
    }
    if plan:
        answers["N1.2"] = said(DocumentRef("05/KH", dt.date(YEAR, 1, 10)))
    people = (Item("m", text="Ông Người Thứ Nhất", note="Chánh Thanh tra, Trưởng đoàn"),)
    visit = Visit(unit.planned_date, "08:00", "11:30", "Hội trường")
    return Inspection(unit.code, visit, answers, lists={MEMBERS: people}, stage=Stage.SEALED)


def record_of(campaign: Campaign, **changed: Inspection) -> Record:
    return Record({unit.code: inspected(unit) for unit in campaign.units} | changed)


def check(
    campaign: Campaign, record: Record, checklist: Checklist = LIST, **more: Any
) -> tuple[Finding, ...]:
    return check_campaign(campaign, checklist, record, **more)


@st.composite
def consistent(draw: st.DrawFn) -> tuple[Campaign, Record]:
    campaign = campaign_of(
        draw(st.integers(1, 12)), draw(st.dates(dt.date(YEAR, 2, 2), dt.date(YEAR, 11, 30)))
    )
    if draw(st.booleans()):
        campaign = replace(campaign, notice_date=dt.date(YEAR, 12, 31))
    amounts = st.lists(st.integers(1, 10**9), min_size=1, max_size=5).map(tuple)
    found = {}
    for unit in campaign.units:
        one = inspected(unit, draw(amounts), plan=draw(st.booleans()))
        if draw(st.booleans()) and unit.planned_date:
            later = unit.planned_date + dt.timedelta(days=1)
            one = replace(one, visit=replace(one.visit, actual_date=later, deviation_reason="Đơn vị đề nghị"))
        found[unit.code] = one
    return campaign, Record(found)


@given(consistent())
def test_a_consistent_campaign_has_no_error_and_nothing_to_look_at(case: tuple[Campaign, Record]) -> None:
    found = check(*case)
    assert [one for one in found if one.severity is not Severity.HINT] == []
    assert {one.code for one in found} <= {"amount.outlier"}


def answered(code: str, answer: Answer) -> Any:
    return lambda one: replace(one, answers={**one.answers, code: answer})


def visited(**fields: Any) -> Any:
    return lambda one: replace(one, visit=replace(one.visit, **fields))


FAULTS: dict[str, tuple[Any, str, str, str]] = {
    "a wrong total": (answered("N2.2", said(Figure(Decimal(5)))), "sum.total_of", "N2", "N2.2"),
    "a part over its whole": (answered("N1.8", said(Figure(Decimal(10)))), "breakdown.exceeds_total", "N1", "N1.8"),
    "a contradiction": (answered("N1.7", said(value=False)), "cross.contradiction", "N1", "N1.7"),
    "a nameless measure": (answered("N1.9", said(None, money(5))), "money.measure_named", "N1", "N1.9"),
    "no measure": (answered("N2.1", said(None, Item("x", text="Quà", amount=Decimal(5)))), "figure.measure_missing", "N2", "N2.1"),
    "another year": (answered("N2.3", said(Figure(Decimal(85), period="2024"))), "period.outside_campaign", "N2", "N2.3"),
    "a paper from later": (answered("N1.2", said(DocumentRef("9/KH", dt.date(YEAR, 12, 1)))), "date.document_after_inspection", "N1", "N1.2"),
    "unclear": (answered("N1.4", Answer(note="Nhập chưa rõ: chín mười")), "value.unclear", "N1", "N1.4"),
    "a span backwards": (answered("N1.6", said("Đề án giai đoạn 2026 - 2020")), "range.year_order", "N1", "N1.6"),
    "no đồng": (answered("N1.6", said("Ủng hộ 20 triệu.")), "money.unit_present", "N1", "N1.6"),
    "before the plan": (visited(actual_date=dt.date(YEAR, 1, 2), deviation_reason="x"), "date.before_plan", "@visit", ""),
    "another year's day": (visited(actual_date=dt.date(YEAR + 1, 3, 2), deviation_reason="x"), "date.outside_year", "@visit", ""),
    "moved, no reason": (visited(actual_date=dt.date(YEAR, 5, 2)), "schedule.deviation_explained", "@visit", ""),
    "hours backwards": (visited(started_at="14:00"), "date.hours_reversed", "@visit", ""),
    "an unclear day": (visited(actual_date=None, date_typed="mùng ba"), "value.unclear", "@visit", ""),
    "delegated by word": (visited(delegation="Giám đốc ủy quyền"), "delegation.paper", "@visit", ""),
    "met, yet failing": (lambda one: replace(answered("N1.3", said("phải bổ sung"))(one), remarks={"N1": Remark(Verdict.MET)}), "verdict.contradiction", "N1", ""),
    "not met, no word why": (lambda one: replace(one, remarks={"N1": Remark(Verdict.NOT_MET)}), "verdict.contradiction", "N1", ""),
    "another post": (lambda one: replace(one, lists={MEMBERS: (Item("m", text="Ông Người Thứ Nhất", note="Giám đốc Sở"),)}), "person.role_consistent", "@visit", ""),
    "not sealed": (lambda one: replace(one, stage=Stage.DRAFT), "unit.unsealed", "", ""),
    "not finished": (answered("N1.5", Answer()), "unit.unfinished", "N1", "N1.5"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_at_its_place(name: str) -> None:
    spoil, code, step, question = FAULTS[name]
    campaign = campaign_of(3)
    spoiled = spoil(inspected(campaign.units[1]))
    found = [one for one in check(campaign, record_of(campaign, U2=spoiled)) if one.code == code]
    assert [(one.place.unit, one.place.step, one.place.question) for one in found] == [("U2", step, question)]
    assert all(one.why and one.remedy and one.title for one in found)


def test_a_paper_makes_a_delegation_good() -> None:
    campaign = campaign_of(1)
    one = visited(delegation="Giám đốc ủy quyền tại Giấy ủy quyền số 15/GUQ ngày 01/3/2026")(
        inspected(campaign.units[0])
    )
    assert check(campaign, record_of(campaign, U1=one)) == ()


def test_what_is_gentle_in_a_draft_is_an_error_in_a_dated_notice() -> None:
    campaign = campaign_of(2)
    record = record_of(campaign, U2=replace(inspected(campaign.units[1]), stage=Stage.DRAFT))
    conflicts = (OpenField("U1", "N1", "N1.4", "Câu 1.4"),)
    dated = replace(campaign, notice_date=dt.date(YEAR, 12, 1))
    codes = {"unit.unsealed", "conflict.open"}
    for known, severity in ((campaign, Severity.WARNING), (dated, Severity.ERROR)):
        found = [one for one in check(known, record, conflicts=conflicts) if one.code in codes]
        assert [one.severity for one in found] == [severity, severity]


def test_a_notice_dated_before_the_last_visit() -> None:
    campaign = replace(campaign_of(2), notice_date=dt.date(YEAR, 3, 3))
    assert "date.issue_after_last_inspection" in {one.code for one in check(campaign, record_of(campaign))}


def test_the_secretary_s_words_are_checked_in_their_section() -> None:
    prose = {"I.1": ("Có 1/3 đơn vị chưa họp.",), "II.2": ("Hầu hết các đơn vị làm tốt; Đơn Vị 02 dẫn đầu.",)}
    campaign = replace(campaign_of(3), prose=prose)
    found = {(one.code, one.place.section) for one in check(campaign, record_of(campaign))}
    assert found == {
        ("format.ratio_padding", "I.1"),
        ("claim.needs_names", "I.1"),
        ("claim.needs_number", "II.2"),
        ("unit.canonical_name", "II.2"),
    }


def test_what_nobody_said_is_asked_about() -> None:
    campaign = campaign_of(4)
    units = {unit.code: answered("N1.3", Answer())(inspected(unit)) for unit in campaign.units}
    common = CommonRecord({"N1.3": DeclaredCount(2, "phải bổ sung")}, {"N2.6": (Item("k", text="Tập huấn"),)})
    codes = {one.code for one in check(campaign, Record(units, common))}
    assert {"claim.needs_names", "provenance.required"} <= codes


def test_a_waiver_holds_while_the_facts_do() -> None:
    campaign = campaign_of(2)
    before = check(
        campaign,
        record_of(campaign, U2=answered("N2.2", said(Figure(Decimal(5))))(inspected(campaign.units[1]))),
    )
    change = waive(before[0], "  Đã đối chiếu chứng từ ")
    waiver = waiver_of(change.subject, change.value)
    assert waiver is not None
    assert (waiver.finding, waiver.reason, waiver.code) == (
        before[0].id,
        "Đã đối chiếu chứng từ",
        "sum.total_of",
    )
    assert sift(before, {waiver.finding: waiver}) == ((), ((before[0], waiver),))
    after = check(
        campaign,
        record_of(campaign, U2=answered("N2.2", said(Figure(Decimal(6))))(inspected(campaign.units[1]))),
    )
    assert sift(after, {waiver.finding: waiver})[0] == after


def test_a_waiver_needs_a_reason_and_can_be_taken_back() -> None:
    campaign = replace(campaign_of(1), notice_date=dt.date(YEAR, 1, 1))
    (found,) = check(campaign, record_of(campaign))
    with pytest.raises(ValueError):
        waive(found, "  ")
    back = take_back(found.id)
    assert waiver_of(back.subject, back.value) is None
    assert waiver_of("unit/A", {"reason": "x"}) is None


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda tree: tree["contradictions"][0].update(level="nặng"), "error, warning, hint"),
        (lambda tree: tree["contradictions"][0]["all_of"].pop(), "hai điều kiện"),
        (lambda tree: tree["contradictions"][0]["all_of"][0].update(question="N9"), "N9"),
        (lambda tree: tree["criteria"][0]["questions"][0].update(part_of="N8"), "N8"),
    ],
)
def test_a_wrong_declaration_is_refused_by_name(spoil: Any, words: str) -> None:
    tree = declared()
    spoil(tree)
    with pytest.raises(ChecklistError, match=words):
        read_checklist(tree, "danh-muc.yaml")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Công ty Phương Nam", "Công ty Phượng Nam", True),
        ("Công ty Truờng An", "Công ty Trường An", True),
        ("Công ty Thuong An", "Công ty Thuonq An", True),
        ("Trường số 1", "Trường số 2", False),
        ("Huyện Hạ", "Huyện Hà", True),
        ("Sở Nội vụ", "Sở Tài chính", False),
    ],
)
def test_units_that_could_be_one_are_shown(one: str, other: str, alike: bool) -> None:
    campaign = campaign_of(2)
    units = tuple(
        replace(unit, official=name) for unit, name in zip(campaign.units, (one, other), strict=True)
    )
    codes = {found.code for found in check(replace(campaign, units=units), record_of(campaign))}
    assert ("unit.names_alike" in codes) is alike


def test_two_hundred_units_are_checked_while_one_waits() -> None:
    campaign = campaign_of(200)
    start = time.perf_counter()
    check(campaign, record_of(campaign))
    assert (
        time.perf_counter() - start < 5
    )  # a third of a second on the machine of the day; nothing may grow squared


def limited() -> Checklist:
    """The small checklist with limits on a count, and a question that every unit must answer."""
    tree = declared()
    asked = {one["code"]: one for part in tree["criteria"] for one in part["questions"]}
    asked["N1.4"] |= {"least": 1, "most": "12.5"}
    asked["N1.1"]["not_applicable"] = False
    return read_checklist(tree, "danh-muc.yaml")


@pytest.mark.parametrize(("amount", "found"), [(0, 1), (1, 0), (12, 0), (13, 1)])
def test_a_figure_outside_the_limits_of_the_checklist(amount: int, found: int) -> None:
    campaign = campaign_of(1)
    unit = campaign.units[0].code
    inspection = Inspection(unit, answers={"N1.4": said(Figure(Decimal(amount)))})
    result = check_campaign(campaign, limited(), Record({unit: inspection}))
    assert [one.code for one in result].count("answer.outside_limits") == found


def test_not_applicable_where_every_unit_must_answer() -> None:
    campaign = campaign_of(1)
    unit = campaign.units[0].code
    inspection = Inspection(unit, answers={"N1.1": Answer(State.NOT_APPLICABLE, reason="Mới lập")})
    codes = [one.code for one in check_campaign(campaign, limited(), Record({unit: inspection}))]
    assert codes.count("answer.must_apply") == 1
    assert "answer.must_apply" not in [
        one.code for one in check_campaign(campaign, LIST, Record({unit: inspection}))
    ]
