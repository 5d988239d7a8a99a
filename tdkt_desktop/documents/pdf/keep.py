"""A signature never stands alone on a page: what it is printed with stays before it."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable, KeepTogether, Spacer
from reportlab.platypus import Table as PdfTable

from tdkt_desktop.documents.pdf.form import FormLine
from tdkt_desktop.documents.pdf.parts import DottedLine, WholeList
from tdkt_desktop.documents.pdf.text import Bookmarked, Text

LAST_LINES = 40.0  # points of a long last row that stay with the closing
UNBOUND = 1e6


def with_company(found: list[Flowable], signature: list[Flowable]) -> Flowable:
    """Take the end of a story off and tie the signature to it."""
    tail = _tail(found)
    if tail and isinstance(tail[0], PdfTable):
        return SignedTable(tail[0], [*tail[1:], *signature])
    return KeepTogether([*tail, *signature])


class SignedTable(Flowable):
    """A table with what closes the paper; where both do not fit on a page, the last row goes on with the closing."""

    def __init__(self, table: Any, closing: list[Flowable]) -> None:
        super().__init__()
        self.table, self.closing = table, closing
        self.spaceBefore = table.getSpaceBefore()

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = width, sum(self._heights(width))
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Whole rows first; the last one only together with the closing."""
        whole = self._heights(width)[0] - self.table.getSpaceAfter()
        last = float(self.table._rowHeights[-1])  # noqa: SLF001 - the only door to the height of a row; no types know it
        rooms = [height if whole > height else min(height, whole - last + 0.5)]
        if hasattr(self, "_postponed"):  # at the top of a page already: the last row itself is cut
            rooms.append(whole - LAST_LINES)
        for room in rooms:
            parts: list[Any] = self.table.split(width, room)
            if len(parts) == 2:
                return [parts[0], SignedTable(parts[1], self.closing)]
        return [self.table, *self.closing] if hasattr(self, "_postponed") else []

    def draw(self) -> None:
        top = self.height
        for part, height in zip([self.table, *self.closing], self._heights(self.width), strict=True):
            top -= height
            part.drawOn(self.canv, 0, top + part.getSpaceAfter())

    def _heights(self, width: float) -> list[float]:
        """The height of each part with the gap before it, less what the part above leaves free, and the gap after it."""
        found, free = list[float](), self.table.getSpaceBefore()
        for part in (self.table, *self.closing):
            before, after = max(part.getSpaceBefore() - free, 0), part.getSpaceAfter()
            found.append(before + float(part.wrapOn(self.canv, width, UNBOUND)[1]) + after)
            free = after
        return found


def _tail(found: list[Flowable]) -> list[Flowable]:
    """Take the end of a story off: its last paragraph or table, with its heading and the lines to fill that follow it."""
    tail: list[Flowable] = []
    while found and isinstance(found[-1], DottedLine | FormLine | Spacer):
        tail.insert(0, found.pop())
    if found and isinstance(found[-1], Text | PdfTable | WholeList):
        tail.insert(0, found.pop())
    while tail and found and not isinstance(tail[0], PdfTable) and isinstance(found[-1], Bookmarked):
        tail.insert(0, found.pop())
    return tail
