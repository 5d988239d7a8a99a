"""Text of the years before Unicode, TCVN3 (ABC) and VNI, made Unicode NFC; what is not sure is never changed.

The two encodings put Vietnamese letters where Windows has others, so "®Þnh" and "ñònh" are both "định" in the right
font. A font name settles the matter; without one, the words themselves must speak: they have to be Vietnamese syllables
in the old reading and none as they stand. TCVN3 has no capital vowels with tones (fonts ending in H show small letters as
capitals), and its ư is a soft hyphen, which many programs drop when they copy: such text is refused, not repaired.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from tdkt_desktop.vietnamese import legacy_tables as tables
from tdkt_desktop.vietnamese.syllables import is_syllable
from tdkt_desktop.vietnamese.text import nfc


class Encoding(StrEnum):
    """How a text is written."""

    UNICODE = "Unicode"
    TCVN3 = "TCVN3"
    VNI = "VNI"


class Judgement(StrEnum):
    """How sure the reading is. Only CERTAIN changes a text."""

    NOT_LEGACY = "not_legacy"
    CERTAIN = "certain"
    DOUBTFUL = "doubtful"
    LOST = "lost"


@dataclass(frozen=True)
class Reading:
    """A text as it is to be kept (`text`), and what an old encoding would make of it (`proposal`).

    `text` differs from the input (NFC aside) only where the judgement is CERTAIN. `reason` is a Vietnamese sentence where it
    is not sure.
    """

    text: str
    judgement: Judgement = Judgement.NOT_LEGACY
    encoding: Encoding = Encoding.UNICODE
    proposal: str = ""
    reason: str = ""


def _composed(base: str, tone: str) -> str:
    return unicodedata.normalize("NFC", base + tone)


def _tcvn3_letters() -> dict[str, str]:
    found = {code: letter for letter, code in (tables.TCVN3_PLAIN | tables.TCVN3_CAPITALS).items()}
    for base, codes in tables.TCVN3_TONED.items():
        found |= {code: _composed(base, tone) for code, tone in zip(codes, tables.TONES, strict=True)}
    return found


def _vni_letters() -> dict[str, str]:
    """Both cases; a small mark behind a capital counts as well: people typed either."""
    small = {code: letter for letter, code in (tables.VNI_PLAIN | tables.VNI_SINGLE).items()}
    for letter, base in tables.VNI_BASE.items():
        marks = tables.VNI_SIMPLE_MARKS
        if letter in "âêô":
            marks = tables.VNI_HAT_MARKS
        elif letter == "ă":
            marks = tables.VNI_BREVE_MARKS
        for mark, tone in zip(marks, tables.TONES, strict=True):
            small.setdefault(base + mark, _composed(letter, tone))
    found = dict(small)
    for code, letter in small.items():
        found[code.upper()] = letter.upper()
        found[code[0].upper() + code[1:]] = letter.upper()
    return found


TCVN3_LETTERS, VNI_LETTERS = _tcvn3_letters(), _vni_letters()
_VNI_PAIR = re.compile("|".join(sorted(map(re.escape, VNI_LETTERS), key=len, reverse=True)))
_VIETNAMESE = {
    _composed(letter, tone)
    for letter in [*tables.VOWELS, *tables.VOWELS.upper()]
    for tone in ("", *tables.TONES)
} | set("đĐ")
_ONLY_UNICODE = {letter for letter in _VIETNAMESE if ord(letter) > 0xFF}  # no old encoding has such a letter
_WORD = re.compile("[A-Za-z\u00a1-\u00ff]+")
_GAP = re.compile("[A-Za-z\u00a1-\u00ff]+-[A-Za-z\u00a1-\u00ff]*|[A-Za-z\u00a1-\u00ff]+")
_OTHER_SIGNS = {
    "où",
    "µm",
    "µg",
    "µs",
    "µl",
}  # a French word and units of measure that would pass as syllables
_TCVN3_FONT = re.compile(r"\.?vn[a-z0-9 ]+")
_SYMBOLS = {sign for sign in TCVN3_LETTERS if sign < "\u00c0"}  # no European word has one between its letters
_INNER_CAPITAL = re.compile("[a-z][\u00c0-\u00cf\u00d1-\u00de]")  # no language has "tØnh"; Ð passes for Đ
_D_STROKE = re.compile(
    "[A-Z]\u00a7"
)  # "H§ND", "Q§-UBND": an abbreviation with Đ, which no words around it prove
_VOWELS = {letter for letter in _VIETNAMESE if letter not in "đĐ"}
_ONLY_ONSET = {"th", "nh", "ch"}  # "thư", "như", "chư" without their ư
DECODERS: dict[Encoding, Callable[[str], str]] = {}


def font_encoding(font: str) -> Encoding | None:
    """The encoding a font name stands for: ".VnTime" or "VNI-Times"; None for any other font."""
    name = font.strip().lower()
    if re.match(r"vni[- ]", name):
        return Encoding.VNI
    return Encoding.TCVN3 if name.startswith(".vn") and _TCVN3_FONT.fullmatch(name) else None


def is_capital_font(font: str) -> bool:
    """Whether a TCVN3 font shows every letter as a capital: ".VnTimeH"."""
    return font_encoding(font) is Encoding.TCVN3 and font.strip().lower().endswith("h")


def decode_tcvn3(text: str) -> str:
    """Every sign replaced by its TCVN3 letter. Small accented letters inside a word of capitals become capitals."""
    return _WORD.sub(_tcvn3_word, text)


def decode_vni(text: str) -> str:
    """Every pair or sign replaced by its VNI letter."""
    return nfc(_VNI_PAIR.sub(lambda pair: VNI_LETTERS[pair[0]], text))


DECODERS |= {Encoding.TCVN3: decode_tcvn3, Encoding.VNI: decode_vni}


def read_legacy(text: str, font: str = "") -> Reading:
    """Judge a run of text (its font's name is evidence that outweighs the words) and convert it where it is certain."""
    if named := font_encoding(font):
        return _in_font(text, named, is_capital_font(font))
    if _is_plain(text):
        return Reading(_kept(text))
    return _by_words(text)


def read_runs(runs: list[tuple[str, str]]) -> Reading:
    """Judge a cell or paragraph of several runs (text, font): the least sure run speaks for all.

    Word cuts runs anywhere, in the middle of a word too: neighbours of one font are one run.
    """
    joined = [("".join(text for text, _ in one), font) for font, one in groupby(runs, key=lambda run: run[1])]
    found = [read_legacy(text, font) for text, font in joined]
    if not found:
        return Reading("")
    order = [Judgement.LOST, Judgement.DOUBTFUL, Judgement.CERTAIN, Judgement.NOT_LEGACY]
    worst = min(found, key=lambda one: order.index(one.judgement))
    sure = worst.judgement in (Judgement.CERTAIN, Judgement.NOT_LEGACY)
    return Reading(
        _kept("".join(one.text for one in found) if sure else "".join(text for text, _ in runs)),
        worst.judgement,
        worst.encoding,
        nfc("".join(one.proposal or one.text for one in found)),
        worst.reason,
    )


def _kept(text: str) -> str:
    """Composed and nothing else: a look-alike of Đ (U+00D0) may be the é of TCVN3 in a text that is not sure yet."""
    return unicodedata.normalize("NFC", text)


def _tcvn3_word(word: re.Match[str]) -> str:
    read = "".join(TCVN3_LETTERS.get(sign, sign) for sign in word[0])
    ascii_letters = [sign for sign in word[0] if sign.isascii()]
    # Typed in a capital font with the capitals lock on: "HéI" is shown as "HỘI".
    return read.upper() if len(ascii_letters) > 1 and all(map(str.isupper, ascii_letters)) else read


def _is_plain(text: str) -> bool:
    return text.isascii() or not any("\u00a1" <= sign <= "\u00ff" for sign in text)


@dataclass(frozen=True)
class _Words:
    """The words of a run under one reading, counted."""

    strong: int  # Vietnamese in the old reading, nothing as they stand
    either: int  # Vietnamese both ways
    wrong: int  # with signs the old reading cannot place
    unicode: int  # Vietnamese as they stand and not in the old reading


def _count(text: str, encoding: Encoding) -> _Words:
    strong = either = wrong = as_is = 0
    for word in _words(text):
        if word.isascii():
            continue
        old = _reads(DECODERS[encoding](word))
        now = is_syllable(nfc(word))
        strong += old and not now and len(word) > 1 and word.lower() not in _OTHER_SIGNS
        either += old and now
        as_is += now and not old
        wrong += not old and not now and bool(_VOWELS.intersection(DECODERS[encoding](word)))
    return _Words(strong, either, wrong, as_is)


def _words(text: str) -> list[str]:
    """The words of letters; signs beside digits are units of measure or prices, not words."""
    found = []
    for word in _WORD.finditer(text):
        beside = text[word.start() - 1 : word.start()] + text[word.end() : word.end() + 1]
        if not any(sign.isdigit() for sign in beside):
            found.append(word[0])
    return found


def _reads(word: str) -> bool:
    """A syllable, one with capitals where Vietnamese has them, and not a lone sign such as § or ©."""
    return is_syllable(word) and (word.islower() or word.isupper() or word[1:].islower())


def _in_font(text: str, named: Encoding, capitals: bool) -> Reading:
    if any(sign in _ONLY_UNICODE for sign in text):  # pasted later into a cell that kept its old font
        if _count(text, named).strong == 0:
            # A new word beside an old one that lost its ư: only words with a sign that Unicode text has none of can tell.
            told = " ".join(word for word in _GAP.findall(text) if _has_symbol_word(word))
            if reason := _lost(told, named):
                return Reading(_kept(text), Judgement.LOST, named, nfc(DECODERS[named](text)), reason)
            return Reading(_kept(text))
        return _doubt(text, named, "Chữ lẫn hai bảng mã trong cùng một chỗ.")
    read = DECODERS[named](text)
    read = nfc(read.upper() if capitals else read)
    if reason := _lost(text, named):
        return Reading(_kept(text), Judgement.LOST, named, read, reason)
    words = _count(text, named)
    if words.unicode and not words.strong:
        return _doubt(text, named, f"Phông chữ là {named} nhưng chữ đọc được ngay bằng Unicode.", read)
    if read == nfc(text):
        return Reading(_kept(text))
    return Reading(read, Judgement.CERTAIN, named, read)


def _by_words(text: str) -> Reading:
    counts = {encoding: _count(text, encoding) for encoding in DECODERS}
    best = max(counts, key=lambda encoding: (counts[encoding].strong, -counts[encoding].wrong))
    words = counts[best]
    if not words.strong:
        # Letters may be missing from the only word that would have spoken: "®îc" for "®\u00adîc".
        reason = _lost(text, Encoding.TCVN3) if _has_symbol_word(text) else ""
        if not reason and _D_STROKE.search(text) and not any(sign in _ONLY_UNICODE for sign in text):
            return _doubt(text, Encoding.TCVN3, "Có thể là chữ TCVN3 nhưng chưa chắc.")
        if not reason:
            return Reading(_kept(text))
        return Reading(_kept(text), Judgement.LOST, Encoding.TCVN3, nfc(decode_tcvn3(text)), reason)
    if any(sign in _ONLY_UNICODE for sign in text):
        # Unicode with an odd word in it ("Noël") is Unicode; several old words beside it are a mixture.
        return (
            _doubt(text, best, "Chữ lẫn hai bảng mã trong cùng một chỗ.")
            if words.strong > 1
            else Reading(_kept(text))
        )
    if reason := _lost(text, best):
        return Reading(_kept(text), Judgement.LOST, best, nfc(DECODERS[best](text)), reason)
    other = max(one.strong for encoding, one in counts.items() if encoding is not best)
    signs = sum(not sign.isascii() for sign in text)
    told = _has_symbol_word(text) or _INNER_CAPITAL.search(text)
    alone = words.strong == 1 and signs < 2 and not told  # one "dû" may be French
    if words.wrong or words.unicode or words.either > words.strong or other >= words.strong or alone:
        return _doubt(text, best, f"Có thể là chữ {best} nhưng chưa chắc.")
    read = nfc(DECODERS[best](text))
    return Reading(read, Judgement.CERTAIN, best, read)


def _has_symbol_word(text: str) -> bool:
    return any(
        _SYMBOLS.intersection(word) and any(sign.isascii() and sign.isalpha() for sign in word)
        for word in _GAP.findall(text)
    )


def _doubt(text: str, encoding: Encoding, reason: str, proposal: str = "") -> Reading:
    return Reading(
        _kept(text), Judgement.DOUBTFUL, encoding, proposal or nfc(DECODERS[encoding](text)), reason
    )


def _lost(text: str, encoding: Encoding) -> str:
    """Why letters of a TCVN3 text are missing; blank when none are known to be.

    A soft hyphen that a copy dropped leaves words that are no syllables until ư is put back ("®îc" for "®\u00adîc").
    """
    if "\ufffd" in text:
        return "Có chữ đã bị thay bằng dấu lạ khi sao chép, không khôi phục được."
    if encoding is not Encoding.TCVN3 or "\u00ad" in text:
        return ""
    for word in _GAP.findall(text):
        bare = word.replace("-", "")
        seen = not bare.isascii() and len(bare) > 1
        if word in _ONLY_ONSET or (seen and _misses_u(word)):
            return f"Chữ “ư” đã bị mất khi sao chép (ở “{nfc(decode_tcvn3(word))}”); cần gõ lại hoặc chép lại từ tệp gốc."
    return ""


def _misses_u(word: str) -> bool:
    if "-" in word:
        return (
            not word.endswith("-")
            and is_syllable(decode_tcvn3(word.replace("-", "\u00ad")))
            and not all(is_syllable(decode_tcvn3(part)) for part in word.split("-"))
        )
    if is_syllable(decode_tcvn3(word)):
        return False
    return any(
        is_syllable(decode_tcvn3(f"{word[:place]}\u00ad{word[place:]}")) for place in range(len(word) + 1)
    )
