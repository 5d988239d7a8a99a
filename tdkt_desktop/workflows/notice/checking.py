"""Checks (rà soát): a campaign as recorded, or a notice that somebody typed; what is waived with a reason stays apart."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from tdkt_desktop.domain.errors import CampaignError
from tdkt_desktop.notice.checks import waivers as waiving
from tdkt_desktop.notice.checks.campaign_check import check_campaign
from tdkt_desktop.notice.checks.case import OpenField
from tdkt_desktop.notice.checks.findings import SEVERITY_WORDS, Finding, Severity
from tdkt_desktop.notice.checks.text_check import check_text
from tdkt_desktop.notice.checks.waivers import Waiver, sift
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.workflows.history import moment_words
from tdkt_desktop.workflows.merge.conflicts import open_conflicts
from tdkt_desktop.workflows.notice.notice_reading import read_notice
from tdkt_desktop.workflows.notice.notice_versions import signed_drift
from tdkt_desktop.workflows.session import CampaignSession

SECTION_WORDS = {
    "head": "phần đầu văn bản",
    "draft": "ghi chú dự thảo",
    "opening": "phần mở đầu",
    "closing": "câu kết",
    "recipients": "nơi nhận",
    "signature": "phần ký",
    "annex": "phụ lục",
    "scope": "câu dẫn phần I",
}


@dataclass(frozen=True)
class Checked:
    """What the rules found, the gravest first; `waived` are those a person let stand, each with why. `remarks` tell how
    the text was read.
    """

    source: str
    findings: tuple[Finding, ...]
    waived: tuple[tuple[Finding, Waiver], ...] = ()
    remarks: tuple[str, ...] = ()

    def count(self, severity: Severity) -> int:
        return sum(1 for one in self.findings if one.severity is severity)

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.severity is Severity.ERROR)

    @property
    def failed(self) -> bool:
        """Whether an error is left."""
        return bool(self.errors)


def check_session(session: CampaignSession) -> Checked:
    """Check a campaign as it is now; in a team's copy its own units only, as it knows nothing of the others."""
    open_fields = [
        OpenField(one.unit, one.place.step, one.place.question, one.place.label)
        for one in open_conflicts(session)
    ]
    found = check_campaign(
        session.campaign, session.checklist, session.record, open_fields, signed_drift(session)
    )
    if session.team:
        own = {unit.code for unit in session.units}
        found = tuple(one for one in found if one.place.unit in own)
    still, waived = sift(found, waivers_of(session))
    return Checked(session.path.name, still, waived)


def check_notice_text(text: str, source: str, session: CampaignSession | None = None) -> Checked:
    """Check a typed or pasted notice; with a campaign its units' names and its year are known."""
    if session is None:
        return Checked(source, check_text(text))
    campaign = session.campaign
    names = tuple(unit.listed for unit in campaign.units)
    found = check_text(text, names=names, year=campaign.year)
    still, waived = sift(found, waivers_of(session))
    return Checked(source, still, waived)


def check_notice_file(file: Path, session: CampaignSession | None = None) -> Checked:
    """Check the text of a notice in a .txt, .docx or .pdf file.

    Raises FileMissing, WrongFile or EnvironmentProblem.
    """
    read = read_notice(file)
    return replace(check_notice_text(read.text, file.name, session), remarks=read.remarks)


def waivers_of(session: CampaignSession) -> dict[str, Waiver]:
    """Every waiver that stands, by finding id, those of findings that are gone too."""
    newest: dict[str, Waiver | None] = {}
    for one in session.history(waiving.SUBJECT, waiving.FIELD, below=True):  # newest first
        if one.subject not in newest:
            waiver = waiving.waiver_of(one.subject, one.value)
            newest[one.subject] = waiver and replace(
                waiver, author=one.author, at=moment_words(one.recorded_at)
            )
    return {waiver.finding: waiver for waiver in newest.values() if waiver is not None}


def finding_named(checked: Checked, finding_id: str) -> Finding:
    """The open finding of that id. Raises CampaignError."""
    for one in checked.findings:
        if one.id == finding_id:
            return one
    if any(one.id == finding_id for one, _ in checked.waived):
        raise CampaignError(
            f"Điểm {finding_id} đã được bỏ qua.", "Muốn đổi lý do, hãy bỏ thôi rồi bỏ qua lại."
        )
    raise CampaignError(
        f"Không có điểm nào mang mã {finding_id}.",
        "Mã đứng cuối mỗi điểm khi rà soát; hãy rà soát lại để xem.",
    )


def waive(session: CampaignSession, finding: Finding, reason: str) -> None:
    """Let a finding stand, with a reason. Raises CampaignError without one."""
    if not reason.strip():
        raise CampaignError("Chưa ghi lý do bỏ qua.", "Hãy ghi lý do rồi bỏ qua lại.")
    session.save([waiving.waive(finding, reason)])


def take_back(session: CampaignSession, finding_id: str) -> None:
    """Ask about a waived finding again. Raises CampaignError where it is not waived."""
    if finding_id not in waivers_of(session):
        raise CampaignError(
            f"Điểm {finding_id} không ở trong những điểm đã bỏ qua.",
            "Hãy xem lại danh sách các điểm đã bỏ qua.",
        )
    session.save([waiving.take_back(finding_id)])


def count_words(checked: Checked) -> str:
    """How many were found, in words: "04 lỗi, 12 nên xem"."""
    counts = ", ".join(
        f"{padded(checked.count(one))} {SEVERITY_WORDS[one]}" for one in Severity if checked.count(one)
    )
    return counts or "không thấy điểm nào cần xem lại"


def checked_text(checked: Checked) -> str:
    """What was found, for a person."""
    lines = [f"{checked.source}: {count_words(checked)}.", *checked.remarks]
    for severity, group in groupby(checked.findings, key=lambda one: one.severity):
        lines += ["", f"{SEVERITY_WORDS[severity].upper()}"]
        for one in group:
            where = place_words(one)
            lines += [
                f"- {one.title}{f' ({where})' if where else ''}: {one.found}.",
                f"  Vì sao: {one.why}",
                f"  Cách sửa: {one.remedy} [{one.code} {one.id}]",
            ]
    if checked.waived:
        lines += ["", "ĐÃ BỎ QUA"]
        lines += [waiver_line(waiver, one.title) for one, waiver in checked.waived]
    return "\n".join(lines)


def checked_facts(checked: Checked) -> dict[str, Any]:
    """What was found, for a machine."""
    return {
        "source": checked.source,
        "remarks": list(checked.remarks),
        "counts": {str(one): checked.count(one) for one in Severity},
        "findings": [finding_facts(one) for one in checked.findings],
        "waived": [{**finding_facts(one), "reason": waiver.reason} for one, waiver in checked.waived],
    }


def waivers_text(source: str, waivers: Mapping[str, Waiver], present: Collection[str]) -> str:
    """The waivers of a campaign for a person; `present` are the ids of findings that are still there."""
    lines = [f"{source}: {padded(len(waivers))} điểm đã bỏ qua."]
    for waiver in waivers.values():
        gone = "" if waiver.finding in present else " (điểm này nay không còn)"
        lines.append(waiver_line(waiver) + gone)
    return "\n".join(lines)


def waiver_line(waiver: Waiver, title: str = "") -> str:
    """One waiver in a line."""
    what = ": ".join(part for part in (title, waiver.found) if part)
    who = ", ".join(part for part in (waiver.author, waiver.at) if part)
    return f"- {what}. Lý do: {waiver.reason}{f' ({who})' if who else ''} [{waiver.finding}]"


def waiver_facts(waiver: Waiver) -> dict[str, Any]:
    """One waiver, for a machine."""
    return {
        "id": waiver.finding,
        "code": waiver.code,
        "found": waiver.found,
        "reason": waiver.reason,
        "author": waiver.author,
        "at": waiver.at,
    }


def finding_facts(one: Finding) -> dict[str, Any]:
    """One finding, for a machine."""
    place = one.place
    return {
        "id": one.id,
        "severity": str(one.severity),
        "code": one.code,
        "title": one.title,
        "unit": place.unit,
        "step": place.step,
        "question": place.question,
        "section": place.section,
        "paragraph": place.paragraph,
        "line": place.line,
        "quote": place.quote,
        "found": one.found,
        "why": one.why,
        "remedy": one.remedy,
    }


def place_words(one: Finding) -> str:
    """Where a finding stands, in words; blank where its own words say it."""
    place = one.place
    section = SECTION_WORDS.get(place.section, f"mục {place.section}" if place.section else "")
    at = f"đoạn {place.paragraph}" if place.paragraph else f"dòng {place.line}" if place.line else ""
    return ", ".join(part for part in (section, at) if part)
