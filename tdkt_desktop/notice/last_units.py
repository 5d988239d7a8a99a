"""Which unit of this campaign a unit of an earlier one is: by code, by name, by former name, or a person is asked.

A name shared by two, a code that now stands for another name, a likeness alone: each is a doubt, nothing is guessed. A code is
believed where the names agree too, or where one name holds the whole of the other; lists without codes number their units anew
every year.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tdkt_desktop.domain.campaign import Unit
from tdkt_desktop.domain.earlier import EarlierUnit
from tdkt_desktop.vietnamese.text import fold

AGREED, SKIPPED = "đồng ý", "bỏ qua"
ALIKE = 0.6  # share of the shorter name's words that the other has too
_WORD = re.compile(r"[^\W_]+")
_NUMBERED = re.compile(r"DV\d+x*")  # the code that a list without codes gets


@dataclass(frozen=True)
class Doubt:
    """A unit of then that a person must place. `candidates` are codes of now, `proposal` the one that AGREED takes."""

    code: str
    message: str
    candidates: tuple[str, ...] = ()
    proposal: str = ""


@dataclass(frozen=True)
class Matching:
    """`matched` gives every settled unit of then its code of now, blank where it is not inspected this time."""

    matched: Mapping[str, str] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    errors: tuple[str, ...] = ()


def match_units(
    then: Sequence[EarlierUnit], now: Sequence[Unit], answers: Mapping[str, str] | None = None
) -> Matching:
    """Match units; `answers` are a person's words by the code of then: a code or name of now, AGREED, or SKIPPED."""
    looking = _Looking(then, now)
    judged = {one.code: looking.judge(one) for one in then}
    judged |= _contested(judged)
    given = {code.strip(): words.strip() for code, words in (answers or {}).items() if words.strip()}
    errors = [f"“{code}” không phải mã đơn vị của đợt trước." for code in sorted(set(given) - set(judged))]
    matched, doubts = dict[str, str](), list[Doubt]()
    for code, found in judged.items():
        chosen = found if isinstance(found, str) else None
        if code in given:
            chosen = _answered(given[code], found, now)
            if chosen is None:
                errors.append(f"{code}: “{given[code]}” không phải đơn vị của đợt này.")
        if chosen is not None:
            matched[code] = chosen
        elif isinstance(found, Doubt):
            doubts.append(found)
    return Matching(matched, tuple(doubts), tuple(errors))


def name_key(name: str) -> str:
    """A name as it is compared: its words without tone marks, capitals and signs."""
    return " ".join(_WORD.findall(fold(name)))


def names_of(unit: Unit) -> tuple[str, ...]:
    """Every name a unit is known by."""
    return tuple(one for one in (unit.official, unit.listed, unit.short, *unit.aliases) if one)


class _Looking:
    """The names of both sides, and what each unit of then could be."""

    def __init__(self, then: Sequence[EarlierUnit], now: Sequence[Unit]) -> None:
        self._names = {unit.code: unit.official for unit in now}
        self._now = {unit.code: _keys(names_of(unit)) for unit in now}
        self._then = {unit.code: _keys(unit.names) for unit in then}
        self._by_name = {
            code: [other for other, theirs in self._now.items() if keys & theirs]
            for code, keys in self._then.items()
        }
        claims: dict[str, list[str]] = {code: [] for code in self._now}
        for code, found in self._by_name.items():
            for other in found:
                claims[other].append(code)
        self._common = _said_twice(self._then) | _said_twice(self._now)
        self._taken = {
            found[0]: code
            for code, found in self._by_name.items()
            if len(found) == 1 and claims[found[0]] == [code]
        }

    def judge(self, unit: EarlierUnit) -> str | Doubt:
        """The code of now, blank for none, or a doubt."""
        named, same_code = self._by_name[unit.code], unit.code if unit.code in self._now else ""
        if named and self._taken.get(named[0]) == unit.code:
            if same_code in ("", named[0]) or same_code in self._taken:
                return named[0]
            return self._doubt(unit, [named[0], same_code], "tên khớp một đơn vị, mã lại khớp đơn vị khác")
        if named:
            if same_code in named:
                return same_code
            return self._doubt(
                unit, [*named, same_code], "tên khớp nhiều đơn vị, hoặc nhiều đơn vị cũ cùng tên này"
            )
        if same_code and same_code not in self._taken:
            return self._by_code(unit, same_code)
        return self._alike(unit)

    def _by_code(self, unit: EarlierUnit, same_code: str) -> str | Doubt:
        holds = any(_holds(mine, other) for mine in self._then[unit.code] for other in self._now[same_code])
        if holds and not _NUMBERED.fullmatch(same_code):
            return same_code
        return self._doubt(unit, [same_code], "cùng mã nhưng khác tên")

    def _alike(self, unit: EarlierUnit) -> str | Doubt:
        found = [
            code
            for code, theirs in self._now.items()
            if code not in self._taken
            and any(self._like(mine, other) for mine in self._then[unit.code] for other in theirs)
        ]
        return self._doubt(unit, found, "tên gần giống, mã khác") if found else ""

    def _like(self, one: str, other: str) -> bool:
        """Whether two names share most words, one at least that tells units apart: not "đơn vị", not "huyện"."""
        first, second = set(one.split()), set(other.split())
        shared = first & second
        return len(shared) >= ALIKE * min(len(first), len(second)) and bool(shared - self._common)

    def _doubt(self, unit: EarlierUnit, codes: Iterable[str], why: str) -> Doubt:
        found = tuple(dict.fromkeys(code for code in codes if code))
        maybe = "; ".join(f"{code} ({self._names[code]})" for code in found)
        message = f"“{unit.official}” của đợt trước: {why}. Có thể là: {maybe}."
        return Doubt(unit.code, message, found, found[0] if len(found) == 1 else "")


def _contested(judged: Mapping[str, str | Doubt]) -> dict[str, Doubt]:
    """Two units of then that would both become one of now: a merger of units is for a person to say."""
    claims: dict[str, list[str]] = {}
    for code, found in judged.items():
        if isinstance(found, str) and found:
            claims.setdefault(found, []).append(code)
    return {
        code: Doubt(
            code, f"{len(codes)} đơn vị của đợt trước ({', '.join(codes)}) cùng khớp {now}.", (now,), now
        )
        for now, codes in claims.items()
        if len(codes) > 1
        for code in codes
    }


def _answered(words: str, found: str | Doubt, now: Sequence[Unit]) -> str | None:
    said = name_key(words)
    if said == name_key(SKIPPED):
        return ""
    if said == name_key(AGREED):
        return found if isinstance(found, str) else found.proposal or None
    exact = next((unit.code for unit in now if unit.code.casefold() == words.casefold()), None)
    named = [unit.code for unit in now if said in _keys(names_of(unit))]
    return exact or (named[0] if len(named) == 1 else None)


def _keys(names: Iterable[str]) -> frozenset[str]:
    return frozenset(key for key in map(name_key, names) if key)


def _holds(one: str, other: str) -> bool:
    """Whether all words of one name are words of the other: "Sở Y tế" and "Sở Y tế và Dân số"."""
    first, second = set(one.split()), set(other.split())
    return first <= second or second <= first


def _said_twice(names: Mapping[str, frozenset[str]]) -> set[str]:
    """The words that several units have in their names."""
    counts = Counter(
        word for keys in names.values() for word in {part for key in keys for part in key.split()}
    )
    return {word for word, count in counts.items() if count > 1}
