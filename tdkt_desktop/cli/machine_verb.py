"""The verb for the keys of machines: this one's, and those that packages came from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tdkt_desktop.cli.options import AsJson
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
    as_json: AsJson = False,
) -> None:
    """Mã máy: của máy này, và của các máy đã gửi tệp cho đợt kiểm tra; đặt tên cho chúng."""
    from tdkt_desktop.workflows import campaigns, machines  # noqa: PLC0415

    if campaign is None and name:
        raise WrongUse("--name cần biết đợt kiểm tra.")
    wanted = [entry.partition("=") for entry in name or ()]
    if not all(sign for _, sign, _ in wanted):
        raise WrongUse("--name cần dạng MÃ=TÊN, ví dụ --name K7MQ-2XWD-9HBC-4RTY=Máy của đoàn 01.")
    own, known = machines.own_code(), []
    if campaign is not None:
        with campaigns.open_campaign(campaign, writing=bool(wanted)) as session:
            for code, _, words in wanted:
                machines.name_machine(session, code, words)
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
