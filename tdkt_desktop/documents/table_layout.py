"""Where the cells of a table head stand."""

from __future__ import annotations

from tdkt_desktop.documents.blocks import HeaderCell, Table


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
