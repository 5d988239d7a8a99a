"""Sealed minutes as they were sealed, whatever list of questions the campaign uses since."""

from __future__ import annotations

from typing import NamedTuple

from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.checklist_comparison import compare_checklists
from tdkt_desktop.domain.inspection import Inspection
from tdkt_desktop.domain.kinds import Stage
from tdkt_desktop.domain.sealing import seal_code
from tdkt_desktop.workflows.session import CampaignSession


class SealedView(NamedTuple):
    """The checklist to read minutes with, the inspection as that list reads it, and the digest that its codes go by."""

    checklist: Checklist
    inspection: Inspection
    digest: str


def sealed_view(session: CampaignSession, inspection: Inspection) -> SealedView:
    """How minutes are read and judged: with today's list, unless they were sealed with one that asked other questions.

    Today's also where no list known here gives the code: then somebody changed what was sealed.
    """
    now = session.checklist
    seal = inspection.seal
    if seal is None or inspection.stage is not Stage.SEALED or not seal.content:
        return SealedView(now, inspection, now.digest)
    for digest in (now.digest, *sorted(session.store.checklist_contents())):
        if seal_code(session.campaign.id, digest, seal.content) != seal.code:
            continue
        then = now if digest == now.digest else session.store.checklist(digest)
        if then is now or compare_checklists(then, now).additive:  # all that was asked then is asked today
            return SealedView(now, inspection, digest)
        return SealedView(then, session.store.record_of(then, inspection.unit).of(inspection.unit), digest)
    return SealedView(now, inspection, now.digest)
