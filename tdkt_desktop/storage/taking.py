"""Taking in what packages bring, and taking it out again: whole batches, on the connection of one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, replace

from sqlalchemy import Connection

from tdkt_desktop.domain.editing import unit_of
from tdkt_desktop.domain.revision_values import BadRevision
from tdkt_desktop.domain.revisions import FieldKey, Revision
from tdkt_desktop.storage import dialect, log, showing
from tdkt_desktop.storage.reading import Taken


class Entangled(Exception):
    """A revision to be taken out was gone on from: the merge can no longer be undone as if it had not been."""


def take(connection: Connection, revisions: Sequence[Revision]) -> list[Revision]:
    """Union of the log with these revisions. Returns those that were new.

    A revision replaces those of its own field alone, whatever it names as replaced. Raises BadRevision when it names one
    that is here and belongs to another field.
    """
    pool = log.revisions_of(connection, {one.key: None for one in revisions})
    known = {one.id for found in pool.values() for one in found}
    new = list({one.id: one for one in revisions if one.id not in known}.values())
    if not new:
        return []
    touched = {one.key for one in new}
    pool = {key: pool.get(key, []) for key in touched}
    before = {one.id for found in pool.values() for one in found}
    for one in new:
        pool[one.key].append(one)
    # a new one may have been replaced before it came: its successor arrived first
    replaced = {key: {parent for one in found for parent in one.parents} for key, found in pool.items()}
    _check_own_field(connection, pool, replaced)
    lost = [one.id for key, found in pool.items() for one in found if one.id in before & replaced[key]]
    log.insert(connection, new, frozenset(one.id for one in new if one.id in replaced[one.key]))
    log.mark_heads(connection, dict.fromkeys(lost, False))
    heads = {
        key: sorted((one for one in found if one.id not in replaced[key]), key=lambda one: one.id)
        for key, found in pool.items()
    }
    showing.show(connection, heads, pool)
    # what was sealed wins also over what was here before
    showing.show_disputed(connection, [unit_of(one.subject) for one in new if one.field == "seal"])
    return new


def _check_own_field(
    connection: Connection,
    pool: Mapping[FieldKey, Sequence[Revision]],
    replaced: Mapping[FieldKey, set[str]],
) -> None:
    elsewhere = {
        parent: key for key, parents in replaced.items() for parent in parents - {one.id for one in pool[key]}
    }
    for one, key in log.keys_of(connection, elsewhere).items():
        if key != elsewhere[one]:
            raise BadRevision(f"có bản ghi đòi thay thế bản ghi {one[:8]} của mục khác")


def note_package(
    connection: Connection, package: Taken, added: Sequence[Revision], checklists: Iterable[str] = ()
) -> None:
    """Note that a package was taken in, and what it brought that was new here."""
    connection.exec_driver_sql(
        "INSERT INTO package (id, file_digest, device, team, taken_at, added, batch, kind, signed_by)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        astuple(replace(package, added=len(added))),
    )
    for table, rows in (
        ("package_revision (package, revision)", [(package.id, one.id) for one in added]),
        ("package_checklist (package, checklist)", [(package.id, one) for one in checklists]),
    ):
        if rows:
            connection.exec_driver_sql(f"INSERT INTO {table} VALUES (?, ?)", rows)  # noqa: S608 - names of ours


def keep_checklists(connection: Connection, checklists: Mapping[str, str]) -> list[str]:
    """Keep the words of checklists under their digests. Returns those that were new."""
    there = {str(row[0]) for row in connection.exec_driver_sql("SELECT digest FROM checklist")}
    new = [digest for digest in checklists if digest not in there]
    for digest in new:
        connection.exec_driver_sql(
            "INSERT INTO checklist (digest, content) VALUES (?, ?)", (digest, checklists[digest])
        )
    return new


def untake(connection: Connection, packages: Sequence[str]) -> int:
    """Take out what packages brought, as if they had never come. Returns how many revisions; raises Entangled."""
    listed, brought = (json.dumps(list(packages)),), _brought(connection)
    rows = connection.exec_driver_sql(
        f"SELECT DISTINCT r.id, r.subject, r.field FROM package_revision JOIN revision AS r ON r.id = revision"  # noqa: S608
        f" WHERE {brought} ORDER BY r.subject",
        listed,
    ).all()
    for start in range(0, len(rows), showing.BATCH):
        part = rows[start : start + showing.BATCH]
        _take_out(connection, {(subject, field) for _, subject, field in part}, {row[0] for row in rows})
    showing.show_subjects(connection, list(dict.fromkeys(subject for _, subject, _ in rows)))
    showing.show_disputed(connection, [unit_of(subject) for _, subject, field in rows if field == "seal"])
    _forget_checklists(connection, listed)
    for table in ("package_revision", "package_checklist"):
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE {brought}", listed)  # noqa: S608 - names of ours
    members = dialect.OF[connection.dialect.name].listed
    connection.exec_driver_sql(f"DELETE FROM package WHERE id IN {members}", listed)  # noqa: S608 - words of ours
    return len(rows)


def _brought(connection: Connection) -> str:
    return f"package IN {dialect.OF[connection.dialect.name].listed}"


def _take_out(connection: Connection, keys: Iterable[FieldKey], ids: set[str]) -> None:
    """Take revisions of some fields out; what they had replaced shows again."""
    marks: dict[str, bool] = {}
    for found in log.revisions_of(connection, sorted(keys)).values():
        stay = [one for one in found if one.id not in ids]
        replaced = {parent for one in stay for parent in one.parents}
        if replaced & ids:
            raise Entangled
        log.delete(connection, [one.id for one in found if one.id in ids])
        marks |= {one.id: one.id not in replaced for one in stay}
    log.mark_heads(connection, marks)


def _forget_checklists(connection: Connection, listed: tuple[str]) -> None:
    """Checklists that came with these packages go too, unless the campaign was filled with one since."""
    brought = connection.exec_driver_sql(
        f"SELECT DISTINCT checklist FROM package_checklist WHERE {_brought(connection)}",  # noqa: S608 - words of ours
        listed,
    )
    named = connection.exec_driver_sql(
        "SELECT value FROM revision WHERE subject = 'campaign' AND field = 'checklist_digest'"
    )
    in_use = {json.loads(row[0]) for row in named}
    for (digest,) in brought.all():
        if digest not in in_use:
            connection.exec_driver_sql("DELETE FROM checklist WHERE digest = ?", (digest,))
