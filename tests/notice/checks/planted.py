"""Whole notices of many offices, each true to itself, and variants with one planted contradiction: planted/*.yaml.

They were written from the rule families alone, before anybody looked at the rules. Each lot was measured before anything was
mended for it (`FIRST_SEEN`), so that the figures say what to expect of the next notice. In the files "⇥" is a tab; a variant
replaces `find` by `put` (and the same in `also`) and may be told of at the words of `at` instead of the changed ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tdkt_desktop.notice.checks.findings import Finding
from tdkt_desktop.notice.checks.text_check import check_text

FOLDER = Path(__file__).parent / "planted"
# (planted, found, false alarms on the clean notices) of each lot when the rules met it; "a" and "b" met the rules as they
# were before any of these lots; "b" was then kept aside, and met again when "a", "c" and "d" had been mended for; "e" and "f" came after that;
# "g" to "k" are another hand's, in the manner of the notice of 2019 ("g", "i", "j") and freer ("h", "k"; "h" met again when "g" had been mended for)
FIRST_SEEN = {
    "a": (98, 50, 2),
    "b": (93, 35, 4),
    "c": (53, 40, 4),
    "d": (35, 22, 5),
    "b again": (93, 75, 1),
    "e": (36, 25, 3),
    "f": (27, 22, 0),
    "g": (69, 54, 8),
    "h": (42, 22, 8),
    "h again": (42, 25, 6),
    "i": (42, 37, 0),
    "j": (24, 24, 0),
    "k": (27, 18, 3),
}
# the codes by which a finding of each family may speak
CODES = {
    "issue-date": ("date.issue",),
    "period": ("date.period", "range."),
    "window": ("date.", "schedule."),
    "reversed": ("range.", "date.period"),
    "impossible-date": ("date.impossible",),
    "sum": ("money.", "sum.", "breakdown.", "ratio."),
    "breakdown": ("breakdown.", "sum.", "ratio.", "money.sum"),
    "cross": ("cross.", "ratio.", "coverage.", "breakdown."),
    "coverage": ("ratio.", "coverage.", "money.sum", "sum.", "breakdown."),
    "names": ("unit.",),
    "padding": ("format.ratio",),
    "money-unit": ("money.unit",),
    "outside": ("period.",),
    "needs-number": ("claim.",),
    "needs-names": ("claim.",),
    "proposal": ("provenance.",),
    "role": ("person.", "team."),
    "delegation": ("team.", "delegation."),
    "deviation": ("schedule.",),
    "citation": ("format.citation", "citation."),
    "recipients": ("format.",),
    "echo": ("text.title",),
    "anniversary": ("date.anniversary",),
}


@dataclass(frozen=True)
class Variant:
    """A notice with one fault. `lines` is where a finding of it may point to."""

    name: str
    family: str
    text: str
    lines: frozenset[int]

    def tells(self, one: Finding) -> bool:
        """Whether a finding speaks of the planted fault, wherever it points to."""
        return one.code.startswith(CODES[self.family])


@dataclass(frozen=True)
class Planted:
    """A clean notice and its variants."""

    name: str
    clean: str
    variants: tuple[Variant, ...]


def planted(lots: str = "abcdefghijk") -> Iterator[Planted]:
    """The notices of the lots, in order."""
    for lot in lots:
        for one in yaml.safe_load((FOLDER / f"{lot}.yaml").read_text(encoding="utf-8")):
            clean = _tabs(one["text"])
            variants = tuple(
                _variant(one["id"], number, clean, each) for number, each in enumerate(one["spoiled"])
            )
            yield Planted(one["id"], clean, variants)


@dataclass
class Score:
    """What the rules told of the notices of some lots."""

    put_in: int = 0
    found: int = 0
    in_place: int = 0
    false: int = 0
    notes: tuple[str, ...] = ()

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.false) if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.found / self.put_in


def score(lots: str) -> Score:
    """Every variant is looked at for what is new beside its clean notice; whatever is told of the clean one is false."""
    told = Score()
    for one in planted(lots):
        alarms = check_text(one.clean)
        told.false += len(alarms)
        told.notes += tuple(f"báo nhầm, {one.name}: {alarm.code} {alarm.found}" for alarm in alarms)
        known = {(alarm.code, alarm.found) for alarm in alarms}
        for variant in one.variants:
            new = [alarm for alarm in check_text(variant.text) if (alarm.code, alarm.found) not in known]
            spoken = [alarm for alarm in new if variant.tells(alarm)]
            told.put_in += 1
            told.found += bool(spoken)
            told.in_place += any(alarm.place.line in variant.lines for alarm in spoken)
            told.notes += () if spoken else (f"bỏ sót, {variant.name} ({variant.family})",)
    return told


def _variant(notice: str, number: int, clean: str, told: dict[str, Any]) -> Variant:
    text, changed = clean, []
    for one in (told, *told.get("also", ())):
        find, put = _tabs(one["find"]), _tabs(one["put"])
        assert text.count(find) == 1, (notice, number, find)
        at = text.index(find)
        text = text.replace(find, put)
        changed.append((text.count("\n", 0, at) + 1, put.count("\n")))
    lines = {line for first, length in changed for line in range(first - 1, first + length + 2)}
    if at_words := _tabs(told.get("at", "")):
        lines |= {number for number, line in enumerate(text.split("\n"), start=1) if at_words in line}
    return Variant(f"{notice} {number}", told["family"], text, frozenset(lines))


def _tabs(text: str) -> str:
    return text.replace("⇥", "\t")
