"""The letterhead: wording, one line each, the rules under it, number and symbol, place and date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tdkt_desktop.documents.layout.text_widths import width_mm
from tdkt_desktop.documents.lint.dates import month_fault
from tdkt_desktop.documents.lint.findings import Finding, wrong
from tdkt_desktop.documents.lint.paper import Paper
from tdkt_desktop.documents.lint.parts import KINDS, MOTTO_RULE, SHORT_RULE, Part
from tdkt_desktop.documents.lint.reading import WORD, Rule, Text
from tdkt_desktop.documents.neutral.blocks import COUNTRY, MOTTO
from tdkt_desktop.vietnamese.text import nfc, squeeze

COUNTRIES = {COUNTRY, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"}
NEAR = {Part.COUNTRY, Part.PARENT, Part.NUMBER, Part.PLACE_DATE, Part.OTHER}
LENGTH_SLACK = 0.07
SHARE_SLACK = 0.04
UNDERLINE = 0.55  # millimetres; a line so near the letters underlines them
BLANK = r"[\s.…_]*"
NUMBER = re.compile(rf"^Số: ?(?P<digits>\d+|{BLANK})/(?P<symbol>\S.*)$")
SYMBOL = re.compile(r"^(?:\d{4}/)?(?:[A-ZĐƯ]{1,6}|QyĐ|CTr|TTr)(?:-[A-ZĐƯƠÂÊÔĂ0-9]+(?:[a-z]{1,2})?[A-ZĐƯ]*)+$")
PLACE_DATE = re.compile(
    rf"^(?P<place>[^,]+), ngày (?P<day>\d+|{BLANK}) ?tháng (?P<month>\d+|{BLANK}) ?năm (?P<year>\d+|{BLANK})$"
)


def check_head(paper: Paper) -> Iterator[Finding]:
    """Every finding about the letterhead."""
    yield from _country(paper)
    yield from _motto(paper)
    yield from _rules(paper)
    for _, text in paper.of(Part.NUMBER):
        yield from _number(text, paper.kind)
    for _, text in paper.of(Part.PLACE_DATE):
        yield from _place_date(text)
    if not paper.is_form:
        yield from _missing(paper)


def _country(paper: Paper) -> Iterator[Finding]:
    yield from _one_line(paper, Part.COUNTRY, COUNTRIES, COUNTRY)


def _motto(paper: Paper) -> Iterator[Finding]:
    yield from _one_line(paper, Part.MOTTO, {MOTTO}, MOTTO)


def _one_line(paper: Paper, part: Part, allowed: set[str], wanted: str) -> Iterator[Finding]:
    texts = [text for _, text in paper.of(part)]
    if not texts:
        return
    words = squeeze(nfc(" ".join(text.text for text in texts)))
    if (
        words.upper() not in {one.upper() for one in allowed}
        if part is Part.COUNTRY
        else words not in allowed
    ):
        yield wrong(
            "loi-van",
            part,
            f"“{words}”",
            f"“{wanted}”",
            "mục II.1",
            "Viết đúng từng chữ, chữ hoa và dấu gạch nối có cách chữ ở hai phía.",
            texts[0].at,
        )
    if len(texts) > 1 or texts[0].wraps:
        yield wrong(
            "mot-dong",
            part,
            "trình bày thành nhiều dòng",
            "trình bày trên một dòng",
            "mục II.1",
            "Nới rộng cột bên phải hoặc giảm cỡ chữ trong mức cho phép.",
            texts[0].at,
        )


def _missing(paper: Paper) -> Iterator[Finding]:
    for part in (Part.COUNTRY, Part.MOTTO, Part.ISSUER, Part.NUMBER, Part.PLACE_DATE):
        if not paper.of(part):
            yield wrong(
                "thieu-thanh-phan",
                part,
                f"không thấy {part.value[0].lower()}{part.value[1:]}",
                "văn bản có đủ các thành phần thể thức chính",
                "mục II",
                "Bổ sung thành phần còn thiếu.",
            )


def _rules(paper: Paper) -> Iterator[Finding]:
    for part, share, clause in (
        (Part.MOTTO, MOTTO_RULE, "mục II.1"),
        (Part.ISSUER, SHORT_RULE, "mục II.2"),
        (Part.SUBJECT, SHORT_RULE, "mục II.5"),
    ):
        texts = paper.of(part)
        if texts:
            yield from _rule(paper, part, texts, share, clause)


def _rule(
    paper: Paper, part: Part, texts: list[tuple[int, Text]], share: tuple[float, float], clause: str
) -> Iterator[Finding]:
    wanted = (
        "đường kẻ liền dài bằng dòng chữ"
        if share == MOTTO_RULE
        else "đường kẻ liền dài từ 1/3 đến 1/2 dòng chữ"
    )
    remedy = "Vẽ một đường kẻ dưới dòng chữ, dài đúng mức quy định."
    drawn = [rule for index, _ in texts for rule in paper.reading.under(index)]
    drawn = drawn or _astray(paper, max(_width(text) for _, text in texts), share)
    last = texts[-1][1]
    if any(text.underlined for _, text in texts) or any(_underlines(rule) for rule in drawn):
        yield wrong("duong-ke", part, "gạch chân chữ", wanted, clause, remedy, last.at)
    elif not drawn:
        dashes = _dashes_after(paper, texts[-1][0])
        found = "kẻ bằng dấu gạch, dấu sao" if dashes else "không có đường kẻ bên dưới"
        yield wrong("duong-ke", part, found, wanted, clause, remedy, last.at)
    else:
        length = drawn[0].length_mm
        widths = [_width(text) for _, text in texts]
        if not any(_fits(length, width, share) for width in (max(widths), widths[-1])):
            found = f"đường kẻ dài {length:.0f} mm, dòng chữ dài {max(widths):.0f} mm"
            yield wrong("duong-ke-dai", part, found, wanted, clause, remedy, last.at)


def _astray(paper: Paper, width: float, share: tuple[float, float]) -> list[Rule]:
    """In a Word file a line may hang on any paragraph near by: one of the right length is taken for the one wanted."""
    if paper.reading.kind != WORD:
        return []
    near = {index for index, part in enumerate(paper.parts) if part in NEAR} | {-1}
    return [
        rule for rule in paper.reading.rules if rule.below in near and _fits(rule.length_mm, width, share)
    ]


def _underlines(rule: Rule) -> bool:
    """In a PDF a line at the letters' feet is underlined text (offset counts from the depth of the letters)."""
    return rule.offset_mm is not None and rule.offset_mm < -UNDERLINE


def _fits(length: float, width: float, share: tuple[float, float]) -> bool:
    slack = LENGTH_SLACK if share == MOTTO_RULE else SHARE_SLACK
    return width * (share[0] - slack) <= length <= width * (share[1] + slack)


def _width(text: Text) -> float:
    if text.box is not None:
        return text.box.width
    width = width_mm(text.text.strip(), text.face.size, bold=text.face.bold)
    return min(width, text.room_mm or width)


def _dashes_after(paper: Paper, index: int) -> bool:
    following = paper.parts[index + 1 : index + 4]
    column = paper.reading.texts[index].column
    return any(
        part is Part.FAKE_RULE and paper.reading.texts[index + 1 + at].column == column
        for at, part in enumerate(following)
    )


def _number(text: Text, kind: str) -> Iterator[Finding]:
    words = nfc(text.text).strip()
    known = NUMBER.match(words)
    if known is None or not SYMBOL.match(known["symbol"]):
        yield wrong(
            "so-ky-hieu",
            Part.NUMBER,
            f"“{words}”",
            "dạng “Số: 12/TB-HĐTĐKT”: có dấu hai chấm, dấu gạch chéo và gạch nối không cách chữ, ký hiệu in hoa",
            "mục II.3",
            "Viết lại số, ký hiệu theo mẫu.",
            text.at,
        )
        return
    digits = known["digits"].strip(" .…_\t")
    if digits and digits != f"{int(digits):02d}":
        yield wrong(
            "so-khong",
            Part.NUMBER,
            f"số “{digits}”",
            f"“{int(digits):02d}”: số nhỏ hơn 10 ghi thêm số 0 phía trước",
            "mục II.3",
            f"Ghi “Số: {int(digits):02d}/{known['symbol']}”.",
            text.at,
        )
    yield from _symbol(text, known["symbol"], kind)


def _symbol(text: Text, symbol: str, kind: str) -> Iterator[Finding]:
    wanted = next((short for name, short in KINDS.items() if name.casefold() == kind.casefold()), None)
    given = symbol.rsplit("/", maxsplit=1)[-1].split("-", maxsplit=1)[0]
    if wanted is not None and given != wanted:
        yield wrong(
            "ky-hieu-ten-loai",
            Part.NUMBER,
            f"ký hiệu “{given}” cho {kind.lower()}",
            f"chữ viết tắt tên loại “{wanted}”",
            "mục II.3",
            f"Đổi ký hiệu thành {symbol.replace(given, wanted, 1)}.",
            text.at,
        )


def _place_date(text: Text) -> Iterator[Finding]:
    words = squeeze(nfc(text.text))
    known = PLACE_DATE.match(words)
    if known is None:
        yield wrong(
            "dia-danh-ngay",
            Part.PLACE_DATE,
            f"“{words}”",
            "dạng “Lạng Sơn, ngày 06 tháng 6 năm 2019”",
            "mục II.4",
            "Viết lại địa danh, dấu phẩy và ngày tháng năm theo mẫu.",
            text.at,
        )
        return
    day, month = known["day"].strip(" .…_"), known["month"].strip(" .…_")
    if (day and len(day) < 2) or (month and month_fault(month)):
        yield wrong(
            "ngay-so-khong",
            Part.PLACE_DATE,
            f"“ngày {day or '…'} tháng {month or '…'}”",
            "ngày nhỏ hơn 10 và tháng 1, 2 ghi thêm số 0; các tháng khác không ghi số 0",
            "mục II.4",
            "Viết lại ngày, tháng.",
            text.at,
        )
