"""Rules over growth and rates beside the figures they are made of: "tăng 6 ... so với ...", "5 triệu đồng/người"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tdkt_desktop.notice.checks.findings import Finding, Place, finding
from tdkt_desktop.notice.checks.paper import Paper, Paragraph, sentences
from tdkt_desktop.notice.checks.prose_counts import ratios
from tdkt_desktop.notice.checks.prose_quantities import MONEY, PER, Figure, figures, told
from tdkt_desktop.vietnamese.numbers import format_number
from tdkt_desktop.vietnamese.text import fold

_GROWTH = re.compile(r"\b(tăng|giảm)(?:\s+thêm)?\s+(?=\d)", re.IGNORECASE)
_COMPARED = re.compile(
    r"^[^.;()\d]{0,60}\bso với[^;()]{0,40}\(\s*(?:năm \d{4}\s*:?\s*|[^()\d]{0,20})(?=\d)", re.IGNORECASE
)
_BRACKETED = re.compile(r"^[^.;()\d]{0,40}\(\s*(?:năm \d{4}\s*:?\s*|[^()\d]{0,20})(?=\d)", re.IGNORECASE)
_BASE_FIRST = re.compile(
    r"\bso với[^;()]{0,40}\(([^()]*\d[^()]*)\)\s*,?\s*(?:thì\s+)?(tăng|giảm)\s+([^.;()]{2,80})", re.IGNORECASE
)
_AVERAGE = re.compile(r"\b(?:bình quân|trung bình)\b[^\d;.]{0,20}$", re.IGNORECASE)
_GENERIC = frozenset(("don", "nguoi", "truong", "ca", "suat"))


def growth(paragraph: Paragraph) -> Iterator[Finding]:
    """The words "39 sáng kiến, tăng 6 sáng kiến so với năm 2024 (33 sáng kiến)"."""
    for sentence in sentences(paragraph):
        text = sentence.text
        said = figures(text) if "so với" in text.lower() else ()
        for mark in _GROWTH.finditer(text) if said else ():
            change = next((one for one in said if one.start == mark.end()), None)
            compared = bool(
                re.search(
                    r"\bso với\b[^.;()]{0,40}$", text[max(0, mark.start() - 60) : mark.start()], re.IGNORECASE
                )
            )
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
                f"{base.words} {'cộng' if sign > 0 else 'trừ'} {change.words} bằng {told(wanted, base.thing)}, trước đó ghi "
                f"{now[-1].words}",
                base.value,
                change.value,
                values[-1],
            )


def growth_behind(paragraph: Paragraph) -> Iterator[Finding]:
    """The words "286 lượt; so với năm 2023 (251 lượt) tăng 35 lượt", thing by thing."""
    for sentence in sentences(paragraph):
        text = sentence.text
        for one in _BASE_FIRST.finditer(text):
            base, change, now = figures(one[1]), figures(one[3]), figures(text[: one.start()])
            sign = 1 if one[2].lower() == "tăng" else -1
            for moved in change:
                before = [each for each in base if each.noun[:1] == moved.noun[:1] and moved.noun]
                today = [each for each in now if each.noun[:1] == moved.noun[:1] and moved.noun]
                if len(before) != 1 or not today or today[-1].per or not today[-1].exact:
                    continue
                wanted = before[0].value + sign * moved.value
                if wanted not in {each.value for each in today}:
                    yield finding(
                        "sum.growth",
                        Place(
                            section=sentence.section,
                            line=sentence.line,
                            quote=f"{one[2]} {one[3]}"[:60].strip(),
                        ),
                        f"{before[0].words} {'cộng' if sign > 0 else 'trừ'} {moved.words} bằng {told(wanted, moved.thing)}, trước đó "
                        f"ghi {today[-1].words}",
                        before[0].value,
                        moved.value,
                        today[-1].value,
                    )


def rates(paper: Paper) -> Iterator[Finding]:
    """An average or a rate for each, the number of them and their total in one sentence."""
    for paragraph in paper.body:
        for sentence in sentences(paragraph):
            said = figures(sentence.text)
            each = [one for one in said if one.per or PER.match(sentence.text[one.end : one.end + 30])]
            averages = [one for one in said if _AVERAGE.search(sentence.text[: one.start])]
            found = list({one.start: one for one in (*each, *averages)}.values())
            if len(found) == 1 and found[0].exact:
                yield from _product(sentence, said, found[0], paper.total)


def _product(sentence: Paragraph, said: Sequence[Figure], rate: Figure, units: int) -> Iterator[Finding]:
    text = sentence.text
    per = rate.per or (fold(found[1]) if (found := PER.match(_behind_noun(text, rate))) else "")
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
        Place(
            section=sentence.section,
            line=sentence.line,
            quote=text[rate.start : rate.end + 12].strip(" .,;)"),
        ),
        f"{format_number(number)} × {_told(text, rate)} không bằng {_told(text, total)}",
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
