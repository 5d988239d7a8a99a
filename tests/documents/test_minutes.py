"""The minutes: what is printed where, and nothing that should not be."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image

from tdkt_desktop.documents.minutes.appendix import Addendum
from tdkt_desktop.documents.minutes.document import DRAFT, minutes_document
from tdkt_desktop.documents.minutes.parts import bare_name
from tdkt_desktop.documents.neutral.blocks import (
    Appendix,
    Document,
    Heading,
    Picture,
    Pictures,
    Signatures,
    Table,
    plain_text,
)
from tdkt_desktop.domain.campaign import Campaign, Issuer, Person, Team, Unit
from tdkt_desktop.domain.checklist import Checklist, Criterion, Question
from tdkt_desktop.domain.evidence import SIGNED, Evidence
from tdkt_desktop.domain.inspection import (
    FIGURES,
    MEMBERS,
    REQUIREMENTS,
    Assessment,
    Inspection,
    Visit,
)
from tdkt_desktop.domain.kinds import Kind, State
from tdkt_desktop.domain.reading_checklist import read_checklist
from tdkt_desktop.domain.values import Answer, Figure, Item
from tdkt_desktop.exchange.plain_files import read_yaml
from tdkt_desktop.paths import resource
from tests.documents.reading import pdf_pages

UNIT = Unit("A", 1, "Đơn vị 07", "Đơn vị 07", "ĐV 07", team="D1")
CAMPAIGN = Campaign(
    "dot",
    "Đợt thử",
    2026,
    issuer=Issuer(name="Hội đồng", place="Tỉnh lỵ", team_symbol="BB-ĐKT"),
    teams=(Team("D1", "Đoàn 01", Person("Bà", "Nguyễn Thị Mẫu", "Trưởng ban")),),
    units=(UNIT,),
)
CHECKLIST = Checklist(
    "ma",
    "1",
    "Danh mục",
    (
        Criterion("N1", "Nội dung thứ nhất", "I.1", (Question("N1.1", Kind.YES_NO, "Có kế hoạch không?"),)),
        Criterion("N2", "Nội dung thứ hai", "I.2", (Question("N2.1", Kind.TEXT, "Cách làm?"),), "Thứ hai"),
    ),
    (),
)
EMPTY = Inspection("A")
EVIDENCE = (
    Evidence("c", "2" * 64, "bao-cao.pdf", "application/pdf", 9, "Báo cáo", "N2", position=2),
    Evidence("a", "1" * 64, "IMG_01.jpg", "image/jpeg", 9, "", "N1", position=1),
    Evidence("b", "3" * 64, "giau.jpg", "image/jpeg", 9, "Không in", "N1", in_minutes=False, position=3),
    Evidence("d", "4" * 64, "da-ky.pdf", "application/pdf", 9, "Bản đã ký", role=SIGNED, position=4),
)


def made(inspection: Inspection = EMPTY, **more) -> Document:  # type: ignore[no-untyped-def]
    return minutes_document(CAMPAIGN, CHECKLIST, UNIT, inspection, **more)


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading)]


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def jpeg() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30)).save(buffer, "JPEG")
    return buffer.getvalue()


def test_a_draft_says_so_and_sealed_minutes_bear_their_code() -> None:
    assert made().footer == DRAFT == "Bản chưa chốt"
    assert made(code="K7MQ-2XWD").footer == "Mã biên bản: K7MQ-2XWD"
    assert not any("K7MQ" in text for text in plain_text(made(code="K7MQ-2XWD")))


def test_without_anything_new_the_minutes_are_as_they_were() -> None:
    assert headings(made()) == [
        "I. THÀNH PHẦN", "1. Đoàn kiểm tra", "2. Đơn vị được kiểm tra", "II. NỘI DUNG VÀ KẾT QUẢ KIỂM TRA",
        "1. Nội dung thứ nhất", "2. Nội dung thứ hai", "3. Bảng tổng hợp", "III. NHẬN XÉT", "1. Ưu điểm",
        "2. Hạn chế, tồn tại và nguyên nhân", "IV. KIẾN NGHỊ, ĐỀ XUẤT CỦA ĐƠN VỊ",
        "V. Ý KIẾN CỦA ĐƠN VỊ ĐƯỢC KIỂM TRA", "VI. KẾT LUẬN CỦA TRƯỞNG ĐOÀN",
    ]  # fmt: skip
    assert isinstance(made().blocks[-1], Signatures)


def test_reservations_are_a_part_of_their_own() -> None:
    document = made(replace(EMPTY, assessment=Assessment(reservations="chưa nhất trí mức chi")))
    assert headings(document)[-3:] == [
        "V. Ý KIẾN CỦA ĐƠN VỊ ĐƯỢC KIỂM TRA",
        "VI. Ý KIẾN BẢO LƯU CỦA ĐƠN VỊ",
        "VII. KẾT LUẬN CỦA TRƯỞNG ĐOÀN",
    ]
    assert "Chưa nhất trí mức chi." in plain_text(document)


@pytest.mark.parametrize(
    ("state", "words"), [("complete", "đầy đủ số liệu"), ("supplement", "phải bổ sung, hoàn thiện")]
)
def test_the_state_of_the_report(state: str, words: str) -> None:
    document = made(replace(EMPTY, visit=Visit(report_state=state)))
    assert "4. Báo cáo của đơn vị" in headings(document)
    assert any(words in text for text in plain_text(document))


def test_reported_beside_verified_with_the_difference() -> None:
    def figure(n: str, reported: str | None, verified: str | None, measure: str = "", note: str = "") -> Item:
        cells = {k: Decimal(v) for k, v in (("reported", reported), ("verified", verified)) if v is not None}
        return Item(n, f"Chỉ tiêu {n}", measure=measure, cells=cells, note=note)

    items = (
        figure("1", "45", "42", "sáng kiến", "thiếu quyết định."),
        figure("2", "1250000000", "1265500000", "đồng"),
        figure("3", "97.5", None, "%"),
        figure("4", "8", "8"),
    )
    table = tables(made(replace(EMPTY, lists={FIGURES: items})))[-1]
    assert table.rows == (
        ("01", "Chỉ tiêu 1 (thiếu quyết định)", "sáng kiến", "45", "42", "-3"),
        ("02", "Chỉ tiêu 2", "đồng", "1.250.000.000", "1.265.500.000", "+15.500.000"),
        ("03", "Chỉ tiêu 3", "%", "97,5", "", ""),
        ("04", "Chỉ tiêu 4", "", "8", "8", "0"),
    )


def test_a_long_number_is_not_broken(tmp_path: Path) -> None:
    cells = {"reported": Decimal(1290000000000), "verified": Decimal(1290500000000)}
    document = made(replace(EMPTY, lists={FIGURES: (Item("1", "Dư nợ", measure="đồng", cells=cells),)}))
    said = "\n".join(pdf_pages(document, tmp_path))
    assert "1.290.000.000.000" in said
    assert "+500.000.000" in said


def test_who_leads_by_delegation_is_named_and_signs_for_the_leader() -> None:
    visit = Visit(delegation="Ông Trần Văn Mẫu, Phó Trưởng ban (Giấy ủy quyền số 03)")
    members = (Item("1", "Ông Trần Văn Mẫu", note="Phó Trưởng ban"), Item("2", "Bà Lê Thị Mẫu"))
    document = made(replace(EMPTY, visit=visit, lists={MEMBERS: members}))
    text = plain_text(document)
    assert text.count("TUQ. TRƯỞNG ĐOÀN") == 1
    assert text[-1] == "Trần Văn Mẫu"
    people = text[text.index("1. Đoàn kiểm tra") + 1 : text.index("2. Đơn vị được kiểm tra")]
    assert people == [
        f"- {visit.delegation} - chủ trì theo ủy quyền của Trưởng đoàn (Bà Nguyễn Thị Mẫu, Trưởng ban);",
        "- Bà Lê Thị Mẫu.",
    ]


@pytest.mark.parametrize(
    ("members", "said"),
    [
        # a deputy's position holds the leader's in it: nobody who was there may vanish
        (
            (Item("1", "Bà Nguyễn Thị Mẫu"), Item("2", "Ông Trần Văn Mẫu, Phó Trưởng ban")),
            ["- Bà Nguyễn Thị Mẫu, Trưởng ban - Trưởng đoàn;", "- Ông Trần Văn Mẫu, Phó Trưởng ban."],
        ),
        (
            (Item("1", "Phó Trưởng ban", note="Thư ký"),),
            ["- Bà Nguyễn Thị Mẫu, Trưởng ban - Trưởng đoàn;", "- Phó Trưởng ban, Thư ký."],
        ),
        ((Item("1", "Trưởng ban"),), ["- Bà Nguyễn Thị Mẫu, Trưởng ban - Trưởng đoàn."]),
        (
            (Item("1", "Bà Nguyễn Thị Mẫu", note="Trưởng ban, Ủy viên Hội đồng"),),
            ["- Bà Nguyễn Thị Mẫu, Trưởng ban, Ủy viên Hội đồng - Trưởng đoàn."],
        ),
    ],
)
def test_everybody_who_was_there_is_named_once(members: tuple[Item, ...], said: list[str]) -> None:
    text = plain_text(made(replace(EMPTY, lists={MEMBERS: members})))
    assert text[text.index("1. Đoàn kiểm tra") + 1 : text.index("2. Đơn vị được kiểm tra")] == said


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Ông Trần Văn Mẫu, Phó Trưởng ban", "Trần Văn Mẫu"),
        ("Bà Lê Thị Mẫu (Giấy ủy quyền số 03)", "Lê Thị Mẫu"),
        ("Đồng chí Hoàng Mẫu - Phó đoàn", "Hoàng Mẫu"),
        ("ủy quyền cho Phó Trưởng đoàn", ""),
        ("", ""),
    ],
)
def test_a_name_for_the_signature_is_never_made_up(said: str, name: str) -> None:
    assert bare_name(said) == name


def test_requests_carry_their_deadlines() -> None:
    items = (Item("1", "Hoàn thiện hồ sơ;", period="trước 31/12/2026"), Item("2", "Lập danh mục"))
    text = plain_text(made(replace(EMPTY, lists={REQUIREMENTS: items})))
    at = text.index("Yêu cầu đơn vị khắc phục:")
    assert text[at + 1 : at + 3] == [
        "- Hoàn thiện hồ sơ (thời hạn: trước 31/12/2026);", "- Lập danh mục."
    ]  # fmt: skip


def test_a_note_in_brackets_bears_no_stop_inside() -> None:
    answers = {
        "N1.1": Answer(State.ANSWERED, value=False, note="Chưa ban hành."),
        "N2.1": Answer(State.NOT_APPLICABLE, reason="mới thành lập."),
    }
    text = plain_text(made(replace(EMPTY, answers=answers)))
    assert "- Có kế hoạch không? Không (Chưa ban hành)." in text
    assert "- Cách làm: Không thuộc đối tượng (mới thành lập)." in text


def test_evidence_is_listed_in_order_and_only_what_belongs() -> None:
    visit = Visit(actual_date=dt.date(2026, 3, 1), minutes_number="05")
    document = made(replace(EMPTY, evidence=EVIDENCE, visit=visit))
    at = next(i for i, block in enumerate(document.blocks) if isinstance(block, Appendix))
    assert document.blocks[at] == Appendix(
        "Phụ lục", ("MINH CHỨNG",), "(Kèm theo Biên bản số 05/BB-ĐKT ngày 01/3/2026 của Đoàn kiểm tra)", False
    )
    assert isinstance(document.blocks[at - 1], Signatures)
    assert tables(document)[-1].rows == (
        ("01", "IMG_01.jpg", "1. Nội dung thứ nhất", "Ảnh"),
        ("02", "Báo cáo", "2. Thứ hai", "Tệp bao-cao.pdf"),
    )
    text = plain_text(document)
    assert not any("Không in" in said or "da-ky" in said or "đã ký" in said for said in text)
    assert "Kèm theo biên bản là Phụ lục minh chứng gồm 02 minh chứng." in text
    assert text.count("Minh chứng: số 01 của Phụ lục minh chứng.") == 1


def test_only_hidden_or_signed_evidence_makes_no_appendix() -> None:
    document = made(replace(EMPTY, evidence=EVIDENCE[2:]))
    assert not [block for block in document.blocks if isinstance(block, Appendix)]
    assert plain_text(document) == plain_text(made())


def test_pictures_bear_the_number_of_their_evidence() -> None:
    pictures = (
        Picture(jpeg(), 40, 30, "", "a"),
        Picture(jpeg(), 40, 30, "trang đầu", "c"),
        Picture(jpeg(), 40, 30, "bản ký", "d"),
        Picture(jpeg(), 40, 30, "Không rõ nguồn"),
    )
    last = made(replace(EMPTY, evidence=EVIDENCE), pictures=pictures).blocks[-1]
    assert isinstance(last, Pictures)
    assert [cell.caption for cell in last.cells] == [
        "Minh chứng 01: IMG_01.jpg", "Minh chứng 02: trang đầu", "Không rõ nguồn"
    ]  # fmt: skip


def test_additions_stand_beside_what_was_sealed_and_are_signed(tmp_path: Path) -> None:
    addendum = Addendum(
        ("Nhận thêm quyết định", "Ghi nhầm địa điểm"),
        (("1.1 Có kế hoạch không?", "Không", "Có"), ("Địa điểm", "", "Phòng họp")),
        "9QRT-W2M4",
    )
    document = made(replace(EMPTY, evidence=EVIDENCE[:1]), code="K7MQ-2XWD", addendum=addendum)
    parts = [block for block in document.blocks if isinstance(block, Appendix)]
    assert [(part.label, part.title) for part in parts] == [
        ("Phụ lục", ("MINH CHỨNG",)), ("Phụ lục bổ sung", ("BỔ SUNG BIÊN BẢN",))
    ]  # fmt: skip
    assert tables(document)[-1].rows == (
        ("1.1 Có kế hoạch không?", "Không", "Có"),
        ("Địa điểm", "(không ghi)", "Phòng họp"),
    )
    assert sum(isinstance(block, Signatures) for block in document.blocks) == 2
    pages = pdf_pages(document, tmp_path)
    assert all("Mã biên bản: K7MQ-2XWD" in page for page in pages)
    assert ["9QRT-W2M4" in page for page in pages] == ["BỔ SUNG BIÊN BẢN" in page for page in pages]


def test_additions_leave_the_signed_pages_as_they_are() -> None:
    plain = made(code="K7MQ-2XWD")
    more = made(code="K7MQ-2XWD", addendum=Addendum(("Lý do",), (("a", "b", "c"),), "9QRT-W2M4"))
    assert more.blocks[: len(plain.blocks)] == plain.blocks


@pytest.mark.parametrize(
    ("value", "printed"),
    [(True, "Đơn vị đã lập kế hoạch (đã xem)."), (False, "Đơn vị chưa lập kế hoạch (đã xem).")],
)
def test_a_finding_is_printed_as_a_statement(value: bool, printed: str) -> None:
    question = Question(
        "N1.1",
        Kind.YES_NO,
        "Có kế hoạch không?",
        lead="Kế hoạch",
        if_yes="Đơn vị đã lập kế hoạch.",
        if_no="Đơn vị chưa lập kế hoạch",
    )
    amount = Question("N1.2", Kind.COUNT, "Họp bao nhiêu cuộc?", measure="cuộc", lead="Số cuộc họp")
    checklist = replace(CHECKLIST, criteria=(Criterion("N1", "Nội dung", "I.1", (question, amount)),))
    answers = {
        "N1.1": Answer(State.ANSWERED, value, note="đã xem."),
        "N1.2": Answer(State.ANSWERED, Figure(Decimal(3), measure="cuộc")),
    }
    text = plain_text(minutes_document(CAMPAIGN, checklist, UNIT, Inspection("A", answers=answers)))
    assert f"- {printed}" in text
    assert "- Số cuộc họp: 3 cuộc." in text
    assert "?" not in text
    exempt = {"N1.1": Answer(State.NOT_APPLICABLE, reason="đơn vị mới lập")}
    text = plain_text(minutes_document(CAMPAIGN, checklist, UNIT, Inspection("A", answers=exempt)))
    assert "- Kế hoạch: Không thuộc đối tượng (đơn vị mới lập)." in text


@pytest.mark.parametrize("code", ["lang-son-2019", "mau-7-noi-dung"])
def test_every_question_of_our_own_checklists_has_words_for_paper(code: str) -> None:
    path = resource("checklists", f"{code}.yaml")
    checklist = read_checklist(read_yaml(path), path.name)
    for question in checklist.questions():
        assert question.lead, question.code
        assert "?" not in question.lead, question.code
        if question.kind is Kind.YES_NO:
            assert question.if_yes, question.code
            assert question.if_no, question.code
            assert question.if_yes != question.if_no, question.code
