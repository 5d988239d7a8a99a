"""The neutral document: what is on paper, in reading order, without a word of how a format draws it.

Writers map blocks and know nothing of inspections. Texts are plain; nothing in them is markup. What is filled by hand
has blocks of its own (`form_blocks`), and so have charts (`chart_blocks`) and guides (`guide_blocks`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tdkt_desktop.documents.neutral.chart_blocks import Chart, chart_texts
from tdkt_desktop.documents.neutral.form_blocks import FormHead, FormItem, Grid, form_texts
from tdkt_desktop.documents.neutral.guide_blocks import GuideBlock, guide_texts
from tdkt_desktop.documents.neutral.runs import Run as Run  # noqa: PLC0414 - handed on: to whoever reads blocks it is one of their parts

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
RECIPIENTS_LABEL = "Nơi nhận:"
PAPER, FORM = "paper", "form"  # the sheets of a page style: an official paper, a form to fill by hand
BULLET_SIGNS = {1: "- ", 2: "+ "}


@dataclass(frozen=True)
class Letterhead:
    """Parts 1 to 4 of a paper: issuer and number on the left, country, motto, place and date on the right.

    `parent` lines are upright, `issuer` lines bold (Decree 30/2020/NĐ-CP, appendix I).
    """

    parent: tuple[str, ...]
    issuer: tuple[str, ...]
    number_line: str
    place_date: str


@dataclass(frozen=True)
class Title:
    """The kind of paper in capitals and its subject, part 5a."""

    kind: str
    subject: tuple[str, ...]


@dataclass(frozen=True)
class Heading:
    """A heading with its number already in the text. Level 1 "I.", 2 "1.", 3 "a)"."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A body paragraph; `indent` is the first-line indent."""

    runs: tuple[Run, ...]
    indent: bool = True

    @classmethod
    def of(cls, text: str) -> Paragraph:
        """A paragraph of plain upright text."""
        return cls((Run(text),))


@dataclass(frozen=True)
class Grounds:
    """The legal grounds of a paper, each on a line of its own: a semicolon after each, a full stop after the last."""

    texts: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The grounds as printed."""
        last = len(self.texts) - 1
        return tuple(
            f"{text.rstrip(' .;,')}{'.' if index == last else ';'}" for index, text in enumerate(self.texts)
        )


@dataclass(frozen=True)
class Bullet:
    """An item: level 1 starts with "- ", level 2 with "+ "; the sign is part of the text."""

    runs: tuple[Run, ...]
    level: int = 1

    @property
    def signed(self) -> tuple[Run, ...]:
        """The runs with the sign in front."""
        return (Run(BULLET_SIGNS[self.level]), *self.runs)


@dataclass(frozen=True)
class Column:
    """A table column: `width` is its share of the text width; `align` is left, center or right."""

    width: float
    align: str = "left"


@dataclass(frozen=True)
class HeaderCell:
    """A cell of a header row; it may span columns and rows."""

    text: str
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True)
class Table:
    """A ruled table; header rows repeat on every page."""

    columns: tuple[Column, ...]
    header: tuple[tuple[HeaderCell, ...], ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Signature:
    """One signer: title lines in capitals, a note in italics, room to sign, the name (blank to fill by hand)."""

    title_lines: tuple[str, ...]
    note: str
    name: str

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything printed, in order."""
        return (*self.title_lines, self.note, self.name)


@dataclass(frozen=True)
class Signatures:
    """Two or three signers side by side."""

    signers: tuple[Signature, ...]


@dataclass(frozen=True)
class Closing:
    """Recipients on the left, the signature on the right (parts 7 and 9)."""

    recipients: tuple[str, ...]
    signature: Signature

    @property
    def recipient_lines(self) -> tuple[str, ...]:
        """The recipients as printed: "- ...;" and a full stop after the last."""
        last = len(self.recipients) - 1
        return tuple(
            f"- {text.rstrip(' .;')}{'.' if index == last else ';'}"
            for index, text in enumerate(self.recipients)
        )


@dataclass(frozen=True)
class Appendix:
    """The head of an appendix: starts a new page with page numbers of its own, landscape where a table needs it.

    `footer` stands in place of the document's footer on the pages of this appendix; blank keeps the document's.
    """

    label: str
    title: tuple[str, ...]
    reference: str
    landscape: bool
    footer: str = ""


@dataclass(frozen=True)
class Picture:
    """A JPEG picture, its size in pixels, what is said under it, and of what it is (an id; no writer prints it)."""

    jpeg: bytes
    width: int
    height: int
    caption: str
    source: str = ""


@dataclass(frozen=True)
class Pictures:
    """Pictures with their captions, two to a row; a wide one has a row to itself."""

    cells: tuple[Picture, ...]


@dataclass(frozen=True)
class FormLines:
    """Dotted lines to fill by hand."""

    count: int


@dataclass(frozen=True)
class SmallPrint:
    """A line in small type, such as the code of printed minutes."""

    text: str


Block = (
    Letterhead
    | Title
    | Grounds
    | Heading
    | Paragraph
    | Bullet
    | Table
    | Signatures
    | Closing
    | Appendix
    | Pictures
    | Chart
    | FormLines
    | FormHead
    | FormItem
    | Grid
    | SmallPrint
    | GuideBlock
)


@dataclass(frozen=True)
class Document:
    """A whole paper with what goes into a file's properties.

    `footer` is a line in the bottom margin of every page; `sheet` chooses the margins, `style` the page style by name
    (blank for the usual one).
    """

    title: str
    subject: str
    author: str
    blocks: tuple[Block, ...]
    footer: str = ""
    sheet: str = PAPER
    style: str = ""


def plain_text(document: Document) -> list[str]:
    """Every text of a document in reading order: what all writers must show.

    Left out is what belongs to the sheet and not to the text: dotted lines, page numbers, and the footer, which says
    the same on every page and says another thing (draft, code) of the same text.
    """
    return [text for block in document.blocks for text in _texts(block) if text]


def _texts(block: Block) -> Sequence[str]:
    match block:
        case Letterhead():
            return [*block.parent, *block.issuer, block.number_line, COUNTRY, MOTTO, block.place_date]
        case Title():
            return [block.kind, *block.subject]
        case Paragraph() | Bullet():
            return ["".join(run.text for run in (block.signed if isinstance(block, Bullet) else block.runs))]
        case Grounds():
            return block.lines
        case Table():
            return [
                *(cell.text for row in block.header for cell in row),
                *(cell for row in block.rows for cell in row),
            ]
        case _:
            return _end_texts(block)


def _end_texts(block: Block) -> Sequence[str]:
    """The texts of what closes a paper or heads a part of it."""
    match block:
        case Signatures():
            return [text for signer in block.signers for text in signer.texts]
        case Closing():
            return [RECIPIENTS_LABEL, *block.recipient_lines, *block.signature.texts]
        case Appendix():
            return [block.label, *block.title, block.reference]
        case Heading() | SmallPrint():
            return [block.text]
        case Pictures():
            return [picture.caption for picture in block.cells]
        case Chart():
            return chart_texts(block)
        case _:
            return _other_texts(block)


def _other_texts(block: Block) -> Sequence[str]:
    """The texts of what papers do not have."""
    if isinstance(block, FormHead | FormItem | Grid):
        return form_texts(block)
    return guide_texts(block) if isinstance(block, GuideBlock) else []
