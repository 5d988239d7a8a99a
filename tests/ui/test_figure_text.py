"""Editing around live figures, by every way there is: words change, figures stay whole and none is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tdkt_desktop.domain.kinds import State
from tdkt_desktop.domain.values import Answer
from tdkt_desktop.ui.controls.preedit import commit_preedit
from tdkt_desktop.ui.desk.undo import step_back
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.ui.workbench.notice_editor import NoticeEditor
from tdkt_desktop.ui.workbench.workbench import Workbench
from tdkt_desktop.workflows.campaign.campaigns import open_campaign
from tdkt_desktop.workflows.notice.notice_prose import NoticeDesk
from tests.ui.notice_walking import (
    BACK,
    DELETE,
    KEY,
    commit,
    figures,
    press,
    put,
)
from tests.ui.walking import settle

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


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


def test_a_double_click_on_a_word_of_a_figure_takes_it_whole(editor: NoticeEditor) -> None:
    start, end, _ = max(figures(editor), key=lambda one: one[1] - one[0])  # names, of several words
    cursor = editor.textCursor()
    cursor.setPosition(start + 12)
    point = editor.cursorRect(cursor).center()
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=point)
    QTest.mouseDClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=point)
    chosen = editor.textCursor()
    assert (chosen.selectionStart(), chosen.selectionEnd()) == (start, end)


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


def test_each_deed_is_a_step_of_undo_as_in_word(sample: MainWindow, editor: NoticeEditor) -> None:
    """All within the pause that would part two bursts of typing."""
    assert sample.desk is not None
    stack, said = sample.desk.undo_stack, [editor.toPlainText()]

    def done() -> None:
        said.append(editor.toPlainText())

    put(editor, 0)
    commit(editor, "Qua ")
    commit(editor, "kiểm tra, ")
    done()
    put(editor, 0, 14)
    commit(editor, "Nhìn ")
    commit(editor, "chung, ")
    done()
    data = QMimeData()
    data.setText("dán vào ")
    editor.insertFromMimeData(data)
    done()
    commit(editor, "rồi gõ ")
    done()
    put(editor, 0, 5)
    editor.insertFromMimeData(data)
    done()
    put(editor, 0, 8)
    press(editor, DELETE)
    done()
    assert len(set(said)) == 7
    for text in reversed(said[:-1]):
        step_back(stack, back=True)
        assert editor.toPlainText() == text
    for text in said[1:]:
        step_back(stack, back=False)
        assert editor.toPlainText() == text


def paste(editor: NoticeEditor, html: str = "") -> None:
    data = QMimeData()
    data.setText("dán\nvào")
    if html:
        data.setHtml(html)
    editor.insertFromMimeData(data)


def answer_meanwhile(window: MainWindow, place: int, length: int) -> None:
    assert window.desk is not None
    sheet = window.desk.sheet(window.desk.units[length % 6].code)
    code = ("C07.01", "C07.04", "C07.05")[place % 3]
    sheet.set_answer(sheet.checklist.question(code), Answer(State.ANSWERED, value=bool(length % 2)))
    settle()


def retype(editor: NoticeEditor) -> None:
    editor.selectAll()
    commit(editor, "viết lại")


def cut_and_paste(editor: NoticeEditor, place: int) -> None:
    if not editor.textCursor().hasSelection():
        return  # the clipboard has something of before
    press(editor, Qt.Key.Key_X, CONTROL)
    put(editor, place % editor.document().characterCount())
    press(editor, Qt.Key.Key_V, CONTROL)


WORD_HTML = "<p class=MsoNormal><b>dán<o:p></o:p></b></p><table><tr><td>vào</td></tr></table>"
AT_A_PLACE: dict[str, Callable[[NoticeEditor, int], object]] = {
    "type": lambda editor, _: commit(editor, "ưỡ", preedit="ươ"),
    "compose": lambda editor, _: QApplication.sendEvent(editor, QInputMethodEvent("ươ", [])),  # not done yet
    "key": lambda editor, _: press(editor, Qt.Key.Key_A),
    "all": lambda editor, _: retype(editor),
    "enter": lambda editor, _: press(editor, Qt.Key.Key_Return),
    "word": lambda editor, place: press(editor, BACK if place % 2 else DELETE, CONTROL),
    "back": lambda editor, _: press(editor, BACK),
    "delete": lambda editor, _: press(editor, DELETE),
}
OVER_WORDS: dict[str, Callable[[NoticeEditor, int], object]] = {
    "over": lambda editor, _: commit(editor, "thay"),
    "paste": lambda editor, _: paste(editor),
    "html": lambda editor, _: paste(editor, WORD_HTML),
    "cut": cut_and_paste,
    "drop": lambda editor, place: drop(editor, place % editor.document().characterCount()),
}
MEANWHILE = ("undo", "redo", "answer", "save")
acts = st.lists(
    st.tuples(
        st.sampled_from((*AT_A_PLACE, *OVER_WORDS, *MEANWHILE)), st.integers(0, 400), st.integers(0, 60)
    ),
    max_size=14,
)


def do(editor: NoticeEditor, window: MainWindow, act: str, place: int, length: int) -> None:
    """One thing a person does at a place, without asking for a figure to go; or what happens meanwhile."""
    assert window.desk is not None
    size = max(0, editor.document().characterCount() - 1)
    start = place % (size + 1)
    if act in ("undo", "redo"):
        step_back(window.desk.undo_stack, back=act == "undo")
    elif act == "save":
        assert window.desk.autosave.flush()
    elif act == "answer":
        answer_meanwhile(window, place, length)
    elif act in OVER_WORDS:
        put(editor, start, min(size, start + length))
        OVER_WORDS[act](editor, place * 7)
    else:
        put(editor, start)
        AT_A_PLACE[act](editor, place)


def drop(editor: NoticeEditor, place: int) -> None:
    """Move what is selected with the mouse: the very steps of Qt's own drop, in one block of changes."""
    cursor = editor.textCursor()
    if not cursor.hasSelection() or cursor.selectionStart() <= place <= cursor.selectionEnd():
        return
    data, target = editor.createMimeDataFromSelection(), QTextCursor(editor.document())
    target.setPosition(place)
    target.beginEditBlock()
    cursor.removeSelectedText()
    editor.setTextCursor(target)
    editor.insertFromMimeData(data)
    target.endEditBlock()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts)
@example([("cut", 3, 5), ("save", 0, 0), ("drop", 8, 30), ("answer", 1, 2), ("all", 0, 0)])
@example([("compose", 8, 0), ("answer", 0, 0), ("type", 8, 0), ("html", 0, 60), ("undo", 0, 0)])
def test_no_figure_is_ever_lost_by_editing_elsewhere(
    sample: MainWindow, bench: Workbench, made: list[tuple[str, int, int]]
) -> None:
    editor, desk = bench.page.editor, sample.desk
    assert desk is not None
    assert desk.autosave.flush()
    bench.sheet.reset(KEY)
    stack = desk.undo_stack
    stack.clear()
    before = Counter(token for *_, token in figures(editor))
    moved = False
    for act, place, length in made:
        moved = moved or act == "cut"
        if moved and act in ("undo", "redo"):
            continue  # would stop between the cut and the paste: there a person has the figure in hand
        do(editor, sample, act, place, length)
        assert Counter(token for *_, token in figures(editor)) == before, (act, place)
        assert editor.paragraphs == bench.sheet.notice.paragraphs(KEY)
        for start, end, token in figures(editor):
            piece = bench.sheet.notice.pieces_of(token)[0]
            assert editor.toPlainText()[start:end] == (piece.text or "◦")
    commit_preedit()
    last, steps = editor.toPlainText(), stack.index()
    for _ in range(steps):
        step_back(stack, back=True)
    settle()
    assert Counter(token for *_, token in figures(editor)) == before
    for _ in range(steps):
        step_back(stack, back=False)
    settle()
    assert editor.toPlainText() == last
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
