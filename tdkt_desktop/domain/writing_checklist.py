"""A checklist back to the plain tree of its file: what is as usual is left out, so that the same words make the same tree."""

from __future__ import annotations

from tdkt_desktop.domain.checklist import Checklist, Condition, Contradiction, Criterion, Question
from tdkt_desktop.domain.values import Plain, plain_number


def checklist_to_plain(checklist: Checklist) -> dict[str, Plain]:
    """The tree that `read_checklist` makes the same checklist of (its digest may differ: usual values are left out)."""
    return {
        "format": "tdkt-checklist 1",
        "code": checklist.code,
        **_filled(version=checklist.version),
        "title": checklist.title,
        "criteria": [_criterion(criterion) for criterion in checklist.criteria],
        **_filled(
            sections=[
                {"key": section.key, "title": section.title, **_filled(statements=list(section.statements))}
                for section in checklist.sections
            ],
            contradictions=[_contradiction(one) for one in checklist.contradictions],
        ),
    }


def _criterion(criterion: Criterion) -> dict[str, Plain]:
    return {
        "code": criterion.code,
        "section": criterion.section,
        "title": criterion.title,
        **_filled(short_title=criterion.short_title),
        **({} if criterion.graded else {"graded": False}),
        **_filled(evidence=list(criterion.evidence)),
        "questions": [_question(question) for question in criterion.questions],
    }


def _question(question: Question) -> dict[str, Plain]:
    return {
        "code": question.code,
        "kind": str(question.kind),
        "ask": question.ask,
        **({} if question.required else {"required": False}),
        **({} if question.expects is None else {"expects": question.expects}),
        **_filled(
            hint=question.hint,
            measure=question.measure,
            choices=list(question.choices),
            columns=[{"key": column.key, "title": column.title} for column in question.columns],
            when=_condition(question.when) if question.when else None,
            total_of=list(question.total_of),
            addressee=question.addressee,
            measures=list(question.measures),
            part_of=question.part_of,
            lead=question.lead,
            if_yes=question.if_yes,
            if_no=question.if_no,
            least=None if question.least is None else plain_number(question.least),
            most=None if question.most is None else plain_number(question.most),
        ),
        **({} if question.may_not_apply else {"not_applicable": False}),
    }


def _contradiction(one: Contradiction) -> dict[str, Plain]:
    level = {} if one.level == "warning" else {"level": one.level}
    return {"all_of": [_condition(condition) for condition in one.all_of], **level, "say": one.say}


def _condition(condition: Condition) -> dict[str, Plain]:
    return {"question": condition.question, "equals": condition.equals}


def _filled(**values: Plain) -> dict[str, Plain]:
    return {key: value for key, value in values.items() if value not in ("", [], None)}
