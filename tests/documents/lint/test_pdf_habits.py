"""What a PDF shows is measured from its marks: letters without a sign, justified words far apart, pages laid across."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from tdkt_desktop.documents.lint.linter import lint_file
from tdkt_desktop.documents.lint.paper import recognise
from tdkt_desktop.documents.lint.parts import Part
from tdkt_desktop.documents.lint.pdf_reading import read_pdf
from tdkt_desktop.documents.lint.reading import JUSTIFY, Reading, Zone
from tdkt_desktop.paths import resource
from tests.documents.lint.office import WORDS, OfficePaper
from tests.documents.lint.office_pdf import _register, write_office_pdf


@pytest.fixture
def canvas(tmp_path: Path) -> Canvas:
    _register()
    return Canvas(str(tmp_path / "a.pdf"), pagesize=(210 * mm, 297 * mm))


def read(canvas: Canvas, folder: Path) -> Reading:
    canvas.save()
    return read_pdf(folder / "a.pdf")


def put(
    canvas: Canvas, text: str, x: float, y: float, *, size: float = 14, font: str = "Office-Regular"
) -> None:
    canvas.setFont(font, size)
    canvas.drawString(x * mm, (297 - y) * mm, text)


def test_a_sign_that_the_type_lacks_is_seen_as_a_box(tmp_path: Path) -> None:
    paper = OfficePaper().but("count", text=f"Đơn vị A\u2611 đã báo cáo. {WORDS}")
    (finding,) = lint_file(write_office_pdf(paper, tmp_path / "a.pdf")).findings
    assert finding.code == "o-vuong"


def test_the_outline_of_a_box_tells(tmp_path: Path) -> None:
    """A file may say "đ" of the sign a type has for what it lacks."""
    path = tmp_path / "a.pdf"
    _whole_type(path, "<002400000024>")
    (text,) = read_pdf(path).texts
    assert (text.text, text.boxes) == ("AđA", 1)


def _whole_type(path: Path, letters: str) -> None:
    """A page in the whole of Tinos; glyph 0 is said to be "đ"."""
    start = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def"
    words = "1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0000> <0111> <0024> <0041>"
    document = pikepdf.new()
    body = Stream(document, resource("fonts", "Tinos-Regular.ttf").read_bytes())
    shape = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/Tinos"),
        Flags=4,
        FontBBox=Array([0, -200, 1000, 900]),
        ItalicAngle=0,
        Ascent=891,
        Descent=-216,
        StemV=80,
        FontFile2=body,
    )
    inner = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/Tinos"),
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        FontDescriptor=document.make_indirect(shape),
        CIDToGIDMap=Name.Identity,
        DW=700,
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/Tinos"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([document.make_indirect(inner)]),
        ToUnicode=Stream(document, f"{start} {words} endbfchar endcmap end end".encode()),
    )
    document.add_blank_page(page_size=(595, 842))
    page = document.pages[0]
    page.Resources = Dictionary(Font=Dictionary(F1=document.make_indirect(font)))
    page.Contents = Stream(document, f"BT /F1 14 Tf 100 700 Td {letters} Tj ET".encode())
    document.save(path)


def test_no_vietnamese_letter_is_taken_for_a_box(canvas: Canvas, tmp_path: Path) -> None:
    letters = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ0123456789|¦=–_[]"
    half = len(letters) // 2
    lines = (letters[:half], letters[half:], letters[:half].upper(), letters[half:].upper())
    for row, font in enumerate(("Regular", "Bold", "Italic", "BoldItalic")):
        for place, line in enumerate(lines):
            put(canvas, line, 30, 40 + 60 * row + 12 * place, font=f"Office-{font}", size=10)
    found = read(canvas, tmp_path)
    assert sum(text.boxes for text in found.texts) == 0
    assert sorted("".join(text.text for text in found.texts).replace(" ", "")) == sorted(4 * "".join(lines))
    faces = {text.face for text in found.texts}
    assert {face.family for face in faces} == {"Tinos"}
    assert len({(face.bold, face.italic) for face in faces}) == 4


def test_words_far_apart_on_a_justified_line_are_one_line(canvas: Canvas, tmp_path: Path) -> None:
    """Some programs place each word by itself; a gap of six millimetres is no column then."""
    put(canvas, "Dòng thứ nhất của đoạn này chạy hết chiều rộng của trang", 42.7, 40)
    for x, word in ((30, "Dòng"), (60, "có"), (72, "chữ")):
        put(canvas, word, x, 46)
    for x, word in ((85, "đặt xa nhau,"), (117, "mỗi chữ"), (138, "một chỗ,"), (160, "đến tận lề")):
        put(canvas, word, x, 46)
    texts = read(canvas, tmp_path).texts
    assert all(text.where.zone is not Zone.FLOW or len(text.text) > 20 for text in texts)


def test_lines_become_paragraphs(tmp_path: Path) -> None:
    paper = recognise(read_pdf(write_office_pdf(OfficePaper(), tmp_path / "a.pdf")))
    body, *_ = [text for _, text in paper.of(Part.BODY) if text.text.strip() == f"{WORDS} {WORDS}"]
    assert body.align == JUSTIFY
    assert body.leading == pytest.approx(1.0, abs=0.02)
    assert body.indent_mm == pytest.approx(12.7, abs=0.1)
    assert body.before_pt == pytest.approx(6, abs=0.3)


def test_a_paragraph_goes_on_over_the_page(tmp_path: Path) -> None:
    long = OfficePaper().but("body_2", text=" ".join([WORDS] * 22))
    paper = recognise(read_pdf(write_office_pdf(long, tmp_path / "a.pdf")))
    lengths = [len(text.text) for _, text in paper.of(Part.BODY)]
    assert max(lengths) == pytest.approx(len(WORDS) * 22 + 21, abs=2)
    assert lint_file(tmp_path / "a.pdf").findings == ()


def test_cells_are_told_by_their_lines(canvas: Canvas, tmp_path: Path) -> None:
    for y in (40, 50, 60):
        canvas.line(30 * mm, (297 - y) * mm, 195 * mm, (297 - y) * mm)
    for x in (30, 60, 195):
        canvas.line(x * mm, (297 - 40) * mm, x * mm, (297 - 60) * mm)
    put(canvas, "TT", 54, 46, size=12)
    put(canvas, "Đơn vị", 61, 46, size=12)
    put(canvas, "01", 31, 55, size=12)
    put(canvas, "Đơn vị 01", 61, 55, size=12)
    texts = read(canvas, tmp_path).texts
    assert [text.text.strip() for text in texts] == ["TT", "Đơn vị", "01", "Đơn vị 01"]
    assert {text.where.zone for text in texts} == {Zone.CELL}


def test_a_rule_drawn_as_a_thin_rectangle_counts_and_a_dotted_one_does_not(
    canvas: Canvas, tmp_path: Path
) -> None:
    put(canvas, "Dòng có đường kẻ bên dưới", 30, 40)
    canvas.rect(30 * mm, (297 - 43) * mm, 40 * mm, 0.2 * mm, stroke=0, fill=1)
    canvas.setDash(1, 2)
    canvas.line(30 * mm, (297 - 60) * mm, 190 * mm, (297 - 60) * mm)
    (rule,) = read(canvas, tmp_path).rules
    assert rule.length_mm == pytest.approx(40, abs=0.1)
    assert rule.below == 0


def test_a_page_turned_by_its_own_word(tmp_path: Path) -> None:
    """/Rotate turns the picture: places and sizes are those that are seen."""
    _register()
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=(297 * mm, 210 * mm))
    canvas.setPageRotation(90)  # lays the sheet across and turns its pagesize
    canvas.saveState()
    canvas.translate(210 * mm, 0)
    canvas.rotate(90)
    canvas.setFont("Office-Bold", 14)
    canvas.drawString(40 * mm, (210 - 30) * mm, "Dòng trên trang nằm ngang")
    canvas.restoreState()
    canvas.save()
    found = read_pdf(path)
    (sheet,) = found.sheets
    assert (round(sheet.width_mm), round(sheet.height_mm)) == (297, 210)
    (text,) = found.texts
    assert text.box is not None
    assert (round(text.box.left), text.face.size, text.face.bold) == (40, 14, True)
    assert text.box.bottom == pytest.approx(31.1, abs=0.6)
