"""The first tour in the real window: begun once, by keyboard and mouse, beside its things, never in the way of typing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tdkt_desktop.ui.help.tour import SEEN_KEY, Tour, is_seen
from tdkt_desktop.ui.help.tour_steps import STEPS
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.window import MainWindow
from tests.ui.walking import cut, first_unit, open_sample, settle, shown, view_of


@pytest.fixture
def sample(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[MainWindow]:
    window = open_sample(theme, tmp_path)
    qtbot.addWidget(window)
    yield window
    window.close()


@pytest.fixture
def light_after(theme: Theme) -> Iterator[None]:
    yield
    theme.set_zoom(1.0)
    theme.choose("light")


def _tour(window: MainWindow) -> Tour:
    """The tour that was asked for in the menu."""
    window._actions["tour"][1].trigger()
    settle()
    return _running(window)[0]


def _running(window: MainWindow) -> list[Tour]:
    return [one for one in window.findChildren(Tour) if one.callout.isVisible()]


def _press(window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(window.focusWidget() or window, key)
    settle()


def _ended(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.findChildren(Tour), timeout=3000)


def test_there_are_at_most_five_steps_in_plain_words() -> None:
    assert 1 <= len(STEPS) <= 5
    for step in STEPS:
        for words in (step.title, step.words, step.folded):
            assert "!" not in words
            assert len(words) <= 190


def test_making_the_sample_begins_the_tour_for_who_does_not_know_it(qtbot: QtBot, theme: Theme) -> None:
    window = MainWindow(theme)
    qtbot.addWidget(window)
    window.show()
    window.create_sample()
    qtbot.waitUntil(lambda: bool(_running(window)), timeout=15_000)
    assert _running(window)[0].callout.has_keyboard
    _press(window, Qt.Key.Key_Escape)
    _ended(window, qtbot)
    assert is_seen()
    window.create_sample()
    qtbot.waitUntil(
        lambda: window.desk is not None and window.desk.session.path.stem.endswith("-2"), timeout=15_000
    )
    qtbot.wait(300)
    assert not window.findChildren(Tour)
    window.close()


def test_opening_a_campaign_begins_no_tour(sample: MainWindow) -> None:
    assert not is_seen()
    assert not sample.findChildren(Tour)


@pytest.mark.parametrize(
    ("size", "zoom", "scheme"),
    [
        ((1366, 768), 1.0, "light"),
        ((1366, 768), 2.0, "dark"),
        ((1024, 640), 2.0, "light"),
        ((1920, 1080), 1.5, "contrast"),
    ],
)
def test_every_step_stands_beside_what_it_explains_whole_and_on_the_screen(
    sample: MainWindow, light_after: None, size: tuple[int, int], zoom: float, scheme: str
) -> None:
    sample.theme.choose(scheme)
    sample.theme.set_zoom(zoom)
    sample.resize(*size)
    settle()
    tour = _tour(sample)
    for place, step in enumerate(STEPS):
        tour.look()
        settle()
        note = tour.callout
        assert note.isVisible(), (place, step.title)
        assert sample.rect().contains(note.geometry())
        assert not note.geometry().intersects(note.thing)
        anchor = step.anchor(sample, view_of(sample))
        assert anchor is not None
        assert anchor.contains(note.thing)
        assert note.ring.geometry().contains(note.thing)
        assert {one.text(): cut(one) for one in shown(note) if hasattr(one, "text") and cut(one)} == {}
        tour.go(1)
        settle()
    assert is_seen()


def test_the_keyboard_alone_goes_on_back_and_out(sample: MainWindow, qtbot: QtBot) -> None:
    tour = _tour(sample)
    assert tour.callout.next.hasFocus()
    _press(sample, Qt.Key.Key_Return)
    assert (tour.number, tour.callout.has_keyboard) == (1, True)
    _press(sample, Qt.Key.Key_Space)
    assert (tour.number, tour.callout.has_keyboard) == (2, True)
    _press(sample, Qt.Key.Key_Tab)
    assert tour.callout.previous.hasFocus()
    _press(sample, Qt.Key.Key_Return)
    assert tour.number == 1
    _press(sample, Qt.Key.Key_Tab)
    assert tour.callout.skip.hasFocus()
    _press(sample, Qt.Key.Key_Tab)
    assert tour.callout.next.hasFocus()
    for _ in STEPS[1:]:
        _press(sample, Qt.Key.Key_Return)
    _ended(sample, qtbot)
    assert is_seen()
    tab = view_of(sample).unit_tab
    assert tab is not None
    assert sample.focusWidget() is not None


def test_the_last_step_says_done_and_the_first_has_no_way_back(sample: MainWindow) -> None:
    tour = _tour(sample)
    assert not tour.callout.previous.isVisible()
    for _ in STEPS[1:]:
        tour.go(1)
    settle()
    assert tour.callout.next.text() == "Xong"
    assert not tour.callout.skip.isVisible()


def test_typing_goes_on_while_a_note_stands_there(sample: MainWindow, qtbot: QtBot) -> None:
    tab = first_unit(sample)
    field = next(one for one in tab.findChildren(QLineEdit) if one.isVisible() and one.isEnabled())
    field.setFocus()
    tour = _tour(sample)
    assert field.hasFocus()
    for letters in ("đoàn", " kiểm tra"):
        event = QInputMethodEvent()
        event.setCommitString(letters)
        QApplication.sendEvent(sample.focusWidget(), event)
        tour.look()
        settle()
        assert field.hasFocus()
    assert "đoàn kiểm tra" in field.text()
    _press(sample, Qt.Key.Key_F6)
    assert tour.callout.has_keyboard
    _press(sample, Qt.Key.Key_F6)
    assert field.hasFocus()
    QTest.mouseClick(tour.callout.skip, Qt.MouseButton.LeftButton)
    _ended(sample, qtbot)
    assert field.hasFocus()


def test_a_click_on_what_is_not_covered_reaches_it(sample: MainWindow) -> None:
    tour = _tour(sample)
    tour.go(2)
    settle()
    under = sample.childAt(tour.callout.thing.center())
    assert under is not None
    assert under is not tour.callout.ring


def test_the_tour_writes_nothing(sample: MainWindow) -> None:
    assert sample.desk is not None
    before = sample.desk.session.revision_count()
    tour = _tour(sample)
    for _ in STEPS:
        tour.go(1)
        settle()
    sample.save_now()
    assert sample.desk.session.revision_count() == before


def test_a_screen_reader_hears_which_step_it_is_and_what_it_says(sample: MainWindow) -> None:
    tour = _tour(sample)
    for place, step in enumerate(STEPS, start=1):
        node = QAccessible.queryAccessibleInterface(tour.callout)
        assert node.text(QAccessible.Text.Name) == f"Làm quen, bước {place} trên 5: {step.title}"
        assert node.text(QAccessible.Text.Description) == tour.callout.words.text() != ""
        for one in (tour.callout.next, tour.callout.previous, tour.callout.skip):
            assert one.accessibleName()
        tour.go(1)
        settle()


def test_it_can_be_begun_again_and_there_is_only_one(sample: MainWindow, qtbot: QtBot) -> None:
    QSettings().setValue(SEEN_KEY, True)
    _tour(sample).go(1)
    again = _tour(sample)
    assert again.number == 0
    qtbot.waitUntil(lambda: len(sample.findChildren(Tour)) == 1, timeout=3000)


def test_without_a_campaign_the_tour_opens_the_sample(sample: MainWindow, qtbot: QtBot) -> None:
    sample.leave_campaign()
    sample._actions["tour"][1].trigger()
    qtbot.waitUntil(lambda: bool(_running(sample)), timeout=15_000)
    assert sample.desk is not None
    assert sample.desk.session.path.stem == "lang-son-2019"


def test_it_goes_with_its_campaign_and_rests_while_its_thing_is_away(
    sample: MainWindow, qtbot: QtBot
) -> None:
    tour = _tour(sample)
    tour.go(1)
    settle()
    view_of(sample).show_tab("@overview")
    tour.look()
    assert not tour.callout.isVisible()
    view_of(sample).step_tab(1)
    settle()
    tour.look()
    assert tour.callout.isVisible()
    sample.leave_campaign()
    _ended(sample, qtbot)
    assert not is_seen()


def test_no_field_behind_the_tour_is_lost_with_its_form(sample: MainWindow, qtbot: QtBot) -> None:
    """The keyboard goes back to a form whose field was taken away meanwhile."""
    tab = first_unit(sample, first_unit(sample).sheet.checklist.criteria[0].code)
    field = tab.findChildren(QPlainTextEdit)[0]
    field.setFocus()
    tour = _tour(sample)
    tour.change_place()
    tab.step_by(1)
    tour.callout.take_keyboard()
    qtbot.wait(50)
    tour.end()
    assert sample.focusWidget() is not None
