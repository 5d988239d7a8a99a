"""Guards the search of a campaign: every recorded text is found, under its unit and place, with the words marked."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_desktop.domain.campaign import Campaign, Person, Plan, Team, Unit
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.evidence import Evidence
from tdkt_desktop.domain.inspection import (
    FIGURES,
    MEMBERS,
    REPRESENTATIVES,
    REQUIREMENTS,
    Assessment,
    CommonRecord,
    DeclaredCount,
    Inspection,
    Record,
    Remark,
    Visit,
)
from tdkt_desktop.domain.kinds import Approximator, State, Verdict
from tdkt_desktop.domain.reading_checklist import read_checklist
from tdkt_desktop.domain.values import Answer, DocumentRef, Figure, Item
from tdkt_desktop.notice.field_words import FIELD_WORDS, REMARK_WORDS
from tdkt_desktop.vietnamese.text import fold
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.search.matching import Query, Text
from tdkt_desktop.workflows.search.search import (
    ASSESSMENT,
    CAMPAIGN,
    EXCERPT,
    NOTICE,
    VISIT,
    Hit,
    SearchIndex,
    UnitHits,
    excerpt,
    find_text,
)
from tests.builders import CHECKLIST

YES = Answer(State.ANSWERED, value=True)


@pytest.fixture(scope="module")
def checklist() -> Checklist:
    return read_checklist(CHECKLIST, "danh-muc.yaml")


def campaign() -> Campaign:
    """Three units, given out of order."""
    units = (
        Unit("B", 2, "Đơn vị 02", "Đơn vị 02", "Đơn vị 02", cluster="Cụm số 3"),
        Unit("A", 1, "Đơn vị kiểm tra 01", "Đơn vị 01", "ĐV 01", planned_date=dt.date(2026, 3, 1)),
        Unit("C", 3, "Đơn vị 03", "Đơn vị 03", "Đơn vị 03"),
    )
    return Campaign(
        id="thu",
        title="Đợt kiểm tra thử",
        year=2026,
        plan=Plan("01/KH-HĐ", dt.date(2026, 1, 5), "Kiểm tra thử"),
        teams=(Team("D1", "Đoàn số 01", Person("Ông", "Người Trưởng Đoàn", "Trưởng ban")),),
        units=units,
        prose={"I.1": ("Nhìn chung các đơn vị quan tâm chỉ đạo.",)},
        notes=("Nguồn bỏ ngỏ một chỗ.",),
    )


def record() -> Record:
    answers = {
        "N1.1": replace(YES, note="Đã xem bản gốc"),
        "N1.2": Answer(State.ANSWERED, value=DocumentRef("05/KH", dt.date(2026, 1, 10), subject="phát động")),
        "N1.3": Answer(State.ANSWERED, value="phải bổ sung"),
        "N1.4": Answer(State.ANSWERED, value=Figure(Decimal(12), measure="cuộc họp")),
        "N1.5": Answer(State.ANSWERED, value=dt.date(2026, 2, 1)),
        "N1.6": Answer(State.ANSWERED, value="Giao ban hằng tuần.\nViết “gương sáng” trên bảng tin"),
        "N2.1": Answer(
            State.ANSWERED,
            items=(
                Item(
                    "1", "Nhà văn hóa", Decimal(40_000_000), "đồng", place="xã Đồng Ý", note="chưa bàn giao"
                ),
                Item("2", "Quỹ vì trẻ thơ", Decimal(5_000_000), "đồng", period="2025"),
            ),
        ),
        "N2.2": Answer(State.ANSWERED, value=Figure(Decimal(45_000_000), Approximator.OVER)),
        "N2.3": Answer(State.NOT_APPLICABLE, reason="Mới sáp nhập"),
        "N2.5": Answer(
            State.ANSWERED,
            items=(
                Item("3", "Năm trước", period="2025", cells={"tap_the": Decimal(1), "ca_nhan": Decimal(8)}),
            ),
        ),
    }
    first = Inspection(
        "A",
        visit=Visit(actual_date=dt.date(2026, 3, 2), place="Hội trường tầng 2", report_state="supplement"),
        answers=answers,
        remarks={"N1": Remark(Verdict.MET, narrative="Làm tốt", limitation="Chậm nộp", evidence="Sổ họp")},
        assessment=Assessment(conclusion="Đề nghị phát huy"),
        lists={
            MEMBERS: (Item("4", "Thành viên Thứ Nhất", note="thư ký"),),
            REPRESENTATIVES: (Item("5", "Đại diện Thứ Hai", note="giám đốc"),),
            REQUIREMENTS: (Item("6", "Bổ sung quy chế", period="30/4/2026"),),
            FIGURES: (Item("7", "Số sáng kiến", cells={"reported": Decimal(12), "verified": Decimal(1290)}),),
        },
        evidence=(
            Evidence("8", "0" * 64, "IMG_0001.jpg", "image/jpeg", 5, caption="Ảnh bảng tin", criterion="N1"),
            Evidence("9", "1" * 64, "quyet-dinh.pdf", "application/pdf", 5),
        ),
    )
    second = Inspection(
        "B",
        answers={
            "N1.1": Answer(State.ANSWERED, value=False),
            "N1.2": Answer(State.ANSWERED, value=DocumentRef("77/CV")),
        },
    )
    common = CommonRecord(
        declared={"N1.3": DeclaredCount(2, "đầy đủ", note="theo lời báo cáo")},
        items={"N2.6": (Item("10", "Mở lớp tập huấn"),)},
    )
    return Record({"A": first, "B": second}, common)


def search(checklist: Checklist, typed: str) -> tuple[UnitHits, ...]:
    return find_text(campaign(), checklist, record(), typed)


def only(found: tuple[UnitHits, ...]) -> Hit:
    assert [len(group.hits) for group in found] == [1], found
    return found[0].hits[0]


@pytest.mark.parametrize(
    ("typed", "unit", "step", "question"),
    [
        ("da xem ban goc", "A", "N1", "N1.1"),
        ("05/kh 10/01/2026 phat dong", "A", "N1", "N1.2"),
        ("phai bo sung", "A", "N1", "N1.3"),
        ("12 cuoc hop", "A", "N1", "N1.4"),
        ("01/02/2026", "A", "N1", "N1.5"),
        ("guong sang", "A", "N1", "N1.6"),
        ("nha van hoa dong y", "A", "N2", "N2.1"),
        ("chưa bàn giao", "A", "N2", "N2.1"),
        ("40 triệu", "A", "N2", "N2.1"),
        ("40.000.000", "A", "N2", "N2.1"),
        ("trên 45 triệu", "A", "N2", "N2.2"),
        ("mới sáp nhập", "A", "N2", "N2.3"),
        ("08 cá nhân", "A", "N2", "N2.5"),
        ("làm tốt", "A", "N1", ""),
        ("chậm nộp", "A", "N1", ""),
        ("sổ họp", "A", "N1", ""),
        ("ảnh bảng tin", "A", "N1", ""),
        ("quyet-dinh.pdf", "A", VISIT, ""),
        ("hội trường", "A", VISIT, ""),
        ("02/3/2026", "A", VISIT, ""),
        ("phải bổ sung báo cáo", "A", VISIT, ""),
        ("thành viên thứ nhất", "A", VISIT, ""),
        ("thứ hai giám đốc", "A", VISIT, ""),
        ("sáng kiến 1.290", "A", VISIT, ""),
        ("đơn vị kiểm tra 01", "A", VISIT, ""),
        ("01/3/2026", "A", VISIT, ""),
        ("phát huy", "A", ASSESSMENT, ""),
        ("quy chế 30/4/2026", "A", ASSESSMENT, ""),
        ("cụm số 3", "B", VISIT, ""),
        ("01/kh-hđ", CAMPAIGN, "", ""),
        ("người trưởng đoàn", CAMPAIGN, "", ""),
        ("bỏ ngỏ", CAMPAIGN, "", ""),
        ("nhìn chung", NOTICE, "I.1", ""),
        ("theo lời", NOTICE, "N1", "N1.3"),
        ("tập huấn", NOTICE, "N2", "N2.6"),
    ],
)
def test_every_kind_of_text_is_found_in_its_place(
    checklist: Checklist, typed: str, unit: str, step: str, question: str
) -> None:
    found = search(checklist, typed)
    places = {(hit.unit, hit.step, hit.question) for group in found for hit in group.hits}
    assert (unit, step, question) in places


def test_a_yes_and_a_verdict_are_found_as_they_read(checklist: Checklist) -> None:
    exempt, no = (only((group,)) for group in search(checklist, "không"))
    assert exempt.excerpt == "Không thuộc đối tượng: Mới sáp nhập"
    assert (no.unit, no.question, no.excerpt) == ("B", "N1.1", "Không")
    assert no.label == "1. Nội dung thứ nhất › Có kế hoạch không?"
    assert any(hit.excerpt == "Đạt" for hit in search(checklist, "đạt")[0].hits)


def test_a_question_that_is_not_asked_leads_to_its_criterion(checklist: Checklist) -> None:
    hit = only(search(checklist, "77/cv"))
    assert (hit.step, hit.question) == ("N1", "")
    assert hit.label == "1. Nội dung thứ nhất › Câu hiện không hỏi › Văn bản nào?"


@pytest.mark.parametrize(
    ("kind", "labels", "part", "step"),
    [
        (Visit, FIELD_WORDS, "visit", VISIT),
        (Assessment, FIELD_WORDS, "assessment", ASSESSMENT),
        (Remark, REMARK_WORDS, "remarks", "N2"),
    ],
)
def test_no_text_field_of_the_form_is_forgotten(
    checklist: Checklist, kind: type, labels: dict[str, str], part: str, step: str
) -> None:
    """A field that is added to the domain is found at once, and fails here until it has a name."""
    names = [field.name for field in fields(kind) if field.default == ""]
    texts = {name: f"chữ{number}riêng" for number, name in enumerate(names)}
    filled = kind(**texts)
    parts: dict[str, Any] = {part: {"N2": filled} if part == "remarks" else filled}
    inspection = Inspection("C", **parts)
    index = SearchIndex(campaign(), checklist, Record({"C": inspection}))
    assert texts
    for name, text in texts.items():
        hit = only(index.find(text))
        assert (hit.unit, hit.step, hit.excerpt) == ("C", step, text)
        assert hit.label.endswith(labels[name])


def test_units_come_in_schedule_order_before_what_belongs_to_none(checklist: Checklist) -> None:
    found = search(checklist, "don vi")
    assert [group.unit for group in found] == ["A", "B", "C", NOTICE]
    assert [group.title for group in found][:2] == ["01 ĐV 01", "02 Đơn vị 02"]
    assert [group.unit for group in search(checklist, "kiểm tra")] == ["A", CAMPAIGN]


def test_a_copy_of_a_team_finds_its_own_units_only(checklist: Checklist) -> None:
    whole = campaign()
    index = SearchIndex(whole, checklist, record(), units=[whole.unit("B")])
    assert [group.unit for group in index.find("đơn vị")] == ["B", NOTICE]


def test_exact_marks_come_first_within_a_unit(checklist: Checklist) -> None:
    remarks = {"N1": Remark(narrative="sửa bảng"), "N2": Remark(narrative="bằng khen")}
    index = SearchIndex(campaign(), checklist, Record({"C": Inspection("C", remarks=remarks)}))
    assert [hit.excerpt for hit in index.find("bằng")[0].hits] == ["bằng khen", "sửa bảng"]
    assert [hit.excerpt for hit in index.find("bang")[0].hits] == ["sửa bảng", "bằng khen"]


def test_above_the_limit_every_unit_still_shows_its_best_and_says_its_total(checklist: Checklist) -> None:
    lines = tuple(Item(str(n), f"dòng {n}", position=float(n)) for n in range(40))
    filled = {code: Inspection(code, lists={MEMBERS: lines}) for code in "ABC"}
    index = SearchIndex(campaign(), checklist, Record(filled))
    assert [(len(group.hits), group.total) for group in index.find("dòng", limit=12)] == [(4, 40)] * 3
    assert [len(group.hits) for group in index.find("dòng", limit=2)] == [1, 1, 1]
    assert [len(group.hits) for group in index.find("dòng", limit=120)] == [40, 40, 40]


@pytest.mark.parametrize("typed", ["", "   ", "\u0301", "không có đâu"])
def test_nothing_asked_or_nothing_there_gives_nothing(checklist: Checklist, typed: str) -> None:
    assert search(checklist, typed) == ()


def test_a_renewed_index_follows_the_record_and_reads_only_what_changed(checklist: Checklist) -> None:
    before, whole = record(), campaign()
    index = SearchIndex(whole, checklist, before).build()
    kept, dropped = index._shelves[0], index._shelves[1]  # type: ignore[index]  # built above
    after = replace(
        before,
        inspections={
            "A": record().inspections["A"],  # equal, read anew
            "B": Inspection("B", visit=Visit(place="Phòng họp")),
        },
    )
    again = index.renewed(whole, after).build()
    assert again._shelves[0] is kept  # type: ignore[index]
    assert again._shelves[1] is not dropped  # type: ignore[index]
    assert [group.unit for group in again.find("phòng họp")] == ["B"]
    assert again.find("77/CV") == ()
    assert [group.unit for group in index.find("77/CV")] == ["B"]  # the old index still tells the old record


def test_the_sample_is_searched_as_it_is_opened(tmp_path: Path) -> None:
    with campaigns.open_campaign(campaigns.create_sample(tmp_path / "mau.tdktdb")) as session:
        index = SearchIndex(session.campaign, session.checklist, session.record, session.units)
        units = [group.unit for group in index.find("huyện Đình Lập")]
        assert units == ["AGR", "VTL", "BHX"]
        for group in index.find("đình lập"):
            for hit in group.hits:
                place = hit.step in {criterion.code for criterion in session.checklist.criteria}
                assert place or group.unit in (CAMPAIGN, NOTICE)
                assert not hit.question or session.checklist.home(hit.question).code == hit.step


long_texts = st.lists(st.text("aáâbcdđeghi\u0301\n.", min_size=1, max_size=9), min_size=1, max_size=60).map(
    " ".join
)


@given(long_texts, st.data())
def test_an_excerpt_is_one_short_line_that_shows_a_found_word(written: str, data: st.DataObject) -> None:
    text = Text(written)
    pieces = [word for word in text.written.split() if Query(word)]
    if not pieces:
        return
    query = Query(data.draw(st.sampled_from(pieces)))
    shown, spans = excerpt(text, query.spans(text))
    assert spans
    assert "\n" not in shown
    assert len(shown) <= EXCERPT + 2
    for start, end in spans:
        marked = shown[start:end]
        assert fold(marked)
        assert set(fold(marked)) <= set(query.words[0].folded)
    assert any(query.words[0].folded in Text(shown[start:end]).folded for start, end in spans)
    assert shown.strip("…") in "".join(" " if letter.isspace() else letter for letter in text.written)


@pytest.mark.parametrize("shift", range(8))
def test_an_excerpt_begins_and_ends_between_words(shift: int) -> None:
    text = Text(
        "một hai ba bốn năm " * 12 + "x" * shift + " " + "chỗ cần tìm " + "sáu bảy tám chín mười " * 12
    )
    shown, spans = excerpt(text, Query("can tim").spans(text))
    assert [shown[start:end] for start, end in spans] == ["cần tìm"]
    assert shown[0] == shown[-1] == "…"
    assert set(shown.strip("…").split()) <= set(text.written.split())
    assert spans[0][0] < 40  # near the front: it stays in sight when the line is cut
