"""The verb that tells in words, or draws on paper, what the window's charts show."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tdkt_desktop.cli.options import (
    AsJson,
    CampaignId,
    Formats,
    OrCampaign,
    StoreUrl,
    place_of,
    split_formats,
)
from tdkt_desktop.cli.speech import tell


def charts(
    campaign: OrCampaign = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="THƯ_MỤC", help="Lập trang biểu đồ vào thư mục này.", show_default=False
        ),
    ] = None,
    formats: Formats = "pdf",
    store: StoreUrl = "",
    code: CampaignId = "",
    as_json: AsJson = False,
) -> None:
    """Xem số liệu của các biểu đồ: tiến độ, kết quả theo nội dung, lịch thực hiện; hoặc lập trang biểu đồ."""
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415 - loads when first used
    from tdkt_desktop.workflows.notice import office_papers  # noqa: PLC0415 - loads when first used

    with campaigns.open_campaign(place_of(campaign, store, code), writing=False) as session:
        found = office_papers.session_charts(session)
        files = office_papers.make_charts(session, out, split_formats(formats)) if out is not None else ()
    text = "\n\n".join(f"{chart.title.upper()}\n{chart.words}" for chart in found)
    facts = {"charts": office_papers.chart_facts(found), "files": [str(file) for file in files]}
    tell(as_json, facts, "\n".join(map(str, files)) if files else text)
