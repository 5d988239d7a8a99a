"""Checklists of every shape for laws: all kinds, conditions, totals, choices, tables, sections, contradictions."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.kinds import Kind
from tdkt_desktop.domain.reading_checklist import read_checklist

# Letters that files and formulas stumble over, and no sign that YAML and XML cannot hold.
ALPHABET = "aàảâăđêôơưỵẠĐƯbcz019 =+-@'\"“”.,;:[]{}()/%&<>_\n\t"
TEXTS = st.text(ALPHABET, min_size=1, max_size=25).map(str.strip).filter(bool)
OPTIONAL = st.one_of(st.just(""), TEXTS)
CODES = st.builds(
    lambda first, rest: first + rest, st.sampled_from("ABCaĐ09_"), st.text("Bc1._-", max_size=4)
)
KINDS = st.sampled_from(list(Kind))


@st.composite
def questions(draw: st.DrawFn, code: str, others: list[str]) -> dict[str, Any]:
    kind = draw(KINDS)
    question: dict[str, Any] = {"code": code, "kind": str(kind), "ask": draw(TEXTS)}
    optional: dict[str, st.SearchStrategy[Any]] = {
        "hint": TEXTS,
        "required": st.booleans(),
        "measure": TEXTS,
        "measures": st.lists(TEXTS, max_size=3),
        "addressee": TEXTS,
        "expects": st.one_of(st.booleans(), TEXTS, st.sampled_from(["có", "không"])),
        "part_of": st.sampled_from(others),
        "lead": TEXTS,
        "if_yes": TEXTS,
        "if_no": TEXTS,
        "least": st.one_of(st.integers(-9, 9), st.sampled_from(["0.5", "-1.25"])),
        "most": st.one_of(st.integers(10, 99), st.sampled_from(["10.5"])),
        "not_applicable": st.booleans(),
        "total_of": st.lists(st.sampled_from(others), max_size=2),
        "when": st.fixed_dictionaries(
            {"question": st.sampled_from(others), "equals": st.one_of(st.booleans(), TEXTS)}
        ),
    }
    question |= draw(st.fixed_dictionaries({}, optional=optional))
    if kind is Kind.CHOICE or draw(st.integers(0, 9)) == 0:
        question["choices"] = draw(st.lists(TEXTS, min_size=2, max_size=4))
    if kind is Kind.TABLE or draw(st.integers(0, 9)) == 0:
        columns = st.fixed_dictionaries({"key": CODES, "title": TEXTS})
        question["columns"] = draw(st.lists(columns, min_size=1, max_size=3))
    return question


@st.composite
def checklists(draw: st.DrawFn) -> Checklist:
    codes = draw(st.lists(CODES, min_size=2, max_size=7, unique=True))
    asked = [draw(questions(code, codes)) for code in codes]
    for question in asked:  # a condition on one of the very choices of a question
        target = next((one for one in asked if one["code"] == question.get("when", {}).get("question")), {})
        if "choices" in target and draw(st.booleans()):
            question["when"]["equals"] = draw(st.sampled_from(target["choices"]))
    cut = draw(st.integers(0, len(asked)))
    names = draw(st.lists(CODES, min_size=2, max_size=2, unique=True))
    criteria = [
        {
            "code": name,
            "section": draw(OPTIONAL),
            "title": draw(TEXTS),
            "short_title": draw(OPTIONAL),
            "graded": draw(st.booleans()),
            "evidence": draw(st.lists(TEXTS, max_size=3)),
            "questions": part,
        }
        for name, part in zip(names, (asked[:cut], asked[cut:]), strict=True)
    ]
    statements = st.one_of(
        st.just({"type": "prose"}),
        st.fixed_dictionaries({"type": st.just("sum"), "question": st.sampled_from(codes), "lead": TEXTS}),
        st.fixed_dictionaries(
            {"type": st.just("examples"), "questions": st.lists(st.sampled_from(codes), max_size=2)}
        ),
    )
    keys = draw(st.lists(CODES, max_size=2, unique=True))
    sections = [
        {"key": key, "title": draw(TEXTS), "statements": draw(st.lists(statements, max_size=3))}
        for key in keys
    ]
    conditions = st.fixed_dictionaries(
        {"question": st.sampled_from(codes), "equals": st.one_of(st.booleans(), TEXTS)}
    )
    contradictions = draw(
        st.lists(
            st.fixed_dictionaries(
                {"all_of": st.lists(conditions, min_size=2, max_size=3), "say": TEXTS},
                optional={"level": st.sampled_from(["error", "warning", "hint"])},
            ),
            max_size=2,
        )
    )
    return read_checklist(
        {
            "format": "tdkt-checklist 1",
            "code": draw(CODES),
            "version": draw(OPTIONAL),
            "title": draw(TEXTS),
            "criteria": criteria,
            "sections": sections,
            "contradictions": contradictions,
        },
        "thử",
    )
