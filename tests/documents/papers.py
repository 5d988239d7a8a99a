"""Papers that the tests of the writers print: a notice with its annex, minutes with three signers."""

from __future__ import annotations

import io

from PIL import Image

from tdkt_desktop.documents.neutral.blocks import (
    FORM,
    Appendix,
    Block,
    Bullet,
    Closing,
    Column,
    Document,
    HeaderCell,
    Heading,
    Letterhead,
    Paragraph,
    Picture,
    Pictures,
    Run,
    Signature,
    Signatures,
    SmallPrint,
    Table,
    Title,
)
from tdkt_desktop.documents.neutral.form_blocks import Blank, Box, FormHead, FormItem, Grid

SIGNER = Signature(
    ("KT. CHỦ TỊCH HỘI ĐỒNG", "PHÓ CHỦ TỊCH THƯỜNG TRỰC", "GIÁM ĐỐC SỞ NỘI VỤ"), "", "Nông Văn Mẫu"
)
HEAD = (
    Letterhead(
        ("UBND TỈNH LẠNG SƠN",),
        ("HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG"),
        "Số:      /TB-HĐTĐKT",
        "Lạng Sơn, ngày      tháng 10 năm 2019",
    ),
    Title("THÔNG BÁO", ("Kết quả kiểm tra công tác thi đua, khen thưởng năm 2019",)),
)
WORDS = "Các đơn vị được kiểm tra đã triển khai kịp thời công tác thi đua, khen thưởng theo quy định. "


def annex(rows: int = 6) -> tuple[Block, ...]:
    header = (
        (
            HeaderCell("TT", rowspan=2),
            HeaderCell("Tên đơn vị", rowspan=2),
            HeaderCell("Thời gian kiểm tra", colspan=2),
            HeaderCell("Trưởng đoàn", rowspan=2),
        ),
        (HeaderCell("Theo kế hoạch"), HeaderCell("Thực hiện")),
    )
    body = tuple((str(n), f"Đơn vị thứ {n}", "06/6/2019", "07/6/2019", "") for n in range(1, rows + 1))
    columns = (Column(1, "center"), Column(5), Column(3, "center"), Column(3, "center"), Column(4))
    return (
        Appendix("Phụ lục", ("LỊCH KIỂM TRA",), "(Kèm theo Thông báo số      /TB-HĐTĐKT)", True),
        Table(columns, header, body),
    )


def notice(rows: int = 6) -> Document:
    body: tuple[Block, ...] = (
        Paragraph.of(WORDS * 3),
        Heading(1, "I. KẾT QUẢ KIỂM TRA"),
        Heading(2, "1. Công tác chỉ đạo"),
        Paragraph(
            (Run("05/06 đơn vị ", bold=True), Run("thực hiện tốt, "), Run("tiêu biểu như:", italic=True))
        ),
        Bullet((Run("Viễn thông Lạng Sơn;"),)),
        Bullet((Run("đề nghị mở lớp tập huấn;"),), 2),
        Heading(3, "a) Phong trào thi đua"),
        *(Paragraph.of(WORDS * 4) for _ in range(8)),
        Closing(("Như trên", "Lưu: VT, HĐTĐKT"), SIGNER),
    )
    return Document("Thông báo", "Kết quả", "Hội đồng", (*HEAD, *body, *annex(rows)))


def minutes(*before: Block) -> Document:
    signers = tuple(
        Signature((title,), "(Ký, ghi rõ họ tên)", "")
        for title in ("ĐẠI DIỆN ĐƠN VỊ", "THƯ KÝ", "TRƯỞNG ĐOÀN KIỂM TRA")
    )
    return Document(
        "Biên bản", "", "", (*HEAD, *before, Signatures(signers), SmallPrint("Mã biên bản: A1B2-C3D4"))
    )


def form() -> Document:
    """A form with something of everything."""
    verdict = ("Kết luận:", Box("Đạt"), Box("Chưa đạt"))
    blocks = (
        FormHead("1. Nội dung thứ nhất", "Cần xem: sổ sách.", verdict),
        FormItem("1.1", "Có kế hoạch không?", beside=(Box("Có"), Box("Không"))),
        FormItem("1.2", "Ngày nào?", "(nếu mục 1.1: có)", beside=("Ngày", Blank(8), "/", Blank())),
        FormItem("1.3", "Kể tên", lines=(("1)", Blank()), ("2)", Blank()))),
        FormItem("1.4", "Số liệu", grid=Grid(("Năm", "Tập thể"), (1, 2), 3, ("2019",))),
        FormItem(lines=(("Nhận xét:", Blank()),)),
        Grid(("Họ và tên", "Chức vụ"), (1, 1), 2),
    )
    return Document("Phiếu", "", "", blocks, footer="Phiếu kiểm tra", sheet=FORM)


def album() -> Document:
    """Two pictures in a row and a wide one."""
    pictures = tuple(picture(*size) for size in ((400, 300, "Một"), (300, 400, "Hai"), (900, 300, "Ba")))
    return Document("Ảnh", "", "", (Paragraph.of("Đầu."), Pictures(pictures)))


def picture(width: int, height: int, caption: str) -> Picture:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), (90, 120, 160)).save(buffer, "JPEG")
    return Picture(buffer.getvalue(), width, height, caption)
