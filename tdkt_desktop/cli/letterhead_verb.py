"""The verb for who issues, signs and receives."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from tdkt_desktop.cli.options import AsJson, Author, Campaign
from tdkt_desktop.cli.speech import WrongUse, tell

STYLE = "issuer.page_style"


def letterhead(
    campaign: Campaign,
    values: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="MỤC=GIÁ_TRỊ",
            help="Ghi một mục; mục nhiều dòng thì nêu nhiều lần, theo thứ tự in.",
        ),
    ] = None,
    author: Author = "",
    as_json: AsJson = False,
) -> None:
    """Cơ quan ban hành, người ký, nơi nhận, số biên bản, kiểu trang: xem, hoặc ghi lại với --set.

    Tên mục là phần trong ngoặc khi xem, ví dụ --set issuer.place="Lạng Sơn". Giá trị trống là xóa mục đó.
    """
    from tdkt_desktop.domain.errors import CampaignError  # noqa: PLC0415
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415
    from tdkt_desktop.workflows.campaign.letterhead_fields import FIELDS, as_typed, read_typed  # noqa: PLC0415
    from tdkt_desktop.workflows.papers import letterheads  # noqa: PLC0415

    styles = letterheads.page_styles()
    typed: dict[str, list[str]] = {}
    for entry in values or ():
        key, sign, value = entry.partition("=")
        if not sign or (key not in FIELDS and key != STYLE):
            raise WrongUse(
                f"“{entry}”: cần dạng MỤC=GIÁ_TRỊ, mục là một trong: {', '.join([*FIELDS, STYLE])}."
            )
        typed.setdefault(key, []).append(value)
    style = " ".join(typed.pop(STYLE, [])) if STYLE in typed else None
    if style and style not in styles:
        raise CampaignError(f"Không có kiểu trang “{style}”.", f"Các kiểu trang: {', '.join(styles)}.")
    with campaigns.open_campaign(campaign, author=author, writing=bool(values)) as session:
        wanted, wrong = read_typed(session.campaign, {key: "\n".join(texts) for key, texts in typed.items()})
        for key, words in wrong.items():
            raise CampaignError(
                f"{FIELDS[key][1]}: {words}", "Hãy sửa giá trị rồi chạy lại; chưa có gì thay đổi."
            )
        if style is not None:
            wanted = replace(wanted, issuer=replace(wanted.issuer, page_style=style))
        written = letterheads.change_letterhead(session, wanted, campaigns.data_folder()) if values else 0
        now = {key: as_typed(session.campaign, key) for key in FIELDS} | {
            STYLE: session.campaign.issuer.page_style or next(iter(styles))
        }
    names = {key: f"{title}, {name}" for key, (title, name) in FIELDS.items()} | {
        STYLE: "Kiểu trang và cỡ chữ"
    }
    lines = [f"{names[key]} ({key}): {'; '.join(text.splitlines()) or '-'}" for key, text in now.items()]
    if values:
        lines.append(f"Đã ghi {written:02d} mục." if written else "Không có gì mới, dữ liệu giữ nguyên.")
    tell(as_json, {"written": written, "values": now}, "\n".join(lines))
