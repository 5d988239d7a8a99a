"""Verbs of a campaign as a whole: fill it, look at it, keep a copy of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tdkt_desktop.cli.options import AsJson, Author, Campaign
from tdkt_desktop.cli.speech import tell
from tdkt_desktop.domain.errors import EnvironmentProblem

STAGES = {"draft": "", "complete": "", "sealed": ", đã chốt"}


def fill(
    campaign: Campaign,
    answers: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp câu trả lời (.yaml hoặc .xlsx).")],
    author: Author = "",
) -> None:
    """Nạp tệp câu trả lời vào đợt kiểm tra; nạp lại cùng tệp không thêm gì."""
    from tdkt_desktop.workflows import campaigns  # noqa: PLC0415

    with campaigns.open_campaign(campaign, author=author) as session:
        written = campaigns.fill(session, answers)
    typer.echo(f"Đã ghi {written} mục." if written else "Không có gì mới, dữ liệu giữ nguyên.")


def show(campaign: Campaign, as_json: AsJson = False) -> None:
    """Xem các đơn vị, tiến độ và các câu tổng hợp của đợt kiểm tra."""
    from tdkt_desktop.workflows import campaigns  # noqa: PLC0415
    from tdkt_desktop.workflows.overview import overview  # noqa: PLC0415

    with campaigns.open_campaign(campaign, writing=False) as session:
        facts = overview(session)
    lines = [f"{facts['title']} ({facts['id']})", ""]
    lines += [
        f"{unit['number']:02d} {unit['short']} ({unit['code']}): kế hoạch {unit['planned_date'] or '-'}, "
        f"thực hiện {unit['actual_date'] or '-'}, đã kiểm tra {unit['settled']}/{unit['asked']} mục{STAGES[unit['stage']]}"
        for unit in facts["units"]
    ]
    lines += ["", *(f"[{one['section']}] {one['text']}" for one in facts["statements"])]
    tell(as_json, facts, "\n".join(lines))


def copy(
    campaign: Campaign,
    to: Annotated[Path, typer.Option("--to", metavar="TỆP", help="Tệp .tdktdb sẽ ghi, hoặc một thư mục.")],
) -> None:
    """Chép trọn đợt kiểm tra, cả minh chứng, ra nơi khác; chép được cả khi đợt đang mở ở cửa sổ."""
    from tdkt_desktop.workflows import campaigns  # noqa: PLC0415
    from tdkt_desktop.workflows.rescue import save_elsewhere  # noqa: PLC0415

    target = to / campaign.name if to.is_dir() else to
    if target.suffix != campaign.suffix:
        target = target.with_name(target.name + campaign.suffix)
    with campaigns.open_campaign(campaign, writing=False) as session:
        if target.exists() and target.resolve() != campaign.resolve():
            raise EnvironmentProblem(
                f"Đã có tệp {target.name} ở nơi nhận.", "Hãy chọn tên khác; tệp đang có được giữ nguyên."
            )
        typer.echo(f"Đã chép đợt kiểm tra: {save_elsewhere(session, (), target)}")
