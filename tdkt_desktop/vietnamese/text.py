"""Vietnamese text arrives in several encodings of the same word; this file makes it one, and shapes sentences."""

import re
import unicodedata

# Zero-width characters come with pasted web text; the D look-alikes survive NFKC, so they are mapped by hand.
_CLEAN = {ord(c): None for c in "\u200b\u200c\u200d\u2060\ufeff"} | {
    ord("\u00d0"): "Đ",
    ord("\u0189"): "Đ",
    ord("\u00f0"): "đ",
    ord("\u0256"): "đ",
}
# for regular expressions: a range such as À-Ỹ holds the small letters as well
CAPITALS = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯ" + "".join(chr(code) for code in range(0x1EA0, 0x1EFA, 2))
_OPENING = "“‘\"'([«"
_FINAL = ("!", "?", "…", "./.")


def nfc(text: str) -> str:
    """Return text in NFC with LF line ends, true Đ/đ and no zero-width characters; idempotent."""
    cleaned = text.translate(_CLEAN).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", cleaned)


def fold(text: str) -> str:
    """Return the search form: lower case, no tones, no diacritics, đ as d; idempotent."""
    decomposed = unicodedata.normalize("NFD", nfc(text).lower())
    bare = "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFC", bare.replace("đ", "d"))


def squeeze(text: str) -> str:
    """Return text on one line with single spaces and no space at either end."""
    return " ".join(text.split())


def _first_letter(text: str) -> int:
    return len(text) - len(text.lstrip(_OPENING + " "))


def sentence(text: str) -> str:
    """Return text with its first letter as a capital, behind any opening quote; nothing else changes."""
    at = _first_letter(text)
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def lower_first(text: str) -> str:
    """Return text with its first letter small; an abbreviation such as UBND keeps its capitals."""
    at = _first_letter(text)
    if re.match(r"\w\w", text[at:]) and text[at + 1].isupper():
        return text
    return text[:at] + text[at : at + 1].lower() + text[at + 1 :]


def ensure_stop(text: str, stop: str = ".") -> str:
    """Return text ending in `stop`, replacing a weaker ending; empty text, "!", "?", "…" and "./." stay."""
    bare = text.rstrip()
    if not bare or bare.endswith((stop, *_FINAL)):
        return bare
    bare = bare.rstrip(" ,;:")
    if bare.endswith(stop):
        return bare
    # "v.v." is a word with its own stops: a semicolon follows it, it does not replace its last dot.
    if bare.endswith(".") and not bare.endswith("v.v."):
        bare = bare[:-1]
    return bare + stop
