"""Guards the comparison of two texts: nothing is lost, equal texts are equal, and tones are told apart from words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tdkt_desktop.vietnamese.text import nfc
from tdkt_desktop.vietnamese.word_diff import Mark, word_diff

TEXTS = st.text(st.sampled_from("aăâbđhoàóáa ôơuư\n.,12"), max_size=40)


@given(TEXTS, TEXTS)
def test_both_texts_come_back_whole(one: str, other: str) -> None:
    mine, theirs = word_diff(one, other)
    assert "".join(part.text for part in mine) == nfc(one)
    assert "".join(part.text for part in theirs) == nfc(other)


@given(TEXTS)
def test_equal_texts_have_one_stretch(text: str) -> None:
    for side in word_diff(text, text):
        assert {part.mark for part in side} <= {Mark.SAME}
        assert len(side) <= 1


@given(TEXTS, TEXTS)
def test_what_is_the_same_is_the_same_on_both_sides(one: str, other: str) -> None:
    mine, theirs = word_diff(one, other)
    same = [[part.text for part in side if part.mark is Mark.SAME] for side in (mine, theirs)]
    assert "".join(same[0]) == "".join(same[1])


def test_tones_are_told_apart() -> None:
    mine, theirs = word_diff("Hội đồng hoá họp 02 lần", "Hội đồng hóa họp 03 lần")
    assert [(part.text, part.mark) for part in mine if part.mark is not Mark.SAME] == [
        ("hoá", Mark.TONE),
        ("02", Mark.OTHER),
    ]
    assert [(part.text, part.mark) for part in theirs if part.mark is not Mark.SAME] == [
        ("hóa", Mark.TONE),
        ("03", Mark.OTHER),
    ]
