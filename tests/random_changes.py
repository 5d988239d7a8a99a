"""Random changes of one inspection, made by the verbs of editing, over a checklist with a question of every kind."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from tdkt_desktop.domain import changes
from tdkt_desktop.domain.checklist import Checklist, Question
from tdkt_desktop.domain.evidence import SIGNED, Evidence
from tdkt_desktop.domain.inspection import (
    FIGURES,
    MEMBERS,
    REPORT_STATES,
    REPRESENTATIVES,
    REQUIREMENTS,
    Inspection,
    Remark,
)
from tdkt_desktop.domain.kinds import ITEM_KINDS, Approximator, Kind, State, Verdict
from tdkt_desktop.domain.reading_checklist import read_checklist
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.domain.values import UNANSWERED, Answer, DocumentRef, Figure, Item, Value
from tests.builders import CHECKLIST

UNIT = "A"
EVERY_KIND = read_checklist(CHECKLIST, "danh-muc.yaml")
LINES = ("d1", "d2", "d3")  # few ids, so that lines are changed, removed and brought back

# composed and decomposed letters, line ends of two systems, signs that mean something to JSON, SQL, markup and subjects
texts = st.text(alphabet="aĐđếe\u0302\u0301 ữ\n\r'\"/|<&%0=", max_size=12)
words = st.text(alphabet="aĐđếữ /|", min_size=1, max_size=8).filter(str.strip)
days = st.dates(dt.date(2019, 1, 1), dt.date(2030, 12, 31))
whole = st.integers(-(10**13), 10**15).map(Decimal)
broken = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9)


def figures(*, is_whole: bool) -> st.SearchStrategy[Figure]:
    return st.builds(Figure, whole if is_whole else broken, st.sampled_from(Approximator), texts, texts)


def values_of(question: Question) -> st.SearchStrategy[Value]:
    """Values a question of this kind can hold."""
    made: dict[Kind, st.SearchStrategy[Value]] = {
        Kind.YES_NO: st.booleans(),
        Kind.CHOICE: st.sampled_from(question.choices or ("",)),
        Kind.DATE: days,
        Kind.TEXT: texts,
        Kind.DOCUMENT: st.builds(DocumentRef, texts, st.none() | days, texts, texts),
        Kind.COUNT: figures(is_whole=True),
        Kind.MONEY: figures(is_whole=True),
    }
    return st.none() if question.kind in ITEM_KINDS else made.get(question.kind, figures(is_whole=False))


def answers_of(question: Question) -> st.SearchStrategy[Answer]:
    value = values_of(question)
    return st.one_of(
        st.builds(Answer, st.just(State.ANSWERED), value, note=texts),
        st.builds(Answer, st.just(State.NOT_APPLICABLE), value, texts, texts),
        st.builds(Answer, st.just(State.NOT_CHECKED), note=texts),
    )


def items() -> st.SearchStrategy[Item]:
    return st.builds(
        Item,
        id=st.sampled_from(LINES),
        text=texts,
        amount=st.none() | whole | broken,
        measure=texts,
        approximator=st.sampled_from(Approximator),
        place=texts,
        period=texts,
        note=texts,
        cells=st.dictionaries(st.sampled_from(("tap_the", "ca_nhan", "reported", "verified")), broken),
        position=st.integers(0, 40).map(float),
    )


def files(*, role: str | None = None) -> st.SearchStrategy[Evidence]:
    return st.builds(
        Evidence,
        id=st.sampled_from(("e1", "e2", "e3")),
        digest=st.sampled_from("abc").map(lambda letter: letter * 64),
        name=words,
        media=st.sampled_from(("image/jpeg", "application/pdf")),
        size=st.integers(1, 10**8),
        caption=texts,
        criterion=st.sampled_from(("", "N1", "N2")),
        role=st.sampled_from(("", SIGNED)) if role is None else st.just(role),
        in_minutes=st.booleans(),
        position=st.integers(0, 40).map(float),
    )


def any_change(
    checklist: Checklist = EVERY_KIND, unit: str = UNIT, *, role: str | None = None
) -> st.SearchStrategy[Change]:
    """A change that a person can make to an inspection, whatever it says now; `role` limits the files."""
    lists = [question.code for question in checklist.questions() if question.kind in ITEM_KINDS]
    codes = st.sampled_from([*lists, MEMBERS, REPRESENTATIVES, REQUIREMENTS, FIGURES])
    remarks = st.sampled_from([criterion.code for criterion in checklist.criteria])
    texts_of_visit = [name for name in changes.VISIT_FIELDS if name not in ("actual_date", "report_state")]
    return st.one_of(
        *(
            st.builds(changes.set_answer, st.just(unit), st.just(question), answers_of(question))
            for question in checklist.questions()
        ),
        st.builds(changes.set_item, st.just(unit), codes, items()),
        st.builds(changes.remove_item, st.just(unit), codes, st.sampled_from(LINES)),
        st.builds(changes.set_remark, st.just(unit), remarks, st.just("verdict"), st.sampled_from(Verdict)),
        st.builds(changes.set_remark, st.just(unit), remarks, st.just("in_notice"), st.booleans()),
        st.builds(
            changes.set_remark,
            st.just(unit),
            remarks,
            st.sampled_from(("narrative", "limitation", "evidence")),
            texts,
        ),
        st.builds(changes.set_visit, st.just(unit), st.sampled_from(texts_of_visit), texts),
        st.builds(changes.set_visit, st.just(unit), st.just("actual_date"), st.none() | days),
        st.builds(
            changes.set_visit, st.just(unit), st.just("report_state"), st.sampled_from(("", *REPORT_STATES))
        ),
        st.builds(changes.set_assessment, st.just(unit), st.sampled_from(changes.ASSESSMENT_FIELDS), texts),
        st.builds(changes.set_evidence, st.just(unit), files(role=role)),
        st.builds(changes.remove_evidence, st.just(unit), st.sampled_from(("e1", "e2", "e3"))),
    )


def tidy(inspection: Inspection) -> Inspection:
    """The same inspection without the entries that say nothing: a blank recorded is a blank never touched."""
    return replace(
        inspection,
        answers={code: answer for code, answer in inspection.answers.items() if answer != UNANSWERED},
        remarks={code: remark for code, remark in inspection.remarks.items() if remark != Remark()},
        lists={code: lines for code, lines in inspection.lists.items() if lines},
    )
