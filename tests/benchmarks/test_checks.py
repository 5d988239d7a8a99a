"""How many alarms of the text rules are true, and how many faults they find, on notices that no rule was written for.

`make bench` runs many; a short version runs with the other tests. Prints a line for every family.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field

import pytest

from tdkt_desktop.notice.checks.text_check import check_text
from tests.benchmarks.made_notices import clean_notice
from tests.benchmarks.spoilers import SPOILERS, Spoiler
from tests.notice.checks import planted
from tests.notice.checks.styles import FIRST_SEEN, styled_notices
from tests.notice.checks.test_record_rules import FAULTS, campaign_of, check, inspected, record_of
from tests.notice.checks.typed import campaign_with, codes_of, record_with, sentences_of

LEAST = 0.9
FAMILY_OF = {code: one.family for one in SPOILERS for code in one.codes}
OTHERS = "khác"


@dataclass
class Score:
    """Counts by family: faults put in, faults found, true and false alarms."""

    put_in: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    true: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def precision(self, family: str = "") -> float:
        true, false = _sum(self.true, family), _sum(self.false, family)
        return true / (true + false) if true + false else 1.0

    def recall(self, family: str = "") -> float:
        put_in = _sum(self.put_in, family)
        return _sum(self.found, family) / put_in if put_in else 1.0

    def look_at_clean(self, seed: int) -> None:
        """Every alarm here is a false one."""
        for one in check_text(clean_notice(seed).text):
            self.false[FAMILY_OF.get(one.code, OTHERS)] += 1
            self.notes.append(f"báo nhầm, bản sạch {seed}: {one.code} {one.found}")

    def look_at_spoiled(self, spoiler: Spoiler, seed: int) -> bool:
        """False where this notice has no place for the fault."""
        text = spoiler.spoil(clean_notice(seed))
        if text is None:
            return False
        codes = {one.code: one.found for one in check_text(text)}
        self.put_in[spoiler.family] += 1
        if spoiler.codes & codes.keys():
            self.found[spoiler.family] += 1
            self.true[spoiler.family] += 1
        else:
            self.notes.append(f"bỏ sót, {spoiler.spoil.__name__} {seed}")
        for code in codes.keys() - spoiler.codes - spoiler.also:
            self.false[FAMILY_OF.get(code, OTHERS)] += 1
            self.notes.append(f"báo nhầm, {spoiler.spoil.__name__} {seed}: {code} {codes[code]}")
        return True

    def lines(self) -> list[str]:
        families = [*dict.fromkeys(one.family for one in SPOILERS), OTHERS]
        rows = [(one, one) for one in families] + [("tất cả", "")]
        return [
            f"  {name:<10} {_sum(self.put_in, family):4} lỗi, {_sum(self.false, family):3} báo nhầm: "
            f"precision {self.precision(family):.3f}, recall {self.recall(family):.3f}"
            for name, family in rows
        ]


def measure(each: int, clean: int) -> Score:
    """`each` notices spoiled by every spoiler, and `clean` notices that are not."""
    score = Score()
    for seed in range(10_000, 10_000 + clean):
        score.look_at_clean(seed)
    for number, spoiler in enumerate(SPOILERS):
        done, seed = 0, 1000 * number
        while done < each:
            assert seed < 1000 * number + 60 * each, f"{spoiler.spoil.__name__} finds no place"
            done += score.look_at_spoiled(spoiler, seed)
            seed += 1
    return score


@pytest.mark.bench
def test_precision_and_recall_on_many_notices() -> None:
    score = measure(each=20, clean=400)
    total = sum(score.put_in.values())
    print(f"\nchecks: {total} spoiled, 400 clean (at least {LEAST:.3f} each)")
    print("\n".join(score.lines() + score.notes[:40]))
    assert score.precision() >= LEAST
    assert score.recall() >= LEAST
    for family in {one.family for one in SPOILERS}:
        assert score.precision(family) >= LEAST, family
        assert score.recall(family) >= LEAST, family


def test_precision_and_recall_on_some_notices() -> None:
    score = measure(each=2, clean=60)
    assert sum(score.put_in.values()) >= 60
    assert score.precision() >= LEAST, score.notes
    assert score.recall() >= LEAST, score.notes


def _sum(counts: Counter[str], family: str) -> int:
    return counts[family] if family else sum(counts.values())


@pytest.mark.bench
def test_precision_and_recall_in_many_styles() -> None:
    """Notices as other offices write them (tests/notice/checks/styles), each right and with a few faults."""
    found = put_in = true = false = 0
    notes = []
    for one in styled_notices():
        alarms = check_text(one.right)
        false += len(alarms)
        notes += [f"báo nhầm, {one.name}: {alarm.code} {alarm.found}" for alarm in alarms]
        codes, known = {alarm.code for alarm in check_text(one.wrong)}, set().union(*one.faults)
        put_in += len(one.faults)
        found += sum(bool(fault & codes) for fault in one.faults)
        notes += [f"bỏ sót, {one.name}: {'/'.join(fault)}" for fault in one.faults if not fault & codes]
        true, false = true + len(codes & known), false + len(codes - known)
    precision, recall = true / (true + false), found / put_in
    print(
        f"\nchecks in many styles: {put_in} faults in {len(list(styled_notices()))} notices: precision {precision:.3f}, recall {recall:.3f}",
        *notes,
        *(
            f"  when first seen, {lot}: {hits} of {faults} found, {wrong} false"
            for lot, (faults, hits, wrong) in FIRST_SEEN.items()
        ),
        sep="\n",
    )
    assert precision >= LEAST, notes
    assert recall >= LEAST, notes


@pytest.mark.bench
def test_precision_and_recall_on_planted_contradictions() -> None:
    """Whole notices with one planted contradiction each (tests/notice/checks/planted)."""
    print("\nchecks on planted contradictions:")
    for lot in "abcdefghijk":
        told = planted.score(lot)
        print(
            f"  lot {lot}: {told.found} of {told.put_in} found, {told.in_place} at their place, {told.false} false: "
            f"precision {told.precision:.3f}, recall {told.recall:.3f}",
            *told.notes,
            sep="\n    ",
        )
        assert told.precision >= LEAST
        assert told.recall >= LEAST
    for lot, (faults, hits, wrong) in planted.FIRST_SEEN.items():
        print(f"  when first seen, {lot}: {hits} of {faults} found, {wrong} false")


@pytest.mark.bench
def test_precision_and_recall_of_typed_counts() -> None:
    """Every count of the two checklists typed by hand, right and wrong, in campaigns of several sizes."""
    found = put_in = false = told = 0
    for seed, name in enumerate(("mau-7-noi-dung", "lang-son-2019", "mau-7-noi-dung")):
        rng = random.Random(seed)
        campaign, checklist = campaign_with(name, rng.randint(3, 9))
        record = record_with(campaign, checklist, rng)
        typed = tuple(sentences_of(campaign, checklist, record, rng))
        for one, codes in zip(typed, codes_of(typed, campaign, checklist, record), strict=True):
            differs = "figure.typed_differs" in codes
            put_in, told = put_in + one.wrong, told + (not one.wrong)
            found, false = found + (differs and one.wrong), false + (differs and not one.wrong)
    precision, recall = found / (found + false), found / put_in
    print(f"\ntyped counts: {put_in} wrong, {told} right: precision {precision:.3f}, recall {recall:.3f}")
    assert precision >= LEAST
    assert recall >= LEAST


# what rightly comes along with a fault of the record
WITH_IT = {
    "no measure": {"sum.total_of"},  # an amount that cannot be added is missing from the total
    "unclear": {"unit.unfinished"},
    "a wrong total": {"amount.outlier"},  # so wrong that it stands out among the units
    "a nameless measure": {"amount.outlier"},
    "before the plan": {"date.document_after_inspection"},
}


def test_precision_and_recall_on_records() -> None:
    """Every fault of the record in campaigns of several sizes, at a unit by chance."""
    found = put_in = false = 0
    notes = []
    for size in range(2, 12):
        rng = random.Random(size)
        campaign = campaign_of(size)
        false += len(check(campaign, record_of(campaign)))
        for name, (spoil, code, step, question) in FAULTS.items():
            unit = rng.choice(campaign.units)
            record = record_of(campaign, **{unit.code: spoil(inspected(unit))})
            told = {
                (one.code, one.place.unit, one.place.step, one.place.question)
                for one in check(campaign, record)
            }
            put_in += 1
            found += (code, unit.code, step, question) in told
            odd = {one[0] for one in told} - {code, *WITH_IT.get(name, ())}
            false += len(odd)
            notes += [f"{name}: {one}" for one in odd]
    precision, recall = found / (found + false), found / put_in
    print(
        f"\nrecord checks: {put_in} spoiled, 10 clean: precision {precision:.3f}, recall {recall:.3f}",
        *notes,
        sep="\n",
    )
    assert precision >= LEAST, notes
    assert recall >= LEAST
