"""Whatever is typed is on paper: every letter in every face, long and hostile texts, nothing lost at a page's foot."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tdkt_desktop.documents.layout.style import load_style
from tdkt_desktop.documents.layout.text_widths import width_mm
from tdkt_desktop.documents.neutral.blocks import (
    Bullet,
    Column,
    Document,
    HeaderCell,
    Heading,
    Letterhead,
    Paragraph,
    Run,
    Signature,
    Signatures,
    SmallPrint,
    Table,
    Title,
)
from tdkt_desktop.documents.notice_document import notice_document
from tdkt_desktop.documents.pdf.letters import ALIKE, JOINERS, MARK
from tdkt_desktop.documents.pdf.writer import write_pdf
from tdkt_desktop.domain.campaign import Campaign
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.inspection import Record
from tdkt_desktop.notice.outline import notice_outline
from tests.documents.layout import pieces
from tests.documents.papers import HEAD, WORDS, notice
from tests.documents.reading import docx_texts, pdf_pages, squeezed

BASES, TONES = "aăâeêioôơuưy", "\u0300\u0301\u0303\u0309\u0323"
VOWELS = [unicodedata.normalize("NFC", base + tone) for base in BASES for tone in ("", *TONES)]
SMALL = [letter for letter in (*VOWELS, "đ") if letter not in "aeiouy"]
LETTERS = "".join(SMALL) + "".join(SMALL).upper() + "aeiouyAEIOUY"
COMMON = st.sampled_from(
    LETTERS + "bcdghklmnpqrstvx0123456789 .,;:-()/%\"“”–…<>&='" + "\u0301\u0323đĐ₫\u00a0"
)
SENTENCES = st.text(st.one_of(COMMON, COMMON, st.characters(codec="utf-8")), min_size=1, max_size=300)
UNSEEN = {"Zs", "Zl", "Zp", "Cc", "Cs", "Cf"}
FACES = {
    (False, False): "Regular",
    (True, False): "Bold",
    (False, True): "Italic",
    (True, True): "BoldItalic",
}


def as_printed(text: str, missing: tuple[str, ...] | None = None) -> str:
    """A text as paper must show it: composed, without control signs and blanks, "(?)" where the type has no sign."""
    composed = "".join(sign for sign in unicodedata.normalize("NFC", text) if ord(sign) & 0xFFFE != 0xFFFE)
    if missing is not None:  # as PDF; Word has every sign
        controls = "".join(
            sign for sign in composed if sign not in "\n\t" and unicodedata.category(sign) in {"Cc", "Cs"}
        )
        composed = composed.translate(str.maketrans("", "", controls)).translate(ALIKE)
        lacking = re.escape("".join(missing))
        composed = (
            composed
            if not missing
            else re.sub(f"[{JOINERS}]*[{lacking}][{lacking}{JOINERS}]*", MARK, composed)
        )
    return seen(composed)


def seen(text: str) -> str:
    """What has a shape on paper. Of marks above each other the reader gives each once, of a ligature its letters."""
    text = re.sub("[\ufb00-\ufb06]", lambda sign: unicodedata.normalize("NFKC", sign.group()), text)
    shown = "".join(sign for sign in text if unicodedata.category(sign) not in UNSEEN)
    return re.sub("[\u0300-\u036f]+", lambda run: "".join(sorted(set(run.group()))), shown)


def words_of(path: Path) -> str:
    """The signs of a PDF. A hyphen at a line's end is read as a sign of its own."""
    with pypdfium2.PdfDocument(path) as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    return seen(unicodedata.normalize("NFC", text.replace("\ufffe", "-").replace("\x02", "-")))


def assert_printed(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        missing = write_pdf(Document("", "", "", (Paragraph.of(f"[{text}]"),)), path, load_style())
        assert words_of(path) == as_printed(f"[{text}]", missing)


def test_there_are_146_letters() -> None:
    assert len(set(LETTERS)) == 146


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_letter_in_every_face(face: tuple[bool, bool], form: str, tmp_path: Path) -> None:
    text = unicodedata.normalize(form, " ".join(LETTERS))  # type: ignore[arg-type]  # a literal to mypy
    document = Document("", "", "", (Paragraph((Run(text, *face),)),))
    path = tmp_path / "a.pdf"
    assert write_pdf(document, path, load_style()) == ()
    found = pieces(path)
    assert squeezed("".join(piece.text for piece in found)) == LETTERS
    assert {piece.face.partition("-")[2] or "Regular" for piece in found} == {FACES[face]}
    assert squeezed(LETTERS) in squeezed("".join(docx_texts(document, tmp_path)))


@given(SENTENCES)
@settings(max_examples=40)
def test_any_text_is_printed(text: str) -> None:
    assert_printed(text)


@pytest.mark.proof
@given(SENTENCES)
@settings(max_examples=1000)
def test_a_thousand_texts_are_printed(text: str) -> None:
    assert_printed(text)


@given(st.lists(SENTENCES, min_size=1, max_size=4))
@settings(max_examples=15)
def test_any_text_is_the_same_in_word(texts: list[str]) -> None:
    blocks = tuple(Paragraph.of(f"[{text}]") for text in texts)
    with tempfile.TemporaryDirectory() as folder:
        found = "".join(docx_texts(Document("", "", "", blocks), Path(folder)))
    expected = "".join(f"[{as_printed(text)}]" for text in texts)
    assert seen(found) == expected


@pytest.mark.parametrize("length", [1_000 * 6, 40_000])
def test_long_narratives_are_whole(length: int, tmp_path: Path) -> None:
    text = " ".join(f"chữ{n}" for n in range(length))[:length].rpartition(" ")[0]
    document = Document("", "", "", (Heading(1, "I. NỘI DUNG"), Paragraph.of(text), Paragraph.of("Hết./.")))
    pages = pdf_pages(document, tmp_path)
    bodies = [page.strip().partition("\n")[2] if n else page for n, page in enumerate(pages)]
    assert squeezed(text + "Hết./.") in squeezed("".join(bodies))
    assert squeezed(text) in squeezed("".join(docx_texts(document, tmp_path)))


def test_a_unit_name_of_200_letters(tmp_path: Path) -> None:
    name = ("Đơn vị sự nghiệp công lập trực thuộc " * 6)[:200].strip()
    head = (
        Letterhead((name.upper(),), (name.upper(),), "Số: 05/BB-ĐKT", "Lạng Sơn"),
        Title("BIÊN BẢN", (name,)),
    )
    table = Table((Column(1), Column(9)), ((HeaderCell("TT"), HeaderCell(name)),), (("01", name),))
    document = Document(name, name, name, (*head, Heading(1, f"I. {name}"), Bullet((Run(name),)), table))
    pages = pdf_pages(document, tmp_path)
    printed = squeezed("".join(pages))
    assert printed.count(squeezed(name)) == 5
    assert all(piece.right <= 210 - 15 + 0.5 for piece in pieces(tmp_path / "paper.pdf"))


def test_a_word_longer_than_a_line_is_cut_not_lost(tmp_path: Path) -> None:
    word = "khengthuong" * 30
    table = Table((Column(1), Column(1)), ((HeaderCell("a"), HeaderCell("b")),), ((word, "x"),))
    pages = pdf_pages(Document("", "", "", (Paragraph.of(word), table)), tmp_path)
    assert squeezed("".join(pages)).count(word) == 2
    assert all(piece.right <= 210 - 15 + 0.5 for piece in pieces(tmp_path / "paper.pdf"))


@pytest.mark.parametrize("lines", range(20, 44))
def test_no_heading_at_the_foot_of_a_page(lines: int, tmp_path: Path) -> None:
    """A heading goes with the first two lines of its paragraph, and headings in a row go together."""
    fill = [Paragraph.of(f"Dòng {n}.") for n in range(lines)]
    heads = (Heading(1, "I. PHẦN MỚI"), Heading(2, "1. Mục mới"))
    text = "Lời văn đầu tiên của mục mới. " + WORDS * 3
    document = Document("", "", "", (*HEAD, *fill, *heads, Paragraph.of(text)))
    pages = pdf_pages(document, tmp_path)
    page = next(text for text in pages if "PHẦN MỚI" in text)
    assert "Mục mới" in page
    assert "Lời văn đầu tiên" in page


@pytest.mark.parametrize("lines", range(24, 40, 2))
def test_no_heading_alone_before_a_table(lines: int, tmp_path: Path) -> None:
    fill = [Paragraph.of(f"Dòng {n}.") for n in range(lines)]
    rows = tuple((f"{n}", "Nội dung") for n in range(1, 60))
    table = Table((Column(1), Column(5)), ((HeaderCell("TT"), HeaderCell("Đầu bảng")),), rows)
    document = Document("", "", "", (*HEAD, *fill, Heading(2, "1. Bảng sau"), table))
    page = next(text for text in pdf_pages(document, tmp_path) if "Bảng sau" in text)
    assert "Đầu bảng" in page
    assert "Nội dung" in page


def test_an_annex_of_200_units(tmp_path: Path) -> None:
    pages = pdf_pages(notice(200), tmp_path)
    start = next(index for index, page in enumerate(pages) if "LỊCH KIỂM TRA" in page)
    annex = pages[start:]
    assert all("Trưởng đoàn" in page for page in annex)
    found = re.findall(r"Đơn vị thứ (\d+)", "".join(annex))
    assert found == [str(n) for n in range(1, 201)]


def test_an_empty_campaign_gives_whole_papers(tmp_path: Path) -> None:
    empty = Campaign("dot", "Đợt thử", 2026)
    document = notice_document(
        empty, notice_outline(empty, Checklist("ma", "1", "Danh mục", (), ()), Record())
    )
    pages = pdf_pages(document, tmp_path)
    assert "THÔNG BÁO" in pages[0]
    assert "Số:" in pages[0]
    assert docx_texts(document, tmp_path)


@pytest.mark.parametrize("name", ["", "Nguyễn Văn Mẫu"])
def test_room_to_sign_is_kept(name: str, tmp_path: Path) -> None:
    signer = Signature(("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "", name)
    small = SmallPrint("Mã biên bản: A1B2-C3D4")
    blocks = (Paragraph.of("Đầu."), Signatures((signer,)), small)
    write_pdf(Document("", "", "", blocks), tmp_path / "a.pdf", load_style())
    found = pieces(tmp_path / "a.pdf")
    title = next(piece for piece in found if piece.text == "PHÓ CHỦ TỊCH")
    after = next(piece for piece in found if piece.text in {name, "Mã biên bản: A1B2-C3D4"})
    assert after.foot - title.foot >= 62 * 25.4 / 72


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\n", "\x85", "\x1e"])
def test_every_sign_has_a_width(sign: str) -> None:
    assert width_mm(sign, 12) > 0
    assert width_mm(f"a{sign}b", 12) == pytest.approx(width_mm("a b", 12))
