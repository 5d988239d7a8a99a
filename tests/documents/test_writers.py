"""Papers read back from disk: the same words in every format, whole pages, and no file half written."""

from __future__ import annotations

import errno
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pytest

from tdkt_desktop.documents.docx.writer import write_docx
from tdkt_desktop.documents.layout.safe_file import DocumentNotWritten, replacing
from tdkt_desktop.documents.layout.style import load_style
from tdkt_desktop.documents.neutral.blocks import (
    Block,
    Bullet,
    Closing,
    Column,
    Document,
    FormLines,
    HeaderCell,
    Heading,
    Letterhead,
    Paragraph,
    Run,
    Signature,
    SmallPrint,
    Table,
    Title,
    plain_text,
)
from tdkt_desktop.documents.neutral.sheets import Sheet, Workbook
from tdkt_desktop.documents.pdf.writer import write_pdf
from tdkt_desktop.documents.xlsx.writer import write_xlsx
from tests.documents.papers import WORDS, minutes, notice
from tests.documents.reading import docx_texts, pdf_pages, squeezed

LETTERS = (
    "".join(chr(code) for code in range(0x1EA0, 0x1EFA)) + "ăâđêôơưĂÂĐÊÔƠƯáàãéèíìĩóòõúùũýÁÀÃÉÈÍÌĨÓÒÕÚÙŨÝ₫"
)


def written(suffix: str, path: Path) -> bytes:
    match suffix:
        case "pdf":
            write_pdf(notice(), path, load_style())
        case "docx":
            write_docx(notice(), path, load_style())
        case _:
            write_xlsx(Workbook((Sheet("a", ("x",), (("y",),)),)), path)
    return path.read_bytes()


def assert_signed_with_company(pages: list[str], marks: tuple[str, ...]) -> None:
    """The page that holds the signature also holds the end of the body."""
    page = next(text for text in pages if "TRƯỞNG ĐOÀN" in text or "KT. CHỦ TỊCH" in text)
    assert any(squeezed(mark) in squeezed(page) for mark in marks), page[:200]


def short_minutes() -> Document:
    return minutes(Paragraph.of(WORDS), FormLines(3), Paragraph.of("Hết./."))


@pytest.mark.parametrize("make", [notice, short_minutes])
def test_word_file_says_what_the_document_says(make: Callable[[], Document], tmp_path: Path) -> None:
    document = make()
    assert sorted(map(squeezed, docx_texts(document, tmp_path))) == sorted(
        map(squeezed, plain_text(document))
    )


def test_pdf_says_every_text_in_order_of_blocks(tmp_path: Path) -> None:
    document = notice()
    printed = squeezed("".join(pdf_pages(document, tmp_path)))
    missing = [t for t in plain_text(document) if squeezed(t)[:30] not in printed]
    assert missing == []


def test_page_numbers(tmp_path: Path) -> None:
    pages = pdf_pages(notice(rows=200), tmp_path)
    starts = [page.strip().split()[0] for page in pages]
    annex_at = next(i for i, p in enumerate(pages) if "LỊCH KIỂM TRA" in p)
    assert starts[0] != "1"
    assert starts[1] == "2"
    assert starts[annex_at] != "1"
    assert starts[annex_at + 1] == "2"


def test_header_repeats(tmp_path: Path) -> None:
    pages = pdf_pages(notice(rows=200), tmp_path)
    annex_at = next(i for i, p in enumerate(pages) if "LỊCH KIỂM TRA" in p)
    assert all("Theo kế hoạch" in page for page in pages[annex_at:])


def test_fonts_embedded(tmp_path: Path) -> None:
    path = tmp_path / "p.pdf"
    write_pdf(notice(), path, load_style())
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            for font in page.Resources.Font.values():
                assert "/FontDescriptor" in font, font.BaseFont
                assert "/FontFile2" in font.FontDescriptor, font.BaseFont
        assert pdf.Root.Lang is not None


def test_all_letters(tmp_path: Path) -> None:
    pages = pdf_pages(Document("", "", "", (Paragraph.of(LETTERS),)), tmp_path)
    assert squeezed(LETTERS) in squeezed("".join(pages))


@pytest.mark.parametrize(
    "text",
    [
        "<b>&amp;",
        "=cmd|'/c calc'!A1",
        "a < b && c > d",
        "<img src='file:///etc/passwd'/>",
        "<a href='http://x'>x</a>",
        "{{7*7}}",
        "\x0bx\x00y\x1f",
        "]]>",
        "\ufffe\uffff z",
    ],
)
@pytest.mark.parametrize("kind", ["paragraph", "heading", "title", "small", "table", "issuer", "signer"])
def test_hostile(text: str, kind: str, tmp_path: Path) -> None:
    made: dict[str, Block] = {
        "paragraph": Paragraph.of(text),
        "heading": Heading(2, text),
        "title": Title(text, (text,)),
        "small": SmallPrint(text),
        "table": Table((Column(1),), ((HeaderCell(text),),), ((text,),)),
        "issuer": Letterhead((text,), (text,), text, text),
        "signer": Closing((text,), Signature((text,), text, text)),
    }
    block = made[kind]
    document = Document(text, text, text, (Paragraph.of("x"), block))
    clean = squeezed("".join(c for c in text if ord(c) >= 32 and c not in "\ufffe\uffff"))
    assert clean in squeezed("".join(pdf_pages(document, tmp_path)))
    assert clean in squeezed("".join(docx_texts(document, tmp_path)))


@pytest.mark.parametrize("lines", range(14, 34, 2))
def test_signature_never_alone_paragraph(lines: int, tmp_path: Path) -> None:
    fill = [Paragraph.of(f"Dòng {n}.") for n in range(lines)]
    pages = pdf_pages(minutes(*fill, Paragraph.of("Cuối cùng./.")), tmp_path)
    assert_signed_with_company(pages, ("Cuối cùng./.",))


@pytest.mark.parametrize("lines", range(14, 30, 2))
@pytest.mark.parametrize("ending", ["form", "table", "bullet", "heading"])
def test_signature_never_alone_other(lines: int, ending: str, tmp_path: Path) -> None:
    fill = [Paragraph.of(f"Dòng {n}.") for n in range(lines)]
    endings: dict[str, list[Block]] = {
        "form": [Heading(2, "V. Ý kiến"), FormLines(4)],
        "table": [Table((Column(1),), ((HeaderCell("Đầu bảng"),),), (("Ô cuối",),))],
        "bullet": [Bullet((Run("Ý cuối;"),))],
        "heading": [Heading(2, "Mục cuối")],
    }
    last = endings[ending]
    pages = pdf_pages(minutes(*fill, *last), tmp_path)
    assert_signed_with_company(pages, ("V. Ý kiến", "Ô cuối", "Ý cuối", "Mục cuối"))


@pytest.mark.parametrize("words", [300, 600, 800, 1000, 1500])
def test_signature_after_long_paragraph(words: int, tmp_path: Path) -> None:
    text = " ".join(f"chữ{n}" for n in range(words))
    pages = pdf_pages(minutes(Paragraph.of("Mở đầu."), Paragraph.of(text)), tmp_path)
    assert_signed_with_company(pages, (f"chữ{words - 1}",))


def test_long_table_cell(tmp_path: Path) -> None:
    pages = pdf_pages(
        Document(
            "",
            "",
            "",
            (Table((Column(1), Column(1)), ((HeaderCell("A"), HeaderCell("B")),), (("x", WORDS * 100),)),),
        ),
        tmp_path,
    )
    assert len(pages) > 1


@pytest.mark.parametrize("suffix", ["pdf", "docx", "xlsx"])
def test_same_paper_same_bytes_a_second_later(suffix: str, tmp_path: Path) -> None:
    first = written(suffix, tmp_path / f"first.{suffix}")
    time.sleep(1.1)  # the formats keep time in whole seconds
    assert written(suffix, tmp_path / f"second.{suffix}") == first


def test_nfd_becomes_nfc_everywhere(tmp_path: Path) -> None:
    nfd = unicodedata.normalize("NFD", "Đề nghị Hội đồng")
    document = Document(nfd, nfd, nfd, (Heading(1, nfd), Paragraph.of(nfd), SmallPrint(nfd)))
    write_docx(document, tmp_path / "a.docx", load_style())
    word = docx.Document(str(tmp_path / "a.docx"))
    assert [p.text for p in word.paragraphs] == [unicodedata.normalize("NFC", nfd)] * 3


def test_nfd_xlsx(tmp_path: Path) -> None:
    nfd = unicodedata.normalize("NFD", "Đề nghị")
    write_xlsx(Workbook((Sheet("a", (nfd,), ((nfd,),)),)), tmp_path / "a.xlsx")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["a"]["A2"].value == "Đề nghị"


def half_written(path: Path, code: int) -> None:
    with replacing(path) as working:
        working.write_bytes(b"half")
        raise OSError(code, "x")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.ENOENT, errno.EROFS])
def test_failure_leaves_old(code: int, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    with pytest.raises(DocumentNotWritten) as caught:
        half_written(path, code)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
    assert caught.value.remedy


@pytest.mark.parametrize("suffix", ["pdf", "docx", "xlsx"])
def test_missing_folder(suffix: str, tmp_path: Path) -> None:
    with pytest.raises(DocumentNotWritten):
        written(suffix, tmp_path / "gone" / f"a.{suffix}")
