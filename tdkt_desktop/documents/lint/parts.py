"""The parts of an official paper and what each must look like: the decree's table as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tdkt_desktop.documents.lint.reading import CENTER

FAMILIES = {"timesnewroman", "timesnewromanps", "times", "tinos", "liberationserif"}
WANTED_FAMILY = "Times New Roman (hoặc phông có cùng số đo: Tinos, Liberation Serif)"


class Part(StrEnum):
    """What a text is in the paper; the value is its name in messages."""

    COUNTRY = "Quốc hiệu"
    MOTTO = "Tiêu ngữ"
    PARENT = "Tên cơ quan chủ quản"
    ISSUER = "Tên cơ quan ban hành"
    NUMBER = "Số, ký hiệu"
    PLACE_DATE = "Địa danh, ngày tháng năm"
    KIND = "Tên loại"
    SUBJECT = "Trích yếu"
    GROUND = "Căn cứ ban hành"
    BODY = "Nội dung"
    HEADING_1 = "Đề mục I, II, ..."
    HEADING_2 = "Đề mục 1, 2, ..."
    HEADING_3 = "Điểm a, b, ..."
    BULLET = "Gạch đầu dòng"
    TABLE = "Bảng"
    SIGNER_TITLE = "Quyền hạn, chức vụ người ký"
    SIGNER_NOTE = "Ghi chú ký"
    SIGNER_NAME = "Họ tên người ký"
    RECIPIENTS_LABEL = "Từ “Nơi nhận”"
    RECIPIENT = "Danh sách nơi nhận"
    APPENDIX_LABEL = "Từ “Phụ lục”"
    APPENDIX_TITLE = "Tên phụ lục"
    APPENDIX_REFERENCE = "Dòng kèm theo của phụ lục"
    PAGE_NUMBER = "Số trang"
    FAKE_RULE = "Đường kẻ"
    OTHER = "Văn bản"


@dataclass(frozen=True)
class Look:
    """The look of a part; None where the decree leaves it open. `clause` is of the decree's appendix I.

    `habit` marks what the decree does not say but offices do, `habit_capital` the capitals alone.
    """

    sizes: tuple[float, float]
    clause: str
    bold: bool | None = None
    italic: bool | None = None
    capital: bool | None = None
    align: str | None = None
    habit: bool = False
    habit_capital: bool = False


LOOKS = {
    Part.COUNTRY: Look((12, 13), "mục II.1", bold=True, italic=False, capital=True),
    Part.MOTTO: Look((13, 14), "mục II.1", bold=True, italic=False, capital=False),
    Part.PARENT: Look((12, 13), "mục II.2", bold=False, italic=False, capital=True),
    Part.ISSUER: Look((12, 13), "mục II.2", bold=True, italic=False, capital=True),
    Part.NUMBER: Look((13, 13), "mục II.3", bold=False, italic=False),
    Part.PLACE_DATE: Look((13, 14), "mục II.4", bold=False, italic=True),
    Part.KIND: Look((13, 14), "mục II.5", bold=True, italic=False, capital=True, align=CENTER),
    Part.SUBJECT: Look((13, 14), "mục II.5", bold=True, italic=False, align=CENTER),
    Part.GROUND: Look((13, 14), "mục II.6", bold=False, italic=True),
    Part.BODY: Look((13, 14), "mục II.6"),
    Part.HEADING_1: Look((13, 14), "mục II.6", bold=True, italic=False, capital=True, habit_capital=True),
    Part.HEADING_2: Look((13, 14), "mục II.6", bold=True, italic=False),
    Part.HEADING_3: Look((13, 14), "mục II.6"),
    Part.BULLET: Look((13, 14), "mục II.6"),
    Part.TABLE: Look((11, 14), "mục II.6", habit=True),
    Part.SIGNER_TITLE: Look((13, 14), "mục II.7", bold=True, italic=False, capital=True),
    Part.SIGNER_NAME: Look((13, 14), "mục II.7", bold=True, italic=False, capital=False),
    Part.RECIPIENTS_LABEL: Look((12, 12), "mục II.9", bold=True, italic=True),
    Part.RECIPIENT: Look((11, 11), "mục II.9", bold=False, italic=False),
    Part.APPENDIX_LABEL: Look((14, 14), "mục III.1", bold=True, capital=False, align=CENTER),
    Part.APPENDIX_TITLE: Look((13, 14), "mục III.1", bold=True, capital=True, align=CENTER),
    Part.APPENDIX_REFERENCE: Look((13, 14), "mục III.1", bold=False, italic=True, align=CENTER),
    Part.PAGE_NUMBER: Look((13, 14), "mục I.7", bold=False, italic=False),
}

# Margins in millimetres: (least, most) and how the decree names the side.
MARGINS = {
    "top": ((20, 25), "lề trên"),
    "bottom": ((20, 25), "lề dưới"),
    "left": ((30, 35), "lề trái"),
    "right": ((15, 20), "lề phải"),
}
TURNED = (15, 35)  # any side of a page laid across
A4 = (210.0, 297.0)
INDENT = (10.0, 12.7)
GAP_PT = 6.0
LEADING = (1.0, 1.5)
MOTTO_RULE = (1.0, 1.0)
SHORT_RULE = (1 / 3, 1 / 2)

KINDS = {
    "Nghị quyết": "NQ",
    "Quyết định": "QĐ",
    "Chỉ thị": "CT",
    "Quy chế": "QC",
    "Quy định": "QyĐ",
    "Thông cáo": "TC",
    "Thông báo": "TB",
    "Hướng dẫn": "HD",
    "Chương trình": "CTr",
    "Kế hoạch": "KH",
    "Phương án": "PA",
    "Đề án": "ĐA",
    "Dự án": "DA",
    "Báo cáo": "BC",
    "Biên bản": "BB",
    "Tờ trình": "TTr",
    "Hợp đồng": "HĐ",
    "Công điện": "CĐ",
    "Bản ghi nhớ": "BGN",
    "Bản thỏa thuận": "BTT",
    "Giấy ủy quyền": "GUQ",
    "Giấy mời": "GM",
    "Giấy giới thiệu": "GGT",
    "Giấy nghỉ phép": "GNP",
    "Phiếu gửi": "PG",
    "Phiếu chuyển": "PC",
    "Phiếu báo": "PB",
}
FORM_KIND = "phiếu"  # a form to fill by hand, but for the three official kinds above
SIGN_PREFIXES = ("TM.", "Q.", "KT.", "TL.", "TUQ.")
