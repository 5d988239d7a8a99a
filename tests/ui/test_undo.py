"""Guards undo: every act is a step with a name, steps lead back to their place, and going all the way back loses nothing."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.evidence import Evidence
from tdkt_desktop.domain.inspection import MEMBERS, Inspection
from tdkt_desktop.domain.kinds import State, Verdict
from tdkt_desktop.domain.sealing import ASSESSMENT, VISIT, content_of
from tdkt_desktop.domain.values import UNANSWERED, Answer, Item
from tdkt_desktop.ui.desk import undo
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.desk.sheet import Sheet
from tdkt_desktop.ui.desk.undo import Edit, step_back
from tdkt_desktop.ui.editors.items import ItemsEditor
from tdkt_desktop.ui.unit.assessment_form import AssessmentForm
from tdkt_desktop.ui.unit.criterion_form import CriterionForm
from tdkt_desktop.ui.unit.unit_tab import UnitTab
from tdkt_desktop.ui.unit.visit_form import VisitForm
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.workflows.campaign.campaigns import open_campaign
from tdkt_desktop.workflows.session import CampaignSession
from tdkt_desktop.workflows.unit.sealing import sealing_changes

CTRL = Qt.KeyboardModifier.ControlModifier


def commit(widget: QWidget, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def desk_of(window: MainWindow) -> Desk:
    assert window.desk is not None
    return window.desk


def tab_of(window: MainWindow, unit: str = "u1", key: str = VISIT) -> UnitTab:
    assert window.view is not None
    window.view.open_unit(unit, key)
    tab = window.view.unit_tab
    assert tab is not None
    return tab


def criterion_form(tab: UnitTab) -> CriterionForm:
    assert isinstance(tab.form, CriterionForm)
    return tab.form


def stop_of(form: CriterionForm, code: str) -> QWidget:
    stop = form.rows[code].editor.focusProxy()
    assert stop is not None
    return stop


def record_of(inspection: Inspection) -> object:
    """What a record says, with everything that nobody answered left out."""
    said = {code: one for code, one in inspection.answers.items() if one != UNANSWERED}
    lists = {code: items for code, items in inspection.lists.items() if items}
    return said, lists, inspection.visit, inspection.assessment, content_of(inspection), inspection.evidence


def on_disk(desk: Desk, unit: str = "u1") -> object:
    assert desk.autosave.flush()
    return record_of(desk.session.inspection(unit))


@pytest.fixture
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every burst of typing is over at once."""
    monkeypatch.setattr(undo, "PAUSE_SECONDS", -1.0)


@pytest.fixture
def one_burst(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine, typing is one burst."""
    monkeypatch.setattr(undo, "PAUSE_SECONDS", 1000.0)


def test_a_burst_of_typing_is_one_step(window: MainWindow, one_burst: None) -> None:
    desk, form = desk_of(window), criterion_form(tab_of(window, key="A"))
    QTest.keyClicks(stop_of(form, "A.3"), "hop dinh ky")
    assert desk.undo_stack.count() == 1
    assert "Cách làm hay" in desk.undo_stack.undoText()
    desk.undo_stack.undo()
    assert desk.sheet("u1").inspection.answer("A.3") == UNANSWERED
    desk.undo_stack.redo()
    assert desk.sheet("u1").inspection.answer("A.3").value == "hop dinh ky"


def test_a_pause_or_another_field_begins_a_new_step(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo, "PAUSE_SECONDS", 1000.0)
    desk, form = desk_of(window), criterion_form(tab_of(window, key="A"))
    QTest.keyClicks(stop_of(form, "A.3"), "ab")
    QTest.keyClicks(form.remarks["narrative"], "cd")
    assert desk.undo_stack.count() == 2
    QTest.keyClicks(stop_of(form, "A.3"), "e")
    assert desk.undo_stack.count() == 3
    monkeypatch.setattr(undo, "PAUSE_SECONDS", -1.0)
    QTest.keyClicks(stop_of(form, "A.3"), "f")
    assert desk.undo_stack.count() == 4


def test_what_was_typed_and_taken_back_at_once_is_no_step(window: MainWindow, one_burst: None) -> None:
    desk, form = desk_of(window), criterion_form(tab_of(window, key="A"))
    form.rows["A.1"].editor.bar.press(True)  # type: ignore[attr-defined]
    field = stop_of(form, "A.3")
    QTest.keyClicks(field, "a")
    assert desk.undo_stack.count() == 2
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    gc.collect()
    assert desk.undo_stack.count() == 1
    assert desk.undo_stack.undoText().startswith("Câu 1.1")


def test_two_clicks_on_a_choice_are_two_steps(window: MainWindow, one_burst: None) -> None:
    desk, form = desk_of(window), criterion_form(tab_of(window, key="A"))
    bar = form.rows["A.1"].editor.bar  # type: ignore[attr-defined]
    bar.press(True)
    bar.press(False)
    form.rows["A.1"].choose_state(State.NOT_APPLICABLE)
    assert desk.undo_stack.count() == 3
    desk.undo_stack.undo()
    desk.undo_stack.undo()
    assert desk.sheet("u1").inspection.answer("A.1").value is True


@pytest.mark.parametrize(
    "redo_keys", [(Qt.Key.Key_Y, CTRL), (Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)]
)
@pytest.mark.parametrize("code", ["A.3", "K.money"])
def test_ctrl_z_in_a_field_undoes_the_campaigns_last_step(
    window: MainWindow, qtbot: QtBot, no_pause: None, code: str, redo_keys: tuple[Qt.Key, Qt.KeyboardModifier]
) -> None:
    """The field has typing of its own to take back, but the verdict was given after it."""
    desk = desk_of(window)
    form = criterion_form(tab_of(window, key=code.partition(".")[0]))
    field = stop_of(form, code)
    QTest.keyClicks(field, "12")
    sheet = desk.sheet("u1")
    said = sheet.inspection.answer(code).value
    assert form.verdict is not None
    form.verdict.press(Verdict.MET)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert sheet.inspection.remark(form.criterion.code).verdict is Verdict.NOT_CHECKED
    assert sheet.inspection.answer(code).value == said
    assert "Đã hoàn tác: " in window.status.saved_label.text()
    QTest.keyClick(field, *redo_keys)
    assert sheet.inspection.remark(form.criterion.code).verdict is Verdict.MET
    assert sheet.inspection.answer(code).value == said


def test_the_menu_names_the_step(window: MainWindow) -> None:
    desk, form = desk_of(window), criterion_form(tab_of(window, key="A"))
    assert form.verdict is not None
    form.verdict.press(Verdict.NOT_MET)
    words = {entry.key: action.text() for entry, action in window._actions.values()}
    assert words["undo"].startswith("&Hoàn tác: ")
    desk.undo_stack.undo()
    words = {entry.key: action.text() for entry, action in window._actions.values()}
    assert words["undo"] == "&Hoàn tác"
    assert words["redo"].startswith("&Làm lại: ")


def test_a_step_back_in_another_unit_and_content_is_shown(window: MainWindow, no_pause: None) -> None:
    desk = desk_of(window)
    form = criterion_form(tab_of(window, "u1", "K"))
    QTest.keyClicks(stop_of(form, "K.count"), "7")
    tab_of(window, "u2", ASSESSMENT)
    desk.undo_stack.undo()
    assert window.view is not None
    assert window.view.key == "u1"
    tab = window.view.unit_tab
    assert tab is not None
    assert tab.steps.key == "K"
    field = stop_of(criterion_form(tab), "K.count")
    assert isinstance(field, QLineEdit)
    assert field.text() == ""
    assert window.focusWidget() is field
    desk.undo_stack.redo()
    assert field.text() == "7"


def test_a_step_back_in_a_unit_that_was_let_go_of_is_shown(window: MainWindow, no_pause: None) -> None:
    desk = desk_of(window)
    desk.sheet("u2").set_assessment("conclusion", "Đồng ý")
    assert window.view is not None
    assert window.view.built("u2") is None
    desk.undo_stack.undo()
    tab = window.view.unit_tab
    assert tab is not None
    assert (window.view.key, tab.steps.key) == ("u2", ASSESSMENT)
    assert isinstance(tab.form, AssessmentForm)
    assert window.focusWidget() is tab.form.fields["conclusion"]


def test_a_date_that_cannot_be_read_goes_back_and_forth(window: MainWindow, no_pause: None) -> None:
    desk, tab = desk_of(window), tab_of(window)
    assert isinstance(tab.form, VisitForm)
    date, start = tab.form.date, on_disk(desk)
    QTest.keyClicks(date, "27/8/2019x")
    assert desk.sheet("u1").inspection.visit.date_typed == "27/8/2019x"
    assert desk.undo_stack.undoText().startswith("Ngày kiểm tra")
    desk.undo_stack.undo()
    assert date.text() == "27/8/2019"
    assert desk.sheet("u1").inspection.visit.actual_date is not None
    assert desk.sheet("u1").inspection.visit.date_typed == ""
    while desk.undo_stack.canUndo():
        desk.undo_stack.undo()
    assert date.text() == ""
    assert on_disk(desk) == start
    while desk.undo_stack.canRedo():
        desk.undo_stack.redo()
    assert date.text() == "27/8/2019x"


def lines_of(form: CriterionForm, code: str = "K.list") -> ItemsEditor:
    editor = form.rows[code].editor
    assert isinstance(editor, ItemsEditor)
    return editor


def add_line(editor: ItemsEditor, text: str) -> None:
    editor.add.click()
    commit(editor.rows[-1].fields["text"], text)


def texts_of(editor: ItemsEditor) -> list[str]:
    return [row.item.text for row in editor.rows]


def test_lines_come_and_go_with_undo(window: MainWindow, no_pause: None) -> None:
    desk, form = desk_of(window), criterion_form(tab_of(window, key="K"))
    editor, start = lines_of(form), on_disk(desk)
    for word in ("một", "hai", "ba"):
        add_line(editor, word)
    editor.rows[0].focus()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert texts_of(editor) == ["hai", "một", "ba"]
    assert desk.undo_stack.undoText() == "Chuyển dòng"
    editor._remove(editor.rows[2])
    assert desk.undo_stack.undoText() == "Xóa dòng"
    desk.undo_stack.undo()
    assert texts_of(editor) == ["hai", "một", "ba"]
    desk.undo_stack.undo()
    assert texts_of(editor) == ["một", "hai", "ba"]
    for left in (["một", "hai"], ["một"], []):
        desk.undo_stack.undo()
        assert texts_of(editor) == left
    assert on_disk(desk) == start
    while desk.undo_stack.canRedo():
        desk.undo_stack.redo()
    assert texts_of(editor) == ["hai", "một"]


def test_dragging_a_line_is_one_step(window: MainWindow, qtbot: QtBot, no_pause: None) -> None:
    desk, form = desk_of(window), criterion_form(tab_of(window, key="K"))
    editor = lines_of(form)
    for word in ("một", "hai", "ba"):
        add_line(editor, word)
    qtbot.waitUntil(lambda: editor.rows[2].height() > 0 and editor.rows[2].y() > editor.rows[1].y())
    count = desk.undo_stack.count()
    grip = editor.rows[0].grip
    QTest.mousePress(grip, Qt.MouseButton.LeftButton)
    for row in (1, 2):
        there = grip.mapFrom(editor, editor.rows[row].geometry().center() + QPoint(0, 8))
        QTest.mouseMove(grip, there)
        QApplication.processEvents()
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton)
    moved = texts_of(editor)
    assert moved[0] != "một"
    assert desk.undo_stack.count() == count + 1
    desk.undo_stack.undo()
    assert texts_of(editor) == ["một", "hai", "ba"]
    desk.undo_stack.redo()
    assert texts_of(editor) == moved


def test_a_line_brought_back_by_undo_is_not_offered_a_second_time(window: MainWindow, no_pause: None) -> None:
    desk, form = desk_of(window), criterion_form(tab_of(window, key="K"))
    editor = lines_of(form)
    add_line(editor, "một")
    editor._remove(editor.rows[0])
    assert not editor.restore.isHidden()
    desk.undo_stack.undo()
    if not editor.restore.isHidden():
        editor.restore.click()
    assert texts_of(editor) == ["một"]


def test_evidence_is_part_of_undo(desk: Desk, no_pause: None) -> None:
    sheet, start = desk.sheet("u1"), on_disk(desk)
    photo = Evidence("e1", "0" * 64, "anh.jpg", "image/jpeg", 10, criterion="A", position=1.0)
    sheet.add_evidence([photo])
    sheet.set_evidence(replace(photo, caption="Hội trường"))
    sheet.set_evidence(replace(photo, caption="Hội trường", in_minutes=False))
    sheet.remove_evidence(sheet.inspection.evidence[0])
    names = [desk.undo_stack.command(place).text() for place in range(desk.undo_stack.count())]
    assert names == [
        "Thêm minh chứng: anh.jpg",
        "Sửa minh chứng",
        "Sửa minh chứng",
        "Bỏ minh chứng: Hội trường",
    ]
    desk.undo_stack.undo()
    assert sheet.inspection.evidence[0].caption == "Hội trường"
    for _ in range(3):
        desk.undo_stack.undo()
    assert on_disk(desk) == start
    while desk.undo_stack.canRedo():
        desk.undo_stack.redo()
    assert sheet.inspection.evidence == ()


def end_burst(desk: Desk) -> None:
    edit = desk.undo_stack.command(desk.undo_stack.index() - 1)
    assert isinstance(edit, Edit)
    edit.at = -1e9


def every_field(window: MainWindow) -> list[Callable[[], object]]:
    """One act in every kind of field; each must be a step."""
    tab = tab_of(window, key="K")
    form = criterion_form(tab)
    acts: list[Callable[[], object]] = []
    for code, row in form.rows.items():
        editor = row.editor
        if isinstance(editor, ItemsEditor):
            acts.append(lambda editor=editor: add_line(editor, "dòng"))  # type: ignore[misc]
        elif hasattr(editor, "bar"):
            values = [one for one in editor.bar._buttons if one is not None]
            acts += [lambda bar=editor.bar, value=value: bar.press(value) for value in values]  # type: ignore[misc]
        else:
            text = {"K.date": "1/2/2019"}.get(code, "5")
            acts.append(lambda editor=editor, text=text: QTest.keyClicks(editor.focusProxy(), text))  # type: ignore[misc]
        acts.append(lambda row=row: commit(row.note, "ghi chú"))  # type: ignore[misc]
    acts += [lambda edit=edit: commit(edit, "nhận xét") for edit in form.remarks.values()]  # type: ignore[misc]
    acts.append(form.in_notice.click)
    assert form.verdict is not None
    acts += [lambda one=one: form.verdict.press(one) for one in (Verdict.MET, Verdict.NOT_MET)]  # type: ignore[misc]
    return acts


def test_every_field_of_a_criterion_is_undone_to_the_start(
    window: MainWindow, path: Path, one_burst: None
) -> None:
    desk = desk_of(window)
    tab_of(window, key="K")
    start = on_disk(desk)
    for act in every_field(window):
        before = desk.undo_stack.count()
        act()
        gc.collect()
        assert desk.undo_stack.count() == before + 1, desk.undo_stack.undoText()
        assert desk.undo_stack.undoText()
        end_burst(desk)
    end, steps = on_disk(desk), desk.undo_stack.count()
    assert end != start
    while desk.undo_stack.canUndo():
        desk.undo_stack.undo()
    assert on_disk(desk) == start
    while desk.undo_stack.canRedo():
        desk.undo_stack.redo()
    assert desk.undo_stack.index() == steps
    assert on_disk(desk) == end
    assert window.close_campaign()
    with open_campaign(path) as again:
        assert record_of(again.inspection("u1")) == end


def test_visit_and_assessment_are_undone_to_the_start(window: MainWindow, no_pause: None) -> None:
    desk, tab = desk_of(window), tab_of(window)
    start = on_disk(desk)
    assert isinstance(tab.form, VisitForm)
    for field in tab.form.fields.values():
        commit(field, "chữ")
    commit(tab.form.reason, "mưa lũ")
    tab.form.report.press("supplement")
    add_line(tab.form.lists[MEMBERS], "Thành viên 01")
    tab.show_step(ASSESSMENT)
    assert isinstance(tab.form, AssessmentForm)
    for text in tab.form.fields.values():
        commit(text, "ý kiến")
    add_line(tab.form.requirements, "việc phải làm")
    end = on_disk(desk)
    while desk.undo_stack.canUndo():
        assert desk.undo_stack.undoText()
        desk.undo_stack.undo()
    assert on_disk(desk) == start
    while desk.undo_stack.canRedo():
        desk.undo_stack.redo()
    assert on_disk(desk) == end


def test_two_hundred_steps_and_more_are_kept(desk: Desk, no_pause: None) -> None:
    sheet, start = desk.sheet("u1"), on_disk(desk)
    for number in range(250):
        sheet.set_assessment("conclusion", f"Lần {number}")
        if number % 25 == 0:
            gc.collect()
    assert desk.undo_stack.count() == 250
    for number in reversed(range(249)):
        desk.undo_stack.undo()
        assert sheet.inspection.assessment.conclusion == f"Lần {number}"
    desk.undo_stack.undo()
    assert on_disk(desk) == start


def seal(sheet: Sheet) -> None:
    sheet.record(sealing_changes(sheet.session, sheet.inspection))


def test_sealed_minutes_refuse_a_step_back_and_keep_the_step(desk: Desk, no_pause: None) -> None:
    sheet = desk.sheet("u1")
    sheet.set_assessment("conclusion", "Đồng ý")
    seal(sheet)
    said = step_back(desk.undo_stack, back=True)
    assert "đã chốt" in said
    assert sheet.inspection.assessment.conclusion == "Đồng ý"
    assert desk.undo_stack.index() == 1
    desk.sheet("u2").set_assessment("conclusion", "Của đơn vị khác")
    assert step_back(desk.undo_stack, back=True).startswith("Đã hoàn tác")
    assert desk.sheet("u2").inspection.assessment.conclusion == ""


def test_ctrl_z_on_sealed_minutes_says_why_nothing_happens(window: MainWindow, no_pause: None) -> None:
    desk, tab = desk_of(window), tab_of(window, key=ASSESSMENT)
    assert isinstance(tab.form, AssessmentForm)
    commit(tab.form.fields["conclusion"], "Đồng ý")
    seal(tab.sheet)
    window._actions["undo"][1].trigger()
    assert "đã chốt" in window.status.saved_label.text()
    assert tab.sheet.inspection.assessment.conclusion == "Đồng ý"
    assert isinstance(tab.form, AssessmentForm)
    assert tab.form.fields["conclusion"].toPlainText() == "Đồng ý"
    assert desk.undo_stack.canUndo()


def test_a_step_with_an_ampersand_is_named_whole(window: MainWindow, no_pause: None) -> None:
    desk_of(window).sheet("u1").add_evidence(
        [Evidence("e1", "0" * 64, "A & B.jpg", "image/jpeg", 10, criterion="A", position=1.0)]
    )
    assert window._actions["undo"][1].text() == "&Hoàn tác: Thêm minh chứng: A && B.jpg"


def test_sealed_minutes_refuse_a_step_ahead(desk: Desk, no_pause: None) -> None:
    sheet = desk.sheet("u1")
    sheet.set_assessment("conclusion", "Đồng ý")
    assert step_back(desk.undo_stack, back=True) == "Đã hoàn tác: Kết luận của đoàn"
    seal(sheet)
    assert "đã chốt" in step_back(desk.undo_stack, back=False)
    assert sheet.inspection.assessment.conclusion == ""


def test_nothing_left_is_said(desk: Desk) -> None:
    assert step_back(desk.undo_stack, back=True) == "Không còn gì để hoàn tác"
    assert step_back(desk.undo_stack, back=False) == "Không còn gì để làm lại"


def test_replaying_behind_the_stack_is_refused_too(desk: Desk, qtbot: QtBot) -> None:
    sheet = desk.sheet("u1")
    sheet.set_assessment("conclusion", "Đồng ý")
    seal(sheet)
    with qtbot.waitSignal(desk.refused, timeout=100):
        desk.undo_stack.undo()
    assert sheet.inspection.assessment.conclusion == "Đồng ý"


words = st.text(alphabet="abăâđêôơư ấ,.", max_size=6)
acts = st.one_of(
    st.tuples(st.just("text"), st.sampled_from(["u1", "u2"]), words),
    st.tuples(st.just("answer"), st.sampled_from(["A.1", "K.yes_no"]), st.sampled_from([True, False, None])),
    st.tuples(st.just("state"), st.sampled_from(["A.1", "K.count", "K.list"]), st.sampled_from(list(State))),
    st.tuples(st.just("verdict"), st.sampled_from(["A", "K"]), st.sampled_from(list(Verdict))),
    st.tuples(st.just("line"), st.sampled_from(["K.list", MEMBERS]), words, st.integers(0, 3)),
    st.tuples(st.just("remove"), st.sampled_from(["K.list", MEMBERS]), st.integers(0, 3)),
    st.tuples(st.just("date"), st.sampled_from(["27/8/2019", "mai", ""])),
    st.tuples(st.just("evidence"), st.integers(0, 2), words),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
)


def do(desk: Desk, act: tuple[object, ...]) -> None:
    sheet, (what, *args) = desk.sheet("u1"), act
    match what, args:
        case "text", [unit, text]:
            desk.sheet(str(unit)).set_assessment("strengths", str(text))
        case "answer", [code, value]:
            state = State.NOT_CHECKED if value is None else State.ANSWERED
            sheet.set_answer(desk.session.checklist.question(str(code)), Answer(state, value=value))  # type: ignore[arg-type]
        case "state", [code, state]:
            question = desk.session.checklist.question(str(code))
            sheet.set_answer(question, replace(sheet.inspection.answer(str(code)), state=state))
        case "verdict", [code, verdict]:
            sheet.set_remark(str(code), "verdict", verdict)  # type: ignore[arg-type]
        case "line", [code, text, number]:
            sheet.set_item(str(code), Item(f"i{number}", text=str(text), position=float(str(number))))
        case "remove", [code, number]:
            sheet.remove_item(str(code), f"i{number}")
        case "date", [text]:
            date = dt.date(2019, 8, 27) if str(text).startswith("27") else None
            sheet.set_visit("actual_date", date, date_typed="" if date else str(text))
        case "evidence", [number, caption]:
            sheet.set_evidence(
                Evidence(f"e{number}", "0" * 64, "a.jpg", "image/jpeg", 1, caption=str(caption))
            )
        case "undo", _:
            desk.undo_stack.undo()
        case "redo", _:
            desk.undo_stack.redo()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sequence=st.lists(acts, max_size=30))
def test_any_sequence_goes_back_to_the_start_and_ahead_to_the_end(
    qapp: QApplication, session: CampaignSession, sequence: list[tuple[object, ...]]
) -> None:
    desk = Desk(session)
    try:
        start = [on_disk(desk, unit) for unit in ("u1", "u2")]
        for act in sequence:
            do(desk, act)
        gc.collect(0)
        end = [on_disk(desk, unit) for unit in ("u1", "u2")]
        shown = [record_of(desk.inspection(unit)) for unit in ("u1", "u2")]
        assert end == shown
        index = desk.undo_stack.index()
        while desk.undo_stack.canUndo():
            desk.undo_stack.undo()
        assert [on_disk(desk, unit) for unit in ("u1", "u2")] == start
        while desk.undo_stack.index() < index:
            desk.undo_stack.redo()
        assert [on_disk(desk, unit) for unit in ("u1", "u2")] == end
    finally:
        while desk.undo_stack.canUndo():
            desk.undo_stack.undo()
        assert desk.autosave.flush()
        desk.background.close()
        desk.autosave.close()
