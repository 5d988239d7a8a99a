"""Papers of the office beside the notice itself: its workbook, the cross-reference for who signs, the charts on a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tdkt_desktop.documents.layout.safe_file import folder_for
from tdkt_desktop.domain.charts import Chart, charts_of
from tdkt_desktop.domain.completeness import unit_progress
from tdkt_desktop.domain.values import Plain
from tdkt_desktop.notice.last_year import charts_against_last
from tdkt_desktop.notice.outline import notice_outline
from tdkt_desktop.workflows.notice.checking import check_session
from tdkt_desktop.workflows.notice.sources import sources_of
from tdkt_desktop.workflows.session import CampaignSession
from tdkt_desktop.workflows.writing.paper_writing import known_formats, slug, write_paper

FORMATS = ("pdf", "docx")

if TYPE_CHECKING:
    from tdkt_desktop.documents.workbook.facts import NoticeFacts


def notice_facts(session: CampaignSession) -> NoticeFacts:
    """Everything the office's papers are made of, as it is now."""
    from tdkt_desktop.documents.workbook.facts import NoticeFacts  # noqa: PLC0415 - loads when first used

    checked = check_session(session)
    return NoticeFacts(
        session.campaign,
        session.checklist,
        session.record,
        notice_outline(session.campaign, session.checklist, session.record),
        sources_of(session),
        checked.findings,
        tuple((finding, waiver.reason) for finding, waiver in checked.waived),
    )


def write_workbook(session: CampaignSession, path: Path) -> None:
    """Write the notice's workbook. Raises DocumentNotWritten."""
    from tdkt_desktop.documents.workbook.notice_workbook import notice_workbook  # noqa: PLC0415 - loads when first used
    from tdkt_desktop.documents.xlsx.writer import write_xlsx  # noqa: PLC0415

    folder_for(path)
    write_xlsx(notice_workbook(notice_facts(session)), path)


def session_charts(session: CampaignSession) -> tuple[Chart, ...]:
    """The charts over the units of this copy: a team sees its own, the office all."""
    checklist, record = (
        session.checklist,
        session.record,
    )  # read at once: unit by unit takes long for two hundred
    return charts_of(
        checklist,
        session.units,
        lambda unit: unit_progress(checklist, record.of(unit)),
        record.of,
        charts_against_last(session.campaign, checklist, record, session.units),
    )


def chart_facts(charts: Sequence[Chart]) -> list[Plain]:
    """The charts for a machine: every bar with its numbers by kind of part, and in words."""
    return [
        {
            "key": chart.key,
            "title": chart.title,
            "summary": chart.summary,
            "bars": [
                {
                    "label": bar.label,
                    "unit": bar.unit,
                    "criterion": bar.criterion,
                    "parts": {
                        series.title: part for series, part in zip(chart.series, bar.parts, strict=True)
                    },
                    "words": bar.words,
                }
                for bar in chart.bars
            ],
        }
        for chart in charts
    ]


def make_charts(session: CampaignSession, folder: Path, formats: Sequence[str] = FORMATS) -> tuple[Path, ...]:
    """Write the charts on paper: drawn as PDF, as tables in Word. Returns the files."""
    from tdkt_desktop.documents.chart_document import chart_document  # noqa: PLC0415 - loads when first used

    document = chart_document(session.campaign, session_charts(session))
    stem = f"bieu-do-{slug(session.campaign.id)}"
    return tuple(write_paper(document, folder / f"{stem}.{kind}") for kind in known_formats(formats, FORMATS))


def make_cross_reference(
    session: CampaignSession, folder: Path, formats: Sequence[str] = FORMATS
) -> tuple[Path, ...]:
    """Write the table that leads the signer from each figure of the notice to its minutes. Returns the files."""
    from tdkt_desktop.documents.reference_document import reference_document  # noqa: PLC0415 - loads when first used

    document = reference_document(notice_facts(session))
    stem = f"doi-chieu-noi-bo-{slug(session.campaign.id)}"
    return tuple(write_paper(document, folder / f"{stem}.{kind}") for kind in known_formats(formats, FORMATS))
