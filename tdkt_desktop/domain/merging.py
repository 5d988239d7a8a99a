"""What taking in another log would do, field by field, before anything is written; and what the other side lacks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tdkt_desktop.domain.editing import unit_of
from tdkt_desktop.domain.revisions import FieldKey, Revision, canonical, heads_by_field, settle


class Outcome(StrEnum):
    """What becomes of one field."""

    NEW = "new"  # nothing was said of it here
    CHANGED = "changed"  # the other side went on from what is here
    SAME = "same"  # both say the same
    CONFLICT = "conflict"  # both went on, differently: both are kept
    OURS = "ours"  # what is here is newer, or is unknown there


@dataclass(frozen=True)
class Known:
    """What this log says: every revision by id and by field, and the unreplaced ones by field. Made once for many
    packages.
    """

    revisions: Mapping[str, Revision]
    by_field: Mapping[FieldKey, Sequence[Revision]]
    heads: Mapping[FieldKey, tuple[Revision, ...]]

    @classmethod
    def of(cls, revisions: Iterable[Revision]) -> Known:
        pool = {revision.id: revision for revision in revisions}
        by_field: dict[FieldKey, list[Revision]] = defaultdict(list)
        for revision in pool.values():
            by_field[revision.key].append(revision)
        return cls(pool, by_field, heads_by_field(pool.values()))


def outcomes(known: Known, theirs: Iterable[Revision]) -> dict[FieldKey, Outcome]:
    """The outcome of every field that either log speaks of."""
    by_field: dict[FieldKey, list[Revision]] = defaultdict(list)
    for revision in theirs:
        by_field[revision.key].append(revision)
    found = {key: Outcome.OURS for key in known.heads if key not in by_field}
    for key, revisions in by_field.items():
        found[key] = _outcome(known.heads.get(key, ()), known.by_field.get(key, ()), revisions)
    return found


def counts_by_unit(found: Mapping[FieldKey, Outcome]) -> dict[str, Counter[Outcome]]:
    """How many fields of each unit have which outcome; blank for what belongs to no unit."""
    counts: dict[str, Counter[Outcome]] = defaultdict(Counter)
    for (subject, _), outcome in found.items():
        counts[unit_of(subject)][outcome] += 1
    return dict(counts)


def _outcome(heads: tuple[Revision, ...], ours: Sequence[Revision], theirs: Sequence[Revision]) -> Outcome:
    if not heads:
        return Outcome.NEW
    (merged,) = heads_by_field([*ours, *theirs]).values()
    before, after = settle(heads), settle(merged)
    if after.disputed and not before.disputed:
        return Outcome.CONFLICT
    known = {revision.id for revision in ours}
    brings = any(revision.id not in known for revision in theirs)
    if canonical(before.value) == canonical(after.value):
        there = {revision.id for revision in theirs}
        return Outcome.SAME if brings or known <= there else Outcome.OURS
    return Outcome.CHANGED
