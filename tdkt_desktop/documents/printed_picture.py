"""A picture ready for a paper, from the bytes of its printable copy."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from tdkt_desktop.documents.neutral.blocks import Picture


def printed_picture(jpeg: bytes, caption: str, source: str) -> Picture:
    """The picture with its size in pixels, read from its head."""
    with Image.open(BytesIO(jpeg)) as image:
        width, height = image.size
    return Picture(jpeg, width, height, caption, source)
