"""Verbs of the seal: settle what is missing, seal, open again, add with a reason, compare paper with the record."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tdkt_desktop.cli.options import (
    AsJson,
    Author,
    Campaign,
    OneUnit,
    SomeUnits,
    unit_named,
    units_named,
)
from tdkt_desktop.cli.passwords import AskPassword, PasswordFile, passwords
from tdkt_desktop.cli.speech import WrongUse, tell
from tdkt_desktop.domain.errors import CampaignError
from tdkt_desktop.domain.kinds import Stage
from tdkt_desktop.domain.sealing import addenda

if TYPE_CHECKING:
    from tdkt_desktop.domain.campaign import Unit
    from tdkt_desktop.workflows.session import CampaignSession

MINUTES = (".pdf", ".docx")
GO_DIRECT = "Biên bản chưa chốt thì sửa thẳng, không cần bổ sung."


def seal(
    campaign: Campaign,
    unit: SomeUnits,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ xem còn thiếu gì, không chốt.")] = False,
    author: Author = "",
    as_json: AsJson = False,
) -> None:
    """Chốt biên bản của một hoặc nhiều đơn vị và cho biết mã biên bản.

    Còn chỗ phải ghi thì liệt kê từng chỗ, không chốt đơn vị nào và thoát với mã 1.
    """
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415
    from tdkt_desktop.workflows.unit import sealing  # noqa: PLC0415

    with campaigns.open_campaign(campaign, author=author, writing=not dry_run) as session:
        units = units_named(session, unit)
        before = [_standing(session, one) for one in units]
        blocked = any(gap["blocking"] for facts in before for gap in facts["gaps"])
        if not (dry_run or blocked):
            sealing.seal_units(session, [one.code for one in units])
        facts = [_standing(session, one) for one in units]
    for one, was in zip(facts, before, strict=True):
        one["gaps"] = was["gaps"]
    lines = [line for one in facts for line in _standing_lines(one)]
    if blocked:
        lines.append("Chưa chốt đơn vị nào. Hãy ghi đủ các chỗ phải ghi rồi chốt lại.")
    tell(as_json, {"blocked": blocked, "dry_run": dry_run, "units": facts}, "\n".join(lines))
    if blocked:
        raise typer.Exit(1)


def reopen(campaign: Campaign, unit: OneUnit, author: Author = "") -> None:
    """Mở lại biên bản đã chốt để sửa, khi biên bản chưa in và chưa xuất ra tệp."""
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415
    from tdkt_desktop.workflows.unit import sealing  # noqa: PLC0415

    with campaigns.open_campaign(campaign, author=author) as session:
        known = unit_named(session, unit)
        inspection = session.inspection(known.code)
        if inspection.stage is not Stage.SEALED:
            raise CampaignError(
                f"Biên bản của {known.listed} chưa chốt.", "Có thể sửa ngay, không cần mở lại."
            )
        session.save(sealing.reopening_changes(inspection))
    typer.echo(f"{known.listed}: đã mở lại, mã biên bản cũ không còn hiệu lực.")


def add(
    campaign: Campaign,
    unit: OneUnit,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="LÝ_DO", help="Bắt đầu bổ sung với lý do này.")
    ] = None,
    end: Annotated[bool, typer.Option("--end", help="Kết thúc phần bổ sung đang mở.")] = False,
    author: Author = "",
    as_json: AsJson = False,
) -> None:
    """Bổ sung biên bản đã chốt: bắt đầu với lý do, ghi (tdkt fill, tdkt attach), rồi kết thúc.

    Không nêu --reason hoặc --end: xem các lần bổ sung và những gì khác với lúc chốt.
    """
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415
    from tdkt_desktop.workflows.unit import sealing  # noqa: PLC0415

    if reason is not None and end:
        raise WrongUse("Chỉ dùng một trong hai: --reason để bắt đầu, --end để kết thúc.")
    writing = end or reason is not None
    with campaigns.open_campaign(campaign, author=author, writing=writing) as session:
        known = unit_named(session, unit)
        inspection = session.inspection(known.code)
        if inspection.stage is not Stage.SEALED:
            raise CampaignError(f"Biên bản của {known.listed} chưa chốt.", GO_DIRECT)
        is_open = any(one.open for one in addenda(inspection))
        if reason is not None:
            if is_open:
                raise CampaignError(
                    f"Biên bản của {known.listed} đang có phần bổ sung chưa kết thúc.",
                    "Hãy ghi tiếp vào phần đó, hoặc kết thúc bằng --end rồi bắt đầu phần mới.",
                )
            session.save([sealing.open_addendum(inspection, reason)])
        elif end:
            if not is_open:
                raise CampaignError(
                    f"Biên bản của {known.listed} không có phần bổ sung nào đang mở.",
                    "Hãy bắt đầu bằng --reason kèm lý do.",
                )
            session.save(sealing.close_addendum(session, inspection))
        facts = _additions(session, known)
    tell(as_json, facts, "\n".join(_addition_lines(facts)))


def verify(
    file: Annotated[
        Path | None, typer.Argument(metavar="TỆP", help="Tệp .tdkt, hoặc biên bản .pdf, .docx.")
    ] = None,
    campaign: Annotated[
        Path | None,
        typer.Option("--campaign", metavar="ĐỢT", help="Đợt kiểm tra để đối chiếu biên bản (.tdktdb)."),
    ] = None,
    code: Annotated[
        str, typer.Option("--code", metavar="MÃ", help="Mã đọc ở chân trang, ví dụ K7MQ-2XWD.")
    ] = "",
    unit: Annotated[
        str, typer.Option("--unit", metavar="MÃ_ĐƠN_VỊ", help="Chỉ đối chiếu với đơn vị này.")
    ] = "",
    password_file: PasswordFile = None,
    ask_password: AskPassword = False,
    as_json: AsJson = False,
) -> None:
    """Kiểm tra tệp .tdkt có nguyên vẹn, hoặc đối chiếu mã trên biên bản với đợt kiểm tra; không ghi gì.

    Với biên bản: mọi trang phải mang cùng một mã và mã đó phải đúng với nội dung đã chốt. Không khớp: thoát với mã 1.
    Chỉ đối chiếu mã, không đọc lại lời văn trên giấy.
    """
    if (file is None) == (not code):
        raise WrongUse("Hãy nêu một tệp cần kiểm tra, hoặc một mã bằng --code.")
    if file is not None and file.suffix.lower() not in MINUTES:
        if campaign is not None or unit:
            raise WrongUse("--campaign và --unit chỉ dùng với biên bản (.pdf, .docx) hoặc với --code.")
        _verify_package(file, passwords(password_file, ask_password), as_json)
        return
    if campaign is None:
        raise WrongUse("Đối chiếu biên bản cần biết đợt kiểm tra: thêm --campaign ĐỢT.")
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415

    with campaigns.open_campaign(campaign, writing=False) as session:
        wanted = unit_named(session, unit).code if unit else ""
        facts, lines = (
            _checked_code(session, code, wanted) if file is None else _checked_paper(session, file, wanted)
        )
    tell(as_json, facts, "\n".join(lines))
    if not facts["ok"]:
        raise typer.Exit(1)


def _standing(session: CampaignSession, unit: Unit) -> dict[str, Any]:
    """How a unit stands towards its seal."""
    from tdkt_desktop.workflows.unit import sealing  # noqa: PLC0415

    inspection = session.inspection(unit.code)
    sealed = inspection.stage is Stage.SEALED
    gaps = () if sealed else sealing.gaps(session, unit.code)
    return {
        "unit": unit.code,
        "listed": unit.listed,
        "sealed": sealed,
        "code": sealing.code_of(session, inspection),
        "gaps": [
            {"step": gap.step, "question": gap.question, "words": gap.words, "blocking": gap.blocking}
            for gap in gaps
        ],
    }


def _standing_lines(facts: dict[str, Any]) -> list[str]:
    must = [gap["words"] for gap in facts["gaps"] if gap["blocking"]]
    might = [gap["words"] for gap in facts["gaps"] if not gap["blocking"]]
    if facts["sealed"]:
        head = f"{facts['listed']}: đã chốt, mã {facts['code']}."
    elif must:
        head = f"{facts['listed']}: chưa chốt được, còn {len(must):02d} chỗ phải ghi."
    else:
        head = f"{facts['listed']}: đủ điều kiện chốt."
    lines = [head, *(f"  Phải ghi: {words}" for words in must)]
    return [*lines, *(f"  Nên xem lại: {words}" for words in might)]


def _additions(session: CampaignSession, unit: Unit) -> dict[str, Any]:
    from tdkt_desktop.workflows import history  # noqa: PLC0415

    inspection = session.inspection(unit.code)
    return {
        "unit": unit.code,
        "listed": unit.listed,
        "additions": [
            {
                "reason": one.reason,
                "opened_at": one.opened_at,
                "closed_at": one.closed_at,
                "code": one.code,
                "open": one.open,
            }
            for one in addenda(inspection)
        ],
        "changes": [
            {"label": label, "before": before, "after": after}
            for label, before, after in history.added_since_sealing(session, inspection)
        ],
    }


def _addition_lines(facts: dict[str, Any]) -> list[str]:
    if not facts["additions"]:
        return [f"{facts['listed']}: chưa có lần bổ sung nào."]
    lines = [f"{facts['listed']}:"]
    for number, one in enumerate(facts["additions"], start=1):
        state = "đang mở" if one["open"] else f"đã kết thúc, mã {one['code']}"
        lines.append(f"  Bổ sung lần {number:02d} ({state}): {one['reason']}")
    lines += [f"  {one['label']}: {one['before']} → {one['after']}" for one in facts["changes"]]
    return lines


def _verify_package(file: Path, given: Sequence[str], as_json: bool) -> None:
    from tdkt_desktop.workflows.history import moment_words  # noqa: PLC0415
    from tdkt_desktop.workflows.merge.machines import code_of  # noqa: PLC0415
    from tdkt_desktop.workflows.merge.packages import verify_package  # noqa: PLC0415

    package = verify_package(file, given[0] if given else "")
    machine = code_of(package.signed_by)
    attached = f", {len(package.files)} tệp minh chứng" if package.files else ""
    tell(
        as_json,
        {
            "ok": True,
            "id": package.id,
            "kind": package.kind,
            "campaign": package.campaign_id,
            "team": package.team,
            "revisions": len(package.revisions),
            "attachments": len(package.files),
            "sha256": package.digest,
            "machine": machine,
            "locked": package.locked,
        },
        f"{file.name}: nguyên vẹn. Đợt {package.campaign_id}, đoàn {package.team or '-'}, {len(package.revisions)} bản ghi"
        f"{attached}, tạo lúc {moment_words(package.created_at)}, "
        f"{f'máy {machine} ký' if machine else 'không có chữ ký (phiên bản cũ)'}.",
    )


def _checked_code(session: CampaignSession, code: str, unit: str) -> tuple[dict[str, Any], list[str]]:
    from tdkt_desktop.workflows.unit.sealing import compare_code  # noqa: PLC0415

    found = compare_code(session, code, unit)
    return {"ok": found.matches, "code": found.code, "unit": found.unit}, [found.words]


def _checked_paper(session: CampaignSession, file: Path, unit: str) -> tuple[dict[str, Any], list[str]]:
    from tdkt_desktop.workflows.papers.paper_check import check_paper  # noqa: PLC0415

    found = check_paper(session, file, unit)
    facts = {
        "ok": found.matches,
        "unit": found.unit,
        "code": found.code,
        "addition": found.added,
        "pages": found.pages,
        "problems": list(found.problems),
    }
    return facts, [found.words, *(f"  {problem}" for problem in found.problems)]
