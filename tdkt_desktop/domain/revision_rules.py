"""What a revision from another machine may say: a strict form for every subject and field, checked before it is taken.

`check_revision` looks at one revision, `check_log` at what revisions say of each other. Subjects and fields that only a
newer version knows stay allowed within bounds: the log keeps them for the day this machine is upgraded. The form of a
known field never changes within one major version of the format.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from tdkt_desktop.domain import revision_values as read
from tdkt_desktop.domain import version_rules
from tdkt_desktop.domain.campaign import Campaign
from tdkt_desktop.domain.changes import ASSESSMENT_FIELDS, REMARK_FIELDS, VISIT_FIELDS, campaign_fields
from tdkt_desktop.domain.earlier_rules import EARLIER_READERS
from tdkt_desktop.domain.editing import INSPECTION_KINDS
from tdkt_desktop.domain.inspection import COMMON
from tdkt_desktop.domain.kinds import ITEM_KINDS, Approximator, Kind, Stage, State, Verdict
from tdkt_desktop.domain.notice_versions import ISSUE, VERSION
from tdkt_desktop.domain.revision_values import BadRevision, Reader, shown
from tdkt_desktop.domain.revisions import MAX_LAMPORT, FieldKey, Revision
from tdkt_desktop.domain.values import Plain

Kinds = Mapping[str, frozenset[Kind]]  # question code -> its kinds in the checklists that travel along
MAX_SUBJECT, MAX_PART, MAX_PARTS, MAX_PARENTS, MAX_SEALED = 400, 200, 6, 10_000, 200_000
MAX_NAME = 300  # of an author or a device
PARTS = {
    "campaign": 0,
    "team": 1,
    "unit": 1,
    "prose": 1,
    "notice": 1,
    VERSION: 1,
    ISSUE: 0,
    "inspection": 1,
    "declared": 1,
    "earlier": 1,
    "remark": 2,
    "answer": 2,
    "evidence": 2,
    "item": 3,
}
# Names of the columns that tell rows apart: as a field they would turn one row into another.
RESERVED = frozenset({"only", "code", "section", "source", "unit", "question", "criterion", "list", "id"})
_APPROX = read.one_of("mức gần đúng", Approximator)
_FIGURE = {"amount": read.number, "approx": _APPROX, "measure": read.text, "period": read.text}
_ANY_FIGURE = read.group(_FIGURE, required=("amount",))
_WHOLE_FIGURE = read.group(_FIGURE | {"amount": read.whole_number}, required=("amount",))
_DOCUMENT = read.group({"number": read.text, "date": read.date, "issuer": read.text, "subject": read.text})
_ITEM = read.group(
    read.texts("text", "measure", "place", "period", "note")
    | {"amount": read.number, "approx": _APPROX, "cells": read.cells, "position": read.position}
)
_FILE_NAME = read.short_text(255)
_EVIDENCE = read.group(
    read.texts("caption", "criterion", "role", "media")
    | {
        "digest": read.digest,
        "size": read.whole(0, 10**12),
        "in_minutes": read.flag,
        "position": read.position,
    },
    required=("digest",),
)


def _of_campaign(name: str, blank: Plain) -> Reader:
    if name == "checklist_digest":
        return read.digest_or_blank
    if isinstance(blank, list):
        return read.lines
    if isinstance(blank, int):
        return read.whole(-(10**6), 10**6)
    return read.date if name.endswith("_date") else read.text


def _evidence(raw: Plain) -> None:
    name = raw.get("name", "") if isinstance(raw, dict) else ""
    _FILE_NAME(name)
    if "/" in name or "\\" in name:
        raise BadRevision(f"tên tệp minh chứng “{shown(name)}” chứa đường dẫn")
    _EVIDENCE({key: part for key, part in raw.items() if key != "name"} if isinstance(raw, dict) else raw)


def _of(raw: Plain) -> None:
    if not isinstance(raw, bool):
        read.text(raw)


def _seal(raw: Plain) -> None:
    _SEAL(raw)
    content = raw.get("content", {})
    if not isinstance(content, dict) or len(content) > MAX_SEALED:
        raise BadRevision("nội dung đã chốt không đúng cách ghi")


def _any(_raw: Plain) -> None:
    """Looked at elsewhere."""


_SEAL = read.group(read.texts("sealed_at", "author") | {"code": read.short_text(40), "content": _any})
_ANSWER = read.group(
    read.texts("reason", "note") | {"state": read.one_of("trạng thái trả lời", State), "value": _any}
)

FIELDS: dict[str, dict[str, Reader]] = {
    "campaign": {
        name: _of_campaign(name, blank) for name, blank in campaign_fields(Campaign("", "", 0)).items()
    },
    "team": read.texts("name", "leader_honorific", "leader_name", "leader_position", "delegation"),
    "unit": read.texts("official", "listed", "short", "kind", "cluster", "team")
    | {"number": read.whole(-(10**6), 10**6), "planned_date": read.date, "aliases": read.lines},
    "earlier": EARLIER_READERS,
    "prose": {"paragraphs": read.lines},
    "inspection": read.texts(*VISIT_FIELDS, *ASSESSMENT_FIELDS, "issued_at")
    | {"actual_date": read.date, "stage": read.one_of("trạng thái", Stage), "seal": _seal},
    "remark": read.texts(*REMARK_FIELDS)
    | {"verdict": read.one_of("kết luận", Verdict), "in_notice": read.flag},
}
# Subjects that are one value: their only field has the subject's own name.
WHOLE: dict[str, Reader] = {
    "item": _ITEM,
    "evidence": _evidence,
    "answer": _any,  # depends on the question: see _answer
    "notice": read.group({"paragraphs": read.lines, "seen": read.named_texts}, required=("paragraphs",)),
    VERSION: version_rules.version,
    ISSUE: version_rules.issue,
    "declared": read.group(
        {"count": read.whole(0, 10**6), "of": _of, "note": read.text}, required=("count",)
    ),
}


def check_revision(revision: Revision, kinds: Kinds | None = None) -> None:
    """Refuse what no version of the program writes. Raises BadRevision.

    `kinds` are those of the checklists at hand; the value of a question that none of them asks may be of any kind.
    """
    if not read.is_hex(revision.id, 32):
        raise BadRevision("mã bản ghi không đúng cách ghi")
    if revision.parents:
        _check_parents(revision.parents)
    if not 0 <= revision.lamport <= MAX_LAMPORT:
        raise BadRevision("số thứ tự nằm ngoài khoảng cho phép")
    if not read.is_moment(revision.recorded_at):
        raise BadRevision(f"thời điểm ghi “{shown(revision.recorded_at)}” không đúng cách ghi")
    for name in (revision.author, revision.device):
        if len(name) > MAX_NAME or not _is_name(name):
            raise BadRevision(f"tên người ghi hoặc máy ghi “{shown(name)}” dài quá hoặc chứa ký tự ẩn")
    kind, parts = subject_parts(revision.subject)
    _check_value(kind, parts, revision.field, revision.value, kinds or {})


def _check_parents(parents: tuple[str, ...]) -> None:
    if not all(read.is_hex(one, 32) for one in parents):
        raise BadRevision("mã bản ghi không đúng cách ghi")
    if len(parents) > MAX_PARENTS or list(parents) != sorted(set(parents)):
        raise BadRevision("danh sách bản ghi được thay thế không đúng cách ghi")


@lru_cache(maxsize=1000)
def _is_name(name: str) -> bool:
    return read.is_plainly_written(name)


def check_log(
    revisions: Iterable[Revision],
    *,
    whole: bool,
    units: Collection[str] = (),
    elsewhere: Mapping[str, FieldKey] | None = None,
) -> None:
    """Refuse revisions that contradict each other, or what is known here. Raises BadRevision.

    A revision replaces revisions of its own field only: otherwise one line could hide everything. `elsewhere` gives the
    fields of replaced revisions that this machine knows and the package does not carry. Every unit that is spoken of
    must be one of `units` or have revisions of its own; a log that is not `whole` and names no unit at all is let pass.
    """
    pool: dict[str, Revision] = {}
    for one in revisions:
        if one.id in pool:
            raise BadRevision(f"bản ghi {one.id[:8]} có hai lần")
        pool[one.id] = one
    own, named = set[str](), set[str]()
    for one in pool.values():
        for parent in one.parents:
            key = pool[parent].key if parent in pool else (elsewhere or {}).get(parent, one.key)
            if key != one.key:
                raise BadRevision(f"bản ghi {one.id[:8]} đòi thay thế bản ghi của mục khác")
        kind, parts = subject_parts(one.subject)
        if kind == "unit":
            own.add(parts[0])
        elif kind in INSPECTION_KINDS:
            named.add(parts[0])
    if (whole or own or units) and (strange := sorted(named - own - {COMMON, *units})):
        raise BadRevision(f"nội dung của đơn vị “{shown(strange[0])}”, đơn vị không có trong đợt kiểm tra")


@lru_cache(maxsize=50_000)
def subject_parts(subject: str) -> tuple[str, tuple[str, ...]]:
    """The kind of a subject and its parts, each looked at. Raises BadRevision."""
    if len(subject) > MAX_SUBJECT:
        raise BadRevision(f"tên mục dài {len(subject)} ký tự, quá mức cho phép")
    if not unicodedata.is_normalized("NFC", subject):
        raise BadRevision(f"tên mục “{shown(subject)}” không theo chuẩn chữ Việt dựng sẵn")
    kind, *parts = subject.split("/")
    if len(parts) != PARTS.get(kind, len(parts)) or len(parts) > MAX_PARTS:
        raise BadRevision(f"tên mục “{shown(subject)}” thừa hoặc thiếu phần")
    for part in (kind, *parts):
        if not part or part != part.strip() or len(part) > MAX_PART or not read.is_plainly_written(part):
            raise BadRevision(f"tên mục “{shown(subject)}” để trống, quá dài hoặc chứa ký tự ẩn")
        if "\\" in part or not part.strip("."):
            raise BadRevision(f"tên mục “{shown(subject)}” chứa đường dẫn")
    return kind, tuple(parts)


def _check_value(kind: str, parts: tuple[str, ...], field: str, value: Plain, kinds: Kinds) -> None:
    if kind in WHOLE:
        if field != kind:
            raise BadRevision(f"“{shown(kind)}” không có mục “{shown(field)}”")
        if value is not None:
            _answer(value, kinds.get(parts[1])) if kind == "answer" else WHOLE[kind](value)
        if kind == VERSION:
            version_rules.named_by_content(parts[0], value)
        return
    reader = FIELDS.get(kind, {}).get(field)
    if reader is None:
        _check_field_name(kind, field)
        read.unknown(value)
    elif value is not None:
        reader(value)
        if field == "seal":
            _check_sealed(parts[0], value.get("content", {}), kinds)


def _check_field_name(kind: str, field: str) -> None:
    if not field or len(field) > 100 or not read.is_plainly_written(field):
        raise BadRevision(f"tên ô “{shown(field)}” để trống, quá dài hoặc chứa ký tự ẩn")
    if not unicodedata.is_normalized("NFC", field):
        raise BadRevision(f"tên ô “{shown(field)}” không theo chuẩn chữ Việt dựng sẵn")
    if kind in FIELDS and field in RESERVED:
        raise BadRevision(f"“{shown(kind)}” không có mục “{shown(field)}”")


def _answer(raw: Plain, kinds: frozenset[Kind] | None) -> None:
    _ANSWER(raw)
    if (value := raw.get("value")) is None:
        return
    problem = BadRevision(f"“{shown(value)}” không hợp với câu hỏi nào")
    for kind in kinds or frozenset(Kind):
        try:
            _fits(kind, value)
            return
        except BadRevision as error:
            problem = error
    raise problem


def _fits(kind: Kind, value: Plain) -> None:
    if kind is Kind.YES_NO:
        read.flag(value)
    elif kind in (Kind.TEXT, Kind.CHOICE):
        read.text(value)
    elif kind is Kind.DATE:
        if value == "":
            raise BadRevision("ngày để trống")
        read.date(value)
    elif kind is Kind.DOCUMENT:
        read.text(value) if isinstance(value, str) else _DOCUMENT(value)
    elif kind in ITEM_KINDS:
        raise BadRevision("câu hỏi có nhiều dòng không mang giá trị riêng")
    elif kind in (Kind.COUNT, Kind.MONEY):
        _WHOLE_FIGURE(value) if isinstance(value, dict) else read.whole_number(value)
    else:
        _ANY_FIGURE(value) if isinstance(value, dict) else read.number(value)


def _check_sealed(unit: str, content: Mapping[str, Plain], kinds: Kinds) -> None:
    """What minutes were sealed with: the fields of this one unit, each in its own form."""
    for key, value in content.items():
        subject, _, field = key.rpartition("|")
        kind, parts = subject_parts(subject)
        if kind not in INSPECTION_KINDS or parts[0] != unit or field in ("seal", "stage"):
            raise BadRevision(f"nội dung đã chốt có mục lạ “{shown(key)}”")
        _check_value(kind, parts, field, value, kinds)
