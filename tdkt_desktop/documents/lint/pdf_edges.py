"""What stands in the margins of the pages of a PDF: page numbers and lines at the foot."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tdkt_desktop.documents.lint.pdf_marks import Page, Piece
from tdkt_desktop.documents.lint.reading import CENTER, LEFT, RIGHT, PageNumber

TOP_BAND, FOOT_BAND = 22.0, 24.0
SMALL = 11.0
APART = 2.5  # millimetres of air between the text and a line at the foot
_NUMBER = re.compile(r"^(?:trang\s+)?[-–]?\s*(\d{1,3})\s*[-–]?(?:\s*/\s*\d{1,3})?$", re.IGNORECASE)


def split_edges(pages: Sequence[Page]) -> dict[int, tuple[list[Piece], PageNumber | None]]:
    """By page number: the pieces of its text, and its page number."""
    repeated = Counter(_shape(piece) for page in pages for piece in page.pieces if _is_low(piece, page))
    found = {}
    for page in pages:
        numbers = [piece for piece in page.pieces if _is_number(piece, page)]
        text = [piece for piece in page.pieces if not any(piece is one for one in numbers)]
        feet = [piece for piece in text if _is_foot(piece, page, text, repeated)]
        text = [piece for piece in text if not any(piece is one for one in feet)]
        found[page.number] = (text, _page_number(numbers[0], page) if numbers else None)
    return found


def _is_number(piece: Piece, page: Page) -> bool:
    if not _NUMBER.match(piece.text.strip()):
        return False
    others = [one for one in page.pieces if one is not piece]
    high = piece.base < TOP_BAND and all(one.base > piece.base + 2 for one in others)
    low = piece.base > page.height - FOOT_BAND and all(one.base < piece.base + 2 for one in others)
    return (high or low) and len(others) > 0


def _page_number(piece: Piece, page: Page) -> PageNumber:
    middle = (piece.left + piece.right) / 2 / page.width
    align = CENTER if 0.42 < middle < 0.62 else LEFT if middle < 0.42 else RIGHT
    digits = _NUMBER.match(piece.text.strip())
    value = int(digits[1]) if digits else None
    return PageNumber(value, piece.base < page.height / 2, align, piece.inked[0].face)


def _is_low(piece: Piece, page: Page) -> bool:
    return piece.base > page.height - FOOT_BAND


def _is_foot(piece: Piece, page: Page, text: Sequence[Piece], repeated: Counter[tuple[str, int]]) -> bool:
    if not _is_low(piece, page):
        return False
    above = [one for one in text if one.base < piece.base - 2]
    apart = not above or piece.box.top - max(one.box.bottom for one in above) > APART
    if repeated[_shape(piece)] > 1 and apart:
        return True
    return piece.size <= SMALL and piece.base > page.height - 16 and apart


def _shape(piece: Piece) -> tuple[str, int]:
    return re.sub(r"\d+", "0", piece.text.strip()), round(piece.base)
