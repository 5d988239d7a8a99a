"""The rules for revisions accept whatever the program writes, and nothing that the program cannot read."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tdkt_desktop.domain import changes
from tdkt_desktop.domain.editing import applied, present, unit_of
from tdkt_desktop.domain.inspection import ADDENDA, DeclaredCount, Inspection
from tdkt_desktop.domain.kinds import Kind, Stage
from tdkt_desktop.domain.notice_text import SectionText
from tdkt_desktop.domain.revision_rules import check_log, check_revision
from tdkt_desktop.domain.revision_values import BadRevision, shown
from tdkt_desktop.domain.revisions import Change, Revision, new_revision
from tdkt_desktop.domain.sealing import Addendum, as_sealed, changes_since, make_seal, put_addendum
from tdkt_desktop.exchange.package.log import carefully, quickly
from tdkt_desktop.storage.reading import Taken
from tdkt_desktop.storage.store import Store
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.merge.merge_trial import read_everything
from tests.builders import write_campaign_files
from tests.exchange.hostile.making import WHEN, honest_log, line, revision
from tests.random_changes import EVERY_KIND, UNIT, any_change

KINDS = {question.code: frozenset({question.kind}) for question in EVERY_KIND.questions()}


def check(change: Change) -> None:
    check_revision(
        new_revision(change, author="Đoàn 01", device="may", lamport=1, parents=(), recorded_at=WHEN), KINDS
    )


def accepted(change: Change) -> bool:
    try:
        check(change)
    except BadRevision:
        return False
    return True


def has_a_path(change: Change) -> bool:
    """Real names of files never hold one (evidence_files.clean_name); the generator does not know that."""
    name = change.value.get("name", "") if isinstance(change.value, dict) else ""
    return change.subject.startswith("evidence/") and "/" in name


# -- nothing the program writes is refused -----------------------------------------------------------------------


@settings(max_examples=500)
@given(change=any_change().filter(lambda change: not has_a_path(change)))
def test_every_edit_a_person_can_make_is_accepted(change: Change) -> None:
    check(change)


@given(history=st.lists(any_change().filter(lambda change: not has_a_path(change)), max_size=25))
def test_sealing_and_what_follows_is_accepted(history: list[Change]) -> None:
    inspection = Inspection(UNIT)
    for change in history:
        inspection = applied(inspection, EVERY_KIND, change)
    seal = make_seal(inspection, EVERY_KIND, campaign_id="dot", moment=WHEN, author="Trưởng đoàn")
    for change in (*changes.set_seal(UNIT, seal), *changes.set_seal(UNIT, None)):
        check(change)
    check(changes.set_issued(UNIT, WHEN))
    check(put_addendum(UNIT, Addendum("b1", "Ghi thiếu", WHEN, WHEN, seal.code), 1))
    check(changes.set_stage(UNIT, Stage.COMPLETE))


def test_the_campaign_itself_is_accepted() -> None:
    for one in honest_log():
        check_revision(one, KINDS)
    check(changes.set_prose("I.1", ["Nhìn chung\ntốt"]))
    check(changes.set_text("I.1", SectionText(("{{n:N1.1}} đơn vị",), {"{{n:N1.1}}": "01/03"})))
    check(changes.set_text("I.1", None))
    for said in (True, "đầy đủ"):
        check(changes.set_declared("N1.1", DeclaredCount(4, said, "Chưa nêu tên")))


@given(year=st.integers(2016, 2036), offset=st.integers(-14, 14), second=st.integers(0, 59))
def test_any_clock_and_any_zone_is_accepted(year: int, offset: int, second: int) -> None:
    """Clocks ten years off are for people to smile about."""
    zone = dt.timezone(dt.timedelta(hours=offset))
    moment = dt.datetime(year, 2, 28, 23, 59, second, tzinfo=zone).isoformat(timespec="seconds")
    check_revision(revision("inspection/A", "place", "x", recorded_at=moment))


# -- nothing that is accepted stops the program ------------------------------------------------------------------

HONEST: list[tuple[str, str, Any]] = [
    *((f"inspection/{UNIT}", name, "chữ") for name in (*changes.VISIT_FIELDS, *changes.ASSESSMENT_FIELDS)),
    (f"inspection/{UNIT}", "actual_date", "2026-03-01"),
    (f"inspection/{UNIT}", "stage", "sealed"),
    (f"inspection/{UNIT}", "issued_at", WHEN),
    (
        f"inspection/{UNIT}",
        "seal",
        {
            "code": "K7MQ-2XWD",
            "sealed_at": WHEN,
            "author": "",
            "content": {
                f"inspection/{UNIT}|place": "x",
                f"remark/{UNIT}/N1|verdict": "met",
                f"answer/{UNIT}/N1.4|answer": {"state": "answered", "value": {"amount": 3, "approx": "over"}},
                f"item/{UNIT}/N2.1/d9|item": {"text": "x", "amount": "1.5", "cells": {"ca_nhan": 2}},
            },
        },
    ),
    (f"answer/{UNIT}/N1.1", "answer", {"state": "answered", "value": True, "note": "x"}),
    (
        f"answer/{UNIT}/N1.2",
        "answer",
        {"state": "answered", "value": {"number": "05/KH", "date": "2026-01-10"}},
    ),
    (f"answer/{UNIT}/N1.3", "answer", {"state": "answered", "value": "đầy đủ"}),
    (f"answer/{UNIT}/N1.4", "answer", {"state": "answered", "value": {"amount": 3, "period": "2026"}}),
    (f"answer/{UNIT}/N1.5", "answer", {"state": "answered", "value": "2026-02-01"}),
    (f"answer/{UNIT}/N2.1", "answer", {"state": "not_applicable", "reason": "x"}),
    (f"answer/{UNIT}/N2.2", "answer", {"state": "answered", "value": {"amount": 40_000_000}}),
    (f"answer/{UNIT}/N2.4", "answer", {"state": "answered", "value": {"amount": "1.5", "measure": "km"}}),
    (f"remark/{UNIT}/N1", "verdict", "met"),
    (f"remark/{UNIT}/N1", "in_notice", True),
    (f"remark/{UNIT}/N1", "narrative", "x"),
    (f"item/{UNIT}/N2.1/d1", "item", {"text": "x", "amount": 5, "approx": "over", "position": "1.5"}),
    (f"item/{UNIT}/N2.5/d1", "item", {"text": "2025", "cells": {"tap_the": 1, "ca_nhan": "8.5"}}),
    (f"item/{UNIT}/{ADDENDA}/d1", "item", {"text": "x", "period": WHEN, "place": WHEN, "note": "K7MQ-2XWD"}),
    (
        f"evidence/{UNIT}/e1",
        "evidence",
        {
            "digest": "a" * 64,
            "name": "a.jpg",
            "size": 5,
            "in_minutes": False,
            "position": "2",
            "role": "signed",
        },
    ),
    ("declared/N1.1", "declared", {"count": 4, "of": True, "note": "x"}),
    ("campaign", "year", 2026),
    ("campaign", "notice_recipients", ["x", "Lưu: VT"]),
    ("campaign", "plan_date", "2026-01-05"),
    (f"unit/{UNIT}", "number", 1),
    (f"unit/{UNIT}", "planned_date", "2026-03-01"),
    ("prose/I.1", "paragraphs", ["x"]),
    ("notice/I.1", "notice", {"paragraphs": ["{{n:N1.1}} x"], "seen": {"{{n:N1.1}}": "01/03"}}),
]
LEAVES: list[Any] = [
    *(None, True, False, 0, 1, -1, 1.5, float("nan"), 10**30, -(10**299), 10**301, [], {}, ["x"], {"x": "y"}),
    *(
        "",
        "x",
        "met",
        "draft",
        "answered",
        "not_checked",
        "over",
        "1e9",
        "1.50",
        "-7",
        "nan",
        "inf",
        "1e999999999",
    ),
    *(
        "2026-03-01",
        "2026-13-01",
        "20260301",
        "a" * 64,
        "A" * 64,
        "0.5",
        "Nhập chưa rõ: 5",
        "x" * 300,
        "đo\u0301",
    ),
]
KEYS = (
    "state",
    "value",
    "amount",
    "approx",
    "date",
    "cells",
    "position",
    "digest",
    "content",
    "count",
    "khac",
)


def altered(rng: random.Random, value: Any) -> Any:
    """A value with one part exchanged, added or taken away."""
    if isinstance(value, dict) and value and rng.random() < 0.85:
        found, key = dict(value), rng.choice(list(value))
        act = rng.random()
        if act < 0.15:
            del found[key]
        elif act < 0.3:
            found[rng.choice(KEYS)] = rng.choice(LEAVES)
        else:
            found[key] = altered(rng, value[key])
        return found
    return rng.choice(LEAVES)


def drawn(rounds: int) -> Iterator[Change]:
    """Honest values, each with one or two parts altered; only what the rules accept."""
    rng = random.Random(2019)
    for _ in range(rounds):
        subject, name, value = rng.choice(HONEST)
        for _ in range(rng.choice((0, 1, 1, 1, 2))):
            value = altered(rng, value)
        change = Change(subject, name, value)
        if accepted(change):
            yield change


@pytest.mark.parametrize("rounds", [10_000, pytest.param(300_000, marks=pytest.mark.proof)])
def test_whatever_is_accepted_can_be_read_and_shown(rounds: int) -> None:
    count = 0
    for change in drawn(rounds):
        count += 1
        if unit_of(change.subject):
            inspection = applied(Inspection(UNIT), EVERY_KIND, change)
            present(inspection, change.subject, change.field)
            as_sealed(inspection, EVERY_KIND)
            changes_since(inspection, EVERY_KIND)
    assert rounds / 10 < count < rounds


def test_whatever_is_accepted_can_be_kept(tmp_path: Path) -> None:
    """All in one real campaign file, one after the other the value in force: taken, read as the window reads, rebuilt."""
    path = campaigns.create_campaign(write_campaign_files(tmp_path), tmp_path / "dot.tdktdb")
    heads: dict[tuple[str, str], str] = {}
    batches: list[list[Revision]] = [[] for _ in range(8)]
    for number, change in enumerate(drawn(1500), start=1000):
        key = (change.subject, change.field)
        parents = (heads[key],) if key in heads else ()
        one = revision(*key, change.value, lamport=number, parents=parents)
        heads[key] = one.id
        batches[number % len(batches)].append(one)
    store = Store(path)
    try:
        for number, batch in enumerate(batches):
            store.take_packages([(tuple(batch), Taken(f"goi-{number}", "", "", "", ""), {})])
            read_everything(store)
        store.rebuild()
        read_everything(store)
    finally:
        store.close()


# -- two ways of reading the log ---------------------------------------------------------------------------------


@settings(max_examples=300)
@given(
    history=st.lists(any_change(), max_size=6),
    author=st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
)
def test_the_quick_way_and_the_careful_way_agree(history: list[Change], author: str) -> None:
    log: list[Revision] = []
    for number, one in enumerate(history):
        parents = [log[-1].id, log[0].id] if log else []
        log.append(
            revision(one.subject, one.field, one.value, lamport=number, parents=parents, author=author)
        )
    batch = b"".join(line(one) + b"\n" for one in log)
    if log:
        assert quickly(batch) == carefully(batch, 0, strict=True) == log


@settings(max_examples=500)
@given(place=st.integers(0, 10**6), byte=st.integers(0, 255), act=st.sampled_from(["flip", "drop", "double"]))
def test_the_quick_way_takes_nothing_that_the_careful_way_refuses(place: int, byte: int, act: str) -> None:
    whole = b"".join(line(one) + b"\n" for one in honest_log()[-6:])
    at = place % (len(whole) - 1)
    middle = {"flip": bytes([byte]), "drop": b"", "double": whole[at : at + 1] * 2}[act]
    batch = whole[:at] + middle + whole[at + 1 :]
    if (found := quickly(batch)) is not None:
        assert found == carefully(batch, 0, strict=True)


# -- the rules themselves ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", Kind)
def test_an_answer_of_every_kind_refuses_a_list(kind: Kind) -> None:
    code = next(code for code, kinds in KINDS.items() if kind in kinds)
    with pytest.raises(BadRevision):
        check(Change(f"answer/A/{code}", "answer", {"state": "answered", "value": ["x"]}))


def test_a_question_that_changed_its_kind_may_have_answers_of_both() -> None:
    """Two versions of a checklist travel together; the history holds answers to each."""
    both = {"N1.4": frozenset({Kind.COUNT, Kind.TEXT})}
    for value in ({"amount": 3}, "ba cuộc"):
        check_revision(revision("answer/A/N1.4", "answer", {"state": "answered", "value": value}), both)
    with pytest.raises(BadRevision):
        check_revision(revision("answer/A/N1.4", "answer", {"state": "answered", "value": True}), both)


def test_a_revision_replaces_revisions_of_its_own_field_only() -> None:
    first = revision("inspection/A", "place", "x")
    own = revision("inspection/A", "place", "y", parents=(first.id,), lamport=101)
    other = revision("inspection/A", "secretary", "y", parents=(first.id,), lamport=101)
    check_log([first, own], whole=False)
    with pytest.raises(BadRevision, match="mục khác"):
        check_log([first, other], whole=False)


def test_a_revision_cannot_hide_what_only_this_machine_has() -> None:
    """What it claims to replace was left out of the package on purpose."""
    kept = revision("inspection/A", "place", "x")
    thief = revision("inspection/A", "secretary", "y", parents=(kept.id,))
    check_log([thief], whole=False)
    with pytest.raises(BadRevision, match="mục khác"):
        check_log([thief], whole=False, elsewhere={kept.id: kept.key})
    check_log([thief], whole=False, elsewhere={kept.id: thief.key})


def test_every_unit_that_is_spoken_of_must_be_known() -> None:
    """An old package may be a part of a log and name no unit: then the campaign here decides."""
    strange, own = revision("inspection/ZZ", "place", "x"), revision("unit/A", "number", 1)
    check_log([strange], whole=False)
    check_log([strange], whole=True, units=["ZZ"])
    for log, whole in (([strange], True), ([strange, own], False)):
        with pytest.raises(BadRevision, match="“ZZ”"):
            check_log(log, whole=whole)
    with pytest.raises(BadRevision, match="“ZZ”"):
        check_log([strange], whole=False, units=["A"])
    check_log([revision("item/*/N2.1/d1", "item", {"text": "Cả tỉnh"})], whole=True)


def test_strange_values_are_shown_short_and_harmless() -> None:
    assert shown("a\u202eb\x00" + "x" * 100) == "a·b·" + "x" * 36 + "…"
