"""The verb of the notice's versions: list, show, compare, print again, keep, sign, open again."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tdkt_desktop.cli.options import AsJson, Author, CampaignId, OrCampaign, StoreUrl, place_of, split_formats
from tdkt_desktop.cli.speech import WrongUse, tell

if TYPE_CHECKING:
    from tdkt_desktop.workflows.session import CampaignSession


class Why(StrEnum):
    """Why an issued notice is opened again."""

    CORRECTION = "correction"
    REPLACEMENT = "replacement"


def _id(name: str, words: str) -> Any:
    return typer.Option(name, metavar="MÃ", help=words, show_default=False)


def notice_versions(
    campaign: OrCampaign = None,
    show: Annotated[str, _id("--show", "Xem toàn văn một bản; now: như hiện nay.")] = "",
    compare: Annotated[str, _id("--compare", "So sánh bản này với --with; now: như hiện nay.")] = "",
    beside: Annotated[str, _id("--with", "Bản so sánh cùng; bỏ trống: như hiện nay.")] = "",
    whole: Annotated[bool, typer.Option("--whole", help="So sánh: in cả những đoạn giống nhau.")] = False,
    keep: Annotated[
        str, typer.Option("--keep", metavar="TÊN", help="Lưu bản hiện nay với tên này.", show_default=False)
    ] = "",
    public: Annotated[bool, typer.Option("--public", help="Với --keep, now: bản công khai.")] = False,
    write: Annotated[str, _id("--write", "Xuất lại đúng một bản đã lưu.")] = "",
    formats: Annotated[str, typer.Option("--format", metavar="LOẠI", help="Với --write: pdf, docx.")] = "pdf",
    out: Annotated[
        Path, typer.Option("--out", metavar="THƯ_MỤC", help="Với --write: thư mục nhận tệp.")
    ] = Path("thong-bao"),
    sign: Annotated[str, _id("--sign", "Đánh dấu bản này đã ký; cần --number và --date.")] = "",
    number: Annotated[
        str, typer.Option("--number", metavar="SỐ", help="Số của bản đã ký.", show_default=False)
    ] = "",
    date: Annotated[
        str,
        typer.Option("--date", metavar="NGÀY", help="Ngày ban hành, ví dụ 05/11/2019.", show_default=False),
    ] = "",
    signer: Annotated[
        str,
        typer.Option("--signer", metavar="TÊN", help="Người ký; bỏ trống: như trên bản.", show_default=False),
    ] = "",
    reopen: Annotated[
        str,
        typer.Option(
            "--reopen", metavar="LÝ_DO", help="Mở lại thông báo đã ban hành, ghi lý do.", show_default=False
        ),
    ] = "",
    why: Annotated[
        Why,
        typer.Option(
            "--as", help="Với --reopen: correction đính chính (giữ số), replacement thay thế (số mới)."
        ),
    ] = Why.CORRECTION,
    author: Author = "",
    store: StoreUrl = "",
    code: CampaignId = "",
    as_json: AsJson = False,
) -> None:
    """Các bản của thông báo: liệt kê, xem, so sánh, xuất lại, lưu, đánh dấu đã ký, mở lại.

    Mỗi lần xuất thông báo, nội dung khác bản trước thì tự lưu một bản. Bản đã ký không đổi nữa; mọi lần xuất in đúng bản đó.
    """
    from tdkt_desktop.domain.notice_versions import Reopening  # noqa: PLC0415
    from tdkt_desktop.vietnamese.dates import parse_date  # noqa: PLC0415
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415
    from tdkt_desktop.workflows.notice import notice_versions as known  # noqa: PLC0415
    from tdkt_desktop.workflows.notice import version_words  # noqa: PLC0415

    asked = [bool(one) for one in (show, compare, keep, write, sign, reopen)]
    if sum(asked) > 1:
        raise WrongUse("Chỉ dùng một trong --show, --compare, --keep, --write, --sign, --reopen.")
    if bool(sign) != bool(number or date) or (beside and not compare):
        raise WrongUse("Dùng --sign MÃ --number SỐ --date NGÀY, hoặc --compare MÃ --with MÃ.")
    day = _day(date, parse_date) if date else None
    audience = known.audience_of(public=public)
    with campaigns.open_campaign(
        place_of(campaign, store, code), author=author, writing=bool(keep or sign or reopen)
    ) as session:
        if show:
            paper = known.paper_named(session, show, audience)
            tell(as_json, _paper_facts(paper), version_words.paper_text(paper))
            return
        if compare:
            _tell_comparison(session, compare, beside, as_json, whole=whole)
            return
        if write:
            version = known.version_named(session, write)
            files = known.write_version(session, version, out, split_formats(formats))
            tell(as_json, {"files": list(map(str, files))}, "\n".join(map(str, files)))
            return
        if keep:
            known.keep_named(session, keep, audience)
        if sign:
            known.sign(session, sign, number, day, signer)
        if reopen:
            known.reopen(session, Reopening(why), reopen)
        rows = version_words.version_rows(session)
        facts = {
            **version_words.issue_facts(session.issue()),
            "list": [version_words.version_facts(one) for one in rows],
        }
        tell(as_json, facts, version_words.rows_text(session, rows))


def _tell_comparison(session: CampaignSession, one: str, other: str, as_json: bool, *, whole: bool) -> None:
    from tdkt_desktop.domain.notice_versions import Audience  # noqa: PLC0415
    from tdkt_desktop.workflows.notice import notice_versions as known  # noqa: PLC0415
    from tdkt_desktop.workflows.notice import version_words  # noqa: PLC0415

    named = next((name for name in (one, other) if name and name.lower() != known.NOW), "")
    audience = known.version_named(session, named).audience if named else Audience.INTERNAL
    papers = [known.paper_named(session, name or known.NOW, audience) for name in (one, other)]
    compared = known.compare(session, *papers)
    tell(
        as_json,
        version_words.comparison_facts(compared),
        version_words.comparison_text(compared, whole=whole),
    )


def _day(typed: str, parse: Any) -> Any:
    from tdkt_desktop.domain.errors import CampaignError  # noqa: PLC0415

    try:
        return parse(typed)
    except ValueError as error:
        raise CampaignError(str(error), "Hãy ghi lại ngày; chưa có gì thay đổi.") from error


def _paper_facts(paper: Any) -> Any:
    from tdkt_desktop.domain.notice_paper import paper_to_plain  # noqa: PLC0415

    return paper_to_plain(paper)
