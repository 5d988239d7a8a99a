"""Guards the checks in the window: what is found, the jump to its place, reasons that are kept, a notice that exists."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.sealing import VISIT
from tdkt_desktop.ui.checks import check_text_dialog
from tdkt_desktop.ui.checks.check_text_dialog import CheckTextDialog
from tdkt_desktop.ui.checks.checks_view import ChecksView
from tdkt_desktop.ui.checks.waiving import WaiveDialog
from tdkt_desktop.ui.controls.old_text import OldTextDialog
from tdkt_desktop.ui.desk.tab_keys import CHECKS, NOTICE, OVERVIEW
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.office.conflicts_dialog import ConflictsDialog
from tdkt_desktop.ui.office.letterhead_dialog import LetterheadDialog
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.ui.workbench.notice_view import NoticeView
from tdkt_desktop.ui.workbench.workbench import Workbench
from tdkt_desktop.workflows.campaign.campaigns import data_folder, open_campaign
from tdkt_desktop.workflows.merge.packages import issue_plans, receive_plan
from tdkt_desktop.workflows.notice import checking
from tdkt_desktop.workflows.papers.letterheads import change_letterhead
from tdkt_desktop.workflows.session import CampaignSession
from tests.support.old_encodings import in_tcvn3
from tests.ui.test_conflicts_dialog import disagree
from tests.ui.walking import settle, view_of

PATIENCE_MS = 8000


def checks(window: MainWindow, qtbot: QtBot) -> ChecksView:
    """The tab of the checks with what they found."""
    window._actions["checks"][1].trigger()
    view = view_of(window).built(CHECKS)
    assert isinstance(view, ChecksView)
    qtbot.waitUntil(lambda: view.pane.current is not None, timeout=PATIENCE_MS)
    return view


def tab_text(window: MainWindow, key: str = CHECKS) -> str:
    view = view_of(window)
    return view.tabs.tabText(view._keys.index(key))


def go_to(view: ChecksView, code: str, unit: str = "") -> None:
    """Make a point the current one."""
    points = view.pane.list
    row = next(
        row
        for row in range(points.rows.rowCount())
        if (one := points.point(row)) is not None
        and one.finding.code == code
        and unit in ("", one.finding.place.unit)
    )
    view.pane.list.show_row(row)


def say_why(window: MainWindow, words: str) -> None:
    """Type a reason as an input method does, and go on with Enter."""
    dialog = window.findChild(WaiveDialog)
    assert dialog is not None
    settle()
    assert not dialog.go.isEnabled()
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(dialog.reason, event)
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.go
    QTest.keyClick(dialog.go, Qt.Key.Key_Return)


def test_the_gravest_first_with_why_and_what_to_do(sample: MainWindow, qtbot: QtBot) -> None:
    assert tab_text(sample) == "Rà soát"
    view = checks(sample, qtbot)
    assert view.counts.text().startswith("Rà soát: 04 lỗi, ")
    assert tab_text(sample) == "Rà soát (4)"
    point = view.pane.current
    assert point is not None
    assert point.finding.severity == "error"
    assert view.pane.list.hasFocus()
    assert view.pane.why.text() == point.finding.why
    assert view.pane.remedy.text() == point.finding.remedy
    severities = [
        one.finding.severity
        for row in range(view.pane.list.rows.rowCount())
        if (one := view.pane.list.point(row)) is not None
    ]
    assert [*dict.fromkeys(severities)] == ["error", "warning", "hint"]


@pytest.mark.parametrize(
    ("code", "unit", "step", "question"),
    [
        ("sum.total_of", "BLG", "C05", "C05.05"),
        ("cross.contradiction", "LMH", "C10", "C10.01"),
        ("schedule.deviation_explained", "BHX", VISIT, ""),
    ],
)
def test_enter_goes_to_the_place_and_the_row_stays(
    sample: MainWindow, qtbot: QtBot, code: str, unit: str, step: str, question: str
) -> None:
    view = checks(sample, qtbot)
    go_to(view, code, unit)
    QTest.keyClick(view.pane.list, Qt.Key.Key_Return)
    tab = view_of(sample).unit_tab
    assert tab is not None
    assert (tab.sheet.unit.code, tab.steps.key) == (unit, step)
    settle()
    if question:
        assert question in tab.form.rows  # type: ignore[union-attr]
        assert tab.form.rows[question].isAncestorOf(sample.focusWidget())  # type: ignore[union-attr]
    again = checks(sample, qtbot)
    assert again.pane.current is not None
    assert (again.pane.current.finding.code, again.pane.current.finding.place.unit) == (code, unit)


def test_arrows_walk_past_the_headings(sample: MainWindow, qtbot: QtBot) -> None:
    view = checks(sample, qtbot)
    seen = []
    for _ in range(6):
        assert view.pane.current is not None
        seen.append(view.pane.current.finding.id)
        QTest.keyClick(view.pane.list, Qt.Key.Key_Down)
    assert len(set(seen)) == 6
    QTest.keyClick(view.pane.list, Qt.Key.Key_Home)
    assert view.pane.current is not None
    assert view.pane.current.finding.id == seen[0]


def test_a_point_is_let_stand_with_a_reason_and_asked_about_again(sample: MainWindow, qtbot: QtBot) -> None:
    view = checks(sample, qtbot)
    go_to(view, "sum.total_of")
    point = view.pane.current
    assert point is not None
    assert view.pane.back.isHidden()
    view.pane.waive.click()
    say_why(sample, "Đơn vị đã giải trình")
    qtbot.waitUntil(lambda: tab_text(sample) == "Rà soát (3)", timeout=PATIENCE_MS)
    assert view.pane.list.rows.row_of_id(point.finding.id) < 0
    assert "(01)" in view.waived.text()
    view.waived.click()
    view.pane.list.show_row(view.pane.list.rows.row_of_id(point.finding.id))
    assert "Đơn vị đã giải trình" in view.pane.waived.text()
    assert view.pane.waive.isHidden()
    view.pane.back.click()
    qtbot.waitUntil(lambda: tab_text(sample) == "Rà soát (4)", timeout=PATIENCE_MS)
    assert view.pane.current is not None
    assert sample.desk is not None
    assert len(sample.desk.session.history(f"waiver/{point.finding.id}", "waiver")) == 2


def test_what_is_mended_goes_while_the_tab_is_seen(sample: MainWindow, qtbot: QtBot) -> None:
    view = checks(sample, qtbot)
    desk = sample.desk
    assert desk is not None
    go_to(view, "schedule.deviation_explained", "BHX")
    assert view.pane.current is not None
    gone = view.pane.current.finding.id
    desk.sheet("BHX").set_visit("deviation_reason", "Đơn vị đề nghị dời ngày")
    qtbot.waitUntil(lambda: view.pane.list.rows.row_of_id(gone) < 0, timeout=PATIENCE_MS)


def test_nothing_is_checked_while_nobody_looks(sample: MainWindow, qtbot: QtBot) -> None:
    checks(sample, qtbot)
    watch = view_of(sample).checks
    before = watch.result
    view_of(sample).show_tab(OVERVIEW)
    assert sample.desk is not None
    sample.desk.sheet("BHX").set_visit("deviation_reason", "Đơn vị đề nghị dời ngày")
    qtbot.wait(watch._pause.interval() + 200)
    assert watch.result is before
    checks(sample, qtbot)
    qtbot.waitUntil(lambda: watch.result is not before, timeout=PATIENCE_MS)


def test_the_window_s_thread_does_not_check(
    sample: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = []
    real = checking.check_session

    def spy(session: CampaignSession) -> checking.Checked:
        threads.append(threading.current_thread())
        return real(session)

    monkeypatch.setattr(checking, "check_session", spy)
    checks(sample, qtbot)
    assert len(threads) == 1
    assert threads[0] is not threading.main_thread()


@pytest.mark.expects_log
def test_what_cannot_be_checked_is_said(
    sample: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_session: object) -> None:
        raise OSError("disk")

    monkeypatch.setattr(checking, "check_session", fail)
    sample._actions["checks"][1].trigger()
    view = view_of(sample).built(CHECKS)
    assert isinstance(view, ChecksView)
    qtbot.waitUntil(lambda: "lỗi ngoài dự kiến" in view.counts.text(), timeout=PATIENCE_MS)


def test_the_notice_says_how_many_errors_there_are(sample: MainWindow, qtbot: QtBot) -> None:
    view_of(sample).show_tab(NOTICE)
    tab = view_of(sample).notice_tab
    assert tab is not None
    notice = tab.show_paper()
    assert isinstance(notice, NoticeView)
    qtbot.waitUntil(notice.errors.isVisible, timeout=PATIENCE_MS)
    assert "04 lỗi" in notice.errors.text()
    notice.errors.click()
    assert view_of(sample).key == CHECKS


def test_words_typed_into_the_notice_are_checked_and_lead_back_to_themselves(
    sample: MainWindow, bench: Workbench, qtbot: QtBot
) -> None:
    view = checks(sample, qtbot)
    view_of(sample).show_tab(NOTICE)
    bench.page.editor.insert_paragraph(
        "Trong đó có 04/06 đơn vị chưa kiện toàn kịp thời các thành viên Hội đồng."
    )
    view_of(sample).show_tab(CHECKS)
    qtbot.waitUntil(
        lambda: any(one.code == "figure.typed_differs" for one in view._watch.result.findings),  # type: ignore[union-attr]
        timeout=PATIENCE_MS,
    )
    settle()
    go_to(view, "figure.typed_differs")
    point = view.pane.current
    assert point is not None
    assert point.where.startswith("mục I.3, đoạn ")
    bench.show_section("II.1")
    QTest.keyClick(view.pane.list, Qt.Key.Key_Return)
    assert view_of(sample).key == NOTICE
    assert bench.page.key == "I.3"
    assert bench.page.editor.textCursor().selectedText() == "04/06 đơn vị"
    assert bench.page.editor.hasFocus()


def test_a_recipient_leads_to_the_letterhead(sample: MainWindow, qtbot: QtBot) -> None:
    desk = sample.desk
    assert desk is not None
    wanted = replace(desk.session.campaign, notice_recipients=("Các đơn vị", "Lưu VT"))
    change_letterhead(desk.session, wanted, data_folder())
    view = checks(sample, qtbot)
    go_to(view, "format.archive_line")
    view.pane.jump.click()
    dialog = sample.findChild(LetterheadDialog)
    assert dialog is not None
    dialog.reject()


def test_a_conflict_leads_to_its_sides(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    disagree(window, tmp_path)
    view = checks(window, qtbot)
    go_to(view, "conflict.open")
    view.pane.jump.click()
    dialog = window.findChild(ConflictsDialog)
    assert dialog is not None
    dialog.reject()


def test_a_team_sees_its_own_units_only(
    qtbot: QtBot, theme: Theme, window: MainWindow, tmp_path: Path
) -> None:
    assert window.desk is not None
    plan = issue_plans(window.desk.session, tmp_path)[0]
    team = MainWindow(theme)
    qtbot.addWidget(team)
    team.show()
    team.show_campaign(open_campaign(receive_plan(plan, tmp_path / "doan.tdktdb")))
    view = checks(team, qtbot)
    points = view.pane.list
    found = [one for row in range(points.rows.rowCount()) if (one := points.point(row)) is not None]
    assert {one.finding.place.unit for one in found} == {"u1"}
    team.close()


@pytest.fixture
def texts(sample: MainWindow, qtbot: QtBot) -> Iterator[CheckTextDialog]:
    sample._actions["check_text"][1].trigger()
    dialog = sample.findChild(CheckTextDialog)
    assert dialog is not None
    yield dialog
    dialog.reject()


NOTICE_TEXT = "THÔNG BÁO\n\nI. KẾT QUẢ\n\n1. Mục\n\nĐề án giai đoạn\n2025 - 2020 được triển khai, ủng hộ 200 triệu xây cầu."


def test_a_pasted_notice_is_checked_and_its_words_are_marked(texts: CheckTextDialog, qtbot: QtBot) -> None:
    texts.text.setPlainText(NOTICE_TEXT)
    texts.run.click()
    qtbot.waitUntil(lambda: texts.pane.current is not None, timeout=PATIENCE_MS)
    assert texts.counts.text().startswith("Văn bản đã dán: 01 lỗi")
    assert texts.text.textCursor().selectedText() == "2025 - 2020"
    QTest.keyClick(texts.pane.list, Qt.Key.Key_Down)
    assert "200 triệu" in texts.text.textCursor().selectedText()
    QTest.keyClick(texts.pane.list, Qt.Key.Key_Return)
    assert texts.text.hasFocus()
    texts.text.setPlainText("")
    texts.run.click()
    assert texts.counts.text() == "Chưa có nội dung để rà soát."
    assert texts.pane.list.isHidden()


def test_decomposed_letters_are_pasted_and_found(texts: CheckTextDialog, qtbot: QtBot) -> None:
    texts.text.setPlainText(unicodedata.normalize("NFD", "Đơn vị ủng hộ 200 triệu xây cầu."))
    texts.run.click()
    qtbot.waitUntil(lambda: texts.pane.current is not None, timeout=PATIENCE_MS)
    assert texts.text.textCursor().selectedText() == "200 triệu"


def test_a_file_is_read_and_checked(texts: CheckTextDialog, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "thong-bao.txt"
    file.write_text(NOTICE_TEXT, encoding="utf-8")
    texts.take_file(file)
    qtbot.waitUntil(lambda: texts.pane.current is not None, timeout=PATIENCE_MS)
    assert texts.text.toPlainText() == NOTICE_TEXT
    assert texts.counts.text().startswith("thong-bao.txt: 01 lỗi")
    assert file.read_text(encoding="utf-8") == NOTICE_TEXT


@pytest.mark.parametrize("changed", [True, False])
def test_old_fonts_of_a_file_are_shown_before_they_are_read(
    texts: CheckTextDialog, qtbot: QtBot, tmp_path: Path, changed: bool
) -> None:
    file = tmp_path / "thong-bao.txt"
    words = "Đề án giai đoạn 2025 - 2020 được triển khai"
    file.write_text(in_tcvn3(words), encoding="utf-8")
    texts.take_file(file)
    qtbot.waitUntil(lambda: texts.findChild(OldTextDialog) is not None, timeout=PATIENCE_MS)
    dialog = texts.findChild(OldTextDialog)
    assert dialog is not None
    assert "TCVN3" in dialog.question.text()
    assert texts.text.toPlainText() == ""
    (dialog.change if changed else dialog.as_it_is).click()
    qtbot.waitUntil(lambda: texts.pane.current is not None, timeout=PATIENCE_MS)
    assert (texts.text.toPlainText() == words) is changed


def test_a_wrong_file_is_refused_and_the_text_stays(
    texts: CheckTextDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[BaseException] = []
    monkeypatch.setattr(check_text_dialog, "show_error", lambda _parent, error: told.append(error))
    texts.text.setPlainText(NOTICE_TEXT)
    wrong = tmp_path / "hong.docx"
    wrong.write_bytes(b"khong phai")
    texts.take_file(wrong)
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE_MS)
    assert texts.text.toPlainText() == NOTICE_TEXT
    assert texts.run.isEnabled()


def test_a_point_of_a_text_can_be_let_stand(sample: MainWindow, texts: CheckTextDialog, qtbot: QtBot) -> None:
    texts.text.setPlainText(NOTICE_TEXT)
    texts.run.click()
    qtbot.waitUntil(lambda: texts.pane.current is not None, timeout=PATIENCE_MS)
    texts.pane.waive.click()
    say_why(sample, "Theo văn bản gốc")
    qtbot.waitUntil(lambda: "lỗi" not in texts.counts.text() and "nên xem" in texts.counts.text())
