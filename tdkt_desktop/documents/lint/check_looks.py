"""The look of each part against the decree's table: family, size, weight, slant, capitals, place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tdkt_desktop.documents.lint.findings import HABIT, Finding, Severity, decree, wrong
from tdkt_desktop.documents.lint.paper import HEADING_2, Paper
from tdkt_desktop.documents.lint.parts import FAMILIES, LOOKS, WANTED_FAMILY, Look, Part
from tdkt_desktop.documents.lint.reading import CENTER, Face, Text, Where

SLACK = 0.3  # points
HEAD = (Part.COUNTRY, Part.MOTTO, Part.PARENT, Part.ISSUER)
TITLE_LETTERS = 140
ALIGNS = {"left": "căn trái", "center": "căn giữa", "right": "căn phải", "justify": "căn đều hai bên"}


def check_looks(paper: Paper) -> Iterator[Finding]:
    """Every finding about how letters look."""
    yield from _families(paper)
    for part, text in zip(paper.parts, paper.reading.texts, strict=True):
        look = LOOKS.get(part)
        if look is None or (paper.is_form and part not in HEAD):
            continue
        yield from _look(part, text, look)
    yield from _pair(paper)


def _families(paper: Paper) -> Iterator[Finding]:
    for part, text in zip(paper.parts, paper.reading.texts, strict=True):
        families = {span.face.family for span in text.inked if len(span.text.strip()) > 1}
        for family in sorted(families):
            if plain(family) not in FAMILIES:
                yield wrong(
                    "phong-chu",
                    part,
                    f"phông chữ {family}",
                    WANTED_FAMILY,
                    "mục I.4",
                    "Chuyển sang phông Times New Roman, bảng mã Unicode.",
                    text.at,
                )


def plain(family: str) -> str:
    """A family's name without blanks and the marks that files put behind it."""
    name = family.casefold().split(",")[0].replace(" ", "").replace("-", "")
    return name.removesuffix("mt").removesuffix("regular")


def _look(part: Part, text: Text, look: Look) -> Iterator[Finding]:
    face = text.face
    least, most = look.sizes
    if not least - SLACK <= face.size <= most + SLACK:
        wanted = f"cỡ chữ {least:g}" if least == most else f"cỡ chữ {least:g} đến {most:g}"
        yield _finding("co-chu", part, f"cỡ chữ {face.size:g}", wanted, look, "Đổi cỡ chữ.", text.at)
    yield from _weight(part, text, look, face)
    words = text.text.strip()
    if look.habit_capital:
        look = replace(look, habit=True)
    if look.capital is True and not words.isupper():
        yield _finding(
            "chu-hoa",
            part,
            f"“{words}” không viết hoa toàn bộ",
            "chữ in hoa",
            look,
            "Viết hoa toàn bộ.",
            text.at,
        )
    if look.capital is False and words.isupper():
        yield _finding(
            "chu-thuong", part, f"“{words}” viết hoa toàn bộ", "chữ in thường", look, "Viết thường.", text.at
        )
    if look.align == CENTER and text.align is not None and text.align != CENTER:
        yield _finding("can-giua", part, ALIGNS[text.align], "căn giữa dòng", look, "Căn giữa dòng.", text.at)


def _weight(part: Part, text: Text, look: Look, face: Face) -> Iterator[Finding]:
    bold = look.bold
    if part is Part.HEADING_2 and not _is_title(text):
        bold = None  # a numbered sentence, not a title
    if bold is True and not face.bold:
        yield _finding("chu-dam", part, "chữ không đậm", "chữ đậm", look, "Đặt chữ đậm.", text.at)
    if bold is False and face.bold:
        yield _finding("chu-dam", part, "chữ đậm", "chữ không đậm", look, "Bỏ chữ đậm.", text.at)
    if look.italic is True and not face.italic:
        yield _finding("chu-nghieng", part, "chữ đứng", "chữ nghiêng", look, "Đặt chữ nghiêng.", text.at)
    if look.italic is False and face.italic:
        yield _finding("chu-nghieng", part, "chữ nghiêng", "chữ đứng", look, "Bỏ chữ nghiêng.", text.at)


def _is_title(text: Text) -> bool:
    words = HEADING_2.sub("", text.text.strip())
    return len(words) <= TITLE_LETTERS and not words.rstrip().endswith((".", ";", ":", ","))


def _pair(paper: Paper) -> Iterator[Finding]:
    """Sizes of one paper go up and down together: 12 above 13, 13 above 14."""
    country = next((text for _, text in paper.of(Part.COUNTRY)), None)
    motto = next((text for _, text in paper.of(Part.MOTTO)), None)
    if country is None or motto is None:
        return
    sizes = (country.face.size, motto.face.size)
    allowed = LOOKS[Part.COUNTRY].sizes, LOOKS[Part.MOTTO].sizes
    if sizes in {(12, 13), (13, 14)} or any(
        not least <= size <= most for size, (least, most) in zip(sizes, allowed, strict=True)
    ):
        return
    yield wrong(
        "cap-co-chu",
        Part.COUNTRY,
        f"Quốc hiệu cỡ {sizes[0]:g} đi với Tiêu ngữ cỡ {sizes[1]:g}",
        "Quốc hiệu 12 với Tiêu ngữ 13, hoặc 13 với 14",
        "mục V (ghi chú)",
        "Tăng hoặc giảm cỡ chữ các thành phần cùng nhau.",
        country.at,
    )


def _finding(
    code: str, part: Part, found: str, wanted: str, look: Look, remedy: str, place: Where
) -> Finding:
    severity = Severity.ADVICE if look.habit else Severity.WRONG
    source = HABIT if look.habit else decree(look.clause)
    return Finding(severity, code, part, found, wanted, source, remedy, (place,))
