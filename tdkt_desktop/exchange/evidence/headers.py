"""What the first bytes of an evidence file say, read before any picture library sees them.

A file is known by them, not by its name; where it is no evidence, whoever holds it is told what to do instead.
"""

from __future__ import annotations

import struct

HEAD = 4096  # this much of a file tells its kind

JPEG, PNG, WEBP, TIFF, BMP, HEIC, PDF = (
    *(f"image/{kind}" for kind in ("jpeg", "png", "webp", "tiff", "bmp", "heic")),
    "application/pdf",
)

_DIB_HEADERS = (12, 40, 52, 56, 64, 108, 124)
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"}
_AVIF_BRANDS = {b"avif", b"avis"}

COPY_AGAIN = "Hãy chép lại tệp gốc, mở xem thử trên máy này rồi thêm lại."
ONLY = "Hãy chọn ảnh (JPEG, PNG, HEIC, WebP, TIFF, BMP) hoặc tệp PDF."
TO_PDF = "Hãy mở tệp đó, xuất ra PDF rồi thêm tệp PDF."
TO_JPEG = "Hãy mở ảnh bằng phần mềm xem ảnh, lưu lại thành JPEG rồi thêm tệp đó."


class Refusal(Exception):
    """Why a file is not taken: `cause` completes "Không nhận tệp ...: ", `remedy` is a sentence."""

    def __init__(self, cause: str, remedy: str) -> None:
        super().__init__(cause)
        self.cause, self.remedy = cause, remedy


def damaged(what: str = "ảnh") -> Refusal:
    """The refusal of a file that cannot be read to its end."""
    return Refusal(f"{what} bị hỏng hoặc chép chưa hết", COPY_AGAIN)


def media_of(head: bytes) -> str:
    """The kind of a file from its first bytes. Raises Refusal for every other kind, with what to do about it."""
    for media, magics in (
        (JPEG, (b"\xff\xd8\xff",)),
        (PNG, (b"\x89PNG\r\n\x1a\n",)),
        (TIFF, (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")),
    ):
        if head.startswith(magics):
            return media
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[:2] == b"BM" and len(head) >= 18 and struct.unpack_from("<I", head, 14)[0] in _DIB_HEADERS:
        return BMP
    if _brands(head) & _HEIC_BRANDS:
        return HEIC
    if b"%PDF-" in head[:1024]:
        return PDF
    raise _stranger(head)


def webp_size(body: bytes) -> tuple[int, int] | None:
    """The canvas of a WebP, whose library reserves it on opening; None where the header is cut or strange."""
    kind, at = body[12:16], 20
    try:
        if kind == b"VP8X":
            wide, high = (int.from_bytes(body[i : i + 3], "little") for i in (at + 4, at + 7))
            return wide + 1, high + 1
        if kind == b"VP8L":
            bits = struct.unpack_from("<I", body, at + 1)[0]
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        if kind == b"VP8 ":
            wide, high = struct.unpack_from("<HH", body, at + 6)
            return wide & 0x3FFF, high & 0x3FFF
    except struct.error:
        pass
    return None


def _brands(head: bytes) -> set[bytes]:
    """The brands of a file of the MPEG family: photos of phones as well as films."""
    if head[4:8] != b"ftyp":
        return set()
    length = min(int.from_bytes(head[:4], "big"), len(head))
    return {head[8:12]} | {head[i : i + 4] for i in range(16, length - 3, 4)}


def _stranger(head: bytes) -> Refusal:
    """The refusal of a kind that is no evidence, in the words of whoever has that file at hand."""
    brands = _brands(head)
    if not head:
        return Refusal("tệp rỗng", COPY_AGAIN)
    if brands & _AVIF_BRANDS or head.startswith((b"GIF8", b"\0\0\0\x0cjP  ", b"8BPS")):
        return Refusal("ảnh thuộc loại phần mềm không đọc được", TO_JPEG)
    if brands or head.startswith((b"\x1aE\xdf\xa3", b"RIFF", b"ID3", b"OggS")):
        return Refusal("đây là phim hoặc âm thanh", "Hãy chụp lại màn hình, hoặc chọn ảnh thay cho phim.")
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        return Refusal("đây là tệp văn bản, bảng tính hoặc tệp nén", TO_PDF)
    return Refusal("tệp không phải ảnh, cũng không phải PDF", ONLY)
