"""What differs between two texts, word by word; a word that differs in its tone marks alone is told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from tdkt_desktop.vietnamese.text import fold, nfc

_WORD = re.compile(r"\s+|[^\W_]+|.", re.DOTALL)


class Mark(StrEnum):
    """How a stretch of the one text stands to the other."""

    SAME = "same"
    TONE = "tone"  # the same letters with other tone marks: "hoá" for "hóa", "lập" for "lặp"
    OTHER = "other"


@dataclass(frozen=True)
class Stretch:
    """Some words in a row."""

    text: str
    mark: Mark


@lru_cache(maxsize=64)  # what is to be read again is shown anew after every change
def word_diff(one: str, other: str) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Both texts as stretches; each joined again is the text in NFC."""
    left, right = _words(one), _words(other)
    mine: list[Stretch] = []
    theirs: list[Stretch] = []
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            _add(mine, left[a:b], Mark.SAME)
            _add(theirs, right[c:d], Mark.SAME)
        elif b - a == d - c:
            for word, its_other in zip(left[a:b], right[c:d], strict=True):
                mark = Mark.TONE if fold(word) == fold(its_other) else Mark.OTHER
                _add(mine, [word], mark)
                _add(theirs, [its_other], mark)
        else:
            _add(mine, left[a:b], Mark.OTHER)
            _add(theirs, right[c:d], Mark.OTHER)
    return tuple(mine), tuple(theirs)


def _words(text: str) -> list[str]:
    return _WORD.findall(nfc(text))


def _add(found: list[Stretch], words: Sequence[str], mark: Mark) -> None:
    text = "".join(words)
    if not text:
        return
    if found and found[-1].mark is mark:
        found[-1] = Stretch(found[-1].text + text, mark)
    else:
        found.append(Stretch(text, mark))
