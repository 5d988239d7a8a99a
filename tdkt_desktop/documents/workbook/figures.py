"""The sheets of figures: results by criterion, the matrix, every counted figure with its units, the sentences made of them."""

from __future__ import annotations

from tdkt_desktop.documents.neutral.sheets import Cell, Sheet, Styled, Tone
from tdkt_desktop.documents.workbook.facts import TONES, NoticeFacts, centred, marked
from tdkt_desktop.domain.charts import ORDER, mark_counts
from tdkt_desktop.domain.kinds import Stage
from tdkt_desktop.domain.marks import MARK_WORDS, Mark
from tdkt_desktop.notice.facts import Tally
from tdkt_desktop.vietnamese.counts import padded, ratio
from tdkt_desktop.vietnamese.dates import short_date

SUMMARY, FIGURES, MATRIX = "Tổng hợp", "Số liệu", "Ma trận"
UNITS_A_PAGE = 9  # of the matrix on a landscape page
GROUPS = ("doing", "failing", "not_applicable", "not_checked")
GROUP_WORDS = ("Thực hiện", "Chưa thực hiện", "Không thuộc đối tượng", "Chưa kiểm tra")
BY_NAME, BY_SOURCE = "Theo phiếu của từng đơn vị", "Số chung của nguồn, không nêu tên đơn vị"
LABEL_COLUMN, FIRST_MARK = 1, 2  # of the summary: what its chart reads


def summary_sheet(facts: NoticeFacts) -> Sheet:
    """How many units stand how to each criterion, below the campaign in a few lines."""
    rows: list[tuple[Cell, ...]] = []
    for place, criterion in enumerate(facts.checklist.criteria):
        marks = {unit: progress.criteria[place].mark for unit, progress in facts.progress.items()}
        counts = mark_counts(marks.values())
        failing = [unit for unit, mark in marks.items() if mark is Mark.NOT_MET]
        rows.append(
            (
                centred(place + 1),
                criterion.name,
                *(_count(counts[mark], mark) for mark in ORDER),
                centred(len(marks)),
                facts.names(failing),
                criterion.title,
            )
        )
    header = (
        "TT",
        "Nội dung kiểm tra",
        *(MARK_WORDS[mark] for mark in ORDER),
        "Tổng số đơn vị",
        "Đơn vị chưa đạt",
        "Tên đầy đủ của nội dung",
    )
    widths = (5, 30, *(11 for _ in ORDER), 10, 30, 44)
    return Sheet(SUMMARY, header, tuple(rows), widths, _lead(facts), frozen=2)


def matrix_sheet(facts: NoticeFacts) -> Sheet:
    """The state of every criterion at every unit."""
    units = facts.campaign.units
    rows: list[tuple[Cell, ...]] = [
        (
            centred(place + 1),
            criterion.title,
            *(marked(facts.progress[unit.code].criteria[place].mark) for unit in units),
        )
        for place, criterion in enumerate(facts.checklist.criteria)
    ]
    header = ("TT", "Nội dung kiểm tra", *(f"{padded(unit.number)} {unit.short}" for unit in units))
    return Sheet(
        MATRIX,
        header,
        tuple(rows),
        (5, 44, *(15 for _ in units)),
        frozen=2,
        pages_wide=max(1, -(-len(units) // UNITS_A_PAGE)),
    )


def figures_sheet(facts: NoticeFacts) -> Sheet:
    """Every counted figure of the notice once: n and N as numbers, and the units of its four groups."""
    rows: list[tuple[Cell, ...]] = []
    seen: set[tuple[tuple[str, ...], int, tuple[str, ...]]] = set()
    for section in facts.outline.sections:
        for tally in (tally for line in section.lines for tally in line.tallies):
            key = tally.questions, tally.n, tally.failing
            if key not in seen:  # the same question may be counted for another answer
                seen.add(key)
                rows.append(_figure(facts, section.key, tally))
    header = (
        "Mục",
        "Câu",
        "Mã câu hỏi",
        "Nội dung câu hỏi",
        "Kết quả",
        "Số đơn vị",
        "Tổng số",
        "Căn cứ",
        *(part for words in GROUP_WORDS for part in (f"{words} (số)", f"{words} (tên)")),
    )
    widths = (7, 7, 10, 38, 9, 8, 8, 18, *(width for _ in GROUPS for width in (10, 24)))
    return Sheet(FIGURES, header, tuple(rows), widths, frozen=2, pages_wide=2)


def statements_sheet(facts: NoticeFacts) -> Sheet:
    """The sentences of the notice, section by section."""
    rows = tuple(
        (section.key, section.heading, line.full.removeprefix(": "))
        for section in facts.outline.sections
        for line in section.lines
    )
    return Sheet("Câu tổng hợp", ("Mục", "Đề mục", "Nội dung"), rows, (7, 34, 96), frozen=1)


def _count(number: int, mark: Mark) -> Styled:
    """A count on the colour of its column; none stays plain, so that the eye finds what is there."""
    return Styled(number, TONES[mark] if number else Tone.PLAIN, centred=True)


def _lead(facts: NoticeFacts) -> tuple[str, ...]:
    campaign = facts.campaign
    plan = campaign.plan
    visited = [unit for unit in campaign.units if facts.record.of(unit.code).visit.actual_date]
    sealed = [unit for unit in campaign.units if facts.record.of(unit.code).stage is Stage.SEALED]
    day = f" ngày {short_date(plan.date)}" if plan.date else ""
    lines = [campaign.title, f"Kế hoạch số {plan.number}{day}" if plan.number else ""]
    lines.append(
        f"{padded(len(campaign.units))} đơn vị; đã kiểm tra {padded(len(visited))}; đã chốt biên bản {padded(len(sealed))}."
    )
    if len(sealed) < len(campaign.units):
        lines.append("Dự thảo: số liệu có cả đơn vị chưa chốt biên bản (xem trang Nguồn số liệu).")
    return tuple(line for line in lines if line)


def _figure(facts: NoticeFacts, section: str, tally: Tally) -> tuple[Cell, ...]:
    checklist = facts.checklist
    groups = [getattr(tally, name) for name in GROUPS]
    return (
        section,
        ", ".join(checklist.numbers[code] for code in tally.questions),
        ", ".join(tally.questions),
        " / ".join(checklist.question(code).ask for code in tally.questions),
        centred(ratio(tally.n, tally.total)),
        centred(tally.n),
        centred(tally.total),
        BY_NAME if tally.by_name else BY_SOURCE,
        *(part for codes in groups for part in (centred(len(codes)), facts.names(codes))),
    )
