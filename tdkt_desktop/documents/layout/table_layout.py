"""Where the cells of a table head stand."""

from __future__ import annotations

from tdkt_desktop.documents.layout.style import PageStyle
from tdkt_desktop.documents.neutral.blocks import HeaderCell, Table

LEAST_LINE = 1.2  # points: Word needs a line after every table; so low that nobody sees it


def after_table(style: PageStyle) -> float:
    """The gap after a table in points, with the line that Word needs there and the last rule's own room."""
    return style.gaps_pt["after_table"] + LEAST_LINE + style.table["rule_pt"]


def placed_header(block: Table) -> list[tuple[int, int, HeaderCell]]:
    """Each header cell with its row and column, cells that span rows pushing later ones aside."""
    taken: set[tuple[int, int]] = set()
    found = []
    for row, cells in enumerate(block.header):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            found.append((row, column, cell))
            taken |= {
                (row + down, column + along) for down in range(cell.rowspan) for along in range(cell.colspan)
            }
            column += cell.colspan
    return found
