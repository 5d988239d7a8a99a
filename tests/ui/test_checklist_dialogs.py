"""The windows of the checklist editor: letters of their own, names for a screen reader, nothing cut at any zoom."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QDialog, QMenu, QMenuBar
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.draft.fields import fields_of
from tdkt_desktop.domain.draft.problems import finished
from tdkt_desktop.domain.draft.tree import Node, Part, draft_of, every_node
from tdkt_desktop.domain.draft.verbs import removed
from tdkt_desktop.domain.kinds import State
from tdkt_desktop.domain.values import Answer
from tdkt_desktop.ui.checklist_editor.draft_desk import DraftDesk
from tdkt_desktop.ui.checklist_editor.editor_dialog import ChecklistEditor
from tdkt_desktop.ui.checklist_editor.form_preview import FormPreview
from tdkt_desktop.ui.checklist_editor.library_dialog import LibraryDialog
from tdkt_desktop.ui.checklist_editor.save_dialog import SaveDialog
from tdkt_desktop.ui.checklist_editor.use_dialog import UseDialog
from tdkt_desktop.ui.checklist_editor.versions_dialog import VersionsDialog
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.workflows.checklist.checklist_drafts import begin_draft
from tdkt_desktop.workflows.checklist.checklists import checklist_named
from tests.ui.test_accessible_names import english, nameless
from tests.ui.test_mnemonics import at_once, clashes, letter_of
from tests.ui.walking import cut, settle, shown

BUILT_IN = "lang-son-2019"


def dialogs(desk: Desk, theme: Theme) -> Iterator[QDialog]:
    checklist = checklist_named(BUILT_IN)
    yield LibraryDialog(desk.session.checklist)
    yield SaveDialog(checklist, draft_of(checklist))
    yield VersionsDialog(BUILT_IN)
    yield FormPreview(checklist, theme)
    sheet = desk.sheet("u1")
    sheet.set_answer(sheet.checklist.question("A.3"), Answer(State.ANSWERED, "Giao ban"))
    new = removed(draft_of(desk.session.checklist), Node(Part.QUESTION, "A.3")).tree
    yield UseDialog(desk, finished(new))


def editor_of(theme: Theme) -> ChecklistEditor:
    return ChecklistEditor(DraftDesk(begin_draft(checklist_named(BUILT_IN))), theme)


def every_kind_of_node(editor: ChecklistEditor) -> Iterator[Node]:
    """One node for each set of properties."""
    seen = set()
    for node in every_node(editor.desk.tree):
        fields = fields_of(editor.desk.tree, node)
        if fields not in seen:
            seen.add(fields)
            editor.outline.go_to(node)
            settle()
            yield node
    assert len(seen) >= 15


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_the_windows_around_the_editor(desk: Desk, theme: Theme, zoom: float) -> None:
    theme.set_zoom(zoom)
    for dialog in dialogs(desk, theme):
        dialog.show()
        settle()
        assert dialog.accessibleName()
        assert not nameless(dialog), dialog.accessibleName()
        assert not english(dialog), dialog.accessibleName()
        assert not clashes(at_once(dialog)), dialog.accessibleName()
        assert [(one, cut(one)) for one in shown(dialog) if cut(one)] == [], dialog.accessibleName()
        dialog.close()
        dialog.deleteLater()
    theme.set_zoom(1.0)


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_every_property_has_its_name_and_its_room(qtbot: QtBot, theme: Theme, zoom: float) -> None:
    theme.set_zoom(zoom)
    editor = editor_of(theme)
    qtbot.addWidget(editor)
    editor.resize(1342, 700)
    editor.show()
    for node in every_kind_of_node(editor):
        assert not nameless(editor), node
        assert not clashes(at_once(editor)), node
        assert [(one, cut(one)) for one in shown(editor) if cut(one)] == [], node
    theme.set_zoom(1.0)
    editor.close()


def test_menus_of_the_editor_have_letters_of_their_own(qtbot: QtBot, theme: Theme) -> None:
    editor = editor_of(theme)
    qtbot.addWidget(editor)
    bar = editor.findChild(QMenuBar)
    assert isinstance(bar, QMenuBar)
    assert not clashes([(letter_of(one.text()), one.text()) for one in bar.actions()])
    menus = [one for one in bar.findChildren(QMenu) if one.actions()]
    assert len(menus) >= 5
    for menu in menus:
        entries = [one.text() for one in menu.actions() if not one.isSeparator()]
        found = [(letter_of(text), text) for text in entries]
        assert all(letter for letter, _ in found), found
        assert not clashes(found), menu.title()
    editor.close()
