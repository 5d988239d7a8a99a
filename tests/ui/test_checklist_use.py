"""A campaign that is under way takes another version of its checklist in the window: added to, or by a mapping."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.draft.tree import Node, Part
from tdkt_desktop.domain.kinds import State
from tdkt_desktop.domain.values import Answer
from tdkt_desktop.ui.checklist_editor.editor_dialog import ChecklistEditor
from tdkt_desktop.ui.checklist_editor.library_dialog import LibraryDialog
from tdkt_desktop.ui.checklist_editor.opening import open_checklist_editor
from tdkt_desktop.ui.checklist_editor.use_dialog import UseDialog
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.workflows.campaign.campaigns import open_campaign
from tests.ui.checklist_desk import press, save, shown
from tests.ui.walking import settle


def answered(window: MainWindow) -> None:
    """Unit one answers the third question of the first content."""
    assert window.desk is not None
    sheet = window.desk.sheet("u1")
    sheet.set_answer(sheet.checklist.question("A.3"), Answer(State.ANSWERED, "Giao ban"))
    assert window.desk.autosave.flush()


def use(editor: ChecklistEditor, then: Callable[[UseDialog], None]) -> None:
    editor.actions_by_key["use"].trigger()
    dialog = shown(UseDialog)
    assert isinstance(dialog, UseDialog)
    then(dialog)
    dialog.take.click()
    settle()


def test_the_open_campaign_takes_a_version_by_a_mapping(window: MainWindow, qtbot: QtBot) -> None:
    answered(window)
    window._actions["checklists"][1].trigger()
    library = shown(LibraryDialog)
    assert isinstance(library, LibraryDialog)
    assert "Phiếu của đợt đang mở" in library.list.item(0).text()
    library.edit.click()
    editor = shown(ChecklistEditor)
    assert isinstance(editor, ChecklistEditor)
    old = Node(Part.QUESTION, "A.3")
    editor.outline.go_to(old)
    assert "01 đơn vị đã trả lời câu này" in editor.properties.hint.text()
    press(editor.outline, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    editor.outline.go_to(old)
    press(editor.outline, Qt.Key.Key_Delete)
    assert "vẫn được giữ" in editor.words.text()
    editor.actions_by_key["use"].trigger()
    assert "Hãy lưu thành bản mới trước" in editor.words.text()
    save(editor)

    def carry(dialog: UseDialog) -> None:
        assert not dialog.take.isEnabled()
        pick = dialog.maps["A.3"]
        pick.setCurrentIndex(1)
        pick.activated.emit(1)
        assert "ở 01 chỗ" in dialog.told.text()
        assert dialog.take.isEnabled()

    before = window.desk
    use(editor, carry)
    qtbot.waitUntil(lambda: window.desk is not None and window.desk is not before, timeout=10_000)
    assert window.desk is not None
    session = window.desk.session
    assert not session.checklist.has_question("A.3")
    assert session.inspection("u1").answer("A.4").value == "Giao ban"


def test_what_is_only_added_is_taken_at_once(window: MainWindow, qtbot: QtBot, theme: Theme) -> None:
    answered(window)
    assert window.desk is not None
    path, before = window.desk.session.path, window.desk
    editor = open_checklist_editor(window, theme, window.desk.session.checklist, campaign=window.desk)
    editor.outline.go_to(Node(Part.QUESTION, "K.text"))
    press(editor.outline, Qt.Key.Key_Insert)
    save(editor)
    use(editor, lambda dialog: None)
    qtbot.waitUntil(lambda: window.desk is not None and window.desk is not before, timeout=10_000)
    window.close()
    with open_campaign(path, writing=False) as session:
        assert len(session.checklist.criteria[1].questions) == 12
        assert session.inspection("u1").answer("A.3").value == "Giao ban"


def test_the_help_of_the_editor_is_one_key_away(window: MainWindow, theme: Theme) -> None:
    assert window.desk is not None
    editor = open_checklist_editor(window, theme, window.desk.session.checklist, campaign=window.desk)
    settle()
    press(editor.outline, Qt.Key.Key_F1)
    assert window._help is not None
    assert window._help.browser.accessibleName() == "Trang trợ giúp: Soạn phiếu kiểm tra"
    window._help.close()
    editor.close()
    settle()
