"""Sealing (chốt biên bản): what must be settled first, the short code, and additions made after it with a reason."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tdkt_desktop.domain.changes import (
    ASSESSMENT_FIELDS,
    REMARK_FIELDS,
    VISIT_FIELDS,
    answer_to_plain,
    set_item,
)
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.completeness import unit_progress
from tdkt_desktop.domain.editing import applied, present
from tdkt_desktop.domain.evidence import SIGNED
from tdkt_desktop.domain.inspection import (
    ADDENDA,
    MEMBERS,
    REPRESENTATIVES,
    VISIT_LISTS,
    Inspection,
    Remark,
    Seal,
)
from tdkt_desktop.domain.kinds import Stage, State, Verdict
from tdkt_desktop.domain.mending import limitations_of
from tdkt_desktop.domain.revisions import Change, canonical
from tdkt_desktop.domain.values import UNANSWERED, Answer, Item, Plain

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0 O 1 I: a code is read out and typed from paper
VISIT, ASSESSMENT = "@visit", "@assessment"  # the steps of a unit that are no criterion
UNCLEAR = "Nhập chưa rõ: "  # opens the line of a note that keeps what could not be read (ui editors write it)


@dataclass(frozen=True)
class Gap:
    """Something to settle before sealing. `step` is a criterion's code, VISIT or ASSESSMENT; `question` may be blank."""

    step: str
    question: str
    words: str
    blocking: bool = True


@dataclass(frozen=True)
class Addendum:
    """An addition after sealing: its reason, when it was opened and closed (ISO 8601), the code of its content."""

    id: str
    reason: str
    opened_at: str
    closed_at: str = ""
    code: str = ""

    @property
    def open(self) -> bool:
        return not self.closed_at


@dataclass(frozen=True)
class SealedChange:
    """A field that differs from what was sealed; values in plain form, None where there was nothing."""

    subject: str
    field: str
    before: Plain
    after: Plain


def seal_gaps(checklist: Checklist, inspection: Inspection) -> tuple[Gap, ...]:
    """What stands between this record and its seal, in the order of the form; the rest only deserves a look."""
    progress = unit_progress(checklist, inspection).criteria
    found = _visit_gaps(inspection)
    for criterion, done in zip(checklist.criteria, progress, strict=True):
        found += [
            Gap(criterion.code, question.code, f"{checklist.numbers[question.code]}. {question.ask}")
            for question in done.missing
        ]
        for question in criterion.questions:
            if question not in done.missing and (what := _doubt(inspection.answer(question.code))):
                found.append(
                    Gap(
                        criterion.code,
                        question.code,
                        f"{checklist.numbers[question.code]}. {question.ask} ({what})",
                    )
                )
        if criterion.graded and inspection.remark(criterion.code).verdict is Verdict.NOT_CHECKED:
            words = f"{criterion.name}: chưa kết luận đạt hay chưa đạt"
            found.append(Gap(criterion.code, "", words, blocking=False))
    found += _unlooked(checklist, inspection)
    if not inspection.assessment.conclusion:
        found.append(Gap(ASSESSMENT, "", "Chưa ghi kết luận của đoàn", blocking=False))
    return tuple(found)


def _unlooked(checklist: Checklist, inspection: Inspection) -> list[Gap]:
    """Limitations of an earlier year that nobody has looked at again."""
    codes = {criterion.code for criterion in checklist.criteria}
    return [
        Gap(
            one.criterion if one.criterion in codes else ASSESSMENT,
            "",
            f"Chưa kiểm tra lại hạn chế đã nêu năm {one.year}: {one.text}",
            blocking=False,
        )
        for one in limitations_of(inspection)
        if not one.state
    ]


def _visit_gaps(inspection: Inspection) -> list[Gap]:
    visit = inspection.visit
    typed = f" (chưa rõ: {visit.date_typed})" if visit.date_typed else ""
    blocking = [Gap(VISIT, "", f"Chưa ghi ngày kiểm tra{typed}")] if visit.actual_date is None else []
    rest = (
        (visit.place, "Chưa ghi địa điểm"),
        (visit.started_at, "Chưa ghi giờ bắt đầu"),
        (visit.ended_at, "Chưa ghi giờ kết thúc"),
        (inspection.items(MEMBERS), "Chưa ghi thành viên đoàn có mặt"),
        (inspection.items(REPRESENTATIVES), "Chưa ghi đại diện đơn vị"),
    )
    return blocking + [Gap(VISIT, "", words, blocking=False) for said, words in rest if not said]


def _doubt(answer: Answer) -> str:
    """Why an answer that is there cannot be sealed as it is; blank when it can."""
    last = answer.note.split("\n")[-1]
    if last.startswith(UNCLEAR):
        return f"chưa rõ: {last.removeprefix(UNCLEAR)}"
    unexplained = answer.state is State.NOT_APPLICABLE and not answer.reason.strip()
    return "chưa ghi lý do không thuộc đối tượng" if unexplained else ""


def content_of(inspection: Inspection) -> dict[str, Plain]:
    """Everything that sealed minutes stand for: "subject|field" -> plain value; blanks are left out."""
    return {
        f"{subject}|{field}": value
        for subject, field in _keys(inspection)
        if (value := present(inspection, subject, field)) not in (None, "", False)
    }


def seal_code(campaign_id: str, checklist_digest: str, content: Mapping[str, Plain]) -> str:
    """The code of a content, such as "K7MQ-2XWD": 40 bits of its SHA-256, the same on every machine and version."""
    said = canonical([campaign_id, checklist_digest, dict(content)])
    number = int.from_bytes(hashlib.sha256(said.encode()).digest()[:5], "big")
    letters = "".join(ALPHABET[(number >> shift) & 31] for shift in range(35, -1, -5))
    return f"{letters[:4]}-{letters[4:]}"


def make_seal(
    inspection: Inspection, checklist: Checklist, *, campaign_id: str, moment: str, author: str
) -> Seal:
    """The seal of an inspection as it is now."""
    content = content_of(inspection)
    return Seal(seal_code(campaign_id, checklist.digest, content), moment, author, content)


def as_sealed(inspection: Inspection, checklist: Checklist) -> Inspection:
    """The inspection as it was sealed; itself while it is not, or was sealed by a version that kept no content."""
    if inspection.seal is None or not inspection.seal.content:
        return inspection
    made = Inspection(inspection.unit)
    for key, value in inspection.seal.content.items():
        subject, _, field = key.rpartition("|")
        try:
            made = applied(made, checklist, Change(subject, field, value))
        except (KeyError, ValueError):
            continue  # a question that this checklist no longer asks
    return replace(made, stage=Stage.SEALED, seal=inspection.seal, issued_at=inspection.issued_at)


def changes_since(inspection: Inspection, checklist: Checklist) -> tuple[SealedChange, ...]:
    """The fields that differ from what was sealed, in the order of the form."""
    if inspection.seal is None:
        return ()
    sealed = as_sealed(inspection, checklist)
    keys = dict.fromkeys([*_keys(inspection), *_keys(sealed)])
    found = []
    for subject, field in keys:
        before, after = present(sealed, subject, field), present(inspection, subject, field)
        if canonical(before) != canonical(after):
            found.append(SealedChange(subject, field, before, after))
    return tuple(found)


def sealed_value(content: Mapping[str, Plain], subject: str, field: str) -> tuple[bool, Plain]:
    """Whether a field was sealed with a value, and the value. The seal itself and what follows it is not."""
    after = f"{subject.partition('/')[2].partition('/')[0]}/{ADDENDA}/"
    if field in ("seal", "stage", "issued_at") or subject.startswith(f"item/{after}"):
        return False, None
    key = f"{subject}|{field}"
    return key in content, content.get(key)


def addenda(inspection: Inspection) -> tuple[Addendum, ...]:
    """The additions after sealing, oldest first."""
    return tuple(
        Addendum(item.id, item.text, item.period, item.place, item.note) for item in inspection.items(ADDENDA)
    )


def put_addendum(unit: str, addendum: Addendum, position: float) -> Change:
    """Record an addition, open or closed."""
    item = Item(
        addendum.id,
        text=addendum.reason,
        period=addendum.opened_at,
        place=addendum.closed_at,
        note=addendum.code,
        position=position,
    )
    return set_item(unit, ADDENDA, item)


def editable(inspection: Inspection) -> bool:
    """False for sealed minutes without an open addition."""
    return inspection.stage is not Stage.SEALED or any(one.open for one in addenda(inspection))


def may_change(inspection: Inspection, change: Change) -> bool:
    """Whether a change is allowed: on sealed minutes only additions, the seal itself and the signed scan are."""
    if change.subject == f"inspection/{inspection.unit}" and change.field == "stage" and inspection.issued_at:
        return (
            inspection.stage is not Stage.SEALED or change.value == Stage.SEALED
        )  # a paper out there says so
    if editable(inspection) or change.subject.startswith(f"item/{inspection.unit}/{ADDENDA}/"):
        return True
    if change.subject.startswith("evidence/"):
        said = [one for one in (change.value, present(inspection, change.subject, change.field)) if one]
        return bool(said) and all(one.get("role") == SIGNED for one in said)
    return change.subject.startswith("inspection/") and change.field in ("stage", "seal", "issued_at")


def _keys(inspection: Inspection) -> Iterator[tuple[str, str]]:
    """Every field that minutes print from, in the order of the form."""
    unit = inspection.unit
    yield from ((f"inspection/{unit}", name) for name in (*VISIT_FIELDS, *ASSESSMENT_FIELDS))
    for code in VISIT_LISTS:
        if code != ADDENDA:
            yield from _lines(inspection, code)
    for code, answer in inspection.answers.items():
        # lines alone answer their question: where they are there and it is not answered, that must be said
        if answer.items or answer_to_plain(answer) != answer_to_plain(UNANSWERED):
            yield f"answer/{unit}/{code}", "answer"
        yield from _lines(inspection, code)
    for code, remark in inspection.remarks.items():
        if remark != Remark():
            yield from ((f"remark/{unit}/{code}", name) for name in REMARK_FIELDS)
    yield from (
        (f"evidence/{unit}/{one.id}", "evidence") for one in inspection.evidence if one.role != SIGNED
    )


def _lines(inspection: Inspection, code: str) -> Iterator[tuple[str, str]]:
    return ((f"item/{inspection.unit}/{code}/{item.id}", "item") for item in inspection.items(code))
