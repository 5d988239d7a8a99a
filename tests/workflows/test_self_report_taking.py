"""Guards taking over what a unit reported: exactly that answer, the team's note kept, its own lines replaced by a click only."""

from __future__ import annotations

from dataclasses import replace

from tdkt_desktop.domain.editing import applied
from tdkt_desktop.domain.inspection import Inspection
from tdkt_desktop.domain.kinds import Kind, State
from tdkt_desktop.domain.reading_checklist import read_checklist
from tdkt_desktop.domain.self_report import SelfReport
from tdkt_desktop.domain.values import Answer, Item
from tdkt_desktop.workflows.unit.self_report_taking import takeover_changes
from tests.builders import CHECKLIST

LIST = read_checklist(CHECKLIST, "x")
QUESTION = next(one for one in LIST.questions() if one.kind is Kind.LIST)
YES = next(one for one in LIST.questions() if one.kind is Kind.YES_NO)


def after(inspection: Inspection, report: SelfReport, code: str) -> Inspection:
    for change in takeover_changes(inspection, report, LIST.question(code)):
        inspection = applied(inspection, LIST, change)
    return inspection


def test_lines_of_a_list_become_the_reported_ones() -> None:
    own = Answer(State.ANSWERED, items=(Item("a", "Dòng của đoàn"),), note="Ghi chú của đoàn")
    inspection = Inspection("C", answers={QUESTION.code: own, YES.code: Answer(State.ANSWERED, True)})
    lines = (Item("", "Dòng báo cáo 1", position=1), Item("", "Dòng báo cáo 2", position=2))
    report = SelfReport("x", "C", "", {QUESTION.code: Answer(State.ANSWERED, items=lines, note="của đơn vị")})
    taken = after(inspection, report, QUESTION.code)
    assert [item.text for item in taken.answer(QUESTION.code).items] == ["Dòng báo cáo 1", "Dòng báo cáo 2"]
    assert taken.answer(QUESTION.code).note == "Ghi chú của đoàn"
    assert taken.answer(YES.code) == inspection.answer(YES.code)
    assert after(taken, report, QUESTION.code) == taken


def test_a_reason_comes_along() -> None:
    reported = Answer(State.NOT_APPLICABLE, reason="Đơn vị không có quỹ riêng")
    taken = after(Inspection("C"), SelfReport("x", "C", "", {YES.code: reported}), YES.code)
    assert taken.answer(YES.code) == replace(reported, items=())
