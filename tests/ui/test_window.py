"""Guards the promises of the window: looking writes nothing, typing is kept, every place is reachable."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.kinds import State
from tdkt_desktop.domain.sealing import ASSESSMENT, VISIT
from tdkt_desktop.ui.campaign.campaign_view import CampaignView
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.desk.tab_keys import OVERVIEW
from tdkt_desktop.ui.overview.overview import Overview
from tdkt_desktop.ui.unit.criterion_form import CriterionForm
from tdkt_desktop.ui.unit.unit_tab import UnitTab
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.workflows.campaign.campaigns import open_campaign

NAMED = {
    "QLineEdit",
    "QPlainTextEdit",
    "GrowingText",
    "QPushButton",
    "QToolButton",
    "QCheckBox",
    "QListWidget",
    "StepList",
    "Matrix",
    "QComboBox",
    "ChoiceBar",
    "CampaignButton",
}
QT_OWN = {"qt_menubar_ext_button", "ScrollLeftButton", "ScrollRightButton", "qt_tabwidget_tabbar"}


def opened(window: MainWindow) -> tuple[Desk, CampaignView]:
    assert window.desk is not None
    assert window.view is not None
    return window.desk, window.view


def unit_tab(window: MainWindow, unit: str = "u1", step: str = "") -> UnitTab:
    _, view = opened(window)
    view.open_unit(unit, step)
    tab = view.unit_tab
    assert tab is not None
    return tab


def commit(widget: QWidget, text: str) -> None:
    """Type as an input method does: letters with marks come as one committed string."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def field_of(form: CriterionForm, code: str) -> QWidget:
    field = form.rows[code].editor.focusProxy()
    assert field is not None
    return field


def test_opening_every_tab_and_step_writes_no_revision(window: MainWindow) -> None:
    desk, view = opened(window)
    before = desk.session.revision_count()
    for unit in desk.units:
        tab = unit_tab(window, unit.code)
        for key in (VISIT, "A", "K", ASSESSMENT):
            tab.show_step(key)
    view.show_tab(OVERVIEW)
    assert desk.autosave.clean
    assert desk.session.revision_count() == before


def test_typed_text_is_on_disk_within_a_second_and_found_again(
    window: MainWindow, qtbot: QtBot, path: Path
) -> None:
    desk, _ = opened(window)
    form = unit_tab(window, step="A").form
    assert isinstance(form, CriterionForm)
    field = field_of(form, "A.3")
    field.setFocus()
    with qtbot.waitSignal(desk.autosave.saved, timeout=1000):
        commit(field, "Phong trào thi đua đặc biệt")
    assert "Đã lưu" in window.status.saved_label.text()
    assert window.close_campaign()
    with open_campaign(path) as again:
        assert again.inspection("u1").answer("A.3").value == "Phong trào thi đua đặc biệt"


def test_ascii_keys_reach_the_session(window: MainWindow, qtbot: QtBot) -> None:
    desk, _ = opened(window)
    form = unit_tab(window, step="K").form
    assert isinstance(form, CriterionForm)
    QTest.keyClicks(field_of(form, "K.count"), "12")
    assert desk.autosave.flush()
    answer = desk.session.inspection("u1").answer("K.count")
    assert answer.value.amount == 12  # type: ignore[union-attr]


def test_leaving_a_tab_writes_at_once(window: MainWindow, qtbot: QtBot) -> None:
    desk, view = opened(window)
    form = unit_tab(window, step="A").form
    assert isinstance(form, CriterionForm)
    QTest.keyClicks(field_of(form, "A.3"), "abc")
    assert not desk.autosave.clean
    with qtbot.waitSignal(desk.autosave.saving, timeout=200):
        view.step_tab(1)
    qtbot.waitUntil(lambda: desk.autosave.clean, timeout=5000)


def test_follow_up_question_appears_with_its_condition(window: MainWindow) -> None:
    form = unit_tab(window, step="A").form
    assert isinstance(form, CriterionForm)
    assert form.rows["A.2"].isHidden()
    form.rows["A.1"].editor.bar.press(True)  # type: ignore[attr-defined]
    assert not form.rows["A.2"].isHidden()
    form.rows["A.1"].editor.bar.press(False)  # type: ignore[attr-defined]
    assert form.rows["A.2"].isHidden()


def test_matrix_click_opens_the_unit_at_the_criterion(window: MainWindow, qtbot: QtBot) -> None:
    _, view = opened(window)
    view.show_tab(OVERVIEW)
    overview = view.built(OVERVIEW)
    assert isinstance(overview, Overview)
    matrix = overview.matrix
    rect = matrix.visualRect(matrix.cells.index(1, 2))
    QTest.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert view.key == "u2"
    assert view.unit_tab is not None
    assert view.unit_tab.steps.key == "K"


def test_enter_on_the_matrix_opens_too(window: MainWindow) -> None:
    _, view = opened(window)
    view.show_tab(OVERVIEW)
    overview = view.built(OVERVIEW)
    assert isinstance(overview, Overview)
    overview.matrix.setCurrentIndex(overview.matrix.cells.index(0, 1))
    QTest.keyClick(overview.matrix, Qt.Key.Key_Return)
    assert view.key == "u1"


def test_every_cell_speaks(window: MainWindow) -> None:
    _, view = opened(window)
    overview = view.built(OVERVIEW)
    assert isinstance(overview, Overview)
    cells = overview.matrix.cells
    texts = [
        cells.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(cells.rowCount())
        for column in range(cells.columnCount())
    ]
    assert all(texts)
    assert "Đơn vị Hai, Mọi loại câu hỏi: Chưa kiểm tra, đã ghi 0/11" in texts


def test_every_widget_has_an_accessible_name(window: MainWindow) -> None:
    tab = unit_tab(window)
    for key in (VISIT, "A", "K", ASSESSMENT):
        tab.show_step(key)
        if isinstance(tab.form, CriterionForm):
            for row in tab.form.rows.values():
                if hasattr(row.editor, "add"):
                    row.editor.add.click()
        nameless = [
            widget
            for widget in window.findChildren(QWidget)
            if type(widget).__name__ in NAMED
            and widget.objectName() not in QT_OWN
            and not widget.accessibleName()
            and not getattr(widget, "text", str)()
        ]
        assert not nameless, [(type(w).__name__, w.objectName(), w.parentWidget()) for w in nameless]


def test_next_gap_goes_to_the_first_missing_question(window: MainWindow) -> None:
    tab = unit_tab(window)
    tab.go_to_next_gap()
    assert tab.steps.key == "A"
    tab.panel.list.itemClicked.emit(tab.panel.list.item(3))
    assert tab.steps.key == "K"


def test_steps_move_with_the_keyboard(window: MainWindow) -> None:
    tab = unit_tab(window)
    tab.step_by(1)
    tab.step_by(1)
    assert tab.steps.key == "K"
    tab.step_by(-1)
    assert tab.steps.key == "A"


def test_state_menu_marks_not_applicable_with_a_reason(window: MainWindow) -> None:
    desk, _ = opened(window)
    tab = unit_tab(window, step="A")
    assert isinstance(tab.form, CriterionForm)
    row = tab.form.rows["A.1"]
    row.choose_state(State.NOT_APPLICABLE)
    QTest.keyClicks(row.reason, "khong phai")
    assert desk.autosave.flush()
    answer = desk.session.inspection("u1").answer("A.1")
    assert (answer.state, answer.reason) == (State.NOT_APPLICABLE, "khong phai")
    assert tab.sheet.progress.criteria[0].settled == 1


def test_right_panel_folds_in_a_narrow_window(window: MainWindow, qtbot: QtBot) -> None:
    tab = unit_tab(window)
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: not tab.panel.isHidden())
    window.resize(1100, 768)
    qtbot.waitUntil(tab.panel.isHidden)


def test_standard_buttons_speak_vietnamese(window: MainWindow) -> None:
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Hủy"
    assert QApplication.translate("QPlatformTheme", "Something else") == "Something else"


def test_the_keyboard_goes_to_the_form_and_comes_to_the_panel_last(window: MainWindow) -> None:
    _, view = opened(window)
    view.step_tab(1)
    tab = view.unit_tab
    assert tab is not None
    assert tab.form is not None
    first = window.focusWidget()
    assert first is not None
    assert tab.form.isAncestorOf(first)
    seen_form, step = False, tab.steps.nextInFocusChain()
    while step is not None and step is not tab.steps:
        seen_form = seen_form or (
            tab.form.isAncestorOf(step) and bool(step.focusPolicy() & Qt.FocusPolicy.TabFocus)
        )
        if tab.panel.isAncestorOf(step) and step.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert seen_form, step
        step = step.nextInFocusChain()
