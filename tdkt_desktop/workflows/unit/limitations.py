"""The limitations of earlier years, unit by unit, and recording what became of each."""

from __future__ import annotations

from collections.abc import Sequence

from tdkt_desktop.domain.campaign import Unit
from tdkt_desktop.domain.errors import CampaignError
from tdkt_desktop.domain.mending import MENDING_WORDS, Limitation, Mending, mending_counts, set_mending
from tdkt_desktop.domain.values import Plain
from tdkt_desktop.domain.year_charts import mending_words
from tdkt_desktop.notice.last_year import carried
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.vietnamese.text import ensure_stop
from tdkt_desktop.workflows.session import CampaignSession

UNCHECKED = "unchecked"  # how a machine names the blank state
STATE_NAMES = {str(state) or UNCHECKED: words for state, words in MENDING_WORDS.items()}


def limitations(session: CampaignSession, units: Sequence[Unit] = ()) -> tuple[tuple[Unit, Limitation], ...]:
    """Every limitation of earlier years of these units (of all units of this copy where none is named)."""
    return carried(session.record, units or session.units)


def record_mending(session: CampaignSession, unit: str, limitation: str, state: str, note: str) -> int:
    """Record what became of a limitation. Returns how many fields were written.

    Raises CampaignError for an unknown limitation or state, SealedRecord once the minutes are sealed.
    """
    if state not in STATE_NAMES:
        words = ", ".join(f"{name} ({said})" for name, said in STATE_NAMES.items())
        raise CampaignError(f"Không có kết quả “{state}”.", f"Dùng một trong: {words}.")
    found = next((one for of, one in limitations(session) if (of.code, one.id) == (unit, limitation)), None)
    if found is None:
        raise CampaignError(
            f"Đơn vị {unit} không có hạn chế “{limitation}”.", "Mã đứng cuối mỗi dòng; hãy xem lại danh sách."
        )
    chosen = Mending("" if state == UNCHECKED else state)
    return session.save([set_mending(unit, found, chosen, note)]).written


def limitations_text(found: Sequence[tuple[Unit, Limitation]]) -> str:
    """The limitations for a person: the counts, then each under its unit."""
    if not found:
        return "Chưa có hạn chế nào của năm trước."
    lines = [f"{padded(len(found))} hạn chế: {mending_words(mending_counts(one for _, one in found))}."]
    for unit in dict.fromkeys(unit for unit, _ in found):
        lines.append(f"{unit.official}{f' ({unit.formerly})' if unit.formerly else ''}")
        for of, one in found:
            if of is unit:
                note = f" ({one.note})" if one.note else ""
                lines.append(
                    f"- {one.origin}, năm {one.year}: {ensure_stop(one.text)} {MENDING_WORDS[one.state]}{note} [{one.id}]"
                )
    return "\n".join(lines)


def limitations_facts(found: Sequence[tuple[Unit, Limitation]]) -> dict[str, Plain]:
    """The limitations for a machine."""
    counts = mending_counts(one for _, one in found)
    return {
        "total": len(found),
        "counts": {str(state) or UNCHECKED: count for state, count in counts.items()},
        "limitations": [
            {
                "unit": unit.code,
                "id": one.id,
                "criterion": one.criterion,
                "origin": one.origin,
                "year": one.year,
                "text": one.text,
                "state": str(one.state) or UNCHECKED,
                "note": one.note,
            }
            for unit, one in found
        ],
    }
