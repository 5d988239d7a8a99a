"""How pictures are set: two to a row, a wide one alone, scaled to fit, never beyond the height of a row."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from tdkt_desktop.documents.layout.style import PageStyle
from tdkt_desktop.documents.neutral.blocks import Picture

UNREADABLE = "Không đọc được ảnh"


@dataclass(frozen=True)
class Placed:
    """A picture with its printed size; `room_mm` is the width of its place in the row."""

    picture: Picture
    width_mm: float
    height_mm: float
    room_mm: float


def picture_rows(pictures: Sequence[Picture], width_mm: float, style: PageStyle) -> list[tuple[Placed, ...]]:
    """The rows of pictures within `width_mm`, in order."""
    measures, rows = style.pictures, list[tuple[Placed, ...]]()
    half = (width_mm - measures["gap_mm"]) / 2
    waiting: Picture | None = None
    for picture in pictures:
        if _wide(picture, measures["wide"]):
            rows += [(_placed(waiting, width_mm, width_mm * measures["alone"], style),)] if waiting else []
            rows.append((_placed(picture, width_mm, width_mm, style),))
            waiting = None
        elif waiting:
            rows.append((_placed(waiting, half, half, style), _placed(picture, half, half, style)))
            waiting = None
        else:
            waiting = picture
    return [*rows, *([(_placed(waiting, width_mm, width_mm * measures["alone"], style),)] if waiting else [])]


def readable(picture: Picture) -> bool:
    """False for bytes that are no whole JPEG picture: the writers then say so in its place."""
    try:
        with Image.open(io.BytesIO(picture.jpeg), formats=["JPEG"]) as image:
            image.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False
    return True


def _wide(picture: Picture, wide: float) -> bool:
    return picture.width >= picture.height * wide


def _placed(picture: Picture, room_mm: float, most_mm: float, style: PageStyle) -> Placed:
    ratio = max(picture.width, 1) / max(picture.height, 1)
    width = min(most_mm, style.pictures["height_mm"] * ratio)
    return Placed(picture, width, width / ratio, room_mm)
