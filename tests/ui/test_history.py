"""Guards the history of a field: who, on which machine, when, what; and any value comes back as one more step."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.inspection import MEMBERS
from tdkt_desktop.domain.kinds import State, Verdict
from tdkt_desktop.domain.sealing import ASSESSMENT, VISIT
from tdkt_desktop.storage import store
from tdkt_desktop.ui.editors.items import ItemsEditor
from tdkt_desktop.ui.find.history_dialog import EMPTY, HistoryDialog
from tdkt_desktop.ui.unit.assessment_form import AssessmentForm
from tdkt_desktop.ui.unit.criterion_form import CriterionForm
from tdkt_desktop.ui.unit.unit_tab import UnitTab
from tdkt_desktop.ui.unit.visit_form import VisitForm
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.workflows.campaign.campaigns import open_campaign
from tdkt_desktop.workflows.unit.sealing import sealing_changes

WHO = re.compile(r"\d{2}/\d{2}/\d{4} \d{2}:\d{2}:\d{2} · .+ · máy này( · đang dùng)?$")


@pytest.fixture(autouse=True)
def unhurried(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every save is a value of its own, as if the person had paused after it."""
    if "in_one_burst" not in request.fixturenames:
        monkeypatch.setattr(store, "BURST_SECONDS", -1.0)


@pytest.fixture
def in_one_burst() -> None:
    """What is written now is written in one go."""


def tab_of(window: MainWindow, step: str, unit: str = "u1") -> UnitTab:
    assert window.view is not None
    window.view.open_unit(unit, step)
    tab = window.view.unit_tab
    assert tab is not None
    return tab


def form_of(tab: UnitTab) -> CriterionForm:
    assert isinstance(tab.form, CriterionForm)
    return tab.form


def stop_of(tab: UnitTab, code: str) -> QWidget:
    stop = form_of(tab).rows[code].editor.focusProxy()
    assert stop is not None
    return stop


def commit(widget: QWidget, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def ask(field: QWidget) -> HistoryDialog:
    """Press F2 in a field."""
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_F2)
    (dialog,) = [
        one for one in QApplication.topLevelWidgets() if isinstance(one, HistoryDialog) and one.isVisible()
    ]
    return dialog


def lines(dialog: HistoryDialog) -> list[tuple[str, str]]:
    """What and who, line by line."""
    texts = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    return [(what, who) for what, _, who in (text.rpartition("\n") for text in texts)]


def write_twice(tab: UnitTab, code: str = "A.3") -> QWidget:
    field = stop_of(tab, code)
    commit(field, "Giao ban hằng tuần")
    assert tab.sheet.flush()
    commit(field, " và hằng tháng")
    assert tab.sheet.flush()
    return field


def test_the_history_says_what_when_who_and_where(window: MainWindow) -> None:
    tab = tab_of(window, "A")
    dialog = ask(write_twice(tab))
    assert "Cách làm hay" in dialog.accessibleName()
    said = lines(dialog)
    assert [what for what, _ in said] == ["Giao ban hằng tuần và hằng tháng", "Giao ban hằng tuần"]
    for _, who in said:
        assert WHO.match(who), who
    assert [who.endswith("đang dùng") for _, who in said] == [True, False]
    dialog.reject()


def test_a_value_is_brought_back_as_one_more_step(window: MainWindow, path: Path) -> None:
    assert window.desk is not None
    tab = tab_of(window, "A")
    field = write_twice(tab)
    steps = window.desk.undo_stack.count()
    dialog = ask(field)
    assert not dialog.restore.isEnabled(), "what is in use is not brought back"
    dialog.list.setCurrentRow(1)
    assert dialog.restore.isEnabled()
    dialog.restore.click()
    assert tab.sheet.inspection.answer("A.3").value == "Giao ban hằng tuần"
    assert field.toPlainText() == "Giao ban hằng tuần"  # type: ignore[attr-defined]
    assert window.desk.undo_stack.count() == steps + 1
    assert window.desk.undo_stack.undoText().startswith("Khôi phục: ")
    assert window.focusWidget() is field
    window._actions["undo"][1].trigger()
    assert tab.sheet.inspection.answer("A.3").value == "Giao ban hằng tuần và hằng tháng"
    window._actions["redo"][1].trigger()
    assert window.close_campaign()
    with open_campaign(path) as again:
        assert again.inspection("u1").answer("A.3").value == "Giao ban hằng tuần"
        assert len(again.history("answer/u1/A.3", "answer")) >= 3


def test_enter_on_a_line_brings_it_back(window: MainWindow) -> None:
    tab = tab_of(window, "A")
    dialog = ask(write_twice(tab))
    assert dialog.list.hasFocus() or dialog.focusWidget() is dialog.list
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert dialog.isVisible(), "Enter on what is in use does nothing"
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert tab.sheet.inspection.answer("A.3").value == "Giao ban hằng tuần"


def test_escape_changes_nothing(window: MainWindow) -> None:
    tab = tab_of(window, "A")
    dialog = ask(write_twice(tab))
    dialog.list.setCurrentRow(1)
    QTest.keyClick(dialog.list, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert tab.sheet.inspection.answer("A.3").value == "Giao ban hằng tuần và hằng tháng"


def items_editor(tab: UnitTab, code: str = "K.list") -> ItemsEditor:
    editor = form_of(tab).rows[code].editor
    assert isinstance(editor, ItemsEditor)
    return editor


def test_a_removed_line_comes_back_from_the_history_of_its_question(
    window: MainWindow, path: Path, qtbot: QtBot
) -> None:
    tab = tab_of(window, "K")
    editor = items_editor(tab)
    for text in ("Nhà văn hóa", "Quỹ vì người nghèo"):
        editor.add.click()
        commit(editor.rows[-1].fields["text"], text)
    assert tab.sheet.flush()
    editor._remove(editor.rows[0])
    assert tab.sheet.flush()
    assert window.close_campaign()  # the button beside the list knows it no more
    window.open_campaign(path)
    qtbot.waitUntil(lambda: window.view is not None, timeout=5000)
    tab = tab_of(window, "K")
    editor = items_editor(tab)
    dialog = ask(editor.add)
    said = [what for what, _ in lines(dialog)]
    assert "Dòng: (đã xóa dòng này)" in said
    row = said.index("Dòng: Nhà văn hóa")
    dialog.list.setCurrentRow(row)
    dialog.restore.click()
    assert [one.text for one in tab.sheet.inspection.items("K.list")] == ["Nhà văn hóa", "Quỹ vì người nghèo"]
    assert [one.item.text for one in editor.rows] == ["Nhà văn hóa", "Quỹ vì người nghèo"]
    window._actions["undo"][1].trigger()
    assert [one.item.text for one in editor.rows] == ["Quỹ vì người nghèo"]


def test_a_line_has_a_history_of_its_own(window: MainWindow) -> None:
    tab = tab_of(window, VISIT)
    assert isinstance(tab.form, VisitForm)
    editor = tab.form.lists[MEMBERS]
    for name in ("Thành viên 01", "Thành viên 02"):
        editor.add.click()
        commit(editor.rows[-1].fields["text"], name)
    assert tab.sheet.flush()
    dialog = ask(editor.rows[1].fields["note"])
    assert [what for what, _ in lines(dialog)] == ["Dòng: Thành viên 02"]
    dialog.reject()


def test_a_line_removed_at_once_is_in_the_history_too(window: MainWindow, in_one_burst: None) -> None:
    tab = tab_of(window, "K")
    editor = items_editor(tab)
    editor.add.click()
    commit(editor.rows[-1].fields["text"], "Nhà văn hóa")
    assert tab.sheet.flush()
    editor._remove(editor.rows[0])
    assert tab.sheet.flush()
    dialog = ask(editor.add)
    said = [what for what, _ in lines(dialog)]
    dialog.reject()
    assert "Dòng: Nhà văn hóa" in said


def test_what_was_in_use_is_in_the_history_after_another_was_brought_back(
    window: MainWindow, in_one_burst: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = tab_of(window, "A")
    field = stop_of(tab, "A.3")
    monkeypatch.setattr(store, "BURST_SECONDS", -1.0)
    commit(field, "một")
    assert tab.sheet.flush()
    commit(field, " hai")
    assert tab.sheet.flush()
    monkeypatch.setattr(store, "BURST_SECONDS", 30.0)
    dialog = ask(field)
    dialog.list.setCurrentRow(1)
    dialog.restore.click()
    assert tab.sheet.flush()
    dialog = ask(field)
    said = [what for what, _ in lines(dialog)]
    dialog.reject()
    assert said == ["một", "một hai", "một"]


def date_of(tab: UnitTab) -> QLineEdit:
    assert isinstance(tab.form, VisitForm)
    return tab.form.date


def test_a_date_brought_back_takes_the_place_of_what_could_not_be_read(window: MainWindow) -> None:
    tab = tab_of(window, VISIT)
    date = date_of(tab)
    QTest.keyClicks(date, "27/8/2019")
    assert tab.sheet.flush()
    date.clear()
    QTest.keyClicks(date, "mai")
    assert tab.sheet.flush()
    assert tab.sheet.inspection.visit.date_typed == "mai"
    dialog = ask(date)
    said = [what for what, _ in lines(dialog)]
    dialog.list.setCurrentRow(said.index("27/8/2019"))
    dialog.restore.click()
    assert tab.sheet.inspection.visit.actual_date is not None
    assert tab.sheet.inspection.visit.date_typed == ""
    assert date.text() == "27/8/2019"
    window._actions["undo"][1].trigger()
    assert date.text() == "mai"
    assert tab.sheet.inspection.visit.date_typed == "mai"


def verdict(tab: UnitTab) -> QWidget:
    bar = form_of(tab).verdict
    assert bar is not None
    bar.press(Verdict.MET)
    stop = bar.focusProxy()
    assert stop is not None
    return stop


def tick(tab: UnitTab) -> QWidget:
    form_of(tab).in_notice.click()
    return form_of(tab).in_notice


def remark(tab: UnitTab) -> QWidget:
    commit(form_of(tab).remarks["limitation"], "chậm")
    return form_of(tab).remarks["limitation"]


def reason(tab: UnitTab) -> QWidget:
    row = form_of(tab).rows["A.1"]
    row.choose_state(State.NOT_APPLICABLE)
    commit(row.reason, "mới thành lập")
    return row.reason


def assessment(tab: UnitTab) -> QWidget:
    assert isinstance(tab.form, AssessmentForm)
    commit(tab.form.fields["reservations"], "chưa nhất trí")
    return tab.form.fields["reservations"]


def report(tab: UnitTab) -> QWidget:
    assert isinstance(tab.form, VisitForm)
    tab.form.report.press("supplement")
    stop = tab.form.report.focusProxy()
    assert stop is not None
    return stop


@pytest.mark.parametrize(
    ("step", "act", "what"),
    [
        ("A", verdict, "Đạt"),
        ("A", tick, "Có"),
        ("A", remark, "chậm"),
        ("A", reason, "mới thành lập"),
        (ASSESSMENT, assessment, "chưa nhất trí"),
        (VISIT, report, "Phải bổ sung báo cáo"),
    ],
)
def test_every_kind_of_field_has_a_history(
    window: MainWindow, step: str, act: Callable[[UnitTab], QWidget], what: str
) -> None:
    tab = tab_of(window, step)
    dialog = ask(act(tab))
    assert what in lines(dialog)[0][0]
    dialog.reject()


def test_a_field_nobody_wrote_in_says_so(window: MainWindow) -> None:
    tab = tab_of(window, ASSESSMENT)
    assert isinstance(tab.form, AssessmentForm)
    dialog = ask(tab.form.fields["strengths"])
    assert lines(dialog) == []
    assert EMPTY in [getattr(one, "text", str)() for one in dialog.findChildren(QWidget)]
    dialog.reject()


def test_outside_a_field_the_person_is_told_where_to_go(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.text()))
    tab = tab_of(window, "A")
    tab.steps.setFocus()
    QTest.keyClick(tab.steps, Qt.Key.Key_F2)
    assert said == ["Hãy đặt con trỏ vào ô cần xem lịch sử rồi nhấn F2."]


def test_sealed_minutes_show_their_history_and_give_nothing_back(window: MainWindow) -> None:
    assert window.desk is not None
    tab = tab_of(window, "A")
    write_twice(tab)
    tab.sheet.record(sealing_changes(tab.sheet.session, tab.sheet.inspection))
    window.errands.show_history(tab.sheet, ("answer/u1/A.3", "answer"))
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, HistoryDialog))
    assert len(lines(dialog)) == 2
    for row in range(2):
        dialog.list.setCurrentRow(row)
        assert not dialog.restore.isEnabled()
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert tab.sheet.inspection.answer("A.3").value == "Giao ban hằng tuần và hằng tháng"
    dialog.reject()


def test_long_values_are_whole_lines(window: MainWindow) -> None:
    tab = tab_of(window, "A")
    commit(form_of(tab).remarks["narrative"], "Phong trào thi đua được duy trì thường xuyên. " * 12)
    dialog = ask(form_of(tab).remarks["narrative"])
    item = dialog.list.item(0)
    metrics = dialog.list.fontMetrics()
    room = dialog.list.viewport().rect().adjusted(8, 0, -8, 0)
    room.setHeight(0)
    needed = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), item.text()).height()
    assert item.sizeHint().height() >= needed
    dialog.reject()
