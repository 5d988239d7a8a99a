"""Checks (rà soát): a campaign as recorded, or a notice that somebody typed; what is waived with a reason stays apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tdkt_desktop.domain.errors import CampaignError, EnvironmentProblem, FileMissing, WrongFile
from tdkt_desktop.notice.checks import waivers as waiving
from tdkt_desktop.notice.checks.campaign_check import check_campaign
from tdkt_desktop.notice.checks.case import OpenField
from tdkt_desktop.notice.checks.findings import SEVERITY_WORDS, Finding, Severity
from tdkt_desktop.notice.checks.text_check import check_text
from tdkt_desktop.notice.checks.waivers import Waiver, sift
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.workflows.conflicts import open_conflicts
from tdkt_desktop.workflows.session import CampaignSession

if TYPE_CHECKING:
    from tdkt_desktop.documents.lint.reading import Text

MOST_BYTES = 20_000_000  # a notice is some pages; what is larger is something else
ENCODINGS = ("utf-8-sig", "utf-16")
SECTION_WORDS = {
    "opening": "phần mở đầu",
    "closing": "câu kết",
    "recipients": "nơi nhận",
    "signature": "phần ký",
    "annex": "phụ lục",
    "scope": "câu dẫn phần I",
}


@dataclass(frozen=True)
class Checked:
    """What the rules found, the gravest first; `waived` are those a person let stand, each with why."""

    source: str
    findings: tuple[Finding, ...]
    waived: tuple[tuple[Finding, Waiver], ...] = ()

    def count(self, severity: Severity) -> int:
        return sum(1 for one in self.findings if one.severity is severity)

    @property
    def failed(self) -> bool:
        """Whether an error is left."""
        return self.count(Severity.ERROR) > 0


def check_session(session: CampaignSession) -> Checked:
    """Check a campaign as it is now."""
    open_fields = [
        OpenField(one.unit, one.place.step, one.place.question, one.place.label)
        for one in open_conflicts(session)
    ]
    found = check_campaign(session.campaign, session.checklist, session.record, open_fields)
    still, waived = sift(found, waivers_among(session, found))
    return Checked(session.path.name, still, waived)


def check_notice_text(text: str, source: str, session: CampaignSession | None = None) -> Checked:
    """Check a typed or pasted notice; with a campaign its units' names and its year are known."""
    if session is None:
        return Checked(source, check_text(text))
    campaign = session.campaign
    names = tuple(unit.listed for unit in campaign.units)
    found = check_text(text, names=names, year=campaign.year)
    still, waived = sift(found, waivers_among(session, found))
    return Checked(source, still, waived)


def check_notice_file(file: Path, session: CampaignSession | None = None) -> Checked:
    """Check the text of a notice in a .txt, .docx or .pdf file.

    Raises FileMissing, WrongFile or EnvironmentProblem.
    """
    return check_notice_text(notice_text(file), file.name, session)


def waivers_among(session: CampaignSession, findings: Sequence[Finding]) -> dict[str, Waiver]:
    """The waivers that stand for these findings, by finding id."""
    found = {}
    for one in findings:
        subject = f"{waiving.SUBJECT}/{one.id}"
        newest = next(iter(session.history(subject, waiving.FIELD)), None)
        if newest and (waiver := waiving.waiver_of(subject, newest.value)):
            found[one.id] = waiver
    return found


def waive(session: CampaignSession, finding: Finding, reason: str) -> None:
    """Let a finding stand, with a reason. Raises CampaignError without one."""
    if not reason.strip():
        raise CampaignError("Chưa ghi lý do bỏ qua.", "Hãy ghi lý do rồi bỏ qua lại.")
    session.save([waiving.waive(finding, reason)])


def take_back(session: CampaignSession, finding_id: str) -> None:
    """Ask about a waived finding again."""
    session.save([waiving.take_back(finding_id)])


def notice_text(file: Path) -> str:
    """The text of a notice, a row of a table in a line with its cells apart."""
    if not file.is_file():
        raise FileMissing(f"Không thấy tệp {file}.", "Hãy kiểm tra lại đường dẫn.")
    if file.suffix.lower() in (".docx", ".pdf"):
        from tdkt_desktop.documents.lint.linter import read_file  # noqa: PLC0415 - loads when first used

        return _laid_out(read_file(file).texts)
    return _plain_text(file)


def checked_text(checked: Checked) -> str:
    """What was found, for a person."""
    counts = ", ".join(
        f"{padded(checked.count(one))} {SEVERITY_WORDS[one]}" for one in Severity if checked.count(one)
    )
    lines = [f"{checked.source}: {counts or 'không thấy điểm nào cần xem lại'}."]
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
        lines += [f"- {one.title}: {one.found}. Lý do: {waiver.reason}" for one, waiver in checked.waived]
    return "\n".join(lines)


def checked_facts(checked: Checked) -> dict[str, Any]:
    """What was found, for a machine."""
    return {
        "source": checked.source,
        "counts": {str(one): checked.count(one) for one in Severity},
        "findings": [finding_facts(one) for one in checked.findings],
        "waived": [{**finding_facts(one), "reason": waiver.reason} for one, waiver in checked.waived],
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
    return ", ".join(part for part in (section, f"dòng {place.line}" if place.line else "") if part)


def _plain_text(file: Path) -> str:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise WrongFile(f"{file.name} quá lớn.", "Hãy chọn tệp văn bản của một thông báo.")
        raw = file.read_bytes()
    except OSError as error:
        raise EnvironmentProblem(f"Không đọc được {file.name}.", "Hãy kiểm tra ổ đĩa rồi thử lại.") from error
    for encoding in ENCODINGS:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise WrongFile(
        f"{file.name} không phải tệp chữ đọc được.",
        "Hãy lưu lại dưới dạng UTF-8, hoặc chọn tệp Word (.docx), PDF.",
    )


def _laid_out(texts: Sequence[Text]) -> str:
    """Paragraphs apart, a row of a table in one line with tabs, columns that only place texts one after the other."""
    lines: list[str] = []
    for (is_cell, row, _), group in groupby(texts, key=_row_of):
        found = list(group)
        if is_cell:
            rows = _rows_by_height(found) if row < 0 else [_by_column(found)]
            lines += ["\t".join(" ".join(_said(one) for one in cell) for cell in cells) for cells in rows]
        elif row:
            lines += ["", *(line for cell in _by_column(found) for line in (*map(_said, cell), ""))]
        else:
            lines += [line for one in found for line in ("", _said(one))]
    return "\n".join(lines)


def _row_of(text: Text) -> tuple[bool, int, int]:
    """Texts of one key that follow each other make a row. Ruled cells of a PDF tell their height only."""
    is_cell = text.where.zone.value == "cell"
    measured = is_cell and text.box is not None
    return is_cell, -1 if measured else text.row, text.where.page if is_cell else 0


def _by_column(texts: Sequence[Text]) -> list[list[Text]]:
    cells: dict[int, list[Text]] = {}
    for one in texts:
        cells.setdefault(one.column, []).append(one)
    return [cell for _, cell in sorted(cells.items())]


def _rows_by_height(texts: Sequence[Text]) -> list[list[list[Text]]]:
    """Cells that stand beside each other share a row."""
    rows: list[list[Text]] = []
    low = float("-inf")
    for one in sorted((one for one in texts if one.box), key=lambda one: one.box.top if one.box else 0):
        if one.box and one.box.top < low:
            rows[-1].append(one)
        else:
            rows.append([one])
        low = max(low, one.box.bottom if one.box else low)
    return [[[one] for one in sorted(row, key=lambda one: one.box.left if one.box else 0)] for row in rows]


def _said(text: Text) -> str:
    return " ".join(text.text.split())
