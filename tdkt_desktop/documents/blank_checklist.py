"""The checklist on paper, for a power cut: the numbers of the window, and room to write for every kind of answer."""

from __future__ import annotations

from collections.abc import Sequence

from tdkt_desktop.documents.blank_answers import DATE, question_item
from tdkt_desktop.documents.neutral.blocks import (
    FORM,
    Block,
    Document,
    Heading,
    Letterhead,
    Signature,
    Signatures,
    SmallPrint,
    Title,
)
from tdkt_desktop.documents.neutral.form_blocks import Blank, Box, FormHead, FormItem, Grid, Part
from tdkt_desktop.domain.campaign import Campaign, Unit
from tdkt_desktop.domain.checklist import Checklist, Criterion
from tdkt_desktop.domain.kinds import VERDICT_WORDS
from tdkt_desktop.domain.mending import MENDING_WORDS, Limitation

DOTS = "…………"
HOW_TO = (
    "Cách ghi: đánh dấu vào ô vuông, viết vào chỗ có dấu chấm; hết chỗ thì ghi ra mặt sau kèm số mục. Mục để trống là mục chưa "
    "kiểm tra; mục không thuộc đối tượng thì ghi chữ “KTĐT” và lý do. Số mục trùng với số trên máy để nhập lại."
)
TEAM_ROWS, UNIT_ROWS, FIGURE_ROWS, REQUEST_ROWS = 4, 3, 3, 2
PEOPLE_WIDTHS = (80.0, 90.0)


def blank_checklist(
    campaign: Campaign, checklist: Checklist, unit: Unit | None, limitations: Sequence[Limitation] = ()
) -> Document:
    """A checklist to fill by hand for one unit, or for any where `unit` is None; `limitations` are the unit's of earlier
    years, each beside its criterion.
    """
    name = unit.official if unit else ""
    blocks: list[Block] = [
        Letterhead(
            parent=campaign.issuer.lines,
            issuer=campaign.issuer.team_lines or ("ĐOÀN KIỂM TRA",),
            number_line="",
            place_date="",
        ),
        Title(
            "PHIẾU KIỂM TRA",
            (
                f"Công tác thi đua, khen thưởng năm {campaign.year}",
                f"tại {name}" if name else f"tại {DOTS * 4}",
            ),
        ),
        SmallPrint(HOW_TO),
        *_visit(campaign, unit),
        Heading(1, "II. NỘI DUNG KIỂM TRA"),
    ]
    numbers = checklist.numbers
    for place, criterion in enumerate(checklist.criteria, start=1):
        blocks += _criterion(place, criterion, numbers)
        blocks += [_mending(one) for one in limitations if one.criterion == criterion.code]
    codes = {criterion.code for criterion in checklist.criteria}
    general = [_mending(one) for one in limitations if one.criterion not in codes]
    blocks += [*_closing(general), _signatures()]
    title = f"Phiếu kiểm tra {name}".strip()
    return Document(
        title=title,
        subject=checklist.title,
        author=campaign.issuer.name,
        blocks=tuple(blocks),
        sheet=FORM,
        style=campaign.issuer.page_style,
        footer=f"Phiếu kiểm tra{f' - {unit.short}' if unit else ''} - năm {campaign.year}",
    )


def _visit(campaign: Campaign, unit: Unit | None) -> list[Block]:
    team = campaign.team(unit.team) if unit else None
    leader = team.leader.full if team else ""
    lines: tuple[tuple[Part, ...], ...] = (
        (
            "Ngày kiểm tra:",
            *DATE,
            "bắt đầu:",
            Blank(9),
            "giờ",
            Blank(9),
            "phút, kết thúc:",
            Blank(9),
            "giờ",
            Blank(),
            "phút",
        ),
        ("Địa điểm:", Blank()),
        (f"Trưởng đoàn: {leader}",) if leader else ("Trưởng đoàn:", Blank()),
        ("Người được Trưởng đoàn ủy quyền (nếu có):", Blank()),
        ("Thư ký đoàn:", Blank(), "số biên bản:", Blank(30)),
        ("Báo cáo của đơn vị:", Box("Đầy đủ"), Box("Phải bổ sung, hoàn thiện")),
        ("Lý do làm khác kế hoạch (nếu có):", Blank()),
    )
    return [
        Heading(1, "I. THÔNG TIN BUỔI KIỂM TRA"),
        FormItem(lines=lines),
        Grid(("Thành viên đoàn có mặt", "Chức vụ, cơ quan"), PEOPLE_WIDTHS, TEAM_ROWS),
        Grid(("Đại diện đơn vị được kiểm tra", "Chức vụ"), PEOPLE_WIDTHS, UNIT_ROWS),
    ]


def _criterion(place: int, criterion: Criterion, numbers: dict[str, str]) -> list[Block]:
    seen = f"Cần xem: {'; '.join(criterion.evidence)}." if criterion.evidence else ""
    verdict: tuple[Part, ...] = ("Kết luận:", *(Box(word) for word in VERDICT_WORDS.values()))
    remarks: tuple[tuple[Part, ...], ...] = (
        (f"Nhận xét nội dung {place}:", Blank()),
        (Blank(),),
        (f"Hạn chế nội dung {place}:", Blank()),
        ("Tài liệu đã xem:", Blank(), Box("Đưa nhận xét vào thông báo")),
    )
    return [
        FormHead(f"{place}. {criterion.title}", seen, verdict if criterion.graded else ()),
        *(question_item(question, numbers) for question in criterion.questions),
        *([FormItem(lines=remarks)] if criterion.graded else []),
    ]


def _mending(one: Limitation) -> FormItem:
    """A limitation of an earlier year, with room for what became of it."""
    boxes = tuple(Box(words) for words in MENDING_WORDS.values())
    lines: tuple[tuple[Part, ...], ...] = (boxes, ("Ghi chú:", Blank()))
    return FormItem(text=f"Hạn chế đã nêu năm {one.year}: {one.text}", lines=lines)


def _closing(general: Sequence[FormItem]) -> list[Block]:
    texts = (
        ("Ưu điểm:", 3),
        ("Hạn chế, tồn tại và nguyên nhân:", 3),
        ("Ý kiến của đơn vị:", 2),
        ("Ý kiến bảo lưu của đơn vị (nếu có):", 1),
        ("Kết luận của trưởng đoàn:", 3),
    )
    lines: list[tuple[Part, ...]] = []
    for label, count in texts:
        lines += [(label, Blank()), *(((Blank(),),) * (count - 1))]
    figures = ("Chỉ tiêu", "Đơn vị tính", "Số liệu báo cáo", "Số liệu kiểm tra", "Ghi chú")
    return [
        Heading(1, "III. SỐ LIỆU BÁO CÁO VÀ SỐ LIỆU KIỂM TRA"),
        Grid(figures, (50, 22, 30, 30, 33), FIGURE_ROWS),
        Heading(1, "IV. NHẬN XÉT, KẾT LUẬN"),
        *general,
        FormItem(lines=tuple(lines)),
        Grid(("Yêu cầu khắc phục", "Thời hạn"), (120, 45), REQUEST_ROWS),
    ]


def _signatures() -> Signatures:
    return Signatures(
        tuple(
            Signature((title,), "(Ký, ghi rõ họ tên)", "")
            for title in ("ĐẠI DIỆN ĐƠN VỊ", "THƯ KÝ", "TRƯỞNG ĐOÀN")
        )
    )
