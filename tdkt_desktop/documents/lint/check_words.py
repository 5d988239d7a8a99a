"""Words in any part: dates, padded counts, citations, blanks between words, letters that do not print."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from tdkt_desktop.documents.lint.dates import day_fault, month_fault, right_day, right_month
from tdkt_desktop.documents.lint.findings import Finding, advice, wrong
from tdkt_desktop.documents.lint.paper import Paper
from tdkt_desktop.documents.lint.parts import Part
from tdkt_desktop.documents.lint.reading import Text
from tdkt_desktop.vietnamese.counts import ratio
from tdkt_desktop.vietnamese.text import nfc

COUNTED = (
    r"đơn vị|cơ quan|tổ chức|tập thể|cá nhân|cụm|khối|huyện|xã|phường|thị trấn|thành phố|sở|ban|ngành|phòng|trường|doanh nghiệp"
    r"|hợp tác xã|hộ|thành viên|đại biểu|nội dung|tiêu chí|chỉ tiêu|công trình|đoàn|người|hồ sơ|sáng kiến|mô hình"
)
CITED = (
    r"Hiến pháp|Luật|Bộ luật|Pháp lệnh|Nghị định|Nghị quyết|Quyết định|Thông tư|Thông tư liên tịch|Chỉ thị|Kế hoạch|Công văn"
    r"|Thông báo|Báo cáo|Tờ trình|Hướng dẫn|Biên bản|Công điện|Chương trình|Đề án"
)
RATIO = re.compile(rf"(?<![\d/.,\-])(\d{{1,3}})/(\d{{1,3}})(?= (?:{COUNTED})\b)")
SINGLE = re.compile(r"(?<![\d/.,\-–] )(?<![\d/.,\-])\b([1-9])(?= (?:đơn vị|tập thể|cá nhân|mô hình)\b)")
LONG_DATE = re.compile(r"\bngày (\d{1,2}) tháng (\d{1,2})\b")
MONTH = re.compile(r"(?<!\d )\btháng (\d{1,2})(?=(?:/| năm )\d{4})")
SHORT_DATE = re.compile(r"(?<![\d/.])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")
COLON = re.compile(rf"\b({CITED}) số ?: ?", re.IGNORECASE)
SYMBOL = re.compile(r"\bsố \d+(?P<gap> ?/ |  ?/|/ )|\bsố (?P<loose>\d+/(?:\d{4}/)?[A-ZĐ]+(?: - ?|- )[A-ZĐ]+)")
UNMARKED = re.compile(r"\b\d+/\d{4}/(ND-CP|QD-[A-ZĐ]+|[A-Z]+-UBND TINH)\b")
UNPADDED = re.compile(rf"\b(?:{CITED}) số ([1-9])(?=/[A-ZĐ0-9])")
ORDERS = re.compile(r"\b(Nghị định|Thông tư) số (\d+/\d{4}/[A-ZĐ\-]+)")
FULL = re.compile(r",? ?(?:ngày|của)\b")
DOUBLE = re.compile(r"[^\s.…_] {2,3}(?=[^\s.…_/])")
UNSEEN = re.compile("[\ufffd\u25a1\u25af\ue000-\uf8ff]")
MARKS = re.compile("[\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323]")
NOT_PROSE = {Part.NUMBER, Part.PLACE_DATE}


def check_words(paper: Paper) -> Iterator[Finding]:
    """Every finding about words."""
    cited: set[str] = set()
    for part, text in zip(paper.parts, paper.reading.texts, strict=True):
        words = nfc(text.text)
        for check in (_counts, _letters):
            yield from check(part, text, words)
        if part not in NOT_PROSE:
            for check in (_dates, _citations):
                yield from check(part, text, words)
            yield from _blanks(part, text, words, measured=not paper.is_form)
            yield from _first_citations(part, text, words, cited)


def _counts(part: Part, text: Text, words: str) -> Iterator[Finding]:
    for found in RATIO.finditer(words):
        right = ratio(int(found[1]), int(found[2]))
        if found[0] != right and int(found[1]) <= int(found[2]):
            yield _count(part, text, found[0], right)
    for found in SINGLE.finditer(words):
        yield _count(part, text, found[1], f"0{found[1]}")


def _count(part: Part, text: Text, found: str, right: str) -> Finding:
    return advice(
        "so-dem",
        part,
        f"“{found}”",
        f"“{right}”: số đếm nhỏ hơn 10 ghi hai chữ số",
        f"Ghi “{right}”.",
        text.at,
    )


def _dates(part: Part, text: Text, words: str) -> Iterator[Finding]:
    rule = "ngày nhỏ hơn 10 và tháng 1, 2 ghi thêm số 0; các tháng khác không ghi số 0"
    days = [(found, found[1], found[2]) for found in LONG_DATE.finditer(words)]
    for found, day, month in days:
        if day_fault(day) or month_fault(month):
            right = f"ngày {right_day(day)} tháng {right_month(month)}"
            yield wrong(
                "ngay-so-khong",
                part,
                f"“{found[0]}”",
                f"“{right}”: {rule}",
                "mục II.4",
                "Viết lại ngày, tháng.",
                text.at,
            )
    inside = [found.span() for found, _, _ in days]
    for found in MONTH.finditer(words):
        alone = not any(start <= found.start() < end for start, end in inside)
        if alone and month_fault(found[1]):
            right = f"tháng {right_month(found[1])}"
            yield wrong(
                "ngay-so-khong",
                part,
                f"“{found[0]}”",
                f"“{right}”: {rule}",
                "mục II.4",
                "Viết lại tháng.",
                text.at,
            )
    for found in SHORT_DATE.finditer(words):
        day, month = found[1], found[2]
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 31 and (day_fault(day) or month_fault(month)):
            right = f"{right_day(day)}/{right_month(month)}/{found[3]}"
            yield advice(
                "ngay-ngan", part, f"“{found[0]}”", f"“{right}”: {rule}", "Viết lại ngày, tháng.", text.at
            )


def _citations(part: Part, text: Text, words: str) -> Iterator[Finding]:
    for found in COLON.finditer(words):
        yield wrong(
            "vien-dan-hai-cham",
            part,
            f"“{found[0].strip()}”",
            f"“{found[1]} số”: trong câu, sau chữ “số” không có dấu hai chấm",
            "mục II.6",
            "Bỏ dấu hai chấm.",
            text.at,
        )
    for found in SYMBOL.finditer(words):
        yield wrong(
            "vien-dan-ky-hieu",
            part,
            f"“{found[0].strip()}”",
            "giữa số, dấu gạch chéo, dấu gạch nối và chữ viết tắt không cách chữ",
            "mục II.3",
            "Bỏ khoảng trắng trong số, ký hiệu.",
            text.at,
        )
    for found in UNMARKED.finditer(words):
        yield wrong(
            "vien-dan-ky-hieu",
            part,
            f"“{found[0]}”",
            "ký hiệu viết đủ dấu tiếng Việt, ví dụ NĐ-CP, QĐ-TTg",
            "mục II.3",
            "Viết lại ký hiệu.",
            text.at,
        )
    for found in UNPADDED.finditer(words):
        yield wrong(
            "vien-dan-so-khong",
            part,
            f"“{found[0]}”",
            f"“số 0{found[1]}”: số nhỏ hơn 10 ghi thêm số 0 phía trước",
            "mục II.3",
            "Thêm số 0.",
            text.at,
        )


def _first_citations(part: Part, text: Text, words: str, cited: set[str]) -> Iterator[Finding]:
    """At its first mention an order is named with its day and who gave it; later by number alone."""
    for found in ORDERS.finditer(words):
        if found[2] in cited:
            continue
        cited.add(found[2])
        if not FULL.match(words, found.end()):
            yield wrong(
                "vien-dan-day-du",
                part,
                f"“{found[0]}”",
                f"lần đầu viện dẫn ghi đủ: {found[0]} ngày ... tháng ... năm ... của ...",
                "mục II.6",
                "Ghi thêm ngày ban hành, cơ quan ban hành và trích yếu.",
                text.at,
            )


def _blanks(part: Part, text: Text, words: str, *, measured: bool) -> Iterator[Finding]:
    found = DOUBLE.search(words.strip())
    if found or (measured and text.stretched):
        yield advice(
            "khoang-trang",
            part,
            "hai khoảng trắng liền nhau giữa các chữ",
            "giữa hai chữ chỉ có một khoảng trắng",
            "Xóa khoảng trắng thừa.",
            text.at,
        )


def _letters(part: Part, text: Text, words: str) -> Iterator[Finding]:
    if text.boxes or UNSEEN.search(words):
        yield wrong(
            "o-vuong",
            part,
            "có chữ in thành ô vuông hoặc ký hiệu lạ",
            "chữ theo bảng mã Unicode, phông chữ có đủ chữ tiếng Việt",
            "mục I.4",
            "Gõ lại chữ đó, hoặc đổi phông chữ.",
            text.at,
        )
    if MARKS.search(unicodedata.normalize("NFC", text.text)) or text.text != unicodedata.normalize(
        "NFC", text.text
    ):
        yield wrong(
            "dau-roi",
            part,
            "chữ và dấu ghi rời nhau (Unicode tổ hợp)",
            "chữ dựng sẵn theo TCVN 6909:2001",
            "mục I.4",
            "Chuyển văn bản sang Unicode dựng sẵn.",
            text.at,
        )
