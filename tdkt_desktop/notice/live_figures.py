"""What a token shows today: the text of the figure, and everything a person may ask of it. Each is worked out once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from tdkt_desktop.domain.checklist import Question
from tdkt_desktop.domain.values import Plain
from tdkt_desktop.notice import amount_words, facts, wording
from tdkt_desktop.notice.facts import Expected, Sum, Tally
from tdkt_desktop.notice.general_facts import general_fact
from tdkt_desktop.notice.kept_figures import counts_in, moved
from tdkt_desktop.notice.last_year import last_figure
from tdkt_desktop.notice.lines import Scope, asked_by
from tdkt_desktop.notice.threshold_words import in_words
from tdkt_desktop.notice.tokens import COUNTED, CountRef, Token, read_count, split_key
from tdkt_desktop.vietnamese.counts import join_names, padded, ratio
from tdkt_desktop.vietnamese.text import squeeze

LOST = "……"  # shown where the checklist no longer asks what a token counts
GROUPS = {
    "do": "doing",
    "doers": "doing",
    "fail": "failing",
    "failers": "failing",
    "na": "not_applicable",
    "nas": "not_applicable",
    "un": "not_checked",
    "uns": "not_checked",
}
MOST_ASKERS = 4  # named behind a proposal
NAMES = ("doers", "failers", "nas", "uns")
SECRET = ("failers", "nas", "uns")  # names that a public notice does not say


@dataclass(frozen=True)
class Shown:
    """What a token shows: its text (may be blank), the tally or the units behind it, and the questions asked.

    `lost` marks a token whose question the checklist no longer has.
    """

    text: str
    tally: Tally | None = None
    units: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    lost: bool = False


class Draft(NamedTuple):
    """A section as the program writes it, and the questions that it rests on."""

    paragraphs: tuple[str, ...]
    questions: frozenset[str]


class Figures:
    """The figures of one scope. Everything is counted from the record itself, and once."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._shown: dict[Token, Shown] = {}
        self._tallies: dict[tuple[tuple[str, ...], Expected, type], Tally] = {}
        self._sums: dict[str, Sum] = {}
        self._counts: dict[str, dict[CountRef, Plain]] = {}
        self._phrases: dict[str, dict[str, str]] = {}
        self.drafts: dict[str, Draft] = {}  # by section, for `drafting`
        self._makers: dict[str, Callable[[str], Shown]] = {
            "sum": self._sum,
            "each": self._each,
            "mix": self._mix,
            "rng": self._range,
            "given": self._given,
            "u": self._unit,
            "d": self._detail,
            "q": self._quoted,
            "i": self._item,
            "a": self._assessed,
            "r": self._remarked,
            "y": self._last_year,
            "k": self._general,
        }

    def after(self, scope: Scope) -> Figures:
        """The figures of a later scope. What the change between them leaves alone is kept, the rest is counted anew."""
        made = Figures(scope)
        change = moved(self.scope, scope)
        if change is None:
            return made
        made._counts, made._phrases = self._counts, self._phrases
        made._shown = {
            token: shown for token, shown in self._shown.items() if change.leaves(token, shown.questions)
        }
        made._tallies = {
            key: tally for key, tally in self._tallies.items() if change.questions.isdisjoint(key[0])
        }
        made.drafts = {
            key: draft for key, draft in self.drafts.items() if change.questions.isdisjoint(draft.questions)
        }
        return made

    def show(self, token: Token) -> Shown:
        """What a token shows; never raises."""
        found = self._shown.get(token)
        if found is None:
            try:
                found = self._counted(token) if token.form in COUNTED else self._makers[token.form](token.key)
            except (KeyError, ValueError, IndexError):
                found = Shown(LOST, lost=True)
            self._shown[token] = found
        return found

    def tally(self, questions: tuple[str, ...], equals: Expected = None) -> Tally:
        """A tally, counted once."""
        key = (questions, equals, type(equals))
        if key not in self._tallies:
            for question in questions:
                self.scope.checklist.question(question)
            self._tallies[key] = self.scope.counted(questions, equals)
        return self._tallies[key]

    def tally_of(self, count: Plain) -> Tally:
        """The tally of a count as the checklist describes it."""
        return self.tally(asked_by(count), count.get("equals"))

    def _counted(self, token: Token) -> Shown:
        ref = read_count(token.key)
        tally = self.tally(ref.questions, ref.equals)
        return Shown(self._said(token.form, ref, tally), tally, questions=ref.questions)

    def _said(self, form: str, ref: CountRef, tally: Tally) -> str:
        if form == "n":
            return ratio(tally.n, tally.total)
        if form == "w":
            return in_words(tally)
        if form == "all":
            return padded(tally.total)
        if form in GROUPS:
            return self._of_group(form, tally)
        count = self._count(ref, form)
        names = None if self.scope.public else self.scope.name
        if form == "only":
            return str(count["text"]) if tally.unanimous and tally.by_name else ""
        if form == "rest":
            return wording.rest(tally, count, names)
        return wording.counted(tally, count, names)

    def _of_group(self, form: str, tally: Tally) -> str:
        codes = getattr(tally, GROUPS[form])
        if form in NAMES:
            hidden = self.scope.public and form in SECRET
            return "" if hidden else join_names([self.scope.name(code) for code in codes])
        return padded(tally.n if form == "do" else len(codes))

    def _count(self, ref: CountRef, form: str) -> Plain:
        """The wording of a count: the first of its section that counts the same."""
        if ref.section not in self._counts:
            found: dict[CountRef, Plain] = {}
            for statement in self._statements(ref.section):
                kind = "only" if statement["type"] == "all_only" else ""
                for count in counts_in(statement):
                    words = {**count, "text": statement["text"]} if kind else count
                    key = CountRef(asked_by(count), count.get("equals"), f"{ref.section}{kind}")
                    found.setdefault(key, words)
            self._counts[ref.section] = found
        kind = "only" if form == "only" else ""
        return self._counts[ref.section][CountRef(ref.questions, ref.equals, f"{ref.section}{kind}")]

    def _statements(self, section: str) -> tuple[Plain, ...]:
        for one in self.scope.checklist.sections:
            if one.key == section:
                return one.statements
        raise KeyError(section)

    def _sum(self, key: str) -> Shown:
        return self._of_sum(amount_words.total(*self._amounts(key)), key)

    def _each(self, key: str) -> Shown:
        return self._of_sum(amount_words.each(*self._amounts(key), self.scope.name), key)

    def _mix(self, key: str) -> Shown:
        return self._of_sum(amount_words.periods(self._amounts(key)[1]), key)

    def _range(self, key: str) -> Shown:
        return self._of_sum(amount_words.span(*self._amounts(key)), key)

    def _given(self, key: str) -> Shown:
        given = len(self._amounts(key)[1].by_unit)
        return self._of_sum(ratio(given, len(self.scope.units)) if given else "", key)

    def _amounts(self, key: str) -> tuple[Question, Sum]:
        (code,) = split_key(key)
        question = self.scope.checklist.question(code)
        if code not in self._sums:
            self._sums[code] = facts.amounts(self.scope.record, self.scope.units, code)
        return question, self._sums[code]

    def _of_sum(self, text: str, key: str) -> Shown:
        behind = tuple(code for code, _ in self._amounts(key)[1].by_unit)
        return Shown(text, units=behind, questions=split_key(key))

    def _unit(self, key: str) -> Shown:
        (code,) = split_key(key)
        return Shown(self.scope.name(code), units=(code,))

    def _detail(self, key: str) -> Shown:
        unit, code, *section = split_key(key)
        self.scope.campaign.unit(unit)
        question = self.scope.checklist.question(code)
        phrase = self._phrase(section[0], code) if section else ""
        answer = self.scope.record.of(unit).answer(code)
        text = wording.detail(question, answer, phrase, question.lead)
        return Shown(text, units=(unit,), questions=(code,))

    def _phrase(self, section: str, question: str) -> str:
        """How a section words a question's details."""
        if section not in self._phrases:
            found: dict[str, str] = {}
            for statement in self._statements(section):
                for code, phrase in statement.get("phrases", {}).items():
                    found.setdefault(code, phrase)
            self._phrases[section] = found
        return self._phrases[section].get(question, "")

    def _quoted(self, key: str) -> Shown:
        unit, code = split_key(key)
        self.scope.checklist.question(code)
        items = self.scope.record.of(unit).items(code)
        names = [f"“{wording.proposal(item)}”" for item in items if wording.proposal(item)]
        return Shown(", ".join(names), units=(unit,), questions=(code,))

    def _item(self, key: str) -> Shown:
        """A proposal, with every unit that makes it."""
        unit, code, line = split_key(key)
        record = self.scope.record
        items = (
            record.of(unit).items(code) if unit in record.inspections else record.common.items.get(code, ())
        )
        text = next((wording.proposal(item) for item in items if (item.id or "-") == line), "")
        behind = tuple(
            one.code
            for one in self.scope.units
            if text and any(wording.proposal(item) == text for item in record.of(one.code).items(code))
        )
        return Shown(f"{text}{self._askers(behind)}", units=behind, questions=(code,))

    def _askers(self, units: tuple[str, ...]) -> str:
        """Who makes a proposal, by name or, where they are many, by number: whoever is asked must know."""
        if not units:
            return ""
        many = len(units) > MOST_ASKERS
        names = join_names([self.scope.name(code) for code in units])
        return f" ({padded(len(units))} đơn vị)" if many else f" ({names})"

    def _assessed(self, key: str) -> Shown:
        unit, field = split_key(key)
        self.scope.campaign.unit(unit)
        text = getattr(self.scope.record.of(unit).assessment, field, None)
        return Shown(_in_a_sentence(_needed(text)), units=(unit,))

    def _remarked(self, key: str) -> Shown:
        unit, criterion, field = split_key(key)
        self.scope.checklist.criterion(criterion)
        self.scope.campaign.unit(unit)
        text = getattr(self.scope.record.of(unit).remark(criterion), field, None)
        return Shown(_in_a_sentence(_needed(text)), units=(unit,))

    def _last_year(self, key: str) -> Shown:
        (question,) = split_key(key)
        text, units = last_figure(self.scope, question)
        return Shown(text, units=units, questions=(question,))

    def _general(self, key: str) -> Shown:
        return Shown(*general_fact(self.scope, key))


def _needed(text: object) -> str:
    if not isinstance(text, str):
        raise KeyError(text)
    return text


def _in_a_sentence(text: str) -> str:
    """What was written in lines, as one run of words without its last stop."""
    lines = [squeeze(line).lstrip("-+ ").rstrip(" .;,") for line in text.split("\n")]
    return "; ".join(line for line in lines if line)
