"""The charts of a campaign as a paper: each with its sentence, drawn from the same numbers as in the window."""

from __future__ import annotations

from tdkt_desktop.documents.neutral.blocks import Block, Document, Heading, Paragraph, Title
from tdkt_desktop.documents.neutral.chart_blocks import Chart as ChartBlock
from tdkt_desktop.documents.neutral.chart_blocks import ChartBar, ChartSeries
from tdkt_desktop.domain.campaign import Campaign
from tdkt_desktop.domain.charts import Chart
from tdkt_desktop.domain.year_charts import YEARS

TITLE = "BIỂU ĐỒ TỔNG HỢP"


def chart_document(campaign: Campaign, charts: tuple[Chart, ...]) -> Document:
    """All charts below each other, on one page where they are as many as in most campaigns."""
    blocks: list[Block] = [Title(TITLE, (campaign.title,))]
    for number, chart in enumerate(charts, start=1):
        blocks += [Heading(2, f"{number}. {chart.title}"), Paragraph.of(chart.summary)]
        if chart.bars:
            blocks.append(chart_block(chart))
    return Document(
        f"Biểu đồ tổng hợp: {campaign.title}",
        campaign.title,
        campaign.issuer.name,
        tuple(blocks),
        style=campaign.issuer.page_style,
    )


def chart_block(chart: Chart) -> ChartBlock:
    """A chart as a block. Kinds of parts that no bar has are left out."""
    kept = [
        place
        for place, _ in enumerate(chart.series)
        if chart.signed or any(bar.parts[place] for bar in chart.bars)
    ]
    return ChartBlock(
        tuple(ChartSeries(chart.series[place].title, chart.series[place].mark.value) for place in kept),
        tuple(
            ChartBar(bar.label, tuple(bar.parts[place] for place in kept), bar.words) for bar in chart.bars
        ),
        chart.signed,
        together=2 if chart.key == YEARS else 1,
    )
