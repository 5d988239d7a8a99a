"""Tables in Word, written row by row: an annex of hundreds of units takes no longer per row than one of six."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from tdkt_desktop.documents.docx.parts import FRAME, RULED
from tdkt_desktop.documents.layout.style import PageStyle
from tdkt_desktop.documents.layout.table_layout import placed_header
from tdkt_desktop.documents.neutral import blocks

CELLS = {"left": "TĐKT Bảng", "center": "TĐKT Bảng giữa", "right": "TĐKT Bảng phải"}
LONGEST_WHOLE = 600  # letters of a cell; a longer row may break over pages


@dataclass(frozen=True)
class Line:
    """A paragraph of a cell: its text, its style, and the room kept free at both sides (a rule's)."""

    text: str
    style: str
    inset_mm: float = 0.0
    keep: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell of a row; `merge` is "restart" or "continue" where it spans rows."""

    lines: Sequence[Line]
    span: int = 1
    merge: str = ""
    middle: bool = False


@dataclass(frozen=True)
class Row:
    """A row; a header row repeats on every page."""

    cells: Sequence[Cell]
    header: bool = False
    whole: bool = False


def add_table_styles(word: Any, style: PageStyle) -> None:
    """A ruled table and an invisible frame, with the room beside the text that the page style says."""
    measures = style.table
    side = round(measures["side_pt"] * 20)
    size = max(round(measures["rule_pt"] * 8), 2)
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    ruled = f"<w:tblBorders>{edges}</w:tblBorders>"
    # A rule takes room between two rows in Word; on paper by the page style it lies in the room of the cells.
    top, bottom = round(measures["top_pt"] * 20), round((measures["bottom_pt"] - measures["rule_pt"]) * 20)
    for name, inside, margins in (
        (RULED, ruled, (top, side, max(bottom, 0), side)),
        (FRAME, "", (0, 0, 0, 0)),
    ):
        made = word.styles.add_style(name, WD_STYLE_TYPE.TABLE)
        properties = (
            f'<w:tblPr {nsdecls("w")}><w:tblInd w:w="0" w:type="dxa"/>{inside}{_margins(margins)}</w:tblPr>'
        )
        made.element.append(parse_xml(properties))


def ruled_table(word: Any, block: blocks.Table, width: float) -> None:
    """A table over the whole width."""
    whole = sum(column.width for column in block.columns)
    widths = [width * column.width / whole for column in block.columns]
    rows = [*_header_rows(block)]
    names = [CELLS[column.align] for column in block.columns]
    for texts in block.rows:
        cells = [Cell((Line(text, name),)) for text, name in zip(texts, names, strict=True)]
        rows.append(Row(cells, whole=max(map(len, texts)) <= LONGEST_WHOLE))
    add_table(word, widths, rows, RULED)


def add_table(word: Any, widths: Sequence[float], rows: Sequence[Row], name: str) -> None:
    """Write a table of fixed columns at the end of a document."""
    ids = _StyleIds(word)
    twips = [Mm(width).twips for width in widths]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    body = "".join(_row(row, twips, ids) for row in rows)
    properties = (
        f'<w:tblPr><w:tblStyle w:val={quoteattr(ids[name])}/><w:tblW w:w="{sum(twips)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/></w:tblPr>'
    )
    table = f"<w:tbl {nsdecls('w')}>{properties}<w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"
    word.element.body._insert_tbl(parse_xml(table))  # noqa: SLF001 - python-docx makes empty tables only


class _StyleIds(dict[str, str]):
    """The ids of styles by their names, looked up once."""

    def __init__(self, word: Any) -> None:
        super().__init__({style.name: style.style_id for style in word.styles})


def _header_rows(block: blocks.Table) -> list[Row]:
    """The head with its merged cells; where a cell spans rows, those below go on with it."""
    grid: list[dict[int, Cell]] = [{} for _ in block.header]
    for row, column, cell in placed_header(block):
        line = Line(cell.text, "TĐKT Đầu bảng")
        tall = cell.rowspan > 1
        grid[row][column] = Cell((line,), cell.colspan, "restart" if tall else "", middle=True)
        for below in range(row + 1, row + cell.rowspan):
            grid[below][column] = Cell((Line("", "TĐKT Đầu bảng"),), cell.colspan, "continue", middle=True)
    return [Row([cells[place] for place in sorted(cells)], header=True, whole=True) for cells in grid]


def _row(row: Row, widths: Sequence[int], ids: dict[str, str]) -> str:
    marks = f"{'<w:cantSplit/>' if row.whole else ''}{'<w:tblHeader/>' if row.header else ''}"
    found, column = [f"<w:trPr>{marks}</w:trPr>" if marks else ""], 0
    for cell in row.cells:
        width = sum(widths[column : column + cell.span])
        column += cell.span
        span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        merge = f'<w:vMerge w:val="{cell.merge}"/>' if cell.merge else ""
        middle = '<w:vAlign w:val="center"/>' if cell.middle else ""
        lines = "".join(_line(line, ids) for line in cell.lines) or "<w:p/>"
        found.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{middle}</w:tcPr>{lines}</w:tc>'
        )
    return f"<w:tr>{''.join(found)}</w:tr>"


def _line(line: Line, ids: dict[str, str]) -> str:
    inset = Mm(line.inset_mm).twips
    room = f'<w:ind w:left="{inset}" w:right="{inset}"/>' if inset else ""
    keep = "<w:keepNext/>" if line.keep else ""
    properties = f"<w:pPr><w:pStyle w:val={quoteattr(ids[line.style])}/>{keep}{room}</w:pPr>"
    return f"<w:p>{properties}{_run(line.text)}</w:p>" if line.text else f"<w:p>{properties}</w:p>"


def _run(text: str) -> str:
    """A run of text; line breaks and tabs become Word's own."""
    inside = escape(text).replace("\n", "\x00<w:br/>\x01").replace("\t", "\x00<w:tab/>\x01")
    inside = inside.replace("\x00", "</w:t>").replace("\x01", '<w:t xml:space="preserve">')
    return f'<w:r><w:t xml:space="preserve">{inside}</w:t></w:r>'


def _margins(sides: Sequence[int]) -> str:
    names = ("top", "left", "bottom", "right")
    inside = "".join(
        f'<w:{name} w:w="{width}" w:type="dxa"/>' for name, width in zip(names, sides, strict=True)
    )
    return f"<w:tblCellMar>{inside}</w:tblCellMar>"
