"""Guards the charts of the window: by keyboard, by ear, in every scheme and size, and told apart without colour."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.charts import ORDER, Bar, Chart, Series
from tdkt_desktop.domain.marks import Mark
from tdkt_desktop.ui.desk.tab_keys import OVERVIEW
from tdkt_desktop.ui.look.palette import PALETTES, Palette
from tdkt_desktop.ui.look.theme import ROW_HEIGHT, Theme
from tdkt_desktop.ui.overview.chart_list import ChartList
from tdkt_desktop.ui.overview.chart_painting import draw_bar, draw_part
from tdkt_desktop.ui.overview.charts_dialog import ChartsDialog
from tdkt_desktop.ui.overview.overview import Overview
from tdkt_desktop.ui.papers.paper_window import PaperWindow
from tdkt_desktop.ui.window import MainWindow
from tests.ui.test_accessible_names import english, nameless
from tests.ui.test_comfort import TOUCH, cut_words, low
from tests.ui.test_mnemonics import at_once, clashes
from tests.ui.walking import open_sample, settle, view_of


@pytest.fixture
def sample(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[MainWindow]:
    theme.mend_font()
    window = open_sample(theme, tmp_path)
    qtbot.addWidget(window)
    yield window
    window.close()
    theme.set_zoom(1.0)
    theme.choose("light")


def open_charts(window: MainWindow) -> ChartsDialog:
    """The charts, by the button of the overview."""
    overview = view_of(window).built(OVERVIEW)
    assert isinstance(overview, Overview)
    overview.charts.click()
    settle()
    return window.findChildren(ChartsDialog)[-1]


def test_three_charts_say_in_words_what_they_show(sample: MainWindow) -> None:
    dialog = open_charts(sample)
    assert [one.accessibleName() for one in dialog.lists] == [
        "Tiến độ theo đơn vị",
        "Kết quả theo nội dung",
        "Lịch thực hiện so với kế hoạch",
    ]
    assert [one.count() for one in dialog.lists] == [6, 13, 6]
    assert "05 Liên minh HTX: chậm 51 ngày" in dialog.lists[2].accessibleDescription()
    assert dialog.lists[1].item(6).text() == "7. Hội đồng TĐKT, sáng kiến: 03 đạt, 03 chưa đạt"
    assert not nameless(dialog)
    assert not english(dialog)


def test_the_keyboard_reaches_every_bar_and_the_page_follows(sample: MainWindow) -> None:
    dialog = open_charts(sample)
    dialog.resize(900, 420)
    settle()
    first = dialog.lists[0]
    first.setFocus()
    area = dialog.findChild(QScrollArea)
    assert area is not None
    assert area.verticalScrollBar().value() == 0
    dialog.lists[2].setFocus()
    for _ in range(5):
        QTest.keyClick(dialog.lists[2], Qt.Key.Key_Down)
    assert dialog.lists[2].currentRow() == 5
    assert area.verticalScrollBar().value() > 300
    stops: set[QWidget] = set()
    at = first.nextInFocusChain()
    while at is not None and at is not first:
        stops.add(at)
        at = at.nextInFocusChain()
    assert {*dialog.lists[1:], dialog.paper} <= stops


def test_enter_opens_the_unit_of_a_bar(sample: MainWindow) -> None:
    dialog = open_charts(sample)
    shown = dialog.lists[0]
    shown.setCurrentRow(2)
    QTest.keyClick(shown, Qt.Key.Key_Return)
    settle()
    assert sample.desk is not None
    assert view_of(sample).key == sample.desk.units[2].code
    assert not dialog.isVisible()


def test_enter_on_a_criterion_stays(sample: MainWindow) -> None:
    dialog = open_charts(sample)
    QTest.keyClick(dialog.lists[1], Qt.Key.Key_Return)
    settle()
    assert dialog.isVisible()
    assert view_of(sample).key == OVERVIEW


@pytest.mark.parametrize(
    ("scheme", "zoom"), [("light", 0.8), ("light", 1.0), ("dark", 1.5), ("contrast", 2.0)]
)
def test_nothing_is_cut_at_any_size(sample: MainWindow, scheme: str, zoom: float) -> None:
    sample.theme.choose(scheme)
    sample.theme.set_zoom(zoom)
    dialog = open_charts(sample)
    dialog.resize(1300, 700)
    settle()
    assert not cut_words(dialog)
    assert zoom < 1 or not low(dialog, TOUCH)
    assert not clashes(at_once(dialog))
    assert dialog.minimumSizeHint().width() <= 1366 - 40
    for one in dialog.lists:
        rows = [one.row_rect(row) for row in range(one.count())]
        assert min(rect.height() for rect in rows) >= sample.theme.px(ROW_HEIGHT)
        assert rows[-1].bottom() <= one.height()  # the page scrolls, not the list
        assert one.horizontalScrollBar().maximum() == 0


def test_the_zoom_changes_rows_that_are_shown(sample: MainWindow) -> None:
    dialog = open_charts(sample)
    before = dialog.lists[1].height()
    sample.theme.set_zoom(2.0)
    settle()
    assert dialog.lists[1].height() > 1.5 * before


def test_the_charts_are_seen_as_they_will_be_printed(sample: MainWindow, qtbot: QtBot) -> None:
    dialog = open_charts(sample)
    dialog.paper.click()
    settle()
    paper = sample.findChildren(PaperWindow)[-1]
    qtbot.waitUntil(lambda: paper.view.pages.count == 1, timeout=10_000)
    paper.reject()
    dialog.reject()


def test_the_cross_reference_is_seen_from_the_menu(sample: MainWindow, qtbot: QtBot) -> None:
    sample._actions["cross_reference"][1].trigger()
    settle()
    paper = sample.findChildren(PaperWindow)[-1]
    qtbot.waitUntil(lambda: paper.view.pages.count > 2, timeout=10_000)
    assert not nameless(paper)
    assert not clashes(at_once(paper))
    paper.reject()


def painted(chart: Chart, bar: Bar, palette: Palette) -> QImage:
    image = QImage(400, 40, QImage.Format.Format_RGB32)
    image.fill(QColor(palette.surface))
    painter = QPainter(image)
    draw_bar(painter, QRectF(0, 8, 400, 24), chart, bar, palette)
    painter.end()
    return image


def inked(image: QImage, colour: str, left: int, right: int) -> int:
    wanted = QColor(colour).rgb()
    return sum(image.pixel(x, y) == wanted for x in range(left, right) for y in range(image.height()))


@pytest.mark.parametrize("palette", PALETTES, ids=lambda one: one.name)
def test_parts_are_as_wide_as_their_numbers(qapp: QApplication, palette: Palette) -> None:
    chart = Chart("x", "x", "x", (Series("Đạt", Mark.MET), Series("Chưa kiểm tra", Mark.NOT_CHECKED)), ())
    bar = Bar("a", (1, 3), "a")
    image = painted(Chart("x", "x", "x", chart.series, (bar,)), bar, palette)
    assert inked(image, palette.met, 0, 100) > 1500
    assert inked(image, palette.met, 110, 400) == 0


@pytest.mark.parametrize("days", [-20, 20])
def test_early_goes_left_and_late_goes_right(qapp: QApplication, days: int) -> None:
    palette, bar = PALETTES[0], Bar("a", (days,), "a")
    image = painted(Chart("x", "x", "x", (Series("Ngày", Mark.RECORDED),), (bar,), signed=True), bar, palette)
    left, right = (inked(image, palette.recorded, *span) for span in ((0, 195), (205, 400)))
    assert (left > 1000, right == 0) if days < 0 else (right > 1000, left == 0)


@pytest.mark.parametrize("palette", PALETTES, ids=lambda one: one.name)
def test_states_differ_in_black_and_white(qapp: QApplication, palette: Palette) -> None:
    """Drawn in one ink, each of the four families still has a picture of its own."""
    ink = palette._replace(**{mark.value: palette.text for mark in ORDER})
    pictures = set()
    for mark in (Mark.MET, Mark.NOT_MET, Mark.PARTIAL, Mark.NOT_CHECKED):
        image = QImage(40, 40, QImage.Format.Format_RGB32)
        image.fill(QColor(palette.surface))
        painter = QPainter(image)
        draw_part(painter, QRectF(4, 4, 30, 30), mark, ink)
        painter.end()
        pictures.add(bytes(image.constBits()))
    assert len(pictures) == 4


def test_a_chart_without_bars_has_no_list(qtbot: QtBot, theme: Theme) -> None:
    dialog = ChartsDialog((Chart("x", "Tiến độ", "Chưa có số liệu để vẽ.", (), ()),), "Đợt", theme)
    qtbot.addWidget(dialog)
    assert dialog.findChildren(ChartList) == []
    dialog.show()
    settle()
    assert not nameless(dialog)
