"""Guards the command palette: a few letters without marks find a place, and Enter goes there, hands on the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from tdkt_desktop.ui.find.command_palette import (
    ACTION,
    CONTENT,
    QUESTION,
    UNIT_KIND,
    CommandPalette,
    PaletteEntry,
)
from tdkt_desktop.ui.find.palette_rows import ROW_ROLE, PaletteRow
from tdkt_desktop.ui.look.theme import Theme

KEY = Qt.Key
Make = Callable[..., CommandPalette]
ENTRIES = (
    (QUESTION, "Có ban hành kế hoạch không?", "1. Lãnh đạo, chỉ đạo", ""),
    (UNIT_KIND, "01 Trường Chính trị", "Trường Chính trị tỉnh", ""),
    (UNIT_KIND, "02 Viễn thông", "Viễn thông tỉnh", ""),
    (CONTENT, "1. Lãnh đạo, chỉ đạo", "Công tác lãnh đạo, chỉ đạo", ""),
    (CONTENT, "7. Hội đồng TĐKT", "Hoạt động của Hội đồng", ""),
    (ACTION, "Lưu ngay", "Tệp", "Ctrl+S"),
    (ACTION, "Xem trước biên bản", "Biên bản", "Ctrl+P"),
    (QUESTION, "Hội đồng họp mấy lần?", "7. Hội đồng TĐKT", ""),
)


@pytest.fixture
def ran() -> list[str]:
    return []


@pytest.fixture
def make(qtbot: QtBot, theme: Theme, ran: list[str]) -> Make:
    """Opens a palette over a window; what runs notes its title."""
    window = QWidget()
    window.resize(1366, 768)
    qtbot.addWidget(window)
    window.show()

    def opened(entries: tuple[tuple[str, str, str, str], ...] = ENTRIES) -> CommandPalette:
        made = [PaletteEntry(*entry, partial(ran.append, entry[1])) for entry in entries]
        palette = CommandPalette(made, theme, window)
        palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)  # looked at after it is closed
        palette.open()
        return palette

    return opened


def typed(palette: CommandPalette, commit: str, composing: str = "") -> None:
    event = QInputMethodEvent(composing, [])
    event.setCommitString(commit)
    QApplication.sendEvent(palette.field, event)


def titles(palette: CommandPalette) -> list[str]:
    return [palette.model.entry(row).title for row in range(palette.model.rowCount())]


def row(palette: CommandPalette, number: int = 0) -> PaletteRow:
    found = palette.model.index(number, 0).data(ROW_ROLE)
    assert isinstance(found, PaletteRow)
    return found


def current(palette: CommandPalette) -> int:
    return palette.list.currentIndex().row()


def test_before_anything_is_typed_it_offers_actions_and_units(make: Make) -> None:
    palette = make()
    assert titles(palette) == ["Lưu ngay", "Xem trước biên bản", "01 Trường Chính trị", "02 Viễn thông"]
    assert current(palette) == 0
    assert [row(palette, number).kind for number in range(4)] == [ACTION, "", UNIT_KIND, ""]
    assert row(palette).keys == "Ctrl+S"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("luu", "Lưu ngay"),
        ("vien thong", "02 Viễn thông"),
        ("ldcd", "1. Lãnh đạo, chỉ đạo"),
        ("tct", "01 Trường Chính trị"),
        ("hoi dong", "7. Hội đồng TĐKT"),
        ("ban hanh", "Có ban hành kế hoạch không?"),
        ("hội đồng họp", "Hội đồng họp mấy lần?"),
        ("viễn thông tỉnh", "02 Viễn thông"),  # by its detail
    ],
)
def test_a_few_letters_bring_the_place_to_the_top(make: Make, query: str, first: str) -> None:
    palette = make()
    typed(palette, query)
    assert titles(palette)[0] == first
    assert current(palette) == 0


def test_the_kind_with_the_best_answer_comes_first_and_kinds_stay_together(make: Make) -> None:
    palette = make()
    typed(palette, "hoi dong")
    kinds = [palette.model.entry(number).kind for number in range(palette.model.rowCount())]
    assert kinds == [CONTENT, QUESTION]
    typed(palette, " hop")
    assert titles(palette) == ["Hội đồng họp mấy lần?"]
    assert palette.count.text() == "1 kết quả"


def test_a_title_answers_before_a_detail_does(make: Make) -> None:
    palette = make(
        (
            (QUESTION, "Theo văn bản nào?", "7. Hội đồng", ""),
            (QUESTION, "Có lập hội đồng không?", "1. Lãnh đạo", ""),
            (QUESTION, "Có vụ chối đông nào không?", "9. Khiếu nại", ""),  # only in the middle of a word
        )
    )
    typed(palette, "hoi dong")
    assert titles(palette) == ["Có lập hội đồng không?", "Theo văn bản nào?", "Có vụ chối đông nào không?"]


def test_the_letters_found_are_marked_in_title_and_detail(make: Make) -> None:
    palette = make()
    typed(palette, "tct")
    found = row(palette)
    assert [found.title[start:end] for start, end in found.title_spans] == ["T", "C", "t"]
    palette.field.clear()
    typed(palette, "vien tinh")
    found = row(palette)
    assert [found.title[start:end] for start, end in found.title_spans] == ["Viễn"]
    assert [found.detail[start:end] for start, end in found.detail_spans] == ["Viễn", "tỉnh"]


def test_enter_runs_after_the_palette_is_closed(make: Make, qtbot: QtBot, theme: Theme) -> None:
    palette: CommandPalette
    seen: list[bool] = []
    entry = PaletteEntry(ACTION, "Thử", "", "", lambda: seen.append(palette.isVisible()))
    palette = CommandPalette([entry], theme)
    qtbot.addWidget(palette)
    palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    palette.open()
    QTest.keyClick(palette.field, KEY.Key_Return)
    assert seen == []
    qtbot.waitUntil(lambda: seen == [False])


def test_it_is_gone_after_use(qtbot: QtBot, theme: Theme) -> None:
    palette = CommandPalette([PaletteEntry(ACTION, "Thử", "", "", lambda: None)], theme)
    palette.open()
    with qtbot.waitSignal(palette.destroyed):
        QTest.keyClick(palette.field, KEY.Key_Escape)
    theme.choose("dark")  # and nothing of it still listens
    theme.choose("light")


def test_arrows_and_pages_walk_the_list_while_the_cursor_stays_in_the_field(
    make: Make, ran: list[str]
) -> None:
    palette = make(tuple((UNIT_KIND, f"{number:02d} Đơn vị", "", "") for number in range(60)))
    QTest.keyClick(palette.field, KEY.Key_Up)
    assert current(palette) == 0
    for _ in range(3):
        QTest.keyClick(palette.field, KEY.Key_Down)
    assert current(palette) == 3
    QTest.keyClick(palette.field, KEY.Key_Up)
    assert current(palette) == 2
    QTest.keyClick(palette.field, KEY.Key_PageDown)
    page = current(palette)
    assert 8 < page < 30
    assert palette.list.viewport().rect().contains(palette.list.visualRect(palette.list.currentIndex()))
    for _ in range(20):
        QTest.keyClick(palette.field, KEY.Key_PageDown)
    assert current(palette) == 59
    for _ in range(20):
        QTest.keyClick(palette.field, KEY.Key_PageUp)
    assert current(palette) == 0
    assert palette.list.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert palette.focusWidget() is palette.field
    assert ran == []


def test_letters_still_being_composed_count_as_typed(make: Make, ran: list[str], qtbot: QtBot) -> None:
    palette = make()
    typed(palette, "", "vie")
    assert titles(palette)[0] == "02 Viễn thông"
    typed(palette, "", "viễ")
    assert titles(palette) == ["02 Viễn thông"]
    typed(palette, "viễn")
    assert palette.field.text() == "viễn"
    assert titles(palette) == ["02 Viễn thông"]
    QTest.keyClick(palette.field, KEY.Key_Enter)
    qtbot.waitUntil(lambda: ran == ["02 Viễn thông"])


def test_composing_in_the_middle_counts_where_the_cursor_is(make: Make) -> None:
    palette = make()
    palette.field.setText("viễn ng")
    palette.field.setCursorPosition(5)
    typed(palette, "", "thô")
    assert palette.field.query == "viễn thông"
    assert titles(palette) == ["02 Viễn thông"]


def test_escape_closes_and_runs_nothing(make: Make, ran: list[str], qtbot: QtBot) -> None:
    palette = make()
    QTest.keyClick(palette.field, KEY.Key_Escape)
    qtbot.wait(20)
    assert not palette.isVisible()
    assert ran == []


def test_a_click_runs_the_row(make: Make, ran: list[str], qtbot: QtBot) -> None:
    palette = make()
    place = palette.list.visualRect(palette.model.index(2, 0)).center()
    QTest.mouseClick(
        palette.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
    )
    qtbot.waitUntil(lambda: ran == ["01 Trường Chính trị"])
    assert not palette.isVisible()


def test_nothing_found_is_said_and_enter_waits_for_other_words(
    make: Make, ran: list[str], qtbot: QtBot
) -> None:
    palette = make()
    typed(palette, "không có đâu")
    assert palette.empty.isVisible()
    assert "Không thấy “không có đâu”" in palette.empty.text()
    QTest.keyClick(palette.field, KEY.Key_Return)
    qtbot.wait(20)
    assert palette.isVisible()
    assert ran == []
    palette.field.clear()
    assert not palette.empty.isVisible()
    assert titles(palette)[0] == "Lưu ngay"


def test_rows_read_aloud_say_kind_place_and_keys(make: Make) -> None:
    palette = make()
    spoken = palette.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Việc: Lưu ngay, Tệp, phím Ctrl+S"
    for kind in (QLineEdit, QListView, QAbstractButton):
        for widget in palette.findChildren(kind):
            assert widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()), widget


def test_a_name_with_signs_of_markup_is_shown_word_for_word(make: Make) -> None:
    palette = make(((UNIT_KIND, "01 <b>Đơn vị</b>", "A & B", ""),))
    tip = palette.model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "01 &lt;b&gt;Đơn vị&lt;/b&gt;<br>A &amp; B"
    assert palette.model.index(0, 0).data() == "01 <b>Đơn vị</b>"


def test_many_entries_make_no_widgets(make: Make) -> None:
    few = make()
    many = make(tuple((QUESTION, f"Câu hỏi thứ {number}?", "", "") for number in range(3000)))
    assert len(many.findChildren(QWidget)) == len(few.findChildren(QWidget))


@pytest.mark.parametrize("zoom", [0.8, 1.0, 2.0])
def test_it_fits_over_the_window_at_any_zoom(make: Make, zoom: float) -> None:
    palette = make()
    palette.hide()
    font = palette.font()
    font.setPointSizeF(10.5 * zoom)
    for widget in (palette, palette.list):
        widget.setFont(font)
    palette.open()
    window = palette.parentWidget()
    assert window is not None
    assert window.frameGeometry().contains(palette.geometry())
    shown = palette.list.visualRect(palette.model.index(0, 0))
    assert shown.height() >= max(32, palette.list.fontMetrics().height())
    assert not palette.list.horizontalScrollBar().isVisible()
    assert not palette.grab().isNull()
