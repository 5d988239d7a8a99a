"""Sealing from the window and the command line: checks, seal, code, additions, and comparing a code on paper."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tdkt_desktop.domain.changes import set_issued, set_seal, set_visit
from tdkt_desktop.domain.editing import applied
from tdkt_desktop.domain.errors import CampaignError
from tdkt_desktop.domain.inspection import Inspection
from tdkt_desktop.domain.kinds import Stage
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.domain.sealing import (
    ALPHABET,
    Addendum,
    Gap,
    addenda,
    changes_since,
    content_of,
    make_seal,
    put_addendum,
    seal_code,
    seal_gaps,
)
from tdkt_desktop.workflows.session import CampaignSession
from tdkt_desktop.workflows.unit.said_elsewhere import content_without, said_elsewhere
from tdkt_desktop.workflows.unit.sealed_view import SealedView, sealed_view

ALTERED = "nội dung đang lưu đã bị sửa sau khi chốt mà không qua bổ sung"


@dataclass(frozen=True)
class Comparison:
    """What a code on paper turned out to be; `unit` is blank when no minutes of this campaign carry it."""

    code: str
    unit: str
    words: str

    @property
    def matches(self) -> bool:
        return bool(self.unit)


def gaps(session: CampaignSession, unit: str) -> tuple[Gap, ...]:
    """What stands between a unit's record and its seal."""
    return seal_gaps(session.checklist, session.inspection(unit))


def sealing_changes(session: CampaignSession, inspection: Inspection, author: str = "") -> list[Change]:
    """The changes that seal a record as it is now; the caller has looked at its gaps.

    Its number in the campaign's series is written into it: what is sealed never takes another one.
    """
    numbered: list[Change] = []
    series = session.campaign.series_number(session.campaign.unit(inspection.unit))
    if series and not inspection.visit.minutes_number.strip():
        numbered = [set_visit(inspection.unit, "minutes_number", series)]
        inspection = applied(inspection, session.checklist, numbered[0])
    seal = make_seal(
        inspection,
        session.checklist,
        campaign_id=session.campaign.id,
        moment=_now(),
        author=author or session.author,
    )
    return [*numbered, *set_seal(inspection.unit, seal)]


def seal_units(session: CampaignSession, units: Sequence[str], *, force: bool = False) -> tuple[str, ...]:
    """Seal units from the command line: all of them or none. Returns the codes.

    Raises CampaignError naming the first unit with gaps, before anything is sealed.
    """
    drafts = [unit for unit in units if session.inspection(unit).stage is not Stage.SEALED]
    for unit in drafts:
        blocking = [gap for gap in gaps(session, unit) if gap.blocking]
        if blocking and not force:
            raise CampaignError(
                f"{session.campaign.unit(unit).listed}: còn {len(blocking)} chỗ phải ghi trước khi chốt, "
                f"chỗ đầu tiên: {blocking[0].words}",
                "Hãy ghi đủ, hoặc đánh dấu “Không thuộc đối tượng” kèm lý do, rồi chốt lại.",
            )
    session.save([change for unit in drafts for change in sealing_changes(session, session.inspection(unit))])
    return tuple(code_of(session, session.inspection(unit)) for unit in units)


def reopening_changes(inspection: Inspection) -> list[Change]:
    """Take the seal off minutes that have not left this machine. Raises CampaignError when they have."""
    if inspection.issued_at:
        raise CampaignError(
            "Biên bản đã in hoặc đã xuất ra tệp nên không mở lại được.",
            "Hãy dùng chức năng Bổ sung có lý do; phần bổ sung được in kèm biên bản.",
        )
    return set_seal(inspection.unit, None)


def open_addendum(inspection: Inspection, reason: str) -> Change:
    """Begin an addition to sealed minutes. Raises CampaignError without a reason."""
    if not reason.strip():
        raise CampaignError("Chưa ghi lý do bổ sung.", "Hãy ghi vì sao phải bổ sung sau khi chốt.")
    made = Addendum(uuid.uuid4().hex, reason.strip(), _now())
    return put_addendum(inspection.unit, made, len(addenda(inspection)) + 1)


def close_addendum(session: CampaignSession, inspection: Inspection) -> list[Change]:
    """End the addition that is open; it gets the code of what the record says now."""
    code = _code_now(session, sealed_view(session, inspection))
    return [
        put_addendum(inspection.unit, replace(one, closed_at=_now(), code=code), position)
        for position, one in enumerate(addenda(inspection), start=1)
        if one.open
    ]


def issued_change(inspection: Inspection) -> Change | None:
    """The note that sealed minutes have left this machine; None when there is nothing to note."""
    if inspection.stage is not Stage.SEALED or inspection.issued_at:
        return None
    return set_issued(inspection.unit, _now())


def note_issued(session: CampaignSession, units: Sequence[str]) -> None:
    """Note of every one of these units whose minutes are sealed that they have left this machine."""
    session.save(
        [change for unit in units if (change := issued_change(session.inspection(unit))) is not None]
    )


def code_of(session: CampaignSession, inspection: Inspection) -> str:
    """The code of sealed minutes; blank for a draft."""
    if inspection.stage is not Stage.SEALED:
        return ""
    if inspection.seal is not None:
        return inspection.seal.code
    return _code_now(session, sealed_view(session, inspection))


def addendum_code(session: CampaignSession, inspection: Inspection) -> str:
    """The code of what was added: the last closed addition's, or of the record as it stands."""
    closed = [one.code for one in addenda(inspection) if one.code]
    if closed and not any(one.open for one in addenda(inspection)):
        return closed[-1]
    view = sealed_view(session, inspection)
    return _code_now(session, view) if changes_since(view.inspection, view.checklist) else ""


def compare_code(session: CampaignSession, typed: str, unit: str = "", *, kind: str = "") -> Comparison:
    """Compare a code typed from paper with the minutes of this campaign, or of one unit.

    `kind` narrows it to codes of minutes ("seal") or of additions ("addition"). Codes are computed anew from the
    record: one changed behind the program's back does not match. Raises CampaignError for a text that is no code.
    """
    code = _clean(typed)
    for one in session.campaign.units if not unit else (session.campaign.unit(unit),):
        inspection = session.inspection(one.code)
        if kind != "addition" and code == _sealed_code(session, inspection):
            if altered(session, inspection):
                words = f"{code}: không khớp. Đây là mã biên bản đã chốt của {one.listed}, nhưng {ALTERED}."
                return Comparison(code, "", words)
            words = f"{code}: khớp với biên bản đã chốt của {one.listed}."
            if besides := len(said_elsewhere(session, inspection)):
                words += f" Máy khác còn ghi {besides:02d} mục không có trong biên bản này."
            return Comparison(code, one.code, words)
        if kind != "seal" and code in _addition_codes(session, inspection):
            return Comparison(code, one.code, f"{code}: khớp với bản bổ sung của {one.listed}.")
    where = f"biên bản của {session.campaign.unit(unit).listed}" if unit else "biên bản nào của đợt này"
    return Comparison(code, "", f"{code}: không khớp với {where}.")


def altered(session: CampaignSession, inspection: Inspection) -> bool:
    """Whether a sealed record differs from its seal, or from its last addition, by a change that no addition made."""
    if inspection.seal is None or inspection.stage is not Stage.SEALED:
        return False
    added = addenda(inspection)
    if added and added[-1].open:
        return False
    last = added[-1].code if added else _sealed_code(session, inspection)
    view = sealed_view(session, inspection)
    contents = (content_of(view.inspection), content_without(session, view.inspection))
    return last not in {seal_code(session.campaign.id, view.digest, content) for content in contents}


def _code_now(session: CampaignSession, view: SealedView) -> str:
    """The code of what a record says now."""
    return seal_code(session.campaign.id, view.digest, content_of(view.inspection))


def _sealed_code(session: CampaignSession, inspection: Inspection) -> str:
    """The code of what was sealed, computed anew; blank for a draft."""
    if inspection.seal is None:
        return code_of(session, inspection)
    return seal_code(session.campaign.id, sealed_view(session, inspection).digest, inspection.seal.content)


def _addition_codes(session: CampaignSession, inspection: Inspection) -> frozenset[str]:
    """The codes of the additions: earlier ones as they were noted, the latest computed anew."""
    if inspection.stage is not Stage.SEALED or not (added := addenda(inspection)):
        return frozenset()
    now = _code_now(session, sealed_view(session, inspection))
    earlier = added if added[-1].open else added[:-1]
    latest = {now} if added[-1].open or added[-1].code == now else set()
    return frozenset({one.code for one in earlier if one.code} | latest)


def _clean(typed: str) -> str:
    said = re.sub(r"[^0-9A-Z]", "", typed.upper())
    if len(said) != 8 or set(said) - set(ALPHABET):
        raise CampaignError(
            f"“{typed.strip()}” không phải mã biên bản.",
            "Mã gồm 8 chữ và số in ở chân trang, ví dụ K7MQ-2XWD.",
        )
    return f"{said[:4]}-{said[4:]}"


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
