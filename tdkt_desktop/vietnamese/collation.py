"""The system collation differs between machines, so the Vietnamese alphabetical order is kept here."""

import unicodedata

from tdkt_desktop.vietnamese.text import nfc

_LETTERS = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
# Combining huyền, hỏi, ngã, sắc, nặng in the order of the dictionary (CLDR vi).
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def _split_tone(letter: str) -> tuple[str, int]:
    """Return the letter without its tone mark, and the rank of that tone (0 for none)."""
    marks = unicodedata.normalize("NFD", letter)
    tone = next((_TONES[mark] for mark in marks if mark in _TONES), 0)
    return unicodedata.normalize("NFC", "".join(m for m in marks if m not in _TONES)), tone


def _primary(letter: str) -> tuple[int, int]:
    rank = _LETTERS.get(letter)
    return (0, ord(letter[0])) if rank is None else (1, rank)


def _word_tone(word: str) -> int:
    # One tone for each word: "hoà" and "hòa" are one word and must sort together.
    return max(_split_tone(letter)[1] for letter in word)


def collation_key(text: str) -> tuple[tuple[tuple[int, int], ...], tuple[int, ...], str, str]:
    """Return a sort key: letters first, then the tone of each word, then small before capital."""
    clean = nfc(text)
    bare = [_split_tone(letter)[0] for letter in clean.lower()]
    letters = tuple(_primary(letter) for letter in bare if letter)
    return letters, tuple(_word_tone(word) for word in clean.lower().split()), clean.swapcase(), clean
