"""Guards the wizard in the real window: doubts asked in place, nothing guessed, the campaign that the command line makes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent, QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.campaign import Campaign, Issuer
from tdkt_desktop.ui.checklist_editor.remarks_dialog import RemarksDialog
from tdkt_desktop.ui.controls.old_text import OldTextDialog
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.campaign.last_issuer import remember
from tdkt_desktop.workflows.new_campaign import campaign_lists, draft_store
from tdkt_desktop.workflows.new_campaign.draft_lists import CellState
from tests.builders import save_workbook
from tests.support import messy_list as messy
from tests.support.answered_list import AGREED, true_answers
from tests.support.old_encodings import in_tcvn3
from tests.ui import wizard_driver as drive
from tests.ui.walking import settle


@pytest.fixture
def empty(qtbot: QtBot, theme: Theme) -> Iterator[MainWindow]:
    """The window without a campaign."""
    made = MainWindow(theme)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.load_cards()
    yield made
    made.close()


@pytest.fixture
def listed(tmp_path: Path) -> tuple[Path, dict[int, int]]:
    path = tmp_path / "lich.xlsx"
    return path, messy.save_messy_list(path)


def headless(path: Path, rows: dict[int, int], store: Path) -> Campaign:
    facts = campaign_lists.CampaignFacts(year=2026, checklist="mau-7-noi-dung")
    doubts = campaign_lists.preview_list(path, facts, true_answers(rows)).doubts
    found = campaign_lists.preview_list(
        path, facts, true_answers(rows) | {issue.cell: AGREED for issue in doubts}
    )
    made = campaign_lists.create_from_list(path, found, facts, store)
    with campaigns.open_campaign(made, writing=False) as session:
        return session.campaign


def test_a_messy_list_becomes_the_campaign_that_the_command_line_makes(
    empty: MainWindow, listed: tuple[Path, dict[int, int]], tmp_path: Path, qtbot: QtBot
) -> None:
    path, rows = listed
    before = path.read_bytes()
    remember(Issuer(lines=("HỘI ĐỒNG",), place="Tỉnh lỵ"), campaigns.data_folder())
    page = drive.begin(empty)
    drive.fill_plan(page)
    drive.read_file(page, path, qtbot)
    pane = page.units.pane
    assert {issue.cell for issue in pane.found.errors} == set(true_answers(rows))
    assert not page.keeper.draft.units  # nothing is guessed: nothing is taken while something is open
    assert not pane.take.isEnabled()
    for issue in (*pane.found.errors, *pane.found.doubts):
        pane.show_cell(issue.cell)
        assert issue.cell.rpartition("!")[2] in pane.panel.place.text()
        assert pane.panel.question.text() == issue.message
        shown = pane.grid.cells.place_of(issue.cell)
        state = pane.grid.cells.cells[shown.row()][shown.column()].state
        assert state is (CellState.ERROR if issue in pane.found.errors else CellState.DOUBT)
        assert pane.grid.currentIndex() == shown
    for cell, words in true_answers(rows).items():
        drive.type_answer(page, cell, words)
    assert not pane.found.errors
    cluster = f"Lịch!A{rows[1] - 1}"
    pane.show_cell(cluster)
    drive.choice(page, "Là tên cụm").click()
    assert cluster not in {issue.cell for issue in pane.found.doubts}
    pane.agree_all.click()
    assert pane.found.settled
    pane.take.click()
    assert len(page.keeper.draft.units) == messy.UNITS
    drive.take_checklist(page, "7 nội dung", qtbot)
    drive.make(empty, page, qtbot)
    assert empty.desk is not None
    assert empty.desk.session.campaign == headless(path, rows, tmp_path / "khac.tdktdb")
    assert path.read_bytes() == before
    assert not draft_store.has_draft()
    assert empty.wizard.page is None


def test_a_draft_left_half_way_is_taken_up_where_it_was(
    empty: MainWindow, listed: tuple[Path, dict[int, int]], theme: Theme, qtbot: QtBot
) -> None:
    path, rows = listed
    page = drive.begin(empty)
    drive.fill_plan(page)
    drive.read_file(page, path, qtbot)
    cell, words = next(iter(true_answers(rows).items()))
    drive.type_answer(page, cell, words)
    draft = page.keeper.draft
    page.later.click()
    assert empty.stack.currentWidget() is empty.start
    qtbot.waitUntil(empty.start.resume_button.isVisible, timeout=5000)
    path.unlink()
    empty.start.resume_button.click()
    again = empty.wizard.page
    assert again is not None
    assert again is not page
    assert again.current == "units"
    assert again.keeper.draft == draft
    assert cell not in {issue.cell for issue in again.units.pane.found.errors}
    assert len(again.units.pane.found.errors) == 2


def test_what_is_typed_is_on_disk_soon(empty: MainWindow, qtbot: QtBot) -> None:
    page = drive.begin(empty)
    drive.fill_plan(page)

    def on_disk() -> bool:
        try:
            return bool(json.loads(draft_store.draft_path().read_text(encoding="utf-8"))["year"] == "2026")
        except FileNotFoundError:
            return False

    qtbot.waitUntil(on_disk, timeout=3000)


def test_opening_a_campaign_puts_the_draft_away(empty: MainWindow, path: Path, qtbot: QtBot) -> None:
    page = drive.begin(empty)
    drive.fill_plan(page)
    empty.open_campaign(path)
    qtbot.waitUntil(lambda: empty.view is not None, timeout=5000)
    assert empty.wizard.page is None
    found, _ = draft_store.load_draft()
    assert found is not None
    assert found.year == "2026"
    drive.begin(empty)
    assert empty.view is None


def test_two_windows_never_write_one_draft(
    empty: MainWindow, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive.fill_plan(drive.begin(empty))
    shown: list[BaseException] = []
    monkeypatch.setattr("tdkt_desktop.ui.wizard.door.show_error", lambda _, error: shown.append(error))
    second = MainWindow(theme)
    qtbot.addWidget(second)
    second.show()
    second.wizard.begin()
    assert second.wizard.page is None
    assert "Bản đang lập của đợt kiểm tra mới đang mở ở cửa sổ khác" in str(shown[0])
    empty.wizard.leave()
    second.wizard.begin()
    assert second.wizard.page is not None
    assert second.wizard.page.keeper.draft.year == "2026"
    second.close()


@pytest.mark.expects_log
def test_closing_the_window_waits_for_a_disk_that_refuses(
    empty: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = drive.begin(empty)
    drive.fill_plan(page)
    shown: list[BaseException] = []
    monkeypatch.setattr("tdkt_desktop.ui.wizard.door.show_error", lambda _, error: shown.append(error))

    def full(_: int) -> None:
        raise OSError(28, "full")

    with monkeypatch.context() as disk:
        disk.setattr("os.fsync", full)
        assert not empty.close()
    assert empty.isVisible()
    assert "Chưa ghi được" in str(shown[0])
    assert empty.close()
    found, _ = draft_store.load_draft()
    assert found is not None
    assert found.year == "2026"


def test_an_unwanted_draft_is_dropped_after_a_question(empty: MainWindow, qtbot: QtBot) -> None:
    page = drive.begin(empty)
    drive.fill_plan(page)
    assert page.put_away()

    def answer(words: str) -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        drive.press(box, words)

    QTimer.singleShot(0, lambda: answer("Giữ lại"))
    page.drop.click()
    assert draft_store.has_draft()
    QTimer.singleShot(0, lambda: answer("Bỏ bản đang lập"))
    page.drop.click()
    assert not draft_store.has_draft()
    assert empty.stack.currentWidget() is empty.start
    qtbot.waitUntil(empty.start.resume_button.isHidden, timeout=5000)


def test_the_summary_says_what_is_missing_and_jumps_there(empty: MainWindow) -> None:
    page = drive.begin(empty)
    page.go("summary")
    assert not page.next.isEnabled()
    blocking = [one for one in page.summary.lacks if one.blocking]
    assert {one.step for one in blocking} == {"plan", "units", "checklist"}
    jump = next(button for step, button in page.summary.jumps if step == "units")
    jump.click()
    assert page.current == "units"


def save_sheets(path: Path) -> None:
    """Two sheets with a list each, days that are no days or several, a leader among others."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name in ("Đoàn 1", "Đoàn 2"):
        sheet = book.create_sheet(name)
        sheet.append(["TT", "Đơn vị", "Ngày kiểm tra"])
        sheet.append([1, f"Đơn vị của {name}", "Tuần 4 tháng 3"])
        sheet.append([2, f"Đơn vị khác của {name}", "từ 4-6/3"])
    book.save(path)


def test_a_list_is_answered_with_the_keyboard_alone(empty: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    save_sheets(tmp_path / "lich.xlsx")
    page = drive.begin(empty)
    drive.fill_plan(page)
    drive.read_file(page, tmp_path / "lich.xlsx", qtbot)
    pane = page.units.pane

    def here() -> QWidget:
        focus = page.focusWidget()
        assert focus is not None
        return focus

    assert [one.text() for one in pane.panel.choices] == ["Đoàn 1", "Đoàn 2"]
    assert pane.panel.issues.item(0).text().startswith("! Nhiều trang tính")
    settle()
    QTest.keyClick(here(), Qt.Key.Key_Tab)
    assert here() is pane.panel.choices[1]
    QTest.keyClick(here(), Qt.Key.Key_Return)
    assert pane.found.sheet == "Đoàn 2"
    assert pane.panel.whose.text() == "Đơn vị của Đoàn 2"
    assert here() is pane.panel.answer  # Enter alone leaves no wrong cell out
    QTest.keyClick(here(), Qt.Key.Key_Return)
    assert pane.found.errors
    settle()
    QTest.keyClick(here(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert here() is pane.panel.choices[0]  # above the field, and before it
    QTest.keyClick(here(), Qt.Key.Key_Return)
    assert not pane.found.errors
    QTest.keyClick(here(), Qt.Key.Key_Return)  # the proposal
    assert pane.found.settled
    assert here() is pane.take
    QTest.keyClick(here(), Qt.Key.Key_Return)
    assert [(row.official, row.planned_date) for row in page.keeper.draft.units] == [
        ("Đơn vị của Đoàn 2", ""),
        ("Đơn vị khác của Đoàn 2", "04/3/2026"),
    ]


def test_last_year_is_taken_over_before_the_plans_go_out(
    empty: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = drive.begin(empty)
    drive.fill_plan(page)
    page.go("units")
    rows = page.units.table.rows
    rows.setData(rows.index(0, 0), "Đơn vị 01")
    rows.setData(rows.index(0, 2), "1")
    drive.take_checklist(page, "7 nội dung", qtbot)
    asked: list[str] = []

    def choose(_parent: QWidget, title: str, *_: str) -> tuple[str, str]:
        asked.append(title)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    drive.make(empty, page, qtbot, then="Lấy từ đợt kiểm tra trước")
    assert len(asked) == 1
    assert "đợt kiểm tra trước" in asked[0]


def test_no_title_of_a_column_is_cut(empty: MainWindow, theme: Theme) -> None:
    page = drive.begin(empty)
    for zoom in (1.0, 2.0):
        theme.set_zoom(zoom)
        for table in (page.units.table, page.teams.table):
            head = QFont(table.font())
            head.setBold(True)
            for place, column in enumerate(table.rows.columns):
                room = table.columnWidth(place) - theme.px(12)  # what the style keeps free at both sides
                assert QFontMetrics(head).horizontalAdvance(column.title) <= room, column.title


def test_units_are_typed_and_an_act_is_undone(empty: MainWindow) -> None:
    page = drive.begin(empty)
    page.go("units")
    table = page.units.table
    rows = table.rows
    rows.setData(rows.index(0, 0), "Đơn vị 01")
    rows.setData(rows.index(0, 1), "31/9/2026")
    rows.setData(rows.index(0, 2), "1")
    assert rows.data(rows.index(0, 2)) == "Đoàn kiểm tra số 01"
    assert rows.problem(0, 1)
    assert rows.rowCount() == 2
    table.setCurrentIndex(rows.index(0, 0))
    page.units.remove.click()
    assert not page.keeper.draft.units
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.keeper.draft.units[0].official == "Đơn vị 01"
    page.go("teams")
    assert page.teams.table.rows.text(0, 5) == "01"
    page.teams.table.rows.remove([0])
    assert page.keeper.draft.units[0].team == ""


def test_a_table_is_pasted_and_one_column_goes_downwards(empty: MainWindow) -> None:
    page = drive.begin(empty)
    page.go("units")
    drive.copy("TT\tTên đơn vị\tNgày kiểm tra\n1\tĐơn vị 01\t1/9/2026\n2\tĐơn vị 02\t2/9/2026\n")
    page.units.paste_list.click()
    assert page.keeper.draft.reading is not None
    page.units.pane.take.click()
    assert [row.planned_date for row in page.keeper.draft.units] == ["01/9/2026", "02/9/2026"]
    drive.copy("Cụm 1\nCụm 2\nCụm 3")
    table = page.units.table
    table.setCurrentIndex(table.rows.index(0, 3))
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [row.cluster for row in page.keeper.draft.units] == ["Cụm 1", "Cụm 2", "Cụm 3"]
    assert page.units.table.rows.problem(2, 0)


def test_a_workbook_dropped_anywhere_is_read(
    empty: MainWindow, listed: tuple[Path, dict[int, int]], qtbot: QtBot
) -> None:
    page, data = drive.begin(empty), QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(listed[0]))])
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, button, none))
    qtbot.waitUntil(lambda: page.keeper.draft.reading is not None, timeout=10_000)
    assert page.current == "units"
    assert page.units.pane.isVisible()


def test_old_fonts_pasted_into_an_open_cell_are_asked_about(empty: MainWindow) -> None:
    page = drive.begin(empty)
    page.go("units")
    table, name = page.units.table, "Đơn vị trưởng cụm được giao"
    table.setCurrentIndex(table.rows.index(0, 0))
    table.edit(table.rows.index(0, 0))
    drive.copy(in_tcvn3(name))
    QTest.keyClick(table.indexWidget(table.currentIndex()), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, OldTextDialog)
    dialog.change.click()
    assert [row.official for row in page.keeper.draft.units] == [name]
    table.edit(table.rows.index(0, 0))
    drive.copy("Tỉnh")
    QTest.keyClick(table.indexWidget(table.currentIndex()), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    page.go("teams")  # takes over what the open cell holds
    assert page.keeper.draft.units[0].official == "Tỉnh"


def test_a_form_of_others_is_taken_after_its_cells_were_seen(
    empty: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    survey = [["type", "name", "label"], ["text", "q1", "Vì sao?"], ["image", "q2", "Ảnh?"]]
    file = save_workbook(tmp_path / "kobo.xlsx", {"survey": survey})
    page = drive.begin(empty)
    page.go("checklist")
    page.checklist.take(str(file), file.name)
    qtbot.waitUntil(lambda: page.checklist.findChild(RemarksDialog) is not None, timeout=10_000)
    seen = page.checklist.findChild(RemarksDialog)
    assert seen is not None
    assert "survey!A3: loại “image”" in seen.places.toPlainText()
    assert page.keeper.draft.checklist is None
    seen.take.click()
    assert page.keeper.draft.checklist is not None
    assert "01 nội dung, 1 câu hỏi" in page.checklist.contents.text()


def test_last_years_checklist_is_offered_with_its_movements(
    empty: MainWindow, path: Path, qtbot: QtBot
) -> None:
    page = drive.begin(empty)
    drive.take_checklist(page, "Đợt kiểm tra thử năm 2019", qtbot)
    assert page.keeper.draft.checklist is not None
    assert "Danh mục thử" in page.checklist.chosen.text()
    assert not page.checklist.movements
    page.checklist.take("lang-son-2019", "Có sẵn")
    qtbot.waitUntil(lambda: bool(page.checklist.movements), timeout=5000)
    old, field = next(iter(page.checklist.movements.items()))
    field.clear()
    QTest.keyClicks(field, "Ten moi")
    assert page.keeper.draft.checklist.movements[old] == "Ten moi"


def test_the_issuer_is_the_last_one_and_its_page_is_previewed(empty: MainWindow, qtbot: QtBot) -> None:
    remember(Issuer(lines=("HỘI ĐỒNG",), place="Tỉnh lỵ"), campaigns.data_folder())
    page = drive.begin(empty)
    fields = page.issuer.fields
    assert fields["issuer.place"].property("text") == "Tỉnh lỵ"
    qtbot.waitUntil(lambda: page.issuer.pages.count > 0, timeout=10_000)
    first = fields["issuer.minutes_first"]
    QTest.keyClicks(first, "x")
    assert page.issuer.problem.text()
    page.go("summary")
    assert any(one.step == "issuer" and one.blocking for one in page.summary.lacks)


def test_f1_in_the_wizard_is_about_the_wizard(empty: MainWindow) -> None:
    drive.begin(empty)
    empty.show_help()
    assert empty._help is not None
    assert empty._help.topic == "lap-dot-moi"
