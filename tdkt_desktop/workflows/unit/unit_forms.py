"""The form a unit fills in beforehand: made for it, read back, shown beside what the team found. Answers stay the team's.

Only figures have a place for what was reported (the visit's list of figures): a line is added for each that is not there
yet. A line that is there, and every answer, stays as it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from tdkt_desktop.documents.layout.safe_file import folder_for
from tdkt_desktop.domain.campaign import Campaign
from tdkt_desktop.domain.changes import answer_to_plain, set_item
from tdkt_desktop.domain.checklist import Checklist, Question
from tdkt_desktop.domain.checklist_comparison import compare_checklists
from tdkt_desktop.domain.errors import CampaignError, EnvironmentProblem, WrongFile
from tdkt_desktop.domain.inspection import FIGURES, Inspection
from tdkt_desktop.domain.kinds import ITEM_KINDS, Kind
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.domain.self_report import FormShape, Problem, SelfReport
from tdkt_desktop.domain.values import Answer, Figure, Item, Plain, item_to_plain
from tdkt_desktop.notice.field_words import value_words
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.vietnamese.text import nfc, squeeze
from tdkt_desktop.workflows.session import CampaignSession

NEW, SAME, DIFFERENT = "new", "same", "different"
STATE_WORDS = {NEW: "đoàn chưa ghi", SAME: "giống", DIFFERENT: "khác"}
NOTE = "Theo biểu tự báo cáo của đơn vị, câu {number}"
NOTHING = SelfReport("", "", "")
MOST_LINES = 5  # of a list that are shown in one line of words


@dataclass(frozen=True)
class ReportedRow:
    """One question: what the unit reported and what the team recorded, both in words, and how they compare."""

    number: str
    code: str
    ask: str
    cell: str
    reported: str
    verified: str
    state: str


@dataclass(frozen=True)
class FormReading:
    """A form read for a campaign; `changes` are the figures that would be noted as reported, `kept` counts those whose
    line was there already with another figure. `report` is all that the unit reported.
    """

    unit: str
    rows: tuple[ReportedRow, ...]
    problems: tuple[Problem, ...]
    changes: tuple[Change, ...]
    kept: int = 0
    report: SelfReport = NOTHING


def make_form(session: CampaignSession, unit: str, path: Path, *, replacing: bool = False) -> Path:
    """Write the form of one unit. Raises CampaignError or EnvironmentProblem; a file that is there is kept."""
    from tdkt_desktop.documents.unit_form import unit_form  # noqa: PLC0415 - Excel loads when first used
    from tdkt_desktop.documents.xlsx.form import write_form  # noqa: PLC0415

    if path.suffix.lower() != ".xlsx":
        raise CampaignError(
            f"Biểu tự báo cáo là tệp Excel, không phải “{path.suffix}”.", "Đặt tên tệp có đuôi .xlsx."
        )
    if path.exists() and not replacing:
        raise EnvironmentProblem(f"Đã có tệp {path.name}.", "Hãy chọn tên khác; tệp đang có được giữ nguyên.")
    folder_for(path)
    write_form(unit_form(session.campaign, session.checklist, session.campaign.unit(unit)), path)
    return path


def read_filled_form(session: CampaignSession, path: Path) -> FormReading:
    """Read a filled form and lay it beside the record; writes nothing. Raises FileMissing, WrongFile, NewerFormat."""
    from tdkt_desktop.exchange.forms.reading import form_facts, read_form  # noqa: PLC0415 - Excel loads when used
    from tdkt_desktop.exchange.grids.files import read_grids  # noqa: PLC0415

    grids = read_grids(path, hidden=True)
    checklist = _checklist_of(session, form_facts(grids, path.name))
    shape = shape_of(session.campaign, checklist)
    report = _as_asked_now(session, checklist, read_form(grids, checklist, path.name, shape))
    campaign = session.campaign
    if report.campaign != campaign.id:
        raise WrongFile(
            f"{path.name} thuộc đợt kiểm tra “{report.campaign}”, không phải “{campaign.id}”.",
            "Hãy mở đúng đợt kiểm tra rồi đọc lại.",
        )
    if report.unit not in {unit.code for unit in campaign.units}:
        raise WrongFile(
            f"{path.name} là của đơn vị “{report.unit}” không có trong đợt.", "Hãy chọn đúng tệp."
        )
    return laid_beside(session, report, session.inspection(report.unit))


def shape_of(campaign: Campaign, checklist: Checklist) -> FormShape:
    """The form of any unit as it goes out; the name of the unit is the only text that differs."""
    from tdkt_desktop.documents.unit_form import unit_form  # noqa: PLC0415 - Excel loads when first used

    codes: dict[str, tuple[str, ...]] = {}
    texts: set[str] = set()
    for unit in campaign.units:
        for sheet in unit_form(campaign, checklist, unit):
            if sheet.hidden_columns:
                asked = (row for row in sheet.rows if any(cell.open for cell in row))
                codes[sheet.title] = tuple(row[0].text for row in asked)
            texts |= {squeeze(nfc(cell.text)) for row in sheet.rows for cell in row if not cell.open}
    return FormShape(codes, frozenset(texts))


def _checklist_of(session: CampaignSession, facts: Mapping[str, str]) -> Checklist:
    """The checklist a form was made from: the campaign's own, or one it used before."""
    try:
        return session.store.checklist(facts.get("checklist", ""))
    except KeyError:
        return session.checklist  # the reader says that it is another one


def _as_asked_now(session: CampaignSession, old: Checklist, report: SelfReport) -> SelfReport:
    """A report on an older version of the checklist: answers to questions that are still the same stand."""
    if old.digest == session.checklist.digest:
        return report
    found = compare_checklists(old, session.checklist)
    gone = {code for what, code, _ in found.removed if what == "question"}
    gone |= {one.code for one in found.changed if one.what == "question" and not one.keeps_answers}
    problems = [
        Problem(report.cells[code], old.numbers[code], "Câu này nay đã bỏ hoặc hỏi khác; hãy hỏi lại đơn vị.")
        for code in report.answers
        if code in gone
    ]
    answers = {code: answer for code, answer in report.answers.items() if code not in gone}
    return replace(report, answers=answers, problems=(*report.problems, *problems))


def laid_beside(session: CampaignSession, report: SelfReport, inspection: Inspection) -> FormReading:
    """A report beside a record as it is now, which may be ahead of the disk; nothing is written."""
    rows = tuple(
        _row(session, report, inspection, session.checklist.question(code)) for code in report.answers
    )
    changes, kept = _figures(session, report, inspection)
    return FormReading(report.unit, rows, report.problems, changes, kept, report)


def take_figures(session: CampaignSession, reading: FormReading) -> int:
    """Note the reported figures. Returns how many were written. Raises SealedRecord for sealed minutes."""
    return session.save(reading.changes).written if reading.changes else 0


def reading_facts(reading: FormReading, written: int) -> dict[str, Plain]:
    """A reading for a machine."""
    return {
        "unit": reading.unit,
        "rows": [row.__dict__ for row in reading.rows],
        "problems": [problem.__dict__ for problem in reading.problems],
        "figures": len(reading.changes),
        "figures_kept": reading.kept,
        "written": written,
    }


def reading_text(session: CampaignSession, reading: FormReading) -> str:
    """A reading for a person: reported beside verified, question by question."""
    lines = [
        f"Biểu tự báo cáo của {session.campaign.unit(reading.unit).listed}: {padded(len(reading.rows))} câu có ghi."
    ]
    for row in reading.rows:
        lines.append(f"{row.number} {row.ask} [{STATE_WORDS[row.state]}]")
        lines.append(f"    đơn vị báo cáo: {row.reported}")
        lines.append(f"    đoàn kiểm tra:  {row.verified}")
    if reading.problems:
        lines.append(f"{padded(len(reading.problems))} ô không đọc được:")
        lines += [f"  {one.words}" for one in reading.problems]
    if reading.kept:
        lines.append(f"{padded(reading.kept)} số liệu báo cáo đã có dòng khác trước đó, được giữ nguyên.")
    lines.append("Câu trả lời của đoàn không thay đổi.")
    return "\n".join(lines)


def _row(
    session: CampaignSession, report: SelfReport, inspection: Inspection, question: Question
) -> ReportedRow:
    reported, verified = report.answers[question.code], inspection.answer(question.code)
    if not inspection.answers.get(question.code) or answer_to_plain(verified)["state"] == "not_checked":
        state = NEW
    else:
        state = SAME if _says(reported) == _says(verified) else DIFFERENT
    return ReportedRow(
        session.checklist.numbers[question.code],
        question.code,
        question.ask,
        report.cells.get(question.code, ""),
        _words(session, report.unit, question, reported),
        _words(session, report.unit, question, verified),
        state,
    )


def _says(answer: Answer) -> Plain:
    """What is compared: state, value and lines, not the remarks beside them."""
    plain = {key: value for key, value in answer_to_plain(answer).items() if key not in ("note", "reason")}
    lines = [
        {key: value for key, value in item_to_plain(item).items() if key not in ("position", "note")}
        for item in answer.items
    ]
    return plain | {"items": lines}


def _words(session: CampaignSession, unit: str, question: Question, answer: Answer) -> str:
    checklist = session.checklist
    said = value_words(f"answer/{unit}/{question.code}", "answer", answer_to_plain(answer), checklist)
    if question.kind not in ITEM_KINDS or not answer.items:
        return said
    lines = [
        value_words(f"item/{unit}/{question.code}/x", "item", item_to_plain(item), checklist)
        for item in answer.items
    ]
    more = f"; và {len(lines) - MOST_LINES} dòng nữa" if len(lines) > MOST_LINES else ""
    return f"{'; '.join(lines[:MOST_LINES])}{more}"


def _figures(
    session: CampaignSession, report: SelfReport, inspection: Inspection
) -> tuple[tuple[Change, ...], int]:
    known = {item.id: item for item in inspection.items(FIGURES)}
    said = {item.text for item in known.values()}
    position = max((item.position for item in known.values()), default=0.0)
    found: list[Change] = []
    kept = 0
    for code, answer in report.answers.items():
        if not isinstance(answer.value, Figure):
            continue
        question = session.checklist.question(code)
        line_id = hashlib.sha256(f"form/{report.unit}/{code}".encode()).hexdigest()[:12]
        if line_id in known:
            kept += known[line_id].cells.get("reported") != answer.value.amount
        elif question.ask not in said:  # the team may have typed the very line by hand
            position += 1
            line = _figure_line(line_id, question, answer.value, session.checklist.numbers[code], position)
            found.append(set_item(report.unit, FIGURES, line))
    return tuple(found), kept


def _figure_line(line_id: str, question: Question, figure: Figure, number: str, position: float) -> Item:
    usual = {Kind.MONEY: "đồng", Kind.PERCENT: "%"}.get(question.kind, "")
    cells: dict[str, Decimal] = {"reported": figure.amount}
    return Item(
        line_id,
        text=question.ask,
        measure=question.measure or usual,
        approximator=figure.approximator,
        period=figure.period,
        note=NOTE.format(number=number),
        cells=cells,
        position=position,
    )
