"""What a field of an inspection is called and how its value reads: for undo, history, additions and search."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.editing import answer_from_plain
from tdkt_desktop.domain.inspection import (
    ADDENDA,
    CARRIED,
    EARLIER,
    FIGURES,
    MEMBERS,
    REPORT_STATES,
    REPRESENTATIVES,
    REQUIREMENTS,
)
from tdkt_desktop.domain.kinds import ITEM_KINDS, STATE_WORDS, VERDICT_WORDS, Kind, State, Verdict
from tdkt_desktop.domain.mending import MENDING_WORDS, criterion_of, state_of
from tdkt_desktop.domain.notice_versions import CAUSE_WORDS, ISSUE, REOPENING_WORDS, VERSION
from tdkt_desktop.domain.sealing import ASSESSMENT, VISIT
from tdkt_desktop.domain.values import Item, Plain, item_from_plain
from tdkt_desktop.notice.campaign_words import campaign_label, campaign_value
from tdkt_desktop.notice.rendering import as_seen
from tdkt_desktop.notice.wording import detail, item_phrase
from tdkt_desktop.vietnamese.dates import short_date
from tdkt_desktop.vietnamese.numbers import format_number

FIELD_WORDS = {
    "actual_date": "Ngày kiểm tra",
    "started_at": "Giờ bắt đầu",
    "ended_at": "Giờ kết thúc",
    "place": "Địa điểm",
    "deviation_reason": "Lý do làm khác kế hoạch",
    "minutes_number": "Số biên bản",
    "secretary": "Thư ký đoàn",
    "delegation": "Ủy quyền",
    "date_typed": "Ngày kiểm tra (nhập chưa rõ)",
    "report_state": "Báo cáo của đơn vị",
    "strengths": "Ưu điểm",
    "limitations": "Hạn chế và nguyên nhân",
    "unit_response": "Ý kiến của đơn vị",
    "reservations": "Ý kiến bảo lưu",
    "conclusion": "Kết luận của đoàn",
    "stage": "Chốt biên bản",
    "seal": "Mã biên bản",
    "issued_at": "Biên bản đã in hoặc xuất",
}
ASSESSMENT_WORDS = ("strengths", "limitations", "unit_response", "reservations", "conclusion")
REMARK_WORDS = {
    "verdict": "Kết luận về nội dung",
    "narrative": "Nhận xét của đoàn",
    "limitation": "Hạn chế",
    "evidence": "Tài liệu đã xem",
    "in_notice": "Đưa vào thông báo",
}
LIST_WORDS = {
    MEMBERS: "Thành viên đoàn có mặt",
    REPRESENTATIVES: "Đại diện đơn vị",
    REQUIREMENTS: "Yêu cầu khắc phục",
    FIGURES: "Số liệu đối chiếu",
    EARLIER: "Hạn chế đã nêu năm trước",
    CARRIED: "Kết quả khắc phục hạn chế năm trước",
    ADDENDA: "Bổ sung sau khi chốt",
}
LOG_WORDS = {
    "waiver": "Bỏ qua một điểm rà soát",
    "followup": "Theo dõi kiến nghị",
    ISSUE: "Thông báo đã ký",
    VERSION: "Bản thông báo đã lưu",
}
SECTION_WORDS = {"opening": "phần mở đầu", "closing": "câu kết", "scope": "lời dẫn của mục I"}
NOTHING = "(để trống)"
WRITTEN_BY_PROGRAM = "(phần mềm lập)"


class FieldPlace(NamedTuple):
    """Where a field stands: the unit's code, the step of its form, the question if it belongs to one, its name."""

    unit: str
    step: str
    question: str
    label: str


def field_place(subject: str, field: str, checklist: Checklist) -> FieldPlace:
    """Where a field stands and what it is called. Subjects that are no part of an inspection have a blank unit."""
    kind, _, rest = subject.partition("/")
    unit, *parts = rest.split("/")
    if kind == "inspection":
        step = ASSESSMENT if field in ASSESSMENT_WORDS else VISIT
        return FieldPlace(unit, step, "", FIELD_WORDS.get(field, field))
    if kind == "remark":
        number = criterion_number(parts[0], checklist)
        return FieldPlace(unit, parts[0], "", f"Nội dung {number}: {REMARK_WORDS.get(field, field)}")
    if kind in ("answer", "item") and checklist.has_question(parts[0]):
        label = f"Câu {checklist.numbers[parts[0]]}: {checklist.question(parts[0]).ask}"
        return FieldPlace(unit, checklist.home(parts[0]).code, parts[0], label)
    if kind == "item" and parts[0] in LIST_WORDS:
        return FieldPlace(unit, _step_of_list(parts, checklist), "", LIST_WORDS[parts[0]])
    if kind == "evidence":
        return FieldPlace(unit, "", "", "Minh chứng")
    if kind in ("notice", "prose"):
        return FieldPlace("", "", "", section_words(unit))
    known = LOG_WORDS[kind] if kind in LOG_WORDS else campaign_label(subject, field)
    return FieldPlace("", "", "", known or subject)


def _step_of_list(parts: list[str], checklist: Checklist) -> str:
    """The step of a line of one of the inspection's own lists."""
    if parts[0] in (EARLIER, CARRIED):
        code = criterion_of(parts[-1])
        return code if criterion_number(code, checklist) else ASSESSMENT
    return ASSESSMENT if parts[0] == REQUIREMENTS else VISIT


def section_words(section: str) -> str:
    """What a section of the notice is called."""
    return f"Lời văn của thông báo, {SECTION_WORDS.get(section, f'mục {section}')}"


def criterion_number(code: str, checklist: Checklist) -> int:
    """The number of a criterion on the form and on paper, from 1; 0 for one the checklist does not have."""
    codes = [criterion.code for criterion in checklist.criteria]
    return codes.index(code) + 1 if code in codes else 0


def value_words(subject: str, field: str, value: Plain, checklist: Checklist) -> str:
    """How a plain value of the log reads on screen and paper; never blank."""
    kind, _, rest = subject.partition("/")
    parts = rest.split("/")[1:]
    if kind in ("notice", "prose"):
        return _text_words(value, kind)
    if value in (None, "", [], {}):
        return NOTHING
    if kind in ("inspection", "remark"):
        return _inspection_words(field, value) if kind == "inspection" else _remark_words(field, value)
    if kind == "answer" and checklist.has_question(parts[0]):
        return _answer_words(parts[0], value, checklist)
    if kind == "item":
        return _item_words(parts[0], value, checklist)
    return _other_words(kind, field, value)


def _other_words(kind: str, field: str, value: Plain) -> str:
    if kind == ISSUE:
        return issue_words(value)
    if kind == VERSION:
        name = value.get("name") or value.get("at", "")
        return f"{CAUSE_WORDS[value['cause']]}{f': {name}' if name else ''}"
    if kind in LOG_WORDS and isinstance(value, dict):
        return "; ".join(str(one) for one in value.values() if one)
    if kind == "evidence":
        return str(value.get("caption") or value.get("name") or NOTHING)
    return campaign_value(field, value)


def issue_words(value: Plain) -> str:
    """Where the notice stands, in words: which paper was signed, or why it was opened again."""
    date = value.get("date", "")
    said = [f"số {value['number']}"] if value.get("number") else ["chưa ghi số"]
    said += [f"ngày {short_date(dt.date.fromisoformat(date))}"] if date else []
    said += [f"{value['signer']} ký"] if value.get("signer") else []
    known = [name[:8] for _, name in sorted(value.get("versions", {}).items())]
    paper = f"{', '.join(said)} [bản {', '.join(known)}]"
    if value.get("state") == "signed":
        return f"Đã ký: {paper}"
    why = value.get("why", "")
    return f"Mở lại ({REOPENING_WORDS[why].lower() if why else 'không rõ'}: {value.get('reason', '')}), trước đó {paper}"


def _text_words(value: Plain, kind: str) -> str:
    """A section's text as it read when it was written: each figure as it was seen then."""
    if value is None:
        return WRITTEN_BY_PROGRAM
    paragraphs, seen = (value, {}) if kind == "prose" else (value["paragraphs"], value.get("seen") or {})
    return as_seen("\n".join(paragraphs), seen) or NOTHING


def _remark_words(field: str, value: Plain) -> str:
    if field == "verdict":
        return VERDICT_WORDS[Verdict(value)]
    return ("Có" if value else "Không") if isinstance(value, bool) else str(value)


def _inspection_words(field: str, value: Plain) -> str:
    if field == "actual_date":
        return short_date(dt.date.fromisoformat(value))
    if field == "report_state":
        return REPORT_STATES.get(value, str(value))
    if field == "stage":
        return "Đã chốt" if value == "sealed" else "Chưa chốt"
    return str(value.get("code", "")) if field == "seal" else str(value)


def _answer_words(code: str, value: Plain, checklist: Checklist) -> str:
    question = checklist.question(code)
    answer = answer_from_plain(question.kind, value)
    note = f" ({answer.note})" if answer.note else ""
    if answer.state is State.NOT_APPLICABLE:
        return f"{STATE_WORDS[answer.state]}: {answer.reason or 'chưa ghi lý do'}{note}"
    if answer.state is State.NOT_CHECKED:
        return f"{STATE_WORDS[answer.state]}{note}"
    if question.kind in ITEM_KINDS:
        return f"{STATE_WORDS[answer.state]}{note}"
    if question.kind is Kind.YES_NO:
        return f"{'Có' if answer.value else 'Không'}{note}"
    if isinstance(answer.value, dt.date):
        return f"{short_date(answer.value)}{note}"
    return f"{detail(question, answer) or NOTHING}{note}"


def earlier_words(list_code: str, item: Item) -> str:
    """A limitation of an earlier year, or what became of it."""
    if list_code == EARLIER:
        return f"{item.text} (năm {item.period})" if item.period else item.text
    note = f" ({item.note})" if item.note else ""
    return f"{MENDING_WORDS[state_of(item)]}{note}: {item.text}"


def _item_words(list_code: str, value: Plain, checklist: Checklist) -> str:
    item = item_from_plain("", value)
    if checklist.has_question(list_code):
        return item_phrase(checklist.question(list_code), item) or NOTHING
    if list_code in (EARLIER, CARRIED):
        return earlier_words(list_code, item)
    if list_code == FIGURES:
        numbers = [
            f"{words} {format_number(item.cells[key])}"
            for key, words in (("reported", "báo cáo"), ("verified", "kiểm tra"))
            if key in item.cells
        ]
        return f"{item.text}: {', '.join(numbers)} {item.measure}".strip()
    return ", ".join(part for part in (item.text, item.note, item.period) if part) or NOTHING
