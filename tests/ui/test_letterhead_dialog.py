"""Guards the dialog of who issues and signs: a live preview, nothing recorded before it is confirmed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tdkt_desktop.ui.controls.fields import GrowingText
from tdkt_desktop.ui.office.letterhead_dialog import LetterheadDialog
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.workflows.campaign.letterhead_fields import DATE, FIRST, GROUPS


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> Iterator[LetterheadDialog]:
    window.errands.edit_letterhead()
    found = QApplication.activeModalWidget()
    assert isinstance(found, LetterheadDialog)
    qtbot.waitUntil(lambda: found.pages.count > 0, timeout=10_000)
    yield found
    found.reject()


def test_what_is_confirmed_is_recorded(window: MainWindow, dialog: LetterheadDialog) -> None:
    desk = window.desk
    assert desk is not None
    place, recipients = dialog.fields["issuer.place"], dialog.fields["issuer.recipients"]
    assert isinstance(place, QLineEdit)
    assert isinstance(recipients, GrowingText)
    QTest.keyClicks(place, "Tinh ly")
    recipients.insertPlainText("Nhu tren\n\nLuu: VT")
    count = desk.session.revision_count()
    assert dialog.write.text()
    dialog.write.click()
    assert desk.session.campaign.issuer.place == "Tinh ly"
    assert desk.session.campaign.issuer.recipients == ("Nhu tren", "Luu: VT")
    assert desk.session.revision_count() == count + 2


def test_what_is_dropped_is_not(window: MainWindow, dialog: LetterheadDialog) -> None:
    desk = window.desk
    assert desk is not None
    before = desk.session.campaign
    place = dialog.fields["issuer.place"]
    assert isinstance(place, QLineEdit)
    QTest.keyClicks(place, "abc")
    dialog.reject()
    assert desk.session.campaign == before


def test_an_unclear_date_is_asked_about(window: MainWindow, dialog: LetterheadDialog) -> None:
    date = dialog.fields["notice_date"]
    assert isinstance(date, QLineEdit)
    QTest.keyClicks(date, "31/2/2026")
    dialog.write.click()
    assert dialog.isVisible()
    assert dialog.problems[DATE].text()
    date.clear()
    QTest.keyClicks(date, "5/3/2026")
    dialog.write.click()
    desk = window.desk
    assert desk is not None
    assert str(desk.session.campaign.notice_date) == "2026-03-05"


def test_every_field_has_a_name_of_its_own(dialog: LetterheadDialog) -> None:
    names = [field.accessibleName() for field in dialog.fields.values()]
    assert len(set(names)) == len(names) == sum(len(entries) for _, entries in GROUPS)
    assert all(names)


def test_the_page_style_and_the_series_of_numbers(
    window: MainWindow, dialog: LetterheadDialog, qtbot: QtBot
) -> None:
    desk, first = window.desk, dialog.fields[FIRST]
    assert desk is not None
    assert isinstance(first, QLineEdit)
    loader = dialog.pages._loader
    dialog.style_choice.setCurrentIndex(dialog.style_choice.findData("nd30-12-13"))
    dialog.style_choice.activated.emit(dialog.style_choice.currentIndex())
    qtbot.waitUntil(lambda: dialog.pages._loader is not loader, timeout=10_000)
    QTest.keyClicks(first, "x")
    dialog.write.click()
    assert dialog.isVisible()
    assert dialog.problems[FIRST].text()
    first.clear()
    QTest.keyClicks(first, "5")
    dialog.write.click()
    issuer = desk.session.campaign.issuer
    assert (issuer.page_style, issuer.minutes_first) == ("nd30-12-13", "5")
    assert desk.session.campaign.series_number(desk.units[0]) == "05"


def test_a_style_that_was_not_touched_stays_unsaid(window: MainWindow, dialog: LetterheadDialog) -> None:
    desk = window.desk
    assert desk is not None
    before = desk.session.revision_count()
    dialog.write.click()
    assert desk.session.campaign.issuer.page_style == ""
    assert desk.session.revision_count() == before
