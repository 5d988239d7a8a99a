"""For tests of the checklist editor: its windows, its fields, and a version saved as a person does it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from tdkt_desktop.ui.checklist_editor.editor_dialog import ChecklistEditor
from tdkt_desktop.ui.checklist_editor.field_widgets import LineWidget, TextWidget
from tdkt_desktop.ui.checklist_editor.save_dialog import SaveDialog
from tests.ui.walking import settle


def shown(kind: type[QDialog]) -> QDialog:
    settle()
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def line_of(editor: ChecklistEditor, key: str) -> QLineEdit:
    widget = editor.properties.widgets[key]
    assert isinstance(widget, LineWidget)
    return widget.line


def text_of(editor: ChecklistEditor, key: str) -> TextWidget:
    widget = editor.properties.widgets[key]
    assert isinstance(widget, TextWidget)
    return widget


def press(
    widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(widget, key, modifier)
    settle()


def save(editor: ChecklistEditor) -> None:
    editor.save_button.click()
    dialog = shown(SaveDialog)
    assert isinstance(dialog, SaveDialog)
    dialog.write.click()
    settle()
