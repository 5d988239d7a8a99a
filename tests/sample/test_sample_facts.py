"""Every fact the 2019 notice tells of a named unit stands in the sample, under its own question and with its own figure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tdkt_desktop.domain.reading_answers import read_answers
from tdkt_desktop.domain.reading_campaign import read_campaign
from tdkt_desktop.domain.reading_checklist import read_checklist
from tdkt_desktop.exchange.plain_files import read_plain

HERE = Path(__file__).parent
RESOURCES = HERE.parents[1] / "resources"
SAMPLE = RESOURCES / "samples" / "lang-son-2019"
CHECKLISTS = sorted((RESOURCES / "checklists").glob("*.yaml"))
COLUMNS = {"tập thể": "tap_the", "cá nhân": "ca_nhan", "mô hình": "mo_hinh"}
TEXT_QUESTIONS_WITH_FIGURES = {"C03.05"}  # the interest rate stands inside the sentence


def load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


SOURCE = load(HERE / "facts_2019.yaml")
ANSWERS = load(SAMPLE / "answers.yaml")
CAMPAIGN = load(SAMPLE / "campaign.yaml")
NAMED = [fact for fact in SOURCE["facts"] if fact["unit"] not in ("ALL", "UNATTRIBUTED")]
SHARED = [
    fact
    for fact in SOURCE["facts"]
    if fact["unit"] == "ALL" and fact["value"] in ([6, 6], True) and fact["q"] != "C09.08"
]


def value_of(answer: Any) -> Any:
    """The answer without the note beside it."""
    return answer["value"] if isinstance(answer, dict) and "value" in answer else answer


def answer_of(unit: str, question: str) -> Any:
    return value_of(ANSWERS["units"][unit]["answers"][question])


def lines_of(answer: Any) -> list[dict[str, Any]]:
    return answer if isinstance(answer, list) else [answer]


def codes_of(checklist: dict[str, Any]) -> list[str]:
    return [question["code"] for criterion in checklist["criteria"] for question in criterion["questions"]]


def named_in(node: Any) -> list[str]:
    """Every question code a statement names, at any depth."""
    if isinstance(node, list):
        return [code for child in node for code in named_in(child)]
    if not isinstance(node, dict):
        return []
    own = [node[key] for key in ("question", "questions") if key in node]
    flat = [code for asked in own for code in ([asked] if isinstance(asked, str) else asked)]
    return flat + [code for child in node.values() for code in named_in(child)]


@pytest.mark.parametrize("fact", NAMED, ids=lambda fact: fact["id"])
def test_every_fact_of_a_named_unit_is_recorded(fact: dict[str, Any]) -> None:
    answer = answer_of(fact["unit"], fact["q"])
    if fact["kind"] == "bool":
        assert answer is fact["value"]
    elif fact["q"] in TEXT_QUESTIONS_WITH_FIGURES or fact["kind"] == "text":
        assert str(fact["value"]) in answer if fact["kind"] == "percent" else answer
    elif fact["kind"] == "list":
        assert len(answer) == len(fact["value"])
    elif fact["q"] == "C08.02":
        key = next(key for word, key in COLUMNS.items() if fact["uom"].startswith(word))
        assert fact["value"] in [
            row["cells"].get(key) for row in answer if row["period"] == str(fact["period"])
        ]
    else:
        alike = [line for line in lines_of(answer) if line["amount"] == fact["value"]]
        assert [line for line in alike if line.get("approx", "exact") == fact.get("approx", "exact")]
        assert "period" not in fact or str(fact["period"]) in [line.get("period") for line in alike]


@pytest.mark.parametrize("fact", SHARED, ids=lambda fact: fact["id"])
def test_a_fact_of_all_units_is_recorded_for_each(fact: dict[str, Any]) -> None:
    assert [answer_of(unit, fact["q"]) for unit in ANSWERS["units"]] == [True] * 6


@pytest.mark.parametrize("unit", ANSWERS["units"])
def test_no_unit_has_more_figures_than_the_source(unit: str) -> None:
    told = [
        fact["q"]
        for fact in NAMED
        if fact["unit"] == unit and fact["kind"] in ("money", "count", "length_km")
    ]
    for question in ("C03.02", "C03.03", "C03.04", "C05.02", "C05.03", "C05.06"):
        assert len(ANSWERS["units"][unit]["answers"].get(question, [])) == told.count(question)


def test_complaints_are_zero_and_unnamed_facts_stay_common() -> None:
    assert [answer_of(unit, "C09.08") for unit in ANSWERS["units"]] == [0] * 6
    assert ANSWERS["common"]["declared"]["C01.07"]["count"] == 4
    told = [fact["q"] for fact in SOURCE["facts"] if fact["unit"] == "UNATTRIBUTED"]
    assert {code: len(items) for code, items in ANSWERS["common"]["items"].items()} == {
        code: told.count(code) for code in set(told)
    }


def test_the_answers_ask_only_what_the_checklist_asks() -> None:
    checklist = load(RESOURCES / "checklists" / f"{CAMPAIGN['checklist']}.yaml")
    known = set(codes_of(checklist))
    criteria = {criterion["code"] for criterion in checklist["criteria"]}
    assert list(ANSWERS["units"]) == [unit["code"] for unit in CAMPAIGN["units"]]
    for record in ANSWERS["units"].values():
        assert set(record["answers"]) <= known
        assert set(record["remarks"]) <= criteria


def test_nothing_is_invented_about_the_visits() -> None:
    for record in ANSWERS["units"].values():
        assert set(record["visit"]) == {"actual_date"}
        assert "representatives" not in record


@pytest.mark.parametrize("path", CHECKLISTS, ids=lambda path: path.stem)
def test_codes_stand_once_and_statements_name_existing_questions(path: Path) -> None:
    checklist = load(path)
    codes = codes_of(checklist)
    assert len(codes) == len(set(codes))
    assert set(named_in(checklist["sections"])) <= set(codes)
    assert {criterion["section"] for criterion in checklist["criteria"]} <= {
        section["key"] for section in checklist["sections"]
    }
    assert all(len(criterion["short_title"]) <= 32 for criterion in checklist["criteria"])


def test_the_help_page_examples_are_read_by_the_program() -> None:
    page = (RESOURCES / "help" / "tep-du-lieu.md").read_text(encoding="utf-8")
    campaign_text, answers_text = [block.partition("```")[0] for block in page.split("```yaml\n")[1:]]
    campaign, name = read_campaign(yaml.safe_load(campaign_text), "x")
    checklist = read_checklist(read_plain(RESOURCES / "checklists" / f"{name}.yaml"), "x")
    assert read_answers(yaml.safe_load(answers_text), "x", campaign, checklist)
