"""Counts of units that a person typed into the notice, beside the live figure of the question they speak of.

A sentence is recognised by its predicate: the words that follow the count are those of a count's `does` or `fails` in
the checklist. A count that no predicate explains is only told: it will not follow the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.values import Plain
from tdkt_desktop.notice.checks.findings import Finding, Place, finding
from tdkt_desktop.notice.checks.outline_paper import MASK, PrintedPaper, Written
from tdkt_desktop.notice.checks.paper import OPENING, Paragraph, sentences
from tdkt_desktop.notice.checks.prose_counts import ALSO_CALLED, NUMBER, OVER, number_of
from tdkt_desktop.notice.facts import Tally
from tdkt_desktop.notice.general_facts import inspected_units
from tdkt_desktop.notice.kept_figures import counts_in
from tdkt_desktop.notice.lines import asked_by
from tdkt_desktop.notice.live_figures import Figures
from tdkt_desktop.vietnamese.counts import padded, ratio
from tdkt_desktop.vietnamese.text import fold

DIFFERS, TYPED = "figure.typed_differs", "figure.typed"
LIKE = 0.75  # of the words of a predicate, in their order
BEGUN = 5  # first words of a predicate that tell it in its own section
LEAST = 2  # words of a predicate
_COUNT = re.compile(
    rf"(?<![\d/.,])(?<!trên\s)(?<!số\s)({NUMBER})(?:{OVER}({NUMBER}))?\s+{ALSO_CALLED}đơn vị\b|\b(100)\s*%\s+(?:các\s+|số\s+)?đơn vị\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_CLAUSE = re.compile(r"[.;:(]|,\s+(?:còn|trong đó|do vậy)\b|,\s+(?=\d)")
_NEXT = re.compile(rf"\.\s|;|{NUMBER}(?:{OVER}{NUMBER})?\s+đơn vị", re.IGNORECASE)
_INSPECTED = re.compile(r"kiểm tra\s+(?:được\s+|đối với\s+|tại\s+|ở\s+)?$", re.IGNORECASE)
_FILLER = ("duoc", "kiem", "tra", "da", "deu", "van", "con", "co")
_NOT = ("chua", "khong")


@dataclass(frozen=True)
class Predicate:
    """Words that tell which answers a count counts. `fails` where they are those of the units that do not."""

    section: str
    words: tuple[str, ...]
    count: Plain
    fails: bool


def typed_figures(printed: PrintedPaper) -> Iterator[Finding]:
    """Every typed count: another number than the record's, or one that will not follow it."""
    predicates = predicates_of(printed.figures.scope.checklist)
    for line, one in printed.written.items():
        for sentence in sentences(Paragraph(one.typed(), line, one.section)):
            for found in _COUNT.finditer(sentence.text):
                yield from _judged(printed.figures, predicates, one, sentence, found)


def predicates_of(checklist: Checklist) -> tuple[Predicate, ...]:
    """The wording of every count of a checklist."""
    made = []
    for section in checklist.sections:
        for count in (one for statement in section.statements for one in counts_in(statement)):
            for key in ("does", "fails"):
                words = tuple(_WORD.findall(fold(str(count.get(key, "")))))
                if len(words) >= LEAST:
                    made.append(Predicate(section.key, words, count, key == "fails"))
    return tuple(made)


def _judged(
    figures: Figures,
    predicates: Sequence[Predicate],
    one: Written,
    sentence: Paragraph,
    found: re.Match[str],
) -> Iterator[Finding]:
    quote = " ".join(found[0].split())
    place = Place(section=one.section, line=sentence.line, quote=quote)
    rest = sentence.text[found.end() :].replace(MASK, " ")
    said = _CLAUSE.split(rest)[0].strip()
    now = _of_visits(figures, one, sentence.text, found, said) or _of_question(
        figures, predicates, one.section, said, _NEXT.split(rest)[0]
    )
    if now is None:
        yield finding(TYPED, place, f"“{quote} {said}”".replace(" ”", "”"), quote, said)
        return
    shown, asked = now
    if _number(found, figures) != shown[0] or (found[2] and number_of(found[2]) != shown[1]):
        live = ratio(*shown) if found[2] or found[3] else padded(shown[0], shown[1])
        place = replace(place, question=asked)
        about = f" (câu {figures.scope.checklist.numbers[asked]})" if asked else ""
        yield finding(
            DIFFERS, place, f"Gõ “{quote} {said}”, số liệu đã ghi{about} là {live} đơn vị", quote, said, live
        )


def _number(found: re.Match[str], figures: Figures) -> int:
    return len(figures.scope.units) if found[3] else number_of(found[1])


def _of_visits(
    figures: Figures, one: Written, text: str, found: re.Match[str], said: str
) -> tuple[tuple[int, int], str] | None:
    """How many units were inspected: a ratio of the opening, or "đã kiểm tra 06 đơn vị" and nothing more."""
    opens = one.section == OPENING and bool(found[2])
    if not opens and (said or not _INSPECTED.search(text[: found.start()])):
        return None
    scope = figures.scope
    return (len(inspected_units(scope.campaign, scope.record)), len(scope.units)), ""


def _of_question(
    figures: Figures, predicates: Sequence[Predicate], section: str, said: str, rest: str
) -> tuple[tuple[int, int], str] | None:
    """The live count of the question that the words speak of; None where none, or more than one, is meant."""
    clause, words = _WORD.findall(fold(said)), _WORD.findall(fold(rest))
    rated = [(max(_likeness(each.words, words), _begun(each, clause, section)), each) for each in predicates]
    best = max((score for score, _ in rated), default=0.0)
    if best < LIKE:
        return None
    meant = [each for score, each in rated if score == best]
    near = [each for each in meant if each.section == section] or meant
    tallies = {(_counted(figures.tally_of(each.count), each), asked_by(each.count)[0]) for each in near}
    known = {one for one in tallies if one[0] is not None}
    if len({number for number, _ in known}) != 1 or len(known) != len(tallies):
        return None
    number, asked = next(iter(known))
    assert number is not None  # noqa: S101 - narrowed above
    return (number, len(figures.scope.units)), asked


def _counted(tally: Tally, predicate: Predicate) -> int | None:
    """How many units the words count; None where nobody knows."""
    if not tally.by_name:
        return None if predicate.fails else tally.n
    if len(tally.not_checked) == tally.total:
        return None
    return len(tally.failing) if predicate.fails else tally.n


def _begun(predicate: Predicate, said: Sequence[str], section: str) -> float:
    """Enough where a clause of a predicate's own section is its first words and no others."""
    bare = [word for word in said if word not in _FILLER or word in predicate.words]
    shared = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(predicate.words, bare, strict=False))
    )
    return LIKE if predicate.section == section and shared >= BEGUN and len(bare) - shared <= 1 else 0.0


def _likeness(wanted: Sequence[str], said: Sequence[str]) -> float:
    """The share of a predicate's words that follow each other at the beginning of what is said, denials alike."""
    at = found = 0
    for word in said[: len(wanted) + len(_FILLER)]:
        if at < len(wanted) and word in wanted[at:]:
            at = at + wanted[at:].index(word) + 1
            found += 1
        elif word not in _FILLER and not found:
            return 0.0
    if [word for word in wanted[:4] if word in _NOT] != [word for word in said[:4] if word in _NOT]:
        return 0.0
    return found / len(wanted)
