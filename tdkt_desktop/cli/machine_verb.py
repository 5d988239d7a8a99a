"""The verb for the keys of machines: this one's, and those that packages came from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tdkt_desktop.cli.options import AsJson, CampaignId, StoreUrl, place_of
from tdkt_desktop.cli.speech import WrongUse, tell


def machines(
    campaign: Annotated[
        Path | None,
        typer.Argument(metavar="ĐỢT", help="Tệp đợt kiểm tra (.tdktdb); bỏ trống: chỉ xem mã máy này."),
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="MÃ=TÊN", help="Đặt tên cho một máy đã biết; tên trống là bỏ tên."),
    ] = None,
    store: StoreUrl = "",
    code: CampaignId = "",
    as_json: AsJson = False,
) -> None:
    """Mã máy: của máy này, và của các máy đã gửi tệp cho đợt kiểm tra; đặt tên cho chúng."""
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415
    from tdkt_desktop.workflows.merge import machines  # noqa: PLC0415

    whole = campaign is not None or bool(store)
    if not whole and name:
        raise WrongUse("--name cần biết đợt kiểm tra.")
    wanted = [entry.partition("=") for entry in name or ()]
    if not all(sign for _, sign, _ in wanted):
        raise WrongUse("--name cần dạng MÃ=TÊN, ví dụ --name K7MQ-2XWD-9HBC-4RTY=Máy của đoàn 01.")
    own, known = machines.own_code(), []
    if whole:
        with campaigns.open_campaign(place_of(campaign, store, code), writing=bool(wanted)) as session:
            for machine, _, words in wanted:
                machines.name_machine(session, machine, words)
            known = [
                {
                    "code": machines.code_of(one.key),
                    "owner": machines.who_owns(session, one.owner),
                    "name": one.name,
                    "since": one.since,
                    "packages": one.packages,
                }
                for one in session.store.signers()
            ]
    lines = [f"Máy này: {own}"]
    lines += [
        f"{one['code']} ({one['owner']}{': ' if one['name'] else ''}{one['name']}): {one['packages']} tệp, "
        f"từ {str(one['since'])[:10]}"
        for one in known
    ]
    tell(as_json, {"own": own, "machines": known}, "\n".join(lines))
