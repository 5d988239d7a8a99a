"""Guards what the keyboard does on a form: one stop a choice, letters and arrows, Enter and Tab through lists, F4."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.checklist import Column, Question
from tdkt_desktop.domain.kinds import VERDICT_WORDS, Kind, State, Verdict
from tdkt_desktop.domain.values import Answer, Figure, Item
from tdkt_desktop.ui.controls.choice_bar import ChoiceBar
from tdkt_desktop.ui.editors.figure_details import PERIOD, PURPOSE, FigureDetails
from tdkt_desktop.ui.editors.items import ItemsEditor
from tdkt_desktop.ui.editors.period import row_period
from tdkt_desktop.ui.unit.criterion_form import CriterionForm
from tdkt_desktop.ui.window import MainWindow
from tests.support.keyboard import Keys, Story, Text, Typist, Wait

BEFORE, AFTER = "trước", "sau"


def focus() -> QWidget:
    """What has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


class Page(QWidget):
    """A part of a form between two fields."""

    def __init__(self, qtbot: QtBot, part: QWidget) -> None:
        super().__init__()
        qtbot.addWidget(self)
        box = QVBoxLayout(self)
        self.before, self.after = QLineEdit(), QLineEdit()
        self.before.setAccessibleName(BEFORE)
        self.after.setAccessibleName(AFTER)
        for one in (self.before, part, self.after):
            box.addWidget(one)
        self.show()
        self.activateWindow()
        self.before.setFocus()
        qtbot.waitUntil(self.before.hasFocus)

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(focus(), key)
            QApplication.processEvents()  # a new line is on the screen before the next key

    @property
    def here(self) -> str:
        return focus().accessibleName()


@pytest.fixture
def verdict(qtbot: QtBot) -> tuple[Page, list[object]]:
    bar, heard = ChoiceBar("Kết luận", list(VERDICT_WORDS.items())), list[object]()
    bar.chosen.connect(heard.append)
    page = Page(qtbot, bar)
    page.press(Qt.Key.Key_Tab)
    return page, heard


def test_a_choice_is_one_stop_for_tab_and_enter(verdict: tuple[Page, list[object]]) -> None:
    page, heard = verdict
    assert page.here == "Kết luận: Đạt"
    page.press(Qt.Key.Key_Tab)
    assert page.here == AFTER
    page.press(Qt.Key.Key_Backtab)
    page.press(Qt.Key.Key_Return)
    assert page.here == AFTER
    assert heard == []


def test_tab_comes_to_what_is_chosen(qtbot: QtBot) -> None:
    bar = ChoiceBar("Kết luận", list(VERDICT_WORDS.items()))
    bar.show_value(Verdict.NOT_APPLICABLE)
    page = Page(qtbot, bar)
    page.press(Qt.Key.Key_Tab)
    assert page.here == "Kết luận: Không thuộc đối tượng"
    page.press(Qt.Key.Key_Backtab)
    assert page.here == BEFORE


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        ([Qt.Key.Key_D], Verdict.MET),  # đ too
        ([Qt.Key.Key_C], Verdict.NOT_MET),
        ([Qt.Key.Key_C, Qt.Key.Key_C], Verdict.NOT_CHECKED),
        ([Qt.Key.Key_C, Qt.Key.Key_C, Qt.Key.Key_C], Verdict.NOT_MET),
        ([Qt.Key.Key_3], Verdict.NOT_APPLICABLE),
        ([Qt.Key.Key_Right], Verdict.NOT_MET),
        ([Qt.Key.Key_Left], Verdict.NOT_CHECKED),
        ([Qt.Key.Key_Down, Qt.Key.Key_Down], Verdict.NOT_APPLICABLE),
        ([Qt.Key.Key_Space], Verdict.MET),
    ],
)
def test_letters_figures_and_arrows_choose(
    verdict: tuple[Page, list[object]], keys: list[Qt.Key], chosen: Verdict
) -> None:
    page, heard = verdict
    page.press(*keys)
    assert heard[-1] == chosen
    assert page.here == f"Kết luận: {VERDICT_WORDS[chosen]}"


def test_keys_that_mean_nothing_here_choose_nothing(verdict: tuple[Page, list[object]]) -> None:
    page, heard = verdict
    page.press(Qt.Key.Key_9, Qt.Key.Key_0, Qt.Key.Key_X)
    QTest.keyClick(focus(), Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    assert heard == []


def list_page(qtbot: QtBot, kind: Kind = Kind.LIST, measure: str = "") -> tuple[Page, ItemsEditor]:
    columns = (Column("n", "Số"),) if kind is Kind.TABLE else ()
    editor = ItemsEditor(Question("Q", kind, "Việc", measure=measure, columns=columns), lambda _: QIcon())
    page = Page(qtbot, editor)
    page.press(Qt.Key.Key_Tab)
    return page, editor


def test_enter_writes_a_list_and_leaves_it_from_a_blank_line(qtbot: QtBot) -> None:
    page, editor = list_page(qtbot)
    page.press(Qt.Key.Key_Return)
    for text in ("mot", "hai"):
        QTest.keyClicks(focus(), text)
        page.press(Qt.Key.Key_Return)
    assert page.here == "Việc, dòng 3: Nội dung"
    page.press(Qt.Key.Key_Return)
    assert page.here == AFTER
    assert [row.item.text for row in editor.rows] == ["mot", "hai"]


def test_enter_goes_through_the_details_that_are_open(qtbot: QtBot) -> None:
    page, editor = list_page(qtbot, measure="đồng")
    page.press(Qt.Key.Key_Return)
    for text in ("ung ho", "5.000.000", "xa", "2019"):
        QTest.keyClicks(focus(), text)
        page.press(Qt.Key.Key_Return)
    (first, blank) = (row.item for row in editor.rows)
    assert (first.text, first.amount, first.place, first.period) == (
        "ung ho",
        Decimal(5_000_000),
        "xa",
        "2019",
    )
    assert blank.text == ""
    assert page.here == "Việc, dòng 2: Nội dung"


def test_enter_unfolds_details(qtbot: QtBot) -> None:
    page, _ = list_page(qtbot)
    page.press(Qt.Key.Key_Return)
    QTest.keyClicks(focus(), "mot")
    page.press(Qt.Key.Key_Tab, Qt.Key.Key_Return)
    assert page.here == "Việc, dòng 1: Số lượng"


def test_tab_goes_through_lines_as_they_stand(qtbot: QtBot) -> None:
    page, editor = list_page(qtbot)
    editor.load(
        Answer(State.ANSWERED, items=(Item("a", text="A", position=1), Item("b", text="B", position=2)))
    )
    QApplication.processEvents()
    editor.rows[1].focus()
    QTest.keyClick(focus(), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    page.before.setFocus()
    seen: list[str] = []
    for _ in range(8):
        page.press(Qt.Key.Key_Tab)
        rows = [row.item.id for row in editor.rows if row.isAncestorOf(focus())]
        seen += [one for one in (rows or [page.here]) if one not in seen]
    assert seen == ["b", "a", "Việc: thêm dòng", AFTER]


def test_a_row_named_by_a_period_keeps_it(qtbot: QtBot) -> None:
    page, editor = list_page(qtbot, Kind.TABLE)
    page.press(Qt.Key.Key_Return)
    QTest.keyClicks(focus(), "2017 - 2019")
    page.press(Qt.Key.Key_Return)
    QTest.keyClicks(focus(), "12")
    item = editor.rows[0].item
    assert (item.text, item.period, item.cells) == ("2017..2019", "2017..2019", {"n": Decimal(12)})
    assert editor.rows[0].fields["text"].text() == "2017 - 2019"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("năm 2019", "2019"),
        ("giai đoạn 2017 - 2018", "2017..2018"),
        ("6 tháng đầu năm 2019", "2019-H1"),
        ("tháng 6/2019", "2019-06"),
        ("Hằng năm", "yearly"),
        ("Bằng khen", ""),
        ("13/2019", ""),
    ],
)
def test_the_label_of_a_row_is_a_period_or_is_not(typed: str, code: str) -> None:
    assert row_period(typed) == code


def test_a_figure_says_what_for_and_when(qtbot: QtBot) -> None:
    details = FigureDetails(Question("Q", Kind.MONEY, "Bao nhiêu?"))
    page = Page(qtbot, details)
    assert details.isHidden()
    details.open(PURPOSE)
    QTest.keyClicks(focus(), "quy")
    page.press(Qt.Key.Key_Tab)
    details.open(PERIOD)
    QTest.keyClicks(focus(), "2016-2018")
    made = details.complete(Answer(State.ANSWERED, Figure(Decimal(5))))
    assert made.value == Figure(Decimal(5), measure="quy", period="2016..2018")
    again = FigureDetails(Question("Q", Kind.MONEY, "Bao nhiêu?"))
    qtbot.addWidget(again)
    again.load(made)
    assert again.complete(Answer(State.ANSWERED, Figure(Decimal(6)))).value == Figure(
        Decimal(6), measure="quy", period="2016..2018"
    )
    assert FigureDetails(Question("Q", Kind.COUNT, "Bao nhiêu?")).fields.keys() == {PERIOD}


def test_f4_marks_a_question_as_not_applicable_and_enter_goes_on(window: MainWindow) -> None:
    typist = Typist()

    def story() -> Story:
        yield Keys("Ctrl+PgDown Alt+Down")
        assert typist.here == "Có ban hành kế hoạch không?: Có"
        yield Keys("F4")
        yield Wait(lambda: typist.here.startswith("menu"), "the menu")
        yield Keys("K")
        assert typist.here == "Có ban hành kế hoạch không?: Vì sao không thuộc đối tượng"
        yield Text("đơn vị mới thành lập")
        yield Keys("Enter")
        assert typist.here == "Cách làm hay?"

    typist.play(story())
    assert window.view is not None
    assert window.view.unit_tab is not None
    answer = window.view.unit_tab.sheet.inspection.answer("A.1")
    assert (answer.state, answer.reason) == (State.NOT_APPLICABLE, "đơn vị mới thành lập")


def test_alt_down_leaves_a_list_that_has_nothing_to_move(window: MainWindow) -> None:
    """At “Thêm dòng” and in a lone line the keys are the window's; among several lines they move the line."""
    assert window.view is not None
    window.view.open_unit("u1", "K")
    tab = window.view.unit_tab
    assert tab is not None
    assert isinstance(tab.form, CriterionForm)
    editor = tab.form.rows["K.list"].editor
    assert isinstance(editor, ItemsEditor)
    editor.add.setFocus()
    typist = Typist()

    def story() -> Story:
        yield Keys("Enter")
        yield Text("một")
        yield Keys("Enter")
        yield Text("hai")
        yield Keys("Alt+Up")
        assert [row.item.text for row in editor.rows] == ["hai", "một"]
        assert tab.steps.key == "K"
        yield Keys("Enter Enter Enter Alt+Down")

    typist.play(story())
    assert tab.steps.key != "K"


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ("Alt+K", "Kết luận về nội dung này: Chưa kiểm tra"),
        ("Alt+A", "Nhận xét của đoàn"),
        ("Alt+N", "Hạn chế"),
        ("Alt+L", "Tài liệu đã xem"),
        ("Alt+Down", "Câu hỏi loại yes_no?: Có"),
        ("Ctrl+Return", "Câu hỏi loại yes_no?: Có"),
        ("F4", "menu: "),
    ],
)
def test_a_large_text_lets_the_keys_of_the_window_through(window: MainWindow, keys: str, place: str) -> None:
    """From the middle of a text no Tab is needed to go anywhere; Alt+G would tick the box and is not tried."""
    typist = Typist()

    def story() -> Story:
        yield Keys("Ctrl+PgDown Alt+Down C Enter Enter Enter Enter Enter")
        assert typist.here == "Cách làm hay?"
        yield Text("nửa câu")
        yield Keys(keys)
        yield Wait(lambda: typist.here.startswith(place), place, seconds=3)
        if keys == "F4":
            yield Keys("Esc")
            yield Wait(lambda: typist.here == "Cách làm hay?", "the text again", seconds=3)

    typist.play(story())
    assert window.view is not None
    assert window.view.unit_tab is not None
    assert window.view.unit_tab.sheet.inspection.answer("A.3").value == "nửa câu"


def test_enter_at_the_end_of_a_page_goes_to_the_next(window: MainWindow) -> None:
    typist = Typist()

    def story() -> Story:
        yield Keys("Ctrl+PgDown Alt+Down Alt+L Tab")
        assert typist.here == "Đưa nhận xét này vào thông báo"
        yield Keys("Enter")
        assert typist.here == "Câu hỏi loại yes_no?: Có"

    typist.play(story())


def in_sight() -> bool:
    return focus().visibleRegion().boundingRect().height() == focus().height()


def test_what_gets_the_keyboard_comes_into_sight(window: MainWindow, qtbot: QtBot) -> None:
    """Enter, a jump and undo move the keyboard without Tab, which alone scrolls in Qt."""
    window.resize(1100, 640)
    assert window.view is not None
    window.view.open_unit("u1", "K")
    tab = window.view.unit_tab
    assert tab is not None
    assert isinstance(tab.form, CriterionForm)
    for field in (tab.form.in_notice, tab.form.rows["K.yes_no"].editor):
        field.setFocus()
        qtbot.waitUntil(in_sight)
    assert isinstance(focus(), QPushButton)
