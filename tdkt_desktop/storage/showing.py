"""What the typed tables show of the log: fields settled, seals heeded, rows written in batches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from tdkt_desktop.domain.editing import unit_of
from tdkt_desktop.domain.revisions import FieldKey, Revision, sealed_line, settle
from tdkt_desktop.domain.sealing import sealed_value
from tdkt_desktop.domain.values import Plain
from tdkt_desktop.storage import log, projection

BATCH = 2000  # subjects whose fields are held in memory at once


def show(
    connection: Connection,
    heads: Mapping[FieldKey, Sequence[Revision]],
    revisions: Mapping[FieldKey, Sequence[Revision]] | None = None,
) -> None:
    """Write what these fields show into their rows. `revisions` saves reading them again where they are at hand."""
    lines = _sealed_lines(connection, [key for key, found in heads.items() if len(found) > 1], revisions)
    projection.project(
        connection,
        [
            (*key, found[0].value if len(found) == 1 else settle(tuple(found), lines[key]).value)
            for key, found in heads.items()
        ],
    )


def show_disputed(connection: Connection, units: Iterable[str]) -> None:
    """Show again the fields of units that have several unreplaced revisions: their seal has changed."""
    for unit in sorted(set(units)):
        show(connection, log.heads_of(connection, sorted(log.several_heads(connection, unit))))


def show_subjects(connection: Connection, subjects: Sequence[str]) -> None:
    """Make the rows of these subjects anew; one of which the log no longer speaks has none."""
    for start in range(0, len(subjects), BATCH):
        part = subjects[start : start + BATCH]
        projection.forget(connection, part)
        show(connection, log.heads_of_subjects(connection, part))


def rebuild(connection: Connection) -> None:
    """Make every table anew from the log."""
    projection.clear(connection)
    show_subjects(connection, log.subjects(connection))


def _sealed_lines(
    connection: Connection,
    keys: Sequence[FieldKey],
    revisions: Mapping[FieldKey, Sequence[Revision]] | None,
) -> dict[FieldKey, frozenset[str]]:
    """For each field the revisions that go back to what was sealed; none where nothing was, or the seal is disputed."""
    if not keys:
        return {}
    contents = _sealed_contents(connection, {unit_of(subject) for subject, _ in keys})
    sealed = {key: sealed_value(contents.get(unit_of(key[0])) or {}, *key) for key in keys}
    wanted = [key for key, (there, _) in sealed.items() if there]
    pool = revisions if revisions is not None else log.revisions_of(connection, wanted)
    return {
        key: sealed_line(pool.get(key, ()), value) if there else frozenset()
        for key, (there, value) in sealed.items()
    }


def _sealed_contents(connection: Connection, units: Iterable[str]) -> dict[str, Mapping[str, Plain]]:
    keys = [(f"inspection/{unit}", "seal") for unit in sorted(units) if unit]
    found = {}
    for (subject, _), heads in log.heads_of(connection, keys).items():
        seal = settle(heads)
        if seal.value and not seal.disputed:
            found[unit_of(subject)] = seal.value.get("content") or {}
    return found
