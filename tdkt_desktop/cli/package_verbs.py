"""Verbs between laptops: plans out to the teams, results back to the office, merged."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tdkt_desktop.cli.options import AsJson, Campaign, DryRun, Out
from tdkt_desktop.cli.speech import tell


def issue(campaign: Campaign, out: Out = Path("ke-hoach")) -> None:
    """Phát hành kế hoạch: mỗi đoàn một tệp .tdkt."""
    from tdkt_desktop.workflows import campaigns, packages  # noqa: PLC0415

    with campaigns.open_campaign(campaign) as session:
        for path in packages.issue_plans(session, out):
            typer.echo(path)
    typer.echo(packages.CAN_UNPLUG)


def receive(
    plan: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp kế hoạch (.tdkt) văn phòng gửi.")],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="TỆP_ĐỢT", help="Tệp .tdktdb sẽ tạo; bỏ trống: trong thư mục dữ liệu của máy."
        ),
    ] = None,
) -> None:
    """Đoàn nhận kế hoạch: mở tệp .tdkt của văn phòng thành đợt kiểm tra trên máy này."""
    from tdkt_desktop.workflows.packages import receive_plan  # noqa: PLC0415

    typer.echo(f"Đã nhận kế hoạch: {receive_plan(plan, out)}")


def export(
    campaign: Campaign,
    team: Annotated[
        str, typer.Option("--team", metavar="MÃ_ĐOÀN", help="Mã đoàn; bỏ trống trên máy của đoàn.")
    ] = "",
    out: Out = Path(),
) -> None:
    """Xuất kết quả của đoàn thành tệp .tdkt để gửi về văn phòng, kèm các tệp minh chứng.

    Biên bản đã chốt từ đó coi là đã gửi đi: không mở lại để sửa, chỉ bổ sung có lý do.
    """
    from tdkt_desktop.workflows import campaigns, packages  # noqa: PLC0415
    from tdkt_desktop.workflows.sealing import note_issued  # noqa: PLC0415

    with campaigns.open_campaign(campaign) as session:
        typer.echo(packages.export_team(session, team, out))
        for name in packages.missing_files(session):
            typer.echo(f"Không gửi kèm được minh chứng đã mất hoặc hỏng trên máy này: {name}", err=True)
        note_issued(session, [unit.code for unit in session.units])
    typer.echo(packages.CAN_UNPLUG)


def merge(
    campaign: Campaign,
    files: Annotated[list[Path], typer.Argument(metavar="TỆP...", help="Các tệp .tdkt của đoàn.")],
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Gộp tệp của các đoàn vào đợt kiểm tra ở văn phòng."""
    from tdkt_desktop.workflows import campaigns, merging  # noqa: PLC0415

    with campaigns.open_campaign(campaign) as session:
        if dry_run:
            lines = merging.preview_merge(session, files).lines
            tell(as_json, {"lines": list(lines)}, "\n".join(lines))
            return
        report = merging.merge_packages(session, files)
    tell(
        as_json,
        {
            "added": report.added,
            "conflicts": report.conflicts,
            "backup": str(report.backup or ""),
            "lines": list(report.lines),
        },
        report.text,
    )
