"""The verb that looks through a campaign, or a typed notice, for what contradicts itself, and keeps what may stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tdkt_desktop.cli.options import AsJson, Author, CampaignId, StoreUrl, place_of
from tdkt_desktop.cli.speech import WrongUse, tell

if TYPE_CHECKING:
    from tdkt_desktop.workflows.notice.checking import Checked
    from tdkt_desktop.workflows.session import CampaignSession


def check(
    campaign: Annotated[
        Path | None, typer.Argument(metavar="ĐỢT", help="Tệp đợt kiểm tra (.tdktdb).", show_default=False)
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
    waivers: Annotated[bool, typer.Option("--waivers", help="Liệt kê các điểm đã bỏ qua.")] = False,
    waive: Annotated[
        str,
        typer.Option(
            "--waive", metavar="MÃ", help="Bỏ qua điểm mang mã này; kèm --reason.", show_default=False
        ),
    ] = "",
    reason: Annotated[
        str, typer.Option("--reason", metavar="LÝ_DO", help="Lý do bỏ qua.", show_default=False)
    ] = "",
    unwaive: Annotated[
        str, typer.Option("--unwaive", metavar="MÃ", help="Thôi bỏ qua điểm mang mã này.", show_default=False)
    ] = "",
    author: Author = "",
    store: StoreUrl = "",
    code: CampaignId = "",
    as_json: AsJson = False,
) -> None:
    """Rà soát số liệu đã ghi, hoặc một thông báo đã soạn: ngày, tổng, tỷ lệ, tên đơn vị, thể thức; không sửa gì.

    Bỏ qua một điểm phải có lý do, được giữ trong đợt kiểm tra và hết hiệu lực khi số liệu của điểm ấy đổi.

    Mã thoát: 0 không có lỗi, 1 có lỗi cần sửa hoặc tệp không đọc được.
    """
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415 - loads when first used
    from tdkt_desktop.workflows.notice import checking  # noqa: PLC0415 - loads when first used

    keeping = bool(waivers or waive or unwaive or reason)
    if campaign is None and not store:
        if text is None or keeping:
            raise WrongUse(
                "Hãy nêu tệp đợt kiểm tra."
                if keeping
                else "Hãy nêu tệp đợt kiểm tra, hoặc một thông báo bằng --text."
            )
        _tell(checking.check_notice_file(text), as_json)
        return
    if bool(waive) != bool(reason) or (waive and unwaive):
        raise WrongUse("Bỏ qua một điểm: --waive MÃ --reason LÝ_DO. Thôi bỏ qua: --unwaive MÃ.")
    place = place_of(campaign, store, code)
    with campaigns.open_campaign(place, author=author, writing=bool(waive or unwaive)) as session:
        checked = _look(session, text)
        if waivers:
            _tell_waivers(session, checked, as_json)
            return
        if waive:
            checking.waive(session, checking.finding_named(checked, waive), reason)
        if unwaive:
            checking.take_back(session, unwaive)
        if waive or unwaive:
            checked = _look(session, text)
    _tell(checked, as_json)


def _look(session: CampaignSession, text: Path | None) -> Checked:
    from tdkt_desktop.workflows.notice import checking  # noqa: PLC0415 - loads when first used

    return checking.check_notice_file(text, session) if text else checking.check_session(session)


def _tell(checked: Checked, as_json: bool) -> None:
    from tdkt_desktop.workflows.notice.checking import checked_facts, checked_text  # noqa: PLC0415

    tell(as_json, checked_facts(checked), checked_text(checked))
    if checked.failed:
        raise typer.Exit(1)


def _tell_waivers(session: CampaignSession, checked: Checked, as_json: bool) -> None:
    from tdkt_desktop.workflows.notice.checking import (  # noqa: PLC0415 - loads when first used
        waiver_facts,
        waivers_of,
        waivers_text,
    )

    kept = waivers_of(session)
    there = {one.id for one, _ in checked.waived}
    facts = [{**waiver_facts(one), "present": one.finding in there} for one in kept.values()]
    tell(as_json, {"waivers": facts}, waivers_text(checked.source, kept, there))
