"""From the statements a checklist describes to the text of a section: one small builder per statement type.

A builder gives plain text with tokens (notice.tokens); `rendering` makes lines of it. So what the program writes by
itself is exactly what a secretary starts from.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tdkt_desktop.domain.checklist import Section
from tdkt_desktop.domain.values import Plain
from tdkt_desktop.notice import facts, wording
from tdkt_desktop.notice.facts import Tally
from tdkt_desktop.notice.lines import asked_by
from tdkt_desktop.notice.live_figures import Figures
from tdkt_desktop.notice.threshold_words import EXACT, UNITS, WORDS
from tdkt_desktop.notice.tokens import CountRef, Token, joined_key
from tdkt_desktop.vietnamese.text import ensure_stop, lower_first, sentence

Builder = Callable[[Figures, Section, Plain], list[str]]


def section_text(figures: Figures, section: Section) -> tuple[str, ...]:
    """The text of one section as the program writes it, statement by statement."""
    paragraphs: list[str] = []
    for statement in section.statements:
        paragraphs += BUILDERS[statement["type"]](figures, section, statement)
    return tuple(paragraphs)


def ref_of(count: Plain, section: str = "") -> CountRef:
    """How a token names a count of the checklist."""
    return CountRef(asked_by(count), count.get("equals"), section)


def count_clause(figures: Figures, section: str, count: Plain) -> str:
    """A count as a clause with live figures."""
    tally = figures.tally_of(count)
    if tally.by_name and not tally.unanimous and not tally.doing:
        return ref_of(count, section).token("clause").text
    rest = ref_of(count, section).token("rest").text
    if count.get("in_words"):
        return f"{ref_of(count).token(WORDS).text} {count['does']}{rest}"
    return f"{count.get('prefix', '')}{ref_of(count).token(EXACT).text}{UNITS} {count['does']}{rest}"


def failing_clause(figures: Figures, count: Plain) -> str:
    """The exceptions of a count as a clause with live figures; all units are counted out of all, and not named."""
    ref, tally = ref_of(count), figures.tally_of(count)
    if len(tally.failing) == tally.total:
        return f"{ref.token('fail').text}/{ref.token('all').text} đơn vị {count['fails']}"
    return f"còn {ref.token('fail').text} đơn vị {count['fails']} ({ref.token('failers').text})"


def unit_name(code: str) -> str:
    return Token("u", joined_key(code)).text


def _prose(figures: Figures, section: Section, _statement: Plain) -> list[str]:
    return list(figures.scope.campaign.prose.get(section.key, ()))


def _counts(figures: Figures, section: Section, statement: Plain) -> list[str]:
    lead, said = statement.get("lead", ""), list[str]()
    for count in statement["counts"]:
        if _known(figures.tally_of(count)):
            inside = {**count, "prefix": lower_first(count.get("prefix", ""))} if lead or said else count
            said.append(count_clause(figures, section.key, inside))
    return [ensure_stop(sentence(f"{lead}{'; '.join(said)}"))] if said else []


def _failing(figures: Figures, _section: Section, statement: Plain) -> list[str]:
    found = [
        failing_clause(figures, count) for count in statement["counts"] if figures.tally_of(count).failing
    ]
    return [ensure_stop(sentence(f"{statement.get('lead', '')}{'; '.join(found)}"))] if found else []


def _all_only(figures: Figures, section: Section, statement: Plain) -> list[str]:
    tally = figures.tally_of(statement["count"])
    if not (tally.unanimous and tally.by_name):
        return []
    return [ensure_stop(ref_of(statement["count"], section.key).token("only").text)]


def _examples(figures: Figures, section: Section, statement: Plain) -> list[str]:
    scope = figures.scope
    detailed = facts.detailed_units(scope.record, scope.units, statement["questions"])
    opening = statement.get("opening", "")
    if "count" in statement and _known(figures.tally_of(statement["count"])):
        opening = count_clause(figures, section.key, statement["count"])
    if not detailed:  # words that nothing recorded bears out are not said
        return [ensure_stop(sentence(opening))] if "{{" in opening else []
    connector = (
        statement.get("all", "cụ thể:")
        if len(detailed) == len(scope.units)
        else statement.get("some", "điển hình như:")
    )
    head = f"{opening.rstrip(' .,;')}, {connector}" if opening else sentence(connector)
    bullets = [unit_example(figures, section.key, code, statement["questions"]) for code in detailed]
    return [sentence(head), *_ended(bullets)]


def unit_example(figures: Figures, section: str, code: str, questions: Sequence[str]) -> str:
    """A bullet that tells what a unit recorded, without its stop."""
    tokens = [Token("d", joined_key(code, question, section)) for question in questions]
    return f"- {unit_name(code)}: {'; '.join(one.text for one in tokens if figures.show(one).text)}"


def _names(figures: Figures, _section: Section, statement: Plain) -> list[str]:
    scope, question = figures.scope, statement["question"]
    detailed = facts.detailed_units(scope.record, scope.units, [question])
    if not detailed:
        return []
    parts = [
        f"{unit_name(code)} {statement.get('phrase', '')} {Token('q', joined_key(code, question)).text}".replace(
            "  ", " "
        )
        for code in detailed
    ]
    opening = statement.get("opening", "").rstrip()
    return [ensure_stop(sentence(f"{opening} {'; '.join(parts)}".strip()))]


def _sum(figures: Figures, _section: Section, statement: Plain) -> list[str]:
    key = joined_key(statement["question"])
    if not figures.show(Token("sum", key)).text:
        return []
    text = statement["text"].format(total=Token("sum", key).text)
    if statement.get("each", True):
        text = f"{text} ({Token('each', key).text})"
    return [ensure_stop(sentence(f"{text}{Token('mix', key).text}"))]


def _range(figures: Figures, _section: Section, statement: Plain) -> list[str]:
    key = joined_key(statement["question"])
    if not figures.show(Token("rng", key)).text:
        return []
    text = statement["text"].format(range=Token("rng", key).text, units=Token("given", key).text)
    return [ensure_stop(sentence(f"{text}{Token('mix', key).text}"))]


def _proposals(figures: Figures, _section: Section, statement: Plain) -> list[str]:
    paragraphs: list[str] = []
    for code in statement["questions"]:
        found = _proposed(figures, code)
        if found:
            question = figures.scope.checklist.question(code)
            paragraphs.append(f"- {question.addressee or question.ask}:")
            paragraphs += _ended([f"+ {token.text}" for token in found])
    return paragraphs


def _proposed(figures: Figures, question: str) -> list[Token]:
    """Each proposal once, named by the first unit that makes it; those without a unit come last."""
    found: dict[str, Token] = {}
    record = figures.scope.record
    for unit in figures.scope.units:
        for item in record.of(unit.code).items(question):
            found.setdefault(
                wording.proposal(item), Token("i", joined_key(unit.code, question, item.id or "-"))
            )
    for item in record.common.items.get(question, ()):
        found.setdefault(wording.proposal(item), Token("i", joined_key("*", question, item.id or "-")))
    return list(found.values())


def _ended(paragraphs: Sequence[str]) -> list[str]:
    """A list's lines end with ";", the last with "."."""
    last = len(paragraphs) - 1
    return [ensure_stop(text, "." if index == last else ";") for index, text in enumerate(paragraphs)]


def _known(tally: Tally) -> bool:
    """Something is known: by name or as declared."""
    return len(tally.not_checked) < tally.total or tally.declared is not None


BUILDERS: dict[str, Builder] = {
    "prose": _prose,
    "counts": _counts,
    "failing": _failing,
    "all_only": _all_only,
    "examples": _examples,
    "names": _names,
    "sum": _sum,
    "range": _range,
    "proposals": _proposals,
}
