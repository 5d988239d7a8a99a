"""Verbs between laptops: plans out to the teams, results back to the office, merged."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tdkt_desktop.cli.options import AsJson, Campaign, CampaignId, DryRun, OrCampaign, Out, StoreUrl, place_of
from tdkt_desktop.cli.passwords import AskPassword, PasswordFile, new_password, passwords
from tdkt_desktop.cli.speech import WrongUse, tell


def issue(
    campaign: Campaign,
    out: Out = Path("ke-hoach"),
    password_file: PasswordFile = None,
    ask_password: AskPassword = False,
    as_json: AsJson = False,
) -> None:
    """Phát hành kế hoạch: mỗi đoàn một tệp .tdkt, có chữ ký của máy này, khóa bằng mật khẩu nếu nêu.

    In tệp và số đơn vị của từng đoàn; đơn vị chưa giao đoàn nào được nêu riêng.
    """
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415
    from tdkt_desktop.workflows.merge import issuing  # noqa: PLC0415

    with campaigns.open_campaign(campaign) as session:
        password = new_password(password_file, ask_password)
        report = issuing.issue_to_teams(session, out, password=password)
    tell(as_json, report.facts, report.text)


def receive(
    plan: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp kế hoạch (.tdkt) văn phòng gửi.")],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="TỆP_ĐỢT", help="Tệp .tdktdb sẽ tạo; bỏ trống: trong thư mục dữ liệu của máy."
        ),
    ] = None,
    password_file: PasswordFile = None,
    ask_password: AskPassword = False,
) -> None:
    """Đoàn nhận kế hoạch: mở tệp .tdkt của văn phòng thành đợt kiểm tra trên máy này."""
    from tdkt_desktop.workflows.merge.packages import receive_plan  # noqa: PLC0415

    given = passwords(password_file, ask_password)
    typer.echo(f"Đã nhận kế hoạch: {receive_plan(plan, out, password=given[0] if given else '')}")


def export(
    campaign: Campaign,
    team: Annotated[
        str, typer.Option("--team", metavar="MÃ_ĐOÀN", help="Mã đoàn; bỏ trống trên máy của đoàn.")
    ] = "",
    out: Out = Path(),
    password_file: PasswordFile = None,
    ask_password: AskPassword = False,
) -> None:
    """Xuất kết quả của đoàn thành tệp .tdkt để gửi về văn phòng, kèm các tệp minh chứng, có chữ ký của máy này.

    Biên bản đã chốt từ đó coi là đã gửi đi: không mở lại để sửa, chỉ bổ sung có lý do.
    """
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415
    from tdkt_desktop.workflows.merge import packages  # noqa: PLC0415
    from tdkt_desktop.workflows.merge.machines import own_code  # noqa: PLC0415

    with campaigns.open_campaign(campaign) as session:
        password = new_password(password_file, ask_password)
        typer.echo(packages.export_team(session, team, out, password=password))
        for name in packages.missing_files(session):
            typer.echo(f"Không gửi kèm được minh chứng đã mất hoặc hỏng trên máy này: {name}", err=True)
    typer.echo(f"{packages.CAN_UNPLUG} Mã máy này: {own_code()}.")


def merge(
    campaign: OrCampaign = None,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="TỆP...", help="Các tệp .tdkt của đoàn.")
    ] = None,
    dry_run: DryRun = False,
    undo: Annotated[bool, typer.Option("--undo", help="Hoàn tác lần gộp gần nhất.")] = False,
    receipts: Annotated[
        Path | None,
        typer.Option("--receipts", metavar="THƯ_MỤC", help="Ghi giấy xác nhận cho từng đoàn vào đây."),
    ] = None,
    password_file: PasswordFile = None,
    ask_password: AskPassword = False,
    trust: Annotated[
        list[str] | None,
        typer.Option(
            "--trust",
            metavar="MÃ_MÁY",
            help="Nhận tệp của máy này dù khác máy đã gửi trước; nêu sau khi đã gọi cho đoàn. "
            "“không ký” nhận tệp không có chữ ký.",
        ),
    ] = None,
    store: StoreUrl = "",
    code: CampaignId = "",
    as_json: AsJson = False,
) -> None:
    """Gộp tệp của các đoàn vào đợt kiểm tra ở văn phòng; tất cả cùng vào hoặc không tệp nào."""
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415
    from tdkt_desktop.workflows.campaign.servers import place_for  # noqa: PLC0415
    from tdkt_desktop.workflows.merge import merge_preview, merging  # noqa: PLC0415
    from tdkt_desktop.workflows.merge.machines import code_of  # noqa: PLC0415

    if store and campaign is not None:  # then what stands first is a package
        files, campaign = [campaign, *(files or [])], None
    place = place_of(campaign, store, code)
    if undo == bool(files):
        raise WrongUse("Hãy nêu các tệp cần gộp, hoặc dùng --undo.")
    if not isinstance(place, Path):
        place = place_for(place, files or [])
    given = passwords(password_file, ask_password)
    with campaigns.open_campaign(place) as session:
        if undo:
            count, words = merging.undo_merge(session)
            tell(as_json, {"undone": count, "lines": [words]}, words)
            return
        if dry_run:
            preview = merge_preview.preview_merge(session, files or [], passwords=given)
            facts = [
                {
                    "file": str(one.file),
                    "team": one.package.team,
                    "already_taken": one.already_taken,
                    "machine": code_of(one.package.signed_by),
                    "standing": one.standing.value,
                    "units": {unit: dict(counts) for unit, counts in one.by_unit.items()},
                }
                for one in preview.packages
            ]
            tell(as_json, {"lines": list(preview.lines), "packages": facts}, "\n".join(preview.lines))
            return
        report = merging.merge_packages(
            session, files or [], receipts=receipts, passwords=given, trusted=trust or ()
        )
    tell(
        as_json,
        {
            "added": report.added,
            "conflicts": report.conflicts,
            "backup": str(report.backup or ""),
            "lines": list(report.lines),
            "receipts": [str(one) for one in report.receipts],
        },
        report.text,
    )
