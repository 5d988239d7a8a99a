"""What is put into the notice from lists: figures, sentences of the records, examples, versions of before."""

from __future__ import annotations

import itertools

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.ui.workbench.examples_dialog import ExamplesDialog
from tdkt_desktop.ui.workbench.notice_editor import NoticeEditor
from tdkt_desktop.ui.workbench.offer_dialog import OfferDialog
from tdkt_desktop.ui.workbench.text_history import TextHistory
from tdkt_desktop.ui.workbench.workbench import Workbench
from tests.ui.notice_walking import (
    KEY,
    PATIENCE_MS,
    commit,
    press,
    put,
)
from tests.ui.test_accessible_names import english, nameless
from tests.ui.test_mnemonics import at_once, clashes
from tests.ui.walking import cut, settle, shown


def answer_dialog(kind: type[QDialog], verb: object) -> None:
    """Do something in the dialog that comes up next."""

    def look() -> None:
        dialog: QWidget | None = QApplication.activeModalWidget()  # Qt may give none, whatever the stub says
        if dialog is None:  # a button pressed by its letter opens it a moment later
            QTimer.singleShot(50, look)
            return
        assert isinstance(dialog, kind)
        settle()
        assert not nameless(dialog)
        assert not english(dialog)
        found = at_once(dialog)
        assert found
        assert not clashes(found)
        assert not [one for one in shown(dialog) if cut(one)]
        verb(dialog)  # type: ignore[operator]
        dialog.close()

    QTimer.singleShot(50, look)


def test_a_figure_is_chosen_and_put_in(qtbot: QtBot, editor: NoticeEditor) -> None:
    def choose(dialog: OfferDialog) -> None:
        dialog.field.setText("tong so don vi da kiem tra")
        dialog.search("so don vi da kiem tra")
        dialog._take()

    put(editor, 0)
    answer_dialog(OfferDialog, choose)
    press(editor, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: editor.paragraphs[0].startswith("{{k:inspected"), timeout=PATIENCE_MS)
    assert editor.toPlainText().startswith("06/06")


def test_suggestions_are_the_units_own_words(sample: MainWindow, bench: Workbench) -> None:
    assert sample.desk is not None
    unit = sample.desk.units[1]
    sample.desk.sheet(unit.code).set_assessment("limitations", "Chưa họp Hội đồng định kỳ")
    settle()
    bench.show_section("II.3")
    answer_dialog(OfferDialog, lambda dialog: dialog._take())
    bench.page.suggest_button.click()
    assert f"- {unit.listed}: Chưa họp Hội đồng định kỳ." in bench.page.editor.toPlainText().split("\n")
    assert "{{a:" in "".join(bench.sheet.notice.paragraphs("II.3"))


def test_an_example_is_picked_from_the_matrix(bench: Workbench) -> None:
    bench.sheet.put("I.4", ["Mục này viết lại."], "Sửa mục I.4")
    bench.show_section("I.4")
    cell: list[str] = []

    def choose(dialog: ExamplesDialog) -> None:
        for row, column in itertools.product(range(6), range(dialog.table.columnCount())):
            item = dialog.table.item(row, column)
            if item is not None and "chưa dùng" in item.text():
                dialog.table.setCurrentCell(row, column)
                assert dialog.example is not None
                cell.append(dialog.example.reads)
                dialog._take()
                return

    answer_dialog(ExamplesDialog, choose)
    bench.page.examples_button.click()
    assert cell[0] in bench.page.editor.toPlainText()


def test_the_matrix_spreads_examples_over_the_units(bench: Workbench) -> None:
    """Every unit but one is told in the section: that one is offered first, and its number grows when it is taken."""
    units = [unit for unit in bench._desk.session.campaign.units if unit.code != "TCT"]
    bench.sheet.put("I.4", [f"{{{{d:{unit.code}/C08.03}}}}" for unit in units], "Sửa mục I.4")
    for key in ("I.2", "I.2.a", "I.2.b", "I.2.c", "I.2.d"):
        bench.sheet.put(key, ["Mục này viết lại."], f"Sửa mục {key}")
    bench.show_section("I.4")
    seen: list[tuple[str, str]] = []

    def look(dialog: ExamplesDialog) -> None:
        table = dialog.table
        assert dialog.example is not None
        told = table.item(table.currentRow(), table.columnCount() - 1)
        assert told is not None
        seen.append((dialog.example.unit, told.text()))
        names = {unit.code: unit.short for unit in bench._desk.session.campaign.units}
        hints = [one.text() for one in dialog.findChildren(QLabel) if "cân đối" in one.text()]
        assert names[dialog.example.unit] in hints[0].partition("cân đối")[2]
        dialog._take()

    for _ in range(2):
        answer_dialog(ExamplesDialog, look)
        bench.page.examples_button.click()
    assert seen[0] == ("TCT", "00 nội dung")
    assert seen[1][0] != "TCT"
    assert bench.sheet.notice.times_told()["TCT"] == 1


def test_a_version_of_before_comes_back(bench: Workbench, editor: NoticeEditor) -> None:
    put(editor, 0)
    commit(editor, "Một. ")
    assert bench._desk.autosave.flush()
    bench._desk.session.history(f"notice/{KEY}", "notice")
    first = editor.toPlainText()
    put(editor, 0)
    commit(editor, "Hai. ")
    texts: list[str] = []

    def restore(dialog: TextHistory) -> None:
        assert dialog.list.count() == 2
        dialog.list.setCurrentRow(1)
        texts.append(dialog.text.toHtml())
        dialog.take_button.click()

    answer_dialog(TextHistory, restore)
    bench.page.history_button.click()
    assert editor.toPlainText() == first
    assert "Hai" in texts[0]
