"""Guards the previews: the pages of the very PDF are seen, drawn as they are looked at, and written where wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QEvent, QSettings, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.errors import TdktError, WrongFile
from tdkt_desktop.ui.checks.check_watch import CheckWatch
from tdkt_desktop.ui.controls.background import Background
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.papers import paper_view, printing
from tdkt_desktop.ui.papers.minutes_preview import MinutesPreview
from tdkt_desktop.ui.papers.paper_files import FOLDER_KEY, ask_target, last_folder
from tdkt_desktop.ui.papers.paper_view import PaperView
from tdkt_desktop.ui.workbench.notice_view import make_notice_view
from tdkt_desktop.workflows.campaign.campaigns import create_sample, open_campaign
from tdkt_desktop.workflows.writing import paper_pages
from tests.ui.paper_makers import MOMENT_MS, PATIENCE_MS, Maker, make_view, press


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


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """What is shown as an error; in every test, for a box that nobody closes would hold it for ever."""
    errors: list[BaseException] = []
    monkeypatch.setattr(paper_view, "show_error", lambda _, error: errors.append(error))
    return errors


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[bytes, str, int]]:
    """What is given to the printer, in place of its dialog."""
    jobs: list[tuple[bytes, str, int]] = []

    def take(_: QWidget, pdf: bytes, title: str, *, current: int, leaving: Callable[[], None]) -> bool:
        leaving()
        jobs.append((pdf, title, current))
        return True

    monkeypatch.setattr(printing, "print_pdf", take)
    return jobs


@pytest.fixture
def sample_desk(theme: Theme) -> Iterator[Desk]:
    """The campaign of 2019."""
    made = Desk(open_campaign(create_sample()))
    yield made
    assert made.close()


# ---- the buttons


def test_keyboard_alone_prints(shown: PaperView, qtbot: QtBot, sent: list[tuple[bytes, str, int]]) -> None:
    assert shown.focusWidget() is shown.pages
    with qtbot.waitSignal(shown.printed, timeout=MOMENT_MS):
        press(shown.pages, Qt.Key.Key_P, control=True)
    press(shown.pages, Qt.Key.Key_End)
    press(shown.print_button, Qt.Key.Key_Space)
    assert shown._paper is not None
    assert sent == [(shown._paper.pdf, "Biên bản: Đơn vị 07", page) for page in (1, 3)]
    assert shown.line.words.text() == "Đã gửi tới máy in."


def test_printing_asked_for_too_early_is_done_as_soon_as_there_are_pages(
    view: PaperView, qtbot: QtBot, maker: Maker, sent: list[tuple[bytes, str, int]]
) -> None:
    maker.go.clear()
    view.refresh()
    view.print_button.click()
    assert sent == []
    maker.go.set()
    qtbot.waitUntil(lambda: bool(sent), timeout=MOMENT_MS)


def test_a_printing_that_was_not_done_is_not_told(
    shown: PaperView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "print_pdf", lambda *_, **__: False)
    with qtbot.assertNotEmitted(shown.printed):
        shown.print_button.click()
    assert "Đã gửi" not in shown.line.words.text()


def test_the_pdf_saved_is_the_pdf_seen(
    shown: PaperView, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    target = tmp_path / "Biên bản đơn vị 07.pdf"
    target.write_bytes(b"cu")

    def choose(_: QWidget, title: str, proposal: str, kinds: str) -> tuple[str, str]:
        asked.extend((title, Path(proposal).name, kinds))
        return str(target), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    with qtbot.waitSignal(shown.exported, timeout=MOMENT_MS) as told:
        shown.writers["pdf"].click()
    assert told.args == [target]
    assert asked == ["Lưu PDF", "bien-ban.pdf", "Tệp PDF (*.pdf)"]
    assert shown._paper is not None
    assert target.read_bytes() == shown._paper.pdf
    assert shown.line.words.text() == "Đã lưu Biên bản đơn vị 07.pdf"
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".pdf"] == [target.name]
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    assert shown.line.folder_button.isVisible()
    shown.line.folder_button.click()
    assert opened == [str(tmp_path)]
    assert last_folder() == tmp_path


def test_word_is_made_when_asked_for(shown: PaperView, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(shown.exported, timeout=MOMENT_MS):
        shown.write("docx", tmp_path / "a.docx")
    assert (tmp_path / "a.docx").read_bytes() == b"word"


def test_a_file_that_cannot_be_written_is_said(
    shown: PaperView, qtbot: QtBot, tmp_path: Path, told: list[BaseException]
) -> None:
    with qtbot.assertNotEmitted(shown.exported):
        shown.write("docx", tmp_path / "khong-co" / "a.docx")
        qtbot.waitUntil(lambda: bool(told), timeout=MOMENT_MS)
    assert isinstance(told[0], TdktError)
    assert "thư mục không còn" in told[0].message
    assert shown.line.words.text() == "Chưa lưu được tệp."
    assert shown.print_button.isEnabled()


def test_the_ending_is_added_and_a_file_is_never_replaced_unasked(
    qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    (tmp_path / "co.roi.docx").write_bytes(b"cu")
    answers = iter([str(tmp_path / "co.roi"), "", str(tmp_path / "moi"), str(tmp_path / "HOA.DOCX")])
    proposals: list[str] = []

    def choose(_: QWidget, __: str, proposal: str, ___: str) -> tuple[str, str]:
        proposals.append(proposal)
        return next(answers), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    assert ask_target(parent, "bien-ban", "docx") is None  # asked again with the whole name, then given up
    assert proposals[1] == str(tmp_path / "co.roi.docx")
    assert ask_target(parent, "bien-ban", "docx") == tmp_path / "moi.docx"
    assert ask_target(parent, "bien-ban", "docx") == tmp_path / "HOA.DOCX"
    assert proposals[3] == str(tmp_path / "bien-ban.docx")


def test_a_folder_that_is_gone_is_not_proposed(theme: Theme, tmp_path: Path) -> None:
    QSettings().setValue(FOLDER_KEY, str(tmp_path / "usb"))
    assert last_folder() != tmp_path / "usb"


def test_a_long_file_name_leaves_the_pages_their_room(
    shown: PaperView, theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    theme.set_zoom(2.0)
    shown.resize(1300, 700)
    QApplication.processEvents()
    height, target = shown.pages.height(), tmp_path / f"bien-ban-02-{'ngan-hang-' * 8}.docx"
    with qtbot.waitSignal(shown.exported, timeout=MOMENT_MS):
        shown.write("docx", target)
    QApplication.processEvents()
    assert shown.pages.height() == height
    assert shown.line.words.text() == "Đã lưu tệp."
    assert shown.line.words.toolTip() == str(target)


# ---- long work


def test_long_work_is_shown_and_taken_back(
    view: PaperView, qtbot: QtBot, maker: Maker, told: list[BaseException]
) -> None:
    maker.go.clear()
    view.refresh()
    assert not view.line.bar.isVisible()
    qtbot.waitUntil(view.line.cancel_button.isVisible, timeout=MOMENT_MS)
    assert "Đang lập" in view.line.words.text()
    view.line.cancel_button.click()
    assert not view.line.bar.isVisible()
    assert not view.print_button.isEnabled()
    maker.go.set()
    qtbot.wait(300)
    assert view.pages.count == 0  # what came too late is dropped
    view.line.again_button.click()
    qtbot.waitUntil(view.pages.is_drawn, timeout=PATIENCE_MS)
    assert not view.line.again_button.isVisible()
    assert told == []


def test_quick_work_shows_no_progress(view: PaperView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.shown, timeout=PATIENCE_MS):
        view.refresh()
    assert not view.line.bar.isVisible()
    assert not view.line._timer.isActive()


def test_a_saving_taken_back_writes_nothing(
    shown: PaperView, qtbot: QtBot, maker: Maker, tmp_path: Path
) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"cu")
    maker.go.clear()
    maker.begun.clear()
    shown.write("docx", target)
    qtbot.waitUntil(shown.line.cancel_button.isVisible, timeout=MOMENT_MS)
    with qtbot.assertNotEmitted(shown.exported, wait=300):
        shown.line.cancel_button.click()
        maker.go.set()
    assert target.read_bytes() == b"cu"
    assert shown.print_button.isEnabled()  # the pages seen are still those of the paper


def test_a_paper_that_cannot_be_made_is_said(
    view: PaperView, qtbot: QtBot, maker: Maker, told: list[BaseException]
) -> None:
    error = WrongFile("Không lập được.", "Hãy thử lại.")
    maker.error = error
    view.refresh()
    qtbot.waitUntil(lambda: bool(told), timeout=MOMENT_MS)
    assert told == [error]
    assert view.line.again_button.isVisible()
    assert not view.print_button.isEnabled()


def test_nothing_is_made_before_everything_typed_is_on_disk(
    qtbot: QtBot, theme: Theme, maker: Maker, background: Background
) -> None:
    view = PaperView("Biên bản", maker, ("pdf",), lambda: False, background)
    qtbot.addWidget(view)
    view.refresh()
    assert not maker.begun.is_set()


@pytest.mark.parametrize("error", [None, WrongFile("Không lập được.")])
def test_a_window_closed_meanwhile_is_left_alone(
    qtbot: QtBot,
    theme: Theme,
    maker: Maker,
    background: Background,
    told: list[BaseException],
    error: BaseException | None,
) -> None:
    view = PaperView("Biên bản", maker, ("pdf",), lambda: True, background)
    maker.go.clear()
    maker.error = error
    with qtbot.captureExceptions() as escaped:
        view.refresh()
        view.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        maker.go.set()
        qtbot.wait(300)
    assert escaped == []
    assert told == []


def test_a_file_written_before_it_was_taken_back_is_told(
    shown: PaperView, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sealed minutes that have left the machine must be known, however late somebody pressed "Hủy"."""
    real, target = paper_pages.put_file, tmp_path / "a.docx"

    def put(body: bytes, path: Path) -> Path:
        assert shown._stop is not None
        shown._stop.set()
        return real(body, path)

    monkeypatch.setattr(paper_pages, "put_file", put)
    with qtbot.waitSignal(shown.exported, timeout=MOMENT_MS) as told:
        shown.write("docx", target)
    assert told.args == [target]
    assert target.read_bytes() == b"word"


# ---- the window of the minutes, the tab of the notice


def test_minutes_are_seen_before_they_are_printed(
    qtbot: QtBot, sample_desk: Desk, sent: list[tuple[bytes, str, int]]
) -> None:
    preview = MinutesPreview(sample_desk, sample_desk.units[0].code)
    qtbot.addWidget(preview)
    preview.show()
    qtbot.waitUntil(preview.view.pages.is_drawn, timeout=PATIENCE_MS)
    assert preview.focusWidget() is preview.view.pages
    assert preview.view.zoom.place.text().startswith("Trang 1/")
    with qtbot.waitSignal(preview.printed, timeout=MOMENT_MS):
        press(preview.view.pages, Qt.Key.Key_Return)  # Ctrl+P, Enter: two keys from the form to the printer
    assert sent[0][0].startswith(b"%PDF")
    with qtbot.waitSignal(preview.finished, timeout=MOMENT_MS) as closed:
        press(preview.view.pages, Qt.Key.Key_Escape)
    assert closed.args == [QDialog.DialogCode.Rejected.value]


def test_minutes_are_saved_with_ctrl_s(
    qtbot: QtBot, sample_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposals: list[str] = []

    def choose(_: QWidget, __: str, proposal: str, ___: str) -> tuple[str, str]:
        proposals.append(Path(proposal).name)
        return str(tmp_path / "bien-ban.pdf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    preview = MinutesPreview(sample_desk, sample_desk.units[0].code)
    qtbot.addWidget(preview)
    preview.show()
    with qtbot.waitSignal(preview.exported, timeout=PATIENCE_MS) as told:
        press(preview.view.pages, Qt.Key.Key_S, control=True)  # before the pages are there
    assert told.args == [tmp_path / "bien-ban.pdf"]
    assert proposals[0].startswith("bien-ban-01-")
    assert len(pypdfium2.PdfDocument(tmp_path / "bien-ban.pdf")) == preview.view.pages.count


def test_notice_is_seen_and_written(qtbot: QtBot, sample_desk: Desk, tmp_path: Path) -> None:
    view = make_notice_view(sample_desk, lambda: False, CheckWatch(sample_desk), lambda: None)
    qtbot.addWidget(view)
    view.show()
    qtbot.waitUntil(view.pages.is_drawn, timeout=PATIENCE_MS)
    for kind in view.writers:
        with qtbot.waitSignal(view.exported, timeout=PATIENCE_MS):
            view.write(kind, tmp_path / f"thong-bao.{kind}")
    assert {file.suffix for file in tmp_path.iterdir() if file.is_file()} == {".pdf", ".docx", ".xlsx"}


def test_a_notice_made_anew_keeps_the_place(qtbot: QtBot, shown: PaperView, maker: Maker) -> None:
    press(shown.pages, Qt.Key.Key_End)
    before = shown.pages.verticalScrollBar().value()
    with qtbot.waitSignal(shown.shown, timeout=MOMENT_MS):
        shown.refresh()
        assert shown.pages.count == 3  # seen until the new ones are there
    assert shown.pages.verticalScrollBar().value() == before
    maker.count = 1
    with qtbot.waitSignal(shown.shown, timeout=MOMENT_MS):
        shown.refresh()
    assert (shown.pages.count, shown.pages.current) == (1, 1)


def test_letters_of_the_buttons_are_unique_and_everything_has_a_name(qtbot: QtBot, sample_desk: Desk) -> None:
    preview = MinutesPreview(sample_desk, sample_desk.units[0].code)
    notice = make_notice_view(sample_desk, lambda: False, CheckWatch(sample_desk), lambda: None)
    for window in (preview, notice):
        qtbot.addWidget(window)
        buttons = window.findChildren(QPushButton)
        letters = [one.text()[one.text().index("&") + 1].lower() for one in buttons if "&" in one.text()]
        assert len(letters) >= 9
        assert len(set(letters)) == len(letters)
        stops = [one for one in window.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert [one for one in stops if not one.accessibleName()] == []
    qtbot.waitUntil(lambda: preview.view.pages.count > 0 < notice.pages.count, timeout=PATIENCE_MS)


@pytest.mark.parametrize("share", [1.0, 2.0])
def test_it_fits_a_small_screen_in_large_letters(
    qtbot: QtBot, shown: PaperView, theme: Theme, share: float
) -> None:
    theme.set_zoom(share)
    QApplication.processEvents()
    needed = shown.minimumSizeHint()
    assert needed.width() <= QSize(1366, 768).width()
    assert needed.height() <= QSize(1366, 768).height() - 100
