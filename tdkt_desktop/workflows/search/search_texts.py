"""Every text a campaign holds, as it reads, with the place where it is kept: what a search looks through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import NamedTuple

from tdkt_desktop.domain.campaign import Campaign, Unit
from tdkt_desktop.domain.checklist import Checklist, Criterion, Question
from tdkt_desktop.domain.completeness import is_asked
from tdkt_desktop.domain.inspection import (
    ADDENDA,
    CARRIED,
    FIGURES,
    MEMBERS,
    REPORT_STATES,
    REPRESENTATIVES,
    REQUIREMENTS,
    CommonRecord,
    Inspection,
)
from tdkt_desktop.domain.kinds import STATE_WORDS, VERDICT_WORDS, Kind, State, Verdict
from tdkt_desktop.domain.mending import MENDING_WORDS, limitations_of
from tdkt_desktop.domain.sealing import ASSESSMENT, VISIT
from tdkt_desktop.domain.values import Answer, Figure, Item
from tdkt_desktop.notice.field_words import FIELD_WORDS, LIST_WORDS, REMARK_WORDS, section_words
from tdkt_desktop.notice.rendering import as_seen
from tdkt_desktop.notice.wording import detail, item_phrase
from tdkt_desktop.vietnamese.dates import short_date
from tdkt_desktop.vietnamese.money import full_money
from tdkt_desktop.vietnamese.numbers import format_number

THE_VISIT, THE_ASSESSMENT = "Thông tin buổi kiểm tra", "Nhận xét, kết luận"
LISTS = {
    MEMBERS: VISIT,
    REPRESENTATIVES: VISIT,
    FIGURES: VISIT,
    REQUIREMENTS: ASSESSMENT,
    ADDENDA: ASSESSMENT,
}
FIGURE_WORDS = {"reported": "báo cáo", "verified": "kiểm tra"}


class Kept(NamedTuple):
    """A text and where it is kept: the step of the unit, the question if it belongs to one, and both in words."""

    step: str
    question: str
    label: str
    text: str


def unit_texts(checklist: Checklist, unit: Unit, inspection: Inspection) -> Iterator[Kept]:
    """Everything recorded about a unit, in the order of its form."""
    yield from _visit_texts(unit, inspection)
    for number, criterion in enumerate(checklist.criteria, start=1):
        yield from _criterion_texts(f"{number}. {criterion.name}", criterion, inspection)
    yield from _field_texts(inspection.assessment, FIELD_WORDS, ASSESSMENT, THE_ASSESSMENT)
    yield from _list_texts(inspection, ASSESSMENT, THE_ASSESSMENT)
    yield from _carried_texts(checklist, inspection)


def campaign_texts(campaign: Campaign) -> Iterator[Kept]:
    """The plan, the teams, and what is noted about the campaign as a whole."""
    plan, issuer = campaign.plan, campaign.issuer
    when = short_date(plan.date) if plan.date else ""
    yield from _said("Tên đợt kiểm tra", campaign.title)
    yield from _said("Kế hoạch", _joined([plan.number, when, plan.title]))
    yield from _said("Cơ quan ban hành", _joined([issuer.name, issuer.signer_name]))
    for team in campaign.teams:
        yield from _said("Đoàn kiểm tra", _joined([team.name, team.leader.full, team.delegation]))
    for note in campaign.notes:
        yield from _said("Ghi chú của đợt kiểm tra", note)


def notice_texts(campaign: Campaign, checklist: Checklist, common: CommonRecord) -> Iterator[Kept]:
    """The secretary's prose, and what is recorded about the units together."""
    titles = {section.key: section.title for section in checklist.sections}
    yield from _said("Thông báo", _joined([campaign.notice_number, campaign.notice_subject]))
    yield from _said("Thành viên trong phụ lục", campaign.annex_members)
    for key, paragraphs in campaign.prose.items():
        for paragraph in paragraphs:
            yield Kept(key, "", f"Lời văn › {_joined([key, titles.get(key, '')], '. ')}", paragraph)
    for key, text in campaign.texts.items():
        for paragraph in text.paragraphs:
            yield Kept(key, "", section_words(key), as_seen(paragraph, text.seen))
    for number, criterion in enumerate(checklist.criteria, start=1):
        for question in criterion.questions:
            label = f"{number}. {criterion.name} › {question.ask}"
            if (declared := common.declared.get(question.code)) is not None:
                yield from _kept(criterion.code, question.code, label, declared.note)
            for item in common.items.get(question.code, ()):
                yield from _kept(criterion.code, question.code, label, item_text(question, item))


def answer_text(question: Question, answer: Answer) -> str:
    """The value of an answer as it reads; blank for lists, whose lines are read one by one (`item_text`)."""
    if answer.state is State.NOT_APPLICABLE:
        return _joined([STATE_WORDS[answer.state], answer.reason], ": ")
    if not answer.answered or answer.items:
        return ""
    if question.kind is Kind.YES_NO:
        return "Có" if answer.value else "Không"
    if question.kind is Kind.DATE:
        return short_date(answer.value) if answer.value else ""  # type: ignore[arg-type]  # a date question
    said = detail(question, answer)
    if question.kind is Kind.MONEY and isinstance(answer.value, Figure):
        return _with_full_money(said, int(answer.value.amount))
    return str(answer.value) if isinstance(answer.value, str) else said


def item_text(question: Question, item: Item) -> str:
    """A line of a list or a row of a table as it reads, with its note."""
    said = item_phrase(question, item)
    if item.amount is not None and (item.measure or question.measure) == "đồng":
        said = _with_full_money(said, int(item.amount))
    return _joined([said, item.note], " – ")


def _visit_texts(unit: Unit, inspection: Inspection) -> Iterator[Kept]:
    names = dict.fromkeys([unit.official, unit.listed, unit.short, *unit.aliases])
    yield from _kept(VISIT, "", "Tên đơn vị", _joined(names, " · "))
    yield from _kept(VISIT, "", "Cụm thi đua", unit.cluster)
    if unit.planned_date:
        yield Kept(VISIT, "", "Ngày theo kế hoạch", short_date(unit.planned_date))
    yield from _field_texts(inspection.visit, FIELD_WORDS, VISIT, THE_VISIT)
    yield from _list_texts(inspection, VISIT, THE_VISIT)
    for piece in inspection.evidence:
        if not piece.criterion:
            yield from _kept(
                VISIT, "", f"{THE_VISIT} › Minh chứng", _joined([piece.caption, piece.name], " · ")
            )


def _criterion_texts(title: str, criterion: Criterion, inspection: Inspection) -> Iterator[Kept]:
    code, remark = criterion.code, inspection.remark(criterion.code)
    if remark.verdict is not Verdict.NOT_CHECKED:
        yield Kept(code, "", f"{title} › {REMARK_WORDS['verdict']}", VERDICT_WORDS[remark.verdict])
    for question in criterion.questions:
        if (answer := inspection.answers.get(question.code)) is not None:
            yield from _answer_texts(code, title, question, answer, inspection)
    yield from _field_texts(remark, REMARK_WORDS, code, title)
    for piece in inspection.evidence:
        if piece.criterion == code:
            yield from _kept(code, "", f"{title} › Minh chứng", _joined([piece.caption, piece.name], " · "))


def _answer_texts(
    step: str, title: str, question: Question, answer: Answer, inspection: Inspection
) -> Iterator[Kept]:
    code = question.code
    if not is_asked(question, inspection):  # its row is hidden: only the criterion can be shown
        code, title = "", f"{title} › Câu hiện không hỏi"
    label = f"{title} › {question.ask}"
    yield from _kept(step, code, label, answer_text(question, answer))
    for item in answer.items:
        yield from _kept(step, code, label, item_text(question, item))
    yield from _kept(step, code, f"{title} › Ghi chú › {question.ask}", answer.note)


def _field_texts(record: object, labels: dict[str, str], step: str, title: str) -> Iterator[Kept]:
    """The texts of a dataclass; a field that is new here is found too, under the title of its step."""
    for field in fields(record):  # type: ignore[arg-type]  # one of the inspection's dataclasses
        value = getattr(record, field.name)
        if field.name == "report_state":
            value = REPORT_STATES.get(value, value)
        elif field.name == "actual_date":
            value = short_date(value) if value else ""
        if isinstance(value, str) and not isinstance(value, Verdict):
            name = labels.get(field.name, "")
            yield from _kept(step, "", _joined([title, name], " › "), value)


def _list_texts(inspection: Inspection, step: str, title: str) -> Iterator[Kept]:
    for code in (code for code, home in LISTS.items() if home == step):
        for item in inspection.items(code):
            yield from _kept(step, "", f"{title} › {LIST_WORDS[code]}", _plain_item(code, item))


def _carried_texts(checklist: Checklist, inspection: Inspection) -> Iterator[Kept]:
    """Limitations of earlier years where they stand on the form, with what became of each."""
    steps = {criterion.code for criterion in checklist.criteria}
    for one in limitations_of(inspection):
        step = one.criterion if one.criterion in steps else ASSESSMENT
        yield from _kept(step, "", f"Hạn chế đã nêu năm {one.year}", one.text)
        if one.state or one.note:
            yield from _kept(step, "", LIST_WORDS[CARRIED], _joined([MENDING_WORDS[one.state], one.note]))


def _plain_item(code: str, item: Item) -> str:
    """A line of one of the inspection's own lists: a person, a requirement, a figure beside another."""
    if code == ADDENDA:
        return item.text
    cells = [
        f"{words} {format_number(item.cells[key])} {item.measure}".strip()
        for key, words in FIGURE_WORDS.items()
        if key in item.cells
    ]
    return _joined([item.text, *cells, f"thời hạn: {item.period}" if item.period else "", item.note])


def _with_full_money(said: str, dong: int) -> str:
    """Both ways of writing money: people remember the one or the other."""
    full = full_money(dong)
    return said if full in said else f"{said} ({full})"


def _said(label: str, text: str) -> Iterator[Kept]:
    return _kept("", "", label, text)


def _kept(step: str, question: str, label: str, text: str) -> Iterator[Kept]:
    if text and not text.isspace():
        yield Kept(step, question, label, text)


def _joined(parts: Iterable[str], between: str = ", ") -> str:
    return between.join(part for part in parts if part)
