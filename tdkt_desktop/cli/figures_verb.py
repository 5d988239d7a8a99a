"""The verb that puts a notice's figures beside those of the notice made from the record."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tdkt_desktop.cli.options import AsJson, Campaign
from tdkt_desktop.cli.speech import tell


def compare_notice(
    campaign: Campaign,
    file: Annotated[
        Path, typer.Argument(metavar="TỆP", help="Thông báo đã soạn hoặc đã phát hành (.txt, .docx, .pdf).")
    ],
    as_json: AsJson = False,
) -> None:
    """Đối chiếu từng số liệu của một thông báo đã soạn với thông báo lập từ phiếu: giống, thừa, thiếu; không sửa gì.

    Mã thoát: 0 mọi số liệu giống nhau, 1 có số liệu khác nhau hoặc tệp không đọc được.
    """
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415
    from tdkt_desktop.workflows.notice import notice_figures, notice_reading  # noqa: PLC0415

    text = notice_reading.notice_text(file)
    with campaigns.open_campaign(campaign, writing=False) as session:
        found = notice_figures.compare_notice(session, text)
    tell(as_json, notice_figures.comparison_facts(found), notice_figures.comparison_text(found))
    if found.first_only or found.second_only:
        raise typer.Exit(1)
