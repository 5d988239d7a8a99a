"""Sealing from the window and the command line: checks, seal, code, additions, and comparing a code on paper."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from tdkt_desktop.domain.changes import set_issued, set_seal
from tdkt_desktop.domain.errors import CampaignError, FileMissing, WrongFile
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

_CODE = re.compile(rf"\b([{ALPHABET}]{{4}})\s*-\s*([{ALPHABET}]{{4}})\b")


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
    """The changes that seal a record as it is now; the caller has looked at its gaps."""
    seal = make_seal(
        inspection,
        session.checklist,
        campaign_id=session.campaign.id,
        moment=_now(),
        author=author or session.author,
    )
    return set_seal(inspection.unit, seal)


def seal_units(session: CampaignSession, units: Sequence[str], *, force: bool = False) -> tuple[str, ...]:
    """Seal units from the command line. Returns the codes; raises CampaignError naming the first unit with gaps."""
    codes = []
    for unit in units:
        blocking = [gap for gap in gaps(session, unit) if gap.blocking]
        if blocking and not force:
            raise CampaignError(
                f"{session.campaign.unit(unit).listed}: còn {len(blocking)} chỗ phải ghi trước khi chốt, "
                f"chỗ đầu tiên: {blocking[0].words}",
                "Hãy ghi đủ, hoặc đánh dấu “Không thuộc đối tượng” kèm lý do, rồi chốt lại.",
            )
        inspection = session.inspection(unit)
        if inspection.stage is not Stage.SEALED:
            session.save(sealing_changes(session, inspection))
        codes.append(code_of(session, session.inspection(unit)))
    return tuple(codes)


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
    code = seal_code(session.campaign.id, session.checklist.digest, content_of(inspection))
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


def code_of(session: CampaignSession, inspection: Inspection) -> str:
    """The code of sealed minutes; blank for a draft."""
    if inspection.stage is not Stage.SEALED:
        return ""
    if inspection.seal is not None:
        return inspection.seal.code
    return seal_code(session.campaign.id, session.checklist.digest, content_of(inspection))


def addendum_code(session: CampaignSession, inspection: Inspection) -> str:
    """The code of what was added: the last closed addition's, or of the record as it stands."""
    closed = [one.code for one in addenda(inspection) if one.code]
    if closed and not any(one.open for one in addenda(inspection)):
        return closed[-1]
    changed = changes_since(inspection, session.checklist)
    return seal_code(session.campaign.id, session.checklist.digest, content_of(inspection)) if changed else ""


def compare_code(session: CampaignSession, typed: str, unit: str = "") -> Comparison:
    """Compare a code typed from paper with the minutes of this campaign, or of one unit.

    The code is computed anew from what was sealed: a record changed behind the program's back does not match.
    Raises CampaignError for a text that is no code.
    """
    code = _clean(typed)
    for one in session.campaign.units if not unit else (session.campaign.unit(unit),):
        inspection = session.inspection(one.code)
        seal = inspection.seal
        known = {item.code: "bản bổ sung" for item in addenda(inspection) if item.code}
        if seal is not None:
            content = dict(seal.content)
            known[seal_code(session.campaign.id, session.checklist.digest, content)] = "biên bản đã chốt"
        elif inspection.stage is Stage.SEALED:
            known[code_of(session, inspection)] = "biên bản đã chốt"
        if code in known:
            return Comparison(code, one.code, f"{code}: khớp với {known[code]} của {one.listed}.")
    where = f"biên bản của {session.campaign.unit(unit).listed}" if unit else "biên bản nào của đợt này"
    return Comparison(code, "", f"{code}: không khớp với {where}.")


def codes_in(file: Path) -> tuple[tuple[str, ...], ...]:
    """The codes printed on each page of a PDF, or in a Word file (one tuple). Raises FileMissing or WrongFile."""
    from tdkt_desktop.documents.paper_text import page_texts  # noqa: PLC0415 - loads when first used

    if not file.is_file():
        raise FileMissing(f"Không thấy tệp {file}.", "Hãy kiểm tra lại đường dẫn.")
    texts = page_texts(file)
    if not texts:
        raise WrongFile(f"{file.name} không có trang nào đọc được.", "Hãy chọn tệp biên bản PDF hoặc Word.")
    return tuple(tuple(f"{one}-{two}" for one, two in _CODE.findall(text)) for text in texts)


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
