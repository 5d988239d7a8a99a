"""What a rule found: how grave, where, what, why it matters, what to do; with a name that stays while the facts stay."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tdkt_desktop.domain.revisions import canonical
from tdkt_desktop.notice.checks.catalogue import CATALOGUE


class Severity(StrEnum):
    """How grave a finding is."""

    ERROR = "error"  # the paper contradicts itself or the record
    WARNING = "warning"  # a person should look
    HINT = "hint"  # could be better


SEVERITY_WORDS = {Severity.ERROR: "lỗi", Severity.WARNING: "nên xem", Severity.HINT: "gợi ý"}
_ORDER = list(Severity)


@dataclass(frozen=True)
class Place:
    """Where to jump: the unit, the step of its form (a criterion's code, "@visit", "@assessment"), the question, the
    section of the notice ("I.2.a", "opening", "annex"), the paragraph there (from 1; 0 where none is meant), the line of
    a text (0 for a campaign), the words concerned.
    """

    unit: str = ""
    step: str = ""
    question: str = ""
    section: str = ""
    paragraph: int = 0
    line: int = 0
    quote: str = ""


@dataclass(frozen=True)
class Finding:
    """One finding. `facts` are what it rests on: the same facts at the same place give the same `id`."""

    severity: Severity
    code: str
    place: Place
    found: str
    facts: tuple[str, ...]

    @property
    def why(self) -> str:
        """Why it matters, and the rule or paper it comes from."""
        return CATALOGUE[self.code].why

    @property
    def remedy(self) -> str:
        return CATALOGUE[self.code].remedy

    @property
    def title(self) -> str:
        """What kind of finding it is, in a few words."""
        return CATALOGUE[self.code].title

    @property
    def id(self) -> str:
        """The name under which a waiver is kept. A line number is no part of it: text above may grow."""
        place = self.place
        said = canonical([self.code, place.unit, place.step, place.question, place.section, [*self.facts]])
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def finding(
    code: str,
    place: Place,
    found: str,
    *facts: object,
    severity: Severity | None = None,
) -> Finding:
    """A finding of a known code, as grave as the catalogue says unless told. Without facts, its words are the facts."""
    return Finding(
        severity or Severity(CATALOGUE[code].severity),
        code,
        place,
        found,
        tuple(str(fact) for fact in facts) or (found,),
    )


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The gravest first, each once; otherwise as they were found."""
    once = {one.id: one for one in findings}
    return tuple(sorted(once.values(), key=lambda one: _ORDER.index(one.severity)))
