"""Verbs that look into a campaign: words anywhere in it, and what became of one field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tdkt_desktop.cli.options import AsJson, Campaign, OneUnit, question_named, unit_named
from tdkt_desktop.cli.speech import WrongUse, tell
from tdkt_desktop.domain.errors import CampaignError

if TYPE_CHECKING:
    from tdkt_desktop.domain.revisions import FieldKey


def find(
    campaign: Campaign,
    words: Annotated[list[str], typer.Argument(metavar="LỜI_CẦN_TÌM...", help="Không cần gõ dấu.")],
    as_json: AsJson = False,
) -> None:
    """Tìm trong mọi nội dung đã ghi của đợt kiểm tra, xếp theo đơn vị; không phân biệt dấu và đ."""
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415
    from tdkt_desktop.workflows.search.search import SearchIndex  # noqa: PLC0415

    with campaigns.open_campaign(campaign, writing=False) as session:
        index = SearchIndex(session.campaign, session.checklist, session.record, session.units)
        found = index.find(" ".join(words))
    lines: list[str] = []
    for group in found:
        lines.append(f"{group.title} ({group.total:02d})")
        lines += [f"  {hit.label}: {hit.excerpt}" for hit in group.hits]
        if group.total > len(group.hits):
            lines.append(f"  … và {group.total - len(group.hits)} chỗ khác")
    facts = [
        {
            "unit": group.unit,
            "title": group.title,
            "total": group.total,
            "hits": [
                {"step": hit.step, "question": hit.question, "label": hit.label, "excerpt": hit.excerpt}
                for hit in group.hits
            ],
        }
        for group in found
    ]
    tell(as_json, facts, "\n".join(lines) or f"Không thấy “{' '.join(words)}” trong đợt kiểm tra này.")


def history(
    campaign: Campaign,
    unit: OneUnit,
    question: Annotated[
        str, typer.Option("--question", metavar="CÂU", help="Số hoặc mã câu hỏi, ví dụ 7.5 hoặc C07.05.")
    ] = "",
    field: Annotated[
        str,
        typer.Option("--field", metavar="Ô", help="Tên ô ngoài các câu hỏi, ví dụ “địa điểm” hoặc place."),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Lịch sử của một câu hoặc một ô: ai ghi, trên máy nào, lúc nào, trước đó ghi gì."""
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415
    from tdkt_desktop.workflows.history import field_history, place_of  # noqa: PLC0415

    if bool(question) == bool(field):
        raise WrongUse("Hãy nêu một câu hỏi bằng --question, hoặc một ô bằng --field.")
    with campaigns.open_campaign(campaign, writing=False) as session:
        known = unit_named(session, unit)
        subject, name = (
            (f"answer/{known.code}/{question_named(session.checklist, question).code}", "answer")
            if question
            else _field_named(known.code, field)
        )
        label = place_of(subject, name, session.checklist).label
        past = field_history(session, subject, name)
    facts = [
        {
            "at": one.at,
            "author": one.author,
            "machine": one.machine,
            "words": one.words,
            "current": one.current,
            "line": one.change.subject.startswith("item/"),
        }
        for one in past
    ]
    lines = [f"{known.listed}, {label}"]
    lines += [
        f"  {one.at}  {one.author}, {one.machine}: {one.words}{' (đang dùng)' if one.current else ''}"
        for one in past
    ]
    tell(
        as_json,
        {"unit": known.code, "label": label, "history": facts},
        "\n".join(lines if past else [*lines, "  Chưa ghi gì."]),
    )


def _field_named(unit: str, typed: str) -> FieldKey:
    from tdkt_desktop.workflows.history import unit_fields  # noqa: PLC0415

    known = unit_fields(unit)
    for label, key in known.items():
        if typed.casefold() in (label.casefold(), key[1]):
            return key
    raise CampaignError(f"Không có ô “{typed}”.", f"Các ô: {'; '.join(known)}.")
