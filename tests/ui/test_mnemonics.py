"""Guards that Alt and a letter mean one thing at a time, wherever a person is, and that the letter is on every keyboard."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QDialog, QGroupBox, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.evidence import Evidence
from tdkt_desktop.domain.sealing import Gap
from tdkt_desktop.ui.checks.check_text_dialog import CheckTextDialog
from tdkt_desktop.ui.checks.waiving import WaiveDialog
from tdkt_desktop.ui.controls.password_dialog import PasswordDialog
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.find.history_dialog import HistoryDialog
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.office.machines_dialog import MachinesDialog
from tdkt_desktop.ui.office.proposals_dialog import ProposalsDialog
from tdkt_desktop.ui.run import make_application
from tdkt_desktop.ui.unit.evidence_dialog import EvidenceDialog
from tdkt_desktop.ui.unit.gap_panel import BY_KEY
from tdkt_desktop.ui.unit.seal_dialog import ReasonDialog, SealDialog
from tdkt_desktop.ui.unit.sealing_flow import next_step
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.workflows.unit.sealing import issued_change, open_addendum, sealing_changes
from tests.ui.walking import every_place, every_step, first_unit, open_sample, settle, shown

TYPED = set(string.ascii_lowercase)  # what Alt reaches on any keyboard, with or without an input method


@pytest.fixture
def sample(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[MainWindow]:
    window = open_sample(theme, tmp_path)
    qtbot.addWidget(window)
    yield window
    window.close()


def letter_of(text: str) -> str:
    """The letter behind the first single ampersand; blank without one."""
    _, found, rest = text.replace("&&", "").partition("&")
    return rest[:1].lower() if found else ""


def words_of(widget: QWidget) -> str:
    """The words of a widget as far as a letter in them does something."""
    if isinstance(widget, QLabel):
        return widget.text() if widget.buddy() is not None else ""
    if isinstance(widget, QAbstractButton):
        return widget.text()
    return widget.title() if isinstance(widget, QGroupBox) else ""


def at_once(window: QWidget) -> list[tuple[str, str]]:
    """Every letter that Alt reaches now, with the words it is in."""
    words = [words_of(one) for one in shown(window)]
    if isinstance(window, MainWindow):
        words += [action.text() for action in window.menuBar().actions()]
    return [(letter_of(one), one) for one in words if letter_of(one)]


def clashes(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    count = Counter(letter for letter, _ in found)
    return [(letter, words) for letter, words in found if count[letter] > 1 or letter not in TYPED]


def test_a_clash_would_be_seen() -> None:
    assert clashes([("b", "&Biên"), ("b", "&Bản"), ("c", "&Chốt")]) == [("b", "&Biên"), ("b", "&Bản")]
    assert clashes([("đ", "&Đóng")]) == [("đ", "&Đóng")]
    assert letter_of("A && B") == ""
    assert letter_of("Tạo từ mẫ&u") == "u"


def test_every_place_has_letters_of_its_own(sample: MainWindow) -> None:
    for place in every_place(sample):
        found = at_once(sample)
        assert len(found) >= 7, place  # the menus at least
        assert not clashes(found), place


def test_every_state_of_the_seal_has_letters_of_its_own(sample: MainWindow) -> None:
    tab = first_unit(sample)
    sheet, seen = tab.sheet, set()

    def look() -> None:
        settle()
        seen.add(next_step(sheet.inspection))
        assert tab.panel.seal.isVisible()
        assert letter_of(tab.panel.seal.text())
        for place in every_step(tab):
            assert not clashes(at_once(sample)), (place, next_step(sheet.inspection))

    sheet.record(sealing_changes(sheet.session, sheet.inspection))
    look()
    change = issued_change(sheet.inspection)
    assert change is not None
    sheet.record([change])
    look()
    sheet.record([open_addendum(sheet.inspection, "Thiếu số liệu")])
    look()
    assert len(seen) == len(BY_KEY) - 1  # a draft was looked at in the test before


def test_menus_have_letters_of_their_own(sample: MainWindow) -> None:
    menus = sample.menuBar().findChildren(QMenu)
    assert len(menus) >= 7
    for menu in menus:
        entries = [one.text() for one in menu.actions() if not one.isSeparator()]
        found = [(letter_of(text), text) for text in entries]
        assert all(letter for letter, _ in found), found
        assert not clashes(found), menu.title()


def test_the_start_page_has_letters_of_its_own(sample: MainWindow, qtbot: QtBot) -> None:
    sample.leave_campaign()
    sample.load_cards()
    qtbot.waitUntil(sample.start.words.isHidden, timeout=5000)
    assert not clashes(at_once(sample))


def dialogs(desk: Desk) -> Iterator[QDialog]:
    sheet = desk.sheet("u1")
    gaps = [Gap("A", "A.1", "Chưa ghi"), Gap("A", "", "Nên xem", blocking=False)]
    yield SealDialog("Đơn vị 01", gaps)
    yield ReasonDialog("Đơn vị 01")
    yield PasswordDialog("Khóa tệp", "Mật khẩu cho tệp sắp xuất:", new=True)
    yield MachinesDialog("K7MQ-2XWD-9HBC-4RTY", lambda: [("A", "", "Đoàn 01: A, 01 tệp")], lambda *_: None)
    yield HistoryDialog("Kết luận", (), editable=True)
    one = Evidence("e", "0" * 64, "anh.jpg", "image/jpeg", 1)
    yield EvidenceDialog(sheet, one, desk.background)
    yield WaiveDialog("Tổng không khớp các khoản")
    theme = make_application()[1]
    yield CheckTextDialog(desk, theme)
    yield ProposalsDialog(desk, theme)


@pytest.mark.expects_log  # the made-up file of evidence has no bytes
def test_dialogs_have_letters_of_their_own(desk: Desk) -> None:
    for dialog in dialogs(desk):
        dialog.show()
        settle()
        found = at_once(dialog)
        assert found, dialog.accessibleName()
        assert not clashes(found), dialog.accessibleName()
        dialog.close()
        dialog.deleteLater()
