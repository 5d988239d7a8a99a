"""Verbs that end in papers: the minutes, the notice, the checklist on paper."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tdkt_desktop.cli.options import (
    Author,
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
from tdkt_desktop.domain.errors import EnvironmentProblem

if TYPE_CHECKING:
    from tdkt_desktop.workflows.campaign.servers import ServerPlace
    from tdkt_desktop.workflows.session import CampaignSession


def minutes(
    campaign: Campaign, unit: Units = None, formats: Formats = "pdf,docx", out: Out = Path("bien-ban")
) -> None:
    """Lập biên bản kiểm tra của một hoặc nhiều đơn vị.

    Biên bản đã chốt từ đó coi là đã in, đã gửi: không mở lại để sửa, chỉ bổ sung có lý do.
    """
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415
    from tdkt_desktop.workflows.papers import papers  # noqa: PLC0415
    from tdkt_desktop.workflows.unit.sealing import issued_change, note_issued  # noqa: PLC0415
    from tdkt_desktop.workflows.writing.paper_writing import known_formats  # noqa: PLC0415

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
    author: Author = "",
) -> None:
    """Lập thông báo kết quả kiểm tra từ dữ liệu đã gộp; bảng Excel có đủ số liệu, biểu đồ, nguồn của từng con số.

    Nội dung khác lần xuất trước thì tự lưu một bản (xem notice-versions); thông báo đã ban hành in đúng bản đã ký.
    """
    from tdkt_desktop.workflows.notice.office_papers import FORMATS, make_cross_reference  # noqa: PLC0415
    from tdkt_desktop.workflows.papers import papers  # noqa: PLC0415

    wanted = split_formats(formats)
    with _for_export(place_of(campaign, store, code), author) as (session, said):
        done = papers.export_notice(session, out, wanted, public=public, keeping=not said)
        made = done.files
        if note := said or done.kept.note:
            typer.echo(note, err=True)
        if cross_reference:
            made += make_cross_reference(
                session, out, [kind for kind in wanted if kind in FORMATS] or FORMATS
            )
        for path in made:
            typer.echo(path)


@contextmanager
def _for_export(campaign: Path | ServerPlace, author: str) -> Iterator[tuple[CampaignSession, str]]:
    """The campaign open for writing, so that the export is kept as a version; for reading, with why, where it cannot be."""
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415
    from tdkt_desktop.workflows.notice.notice_versions import NOT_KEPT  # noqa: PLC0415

    said = ""
    try:
        session = campaigns.open_campaign(campaign, author=author)
    except EnvironmentProblem as error:
        said = f"{NOT_KEPT}: {error.message}"
        session = campaigns.open_campaign(campaign, author=author, writing=False)
    with session:
        yield session, said


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
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415
    from tdkt_desktop.workflows.papers import papers  # noqa: PLC0415

    with campaigns.open_campaign(campaign, writing=False) as session:
        code = unit_named(session, unit).code if unit else ""
        for path in papers.make_blank(session, out, split_formats(formats), unit=code):
            typer.echo(path)
