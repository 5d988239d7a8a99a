"""Pieces of one height side by side: the columns of a letterhead, of recipients and signatures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from tdkt_desktop.documents.lint.pdf_marks import Letter, Piece

SAME_ROW = 1.3  # millimetres between the baselines of one row: sizes 12 and 14 side by side
NEXT_ROW = 45.0  # a name stands that far below its title: room to sign
MIDDLE, EDGE = 4.0, 6.0
AT_EDGE = 1.0
WIDE_GAP = 9.0  # between words of a justified line
_LABEL = re.compile(r"^\W?([0-9]{1,3}|[a-zđ]|[IVXLC]+)[.)]$|^[-+•–]$", re.IGNORECASE)


@dataclass
class Standing:
    """A piece with the columns it stands in: `row` is 0 in the flow."""

    piece: Piece
    row: int = 0
    column: int = 0
    columns: int = 1


class _Column:
    """What stands below each other: around one middle, or from one left edge."""

    def __init__(self, piece: Piece) -> None:
        self.pieces = [piece]

    @property
    def left(self) -> float:
        return min(piece.left for piece in self.pieces)

    @property
    def right(self) -> float:
        return max(piece.right for piece in self.pieces)

    def add(self, piece: Piece) -> None:
        if not any(piece is one for one in self.pieces):
            self.pieces.append(piece)

    def takes(self, piece: Piece) -> bool:
        middles = [(one.left + one.right) / 2 for one in self.pieces]
        lefts = [one.left for one in self.pieces]
        in_middle = abs((piece.left + piece.right) / 2 - sum(middles) / len(middles)) < MIDDLE
        at_edge = abs(piece.left - min(lefts)) < EDGE
        if len(self.pieces) == 1:
            return in_middle or at_edge
        centered, flush = max(middles) - min(middles), max(lefts) - min(lefts)
        return in_middle if centered < flush else at_edge


def standing(pieces: list[Piece], first_row: int) -> list[Standing]:
    """Pieces of one page in order, rows found. `first_row` numbers the first row with columns."""
    edge = max((piece.right for piece in pieces), default=0.0)
    rows = [_with_labels(_line_again(row, edge)) for row in _rows(pieces)]
    found: list[Standing] = []
    columns: list[_Column] = []
    number, last = first_row - 1, 0.0
    for row in rows:
        base = row[0].base
        if len(row) > 1:
            if not _continues(row, columns) or base - last > NEXT_ROW:
                number += 1
                columns = []
            columns = _fitted(row, columns)
        elif not (columns and base - last <= NEXT_ROW and _alone_fits(row[0], columns)):
            columns = []
        for piece in row:
            if not columns:
                found.append(Standing(piece))
                continue
            taking = (index for index, column in enumerate(columns) if column.takes(piece))
            at = next(taking, len(columns) - 1)  # what came into a column just now may have narrowed it
            columns[at].add(piece)
            found.append(Standing(piece, number, at, len(columns)))
        last = base
    return found


def _rows(pieces: list[Piece]) -> list[list[Piece]]:
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: one.base):
        if rows and abs(piece.base - rows[-1][0].base) <= SAME_ROW:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def _line_again(row: list[Piece], edge: float) -> list[Piece]:
    """A justified line whose words stand far apart, put together: it reaches the edge and its gaps are no columns."""
    faces = {piece.inked[0].face for piece in row}
    gaps = [after.left - before.right for before, after in pairwise(row)]
    is_line = edge - row[-1].right < AT_EDGE and max(gaps, default=0.0) < WIDE_GAP and len(faces) == 1
    if not gaps or not is_line or any(piece.text.isupper() for piece in row):
        return row
    return [_joined(row)]


def _joined(row: list[Piece]) -> Piece:
    letters = list(row[0].letters)
    for piece in row[1:]:
        last = letters[-1]
        blank = Letter(" ", last.right, piece.left, last.base, last.face, last.piece, is_box=False)
        letters += [blank, *piece.letters]
    return Piece(letters, row[0].page)


def _with_labels(row: list[Piece]) -> list[Piece]:
    """A number or sign of a list belongs to what stands behind it, however wide the tab."""
    found: list[Piece] = []
    for piece in row:
        if found and _LABEL.match(found[-1].text.strip()) and piece.left - found[-1].right < 20:
            found[-1] = _joined([found[-1], piece])
        else:
            found.append(piece)
    return found


def _continues(row: list[Piece], columns: list[_Column]) -> bool:
    return bool(columns) and all(any(column.takes(piece) for column in columns) for piece in row)


def _fitted(row: list[Piece], columns: list[_Column]) -> list[_Column]:
    return columns or [_Column(piece) for piece in row]


def _alone_fits(piece: Piece, columns: list[_Column]) -> bool:
    """A single piece goes on with a column when it does not reach into the next one."""
    for index, column in enumerate(columns):
        if column.takes(piece):
            others = [one for at, one in enumerate(columns) if at != index]
            return not any(piece.left < other.right - 2 and piece.right > other.left + 2 for other in others)
    return False
