"""Histories of several machines: what they wrote, sealed, settled and took from each other, with clocks that lie.

The machines are plain Python over the domain alone, so that what the store makes of their logs is compared with something
that is not the store.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from tdkt_desktop.domain import changes
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.evidence import Evidence
from tdkt_desktop.domain.kinds import Stage, Verdict
from tdkt_desktop.domain.notice_text import SectionText
from tdkt_desktop.domain.reading_checklist import read_checklist
from tdkt_desktop.domain.revisions import (
    Change,
    FieldKey,
    Revision,
    canonical,
    conflicts,
    heads_by_field,
    new_revision,
    sealed_line,
    settle,
)
from tdkt_desktop.domain.sealing import Addendum, put_addendum, sealed_value
from tdkt_desktop.domain.values import Answer, Item, Plain
from tests.builders import CHECKLIST
from tests.random_changes import EVERY_KIND, any_change

UNITS = ("A", "B")
YEARS = st.integers(2016, 2036)  # ten years either way of the campaign
WORDS = st.sampled_from(("một", "hai", "ba"))
DIGEST = "a" * 64


def _more(criterion: int, code: str) -> Checklist:
    """The checklist with one question more."""
    tree: dict[str, Any] = copy.deepcopy(CHECKLIST)
    tree["criteria"][criterion]["questions"].append(
        {"code": code, "kind": "text", "ask": "Hỏi thêm?", "required": False}
    )
    return read_checklist(tree, "danh-muc.yaml")


CHECKLISTS = (EVERY_KIND, _more(0, "N1.9"), _more(1, "N2.9"))


@dataclass
class Machine:
    """A log and its checklists on one machine, whose clock shows some year."""

    device: str
    year: int
    log: dict[str, Revision]
    checklists: dict[str, str]
    heads: dict[FieldKey, tuple[Revision, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.heads = heads_by_field(self.log.values())

    def write(self, change: Change) -> None:
        revision = new_revision(
            change,
            author=f"Người ở {self.device}",
            device=self.device,
            lamport=max((one.lamport for one in self.log.values()), default=0) + 1,
            parents=[one.id for one in self.heads.get((change.subject, change.field), ())],
            recorded_at=f"{self.year}-03-01T08:00:00+07:00",
        )
        self.log[revision.id] = revision
        self.heads[revision.key] = (revision,)

    def take(self, other: Machine) -> None:
        self.log |= other.log
        self.checklists |= other.checklists
        self.heads = heads_by_field(self.log.values())

    def value(self, subject: str, name: str) -> Plain:
        found = self.heads.get((subject, name))
        return settle(found, self._line((subject, name))).value if found else None

    def seal(self, unit: str) -> None:
        content = {
            f"{subject}|{name}": value
            for subject, name in self.heads
            if subject.partition("/")[2].partition("/")[0] == unit
            and sealed_value({f"{subject}|{name}": 1}, subject, name)[0]
            and subject.partition("/")[0] in ("inspection", "answer", "item", "remark", "evidence")
            and (value := self.value(subject, name)) not in (None, "", False)
        }
        seal = {"code": "K7MQ-2XWD", "sealed_at": f"{self.year}", "author": self.device, "content": content}
        self.write(Change(f"inspection/{unit}", "seal", seal))
        self.write(changes.set_stage(unit, Stage.SEALED))

    def settle_one(self, which: int) -> None:
        """Choose a side of one of the conflicts that this machine sees."""
        found = self.conflicts()
        if found:
            conflict = found[which % len(found)]
            side = conflict.revisions[which % len(conflict.revisions)]
            self.write(Change(conflict.subject, conflict.field, side.value))

    def conflicts(self) -> tuple[Any, ...]:
        several = [key for key, heads in self.heads.items() if len(heads) > 1]
        return conflicts(self.heads, {key: self._line(key) for key in several})

    def _line(self, key: FieldKey) -> frozenset[str]:
        kind, _, rest = key[0].partition("/")
        if len(self.heads[key]) < 2 or kind not in ("inspection", "answer", "item", "remark", "evidence"):
            return frozenset()
        seals = self.heads.get((f"inspection/{rest.partition('/')[0]}", "seal"), ())
        if not seals or len({canonical(one.value) for one in seals}) > 1 or not seals[0].value:
            return frozenset()
        there, value = sealed_value(seals[0].value["content"], *key)
        mine = [one for one in self.log.values() if one.key == key]
        return sealed_line(mine, value) if there else frozenset()


def _few(unit: str) -> st.SearchStrategy[Change]:
    """Changes of a few fields, so that machines meet in them."""
    scan = Evidence("e1", DIGEST, "bien-ban.pdf", "application/pdf", 9, "Bản ký")
    return st.one_of(
        st.builds(changes.set_visit, st.just(unit), st.just("place"), WORDS),
        st.builds(changes.set_remark, st.just(unit), st.just("N1"), st.just("narrative"), WORDS),
        st.builds(
            changes.set_remark, st.just(unit), st.just("N1"), st.just("verdict"), st.sampled_from(Verdict)
        ),
        st.builds(
            changes.set_answer,
            st.just(unit),
            st.just(EVERY_KIND.question("N1.1")),
            st.builds(Answer, value=st.booleans()).map(lambda one: Answer(value=one.value)),
        ),
        st.builds(
            changes.set_item,
            st.just(unit),
            st.just("N2.1"),
            st.builds(Item, id=st.sampled_from(("d1", "d2")), text=WORDS),
        ),
        st.builds(changes.remove_item, st.just(unit), st.just("N2.1"), st.sampled_from(("d1", "d2"))),
        st.sampled_from((changes.set_evidence(unit, scan), changes.remove_evidence(unit, "e1"))),
        st.just(put_addendum(unit, Addendum("b1", "Nộp thêm", "2026-03-02T08:00:00+07:00"), 1.0)),
        st.builds(Change, st.just(f"unit/{unit}"), st.sampled_from(("listed", "short")), WORDS),
        st.builds(Change, st.just("campaign"), st.just("title"), WORDS),
        st.builds(changes.set_prose, st.just("I.1"), st.lists(WORDS, max_size=2)),
        st.builds(changes.set_text, st.just("I.1"), st.none() | st.builds(SectionText, st.tuples(WORDS))),
        any_change(unit=unit),
    )


def _said(where: int, word: str) -> Change:
    """A word said of one of the fields in which machines meet."""
    return (
        changes.set_visit("A", "place", word),
        changes.set_remark("A", "N1", "narrative", word),
        changes.set_item("A", "N2.1", Item("d1", text=word)),
        Change("campaign", "title", word),
    )[where]


class History:
    """What the machines did, what they hold in the end, and another order of them.

    No dataclass: hypothesis would print the logs of all machines.
    """

    def __init__(
        self, script: tuple[Any, ...], machines: tuple[Machine, ...], order: tuple[int, ...]
    ) -> None:
        self.script, self.machines, self.order = script, machines, order

    def __repr__(self) -> str:
        return f"History({self.script}, order={self.order})"


def histories(base: Sequence[Revision], checklists: dict[str, str]) -> st.SearchStrategy[History]:
    """Three machines that start from one log and then write, seal, settle, take from each other, change the checklist."""
    who, few = st.integers(0, 2), _few("A")
    steps = st.one_of(
        st.tuples(st.just("write"), who, few),
        st.tuples(st.just("write"), who, few),
        st.tuples(st.just("write"), who, _few("B")),
        st.tuples(st.just("clash"), st.integers(0, 3), st.tuples(WORDS, WORDS, WORDS)),
        st.tuples(st.just("seal"), who, st.just("A")),
        st.tuples(st.just("unseal"), who, st.just("A")),
        st.tuples(st.just("take"), who, who),
        st.tuples(st.just("settle"), who, st.integers(0, 5)),
        st.tuples(st.just("checklist"), who, st.integers(1, 2)),
    )

    def made(
        years: list[int], together: list[Change], script: list[tuple[str, int, Any]], order: list[int]
    ) -> History:
        first = Machine("may-chung", 2026, {one.id: one for one in base}, dict(checklists))
        for change in together:
            first.write(change)
        machines = tuple(
            Machine(f"may-{number}", year, dict(first.log), dict(checklists))
            for number, year in enumerate(years)
        )
        for step, number, what in script:
            if step == "clash":  # each says something of the same field
                for machine, word in zip(machines, what, strict=True):
                    machine.write(_said(number, word))
            else:
                _act(machines, step, machines[number], what)
        return History((together, years, *script), machines, tuple(order))

    parts = st.tuples(
        st.lists(YEARS, min_size=3, max_size=3),
        st.lists(few, max_size=3),
        st.lists(steps, max_size=14),
        st.permutations(range(3)),
    )
    return parts.map(lambda one: made(*one))


def _act(machines: Sequence[Machine], step: str, machine: Machine, what: Any) -> None:
    if step == "write":
        machine.write(what)
    elif step == "seal":
        machine.seal(what)
    elif step == "unseal":
        for change in changes.set_seal(what, None):
            machine.write(change)
    elif step == "take":
        machine.take(machines[what])
    elif step == "settle":
        machine.settle_one(what)
    else:
        checklist = CHECKLISTS[what]
        machine.checklists[checklist.digest] = canonical(checklist.plain)
        machine.write(Change("campaign", "checklist_digest", checklist.digest))
