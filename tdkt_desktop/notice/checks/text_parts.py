"""Rules over counts told with their parts: "40 đơn vị, gồm ...", "86 cá nhân (31 ..., 55 ...)", "..., tổng cộng 218"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from tdkt_desktop.notice.checks.findings import Finding, Place, Severity, finding
from tdkt_desktop.notice.checks.naming import names_a_body
from tdkt_desktop.notice.checks.paper import Paper, Paragraph, sentences
from tdkt_desktop.notice.checks.prose_counts import ALSO_CALLED, NOUN, ratios
from tdkt_desktop.notice.checks.prose_quantities import PERSONS, Count, counts
from tdkt_desktop.notice.checks.prose_sides import PIECE_END, Part, are_sides, opposed, pieces_of
from tdkt_desktop.vietnamese.numbers import format_number
from tdkt_desktop.vietnamese.text import fold

QUOTED = 6  # words of a total that a finding repeats
NEAR = 90  # letters between a total and the bracket with its parts
_MARKS = re.compile(
    r"(?P<all>\b(?:bao gồm|gồm có|gồm|chia ra)\b\s*:?)|(?P<some>\b(?:trong đó|trong số đó|trong số này)\b(?:\s+có)?\s*:?)|(?P<best>\b(?:tiêu biểu|điển hình)\b(?:\s+(?:là|như))?\s*:?)|(?P<bracket>\()|(?P<colon>:)",
    re.IGNORECASE,
)
GENERIC = frozenset(("truong",))  # "trường hợp": whoever the parts name
_BROKEN_OFF = re.compile(
    r"\s*(?:tăng|giảm|so với|bình quân|trung bình|đạt|bằng|chiếm|tổng|trị giá|với|cùng|ngoài ra|trong đó|đã|nâng|mỗi|tương đương|còn lại|vượt)\b",
    re.IGNORECASE,
)
_AT_END = re.compile(
    r"(?<!trên )(?<!trong )(?<!của )\b(?:tổng cộng|tổng số|cộng|cả năm)(?:\s+(?:là|có|chung))?\s*:?\s*(?=\d)",
    re.IGNORECASE,
)
_MONEY = re.compile(r"\b(?:đồng|triệu|tỷ)\b", re.IGNORECASE)
_GRADE = re.compile(r"\bloai (?:[a-d]\b|xuat sac|tot|kha|trung binh|gioi)|\bxep loai\b")
_OF_BODIES = re.compile(
    rf"\d{{1,3}}\s+{ALSO_CALLED}(?:{NOUN})\b[^()\d]{{0,30}}[,;và]+\s*\d{{1,3}}\s+{ALSO_CALLED}(?:{NOUN})\b"
)
_LABEL = re.compile(r"[^\W\d_]+")


def parts(paragraph: Paragraph) -> Iterator[Finding]:
    """A count and its parts in one sentence, whichever comes first."""
    for sentence in sentences(paragraph):
        said = counts(sentence.text)
        if len(said) < 2:
            continue
        for mark in _MARKS.finditer(sentence.text):
            yield from _at_mark(sentence, said, mark)
    for sentence in sentences(paragraph):
        yield from _denied_half(sentence, pieces_of(sentence.text))
    yield from _two_sides(replace(paragraph, text=re.sub(r"\.\s", "; ", paragraph.text)))
    yield from _at_end(paragraph)


def listed_parts(paper: Paper) -> Iterator[Finding]:
    """A list of lines with one count each, and its last line with the total."""
    body = paper.body
    for index, paragraph in enumerate(body):
        if not re.match(r"\W*(?:tổng\s+)?(?:cộng|số)\b", paragraph.text, re.IGNORECASE) or _MONEY.search(
            paragraph.text
        ):
            continue
        total = counts(paragraph.text)
        above: list[Count] = []
        for one in reversed(body[max(0, index - 30) : index]):
            said = counts(one.text)
            if (
                not one.bullet
                or one.section != paragraph.section
                or len(said) != 1
                or _MONEY.search(one.text)
            ):
                break
            above.append(said[0])
        if (
            len(total) == 1
            and len(above) >= 2
            and (added := sum(one.value for one in above)) != total[0].value
        ):
            yield _found(paragraph, total[0], [one.value for one in reversed(above)], added, "sum.counts")


def _at_mark(sentence: Paragraph, said: Sequence[Count], mark: re.Match[str]) -> Iterator[Finding]:
    kind = mark.lastgroup or ""
    total = _total_before(sentence.text, said, mark)
    listed = _parts_from(sentence.text, said, mark.end(), in_bracket=_inside(sentence.text, mark.end()))
    if listed and (
        total is None or not (total.thing in GENERIC or _same_thing(listed[0].count.thing, total.thing))
    ):
        total = _earlier(sentence.text, said, mark, listed[0].count.thing) or total
    if total is None:
        return
    if _counts_both(sentence.text, total, listed) and kind != "best":
        yield from _both_kinds(sentence, total, listed)
        return
    alike = [one for one in listed if total.thing in GENERIC or _same_thing(one.count.thing, total.thing)]
    if (kind in ("some", "colon") and not are_sides(listed)) or (
        len(alike) >= 2 and len(alike) < len(listed)
    ):
        listed = alike
    values = [one.value for one in listed]
    if kind == "best":
        largest = max((one for one in alike if one.count.thing), key=lambda one: one.value, default=None)
        if largest and largest.value > total.value:
            yield _found(sentence, total, [largest.value], largest.value, "breakdown.exceeds_total")
        return
    if len(values) < 2 or total.value in (sum(values[:end]) for end in range(2, len(values) + 1)):
        return
    added = sum(values)
    if not _speaks_of_it(kind, total, listed, added):
        return
    code = "breakdown.exceeds_total" if added > total.value else "breakdown.complete"
    sure = kind == "all" or are_sides(listed) or kind == "bracket"
    yield _found(sentence, total, values, added, code, Severity.ERROR if sure else None)


def _counts_both(text: str, total: Count, listed: Sequence[Part]) -> bool:
    """The words "132 thôn, tổ dân phố ..., trong đó 118 thôn và 14 tổ dân phố": each part is one of the total's nouns."""
    heads = fold(text[total.end : total.end + 80])
    if len(listed) != 2 or not all(one.count.noun for one in listed):
        return False
    first, second = (re.escape(one.count.thing) for one in listed)
    return re.match(rf"\s*{first}\b[^\d.;:(]{{0,20}}(?:,|\bva)\s+{second}\b", heads) is not None


def _both_kinds(sentence: Paragraph, total: Count, listed: Sequence[Part]) -> Iterator[Finding]:
    values = [one.value for one in listed]
    added = sum(values)
    if added != total.value and 0.6 <= added / max(total.value, 1) <= 1.6:
        code = "breakdown.exceeds_total" if added > total.value else "breakdown.complete"
        yield _found(sentence, total, values, added, code, Severity.ERROR)


def _earlier(text: str, said: Sequence[Count], mark: re.Match[str], thing: str) -> Count | None:
    """A count of what the parts count, a little before the mark: "60 hồ sơ tại 05 xã: 51 hồ sơ đủ, 09 hồ sơ thiếu"."""
    near = [one for one in said if mark.start() - NEAR <= one.end <= mark.start() and one.thing == thing]
    if not near or re.search(r"[.;]\s", text[near[-1].end : mark.start()]) or near[-1].per:
        return None
    return near[-1]


def _same_thing(one: str, other: str) -> bool:
    return one == other or not (one and other) or (one in PERSONS and other in PERSONS)


def _speaks_of_it(kind: str, total: Count, listed: Sequence[Part], added: int) -> bool:
    """Whether numbers so far from the total are still meant to make it."""
    share = added / total.value if total.value else 0.0
    if kind == "all":
        return 0.3 <= share <= 3
    if kind in ("bracket", "colon") or are_sides(listed) or _is_series(listed):
        return 0.6 <= share <= 1.6
    return 0.9 <= share <= 1.2


def _total_before(text: str, said: Sequence[Count], mark: re.Match[str]) -> Count | None:
    """The count that a mark opens: the last one before it that stands in no bracket of its own."""
    before = [one for one in said if one.end <= mark.start() and not _shut_in(text, one.start, mark.start())]
    if not before or _OF_BODIES.match(text, mark.end()):
        whole = _ratio_before(text, mark)
        if whole or not before:
            return whole
    if before[-1].per:
        return None
    total = before[-1]
    between = text[total.end : mark.start()]
    bare = re.sub(r"\([^()]*\)", "", between)
    if mark.lastgroup == "colon":
        return total if len(between) <= 40 and not re.search(r"[,.;(]", between) else None
    if mark.lastgroup == "bracket":
        return total if len(between) <= NEAR and not re.search(r"[.;()]|\d", between) else None
    return total if not re.search(r";|\.\s", bare.rstrip(" ;")) else None


def _ratio_before(text: str, mark: re.Match[str]) -> Count | None:
    """The words "11/11 đơn vị có báo cáo, trong đó 10 đúng hạn, 01 chậm": as many reports as units."""
    told = [one for one in ratios(text[: mark.start()]) if one.n == one.total]
    if (
        not (
            mark.lastgroup in ("all", "some")
            or (mark.lastgroup == "bracket" and _OF_BODIES.match(text, mark.end()))
        )
        or len(told) != 1
        or re.search(r"[.;]", text[told[0].end : mark.start()])
    ):
        return None
    return Count(told[0].n, tuple(fold(told[0].noun).split()), told[0].start, told[0].start + 2)


def _parts_from(text: str, said: Sequence[Count], start: int, *, in_bracket: bool) -> list[Part]:
    """The parts of a list: pieces with one count each, until one speaks of something else."""
    stop = text.find(")", start) if in_bracket else len(text)
    plain = re.sub(r"\([^()]*\)", lambda one: " " * len(one[0]), text[:stop] if stop >= 0 else text)
    found: list[Part] = []
    at = start
    semicolon = ""
    skipped = 0
    while at < len(plain):
        end = PIECE_END.search(plain, at)
        piece_end = end.start() if end else len(plain)
        inside = [one for one in said if at <= one.start < piece_end]
        piece = plain[at:piece_end]
        if inside and (len(inside) > 1 or _is_no_part(piece, inside[0], first=not found)):
            break
        if inside:
            label = fold(plain[at : inside[0].start] + " " + plain[inside[0].end : piece_end])
            found.append(Part(inside[0], " ".join(label.split())))
        elif not found:
            skipped += 1
            if skipped > 2 or len(_LABEL.findall(piece)) > (2 if in_bracket else 4):
                break
        elif not _MONEY.search(piece) and (_BROKEN_OFF.match(piece) or len(_LABEL.findall(piece)) > 6):
            break
        if end is None:
            break
        sign = end[0].strip()
        if sign == ";" and len(found) >= 2 and semicolon == ",":
            break
        semicolon = semicolon or sign
        at = end.end()
    return found


def _is_no_part(piece: str, count: Count, *, first: bool) -> bool:
    """A rate, a new thought, or the number of a name: "Công ty Cơ giới 2"."""
    if count.per or (_BROKEN_OFF.match(piece) and not first):
        return True
    return not count.noun and names_a_body(piece.strip())


def _two_sides(sentence: Paragraph) -> Iterator[Finding]:
    """The words "265 sáng kiến dự xét, 198 được công nhận, 67 không được công nhận": two sides of the first."""
    pieces = pieces_of(sentence.text)
    yield from _graded(sentence, pieces)
    for at, (whole, one, other) in enumerate(zip(pieces, pieces[1:], pieces[2:], strict=False)):
        if whole is None or one is None or other is None:
            continue
        if any(
            each and each.value + one.value + other.value == whole.value for each in pieces[at + 3 : at + 4]
        ):
            continue  # three sides
        if not are_sides((one, other)) or max(one.value, other.value) > whole.value:
            continue
        things = {each.count.thing for each in (one, other)} - {"", "truong", whole.count.thing}
        added = one.value + other.value
        if not things and added != whole.value and 0.6 <= added / whole.value <= 1.6:
            code = "breakdown.exceeds_total" if added > whole.value else "breakdown.complete"
            yield _found(sentence, whole.count, [one.value, other.value], added, code, Severity.ERROR)


def _denied_half(sentence: Paragraph, pieces: Sequence[Part | None]) -> Iterator[Finding]:
    """The words "đề nghị 44 trường hợp: ...; được khen 40 trường hợp, chưa được khen 04 trường hợp", the whole further off."""
    said = counts(sentence.text)
    for before, one, other in zip((None, *pieces), pieces, pieces[1:], strict=False):
        if one is None or other is None or not one.count.noun or not opposed(one.label, other.label):
            continue
        noun = one.count.noun[:2]
        if other.count.noun[:2] != noun or (before and before.count.noun[:2] == noun):
            continue
        wholes = [
            each for each in said if each.end < one.count.start and each.noun[:2] == noun and not each.per
        ]
        added = one.value + other.value
        if not wholes or max(one.value, other.value) > wholes[-1].value or added == wholes[-1].value:
            continue
        if 0.8 <= added / wholes[-1].value <= 1.2:
            code = "breakdown.exceeds_total" if added > wholes[-1].value else "breakdown.complete"
            yield _found(sentence, wholes[-1], [one.value, other.value], added, code, Severity.ERROR)


def _graded(sentence: Paragraph, pieces: Sequence[Part | None]) -> Iterator[Finding]:
    """The words "nộp: 88; loại A: 12; loại B: 41; không xếp loại: 35": the grades of all."""
    for at, whole in enumerate(pieces):
        if whole is None or _GRADE.search(whole.label):
            continue
        row = [
            one for one in takewhile(lambda one: one and _GRADE.search(one.label), pieces[at + 1 :]) if one
        ]
        values = [one.value for one in row]
        things = {one.count.thing for one in row} - {""}
        added = sum(values)
        if len(row) < 2 or max(values) > whole.value or things - {whole.count.thing} or added == whole.value:
            continue
        if 0.6 <= added / max(whole.value, 1) <= 1.6:
            code = "breakdown.exceeds_total" if added > whole.value else "breakdown.complete"
            yield _found(sentence, whole.count, values, added, code, Severity.ERROR)


def _is_series(listed: Sequence[Part]) -> bool:
    """Whether all labels begin alike ("cấp tỉnh", "cấp huyện"; "hạng Nhì", "hạng Ba")."""
    thing = listed[0].count.noun[:1]
    bare = [
        [word for word in one.label.split() if (word,) != thing or not thing][:1]
        for one in listed
        if one.label
    ]
    return len(bare) == len(listed) >= 2 and len({tuple(one) for one in bare}) == 1 and bool(bare[0])


def _at_end(paragraph: Paragraph) -> Iterator[Finding]:
    """Parts first, then “tổng cộng”, “tổng số” or “cộng” with one number, or with one for each thing."""
    text = paragraph.text
    for mark in _AT_END.finditer(text):
        said = counts(text)
        before = [one for one in said if one.end <= mark.start() and not one.per]
        after = [one for one in said if one.start >= mark.end()]
        if len(before) < 2 or not after or after[0].start != mark.end():
            continue
        begun = _list_start(text, mark.start())
        listed = [one for one in before if one.start >= begun]
        totals = [after[0]] + [
            one
            for one in after[1:2]
            if re.fullmatch(r"[^\d.;:]*(?:,|\svà)\s", text[after[0].end : one.start])
        ]
        if len(totals) == 2:
            yield from _by_thing(paragraph, totals, listed)
        elif len(totals) == 1 and len(listed) >= 2:
            values = [one.value for one in listed]
            total = totals[0]
            added = sum(values)
            if total.value in (sum(values[at:]) for at in range(len(values) - 1)):
                continue
            if 0.5 <= added / max(total.value, 1) <= 2:
                yield _found(paragraph, total, values, added, "sum.counts")


def _by_thing(paragraph: Paragraph, totals: Sequence[Count], listed: Sequence[Count]) -> Iterator[Finding]:
    for total in totals:
        values = [one.value for one in listed if one.noun[:2] == total.noun[:2]]
        if len(values) >= 2 and sum(values) != total.value:
            yield _found(paragraph, total, values, sum(values), "sum.counts")


def _list_start(text: str, end: int) -> int:
    """Where the row of counts before a total begins: pieces with one count each, going back."""
    row = text[:end].rstrip(" .;,(–-")
    pieces = list(re.finditer(r"[^,;.]+(?:[.,]\d+[^,;.]*)*", row))
    start = end
    for piece in reversed(pieces):
        number = len(counts(piece[0]))
        if number == 0 and start < end:
            break
        start = piece.start()
    return start


def _inside(text: str, at: int) -> bool:
    return text.rfind("(", 0, at) > text.rfind(")", 0, at)


def _shut_in(text: str, at: int, end: int) -> bool:
    """Whether a place stands in a bracket that is closed before `end`."""
    return _inside(text, at) and text.find(")", at, end) >= 0


def _found(
    sentence: Paragraph,
    total: Count,
    values: Sequence[int],
    added: int,
    code: str,
    severity: Severity | None = None,
) -> Finding:
    clause = re.match(r"[^,;:()]*", sentence.text[total.start : total.start + 80])
    said = " ".join((clause[0] if clause else "").split()[:QUOTED]).rstrip(" .")
    told = f"Ghi “{said}”, các phần nêu kèm {' + '.join(map(format_number, values))} = {format_number(added)}"
    place = Place(section=sentence.section, line=sentence.line, quote=said)
    return finding(code, place, told, severity=severity)
