"""Ways to spoil a paper, one property at a time, and the finding each must give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from tests.documents.lint.office import SANS, WORDS, OfficePaper

Change = Callable[[OfficePaper], OfficePaper]
BOTH = ("docx", "pdf")


class Spoil(NamedTuple):
    """What is done, the code of the finding, how many there are, and in which formats it shows."""

    change: Change
    code: str
    formats: tuple[str, ...] = BOTH


def _text(name: str, text: str) -> Change:
    return lambda paper: paper.but(name, text=text)


def _look(name: str, **changes: object) -> Change:
    return lambda paper: paper.but(name, **changes)


def _margins(top: float, bottom: float, left: float, right: float) -> Change:
    return lambda paper: replace(paper, margins=(top, bottom, left, right))


SPOILS: dict[str, Spoil] = {
    # The page
    "letter paper": Spoil(lambda paper: replace(paper, page=(215.9, 279.4)), "kho-giay"),
    "left margin": Spoil(_margins(20, 20, 25, 15), "le-left"),
    "wide right margin": Spoil(_margins(20, 20, 30, 25), "le-right"),
    "top margin": Spoil(_margins(12, 20, 30, 15), "le-top"),
    "bottom margin": Spoil(_margins(20, 12, 30, 15), "le-bottom"),
    "number on the first page": Spoil(lambda paper: replace(paper, number_on_first=True), "so-trang-dau"),
    "number below": Spoil(lambda paper: replace(paper, number_at_top=False), "so-trang-vi-tri"),
    "number at the right": Spoil(
        lambda paper: replace(paper, number=replace(paper.number, align="right")), "so-trang-vi-tri"
    ),
    "small number": Spoil(
        lambda paper: replace(paper, number=replace(paper.number, size=11)), "so-trang-co-chu"
    ),
    "bold number": Spoil(
        lambda paper: replace(paper, number=replace(paper.number, bold=True)), "so-trang-kieu-chu"
    ),
    "no numbers": Spoil(lambda paper: replace(paper, numbered=False), "so-trang-thieu"),
    "appendix counted on": Spoil(lambda paper: replace(paper, appendix_anew=False), "phu-luc-so-trang"),
    # The letterhead
    "country not bold": Spoil(_look("country", bold=False), "chu-dam"),
    "country too small for the motto": Spoil(_look("country", size=12), "cap-co-chu"),
    "country over two lines": Spoil(_text("country", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT\nNAM"), "mot-dong"),
    "country misspelt": Spoil(_text("country", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAN"), "loi-van"),
    "motto in small letters": Spoil(_text("motto", "Độc lập - tự do - hạnh phúc"), "loi-van"),
    "motto with dashes": Spoil(_text("motto", "Độc lập – Tự do – Hạnh phúc"), "loi-van"),
    "motto italic": Spoil(_look("motto", italic=True), "chu-nghieng"),
    "motto without a rule": Spoil(_look("motto", rule=0), "duong-ke"),
    "motto with a short rule": Spoil(_look("motto", rule=0.6), "duong-ke-dai"),
    "issuer without a rule": Spoil(_look("issuer", rule=0), "duong-ke"),
    "issuer with a long rule": Spoil(_look("issuer", rule=0.9), "duong-ke-dai"),
    "issuer not bold": Spoil(_look("issuer", bold=False), "chu-dam"),
    "parent bold": Spoil(_look("parent", bold=True), "chu-dam"),
    "issuer too large": Spoil(_look("issuer", size=15, text="BAN THI ĐUA"), "co-chu"),
    "number without a zero": Spoil(_text("number", "Số: 5/TB-BTĐKT"), "so-khong"),
    "number without a colon": Spoil(_text("number", "Số 12/TB-BTĐKT"), "so-ky-hieu"),
    "number with blanks": Spoil(_text("number", "Số: 12 / TB - BTĐKT"), "so-ky-hieu"),
    "symbol of another kind": Spoil(_text("number", "Số: 12/BC-BTĐKT"), "ky-hieu-ten-loai"),
    "number bold": Spoil(_look("number", bold=True), "chu-dam"),
    "date upright": Spoil(_look("date", italic=False), "chu-nghieng"),
    "day without a zero": Spoil(_text("date", "Tỉnh lỵ, ngày 6 tháng 6 năm 2026"), "ngay-so-khong"),
    "month with a zero": Spoil(_text("date", "Tỉnh lỵ, ngày 06 tháng 06 năm 2026"), "ngay-so-khong"),
    "month without its zero": Spoil(_text("date", "Tỉnh lỵ, ngày 06 tháng 1 năm 2026"), "ngay-so-khong"),
    "date without a comma": Spoil(_text("date", "Tỉnh lỵ ngày 06 tháng 6 năm 2026"), "dia-danh-ngay"),
    "no issuer's date": Spoil(lambda paper: paper.without("right", "date"), "thieu-thanh-phan"),
    # Kind and subject
    "kind too large": Spoil(_look("kind", size=16), "co-chu"),
    "kind in small letters": Spoil(_text("kind", "Thông báo"), "chu-hoa"),
    "subject not bold": Spoil(_look("subject", bold=False), "chu-dam"),
    "subject without a rule": Spoil(_look("subject", rule=0), "duong-ke"),
    # The body
    "ground upright": Spoil(_look("ground_2", italic=False), "chu-nghieng"),
    "body in another type": Spoil(_look("body_1", font=SANS), "phong-chu"),
    "body too small": Spoil(_look("body_1", size=12), "co-chu"),
    "body not set in": Spoil(_look("body_1", indent=0), "lui-dau-dong"),
    "body ragged": Spoil(_look("body_2", align="left"), "can-deu"),
    "body without a gap": Spoil(_look("count", gap=0), "cach-doan"),
    "body spaced out": Spoil(_look("body_2", leading=2), "cach-dong"),
    "body pressed": Spoil(_look("body_2", leading=0.8), "cach-dong"),
    "part not bold": Spoil(_look("part_2", bold=False), "chu-dam"),
    "part in small letters": Spoil(_text("part_2", "II. Đánh giá chung"), "chu-hoa"),
    "title not bold": Spoil(_look("title_2", bold=False), "chu-dam"),
    "part left out": Spoil(
        lambda paper: paper.but("part_2", text="III. ĐÁNH GIÁ CHUNG").but(
            "part_3", text="IV. TỔ CHỨC THỰC HIỆN"
        ),
        "thu-tu-de-muc",
    ),
    "number left out": Spoil(_text("title_2", "3. Các phong trào thi đua"), "thu-tu-de-muc"),
    "no letter after d": Spoil(
        lambda paper: paper.but("point_dd", text="e) Phong trào thứ năm;").but(
            "point_e", text="g) Phong trào thứ sáu."
        ),
        "thu-tu-de-muc",
    ),
    "no end sign": Spoil(_text("closing", "Trên đây là thông báo kết quả kiểm tra."), "ket-thuc"),
    # Words
    "count": Spoil(_text("count", f"Có 5/6 đơn vị ban hành kế hoạch từ đầu năm. {WORDS}"), "so-dem"),
    "single count": Spoil(_text("count", f"Còn 1 đơn vị chưa ban hành kế hoạch. {WORDS}"), "so-dem"),
    "day in the text": Spoil(
        _text("count", f"Đoàn kiểm tra từ ngày 6 tháng 3 năm 2026. {WORDS}"), "ngay-so-khong"
    ),
    "month in the text": Spoil(_text("count", f"Báo cáo đến hết tháng 06/2026. {WORDS}"), "ngay-so-khong"),
    "short date": Spoil(_text("count", f"Đoàn kiểm tra từ ngày 6/03/2026. {WORDS}"), "ngay-ngan"),
    "colon in a citation": Spoil(
        _text("count", f"Theo Quyết định số: 15/QĐ-SNV ngày 09/01/2026 của Sở Nội vụ. {WORDS}"),
        "vien-dan-hai-cham",
    ),
    "blanks in a symbol": Spoil(
        _text("count", f"Theo Quyết định số 15 / QĐ-SNV ngày 09/01/2026 của Sở Nội vụ. {WORDS}"),
        "vien-dan-ky-hieu",
    ),
    "symbol without marks": Spoil(
        _text("count", f"Theo Nghị định số 30/2020/ND-CP ngày 05/3/2020 của Chính phủ. {WORDS}"),
        "vien-dan-ky-hieu",
    ),
    "cited number without a zero": Spoil(
        _text("count", f"Theo Quyết định số 5/QĐ-SNV ngày 09/01/2026 của Sở Nội vụ. {WORDS}"),
        "vien-dan-so-khong",
    ),
    "order cited short": Spoil(
        _text("count", f"Đơn vị thực hiện đúng Nghị định số 30/2020/NĐ-CP. {WORDS}"), "vien-dan-day-du"
    ),
    "two blanks": Spoil(_text("count", WORDS.replace("kịp thời", "kịp  thời")), "khoang-trang"),
    "a box": Spoil(_text("count", f"Đơn vị \ufffd đã báo cáo. {WORDS}"), "o-vuong"),
    "loose marks": Spoil(_text("count", WORDS.replace("ị", "i\u0323")), "dau-roi", ("docx",)),
    # The end
    "label upright": Spoil(_look("label", italic=False), "chu-nghieng"),
    "label without a colon": Spoil(_text("label", "Nơi nhận"), "noi-nhan"),
    "recipients too large": Spoil(
        lambda paper: paper.all_but("recipients", ("to_1", "to_2", "archive"), size=13), "co-chu"
    ),
    "archive without a colon": Spoil(_text("archive", "- Lưu VT, TĐKT."), "luu-hai-cham"),
    "recipient without a semicolon": Spoil(_text("to_2", "- Giám đốc Sở Nội vụ"), "noi-nhan-dau-cau"),
    "archive without a stop": Spoil(_text("archive", "- Lưu: VT, TĐKT"), "noi-nhan-dau-cau"),
    "no archive": Spoil(
        lambda paper: paper.without("recipients", "archive").but("to_2", text="- Giám đốc Sở Nội vụ."),
        "noi-nhan-luu",
    ),
    "prefix without a dot": Spoil(_text("prefix", "KT TRƯỞNG BAN"), "chu-ky-quyen-han"),
    "prefix with a stroke": Spoil(_text("prefix", "K/T TRƯỞNG BAN"), "chu-ky-quyen-han"),
    "title not bold at the end": Spoil(_look("prefix", bold=False), "chu-dam"),
    "name with a degree": Spoil(_text("name", "TS. Nguyễn Văn Mẫu"), "ho-ten-hoc-vi"),
    "name in capitals": Spoil(_text("name", "NGUYỄN VĂN MẪU"), "chu-thuong"),
    "signature alone": Spoil(_look("prefix", page_before=True), "chu-ky-mot-minh"),
    "heading at the foot": Spoil(_look("body_3", page_before=True), "de-muc-cuoi-trang"),
    # The appendix
    "appendix label with a stop": Spoil(_text("appendix", "Phụ lục:"), "phu-luc-so"),
    "appendix label too small": Spoil(_look("appendix", size=13), "co-chu"),
    "appendix title in small letters": Spoil(_text("appendix_title", "Lịch kiểm tra"), "chu-hoa"),
    "no reference": Spoil(lambda paper: paper.without("appendix", "reference"), "phu-luc-kem-theo"),
    "reference without the day": Spoil(
        _text("reference", "(Kèm theo Thông báo số 12/TB-BTĐKT của Ban)"), "phu-luc-kem-theo"
    ),
    "reference upright": Spoil(_look("reference", italic=False), "chu-nghieng"),
}

# Twenty that do not touch each other.
TWENTY = (
    "left margin",
    "number at the right",
    "appendix counted on",
    "country not bold",
    "motto in small letters",
    "issuer with a long rule",
    "number without a zero",
    "date upright",
    "month with a zero",
    "kind too large",
    "subject without a rule",
    "ground upright",
    "body ragged",
    "part left out",
    "no letter after d",
    "count",
    "no end sign",
    "label upright",
    "archive without a colon",
    "reference upright",
)
