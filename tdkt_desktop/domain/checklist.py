"""A checklist: criteria, questions, and how their answers read in the notice. All of it is data.

No code knows a criterion: 13 in Lạng Sơn in 2019, 7 or 20 elsewhere. `reading_checklist` builds these from a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from tdkt_desktop.domain.kinds import Kind
from tdkt_desktop.domain.numbering import numbers_of
from tdkt_desktop.domain.values import Plain


@dataclass(frozen=True)
class Column:
    """A column of a table question: `key` in the data, `title` on screen and paper, `unit` after the number."""

    key: str
    title: str


@dataclass(frozen=True)
class Condition:
    """Ask only when another yes/no or choice question was answered with `equals`."""

    question: str
    equals: bool | str


@dataclass(frozen=True)
class Question:
    """One thing to ask a unit.

    `measure` is the default thing counted ("đồng", "cuộc họp"); `total_of` lists questions whose amounts (a leading
    "-" subtracts) should add up to this one; `expects` is the answer that counts as right for yes/no and choice;
    `addressee` marks a list of proposals and names to whom they go. `measures` are words of which every amount's text
    must name one ("dư nợ", "doanh số"), `part_of` the question whose figure this one is counted out of. `least` and
    `most` are the limits of a figure; `may_not_apply` is False where "not applicable" is no answer.
    On paper an answer reads as a finding, not as a question: `lead` stands before it ("Số dư quỹ đầu kỳ"), and a
    yes/no question says `if_yes` or `if_no` ("Đơn vị chưa ban hành quy chế"). Blank: the question itself is printed.
    """

    code: str
    kind: Kind
    ask: str
    hint: str = ""
    required: bool = True
    measure: str = ""
    choices: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    when: Condition | None = None
    total_of: tuple[str, ...] = ()
    expects: bool | str | None = None
    addressee: str = ""
    measures: tuple[str, ...] = ()
    part_of: str = ""
    lead: str = ""
    if_yes: str = ""
    if_no: str = ""
    least: Decimal | None = None
    most: Decimal | None = None
    may_not_apply: bool = True


@dataclass(frozen=True)
class Contradiction:
    """Answers that should not stand together on one unit: when `all_of` hold, `say` tells a person why to look.

    `level` is how grave it is: error, warning or hint.
    """

    all_of: tuple[Condition, ...]
    say: str
    level: str = "warning"


@dataclass(frozen=True)
class Criterion:
    """One content of the plan ("nội dung kiểm tra"). `graded` is False where there is nothing to meet (proposals)."""

    code: str
    title: str
    section: str
    questions: tuple[Question, ...]
    short_title: str = ""
    evidence: tuple[str, ...] = ()
    graded: bool = True

    @property
    def name(self) -> str:
        """The title as it fits a list on screen."""
        return self.short_title or self.title


@dataclass(frozen=True)
class Section:
    """A section of the notice: `key` ("I.2.a"), its heading, and its statements in order (data for `notice`)."""

    key: str
    title: str
    statements: tuple[Plain, ...] = ()


@dataclass(frozen=True)
class Checklist:
    """A whole checklist. `code` and `version` name it, `digest` pins its exact words (SHA-256 of its plain form)."""

    code: str
    version: str
    title: str
    criteria: tuple[Criterion, ...]
    sections: tuple[Section, ...]
    contradictions: tuple[Contradiction, ...] = ()
    digest: str = ""
    plain: Plain = field(default=None, compare=False, repr=False)

    @cached_property
    def _questions(self) -> dict[str, Question]:
        return {question.code: question for criterion in self.criteria for question in criterion.questions}

    @cached_property
    def _criteria(self) -> dict[str, Criterion]:
        return {criterion.code: criterion for criterion in self.criteria}

    @cached_property
    def _homes(self) -> dict[str, Criterion]:
        return {question.code: criterion for criterion in self.criteria for question in criterion.questions}

    @cached_property
    def numbers(self) -> dict[str, str]:
        """The number of every question on paper and on screen, by its code: "7.5"."""
        return {
            code: number
            for place, criterion in enumerate(self.criteria, start=1)
            for code, number in numbers_of(
                place, criterion.code, [question.code for question in criterion.questions]
            ).items()
        }

    def question(self, code: str) -> Question:
        """The question of that code. Raises KeyError."""
        return self._questions[code]

    def criterion(self, code: str) -> Criterion:
        """The criterion of that code. Raises KeyError."""
        return self._criteria[code]

    def home(self, question_code: str) -> Criterion:
        """The criterion a question belongs to. Raises KeyError."""
        return self._homes[question_code]

    def has_question(self, code: str) -> bool:
        return code in self._questions

    def questions(self) -> Iterator[Question]:
        """Every question in checklist order."""
        return iter(self._questions.values())
