"""Part II of the minutes: what was found on each criterion, the summary, the unit's own report beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tdkt_desktop.documents.layout.text_widths import width_mm
from tdkt_desktop.documents.minutes.mending import mending
from tdkt_desktop.documents.neutral.blocks import (
    Block,
    Bullet,
    Column,
    HeaderCell,
    Heading,
    Paragraph,
    Run,
    Table,
)
from tdkt_desktop.domain.checklist import Checklist, Criterion, Question
from tdkt_desktop.domain.completeness import criterion_progress, is_asked
from tdkt_desktop.domain.inspection import FIGURES, Inspection
from tdkt_desktop.domain.kinds import ITEM_KINDS, Kind, State
from tdkt_desktop.domain.marks import MARK_WORDS, Mark
from tdkt_desktop.domain.values import Answer, Item
from tdkt_desktop.notice.wording import detail, item_phrase
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.vietnamese.dates import short_date
from tdkt_desktop.vietnamese.numbers import format_number
from tdkt_desktop.vietnamese.text import ensure_stop

TEXT_WIDTH, NARROWEST, PADDING = (
    165.0,
    22.0,
    4.0,
)  # millimetres: a long number widens its column, it never breaks
REPORT_WORDS = {
    "complete": "Báo cáo phục vụ kiểm tra của đơn vị đầy đủ số liệu theo yêu cầu.",
    "supplement": "Báo cáo phục vụ kiểm tra của đơn vị phải bổ sung, hoàn thiện.",
}

# on paper that is signed, the state of the work is a fact about the inspection, not about who is still writing
RESULTS = MARK_WORDS | {Mark.PARTIAL: "Kiểm tra một phần", Mark.RECORDED: "Đã kiểm tra"}


def findings(checklist: Checklist, inspection: Inspection, shown: Mapping[str, Sequence[int]]) -> list[Block]:
    """Every criterion, the summary, the report. `shown` are the numbers of the evidence by criterion."""
    blocks: list[Block] = [Heading(1, "II. NỘI DUNG VÀ KẾT QUẢ KIỂM TRA")]
    for number, criterion in enumerate(checklist.criteria, start=1):
        blocks += [Heading(2, f"{number}. {criterion.title}"), *_criterion(criterion, inspection)]
        if numbers := shown.get(criterion.code):
            blocks.append(
                _labelled("Minh chứng", f"số {', '.join(map(padded, numbers))} của Phụ lục minh chứng.")
            )
    blocks.append(Heading(2, f"{len(checklist.criteria) + 1}. Bảng tổng hợp"))
    number = len(checklist.criteria) + 2
    before = mending(number, inspection)
    report = _report(number + bool(before), inspection)
    return [*blocks, _summary(checklist, inspection), *before, *report]


def _criterion(criterion: Criterion, inspection: Inspection) -> list[Block]:
    remark, blocks = inspection.remark(criterion.code), []
    for question in criterion.questions:
        if is_asked(question, inspection):
            blocks += _question(question, inspection.answer(question.code))
    unchecked = [
        q
        for q in criterion.questions
        if q.required and is_asked(q, inspection) and inspection.answer(q.code).state is State.NOT_CHECKED
    ]
    if not blocks and not unchecked and any(question.addressee for question in criterion.questions):
        blocks.append(Paragraph.of("Ghi tại phần IV."))
    if unchecked:
        text = (
            "Chưa kiểm tra nội dung này."
            if not blocks
            else f"Chưa kiểm tra {padded(len(unchecked))} mục khác của nội dung này."
        )
        blocks.append(Paragraph.of(text))
    labelled = {
        "Nhận xét của đoàn": remark.narrative,
        "Hạn chế": remark.limitation,
        "Tài liệu đã xem": remark.evidence,
    }
    blocks += [_labelled(label, ensure_stop(text.strip())) for label, text in labelled.items() if text]
    return blocks


def _labelled(label: str, text: str) -> Paragraph:
    return Paragraph((Run(f"{label}: ", bold=True), Run(text)))


def _question(question: Question, answer: Answer) -> list[Block]:
    ask = question.lead or question.ask.rstrip(" ?.:")
    note = f" ({answer.note.rstrip(' .;')})" if answer.note else ""
    if answer.state is State.NOT_APPLICABLE:
        why = f" ({answer.reason.rstrip(' .;')})" if answer.reason else ""
        return [_said(ask, f"Không thuộc đối tượng{why}.")]
    if not answer.answered:
        return []
    if question.kind is Kind.YES_NO:
        return [Bullet((Run(ensure_stop(f"{_yes_or_no(question, answer)}{note}")),), 1)]
    if question.kind in ITEM_KINDS:
        lines = [item_phrase(question, item) for item in answer.items]
        plus: list[Block] = [
            Bullet((Run(ensure_stop(line, "." if i == len(lines) else ";")),), 2)
            for i, line in enumerate(lines, 1)
        ]
        return [Bullet((Run(f"{ask}:{note}"),), 1), *plus] if lines else []
    if question.kind is Kind.DATE:
        return [_said(ask, ensure_stop(f"{short_date(answer.value)}{note}"))]  # type: ignore[arg-type]  # a date question
    return [_said(ask, ensure_stop(f"{detail(question, answer)}{note}"))]


def _yes_or_no(question: Question, answer: Answer) -> str:
    """The finding; of a checklist without one, the question and its answer."""
    found = question.if_yes if answer.value else question.if_no
    return found.rstrip(" .") or f"{question.ask.rstrip(' ?.:')}? {'Có' if answer.value else 'Không'}"


def _said(ask: str, answer: str) -> Bullet:
    return Bullet((Run(f"{ask}: "), Run(answer)), 1)


def _summary(checklist: Checklist, inspection: Inspection) -> Table:
    rows = []
    for number, criterion in enumerate(checklist.criteria, start=1):
        progress, remark = criterion_progress(criterion, inspection), inspection.remark(criterion.code)
        said = RESULTS[progress.mark] if criterion.graded or progress.touched else "Không có"
        rows.append(
            (
                padded(number),
                criterion.name,
                said,
                f"{progress.settled}/{progress.asked}" if progress.asked else "",
                remark.evidence,
                remark.limitation,
            )
        )
    return Table(
        columns=(
            Column(9, "center"),
            Column(29),
            Column(20, "center"),
            Column(14, "center"),
            Column(20),
            Column(30),
        ),
        header=_header("TT", "Nội dung", "Kết quả", "Số mục đã kiểm tra", "Tài liệu", "Ghi chú"),
        rows=tuple(rows),
    )


def _report(number: int, inspection: Inspection) -> list[Block]:
    """The unit's own report: whether it is complete, and its figures beside those the team found."""
    said, figures = inspection.visit.report_state, inspection.items(FIGURES)
    if not said and not figures:
        return []
    blocks: list[Block] = [Heading(2, f"{number}. Báo cáo của đơn vị")]
    if said in REPORT_WORDS:
        blocks.append(Paragraph.of(REPORT_WORDS[said]))
    if figures:
        blocks += [Paragraph.of("Đối chiếu số liệu báo cáo với số liệu kiểm tra:"), _figures(figures)]
    return blocks


def _figures(figures: Sequence[Item]) -> Table:
    rows = tuple(_figure(number, item) for number, item in enumerate(figures, start=1))
    numbers = [max(NARROWEST, *(width_mm(row[place], 12) + PADDING for row in rows)) for place in (3, 4, 5)]
    rest = TEXT_WIDTH - sum(numbers)
    return Table(
        columns=(
            Column(8, "center"),
            Column((rest - 8) * 0.72),
            Column((rest - 8) * 0.28, "center"),
            *(Column(width, "right") for width in numbers),
        ),
        header=_header("TT", "Chỉ tiêu", "Đơn vị tính", "Số liệu báo cáo", "Số liệu kiểm tra", "Chênh lệch"),
        rows=rows,
    )


def _figure(number: int, item: Item) -> tuple[str, ...]:
    reported, verified = item.cells.get("reported"), item.cells.get("verified")
    shown = ["" if amount is None else format_number(amount) for amount in (reported, verified)]
    difference = ""
    if reported is not None and verified is not None:
        more = verified - reported
        difference = f"{'+' if more > 0 else ''}{format_number(more)}"
    name = f"{item.text} ({item.note.rstrip(' .;')})" if item.note else item.text
    return (padded(number), name, item.measure, *shown, difference)


def _header(*texts: str) -> tuple[tuple[HeaderCell, ...], ...]:
    return (tuple(HeaderCell(text) for text in texts),)
