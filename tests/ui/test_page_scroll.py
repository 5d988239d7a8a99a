"""Guards the pages of a preview: dot for dot those of the PDF, drawn as they are looked at, in the size wished."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4

from tdkt_desktop.ui.controls.background import Background
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.papers import page_loader
from tdkt_desktop.ui.papers.page_loader import Band
from tdkt_desktop.ui.papers.page_places import Places
from tdkt_desktop.ui.papers.page_scroll import Fit, PageScroll
from tdkt_desktop.ui.papers.paper_view import PaperView
from tdkt_desktop.workflows.writing.paper_pages import PageSize, PdfPages
from tests.ui.paper_makers import MOMENT_MS, PATIENCE_MS, Maker, make_view, press, write_pages


@pytest.fixture
def maker() -> Maker:
    return Maker()


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, maker: Maker, background: Background) -> PaperView:
    made = make_view(maker, background)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def shown(qtbot: QtBot, view: PaperView) -> PaperView:
    """The same, with its pages drawn."""
    view.refresh()
    qtbot.waitUntil(view.pages.is_drawn, timeout=PATIENCE_MS)
    return view


def test_what_is_seen_is_the_exported_page_dot_for_dot(shown: PaperView, qtbot: QtBot) -> None:
    """A colour picked from the middle of every visible dot row equals PDFium's own rendering of the PDF."""
    pages = shown.pages
    pages.set_fit(Fit.NONE, 1.0)
    qtbot.waitUntil(pages.is_drawn, timeout=MOMENT_MS)
    assert shown._paper is not None
    reference = pypdfium2.PdfDocument(shown._paper.pdf)[0].render(scale=96 / 72, grayscale=False)
    seen = pages.viewport().grab().toImage()
    sheet = pages._sheet(0)
    compared = 0
    for x in range(80, 300):
        for y in range(sheet.top() + 300, seen.height() - 10, 7):
            blue, green, red = reference.buffer[
                (y - sheet.top()) * reference.stride + x * 3 : (y - sheet.top()) * reference.stride
                + x * 3
                + 3
            ]
            colour = seen.pixelColor(sheet.left() + x, y)
            assert max(abs(colour.red() - red), abs(colour.green() - green), abs(colour.blue() - blue)) <= 2
            compared += colour != QColor("white")
    assert compared > 100  # letters were among them


def test_only_pages_near_the_visible_part_are_drawn(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    pdf = write_pages(tmp_path / "dai.pdf", 60).read_bytes()
    with PdfPages(pdf) as opened:
        sizes = opened.sizes
    pages = PageScroll()
    qtbot.addWidget(pages)
    pages.resize(800, 600)
    pages.show()
    pages.show_pages(pdf, sizes)
    qtbot.waitUntil(pages.is_drawn, timeout=MOMENT_MS)
    qtbot.wait(200)
    assert {band.page for band in pages._images} <= {0, 1, 2}
    press(pages, Qt.Key.Key_End)
    assert (pages.current, pages.accessibleDescription()) == (60, "Trang 60/60")
    qtbot.waitUntil(pages.is_drawn, timeout=MOMENT_MS)
    qtbot.wait(200)
    assert {band.page for band in pages._images} <= {57, 58, 59}


def test_wishes_that_are_no_longer_wished_are_not_drawn(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    loader = page_loader.PageLoader(write_pages(tmp_path / "dai.pdf", 30).read_bytes())
    drawn: list[int] = []
    loader.drawn.connect(lambda _, band, image: drawn.append(band.page) if image.height() == 50 else None)
    for page in range(30):
        loader.wish([Band(page, 96, 0, 50)])
    qtbot.waitUntil(lambda: 29 in drawn, timeout=MOMENT_MS)
    assert len(drawn) < 30
    assert drawn == sorted(drawn)


@pytest.mark.expects_log
def test_pages_that_cannot_be_drawn_leave_the_window_alive(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    loader = page_loader.PageLoader(b"khong phai PDF")
    loader.wish([Band(0, 96, 0, 50)])
    qtbot.waitUntil(lambda: not loader._is_working, timeout=MOMENT_MS)


def test_size_follows_the_room_and_the_keys(shown: PaperView, qtbot: QtBot) -> None:
    pages = shown.pages
    shown.zoom.width_button.click()
    width = pages.factor
    shown.resize(700, 700)
    assert pages.factor < width
    assert pages.horizontalScrollBar().maximum() == 0
    shown.zoom.page_button.click()
    assert pages._places.pages[0].height <= pages.viewport().height()
    press(pages, Qt.Key.Key_PageDown)
    assert pages.current == 2
    before = pages.factor
    press(pages, Qt.Key.Key_Equal, control=True)
    assert pages.factor > before
    assert not shown.zoom.page_button.isChecked()
    press(shown.print_button, Qt.Key.Key_Minus, control=True)  # from anywhere
    press(pages, Qt.Key.Key_0, control=True)
    assert pages.factor == 1.0
    assert shown.zoom.percent.text() == "100 %"
    for _ in range(20):
        press(pages, Qt.Key.Key_Plus, control=True)
    assert pages.factor == 4.0
    qtbot.waitUntil(pages.is_drawn, timeout=MOMENT_MS)
    assert max(image.height() for image in pages._images.values()) <= 1200  # never a whole page of that size


def test_zooming_keeps_the_place(shown: PaperView) -> None:
    pages = shown.pages
    pages.set_fit(Fit.NONE, 1.0)
    press(pages, Qt.Key.Key_PageDown)
    press(pages, Qt.Key.Key_PageDown)
    spot = pages._spot()
    for factor in (2.0, 0.8, 1.5):
        pages.set_fit(Fit.NONE, factor)
        assert pages._spot()[0] == spot[0]
        assert pages._spot()[1] == pytest.approx(spot[1], abs=0.02)


def test_the_wheel_zooms_with_ctrl(shown: PaperView) -> None:
    def turn(modifiers: Qt.KeyboardModifier) -> None:
        event = QWheelEvent(
            QPointF(50, 50),
            QPointF(50, 50),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            modifiers,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(shown.pages.viewport(), event)

    before = shown.pages.factor
    turn(Qt.KeyboardModifier.ControlModifier)
    assert shown.pages.factor < before
    assert shown.pages.verticalScrollBar().value() == 0
    turn(Qt.KeyboardModifier.NoModifier)
    assert shown.pages.verticalScrollBar().value() > 0


def test_the_size_chosen_is_remembered(
    shown: PaperView, qtbot: QtBot, maker: Maker, background: Background
) -> None:
    press(shown.pages, Qt.Key.Key_Minus, control=True)
    again = PaperView("Khác", maker, ("pdf",), lambda: True, background)
    qtbot.addWidget(again)
    assert again.pages.fit is Fit.NONE
    assert again.pages.factor == pytest.approx(shown.pages.factor, abs=0.001)
    shown.zoom.page_button.click()
    third = PaperView("Khác", maker, ("pdf",), lambda: True, background)
    qtbot.addWidget(third)
    assert third.pages.fit is Fit.PAGE


def test_pages_across_lie_in_the_middle_and_fit(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    pdf = write_pages(tmp_path / "phu-luc.pdf", 3, across=1).read_bytes()
    with PdfPages(pdf) as opened:
        sizes = opened.sizes
    pages = PageScroll()
    qtbot.addWidget(pages)
    pages.resize(800, 600)
    pages.set_fit(Fit.WIDTH)
    pages.show_pages(pdf, sizes)
    middles = {pages._sheet(index).center().x() for index in range(3)}
    assert max(middles) - min(middles) <= 1
    assert 0 < pages._sheet(2).left() < pages._sheet(2).right() < pages.viewport().width()


def test_paper_stays_white_in_the_dark(shown: PaperView, theme: Theme, qtbot: QtBot) -> None:
    theme.choose("dark")
    qtbot.waitUntil(shown.pages.is_drawn, timeout=MOMENT_MS)
    seen = shown.pages.viewport().grab().toImage()
    corner = shown.pages._sheet(0).topLeft()
    assert seen.pixelColor(corner.x() + 5, corner.y() + 5) == QColor("white")
    assert seen.pixelColor(6, 200) == QColor(theme.palette.window)


def test_keys_of_the_window_around_wait_while_the_keyboard_is_on_the_pages(
    qtbot: QtBot, shown: PaperView
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    heard: list[str] = []
    for keys in ("Ctrl+=", "Ctrl+-", "Ctrl+0", "Ctrl+P", "Ctrl+D"):
        action = QAction(keys, window)
        action.setShortcut(keys)
        action.triggered.connect(lambda _=False, keys=keys: heard.append(keys))
        window.addAction(action)
    window.setCentralWidget(shown)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=MOMENT_MS)
    for place in (shown.pages, shown.zoom.width_button):
        place.setFocus()
        before = shown.pages.factor
        press(place, Qt.Key.Key_Equal, control=True)
        assert shown.pages.factor > before
        press(place, Qt.Key.Key_D, control=True)
    assert heard == ["Ctrl+D", "Ctrl+D"]
    window.takeCentralWidget()  # it is closed by itself


@pytest.mark.parametrize("ratio", [1.25, 1.5, 2.0])
def test_sharp_on_a_screen_of_fine_dots(
    qtbot: QtBot, shown: PaperView, monkeypatch: pytest.MonkeyPatch, ratio: float
) -> None:
    """What is painted there is the picture of the page itself, not one dot of it stretched."""
    pages = shown.pages
    monkeypatch.setattr(PageScroll, "devicePixelRatioF", lambda _: ratio)
    pages.set_fit(Fit.NONE, 1.0)
    QApplication.sendEvent(pages, QEvent(QEvent.Type.DevicePixelRatioChange))
    qtbot.waitUntil(pages.is_drawn, timeout=MOMENT_MS)
    assert {image.width() for image in pages._images.values()} == {math.ceil(A4[0] * 96 * ratio / 72)}
    seen = QImage(pages.viewport().size() * ratio, QImage.Format.Format_RGB32)
    seen.setDevicePixelRatio(ratio)
    pages.viewport().render(seen)
    sheet, image = pages._sheet(0), pages._images[pages._bands(0)[0]]
    for y in range(300, 500):
        row = [seen.pixel(sheet.left() + x, sheet.top() + y) for x in range(90, 400)]
        assert row == [image.pixel(x, y) for x in range(90, 400)]


def test_a_picture_of_the_paper_before_is_not_shown(shown: PaperView, maker: Maker, qtbot: QtBot) -> None:
    pages = shown.pages
    late = QImage(10, 10, QImage.Format.Format_RGB32)
    band = Band(0, pages._places.dpi, 0, 10)
    pages._take(page_loader.PageLoader(b""), band, late)
    assert band not in pages._images


@given(
    st.lists(st.tuples(st.floats(50, 900), st.floats(50, 900)), min_size=1, max_size=12),
    st.floats(20, 400),
    st.integers(0, 40),
    st.floats(0, 1),
    st.floats(1, 4000),
)
def test_the_parts_to_draw_cover_what_is_seen_and_no_more(
    sizes: list[tuple[float, float]], dpi: float, gap: int, start: float, room: float
) -> None:
    places = Places([PageSize(*size) for size in sizes], dpi, gap)
    first, last = start * places.height, start * places.height + room
    bands = places.bands(first, last)
    tops = [places.pages[band.page].top + band.top for band in bands]
    assert all(top < last and top + band.rows > first for top, band in zip(tops, bands, strict=True))
    drawn = sum(min(last, top + band.rows) - max(first, top) for top, band in zip(tops, bands, strict=True))
    seen = sum(max(0, min(last, page.top + page.height) - max(first, page.top)) for page in places.pages)
    assert drawn == pytest.approx(seen)
    distances = [abs(top + band.rows / 2 - (first + last) / 2) for top, band in zip(tops, bands, strict=True)]
    assert distances == sorted(distances)
