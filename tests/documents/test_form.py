"""Forms to fill by hand: lines measured for all writers, boxes that both formats draw, items in one piece."""

from __future__ import annotations

from pathlib import Path

import docx
import pypdfium2
import pypdfium2.raw
import pytest
from docx.oxml.ns import qn
from hypothesis import example, given
from hypothesis import strategies as st

from tdkt_desktop.documents.docx.writer import write_docx
from tdkt_desktop.documents.layout.form_layout import arranged, form_lines
from tdkt_desktop.documents.layout.style import load_style
from tdkt_desktop.documents.neutral.blocks import FORM, Block, Document, Paragraph, plain_text
from tdkt_desktop.documents.neutral.form_blocks import Blank, Box, FormHead, FormItem, Part
from tdkt_desktop.documents.pdf.writer import write_pdf
from tests.documents import papers
from tests.documents.reading import docx_texts, pdf_pages, squeezed

WORDS = st.text("aăâbcdđeê ", min_size=1, max_size=60).map(str.strip).filter(bool)
PARTS = st.one_of(WORDS, WORDS.map(Box), st.floats(0, 40).map(Blank))
YES_NO = (Box("Có"), Box("Không"))


def words(part: Part) -> str:
    return "" if isinstance(part, Blank) else part.label if isinstance(part, Box) else part


@example(["a" * 27], 45.0)
@example([Box("a" * 60)], 45.0)
@given(st.lists(PARTS, max_size=8), st.floats(45, 180))
def test_a_line_keeps_every_word_in_order_and_stays_in_its_room(parts: list[Part], room: float) -> None:
    lines = form_lines(parts, room, load_style())
    said = "".join(words(placed.part) for line in lines for placed in line)
    assert squeezed(said) == squeezed("".join(map(words, parts)))
    assert sum(isinstance(p.part, Box) for line in lines for p in line) == sum(
        isinstance(part, Box) for part in parts
    )
    for line in lines:
        end = 0.0
        for placed in line:
            assert placed.x_mm >= end - 0.001
            end = placed.x_mm + placed.width_mm
        assert end <= room + 0.05


def test_open_room_takes_what_the_line_has_left() -> None:
    line = form_lines(("Địa điểm:", Blank()), 165, load_style())[0]
    assert line[-1].x_mm + line[-1].width_mm == pytest.approx(165)
    half = form_lines((Blank(), Blank()), 165, load_style())[0]
    assert half[0].width_mm == pytest.approx(half[1].width_mm)


def test_the_room_beside_is_narrow_wide_or_a_line_below() -> None:
    style = load_style()
    assert arranged(FormItem("1", "a", beside=YES_NO), 175, style).beside_mm == style.form["narrow_mm"]
    wide = arranged(FormItem("1", "a", beside=(Box("đầy đủ"), Box("phải bổ sung"))), 175, style)
    assert wide.beside_mm == style.form["wide_mm"]
    many = arranged(FormItem("1", "a", beside=tuple(Box(f"lựa chọn thứ {n}") for n in range(6))), 175, style)
    assert (many.beside_mm, many.beside) == (0, ())
    assert len(many.lines) == 2


def form(*blocks: Block) -> Document:
    return Document("", "", "", blocks, sheet=FORM)


def test_both_formats_say_every_word(tmp_path: Path) -> None:
    said = squeezed("".join(pdf_pages(papers.form(), tmp_path)))
    word = squeezed("".join(docx_texts(papers.form(), tmp_path))).replace("\u200b", "")
    for text in filter(None, plain_text(papers.form())):
        assert squeezed(text) in said
        assert squeezed(text) in word


def test_every_box_is_drawn_once(tmp_path: Path) -> None:
    wanted, style = 4, load_style()
    write_pdf(papers.form(), tmp_path / "a.pdf", style)
    side = style.form["box_mm"] * 72 / 25.4
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
        paths = list(pdf[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH]))
        bounds = [path.get_bounds() for path in paths]
    squares = [b for b in bounds if abs(b[2] - b[0] - side) < 1.5 and abs(b[3] - b[1] - side) < 1.5]
    assert len(squares) == wanted
    write_docx(papers.form(), tmp_path / "a.docx", style)
    word = docx.Document(str(tmp_path / "a.docx"))
    box = word.styles["TĐKT Ô vuông"]
    assert len(list(box.element.iter("{*}bdr"))) == 1
    used = [one.get(qn("w:val")) for one in word.element.body.iter(qn("w:rStyle"))]
    assert used.count(box.style_id) == wanted


def test_word_draws_dots_up_to_the_edge(tmp_path: Path) -> None:
    write_docx(papers.form(), tmp_path / "a.docx", load_style())
    body = docx.Document(str(tmp_path / "a.docx")).element.body
    stops = [
        int(tab.get(tab.nsmap["w"].join("{}") + "pos"))
        for tab in body.iter("{*}tab")
        if tab.get(tab.nsmap["w"].join("{}") + "pos")
    ]
    assert len(stops) == len([1 for block in (1, 1, 2, 1) for _ in range(block)])
    assert max(stops) < 175 * 56.7  # inside the cell: at its very edge no dots are drawn


@pytest.mark.parametrize("before", range(28, 44))
def test_an_item_and_its_head_stay_in_one_piece(before: int, tmp_path: Path) -> None:
    fill = [Paragraph.of(f"Dòng {n}.") for n in range(before)]
    tall = FormItem("9.1", "Câu hỏi dài", lines=(("đầu", Blank()), ("giữa", Blank()), ("cuối cùng", Blank())))
    document = form(*fill, FormHead("9. Nội dung chín", "", ("Kết luận:", Box("Đạt"))), tall)
    pages = pdf_pages(document, tmp_path)
    page = next(page for page in pages if "9. Nội dung chín" in page)
    for text in ("Kết luận:", "Đạt", "9.1", "Câu hỏi dài", "đầu", "giữa", "cuối cùng"):
        assert text in page


def test_an_item_taller_than_a_page_is_printed_all_the_same(tmp_path: Path) -> None:
    tall = FormItem("1.1", "Dài", lines=tuple((f"dòng {n}", Blank()) for n in range(70)))
    pages = pdf_pages(form(Paragraph.of("Đầu."), tall), tmp_path)
    assert len(pages) > 1
    assert "dòng 69" in pages[-1]


def test_items_in_word_are_rows_that_do_not_break(tmp_path: Path) -> None:
    write_docx(papers.form(), tmp_path / "a.docx", load_style())
    table = docx.Document(str(tmp_path / "a.docx")).tables[0]
    assert len(table.rows) == 5
    assert all("cantSplit" in row._tr.xml for row in table.rows)


def test_a_form_has_more_room_than_an_official_paper(tmp_path: Path) -> None:
    style = load_style()
    assert style.on(FORM).text_width_mm > style.text_width_mm
    assert style.on("paper") is style
