"""From the statements a checklist describes to the lines of a section: one small builder per statement type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tdkt_desktop.domain.campaign import Campaign, Unit
from tdkt_desktop.domain.checklist import Checklist, Section
from tdkt_desktop.domain.inspection import Record
from tdkt_desktop.domain.values import Item, Plain
from tdkt_desktop.notice import facts, wording
from tdkt_desktop.notice.facts import Sum, Tally
from tdkt_desktop.vietnamese.money import format_money
from tdkt_desktop.vietnamese.text import ensure_stop, sentence


class Shape(StrEnum):
    """How a line is set: a paragraph, a "- " bullet or a "+ " bullet."""

    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    PLUS = "plus"


@dataclass(frozen=True)
class Line:
    """One printed line: `lead` is the unit's name (set in italics), `tallies` the figures it states, `units` whose
    record it tells.
    """

    text: str
    shape: Shape = Shape.PARAGRAPH
    lead: str = ""
    tallies: tuple[Tally, ...] = ()
    units: tuple[str, ...] = ()

    @property
    def full(self) -> str:
        return f"{self.lead}{self.text}"


@dataclass(frozen=True)
class Scope:
    """What statements are made from: the campaign, its checklist, the record, and the units counted (in order)."""

    campaign: Campaign
    checklist: Checklist
    record: Record
    units: tuple[Unit, ...]

    def name(self, code: str) -> str:
        """The name the notice uses for a unit."""
        return self.campaign.unit(code).listed

    def tally(self, count: Plain) -> Tally:
        asked = count["question"]
        questions = (asked,) if isinstance(asked, str) else tuple(asked)
        return facts.tally(self.record, self.checklist, self.units, questions, count.get("equals"))


def section_lines(scope: Scope, section: Section) -> tuple[Line, ...]:
    """The lines of one section, statement by statement."""
    lines: list[Line] = []
    for statement in section.statements:
        lines += BUILDERS[statement["type"]](scope, section, statement)
    return tuple(lines)


def _prose(scope: Scope, section: Section, _statement: Plain) -> list[Line]:
    return [Line(paragraph) for paragraph in scope.campaign.prose.get(section.key, ())]


def _counts(scope: Scope, _section: Section, statement: Plain) -> list[Line]:
    pairs = [(scope.tally(count), count) for count in statement["counts"]]
    said = [(tally, wording.counted(tally, count, scope.name)) for tally, count in pairs if _known(tally)]
    if not said:
        return []
    text = "; ".join(clause for _, clause in said)
    return [
        Line(
            ensure_stop(sentence(f"{statement.get('lead', '')}{text}")),
            tallies=tuple(tally for tally, _ in said),
        )
    ]


def _failing(scope: Scope, _section: Section, statement: Plain) -> list[Line]:
    pairs = [(scope.tally(count), count) for count in statement["counts"]]
    found = [(tally, wording.failed(tally, count, scope.name)) for tally, count in pairs if tally.failing]
    if not found:
        return []
    text = "; ".join(f"còn {clause}" for _, clause in found)
    return [
        Line(
            ensure_stop(sentence(f"{statement.get('lead', '')}{text}")),
            tallies=tuple(tally for tally, _ in found),
        )
    ]


def _all_only(scope: Scope, _section: Section, statement: Plain) -> list[Line]:
    tally = scope.tally(statement["count"])
    return (
        [Line(ensure_stop(statement["text"]), tallies=(tally,))] if tally.unanimous and tally.by_name else []
    )


def _examples(scope: Scope, _section: Section, statement: Plain) -> list[Line]:
    detailed = facts.detailed_units(scope.record, scope.units, statement["questions"])
    tallies: tuple[Tally, ...] = ()
    opening = statement.get("opening", "")
    if "count" in statement:
        tally = scope.tally(statement["count"])
        if _known(tally):
            tallies, opening = (tally,), wording.counted(tally, statement["count"], scope.name)
    if not detailed:
        return [Line(ensure_stop(sentence(opening)), tallies=tallies)] if opening else []
    connector = (
        statement.get("all", "cụ thể:")
        if len(detailed) == len(scope.units)
        else statement.get("some", "điển hình như:")
    )
    head = f"{opening.rstrip(' .,;')}, {connector}" if opening else sentence(connector)
    bullets = [_unit_bullet(scope, code, statement) for code in detailed]
    return [Line(sentence(head), tallies=tallies, units=detailed), *_ended(bullets)]


def _unit_bullet(scope: Scope, code: str, statement: Plain) -> Line:
    phrases = statement.get("phrases", {})
    inspection = scope.record.of(code)
    parts = [
        wording.detail(
            scope.checklist.question(question), inspection.answer(question), phrases.get(question, "")
        )
        for question in statement["questions"]
    ]
    text = "; ".join(part for part in parts if part).replace(
        ":; ", ": "
    )  # "tổng số ..., gồm:" leads into its parts
    return Line(f": {text}", Shape.BULLET, lead=scope.name(code), units=(code,))


def _names(scope: Scope, _section: Section, statement: Plain) -> list[Line]:
    detailed = facts.detailed_units(scope.record, scope.units, [statement["question"]])
    if not detailed:
        return []
    parts = []
    for code in detailed:
        quoted = ", ".join(f"“{item.text}”" for item in scope.record.of(code).items(statement["question"]))
        parts.append(f"{scope.name(code)} {statement.get('phrase', '')} {quoted}".replace("  ", " "))
    opening = statement.get("opening", "").rstrip()
    return [Line(ensure_stop(sentence(f"{opening} {'; '.join(parts)}".strip())), units=detailed)]


def _sum(scope: Scope, _section: Section, statement: Plain) -> list[Line]:
    total = facts.amounts(scope.record, scope.units, statement["question"])
    if not total.by_unit:
        return []
    text = statement["text"].format(total=_about(total))
    if statement.get("each", True):
        each = "; ".join(f"{scope.name(code)} {format_money(int(amount))}" for code, amount in total.by_unit)
        text = f"{text} ({each})"
    if total.mixed:
        text = f"{text} (cộng số liệu của nhiều kỳ hoặc nhiều loại khác nhau)"
    return [Line(ensure_stop(sentence(text)), units=tuple(code for code, _ in total.by_unit))]


def _about(total: Sum) -> str:
    return f"{'khoảng ' if total.approximate else ''}{format_money(int(total.total))}"


def _proposals(scope: Scope, _section: Section, statement: Plain) -> list[Line]:
    lines: list[Line] = []
    for code in statement["questions"]:
        found = _proposed(scope, code)
        if found:
            question = scope.checklist.question(code)
            lines.append(Line(f"{question.addressee or question.ask}:", Shape.BULLET))
            lines += _ended([Line(sentence(text), Shape.PLUS, units=units) for text, units in found])
    return lines


def _proposed(scope: Scope, question: str) -> list[tuple[str, tuple[str, ...]]]:
    """Each proposal once, with the units behind it; those without a unit come last."""
    supporters: dict[str, list[str]] = {}
    for unit in scope.units:
        for item in scope.record.of(unit.code).items(question):
            supporters.setdefault(_bare(item), []).append(unit.code)
    for item in scope.record.common.items.get(question, ()):
        supporters.setdefault(_bare(item), [])
    return [(text, tuple(units)) for text, units in supporters.items()]


def _bare(item: Item) -> str:
    return item.text.strip().rstrip(" .,;")


def _ended(lines: Sequence[Line]) -> list[Line]:
    """A list's lines end with ";", the last with "."."""
    last = len(lines) - 1
    return [
        Line(
            ensure_stop(line.text, "." if index == last else ";"),
            line.shape,
            line.lead,
            line.tallies,
            line.units,
        )
        for index, line in enumerate(lines)
    ]


def _known(tally: Tally) -> bool:
    """Something is known: by name or as declared."""
    return len(tally.not_checked) < tally.total or tally.declared is not None


BUILDERS: dict[str, Callable[[Scope, Section, Plain], list[Line]]] = {
    "prose": _prose,
    "counts": _counts,
    "failing": _failing,
    "all_only": _all_only,
    "examples": _examples,
    "names": _names,
    "sum": _sum,
    "proposals": _proposals,
}
