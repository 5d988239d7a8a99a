"""The differences of two versions of a checklist in words a secretary uses: numbers of questions, names of properties."""

from __future__ import annotations

from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.checklist_comparison import Comparison, FieldChange
from tdkt_desktop.domain.draft import fields as draft_fields
from tdkt_desktop.domain.draft.fields import DEFAULTS, KIND_WORDS, LEVEL_WORDS, Field
from tdkt_desktop.domain.values import Plain

FIELDS: tuple[Field, ...] = (
    *draft_fields.CRITERION,
    *draft_fields.ASKED,
    draft_fields.CHOICES,
    draft_fields.COLUMNS,
    draft_fields.EXPECTS,
    draft_fields.MEASURE,
    *draft_fields.RULES,
    *draft_fields.LIMITS,
    *draft_fields.LIST_FIELDS,
    *draft_fields.FINDINGS,
    draft_fields.ON_PAPER,
)
TITLES = {field.key: field.title.lower() for field in FIELDS} | {
    "total_of": "tổng của các câu",
    "title": "tên",
    "ask": "lời câu hỏi",
    "say": "lời nhắc",
    "level": "mức độ",
    "all_of": "các câu trả lời",
}
ADDITIVE = "Chỉ thêm, không đổi câu cũ: câu trả lời đã ghi vẫn dùng được."
OTHERWISE = "Có câu cũ bị bỏ hoặc đổi: với đợt đang kiểm tra cần chỉ ra câu nào thay câu nào."
SAME = "Hai bản như nhau."
Entries = tuple[tuple[str, str, str], ...]


def comparison_lines(old: Checklist, new: Checklist, found: Comparison) -> tuple[str, ...]:
    """One line for each difference, what was added first."""
    if found.same:
        return (SAME,)
    lines = _whole("Thêm", found.added, new) + _whole("Bỏ", found.removed, old)
    lines += [
        f"Chuyển {_named('question', code, old)} từ {_named('criterion', before, old)} sang {_named('criterion', after, new)}"
        for code, before, after in found.moved
    ]
    return (*lines, *(_changed(one, old, new) for one in found.changed))


def _whole(verb: str, entries: Entries, checklist: Checklist) -> list[str]:
    """What came or went; the questions of a whole content are told with it, in a number."""
    contents = {code for what, code, _ in entries if what == "criterion"}
    lines = []
    for what, code, words in entries:
        if what == "question" and checklist.home(code).code in contents:
            continue
        inside = (
            0
            if what != "criterion"
            else sum(
                1 for kind, asked, _ in entries if kind == "question" and checklist.home(asked).code == code
            )
        )
        more = f" (kèm {inside:02d} câu hỏi)" if inside else ""
        lines.append(f"{verb} {_named(what, code, checklist)}{more}: {words}")
    return lines


def _named(what: str, code: str, checklist: Checklist) -> str:
    if what == "question":
        return f"câu {checklist.numbers[code]}"
    if what == "criterion":
        codes = [one.code for one in checklist.criteria]
        return f"nội dung {codes.index(code) + 1}"
    return f"mục {code}" if what == "section" else "mâu thuẫn cần soát"


def _changed(one: FieldChange, old: Checklist, new: Checklist) -> str:
    name = _named(one.what, one.code, new)
    if one.field == "statements":
        return f"Sửa các câu tổng hợp của {name}"
    before = _said(one.field, one.before, old)
    return (
        f"Sửa {name}, {TITLES.get(one.field, one.field)}: {before} thành {_said(one.field, one.after, new)}"
    )


def _said(field: str, value: Plain, checklist: Checklist) -> str:
    """A value in words; usual values, which files leave out, are said as they are."""
    value = DEFAULTS.get(field) if value is None else value
    if value is None or value == []:
        return "(trống)"
    if isinstance(value, bool):
        return "có" if value else "không"
    if field == "kind":
        return f"“{KIND_WORDS[value]}”"
    if field == "level":
        return f"“{LEVEL_WORDS[value]}”"
    if isinstance(value, dict):
        return f"câu {_number(value['question'], checklist)} trả lời {_said('', value['equals'], checklist)}"
    if isinstance(value, list):
        return "; ".join(_one(field, one, checklist) for one in value)
    return f"câu {_number(value, checklist)}" if field == "part_of" else f"“{value}”"


def _one(field: str, value: Plain, checklist: Checklist) -> str:
    if isinstance(value, dict):
        return str(value["title"]) if "title" in value else _said(field, value, checklist)
    if field == "total_of":
        sign = "trừ câu" if value.startswith("-") else "câu"
        return f"{sign} {_number(value.removeprefix('-'), checklist)}"
    return str(value)


def _number(code: str, checklist: Checklist) -> str:
    return checklist.numbers.get(code, code)
