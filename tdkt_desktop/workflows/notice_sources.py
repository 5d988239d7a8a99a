"""What stands behind a figure of the notice: the units in their four groups, their answers, and where those came from."""

from __future__ import annotations

from typing import NamedTuple

from tdkt_desktop.domain.inspection import Inspection
from tdkt_desktop.domain.mending import limitations_of
from tdkt_desktop.domain.sealing import ASSESSMENT, VISIT
from tdkt_desktop.notice.general_facts import FACTS
from tdkt_desktop.notice.last_year import LAST_FACTS, STATES, then_words
from tdkt_desktop.notice.live_figures import Figures, Shown
from tdkt_desktop.notice.tokens import FORMS, Token, split, split_key
from tdkt_desktop.workflows.history import field_history
from tdkt_desktop.workflows.notice_prose import NoticeDesk
from tdkt_desktop.workflows.search_texts import answer_text, item_text
from tdkt_desktop.workflows.session import CampaignSession

GROUPS = (
    ("failing", "Chưa thực hiện"),
    ("not_checked", "Chưa kiểm tra"),
    ("not_applicable", "Không thuộc đối tượng"),
    ("doing", "Thực hiện"),
)
NAMED = "Đơn vị được nêu"


class Behind(NamedTuple):
    """A unit behind a figure: its name, the group it is in, what it answered, and the place of the field."""

    unit: str
    name: str
    group: str
    answer: str
    step: str
    question: str


class Source(NamedTuple):
    """A figure explained: what it is, what it counts, and its units, those to look at first."""

    title: str
    asked: tuple[str, ...]
    units: tuple[Behind, ...]


def source_of(desk: NoticeDesk, token_text: str) -> Source:
    """What stands behind a figure, given in its plain form."""
    figures = desk.figures
    token = next((part for part in split(token_text) if isinstance(part, Token)), Token("k", ""))
    shown = figures.show(token)
    title = title_of(token)
    checklist = figures.scope.checklist
    asked = tuple(
        f"Câu {checklist.numbers[code]}: {checklist.question(code).ask}" for code in shown.questions
    )
    if shown.tally is None:
        return Source(
            title, asked, tuple(_behind(figures, token, shown, code, NAMED) for code in shown.units)
        )
    units = tuple(
        _behind(figures, token, shown, code, words)
        for group, words in GROUPS
        for code in getattr(shown.tally, group)
    )
    return Source(title, asked, units)


def title_of(token: Token | str) -> str:
    """What a figure is, in words; it may be given in its plain form."""
    if isinstance(token, str):
        token = next((part for part in split(token) if isinstance(part, Token)), Token("k", ""))
    return (FACTS | LAST_FACTS).get(token.key, FORMS["k"]) if token.form == "k" else FORMS[token.form]


def origin_of(session: CampaignSession, one: Behind) -> str:
    """Who recorded a unit's answer, on which machine and when, with the team's words; blank where nothing is."""
    inspection = session.inspection(one.unit)
    lines = []
    if one.question:
        pasts = field_history(session, f"answer/{one.unit}/{one.question}", "answer")
        current = next((past for past in pasts if past.current), None)
        if current is not None:
            lines.append(f"Ghi lúc {current.at}, {current.author}, {current.machine}.")
        answer = inspection.answer(one.question)
        lines += [f"Ghi chú: {answer.note}"] if answer.note else []
    lines += _words_of_team(inspection, one.step)
    return "\n".join(lines)


def _words_of_team(inspection: Inspection, step: str) -> list[str]:
    if step.startswith("@"):
        return []
    remark = inspection.remark(step)
    pairs = (("Nhận xét của đoàn", remark.narrative), ("Hạn chế", remark.limitation))
    return [f"{words}: {text.strip()}" for words, text in pairs if text.strip()]


def _behind(figures: Figures, token: Token, shown: Shown, code: str, group: str) -> Behind:
    checklist, inspection = figures.scope.checklist, figures.scope.record.of(code)
    answers = [_answer(figures, inspection, question) for question in shown.questions]
    if token.form == "y" or token.key in STATES:
        return _of_last_year(figures, token, code, group)
    question = shown.questions[0] if shown.questions else ""
    step = checklist.home(question).code if question else _step(token)
    said = "; ".join(one for one in answers if one) or ("" if question else shown.text)
    return Behind(code, figures.scope.campaign.unit(code).short, group, said, step, question)


def _of_last_year(figures: Figures, token: Token, code: str, group: str) -> Behind:
    """What the year before says of a unit: its limitations in that state, or how it stood to the question then."""
    scope = figures.scope
    name = scope.campaign.unit(code).short
    if token.form == "y":
        (question,) = split_key(token.key)
        said = then_words(scope.campaign, scope.checklist.question(question), code)
        return Behind(code, name, group, said, scope.checklist.home(question).code, question)
    found = [one for one in limitations_of(scope.record.of(code)) if one.state is STATES[token.key]]
    codes = {criterion.code for criterion in scope.checklist.criteria}
    step = found[0].criterion if found and found[0].criterion in codes else ASSESSMENT
    words = "; ".join(f"{one.text}{f' ({one.note})' if one.note else ''}" for one in found)
    return Behind(code, name, group, words, step, "")


def _answer(figures: Figures, inspection: Inspection, code: str) -> str:
    question, answer = figures.scope.checklist.question(code), inspection.answer(code)
    if answer.items:
        return "; ".join(item_text(question, item) for item in answer.items)
    return answer_text(question, answer) or "Chưa kiểm tra"


def _step(token: Token) -> str:
    """The step of a unit's form that a figure without a question leads to."""
    if token.form == "r":
        return split_key(token.key)[1]
    return ASSESSMENT if token.form == "a" else VISIT
