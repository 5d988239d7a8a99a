"""Whether letters make a Vietnamese syllable: onset, rime and tone as the spelling allows them.

Not a dictionary: it says what could be a word. Tone marks may stand on any vowel ("hoà", "hòa" and "hòan" all pass).
"""

from __future__ import annotations

import unicodedata

_STOPS = ("c", "ch", "p", "t", "k")
_STOP_TONES = {"", "\u0301", "\u0323"}  # a syllable that ends in a stop is sắc or nặng
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ONSET_LIST = "b c ch d đ g gh gi h k kh kr l m n ng ngh nh p ph qu r s t th tr v x"
_ONSETS = frozenset(_ONSET_LIST.split()) | {""}
_RIME_LIST = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êng i ia ich im in inh ip it iu "
    "iêc iêm iên iêng iêp iêt iêu o oc oi om on ong op ot oong ooc oa oac oach oai oam oan oang oanh oao oap oat "
    "oay oe oen oeo oet oăc oăm oăn oăng oăp oăt ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uơ uy uya uych uyên uyêt uynh uyp uyt uyu "
    "uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu"
)
_RIMES = frozenset(_RIME_LIST.split())
_AFTER_QU = frozenset(["y", "ych", "yên", "yêt", "ynh", "yt", "yp", "yu"])  # the u of "qu" is the u of "uy"
_Y_ALONE = frozenset({"", "h", "k", "l", "m", "s", "t", "v", "qu", "th", "d"})  # "kỹ", "lý", "Mỹ", "Vỹ"
_FRONT = frozenset("eêiy")


def is_syllable(word: str) -> bool:
    """Whether a word, in capitals or not, is spelled as a Vietnamese syllable."""
    bare, tone = split_tone(unicodedata.normalize("NFC", word).lower())
    if tone is None:
        return False
    return any(_fits(bare[:length], bare[length:], tone) for length in range(4) if bare[:length] in _ONSETS)


def split_tone(word: str) -> tuple[str, str | None]:
    """The word without its tone mark, and the mark ("" for none, None where there are several)."""
    marks = [mark for mark in unicodedata.normalize("NFD", word) if mark in _TONES]
    bare = "".join(mark for mark in unicodedata.normalize("NFD", word) if mark not in _TONES)
    tone = None if len(marks) > 1 else "".join(marks)
    return unicodedata.normalize("NFC", bare), tone


def _fits(onset: str, rime: str, tone: str) -> bool:
    if rime not in _RIMES and not (onset == "qu" and rime in _AFTER_QU):
        return False
    if rime.endswith(_STOPS) and tone not in _STOP_TONES:
        return False
    if onset in ("gh", "ngh") and rime[0] not in _FRONT:
        return False
    if onset in ("c", "ng") and rime[0] in _FRONT:
        return False
    return rime != "y" or onset in _Y_ALONE
