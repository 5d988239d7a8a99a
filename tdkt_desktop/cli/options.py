"""What several verbs share: their arguments, finding a unit, a content or a question by what a person types."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tdkt_desktop.cli.speech import WrongUse
from tdkt_desktop.domain.errors import CampaignError

if TYPE_CHECKING:
    from tdkt_desktop.domain.campaign import Unit
    from tdkt_desktop.domain.checklist import Checklist, Criterion, Question
    from tdkt_desktop.workflows.campaign.servers import ServerPlace
    from tdkt_desktop.workflows.session import CampaignSession

Campaign = Annotated[Path, typer.Argument(metavar="ĐỢT", help="Tệp đợt kiểm tra (.tdktdb).")]
OrCampaign = Annotated[
    Path | None,
    typer.Argument(
        metavar="ĐỢT", help="Tệp đợt kiểm tra (.tdktdb); không nêu khi dùng --store.", show_default=False
    ),
]
StoreUrl = Annotated[
    str,
    typer.Option(
        "--store",
        metavar="ĐỊA_CHỈ",
        help="Đợt trên máy chủ PostgreSQL, thay cho ĐỢT, ví dụ postgresql+psycopg://thuky@may-chu/tdkt. "
        "Mật khẩu không ghi ở đây: đặt trong biến PGPASSWORD hoặc tệp .pgpass.",
        show_default=False,
    ),
]
CampaignId = Annotated[
    str,
    typer.Option(
        "--campaign", metavar="MÃ_ĐỢT", help="Mã đợt, khi máy chủ có nhiều đợt.", show_default=False
    ),
]
OneUnit = Annotated[str, typer.Option("--unit", metavar="MÃ", help="Mã đơn vị.")]
Units = Annotated[
    list[str] | None,
    typer.Option("--unit", metavar="MÃ", help="Mã đơn vị; nêu nhiều lần được; bỏ trống: tất cả."),
]
SomeUnits = Annotated[list[str], typer.Option("--unit", metavar="MÃ", help="Mã đơn vị; nêu nhiều lần được.")]
Out = Annotated[Path, typer.Option("--out", metavar="THƯ_MỤC", help="Thư mục nhận các tệp tạo ra.")]
Formats = Annotated[str, typer.Option("--format", metavar="LOẠI", help="pdf, docx; cách nhau bằng dấu phẩy.")]
Author = Annotated[
    str, typer.Option("--author", metavar="TÊN", help="Tên người làm, ghi vào lịch sử.", show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON cho máy đọc.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Chỉ xem trước, không ghi gì.")]


def place_of(campaign: Path | None, store: str, code: str) -> Path | ServerPlace:
    """The campaign a verb works on: a file, or one on a server. Raises WrongUse when it is neither or both."""
    if code and not store:
        raise WrongUse("--campaign chỉ dùng cùng --store.")
    if (campaign is None) == (not store):
        raise WrongUse("Hãy nêu tệp đợt kiểm tra, hoặc dùng --store; không cả hai.")
    if campaign is not None:
        return campaign
    from tdkt_desktop.workflows.campaign.servers import server_place  # noqa: PLC0415 - see the package's first line

    return server_place(store, code)


def unit_named(session: CampaignSession, code: str) -> Unit:
    """The unit of that code, in capitals or not. Raises CampaignError with the codes there are."""
    units = session.campaign.units
    found = [unit for unit in units if unit.code == code] or [
        unit for unit in units if unit.code.casefold() == code.casefold()
    ]
    if len(found) != 1:
        codes = ", ".join(unit.code for unit in units)
        raise CampaignError(f"Không có đơn vị “{code}”.", f"Các mã đơn vị: {codes}.")
    return found[0]


def units_named(session: CampaignSession, codes: list[str] | None) -> list[Unit]:
    """The units of those codes, each once; the units shown in this copy when none is named."""
    if not codes:
        return list(session.units)
    return list(dict.fromkeys(unit_named(session, code) for code in codes))


def criterion_named(checklist: Checklist, typed: str) -> Criterion:
    """A content by its number ("7") or its code. Raises CampaignError."""
    for number, criterion in enumerate(checklist.criteria, start=1):
        if typed.casefold() in (str(number), criterion.code.casefold()):
            return criterion
    codes = ", ".join(criterion.code for criterion in checklist.criteria)
    raise CampaignError(
        f"Không có nội dung kiểm tra “{typed}”.",
        f"Dùng số thứ tự từ 1 đến {len(checklist.criteria)}, hoặc một trong các mã: {codes}.",
    )


def question_named(checklist: Checklist, typed: str) -> Question:
    """A question by its number on the form ("7.5") or its code. Raises CampaignError."""
    for question in checklist.questions():
        if typed.casefold() in (checklist.numbers[question.code], question.code.casefold()):
            return question
    raise CampaignError(
        f"Không có câu hỏi “{typed}”.", "Dùng số in trên phiếu (ví dụ 7.5) hoặc mã câu hỏi trong danh mục."
    )


def split_formats(formats: str) -> list[str]:
    """The formats of a list with commas. Raises CampaignError for an empty one."""
    found = [kind.strip().lower() for kind in formats.split(",") if kind.strip()]
    if not found:
        raise CampaignError("Chưa nêu loại tệp cần lập.", "Ví dụ: --format pdf,docx.")
    return found
