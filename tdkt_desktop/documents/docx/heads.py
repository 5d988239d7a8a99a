"""What heads and closes a paper in Word: letterhead, title, appendix, recipients and signatures."""

from __future__ import annotations

from typing import Any

from docx.shared import Mm, Pt

from tdkt_desktop.documents.docx.parts import FRAME
from tdkt_desktop.documents.docx.styles import BEFORE_CLOSING, RULE, SUBJECT_RULE, TO_SIGN
from tdkt_desktop.documents.docx.tables import Cell, Line, Row, add_table
from tdkt_desktop.documents.layout.style import PageStyle
from tdkt_desktop.documents.layout.text_widths import width_mm
from tdkt_desktop.documents.neutral import blocks
from tdkt_desktop.documents.neutral.blocks import COUNTRY, MOTTO, RECIPIENTS_LABEL, Signature


def add_letterhead(word: Any, block: blocks.Letterhead, style: PageStyle) -> None:
    """Two columns; the rules are thin paragraphs with a border, as long as the style says."""
    columns = [style.letterhead_mm["left"], style.letterhead_mm["right"]]
    left = [Line(text, "TĐKT Cơ quan chủ quản") for text in block.parent]
    left += [Line(text, "TĐKT Cơ quan ban hành") for text in block.issuer]
    if block.issuer:
        widest = max(width_mm(text, style.sizes["issuer"], bold=True) for text in block.issuer)
        left.append(_rule(widest * style.rules["issuer"], columns[0]))
    motto = width_mm(MOTTO, style.sizes["motto"], bold=True)
    right = [Line(COUNTRY, "TĐKT Quốc hiệu"), Line(MOTTO, "TĐKT Tiêu ngữ")]
    right.append(_rule(motto * style.rules["motto"], columns[1]))
    rows = [Row((Cell(left), Cell(right)))]
    if block.number_line or block.place_date:
        number, place = (
            Line(block.number_line, "TĐKT Số ký hiệu"),
            Line(block.place_date, "TĐKT Địa danh ngày"),
        )
        rows.append(Row((Cell((number,)), Cell((place,)))))
    add_table(word, columns, rows, FRAME)


def add_title(word: Any, block: blocks.Title, width: float, style: PageStyle, *, first: bool) -> None:
    """The kind of paper, its subject and the rule; at the head of a page no gap goes before it."""
    kind = word.add_paragraph(block.kind, "TĐKT Tên loại")
    if first:
        kind.paragraph_format.space_before = Pt(0)
    for text in block.subject:
        word.add_paragraph(text, "TĐKT Trích yếu")
    if block.subject:
        widest = max(width_mm(text, style.sizes["subject"], bold=True) for text in block.subject)
        line = _rule(min(widest, width) * style.rules["subject"], width)
        rule = word.add_paragraph(style=SUBJECT_RULE)
        rule.paragraph_format.left_indent = rule.paragraph_format.right_indent = Mm(line.inset_mm)


def add_signatures(word: Any, block: blocks.Signatures, width: float) -> None:
    """The signers side by side."""
    word.add_paragraph(style=BEFORE_CLOSING)
    cells = [Cell(_signature(signer)) for signer in block.signers]
    add_table(word, [width / len(cells)] * len(cells), [Row(cells, whole=True)], FRAME)


def add_closing(word: Any, block: blocks.Closing, width: float, style: PageStyle) -> None:
    """Recipients on the left, the signature on the right."""
    word.add_paragraph(style=BEFORE_CLOSING)
    left = [Line(RECIPIENTS_LABEL, "TĐKT Nơi nhận")] if block.recipients else []
    left += [Line(text, "TĐKT Danh sách nhận") for text in block.recipient_lines]
    share = style.closing["left"]
    cells = (Cell(left or (Line("", "TĐKT Danh sách nhận"),)), Cell(_signature(block.signature)))
    add_table(word, [width * share, width * (1 - share)], [Row(cells, whole=True)], FRAME)


def _signature(signer: Signature) -> list[Line]:
    """The room to sign belongs to the name; where that is written by hand the room is a line of its own."""
    lines = [Line(text, "TĐKT Chức vụ người ký") for text in signer.title_lines]
    lines += [Line(signer.note, "TĐKT Ghi chú ký")] if signer.note else []
    return [*lines, Line(signer.name, "TĐKT Họ tên người ký" if signer.name else TO_SIGN)]


def _rule(length: float, room: float) -> Line:
    return Line("", RULE, max((room - length) / 2, 0))
