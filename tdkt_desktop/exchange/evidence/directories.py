"""The directories of TIFF files and of photos (an EXIF block is one, too), held to bounds before a library reads them.

Libraries reserve memory from what a directory claims: a small file can claim its own length thousands of times over.
The standard library alone is used here.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tdkt_desktop.exchange.evidence.headers import TO_JPEG, Refusal, damaged

MAX_DIRECTORIES = 100  # pages of a TIFF
MAX_ENTRIES = 4096  # of one directory; cameras write some dozens
MAX_SCANS = 100  # of one JPEG; progressive ones have about ten

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
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


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
