"""Rules over percentages beside the figures they are made of: "250/400 (62,5%)", "tăng 15,4% so với ... (1.080 tin)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from tdkt_desktop.notice.checks.findings import Finding, Place, finding
from tdkt_desktop.notice.checks.paper import Paragraph, sentences
from tdkt_desktop.notice.checks.prose_quantities import MONEY, PERSONS, Figure, figures
from tdkt_desktop.notice.checks.prose_sides import opposed
from tdkt_desktop.vietnamese.text import fold

_SHARE = r"(\d{1,4}(?:,\d{1,2})?)\s*%"
_NO_GROWTH = r"(?:(?!tăng|giảm|vượt|so với cùng|tăng trưởng|lãi suất)[^\d;%])"
_OVER = re.compile(
    rf"(?<!ngày\s)(?<!đến\s)(?<!từ\s)(?<!tháng\s)(?<![\d/.,])(\d[\d.]*(?:,\d+)?)\s*/\s*(\d[\d.]*(?:,\d+)?)(?![\d/.,])(?=\s*\)|\s+[^\W\d_]){_NO_GROWTH}{{0,90}}?"
    rf"(?:\(\s*(?:đạt|chiếm|bằng|tỷ lệ|tương đương)?|,\s*(?:đạt|bằng)|\bchiếm|\btương đương)(?:\s+(?:tỷ|tỉ) lệ)?\s*{_SHARE}"
    r"(?!\s+(?:kế hoạch|chỉ tiêu|dự toán))",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"{_SHARE}[^\d;%.]{{0,30}}\(\s*(?:\D{{0,12}})(\d[\d.]*)\s*/\s*(\d[\d.]*)(?![\d/])", re.IGNORECASE
)
_TOLD = re.compile(
    rf"^({_NO_GROWTH}{{0,45}}?)(\(?)\s*(?:(?:đạt|bằng|chiếm|tương đương|tỷ lệ|tỉ lệ)\s+){{0,2}}{_SHARE}",
    re.IGNORECASE,
)
_OF_ALL = re.compile(r"^\s*(?:trên\s+|so với\s+|của\s+)?tổng\s+số\s+(?=\d)", re.IGNORECASE)
_WITHIN = re.compile(r"\btrong đó\b", re.IGNORECASE)
_LED_BY_TOTAL = re.compile(r"\b(?:trên|trong)\s+tổng\s+số\s*$|\btổng\s+số\s*:?\s*$", re.IGNORECASE)
_SPENT = re.compile(r"\b(?:đã chi|đã sử dụng|sử dụng|giải ngân|đã thực hiện)\b[^.;]{0,40}$", re.IGNORECASE)
_OF_PLAN = re.compile(
    r"^\s*(?:so với\s+)?(?:dự toán|kế hoạch|tổng kinh phí|kinh phí|tổng quỹ|số được giao)\b", re.IGNORECASE
)
_GROWN_BY = re.compile(
    rf"\b(tăng|giảm)\s+{_SHARE}[^.;()]{{0,60}}\bso với[^;()]{{0,40}}\(\s*(?:năm \d{{4}}\s*:?\s*|[^()\d]{{0,20}})(?=\d)",
    re.IGNORECASE,
)
_BASE_IN_BRACKET = re.compile(r"^[^;%.()]{0,40}\(\s*\D{0,14}(?=\d)")
_OF_WHAT = re.compile(r"^\s*(?:so với\s+)?(?:tổng\s+)?số\s+([^\W\d_]+\s+[^\W\d_]+)", re.IGNORECASE)


def shares(paragraph: Paragraph) -> Iterator[Finding]:
    """A percentage beside the two figures it is made of."""
    told = set[int]()
    for sentence in sentences(paragraph):
        text = sentence.text
        if "%" not in text:
            continue
        for one in _OVER.finditer(text):
            told.add(one.end())
            yield from _judged(sentence, one[0], _number(one[1]), _number(one[2]), one[3])
        for one in _BEFORE.finditer(text):
            told.add(text.index("%", one.start()) + 1)
            yield from _judged(sentence, one[0], _number(one[2]), _number(one[3]), one[1])
        said = figures(text)
        for index, part in enumerate(said):
            share = _TOLD.match(text[part.end : part.end + 80])
            if share is None or part.end + share.end() in told or not part.exact or part.per:
                continue
            if any(part.end <= other.start < part.end + share.end() for other in said):
                continue
            told.add(part.end + share.end())
            before = paragraph.text[: max(0, paragraph.text.find(text))]
            yield from _of_a_base(sentence, said, index, share, figures(before))


def _of_a_base(
    sentence: Paragraph,
    said: Sequence[Figure],
    index: int,
    share: re.Match[str],
    told_before: Sequence[Figure],
) -> Iterator[Finding]:
    """A share of a base that stands in a bracket behind it, is named behind it, or comes before in the sentence."""
    part, text = said[index], sentence.text
    end = part.end + share.end()
    if behind := _BASE_IN_BRACKET.match(text[end:]):
        base = next(
            (one for one in said if one.start == end + behind.end() and one.thing == part.thing), None
        )
        if base and base.exact:
            quote = f"{text[part.start : end]} ({text[base.start : base.end]}"
            yield from _judged(sentence, quote, part.value, base.value, share[3])
    elif index and _LED_BY_TOTAL.search(text[: part.start]):  # "412 xã trên tổng số 515 xã, đạt 80%"
        before = said[index - 1]
        if before.thing == part.thing and before.value <= part.value:
            yield from _judged(sentence, text[before.start : end], before.value, part.value, share[3])
    elif same := _bases(text, said, index, share, told_before):
        known = [one for one in said if one.thing in (part.thing, same[-1].thing) and one is not part]
        if not any(_agrees(part.value, one.value, share[3]) for one in known):
            yield from _judged(sentence, text[part.start : end], part.value, same[-1].value, share[3])


def _bases(
    text: str, said: Sequence[Figure], index: int, share: re.Match[str], told_before: Sequence[Figure]
) -> list[Figure]:
    """What a share may be of, among the figures of its sentence and, for a budget, of its paragraph."""
    part = said[index]
    end = part.end + share.end()
    earlier = [one for one in said[:index] if one.value >= part.value and not one.per and one.exact]
    same: list[Figure] = []
    if whole := _OF_ALL.match(text[end:]):
        same = [one for one in said if one.start == end + whole.end()]
    elif named := _OF_WHAT.match(text[end:]):
        same = _named(named[1], text[: part.start], earlier)
    if not same and (share[2] or (_WITHIN.search(text[: part.start]) and "chiếm" in share[0].lower())):
        same = [one for one in earlier if one.thing == part.thing]
        if not same and part.thing in PERSONS:
            same = [one for one in earlier if one.thing in PERSONS][-1:]
    if not same and (_SPENT.search(text[: part.start]) or _OF_PLAN.match(text[end:])):
        budgets = [
            one for one in (*told_before, *earlier) if one.thing == part.thing and one.value >= part.value
        ]
        same = budgets if len(budgets) == 1 else []
    return same


def _named(words: str, before: str, earlier: Sequence[Figure]) -> list[Figure]:
    """The figures of what a share is said to be of: "1.940 Lao động tiên tiến", or "Lao động tiên tiến 1.940"."""
    folded = tuple(fold(words).split())
    same = [one for one in earlier if one.noun[:2] == folded]
    if not same:
        ends = {
            one.end()
            for one in re.finditer(
                rf"{re.escape(words)}[^\d;,.]{{0,30}}(?:\bnăm\s+\d{{4}})?\s*:?\s*(?=\d)(?!\d{{4}}\s*:)",
                before,
                re.IGNORECASE,
            )
        }
        same = [one for one in earlier if one.start in ends][-1:]
    if not same:  # "9.600 nữ đoàn viên đăng ký, ..., chiếm 85% số đăng ký"
        same = [
            one for one in earlier if words.lower() in re.split(r"[,;.:(]", before[one.end :])[0].lower()
        ][-1:]
    return same


def _judged(
    sentence: Paragraph, quote: str, n: int | Fraction, total: int | Fraction, share: str
) -> Iterator[Finding]:
    if total and not _agrees(n, total, share):
        right = _rounded(Fraction(100 * n) / Fraction(total))
        said = " ".join(quote.split()).strip(" (,")
        said += ")" * (said.count("(") - said.count(")"))
        yield finding(
            "ratio.percent",
            Place(section=sentence.section, line=sentence.line, quote=said[:120]),
            f"“{said}”: đúng ra là {right}%",
        )


def _agrees(n: int | Fraction, total: int | Fraction, share: str) -> bool:
    """Whether a share is right, rounded as many an office does: to the nearest, or cut off."""
    if not total:
        return True
    step = Fraction(1, 10 ** len(share.partition(",")[2]))
    exact, said = Fraction(100 * n) / Fraction(total), Fraction(share.replace(",", "."))
    return abs(exact - said) <= step / 2 or 0 <= exact - said < step


def opposed_shares(paragraph: Paragraph) -> Iterator[Finding]:
    """Two shares of what is one or the other: they make a hundred."""
    for sentence in sentences(paragraph):
        pieces = [piece for piece in re.split(r"[,;]\s|\s+và\s+", sentence.text) if "%" in piece]
        told = [(piece, re.findall(_SHARE, piece)) for piece in pieces]
        if len(told) != 2 or any(
            len(found) != 1 or re.search(r"\d\s*/\s*\d", piece) for piece, found in told
        ):
            continue
        (one, (first,)), (other, (second,)) = told
        added = Fraction(first.replace(",", ".")) + Fraction(second.replace(",", "."))
        if (opposed(fold(one), fold(other)) or opposed(fold(other), fold(one))) and Fraction(1, 5) < abs(
            added - 100
        ) <= 30:
            yield finding(
                "ratio.percent",
                Place(section=sentence.section, line=sentence.line, quote=f"{first}%"),
                f"{first}% và {second}% là hai phần của một tổng, cộng lại không bằng 100%",
            )


def grown_shares(paragraph: Paragraph) -> Iterator[Finding]:
    """The words "1.246 tin, tăng 15,4% so với cùng kỳ (1.080 tin)"."""
    for sentence in sentences(paragraph):
        text = sentence.text
        said = figures(text) if "%" in text else ()
        for mark in _GROWN_BY.finditer(text) if said else ():
            base = next((one for one in said if one.start == mark.end()), None)
            now = [
                one
                for one in said
                if one.end <= mark.start()
                and base
                and (one.thing == MONEY) == (base.thing == MONEY)
                and text.rfind("(", 0, one.start) <= text.rfind(")", 0, one.start)
            ]
            if base is None or not now or not base.exact or not base.value:
                continue
            sign = 1 if mark[1].lower() == "tăng" else -1
            values = {
                *(one.value for one in now),
                *(sum(one.value for one in now[at:]) for at in range(len(now))),
            }
            if any(_agrees(sign * (one - base.value), base.value, mark[2]) for one in values):
                continue
            change = Fraction(100 * (now[-1].value - base.value), base.value)
            right = f"{'tăng' if change >= 0 else 'giảm'} {_rounded(abs(change))}%"
            quote = " ".join(text[mark.start() : mark.end()].split()).rpartition("(")[0].strip()
            yield finding(
                "ratio.percent",
                Place(section=sentence.section, line=sentence.line, quote=quote[:120]),
                f"“{quote}”: {now[-1].words} so với {base.words} là {right}",
            )


def _number(text: str) -> Fraction:
    return Fraction(text.replace(".", "").replace(",", ".") or 0)


def _rounded(share: Fraction) -> str:
    return f"{float(share):.1f}".replace(".", ",").removesuffix(",0")
