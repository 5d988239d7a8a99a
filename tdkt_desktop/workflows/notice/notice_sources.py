"""What stands behind a figure or a sentence of the notice: units in their four groups, answers, where those came from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tdkt_desktop.domain.inspection import Inspection
from tdkt_desktop.domain.mending import limitations_of
from tdkt_desktop.domain.revisions import FieldKey
from tdkt_desktop.domain.sealing import ASSESSMENT, VISIT
from tdkt_desktop.notice.general_facts import FACTS
from tdkt_desktop.notice.last_year import LAST_FACTS, STATES, then_words
from tdkt_desktop.notice.live_figures import Figures, Shown
from tdkt_desktop.notice.tokens import FORMS, Token, read_count, split, split_key, tokens_of
from tdkt_desktop.vietnamese.counts import padded, ratio
from tdkt_desktop.workflows.history import field_history, moment_words
from tdkt_desktop.workflows.notice.notice_prose import NoticeDesk
from tdkt_desktop.workflows.search.search_texts import answer_text, item_text
from tdkt_desktop.workflows.session import CampaignSession

GROUPS = (
    ("failing", "Chưa thực hiện"),
    ("not_checked", "Chưa kiểm tra"),
    ("not_applicable", "Không thuộc đối tượng"),
    ("doing", "Thực hiện"),
)
NAMED = "Đơn vị được nêu"
OF_SENTENCE, TOLD = "Câu đang chọn", "Các đơn vị ghi"
NO_FIELD = "", ""
CODE_LETTERS = 8  # of the code of a package: enough to find it again
MOST_OF_SENTENCE = 30  # units under each figure of a sentence; the figure itself shows all
MOST_FIGURES = 24  # of what is selected: a list that is longer is not read
MOST_LETTERS = 90  # of a question above its units


class Behind(NamedTuple):
    """A unit behind a figure: its name, the group it is in, what it answered, the place of the field, and the field that
    the log knows it by (subject and name; blank where no single one is meant). `under` is the figure of a sentence that
    it belongs to, in words; blank where one figure is looked at.
    """

    unit: str
    name: str
    group: str
    answer: str
    step: str
    question: str
    field: FieldKey = NO_FIELD
    under: str = ""


class Source(NamedTuple):
    """A figure explained: what it is, what it counts, and its units, those to look at first."""

    title: str
    asked: tuple[str, ...]
    units: tuple[Behind, ...]


def sources_of(desk: NoticeDesk, text: str) -> Source:
    """What stands behind a text in plain form: one figure, or the figures of a sentence one after the other."""
    tokens = tokens_of([text])
    if len(tokens) == 1:
        return source_of(desk, tokens[0].text)
    found: list[Behind] = []
    told: set[object] = set()
    for token in tokens[:MOST_FIGURES]:
        shown = desk.figures.show(token)
        fact = (shown.questions, shown.tally) if shown.tally is not None else token
        if fact in told or (token.form == "u" and _told_more(desk.figures, token, tokens)):
            continue
        told.add(fact)
        under = _heading(desk.figures, token, shown)
        units = source_of(desk, token.text).units
        found += [one._replace(under=under) for one in units[:MOST_OF_SENTENCE]]
    return Source(OF_SENTENCE, (f"{padded(len(told))} số liệu trong câu.",), tuple(found))


def _told_more(figures: Figures, name: Token, tokens: Sequence[Token]) -> bool:
    """Whether a unit that is named also has something of its own in the sentence."""
    unit = figures.show(name).units
    return any(figures.show(one).units == unit for one in tokens if one.form != "u")


def _heading(figures: Figures, token: Token, shown: Shown) -> str:
    """A figure of a sentence in a few words: what it says, and the question it counts."""
    if shown.tally is None:
        return title_of(token) if len(shown.units) != 1 else TOLD
    checklist = figures.scope.checklist
    asked = "; ".join(
        f"Câu {checklist.numbers[code]}: {checklist.question(code).ask}" for code in shown.questions
    )
    words = asked if len(asked) <= MOST_LETTERS else f"{asked[:MOST_LETTERS].rpartition(' ')[0]}…"
    return f"{ratio(shown.tally.n, shown.tally.total)} · {words}"


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
    """Who recorded a unit's answer, on which machine and when, the package it came with, the minutes it stands in, and
    the team's words; blank where nothing is.
    """
    inspection = session.inspection(one.unit)
    lines = []
    subject, field = one.field
    if subject:
        current = next((past for past in field_history(session, subject, field) if past.current), None)
        if current is not None:
            lines.append(f"Ghi lúc {current.at}, {current.author}, {current.machine}.")
            lines += _package(session, current.id)
    if lines and inspection.seal is not None:
        lines.append(f"Biên bản đã chốt, mã {inspection.seal.code}.")
    if one.question and (note := inspection.answer(one.question).note):
        lines.append(f"Ghi chú: {note}")
    lines += _words_of_team(inspection, one.step)
    return "\n".join(lines)


def _package(session: CampaignSession, revision: str) -> list[str]:
    package = session.store.package_of(revision)
    if package is None:
        return []
    team = session.campaign.team(package.team)
    sender = f"tệp của {team.name or team.code}" if team is not None else "tệp của văn phòng"
    code = package.file_digest[:CODE_LETTERS]
    return [f"Theo {sender}, mã tệp {code}, gộp lúc {moment_words(package.taken_at)}."]


def _words_of_team(inspection: Inspection, step: str) -> list[str]:
    if step.startswith("@"):
        return []
    remark = inspection.remark(step)
    pairs = (("Nhận xét của đoàn", remark.narrative), ("Hạn chế", remark.limitation))
    return [f"{words}: {text.strip()}" for words, text in pairs if text.strip()]


def _behind(figures: Figures, token: Token, shown: Shown, code: str, group: str) -> Behind:
    checklist, inspection = figures.scope.checklist, figures.scope.record.of(code)
    if token.form == "y" or token.key in STATES:
        return _of_last_year(figures, token, code, group)
    question = _to_look_at(figures, token, shown, code)
    step = checklist.home(question).code if question else _step(token)
    numbers = checklist.numbers if len(shown.questions) > 1 else {}
    answers = [
        f"{numbers[one]}: {said}" if numbers else said
        for one in shown.questions
        if (said := _answer(figures, inspection, one))
    ]
    said = "; ".join(answers) or ("" if question else shown.text)
    field = (f"answer/{code}/{question}", "answer") if question else _field(token)
    return Behind(code, figures.scope.campaign.unit(code).short, group, said, step, question, field)


def _to_look_at(figures: Figures, token: Token, shown: Shown, unit: str) -> str:
    """The question that leads to a unit: of several counted together, the first that puts it where it is."""
    if shown.tally is None or len(shown.questions) == 1:
        return shown.questions[0] if shown.questions else ""
    groups = [name for name, _ in GROUPS if unit in getattr(shown.tally, name)]
    equals = read_count(token.key).equals
    for question in shown.questions:
        if any(unit in getattr(figures.tally((question,), equals), name) for name in groups):
            return question
    return shown.questions[0]


def _field(token: Token) -> FieldKey:
    """The field that a quoted text is recorded in."""
    if token.form == "a":
        unit, name = split_key(token.key)
        return f"inspection/{unit}", name
    if token.form == "r":
        unit, criterion, name = split_key(token.key)
        return f"remark/{unit}/{criterion}", name
    return NO_FIELD


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
