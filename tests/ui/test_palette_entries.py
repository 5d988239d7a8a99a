"""Guards what the palette offers: usable actions with their keys, units, and the steps and questions of a unit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QMenuBar
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.inspection import Inspection
from tdkt_desktop.domain.kinds import State
from tdkt_desktop.domain.sealing import ASSESSMENT, VISIT
from tdkt_desktop.domain.values import Answer
from tdkt_desktop.ui.find.command_palette import ACTION, CONTENT, QUESTION, UNIT_KIND
from tdkt_desktop.ui.find.palette_entries import action_entries, checklist_entries, unit_entries
from tdkt_desktop.workflows.search import search
from tests.ui.conftest import make_campaign, make_checklist


@pytest.fixture
def bar(qtbot: QtBot) -> QMenuBar:
    made = QMenuBar()
    qtbot.addWidget(made)
    return made


def test_usable_actions_carry_menu_and_keys_and_run(bar: QMenuBar) -> None:
    ran: list[str] = []
    menu = bar.addMenu("Đơn &vị")
    menu.addAction("Tới chỗ &còn thiếu", "Ctrl+Return", lambda: ran.append("gap"))
    menu.addSeparator()
    menu.addAction("Không dùng được").setEnabled(False)
    menu.addAction("Ẩn").setVisible(False)
    itself = menu.addAction("Tìm…", "Ctrl+K", lambda: ran.append("palette"))
    inner = menu.addMenu("Cỡ && chữ")
    inner.addAction("Thẻ sau", "Ctrl+PgDown", lambda: ran.append("next"))
    entries = action_entries(bar, without=[itself])
    assert [(entry.kind, entry.title, entry.detail, entry.keys) for entry in entries] == [
        (ACTION, "Tới chỗ còn thiếu", "Đơn vị", "Ctrl+Enter"),
        (ACTION, "Thẻ sau", "Cỡ & chữ", "Ctrl+PageDown"),
    ]
    for entry in entries:
        entry.run()
    assert ran == ["gap", "next"]


def test_units_lead_to_their_code() -> None:
    gone: list[str] = []
    entries = unit_entries(make_campaign().units, gone.append)
    assert [(entry.kind, entry.title, entry.detail) for entry in entries] == [
        (UNIT_KIND, "01 Đơn vị Một", "Đơn vị kiểm tra thứ nhất"),
        (UNIT_KIND, "02 Đơn vị Hai", "Đơn vị kiểm tra thứ hai"),
    ]
    entries[1].run()
    assert gone == ["u2"]


def test_steps_and_questions_that_are_asked_lead_to_their_place() -> None:
    gone: list[str] = []
    checklist, blank = make_checklist(), Inspection("u1")
    entries = checklist_entries(checklist, blank, gone.append, gone.append)
    assert [entry.title for entry in entries if entry.kind == CONTENT] == [
        "Thông tin buổi kiểm tra",
        "1. Lãnh đạo, chỉ đạo",
        "2. Mọi loại câu hỏi",
        "Nhận xét, kết luận",
    ]
    for entry in entries:
        entry.run()
    assert gone[:4] == [VISIT, "A", "K", ASSESSMENT]
    asked = [question.code for question in checklist.questions()]
    assert gone[4:] == [code for code in asked if code != "A.2"]  # asked only after a yes
    yes = replace(blank, answers={"A.1": Answer(State.ANSWERED, value=True)})
    titles = [entry.title for entry in checklist_entries(checklist, yes, gone.append, gone.append)]
    assert "Số, ngày kế hoạch?" in titles
    numbered = checklist_entries(checklist, yes, gone.append, gone.append, {"A.2": "1.2"})
    assert "1.2 Số, ngày kế hoạch?" in [entry.title for entry in numbered]
    assert all(entry.kind in (CONTENT, QUESTION) for entry in entries)


def test_the_search_and_the_form_name_the_steps_alike() -> None:
    assert (search.VISIT, search.ASSESSMENT) == (VISIT, ASSESSMENT)
