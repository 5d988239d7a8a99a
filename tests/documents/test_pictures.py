"""Pictures on paper: two to a row, whole, never without their caption."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pypdfium2
import pypdfium2.raw
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tdkt_desktop.documents.docx.writer import write_docx
from tdkt_desktop.documents.layout.picture_layout import UNREADABLE, picture_rows, readable
from tdkt_desktop.documents.layout.style import load_style
from tdkt_desktop.documents.neutral.blocks import Block, Document, Paragraph, Picture, Pictures, plain_text
from tdkt_desktop.documents.pdf.writer import write_pdf
from tests.documents.papers import picture
from tests.documents.reading import docx_texts, pdf_pages

MM = 72 / 25.4


def paper(*pictures: Picture, before: int = 0) -> Document:
    blocks: list[Block] = [Paragraph.of(f"Dòng {n}.") for n in range(before)]
    return Document("", "", "", (*blocks, Pictures(pictures)))


def boxes(path: Path) -> list[list[tuple[float, float, float, float]]]:
    """Left, bottom, right, top of every picture on every page, in millimetres."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [
            [
                tuple(value / MM for value in thing.get_bounds())
                for thing in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
            ]
            for page in pdf
        ]


@given(st.lists(st.tuples(st.integers(1, 9000), st.integers(1, 9000)), max_size=12), st.floats(60, 260))
def test_rows_hold_every_picture_once_in_order_and_within_bounds(
    sizes: list[tuple[int, int]], width: float
) -> None:
    style = load_style()
    pictures = [Picture(b"", w, h, str(at)) for at, (w, h) in enumerate(sizes)]
    rows = picture_rows(pictures, width, style)
    assert [placed.picture for row in rows for placed in row] == pictures
    for row in rows:
        assert len(row) in (1, 2)
        for placed in row:
            assert placed.width_mm <= placed.room_mm + 0.01
            assert placed.height_mm <= style.pictures["height_mm"] + 0.01
            ratio = placed.picture.width / placed.picture.height
            assert placed.width_mm / placed.height_mm == pytest.approx(ratio)
        assert sum(p.room_mm for p in row) + style.pictures["gap_mm"] * (len(row) - 1) <= width + 0.01


def test_two_to_a_row_and_a_wide_one_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    write_pdf(
        paper(picture(400, 300, "Một"), picture(300, 400, "Hai"), picture(900, 300, "Ba")), path, load_style()
    )
    first, second, wide = boxes(path)[0]
    assert first[1] == pytest.approx(second[1])  # on one line
    assert first[2] < second[0]
    assert wide[3] < first[1]
    assert wide[2] - wide[0] == pytest.approx(165, abs=0.5)
    for box, ratio in ((first, 4 / 3), (second, 3 / 4), (wide, 3)):
        assert (box[2] - box[0]) / (box[3] - box[1]) == pytest.approx(ratio, rel=0.01)


@pytest.mark.parametrize("before", range(0, 36, 3))
def test_a_caption_is_on_the_page_of_its_picture(before: int, tmp_path: Path) -> None:
    document = paper(*(picture(300, 400, f"Ảnh số {n} của đợt") for n in range(5)), before=before)
    pages = pdf_pages(document, tmp_path)
    shown = [len(page) for page in boxes(tmp_path / "paper.pdf")]
    assert [page.count("của đợt") for page in pages] == shown
    assert sum(shown) == 5


def test_word_pictures_have_words_for_who_cannot_see_them(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    write_docx(paper(picture(400, 300, "Quyết định"), picture(300, 400, "Sổ quỹ")), path, load_style())
    word = docx.Document(str(path))
    said = [node.get("descr") for node in word.element.body.iter("{*}docPr")]
    assert said == ["Quyết định", "Sổ quỹ"]
    widths = [int(node.get("cx")) / 36000 for node in word.element.body.iter("{*}extent")]
    assert all(width <= 80.1 for width in widths)


def test_captions_are_text_of_the_document(tmp_path: Path) -> None:
    document = paper(picture(400, 300, "Quyết định thành lập"), picture(400, 300, ""))
    assert plain_text(document) == ["Quyết định thành lập"]
    assert docx_texts(document, tmp_path) == ["Quyết định thành lập"]


@pytest.mark.parametrize("damage", [b"", b"not a picture", "half"])
def test_a_damaged_picture_says_so_and_the_paper_is_printed(damage: bytes | str, tmp_path: Path) -> None:
    whole = picture(400, 300, "Ảnh hỏng")
    data = whole.jpeg[: len(whole.jpeg) // 2] if damage == "half" else damage
    assert isinstance(data, bytes)
    broken = Picture(data, 400, 300, "Ảnh hỏng")
    assert readable(whole)
    assert not readable(broken)
    document = paper(broken, picture(400, 300, "Ảnh lành"))
    page = pdf_pages(document, tmp_path)[0]
    assert UNREADABLE in page
    assert "Ảnh lành" in page
    assert docx_texts(document, tmp_path).count(UNREADABLE) == 1


def test_same_pictures_same_bytes(tmp_path: Path) -> None:
    document = paper(*(picture(300, 200 + n, f"Ảnh {n}") for n in range(4)))
    for suffix, write in (("pdf", write_pdf), ("docx", write_docx)):
        write(document, tmp_path / f"a.{suffix}", load_style())
        write(document, tmp_path / f"b.{suffix}", load_style())
        assert (tmp_path / f"a.{suffix}").read_bytes() == (tmp_path / f"b.{suffix}").read_bytes()


def test_jpeg_bytes_go_into_the_files_unchanged(tmp_path: Path) -> None:
    one = picture(640, 480, "Ảnh")
    write_docx(paper(one), tmp_path / "a.docx", load_style())
    parts = [part.blob for part in docx.Document(str(tmp_path / "a.docx")).part.package.iter_parts()]
    assert one.jpeg in parts


def test_a_picture_is_no_larger_in_a_pdf_than_by_itself(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    Image.effect_noise((900, 700), 80).convert("RGB").save(buffer, "JPEG")
    one = Picture(buffer.getvalue(), 900, 700, "Ảnh")
    write_pdf(paper(one), tmp_path / "a.pdf", load_style())
    assert (tmp_path / "a.pdf").stat().st_size < len(one.jpeg) + 25_000
    assert one.jpeg in (tmp_path / "a.pdf").read_bytes()
