"""The notice workbench in the real window: figures follow, marks come and go, figures lead to their fields, pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from tdkt_desktop.ui.desk.tab_keys import NOTICE, OVERVIEW
from tdkt_desktop.ui.unit.criterion_form import CriterionForm
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.ui.workbench.notice_editor import NoticeEditor
from tdkt_desktop.ui.workbench.workbench import Workbench
from tdkt_desktop.workflows.notice.notice_prose import NoticeDesk
from tests.ui.notice_walking import (
    KEY,
    PATIENCE_MS,
    answer,
    bench_of,
    commit,
    press,
    put,
    tab_of,
)
from tests.ui.test_accessible_names import nameless
from tests.ui.test_mnemonics import at_once, clashes
from tests.ui.walking import cut, settle, shown, view_of


def test_undo_and_redo_go_through_the_text_and_show_it(sample: MainWindow, bench: Workbench) -> None:
    editor = bench.page.editor
    start = editor.toPlainText()
    put(editor, 0)
    commit(editor, "Nhìn chung, ")
    assert sample.desk is not None
    view_of(sample).show_tab(OVERVIEW)
    sample._actions["undo"][1].trigger()
    assert view_of(sample).key == NOTICE
    assert editor.toPlainText() == start
    assert KEY not in bench.sheet.notice.texts
    sample._actions["redo"][1].trigger()
    assert editor.toPlainText().startswith("Nhìn chung, ")
    assert "mục I.3" in sample.desk.undo_stack.undoText()


def test_a_changed_answer_moves_its_figure_and_marks_the_paragraph(
    sample: MainWindow, bench: Workbench
) -> None:
    editor = bench.page.editor
    put(editor, 0)
    commit(editor, "Nhìn chung, ")
    settle()
    assert bench.page.stale_card.isHidden()
    answer(sample, 2, "C07.01", value=False)
    assert editor.toPlainText().startswith("Nhìn chung, Có 05/06")
    assert bench.page.stale_card.isVisible()
    assert "Cần đọc lại đoạn 01" in bench.page.stale_words.text()
    row = [bench.outline.item(row).text() for row in range(bench.outline.count())]
    assert any("Cần đọc lại 01 chỗ" in text for text in row)
    bench.page.read_button.click()
    assert bench.page.stale_card.isHidden()
    assert "Nhìn chung, " in editor.toPlainText()
    assert sample.desk is not None
    assert sample.desk.autosave.flush()
    assert not NoticeDesk(sample.desk.session).stale(KEY)


def test_two_keys_lead_from_a_figure_to_the_field_behind_it(sample: MainWindow, editor: NoticeEditor) -> None:
    answer(sample, 2, "C07.01", value=False)
    put(editor, 8)
    press(editor, Qt.Key.Key_F6)
    bench = bench_of(sample)
    assert bench.panel.list.hasFocus()
    first = bench.panel._units[0]
    assert (first.group, first.unit) == ("Chưa thực hiện", "VTL")
    QTest.keyClick(bench.panel.list, Qt.Key.Key_Return)
    settle()
    assert view_of(sample).key == first.unit
    tab = view_of(sample).unit_tab
    assert tab is not None
    assert isinstance(tab.form, CriterionForm)
    assert tab.steps.key == first.step
    focus = sample.focusWidget()
    assert focus is not None
    assert tab.form.rows[first.question].isAncestorOf(focus)
    view_of(sample).show_tab(NOTICE)
    QTest.keyClick(bench.panel.list, Qt.Key.Key_Escape)
    assert editor.hasFocus()


def test_the_panel_tells_who_wrote_an_answer(sample: MainWindow, editor: NoticeEditor) -> None:
    put(editor, 8)
    panel = bench_of(sample).panel
    assert panel.list.count() == 6
    assert "máy này" in panel.origin.text()
    put(editor, editor.toPlainText().index("cơ bản được củng cố"))
    assert panel.list.count() == 0
    assert "không dẫn số liệu nào" in panel.asked.text()


def test_a_sentence_leads_to_all_that_stands_behind_it(sample: MainWindow, editor: NoticeEditor) -> None:
    """Its figures one after the other, each with its units, those that fail first; two keys lead to the first field."""
    panel, text = bench_of(sample).panel, editor.toPlainText()
    put(editor, text.index("Tuy nhiên"))
    assert not editor.figure
    rows = [panel.list.item(row).text() for row in range(panel.list.count())]
    heads = [row for row in rows if "Câu" in row]
    assert [head.partition(":")[0] for head in heads] == ["05/06 · Câu 7.4", "03/06 · Câu 7.5"]
    assert rows[rows.index(heads[0]) + 1] == "Liên minh HTX: chưa thực hiện\nKhông"
    assert [rows.index(head) for head in heads] == [0, 7]
    assert panel.list.count() == 14
    put(
        editor, text.index("Tuy nhiên"), text.index("Tuy nhiên") + 14
    )  # words without a figure, of the same sentence
    assert panel.list.count() == 14
    press(editor, Qt.Key.Key_F6)
    assert panel.list.hasFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    settle()
    assert view_of(sample).key == "LMH"
    focus = sample.focusWidget()
    tab = view_of(sample).unit_tab
    assert tab is not None
    assert isinstance(tab.form, CriterionForm)
    assert focus is not None
    assert tab.form.rows["C07.04"].isAncestorOf(focus)


def test_typing_in_a_sentence_leaves_the_panel_alone(bench: Workbench, editor: NoticeEditor) -> None:
    put(editor, editor.toPlainText().index("Tuy nhiên"))
    told: list[str] = []
    editor.figure_chosen.connect(told.append)
    commit(editor, "Song, ")
    assert not told
    commit(editor, "có nơi tốt. ")
    assert not told  # the cursor stands before the sentence that has the figures
    put(editor, editor.toPlainText().index("có nơi tốt"))
    assert told == [""]
    assert bench.panel.list.count() == 0


def test_the_outline_shows_headings_and_states_whole(bench: Workbench) -> None:
    """At any zoom the words the program fitted are the words that are drawn: nothing is cut a second time."""
    outline = bench.outline
    bench.sheet.put("I.1", ["Đã viết lại."], "Sửa mục I.1")
    for zoom in (1.0, 1.3, 2.0):
        bench._theme.set_zoom(zoom)
        settle()
        for row in range(outline.count()):
            item = outline.item(row)
            option = QStyleOptionViewItem()
            outline.initViewItemOption(option)
            option.font = item.font()
            option.rect = outline.visualItemRect(item)
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDisplay
            option.text = item.text()
            style = outline.style()
            words = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, outline)
            margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, option, outline) + 1
            box = QFontMetrics(item.font()).boundingRect(
                0, 0, words.width() - 2 * margin, 10_000, int(Qt.TextFlag.TextWordWrap), item.text()
            )
            assert box.height() <= words.height(), (zoom, item.text())
    bench._theme.set_zoom(1.0)


def test_the_program_writes_a_section_again(bench: Workbench, editor: NoticeEditor) -> None:
    start = editor.toPlainText()
    assert not bench.page.reset_button.isEnabled()
    commit(editor, "x")
    assert bench.page.reset_button.isEnabled()
    bench.page.reset_button.click()
    assert editor.toPlainText() == start
    assert not bench.page.reset_button.isEnabled()


def test_counts_are_told_in_words_and_back(
    bench: Workbench, editor: NoticeEditor, sample: MainWindow
) -> None:
    start, switch = editor.toPlainText(), bench.page.words_button
    assert start.startswith("Có 06/06 đơn vị thành lập")
    switch.click()
    assert editor.toPlainText().startswith("100% đơn vị thành lập")
    assert switch.text().replace("&", "") == "Bỏ khái quát"
    assert sample.desk is not None
    sample.desk.undo_stack.undo()
    assert editor.toPlainText() == start
    sample.desk.undo_stack.redo()
    switch.click()
    assert editor.toPlainText() == start.removeprefix("Có ")
    bench.show_section("II.1")  # prose alone: nothing to tell otherwise
    assert not switch.isEnabled()


def test_the_pages_are_seen_and_the_public_ones_name_nobody(
    sample: MainWindow, bench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    tab = tab_of(sample)
    bench.page.paper_button.click()
    paper = tab.paper
    assert paper is not None
    qtbot.waitUntil(lambda: paper.pages.count > 0, timeout=PATIENCE_MS)
    settle()
    assert not clashes(at_once(sample))
    assert not nameless(sample)
    assert not [one for one in shown(sample) if cut(one)]
    with qtbot.waitSignal(paper.shown, timeout=PATIENCE_MS):
        tab.public.click()
    with qtbot.waitSignal(paper.exported, timeout=PATIENCE_MS):
        paper.write("docx", tmp_path / "tb.docx")
    tab.back.click()
    settle()
    assert bench.isVisible()
    commit(bench.page.editor, "Mới. ")
    with qtbot.waitSignal(paper.shown, timeout=PATIENCE_MS):
        bench.page.paper_button.click()


@pytest.mark.parametrize("zoom", [1.0, 2.0])
@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
def test_a_marked_section_is_whole_at_any_zoom(
    sample: MainWindow, bench: Workbench, zoom: float, scheme: str
) -> None:
    commit(bench.page.editor, "x")
    answer(sample, 2, "C07.01", value=False)
    sample.theme.choose(scheme)
    sample.theme.set_zoom(zoom)
    for _ in range(2):
        settle()
        assert not [(one, said) for one in shown(sample) if (said := cut(one))]
        inside = bench.page.widget()
        assert inside is not None
        assert inside.width() <= bench.page.viewport().width()
        assert not nameless(sample)
        bench.toggle_panel()
    sample.theme.set_zoom(1.0)
    sample.theme.choose("light")
