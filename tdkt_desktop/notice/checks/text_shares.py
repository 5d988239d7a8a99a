"""Rules over shares, growth and rates beside the figures they are made of: "250/400 (62,5%)", "tăng 6 ...", "5 triệu đồng/người"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tdkt_desktop.domain.kinds import Approximator
from tdkt_desktop.notice.checks.findings import Finding, Place, finding
from tdkt_desktop.notice.checks.paper import Paper, Paragraph, sentences
from tdkt_desktop.notice.checks.prose_counts import ratios
from tdkt_desktop.notice.checks.prose_figures import amounts
from tdkt_desktop.notice.checks.prose_quantities import MANY, PERSONS, counts
from tdkt_desktop.notice.checks.text_parts import opposed
from tdkt_desktop.vietnamese.text import fold

MONEY = "đồng"
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
_GROWTH = re.compile(r"\b(tăng|giảm)(?:\s+thêm)?\s+(?=\d)", re.IGNORECASE)
_COMPARED = re.compile(
    r"^[^.;()\d]{0,60}\bso với[^;()]{0,40}\(\s*(?:năm \d{4}\s*:?\s*|[^()\d]{0,20})(?=\d)", re.IGNORECASE
)
_BRACKETED = re.compile(r"^[^.;()\d]{0,40}\(\s*(?:năm \d{4}\s*:?\s*|[^()\d]{0,20})(?=\d)", re.IGNORECASE)
_PER = re.compile(r"^\s*(?:/|mỗi|một|cho mỗi|trên mỗi)\s*([^\W\d_]+)", re.IGNORECASE)
_AVERAGE = re.compile(r"\b(?:bình quân|trung bình)\b[^\d;.]{0,20}$", re.IGNORECASE)
_GENERIC = frozenset(("don", "nguoi", "truong", "ca", "suat"))


@dataclass(frozen=True)
class Figure:
    """A sum of money or a count, so that both are compared alike; `thing` is what it measures."""

    value: int
    thing: str
    noun: tuple[str, ...]
    start: int
    end: int
    per: str = ""
    exact: bool = True


def figures(text: str) -> tuple[Figure, ...]:
    """The money and the counts of a sentence, in order."""
    found = [Figure(one.value, one.thing, one.noun, one.start, one.end, one.per) for one in counts(text)]
    for amount in amounts(text):
        per = _PER.match(text[amount.end : amount.end + 30])
        found.append(
            Figure(
                amount.dong,
                MONEY,
                (MONEY,),
                amount.start,
                amount.end,
                fold(per[1]) if per else "",
                amount.approximator is Approximator.EXACT,
            )
        )
    return tuple(sorted(found, key=lambda one: one.start)) if len(found) <= MANY else ()


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
    after = text[part.end + share.end() :]
    quote = text[part.start : part.end + share.end()]
    if behind := _BASE_IN_BRACKET.match(after):
        at = part.end + share.end() + behind.end()
        base = next((one for one in said if one.start == at and one.thing == part.thing), None)
        if base and base.exact:
            yield from _judged(
                sentence, f"{quote} ({text[base.start : base.end]}", part.value, base.value, share[3]
            )
        return
    earlier = [one for one in said[:index] if one.value >= part.value and not one.per and one.exact]
    if whole := _OF_ALL.match(after):
        at = part.end + share.end() + whole.end()
        same = [one for one in said if one.start == at]
    elif named := _OF_WHAT.match(after):
        same = _named(named[1], text[: part.start], earlier)
    else:
        same = []
    within = re.search(r"\btrong đó\b", text[: part.start], re.IGNORECASE) and "chiếm" in share[0].lower()
    if not same and (share[2] or within):
        same = [one for one in earlier if one.thing == part.thing]
        if not same and part.thing in PERSONS:
            same = [one for one in earlier if one.thing in PERSONS][-1:]
    if not same and (_SPENT.search(text[: part.start]) or _OF_PLAN.match(after)):
        whole_sums = [
            one for one in (*told_before, *earlier) if one.thing == part.thing and one.value >= part.value
        ]
        same = whole_sums if len(whole_sums) == 1 else []
    base_named = re.search(
        r"\b(?:trên|trong)\s+tổng\s+số\s*$|\btổng\s+số\s*:?\s*$", text[: part.start], re.IGNORECASE
    )
    if base_named and index:  # "412 xã trên tổng số 515 xã, đạt 80%"
        before = said[index - 1]
        if before.thing == part.thing and before.value <= part.value:
            yield from _judged(
                sentence, text[before.start : part.end + share.end()], before.value, part.value, share[3]
            )
        return
    if not same:
        return
    known = [one for one in said if one.thing in (part.thing, same[0].thing) and one is not part]
    if any(_agrees(part.value, one.value, share[3]) for one in known):
        return
    yield from _judged(sentence, quote, part.value, same[-1].value, share[3])


def _named(words: str, before: str, earlier: Sequence[Figure]) -> list[Figure]:
    """The figures of what a share is said to be of: "1.940 Lao động tiên tiến", or "Lao động tiên tiến 1.940"."""
    folded = tuple(fold(words).split())
    same = [one for one in earlier if one.noun[:2] == folded]
    if not same:
        ends = {
            one.end()
            for one in re.finditer(rf"{re.escape(words)}[^\d;,.]{{0,30}}:?\s*(?=\d)", before, re.IGNORECASE)
        }
        same = [one for one in earlier if one.start in ends][-1:]
    return same


def _judged(
    sentence: Paragraph, quote: str, n: int | Fraction, total: int | Fraction, share: str
) -> Iterator[Finding]:
    if total and not _agrees(n, total, share):
        right = f"{float(100 * n / total):.1f}".replace(".", ",").removesuffix(",0")
        said = " ".join(quote.split()).strip(" (,")
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


def growth(paragraph: Paragraph) -> Iterator[Finding]:
    """The words "39 sáng kiến, tăng 6 sáng kiến so với năm 2024 (33 sáng kiến)"."""
    for sentence in sentences(paragraph):
        text = sentence.text
        for mark in _GROWTH.finditer(text):
            said = figures(text)
            change = next((one for one in said if one.start == mark.end()), None)
            compared = bool(re.search(r"\bso với\b[^.;()]{0,40}$", text[: mark.start()], re.IGNORECASE))
            behind = (_BRACKETED if compared else _COMPARED).match(text[change.end :]) if change else None
            if change is None or behind is None:
                continue
            base = next((one for one in said if one.start == change.end + behind.end()), None)
            now = [
                one
                for one in said
                if one.end <= mark.start() and (one.thing == MONEY) == (change.thing == MONEY)
            ]
            if base is None or not now or not base.exact:
                continue
            values = [one.value for one in now]
            sign = 1 if mark[1].lower() == "tăng" else -1
            wanted = base.value + sign * change.value
            if wanted in {*values, *(sum(values[at:]) for at in range(len(values)))}:
                continue
            yield finding(
                "sum.growth",
                Place(
                    section=sentence.section,
                    line=sentence.line,
                    quote=text[mark.start() : change.end + 12].strip(),
                ),
                f"{base.value} {'cộng' if sign > 0 else 'trừ'} {change.value} bằng {wanted}, trước đó ghi {values[-1]}",
                base.value,
                change.value,
                values[-1],
            )


def grown_shares(paragraph: Paragraph) -> Iterator[Finding]:
    """The words "1.246 tin, tăng 15,4% so với cùng kỳ (1.080 tin)"."""
    for sentence in sentences(paragraph):
        text = sentence.text
        for mark in _GROWN_BY.finditer(text):
            said = figures(text)
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
            right = f"{100 * sign * (now[-1].value - base.value) / base.value:.1f}".replace(
                ".", ","
            ).removesuffix(",0")
            quote = " ".join(text[mark.start() : mark.end()].split()).strip(" (")
            yield finding(
                "ratio.percent",
                Place(section=sentence.section, line=sentence.line, quote=quote[:120]),
                f"“{quote}”: {now[-1].value} so với {base.value} là {mark[1].lower()} {right}%",
            )


def rates(paper: Paper) -> Iterator[Finding]:
    """An average or a rate for each, the number of them and their total in one sentence."""
    for paragraph in paper.body:
        for sentence in sentences(paragraph):
            said = figures(sentence.text)
            each = [one for one in said if one.per or _PER.match(sentence.text[one.end : one.end + 30])]
            averages = [one for one in said if _AVERAGE.search(sentence.text[: one.start])]
            found = list({one.start: one for one in (*each, *averages)}.values())
            if len(found) == 1 and found[0].exact:
                yield from _product(sentence, said, found[0], paper.total)


def _product(sentence: Paragraph, said: Sequence[Figure], rate: Figure, units: int) -> Iterator[Finding]:
    text = sentence.text
    per = rate.per or (fold(found[1]) if (found := _PER.match(_behind_noun(text, rate))) else "")
    average = bool(_AVERAGE.search(text[: rate.start]))
    totals = [one for one in said if one is not rate and one.thing == rate.thing and one.value > rate.value]
    others = [one for one in said if one is not rate and one.thing != MONEY and one not in totals]
    named = [one.value for one in others if per in one.noun[:2]]
    if not per or (not named and per in _GENERIC and len(others) == 1):
        named = [one.value for one in others] if len(others) == 1 else named
    over = [number for one in ratios(text) for number in (one.n, one.total)]
    if per == "don" or not named:
        named += over or ([units] if units and per in ("don", "phuong", "xa", "truong", "so") else [])
    if not totals or not named:
        return
    if any(_makes(one, number, rate, average=average) for one in totals for number in named):
        return
    total, number = totals[-1], named[0]
    total = next((one for one in totals if one.end <= rate.start), total)
    yield finding(
        "sum.rate",
        Place(section=sentence.section, line=sentence.line, quote=text[rate.start : rate.end + 12].strip()),
        f"{number} × {_told(text, rate)} không bằng {_told(text, total)}",
        number,
        rate.value,
        total.value,
    )


def _behind_noun(text: str, rate: Figure) -> str:
    """What follows a rate and the words of its noun: "06 phong trào mỗi đơn vị"."""
    if rate.thing == MONEY:
        return text[rate.end : rate.end + 30]
    found = re.match(r"(?:\s+(?!mỗi\b|một\b)[^\W\d_]+){0,3}", text[rate.end :])
    return text[rate.end + (found.end() if found else 0) :][:30]


def _makes(total: Figure, number: int, rate: Figure, *, average: bool) -> bool:
    made = number * rate.value
    if not total.exact or average:
        return (
            abs(made - total.value) * 100 <= total.value * (5 if not total.exact else 1)
            or abs(made - total.value) <= number
        )
    return made == total.value


def _told(text: str, one: Figure) -> str:
    return " ".join(text[one.start : one.end + (0 if one.thing == MONEY else 12)].split()).strip(" ,;./(")


def _number(text: str) -> Fraction:
    return Fraction(text.replace(".", "").replace(",", ".") or 0)
