"""What the first bytes of an evidence file say, read before any picture library sees them.

Libraries reserve memory from what a header claims, and some claims are lies. So the costly ones are checked here first,
with the standard library alone: the kind of file, the size of a WebP canvas, the scans of a JPEG, the directories of a
TIFF (a photo's EXIF block is one, too).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace

MAX_DIRECTORIES = 100  # pages of a TIFF
MAX_ENTRIES = 4096  # of one directory; cameras write some dozens
MAX_SCANS = 100  # of one JPEG; progressive ones have about ten
HEAD = 4096  # this much of a file tells its kind

JPEG, PNG, WEBP, TIFF, BMP, HEIC, PDF = (
    *(f"image/{kind}" for kind in ("jpeg", "png", "webp", "tiff", "bmp", "heic")),
    "application/pdf",
)

ORIENTATION, NEW_SUBFILE_TYPE, SUB_IFDS, DNG_VERSION = 274, 254, 330, 50706
_POINTERS = (34665, 34853, 40965)  # to the EXIF, GPS and interoperability directories
_TYPE_BYTES = {
    1: 1,
    2: 1,
    3: 2,
    4: 4,
    5: 8,
    6: 1,
    7: 1,
    8: 2,
    9: 4,
    10: 8,
    11: 4,
    12: 8,
    13: 4,
    16: 8,
    17: 8,
    18: 8,
}
_INTEGERS = {1: "B", 3: "H", 4: "I", 13: "I", 16: "Q", 18: "Q"}
_DIB_HEADERS = (12, 40, 52, 56, 64, 108, 124)
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"}
_AVIF_BRANDS = {b"avif", b"avis"}
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")

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


def check_jpeg(body: bytes) -> None:
    """Refuse a JPEG whose scans or directories are made to keep a reader busy. Raises Refusal."""
    scans, exif, at = 0, b"", 2
    while found := _MARKER.search(body, at):
        marker, at = body[found.start() + 1], found.end()
        if marker == 0xD9:
            break
        if marker in {0x01, 0xD8}:  # these two have no length
            continue
        length = int.from_bytes(body[at : at + 2], "big")
        segment = body[at + 2 : at + length]
        if marker == 0xE1 and segment.startswith(b"Exif\0\0"):
            exif += segment[6:]
        elif marker == 0xE2 and segment.startswith(b"MPF\0"):
            _check(segment[4:])
        scans += marker == 0xDA
        if scans > MAX_SCANS:
            raise damaged()
        at += max(length, 2)
    _check(exif)


def check_tiff(body: bytes) -> int:
    """Refuse a TIFF with too many pages, with directories larger than itself, or of a camera's raw kind.

    Returns the number of pages found. Raises Refusal.
    """
    pages = _check(body)
    if pages > MAX_DIRECTORIES:
        raise Refusal(
            f"tệp ảnh có hơn {MAX_DIRECTORIES} trang",
            f"Hãy tách thành nhiều tệp, mỗi tệp không quá {MAX_DIRECTORIES} trang.",
        )
    if body[8:10] == b"CR" or _is_raw(body):
        raise Refusal("đây là ảnh thô của máy ảnh", TO_JPEG)
    return pages


def orientation(exif: bytes) -> int:
    """How a photo is to be turned, 1 to 8, from its EXIF block; 1 where that is absent or spoiled.

    Read here and not by the picture library: a spoiled block must not cost a good photo, nor memory.
    """
    data = exif.removeprefix(b"Exif\0\0")
    try:
        for entry in next(_directories(data), _Directory(())).entries:
            if entry.tag == ORIENTATION and entry.number in range(1, 9):
                return entry.number
    except Refusal:
        pass
    return 1


@dataclass(frozen=True)
class _Entry:
    tag: int
    bytes: int
    number: int  # its value where it is one whole number, else -1


@dataclass(frozen=True)
class _Directory:
    entries: tuple[_Entry, ...]
    is_page: bool = True


def _check(data: bytes) -> int:
    """Hold every directory to the size of the data it lies in: entries may share bytes, but not without end."""
    pages = 0
    for directory in _directories(data):
        if sum(entry.bytes for entry in directory.entries) > 2 * len(data) + 65536:
            raise damaged()
        pages += directory.is_page
    return pages


def _is_raw(body: bytes) -> bool:
    """Whether the first directory is that of DNG, NEF or ARW: a preview, with the photo itself in a format apart."""
    tags = {entry.tag: entry.number for entry in next(_directories(body), _Directory(())).entries}
    return DNG_VERSION in tags or (SUB_IFDS in tags and tags.get(NEW_SUBFILE_TYPE) == 1)


def _directories(data: bytes) -> Iterator[_Directory]:
    """The directories of a TIFF in their order, each followed by those it points to. Loops and cuts end the walk;

    a page beyond the end counts as one, so that whoever reads it finds out.
    """
    if len(data) < 16 or data[:2] not in {b"II", b"MM"}:
        return
    order = "<" if data[:2] == b"II" else ">"
    big = 43 in {data[2], data[3]}
    word = "Q" if big else "I"
    waiting = [(struct.unpack_from(order + word, data, 8 if big else 4)[0], True)]
    seen: set[int] = set()
    pages = 0
    while waiting:
        at, is_page = waiting.pop()
        if at in seen or at <= 0:
            continue
        seen.add(at)
        directory, following, pointed = _directory(data, at, order, big)
        yield replace(directory, is_page=is_page)
        pages += is_page
        if is_page and pages <= MAX_DIRECTORIES:
            waiting.append((following, True))
        waiting += [(pointer, False) for pointer in pointed]


def _directory(data: bytes, at: int, order: str, big: bool) -> tuple[_Directory, int, list[int]]:
    count_form, form, word = ("Q", "HHQ", "Q") if big else ("H", "HHI", "I")
    inline, step = (8, 20) if big else (4, 12)
    entries, pointed, following = [], [], 0
    try:
        count = struct.unpack_from(order + count_form, data, at)[0]
        if count > MAX_ENTRIES:
            raise damaged()
        at += struct.calcsize(count_form)
        for _ in range(count):
            tag, kind, many = struct.unpack_from(order + form, data, at)
            size = _TYPE_BYTES.get(kind, 1) * many
            number = -1
            if many == 1 and kind in _INTEGERS:
                number = struct.unpack_from(order + _INTEGERS[kind], data, at + step - inline)[0]
            entries.append(_Entry(tag, min(size, len(data)) if size > inline else 0, number))
            if tag in _POINTERS:
                pointed.append(number)
            at += step
        following = struct.unpack_from(order + word, data, at)[0]
    except struct.error:  # cut: what was read counts
        pass
    return _Directory(tuple(entries)), following, pointed


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
