"""Paragraphs of the PDF writer: where lines break, what goes on the next page, nothing lost and nothing twice."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tdkt_desktop.documents.layout.style import load_style
from tdkt_desktop.documents.neutral.blocks import Document, Heading, Paragraph, Run
from tdkt_desktop.documents.pdf.parts import body_style, face_style, register_type
from tdkt_desktop.documents.pdf.text import BREAK, Bookmarked, Text, set_heading, set_text
from tdkt_desktop.documents.pdf.writer import write_pdf
from tests.documents.layout import pieces
from tests.documents.papers import WORDS
from tests.documents.reading import pdf_pages, squeezed

STYLE = load_style()
register_type(STYLE)
BODY = body_style(STYLE)
WIDTH = 468.0
RUNS = st.lists(
    st.builds(Run, st.text("ab ế\n\u00a0", max_size=60), st.booleans(), st.booleans()), min_size=1, max_size=5
)


def said(text: Text) -> str:
    """The words of a paragraph in order, a typed break as a line break."""
    return " ".join(
        "\n" if word is BREAK else "".join(part for _, part in word.pieces) for word in text.words
    )


def lines_of(text: Text, width: float = WIDTH) -> list[str]:
    text.wrap(width, 1e6)
    return [" ".join("".join(part for _, part in word.pieces) for word in line.words) for line in text.lines]


@given(RUNS)
def test_words_of_runs_are_the_words_of_their_text(runs: list[Run]) -> None:
    """Runs that meet inside a word make one word of several faces."""
    made = set_text(runs, BODY)
    found = "".join(
        "\n" if word is BREAK else "".join(part for _, part in word.pieces) + " " for word in made.words
    )
    whole = "".join(run.text.replace("  ", "\u00a0\u00a0") for run in runs)
    expected = [line.replace("\u00a0", "~").split() for line in whole.split("\n")]
    assert [line.replace("\u00a0", "~").split() for line in found.split("\n")] == expected


@given(RUNS, st.floats(20, 500), st.floats(0, 120))
@settings(max_examples=100)
def test_a_cut_loses_nothing(runs: list[Run], width: float, height: float) -> None:
    made = set_text(runs, BODY)
    before, total = lines_of(made, width), made.height
    parts = made.split(width, height)
    if len(parts) == 2:
        first, second = parts
        assert isinstance(first, Text)
        assert isinstance(second, Text)
        assert lines_of(first, width) + lines_of(second, width) == before
        assert first.height <= height + 1e-6
        assert first.height + second.height == pytest.approx(total)
        assert len(first.lines) >= 2  # never one line alone at the foot
        assert len(second.lines) >= 2  # nor at the head
    else:
        assert parts in ([], [made])


@given(st.text("aâ", min_size=1, max_size=400), st.floats(10, 200))
@settings(max_examples=50)
def test_a_long_word_is_cut_to_fit(word: str, width: float) -> None:
    style = face_style(STYLE, "table")
    made = set_text((Run(word),), style)
    lines = lines_of(made, width)
    assert "".join(lines).replace(" ", "") == word
    assert all(line.left_over >= -1e-6 for line in made.lines)


def test_lines_are_filled_and_spread_but_the_last(tmp_path: Path) -> None:
    write_pdf(Document("", "", "", (Paragraph.of(WORDS * 3),)), tmp_path / "a.pdf", STYLE)
    found = pieces(tmp_path / "a.pdf")
    assert len(found) > 3
    assert all(piece.right == pytest.approx(195, abs=0.4) for piece in found[:-1])
    assert found[-1].right < 194
    assert found[0].left == pytest.approx(42.7, abs=0.1)
    assert all(piece.left == pytest.approx(30, abs=0.4) for piece in found[1:])


def test_a_paragraph_over_two_pages_is_spread_to_its_foot(tmp_path: Path) -> None:
    """The line at the foot of the page is no last line."""
    blocks = (Paragraph.of("Đầu."), Paragraph.of(WORDS * 70), Paragraph.of("Cuối."))
    write_pdf(Document("", "", "", blocks), tmp_path / "a.pdf", STYLE)
    found = pieces(tmp_path / "a.pdf")
    foot = [piece for piece in found if piece.page == 1][-1]
    head = next(piece for piece in found if piece.page == 2 and piece.foot > 20)
    assert foot.right == pytest.approx(195, abs=0.4)
    assert head.left == pytest.approx(30, abs=0.4)  # goes on, without an indent


def test_a_face_may_change_inside_a_word(tmp_path: Path) -> None:
    runs = (Run("đậ", bold=True), Run("m và "), Run("nghiêng", italic=True), Run("."))
    write_pdf(Document("", "", "", (Paragraph(runs),)), tmp_path / "a.pdf", STYLE)
    found = pieces(tmp_path / "a.pdf")
    assert [(piece.text, piece.bold, piece.italic) for piece in found] == [
        ("đậ", True, False),
        ("m và", False, False),
        ("nghiêng", False, True),
        (".", False, False),
    ]
    assert found[1].left == pytest.approx(found[0].right, abs=0.6)


def test_typed_line_breaks_are_kept() -> None:
    made = set_text((Run("một\nhai\n\nba"),), BODY)
    assert lines_of(made) == ["một", "hai", "", "ba"]


def test_an_empty_text_takes_no_room() -> None:
    assert set_text((Run(""), Run("  ")), face_style(STYLE, "table")).wrap(WIDTH, 100)[0] == WIDTH
    assert set_text((Run(""),), BODY).wrap(WIDTH, 100) == (WIDTH, 0)


def test_a_heading_longer_than_a_page_is_one_bookmark(tmp_path: Path) -> None:
    text = "I. " + "ĐỀ MỤC RẤT DÀI " * 400
    pages = pdf_pages(Document("", "", "", (Heading(1, text.strip()), Paragraph.of("Lời."))), tmp_path)
    assert len(pages) > 1
    assert squeezed(text) in squeezed(
        "".join(page.removeprefix(f"{n}") for n, page in enumerate(pages, start=1))
    )
    with pikepdf.open(tmp_path / "paper.pdf") as pdf, pdf.open_outline() as outline:
        assert len(outline.root) == 1


def test_only_the_first_part_of_a_heading_is_the_bookmark() -> None:
    made = set_heading(WORDS * 4, BODY, level=0)
    made.wrap(WIDTH, 1e6)
    first, second = made.split(WIDTH, made.height / 2)
    assert isinstance(first, Bookmarked)
    assert first.outline == (0, WORDS * 4)
    assert getattr(second, "outline", None) is None


def test_brackets_and_backslashes_are_text(tmp_path: Path) -> None:
    text = "(ngoặc) \\ ( mở \\( \\) )"
    assert squeezed(text) in squeezed(
        "".join(pdf_pages(Document("", "", "", (Paragraph.of(text),)), tmp_path))
    )


def test_more_letters_than_one_subset_holds(tmp_path: Path) -> None:
    """A type holds 255 letters in a file; further ones go into a second subset of it."""
    register_type(STYLE)
    text = "".join(chr(code) for code in (*range(0x21, 0x7F), *range(0xA1, 0x180), *range(0x1EA0, 0x1EFA)))
    text = "".join(sign for sign in text if sign != "\u00ad")
    pages = pdf_pages(Document("", "", "", (Paragraph.of(" ".join(text)),)), tmp_path)
    found = squeezed("".join(pages))
    missing = [sign for sign in text if sign not in found]
    assert missing == []
