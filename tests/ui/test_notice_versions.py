"""Versions of the notice in the real window: kept at exports, compared, signed; an issued text is read, never written."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain import changes
from tdkt_desktop.domain.notice_text import SectionText
from tdkt_desktop.domain.notice_versions import Audience, Cause
from tdkt_desktop.ui.desk.tab_keys import NOTICE
from tdkt_desktop.ui.desk.undo import step_back
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.ui.workbench.notice_tab import NoticeTab
from tdkt_desktop.ui.workbench.sign_dialog import ReopenDialog, SignDialog
from tdkt_desktop.ui.workbench.text_history import TextHistory
from tdkt_desktop.ui.workbench.versions_dialog import WAITING, VersionsDialog
from tdkt_desktop.ui.workbench.workbench import Workbench
from tdkt_desktop.workflows.notice import notice_versions
from tdkt_desktop.workflows.session import CampaignSession
from tdkt_desktop.workflows.unit.sealing import seal_units
from tests.ui.test_accessible_names import english, nameless
from tests.ui.test_mnemonics import at_once, clashes
from tests.ui.walking import open_sample, settle, view_of

KEY = "I.3"
PATIENCE_MS = 20_000


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[MainWindow]:
    made = open_sample(theme, tmp_path)
    qtbot.addWidget(made)
    session = session_of(made)
    seal_units(session, [unit.code for unit in session.units], force=True)
    view_of(made).show_tab(NOTICE)
    bench_of(made).show_section(KEY)
    settle()
    yield made
    made.close()


def session_of(window: MainWindow) -> CampaignSession:
    assert window.desk is not None
    return window.desk.session


def tab_of(window: MainWindow) -> NoticeTab:
    tab = view_of(window).notice_tab
    assert tab is not None
    return tab


def bench_of(window: MainWindow) -> Workbench:
    bench = tab_of(window).workbench
    assert bench is not None
    return bench


def opened(window: MainWindow, qtbot: QtBot) -> VersionsDialog:
    window._actions["notice_versions"][1].trigger()
    dialog = window.findChild(VersionsDialog)
    assert dialog is not None
    waited(dialog, qtbot)
    return dialog


def waited(dialog: VersionsDialog, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: dialog.text.toPlainText() != WAITING, timeout=PATIENCE_MS)
    return dialog.text.toPlainText()


def sign(dialog: VersionsDialog, qtbot: QtBot, number: str = "121") -> None:
    dialog.sign.click()
    asked = dialog.findChild(SignDialog)
    assert asked is not None
    asked.number_field.setText(number)
    asked.date_field.setText("5/11/2019")
    assert not clashes(at_once(asked))
    assert not nameless(asked)
    asked.sign.click()
    settle()
    waited(dialog, qtbot)


def issue(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(window, qtbot)
    dialog.name.setText("Bản trình")
    dialog.keep.click()
    sign(dialog, qtbot)
    dialog.reject()
    settle()


def type_letter(bench: Workbench) -> None:
    bench.page.editor.setFocus()
    QTest.keyClick(bench.page.editor, Qt.Key.Key_End)
    QTest.keyClick(bench.page.editor, Qt.Key.Key_X)


def test_a_version_is_kept_compared_and_signed(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(window, qtbot)
    assert (dialog.list.count(), dialog.current) == (1, "")
    assert "KẾT QUẢ KIỂM TRA" in dialog.text.toPlainText()  # nothing to compare with: the text itself
    assert not dialog.sign.isEnabled()
    dialog.name.setText("Bản trình lần 1")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert waited(dialog, qtbot) == "Hai bản giống hệt nhau."
    assert dialog.row is not None
    assert dialog.row.title == "Người dùng lưu: Bản trình lần 1"
    session = session_of(window)
    session.save(
        changes.campaign_changes(session.campaign, replace(session.campaign, notice_subject="Kết quả khác"))
    )
    dialog.refresh()
    text = waited(dialog, qtbot)
    assert "Phần đầu văn bản" in text
    assert "Kết quả khác" in text
    assert "I. KẾT QUẢ KIỂM TRA" not in text
    dialog.only_changed.click()
    assert "I. KẾT QUẢ KIỂM TRA" in waited(dialog, qtbot)
    assert not clashes(at_once(dialog))
    assert not nameless(dialog)
    assert not english(dialog)
    sign(dialog, qtbot)
    assert session.issue().number == "121/TB-HĐTĐKT"
    assert not dialog.sign.isEnabled()
    assert dialog.row.version.cause is Cause.SIGNED
    dialog.reject()


def test_a_missing_number_or_date_is_asked_for(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(window, qtbot)
    dialog.name.setText("Bản trình")
    dialog.keep.click()
    dialog.sign.click()
    asked = dialog.findChild(SignDialog)
    assert asked is not None
    asked.number_field.clear()
    asked.date_field.setText("31/9/2019")
    asked.sign.click()
    assert [one.isHidden() for one in asked.problems] == [False, False]
    assert asked.isVisible()
    asked.reject()
    dialog.reject()


def answered(click: Callable[[], object]) -> str:
    """Press something that shows a message; the message's words."""
    said: list[str] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append(box.text())
        box.button(QMessageBox.StandardButton.Ok).click()

    def soon() -> None:
        if QApplication.activeModalWidget() is None:
            QTimer.singleShot(20, soon)
        else:
            look()

    QTimer.singleShot(0, soon)
    click()
    deadline = time.monotonic() + 10
    while not said and time.monotonic() < deadline:
        QApplication.processEvents()
    return said[0]


@pytest.mark.expects_log
def test_a_version_without_a_name_is_refused_with_words(window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(window, qtbot)
    assert "chưa có tên" in answered(dialog.keep.click)
    assert dialog.list.count() == 1
    dialog.reject()


def test_an_issued_text_is_read_and_never_written(window: MainWindow, qtbot: QtBot) -> None:
    bench, tab, session = bench_of(window), tab_of(window), session_of(window)
    assert tab.issued.isHidden()
    type_letter(bench)
    assert window.desk is not None
    assert window.desk.autosave.flush()
    typed = session.campaign.texts[KEY]
    issue(window, qtbot)
    assert not tab.issued.isHidden()
    assert "Thông báo số 121/TB-HĐTĐKT ngày 05/11/2019 đã ban hành" in tab.issued.words.text()
    page = bench.page
    writing = (
        page.insert_button,
        page.suggest_button,
        page.examples_button,
        page.words_button,
        page.reset_button,
    )
    for one in writing:
        assert not one.isEnabled()
    before, offered = page.editor.toPlainText(), list[bool]()
    type_letter(bench)
    QTest.keyClick(page.editor, Qt.Key.Key_Backspace)
    QTest.keyClick(page.editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    page.editor.insert_text("lén")  # whatever way it comes
    assert page.editor.toPlainText() == before
    QTimer.singleShot(0, lambda: offered.append(_restore_of_history()))
    bench.show_history()
    assert offered == [False]
    assert "giữ nguyên" in step_back(window.desk.undo_stack, back=True)
    assert window.desk.autosave.flush()
    assert session.campaign.texts[KEY] == typed
    assert not clashes(at_once(tab))
    assert not nameless(tab)


def _restore_of_history() -> bool:
    """Whether the history that is open offers to bring a text back; it is closed again."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TextHistory)
    seen = dialog.take_button.isVisible()
    dialog.reject()
    return seen


def test_what_differs_from_the_signed_text_is_said_and_it_is_opened_again(
    window: MainWindow, qtbot: QtBot
) -> None:
    issue(window, qtbot)
    tab, session = tab_of(window), session_of(window)
    assert window.desk is not None
    session.save(
        changes.campaign_changes(session.campaign, replace(session.campaign, notice_subject="Kết quả khác"))
    )
    window.desk.changed.emit("")
    qtbot.waitUntil(lambda: "phần đầu văn bản" in tab.issued.drift.text(), timeout=PATIENCE_MS)
    tab.issued.reopen.click()
    asked = window.findChild(ReopenDialog)
    assert asked is not None
    assert not asked.go.isEnabled()
    asked.reason_field.setPlainText("Sai trích yếu")
    asked.reason_field.text_edited.emit("Sai trích yếu")
    assert not clashes(at_once(asked))
    asked.go.click()
    settle()
    assert "mở lại để đính chính: Sai trích yếu" in tab.issued.words.text()
    assert tab.issued.reopen.isHidden()
    type_letter(bench_of(window))
    assert window.desk.autosave.flush()
    assert KEY in session.campaign.texts
    dialog = window.findChild(VersionsDialog)
    assert dialog is not None
    dialog.reject()


def test_what_leaves_the_window_is_kept(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    view, session = tab_of(window).show_paper(), session_of(window)
    with qtbot.waitSignal(view.shown, timeout=PATIENCE_MS):
        pass
    assert not notice_versions.versions(session)  # to look is not to export
    with qtbot.waitSignal(view.exported, timeout=PATIENCE_MS):
        view.write("pdf", tmp_path / "tb.pdf")
    qtbot.waitUntil(lambda: len(notice_versions.versions(session)) == 1, timeout=PATIENCE_MS)
    (version,) = notice_versions.versions(session)
    assert version.paper == notice_versions.current_paper(session, Audience.INTERNAL)
    (again,) = notice_versions.write_version(session, version, tmp_path, ("pdf",))
    assert again.read_bytes() == (tmp_path / "tb.pdf").read_bytes()
    with qtbot.waitSignal(view.exported, timeout=PATIENCE_MS):
        view.write("docx", tmp_path / "tb.docx")
    settle()
    assert len(notice_versions.versions(session)) == 1


def test_an_export_that_could_not_be_kept_is_said(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notice_versions, "ROOM", 1)
    tab = tab_of(window)
    view = tab.show_paper()
    with qtbot.waitSignal(view.shown, timeout=PATIENCE_MS):
        pass
    with qtbot.waitSignal(tab.said, timeout=PATIENCE_MS) as said:
        view.write("pdf", tmp_path / "tb.pdf")
    assert "chưa lưu được vào danh sách" in said.args[0]
    assert (tmp_path / "tb.pdf").exists()


@pytest.mark.expects_log
def test_words_typed_while_another_machine_signed_are_shown_and_hold_up_nothing(
    window: MainWindow, qtbot: QtBot
) -> None:
    session = session_of(window)
    kept = notice_versions.keep_named(session, "Bản trình")
    assert window.desk is not None
    autosave = window.desk.autosave
    notice_versions.sign(session, kept.id, "121", dt.date(2019, 11, 5))  # as a merge would, behind the window
    autosave.record(changes.set_text(KEY, SectionText(("Chữ vừa gõ.",), {})))
    autosave.record(changes.set_prose("I.1", ["Ghi được."]))
    said = answered(autosave.flush)
    assert "vừa được ban hành" in said
    assert autosave.flush()
    assert session.campaign.prose["I.1"] == ("Ghi được.",)
    assert KEY not in session.campaign.texts
    assert not tab_of(window).issued.isHidden()
