"""What the values of the revision log may look like: small readers that accept or say in Vietnamese what is wrong.

They accept whatever the program itself has ever written, and nothing that stops it from reading its own log: what is
in the log stays there for ever.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache

from tdkt_desktop.domain.values import Plain

Reader = Callable[[Plain], None]
MAX_TEXT = 1_000_000  # letters in one field: far more than anybody types, little enough to hold in memory
MAX_LINES = 10_000
MAX_DEPTH, MAX_UNKNOWN = 12, 200_000  # of values that only a newer version understands
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)  # no file of Windows
_NUMBER = re.compile(r"-?\d{1,300}(\.\d{1,300})?")  # no exponent: "1e999999999" would fill the memory
_POSITION = re.compile(r"-?\d{1,300}(\.\d{1,60})?(e[+-]?\d{1,2})?")
_MOST = 10**300  # below the largest floating-point number, so that nothing overflows while drawing or adding
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}(:\d{2})?)?")
_HEX = re.compile(r"[0-9a-f]+")
# Signs that steer a screen or turn the reading direction: with them a name looks like another one.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufff9-\uffff\ud800-\udfff]")


class BadRevision(ValueError):
    """A revision that no version of the program writes; `reason` is Vietnamese, without a full stop."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def shown(raw: object) -> str:
    """A value as a message can show it: short, and without signs that would spoil the line."""
    text = _UNSEEN.sub("·", str(raw)[:40])
    return f"{text}…" if len(str(raw)) > 40 else text


def is_plainly_written(text: str) -> bool:
    """Whether a text holds no control sign and none that turns the reading direction."""
    return _UNSEEN.search(text) is None


def is_safe_code(code: str) -> bool:
    """Whether a code can become part of a file's name on every machine."""
    plain = 0 < len(code) <= 100 and is_plainly_written(code) and code == code.strip()
    return (
        plain and not set(code) & set('/\\:*?"<>|') and bool(code.strip(".")) and not _DEVICE.fullmatch(code)
    )


def plainly_written(text: str) -> str:
    """A text as one line without such signs."""
    return _UNSEEN.sub(" ", text)


def is_hex(raw: Plain, length: int) -> bool:
    return isinstance(raw, str) and len(raw) == length and _HEX.fullmatch(raw) is not None


def is_moment(raw: Plain) -> bool:
    """Whether this is a moment in the form that `recorded_at` has (ISO 8601)."""
    return isinstance(raw, str) and len(raw) <= 45 and _is_moment(raw)


@lru_cache(maxsize=5000)  # a burst of typing has few moments
def _is_moment(text: str) -> bool:
    if not _MOMENT.fullmatch(text):
        return False
    try:
        dt.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def text(raw: Plain) -> None:
    if not isinstance(raw, str):
        raise BadRevision("giá trị cần là chữ")
    if len(raw) > MAX_TEXT:
        raise BadRevision(f"đoạn chữ dài {len(raw)} ký tự, quá mức cho phép")


def short_text(longest: int) -> Reader:
    """A reader of one line: a code, a digest, a file's name."""

    def read(raw: Plain) -> None:
        if not isinstance(raw, str):
            raise BadRevision("giá trị cần là chữ")
        if len(raw) > longest:
            raise BadRevision(f"đoạn chữ dài {len(raw)} ký tự, quá mức cho phép")
        if not is_plainly_written(raw):
            raise BadRevision(f"“{shown(raw)}” chứa ký tự ẩn")

    return read


def flag(raw: Plain) -> None:
    if not isinstance(raw, bool):
        raise BadRevision("giá trị cần là có hoặc không")


def whole(least: int, most: int) -> Reader:
    """A reader of whole numbers between two bounds; 1.0 and true are none."""

    def read(raw: Plain) -> None:
        if type(raw) is not int:
            raise BadRevision(f"“{shown(raw)}” không phải số nguyên")
        if not least <= raw <= most:
            raise BadRevision("số nằm ngoài khoảng cho phép")

    return read


def number(raw: Plain) -> None:
    """An amount: a whole number, or decimal text. Never a float: floats lose digits."""
    if type(raw) is int:
        if abs(raw) >= _MOST:
            raise BadRevision("con số dài quá mức cho phép")
    elif not isinstance(raw, str) or not _NUMBER.fullmatch(raw):
        raise BadRevision(f"“{shown(raw)}” không phải con số đúng cách ghi")


def whole_number(raw: Plain) -> None:
    number(raw)
    if not isinstance(raw, int):
        raise BadRevision(f"“{shown(raw)}” không phải số nguyên")


def position(raw: Plain) -> None:
    if type(raw) is not int and not (isinstance(raw, str) and _POSITION.fullmatch(raw)):
        raise BadRevision(f"“{shown(raw)}” không phải thứ tự dòng")


def date(raw: Plain) -> None:
    """A day (YYYY-MM-DD), or blank."""
    if raw == "":
        return
    try:
        if not isinstance(raw, str) or not _DATE.fullmatch(raw):
            raise ValueError(raw)
        dt.date.fromisoformat(raw)
    except ValueError:
        raise BadRevision(f"“{shown(raw)}” không phải ngày có thật") from None


def digest(raw: Plain) -> None:
    if not is_hex(raw, 64):
        raise BadRevision(f"“{shown(raw)}” không phải mã của tệp")


def digest_or_blank(raw: Plain) -> None:
    if raw != "":
        digest(raw)


def lines(raw: Plain) -> None:
    if not isinstance(raw, list):
        raise BadRevision("giá trị cần là các dòng chữ")
    if len(raw) > MAX_LINES:
        raise BadRevision("có quá nhiều dòng")
    for line in raw:
        text(line)


def named_texts(raw: Plain) -> None:
    """Texts by name: what each figure of a section said."""
    if not isinstance(raw, dict) or len(raw) > MAX_LINES:
        raise BadRevision("giá trị cần là các dòng chữ có tên")
    for name, part in raw.items():
        text(name)
        text(part)


def one_of(what: str, known: Iterable[str]) -> Reader:
    """A reader of one of some words; `what` names them in messages ("kết luận")."""
    words = frozenset(str(word) for word in known)

    def read(raw: Plain) -> None:
        if not isinstance(raw, str) or raw not in words:
            raise BadRevision(f"không biết {what} “{shown(raw)}”")

    return read


def texts(*names: str) -> dict[str, Reader]:
    """Readers of parts that are plain texts."""
    return dict.fromkeys(names, text)


def group(readers: Mapping[str, Reader], required: Collection[str] = ()) -> Reader:
    """A reader of a mapping with known keys only. A newer version may add fields, never parts of a value."""
    needed = frozenset(required)

    def read(raw: Plain) -> None:
        if not isinstance(raw, dict):
            raise BadRevision("giá trị cần là một nhóm mục có tên")
        for key, part in raw.items():
            if (reader := readers.get(key)) is None:
                raise BadRevision(f"không biết mục “{shown(key)}”")
            reader(part)
        if not needed <= raw.keys():
            raise BadRevision(f"thiếu mục “{min(needed - raw.keys())}”")

    return read


def cells(raw: Plain) -> None:
    """The numbers of a table row by column."""
    if not isinstance(raw, dict) or len(raw) > 1000:
        raise BadRevision("các ô của dòng không đúng cách ghi")
    for key, cell in raw.items():
        text(key)
        number(cell)


def unknown(raw: Plain) -> None:
    """What only a newer version understands: kept as it is, within bounds."""
    if _size(raw, MAX_DEPTH) > MAX_UNKNOWN:
        raise BadRevision("giá trị của phiên bản mới hơn lớn quá mức cho phép")


def _size(raw: Plain, depth: int) -> int:
    if depth == 0:
        raise BadRevision("giá trị lồng nhau quá sâu")
    if raw is None or isinstance(raw, bool):
        return 4
    if isinstance(raw, int):
        number(raw)
        return 20
    if isinstance(raw, str):
        return len(raw)
    if isinstance(raw, list):
        return 2 + sum(_size(part, depth - 1) for part in raw)
    if isinstance(raw, dict):
        return 2 + sum(len(key) + _size(part, depth - 1) for key, part in raw.items())
    raise BadRevision("số lẻ cần được ghi bằng chữ số trong dấu nháy")
