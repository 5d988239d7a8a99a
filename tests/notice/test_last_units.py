"""Which unit is which: codes, names and former names agree or a person is asked. Never a wrong unit, never one lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_desktop.domain.campaign import Unit
from tdkt_desktop.domain.earlier import EarlierUnit
from tdkt_desktop.notice.last_units import match_units


def then(code: str, name: str, *aliases: str) -> EarlierUnit:
    return EarlierUnit(code, name, name, name, aliases)


def now(code: str, name: str, *aliases: str) -> Unit:
    return Unit(code, 1, name, name, name, aliases=aliases)


@pytest.mark.parametrize(
    ("old", "units", "matched", "asked"),
    [
        ([then("A", "Đơn vị 01")], [now("A", "Đơn vị 01")], {"A": "A"}, []),
        ([then("A", "Đơn vị 01")], [now("X", "đơn vị  01")], {"A": "X"}, []),  # another code, the same name
        ([then("A", "Sở thứ 3")], [now("A", "Sở thứ 3 và số 5")], {"A": "A"}, []),  # one name holds the other
        ([then("A", "Đơn vị 01")], [now("A", "Trung tâm 09")], {}, ["A"]),  # a code alone is no proof
        ([then("A", "Đơn vị 01")], [now("X", "Trung tâm 09", "Đơn vị 01")], {"A": "X"}, []),  # a former name
        ([then("A", "Mới 1", "Cũ 1")], [now("X", "Cũ 1")], {"A": "X"}, []),
        # "đơn vị" tells nothing where several have it
        (
            [then("A", "Đơn vị 01"), then("C", "Đơn vị 03")],
            [now("B", "Đơn vị 02"), now("C", "Đơn vị 03")],
            {"A": "", "C": "C"},
            [],
        ),
        # a list without codes numbers anew: the name decides where it is clear on both sides
        (
            [then("DV01", "Đơn vị 01"), then("DV02", "Đơn vị 02")],
            [now("DV01", "Đơn vị 02"), now("DV02", "Đơn vị 01")],
            {"DV01": "DV02", "DV02": "DV01"},
            [],
        ),
        ([then("DV01", "Đơn vị 01")], [now("DV01", "Đơn vị 01 tỉnh")], {}, ["DV01"]),
        # the name says one unit, the code another that nobody else claims
        ([then("A", "Đơn vị 01")], [now("A", "Trung tâm 09"), now("X", "Đơn vị 01")], {}, ["A"]),
        # two of then under one name
        ([then("A", "Đơn vị 01"), then("B", "Đơn vị 01")], [now("X", "Đơn vị 01")], {}, ["A", "B"]),
    ],
)
def test_what_is_clear_and_what_is_asked(
    old: list[EarlierUnit], units: list[Unit], matched: dict[str, str], asked: list[str]
) -> None:
    found = match_units(old, units)
    assert dict(found.matched) == matched
    assert [doubt.code for doubt in found.doubts] == asked


def test_an_answer_settles_and_a_wrong_one_is_told() -> None:
    old, units = [then("A", "Đơn vị 01")], [now("A", "Trung tâm 09"), now("B", "Trung tâm 10")]
    assert match_units(old, units, {"A": "đồng ý"}).matched == {"A": "A"}
    assert match_units(old, units, {"A": "DONG Y"}).matched == {"A": "A"}
    assert match_units(old, units, {"A": "bỏ qua"}).matched == {"A": ""}
    assert match_units(old, units, {"A": "b"}).matched == {"A": "B"}
    assert match_units(old, units, {"A": "Trung tâm 10"}).matched == {"A": "B"}
    wrong = match_units(old, units, {"A": "Trung tâm 11", "Z": "A"})
    assert (len(wrong.errors), [doubt.code for doubt in wrong.doubts]) == (2, ["A"])
    clear = [now("A", "Đơn vị 01"), now("B", "Trung tâm 10")]
    assert match_units(old, clear, {"A": "B"}).matched == {"A": "B"}  # a person knows better


WORDS = ("Sở", "Ban", "Trung tâm", "Ủy ban nhân dân huyện", "Công ty")
KEEP, RENAME, RENAME_LONGER, RECODE, DROP = range(5)


@st.composite
def years(draw: st.DrawFn) -> tuple[list[EarlierUnit], list[Unit], dict[str, str]]:
    """Two years of the same units: some renamed (the former name kept as an alias or not), recoded, dropped, new ones; and
    which is which.
    """
    count = draw(st.integers(1, 7))
    truth, old, new = dict[str, str](), list[EarlierUnit](), list[Unit]()
    codes = draw(
        st.permutations([f"{'DV0' if draw(st.booleans()) else 'M'}{number}" for number in range(20)])
    )
    for number in range(count):
        name = f"{draw(st.sampled_from(WORDS))} thứ {number}"
        code = f"{draw(st.sampled_from(['DV0', 'M']))}{number}"
        old.append(then(code, name))
        fate = draw(st.integers(KEEP, DROP))
        if fate == DROP:
            truth[code] = ""
            continue
        known = draw(st.booleans())
        new_name = {RENAME: f"Cơ quan mới {number + 50}", RENAME_LONGER: f"{name} và phần {number + 70}"}.get(
            fate, name
        )
        new_code = codes[number] if fate == RECODE or draw(st.booleans()) else code
        if any(unit.code == new_code for unit in new):
            new_code = f"K{number}"
        truth[code] = new_code
        new.append(now(new_code, new_name, *([name] if known and new_name != name else [])))
    for number in range(draw(st.integers(0, 3))):
        code = codes[10 + number]
        if all(unit.code != code for unit in new):
            new.append(now(code, f"{draw(st.sampled_from(WORDS))} thứ {number + 30}"))
    return old, new, truth


@given(years())
def test_no_unit_is_lost_and_none_is_put_to_a_wrong_one(
    made: tuple[list[EarlierUnit], list[Unit], dict[str, str]],
) -> None:
    old, new, truth = made
    found = match_units(old, new)
    asked = {doubt.code for doubt in found.doubts}
    assert asked | set(found.matched) == set(truth)
    assert not asked & set(found.matched)
    for code, other in found.matched.items():
        # a unit that changed its name without a trace stays without a place; it is never put to another one
        assert other in ("", truth[code]), (code, other, truth[code])
    settled = match_units(old, new, {code: truth[code] or "bỏ qua" for code in asked})
    assert not settled.doubts
    assert set(settled.matched) == set(truth)
