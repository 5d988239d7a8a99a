"""Guards the search panel: results by unit while typing, the keyboard walks them, Enter says where to go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QInputMethodEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.inspection import Assessment, Inspection, Record, Remark, Visit
from tdkt_desktop.ui.find.marked_line import draw_marked
from tdkt_desktop.ui.find.search_panel import WAIT_MS, SearchPanel
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.workflows.search.search import ASSESSMENT, NOTICE, VISIT, Hit, SearchIndex, UnitHits
from tests.ui.conftest import make_campaign, make_checklist

KEY = Qt.Key


def index() -> SearchIndex:
    """Two units with something recorded about a hall."""
    record = Record(
        {
            "u1": Inspection(
                "u1",
                visit=Visit(place="Hội trường tầng hai"),
                remarks={"A": Remark(narrative="Họp tại hội trường")},
            ),
            "u2": Inspection("u2", assessment=Assessment(conclusion="Sửa hội trường trước 30/4")),
        }
    )
    return SearchIndex(make_campaign(), make_checklist(), record)


class Chosen(list[tuple[str, str, str]]):
    """What the panel asked to be shown, and whether it was closed by then."""

    def __init__(self, panel: SearchPanel) -> None:
        super().__init__()
        self._panel, self.open = panel, False
        panel.hit_chosen.connect(self._note)

    def _note(self, unit: str, step: str, question: str) -> None:
        self.open = self.open or self._panel.isVisible()
        self.append((unit, step, question))


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> Iterator[SearchPanel]:
    window = QWidget()
    window.resize(1366, 768)
    qtbot.addWidget(window)
    window.show()
    made = SearchPanel(index().find, theme, window)
    made.ask()
    yield made
    window.close()


def typed(panel: SearchPanel, commit: str, composing: str = "") -> None:
    event = QInputMethodEvent(composing, [])
    event.setCommitString(commit)
    QApplication.sendEvent(panel.field, event)


def lines(panel: SearchPanel) -> list[str]:
    return [str(panel.model.index(row, 0).data()) for row in range(panel.model.rowCount())]


def current(panel: SearchPanel) -> str:
    return str(panel.list.currentIndex().data())


def test_results_stand_by_unit_with_their_number_and_place(panel: SearchPanel) -> None:
    typed(panel, "hoi truong")
    panel.search()
    assert lines(panel) == [
        "01 Đơn vị Một: 2 chỗ",
        "Thông tin buổi kiểm tra › Địa điểm: Hội trường tầng hai",
        "1. Lãnh đạo, chỉ đạo › Nhận xét của đoàn: Họp tại hội trường",
        "02 Đơn vị Hai: 1 chỗ",
        "Nhận xét, kết luận › Kết luận của đoàn: Sửa hội trường trước 30/4",
    ]
    assert panel.count.text() == "Thấy 3 chỗ ở 2 đơn vị"


def test_what_belongs_to_no_unit_is_counted_apart(panel: SearchPanel) -> None:
    hit = Hit(NOTICE, "I.1", "", "Lời văn", "hội trường", ())
    panel.ask(lambda typed: [UnitHits(NOTICE, "Thông báo", (hit,), 7)])
    typed(panel, "x")
    panel.search()
    assert panel.count.text() == "Thấy 7 chỗ ở phần chung"
    assert lines(panel)[-1].startswith("Còn 6 chỗ nữa")
    QTest.keyClick(panel.field, KEY.Key_Down)
    assert current(panel) == "Lời văn: hội trường"  # the last line cannot be chosen


def test_a_fast_typist_causes_one_search(qtbot: QtBot, panel: SearchPanel) -> None:
    asked: list[str] = []

    def find(words: str) -> Sequence[UnitHits]:
        asked.append(words)
        return index().find(words)

    panel.ask(find)
    for letter in "hội":
        typed(panel, letter)
        qtbot.wait(10)
    assert asked == []
    qtbot.waitUntil(lambda: asked == ["hội"], timeout=2000)
    qtbot.wait(WAIT_MS + 50)
    assert asked == ["hội"]
    assert panel.model.rowCount() == 5


def test_arrows_step_over_headings_and_enter_tells_where_to_go(panel: SearchPanel) -> None:
    chosen = Chosen(panel)
    typed(panel, "hội trường")
    panel.search()
    assert current(panel).endswith("tầng hai")
    for _ in range(5):
        QTest.keyClick(panel.field, KEY.Key_Down)
    assert current(panel).endswith("30/4")
    QTest.keyClick(panel.field, KEY.Key_Up)
    assert current(panel).endswith("Họp tại hội trường")
    QTest.keyClick(panel.field, KEY.Key_PageUp)
    assert current(panel).endswith("tầng hai")
    QTest.keyClick(panel.field, KEY.Key_PageDown)
    assert current(panel).endswith("30/4")
    assert panel.focusWidget() is panel.field
    QTest.keyClick(panel.field, KEY.Key_Return)
    assert chosen == [("u2", ASSESSMENT, "")]
    assert not chosen.open


def test_enter_does_not_wait_for_the_pause(panel: SearchPanel) -> None:
    chosen = Chosen(panel)
    typed(panel, "tầng hai")
    QTest.keyClick(panel.field, KEY.Key_Return)
    assert chosen == [("u1", VISIT, "")]


def test_letters_still_being_composed_are_searched(panel: SearchPanel, qtbot: QtBot) -> None:
    typed(panel, "", "tầng")
    qtbot.waitUntil(lambda: panel.model.rowCount() == 2, timeout=2000)


def test_a_double_click_chooses_and_a_heading_does_not(panel: SearchPanel) -> None:
    chosen = Chosen(panel)
    typed(panel, "hoi truong")
    panel.search()
    for row in (3, 2):
        place = panel.list.visualRect(panel.model.index(row, 0)).center()
        target = panel.list.viewport()
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        QTest.mouseDClick(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert chosen == [("u1", "A", "")]


def test_nothing_found_says_what_was_searched(panel: SearchPanel) -> None:
    assert "Tìm trong thông tin buổi kiểm tra" in panel.empty.text()
    chosen = Chosen(panel)
    typed(panel, "không có đâu")
    panel.search()
    assert panel.empty.isVisible()
    assert "Không thấy “không có đâu”" in panel.empty.text()
    assert "câu trả lời" in panel.empty.text()
    QTest.keyClick(panel.field, KEY.Key_Return)
    assert panel.isVisible()
    assert chosen == []


def test_escape_closes_and_the_search_is_there_again(panel: SearchPanel) -> None:
    chosen = Chosen(panel)
    typed(panel, "hoi truong")
    panel.search()
    QTest.keyClick(panel.field, KEY.Key_Down)
    QTest.keyClick(panel.field, KEY.Key_Escape)
    assert not panel.isVisible()
    assert chosen == []
    panel.ask(index().find)
    assert panel.field.selectedText() == "hoi truong"
    assert current(panel).endswith("Họp tại hội trường")  # the same hit, although all was read anew
    typed(panel, "tang")
    assert panel.field.text() == "tang"


def test_the_hits_are_walked_without_opening_round_the_ends(panel: SearchPanel) -> None:
    assert not panel.step(1)
    typed(panel, "hoi truong")
    QTest.keyClick(panel.field, KEY.Key_Return)
    chosen = Chosen(panel)
    for _ in range(3):
        assert panel.step(1)
    assert panel.step(-1)
    assert [unit for unit, *_ in chosen] == ["u1", "u2", "u1", "u2"]
    assert not chosen.open


def test_every_widget_has_a_name_and_the_size_fits_the_window(panel: SearchPanel) -> None:
    for kind in (QLineEdit, QListView, QAbstractButton):
        for widget in panel.findChildren(kind):
            assert widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()), widget
    window = panel.parentWidget()
    assert window is not None
    assert window.frameGeometry().contains(panel.geometry())
    typed(panel, "hoi truong")
    panel.search()
    assert not panel.grab().isNull()


def test_text_is_never_taken_for_markup(panel: SearchPanel) -> None:
    hit = Hit("u1", "A", "", "Nhận xét", "<img src=x> & chữ", ())
    panel.ask(lambda typed: [UnitHits("u1", "01", (hit,), 1)])
    typed(panel, "x")
    panel.search()
    tip = panel.model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "Nhận xét<br>&lt;img src=x&gt; &amp; chữ"


def test_a_line_is_cut_to_its_room_and_marks_the_right_letters(qapp: QApplication) -> None:
    def drawn(text: str, spans: Sequence[tuple[int, int]], width: int) -> tuple[int, QImage]:
        picture = QImage(width, 24, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        used = draw_marked(painter, QRect(0, 0, width, 24), text, spans, "#000000", "#FF0000")
        painter.end()
        return used, picture

    def red_from(picture: QImage) -> int:
        return min(
            x
            for x in range(picture.width())
            for y in range(picture.height())
            if (colour := picture.pixelColor(x, y)).red() > 200 and colour.blue() < 80
        )

    whole, picture = drawn("một hai ba bốn", [(8, 10)], 400)
    assert 40 < red_from(picture) < whole < 400
    cut, _ = drawn("một hai ba bốn " * 20, [(8, 10), (290, 299)], 120)
    assert cut <= 120
    far, picture_of_far = drawn("một hai ba bốn " * 20 + "năm", [(len("một hai ba bốn ") * 20, 303)], 200)
    assert far <= 200
    assert 20 < red_from(picture_of_far) < 170  # the word found is in sight, whatever stands before it
    rare, picture_of_rare = drawn("\U0001d11e\U0001d11e hai", [(3, 6)], 400)
    only_hai, _ = drawn("hai", [(0, 3)], 400)
    assert rare - only_hai - 3 <= red_from(picture_of_rare) < rare  # a letter of two units shifts nothing
