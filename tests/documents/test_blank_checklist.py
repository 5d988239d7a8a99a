"""The checklist on paper: every question with the number of the window and room to write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tdkt_desktop.documents.blank_checklist import blank_checklist
from tdkt_desktop.documents.neutral.blocks import FORM, Signatures, plain_text
from tdkt_desktop.documents.neutral.form_blocks import Blank, Box, FormHead, FormItem
from tdkt_desktop.domain.checklist import Checklist, Column, Condition, Criterion, Question
from tdkt_desktop.domain.kinds import Kind
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.session import CampaignSession
from tests.documents.reading import docx_texts, pdf_pages, squeezed


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CampaignSession]:
    path = campaigns.create_sample(tmp_path_factory.mktemp("mau") / "mau.tdktdb")
    with campaigns.open_campaign(path) as session:
        yield session


def one_of_each() -> Checklist:
    questions = tuple(
        Question(
            f"N1.{n:02d}",
            kind,
            f"Câu hỏi {kind.value}?",
            measure="cuộc" if kind is Kind.COUNT else "",
            choices=("đầy đủ", "phải bổ sung"),
            columns=(Column("a", "Tập thể"), Column("b", "Cá nhân")),
        )
        for n, kind in enumerate(Kind, start=1)
    )
    return Checklist("ma", "1", "Danh mục", (Criterion("N1", "Nội dung thứ nhất", "I.1", questions),), ())


def items(session: CampaignSession, checklist: Checklist) -> list[FormItem]:
    document = blank_checklist(session.campaign, checklist, None)
    return [block for block in document.blocks if isinstance(block, FormItem) and block.number]


def test_every_kind_has_its_own_room(session: CampaignSession) -> None:
    found = dict(zip(Kind, items(session, one_of_each()), strict=True))
    assert found[Kind.YES_NO].beside == (Box("Có"), Box("Không"))
    assert found[Kind.CHOICE].beside == (Box("đầy đủ"), Box("phải bổ sung"))
    assert found[Kind.COUNT].beside == (Blank(), "cuộc")
    assert found[Kind.PERCENT].beside == (Blank(), "%")
    assert "đồng; năm" in found[Kind.MONEY].beside
    assert found[Kind.DATE].beside.count("/") == 2
    assert [part for part in found[Kind.DOCUMENT].lines[0] if isinstance(part, str)] == [
        "Số:", "ngày", "/", "/", "cơ quan ban hành:"
    ]  # fmt: skip
    assert len(found[Kind.TEXT].lines) == len(found[Kind.LIST].lines) == 3
    grid = found[Kind.TABLE].grid
    assert grid
    assert (grid.header[1:], grid.rows) == (("Tập thể", "Cá nhân"), 4)
    for item in found.values():
        assert item.grid or any(not isinstance(part, str) for part in (*item.beside, *sum(item.lines, ())))


def test_every_question_of_the_sample_is_printed_with_its_number(
    session: CampaignSession, tmp_path: Path
) -> None:
    document = blank_checklist(session.campaign, session.checklist, session.campaign.unit("VTL"))
    printed = squeezed("".join(pdf_pages(document, tmp_path)))
    word = squeezed("".join(docx_texts(document, tmp_path))).replace("\u200b", "")
    numbers = session.checklist.numbers
    for question in session.checklist.questions():
        assert squeezed(numbers[question.code] + question.ask) in printed
        assert squeezed(question.ask) in word
    for text in filter(None, plain_text(document)):
        assert squeezed(text) in word


@pytest.mark.parametrize("unit", ["VTL", "TCT", None])
def test_thirteen_contents_take_eight_pages(
    session: CampaignSession, unit: str | None, tmp_path: Path
) -> None:
    chosen = session.campaign.unit(unit) if unit else None
    document = blank_checklist(session.campaign, session.checklist, chosen)
    assert document.sheet == FORM
    pages = pdf_pages(document, tmp_path)
    assert len(pages) <= 8
    assert all(document.footer in page for page in pages)
    assert "TRƯỞNG ĐOÀN" in pages[-1]
    assert "Yêu cầu khắc phục" in pages[-1]


def test_a_head_is_followed_by_its_first_question(session: CampaignSession, tmp_path: Path) -> None:
    document = blank_checklist(session.campaign, session.checklist, None)
    pages = pdf_pages(document, tmp_path)
    heads = [(at, block) for at, block in enumerate(document.blocks) if isinstance(block, FormHead)]
    assert len(heads) == 13
    for at, head in heads:
        first = document.blocks[at + 1]
        assert isinstance(first, FormItem)
        page = next(page for page in pages if squeezed(head.text) in squeezed(page))
        assert squeezed(first.text) in squeezed(page)


def test_verdicts_are_asked_where_there_is_something_to_meet(session: CampaignSession) -> None:
    document = blank_checklist(session.campaign, session.checklist, None)
    heads = [block for block in document.blocks if isinstance(block, FormHead)]
    words = [[part.label for part in head.parts if isinstance(part, Box)] for head in heads]
    assert words == [["Đạt", "Chưa đạt", "Không thuộc đối tượng", "Chưa kiểm tra"]] * 12 + [[]]


def test_visit_people_assessment_and_three_signers(session: CampaignSession) -> None:
    document = blank_checklist(session.campaign, session.checklist, session.campaign.unit("VTL"))
    text = plain_text(document)
    assert "tại Viễn thông Lạng Sơn" in text
    for wanted in (
        "Địa điểm:", "Thư ký đoàn:", "Thành viên đoàn có mặt", "Đại diện đơn vị được kiểm tra", "Ưu điểm:",
        "Ý kiến bảo lưu của đơn vị (nếu có):", "Kết luận của trưởng đoàn:", "Số liệu kiểm tra",
    ):  # fmt: skip
        assert wanted in text
    signers = document.blocks[-1]
    assert isinstance(signers, Signatures)
    assert [signer.name for signer in signers.signers] == ["", "", ""]


def test_no_unit_leaves_room_for_its_name(session: CampaignSession) -> None:
    text = plain_text(blank_checklist(session.campaign, session.checklist, None))
    assert any(re.fullmatch(r"tại …+", said) for said in text)


def test_when_a_question_is_asked_is_said(session: CampaignSession) -> None:
    base = one_of_each()
    asked = (
        Question("N1.01", Kind.YES_NO, "Có không?"),
        Question("N1.01.1", Kind.TEXT, "Vì sao?", when=Condition("N1.01", False), required=False),
        Question("N1.02", Kind.CHOICE, "Thế nào?", choices=("tốt", "kém")),
        Question("N1.02.1", Kind.TEXT, "Ra sao?", when=Condition("N1.02", "kém"), hint="Ghi rõ."),
        Question("N1.03", Kind.TEXT, "Gì nữa?", required=False),
    )
    checklist = replace(base, criteria=(replace(base.criteria[0], questions=asked),))
    said = [(item.number, item.text, item.hint) for item in items(session, checklist)]
    plain = [tuple(part.replace("\u00a0", " ") for part in item) for item in said]
    assert plain == [
        ("1.1", "Có không?", ""),
        ("1.1.1", "Vì sao?", "(nếu mục 1.1: không)"),
        ("1.2", "Thế nào?", ""),
        ("1.2.1", "Ra sao?", "(nếu mục 1.2: “kém”) Ghi rõ."),
        ("1.3", "Gì nữa? (nếu có)", ""),
    ]


@pytest.mark.parametrize(
    ("codes", "numbers"),
    [
        (("C07.01", "C07.01.1", "C07.05"), ("1.1", "1.1.1", "1.5")),
        (("C07.01", "khac"), ("1.1", "1.2")),
        (("C07.1", "C07.01"), ("1.1", "1.2")),
        (("a", "b", "c"), ("1.1", "1.2", "1.3")),
        (("C07",), ("1.1",)),
    ],
)
def test_numbers_follow_the_codes_where_they_can(codes: tuple[str, ...], numbers: tuple[str, ...]) -> None:
    questions = tuple(Question(code, Kind.TEXT, code) for code in codes)
    checklist = Checklist("ma", "1", "a", (Criterion("C07", "Bảy", "I", questions),), ())
    assert tuple(checklist.numbers.values()) == numbers


def test_a_very_long_question_and_many_choices_are_printed(session: CampaignSession, tmp_path: Path) -> None:
    base = one_of_each()
    asked = (
        Question("N1.01", Kind.YES_NO, "Đơn vị có thực hiện đúng quy định không? " * 60),
        Question(
            "N1.02", Kind.CHOICE, "Chọn?", choices=tuple(f"lựa chọn thứ {n} " + "dài " * 40 for n in range(9))
        ),
    )
    checklist = replace(base, criteria=(replace(base.criteria[0], questions=asked),))
    pages = squeezed("".join(pdf_pages(blank_checklist(session.campaign, checklist, None), tmp_path)))
    assert squeezed("lựa chọn thứ 8") in pages
