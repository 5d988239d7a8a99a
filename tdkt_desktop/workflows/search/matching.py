"""Forgiving matching: tone marks and đ are ignored, unless the query carries them: then exact ones come first.

Texts are folded letter by letter, so that every folded letter knows its place in the text as it is written.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from tdkt_desktop.vietnamese.text import fold, nfc

Span = tuple[int, int]  # from, to: places in Text.written
WHOLE, START, INITIALS, MIDDLE = range(4)  # where a word of the query stands; the smaller, the better
OTHER_TONE = 4  # added where the query carries marks and the text has others
WORST = 2 * OTHER_TONE
SCATTERED, LATER = 2, 1  # the words of the query do not follow each other; the text does not begin with them
INITIALS_FROM = 2  # letters: a single one would be the initial of nearly everything
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


class _Folding(dict[int, str]):
    """The folded form of each letter, found when first met; str.translate then runs without Python code."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        folded = self[code] = " " if letter.isspace() else fold(letter)
        return folded


_FOLDING = _Folding()


class Text:
    """A text to be searched: `written` is its NFC form, `folded` what is compared."""

    __slots__ = ("__dict__", "folded", "written")

    def __init__(self, text: str) -> None:
        self.written = nfc(text)
        self.folded = self.written.translate(_FOLDING)

    def span(self, start: int, end: int) -> Span:
        """The place in `written` of folded[start:end]; marks that stand alone go with the letter before them."""
        if self._letter_by_letter:
            return start, end
        starts = self._starts
        last = starts[end - 1] + 1
        while last < len(self.written) and unicodedata.category(self.written[last]) == "Mn":
            last += 1
        return starts[start], last

    @cached_property
    def initials(self) -> tuple[str, tuple[int, ...]]:
        """The first letters of the words, and where each stands in `folded`."""
        places = tuple(
            at for at in range(len(self.folded)) if self.begins_at(at) and self.folded[at].isalnum()
        )
        return "".join(self.folded[at] for at in places), places

    def begins_at(self, at: int) -> bool:
        """Whether no letter or digit stands right before this place."""
        return at == 0 or not self.folded[at - 1].isalnum()

    def ends_at(self, at: int) -> bool:
        """Whether no letter or digit stands at this place."""
        return at >= len(self.folded) or not self.folded[at].isalnum()

    def opens_at(self, at: int) -> bool:
        """Whether the text begins here; a number in front ("7. Hội đồng", "01 Trường") does not count."""
        return at >= 0 and not any(letter.isalpha() for letter in self.folded[:at])

    @cached_property
    def _letter_by_letter(self) -> bool:
        same = len(self.folded) == len(self.written)
        return same and all(len(_FOLDING[ord(letter)]) == 1 for letter in self.written)

    @cached_property
    def _starts(self) -> list[int]:
        """The place in `written` of every folded letter."""
        return [at for at, letter in enumerate(self.written) for _ in _FOLDING[ord(letter)]]


class Word:
    """A word of a query; `tones` is None where it was typed without any mark, and then any marks are right."""

    __slots__ = ("folded", "tones")

    def __init__(self, typed: str) -> None:
        self.folded = typed.translate(_FOLDING)
        self.tones = _tones(typed) if typed.lower() != self.folded else None

    def sounds_like(self, text: Text, start: int, end: int) -> bool:
        """Whether folded[start:end] of a text is written with the marks that were typed, if any were."""
        if self.tones is None:
            return True
        first, last = text.span(start, end)
        return _tones(text.written[first:last]) == self.tones


class Found(NamedTuple):
    """One place of a word, in the folded text; `level` says how good it is (0 is best)."""

    level: int
    start: int
    end: int


class Query:
    """What was typed, ready to be held against many texts. Without a word it matches nothing.

    With `initials`, the first letters of the words count too: "ldcd" finds "Lãnh đạo, chỉ đạo".
    """

    def __init__(self, typed: str, *, initials: bool = False) -> None:
        made = (Word(word) for word in nfc(typed).split())
        self.words = tuple(word for word in made if word.folded)
        self._phrase = " ".join(word.folded for word in self.words)
        self._longest_first = sorted((word.folded for word in self.words), key=len, reverse=True)
        self._initials = initials and len(self.words) == 1 and len(self._phrase) >= INITIALS_FROM

    def __bool__(self) -> bool:
        return bool(self.words)

    def may_answer(self, folded: str) -> bool:
        """Whether every word occurs in many folded texts put together: if not, none of them answers."""
        return bool(self.words) and all(word in folded for word in self._longest_first)

    def rank(self, text: Text) -> int | None:
        """How well the text answers, 0 being best; None where a word of the query is missing."""
        folded = text.folded
        for word in self._longest_first:
            if word not in folded:
                return self._initials_rank(text)
        if not self.words:
            return None
        level = max(self._best(text, word) for word in self.words)
        at = folded.find(self._phrase)
        rank = level * 4 + (SCATTERED if at < 0 else 0) + (0 if text.opens_at(at) else LATER)
        if level % OTHER_TONE == MIDDLE and (short := self._initials_rank(text)) is not None:
            return min(rank, short)
        return rank

    def spans(self, text: Text) -> tuple[Span, ...]:
        """The places of the whole phrase where it occurs, else of the best occurrences of each word; in order and
        apart.
        """
        if self.rank(text) is None:
            return ()
        if len(self.words) > 1 and (phrases := tuple(self._phrases(text))):
            return _apart(sorted(phrases))
        found: set[Span] = set()
        for word in self.words:
            places = list(_occurrences(text, word))
            best = min((place.level for place in places), default=MIDDLE)
            if best % OTHER_TONE == MIDDLE and (initials := self._initial_spans(text)):
                return initials
            # a word half typed may be whole in one place and the start of a longer word in another: both answer
            last = best + START if best % OTHER_TONE == WHOLE else best
            found |= {text.span(one.start, one.end) for one in places if best <= one.level <= last}
        return _apart(sorted(found))

    def _best(self, text: Text, word: Word) -> int:
        best = WORST
        for place in _occurrences(text, word):
            if place.level < best:
                best = place.level
                if best == WHOLE:
                    break
        return best

    def _phrases(self, text: Text) -> Iterator[Span]:
        """Where the words follow each other as typed, from the start of a word, with the marks that were typed."""
        at = text.folded.find(self._phrase)
        while at >= 0:
            if text.begins_at(at) and self._has_tones(text, at):
                yield text.span(at, at + len(self._phrase))
            at = text.folded.find(self._phrase, at + 1)

    def _has_tones(self, text: Text, at: int) -> bool:
        for word in self.words:
            end = at + len(word.folded)
            if not word.sounds_like(text, at, end):
                return False
            at = end + 1
        return True

    def _initials_rank(self, text: Text) -> int | None:
        if not self._initials:
            return None
        at = text.initials[0].find(self._phrase)
        return None if at < 0 else INITIALS * 4 + (0 if text.opens_at(text.initials[1][at]) else LATER)

    def _initial_spans(self, text: Text) -> tuple[Span, ...]:
        letters, places = text.initials
        at = letters.find(self._phrase)
        if at < 0 or not self._initials:
            return ()
        return tuple(text.span(place, place + 1) for place in places[at : at + len(self._phrase)])


def rank(typed: str, text: str, *, initials: bool = False) -> int | None:
    """How well a text answers what was typed, 0 being best; None when it does not."""
    return Query(typed, initials=initials).rank(Text(text))


def _occurrences(text: Text, word: Word) -> Iterator[Found]:
    """Every place of a word of the query."""
    folded, size = text.folded, len(word.folded)
    at = folded.find(word.folded)
    while at >= 0:
        end = at + size
        level = (WHOLE if text.ends_at(end) else START) if text.begins_at(at) else MIDDLE
        yield Found(level if word.sounds_like(text, at, end) else level + OTHER_TONE, at, end)
        at = folded.find(word.folded, at + 1)


def _tones(word: str) -> tuple[str, str]:
    """The letters with ă, â, đ, ơ ... kept, and the tone apart: "hòa" and "hoà" are one."""
    split = unicodedata.normalize("NFD", word.lower())
    return (
        "".join(sign for sign in split if sign not in _TONES),
        "".join(sign for sign in split if sign in _TONES),
    )


def _apart(spans: list[Span]) -> tuple[Span, ...]:
    """Spans in order; those that touch or overlap become one."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
