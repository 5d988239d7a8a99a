"""JSON from strangers: one meaning for every reader, or refused.

Since format 1.2 every line of the log is canonical JSON, so a line is checked by writing it again: no key twice, no
number written in two ways, no escaped letters. Older packages and the manifest are parsed strictly instead.
"""

from __future__ import annotations

import json
from typing import NoReturn

from tdkt_desktop.domain.values import Plain
from tdkt_desktop.exchange.package.model import BadPackage

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def canonical_text(plain: Plain) -> str:
    """As `domain.revisions.canonical`, with the encoder made once; NaN is refused (ValueError)."""
    return _encode(plain)


def canonical_bytes(plain: Plain) -> bytes:
    """The canonical text as it lies in a package."""
    return _encode(plain).encode()


def parse_canonical(body: bytes) -> Plain:
    """Read JSON that must be canonical. Raises BadPackage saying how it is not."""
    try:
        text = body.decode()
        plain = json.loads(text)
        if _encode(plain) == text:
            return plain
    except (ValueError, RecursionError):
        pass
    parse_strict(body)
    raise BadPackage("không ghi theo cách chuẩn (khóa xếp thứ tự, không dấu cách thừa)")


def parse_strict(body: bytes) -> Plain:
    """Read JSON in which no key stands twice and every number is a whole one. Raises BadPackage."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise BadPackage("chữ viết bằng bảng mã lạ, không phải UTF-8") from None
    try:
        plain = json.loads(
            text,
            object_pairs_hook=_no_twins,
            parse_constant=_no_constant,
            parse_float=_no_fraction,
            parse_int=_short,
        )
        _encode(plain).encode()
    except BadPackage:
        raise
    except RecursionError:
        raise BadPackage("dữ liệu lồng nhau quá sâu") from None
    except UnicodeEncodeError:
        raise BadPackage("chứa nửa ký tự không thành chữ") from None
    except ValueError:
        raise BadPackage("không đọc được nội dung JSON") from None
    return plain


def _no_twins(pairs: list[tuple[str, Plain]]) -> dict[str, Plain]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BadPackage("một khóa được ghi hai lần")
    return found


def _no_constant(word: str) -> NoReturn:
    raise BadPackage(f"chứa “{word}”, không phải con số")


def _no_fraction(word: str) -> NoReturn:
    raise BadPackage(f"chứa số lẻ {word[:40]} ở chỗ chỉ ghi số nguyên")


def _short(word: str) -> int:
    if len(word) > 301:
        raise BadPackage("chứa con số dài quá mức cho phép")
    return int(word)
