"""A small campaign whose notice the tests of live figures work on, and a recount of a figure that shares no code with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tdkt_desktop.domain import changes
from tdkt_desktop.domain.campaign import Campaign, Issuer, Unit
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.editing import applied
from tdkt_desktop.domain.inspection import Inspection, Record
from tdkt_desktop.domain.kinds import ITEM_KINDS, Kind, State
from tdkt_desktop.domain.reading_checklist import read_checklist
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.domain.values import Answer, DocumentRef, Figure, Item
from tdkt_desktop.notice.lines import Scope
from tdkt_desktop.notice.live_figures import Figures
from tests.builders import CHECKLIST
from tests.random_changes import any_change

UNITS = ("A", "B", "C")
WORDS = {"does": "báo cáo đầy đủ", "fails": "phải bổ sung báo cáo"}
SECTIONS: list[dict[str, Any]] = [
    *CHECKLIST["sections"],
    {
        "key": "I.3",
        "title": "Báo cáo",
        "statements": [
            {"type": "counts", "counts": [{"question": "N1.3", **WORDS}]},
            {
                "type": "counts",
                "counts": [{"question": ["N1.1", "N1.3"], "does": "làm cả hai", "fails": "chưa làm"}],
            },
            {
                "type": "examples",
                "count": {"question": "N1.1", "does": "có kế hoạch", "fails": "chưa có kế hoạch"},
                "questions": ["N1.2", "N1.6", "N2.4", "N2.5", "N2.2"],
            },
            {"type": "names", "question": "N2.1", "opening": "Các khoản:", "phrase": "với"},
            {"type": "sum", "question": "N2.2", "text": "Tổng cộng {total}"},
            {"type": "range", "question": "N2.3", "text": "{units} đơn vị đạt {range}"},
            {"type": "counts", "counts": [{"question": "N1.1", "in_words": True, **WORDS}]},
            {"type": "failing", "lead": "Tuy nhiên, ", "counts": [{"question": "N1.3", **WORDS}]},
            {"type": "all_only", "text": "100% làm tốt.", "count": {"question": "N1.1", **WORDS}},
        ],
    },
    {"key": "II.2", "title": "Ưu điểm", "statements": [{"type": "prose"}]},
    {"key": "II.3", "title": "Hạn chế", "statements": [{"type": "prose"}]},
]
LIVE: Checklist = read_checklist({**CHECKLIST, "sections": SECTIONS}, "danh-muc.yaml")
CAMPAIGN = Campaign(
    "dot",
    "Đợt thử",
    2026,
    issuer=Issuer(name="Hội đồng", short_name="HĐ"),
    units=tuple(
        Unit(code, number, f"Đơn vị {number:02d}", f"Đơn vị {number:02d}", f"ĐV {number}")
        for number, code in enumerate(UNITS, start=1)
    ),
)
scripts = st.lists(st.one_of(*(any_change(LIVE, unit) for unit in UNITS)), max_size=25)


def recorded(made: Sequence[Change], record: Record | None = None) -> Record:
    """The record after some changes."""
    inspections = dict((record or Record()).inspections)
    for change in made:
        unit = change.subject.split("/")[1]
        inspections[unit] = applied(inspections.get(unit, Inspection(unit)), LIVE, change)
    return Record(inspections)


def figures_of(record: Record, campaign: Campaign = CAMPAIGN, *, public: bool = False) -> Figures:
    return Figures(Scope(campaign, LIVE, record, campaign.units, public))


def recount(record: Record, questions: Sequence[str]) -> dict[str, list[str]]:
    """The units by what they did, counted by hand: "do", "fail", "na", "un"."""
    wanted = {"N1.1": True, "N1.3": "đầy đủ"}
    found: dict[str, list[str]] = {"do": [], "fail": [], "na": [], "un": []}
    for unit in UNITS:
        states = []
        for question in questions:
            answer = record.of(unit).answer(question)
            if answer.state is State.NOT_APPLICABLE:
                states.append("na")
            elif answer.state is State.NOT_CHECKED or answer.value is None:
                states.append("un")
            else:
                states.append("do" if answer.value == wanted[question] else "fail")
        for state in ("fail", "un", "do", "na"):
            if state in states:
                found[state].append(unit)
                break
    return found


def told(kind: Kind, choices: Sequence[str]) -> Any:
    """A value of a kind that the notice has something to tell of."""
    plain: dict[Kind, Any] = {
        Kind.YES_NO: True,
        Kind.TEXT: "Giao ban hằng tuần",
        Kind.DATE: dt.date(2026, 2, 1),
        Kind.DOCUMENT: DocumentRef("05/KH", dt.date(2026, 1, 10), "", ""),
    }
    return choices[0] if choices else plain.get(kind, Figure(Decimal(40_000_000)))


def filled_in(unit: str) -> list[Change]:
    """Something recorded everywhere, so that a change of anything can be seen in every figure that tells it."""
    made = [
        changes.set_item(
            unit, question.code, Item("d1", "Dòng một", amount=Decimal(7), cells={"tap_the": Decimal(1)})
        )
        if question.kind in ITEM_KINDS
        else changes.set_answer(unit, question, Answer(State.ANSWERED, told(question.kind, question.choices)))
        for question in LIVE.questions()
    ]
    made += [changes.set_assessment(unit, field, "Làm tốt") for field in ("strengths", "limitations")]
    return [
        *made,
        *(
            changes.set_remark(unit, criterion.code, field, value)
            for criterion in LIVE.criteria
            for field, value in (("narrative", "Hay"), ("limitation", "Chậm"), ("in_notice", True))
        ),
    ]


FULL = recorded([change for unit in UNITS[:2] for change in filled_in(unit)])  # the last unit has nothing yet
records = st.one_of(scripts.map(recorded), st.just(FULL), scripts.map(lambda made: recorded(made, FULL)))
