"""Verbs that care for a campaign file: backups, bringing one back, looking it over."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tdkt_desktop.cli.options import AsJson, Author, Campaign, CampaignId, OrCampaign, StoreUrl, place_of
from tdkt_desktop.cli.speech import WrongUse, tell


def backup(campaign: Campaign, as_json: AsJson = False) -> None:
    """Sao lưu đợt kiểm tra vào thư mục sao-luu cạnh tệp; bản cũ được tỉa dần."""
    from tdkt_desktop.workflows.safety.backups import make_backup  # noqa: PLC0415 - see the package's first line

    made = make_backup(campaign)
    tell(as_json, {"backup": str(made.path)}, f"Đã sao lưu: {made.path}")


def restore(
    campaign: Campaign,
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="TỆP", help="Bản sao lưu cần lấy lại; bỏ trống: chỉ liệt kê."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Liệt kê các bản sao lưu, hoặc khôi phục một bản; tệp đang có được giữ lại."""
    from tdkt_desktop.domain.errors import FileMissing  # noqa: PLC0415
    from tdkt_desktop.workflows.safety import backups  # noqa: PLC0415

    known = {one.path.resolve(): one for one in backups.backups_of(campaign)}
    if source is None:
        previews = [backups.preview_backup(one) for one in known.values()]
        facts = [
            {
                "path": str(one.backup.path),
                "made_at": one.backup.made_at.isoformat(timespec="seconds"),
                "reason": one.backup.reason,
                "units": one.units,
                "settled": one.settled,
                "asked": one.asked,
                "revisions": one.revisions,
                "problem": one.problem,
            }
            for one in previews
        ]
        lines = [
            f"{one.backup.path}\n  {one.backup.words}: "
            + (one.problem or f"{one.units:02d} đơn vị, đã kiểm tra {one.settled}/{one.asked} mục")
            for one in previews
        ]
        tell(as_json, facts, "\n".join(lines) or "Chưa có bản sao lưu nào.")
        return
    chosen = known.get(source.resolve())
    if chosen is None:
        raise FileMissing(
            f"{source.name} không phải bản sao lưu của {campaign.name}.",
            f"Chạy tdkt restore {campaign.name} để xem các bản có được.",
        )
    aside = backups.restore(campaign, chosen)
    tell(
        as_json,
        {"restored": str(chosen.path), "aside": str(aside)},
        f"Đã khôi phục bản {chosen.words}. Tệp trước đó giữ ở: {aside}",
    )


def doctor(
    campaign: Campaign,
    repair: Annotated[
        bool,
        typer.Option("--repair", help="Lập lại bảng dữ liệu từ nhật ký và dọn tệp thừa, sau khi sao lưu."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Khám tệp đợt kiểm tra: tệp dữ liệu, chuỗi bản ghi, bảng dữ liệu, tệp minh chứng."""
    from tdkt_desktop.workflows.safety import doctor as care  # noqa: PLC0415

    if repair:
        made = care.repair_campaign(campaign)
        typer.echo(f"Đã sao lưu trước khi sửa: {made}", err=True)
    health = care.look_over(campaign)
    facts = {
        "sound": health.sound,
        "revisions": health.revisions,
        "files": health.files,
        "findings": [
            {"words": one.words, "remedy": one.remedy, "harmless": one.harmless} for one in health.findings
        ],
    }
    lines = [f"Đã khám {health.revisions} bản ghi, {health.files} tệp minh chứng."]
    lines += [f"- {one.words} {one.remedy}" for one in health.findings]
    lines.append("Tệp nguyên vẹn." if health.sound else "Tệp có chỗ không đúng.")
    tell(as_json, facts, "\n".join(lines))
    if not health.sound:
        raise typer.Exit(1)


def conflicts(
    campaign: OrCampaign = None, store: StoreUrl = "", code: CampaignId = "", as_json: AsJson = False
) -> None:
    """Liệt kê các điểm chưa thống nhất giữa các máy; mã thoát 1 khi còn điểm."""
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415
    from tdkt_desktop.workflows.merge.conflicts import open_conflicts  # noqa: PLC0415

    with campaigns.open_campaign(place_of(campaign, store, code), writing=False) as session:
        found = open_conflicts(session)
        names = {unit.code: unit.short for unit in session.campaign.units}
    facts = [
        {
            "number": number,
            "unit": one.unit,
            "subject": one.subject,
            "field": one.field,
            "label": one.place.label,
            "before": one.before,
            "sides": [
                {"words": side.words, "author": side.author, "machine": side.machine, "at": side.at}
                for side in one.sides
            ],
        }
        for number, one in enumerate(found, start=1)
    ]
    lines = []
    for number, one in enumerate(found, start=1):
        lines.append(f"{number}. {names.get(one.unit, 'Thông tin chung')} · {one.place.label}")
        lines += [
            f"   [{place}] {side.machine}: {side.words}" for place, side in enumerate(one.sides, start=1)
        ]
    tell(as_json, facts, "\n".join(lines) or "Không còn điểm nào chưa thống nhất.")
    if found:
        raise typer.Exit(1)


def settle(
    campaign: OrCampaign = None,
    number: Annotated[
        int | None,
        typer.Argument(metavar="SỐ", help="Số thứ tự trong tdkt conflicts.", show_default=False),
    ] = None,
    take: Annotated[
        int, typer.Option("--take", metavar="BÊN", help="Lấy bên thứ mấy.", show_default=False)
    ] = 0,
    both: Annotated[bool, typer.Option("--both", help="Giữ cả hai đoạn văn.")] = False,
    text: Annotated[str, typer.Option("--text", metavar="CHỮ", help="Viết lại thành đoạn này.")] = "",
    author: Author = "",
    store: StoreUrl = "",
    code: CampaignId = "",
) -> None:
    """Chọn một bên cho một điểm chưa thống nhất; bên kia vẫn nằm trong lịch sử."""
    from tdkt_desktop.domain.errors import CampaignError  # noqa: PLC0415
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415
    from tdkt_desktop.workflows.merge import conflicts as settling  # noqa: PLC0415

    if sum((bool(take), both, bool(text))) != 1:
        raise WrongUse("Hãy dùng đúng một trong ba: --take, --both, --text.")
    if store and number is None and campaign is not None and str(campaign).isdecimal():
        campaign, number = None, int(str(campaign))  # what stands first is then the number
    if number is None:
        raise WrongUse("Hãy nêu số thứ tự của điểm, xem bằng tdkt conflicts.")
    with campaigns.open_campaign(place_of(campaign, store, code), author=author) as session:
        found = settling.open_conflicts(session)
        if not 1 <= number <= len(found):
            raise CampaignError(
                f"Không có điểm số {number}; hiện còn {len(found)} điểm.", "Xem bằng tdkt conflicts."
            )
        one = found[number - 1]
        if (both or text) and not one.mergeable:
            raise CampaignError("Điểm này không phải đoạn văn nên chỉ chọn được một bên.", "Hãy dùng --take.")
        if take and not 1 <= take <= len(one.sides):
            raise CampaignError(f"Điểm này chỉ có {len(one.sides)} bên.", "Xem bằng tdkt conflicts.")
        if both:
            settling.settle_both(session, one)
        elif text:
            settling.settle_third(session, one, text)
        else:
            settling.settle_with(session, one, one.sides[take - 1])
        left = session.conflict_count()
    typer.echo(
        f"Đã ghi. Còn {left:02d} điểm chưa thống nhất."
        if left
        else "Đã ghi. Không còn điểm nào chưa thống nhất."
    )
