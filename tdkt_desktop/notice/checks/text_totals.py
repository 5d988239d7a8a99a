"""Rules over totals whose parts are told body by body ("415 gia đình, 249 triệu đồng, cụ thể: ..."), and over shares of all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from tdkt_desktop.notice.checks.findings import Finding, Place, finding
from tdkt_desktop.notice.checks.paper import Paper, Paragraph, sentences
from tdkt_desktop.notice.checks.prose_quantities import MONEY, Figure, figures, told
from tdkt_desktop.vietnamese.text import fold

_LEAD = re.compile(r"\b(?:cụ thể|gồm|bao gồm|trong đó|như sau|chia ra)\b[^:.;]{0,30}:", re.IGNORECASE)
_EXAMPLES = re.compile(r"\b(?:điển hình|tiêu biểu|nổi bật|như)\b", re.IGNORECASE)
_FROM_TO = re.compile(
    r"\b(tăng|giảm)\s+(?:thêm\s+)?(\d[\d.]*)\s+([^\W\d_]+)[^.;()\d]{0,60}\(\s*từ\s+(\d[\d.]*)\s+[^\d.;()]{0,40}?"
    r"(?:xuống|lên|còn|đến)(?:\s+(?:còn|thành|đến))?\s+(\d[\d.]*)(?![\d/,%])",
    re.IGNORECASE,
)
_SHARE = re.compile(r"(\d{1,3}(?:,\d{1,2})?)\s*%")
_NUMBER = r"(\d[\d.]*(?:,\d+)?)"
_OF_PLAN = re.compile(
    rf"(?<![\d/.,]){_NUMBER}\s+([^\W\d_]+\d?)\b[^.;()\d%]{{0,60}}[,(]\s*(?:bằng|đạt)\s+(\d{{1,3}}(?:,\d)?)\s*%\s*(?:so với\s+)?"
    rf"(?:kế hoạch|chỉ tiêu|dự toán)[^.;\d%(]{{0,30}}\(?\s*{_NUMBER}\s+\2\b",
    re.IGNORECASE,
)
_DASH_LABEL = re.compile(r"^\W*[-–+•*]\s+")


def by_body(paper: Paper) -> Iterator[Finding]:
    """A total of each thing, and what each body has of it, behind the colon or in the lines below."""
    body = paper.body
    for index, paragraph in enumerate(body):
        marks = list(_LEAD.finditer(paragraph.text))
        if not marks:
            continue
        mark = marks[-1]
        lead, after = paragraph.text[: mark.start()], paragraph.text[mark.end() :].strip(" *")
        lead = re.split(r"[.;]\s", lead)[-1]
        if _EXAMPLES.search(lead):
            continue
        if after:
            rows = re.split(r";\s", _first_sentence(after))
        else:
            rows = []
            for one in body[index + 1 :]:
                if not one.bullet or one.section != paragraph.section:
                    break
                rows.append(_DASH_LABEL.sub("", one.text))
        if len(rows) >= 2:
            yield from _compared(paragraph, figures(lead), rows)


def _first_sentence(text: str) -> str:
    """The first sentence of what follows a colon."""
    return re.split(r"\.\s+(?=[^\W\d_])", text)[0]


def _compared(paragraph: Paragraph, totals: Sequence[Figure], rows: Sequence[str]) -> Iterator[Finding]:
    parts = [figures(row.partition(":")[2] or row) for row in rows]
    for total in totals:
        if total.per or not total.exact or (total.thing != MONEY and not total.noun):
            continue
        if len([one for one in totals if one.noun[:2] == total.noun[:2]]) != 1:
            continue
        values = [_first(row, total) for row in parts]
        if any(value is None for value in values):
            continue
        if total.thing == MONEY and all(
            len([one for one in row if one.thing == MONEY]) == 1 for row in parts
        ):
            continue  # for the rule of sums
        added = sum(value for value in values if value is not None)
        if added != total.value and 0.6 <= added / max(total.value, 1) <= 1.6:
            said = told(total.value, total.thing)
            yield finding(
                "sum.counts",
                Place(section=paragraph.section, line=paragraph.line, quote=paragraph.text[:90]),
                f"Ghi tổng {said}, các dòng nêu kèm cộng lại bằng {told(added, total.thing)}",
                total.value,
                added,
            )


def _first(row: Sequence[Figure], total: Figure) -> int | None:
    """What a row has of a thing: its only figure of it, or for money the one that opens the row."""
    same = [
        one
        for one in row
        if one.thing == total.thing and (total.thing == MONEY or one.noun[:2] == total.noun[:2])
    ]
    if not same or (total.thing != MONEY and len(same) != 1):
        return None
    if any(not one.exact or one.per for one in same[:1]) or (len(same) > 1 and row[0] is not same[0]):
        return None
    return same[0].value


def from_to(paragraph: Paragraph) -> Iterator[Finding]:
    """The words "giảm 412 hộ ... (từ 2.310 hộ xuống còn 1.898 hộ)"."""
    for one in _FROM_TO.finditer(paragraph.text):
        change, first, last = (int(one[group].replace(".", "") or 0) for group in (2, 4, 5))
        real = last - first if one[1].lower() == "tăng" else first - last
        if real != change:
            yield finding(
                "sum.growth",
                Place(section=paragraph.section, line=paragraph.line, quote=" ".join(one[0].split())[:120]),
                f"Ghi {one[1].lower()} {one[2]}, từ {one[4]} đến {one[5]} là {real}",
                change,
                real,
            )


def shares_of_all(paragraph: Paragraph) -> Iterator[Finding]:
    """The words "thường xuyên chiếm 60%, chuyên đề chiếm 35%, đột xuất chiếm 5%": together a hundred."""
    for sentence in sentences(paragraph):
        if sentence.text.lower().count("chiếm") < 3:
            continue
        pieces = [piece for piece in re.split(r"[,;]\s|\s+và\s+", sentence.text) if "%" in piece]
        said = [(_SHARE.findall(piece), "chiếm" in piece.lower()) for piece in pieces]
        if len(said) < 3 or any(len(found) != 1 or not of_all for found, of_all in said):
            continue
        rest = re.search(r"\b(?:khác|còn lại)\b", pieces[-1], re.IGNORECASE)
        if rest is None and len({tuple(fold(piece).split()[:1]) for piece in pieces}) != 1:
            continue
        added = sum((_fraction(found[0]) for found, _ in said), Fraction())
        if Fraction(1, 5) < abs(added - 100) <= 15:
            yield finding(
                "ratio.percent",
                Place(section=sentence.section, line=sentence.line, quote=f"{said[-1][0][0]}%"),
                f"Các phần {' + '.join(found[0] + '%' for found, _ in said)} của một tổng, cộng lại không bằng 100%",
            )


def shares_of_plan(paragraph: Paragraph) -> Iterator[Finding]:
    """The words "18.400 m3 gỗ, bằng 92% kế hoạch 20.000 m3", of whatever unit."""
    for one in _OF_PLAN.finditer(paragraph.text):
        done, share, plan = (_fraction(one[group]) for group in (1, 3, 4))
        step = Fraction(1, 10 if "," in one[3] else 1)
        exact = done * 100 / plan if plan else share
        if not -step / 2 <= exact - share < step:
            right = f"{float(exact):.1f}".replace(".", ",").removesuffix(",0")
            yield finding(
                "ratio.percent",
                Place(section=paragraph.section, line=paragraph.line, quote=" ".join(one[0].split())[:120]),
                f"“{' '.join(one[0].split())}”: đúng ra là {right}%",
            )


def _fraction(said: str) -> Fraction:
    return Fraction(said.rstrip(".").replace(".", "").replace(",", "."))
