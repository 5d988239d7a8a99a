"""The bones of a ZIP, read strictly: every byte of the file belongs to exactly one entry or to the directory.

Python's zipfile forgives much: bytes in front, comments behind, entries that lie over each other, headers that contradict
the directory. Each of these is a way to show one content to one reader and another to the next, or to unpack a small
file into a very large one. Here the directory is bounded before it is read, and every header must agree with it.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import IO

from tdkt_desktop.exchange.package.directory import Listed, read_directory
from tdkt_desktop.exchange.package.model import CHUNK, BadPackage, Entry
from tdkt_desktop.exchange.package.names import called

_LOCAL = struct.Struct("<4s5H3I2H")
_LONGEST_EXTRA = 64


def read_layout(file: IO[bytes], length: int) -> dict[str, Entry]:
    """Every entry by name. Raises BadPackage unless the file is a plain ZIP from its first byte to its last."""
    listed, directory_start = read_directory(file, length)
    entries, expected = {}, 0
    for one in sorted(listed, key=lambda one: one.offset):
        if one.offset < expected:
            raise BadPackage("các thành phần nằm đè lên nhau")
        if one.offset > expected:
            raise BadPackage("có dữ liệu lạ giữa các thành phần")
        start = _data_start(file, one)
        expected = start + one.packed_size + _descriptor(file, one, start + one.packed_size)
        if expected > directory_start:
            raise BadPackage("các thành phần nằm đè lên nhau")
        entries[one.name] = Entry(one.name, one.method == 8, one.crc, one.packed_size, one.size, start)
    if expected != directory_start:
        raise BadPackage("có dữ liệu lạ giữa các thành phần")
    return {one.name: entries[one.name] for one in listed}


def _data_start(file: IO[bytes], one: Listed) -> int:
    """Where the bytes of an entry begin, after a header that says what the directory says."""
    raw_name = one.name.encode()
    file.seek(one.offset)
    head = file.read(_LOCAL.size + len(raw_name))
    if len(head) < _LOCAL.size + len(raw_name) or head[:4] != b"PK\x03\x04":
        raise BadPackage("danh sách thành phần trỏ sai chỗ")
    _, _, flags, method, _, _, crc, packed, size, name_length, extra = _LOCAL.unpack_from(head)
    follows = bool(one.flags & 0x8)  # crc and sizes stand after the data
    said = (crc, packed, size)
    if (
        (flags, method, name_length) != (one.flags, one.method, len(raw_name))
        or head[_LOCAL.size :] != raw_name
        or said not in ((one.crc, one.packed_size, one.size), *([(0, 0, 0)] if follows else []))
        or extra > _LONGEST_EXTRA
    ):
        raise BadPackage(f"phần đầu của {called(one.name)} khác với danh sách thành phần")
    return one.offset + len(head) + int(extra)


def _descriptor(file: IO[bytes], one: Listed, at: int) -> int:
    """The length of what follows the data of an entry that was written as a stream."""
    if not one.flags & 0x8:
        return 0
    file.seek(at)
    if file.read(16) != struct.pack("<4s3I", b"PK\x07\x08", one.crc, one.packed_size, one.size):
        raise BadPackage(f"phần cuối của {called(one.name)} khác với danh sách thành phần")
    return 16


def pieces(file: IO[bytes], entry: Entry) -> Iterator[bytes]:
    """The unpacked bytes of an entry in pieces; never more than it claims. Raises BadPackage when it claims wrongly."""
    counted, crc = 0, 0
    for piece in _unpacked(file, entry) if entry.packed else _stored(file, entry):
        counted += len(piece)
        if counted > entry.size:
            raise BadPackage(f"{called(entry.name)} phình to hơn kích thước đã khai")
        crc = zlib.crc32(piece, crc)
        yield piece
    if counted != entry.size:
        raise BadPackage(f"{called(entry.name)} ngắn hơn kích thước đã khai")
    if crc != entry.crc:
        raise BadPackage(f"{called(entry.name)} không khớp mã kiểm tra")


def _stored(file: IO[bytes], entry: Entry) -> Iterator[bytes]:
    position, end = entry.start, entry.start + entry.packed_size
    while position < end:
        file.seek(position)  # others may read from this file between two pieces
        if not (piece := file.read(min(CHUNK, end - position))):
            return
        position += len(piece)
        yield piece


def _unpacked(file: IO[bytes], entry: Entry) -> Iterator[bytes]:
    machine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for packed in _stored(file, entry):
            if machine.eof:
                raise BadPackage(f"{called(entry.name)} bị hỏng phần nén")
            waiting = packed
            while waiting and not machine.eof:
                yield machine.decompress(waiting, CHUNK)
                waiting = machine.unconsumed_tail
        while not machine.eof and (rest := machine.decompress(b"", CHUNK)):
            yield rest
    except zlib.error:
        raise BadPackage(f"{called(entry.name)} bị hỏng phần nén") from None
    if not machine.eof or machine.unused_data:
        raise BadPackage(f"{called(entry.name)} bị hỏng phần nén")
