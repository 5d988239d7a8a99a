"""The notice workbench in the real window: words are typed around figures, figures follow, marks come and go."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.kinds import State
from tdkt_desktop.domain.values import Answer
from tdkt_desktop.ui.criterion_form import CriterionForm
from tdkt_desktop.ui.tab_keys import NOTICE, OVERVIEW
from tdkt_desktop.ui.theme import Theme
from tdkt_desktop.ui.undo import step_back
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.ui.workbench.examples_dialog import ExamplesDialog
from tdkt_desktop.ui.workbench.notice_editor import NoticeEditor
from tdkt_desktop.ui.workbench.notice_tab import NoticeTab
from tdkt_desktop.ui.workbench.offer_dialog import OfferDialog
from tdkt_desktop.ui.workbench.pieces import runs_of
from tdkt_desktop.ui.workbench.text_history import TextHistory
from tdkt_desktop.ui.workbench.workbench import Workbench
from tdkt_desktop.workflows.campaigns import open_campaign
from tdkt_desktop.workflows.notice_prose import NoticeDesk
from tests.ui.test_accessible_names import english, nameless
from tests.ui.test_mnemonics import at_once, clashes
from tests.ui.walking import cut, open_sample, settle, shown, view_of

KEY = "I.3"
PATIENCE_MS = 20_000
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
BACK, DELETE = Qt.Key.Key_Backspace, Qt.Key.Key_Delete


@pytest.fixture
def sample(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[MainWindow]:
    window = open_sample(theme, tmp_path)
    qtbot.addWidget(window)
    view_of(window).show_tab(NOTICE)
    settle()
    yield window
    window.close()


def tab_of(window: MainWindow) -> NoticeTab:
    tab = view_of(window).notice_tab
    assert tab is not None
    return tab


def bench_of(window: MainWindow) -> Workbench:
    bench = tab_of(window).workbench
    assert bench is not None
    return bench


@pytest.fixture
def bench(sample: MainWindow) -> Workbench:
    made = bench_of(sample)
    made.show_section(KEY)
    return made


@pytest.fixture
def editor(bench: Workbench) -> NoticeEditor:
    bench.page.editor.setFocus()
    return bench.page.editor


def put(editor: NoticeEditor, position: int, anchor: int | None = None) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(position if anchor is None else anchor)
    cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def press(
    editor: NoticeEditor, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(editor, key, modifier)


def commit(editor: NoticeEditor, text: str, preedit: str = "") -> None:
    """Letters as an input method sends them."""
    if preedit:
        QApplication.sendEvent(editor, QInputMethodEvent(preedit, []))
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(editor, event)


def figures(editor: NoticeEditor) -> list[tuple[int, int, str]]:
    """Every figure in the text: from, to, its plain form."""
    block, found = editor.document().begin(), []
    while block.isValid():
        found += [(run.start, run.end, run.token) for run in runs_of(block) if run.serial]
        block = block.next()
    return found


def answer(window: MainWindow, number: int, question: str, value: object) -> None:
    assert window.desk is not None
    sheet = window.desk.sheet(window.desk.units[number].code)
    sheet.set_answer(sheet.checklist.question(question), Answer(State.ANSWERED, value))  # type: ignore[arg-type]
    settle()


def test_the_first_figure_is_at_the_beginning(editor: NoticeEditor) -> None:
    assert editor.toPlainText().startswith("Có 06/06 đơn vị thành lập")
    assert figures(editor)[0][:2] == (3, 8)


@pytest.mark.parametrize("place", [3, 8])
def test_letters_beside_a_figure_are_words(bench: Workbench, editor: NoticeEditor, place: int) -> None:
    before = figures(editor)
    put(editor, place)
    commit(editor, "đúng ", preedit="đung")
    commit(editor, "là ")
    QTest.keyClicks(editor, "so ")
    assert [token for *_, token in figures(editor)] == [token for *_, token in before]
    text = bench.sheet.notice.paragraphs(KEY)[0]
    first = before[0][2]
    assert text.startswith(f"Có đúng là so {first}" if place == 3 else f"Có {first}đúng là so ")
    settle()
    assert bench.page.hint.text().startswith("Lời văn của thư ký")


def test_the_cursor_never_stands_inside_a_figure(editor: NoticeEditor) -> None:
    put(editor, 3)
    press(editor, Qt.Key.Key_Right)
    assert editor.textCursor().position() == 8
    press(editor, Qt.Key.Key_Left)
    assert editor.textCursor().position() == 3
    put(editor, 5)
    assert editor.textCursor().position() in (3, 8)
    put(editor, 2)
    for _ in range(2):
        press(editor, Qt.Key.Key_Right, SHIFT)
    assert (editor.textCursor().selectionStart(), editor.textCursor().selectionEnd()) == (2, 8)


def test_a_click_on_a_figure_takes_it_as_one_thing(editor: NoticeEditor) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(5)
    point = editor.cursorRect(cursor).center()
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert editor.textCursor().selectedText() == "06/06"
    assert editor.figure == figures(editor)[0][2]


@pytest.mark.parametrize(("place", "key"), [(8, BACK), (3, DELETE)])
def test_a_figure_goes_at_the_second_press_only(
    bench: Workbench, editor: NoticeEditor, place: int, key: Qt.Key
) -> None:
    count = len(figures(editor))
    put(editor, place)
    press(editor, key)
    assert len(figures(editor)) == count
    held = QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", True)
    QApplication.sendEvent(editor, held)
    assert len(figures(editor)) == count  # holding the key down is no wish
    commit(editor, "x")
    assert len(figures(editor)) == count  # neither is typing
    run = figures(editor)[0]
    put(editor, run[1] if key == BACK else run[0])
    press(editor, key)
    press(editor, key)
    assert len(figures(editor)) == count - 1
    assert run[2] not in bench.sheet.notice.paragraphs(KEY)[0]


def test_typing_over_a_selection_keeps_its_figures_and_delete_takes_them(editor: NoticeEditor) -> None:
    before = [token for *_, token in figures(editor)]
    editor.selectAll()
    commit(editor, "Viết lại.")
    assert [token for *_, token in figures(editor)] == before
    assert editor.toPlainText().endswith("Viết lại.")
    editor.selectAll()
    press(editor, DELETE)
    assert editor.toPlainText() == ""
    assert editor.paragraphs == ()


@pytest.mark.parametrize("key", [BACK, DELETE])
def test_deleting_by_words_stops_at_figures(editor: NoticeEditor, key: Qt.Key) -> None:
    before = [token for *_, token in figures(editor)]
    put(editor, 12 if key == BACK else 0)
    for _ in range(40):
        press(editor, key, CONTROL)
    assert [token for *_, token in figures(editor)] == before


def test_a_paragraph_can_be_split_and_joined(bench: Workbench, editor: NoticeEditor) -> None:
    before = bench.sheet.notice.paragraphs(KEY)
    put(editor, 8)
    press(editor, Qt.Key.Key_Return)
    assert len(bench.sheet.notice.paragraphs(KEY)) == len(before) + 1
    press(editor, BACK)
    assert bench.sheet.notice.paragraphs(KEY) == before


def test_what_is_pasted_from_word_is_plain(bench: Workbench, editor: NoticeEditor) -> None:
    data = QMimeData()
    data.setText("•\tHo\u0323p  đu\u0301ng\u00a0hạn\r\n\r\n–\tLưu hồ sơ\u200b")
    data.setHtml("<b>Họp</b>")
    put(editor, 0)
    press(editor, Qt.Key.Key_Return)
    put(editor, 0)
    QGuiApplication.clipboard().setMimeData(data)
    press(editor, Qt.Key.Key_V, CONTROL)
    assert bench.sheet.notice.paragraphs(KEY)[:2] == ("- Họp đúng hạn", "- Lưu hồ sơ")
    assert editor.textCursor().charFormat().fontWeight() != 700


def test_figures_stay_live_when_they_are_moved(bench: Workbench, editor: NoticeEditor) -> None:
    before = Counter(token for *_, token in figures(editor))
    put(editor, 8, 0)
    press(editor, Qt.Key.Key_X, CONTROL)
    assert sum(before.values()) - len(figures(editor)) == 1
    editor.moveCursor(QTextCursor.MoveOperation.End)
    press(editor, Qt.Key.Key_V, CONTROL)
    assert Counter(token for *_, token in figures(editor)) == before
    assert QGuiApplication.clipboard().text() == "Có 06/06"
    assert bench.sheet.notice.paragraphs(KEY)[-1].endswith("Có {{n:C07.01+C07.02+C07.03}}")


def test_a_figure_broken_by_any_other_way_is_put_back(editor: NoticeEditor) -> None:
    before, text = figures(editor), editor.toPlainText()
    for start, end in ((4, 6), (2, 6), (4, 20)):
        cursor = QTextCursor(editor.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        assert [one[2] for one in figures(editor)] == [one[2] for one in before]
        assert editor.toPlainText() == text
    QTextCursor(editor.document()).insertText("x")
    assert editor.toPlainText() == f"x{text}"


acts = st.lists(
    st.tuples(
        st.sampled_from(
            ("type", "key", "back", "delete", "word", "over", "enter", "paste", "undo", "redo", "cut")
        ),
        st.integers(0, 400),
        st.integers(0, 60),
    ),
    max_size=14,
)


def do(editor: NoticeEditor, window: MainWindow, act: str, place: int, length: int) -> None:
    """One thing a person does at a place, without asking for a figure to go."""
    size = max(0, editor.document().characterCount() - 1)
    start = place % (size + 1)
    assert window.desk is not None
    if act in ("undo", "redo"):
        step_back(window.desk.undo_stack, back=act == "undo")
        return
    put(editor, start, min(size, start + length) if act in ("over", "paste") else None)
    if act == "type":
        commit(editor, "ưỡ", preedit="ươ")
    elif act == "key":
        press(editor, Qt.Key.Key_A)
    elif act == "over":
        commit(editor, "thay")
    elif act == "enter":
        press(editor, Qt.Key.Key_Return)
    elif act == "word":
        press(editor, BACK if length % 2 else DELETE, CONTROL)
    elif act == "paste":
        data = QMimeData()
        data.setText("dán\nvào")
        editor.insertFromMimeData(data)
    elif act in ("back", "delete"):
        press(editor, BACK if act == "back" else DELETE)


examples = itertools.count()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts)
def test_no_figure_is_ever_lost_by_editing_elsewhere(
    sample: MainWindow, bench: Workbench, made: list[tuple[str, int, int]]
) -> None:
    editor, desk = bench.page.editor, sample.desk
    assert desk is not None
    bench.sheet.reset(KEY)
    before = Counter(token for *_, token in figures(editor))
    for act, place, length in made:
        do(editor, sample, act, place, length)
        assert Counter(token for *_, token in figures(editor)) == before, (act, place)
        assert editor.paragraphs == bench.sheet.notice.paragraphs(KEY)
        for start, end, token in figures(editor):
            piece = bench.sheet.notice.pieces_of(token)[0]
            assert editor.toPlainText()[start:end] == (piece.text or "◦")
    assert desk.autosave.flush()
    with open_campaign(desk.session.path, writing=False) as again:
        assert NoticeDesk(again).paragraphs(KEY) == bench.sheet.notice.paragraphs(KEY)


def test_what_a_unit_wrote_in_lines_stays_one_figure(sample: MainWindow, bench: Workbench) -> None:
    assert sample.desk is not None
    unit = sample.desk.units[0].code
    sample.desk.sheet(unit).set_answer(
        sample.desk.session.checklist.question("C08.05"),
        Answer(State.ANSWERED, "Một\nhai\u2028ba\t{{n:C01.01}}"),
    )
    settle()
    bench.show_section("I.4")
    editor = bench.page.editor
    before = Counter(token for *_, token in figures(editor))
    assert any("C08.05" in token for token in before)
    for start, _, _ in reversed(figures(editor)):
        put(editor, start)
        commit(editor, "ạ ")
    assert editor.toPlainText().count("ạ ") >= sum(before.values())
    assert Counter(token for *_, token in figures(editor)) == before


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
    editor.moveCursor(QTextCursor.MoveOperation.End)
    assert panel.list.count() == 0 or bench_of(sample).page.editor.figure


def test_the_program_writes_a_section_again(bench: Workbench, editor: NoticeEditor) -> None:
    start = editor.toPlainText()
    assert not bench.page.reset_button.isEnabled()
    commit(editor, "x")
    assert bench.page.reset_button.isEnabled()
    bench.page.reset_button.click()
    assert editor.toPlainText() == start
    assert not bench.page.reset_button.isEnabled()


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
    assert not cell or cell[0].removeprefix("- ") in bench.page.editor.toPlainText()


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
        dialog.restore.click()

    answer_dialog(TextHistory, restore)
    bench.page.history_button.click()
    assert editor.toPlainText() == first
    assert "Hai" in texts[0]


def test_the_pages_are_seen_and_the_public_ones_name_nobody(
    sample: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    tab = tab_of(sample)
    bench_of(sample).page.paper_button.click()
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
    assert bench_of(sample).isVisible()
    commit(bench_of(sample).page.editor, "Mới. ")
    with qtbot.waitSignal(paper.shown, timeout=PATIENCE_MS):
        bench_of(sample).page.paper_button.click()


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
