"""Which figures a change leaves alone: those whose questions, units and words are what they were, and no others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tdkt_desktop.domain.campaign import Unit
from tdkt_desktop.domain.checklist import Section
from tdkt_desktop.domain.inspection import Inspection, Record
from tdkt_desktop.domain.values import Plain
from tdkt_desktop.notice.lines import Scope, asked_by
from tdkt_desktop.notice.tokens import Token, split_key

GENERAL = "k"  # facts of the campaign and its visits: cheap, and worked out anew every time
NAME = "u"
OF_QUESTION = ("d", "q")  # what one unit answered to one question
OF_ONE = (*OF_QUESTION, "a", "r")  # forms that tell what one unit recorded


@dataclass(frozen=True)
class Moved:
    """What is another than before: units whose record changed, and the questions that any of them answers otherwise."""

    units: frozenset[str]
    questions: frozenset[str]

    def leaves(self, token: Token, questions: Sequence[str]) -> bool:
        """Whether a figure that rests on these questions shows what it showed."""
        if token.form == NAME:
            return True
        if token.form in OF_ONE:
            unit, *asked = split_key(token.key)
            return unit not in self.units or (token.form in OF_QUESTION and self.questions.isdisjoint(asked))
        return token.form != GENERAL and bool(questions) and self.questions.isdisjoint(questions)


def moved(before: Scope, after: Scope) -> Moved | None:
    """What changed from one scope to a later one; None where everything may have."""
    old, new = before.campaign, after.campaign
    if before.checklist is not after.checklist or before.public != after.public:
        return None
    if before.units != after.units or old.units != new.units or old.prose != new.prose:
        return None
    if old.last != new.last:
        return None
    if before.record.common != after.record.common:
        return None
    units = frozenset(_changed(before.record, after.record, after.units))
    questions = (
        code for unit in units for code in _answered_otherwise(before.record.of(unit), after.record.of(unit))
    )
    return Moved(units, frozenset(questions))


def questions_of(section: Section) -> frozenset[str]:
    """Every question that the statements of a section look at."""
    return frozenset(code for statement in section.statements for code in _asked_in(statement))


def counts_in(statement: Plain) -> list[Plain]:
    """The counts of a statement, of whatever type it is."""
    if "counts" in statement:
        return list(statement["counts"])
    return [statement["count"]] if "count" in statement else []


def _asked_in(statement: Plain) -> Iterable[str]:
    for count in counts_in(statement):
        yield from asked_by(count)
    yield from statement.get("questions", ())
    if "question" in statement:
        yield from asked_by(statement)


def _changed(before: Record, after: Record, units: Sequence[Unit]) -> Iterable[str]:
    """A record is replaced when it changes, never altered: one that is the same object says the same."""
    for unit in units:
        old, new = before.of(unit.code), after.of(unit.code)
        if old is not new and old != new:
            yield unit.code


def _answered_otherwise(old: Inspection, new: Inspection) -> Iterable[str]:
    for code in {*old.answers, *new.answers}:
        if old.answer(code) != new.answer(code):
            yield code
