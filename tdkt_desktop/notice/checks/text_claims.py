"""Rules over claims that need a figure or a name, and over what a notice says twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tdkt_desktop.notice.checks.findings import Finding, Place, finding
from tdkt_desktop.notice.checks.naming import mentions, names_of
from tdkt_desktop.notice.checks.paper import Paper, Paragraph, sentences
from tdkt_desktop.notice.checks.prose_counts import ALSO_CALLED, NOUN, NUMBER, ratios
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.vietnamese.text import CAPITALS, fold

MANY = 20  # bodies that no notice names one by one
_MOST = re.compile(
    r"\b(?:hầu hết|đa số|phần lớn|đại đa số)\s+(?:các\s+)?(?:đơn vị|cơ quan|địa phương)\b", re.IGNORECASE
)
_VAGUE = re.compile(
    r"\b(?:(?:một số|nhiều|không ít|một vài|vài)\s+(?:các\s+)?(?:đơn vị|(?:cơ quan|địa phương)(?=\s+(?:vẫn\s+|còn\s+)*(?:chưa|không|chậm)))|"
    r"(?:vẫn\s+)?còn(?:\s+có)?\s+đơn vị)\b",
    re.IGNORECASE,
)
_GREW = re.compile(
    r"\b(?:tăng|giảm|cao hơn|thấp hơn|nhiều hơn|ít hơn)\b[^.;]{0,25}\b(?:so với|hơn)?\s*(?:(?:những|các|cùng kỳ|năm)\s*(?:năm\s+)?(?:trước|ngoái)|cùng kỳ)\b",
    re.IGNORECASE,
)
_FAILS = re.compile(
    r"\b(?:chưa|không|nợ|phải bổ sung|phải hoàn thiện|còn thiếu|vi phạm|chậm|thiếu)\b", re.IGNORECASE
)
_FAILS_AT_ONCE = re.compile(
    r"\s+(?:còn\s+|vẫn\s+)?(?:chưa|không|nợ|chậm|vi phạm)\b|(?:\s+(?!không|tổ chức)[^\W\d_]+){1,8}\s+(?:chưa|chậm|muộn|trễ|quá hạn|không đúng hạn)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"\([^()]*(?:[{CAPITALS}]|[^\W\d_]\s\d+(?![\d.,/%\s]*%))[^()]*\)|:\s*(?:(?:[^\W\d_]+\s+){{0,2}}[{CAPITALS}]|$)"
    rf"|\b(?:là|gồm)\s+(?:các\s+)?(?:[^\W\d_]+\s+){{0,2}}[{CAPITALS}]|\b(?:riêng|trừ)\s+(?:[^\W\d_]+\s+){{0,3}}[{CAPITALS}]"
)  # in a bracket, behind a colon, in a list below
_LISTED = re.compile(rf"(?:\b(?:là|gồm)|:)\s+(?:các\s+)?(?:{NOUN})\s+[{CAPITALS}]")
_SUCH_AS = re.compile(rf"\bnhư\s*:?\s+(?:[^\W\d_]+\s+){{0,2}}[{CAPITALS}]")
_GOOD_NEWS = re.compile(
    r"không (?:có|phát sinh|để xảy ra|vi phạm|thuộc đối tượng|thuộc diện|áp dụng)", re.IGNORECASE
)
_CLAUSE = re.compile(rf";|, (?:còn|có)\b|,\s+(?={NUMBER}\s+{NOUN})", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:đã nêu|nêu trên|nêu tại|nói trên|như trên|kể trên|danh sách kèm theo)\b", re.IGNORECASE
)
_COUNTED = re.compile(rf"(?<![\d/])(?<!trên\s)(?<!số\s)({NUMBER})\s+{ALSO_CALLED}(?:{NOUN})\b", re.IGNORECASE)
_CLAIM = re.compile(
    r"(?:100\s*%\s+(?:các\s+|số\s+)?đơn vị|\d+\s*/\s*\d+\s+đơn vị)(?:\s+được kiểm tra)?\s+(.*)", re.IGNORECASE
)
_NOT = r"(?:chưa|không)(?:\s+(?:thực sự|được|thật sự|hoàn toàn|thường xuyên))*\s+"
# what is denied and its object, which has to be that of the praise
_DENIED = re.compile(_NOT + r"((?:có\s+)?[^\W\d_]+\s+[^\W\d_]+)((?:\s+[^\W\d_]+){0,4})", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_PLAIN = frozenset(
    (
        "các",
        "và",
        "của",
        "cho",
        "có",
        "là",
        "được",
        "đã",
        "trong",
        "tại",
        "về",
        "với",
        "công",
        "tác",
        "đơn",
        "vị",
        "thực",
        "hiện",
        "việc",
        "theo",
    )
)


def vague_claims(paragraph: Paragraph) -> Iterator[Finding]:
    """“Hầu hết”, “một số đơn vị”, “tăng so với năm trước” without a figure in their sentence."""
    for sentence in sentences(paragraph):
        counted = next(iter(ratios(sentence.text)), None)
        for pattern, code in ((_MOST, "claim.needs_number"), (_VAGUE, "pattern.vague_count")):
            for one in pattern.finditer(sentence.text):
                # "một số đơn vị ..., do vậy 04/06 đơn vị ...": a figure that follows says how many
                if pattern is _VAGUE and _SUCH_AS.search(sentence.text, one.end()):
                    continue
                if counted is None or (pattern is _VAGUE and counted.start < one.start()):
                    yield finding(code, _place(sentence, one[0]), f"“{_around(sentence.text, one)}”")
        for clause in re.split(r"[;,]\s", sentence.text):
            for one in _GREW.finditer(clause):
                if not re.search(r"\d", clause):
                    yield finding("claim.needs_number", _place(sentence, one[0]), f"“{_around(clause, one)}”")


def unnamed_failures(paper: Paper) -> Iterator[Finding]:
    """A count of units that fail, none of them named."""
    names = names_of(paper)
    for paragraph in paper.body:
        for sentence in sentences(paragraph):
            said = [(ratio.end, ratio.words) for ratio in ratios(sentence.text) if 0 < ratio.n < ratio.total]
            said += [
                (one.end(), " ".join(one[0].split()))
                for one in _COUNTED.finditer(sentence.text)
                if re.search(r"còn(?:\s+lại)?\s*$", sentence.text[: one.start(1)], re.IGNORECASE)
                or _FAILS_AT_ONCE.match(sentence.text, one.end())
            ]
            named = [one.start for one in mentions(sentence.text, names)] if said else []
            for end, words in said:
                stop = _next_count(sentence.text, end)
                if any(at < stop for at in named):
                    continue
                number = int(first[0]) if (first := re.match(r"\d+", words)) else 0
                if number > (paper.total or MANY) or (number > MANY and "đơn vị" not in words):
                    continue  # bodies below the inspected units, too many to be named
                told = _CLAUSE.split(sentence.text[end:])[0]
                if not _FAILS.search(told) or _GOOD_NEWS.match(told.strip()) or _ELSEWHERE.search(told):
                    continue
                if not _NAMED.search(sentence.text[:stop], end) and not _named_before(
                    paper, paragraph, words, told, names
                ):
                    yield finding(
                        "claim.needs_names",
                        _place(sentence, words),
                        f"“{words}{told.rstrip(' .;')}”",
                        words,
                        told,
                    )


def _next_count(text: str, at: int) -> int:
    """Where the next count of units begins behind a semicolon: the names there are its own."""
    behind = next((one.start for one in ratios(text) if one.start > at), len(text))
    return behind if ";" in text[at:behind] else len(text)


def _named_before(paper: Paper, paragraph: Paragraph, words: str, told: str, names: Sequence[str]) -> bool:
    """Whether the results name those whom the assessment only counts again: the same number, or that of the others."""
    again = next(iter(ratios(words)), None)
    if again is None or paragraph in paper.results:
        return False
    about = _pairs(told)
    heads = {one.section: one.text for one in paper.results if one.heading}
    for one in paper.results:
        same = any(
            each.total == again.total and each.n in (again.n, again.total - again.n)
            for each in ratios(one.text)
        )
        if (
            same
            and (mentions(one.text, names) or _LISTED.search(one.text))
            and len(about & _pairs(f"{heads.get(one.section, '')} {one.text}")) >= 2
        ):
            return True
    return False


def unfounded(paper: Paper) -> Iterator[Finding]:
    """A count in the assessment about something of which the results say nothing."""
    results = set[str]()
    for paragraph in paper.results:
        results |= _pairs(paragraph.text)
    if not results:
        return
    for paragraph in paper.assessment:
        for sentence in sentences(paragraph):
            one = _CLAIM.search(sentence.text)
            said = (
                one[1].split(". ")[0] if one else ""
            )  # a stop behind an abbreviation ends a sentence all the same
            claimed = _pairs(said) if one and not said.lower().startswith(("chưa", "còn chưa")) else set()
            if len(claimed) >= 3 and len(claimed & results) * 3 < len(claimed):
                yield finding(
                    "structure.fact_without_criterion",
                    _place(sentence, sentence.text[:80]),
                    f"Phần kết quả kiểm tra không nói tới: “{said.rstrip(' .')}”",
                )


def contradictions(paper: Paper) -> Iterator[Finding]:
    """Something praised among the strengths and missed among the limitations, or counted as failing in the results."""
    praised = _under(paper, "uu diem")
    missed = _under(paper, "han che")
    for good in praised:
        for bad in missed:
            denied = [
                one[1]
                for one in re.finditer(_DENIED, bad.text)
                if set(fold(one[2]).split()) <= set(_WORD.findall(fold(good.text)))
            ]
            about = _pairs(good.text) & _pairs(" ".join(bad.text.split()[:14]))
            agreed = [words for words in denied if _affirmed(words, good.text) and len(about) >= 3]
            if agreed:
                yield finding(
                    "narrative.contradiction",
                    _place(bad, bad.text[:80]),
                    f"Ưu điểm (dòng {good.line}) ghi “{agreed[0]}”, hạn chế ghi chưa",
                    good.text,
                    bad.text,
                )
    failing = [
        one
        for one in paper.results
        if one.heading and re.search(r"\bcòn\s+\d+\s+đơn vị", one.text, re.IGNORECASE)
    ]
    for good in praised:
        for bad in failing:
            head = _WORD.findall(fold(bad.text.partition(":")[0]))[1:]
            said = _WORD.findall(fold(good.text))
            if len(head) >= 6 and said[:6] == head[:6]:
                yield finding(
                    "narrative.contradiction",
                    _place(good, good.text[:80]),
                    f"Mục {bad.section} còn đơn vị chưa đạt, ưu điểm nói chung cho các đơn vị",
                    good.text,
                    bad.section,
                )


def structure(paper: Paper) -> Iterator[Finding]:
    """The number of contents named in the introduction against the sections of results."""
    sections = [one.section for one in paper.of("I") if one.heading and one.section != "I"]
    top = [key for key in sections if key.count(".") == 1]
    if not top:
        return
    for paragraph in paper.paragraphs:
        if paragraph.section not in ("I", "opening"):
            continue
        if one := re.search(r"\b(\d{1,2})\s+nội dung\b", paragraph.text):
            number = int(one[1])
            slots = {
                len(top),
                len(sections),
                len([k for k in sections if not any(o.startswith(f"{k}.") for o in sections)]),
            }
            if number not in slots:
                yield finding(
                    "structure.criteria_coverage",
                    _place(paragraph, one[0]),
                    f"Nêu {padded(number)} nội dung, kết quả trình bày trong {padded(len(top))} mục",
                )
                return


def _under(paper: Paper, heading: str) -> Sequence[Paragraph]:
    keys = [
        one.section
        for one in paper.body
        if one.heading
        and one.section.count(".") == 1
        and fold(one.text.partition(".")[2])[:40].strip(" :").startswith(heading)
    ]
    return [
        sentence
        for key in keys
        for one in paper.of(key)
        if not one.heading or ":" in one.text
        for sentence in sentences(one)
    ]


def _affirmed(words: str, text: str) -> bool:
    found = re.search(re.escape(words), text, re.IGNORECASE)
    return bool(found) and not re.search(
        r"(?:chưa|không)\W[^,;]*$", text[: found.start() if found else 0], re.IGNORECASE
    )


def _pairs(text: str) -> set[str]:
    """Words beside each other, without those that say nothing by themselves."""
    words = [word for word in _WORD.findall(text.lower()) if word not in _PLAIN]
    return {f"{one} {other}" for one, other in pairwise(words)}


def _around(text: str, found: re.Match[str]) -> str:
    tail = text[found.end() : found.end() + 60]
    return f"{found[0]}{tail.rsplit(' ', 1)[0] if len(tail) == 60 else tail}".strip(" .,;")


def _place(paragraph: Paragraph, quote: str) -> Place:
    return Place(section=paragraph.section, line=paragraph.line, quote=" ".join(quote.split())[:120])
