"""Signs the printed type lacks are seen on paper and told to the caller."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics

from tdkt_desktop.documents.layout.clean_text import cleaned
from tdkt_desktop.documents.layout.style import load_style
from tdkt_desktop.documents.neutral.blocks import Column, Document, HeaderCell, Paragraph, Table
from tdkt_desktop.documents.pdf.letters import MARK, drawable, missing_letters
from tdkt_desktop.documents.pdf.parts import FACES, register_type
from tdkt_desktop.documents.pdf.writer import write_pdf
from tests.documents.reading import docx_texts, pdf_pages


def paper(text: str) -> Document:
    table = Table((Column(1),), ((HeaderCell("Đầu"),),), ((text,),))
    return Document("", "", "", (Paragraph.of(text), table))


@pytest.mark.parametrize(
    ("text", "printed", "lost"),
    [
        ("Đã đạt ✓ tốt", "Đã đạt (?) tốt", ("✓",)),
        ("vui 😀😁 lắm", "vui (?) lắm", ("😀", "😁")),
        ("👩\u200d🏫 dạy", "(?) dạy", ("👩", "🏫")),
        ("✓\ufe0f", "(?)", ("✓",)),
        ("ô ☐ trống", "ô □ trống", ()),
        ("→ 5 m² ≥ 10 °C, 350 triệu ₫", "→ 5 m² ≥ 10 °C, 350 triệu ₫", ()),
        ("số 2\ufe0f", "số 2", ()),
    ],
)
def test_what_is_printed_and_what_is_told(
    text: str, printed: str, lost: tuple[str, ...], tmp_path: Path
) -> None:
    assert missing_letters(paper(text)) == lost
    assert write_pdf(paper(text), tmp_path / "a.pdf", load_style()) == lost
    assert pdf_pages(paper(text), tmp_path)[0].count(printed) == 2


def test_each_sign_is_told_once() -> None:
    assert missing_letters(paper("✓ và ✓ và ★")) == ("✓", "★")


def test_word_keeps_the_sign(tmp_path: Path) -> None:
    assert docx_texts(paper("Đã đạt ✓"), tmp_path)[0] == "Đã đạt ✓"


@given(st.text(max_size=80))
def test_every_letter_that_is_left_can_be_drawn(text: str) -> None:
    register_type(load_style())
    document, lost = drawable(cleaned(paper(text)))
    first = document.blocks[0]
    assert isinstance(first, Paragraph)
    shown = first.runs[0].text
    faces = [pdfmetrics.getFont(face).face.charToGlyph for face in FACES]  # type: ignore[attr-defined]
    assert all(ord(sign) in face for sign in shown if sign not in "\n\t" for face in faces)
    assert (MARK in shown) == (bool(lost) or MARK in text)
