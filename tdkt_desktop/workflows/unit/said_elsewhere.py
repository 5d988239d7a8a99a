"""What another machine recorded about a unit that was sealed on this one, without knowing of the seal.

A merge keeps it, because nothing merged is lost; the sealed minutes do not hold it, and their code stays right.
"""

from __future__ import annotations

from collections.abc import Mapping

from tdkt_desktop.domain.inspection import Inspection
from tdkt_desktop.domain.kinds import Verdict
from tdkt_desktop.domain.revisions import canonical
from tdkt_desktop.domain.sealing import content_of
from tdkt_desktop.domain.values import Plain
from tdkt_desktop.workflows.session import CampaignSession


def content_without(session: CampaignSession, inspection: Inspection) -> dict[str, Plain]:
    """The content of sealed minutes without what other machines recorded in fields that were blank at sealing."""
    now = content_of(inspection)
    elsewhere = said_elsewhere(session, inspection, now)
    rows = {key.rpartition("|")[0] for key in elsewhere}
    return {
        key: value
        for key, value in now.items()
        if key not in elsewhere and not _comes_along(session, key, value, rows)
    }


def said_elsewhere(
    session: CampaignSession, inspection: Inspection, now: Mapping[str, Plain] | None = None
) -> frozenset[str]:
    """The fields ("subject|field") that were blank at sealing and hold what the log says of another machine."""
    if inspection.seal is None:
        return frozenset()
    sealed_at = session.history(f"inspection/{inspection.unit}", "seal")
    own = {one.device for one in sealed_at}
    said = content_of(inspection) if now is None else now
    return frozenset(
        key
        for key, value in said.items()
        if key not in inspection.seal.content and _is_foreign(session, key, value, own)
    )


def _comes_along(session: CampaignSession, key: str, value: Plain, rows: set[str]) -> bool:
    """Whether nobody ever said a value: it stands there because its row has another one ("not checked" beside a text)."""
    subject, _, field = key.rpartition("|")
    return subject in rows and value == Verdict.NOT_CHECKED and not session.history(subject, field)


def _is_foreign(session: CampaignSession, key: str, value: Plain, own: set[str]) -> bool:
    """Whether every revision of a field is of other machines, and one of them says what it holds."""
    subject, _, field = key.rpartition("|")
    revisions = session.history(subject, field)
    return not any(one.device in own for one in revisions) and any(
        canonical(one.value) == canonical(value) for one in revisions
    )
