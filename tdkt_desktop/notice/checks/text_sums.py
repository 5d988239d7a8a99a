"""Rules over the sums and breakdowns of a notice's text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tdkt_desktop.notice.checks.findings import Finding, Place, Severity, finding
from tdkt_desktop.notice.checks.paper import Paper, Paragraph, sentences
from tdkt_desktop.notice.checks.prose_figures import Amount, amounts, fits
from tdkt_desktop.notice.checks.prose_quantities import counts
from tdkt_desktop.vietnamese.money import format_money
from tdkt_desktop.vietnamese.numbers import UnclearNumber, parse_number
from tdkt_desktop.vietnamese.text import fold

FEW = 6  # amounts before "gồm" among which its total is looked for
_ALL = re.compile(r"\b(?:bao gồm|gồm|cụ thể|gồm có)\b\s*:?", re.IGNORECASE)
_COLON = re.compile(r"(?<=đồng):\s", re.IGNORECASE)
_RATED = re.compile(r"(?:đồng|triệu|tỷ)\s*/\s*[^\W\d_]|\bmỗi\b", re.IGNORECASE)
_BRACKETED = re.compile(r"\(")
_SOME = re.compile(r"\btrong đó\b(?:\s+có)?\s*:?", re.IGNORECASE)
_OTHERWISE = re.compile(
    r"\b(?:so với|kế hoạch|dự toán|tương đương|bình quân|mỗi|thu|chi|còn|từ)\s+\d|%", re.IGNORECASE
)
_LEADS = re.compile(r"(?:\b(?:bao gồm|gồm|cụ thể|trong đó|như sau)\b[^:.]{0,60}|đồng):$", re.IGNORECASE)
_PARTED = re.compile(
    r"[.;()]|\b(?:trong đó|gồm|ngoài ra|cụ thể|tiêu biểu|điển hình|như|và|thêm)\b", re.IGNORECASE
)
_AT_ONCE = re.compile(
    r"(?:đồng|triệu|tỷ)\W{0,3}(?:(?:bao gồm|gồm|cụ thể|trong đó|như sau)\b[^:]{0,12})?:$", re.IGNORECASE
)
_EACH = re.compile(
    r"(?<![\d.,/])(\d[\d.]*)\s+([^\W\d_]+)\b[^.;\d]{0,70}?(?:\b(?:trị giá|tổng|với)\b[^.;\d]{0,30}\d[\d.,]*\s[^.;\d]{0,40}?)?"
    r"\bmỗi\s+([^\W\d_]+)\s+(?:[^\W\d_]+\s+)?(?:trị giá\s+|được\s+|là\s+)?(?=\d)",
    re.IGNORECASE,
)
_BREAKDOWN = re.compile(
    r"(?<![\d.,/])(\d[\d.]*)\s+([^\W\d_]+(?:\s+[^\W\d_]+)?)(?:\s+[^\d.;:()]{0,60})?[\s,;(]+trong đó(?:\s+có)?\s*:?\s+(.*)",
    re.IGNORECASE,
)
_COUNT = re.compile(r"(?<![\d.,/])(\d[\d.]*)\s+([^\W\d_]+(?:\s+[^\W\d_]+)?)")


def sums(paragraph: Paragraph) -> Iterator[Finding]:
    """A total and the parts told right after it."""
    for sentence in sentences(paragraph):
        said = list(amounts(sentence.text))
        yield from _products(sentence, said)
        if len(said) < 3:
            yield from _lone_part(sentence, said)
            continue
        yield from _led_by_total(sentence, said)
        yield from _added_up(sentence, said)
        yield from _shared_out(sentence, said)
        for pattern, whole in ((_ALL, True), (_SOME, False), (_COLON, True), (_BRACKETED, True)):
            for marker in pattern.finditer(sentence.text):
                if pattern is _BRACKETED and not _opens_parts(sentence.text, said, marker.end()):
                    continue
                all_told = (
                    whole if pattern is not _BRACKETED else _tells_all(sentence.text, said, marker.end())
                )
                yield from _sum_at(sentence, said, marker.start(), marker.end(), whole=all_told)


def _shared_out(sentence: Paragraph, said: Sequence[Amount]) -> Iterator[Finding]:
    """The words "400 triệu đồng, hỗ trợ 02 xã làm đường (xã A 250 triệu đồng, xã B 150 triệu đồng)"."""
    text = sentence.text
    for one in re.finditer(r"\(([^()]*)\)", text):
        parts = [each for each in said if one.start(1) <= each.start and each.end <= one.end(1)]
        before = [each for each in said if each.end <= one.start()]
        pieces = [piece for piece in re.split(r"[,;]\s|\s+và\s+", one[1]) if piece.strip()]
        if len(parts) < 2 or not before or len(parts) != len(pieces):
            continue
        between = text[before[-1].end : one.start()]
        ends = [one.start(1) + one[1].find(piece) + len(piece.rstrip()) for piece in pieces]
        if len(between) <= 2 or len(between) > 90 or _PARTED.search(between) or _OTHERWISE.search(one[1]):
            continue
        told = [each.value for each in counts(between)]
        if [each.end for each in parts] != ends or (told and told != [len(parts)]):
            continue
        added = sum(each.dong for each in parts)
        if not fits(before[-1], added) and 0.8 <= added / max(before[-1].dong, 1) <= 1.25:
            yield _differs(sentence, before[-1], added, Severity.ERROR)


def _lone_part(sentence: Paragraph, said: Sequence[Amount]) -> Iterator[Finding]:
    """A total with one part behind "gồm:" and nothing after it: what the rest went to is missing."""
    marker = _ALL.search(sentence.text)
    if marker is None or len(said) != 2 or not said[0].end <= marker.start() <= marker.end() <= said[1].start:
        return
    total, part = said
    led = marker[0].rstrip().endswith(":") or _is_total(sentence.text, total)
    last = not re.search(r"[^\W\d_]", sentence.text[part.end :])
    if led and last and part.dong < total.dong and not fits(total, part.dong):
        yield _differs(sentence, total, part.dong, Severity.WARNING)


def _led_by_total(sentence: Paragraph, said: Sequence[Amount]) -> Iterator[Finding]:
    """The words "tổng chi 425 triệu đồng; chi thưởng 310 ..., chi khác 40 ...": nothing but a sign between them."""
    total, rest = said[0], said[1:]
    if not _is_total(sentence.text, total) or not re.match(r"\s*[;:]", sentence.text[total.end :]):
        return
    added = sum(one.dong for one in rest)
    if (
        not fits(total, added)
        and abs(added - total.dong) * 10 <= total.dong
        and not _RATED.search(sentence.text)
    ):
        yield _differs(sentence, total, added, Severity.ERROR)


def closing_totals(paragraph: Paragraph) -> Iterator[Finding]:
    """A last sentence "Tổng số tiền ... là ..." after the sentences with its parts."""
    told = sentences(paragraph)
    if len(told) < 2 or not re.match(
        r"tổng (?:số tiền|kinh phí|cộng|số|chi)\b", told[-1].text, re.IGNORECASE
    ):
        return
    total = list(amounts(told[-1].text))
    said = [one for sentence in told[:-1] for one in amounts(sentence.text)]
    if len(total) != 1 or len(said) < 2 or _RATED.search(paragraph.text):
        return
    added = sum(one.dong for one in said)
    if not fits(total[0], added) and abs(added - total[0].dong) * 10 <= total[0].dong:
        yield _differs(told[-1], total[0], added, Severity.ERROR)


def _tells_all(text: str, said: Sequence[Amount], start: int) -> bool:
    """Whether a bracket with parts tells them all: behind a "tổng" amount, or with what the others or the rest have."""
    behind = next(one for one in said if 0 <= start - 1 - one.end <= 2)
    inside = text[start:].partition(")")[0]
    return _is_total(text, behind) or bool(re.search(r"\b(?:khác|còn lại)\b", inside, re.IGNORECASE))


def _opens_parts(text: str, said: Sequence[Amount], start: int) -> bool:
    """A bracket right behind an amount, without a word of its own that says how what is inside stands to it."""
    if (
        not any(0 <= start - 1 - one.end <= 2 for one in said)
        or _ALL.match(text, start)
        or _SOME.match(text, start)
    ):
        return False
    inside = text[start:].partition(")")[0]
    return not _OTHERWISE.search(inside) and not _RATED.search(inside)


def _sum_at(
    sentence: Paragraph, said: Sequence[Amount], start: int, end: int, *, whole: bool
) -> Iterator[Finding]:
    total = _total_before(sentence.text, [one for one in said if one.end <= start], start)
    parts = _parts_after(
        sentence.text,
        [one for one in said if one.start >= end],
        end,
        in_bracket=_bracket(sentence.text, end),
    )
    if total is None or len(parts) < 2:
        return
    added = sum(part.dong for part in parts)
    if any(
        fits(total, sum(part.dong for part in parts[:end]))
        and ";" in sentence.text[parts[end - 1].end : parts[end].start]
        for end in range(2, len(parts))
    ):
        return  # what follows the semicolon is another thought
    if fits(total, added) or (not whole and added < total.dong * 0.9):
        return
    if not _is_total(sentence.text, total) and added * 2 < total.dong:
        return  # so far apart that the parts tell of something else
    severity = Severity.ERROR if whole or added > total.dong else Severity.WARNING
    yield _differs(sentence, total, added, severity)


def _added_up(sentence: Paragraph, said: Sequence[Amount]) -> Iterator[Finding]:
    """Parts first, “tổng cộng” after them."""
    marker = re.search(r"\btổng cộng\b(?:\s+(?:là|được|số tiền))?\s*:?\s*", sentence.text, re.IGNORECASE)
    if marker is None or re.search(r"\bmỗi\b", sentence.text[: marker.start()], re.IGNORECASE):
        return
    before = [one for one in said if one.end <= marker.start()]
    after = [one for one in said if 0 <= one.start - marker.end() <= 12]
    if len(before) >= 2 and after and not fits(after[0], added := sum(one.dong for one in before)):
        yield _differs(sentence, after[0], added, Severity.ERROR)


def _products(sentence: Paragraph, said: Sequence[Amount]) -> Iterator[Finding]:
    """The words "12 căn nhà, mỗi căn 40 triệu đồng" against the one other amount beside them."""
    for one in _EACH.finditer(sentence.text):
        each = next((a for a in said if one.end() <= a.start + 1 <= one.end() + 25), None)
        others = [a for a in said if a is not each and _beside(sentence.text, a, one)]
        number = _number(one[1])
        if each is None or number is None or len(others) != 1 or fold(one[2]) != fold(one[3]):
            continue
        if not fits(others[0], number * each.dong):
            yield _differs(sentence, others[0], number * each.dong, Severity.ERROR)


def _beside(text: str, amount: Amount, product: re.Match[str]) -> bool:
    """Whether an amount is what a product makes: inside it, nothing but words between them, or "tổng" before it."""
    if product.start() < amount.start and amount.end <= product.end():
        return True
    between = (
        text[amount.end : product.start()]
        if amount.end <= product.start()
        else text[product.end() : amount.start]
    )
    if ";" in between or re.search(r"\.\s", between):
        return False
    led = re.search(r"\b(?:trị giá|tổng|thành tiền)\s*$", text[: amount.start], re.IGNORECASE)
    return _is_total(text, amount) or bool(led) or (amount.end <= product.start() and "," not in between)


def listed_sums(paper: Paper) -> Iterator[Finding]:
    """A total whose parts are the lines of a list below it, one amount each."""
    body = paper.body
    for index, lead in enumerate(body):
        if not _LEADS.search(lead.text.rstrip(" *")):
            continue
        led = list(amounts(lead.text))
        all_told = bool(_AT_ONCE.search(lead.text.rstrip(" *")))
        totals = led if len(led) == 1 else [one for one in led if _is_total(lead.text, one)]
        if totals and not _is_total(lead.text, totals[0]) and not (led[-1] is totals[-1] and all_told):
            all_told = False
        elif totals:
            all_told = True
        following = body[index + 1 :]
        stop = next(
            (
                at
                for at, one in enumerate(following)
                if not (one.bullet and one.section == lead.section)
                and not one.section.startswith(f"{lead.section}.")
            ),
            len(following),
        )
        lines = following[:stop]
        parts = [list(amounts(line.text)) for line in lines]
        if len(totals) == 1 and len(parts) >= 2 and all(map(_tells_one, lines, parts)):
            added = sum(part[0].dong for part in parts)
            short = added < totals[0].dong and not all_told
            if not fits(totals[0], added) and not short and added <= totals[0].dong * 3:
                yield _differs(lead, totals[0], added, Severity.ERROR)


def _tells_one(line: Paragraph, said: Sequence[Amount]) -> bool:
    """Whether a line has one amount, or one right behind the name that opens it, of which the others are told."""
    return len(said) == 1 or (
        len(said) > 1 and re.fullmatch(r"[^\d:]{3,90}:\s*", line.text[: said[0].start]) is not None
    )


def _differs(sentence: Paragraph, total: Amount, added: int, severity: Severity) -> Finding:
    return finding(
        "money.sum_of_parts",
        Place(section=sentence.section, line=sentence.line, quote=total.words),
        f"Tổng ghi “{total.words}”, các khoản đi kèm cho ra {format_money(added)}",
        total.words,
        added,
        severity=severity,
    )


def _total_before(text: str, before: Sequence[Amount], start: int) -> Amount | None:
    """The one amount of the clause that leads to the parts, or the one after "tổng"."""
    led = len(text[:start].rstrip(" ;,."))  # "... 500 triệu đồng; trong đó: ..." is one clause
    clause = max(text.rfind(sign, 0, led) for sign in ";.") + 1
    near = [
        one
        for one in before[-FEW:]
        if one.start >= clause or (one is before[-1] and text[one.end : led].count(";") == 0)
    ]
    if len(near) == 1:
        return near[0]
    totals = [one for one in near if _is_total(text, one)]
    return totals[-1] if totals else None


def _is_total(text: str, amount: Amount) -> bool:
    """Whether "tổng" leads to an amount."""
    return bool(re.search(r"tổng\D{0,60}$", text[max(0, amount.start - 70) : amount.start], re.IGNORECASE))


def _parts_after(text: str, after: Sequence[Amount], end: int, *, in_bracket: bool) -> list[Amount]:
    """The parts: up to the closing bracket, or until a new total begins."""
    stop = _closing(text, end) if in_bracket else len(text)
    fresh = re.search(r";\s*(?:ngoài ra|bên cạnh đó|tổng)", text[end:], re.IGNORECASE)
    if fresh:
        stop = min(stop if stop >= 0 else len(text), end + fresh.start())
    return [one for one in after if one.end <= (stop if stop >= 0 else len(text))]


def _closing(text: str, start: int) -> int:
    """Where the bracket that is open here closes; a name inside may have brackets of its own, "(cơ sở 2)"."""
    depth = 1
    for at in range(start, len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0:
            return at
    return -1


def _bracket(text: str, start: int) -> bool:
    return text.rfind("(", 0, start) > text.rfind(")", 0, start)


def breakdowns(paragraph: Paragraph) -> Iterator[Finding]:
    """The phrase "500 hộ trong đó có 480 hộ ...": one part of the same thing; several are for `text_parts`."""
    for sentence in sentences(paragraph):
        one = _BREAKDOWN.search(sentence.text)
        if one is None or (total := _number(one[1])) is None:
            continue
        noun = fold(one[2]).split()
        rest = re.split(r"[.;)](?:\s|$)", one[3])[0]
        same = [
            number
            for part in _COUNT.finditer(rest)
            if fold(part[2]).split()[0] in (noun[0], "la") and (number := _number(part[1])) is not None
        ]
        if len(same) != 1 or noun[0] in ("dong", "trieu", "ty", "nam", "thang", "ngay"):
            continue
        added = sum(same)
        place = Place(section=sentence.section, line=sentence.line, quote=" ".join(one[0][:90].split()))
        said = f"{one[1]} {one[2].strip()}, “trong đó” {' + '.join(str(number) for number in same)}"
        if added > total:
            yield finding("breakdown.exceeds_total", place, f"{said}: vượt tổng {added - total}")
        elif 0.95 * total <= added < total:
            yield finding("breakdown.complete", place, f"{said}: còn {total - added} chưa phân loại")


def _number(text: str) -> int | None:
    try:
        return int(parse_number(text.rstrip(".")))
    except UnclearNumber:
        return None
