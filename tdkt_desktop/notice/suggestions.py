"""What a secretary may insert: figures of a section, and sentences made of what the units' records say, by name.

Nothing is invented: every sentence is the record's own words behind the name of its unit, or a count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from tdkt_desktop.domain.checklist import Criterion, Section
from tdkt_desktop.domain.values import Plain
from tdkt_desktop.notice.facts import detailed_units
from tdkt_desktop.notice.general_facts import FACTS
from tdkt_desktop.notice.kept_figures import counts_in
from tdkt_desktop.notice.last_year import LAST_FACTS
from tdkt_desktop.notice.live_figures import Figures
from tdkt_desktop.notice.rendering import as_now
from tdkt_desktop.notice.statements import count_clause, failing_clause, ref_of, unit_example, unit_name
from tdkt_desktop.notice.tokens import FORMS, Token, joined_key, split_key, tokens_of
from tdkt_desktop.vietnamese.text import fold, sentence

OFFERED = ("n", "w", "do", "fail", "failers", "doers", "na", "un", "rest")
LAST_LEAD = "Trong {{k:last_total}} hạn chế đã chỉ ra năm {{k:last_year}}, "
LAST_CLAUSES = (
    ("last_mended", "có {{k:last_mended}} hạn chế đã được khắc phục"),
    ("last_open", "còn {{k:last_open}} hạn chế chưa khắc phục ({{k:last_open_units}})"),
    ("last_again", "{{k:last_again}} hạn chế tái phạm ({{k:last_again_units}})"),
    ("last_unchecked", "{{k:last_unchecked}} hạn chế chưa kiểm tra lại"),
)
STRENGTH, LIMITATION, GENERAL = "uu diem", "han che", "danh gia chung"


@dataclass(frozen=True)
class Offer:
    """Something to insert: what it is in words, its plain text, how it reads now, and whether it is in use already."""

    label: str
    text: str
    reads: str
    used: bool = False


class Use(StrEnum):
    """Whether a unit's record on a criterion is told in the section."""

    NOTHING = "nothing"
    UNUSED = "unused"
    USED = "used"


@dataclass(frozen=True)
class Example:
    """A cell of the matrix criterion x unit: what could be told, and the text that tells it."""

    criterion: str
    unit: str
    use: Use
    text: str
    reads: str


def figure_offers(figures: Figures, key: str, paragraphs: tuple[str, ...]) -> tuple[Offer, ...]:
    """The figures of a section, one form after the other; of all sections where it has none of its own."""
    sections = figures.scope.checklist.sections
    own = [one for one in sections if one.key == key and any(counts_in(it) for it in one.statements)]
    used = set(tokens_of(paragraphs))
    found: dict[Token, Offer] = {}
    for section in own if own and not key.startswith("II") else sections:
        for statement in section.statements:
            for label, token in _tokens(section, statement):
                text = figures.show(token).text
                if text and not figures.show(token).lost:
                    found.setdefault(token, Offer(label, token.text, text, token in used))
    for name, words in (FACTS | (LAST_FACTS if figures.scope.campaign.last else {})).items():
        token = Token("k", name)
        found.setdefault(token, Offer(words, token.text, figures.show(token).text, token in used))
    for unit in figures.scope.units:
        token = Token("u", joined_key(unit.code))
        found.setdefault(token, Offer(f"{FORMS['u']}: {unit.short}", token.text, unit.listed, token in used))
    return tuple(found.values())


def suggestions(figures: Figures, key: str, paragraphs: tuple[str, ...]) -> tuple[Offer, ...]:
    """Sentences for a section: its remarks that teams marked for the notice, and for the assessment what records say."""
    title = fold(next((one.title for one in figures.scope.checklist.sections if one.key == key), ""))
    used = {token for token in tokens_of(paragraphs) if token.form != "u"}
    found = list(_marked_remarks(figures, key))
    if STRENGTH in title:
        found += _assessments(figures, "strengths", "Ưu điểm")
        found += _counts(figures, failing=False)
    if LIMITATION in title:
        found += _assessments(figures, "limitations", "Hạn chế")
        found += _limitations(figures)
        found += _counts(figures, failing=True)
    if GENERAL in title:
        found += _counts(figures, failing=False)
    if GENERAL in title or LIMITATION in title:
        found += _against_last(figures)
    return tuple(
        Offer(label, text, as_now(text, figures), any(one in used for one in tokens_of([text])))
        for label, text in found
    )


def examples(figures: Figures, key: str, paragraphs: tuple[str, ...]) -> tuple[Example, ...]:
    """The matrix criterion x unit of a section; of all criteria for the parts that assess."""
    used = {tuple(split_key(one.key)[:2]) for one in tokens_of(paragraphs) if one.form in ("d", "q", "i")}
    checklist = figures.scope.checklist
    own = [one for one in checklist.criteria if one.section == key]
    return tuple(
        _example(figures, criterion, unit.code, used)
        for criterion in own or checklist.criteria
        for unit in figures.scope.units
    )


def times_told(figures: Figures, texts: Iterable[tuple[str, ...]]) -> dict[str, int]:
    """How many contents each unit is an example of in a whole notice, so that a pick can even them out."""
    checklist = figures.scope.checklist
    told = {
        (unit, checklist.home(question).code)
        for paragraphs in texts
        for token in tokens_of(paragraphs)
        if token.form in ("d", "q") and not figures.show(token).lost
        for unit, question in [split_key(token.key)[:2]]
    }
    counts = Counter(unit for unit, _ in told)
    return {unit.code: counts[unit.code] for unit in figures.scope.units}


def _example(figures: Figures, criterion: Criterion, unit: str, used: set[tuple[str, ...]]) -> Example:
    scope = figures.scope
    questions = [
        question.code
        for question in criterion.questions
        if detailed_units(scope.record, [scope.campaign.unit(unit)], [question.code])
    ]
    if not questions:
        return Example(criterion.code, unit, Use.NOTHING, "", "")
    told = any((unit, code) in used for code in questions)
    text = f"{unit_example(figures, criterion.section, unit, questions)}."
    return Example(criterion.code, unit, Use.USED if told else Use.UNUSED, text, as_now(text, figures))


def _tokens(section: Section, statement: Plain) -> Iterator[tuple[str, Token]]:
    for count in counts_in(statement):
        for form in OFFERED:
            ref = ref_of(count, section.key if form == "rest" else "")
            yield f"{FORMS[form]}: {count['does']}", ref.token(form)
    told = {"sum": ("sum", "each"), "range": ("rng", "given")}.get(statement["type"], ())
    for form in told:
        yield FORMS[form], Token(form, joined_key(statement["question"]))


def _marked_remarks(figures: Figures, key: str) -> Iterator[tuple[str, str]]:
    for criterion in figures.scope.checklist.criteria:
        for unit in figures.scope.units:
            remark = figures.scope.record.of(unit.code).remark(criterion.code)
            if criterion.section == key and remark.in_notice and remark.narrative.strip():
                token = Token("r", joined_key(unit.code, criterion.code, "narrative"))
                yield f"Nhận xét của đoàn: {unit.short}", f"- {unit_name(unit.code)}: {token.text}."


def _assessments(figures: Figures, field: str, words: str) -> Iterator[tuple[str, str]]:
    for unit in figures.scope.units:
        if getattr(figures.scope.record.of(unit.code).assessment, field).strip():
            token = Token("a", joined_key(unit.code, field))
            yield f"{words}: {unit.short}", f"- {unit_name(unit.code)}: {token.text}."


def _limitations(figures: Figures) -> Iterator[tuple[str, str]]:
    for criterion in figures.scope.checklist.criteria:
        for unit in figures.scope.units:
            if figures.scope.record.of(unit.code).remark(criterion.code).limitation.strip():
                token = Token("r", joined_key(unit.code, criterion.code, "limitation"))
                yield f"{criterion.name}: {unit.short}", f"- {unit_name(unit.code)}: {token.text}."


def _against_last(figures: Figures) -> Iterator[tuple[str, str]]:
    """What became of last year's limitations, and counted figures beside last year's, each with its N."""
    if not figures.scope.campaign.last:
        return
    clause = Token("k", "last_clause")
    if figures.show(clause).text:
        yield LAST_FACTS[clause.key], f"{clause.text}."
        told = [words for key, words in LAST_CLAUSES if figures.show(Token("k", key)).units]
        yield "Khắc phục hạn chế năm trước, từng con số", f"{LAST_LEAD}{'; '.join(told)}."
    year, seen = Token("k", "last_year").text, set()
    for section in figures.scope.checklist.sections:
        for count in (one for statement in section.statements for one in counts_in(statement)):
            ref = ref_of(count)
            before = Token("y", joined_key(*ref.questions))
            if ref in seen or "does" not in count or ref.equals is not None or figures.show(before).lost:
                continue
            seen.add(ref)
            then = figures.show(before).text
            if not figures.tally_of(count).n and then.startswith("0" * then.index("/")):
                continue  # nobody in either year: nothing to compare
            said = f"Có {ref.token('n').text} đơn vị {count['does']}; năm {year} có {before.text} đơn vị."
            yield f"So với năm trước: {count['does']}", said


def _counts(figures: Figures, *, failing: bool) -> Iterator[tuple[str, str]]:
    """Counts that everybody meets, or that somebody fails."""
    seen = set()
    for section in figures.scope.checklist.sections:
        for count in (one for statement in section.statements for one in counts_in(statement)):
            ref, tally = ref_of(count), figures.tally_of(count)
            if ref in seen or "does" not in count:
                continue
            seen.add(ref)
            if failing and tally.failing:
                yield f"Số liệu: {count['fails']}", f"{sentence(failing_clause(figures, count))}."
            elif not failing and tally.unanimous and tally.by_name:
                yield f"Số liệu: {count['does']}", f"{sentence(count_clause(figures, section.key, count))}."
