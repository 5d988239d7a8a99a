"""The verb that looks through a campaign, or a typed notice, for what contradicts itself."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tdkt_desktop.cli.options import AsJson
from tdkt_desktop.cli.speech import WrongUse, tell


def check(
    campaign: Annotated[
        Path | None, typer.Argument(metavar="[ĐỢT]", help="Tệp đợt kiểm tra (.tdktdb).", show_default=False)
    ] = None,
    text: Annotated[
        Path | None,
        typer.Option(
            "--text",
            metavar="TỆP",
            help="Rà soát một thông báo đã soạn (.txt, .docx, .pdf); nêu thêm ĐỢT để đối chiếu tên đơn vị và năm.",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Rà soát số liệu đã ghi, hoặc một thông báo đã soạn: ngày, tổng, tỷ lệ, tên đơn vị, thể thức; không sửa gì.

    Mã thoát: 0 không có lỗi, 1 có lỗi cần sửa hoặc tệp không đọc được.
    """
    from tdkt_desktop.workflows import campaigns, checking  # noqa: PLC0415 - loads when first used

    if campaign is None and text is None:
        raise WrongUse("Hãy nêu tệp đợt kiểm tra, hoặc một thông báo bằng --text.")
    if campaign is None:
        assert text is not None  # noqa: S101 - one of them is there
        checked = checking.check_notice_file(text)
    else:
        with campaigns.open_campaign(campaign, writing=False) as session:
            checked = checking.check_notice_file(text, session) if text else checking.check_session(session)
    tell(as_json, checking.checked_facts(checked), checking.checked_text(checked))
    if checked.failed:
        raise typer.Exit(1)
