"""Old encodings are read exactly, refused where letters are missing, and nothing else is ever changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import cycle

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tdkt_desktop.vietnamese.legacy import (
    DECODERS,
    Encoding,
    Judgement,
    Reading,
    font_encoding,
    is_capital_font,
    read_legacy,
    read_runs,
)
from tdkt_desktop.vietnamese.syllables import _ONSETS, _RIMES, is_syllable
from tdkt_desktop.vietnamese.text import nfc
from tests.support.golden import FOLDER
from tests.support.old_encodings import LETTERS, TCVN3_CAPITALS, in_tcvn3, in_vni

NOTICE = (FOLDER / "thong-bao-2019.txt").read_text(encoding="utf-8")
WORDS = sorted(set(re.findall(r"[^\W\d_]+", NOTICE)))
SMALL = [word.lower() for word in WORDS if is_syllable(word)]
SENTENCES = st.lists(st.sampled_from(SMALL), min_size=1, max_size=12).map(" ".join)
CASES = st.builds(
    lambda text, case: str(case(text)),
    SENTENCES,
    st.sampled_from([str, str.title, str.capitalize, str.upper]),
)
ENCODERS = {Encoding.TCVN3: (in_tcvn3, ".VnTime"), Encoding.VNI: (in_vni, "VNI-Times")}
FOREIGN_WORDS = (
    "Élysée français où à hôtel fête naïve Noël été thé né blé mère père dû sûr août île maïs Israël forêt école même "
    "très après déjà voilà ça leçon reçu Saône évêque tête prêt gâteau âge bâtiment pâte théâtre goût boîte rôle tôt "
    "côté Zoé Hélène Agnès Gaël über für schön Köln Straße mañana niño señor año corazón más él sí Málaga ação não São "
    "irmão pão mãe põe lições você café résumé façade cliché soirée purée Malmö Århus Reykjavík"
)
FOREIGN = FOREIGN_WORDS.split()


def _can_be_written(encode: Callable[[str], str], text: str) -> bool:
    """TCVN3 has no capital vowels with tones."""
    try:
        encode(text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("encoding", ENCODERS)
def test_all_134_letters_are_read_in_their_font(encoding: Encoding) -> None:
    encode, font = ENCODERS[encoding]
    assert len(LETTERS) == 67
    decode = DECODERS[encoding]
    assert [decode(encode(letter)) for letter in LETTERS] == LETTERS
    if encoding is Encoding.VNI:
        capitals = [letter.upper() for letter in LETTERS]
        assert [decode(encode(letter)) for letter in capitals] == capitals
    else:
        assert [read_legacy(sign, font).text for sign in TCVN3_CAPITALS.values()] == list(TCVN3_CAPITALS)
        for letter in LETTERS:  # a font ending in H shows the small sign as a capital
            assert read_legacy(f"®{encode(letter)}", ".VnTimeH").text == f"Đ{letter.upper()}"


@pytest.mark.parametrize("encoding", ENCODERS)
@given(sentence=CASES)
def test_in_its_font_a_sentence_comes_back(encoding: Encoding, sentence: str) -> None:
    encode, font = ENCODERS[encoding]
    assume(_can_be_written(encode, sentence))
    reading = read_legacy(encode(sentence), font)
    if reading.judgement in (Judgement.CERTAIN, Judgement.NOT_LEGACY):
        assert reading.text == sentence
    else:  # refused or asked about, never changed
        assert reading.text == encode(sentence)
        assert reading.reason
    if len(sentence.split()) > 3:
        assert reading.judgement is not Judgement.LOST or "ư" not in sentence


@pytest.mark.parametrize("encoding", ENCODERS)
@given(sentence=CASES)
def test_without_a_font_a_change_is_always_right(encoding: Encoding, sentence: str) -> None:
    encode, _ = ENCODERS[encoding]
    assume(_can_be_written(encode, sentence))
    reading = read_legacy(encode(sentence))
    assert reading.text == (sentence if reading.judgement is Judgement.CERTAIN else encode(sentence))


@pytest.mark.parametrize("encoding", ENCODERS)
def test_the_lines_of_a_real_notice_are_known_by_their_words(encoding: Encoding) -> None:
    encode, _ = ENCODERS[encoding]
    lines = [line.lower() for line in NOTICE.splitlines() if len(line.split()) > 5]
    known = [read_legacy(encode(line)) for line in lines]
    assert all(
        one.text == line for one, line in zip(known, lines, strict=True) if one.judgement is Judgement.CERTAIN
    )
    sure = sum(one.judgement is Judgement.CERTAIN for one in known)
    assert sure / len(lines) > 0.95, f"{sure}/{len(lines)}"


def test_no_word_and_no_line_of_the_notice_is_taken_for_old() -> None:
    for text in [*WORDS, *NOTICE.splitlines(), NOTICE]:
        assert read_legacy(text) == Reading(text)


@given(
    text=SENTENCES.flatmap(
        lambda one: st.sampled_from([one, one.upper(), one.title(), f"“{one}” 05/06 (±½)"])
    )
)
def test_unicode_stays_in_any_font(text: str) -> None:
    assert read_legacy(text) == Reading(text)
    for font in (".VnTime", "VNI-Times"):
        reading = read_legacy(text, font)
        if any(ord(letter) > 0xFF for letter in text.replace("“", "").replace("”", "")):
            assert reading.text == text


@given(text=st.text(st.characters(max_codepoint=126), max_size=40))
def test_plain_ascii_is_never_touched(text: str) -> None:
    for font in ("", ".VnTime", "VNI-Times"):
        assert read_legacy(text, font).judgement is not Judgement.CERTAIN


SYLLABLES = [
    word
    for onset in sorted(_ONSETS)
    for rime in sorted(_RIMES)
    for tone in ("", *"\u0300\u0301\u0303\u0309\u0323")
    for at in range(1, len(rime) + 1)
    if is_syllable(word := nfc(f"{onset}{rime[:at]}{tone}{rime[at:]}")) and max(word) <= "\u00ff"
]  # those an old encoding could be meant by: no letter that only Unicode has


@given(
    words=st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=6),
    capitals=st.lists(st.booleans(), min_size=7),
)
def test_correct_vietnamese_is_never_changed_however_its_capitals_stand(
    words: list[str], capitals: list[bool]
) -> None:
    cased = " ".join(words)
    cased = "".join(sign.upper() if one else sign for sign, one in zip(cased, cycle(capitals), strict=False))
    for text in (" ".join(words), cased):
        assert read_legacy(text) == Reading(text)


@pytest.mark.parametrize(
    ("copied", "meant"),
    [
        ("UBND tØnh", "UBND tỉnh"),
        ("huyÖn", "huyện"),
        ("KPI n¨m 2019: 95% ®¬n vÞ", "KPI năm 2019: 95% đơn vị"),
    ],
)
def test_a_capital_inside_a_small_word_speaks_for_itself(copied: str, meant: str) -> None:
    assert (read_legacy(copied).judgement, read_legacy(copied).text) == (Judgement.CERTAIN, meant)


@pytest.mark.parametrize("copied", ["Sè: 19/KH-H§T§KT", "H§ND", "Q§-UBND"])
def test_an_abbreviation_with_d_stroke_is_asked_about(copied: str) -> None:
    asked = read_legacy(copied)
    assert (asked.text, asked.judgement, asked.encoding) == (copied, Judgement.DOUBTFUL, Encoding.TCVN3)
    assert "Đ" in asked.proposal
    assert read_legacy("Điều 5 §2, BLDS§ 7") == Reading("Điều 5 §2, BLDS§ 7")


def test_words_of_other_languages_are_never_changed() -> None:
    for word in FOREIGN:
        assert read_legacy(word).text == word
    asked = [word for word in FOREIGN if read_legacy(word).judgement is not Judgement.NOT_LEGACY]
    assert asked == ["dû", "mãe"]
    for text in (
        "L'école est près du théâtre où l'été brûle.",
        "© 2019 Company® §5 £50 «Bonjour» 20°C ½ ¾ ± ×",
        "không quá 5 µm",
        "Ban TC, café Ñ",
    ):
        assert read_legacy(text) == Reading(text)


@pytest.mark.parametrize(
    "copied", ["®îc giao", "®-îc giao", "hëng øng", "kü th kÝ tØnh", "b\ufffdo c¸o tØnh"]
)
def test_lost_letters_are_refused_with_a_reason(copied: str) -> None:
    for font in ("", ".VnTime"):
        reading = read_legacy(copied, font)
        assert reading.judgement is Judgement.LOST, (copied, font)
        assert reading.text == copied
        assert "mất" in reading.reason or "dấu lạ" in reading.reason


def test_lost_letters_beside_new_words_are_refused_in_an_old_font() -> None:
    refused = read_legacy("Đơn vị ®îc giao", ".VnTime")
    assert (refused.judgement, refused.text) == (Judgement.LOST, "Đơn vị ®îc giao")
    kept = "Đơn vị như thế nào, ở chỗ nào (±½)"
    assert read_legacy(kept, ".VnTime") == Reading(kept)


def test_a_sign_that_looks_like_d_stroke_is_not_made_one_while_in_doubt() -> None:
    asked = read_legacy(in_tcvn3("xét"))
    assert (asked.text, asked.judgement, asked.proposal) == ("x\u00d0t", Judgement.DOUBTFUL, "xét")


def test_a_cell_that_kept_its_old_font_is_asked_about() -> None:
    assert read_legacy("Đơn vị 07", ".VnTime") == Reading("Đơn vị 07")
    asked = read_legacy("cô giáo", ".VnTime")
    assert (asked.judgement, asked.text) == (Judgement.DOUBTFUL, "cô giáo")
    mixed = read_legacy("Đơn vị tr\u00adêng §¶ng")
    assert (mixed.judgement, mixed.text) == (Judgement.DOUBTFUL, "Đơn vị tr\u00adêng §¶ng")


def test_capitals_of_tcvn3_come_from_the_font() -> None:
    assert read_legacy("héi ®ång", ".VnTimeH").text == "HỘI ĐỒNG"
    assert read_legacy("HéI §åNG", ".VnTimeH").text == read_legacy("HéI §åNG", ".VnTime").text == "HỘI ĐỒNG"
    assert is_capital_font(".VnArialH")
    assert is_capital_font(".vntimeh")
    assert not is_capital_font(".VnTime")


def test_fonts_are_known_by_name() -> None:
    assert font_encoding(".vntime") is font_encoding(".VnArial Narrow") is Encoding.TCVN3
    assert font_encoding("VNI-Times") is font_encoding("vni times") is Encoding.VNI
    assert font_encoding("Times New Roman") is font_encoding("") is font_encoding("Vni") is None


def test_runs_are_read_one_by_one_and_the_least_sure_speaks() -> None:
    sure = read_runs([("§¬n vÞ ", ".VnTime"), ("số 07, ", "Times New Roman"), ("Haûi Phoøng", "VNI-Times")])
    assert (sure.text, sure.judgement) == ("Đơn vị số 07, Hải Phòng", Judgement.CERTAIN)
    lost = read_runs([("§¬n vÞ ", ".VnTime"), ("®îc", ".VnTime")])
    assert lost.judgement is Judgement.LOST
    assert lost.text == "§¬n vÞ ®îc"
