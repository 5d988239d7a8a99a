"""Guards that a screen reader has words for everything a person can reach, and that they are Vietnamese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QDialog, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.evidence import Evidence
from tdkt_desktop.domain.sealing import Gap
from tdkt_desktop.ui.checks.check_text_dialog import CheckTextDialog
from tdkt_desktop.ui.checks.waiving import WaiveDialog
from tdkt_desktop.ui.controls.password_dialog import PasswordDialog
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.find.history_dialog import HistoryDialog
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.office.machines_dialog import MachinesDialog
from tdkt_desktop.ui.office.proposals_dialog import ProposalsDialog
from tdkt_desktop.ui.run import make_application
from tdkt_desktop.ui.unit.evidence_dialog import EvidenceDialog
from tdkt_desktop.ui.unit.seal_dialog import ReasonDialog, SealDialog
from tdkt_desktop.ui.unit.visit_form import VisitForm
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.workflows.history import field_history
from tests.ui.walking import OWN_OF_QT, every_place, every_step, first_unit, open_sample, settle, shown

Role = QAccessible.Role
INTERACTIVE = {
    Role.PushButton,
    Role.CheckBox,
    Role.RadioButton,
    Role.EditableText,
    Role.ComboBox,
    Role.SpinBox,
    Role.Slider,
    Role.List,
    Role.ListItem,
    Role.Table,
    Role.Cell,
    Role.ColumnHeader,
    Role.RowHeader,
    Role.Tree,
    Role.TreeItem,
    Role.PageTab,
    Role.PageTabList,
    Role.MenuItem,
    Role.ButtonMenu,
    Role.ButtonDropDown,
    Role.Dialog,
    Role.ProgressBar,
    Role.Graphic,
}
ENGLISH = re.compile(
    r"\b(?:the|and|of|open|close|button|scroll|left|right|up|down|list|table|page|item|edit|text|tab|menu|"
    r"dialog|check|row|column|field|form|cell|add|remove|more|options)\b",
    re.IGNORECASE,
)


@pytest.fixture
def sample(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[MainWindow]:
    window = open_sample(theme, tmp_path)
    qtbot.addWidget(window)
    yield window
    window.close()


def below(node: QAccessibleInterface | None, path: str = "") -> Iterator[tuple[str, QAccessibleInterface]]:
    """Every visible accessible object below one, with the way that leads to it."""
    if node is None or not node.isValid() or node.state().invisible:
        return
    here = f"{path}/{node.role().name}"
    yield here, node
    for place in range(node.childCount()):
        yield from below(node.child(place), here)


def spoken(node: QAccessibleInterface) -> str:
    return node.text(QAccessible.Text.Name).strip()


def from_qt(node: QAccessibleInterface) -> bool:
    thing = node.object()
    return isinstance(thing, QScrollBar) or (bool(thing) and thing.objectName() in OWN_OF_QT)


def nameless(window: QWidget) -> list[str]:
    """Interactive objects, and widgets that take the keyboard, without a name."""
    silent = [
        f"{path} ({type(node.object()).__name__})"
        for path, node in below(QAccessible.queryAccessibleInterface(window))
        if node.role() in INTERACTIVE and not spoken(node) and not from_qt(node)
    ]
    for one in shown(window):
        said = one.accessibleName() or getattr(one, "text", str)()
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and not said and one.objectName() not in OWN_OF_QT:
            proxied = one.focusProxy()
            if proxied is None or not proxied.accessibleName():
                silent.append(f"{type(one).__name__} in {type(one.parentWidget()).__name__}")
    return silent


def english(window: QWidget) -> list[str]:
    said = {
        text
        for _, node in below(QAccessible.queryAccessibleInterface(window))
        for text in (spoken(node), node.text(QAccessible.Text.Description))
        if not from_qt(node)
    }
    return sorted(text for text in said if ENGLISH.search(text))


def test_the_walk_reaches_what_a_person_sees(sample: MainWindow) -> None:
    """A walk that saw nothing would find no fault either."""
    tab = first_unit(sample)
    tab.show_step(tab.sheet.checklist.criteria[0].code)
    settle()
    names = {spoken(node) for _, node in below(QAccessible.queryAccessibleInterface(sample))}
    assert "Các nội dung kiểm tra" in names
    assert "Nhận xét của đoàn" in names
    assert tab.steps.item(1).data(Qt.ItemDataRole.AccessibleTextRole) in names
    tab.steps.setAccessibleName("")
    assert any("StepList" in one for one in nameless(sample))


def test_everything_in_every_place_has_a_name(sample: MainWindow) -> None:
    for place in every_place(sample, lines=True):
        assert not nameless(sample), place
        assert not english(sample), place


def test_a_large_zoom_and_a_panel_change_no_names(sample: MainWindow) -> None:
    tab = first_unit(sample)
    sample.theme.set_zoom(2.0)
    tab.toggle_panel()
    for place in every_step(tab):
        assert not nameless(sample), place
    sample.theme.set_zoom(1.0)


def test_the_start_page_has_names(sample: MainWindow, qtbot: QtBot) -> None:
    sample.leave_campaign()
    sample.load_cards()
    qtbot.waitUntil(sample.start.words.isHidden, timeout=5000)
    assert not nameless(sample)
    assert not english(sample)


def test_what_is_wrong_with_a_field_is_said_with_it(sample: MainWindow) -> None:
    tab = first_unit(sample)
    assert isinstance(tab.form, VisitForm)
    tab.form.date.setText("mai")
    tab.form.date.editingFinished.emit()
    node = QAccessible.queryAccessibleInterface(tab.form.date)
    assert node.text(QAccessible.Text.Description) == tab.form.problem.text() != ""


def dialogs(desk: Desk) -> Iterator[QDialog]:
    sheet = desk.sheet("u1")
    yield SealDialog("Đơn vị 01", [Gap("A", "A.1", "Chưa ghi"), Gap("A", "", "Xem", blocking=False)])
    yield ReasonDialog("Đơn vị 01")
    yield PasswordDialog("Khóa tệp", "Mật khẩu cho tệp sắp xuất:", new=True)
    yield MachinesDialog("K7MQ-2XWD-9HBC-4RTY", lambda: [("A", "", "Đoàn 01: A, 01 tệp")], lambda *_: None)
    sheet.set_assessment("conclusion", "Đồng ý")
    assert desk.autosave.flush()
    pasts = field_history(desk.session, "inspection/u1", "conclusion")
    assert pasts
    yield HistoryDialog("Kết luận", pasts, editable=True)
    yield EvidenceDialog(sheet, Evidence("e", "0" * 64, "anh.jpg", "image/jpeg", 1), desk.background)
    yield WaiveDialog("Tổng không khớp các khoản")
    theme = make_application()[1]
    yield CheckTextDialog(desk, theme)
    yield ProposalsDialog(desk, theme)


@pytest.mark.expects_log  # the made-up file of evidence has no bytes
def test_dialogs_have_names(desk: Desk) -> None:
    for dialog in dialogs(desk):
        dialog.show()
        settle()
        assert dialog.accessibleName()
        assert not nameless(dialog), dialog.accessibleName()
        assert not english(dialog), dialog.accessibleName()
        dialog.close()
        dialog.deleteLater()
