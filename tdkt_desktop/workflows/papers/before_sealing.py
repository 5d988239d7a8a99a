"""All that a person should see before sealing: what is missing in the record, and what the paper could not show."""

from __future__ import annotations

from tdkt_desktop.domain.sealing import VISIT, Gap
from tdkt_desktop.workflows.papers.papers import minutes_of
from tdkt_desktop.workflows.session import CampaignSession
from tdkt_desktop.workflows.unit.sealing import gaps


def look_before(session: CampaignSession, unit: str) -> tuple[Gap, ...]:
    """The gaps of a unit's record, and a word about signs that the printed type lacks."""
    from tdkt_desktop.documents.pdf.letters import missing_letters  # noqa: PLC0415 - loads when first used

    signs = missing_letters(minutes_of(session, unit))
    if not signs:
        return gaps(session, unit)
    words = f"Bản PDF không in được ký hiệu {' '.join(signs)}; chỗ đó sẽ in (?). Nên thay bằng chữ"
    return (*gaps(session, unit), Gap(VISIT, "", words, blocking=False))
