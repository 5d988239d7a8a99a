"""Files that lie with their bones: no ZIP at all, cut, doubled, overlapping, bombs, strange names and methods."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace

from tdkt_desktop.domain.errors import WrongFile
from tests.exchange.hostile.cases import Case
from tests.exchange.hostile.making import PHOTO_DIGEST, Draft, Raw, large_end, plain_zip, raw_zip, raws


def _strange(name: bytes, **over: int) -> bytes:
    """An honest package with one more entry under a strange name, listed and hashed as if it belonged there."""
    draft = Draft(entries={name.decode("utf-8", "replace"): b"x"}, manifest={"version": "1.9"})
    entries = [replace(one, name=name, **over) if one.body == b"x" else one for one in raws(draft)]  # type: ignore[arg-type]
    return raw_zip(entries)


def _changed(index: int, **over: object) -> bytes:
    entries = raws()
    entries[index] = replace(entries[index], **over)  # type: ignore[arg-type]
    return raw_zip(entries)


def _bomb() -> bytes:
    """A log of 150 MB that takes up 150 kB."""
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = b"\n" * 1_000_000
    packed = b"".join(machine.compress(piece) for _ in range(150)) + machine.flush()
    crc = 0
    for _ in range(150):
        crc = zlib.crc32(piece, crc)
    entries = raws()
    entries[3] = replace(entries[3], packed=packed, size=150_000_000, crc=crc)
    return raw_zip(entries)


def _quiet_bomb() -> bytes:
    """Claims 500 bytes and unpacks to 100 MB."""
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join(machine.compress(b"0" * 1_000_000) for _ in range(100)) + machine.flush()
    return _changed(0, packed=packed, size=500, crc=0)


def _claimed(size: int) -> bytes:
    """List, header and manifest agree on a size that is not true."""
    entries = raws(Draft(listed={"revisions.jsonl": {"size": size, "sha256": "0" * 64}}))
    return raw_zip([replace(one, size=size) if one.name == b"revisions.jsonl" else one for one in entries])


def _overlapping() -> bytes:
    """The quoted-overlap bomb: every entry is a stored piece that holds the headers and data of those behind it."""
    kernel = b"\n" * 100_000
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = machine.compress(kernel) + machine.flush()
    names = [f"attachments/{number:064x}".encode() for number in range(60)]
    crc, size = zlib.crc32(kernel), len(kernel)
    tail = b""
    local = struct.Struct("<4s5H3I2H")
    locals_: list[tuple[bytes, int]] = []
    central = bytearray()
    for name in reversed(names):
        quote = (
            b"\x00" + struct.pack("<HH", len(tail), len(tail) ^ 0xFFFF)
            if len(tail) < 65_536 and tail
            else b""
        )
        body = quote + packed if not quote else quote + tail
        head = local.pack(b"PK\x03\x04", 20, 0, 8, 0, 0x2821, crc, len(body), size, len(name), 0) + name
        locals_.append((name, len(body)))
        tail = head + body
    at = 0
    for name, length in reversed(locals_):
        central += struct.pack(
            "<4s6H3I5H2I",
            b"PK\x01\x02",
            20,
            20,
            0,
            8,
            0,
            0x2821,
            crc,
            length,
            size,
            len(name),
            0,
            0,
            0,
            0,
            0,
            at,
        )
        central += name
        at += local.size + len(name) + 5
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, len(names), len(names), len(central), len(tail), 0)
    return tail + bytes(central) + end


def _same_bytes() -> bytes:
    """Two names for one piece of data."""
    entries = raws()
    return raw_zip([*entries, replace(entries[4], name=b"attachments/" + b"b" * 64, offset=0, phantom=True)])


def _many() -> bytes:
    entries = (Raw(b"a%d" % number, method=0) for number in range(100_000))
    return raw_zip(entries, count=0xFFFF, honest_large=True)


def _lying_large_end() -> bytes:
    """The large form of the last record points into the middle of a photo."""
    return raw_zip(raws(), large=large_end(1, 46, 100, 200))


def _large_size() -> bytes:
    return _changed(3, size=0xFFFFFFFF, central_extra=struct.pack("<HHQ", 1, 8, 1 << 40))


def _second_directory() -> bytes:
    """A whole other package in front: readers that look for the first end see one, others the other."""
    return Draft(manifest={"team": "D2"}).packed() + Draft().packed()


def _gap() -> bytes:
    return raw_zip(raws(), between=b"bi mat")


def _nested() -> bytes:
    """Packages within packages: what is inside is never opened, so the outermost list decides."""
    inner = Draft().packed()
    for _ in range(5):
        inner = plain_zip({"trong.tdkt": inner})
    return inner


def _truncated(part: float) -> bytes:
    whole = Draft().packed()
    return whole[: int(len(whole) * part)]


PACKAGE = Draft().packed
CASES = (
    Case("empty file", lambda: b"", "tệp rỗng"),
    Case("one byte", lambda: b"P", "không phải tệp .tdkt", WrongFile),
    Case("plain text", "không phải tệp nén".encode, "không phải tệp .tdkt", WrongFile),
    Case("a picture", lambda: b"\x89PNG\r\n\x1a\n" + b"0" * 500, "không phải tệp .tdkt", WrongFile),
    Case("a campaign file", lambda: b"SQLite format 3\x00" + b"\0" * 500, "tệp đợt kiểm tra của một máy", WrongFile),
    Case("another ZIP", lambda: plain_zip({"a.txt": b"x"}), "không phải tệp .tdkt", WrongFile),
    Case("a ZIP in a ZIP in a ZIP", _nested, "không phải tệp .tdkt", WrongFile),
    Case("an empty ZIP", lambda: raw_zip([]), "không phải tệp .tdkt", WrongFile),
    Case("cut in the middle", lambda: _truncated(0.5), "bị cắt mất phần cuối"),
    Case("cut by one byte", lambda: PACKAGE()[:-1], "bị cắt mất phần cuối"),
    Case("the front is missing", lambda: b"PK" + PACKAGE()[1000:], "bị cắt mất một phần"),
    Case("bytes in front", lambda: b"PK lac loai" + PACKAGE(), "dữ liệu lạ ở đầu"),
    Case("a program in front", lambda: b"MZ" + b"\0" * 500 + PACKAGE(), "không phải tệp .tdkt", WrongFile),
    Case("two packages in one file", _second_directory, "dữ liệu lạ ở đầu"),
    Case("bytes behind", lambda: PACKAGE() + b"them vao", "dữ liệu lạ ở cuối"),
    Case("a comment", lambda: raw_zip(raws(), comment=b"PK\x05\x06 ghi chu"), "ghi chú hoặc dữ liệu lạ"),
    Case("a comment of an entry", lambda: _changed(2, comment=b"ghi chu"), "mang ghi chú"),
    Case("bytes between entries", _gap, "dữ liệu lạ giữa"),
    Case("an entry that is not listed", lambda: _changed(2, hidden=True), "dữ liệu lạ giữa"),
    Case("an entry that is not there", lambda: _changed(4, phantom=True, offset=0), "nằm đè lên nhau"),
    Case("two names for the same bytes", _same_bytes, "nằm đè lên nhau"),
    Case("quoted overlap", _overlapping, "nằm đè lên nhau"),
    Case("a bomb", _bomb, "phình to bất thường"),
    Case("a bomb that claims to be small", _quiet_bomb, "phình to hơn kích thước đã khai"),
    Case("a size below the truth", lambda: _claimed(10), "nhật ký phình to hơn kích thước đã khai"),
    Case("a size above the truth", lambda: _claimed(50_000), "ngắn hơn kích thước đã khai"),
    Case("a size that only the ZIP claims", lambda: _changed(3, size=50_000), "không khớp kích thước trong bảng kê"),
    Case("30,000 entries", lambda: raw_zip(Raw(b"a%d" % n, method=0) for n in range(30_000)), "nhiều nhất 20000"),
    Case("a wrong checksum", lambda: _changed(3, crc=1), "nhật ký không khớp mã kiểm tra"),
    Case("a header that contradicts the list", lambda: _changed(3, local_size=7), "khác với danh sách"),
    Case("another name in the header", lambda: _changed(3, local_name=b"revisions.jsonX"), "khác với danh sách"),
    Case("spoiled deflate", lambda: _changed(3, packed=b"\xff" * 300), "hỏng phần nén"),
    Case("deflate with something behind", lambda: _changed(3, packed=_padded()), "hỏng phần nén"),
    Case("stored with two sizes", lambda: _changed(3, method=0, packed=b"abc"), "hai kích thước"),
    Case("twice the same name", lambda: raw_zip([*raws(), raws()[3]]), "nhật ký có hai lần"),
    Case("100,000 entries", _many, "quá nhiều thành phần"),
    Case("a count that lies", lambda: raw_zip(raws(), count=3), "danh sách thành phần không đọc được"),
    Case("more counted than there", lambda: raw_zip(raws(), count=9), "danh sách thành phần không đọc được"),
    Case("a directory elsewhere", lambda: raw_zip(raws(), start=10), "dữ liệu lạ ở đầu"),
    Case("a directory beyond the end", lambda: raw_zip(raws(), start=10**9), "bị cắt mất một phần"),
    Case("one part of several", lambda: raw_zip(raws(), disk=1), "chia nhiều tập"),
    Case("ZIP64 that contradicts", _lying_large_end, "phần mở rộng cho tệp lớn"),
    Case("ZIP64 with a huge size", _large_size, "kích thước không có thật"),
    Case("ZIP64 place that is not there", lambda: _changed(3, offset=0xFFFFFFFF), "chỗ nằm không có thật"),
    Case("encrypted entry", lambda: _changed(3, flags=1), "khóa bằng phần mềm nén khác"),
    Case("strong encryption", lambda: _changed(3, flags=0x40), "khóa bằng phần mềm nén khác"),
    Case("bzip2", lambda: _changed(3, method=12), "cách nén mà tệp .tdkt không dùng"),
    Case("LZMA", lambda: _changed(3, method=14), "cách nén mà tệp .tdkt không dùng"),
    Case("an unknown method", lambda: _changed(3, method=99), "cách nén mà tệp .tdkt không dùng"),
    Case("a link", lambda: _changed(3, attributes=0o120777 << 16), "lối tắt"),
    Case("zip slip", lambda: _strange(b"../../trom.txt"), "trỏ ra ngoài tệp"),
    Case("zip slip of Windows", lambda: _strange(b"..\\..\\trom.txt"), "trỏ ra ngoài tệp"),
    Case("zip slip further in", lambda: _strange(b"attachments/../../trom"), "trỏ ra ngoài tệp"),
    Case("an absolute name", lambda: _strange(b"/etc/cron.d/trom"), "trỏ thẳng tới ổ đĩa"),
    Case("a drive", lambda: _strange(b"C:/Windows/trom.dll"), "trỏ thẳng tới ổ đĩa"),
    Case("a network share", lambda: _strange(b"\\\\may-chu\\trom"), "trỏ thẳng tới ổ đĩa"),
    Case("a device of Windows", lambda: _strange(b"con"), "thiết bị của Windows"),
    Case("a device with an ending", lambda: _strange(b"checklists/nul.json"), "thiết bị của Windows"),
    Case("a bidirectional name", lambda: _strange("anh\u202egpj.exe".encode()), "đảo chiều chữ"),
    Case("a control sign in a name", lambda: _strange(b"anh\x00.jpg"), "ký tự ẩn"),
    Case("a name that is not UTF-8", lambda: _strange(b"\xff\xfe\xff"), "bảng mã lạ"),
    Case("a name without end", lambda: _strange(b"a" * 5000), "quá dài"),
    Case("an empty name", lambda: _strange(b""), "để trống"),
    Case("a folder", lambda: _strange(b"thu-muc/"), "là thư mục"),
    Case("capital letters", lambda: _strange(b"Manifest.json"), "không đúng quy ước"),
    Case("an alternate stream", lambda: _strange(b"a.txt:an"), "không đúng quy ước"),
    Case("a file that is named by no hash", lambda: _strange(b"attachments/anh.jpg"), "không mang tên bằng mã"),
    Case("a hash in capitals", lambda: _strange(f"attachments/{PHOTO_DIGEST.upper()}".encode()), "minh chứng không mang"),
    Case("a checklist under another name", lambda: _strange(b"checklists/khac.json"), "danh mục không mang tên"),
    Case("extra fields", lambda: _changed(3, extra=b"\x55\x54\x05\x00\x01abcd", central_extra=b"UT\x05\x00\x01abcd"),
         taken="times of other packers say nothing and are overlooked"),
    Case("flags of other packers", lambda: _changed(3, flags=0x806), taken="how hard it was packed says nothing"),
)  # fmt: skip


def _padded() -> bytes:
    machine = zlib.compressobj(6, zlib.DEFLATED, -15)
    return machine.compress(raws()[3].body) + machine.flush() + b"bi mat"
