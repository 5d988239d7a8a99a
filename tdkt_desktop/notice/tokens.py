"""Live figures inside a text: "{{n:C01.01}} đơn vị ban hành kế hoạch". A token names what to count, never a number.

The plain form is what is stored, sent and typed by machines. Words in braces that name no known form stay words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from tdkt_desktop.notice.facts import Expected

# What each form shows, in words for the person who picks one.
FORMS = {
    "n": "Số đơn vị thực hiện trên tổng số",
    "w": "Số đơn vị thực hiện, nêu bằng lời (100%, hầu hết, đa số, một số)",
    "do": "Số đơn vị thực hiện",
    "fail": "Số đơn vị chưa thực hiện",
    "na": "Số đơn vị không thuộc đối tượng",
    "un": "Số đơn vị chưa kiểm tra",
    "all": "Tổng số đơn vị",
    "doers": "Tên các đơn vị thực hiện",
    "failers": "Tên các đơn vị chưa thực hiện",
    "nas": "Tên các đơn vị không thuộc đối tượng",
    "uns": "Tên các đơn vị chưa kiểm tra",
    "rest": "Phần còn lại, kèm tên đơn vị (tự ẩn khi không còn)",
    "clause": "Cả câu",
    "only": "Câu chỉ hiện khi mọi đơn vị thực hiện",
    "sum": "Tổng số tiền",
    "each": "Số tiền của từng đơn vị",
    "mix": "Lời nhắc khi số liệu thuộc nhiều kỳ khác nhau",
    "rng": "Số thấp nhất đến số cao nhất",
    "given": "Số đơn vị có số liệu trên tổng số",
    "u": "Tên đơn vị",
    "d": "Nội dung đơn vị ghi",
    "q": "Tên phong trào đơn vị ghi",
    "i": "Kiến nghị",
    "a": "Nhận xét, kết luận về đơn vị",
    "r": "Nhận xét của đoàn về một nội dung",
    "y": "Số đơn vị thực hiện năm trước trên tổng số năm đó",
    "k": "Thông tin chung",
}
COUNTED = (
    "n",
    "w",
    "do",
    "fail",
    "na",
    "un",
    "all",
    "doers",
    "failers",
    "nas",
    "uns",
    "rest",
    "clause",
    "only",
)
_TOKEN = re.compile(r"\{\{([a-z]+):([^{}\n]+)\}\}")
_SPECIAL = re.compile(r"[%{}/+=@\x00-\x1f]")
_ESCAPE = re.compile(r"%([0-9A-F]{2})")


class Token(NamedTuple):
    """One live figure: a form of FORMS and the key of what it shows."""

    form: str
    key: str

    @property
    def text(self) -> str:
        """The plain form."""
        return f"{{{{{self.form}:{self.key}}}}}"


Part = str | Token


@dataclass(frozen=True)
class CountRef:
    """Which answers a counted figure counts: all `questions` as `equals` (None: as the checklist expects).

    `section` says whose wording is meant by the forms that bring words along; blank for bare figures.
    """

    questions: tuple[str, ...]
    equals: Expected = None
    section: str = ""

    @property
    def key(self) -> str:
        said = "+".join(escaped(one) for one in self.questions)
        wanted = "" if self.equals is None else f"={escaped(json.dumps(self.equals, ensure_ascii=False))}"
        return f"{said}{wanted}{f'@{escaped(self.section)}' if self.section else ''}"

    def token(self, form: str) -> Token:
        return Token(form, self.key)


def read_count(key: str) -> CountRef:
    """Read the key of a counted figure. Raises ValueError."""
    rest, _, section = key.partition("@")
    said, marked, wanted = rest.partition("=")
    equals = json.loads(bare(wanted)) if marked else None
    if not isinstance(equals, bool | str | int | None):
        raise ValueError(key)
    return CountRef(tuple(bare(one) for one in said.split("+")), equals, bare(section))


@lru_cache(maxsize=8000)  # units and questions are few, and asked for with every paragraph
def escaped(code: str) -> str:
    """A code as it stands in a key: the signs that mean something there are written as %XX."""
    return _SPECIAL.sub(lambda found: f"%{ord(found[0]):02X}", code)


def bare(code: str) -> str:
    """A code read back from a key."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), code)


def joined_key(*codes: str) -> str:
    """The key of what several codes name together: a unit, a question, a line."""
    return "/".join(escaped(one) for one in codes)


@lru_cache(maxsize=8000)
def split_key(key: str) -> tuple[str, ...]:
    """The codes of a key made by `joined_key`."""
    return tuple(bare(one) for one in key.split("/"))


@lru_cache(maxsize=8000)  # a key stroke changes one paragraph of hundreds
def split(text: str) -> tuple[Part, ...]:
    """A text as words and tokens in order; the plain forms joined again are the text."""
    parts: list[Part] = []
    at = 0
    for found in _TOKEN.finditer(text):
        if found[1] not in FORMS:
            continue
        if found.start() > at:
            parts.append(text[at : found.start()])
        parts.append(Token(found[1], found[2]))
        at = found.end()
    if at < len(text):
        parts.append(text[at:])
    return tuple(parts)


def joined(parts: Sequence[Part]) -> str:
    """The plain text of words and tokens."""
    return "".join(part.text if isinstance(part, Token) else part for part in parts)


def tokens_of(paragraphs: Iterable[str]) -> tuple[Token, ...]:
    """The tokens of some paragraphs, each once, in order."""
    found = (part for text in paragraphs for part in split(text) if isinstance(part, Token))
    return tuple(dict.fromkeys(found))
