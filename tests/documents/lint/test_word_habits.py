"""What Word users do otherwise than with styles and tables is read for what it looks like."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from tdkt_desktop.documents.lint.linter import lint_file
from tdkt_desktop.documents.lint.paper import Paper, recognise
from tdkt_desktop.documents.lint.parts import Part
from tdkt_desktop.documents.lint.reading import Text
from tdkt_desktop.documents.lint.word_reading import read_word
from tests.documents.lint.office import OfficePaper, centered
from tests.documents.lint.office_word import write_office_word

Edit = Callable[[Any], None]


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[Edit], Path]:
    """The good notice with something changed in the file itself."""

    def make(edit: Edit, paper: OfficePaper | None = None) -> Path:
        path = write_office_word(paper or OfficePaper(), tmp_path / "thong-bao.docx")
        word = docx.Document(str(path))
        edit(word)
        word.save(str(path))
        return path

    return make


def paragraph(word: Any, start: str) -> Any:
    cells = [cell for table in word.tables for row in table.rows for cell in row.cells]
    every = [*word.paragraphs, *(one for cell in cells for one in cell.paragraphs)]
    return next(one for one in every if one.text.startswith(start))


def codes(path: Path) -> list[str]:
    return [finding.code for finding in lint_file(path).findings]


def paper(path: Path) -> Paper:
    return recognise(read_word(path))


def one(path: Path, part: Part) -> Text:
    (found,) = paper(path).of(part)
    return found[1]


def test_every_part_is_told(tmp_path: Path) -> None:
    read = paper(write_office_word(OfficePaper(), tmp_path / "a.docx"))
    told = {part: [text.text for _, text in read.of(part)] for part in Part}
    assert told[Part.PARENT] == ["SỞ NỘI VỤ"]
    assert told[Part.ISSUER] == ["BAN THI ĐUA KHỐI"]
    assert told[Part.SUBJECT] == ["Kết quả kiểm tra công tác thi đua, khen thưởng"]
    assert len(told[Part.GROUND]) == 2
    assert [text[:2] for text in told[Part.HEADING_3]] == ["a)", "b)", "c)", "d)", "đ)", "e)"]
    assert told[Part.RECIPIENT] == ["- Như trên;", "- Giám đốc Sở Nội vụ;", "- Lưu: VT, TĐKT."]
    assert told[Part.SIGNER_TITLE] == ["KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"]
    assert told[Part.SIGNER_NAME] == ["Nguyễn Văn Mẫu"]
    assert told[Part.APPENDIX_TITLE] == ["LỊCH KIỂM TRA"]


def test_a_motto_underlined_has_no_rule(edited: Callable[..., Path]) -> None:
    good = OfficePaper().but("motto", rule=0)

    def underline(word: Any) -> None:
        paragraph(word, "Độc lập").runs[0].underline = True

    (finding,) = lint_file(edited(underline, good)).findings
    assert (finding.code, finding.found) == ("duong-ke", "gạch chân chữ")


def test_a_rule_of_dashes_is_none(tmp_path: Path) -> None:
    spoiled = OfficePaper().but("issuer", rule=0)
    spoiled = spoiled.put("left", {**spoiled.left, "dashes": centered("---------", 13)})
    spoiled.left["number"], spoiled.left["dashes"] = spoiled.left["dashes"], spoiled.left["number"]
    (finding,) = lint_file(write_office_word(spoiled, tmp_path / "a.docx")).findings
    assert (finding.code, finding.found) == ("duong-ke", "kẻ bằng dấu gạch, dấu sao")


def test_a_rule_may_be_the_border_of_an_empty_paragraph(edited: Callable[..., Path]) -> None:
    def border(word: Any) -> None:
        motto = paragraph(word, "Độc lập")
        made = parse_xml(
            f"<w:p {nsdecls('w')}><w:pPr><w:pBdr><w:top w:val='single' w:sz='6' w:space='1'/></w:pBdr>"
            "<w:ind w:left='1130' w:right='1130'/></w:pPr></w:p>"
        )
        motto._p.addnext(made)

    assert codes(edited(border, OfficePaper().but("motto", rule=0))) == []


def test_a_rule_may_hang_on_a_paragraph_of_another_cell(edited: Callable[..., Path]) -> None:
    def hang(word: Any) -> None:
        shape = (
            f"<w:r {nsdecls('w')} xmlns:v='urn:schemas-microsoft-com:vml'><w:pict><v:shape type='#_x0000_t32' "
            "style='position:absolute;margin-left:60pt;margin-top:-3pt;width:171pt;height:0'/></w:pict></w:r>"
        )
        paragraph(word, "Tỉnh lỵ")._p.append(parse_xml(shape))

    assert codes(edited(hang, OfficePaper().but("motto", rule=0))) == []


def test_a_tab_sets_a_line_in(edited: Callable[..., Path]) -> None:
    def tab(word: Any) -> None:
        found = paragraph(word, "Có 05/06")
        found.paragraph_format.first_line_indent = Mm(0)
        found.runs[0].text = f"\t{found.runs[0].text}"

    assert codes(edited(tab)) == []


def test_capitals_by_format_are_capitals(edited: Callable[..., Path]) -> None:
    def caps(word: Any) -> None:
        run = paragraph(word, "THÔNG BÁO").runs[0]
        run.text, run.font.all_caps = "Thông báo", True

    assert codes(edited(caps)) == []


def test_hidden_and_deleted_words_are_not_read(edited: Callable[..., Path]) -> None:
    def hide(word: Any) -> None:
        paragraph(word, "Có 05/06").add_run(" 5/6 đơn vị").font.hidden = True
        run = paragraph(word, "a) Phong").runs[0]._r
        deleted = OxmlElement("w:del")
        run.addprevious(deleted)
        deleted.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>5/6 đơn vị</w:t></w:r>"))

    assert codes(edited(hide)) == []


def test_looks_come_from_styles_and_the_theme(edited: Callable[..., Path]) -> None:
    def by_style(word: Any) -> None:
        made = word.styles.add_style("Đoạn", 1)
        made.font.name, made.font.size = "Times New Roman", Pt(14)
        child = word.styles.add_style("Đoạn con", 1)
        child.base_style = made
        found = paragraph(word, "Có 05/06")
        found.style = child
        found.runs[0].font.name = found.runs[0].font.size = None

    assert codes(edited(by_style)) == []

    def by_theme(word: Any) -> None:
        run = paragraph(word, "Có 05/06").runs[0]
        run._r.rPr.remove(run._r.rPr.find(qn("w:rFonts")))

    (finding,) = lint_file(edited(by_theme)).findings
    assert (finding.code, finding.found) == ("phong-chu", "phông chữ Cambria")


NUMBERED = f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:multiLevelType w:val="hybridMultilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>"""


def test_letters_that_word_counts_lack_the_vietnamese_one(edited: Callable[..., Path]) -> None:
    """Word has no Vietnamese letters: after d it prints e."""

    def number(word: Any) -> None:
        numbering = word.part.numbering_part.element
        numbering.insert(0, parse_xml(NUMBERED))
        numbering.append(
            parse_xml(f"<w:num {nsdecls('w')} w:numId='90'><w:abstractNumId w:val='90'/></w:num>")
        )
        for letter in ("a", "b", "c", "d", "đ", "e"):
            found = paragraph(word, f"{letter}) ")
            found.runs[0].text = found.runs[0].text[3:]
            numbered = parse_xml(
                f"<w:numPr {nsdecls('w')}><w:ilvl w:val='0'/><w:numId w:val='90'/></w:numPr>"
            )
            found._p.get_or_add_pPr().append(numbered)

    path = edited(number)
    labels = [text.text[:2] for _, text in paper(path).of(Part.HEADING_3)]
    assert labels == ["a)", "b)", "c)", "d)", "e)", "f)"]
    found = lint_file(path).findings
    assert {finding.code for finding in found} == {"thu-tu-de-muc"}
    assert "“đ)”" in found[0].wanted


def test_a_letterhead_made_with_tabs(edited: Callable[..., Path]) -> None:
    def flatten(word: Any) -> None:
        head = word.tables[0]
        rows = (
            (("SỞ NỘI VỤ", 13, False), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, True)),
            (("BAN THI ĐUA KHỐI", 13, True), ("Độc lập - Tự do - Hạnh phúc", 14, True)),
            (("Số: 12/TB-BTĐKT", 13, False), ("Tỉnh lỵ, ngày 06 tháng 6 năm 2026", 14, None)),
        )
        for pair in rows:
            made = word.add_paragraph()
            for (text, size, bold), lead in zip(pair, ("", "\t\t"), strict=True):
                run = made.add_run(lead + text)
                run.font.name, run.font.size, run.bold, run.italic = (
                    "Times New Roman",
                    Pt(size),
                    bold,
                    bold is None,
                )
            head._tbl.addprevious(made._p)
        head._tbl.getparent().remove(head._tbl)

    path = edited(flatten)
    assert one(path, Part.PARENT).text == "SỞ NỘI VỤ"
    assert one(path, Part.MOTTO).face.size == 14
    assert one(path, Part.PLACE_DATE).text == "Tỉnh lỵ, ngày 06 tháng 6 năm 2026"
    assert codes(path) == ["duong-ke", "duong-ke"]  # the drawn lines went with the table


def test_room_for_handwriting_is_no_column(tmp_path: Path) -> None:
    spoiled = OfficePaper().but(
        "reference",
        text="(Kèm theo Thông báo số         /TB-BTĐKT ngày         tháng         năm 2026 của Ban)",
    )
    assert codes(write_office_word(spoiled, tmp_path / "a.docx")) == []


def test_content_controls_are_read(edited: Callable[..., Path]) -> None:
    def control(word: Any) -> None:
        found = paragraph(word, "Có 05/06")
        found.runs[0].text = found.runs[0].text.replace("05/06", "5/6")
        holder = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
        found._p.addprevious(holder)
        holder[0].append(found._p)

    assert codes(edited(control)) == ["so-dem"]


def test_a_number_in_a_content_control_of_the_header(edited: Callable[..., Path]) -> None:
    def control(word: Any) -> None:
        for section in word.sections:
            header = section.header._element
            holder = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
            header.insert(0, holder)
            holder[0].append(header.find(qn("w:p")))

    assert codes(edited(control)) == []


def test_a_signature_alone_on_a_page(edited: Callable[..., Path]) -> None:
    def alone(word: Any) -> None:
        made = word.add_paragraph()
        made.paragraph_format.page_break_before = True
        word.tables[1]._tbl.addprevious(made._p)

    assert codes(edited(alone)) == ["chu-ky-mot-minh"]


def test_a_heading_that_word_put_at_the_foot_of_a_page(edited: Callable[..., Path]) -> None:
    """Word notes where it turned the page."""

    def turned(word: Any) -> None:
        run = paragraph(word, "Các đơn vị được kiểm tra").runs[0]._r
        run.insert(1, OxmlElement("w:lastRenderedPageBreak"))

    path = edited(turned)
    assert codes(path) == ["de-muc-cuoi-trang"]
    assert lint_file(path).pages == 2


def test_text_boxes_are_said_to_be_unread(edited: Callable[..., Path]) -> None:
    box = (
        f"<w:r {nsdecls('w')} xmlns:v='urn:schemas-microsoft-com:vml'><w:pict><v:shape><v:textbox><w:txbxContent>"
        "<w:p><w:r><w:t>5/6 đơn vị</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )

    def put(word: Any) -> None:
        paragraph(word, "Có 05/06")._p.append(parse_xml(box))

    verdict = lint_file(edited(put))
    assert verdict.findings == ()
    assert "01 hộp văn bản" in verdict.unseen[0]


def test_a_table_inside_the_columns_of_the_letterhead_is_no_ruled_letterhead(
    edited: Callable[..., Path],
) -> None:
    def nest(word: Any) -> None:
        inner = word.tables[0].cell(1, 0).add_table(1, 1)
        inner.style = "Table Grid"

    assert one(edited(nest), Part.ISSUER).text == "BAN THI ĐUA KHỐI"
