"""The verb for the text of the notice, with its live figures in plain form."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tdkt_desktop.cli.options import AsJson, Author, CampaignId, OrCampaign, StoreUrl, place_of
from tdkt_desktop.cli.speech import WrongUse, tell

if TYPE_CHECKING:
    from tdkt_desktop.workflows.notice.notice_prose import SectionEntry


def notice_text(
    campaign: OrCampaign = None,
    section: Annotated[
        str,
        typer.Option("--section", metavar="MỤC", help="Mục cần xem hoặc ghi, ví dụ I.1; opening; closing."),
    ] = "",
    file: Annotated[
        Path | None,
        typer.Option(
            "--set",
            metavar="TỆP",
            help="Ghi lời văn của mục từ tệp, mỗi đoạn một dòng; - đọc từ đầu vào chuẩn.",
        ),
    ] = None,
    reset: Annotated[
        bool, typer.Option("--reset", help="Bỏ lời văn đã sửa: phần mềm tự lập lại mục này.")
    ] = False,
    read: Annotated[bool, typer.Option("--read", help="Ghi nhận đã đọc lại mục này.")] = False,
    in_words: Annotated[
        bool,
        typer.Option(
            "--in-words",
            help="Nêu số đơn vị bằng lời: 100%; hầu hết, từ 75%; đa số, trên 50%; một số. Không nêu --section: mọi mục.",
        ),
    ] = False,
    exact: Annotated[
        bool, typer.Option("--exact", help="Nêu đúng số đơn vị (05/06), thay cho hầu hết, một số.")
    ] = False,
    plain: Annotated[
        bool, typer.Option("--reading", help="Xem lời văn như bản in, thay cho ký hiệu số liệu.")
    ] = False,
    author: Author = "",
    store: StoreUrl = "",
    code: CampaignId = "",
    as_json: AsJson = False,
) -> None:
    """Lời văn của thông báo, số liệu là ký hiệu như {{n:C01.01}}: xem các mục, xem một mục, ghi lại với --set.

    Số liệu luôn theo dữ liệu; mục có số liệu đổi sau lần đọc cuối được đánh dấu cần đọc lại.
    """
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415
    from tdkt_desktop.workflows.notice import notice_prose  # noqa: PLC0415

    of_one = file is not None or reset or read
    writing = of_one or in_words or exact
    if of_one and not section:
        raise WrongUse("Cần nêu mục với --section, ví dụ --section I.1.")
    if sum((file is not None, reset, read, in_words, exact)) > 1:
        raise WrongUse("Chỉ dùng một trong --set, --reset, --read, --in-words, --exact.")
    with campaigns.open_campaign(place_of(campaign, store, code), author=author, writing=writing) as session:
        written = 0
        if read:
            written = notice_prose.note_read(session, section)
        elif in_words or exact:
            written = notice_prose.switch_counts(session, section, in_words=in_words)
        elif writing:
            text = None if file is None else _typed(file)
            written = notice_prose.set_section_text(session, section, text)
        desk = notice_prose.NoticeDesk(session)
        if section:
            notice_prose.check_section(desk, section)
        entries = [one for one in desk.entries() if section in ("", one.key)]
        told = [
            {
                "section": one.key,
                "heading": one.words,
                "edited": one.edited,
                "to_read": one.to_read,
                "paragraphs": list(desk.paragraphs(one.key)),
                "reading": list(desk.reading(one.key)),
                "changed": [
                    {"paragraph": stale.paragraph, "before": stale.before, "after": stale.after}
                    for stale in desk.stale(one.key)
                ],
            }
            for one in entries
        ]
    if section:
        lines = [*told[0]["reading" if plain else "paragraphs"]]  # type: ignore[misc]  # both are lists
    else:
        lines = [_entry_line(one) for one in entries]
    if writing:
        lines.insert(0, "Đã ghi." if written else "Không có gì mới, dữ liệu giữ nguyên.")
    tell(as_json, {"written": written, "sections": told}, "\n".join(lines))


def _entry_line(one: SectionEntry) -> str:
    state = "thư ký soạn" if one.edited else "phần mềm lập"
    marked = f", cần đọc lại {one.to_read:02d} chỗ" if one.to_read else ""
    return f"{one.key}: {one.words} [{state}{marked}]"


def _typed(file: Path) -> str:
    from tdkt_desktop.domain.errors import FileMissing  # noqa: PLC0415

    try:
        if str(file) == "-":  # in the files' encoding, not in that of the console
            return sys.stdin.buffer.read().decode("utf-8-sig")
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FileMissing(
            f"Không đọc được tệp {file.name}.", "Hãy kiểm tra tên tệp; tệp cần là văn bản UTF-8."
        ) from error
