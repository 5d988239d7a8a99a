"""Checklists, campaigns and answers from files: any number of criteria, and refusals that name their place."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tdkt_desktop.domain.errors import AnswersError, CampaignError, ChecklistError, NewerFormat
from tdkt_desktop.domain.reading_answers import read_answers
from tdkt_desktop.domain.reading_campaign import read_campaign
from tdkt_desktop.domain.reading_checklist import read_checklist
from tests.builders import ANSWERS, CAMPAIGN, CHECKLIST


def checklist_of(count: int) -> dict[str, Any]:
    criteria = [
        {
            "code": f"N{i}",
            "section": "I.1",
            "title": f"Nội dung {i}",
            "questions": [{"code": f"N{i}.1", "kind": "yes_no", "ask": "Có không?"}],
        }
        for i in range(1, count + 1)
    ]
    return {"format": "tdkt-checklist 1", "code": "x", "title": "x", "criteria": criteria}


@pytest.mark.parametrize("count", [1, 7, 13, 20])
def test_any_number_of_criteria_loads(count: int) -> None:
    assert len(read_checklist(checklist_of(count), "x.yaml").criteria) == count


def test_the_digest_pins_the_words() -> None:
    tree = checklist_of(7)
    first = read_checklist(tree, "x.yaml").digest
    assert read_checklist(copy.deepcopy(tree), "khac.yaml").digest == first
    tree["criteria"][0]["title"] = "Nội dung khác"
    assert read_checklist(tree, "x.yaml").digest != first


def spoil(tree: dict[str, Any], path: list[str | int], value: Any) -> dict[str, Any]:
    tree = copy.deepcopy(tree)
    node: Any = tree
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    return tree


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        (["criteria", 1, "code"], "N1", "mã nội dung “N1” bị trùng"),
        (["criteria", 1, "questions", 0, "code"], "N1.1", "mã câu hỏi “N1.1” bị trùng"),
        (
            ["criteria", 0, "questions", 0, "kind"],
            "maybe",
            r"câu hỏi thứ 1 \(N1.1\) › kind: không biết loại câu hỏi “maybe”",
        ),
        (["criteria", 0, "colour"], "đỏ", r"nội dung thứ 1 \(N1\): không biết mục “colour”"),
        (["criteria", 1, "questions", 1, "total_of"], ["N9"], "không có trong danh mục"),
        (["sections", 0, "statements", 0, "type"], "poem", "không biết loại câu “poem”"),
        (["sections", 0, "statements", 0, "counts", 0, "question"], "N9", "“N9” không có"),
        (["format"], "khác 1", "tdkt-checklist 1"),
    ],
)
def test_a_wrong_checklist_is_refused_with_its_place(path: list[str | int], value: Any, reason: str) -> None:
    with pytest.raises(ChecklistError, match=reason):
        read_checklist(spoil(CHECKLIST, path, value), "x.yaml")


def test_a_newer_format_has_its_own_message() -> None:
    with pytest.raises(NewerFormat, match="mới hơn"):
        read_checklist(spoil(CHECKLIST, ["format"], "tdkt-checklist 2"), "x.yaml")


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        (["units", 1, "code"], "A", "“A” bị trùng"),
        (["units", 0, "team"], "D9", "“D9” không có"),
        (["units", 0, "planned_date"], "2026-02-30", "không phải ngày có thật"),
        (["units"], [], "chưa có đơn vị nào"),
        (["year"], "năm nay", "cần là số nguyên"),
        (["year"], 26, "bốn chữ số"),
        (["id"], "a/b", "không dùng được"),
        (["id"], "con", "tên riêng của Windows"),
        (["id"], "dot?2026", "không dùng được"),
        (["id"], "đ" * 50, "không quá dài"),
        (["teams", 1, "code"], "AUX", "mã đoàn “AUX” không dùng được"),
        (["teams", 1, "code"], "..", "mã đoàn"),
        (["teams", 1, "code"], "D" * 41, "mã đoàn"),
    ],
)
def test_a_wrong_campaign_is_refused_with_its_place(path: list[str | int], value: Any, reason: str) -> None:
    with pytest.raises(CampaignError, match=reason):
        read_campaign(spoil(CAMPAIGN, path, value), "dot.yaml")


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        (["units", "Z"], {}, "không có đơn vị “Z”"),
        (["units", "A", "answers", "N9"], True, "không có câu hỏi “N9”"),
        (["units", "A", "answers", "N1.1"], "có", "không hợp với loại câu hỏi “yes_no”"),
        (["units", "A", "answers", "N1.3"], "tàm tạm", "không phải phương án"),
        (["units", "A", "answers", "N1.4"], 2.5, "không hợp"),
        (["units", "A", "answers", "N2.5"], [{"text": "2025", "cells": {"la": 1}}], "không có cột “la”"),
        (["units", "A", "remarks", "N1"], {"verdict": "tốt"}, "không biết kết luận"),
        (["campaign"], "dot-khac", "thuộc đợt kiểm tra “dot-khac”"),
    ],
)
def test_wrong_answers_are_refused_with_their_place(path: list[str | int], value: Any, reason: str) -> None:
    campaign, _ = read_campaign(CAMPAIGN, "dot.yaml")
    checklist = read_checklist(CHECKLIST, "x.yaml")
    with pytest.raises(AnswersError, match=reason):
        read_answers(spoil(ANSWERS, path, value), "tra-loi.yaml", campaign, checklist)
