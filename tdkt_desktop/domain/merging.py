"""What taking in another log would do, field by field, before anything is written; and what the other side lacks.

Only what the other log speaks of is looked at: a package of one unit costs the same beside ten units and a thousand.
"""

from __future__ import annotations

from collections import ChainMap, Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from tdkt_desktop.domain.editing import unit_of
from tdkt_desktop.domain.revisions import FieldKey, Revision, canonical, heads_by_field, settle


class Outcome(StrEnum):
    """What becomes of one field."""

    NEW = "new"  # nothing was said of it here
    CHANGED = "changed"  # the other side went on from what is here
    SAME = "same"  # both say the same
    CONFLICT = "conflict"  # both went on, differently: both are kept
    OURS = "ours"  # what is here is newer, or is unknown there


class Log(Protocol):
    """The log of this machine, asked for single fields."""

    def ids_of_fields(self, keys: Iterable[FieldKey]) -> Mapping[FieldKey, AbstractSet[str]]: ...

    def of_fields(self, keys: Iterable[FieldKey]) -> Mapping[FieldKey, Sequence[Revision]]: ...


@dataclass(frozen=True)
class Comparison:
    """What another log would bring: its revisions that are new here, the outcome of every field it speaks of, and how
    many fields of each unit this log knows among them.
    """

    new: tuple[Revision, ...]
    outcomes: Mapping[FieldKey, Outcome]
    shared: Mapping[str, int]


def compare(log: Log, theirs: Iterable[Revision]) -> Comparison:
    """Compare this machine's log with another."""
    by_field: dict[FieldKey, list[Revision]] = defaultdict(list)
    for revision in theirs:
        by_field[revision.subject, revision.field].append(revision)
    here = log.ids_of_fields(by_field)
    nothing: frozenset[str] = frozenset()
    new = {
        key: fresh
        for key, found in by_field.items()
        if (fresh := [one for one in found if one.id not in here.get(key, nothing)])
    }
    ours = log.of_fields([key for key in new if key in here])
    outcomes = {
        key: _outcome(len(here.get(key, nothing)), ours.get(key, ()), found)
        for key, found in by_field.items()
    }
    return Comparison(
        tuple(one for found in new.values() for one in found),
        outcomes,
        Counter(unit_of(subject) for subject, _ in here),
    )


@dataclass(frozen=True)
class Here:
    """How many fields of each unit this log speaks of (blank: of no unit), and the same as outcomes; made once for
    many packages.
    """

    fields: Mapping[str, int]
    ours: Mapping[str, Mapping[Outcome, int]]

    @classmethod
    def of(cls, fields: Mapping[str, int]) -> Here:
        return cls(fields, {unit: {Outcome.OURS: count} for unit, count in fields.items()})


def counts_by_unit(compared: Comparison, here: Here) -> ChainMap[str, Mapping[Outcome, int]]:
    """How many fields of each unit have which outcome. The first map holds the units that the other log speaks of; the
    second, shared by all packages, what this log knows of the rest.
    """
    counts: dict[str, Counter[Outcome]] = defaultdict(Counter)
    for (subject, _), outcome in compared.outcomes.items():
        counts[unit_of(subject)][outcome] += 1
    for unit, found in counts.items():
        if unknown_there := here.fields.get(unit, 0) - compared.shared.get(unit, 0):
            found[Outcome.OURS] += unknown_there
    return ChainMap({**counts}, here.ours)  # type: ignore[arg-type]  # neither map is ever written to


def _outcome(total: int, ours: Sequence[Revision], theirs: Sequence[Revision]) -> Outcome:
    if not total:
        return Outcome.NEW
    if not ours:  # nothing new is said of it
        return Outcome.SAME if len({one.id for one in theirs}) == total else Outcome.OURS
    (merged,) = heads_by_field([*ours, *theirs]).values()
    (heads,) = heads_by_field(ours).values()
    before, after = settle(heads), settle(merged)
    if after.disputed and not before.disputed:
        return Outcome.CONFLICT
    return Outcome.SAME if canonical(before.value) == canonical(after.value) else Outcome.CHANGED
