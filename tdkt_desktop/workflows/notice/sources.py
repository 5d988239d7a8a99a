"""Where each unit's figures come from: its minutes, and from the log who recorded them, where and when."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from tdkt_desktop.domain.editing import unit_of
from tdkt_desktop.domain.revisions import Revision
from tdkt_desktop.domain.sealing import addenda
from tdkt_desktop.exchange.package.whole import key_code
from tdkt_desktop.notice.sources import Source, clock_time, recorded_source
from tdkt_desktop.workflows.history import machine_name
from tdkt_desktop.workflows.session import CampaignSession


def sources_of(session: CampaignSession) -> tuple[Source, ...]:
    """One source a unit, in the order of the schedule."""
    by_unit: dict[str, list[Revision]] = defaultdict(list)
    for revision in session.store.revisions():
        by_unit[unit_of(revision.subject)].append(revision)
    machines = session.store.machines()
    signers = defaultdict(list)
    for one in session.store.signers():
        signers[one.owner].append(key_code(one.key))
    return tuple(
        replace(
            _source(session, unit.code, by_unit[unit.code], machines),
            signers=tuple(sorted(signers[unit.team])),
        )
        for unit in session.campaign.units
    )


def _source(
    session: CampaignSession, unit: str, revisions: list[Revision], machines: dict[str, str]
) -> Source:
    inspection = session.record.of(unit)
    found = replace(recorded_source(session.campaign, inspection), additions=len(addenda(inspection)))
    if inspection.seal is not None:
        sealing = [one for one in revisions if one.field == "seal" and one.value]
        newest_seal = max(sealing, key=_age, default=None)
        found = replace(
            found,
            sealed_on=machine_name(newest_seal.device, session, machines) if newest_seal else "",
        )
    newest = max(revisions, key=_age, default=None)
    if newest is None:
        return found
    return replace(
        found,
        author=newest.author or "Không ghi tên",
        machine=machine_name(newest.device, session, machines),
        changed_at=clock_time(newest.recorded_at),
        changes=len(revisions),
    )


def _age(revision: Revision) -> tuple[int, str, str]:
    """Clocks decide nothing: what knew of the others is newer; then the clock, then the name."""
    return revision.lamport, revision.recorded_at, revision.id
