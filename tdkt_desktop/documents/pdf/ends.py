"""What closes a paper in PDF: recipients and signatures."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer
from reportlab.platypus import Table as PdfTable

from tdkt_desktop.documents.layout.style import PageStyle
from tdkt_desktop.documents.neutral import blocks
from tdkt_desktop.documents.neutral.blocks import RECIPIENTS_LABEL, Signature
from tdkt_desktop.documents.pdf.parts import PLAIN, face_style, text_paragraph


def signatures(block: blocks.Signatures, width: float, style: PageStyle) -> list[Flowable]:
    """The signers side by side."""
    row = [_signature(signer, style) for signer in block.signers]
    table = PdfTable([row], colWidths=[width / len(row)] * len(row), style=PLAIN)
    return [Spacer(0, style.gaps_pt["before_closing"]), table]


def closing(block: blocks.Closing, width: float, style: PageStyle) -> list[Flowable]:
    """Recipients on the left, the signature on the right."""
    label = face_style(style, "recipients_label", spaceAfter=style.gaps_pt["after_label"])
    line = face_style(style, "recipients")
    left: list[Flowable] = []
    if block.recipients:
        left = [text_paragraph(RECIPIENTS_LABEL, label)]
        left += [text_paragraph(text, line) for text in block.recipient_lines]
    share = style.closing["left"]
    table = PdfTable(
        [[left, _signature(block.signature, style)]],
        colWidths=[width * share, width * (1 - share)],
        style=PLAIN,
    )
    return [Spacer(0, style.gaps_pt["before_closing"]), table]


def _signature(signer: Signature, style: PageStyle) -> list[Flowable]:
    """Titles, the note, room to sign, and the name unless it is written by hand."""
    lines, note, name = (
        face_style(style, size, align="center") for size in ("signature", "signature_note", "signer")
    )
    found: list[Flowable] = [text_paragraph(line, lines) for line in signer.title_lines]
    found += [text_paragraph(signer.note, note)] if signer.note else []
    found.append(Spacer(0, style.gaps_pt["sign"]))
    return [*found, text_paragraph(signer.name, name)] if signer.name else found
