"""The checklist editor in the real window: a province makes its own list, undo, drafts over a kill, use in a campaign."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.draft.tree import ROOT, Node, Part, draft_of, numbers, questions, value_of
from tdkt_desktop.domain.draft.values import with_field
from tdkt_desktop.domain.kinds import State
from tdkt_desktop.domain.values import Answer
from tdkt_desktop.ui.checklist_editor.condition_widgets import ConditionWidget
from tdkt_desktop.ui.checklist_editor.editor_dialog import ChecklistEditor
from tdkt_desktop.ui.checklist_editor.field_widgets import LinesWidget, PickWidget
from tdkt_desktop.ui.checklist_editor.form_preview import FormPreview
from tdkt_desktop.ui.checklist_editor.library_dialog import LibraryDialog
from tdkt_desktop.ui.checklist_editor.opening import open_checklist_editor
from tdkt_desktop.ui.checklist_editor.remarks_dialog import RemarksDialog
from tdkt_desktop.ui.checklist_editor.save_dialog import SaveDialog
from tdkt_desktop.ui.checklist_editor.versions_dialog import VersionsDialog
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.papers.paper_window import PaperWindow
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.workflows.campaign.campaigns import create_campaign
from tdkt_desktop.workflows.checklist.checklist_drafts import begin_draft, left_drafts
from tdkt_desktop.workflows.checklist.checklist_library import own_copy, versions_of
from tdkt_desktop.workflows.checklist.checklists import checklist_named
from tests.builders import CAMPAIGN, save_workbook, write_campaign_files
from tests.ui.checklist_desk import line_of, press, shown, text_of
from tests.ui.walking import settle

GONE = ("C03", "C04", "C05", "C06", "C08", "C10")  # of the thirteen; seven stay
TITLE = "Phiếu kiểm tra của tỉnh năm 2026"


@pytest.fixture
def editor(qtbot: QtBot, theme: Theme) -> Iterator[ChecklistEditor]:
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.show()
    made = open_checklist_editor(holder, theme, own_copy(checklist_named("lang-son-2019"), TITLE))
    settle()
    yield made
    made.close()
    settle()


def test_a_province_makes_its_own_list_of_seven_and_uses_it(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    window = MainWindow(theme)
    qtbot.addWidget(window)
    window.show()
    window._actions["checklists"][1].trigger()
    library = shown(LibraryDialog)
    assert isinstance(library, LibraryDialog)
    assert not library.edit.isEnabled()  # built in: only a copy of it can be written in
    library.make_own(TITLE)
    editor = shown(ChecklistEditor)
    assert isinstance(editor, ChecklistEditor)
    for code in GONE:
        editor.outline.go_to(Node(Part.CRITERION, code))
        press(editor.outline, Qt.Key.Key_Delete)
    assert "Bỏ theo:" in editor.words.text()
    editor.actions_by_key["renumber"].trigger()
    assert len(editor.desk.tree["criteria"]) == 7
    assert not editor.desk.blocking
    editor.save_button.click()
    dialog = shown(SaveDialog)
    assert isinstance(dialog, SaveDialog)
    assert "Bỏ nội dung 3 (kèm 06 câu hỏi)" in dialog.note.toPlainText()
    dialog.write.click()
    settle()
    code = editor.desk.code
    assert [one.version for one in versions_of(code)] == ["1"]
    editor.close()
    settle()
    assert left_drafts() == ()
    campaign = {**CAMPAIGN, "checklist": code}
    window.open_campaign(create_campaign(write_campaign_files(tmp_path, campaign=campaign)))
    qtbot.waitUntil(lambda: window.view is not None, timeout=10_000)
    assert window.desk is not None
    assert [one.code for one in window.desk.session.checklist.criteria] == [
        f"C{number:02d}" for number in range(1, 14) if f"C{number:02d}" not in GONE
    ]
    window.close()


def test_typing_is_judged_at_once_and_undone_as_one_step(editor: ChecklistEditor) -> None:
    editor.outline.go_to(Node(Part.QUESTION, "C01.01"))
    field = text_of(editor, "ask").area
    before = field.toPlainText()
    field.setFocus()
    field.selectAll()
    press(field, Qt.Key.Key_Delete)
    assert editor.properties.problems["ask"].text() == "Chưa ghi câu hỏi."
    assert editor.trouble.text() == "01 chỗ cần sửa"
    editor.save_button.click()
    settle()
    assert "câu 1.1: chưa ghi câu hỏi" in editor.words.text()
    QTest.keyClicks(field, "Co ke hoach?")
    assert editor.trouble.text() == "Phiếu hợp lệ"
    assert value_of(editor.desk.tree, editor.properties.node)["ask"] == "Co ke hoach?"
    press(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert text_of(editor, "ask").area.toPlainText() == before
    assert editor.desk.tree == editor.desk.base
    press(editor.outline, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert text_of(editor, "ask").area.toPlainText() == "Co ke hoach?"


def test_the_keyboard_adds_copies_moves_and_removes(editor: ChecklistEditor) -> None:
    outline = editor.outline
    outline.go_to(Node(Part.QUESTION, "C01.02"))
    press(outline, Qt.Key.Key_Insert)
    assert editor.outline.node == Node(Part.QUESTION, "C01.08")
    assert text_of(editor, "ask").area.hasFocus()
    outline.setFocus()
    press(outline, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    press(outline, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    codes = [one["code"] for one in editor.desk.tree["criteria"][0]["questions"]]
    assert codes.index("C01.08") == codes.index("C01.03") + 1
    press(outline, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert outline.node == Node(Part.QUESTION, "C01.09")
    press(outline, Qt.Key.Key_Delete)
    press(outline, Qt.Key.Key_Insert)
    assert outline.node == Node(Part.QUESTION, "C01.10")  # a code that was used is never used again
    for _ in range(6):
        editor.actions_by_key["undo"].trigger()
    settle()
    assert editor.desk.tree == editor.desk.base


def test_the_properties_of_a_question_in_words(editor: ChecklistEditor) -> None:
    editor.outline.go_to(Node(Part.QUESTION, "C01.02.1"))
    kind = editor.properties.widgets["kind"]
    assert isinstance(kind, PickWidget)
    assert kind.list.currentText() == "Ngày, tháng, năm"
    condition = editor.properties.widgets["when"]
    assert isinstance(condition, ConditionWidget)
    assert condition.row.question.currentText().startswith("1.2. Đơn vị có phát động")
    assert condition.row.answer.currentText() == "Có"
    offered = [words.split(" ")[0] for _, words in condition.row.question.offers[1:]]
    assert offered == ["1.1.", "1.2."]  # only what is asked before
    kind.list.setCurrentIndex(kind.list.findText("Chọn một phương án"))
    kind.list.activated.emit(kind.list.currentIndex())
    settle()
    choices = editor.properties.widgets["choices"]
    assert isinstance(choices, LinesWidget)
    choices.area.setPlainText("Một")
    assert editor.properties.problems["choices"].text() == "Cần ít nhất hai phương án."
    editor.outline.go_to(Node(Part.QUESTION, "C07.06"))
    least = line_of(editor, "least")
    least.setFocus()
    QTest.keyClicks(least, "x")
    assert "“x” không phải một số" in editor.properties.problems["least"].text()
    press(least, Qt.Key.Key_Backspace)
    QTest.keyClicks(least, "1,5")
    assert value_of(editor.desk.tree, editor.properties.node)["least"] == "1.5"
    assert not editor.properties.problems["least"].text()


def test_the_sentence_follows_what_is_typed(editor: ChecklistEditor) -> None:
    editor.outline.go_to(Node(Part.COUNT, "I.1", 0, 0))
    assert "04/04 đơn vị ban hành kế hoạch" in editor.samples.text
    field = text_of(editor, "fails").area
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "cham lap ke hoach")
    assert "còn 01 đơn vị cham lap ke hoach (Đơn vị 02)" in editor.samples.text
    editor.outline.go_to(Node(Part.QUESTION, "C01.01"))
    assert editor.samples.isHidden()


def test_what_is_wrong_is_one_key_away(editor: ChecklistEditor) -> None:
    section = Node(Part.SECTION, "II.3")
    editor.desk.do(lambda tree: with_field(tree, section, "title", ""), "sửa")
    editor.outline.go_to(ROOT)
    press(editor.outline, Qt.Key.Key_F8)
    assert editor.outline.node == Node(Part.SECTION, "II.3")
    assert text_of(editor, "title").area.hasFocus()


def test_out_to_excel_and_in_again(editor: ChecklistEditor, tmp_path: Path) -> None:
    editor.outline.go_to(Node(Part.CRITERION, "C04"))
    press(editor.outline, Qt.Key.Key_Delete)
    tree = editor.desk.tree
    for name in ("a.xlsx", "a.yaml"):
        editor.errands.export(tmp_path / name)
        editor.actions_by_key["undo"].trigger()
        assert editor.desk.tree == editor.desk.base
        editor.errands.import_file(tmp_path / name)
        assert editor.desk.tree == tree
    assert editor.desk.code == editor.desk.base["code"]


def test_a_form_of_others_is_taken_in_after_what_is_left_out_was_seen(
    editor: ChecklistEditor, tmp_path: Path
) -> None:
    survey = [["type", "name", "label"], ["text", "q1", "Vì sao?"], ["geopoint", "q2", "Ở đâu?"]]
    path = save_workbook(tmp_path / "kobo.xlsx", {"survey": survey})
    before = editor.desk.tree
    editor.errands.import_file(path)
    seen = shown(RemarksDialog)
    assert isinstance(seen, RemarksDialog)
    lines = seen.places.toPlainText().splitlines()
    assert lines[1] == "– survey!A3: loại “geopoint” không có trong phiếu nên bỏ câu này (“Ở đâu?”)."
    press(seen, Qt.Key.Key_Escape)
    assert editor.desk.tree == before
    editor.errands.import_file(path)
    taken = shown(RemarksDialog)
    assert isinstance(taken, RemarksDialog)
    taken.take.click()
    assert [one["ask"] for one in questions(editor.desk.tree)] == ["Vì sao?"]
    editor.actions_by_key["undo"].trigger()
    assert editor.desk.tree == before


def test_the_form_and_the_paper_before_use(editor: ChecklistEditor, qtbot: QtBot) -> None:
    editor.outline.go_to(Node(Part.QUESTION, "C07.01.1"))
    editor.actions_by_key["form"].trigger()
    preview = shown(FormPreview)
    assert isinstance(preview, FormPreview)
    assert preview.form is not None
    assert preview.form.criterion.code == "C07"
    follower = preview.form.rows["C07.01.1"]
    assert follower.isHidden()
    sheet = preview._sheet
    sheet.set_answer(sheet.checklist.question("C07.01"), Answer(State.ANSWERED, True))
    assert not follower.isHidden()
    preview.accept()
    editor.actions_by_key["paper"].trigger()
    paper = shown(PaperWindow)
    assert isinstance(paper, PaperWindow)
    qtbot.waitUntil(lambda: paper.view._paper is not None, timeout=20_000)
    paper.reject()
    settle()


KILLED = """
import os, signal, sys
from PySide6.QtWidgets import QWidget
from tdkt_desktop.domain.draft.tree import Node, Part
from tdkt_desktop.ui.checklist_editor.opening import open_checklist_editor
from tdkt_desktop.ui.run import make_application
from tdkt_desktop.workflows.checklist.checklist_library import own_copy
from tdkt_desktop.workflows.checklist.checklists import checklist_named

application, theme = make_application()
holder = QWidget()
editor = open_checklist_editor(holder, theme, own_copy(checklist_named("mau-7-noi-dung"), "Phieu"))
editor.desk.kept.connect(lambda words: os.kill(os.getpid(), signal.SIGKILL))
editor.outline.go_to(Node(Part.QUESTION, "N1.01"))
editor.properties.widgets["ask"].area.setPlainText("Dang soan?")
application.exec()
"""


def test_a_draft_survives_a_kill(editor: ChecklistEditor, tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", KILLED], env=dict(os.environ), timeout=60, check=False, capture_output=True
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    (draft,) = (one for one in left_drafts() if one.code == "phieu")
    assert draft.tree["criteria"][0]["questions"][0]["ask"] == "Dang soan?"


def test_closing_keeps_the_draft_and_opening_goes_on(qtbot: QtBot, theme: Theme) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    checklist = own_copy(checklist_named("mau-7-noi-dung"), TITLE)
    first = open_checklist_editor(holder, theme, checklist)
    first.outline.go_to(Node(Part.CRITERION, "N2"))
    press(first.outline, Qt.Key.Key_Delete)
    tree = first.desk.tree
    first.close()
    settle()
    library = LibraryDialog()
    qtbot.addWidget(library)
    assert library.list.item(0).text() == f"{TITLE}\nĐang soạn dở, chưa lưu bản nào"
    second = open_checklist_editor(holder, theme, checklist)
    assert second.desk.tree == tree
    assert "Đang soạn tiếp" in second.words.text()
    second.actions_by_key["start_over"].trigger()
    second.close()
    settle()
    assert left_drafts() == ()
    assert begin_draft(checklist).tree == draft_of(checklist)


def test_versions_are_compared_and_taken_back(editor: ChecklistEditor) -> None:
    for words in ("Mot?", "Hai?"):
        editor.outline.go_to(Node(Part.QUESTION, "C01.01"))
        text_of(editor, "ask").area.setPlainText(words)
        editor.save_button.click()
        dialog = shown(SaveDialog)
        assert isinstance(dialog, SaveDialog)
        dialog.write.click()
        settle()
    editor.actions_by_key["versions"].trigger()
    versions = shown(VersionsDialog)
    assert isinstance(versions, VersionsDialog)
    assert versions.changes.item(0).text() == "Sửa câu 1.1, lời câu hỏi: “Mot?” thành “Hai?”"
    versions.list.setCurrentRow(1)
    versions.take.click()
    settle()
    assert next(questions(editor.desk.tree))["ask"] == "Mot?"
    assert editor.desk.edited


def test_numbers_in_the_outline_are_those_of_the_form(editor: ChecklistEditor) -> None:
    known = numbers(editor.desk.tree)
    item = editor.outline._items[Node(Part.QUESTION, "C07.01.1")]
    assert item.text(0).startswith(f"{known['C07.01.1']}. ")


def test_a_built_in_list_is_saved_as_the_province_own(qtbot: QtBot, theme: Theme) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    editor = open_checklist_editor(holder, theme, checklist_named("mau-7-noi-dung"))
    editor.outline.go_to(Node(Part.CRITERION, "N2"))
    press(editor.outline, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(left_drafts()) == 1, timeout=10_000)
    editor.save_button.click()
    dialog = shown(SaveDialog)
    assert isinstance(dialog, SaveDialog)
    dialog.title.setText(TITLE)
    dialog.write.click()
    settle()
    assert [one.title for one in versions_of(editor.desk.code)] == [TITLE]
    assert len(checklist_named("mau-7-noi-dung").criteria) == 7
    editor.close()
    settle()
    assert left_drafts() == ()
