"""The directory at the end of a ZIP, bounded before it is read and held to the few features a package uses."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import IO, NamedTuple

from tdkt_desktop.exchange.package.model import (
    COPY_AGAIN,
    MAX_ENTRIES,
    MAX_FILE_BYTES,
    MAX_RATIO,
    MAX_REVISIONS_BYTES,
    NOT_REPACKED,
    SMALL,
    BadPackage,
)
from tdkt_desktop.exchange.package.names import called, decoded

_END = struct.Struct("<4s4H2IH")
_END64, _LOCATOR = struct.Struct("<4sQ2H2I4Q"), struct.Struct("<4sIQI")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_ANY_END = re.compile(rb"PK\x05\x06(?=[\s\S]{18})")
_LONGEST_EXTRA, _LARGE = 64, 0xFFFFFFFF
_MOST_BYTES = MAX_ENTRIES * (_CENTRAL.size + 160 + _LONGEST_EXTRA)
_HARMLESS_FLAGS = 0x2 | 0x4 | 0x8 | 0x800  # how hard it was packed, written as a stream, the name is UTF-8
_LINK = 0o120000


class Listed(NamedTuple):
    """An entry as the directory lists it; `offset` is where its own header begins."""

    name: str
    flags: int
    method: int
    crc: int
    packed_size: int
    size: int
    offset: int


class _End(NamedTuple):
    entries: int
    size: int
    start: int


def read_directory(file: IO[bytes], length: int) -> tuple[list[Listed], int]:
    """The entries as listed, and where the directory begins. Raises BadPackage."""
    end = _read_end(file, length)
    if end.entries > MAX_ENTRIES or end.size > _MOST_BYTES:
        raise BadPackage(f"có quá nhiều thành phần (nhiều nhất {MAX_ENTRIES})")
    file.seek(end.start)
    body = file.read(end.size)
    listed = list(_listed(body, end.entries))
    seen: set[str] = set()
    for one in listed:
        if one.name in seen:
            raise BadPackage(f"{called(one.name)} có hai lần")
        seen.add(one.name)
    return listed, end.start


def _read_end(file: IO[bytes], length: int) -> _End:
    """The record at the very end of the file, and its large form where there is one."""
    file.seek(max(0, length - _END.size))
    tail = file.read(_END.size)
    if len(tail) < _END.size or tail[:4] != b"PK\x05\x06" or tail[20:22] != b"\x00\x00":
        raise _no_end(file, length)
    _, disk, first_disk, here, count, size, start, _ = _END.unpack(tail)
    end, before = _End(count, size, start), length - _END.size
    if (disk, first_disk, here) != (0, 0, count):
        raise BadPackage("là một phần của tệp nén chia nhiều tập", NOT_REPACKED)
    file.seek(max(0, before - _LOCATOR.size))
    locator = file.read(_LOCATOR.size)
    if locator[:4] == b"PK\x06\x07":
        end, before = _large_end(file, end, locator, before - _LOCATOR.size)
    if end.start + end.size != before:
        if end.start + end.size < before:
            raise BadPackage("có dữ liệu lạ ở đầu tệp hoặc trước phần cuối tệp", NOT_REPACKED)
        raise BadPackage("bị cắt mất một phần, có thể chép chưa xong", COPY_AGAIN)
    return end


def _large_end(file: IO[bytes], small: _End, locator: bytes, before: int) -> tuple[_End, int]:
    """The form for files over 2 GB; it must stand right before its locator and agree with the small form."""
    _, disk, at, disks = _LOCATOR.unpack(locator)
    file.seek(max(0, before - _END64.size))
    raw = file.read(_END64.size)
    if len(raw) == _END64.size and at == before - _END64.size and (disk, disks) == (0, 1):
        mark, rest, _, _, this, first, here, count, size, start = _END64.unpack(raw)
        large = _End(count, size, start)
        agrees = all(
            short in (full, limit)
            for short, full, limit in zip(small, large, (0xFFFF, _LARGE, _LARGE), strict=True)
        )
        if (
            mark == b"PK\x06\x06"
            and rest == _END64.size - 12
            and (this, first, here) == (0, 0, count)
            and agrees
        ):
            return large, at
    raise BadPackage("phần mở rộng cho tệp lớn tự mâu thuẫn")


def _no_end(file: IO[bytes], length: int) -> BadPackage:
    """What is wrong with a file that does not end as a package does."""
    at = max(0, length - 66_000)
    file.seek(at)
    tail = file.read(66_000)
    if _ANY_END.search(tail) is None:
        return BadPackage("bị cắt mất phần cuối, có thể chép chưa xong", COPY_AGAIN)
    return BadPackage("có ghi chú hoặc dữ liệu lạ ở cuối tệp", NOT_REPACKED)


def _listed(body: bytes, count: int) -> Iterator[Listed]:
    position = 0
    for _ in range(count):
        if position + _CENTRAL.size > len(body) or body[position : position + 4] != b"PK\x01\x02":
            raise BadPackage("danh sách thành phần không đọc được")
        fields = _CENTRAL.unpack_from(body, position)
        lengths = fields[10:13]
        name_end = position + _CENTRAL.size + lengths[0]
        extra_end = name_end + lengths[1]
        yield _one(fields, body[position + _CENTRAL.size : name_end], body[name_end:extra_end])
        position = extra_end + lengths[2]
    if position != len(body):
        raise BadPackage("danh sách thành phần không đọc được")


def _one(fields: tuple[int, ...], raw_name: bytes, extra: bytes) -> Listed:
    _, _, _, flags, method, _, _, crc, packed, size, _, _, comment, disk, _, attributes, offset = fields
    if not raw_name or len(raw_name) > 600:
        raise BadPackage("tên một thành phần để trống hoặc quá dài")
    name = decoded(raw_name)
    if flags & 0x1 or flags & 0x40:
        raise BadPackage(f"{called(name)} bị khóa bằng phần mềm nén khác", NOT_REPACKED)
    if flags & ~_HARMLESS_FLAGS or method not in (0, 8):
        raise BadPackage(f"{called(name)} dùng cách nén mà tệp .tdkt không dùng", NOT_REPACKED)
    if comment or disk:
        raise BadPackage(f"{called(name)} mang ghi chú hoặc nằm ở tập khác", NOT_REPACKED)
    if (attributes >> 16) & 0o170000 == _LINK:
        raise BadPackage(f"{called(name)} là lối tắt tới tệp khác", NOT_REPACKED)
    offset = _large_offset(name, packed, size, offset, extra)
    if size > max(MAX_FILE_BYTES, MAX_REVISIONS_BYTES) or (
        size > SMALL and size > MAX_RATIO * max(packed, 1)
    ):
        raise BadPackage(f"{called(name)} phình to bất thường khi mở nén")
    if method == 0 and packed != size:
        raise BadPackage(f"{called(name)} khai hai kích thước khác nhau")
    return Listed(name, flags, method, crc, packed, size, offset)


def _large_offset(name: str, packed: int, size: int, offset: int, extra: bytes) -> int:
    """The true place of an entry. Only entries behind the first 2 GB need the large form, and only for their place."""
    if len(extra) > _LONGEST_EXTRA:
        raise BadPackage(f"{called(name)} mang dữ liệu phụ quá dài", NOT_REPACKED)
    is_large = extra[:2] == b"\x01\x00"
    if _LARGE in (packed, size) or (
        is_large and (offset != _LARGE or len(extra) != 12 or extra[2:4] != b"\x08\x00")
    ):
        raise BadPackage(f"{called(name)} khai kích thước không có thật")
    if offset != _LARGE:
        return offset
    if not is_large:
        raise BadPackage(f"{called(name)} khai chỗ nằm không có thật")
    return int.from_bytes(extra[4:12], "little")
