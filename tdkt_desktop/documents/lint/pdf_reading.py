"""A PDF as a neutral reading: lines gathered to paragraphs, tables told by their lines, measures taken from the marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tdkt_desktop.documents.lint.pdf_columns import Standing, standing
from tdkt_desktop.documents.lint.pdf_edges import split_edges
from tdkt_desktop.documents.lint.pdf_faces import Faces
from tdkt_desktop.documents.lint.pdf_lines import Grid, Segment, tables
from tdkt_desktop.documents.lint.pdf_marks import Page, Piece, cut_at, read_page
from tdkt_desktop.documents.lint.pdf_opening import opened
from tdkt_desktop.documents.lint.pdf_paragraphs import Frame, as_text, frame_of, paragraphs
from tdkt_desktop.documents.lint.reading import PDF, PageNumber, Reading, Rule, Sheet, Text, Zone
from tdkt_desktop.documents.lint.safe_opening import damaged
from tdkt_desktop.domain.errors import WrongFile

SHORTEST_RULE = 8.0
RULE_BELOW = 9.0  # millimetres between a line of text and the rule that belongs to it
FEW_LINES = 3


def read_pdf(path: Path) -> Reading:
    """Read a PDF. Raises WrongFile for what is damaged, locked, without measure or without letters."""
    with opened(path) as document:
        faces = Faces()
        try:
            pages = [read_page(document, index, faces) for index in range(len(document))]
        except (ValueError, KeyError, OverflowError, AssertionError) as error:
            raise damaged(path) from error
    if not any(page.pieces for page in pages):
        raise WrongFile(
            f"Tệp {path.name} không có chữ đọc được, có thể là ảnh quét.",
            "Hãy chọn tệp xuất từ phần mềm soạn thảo, không chọn bản quét.",
        )
    return _Reader(pages).read()


class _Reader:
    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = pages
        self.texts: list[Text] = []
        self.rules: list[Rule] = []
        self.edges = split_edges(pages)
        self.grids: dict[int, list[Grid]] = {}
        self.alone: dict[int, list[Segment]] = {}
        for page in pages:
            self.grids[page.number], self.alone[page.number] = tables(page.segments)
        self.lines: dict[int, list[Standing]] = {}
        rows = 0
        for page in pages:
            free = [piece for piece in self.edges[page.number][0] if not self._grid_of(piece)]
            self.lines[page.number] = standing(free, rows + 1)
            rows = max((line.row for line in self.lines[page.number]), default=rows) or rows
        self.rows = rows
        self.frames = {turned: self._frame(turned) for turned in {page.width > page.height for page in pages}}

    def read(self) -> Reading:
        sheets = []
        carried: list[Standing] = []
        for page in self.pages:
            frame = self.frames[page.width > page.height]
            starts = len(self.texts)
            carried = self._page(page, frame, carried)
            sheets.append(self._sheet(page, frame, starts))
        for page in self.pages:
            self._rules(page)
        unseen = [
            f"Trang {page.number} không có chữ đọc được (có thể là ảnh)."
            for page in self.pages
            if not page.pieces
        ]
        return Reading(
            PDF, tuple(sheets), tuple(self.texts), tuple(self.rules), len(self.pages), tuple(unseen)
        )

    def _frame(self, turned: bool) -> Frame:
        pieces = [
            line.piece
            for page in self.pages
            if (page.width > page.height) == turned
            for line in self.lines[page.number]
            if not line.row
        ]
        grids = [
            (grid.left, grid.right)
            for page in self.pages
            if (page.width > page.height) == turned
            for grid in self.grids[page.number]
        ]
        return frame_of(pieces, grids)

    def _grid_of(self, piece: Piece) -> Grid | None:
        at = ((piece.left + piece.right) / 2, piece.base - 1)
        return next((grid for grid in self.grids[piece.page] if grid.holds(*at)), None)

    def _page(self, page: Page, frame: Frame, carried: list[Standing]) -> list[Standing]:
        """The texts of one page; a paragraph that began on the page before is completed first."""
        groups = paragraphs(self.lines[page.number], frame)
        if carried and groups and not groups[0][0].row:
            joined = paragraphs([carried[-1], groups[0][0]], frame)
            if len(joined) == 1:
                last = self.texts[-1]
                self.texts[-1] = as_text([*carried, *groups.pop(0)], frame, last.where.paragraph, None)
        cells = self._cells(page)
        above: Piece | None = None
        for group in groups:
            top = group[0].piece.base
            while cells and cells[0][0] < top:
                self._add_cell(cells.pop(0)[1])
                above = None
            self.texts.append(as_text(group, frame, len(self.texts) + 1, above))
            above = group[-1].piece
        for _, cell in cells:
            self._add_cell(cell)
        flows = groups and not groups[-1][0].row and not cells
        return groups[-1] if flows else []

    def _cells(self, page: Page) -> list[tuple[float, list[Standing]]]:
        """The texts of ruled cells, each with its height on the page, row by row."""
        found: dict[tuple[int, int, int], list[Piece]] = {}
        for piece in self.edges[page.number][0]:
            grid = self._grid_of(piece)
            for part in () if grid is None else cut_at(piece, grid.columns):
                assert grid is not None  # noqa: S101 - nothing is cut without a grid
                key = (self.grids[page.number].index(grid), *grid.cell(part.left + 0.5, part.base - 1))
                found.setdefault(key, []).append(part)
        return sorted(
            (
                (pieces[0].base, [Standing(piece, 1, key[2], 9) for piece in pieces])
                for key, pieces in found.items()
            ),
            key=lambda one: one[0],
        )

    def _add_cell(self, cell: list[Standing]) -> None:
        frame = self.frames[False] if False in self.frames else self.frames[True]
        made = as_text(cell, frame, len(self.texts) + 1, None)
        where = replace(made.where, zone=Zone.CELL)
        self.rows += 1
        self.texts.append(replace(made, where=where, row=self.rows))

    def _sheet(self, page: Page, frame: Frame, starts: int) -> Sheet:
        text, number = self.edges[page.number]
        boxes = [piece.box for piece in text]
        grids = self.grids[page.number]
        flow = [line.piece for line in self.lines[page.number] if not line.row]
        left = [piece.left for piece in flow] + [grid.left for grid in grids]
        right = [piece.right for piece in flow] + [grid.right for grid in grids]
        tops = [*(box.top for box in boxes), *(grid.top for grid in grids)]
        bottoms = [*(box.bottom for box in boxes), *(grid.bottom for grid in grids)]
        filled = len(flow) > FEW_LINES or bool(grids)
        ends_full = frame.right is not None or bool(grids)
        return Sheet(
            width_mm=page.width,
            height_mm=page.height,
            top=min(tops) if filled else None,
            bottom=page.height - max(bottoms) if filled else None,
            left=min(left) if filled else None,
            right=page.width - max(right) if filled and ends_full else None,
            number=number,
            numbered=number is not None,
            restarts=page.number == 1 or _restarts(number),
            starts=starts,
            marked_to=page.lowest,
        )

    def _rules(self, page: Page) -> None:
        for line in self.alone[page.number]:
            length = line.right - line.left
            if length < SHORTEST_RULE:
                continue
            at, down = self._above(page, line)
            self.rules.append(Rule(page.number, length, at, down))

    def _above(self, page: Page, line: Segment) -> tuple[int, float | None]:
        """The text a line lies under, and how far below it."""
        best, distance = -1, RULE_BELOW
        middle = (line.left + line.right) / 2
        for index, text in enumerate(self.texts):
            if text.where.page != page.number or text.box is None or text.where.zone is Zone.CELL:
                continue
            down = line.top - text.box.bottom
            if -2.5 < down < distance and text.box.left - 5 <= middle <= text.box.right + 5:
                best, distance = index, down
        return best, None if best < 0 else distance


def _restarts(number: PageNumber | None) -> bool:
    return number is not None and number.value == 1
