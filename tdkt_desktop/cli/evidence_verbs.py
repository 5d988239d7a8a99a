"""Verbs of evidence: attach files to a unit's inspection, list them, save them elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tdkt_desktop.cli.options import (
    AsJson,
    Author,
    Campaign,
    OneUnit,
    Units,
    criterion_named,
    unit_named,
    units_named,
)
from tdkt_desktop.cli.speech import WrongUse, tell
from tdkt_desktop.domain.evidence import SIGNED

if TYPE_CHECKING:
    from tdkt_desktop.domain.campaign import Unit
    from tdkt_desktop.domain.evidence import Evidence
    from tdkt_desktop.workflows.session import CampaignSession


def attach(
    campaign: Campaign,
    files: Annotated[list[Path], typer.Argument(metavar="TỆP...", help="Ảnh, bản quét hoặc PDF.")],
    unit: OneUnit,
    criterion: Annotated[
        str,
        typer.Option(
            "--criterion", metavar="NỘI_DUNG", help="Số hoặc mã nội dung; bỏ trống: cả buổi kiểm tra."
        ),
    ] = "",
    signed: Annotated[
        bool, typer.Option("--signed", help="Đây là bản quét biên bản đã ký; dùng sau khi chốt.")
    ] = False,
    author: Author = "",
    as_json: AsJson = False,
) -> None:
    """Đính minh chứng vào cuộc kiểm tra của một đơn vị.

    Tệp không nhận được thì nêu lý do từng tệp; các tệp khác vẫn được giữ và lệnh thoát với mã 1.
    """
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415
    from tdkt_desktop.workflows.unit import evidence  # noqa: PLC0415

    if signed and criterion:
        raise WrongUse("Bản quét biên bản đã ký thuộc cả buổi kiểm tra: không dùng --criterion với --signed.")
    with campaigns.open_campaign(campaign, author=author) as session:
        known = unit_named(session, unit)
        code = criterion_named(session.checklist, criterion).code if criterion else ""
        taken = evidence.attach(session, known.code, files, criterion=code, role=SIGNED if signed else "")
        kept = [_facts(session, known, one) for one in taken.kept]
    lines = [f"Đã nhận {one['name']} ({_size(one['size'])})." for one in kept]
    tell(as_json, {"kept": kept, "refused": list(taken.refused)}, "\n".join(lines) or "Chưa nhận tệp nào.")
    for reason in taken.refused:
        typer.echo(f"Không nhận: {reason}", err=True)
    if taken.refused:
        raise typer.Exit(1)


def evidence(
    campaign: Campaign,
    unit: Units = None,
    save: Annotated[
        Path | None, typer.Option("--save", metavar="THƯ_MỤC", help="Chép các tệp ra thư mục này.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Xem các minh chứng đã đính; chép chúng ra một thư mục với tên rõ ràng, không trùng.

    Tệp mất hoặc hỏng được nêu tên và lệnh thoát với mã 1; các tệp khác vẫn được chép.
    """
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415
    from tdkt_desktop.workflows.unit.evidence_copies import save_all  # noqa: PLC0415

    refused: tuple[str, ...] = ()
    with campaigns.open_campaign(campaign, writing=False) as session:
        units = units_named(session, unit)
        facts = [
            _facts(session, one, file) for one in units for file in session.inspection(one.code).evidence
        ]
        if save is not None:
            copies = save_all(session, [one.code for one in units], save)
            refused = copies.refused
            for one in facts:
                one["saved"] = str(copies.saved.get((one["unit"], one["id"]), ""))
    lines = [
        f"{one['listed']}: {one['title']} ({one['place']}, {_size(one['size'])}"
        f"{', không in' if not one['in_minutes'] else ''}{'' if one['present'] else ', KHÔNG CÒN TỆP'})"
        f"{' → ' + one['saved'] if one.get('saved') else ''}"
        for one in facts
    ]
    tell(
        as_json, {"evidence": facts, "refused": list(refused)}, "\n".join(lines) or "Chưa có minh chứng nào."
    )
    for reason in refused:
        typer.echo(f"Không chép được: {reason}", err=True)
    if refused:
        raise typer.Exit(1)


def _facts(session: CampaignSession, unit: Unit, one: Evidence) -> dict[str, Any]:
    number = [criterion.code for criterion in session.checklist.criteria]
    place = f"nội dung {number.index(one.criterion) + 1}" if one.criterion in number else "cả buổi kiểm tra"
    return {
        "unit": unit.code,
        "listed": unit.listed,
        "id": one.id,
        "title": one.title,
        "name": one.name,
        "media": one.media,
        "size": one.size,
        "criterion": one.criterion,
        "place": "biên bản đã ký" if one.role == SIGNED else place,
        "signed": one.role == SIGNED,
        "in_minutes": one.in_minutes,
        "sha256": one.digest,
        "present": one.digest in session.attachments.digests(),
    }


def _size(size: int) -> str:
    """A size as a person reads it: "1,2 MB"."""
    if size >= 1_000_000:
        return f"{size / 1_000_000:.1f} MB".replace(".", ",")
    return f"{max(size // 1000, 1)} KB"
