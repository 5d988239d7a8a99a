"""What the DOCX writer builds with: elements in the order of Word's schema, tables of fixed columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

RULED, FRAME = "TĐKT Bảng kẻ", "TĐKT Khung"  # the styles of tables
# What follows an element in the schema; Word may call a file with another order damaged.
AFTER_LANGUAGE = ("w:eastAsianLayout", "w:specVanish", "w:oMath")
AFTER_COLOR = (
    *(
        "w:spacing",
        "w:w",
        "w:kern",
        "w:position",
        "w:sz",
        "w:szCs",
        "w:highlight",
        "w:u",
        "w:effect",
        "w:bdr",
        "w:shd",
    ),
    *("w:fitText", "w:vertAlign", "w:rtl", "w:cs", "w:em", "w:lang", *AFTER_LANGUAGE),
)
BEFORE_SHADE = (
    *("w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr"),
)


def replace_element(parent: Any, made: Any, later: tuple[str, ...]) -> None:
    """Put an element in the one place the schema of Word has for it: before those of `later`."""
    for old in parent.findall(made.tag):
        parent.remove(old)
    parent.insert_element_before(made, *later)


def element(tag: str, **values: str) -> Any:
    """A WordprocessingML element; attribute names are written with their prefix (`**{"w:val": "1"}`)."""
    made = OxmlElement(tag)
    for name, value in values.items():
        made.set(qn(name), value)
    return made


def keep_row_whole(row: Any, *, header: bool = False) -> None:
    """A row that stays on one page; a header row repeats on each page too."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001
    properties.append(element("w:cantSplit"))
    if header:
        properties.append(element("w:tblHeader"))


def make_grid(container: Any, rows: int, widths: Sequence[float], *, ruled: bool = False) -> Any:
    """A table of fixed columns in a document or a cell."""
    table = container.add_table(rows, len(widths))
    table.style = RULED if ruled else FRAME
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return table
