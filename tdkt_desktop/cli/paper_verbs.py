"""Verbs that end in papers: the minutes, the notice, the checklist on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tdkt_desktop.cli.options import (
    Campaign,
    CampaignId,
    Formats,
    OrCampaign,
    Out,
    StoreUrl,
    Units,
    place_of,
    split_formats,
    unit_named,
    units_named,
)


def minutes(
    campaign: Campaign, unit: Units = None, formats: Formats = "pdf,docx", out: Out = Path("bien-ban")
) -> None:
    """Lập biên bản kiểm tra của một hoặc nhiều đơn vị.

    Biên bản đã chốt từ đó coi là đã in, đã gửi: không mở lại để sửa, chỉ bổ sung có lý do.
    """
    from tdkt_desktop.workflows import campaigns, papers  # noqa: PLC0415
    from tdkt_desktop.workflows.paper_writing import known_formats  # noqa: PLC0415
    from tdkt_desktop.workflows.sealing import issued_change, note_issued  # noqa: PLC0415

    with campaigns.open_campaign(campaign, writing=False) as session:
        codes = [one.code for one in units_named(session, unit)]
        leaving = [code for code in codes if issued_change(session.inspection(code)) is not None]
    wanted = known_formats(split_formats(formats), papers.MINUTES_FORMATS)
    with campaigns.open_campaign(campaign, writing=bool(leaving)) as session:
        if leaving:  # before a sealed paper is there: one that is not noted could be opened again
            note_issued(session, leaving)
        for code in codes:
            for path in papers.make_minutes(session, code, out, wanted):
                typer.echo(path)


def notice(
    campaign: OrCampaign = None,
    formats: Annotated[
        str, typer.Option("--format", metavar="LOẠI", help="pdf, docx, xlsx; cách nhau bằng dấu phẩy.")
    ] = "pdf,docx,xlsx",
    out: Out = Path("thong-bao"),
    cross_reference: Annotated[
        bool,
        typer.Option(
            "--cross-reference",
            help="Lập thêm bảng đối chiếu nội bộ (PDF, Word): căn cứ của từng con số, cho người ký.",
        ),
    ] = False,
    public: Annotated[
        bool,
        typer.Option("--public", help="Bản công khai: chỉ nêu số đơn vị, không nêu tên đơn vị còn hạn chế."),
    ] = False,
    store: StoreUrl = "",
    code: CampaignId = "",
) -> None:
    """Lập thông báo kết quả kiểm tra từ dữ liệu đã gộp; bảng Excel có đủ số liệu, biểu đồ, nguồn của từng con số."""
    from tdkt_desktop.workflows import campaigns, papers  # noqa: PLC0415
    from tdkt_desktop.workflows.office_papers import FORMATS, make_cross_reference  # noqa: PLC0415

    wanted = split_formats(formats)
    with campaigns.open_campaign(place_of(campaign, store, code), writing=False) as session:
        made = papers.make_notice(session, out, wanted, public=public)
        if cross_reference:
            made += make_cross_reference(
                session, out, [kind for kind in wanted if kind in FORMATS] or FORMATS
            )
        for path in made:
            typer.echo(path)


def blank(
    campaign: Campaign,
    unit: Annotated[
        str,
        typer.Option("--unit", metavar="MÃ", help="Mã đơn vị; bỏ trống: phiếu chung, tự điền tên đơn vị."),
    ] = "",
    formats: Formats = "pdf,docx",
    out: Out = Path("phieu-giay"),
) -> None:
    """Lập phiếu kiểm tra trên giấy, cùng số thứ tự câu hỏi, để ghi tay khi mất điện."""
    from tdkt_desktop.workflows import campaigns, papers  # noqa: PLC0415

    with campaigns.open_campaign(campaign, writing=False) as session:
        code = unit_named(session, unit).code if unit else ""
        for path in papers.make_blank(session, out, split_formats(formats), unit=code):
            typer.echo(path)
