"""Paper, margins and page numbers."""

from __future__ import annotations

from collections.abc import Iterator

from tdkt_desktop.documents.lint.findings import Finding, wrong
from tdkt_desktop.documents.lint.paper import Paper
from tdkt_desktop.documents.lint.parts import A4, LOOKS, MARGINS, TURNED, Part
from tdkt_desktop.documents.lint.reading import CENTER, PDF, PageNumber, Reading, Sheet, Where

SIZE_SLACK = 1.5
SLACK = {"docx": 0.35, "pdf": 1.2}
MANY = 4  # pages; of so many one is full
FOOT_SLACK = 12.0  # a page of a PDF may end a line and a gap above its margin
LONG = 2500  # letters that do not fit one page


def check_page(paper: Paper) -> Iterator[Finding]:
    """Every finding about sheets."""
    for index, sheet in enumerate(paper.reading.sheets):
        yield from _size(sheet, index + 1)
    if not paper.is_form:
        yield from _margins(paper.reading)
    yield from _numbers(paper)


def _size(sheet: Sheet, page: int) -> Iterator[Finding]:
    sides = sorted((sheet.width_mm, sheet.height_mm))
    if any(abs(side - wanted) > SIZE_SLACK for side, wanted in zip(sides, A4, strict=True)):
        yield wrong(
            "kho-giay",
            "Trang giấy",
            f"khổ {sheet.width_mm:.0f} x {sheet.height_mm:.0f} mm",
            "khổ A4 (210 x 297 mm)",
            "mục I.1",
            "Đặt lại khổ giấy A4.",
            Where(page, 0),
        )


def _margins(reading: Reading) -> Iterator[Finding]:
    for turned in (False, True):
        sheets = [sheet for sheet in reading.sheets if sheet.is_landscape == turned]
        for side, (allowed, name) in MARGINS.items():
            least, most = TURNED if turned else allowed
            known = [value for sheet in sheets if (value := getattr(sheet, side)) is not None]
            if not known:
                continue
            for value in _departing(reading, side, known, least, most):
                yield wrong(
                    f"le-{side}",
                    "Định lề trang",
                    f"{name} {_mm(value)} mm",
                    f"{name} từ {least} đến {most} mm",
                    "mục I.3",
                    f"Đặt lại {name} trong khoảng {least} đến {most} mm.",
                )


def _departing(reading: Reading, side: str, known: list[float], least: float, most: float) -> list[float]:
    """Margins outside their bounds: each of a Word file's sections, the least that the pages of a PDF keep."""
    slack = SLACK[reading.kind]
    if reading.kind != PDF:
        return sorted({round(one, 1) for one in known if not least - slack <= one <= most + slack})
    if side == "bottom":
        # Pages end early where a heading or a signature goes on to the next: the fullest of many tells.
        most += FOOT_SLACK if len(known) > MANY else 500
    value = min(known)
    return [] if least - slack <= value <= most + slack else [value]


def _numbers(paper: Paper) -> Iterator[Finding]:
    reading = paper.reading
    first = reading.sheets[0]
    if first.numbered:
        yield wrong(
            "so-trang-dau",
            Part.PAGE_NUMBER,
            "trang thứ nhất có số trang",
            "không hiển thị số trang thứ nhất",
            "mục I.7",
            "Chọn đầu trang riêng cho trang thứ nhất và để trống số trang ở đó."
            if reading.kind != PDF
            else "Bỏ số trang ở trang thứ nhất.",
            Where(1, 0),
        )
    later = [sheet for index, sheet in enumerate(reading.sheets) if _has_number(reading, sheet, index)]
    for index, sheet in enumerate(reading.sheets):
        if sheet.number is not None and (reading.kind != PDF or index):
            yield from _number_look(sheet.number, index + 1)
    if reading.kind == PDF:
        yield from _sequence(paper)
    elif not later and _is_long(reading):
        yield _unnumbered(0)
    yield from _appendices(paper)


def _has_number(reading: Reading, sheet: Sheet, index: int) -> bool:
    return sheet.number is not None and (reading.kind != PDF or index > 0)


def _is_long(reading: Reading) -> bool:
    return reading.pages > 1 or sum(len(text.text) for text in reading.texts) > LONG


def _unnumbered(page: int) -> Finding:
    return wrong(
        "so-trang-thieu",
        Part.PAGE_NUMBER,
        "không có số trang",
        "đánh số trang liên tục từ trang thứ hai",
        "mục I.7",
        "Chèn số trang vào chính giữa lề trên.",
        Where(page, 0),
    )


def _number_look(number: PageNumber, page: int) -> Iterator[Finding]:
    if not number.at_top or number.align != CENTER:
        names = {"left": "bên trái", "center": "chính giữa", "right": "bên phải", "justify": "bên trái"}
        yield wrong(
            "so-trang-vi-tri",
            Part.PAGE_NUMBER,
            f"số trang ở {'lề trên' if number.at_top else 'lề dưới'}, {names[number.align]}",
            "số trang ở chính giữa lề trên",
            "mục I.7",
            "Chuyển số trang lên chính giữa đầu trang.",
            Where(page, 0),
        )
    look, face = LOOKS[Part.PAGE_NUMBER], number.face
    if not look.sizes[0] - 0.25 <= face.size <= look.sizes[1] + 0.25:
        yield wrong(
            "so-trang-co-chu",
            Part.PAGE_NUMBER,
            f"cỡ chữ {face.size:g}",
            "cỡ chữ 13 đến 14",
            look.clause,
            "Đổi cỡ chữ của số trang.",
            Where(page, 0),
        )
    if face.bold or face.italic:
        yield wrong(
            "so-trang-kieu-chu",
            Part.PAGE_NUMBER,
            "chữ " + " ".join(word for word, on in (("đậm", face.bold), ("nghiêng", face.italic)) if on),
            "chữ đứng, không đậm",
            look.clause,
            "Bỏ đậm, nghiêng ở số trang.",
            Where(page, 0),
        )


def _sequence(paper: Paper) -> Iterator[Finding]:
    """Pages of a PDF count up; the first page of the paper and of an appendix may be silent."""
    starts = {paper.reading.texts[index].where.page for index in paper.appendices}
    wanted = 1
    for page, sheet in enumerate(paper.reading.sheets, start=1):
        begins = page == 1 or page in starts
        wanted = 1 if begins else wanted + 1
        value = sheet.number.value if sheet.number else None
        if value is None:
            if not begins:
                yield _unnumbered(page)
        elif value != wanted:
            if begins:
                wanted = value  # said once by the rule on appendices
            else:
                yield wrong(
                    "so-trang-lien-tuc",
                    Part.PAGE_NUMBER,
                    f"trang ghi số {value}",
                    f"số {wanted}",
                    "mục I.7",
                    "Đánh lại số trang liên tục.",
                    Where(page, 0),
                )
                wanted = value


def _appendices(paper: Paper) -> Iterator[Finding]:
    for index in paper.appendices:
        text = paper.reading.texts[index]
        if _counts_anew(paper, index):
            continue
        yield wrong(
            "phu-luc-so-trang",
            Part.APPENDIX_LABEL,
            "số trang của phụ lục đánh tiếp theo văn bản",
            "mỗi phụ lục đánh số trang riêng",
            "mục III.1",
            "Tách phụ lục thành phần riêng và đánh số trang lại từ 1.",
            text.at,
        )


def _counts_anew(paper: Paper, index: int) -> bool:
    reading = paper.reading
    if reading.kind != PDF:
        return any(sheet.starts == index and sheet.restarts for sheet in reading.sheets)
    page = reading.texts[index].where.page
    begun, following = reading.sheets[page - 1].number, reading.sheets[page : page + 1]
    if begun is not None:
        return begun.value == 1
    value = following[0].number.value if following and following[0].number else None
    return value is None or value <= 2


def _mm(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".").replace(".", ",")
