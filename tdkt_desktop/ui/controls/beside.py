"""Where a note goes that explains something on the screen: beside it, never over it, never out of the window."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize


class Side(Enum):
    """On which side of what it explains a note stands."""

    BELOW = "below"
    RIGHT = "right"
    LEFT = "left"
    ABOVE = "above"


class Spot(NamedTuple):
    """The place of a note, and on which side of the thing it is."""

    rect: QRect
    side: Side


def put_beside(
    thing: QRect, room: QRect, width: int, height_of: Callable[[int, Side], int], gap: int
) -> Spot | None:
    """The first place that has room: the widths nearest to the wanted one first, below before beside before above.

    `height_of(width, side)` is how high the note is then. None where no place is large enough.
    """
    for share in (1.0, 0.85, 1.25, 0.7, 1.6, 0.55):
        wide = round(width * share)
        for side in Side:
            size = QSize(wide, height_of(wide, side))
            spot = QRect(_corner(thing, room, size, side, gap), size)
            if room.contains(spot) and not spot.intersects(thing):
                return Spot(spot, side)
    return None


def _corner(thing: QRect, room: QRect, size: QSize, side: Side, gap: int) -> QPoint:
    """The top left corner on a side: along the thing's own start, moved as far as the room asks."""
    across = min(max(thing.left(), room.left()), room.right() - size.width() + 1)
    down = min(max(thing.top(), room.top()), room.bottom() - size.height() + 1)
    match side:
        case Side.BELOW:
            return QPoint(across, thing.bottom() + 1 + gap)
        case Side.ABOVE:
            return QPoint(across, thing.top() - gap - size.height())
        case Side.RIGHT:
            return QPoint(thing.right() + 1 + gap, down)
        case Side.LEFT:
            return QPoint(thing.left() - gap - size.width(), down)
