"""Verbs of the form a unit fills in before the visit."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tdkt_desktop.cli.options import AsJson, Author, Campaign, DryRun, OneUnit, unit_named
from tdkt_desktop.cli.speech import tell


def form(
    campaign: Campaign,
    unit: OneUnit,
    out: Annotated[Path, typer.Option("--out", metavar="TỆP", help="Tệp .xlsx sẽ ghi.")],
    force: Annotated[bool, typer.Option("--force", help="Ghi đè tệp đang có.")] = False,
) -> None:
    """Lập biểu Excel để đơn vị tự báo cáo trước: khóa sẵn, chỉ ghi được vào ô trả lời, có danh sách chọn."""
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415
    from tdkt_desktop.workflows.unit import unit_forms  # noqa: PLC0415

    with campaigns.open_campaign(campaign, writing=False) as session:
        typer.echo(unit_forms.make_form(session, unit_named(session, unit).code, out, replacing=force))


def read_form(
    campaign: Campaign,
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Biểu tự báo cáo đơn vị đã ghi (.xlsx).")],
    dry_run: DryRun = False,
    author: Author = "",
    as_json: AsJson = False,
) -> None:
    """Đọc biểu tự báo cáo: số đơn vị báo cáo bên cạnh số đoàn kiểm tra; không bao giờ đổi câu trả lời của đoàn.

    Số liệu báo cáo chưa có dòng trong phần đối chiếu của buổi kiểm tra thì được thêm vào đó (trừ khi --dry-run).
    Mã thoát 1 nếu có ô không đọc được; các ô khác vẫn được đọc.
    """
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415
    from tdkt_desktop.workflows.unit import unit_forms  # noqa: PLC0415

    with campaigns.open_campaign(campaign, author=author, writing=not dry_run) as session:
        reading = unit_forms.read_filled_form(session, file)
        written = 0 if dry_run else unit_forms.take_figures(session, reading)
        text = unit_forms.reading_text(session, reading)
    if written:
        text += f"\nĐã thêm {written:02d} số liệu báo cáo vào phần đối chiếu."
    elif reading.changes:
        text += f"\nSẽ thêm {len(reading.changes):02d} số liệu báo cáo vào phần đối chiếu."
    tell(as_json, unit_forms.reading_facts(reading, written), text)
    if reading.problems:
        raise typer.Exit(1)
