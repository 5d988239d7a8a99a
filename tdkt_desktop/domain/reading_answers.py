"""From a plain tree (an answers file, already read) to Changes, with every refusal naming its place.

Nothing is changed here: the whole file is understood first, then recorded in one transaction.
"""

from __future__ import annotations

import hashlib

from tdkt_desktop.domain import changes
from tdkt_desktop.domain.campaign import Campaign
from tdkt_desktop.domain.checklist import Checklist, Question
from tdkt_desktop.domain.errors import AnswersError
from tdkt_desktop.domain.inspection import (
    COMMON,
    FIGURES,
    MEMBERS,
    REPORT_STATES,
    REPRESENTATIVES,
    REQUIREMENTS,
    DeclaredCount,
)
from tdkt_desktop.domain.kinds import ITEM_KINDS, Kind, State, Verdict
from tdkt_desktop.domain.places import Place
from tdkt_desktop.domain.reading_checklist import check_format
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.domain.values import Answer, Plain, Value, item_from_plain, item_to_plain, value_from_plain

REMEDY = "Hãy sửa tệp câu trả lời ở chỗ đã nêu rồi nạp lại; chưa có gì được ghi."
LISTS = {
    "members": MEMBERS,
    "representatives": REPRESENTATIVES,
    "requirements": REQUIREMENTS,
    "figures": FIGURES,
}
FIGURE_CELLS = ("reported", "verified")
VISIT_KEYS = {*changes.VISIT_FIELDS} - {
    "date_typed"
}  # what could not be read on the form has no place in a file
STATE_KEYS = {"value", "note", "not_applicable", "not_checked", "items"}


def read_answers(plain: Plain, source: str, campaign: Campaign, checklist: Checklist) -> tuple[Change, ...]:
    """The changes an answers file asks for. Raises AnswersError on an unknown unit or question or a wrong value."""
    root = Place(plain, source, AnswersError, REMEDY)
    root.group({"format", "campaign", "units", "common"}, {"format", "units"})
    check_format(root, "tdkt-answers", 1)
    if root.has("campaign") and root.at("campaign").text() != campaign.id:
        raise root.refuse(
            f"tệp thuộc đợt kiểm tra “{root.at('campaign').text()}”, không phải “{campaign.id}”."
        )
    codes = {unit.code for unit in campaign.units}
    found: list[Change] = []
    for code, place in root.at("units", {}).entries():
        if code not in codes:
            raise place.refuse(f"không có đơn vị “{code}”. Các mã đơn vị: {', '.join(sorted(codes))}.")
        found += _unit(place, code, checklist)
    return (*found, *_common(root.at("common", {}), checklist))


def _unit(place: Place, unit: str, checklist: Checklist) -> list[Change]:
    place.group({"visit", "answers", "remarks", "assessment", *LISTS})
    found = [*_visit(place.at("visit", {}), unit), *_assessment(place.at("assessment", {}), unit)]
    for name, code in LISTS.items():
        found += _items(place.at(name, []), unit, code)
    for code, child in place.at("answers", {}).entries():
        found += _answer(child, unit, _question(child, code, checklist))
    for code, child in place.at("remarks", {}).entries():
        if code not in {criterion.code for criterion in checklist.criteria}:
            raise child.refuse(f"không có nội dung kiểm tra “{code}”.")
        found += _remark(child, unit, code)
    return found


def _visit(place: Place, unit: str) -> list[Change]:
    place.group(VISIT_KEYS)
    found = []
    for name in place.plain:
        child = place.at(name)
        if name == "report_state" and child.text() not in ("", *REPORT_STATES):
            known = ", ".join(f"{key} ({words})" for key, words in REPORT_STATES.items())
            raise child.refuse(f"không biết “{child.text()}”. Dùng được: {known}.")
        value = child.date() if name == "actual_date" else child.text()
        if value:
            found.append(changes.set_visit(unit, name, value))
    return found


def _assessment(place: Place, unit: str) -> list[Change]:
    place.group(set(changes.ASSESSMENT_FIELDS))
    texts = {name: place.at(name).text() for name in place.plain}
    return [changes.set_assessment(unit, name, text) for name, text in texts.items() if text]


def _remark(place: Place, unit: str, criterion: str) -> list[Change]:
    place.group(set(changes.REMARK_FIELDS))
    found = []
    for name in place.plain:
        child = place.at(name)
        if name == "verdict" and child.text() not in set(Verdict):
            raise child.refuse(f"không biết kết luận “{child.text()}”. Dùng được: {', '.join(Verdict)}.")
        value = child.flag() if name == "in_notice" else child.text()
        if value:
            found.append(changes.set_remark(unit, criterion, name, value))
    return found


def _question(place: Place, code: str, checklist: Checklist) -> Question:
    if not checklist.has_question(code):
        raise place.refuse(f"không có câu hỏi “{code}” trong danh mục “{checklist.code}”.")
    return checklist.question(code)


def _answer(place: Place, unit: str, question: Question) -> list[Change]:
    fields = (
        place.plain
        if isinstance(place.plain, dict) and set(place.plain) <= STATE_KEYS
        else {"value": place.plain}
    )
    node = Place(fields, place.path, place.error, place.remedy)
    if reason := node.at("not_applicable").text():
        return [changes.set_answer(unit, question, Answer(State.NOT_APPLICABLE, reason=reason))]
    if node.has("not_checked"):
        return [changes.set_answer(unit, question, Answer(State.NOT_CHECKED, note=node.at("note").text()))]
    note = node.at("note").text()
    if question.kind in ITEM_KINDS:
        lines = node.at("items") if node.has("items") else node.at("value")
        head = changes.set_answer(unit, question, Answer(State.ANSWERED, note=note))
        return [head, *_items(lines, unit, question.code, question)]
    value = _value(node.at("value"), question)
    return [changes.set_answer(unit, question, Answer(State.ANSWERED, value=value, note=note))]


def _value(place: Place, question: Question) -> Value:
    try:
        value = value_from_plain(question.kind, place.plain)
    except ValueError:
        raise place.refuse(f"giá trị “{place.plain}” không hợp với loại câu hỏi “{question.kind}”.") from None
    if value is None:
        raise place.refuse("chưa có giá trị; bỏ dòng này nếu chưa kiểm tra.")
    if question.kind is Kind.CHOICE and value not in question.choices:
        raise place.refuse(
            f"“{value}” không phải phương án của câu hỏi. Dùng được: {'; '.join(question.choices)}."
        )
    return value


def _items(place: Place, unit: str, list_code: str, question: Question | None = None) -> list[Change]:
    found = []
    seen: dict[str, int] = {}
    for position, child in enumerate(place.each("dòng"), start=1):
        plain = {"text": child.plain} if isinstance(child.plain, str) else child.plain
        if list_code == FIGURES:
            plain = _figure(child, plain)
        try:
            item = item_from_plain("", {"position": position, **plain})
        except (ValueError, TypeError) as error:
            raise child.refuse(f"dòng không đọc được ({error}).") from None
        if question is not None and question.kind is Kind.TABLE:
            _check_cells(child, question, set(item.cells))
        item_id = _item_id(unit, list_code, item_to_plain(item), seen)
        found.append(changes.set_item(unit, list_code, item_from_plain(item_id, item_to_plain(item))))
    return found


def _figure(place: Place, plain: Plain) -> Plain:
    """A figure of the unit's report beside the one found: both are cells of the line."""
    if not isinstance(plain, dict):
        raise place.refuse("cần là một nhóm mục có tên.")
    line = {key: value for key, value in plain.items() if key not in FIGURE_CELLS}
    cells = line.get("cells") or {}
    if not isinstance(cells, dict) or (unknown := sorted(map(str, set(cells) - {*FIGURE_CELLS}))):
        what = (
            f"không biết cột “{unknown[0]}”"
            if isinstance(cells, dict)
            else "cells cần là một nhóm mục có tên"
        )
        raise place.refuse(f"{what}. Dùng được: {', '.join(FIGURE_CELLS)}.")
    given = {key: plain[key] for key in FIGURE_CELLS if plain.get(key) is not None}
    return line | {"cells": {**cells, **given}}


def _check_cells(place: Place, question: Question, keys: set[str]) -> None:
    known = {column.key for column in question.columns}
    if unknown := sorted(keys - known):
        raise place.refuse(f"bảng không có cột “{unknown[0]}”. Các cột: {', '.join(sorted(known))}.")


def _item_id(unit: str, list_code: str, plain: Plain, seen: dict[str, int]) -> str:
    """A stable id from what the line says, so that loading the same file twice adds nothing."""
    said = f"{unit}/{list_code}/{plain.get('text', '')}/{plain.get('measure', '')}/{plain.get('period', '')}"
    seen[said] = seen.get(said, 0) + 1
    return hashlib.sha256(f"{said}#{seen[said]}".encode()).hexdigest()[:12]


def _common(place: Place, checklist: Checklist) -> list[Change]:
    place.group({"declared", "items"})
    found: list[Change] = []
    for code, child in place.at("declared", {}).entries():
        _question(child, code, checklist)
        child.group({"count", "of", "note"}, {"count"})
        of = child.plain.get("of", True)
        found.append(
            changes.set_declared(
                code,
                DeclaredCount(
                    child.at("count").whole(),
                    of if isinstance(of, bool) else child.at("of").text(),
                    child.at("note").text(),
                ),
            )
        )
    for code, child in place.at("items", {}).entries():
        found += _items(child, COMMON, code, _question(child, code, checklist))
    return found
