"""The notice as a workbook: results, figures with the units behind them, and everything the figures come from."""

from __future__ import annotations

from tdkt_desktop.documents.neutral.sheets import ChartSeries, Sheet, SheetChart, Tone, Workbook
from tdkt_desktop.documents.workbook.criteria import criterion_sheets
from tdkt_desktop.documents.workbook.facts import TONES, NoticeFacts
from tdkt_desktop.documents.workbook.figures import (
    FIRST_MARK,
    LABEL_COLUMN,
    SUMMARY,
    figures_sheet,
    matrix_sheet,
    statements_sheet,
    summary_sheet,
)
from tdkt_desktop.documents.workbook.last_year import (
    LAST_YEAR,
    YEAR_BEFORE,
    YEAR_LABEL,
    YEAR_NOW,
    last_year_sheets,
)
from tdkt_desktop.documents.workbook.lists import (
    SCHEDULE,
    SCHEDULE_DAYS,
    SCHEDULE_UNIT,
    SOURCE_MISSING,
    SOURCE_SETTLED,
    SOURCE_UNIT,
    SOURCES,
    checks_sheet,
    examples_sheet,
    proposals_sheet,
    references_sheet,
    schedule_sheet,
    sources_sheet,
)
from tdkt_desktop.domain.charts import ORDER, PROGRESS, RESULTS
from tdkt_desktop.domain.marks import MARK_WORDS
from tdkt_desktop.domain.year_charts import MENDINGS, YEARS


def notice_workbook(facts: NoticeFacts) -> Workbook:
    """The sheets in the order in which they are asked for; those of the criteria, which are many, come last."""
    return Workbook(
        (
            summary_sheet(facts),
            charts_sheet(facts),
            matrix_sheet(facts),
            figures_sheet(facts),
            statements_sheet(facts),
            references_sheet(facts),
            schedule_sheet(facts),
            proposals_sheet(facts),
            *last_year_sheets(facts),
            examples_sheet(facts),
            checks_sheet(facts),
            sources_sheet(facts),
            *criterion_sheets(facts),
        ),
        facts.campaign.title,
        facts.campaign.issuer.name,
    )


def charts_sheet(facts: NoticeFacts) -> Sheet:
    """The charts over the other sheets, and below them the same in words."""
    rows = tuple((chart.title, bar.label, bar.words) for chart in facts.charts for bar in chart.bars)
    lead = ("Biểu đồ lấy số từ các trang khác: sửa số ở đó thì biểu đồ đổi theo.",)
    return Sheet(
        "Biểu đồ",
        ("Biểu đồ", "Mục", "Số liệu bằng chữ"),
        rows,
        (30, 32, 48),
        lead,
        charts=tuple(_chart(facts, chart.key) for chart in facts.charts if chart.key != MENDINGS),
    )


def _chart(facts: NoticeFacts, key: str) -> SheetChart:
    title = next(chart.title for chart in facts.charts if chart.key == key)
    if key == PROGRESS:
        series = (
            ChartSeries("Câu đã ghi", SOURCE_SETTLED, Tone.DONE),
            ChartSeries("Câu còn thiếu", SOURCE_MISSING, Tone.OPEN),
        )
        return SheetChart(title, SOURCES, SOURCE_UNIT, series, "số câu hỏi")
    if key == RESULTS:
        marks = tuple(
            ChartSeries(MARK_WORDS[mark], FIRST_MARK + place, TONES[mark]) for place, mark in enumerate(ORDER)
        )
        return SheetChart(title, SUMMARY, LABEL_COLUMN, marks, "số đơn vị")
    if key == YEARS:
        return _against_last(facts, title)
    days = (ChartSeries("Số ngày", SCHEDULE_DAYS, Tone.DONE),)
    measure = "số ngày; số âm là sớm"
    return SheetChart(title, SCHEDULE, SCHEDULE_UNIT, days, measure, stacked=False)


def _against_last(facts: NoticeFacts, title: str) -> SheetChart:
    """Counted figures of both years beside each other; N stands in the columns of the sheet and in the words below."""
    last = facts.campaign.last
    series = (
        ChartSeries(f"Năm {last.year if last else ''}", YEAR_BEFORE, Tone.GREY),
        ChartSeries(f"Năm {facts.campaign.year}", YEAR_NOW, Tone.DONE),
    )
    return SheetChart(title, LAST_YEAR, YEAR_LABEL, series, "số đơn vị thực hiện", stacked=False)
