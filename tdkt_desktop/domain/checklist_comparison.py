"""Two versions of a checklist side by side: what was added, removed, changed, and whether old answers still stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.values import Plain
from tdkt_desktop.domain.writing_checklist import checklist_to_plain

# A change of these alters neither what is asked nor which answers there are.
HARMLESS = {"hint", "evidence", "short_title", "least", "most", "lead", "if_yes", "if_no"}
GROWING = {"choices", "columns", "measures"}  # may be added to: what was answered stays an answer


@dataclass(frozen=True)
class FieldChange:
    """One field of one question, content or section, before and after (None where it was not there)."""

    what: str
    code: str
    field: str
    before: Plain
    after: Plain
    keeps_answers: bool


@dataclass(frozen=True)
class Comparison:
    """The differences of two versions. `added` and `removed` are (what, code, words); `moved` are (code, from, to).

    `what` is "criterion", "question", "section" or "contradiction".
    """

    added: tuple[tuple[str, str, str], ...]
    removed: tuple[tuple[str, str, str], ...]
    changed: tuple[FieldChange, ...]
    moved: tuple[tuple[str, str, str], ...]

    @property
    def same(self) -> bool:
        return not (self.added or self.removed or self.changed or self.moved)

    @property
    def additive(self) -> bool:
        """Whether every answer to the old version is an answer to the new one: only things were added."""
        lost = any(what != "contradiction" for what, _, _ in self.removed)
        return not lost and not self.moved and all(one.keeps_answers for one in self.changed)


def compare_checklists(old: Checklist, new: Checklist) -> Comparison:
    """What must be said of going from one version to the other."""
    before, after = checklist_to_plain(old), checklist_to_plain(new)
    added: list[tuple[str, str, str]] = []
    removed: list[tuple[str, str, str]] = []
    changed: list[FieldChange] = []
    for what in ("criterion", "question", "section", "contradiction"):
        then, now = _by_code(before, what), _by_code(after, what)
        added += [(what, code, _words(one)) for code, one in now.items() if code not in then]
        removed += [(what, code, _words(one)) for code, one in then.items() if code not in now]
        for code in then:
            if code in now:
                changed += _changes(what, code, then[code], now[code])
    homes = {question.code: old.home(question.code).code for question in old.questions()}
    moved = [
        (question.code, homes[question.code], new.home(question.code).code)
        for question in new.questions()
        if homes.get(question.code, new.home(question.code).code) != new.home(question.code).code
    ]
    return Comparison(tuple(added), tuple(removed), tuple(changed), tuple(moved))


def _by_code(tree: Mapping[str, Plain], what: str) -> dict[str, dict[str, Plain]]:
    if what == "criterion":
        return {one["code"]: {k: v for k, v in one.items() if k != "questions"} for one in tree["criteria"]}
    if what == "question":
        return {one["code"]: one for criterion in tree["criteria"] for one in criterion["questions"]}
    if what == "section":
        return {one["key"]: one for one in tree.get("sections", [])}
    return {
        " + ".join(f"{one['question']}={one['equals']}" for one in said["all_of"]): said
        for said in tree.get("contradictions", [])
    }


def _changes(what: str, code: str, then: dict[str, Plain], now: dict[str, Plain]) -> list[FieldChange]:
    return [
        FieldChange(
            what, code, key, then.get(key), now.get(key), _keeps(what, key, then.get(key), now.get(key))
        )
        for key in dict.fromkeys([*then, *now])
        if then.get(key) != now.get(key)
    ]


def _keeps(what: str, key: str, then: Plain, now: Plain) -> bool:
    """Whether answers given before stay answers. Statements and contradictions only say how answers are told."""
    if what in ("section", "contradiction") or key in HARMLESS:
        return True
    if key == "not_applicable":
        return now is not False
    if key == "columns":
        return {one["key"] for one in then or []} <= {one["key"] for one in now or []}
    return key in GROWING and set(then or []) <= set(now or [])


def _words(one: Mapping[str, Plain]) -> str:
    return str(one.get("ask") or one.get("title") or one.get("say") or "")
