"""The one door through which a workbook from outside comes in: judged as a ZIP before any Excel library reads it.

A merged area or a link over a million rows costs the library a million cells, an entity bomb or a part that unpacks to
gigabytes costs the machine: all are refused by looking at the parts themselves.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl

from tdkt_desktop.domain.errors import FileMissing, WrongFile

MAX_BYTES = 20_000_000
MAX_PARTS, MAX_UNPACKED = 2_000, 100_000_000
MAX_AREA = 200_000  # cells that merged areas and links may cover together
REMEDY = "Hãy mở tệp bằng Excel, chép riêng phần cần dùng sang một tệp mới rồi thử lại; chưa có gì thay đổi."
SAVE_AS = (
    "Hãy mở tệp bằng Excel, bỏ mật khẩu nếu có, lưu lại thành tệp dạng Excel Workbook (*.xlsx) rồi thử lại; "
    "chưa có gì thay đổi."
)
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # how files of Excel 97 to 2003, and locked ones of today, begin
_AREA = re.compile(rb"""<(?:\w+:)?(?:mergeCell|hyperlink)\b[^>]*?\bref\s*=\s*["']([^"']*)["']""")
_XML_STARTS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b" ", b"\n")
_REF = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?")


def open_workbook(path: Path, **options: Any) -> Any:
    """An openpyxl workbook of a file that was found harmless. Raises FileMissing or WrongFile."""
    if not path.is_file():
        raise FileMissing(f"Không thấy tệp {path}.", "Hãy kiểm tra lại tên và thư mục của tệp.")
    if path.stat().st_size > MAX_BYTES:
        raise WrongFile(f"{path.name} lớn quá mức (trên 20 MB).", REMEDY)
    if not openpyxl.DEFUSEDXML:
        raise WrongFile("Bản cài thiếu thành phần đọc Excel an toàn.", "Hãy cài lại phần mềm.")
    try:
        body = io.BytesIO(path.read_bytes())  # judged and read are the same bytes, and no file is left open
        _know(path, body.getvalue()[:8])
        _judge(path, body)
        return openpyxl.load_workbook(body, **options)
    except WrongFile:
        raise
    # Spoiled parts fail in as many ways as the library has lines; none of them is more than "spoiled" to a person.
    except Exception as error:
        raise WrongFile(f"{path.name} bị hỏng hoặc không phải tệp Excel (.xlsx).", REMEDY) from error


def _know(path: Path, start: bytes) -> None:
    """Refuse what Excel opens but an .xlsx file is not, by name."""
    if start == _OLE:
        raise WrongFile(f"{path.name} là tệp Excel đời cũ (.xls) hoặc có đặt mật khẩu.", SAVE_AS)
    if path.suffix.lower() in {".csv", ".txt", ".htm", ".html", ".xls", ".ods"}:
        raise WrongFile(f"{path.name} chưa phải tệp Excel dạng .xlsx.", SAVE_AS)


def _judge(path: Path, body: io.BytesIO) -> None:
    with zipfile.ZipFile(body) as parts:
        infos = parts.infolist()
        if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_UNPACKED:
            raise WrongFile(f"{path.name} phình to bất thường khi mở nén.", REMEDY)
        covered = 0
        for info in infos:
            body_of_part = parts.read(info)
            # A sheet may lie under any name: what looks like XML is judged as XML.
            if info.filename.endswith((".xml", ".rels")) or body_of_part.startswith(_XML_STARTS):
                covered += _judged_part(path, body_of_part)
        if covered > MAX_AREA:
            raise WrongFile(f"{path.name} có vùng gộp ô quá lớn ({covered} ô).", REMEDY)


def _judged_part(path: Path, body: bytes) -> int:
    """How many cells the merged areas and links of a part cover."""
    if b"\x00" in body or b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise WrongFile(f"{path.name} chứa phần dữ liệu không an toàn.", REMEDY)
    covered = 0
    for ref in _AREA.findall(body):
        found = _REF.fullmatch(ref.decode("latin-1").replace("$", ""))
        if found is None:
            raise WrongFile(f"{path.name} có vùng ô không đọc được.", REMEDY)
        first, top, last, bottom = found.groups()
        if last:
            covered += (_column(last) - _column(first) + 1) * (int(bottom) - int(top) + 1)
    return covered


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
