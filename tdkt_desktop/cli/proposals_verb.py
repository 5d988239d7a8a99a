"""The verb of the register of proposals: what the units asked for, and what became of it."""

from __future__ import annotations

from typing import Annotated

import typer

from tdkt_desktop.cli.options import AsJson, Author, CampaignId, OrCampaign, StoreUrl, place_of
from tdkt_desktop.cli.speech import WrongUse, tell


def proposals(
    campaign: OrCampaign = None,
    change: Annotated[
        str, typer.Option("--set", metavar="MÃ", help="Ghi tình trạng của kiến nghị này.", show_default=False)
    ] = "",
    status: Annotated[
        str,
        typer.Option(
            "--status",
            metavar="TÌNH_TRẠNG",
            help="open chưa chuyển, forwarded đã chuyển, answered đã trả lời, done đã giải quyết, declined không giải quyết được.",
            show_default=False,
        ),
    ] = "",
    note: Annotated[
        str,
        typer.Option(
            "--note", metavar="GHI_CHÚ", help="Văn bản trả lời, ngày, nơi nhận.", show_default=False
        ),
    ] = "",
    same: Annotated[
        str,
        typer.Option(
            "--same", metavar="MÃ", help="Kiến nghị này cùng một việc với --as.", show_default=False
        ),
    ] = "",
    into: Annotated[
        str, typer.Option("--as", metavar="MÃ", help="Kiến nghị được giữ làm đại diện.", show_default=False)
    ] = "",
    apart: Annotated[
        str,
        typer.Option(
            "--apart", metavar="MÃ", help="Tách lại một kiến nghị đã nhập chung.", show_default=False
        ),
    ] = "",
    author: Author = "",
    store: StoreUrl = "",
    code: CampaignId = "",
    as_json: AsJson = False,
) -> None:
    """Sổ kiến nghị của các đơn vị theo nơi nhận: số đơn vị cùng kiến nghị, chỗ có thể trùng, tình trạng giải quyết.

    Kiến nghị gần giống nhau chỉ được gợi ý; người dùng quyết định nhập chung hay không.
    """
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415 - loads when first used
    from tdkt_desktop.workflows.notice import proposals as register  # noqa: PLC0415

    if bool(change) != bool(status) or (note and not change) or bool(same) != bool(into):
        raise WrongUse(
            "Dùng --set MÃ --status TÌNH_TRẠNG [--note GHI_CHÚ], --same MÃ --as MÃ, hoặc --apart MÃ."
        )
    writing = bool(change or same or apart)
    with campaigns.open_campaign(place_of(campaign, store, code), author=author, writing=writing) as session:
        if change:
            register.set_status(session, change, status, note)
        if same:
            register.call_same(session, same, into)
        if apart:
            register.take_apart(session, apart)
        entries = register.register(session)
    tell(as_json, register.register_facts(entries), register.register_text(entries))
