"""Counts typed by hand: every predicate of a checklist with the right number and with a wrong one."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tdkt_desktop.domain.campaign import Campaign
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.inspection import Inspection, Record
from tdkt_desktop.domain.kinds import Kind, Stage, State
from tdkt_desktop.domain.notice_text import SectionText
from tdkt_desktop.domain.values import Answer
from tdkt_desktop.notice.checks.case import Case
from tdkt_desktop.notice.checks.data_printed import printed
from tdkt_desktop.notice.kept_figures import counts_in
from tdkt_desktop.notice.lines import Scope
from tdkt_desktop.paths import resource
from tdkt_desktop.vietnamese.counts import padded, ratio
from tdkt_desktop.workflows.campaign.campaigns import find_checklist
from tests.notice.checks.test_record_rules import campaign_of


@dataclass(frozen=True)
class Typed:
    """A sentence in a section, and whether its number is another than the record's."""

    section: str
    text: str
    wrong: bool


def codes_of(
    typed: Sequence[Typed], campaign: Campaign, checklist: Checklist, record: Record
) -> list[set[str]]:
    """What the rules over the printed notice say of each sentence, all typed into their sections."""
    texts: dict[str, list[str]] = {}
    places = []
    for one in typed:
        texts.setdefault(one.section, []).append(one.text)
        places.append((one.section, len(texts[one.section])))
    told = replace(campaign, texts={key: SectionText(tuple(said)) for key, said in texts.items()})
    found: dict[tuple[str, int], set[str]] = {}
    for each in printed(Case(told, checklist, record)):
        found.setdefault((each.place.section, each.place.paragraph), set()).add(each.code)
    return [found.get(place, set()) for place in places]


def campaign_with(checklist: str, units: int) -> tuple[Campaign, Checklist]:
    return campaign_of(units), find_checklist(checklist, resource("checklists"))


def record_with(campaign: Campaign, checklist: Checklist, rng: random.Random) -> Record:
    """Yes and no by chance, some exempt and some not looked at."""
    found = {}
    for unit in campaign.units:
        answers = {}
        for question in checklist.questions():
            if question.kind in (Kind.YES_NO, Kind.CHOICE):
                values: list[bool | str] = (
                    [True, False] if question.kind is Kind.YES_NO else list(question.choices)
                )
                state = rng.choices((State.ANSWERED, State.NOT_APPLICABLE, State.NOT_CHECKED), (8, 1, 1))[0]
                answers[question.code] = Answer(
                    state, rng.choice(values) if state is State.ANSWERED else None
                )
        found[unit.code] = Inspection(unit.code, answers=answers, stage=Stage.SEALED)
    return Record(found)


def sentences_of(
    campaign: Campaign, checklist: Checklist, record: Record, rng: random.Random
) -> Iterator[Typed]:
    """Each count of a checklist typed in its section: right and wrong, over the total, alone, and as failing."""
    scope = Scope(campaign, checklist, record, campaign.units)
    total = len(campaign.units)
    for section in checklist.sections:
        for count in (one for statement in section.statements for one in counts_in(statement)):
            tally = scope.tally(count)
            if len(tally.not_checked) == total or count["does"] == count.get("fails"):
                continue
            for words, number in ((count["does"], tally.n), (count["fails"], len(tally.failing))):
                if len(str(words).split()) < 2:
                    continue
                other = rng.choice([one for one in range(total + 1) if one != number])
                names = ", ".join(unit.listed for unit in campaign.units)
                for value in (number, other):
                    wrong = value != number
                    tail = f" ({names})"  # who is meant is another rule's matter
                    yield Typed(section.key, f"Có {ratio(value, total)} đơn vị {words}{tail}.", wrong)
                    yield Typed(
                        section.key, f"Qua kiểm tra, còn {padded(value)} đơn vị {words}{tail}.", wrong
                    )
