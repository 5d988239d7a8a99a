"""Real pictures and PDFs, made on the spot, and the hostile ones beside them."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from tdkt_desktop.exchange.evidence.headers import BMP, HEIC, JPEG, PDF, PNG, TIFF, WEBP

RED, GREEN, BLUE, GREY = (220, 20, 20), (20, 160, 20), (20, 20, 220), (200, 200, 200)
CORNERS = (RED, GREEN, BLUE, GREY)  # top left, top right, bottom left, bottom right
ORIENTATION, MAKER = 0x0112, "May anh 07"
HEIC_FILE = Path(__file__).with_name("anh-dien-thoai.heic")
"""Made with an encoder that is no part of this project: CORNERS turned by EXIF and by its own turn, with a place."""

UNTURN = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def corners(size: tuple[int, int] = (96, 64), mode: str = "RGB") -> Image.Image:
    """A picture whose four quarters tell which way up it is."""
    wide, high = size
    picture = Image.new("RGB", size, GREY)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, wide // 2 - 1, high // 2 - 1), fill=RED)
    draw.rectangle((wide // 2, 0, wide, high // 2 - 1), fill=GREEN)
    draw.rectangle((0, high // 2, wide // 2 - 1, high), fill=BLUE)
    return picture.convert(mode)


def saved(picture: Image.Image, form: str, **options: Any) -> bytes:
    """The bytes of a picture in one of Pillow's formats."""
    buffer = io.BytesIO()
    picture.save(buffer, form, **options)
    return buffer.getvalue()


def exif(turn: int = 1) -> Image.Exif:
    """What a phone writes into a photo: how it was held, who made it, where it was."""
    found = Image.Exif()
    found[ORIENTATION] = turn
    found[0x010F] = MAKER
    found.get_ifd(0x8825).update({1: "N", 2: (21.0, 51.0, 10.0), 3: "E", 4: (106.0, 45.0, 40.0)})
    return found


def photo(form: str, turn: int) -> bytes:
    """CORNERS as a camera held that way would have stored them."""
    stored, unturn = corners(), UNTURN[turn]
    if unturn is not None:
        stored = stored.transpose(unturn)
    exact: dict[str, dict[str, Any]] = {"JPEG": {"quality": 95}, "WEBP": {"lossless": True}}
    return saved(stored, form, exif=exif(turn), **exact.get(form, {}))


def pdf(pages: int = 2, **box: float) -> bytes:
    """An ordinary PDF."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(box.get("width", 300), box.get("height", 400)), invariant=1)
    for page in range(pages):
        canvas.rect(20, 300, 80, 80, fill=1)
        canvas.drawString(30, 200, f"Trang /JS ({page + 1}) /JavaScript")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def rewritten(document: pikepdf.Pdf, **options: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer, **options)
    return buffer.getvalue()


def every_kind() -> dict[str, tuple[str, bytes]]:
    """One good file of every kind that is taken: name -> (media, bytes)."""
    picture = corners()
    return {
        "photo.jpg": (JPEG, photo("JPEG", 6)),
        "progressive.jpg": (JPEG, saved(picture, "JPEG", progressive=True)),
        "two-in-one.jpg": (JPEG, saved(picture, "MPO", save_all=True, append_images=[picture])),
        "scan.png": (PNG, photo("PNG", 8)),
        "web.webp": (WEBP, photo("WEBP", 3)),
        "pages.tif": (
            TIFF,
            saved(picture, "TIFF", compression="tiff_lzw", save_all=True, append_images=[picture] * 2),
        ),
        "fax.tiff": (TIFF, saved(corners(mode="1"), "TIFF", compression="group4")),
        "old.bmp": (BMP, saved(picture, "BMP")),
        "phone.heic": (HEIC, HEIC_FILE.read_bytes()),
        "paper.pdf": (PDF, pdf()),
    }


def png_claiming(width: int, height: int, inflated: int = 0) -> bytes:
    """A PNG that says it is that large, with so many bytes of nothing inside."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packer = zlib.compressobj(9)
    nothing = bytes(1 << 20)
    body = b"".join(packer.compress(nothing) for _ in range(inflated >> 20)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def directory_bomb(entries: int) -> bytes:
    """A TIFF directory of so many entries, each of them "as large as the whole file"."""
    size = 1_000_000
    head = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", entries)
    body = b"".join(struct.pack("<HHII", 700 + number, 7, size, 0) for number in range(entries))
    return (head + body + bytes(4)).ljust(size, b"\0")
