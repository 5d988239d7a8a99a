"""The body: set in, justified, spaced; headings in order and never at the foot of a page; how the text ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from tdkt_desktop.documents.lint.findings import Finding, advice, wrong
from tdkt_desktop.documents.lint.paper import DOTS, HEADING_1, HEADING_2, HEADING_3, Paper
from tdkt_desktop.documents.lint.parts import GAP_PT, INDENT, LEADING, Part
from tdkt_desktop.documents.lint.reading import CENTER, JUSTIFY, LEFT, RIGHT, Text, Zone
from tdkt_desktop.vietnamese.letters import point_letter, roman
from tdkt_desktop.vietnamese.text import nfc

PROSE = (Part.GROUND, Part.BODY, Part.BULLET, Part.HEADING_3)
SET_IN = (*PROSE, Part.HEADING_1, Part.HEADING_2)
HEADINGS = (Part.HEADING_1, Part.HEADING_2, Part.HEADING_3)
SLACK_MM = 0.7
SLACK_PT = 0.8
SLACK_LEADING = 0.08
END = "./."
LETTERS = [point_letter(index) for index in range(46)]


def check_body(paper: Paper) -> Iterator[Finding]:
    """Every finding about the body of an official paper; a form to fill by hand has none."""
    if paper.is_form:
        return
    for index, text in paper.of(*SET_IN):
        part = paper.parts[index]
        yield from _indent(part, text)
        if part in PROSE:
            yield from _align(part, text)
            yield from _spacing(paper, index, part, text)
    yield from _order(paper)
    yield from _feet(paper)
    yield from _ending(paper)


def _indent(part: Part, text: Text) -> Iterator[Finding]:
    indent = text.indent_mm
    if indent is None or text.align in {CENTER, RIGHT} or text.continued:
        return
    if not INDENT[0] - SLACK_MM <= indent <= INDENT[1] + SLACK_MM:
        yield wrong(
            "lui-dau-dong",
            part,
            f"đầu dòng lùi {indent / 10:.1f} cm".replace(".", ","),
            "đầu dòng lùi 1 cm hoặc 1,27 cm",
            "mục II.6",
            "Đặt độ lùi dòng đầu của đoạn là 1,27 cm.",
            text.at,
        )


def _align(part: Part, text: Text) -> Iterator[Finding]:
    if text.align in {None, JUSTIFY} or not text.wraps:
        return
    names = {LEFT: "căn trái", CENTER: "căn giữa", RIGHT: "căn phải"}
    yield wrong(
        "can-deu",
        part,
        names[str(text.align)],
        "căn đều hai lề",
        "mục II.6",
        "Căn đều hai bên.",
        text.at,
    )


def _spacing(paper: Paper, index: int, part: Part, text: Text) -> Iterator[Finding]:
    before = paper.parts[index - 1] if index else None
    if text.before_pt is not None and before in SET_IN and text.before_pt < GAP_PT - SLACK_PT:
        yield wrong(
            "cach-doan",
            part,
            f"cách đoạn trên {max(text.before_pt, 0):.0f} pt",
            "các đoạn cách nhau tối thiểu 6 pt",
            "mục II.6",
            "Đặt khoảng cách giữa các đoạn là 6 pt.",
            text.at,
        )
    leading = text.leading
    if leading is None or not text.wraps:
        return
    if not LEADING[0] - SLACK_LEADING <= leading <= LEADING[1] + SLACK_LEADING:
        yield wrong(
            "cach-dong",
            part,
            f"cách dòng {leading:.2f} dòng đơn".replace(".", ","),
            "cách dòng từ dòng đơn đến 1,5 dòng",
            "mục II.6",
            "Đặt lại khoảng cách dòng.",
            text.at,
        )


def _order(paper: Paper) -> Iterator[Finding]:
    """Roman parts, numbers and points follow each other; a lower level starts anew under a higher one."""
    bounds = [0, *paper.appendices, len(paper.parts)]
    for start, end in pairwise(bounds):
        yield from _order_between(paper, start, end)


def _order_between(paper: Paper, start: int, end: int) -> Iterator[Finding]:
    last: dict[Part, int] = {}
    ever: dict[Part, int] = {}  # numbers may also run on through the parts
    for index in range(start, end):
        part = paper.parts[index]
        if part not in HEADINGS:
            continue
        text = paper.reading.texts[index]
        label, value = _label(part, text)
        expected = last.get(part, 0) + 1
        goes_on = value in {expected, ever.get(part, 0) + 1} or (value == 1 and part is not Part.HEADING_1)
        if not goes_on:
            wanted = _written(part, expected)
            yield wrong(
                "thu-tu-de-muc",
                part,
                f"“{label}” sau “{_written(part, expected - 1)}”"
                if expected > 1
                else f"bắt đầu bằng “{label}”",
                f"“{wanted}”" + _alphabet(part),
                "mục II.6",
                f"Đánh lại thứ tự: {wanted}",
                text.at,
            )
        last[part] = ever[part] = expected if value is None else value
        for lower in HEADINGS[HEADINGS.index(part) + 1 :]:
            last.pop(lower, None)


def _label(part: Part, text: Text) -> tuple[str, int | None]:
    """The label as written and its place in the order; None for a letter the alphabet does not have."""
    words = nfc(text.text).strip()
    pattern, read = _READ[part]
    found = pattern.match(words)
    return (words.split()[0], read(found[1])) if found else (words[:3], None)


def _of_roman(label: str) -> int | None:
    return next((value for value in range(1, 100) if roman(value) == label), None)


def _of_letter(label: str) -> int | None:
    return LETTERS.index(label) + 1 if label in LETTERS else None


_READ: dict[Part, tuple[re.Pattern[str], Callable[[str], int | None]]] = {
    Part.HEADING_1: (HEADING_1, _of_roman),
    Part.HEADING_2: (HEADING_2, int),
    Part.HEADING_3: (HEADING_3, _of_letter),
}


def _written(part: Part, value: int) -> str:
    if part is Part.HEADING_1:
        return f"{roman(value)}."
    return f"{value}." if part is Part.HEADING_2 else f"{point_letter(value - 1)})"


def _alphabet(part: Part) -> str:
    return ": thứ tự chữ cái tiếng Việt a, b, c, d, đ, e" if part is Part.HEADING_3 else ""


def _feet(paper: Paper) -> Iterator[Finding]:
    """A heading whose text begins on the next page."""
    texts = paper.reading.texts
    for index, text in paper.of(*HEADINGS):
        if paper.parts[index] is Part.HEADING_3 and not text.face.bold:
            continue
        after, sheets = index + 1, paper.reading.sheets
        marked = sheets[text.where.page - 1].marked_to if text.box and text.where.page <= len(sheets) else 0
        if text.box and marked > text.box.bottom + 2:
            continue  # lines to write on, a picture or a table follow
        if after < paper.end and texts[after].where.page > text.where.page and not text.wraps:
            yield advice(
                "de-muc-cuoi-trang",
                paper.parts[index],
                "đề mục nằm ở cuối trang, nội dung sang trang sau",
                "đề mục cùng trang với nội dung",
                "Đặt đề mục luôn ở cùng trang với đoạn sau.",
                text.at,
            )


def _ending(paper: Paper) -> Iterator[Finding]:
    """The last words before recipients and signatures."""
    last = next(
        (
            text
            for index, text in reversed(paper.of(*SET_IN, Part.OTHER))
            if index < paper.end
            and text.where.zone is Zone.FLOW
            and not DOTS.match(text.text)
            and _before_closing(paper, index)
        ),
        None,
    )
    if last is not None and not nfc(last.text).rstrip().endswith(END):
        yield advice(
            "ket-thuc",
            Part.BODY,
            f"kết thúc bằng “... {' '.join(nfc(last.text).split()[-3:])}”",
            "nội dung kết thúc bằng “./.”",
            "Thêm “./.” vào cuối nội dung.",
            last.at,
        )


def _before_closing(paper: Paper, index: int) -> bool:
    closing = (Part.RECIPIENTS_LABEL, Part.SIGNER_TITLE)
    start = next((at for at, part in enumerate(paper.parts[: paper.end]) if part in closing), paper.end)
    return index < start
