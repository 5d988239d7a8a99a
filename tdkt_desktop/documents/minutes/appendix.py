"""What stands after the signatures of the minutes: the evidence, and additions made after sealing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tdkt_desktop.documents.minutes.parts import bullets, typed
from tdkt_desktop.documents.neutral.blocks import (
    Appendix,
    Block,
    Column,
    HeaderCell,
    Heading,
    Paragraph,
    Picture,
    Pictures,
    Signatures,
    Table,
)
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.evidence import SIGNED, Evidence, distinct
from tdkt_desktop.domain.inspection import Inspection
from tdkt_desktop.vietnamese.counts import padded

NOTHING = "(không ghi)"


@dataclass(frozen=True)
class Addendum:
    """Additions after sealing: the reasons, each change as (what, as sealed, as changed), the code of the result."""

    reasons: tuple[str, ...]
    changes: tuple[tuple[str, str, str], ...]
    code: str


def printed_evidence(inspection: Inspection) -> tuple[Evidence, ...]:
    """The evidence that goes into the minutes, in order; the scan of the signed minutes never does."""
    chosen = [one for one in distinct(inspection.evidence) if one.in_minutes and one.role != SIGNED]
    return tuple(sorted(chosen, key=lambda one: (one.position, one.id)))


def evidence_appendix(
    checklist: Checklist,
    evidence: Sequence[Evidence],
    pictures: Sequence[Picture],
    reference: str,
) -> list[Block]:
    """The numbered list of the evidence and the pictures of it."""
    numbers = {one.id: number for number, one in enumerate(evidence, start=1)}
    titles = {one.id: one.title for one in evidence}
    shown = tuple(
        replace(picture, caption=_caption(picture, numbers, titles))
        for picture in pictures
        if not picture.source or picture.source in numbers
    )
    table = Table(
        columns=(Column(10, "center"), Column(62), Column(52), Column(41)),
        header=(
            tuple(
                HeaderCell(text) for text in ("TT", "Minh chứng", "Nội dung kiểm tra", "Ảnh, tệp kèm theo")
            ),
        ),
        rows=tuple(
            (padded(number), one.title, _criterion(checklist, one.criterion), _form(one))
            for number, one in enumerate(evidence, start=1)
        ),
    )
    head = Appendix("Phụ lục", ("MINH CHỨNG",), f"(Kèm theo {reference})", landscape=False)
    return [head, table, *([Pictures(shown)] if shown else [])]


def addendum_appendix(addendum: Addendum, code: str, reference: str, signers: Signatures) -> list[Block]:
    """Reasons, what was signed beside what it became, and the three parties once more.

    Its label leaves the pages already signed as they are: no "Phụ lục I" where "Phụ lục" was signed.
    """
    footer = " - ".join(
        part
        for part in (
            f"Mã biên bản: {code}" if code else "",
            f"Mã bổ sung: {addendum.code}" if addendum.code else "",
        )
        if part
    )
    table = Table(
        columns=(Column(45), Column(60), Column(60)),
        header=(
            tuple(
                HeaderCell(text) for text in ("Nội dung", "Theo biên bản đã chốt", "Bổ sung, sửa đổi thành")
            ),
        ),
        rows=tuple(
            (what, before.strip() or NOTHING, after.strip() or NOTHING)
            for what, before, after in addendum.changes
        ),
    )
    reasons = bullets(addendum.reasons) if len(addendum.reasons) > 1 else typed("".join(addendum.reasons))
    return [
        Appendix(
            "Phụ lục bổ sung",
            ("BỔ SUNG BIÊN BẢN",),
            f"(Kèm theo {reference})",
            landscape=False,
            footer=footer,
        ),
        Paragraph.of(
            f"Sau khi biên bản được chốt{f' (mã {code})' if code else ''}, Đoàn kiểm tra và đơn vị được kiểm tra "
            "thống nhất bổ sung, sửa đổi biên bản như sau:"
        ),
        Heading(2, "1. Lý do"),
        *reasons,
        Heading(2, "2. Nội dung bổ sung, sửa đổi"),
        table if addendum.changes else Paragraph.of("Không có nội dung nào đã ghi phải sửa đổi."),
        Paragraph.of(
            "Các nội dung khác của biên bản giữ nguyên. Phần bổ sung này là bộ phận không tách rời của biên bản, được lập "
            "thành 02 bản có giá trị như nhau, mỗi bên giữ 01 bản./."
        ),
        signers,
    ]


def _criterion(checklist: Checklist, code: str) -> str:
    for number, criterion in enumerate(checklist.criteria, start=1):
        if criterion.code == code:
            return f"{number}. {criterion.name}"
    return "Chung cả buổi kiểm tra"


def _form(one: Evidence) -> str:
    return "Ảnh" if one.is_picture else f"Tệp {one.name}"


def _caption(picture: Picture, numbers: dict[str, int], titles: dict[str, str]) -> str:
    said = picture.caption or titles.get(picture.source, "")
    number = numbers.get(picture.source)
    return f"Minh chứng {padded(number)}: {said}" if number else said
