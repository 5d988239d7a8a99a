"""Guards search, sorting and sentence shaping against encodings and tone placement."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_desktop.vietnamese.collation import collation_key
from tdkt_desktop.vietnamese.counts import join_names, padded, ratio
from tdkt_desktop.vietnamese.letters import point_letter, roman
from tdkt_desktop.vietnamese.text import ensure_stop, fold, lower_first, nfc, sentence, squeeze

GOLDEN = [
    "An Thi",
    "Ăn",
    "Ân Thi",
    "da",
    "dà",
    "dả",
    "dã",
    "dá",
    "dạ",
    "Dân Hòa",
    "đa",
    "Đà Nẵng",
    "Điện Biên",
    "Đình Lập",
    "Đồng Nai",
    "Ea",
    "ma",
    "mà",
    "mả",
    "mã",
    "má",
    "mạ",
    "mă",
    "mâ",
]
PROVINCES = [
    "Lai Châu",
    "Lạng Sơn",
    "Lào Cai",
    "Lâm Đồng",
    "Nghệ An",
    "Thanh Hóa",
    "Thành phố Hồ Chí Minh",
    "Tuyên Quang",
    "Vĩnh Long",
]
vietnamese = st.text(alphabet="aàảãáạăâbdđeêoôơuưyAĐỦ hg\u0300\u0323\u0302\u200b", max_size=12)


def test_nfc_repairs_lookalikes_and_decomposed_text() -> None:
    assert nfc("\u00d0ình \u0189\r\na\u200bb\u00f0") == "Đình Đ\nabđ"
    assert nfc("e\u0323\u0302") == nfc("ê\u0323") == "ệ"


@given(st.text())
def test_nfc_is_idempotent(text: str) -> None:
    assert nfc(nfc(text)) == nfc(text)


@given(st.one_of(st.text(), vietnamese))
def test_fold_is_idempotent_and_blind_to_form(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


def test_fold_ignores_tone_placement() -> None:
    assert fold("Hoà") == fold("Hòa") == "hoa"
    assert fold("Đình Lập, Uỷ ban") == "dinh lap, uy ban"


def test_sentences() -> None:
    assert squeeze("  a \n b\t") == "a b"
    assert sentence("đơn vị") == "Đơn vị"
    assert sentence("“ủy ban”") == "“Ủy ban”"
    assert sentence("05 đơn vị") == "05 đơn vị"
    assert lower_first("Đơn vị") == "đơn vị"
    assert lower_first("UBND huyện") == "UBND huyện"


@pytest.mark.parametrize(
    ("text", "stop", "expected"),
    [
        ("a", ".", "a."),
        ("a;", ".", "a."),
        ("a.", ";", "a;"),
        ("a./.", ".", "a./."),
        ("", ".", ""),
        ("v.v.", ";", "v.v.;"),
        ("a?", ".", "a?"),
        ("a.;", ".", "a."),
        ("a. ", ".", "a."),
    ],
)
def test_stop(text: str, stop: str, expected: str) -> None:
    assert ensure_stop(text, stop) == expected


@pytest.mark.parametrize("names", [GOLDEN, PROVINCES])
def test_golden_order(names: list[str]) -> None:
    mixed = names[::2] + names[1::2]
    assert sorted(mixed, key=collation_key) == names


def test_tone_placement_keeps_words_together() -> None:
    assert collation_key("hoà")[:2] == collation_key("hòa")[:2]


@given(vietnamese, vietnamese)
def test_order_is_total(left: str, right: str) -> None:
    a, b = collation_key(left), collation_key(right)
    assert (a < b) + (a > b) + (nfc(left) == nfc(right)) == 1


def test_counts() -> None:
    assert (padded(5), padded(6, 120), padded(120)) == ("05", "006", "120")
    assert (ratio(5, 6), ratio(6, 120)) == ("05/06", "006/120")
    assert join_names(["Đình Lập", " ", "Cao Lộc"]) == "Đình Lập; Cao Lộc"


def test_letters() -> None:
    assert [point_letter(i) for i in range(7)] == ["a", "b", "c", "d", "đ", "e", "g"]
    assert (point_letter(22), point_letter(23)) == ("y", "aa")
    assert [roman(n) for n in (1, 4, 9, 14, 2019)] == ["I", "IV", "IX", "XIV", "MMXIX"]
    with pytest.raises(ValueError):
        roman(0)
    with pytest.raises(ValueError):
        point_letter(-1)
