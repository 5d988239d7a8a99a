"""Guards matching: marks are forgiven, exact marks come first, and places stay those of the text as written."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_desktop.vietnamese.text import fold, nfc
from tdkt_desktop.workflows.search.matching import Query, Text, rank

LETTERS = "aàáảãạăắâấbcdđeêếghiklmnoôơớpqrstuưứvxyỳĐƠƯẤ"
LOOSE = "\u0300\u0301\u0323\u031b\u0302\u200b\ufeff"  # marks and nothings that stand alone
words = st.text(LETTERS, min_size=1, max_size=6)
sentences = st.lists(words, min_size=1, max_size=8).map(" ".join)
messy = st.text(st.one_of(st.sampled_from(LETTERS + LOOSE + " \n.,/-"), st.characters()), max_size=60)


def marked(query: str, text: str, *, initials: bool = False) -> list[str]:
    made = Text(text)
    return [made.written[start:end] for start, end in Query(query, initials=initials).spans(made)]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("thi dua", "Phong trào thi đua"),
        ("dua thi", "Phong trào thi đua"),  # in any order
        ("hoi dong", "Hội đồng sáng kiến"),
        ("HỘI ĐỒNG", "hội đồng"),
        ("hoà bình", "huyện Hòa Bình"),  # the mark may sit on either vowel
        ("350 trieu", "ủng hộ 350 triệu đồng"),
        ("19/kh-hdtdkt", "Kế hoạch số 19/KH-HĐTĐKT"),
        ("ho\u0323i", "họi"),
    ],
)
def test_marks_case_and_order_are_forgiven(query: str, text: str) -> None:
    assert rank(query, text) is not None


@pytest.mark.parametrize(
    ("query", "text"), [("thi dua nua", "thi đua"), ("", "thi đua"), ("  ", "thi đua"), ("x", "")]
)
def test_every_word_must_occur(query: str, text: str) -> None:
    assert rank(query, text) is None


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        ("lập", "thành lập quỹ", "quản lý tập trung, lắp đặt"),  # exact marks before others
        ("đua", "thi đua", "dưa hấu"),
        ("lập", "độclập", "lắp đặt"),  # even in the middle of a word
        ("hoa", "hoa", "hoạt động"),  # a whole word before the start of one
        ("hoa", "kế hoạch", "choang"),  # the start before the middle
        ("thi dua", "thi đua yêu nước", "cuộc thi và phong trào đua"),  # side by side before scattered
        ("thi dua", "Thi đua", "Phong trào thi đua"),  # at the beginning before later
        ("hoi dong", "7. Hội đồng", "Lập hội đồng"),  # and a number in front does not count
    ],
)
def test_the_better_answer_ranks_first(query: str, better: str, worse: str) -> None:
    first, second = rank(query, better), rank(query, worse)
    assert first is not None
    assert second is None or first < second


def test_a_query_without_marks_does_not_prefer_texts_without() -> None:
    assert rank("dua", "đua") == rank("dua", "dua") == rank("dua", "dưa")


def test_initials_answer_only_where_asked_for() -> None:
    title = "Lãnh đạo, chỉ đạo"
    assert rank("ldcd", title) is None
    assert rank("ldcd", title, initials=True) is not None
    assert rank("lđcđ", title, initials=True) is not None
    assert marked("tct", "01 Trường Chính trị", initials=True) == ["T", "C", "t"]
    assert rank("ldx", title, initials=True) is None
    assert rank("l", "xã Lạng", initials=True) is not None  # one letter is a beginning, no initials
    assert rank("x l", title, initials=True) is None


def test_initials_rank_between_the_start_and_the_middle_of_words() -> None:
    start, initials, middle = (
        rank("tc", text, initials=True) for text in ("báo cáo tcvn", "Trường Chính trị", "batch")
    )
    assert start is not None
    assert initials is not None
    assert middle is not None
    assert start < initials < middle


def test_only_the_best_places_are_marked() -> None:
    assert marked("lập", "lập quỹ, lắp đặt, thành lập") == ["lập", "lập"]
    assert marked("lap", "lập quỹ, lắp đặt") == ["lập", "lắp"]
    assert marked("hoa", "kế hoạch hóa, khoai") == ["hoạ", "hóa"]
    assert marked("dong hoi", "hội đồng") == ["hội", "đồng"]
    assert marked("an anh", "anh") == ["anh"]  # touching places become one
    assert marked("b", "b\u0301a b") == ["b\u0301", "b"]  # a mark that stands alone stays with its letter


def test_a_phrase_is_marked_as_a_whole_and_its_words_only_where_it_is_not_there() -> None:
    assert marked("khen thuong", "Thưởng tiền, khen thưởng, được khen") == ["khen thưởng"]
    assert marked("khen thưởng", "đã khen thường xuyên, có thưởng, khen") == ["khen", "thưởng", "khen"]
    assert marked("khen thu", "khen thưởng") == ["khen thư"]


@given(messy)
def test_folding_agrees_with_the_house_folding(text: str) -> None:
    vietnamese = "".join(letter for letter in nfc(text) if letter in LETTERS + LOOSE + " .,/-")
    assert Text(vietnamese).folded == fold(vietnamese)


@given(sentences)
def test_a_text_is_found_by_its_own_words_with_or_without_marks(text: str) -> None:
    exact, folded = rank(text, text), rank(fold(text), text)
    assert exact == folded == 0


@given(messy, st.data())
def test_marked_places_hold_what_was_looked_for(text: str, data: st.DataObject) -> None:
    """However marks and nothings change lengths, a place never shifts and never cuts a letter from its mark."""
    made = Text(text)
    pieces = made.written.split()
    if not pieces:
        return
    word = data.draw(st.sampled_from(pieces))
    looked_for = Query(word)
    if not looked_for:
        assert looked_for.spans(made) == ()
        return
    spans = looked_for.spans(made)
    assert spans
    before = 0
    for start, end in spans:
        assert before <= start < end <= len(made.written)
        shown = made.written[start:end]
        assert looked_for.words[0].folded in Text(shown).folded
        assert unicodedata.category(shown[0]) != "Mn" or start == 0
        assert end == len(made.written) or unicodedata.category(made.written[end]) != "Mn"
        before = end + 1


@given(sentences, sentences)
def test_a_rank_means_that_every_word_is_there_and_none_that_one_is_not(query: str, text: str) -> None:
    there = all(word in fold(text) for word in fold(query).split())
    assert (rank(query, text) is not None) == there
