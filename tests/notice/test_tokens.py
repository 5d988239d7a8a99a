"""Guards the plain form of live figures: what is written is read back, and nothing else becomes a figure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_desktop.notice.tokens import (
    FORMS,
    CountRef,
    Token,
    joined,
    joined_key,
    read_count,
    split,
    split_key,
    tokens_of,
)

codes = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
words = st.text(alphabet="aĐữ {}:n%;./\n", max_size=20)
keys = st.text(alphabet="C1.+=@/%7ữ ", min_size=1, max_size=10)
tokens = st.builds(Token, st.sampled_from(sorted(FORMS)), keys)


@given(st.lists(words | tokens, max_size=8))
def test_words_and_figures_are_read_back(parts: list[str | Token]) -> None:
    text = joined(parts)
    read = split(text)
    assert joined(read) == text
    expected = [part for part in parts if isinstance(part, Token)]
    found = [part for part in read if isinstance(part, Token)]
    if not any("{" in part or "}" in part for part in parts if isinstance(part, str)):
        assert found == expected
    assert len(found) >= len([one for one in found if one in expected])


@given(st.lists(codes, min_size=1, max_size=4), codes, st.none() | st.booleans() | st.integers() | codes)
def test_a_count_is_named_by_its_key(
    questions: list[str], section: str, equals: bool | int | str | None
) -> None:
    ref = CountRef(tuple(questions), equals, section)
    assert read_count(ref.key) == ref
    assert type(read_count(ref.key).equals) is type(equals)
    token = ref.token("n")
    assert split(f"a {token.text} b") == ("a ", token, " b")


@given(st.lists(codes, min_size=1, max_size=3))
def test_codes_with_any_signs_make_a_key(parts: list[str]) -> None:
    key = joined_key(*parts)
    assert split_key(key) == tuple(parts)
    assert tokens_of([Token("d", key).text]) == (Token("d", key),)


@pytest.mark.parametrize("text", ["{{la:C01}}", "{{n:}}", "{{n: \n}}", "{n:C01}", "{{N:C01}}", "{{n:a{b}}"])
def test_other_braces_stay_words(text: str) -> None:
    assert tokens_of([text]) == ()
    assert joined(split(text)) == text
