"""Rules over the counts of units and the money words of a notice's text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tdkt_desktop.notice.checks.findings import Finding, Place, finding
from tdkt_desktop.notice.checks.naming import listed_bodies, mentions, names_of
from tdkt_desktop.notice.checks.paper import OPENING, Paper, Paragraph, sentences
from tdkt_desktop.notice.checks.prose_counts import ALSO_CALLED, NOUN, NUMBER, OVER, number_of, ratios
from tdkt_desktop.notice.checks.prose_figures import bare_amounts
from tdkt_desktop.vietnamese.counts import padded

_COUNTED = rf"(?<![\d/])(?<!trên\s)(?<!số\s)({NUMBER})\s+{ALSO_CALLED}({NOUN})"
_LEFT = re.compile(rf"{_COUNTED}\b", re.IGNORECASE)
_FAILING = re.compile(rf"{_COUNTED}\s+(?:chưa|không|còn chậm|còn chưa|chậm|thiếu)\b", re.IGNORECASE)
_NAMED = re.compile(
    rf"(?<![\d/])({NUMBER})(?:{OVER}{NUMBER})?\s+{ALSO_CALLED}({NOUN})\b(?:(?!\2|(?<![\d/]){NUMBER}(?:{OVER}{NUMBER})?\s+(?:{NOUN})\b)[^();.])*\(([^()]+)\)",
    re.IGNORECASE,
)
_NAMED_AFTER = re.compile(
    rf"(?<![\d/.,])(?<!trên\s)(?<!số\s)({NUMBER})(?:{OVER}{NUMBER})?\s+{ALSO_CALLED}({NOUN})\b((?:[^():;.,\d]|\d{{1,2}}/\d{{1,2}}/\d{{4}}){{0,100}}(?:,\s*(?:gồm|bao gồm|cụ thể))?):\s+([^:]+?)\.?$",
    re.IGNORECASE,
)
_LEFT_NAMED = re.compile(
    rf"(?<![\d/])({NUMBER}){OVER}({NUMBER})\s+{ALSO_CALLED}({NOUN})\b[^;.:()\d]{{0,120}}[;,]\s+(?:còn\s+)?(?:(?:chưa|không)\s[^;.:()\d]{{2,80}}?|còn lại)"
    r"\s*(?:\b(?:là|gồm)\b|:)\s+(?:các\s+)?([^;.:()\d]+)\.?$",
    re.IGNORECASE,
)
_NAMED_PLAINLY = re.compile(
    rf"(?<![\d/.,])(?<!trên\s)(?<!số\s)({NUMBER})(?:{OVER}{NUMBER})?\s+{ALSO_CALLED}({NOUN})\b([^():;.\d]{{2,100}}?)\s(?:bao gồm|gồm|là)\s+(?:các\s+)?([^():.;\d]+?)(?=;|\.?$)",
    re.IGNORECASE,
)
_BEST = re.compile(
    r"\b(?:nhất|đứng đầu|dẫn đầu|trưởng|phụ trách|nổi bật|do|mục tiêu|mục đích|quan điểm)\b", re.IGNORECASE
)
_EXAMPLES = re.compile(
    r"\b(?:điển hình|tiêu biểu)\s*(?:[:(]|$)|\b(?:như|ví dụ|chẳng hạn|nhất là|trong đó)\b", re.IGNORECASE
)
_UNPADDED = re.compile(r"(?<![\d/.,])([1-9])\s+đơn vị\b", re.IGNORECASE)


def unit_counts(paper: Paper) -> Iterator[Finding]:
    """Counts of units that contradict themselves, their names or the number of units."""
    names = names_of(paper)
    for paragraph in paper.body:
        for sentence in sentences(paragraph):
            yield from _over(sentence, paper)
            yield from tuple(_remainder(sentence)) or _remainders(sentence)
            yield from _named(sentence, names)
            yield from _left_named(sentence)
            yield from _named_plainly(sentence)
    yield from _against_schedule(paper)


def padding(paper: Paper) -> Iterator[Finding]:
    """Counts of units written in two ways. One way that is kept throughout is an office's own habit."""
    found = [(paragraph, ratio) for paragraph in paper.body for ratio in ratios(paragraph.text)]
    bare = [(paragraph, one[0]) for paragraph in paper.body for one in _UNPADDED.finditer(paragraph.text)]
    good = [
        ratio for _, ratio in found if ratio.padded and not ratio.spelled and min(ratio.n, ratio.total) < 10
    ]
    if not good:
        return
    wrong = [(paragraph, ratio.words) for paragraph, ratio in found if not ratio.padded]
    for paragraph, words in (*wrong, *bare):
        said = f"Ghi “{words}”, chỗ khác ghi “{good[0].words}”"
        yield finding("format.ratio_padding", _place(paragraph, words), said, words)


def missing_dong(paragraph: Paragraph) -> Iterator[Finding]:
    """Amounts that leave out "đồng"; one finding a paragraph."""
    said = [one.words for one in bare_amounts(paragraph.text)]
    if said:
        words = ", ".join(f"“{one}”" for one in said)
        yield finding("money.unit_present", _place(paragraph, said[0]), f"Thiếu “đồng” sau {words}")


def _over(sentence: Paragraph, paper: Paper) -> Iterator[Finding]:
    for ratio in ratios(sentence.text):
        if ratio.n > ratio.total:
            yield finding("ratio.over", _place(sentence, ratio.words), f"Ghi “{ratio.words}”")
        elif (
            paper.total
            and ratio.total not in paper.totals
            and paper.counts_by(ratio.noun)
            and sentence.section != OPENING
            and (ratio.noun == "đơn vị" or not paper.says_number(ratio.total, ratio.noun))
        ):
            yield finding(
                "ratio.total_differs",
                _place(sentence, ratio.words),
                f"Ghi “{ratio.words}”, phần mở đầu nêu {padded(paper.total)} đơn vị",
            )


def _remainder(sentence: Paragraph) -> Iterator[Finding]:
    """The clause "05/06 đơn vị ..., còn 01 đơn vị ...": the groups must make the total."""
    counted = [ratio for ratio in ratios(sentence.text) if ratio.n <= ratio.total]
    said = [ratio for ratio in counted if ratio.n < ratio.total] or counted
    if len(said) != 1:
        return
    ratio, rest = said[0], re.sub(r"\([^()]*\)", "", sentence.text[said[0].end :])
    if ratio.n == ratio.total and re.search(r"\btrong (?:đó|số đó|số này)\b", rest, re.IGNORECASE):
        return  # all do it, some of them not wholly
    told_all = re.search(rf"\bcòn(?:\s+lại)?\s+{NUMBER}", rest, re.IGNORECASE)
    groups = [
        number_of(one[1])
        for one in (_LEFT if told_all else _FAILING).finditer(rest)
        if one[2].lower() in (ratio.noun, "đơn vị")
    ]
    added = ratio.n + sum(groups)
    if groups and (added > ratio.total or (told_all and added != ratio.total)):
        yield finding(
            "ratio.remainder",
            _place(sentence, ratio.words),
            f"{padded(ratio.n)} + {' + '.join(padded(one) for one in groups)} không bằng {padded(ratio.total)}",
            ratio.words,
            *groups,
        )


def _remainders(sentence: Paragraph) -> Iterator[Finding]:
    """The same in each clause of a sentence that counts several things."""
    clauses = re.split(r";\s", sentence.text)
    if len(clauses) > 1 and len(ratios(sentence.text)) > 1:
        for clause in clauses:
            yield from _remainder(replace(sentence, text=clause))


def _named(sentence: Paragraph, names: Sequence[str]) -> Iterator[Finding]:
    """A count of units and the names in the bracket behind it, or behind the colon at the sentence's end."""
    plain = re.sub(r"\s*\([^()]*\)", "", sentence.text)
    for one in _NAMED_AFTER.finditer(plain):
        if not _EXAMPLES.search(one[3]):
            yield from _counted_names(sentence, one[0], number_of(one[1]), one[4], ())
    for one in _NAMED.finditer(sentence.text):
        if not _EXAMPLES.search(one[0]):
            yield from _counted_names(sentence, one[0], number_of(one[1]), one[3], names)


def _left_named(sentence: Paragraph) -> Iterator[Finding]:
    """The words "06/09 huyện có kế hoạch; chưa có là các huyện A, B, C": those named are the rest."""
    one = _LEFT_NAMED.search(sentence.text)
    if one is None:
        return
    rest = number_of(one[2]) - number_of(one[1])
    items = [item.strip(" .*") for item in re.split(r",|\s+và\s+", one[4])]
    bare = [re.sub(rf"^(?:{NOUN})\s+", "", item, flags=re.IGNORECASE) for item in items]
    if (
        rest > 0
        and all(item[:1].isupper() and len(item.split()) <= 4 for item in bare)
        and len(items) != rest
    ):
        yield _miscounted(sentence, one[0], rest, len(items), one[4])


def _named_plainly(sentence: Paragraph) -> Iterator[Finding]:
    """The words "Hai xã chưa trích quỹ, gồm xã A và xã B", without a colon or a bracket."""
    for one in _NAMED_PLAINLY.finditer(sentence.text):
        other = re.search(rf"\b{NOUN}\b", one[3], re.IGNORECASE)  # "..., đơn vị sớm nhất là Sở A"
        if other is None and not (_EXAMPLES.search(one[3]) or _BEST.search(one[3])):
            yield from _counted_names(sentence, one[0], number_of(one[1]), one[4], ())


def _counted_names(
    sentence: Paragraph, quote: str, said: int, listed: str, names: Sequence[str]
) -> Iterator[Finding]:
    """The names are counted as bodies known from elsewhere, or where every one of them looks like a name."""
    if re.search(r"\d\s*(?:đồng|triệu|tỷ)\b", listed, re.IGNORECASE):
        return  # what each gave: for the rule of "cụ thể"
    may_be = listed_bodies(listed)
    if may_be and said not in may_be:
        yield _miscounted(sentence, quote, said, min(may_be), listed)
        return
    parts = [part for part in re.split(r"[;,]", listed) if part.strip()]
    known = mentions(listed, names)
    if (
        not may_be
        and known
        and len({one.name for one in known}) == len(known) != said
        and said not in (len(parts), sum(len(part.split(" và ")) for part in parts))
    ):
        yield _miscounted(sentence, quote, said, len(known), listed)


def _miscounted(sentence: Paragraph, quote: str, said: int, told: int, listed: str) -> Finding:
    return finding(
        "ratio.names_count",
        _place(sentence, quote),
        f"Ghi {padded(said)} đơn vị, nêu tên {padded(told)}: {listed.strip()}",
    )


def _against_schedule(paper: Paper) -> Iterator[Finding]:
    if paper.rows and paper.total and len(paper.rows) != paper.total:
        yield finding(
            "coverage.schedule",
            Place(section=OPENING),
            f"Nêu {padded(paper.total)} đơn vị, lịch kiểm tra có {padded(len(paper.rows))} đơn vị",
        )


def _place(paragraph: Paragraph, quote: str) -> Place:
    return Place(section=paragraph.section, line=paragraph.line, quote=" ".join(quote.split())[:120])
