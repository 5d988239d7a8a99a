"""Verbs of a campaign as a whole: fill it, look at it, keep a copy of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tdkt_desktop.cli.options import AsJson, Author, Campaign, CampaignId, OrCampaign, StoreUrl, place_of
from tdkt_desktop.cli.speech import WrongUse, tell
from tdkt_desktop.domain.errors import EnvironmentProblem

STAGES = {"draft": "", "complete": "", "sealed": ", đã chốt"}


def fill(
    campaign: Campaign,
    answers: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp câu trả lời (.yaml hoặc .xlsx).")],
    author: Author = "",
) -> None:
    """Nạp tệp câu trả lời vào đợt kiểm tra; nạp lại cùng tệp không thêm gì."""
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415

    with campaigns.open_campaign(campaign, author=author) as session:
        written = campaigns.fill(session, answers)
    typer.echo(f"Đã ghi {written} mục." if written else "Không có gì mới, dữ liệu giữ nguyên.")


def show(
    campaign: OrCampaign = None, store: StoreUrl = "", code: CampaignId = "", as_json: AsJson = False
) -> None:
    """Xem các đơn vị, tiến độ và các câu tổng hợp của đợt kiểm tra."""
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415
    from tdkt_desktop.workflows.papers.overview import overview  # noqa: PLC0415

    with campaigns.open_campaign(place_of(campaign, store, code), writing=False) as session:
        facts = overview(session)
    lines = [f"{facts['title']} ({facts['id']})", ""]
    lines += [
        f"{unit['number']:02d} {unit['short']} ({unit['code']}): kế hoạch {_day(unit['planned_date'])}, "
        f"thực hiện {_day(unit['actual_date'])}, đã kiểm tra {unit['settled']}/{unit['asked']} mục{STAGES[unit['stage']]}"
        for unit in facts["units"]
    ]
    lines += ["", *(f"[{one['section']}] {one['text']}" for one in facts["statements"])]
    tell(as_json, facts, "\n".join(lines))


def _day(iso: str) -> str:
    from datetime import date  # noqa: PLC0415

    from tdkt_desktop.vietnamese.dates import short_date  # noqa: PLC0415

    return short_date(date.fromisoformat(iso)) if iso else "-"


def copy(
    campaign: OrCampaign = None,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="TỆP", help="Tệp .tdktdb sẽ ghi, hoặc một thư mục.")
    ] = None,
    store: StoreUrl = "",
    code: CampaignId = "",
) -> None:
    """Chép trọn đợt kiểm tra, cả minh chứng, ra nơi khác; chép được cả khi đợt đang mở ở cửa sổ.

    ĐỢT --store: đưa tệp đợt lên máy chủ chung. --store --to: lấy đợt từ máy chủ về thành tệp.
    """
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415
    from tdkt_desktop.workflows.safety.rescue import save_elsewhere  # noqa: PLC0415

    if store:
        _copy_with_server(campaign, to, store, code)
        return
    if campaign is None or to is None:
        raise WrongUse("Hãy nêu tệp đợt kiểm tra và nơi chép tới (--to), hoặc máy chủ (--store).")
    target = to / campaign.name if to.is_dir() else to
    if target.suffix != campaign.suffix:
        target = target.with_name(target.name + campaign.suffix)
    with campaigns.open_campaign(campaign, writing=False) as session:
        if target.exists() and target.resolve() != campaign.resolve():
            raise EnvironmentProblem(
                f"Đã có tệp {target.name} ở nơi nhận.", "Hãy chọn tên khác; tệp đang có được giữ nguyên."
            )
        typer.echo(f"Đã chép đợt kiểm tra: {save_elsewhere(session, (), target)}")


def _copy_with_server(campaign: Path | None, to: Path | None, store: str, code: str) -> None:
    from tdkt_desktop.workflows.campaign import campaigns, servers  # noqa: PLC0415

    place = servers.server_place(store, code)
    if campaign is not None and to is None:
        left = servers.send_to_server(campaign, place)
        said = f"Đã đưa đợt kiểm tra lên máy chủ {place.shown}; tệp {campaign.name} giữ nguyên."
    elif campaign is None and to is not None:
        with campaigns.open_campaign(place, writing=False) as session:
            target = to / f"{session.campaign.id}.tdktdb" if to.is_dir() else to
            left = servers.bring_from_server(session, target)
        said = f"Đã chép đợt kiểm tra: {target}"
    else:
        raise WrongUse("Đưa lên: tdkt copy ĐỢT --store ĐỊA_CHỈ. Lấy về: tdkt copy --store ĐỊA_CHỈ --to TỆP.")
    typer.echo(said)
    if left:
        typer.echo(f"{left:02d} minh chứng đã mất hoặc hỏng nên không chép được.", err=True)
