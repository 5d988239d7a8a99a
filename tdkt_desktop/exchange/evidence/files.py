"""Evidence from phones, cameras and scanners: what is taken in, under which name, and how it is shown and printed.

A file is judged by its bytes, never by its name. The bytes are kept as they came; what is shown or printed is made anew
from them without a place, a camera or an author in it.
"""

from __future__ import annotations

import hashlib
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tdkt_desktop.domain.errors import TdktError
from tdkt_desktop.exchange.evidence.headers import (
    BMP,
    HEAD,
    HEIC,
    JPEG,
    PDF,
    PNG,
    TIFF,
    WEBP,
    Refusal,
    media_of,
)
from tdkt_desktop.exchange.evidence.reader import ask
from tdkt_desktop.vietnamese.text import nfc, squeeze

MAX_PICTURE = 25_000_000
MAX_PDF = 50_000_000
MAX_NAME = 80  # letters; three bytes each still fit every file system
SUFFIXES = {
    JPEG: (".jpg", ".jpeg", ".jpe", ".jfif"),
    PNG: (".png",),
    WEBP: (".webp",),
    TIFF: (".tif", ".tiff"),
    BMP: (".bmp", ".dib"),
    HEIC: (".heic", ".heif"),
    PDF: (".pdf",),
}
_KNOWN = {suffix for suffixes in SUFFIXES.values() for suffix in suffixes}
_FORBIDDEN = str.maketrans(dict.fromkeys('<>:"|?*', "_"))
_RESERVED = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    *(f"{port}{number}" for port in ("COM", "LPT") for number in range(10)),
}
_PULLED = "Hãy kiểm tra USB hoặc thẻ nhớ đã cắm, hoặc chép tệp về máy này rồi thêm lại."


class EvidenceRefused(TdktError):
    """A file that cannot serve as evidence; nothing was stored."""


@dataclass(frozen=True)
class EvidenceFile:
    """A file that can serve as evidence, with what is known of it. Width and height are those of the first page."""

    digest: str  # SHA-256 of the bytes as they came
    name: str
    media: str
    size: int
    width: int  # upright; points of a picture, 1/72 inch of a PDF
    height: int
    pages: int
    body: bytes


def read_evidence(source: Path | bytes, name: str = "") -> EvidenceFile:
    """Read and check a file, or bytes that were pasted or dropped. Raises EvidenceRefused with cause and remedy."""
    called = name or (source.name if isinstance(source, Path) else "")
    try:
        body, media = _from_path(source) if isinstance(source, Path) else _from_bytes(source)
        shape, _ = ask({"wanted": "shape", "media": media}, body)
    except Refusal as refusal:
        words = f"Không nhận tệp {shown}" if (shown := _cleaned(called)[:MAX_NAME]) else "Không nhận tệp này"
        raise EvidenceRefused(f"{words}: {refusal.cause}.", refusal.remedy) from refusal
    return EvidenceFile(
        digest=hashlib.sha256(body).hexdigest(),
        name=clean_name(called, media),
        media=media,
        size=len(body),
        width=int(shape["width"]),
        height=int(shape["height"]),
        pages=int(shape["pages"]),
        body=body,
    )


def thumbnail(body: bytes, media: str, side: int = 160) -> bytes:
    """A small PNG of the picture or of the first page, upright. Raises EvidenceRefused."""
    return _small(body, media, "png", side)


def print_copy(body: bytes, media: str, long_side: int = 1400) -> bytes:
    """A JPEG for paper: upright, plain RGB on white, nothing in it but the picture. Raises EvidenceRefused."""
    return _small(body, media, "jpeg", long_side)


def clean_name(name: str, media: str) -> str:
    """A name that is safe on every system and ends as its content demands, so that no disguise survives."""
    stem = _cleaned(name)
    suffix = Path(stem).suffix.lower()
    if suffix in _KNOWN:
        stem = stem[: -len(suffix)]
    ending = suffix if suffix in SUFFIXES[media] else SUFFIXES[media][0]
    stem = stem.strip(" .") or "minh-chung"
    if stem.partition(".")[0].upper() in _RESERVED:
        stem = f"_{stem}"
    return f"{stem[:MAX_NAME].rstrip(' .')}{ending}"


def _cleaned(name: str) -> str:
    """The last part of a path without what file systems or eyes stumble over (line ends, turned writing)."""
    last = nfc(name).replace("\\", "/").rstrip("/").rpartition("/")[2].translate(_FORBIDDEN)
    visible = "".join(letter if unicodedata.category(letter)[0] != "C" else " " for letter in last)
    return squeeze(visible).strip(" .")


def _small(body: bytes, media: str, wanted: str, side: int) -> bytes:
    try:
        if media_of(body[:HEAD]) != media:
            raise Refusal("nội dung không đúng loại đã ghi", "Hãy thêm lại minh chứng từ ảnh gốc.")
        _, picture = ask({"wanted": wanted, "media": media, "side": side}, body)
    except Refusal as refusal:
        raise EvidenceRefused(f"Không xem được minh chứng: {refusal.cause}.", refusal.remedy) from refusal
    return picture


def _from_bytes(body: bytes) -> tuple[bytes, str]:
    media = media_of(body[:HEAD])
    _check_bytes(len(body), media)
    return body, media


def _from_path(path: Path) -> tuple[bytes, str]:
    """The bytes of a file, never more than its kind may have, whatever its directory entry says."""
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):  # a device or a pipe would never end, or never begin
            raise Refusal("đây là thư mục, không phải tệp", "Hãy mở thư mục và chọn từng ảnh hoặc tệp PDF.")
        with path.open("rb") as file:
            head = file.read(HEAD)
            media = media_of(head)
            _check_bytes(facts.st_size, media)
            body = head + _rest(file, _limit(media) + 1 - len(head))
    except FileNotFoundError as error:
        raise Refusal("không còn thấy tệp", _PULLED) from error
    except PermissionError as error:
        raise Refusal(
            "tệp không cho đọc, hoặc đang mở ở chương trình khác",
            "Hãy đóng chương trình đó, hoặc chép tệp ra chỗ khác rồi thêm lại.",
        ) from error
    except (OSError, ValueError) as error:  # ValueError: a name no system takes
        raise Refusal("không đọc được tệp", _PULLED) from error
    _check_bytes(len(body), media)
    return body, media


def _rest(file: IO[bytes], most: int) -> bytes:
    pieces = []
    while most > 0 and (piece := file.read(min(most, 1 << 20))):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)


def _limit(media: str) -> int:
    return MAX_PDF if media == PDF else MAX_PICTURE


def _check_bytes(size: int, media: str) -> None:
    if size <= _limit(media):
        return
    if media == PDF:
        raise Refusal(
            f"tệp PDF quá lớn (tối đa {MAX_PDF // 1_000_000} MB)",
            "Hãy quét lại ở độ nét thấp hơn, hoặc tách thành nhiều tệp.",
        )
    remedy = (
        "tách thành nhiều tệp, hoặc lưu thành PDF"
        if media == TIFF
        else "lưu lại thành JPEG, hoặc thu nhỏ ảnh"
    )
    raise Refusal(f"ảnh quá lớn (tối đa {MAX_PICTURE // 1_000_000} MB)", f"Hãy {remedy} rồi thêm lại.")
