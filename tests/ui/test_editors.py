"""Guards that editors are silent when loaded, speak when a person acts, and keep what they cannot read."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.checklist import Column, Question
from tdkt_desktop.domain.kinds import Approximator, Kind, State
from tdkt_desktop.domain.values import Answer, DocumentRef, Figure, Item, Value
from tdkt_desktop.ui.editors import make_editor
from tdkt_desktop.ui.editors.base import Editor
from tdkt_desktop.ui.editors.items import ItemsEditor
from tdkt_desktop.ui.editors.line import LineEditor
from tdkt_desktop.ui.editors.period import period_code, period_words

VALUES: dict[Kind, Value] = {
    Kind.YES_NO: True,
    Kind.CHOICE: "đầy đủ",
    Kind.COUNT: Figure(Decimal(3)),
    Kind.NUMBER: Figure(Decimal("2.5")),
    Kind.PERCENT: Figure(Decimal("97.5")),
    Kind.MONEY: Figure(Decimal(350_000_000), Approximator.OVER),
    Kind.DATE: dt.date(2019, 8, 27),
    Kind.TEXT: "Chữ",
    Kind.DOCUMENT: DocumentRef("19/KH", dt.date(2019, 1, 2)),
    Kind.LIST: None,
    Kind.TABLE: None,
}
ITEMS = (Item("a", text="Một", amount=Decimal(5), position=1), Item("b", text="Hai", position=2))


def editor_of(qtbot: QtBot, kind: Kind, measure: str = "") -> tuple[Editor, list[tuple[object, ...]]]:
    question = Question(
        "Q",
        kind,
        "Câu hỏi?",
        measure=measure,
        choices=("đầy đủ", "thiếu"),
        columns=(Column("n", "Số"),) if kind is Kind.TABLE else (),
    )
    editor = make_editor(question, lambda _: QIcon())
    qtbot.addWidget(editor)
    heard: list[tuple[object, ...]] = []
    for signal in (editor.answer_edited, editor.item_edited, editor.item_removed, editor.items_moved):
        signal.connect(lambda *arguments: heard.append(arguments))
    return editor, heard


@pytest.mark.parametrize("kind", list(Kind))
def test_loading_is_silent(qtbot: QtBot, kind: Kind) -> None:
    editor, heard = editor_of(qtbot, kind)
    editor.show()
    items = ITEMS if kind in (Kind.LIST, Kind.TABLE) else ()
    full = Answer(State.ANSWERED, VALUES[kind], items=items)
    for answer in (full, Answer(), full):
        editor.load(answer)
    assert heard == []


@pytest.mark.parametrize("kind", [Kind.COUNT, Kind.NUMBER, Kind.PERCENT, Kind.MONEY, Kind.DATE])
def test_a_value_reads_back_as_it_is_shown(qtbot: QtBot, kind: Kind) -> None:
    editor, _ = editor_of(qtbot, kind)
    assert isinstance(editor, LineEditor)
    assert editor.read(editor.write(VALUES[kind])) == VALUES[kind]


def test_typed_count_is_heard(qtbot: QtBot) -> None:
    editor, heard = editor_of(qtbot, Kind.COUNT)
    assert isinstance(editor, LineEditor)
    QTest.keyClicks(editor.field, "12")
    assert heard[-1] == ("Q", Answer(State.ANSWERED, Figure(Decimal(12))))


def test_unclear_text_is_kept_and_nothing_is_guessed(qtbot: QtBot) -> None:
    editor, heard = editor_of(qtbot, Kind.COUNT)
    assert isinstance(editor, LineEditor)
    QTest.keyClicks(editor.field, "1.29")
    editor.field.editingFinished.emit()
    answer = heard[-1][1]
    assert isinstance(answer, Answer)
    assert (answer.state, answer.value) == (State.NOT_CHECKED, None)
    assert editor.field.text() == "1.29"
    assert "chưa rõ" in editor.problem.text()
    again, _ = editor_of(qtbot, Kind.COUNT)
    again.load(answer)
    assert isinstance(again, LineEditor)
    assert again.field.text() == "1.29"


def test_clearing_a_field_takes_the_answer_back(qtbot: QtBot) -> None:
    editor, heard = editor_of(qtbot, Kind.COUNT)
    editor.load(Answer(State.ANSWERED, Figure(Decimal(3)), note="Ghi chú"))
    assert isinstance(editor, LineEditor)
    editor.field.selectAll()
    QTest.keyClick(editor.field, "\b")  # type: ignore[call-overload]
    assert heard[-1] == ("Q", Answer(State.NOT_CHECKED, None, note="Ghi chú"))


def test_money_is_echoed_in_full(qtbot: QtBot) -> None:
    editor, _ = editor_of(qtbot, Kind.MONEY)
    assert isinstance(editor, LineEditor)
    editor.load(Answer(State.ANSWERED, VALUES[Kind.MONEY]))
    assert editor.echo_label.text() == "trên 350.000.000 đồng - trên ba trăm năm mươi triệu đồng"


def test_lines_are_added_when_typed_and_come_back_when_removed(qtbot: QtBot) -> None:
    editor, heard = editor_of(qtbot, Kind.LIST)
    assert isinstance(editor, ItemsEditor)
    editor.show()
    editor.load(Answer(State.ANSWERED, items=ITEMS))
    editor.add.click()
    assert heard == []
    QTest.keyClicks(editor.rows[2].fields["text"], "Ba")
    item = heard[-1][1]
    assert isinstance(item, Item)
    assert (item.text, item.position) == ("Ba", 3)
    editor.rows[0].remove_requested.emit(editor.rows[0])
    assert list(heard[-1]) == ["Q", "a"]
    editor.restore.click()
    assert list(heard[-1]) == ["Q", ITEMS[0]]


def test_lines_move(qtbot: QtBot) -> None:
    editor, heard = editor_of(qtbot, Kind.LIST)
    assert isinstance(editor, ItemsEditor)
    editor.show()
    editor.load(Answer(State.ANSWERED, items=ITEMS))
    qtbot.waitExposed(editor)
    editor.rows[1].focus()
    editor.activateWindow()
    qtbot.waitUntil(lambda: editor.focusWidget() is not None)
    QTest.keyClick(editor.focusWidget(), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [row.item.id for row in editor.rows] == ["b", "a"]
    (moved,) = heard  # one step, however many lines change their places
    assert [(item.id, item.position) for item in moved[1]] == [("b", 1.0), ("a", 2.0)]  # type: ignore[attr-defined]


def test_table_cells_are_numbers(qtbot: QtBot) -> None:
    editor, heard = editor_of(qtbot, Kind.TABLE)
    assert isinstance(editor, ItemsEditor)
    editor.load(Answer(State.ANSWERED, items=ITEMS))
    QTest.keyClicks(editor.rows[0].fields["cell:n"], "7")
    item = heard[-1][1]
    assert isinstance(item, Item)
    assert item.cells == {"n": Decimal(7)}


@pytest.mark.parametrize("code", ["2019", "2014..2019", "2019-06", "yearly", "2019-H1", "quý I"])
def test_periods_read_back(code: str) -> None:
    assert period_code(period_words(code)) == code


def test_an_unclear_amount_is_asked_about_and_chosen(qtbot: QtBot) -> None:
    editor, heard = editor_of(qtbot, Kind.MONEY)
    assert isinstance(editor, LineEditor)
    editor.show()
    editor.load(Answer())
    event = QInputMethodEvent()
    event.setCommitString("1.29 tỷ")
    QApplication.sendEvent(editor.field, event)
    answer = heard[-1][1]
    assert isinstance(answer, Answer)
    assert answer.state is State.NOT_CHECKED  # kept as typed, never guessed
    assert "1.29 tỷ" in answer.note
    editor.field.editingFinished.emit()
    assert [one.text() for one in editor.readings] == ["1,29 tỷ đồng", "1.290 tỷ đồng"]
    editor.readings[0].click()
    answer = heard[-1][1]
    assert isinstance(answer, Answer)
    assert isinstance(answer.value, Figure)
    assert answer.value.amount == 1_290_000_000
    assert not editor.readings
