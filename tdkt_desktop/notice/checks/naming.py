"""Finding a unit in running text however it is spelled: other capitals, other marks, an abbreviation, a slip of a letter.

Words are compared one by one. A word of capitals stands for the words whose initials it is made of (UBND, HTX);
numbers must be the same; only "tỉnh" and the like at the end may be missing or added.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tdkt_desktop.notice.checks.paper import Paper
from tdkt_desktop.vietnamese.text import CAPITALS, fold

_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_TAIL = ("tinh", "thanh pho", "huyen")
_LEVELS = frozenset(
    ("tinh", "thanh", "huyen", "xa", "phuong", "thi", "quan", "cap", "cac", "trung")
)  # of government
_BODY = re.compile(
    r"(?:Sở|Ban|Phòng|Văn phòng|Trường|Công ty|Tổng công ty|Tập đoàn|Ngân hàng|Bệnh viện|Trung tâm|Hội|Liên minh|"
    r"Liên đoàn|Liên hiệp|Cục|Chi cục|Kho bạc|Bảo hiểm|Viễn thông|Bưu điện|Điện lực|UBND|Ủy ban|Huyện ủy|Thành ủy|"
    r"Đảng ủy|Tỉnh đoàn|Tòa án|Viện|Đài|Báo|Thanh tra|Công an|Bộ Chỉ huy|Xã|Phường|Quận|Thị trấn|Thị xã|Huyện|Thành phố|"
    r"Đơn vị|Hợp tác xã|HTX|Quỹ|Chi nhánh|Cơ quan|Học viện|Doanh nghiệp|Nhà máy|Xí nghiệp|Mặt trận)\b",
    re.IGNORECASE,
)
_SHORT = {"cty": ("cong", "ty")}  # no initials
_LEAD = re.compile(r"\s*[-–+•*]\s+\**([^:;.,()]{3,90}?)\**\s*[:,]\s")
_COUNTED = re.compile(
    r"(?:^|[:;,]\s|\bgồm\s)\s*([^:;,.()\d]{3,80}?(?:\ssố\s\d+)?)\s+(?:có\s+|đạt\s+|là\s+)?\d"
)
LONGEST_NAME = 16  # words
_NAME_LIKE = re.compile(
    rf"(?:(?i:{_BODY.pattern})\s+(?:[^\W\d_]+\s+){{0,4}}(?:[{CAPITALS}]|\d)|[{CAPITALS}])(?!.*(?:[:%]|\d\s*(?:đồng|triệu|tỷ)|\b(?:chưa|không|đã|do)\b))"
)
_LISTED = re.compile(r"\(([^()]{3,400})\)")


@dataclass(frozen=True)
class Mention:
    """A unit spoken of. `words` is how it is spelled there; `shortened` where words of the name are left out."""

    name: str
    words: str
    start: int
    end: int
    shortened: bool


@dataclass(frozen=True)
class _Word:
    text: str
    folded: str
    start: int
    end: int


def mentions(text: str, names: Iterable[str], *, quoted: bool = True) -> tuple[Mention, ...]:
    """Every mention of any of the names, in order; the longest where several begin at one place."""
    words = _words(text)
    openings = _openings(tuple(dict.fromkeys(names)))
    skipped = [] if quoted else [one.span() for one in _QUOTED.finditer(text)]
    found: dict[int, Mention] = {}
    for at, word in enumerate(words):
        if not (word.text[0].isupper() or word.text[0].isdigit()):
            continue
        if any(start <= word.start < end for start, end in skipped):
            continue
        for name in openings.get(word.folded, ()):
            one = _of_name(text, words, at, name)
            held = found.get(word.start)
            if one and (held is None or _better(one, held)):
                found[word.start] = one
    return tuple(_apart(sorted(found.values(), key=lambda one: (one.start, -one.end))))


def names_of(paper: Paper) -> tuple[str, ...]:
    """The units' names: as the campaign gives them, as the annex lists them, else as the text itself names bodies."""
    if paper.names:
        return paper.names
    if paper.rows:
        return tuple(dict.fromkeys(row.unit for row in paper.rows))
    counted: dict[str, int] = {}
    for paragraph in paper.body:
        spoken = [one[1] for one in _LEAD.finditer(paragraph.text)]
        spoken += [one[1] for one in _COUNTED.finditer(paragraph.text)]
        spoken += [part for one in _LISTED.finditer(paragraph.text) for part in re.split(r"[;,]", one[1])]
        for name in {part.strip(" *") for part in spoken}:
            kind = _BODY.match(name)
            if kind and name[kind.end() :].strip() and 2 <= len(name.split()) <= 14:
                counted[name] = counted.get(name, 0) + 1
    return _distinct(counted)


def names_a_body(text: str) -> bool:
    """Whether words begin like the name of an office, a company, a commune."""
    return bool(_BODY.match(text))


def listed_bodies(text: str) -> frozenset[int]:
    """How many bodies a list may name; nothing where one of its items is no name.

    A comma may part two names or stand inside one ("Sở Văn hóa, Thể thao và Du lịch"), and so may "và".
    """
    items = [one.strip(" .*") for one in re.split(";" if ";" in text else ",", text) if one.strip(" .*")]
    if len(items) == 1 and items[0].isupper():
        return frozenset()  # an abbreviation that is told, "(THPT)"
    if not items or any(len(one.split()) > LONGEST_NAME or not _NAME_LIKE.match(one) for one in items):
        return frozenset()
    bodies = [one for one in items if _BODY.match(one)]
    counted = {len(items), *((len(bodies),) if _BODY.match(items[0]) else ())}
    joined = [
        re.split(rf"\s+và\s+(?=[{CAPITALS}]|(?:xã|phường|thị|huyện|quận|trường)\s)", one) for one in items
    ]
    also = sum(len(one) - 1 for one in joined)
    named = sum(len([each for each in one if _BODY.match(each)]) for one in joined)
    return frozenset({*counted, *(number + also for number in counted), *((named,) if named else ())})


def same_unit(one: str, other: str) -> bool:
    """Whether two names are spellings of one unit."""
    return any(
        found.start == 0 and found.end == len(text)
        for text, name in ((one, other), (other, one))
        for found in mentions(text, [name])
    )


def in_one_typo(one: str, other: str) -> bool:
    """Whether two folded words differ in one letter: changed, added, left out, or two changed places."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < 4 or not (one + other).isalpha():
        return False
    at = next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        len(min(one, other, key=len)),
    )
    if len(one) == len(other):
        swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
        return one[at + 1 :] == other[at + 1 :] or swapped
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[at + 1 :] == shorter[at:]


def _distinct(counted: dict[str, int]) -> tuple[str, ...]:
    """One name for each unit: the longest spelling."""
    kept: list[str] = []
    for name in sorted(counted, key=lambda name: (-len(name), name)):
        if not any(same_unit(name, other) for other in kept):
            kept.append(name)
    return tuple(kept)


@lru_cache(maxsize=64)
def _openings(names: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The names by every word that may open them: their first, or the initials of their first few."""
    found: dict[str, dict[str, None]] = {}
    for name in names:
        words = _name_words(name)
        initials = "".join(word[:1] for word in words)
        short = [one for one, whole in _SHORT.items() if tuple(words[: len(whole)]) == whole]
        for opening in (
            *words[:1],
            *short,
            *(initials[:length] for length in range(2, min(len(words), 8) + 1)),
        ):
            found.setdefault(opening, {})[name] = None
    return {opening: tuple(known) for opening, known in found.items()}


def _of_name(text: str, words: Sequence[_Word], start: int, name: str) -> Mention | None:
    """The mention of a name that begins at a word."""
    wanted = _name_words(name)
    reached = _reach(words, start, wanted, 0, typos=1) if len(wanted) >= 2 else None
    if reached is None or reached - start < 2:
        return None
    piece = words[start:reached]
    spelled = " ".join(text[piece[0].start : piece[-1].end].split())
    return Mention(name, spelled, piece[0].start, piece[-1].end, len(piece) < len(wanted))


def _reach(words: Sequence[_Word], at: int, wanted: Sequence[str], done: int, *, typos: int) -> int | None:
    """The index after the last word of a spelling of `wanted[done:]` that starts at `at`; None where there is none."""
    if done == len(wanted):
        return at + 1 if wanted[-1] != "tinh" and _is_tail(words, at) else at
    if at < len(words):
        word = words[at]
        if word.folded == wanted[done]:
            return _reach(words, at + 1, wanted, done + 1, typos=typos)
        if (taken := _initials(word, wanted, done)) and (
            reached := _reach(words, at + 1, wanted, done + taken, typos=typos)
        ) is not None:
            return reached
        if typos and done and in_one_typo(word.folded, wanted[done]):
            return _reach(words, at + 1, wanted, done + 1, typos=typos - 1)
    rest = " ".join(wanted[done:])
    if done < 2 or rest not in _TAIL or _abbreviates_all(words, at, done) or _goes_on(words, at):
        return None
    return at


def _is_tail(words: Sequence[_Word], at: int) -> bool:
    """Whether the word is the "tỉnh" of the name before it, not the first word of another body's."""
    if not 0 < at < len(words) or words[at].start - words[at - 1].end != 1:
        return False
    return words[at].text in ("tỉnh", "TỈNH")


def _goes_on(words: Sequence[_Word], at: int) -> bool:
    """A capital, a number or another level right after belongs to somebody else ("... Việt Nam", "... số 2", "... xã")."""
    if not 0 < at < len(words) or words[at].start - words[at - 1].end != 1:
        return False
    following = words[at]
    return not following.text[0].islower() or following.folded == "so" or following.folded in _LEVELS


def _initials(word: _Word, wanted: Sequence[str], done: int) -> int:
    """How many wanted words a word of capitals stands for; 0 for none. "và" between them may be left out."""
    short = _SHORT.get(word.folded, ())
    if short and tuple(wanted[done : done + len(short)]) == short:
        return len(short)
    if not (2 <= len(word.text) <= 8 and word.text.isupper()):
        return 0
    skipped = 1 if wanted[done] == "va" and done else 0
    initials = "".join(one[:1] for one in wanted[done + skipped : done + skipped + len(word.folded)])
    return skipped + len(word.folded) if initials == word.folded else 0


def _abbreviates_all(words: Sequence[_Word], at: int, done: int) -> bool:
    """An abbreviation alone ("BHXH") names a subject as often as a unit: it needs its tail."""
    return at > 0 and words[at - 1].text.isupper() and len(words[at - 1].text) == done


def _better(one: Mention, held: Mention) -> bool:
    exact = (one.words == one.name) - (held.words == held.name)
    return exact > 0 or (exact == 0 and one.end > held.end)


def _apart(found: Sequence[Mention]) -> Iterator[Mention]:
    end = -1
    for one in found:
        if one.start >= end:
            yield one
            end = one.end


def _words(text: str) -> list[_Word]:
    return [_Word(one[0], _folded(one[0]), one.start(), one.end()) for one in _WORD.finditer(text)]


@lru_cache(maxsize=20_000)  # a notice has few words, each many times
def _folded(word: str) -> str:
    return fold(word)


@lru_cache(maxsize=2048)
def _name_words(name: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in _WORD.findall(name))
