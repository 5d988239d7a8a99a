"""Guards evidence as a person gives it: dropped, pasted, chosen; refused with words; and never in the way of the rest."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.evidence import SIGNED, Evidence
from tdkt_desktop.domain.sealing import VISIT
from tdkt_desktop.domain.values import UNANSWERED
from tdkt_desktop.ui.controls import fields
from tdkt_desktop.ui.controls.fields import LineField, with_ours
from tdkt_desktop.ui.unit.criterion_form import CriterionForm
from tdkt_desktop.ui.unit.evidence_dialog import EvidenceDialog
from tdkt_desktop.ui.unit.evidence_panel import UNREADABLE, EvidencePanel
from tdkt_desktop.ui.unit.unit_tab import UnitTab
from tdkt_desktop.ui.unit.visit_form import VisitForm
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.workflows.campaign.campaigns import open_campaign
from tdkt_desktop.workflows.unit import evidence as evidence_workflow
from tdkt_desktop.workflows.unit.evidence import Offer, Taken
from tdkt_desktop.workflows.unit.sealing import sealing_changes
from tests.exchange.evidence_samples import RED, corners, pdf, png_claiming, saved

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def boxes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What message boxes say, instead of waiting for a person."""
    said: list[str] = []

    def read(box: QMessageBox) -> int:
        said.append(f"{box.text()}\n{box.informativeText()}")
        return 0

    monkeypatch.setattr(QMessageBox, "exec", read)
    return said


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    folder = tmp_path / "Ảnh chụp"
    folder.mkdir()
    bodies = {
        "hội trường.jpg": saved(corners(), "JPEG"),
        "sổ.png": saved(corners((64, 96)), "PNG"),
        "quyết định.pdf": pdf(2),
        "bom.png": png_claiming(30000, 30000),
        "thư.txt": b"khong phai anh",
    }
    for name, body in bodies.items():
        (folder / name).write_bytes(body)
    return {name: folder / name for name in bodies}


@pytest.fixture
def tab(window: MainWindow) -> UnitTab:
    assert window.view is not None
    window.view.open_unit("u1", "A")
    found = window.view.unit_tab
    assert found is not None
    return found


def form_of(tab: UnitTab) -> CriterionForm:
    assert isinstance(tab.form, CriterionForm)
    return tab.form


def of_files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    data.setText("\n".join(str(path) for path in paths))  # as file managers add
    return data


def red_picture() -> QImage:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor(*RED))
    return image


def drop(target: QWidget, data: QMimeData) -> bool:
    """Drop on a widget as the window system does: entered first, and only then dropped."""
    action, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    modifiers = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), action, data, buttons, modifiers)
    QApplication.sendEvent(target, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(5, 5), action, data, buttons, modifiers)
    QApplication.sendEvent(target, event)
    return event.isAccepted()


def evidence_of(tab: UnitTab) -> tuple[Evidence, ...]:
    return tab.sheet.inspection.evidence


def wait_for(qtbot: QtBot, tab: UnitTab, count: int) -> tuple[Evidence, ...]:
    qtbot.waitUntil(lambda: len(evidence_of(tab)) == count, timeout=15000)
    return evidence_of(tab)


def drawn(panel: EvidencePanel, row: int = 0) -> bool:
    return panel._thumbnails.icon(panel.list.item(row).data(Qt.ItemDataRole.UserRole).digest) is not None


def add(qtbot: QtBot, tab: UnitTab, *paths: Path, role: str = "") -> tuple[Evidence, ...]:
    before = len(evidence_of(tab))
    tab.panel.evidence.offer([Offer(path) for path in paths], role=role)
    return wait_for(qtbot, tab, before + len(paths))


def test_dropped_files_become_evidence_of_the_content_that_is_open(
    tab: UnitTab, files: dict[str, Path], qtbot: QtBot
) -> None:
    names = ["hội trường.jpg", "sổ.png", "quyết định.pdf"]
    assert drop(tab, of_files(*(files[name] for name in names)))
    found = wait_for(qtbot, tab, 3)
    assert [one.name for one in found] == names
    assert {one.criterion for one in found} == {"A"}
    panel = tab.panel.evidence
    assert panel.list.count() == 3
    assert "03" in panel.title.text()
    qtbot.waitUntil(lambda: all(drawn(panel, row) for row in range(3)), timeout=15000)
    picture = panel.list.item(0).icon().pixmap(40, 40).toImage()
    corner = picture.pixelColor(picture.width() // 4, picture.height() // 4)
    assert corner.red() > 150 > corner.green()
    tab.show_step("K")
    assert panel.list.count() == 0
    assert panel.hint.isVisible()
    tab.show_step("A")
    assert panel.list.count() == 3


@pytest.mark.parametrize("code", ["A.3", "A.2"])
def test_a_file_dropped_on_a_field_is_evidence_and_not_its_path(
    tab: UnitTab, files: dict[str, Path], qtbot: QtBot, code: str
) -> None:
    form = form_of(tab)
    form.rows["A.1"].editor.bar.press(True)  # type: ignore[attr-defined]
    field = form.rows[code].editor.focusProxy()
    assert field is not None
    target = field.viewport() if hasattr(field, "viewport") else field
    assert drop(target, of_files(files["sổ.png"]))
    wait_for(qtbot, tab, 1)
    assert tab.sheet.inspection.answer(code) == UNANSWERED


@pytest.fixture
def opened(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the window would open."""
    paths: list[Path] = []
    monkeypatch.setattr(window.incoming, "open_file", paths.append)
    return paths


def test_nothing_can_be_dropped_on_sealed_minutes(
    tab: UnitTab, files: dict[str, Path], opened: list[Path], window: MainWindow
) -> None:
    tab.sheet.record(sealing_changes(tab.sheet.session, tab.sheet.inspection))
    assert drop(tab, of_files(files["sổ.png"]))
    assert "đã chốt" in window.status.saved_label.text()
    assert opened == []
    assert evidence_of(tab) == ()
    assert not tab.panel.evidence.add.isEnabled()


def test_a_file_of_a_team_dropped_on_a_unit_is_opened_and_no_evidence(
    tab: UnitTab, tmp_path: Path, opened: list[Path]
) -> None:
    file = tmp_path / "Đoàn 01.TDKT"
    file.write_bytes(b"PK")
    drop(tab, of_files(file))
    assert opened == [file]
    assert evidence_of(tab) == ()


@pytest.mark.parametrize("code", ["A.3", "K.money"])
def test_a_pasted_picture_is_evidence_and_leaves_the_text_alone(
    tab: UnitTab, qtbot: QtBot, code: str
) -> None:
    tab.show_step(code.partition(".")[0])
    field = form_of(tab).rows[code].editor.focusProxy()
    assert field is not None
    QTest.keyClicks(field, "12")
    before = tab.sheet.inspection.answer(code)
    QGuiApplication.clipboard().setImage(red_picture())
    QTest.keyClick(field, Qt.Key.Key_V, CTRL)
    (found,) = wait_for(qtbot, tab, 1)
    assert found.name.startswith("anh-dan-")
    assert found.media == "image/png"
    assert tab.sheet.inspection.answer(code) == before
    kept = QImage.fromData(tab.sheet.session.attachments.read(found.digest))
    assert kept.pixelColor(5, 5) == QColor(*RED)


def test_pasted_files_are_evidence(tab: UnitTab, files: dict[str, Path], qtbot: QtBot) -> None:
    field = form_of(tab).rows["A.3"].editor.focusProxy()
    assert field is not None
    QGuiApplication.clipboard().setMimeData(of_files(files["quyết định.pdf"]))
    QTest.keyClick(field, Qt.Key.Key_V, CTRL)
    (found,) = wait_for(qtbot, tab, 1)
    assert found.name == "quyết định.pdf"
    assert tab.sheet.inspection.answer("A.3") == UNANSWERED


def rich(text: str) -> QMimeData:
    data = QMimeData()
    data.setHtml(f"<p style='color:red'><b>{text}</b></p>")
    data.setText(text)
    data.setImageData(red_picture())  # as word processors add
    return data


def test_pasted_text_loses_its_formatting(tab: UnitTab) -> None:
    edit = form_of(tab).remarks["narrative"]
    QGuiApplication.clipboard().setMimeData(rich("Đậm và đỏ"))
    QTest.keyClick(edit, Qt.Key.Key_V, CTRL)
    assert tab.sheet.inspection.remark("A").narrative == "Đậm và đỏ"
    assert not edit.textCursor().charFormat().font().bold()
    assert evidence_of(tab) == ()


def test_a_text_too_long_to_travel_is_not_pasted_and_that_is_said(
    tab: UnitTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(fields, "show_text", lambda _, words: said.append(words))
    tab.show_step("A")
    narrative = tab.findChildren(fields.GrowingText)[0]
    before = narrative.toPlainText()
    data = QMimeData()
    data.setText("a" * (fields.MOST_LETTERS + 1))
    narrative.insertFromMimeData(data)
    assert narrative.toPlainText() == before
    assert said == [fields.TOO_LONG]


@pytest.mark.parametrize("keys", [True, False], ids=["keys", "menu"])
def test_lines_pasted_into_a_line_field_become_one(tab: UnitTab, keys: bool) -> None:
    tab.show_step(VISIT)
    assert isinstance(tab.form, VisitForm)
    field = tab.form.fields["place"]
    assert isinstance(field, LineField)
    QGuiApplication.clipboard().setMimeData(rich("Hội trường\nTầng 2\t(nhà A)"))
    if keys:
        QTest.keyClick(field, Qt.Key.Key_V, CTRL)
    else:
        menu = with_ours(field.createStandardContextMenu(), field)
        paste = next(one for one in menu.actions() if one.objectName() == "edit-paste")
        paste.trigger()
        menu.deleteLater()
    assert tab.sheet.inspection.visit.place == "Hội trường Tầng 2 (nhà A)"


@pytest.mark.parametrize("code", ["A.3", "K.money"])
def test_a_link_copied_from_a_page_is_text(tab: UnitTab, code: str) -> None:
    tab.show_step(code.partition(".")[0])
    field = form_of(tab).rows[code].editor.focusProxy()
    assert field is not None
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/7")])
    data.setText("https://example.org/7")
    QGuiApplication.clipboard().setMimeData(data)
    QTest.keyClick(field, Qt.Key.Key_V, CTRL)
    shown = field.toPlainText() if hasattr(field, "toPlainText") else field.text()  # type: ignore[attr-defined]
    assert shown == "https://example.org/7"


def test_what_is_refused_is_said_with_its_name_and_the_rest_is_kept(
    tab: UnitTab, files: dict[str, Path], qtbot: QtBot, boxes: list[str]
) -> None:
    tab.panel.evidence.offer([Offer(path) for path in files.values()])
    found = wait_for(qtbot, tab, 3)
    qtbot.waitUntil(lambda: bool(boxes), timeout=5000)
    assert {one.name for one in found} == {"hội trường.jpg", "sổ.png", "quyết định.pdf"}
    (said,) = boxes
    assert "02 tệp không nhận được" in said
    assert "bom.png" in said
    assert "thư.txt" in said


def test_a_file_given_twice_is_kept_once(
    tab: UnitTab, files: dict[str, Path], qtbot: QtBot, boxes: list[str]
) -> None:
    add(qtbot, tab, files["sổ.png"])
    tab.panel.evidence.offer([Offer(files["sổ.png"])])
    qtbot.waitUntil(lambda: bool(boxes), timeout=5000)
    assert "đã có trong minh chứng" in boxes[0]
    assert len(evidence_of(tab)) == 1


def test_files_can_be_chosen(
    tab: UnitTab, files: dict[str, Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(files["sổ.png"])], ""))
    window._actions["add_evidence"][1].trigger()
    (found,) = wait_for(qtbot, tab, 1)
    assert found.name == "sổ.png"
    assert "Đã thêm 01 minh chứng" in window.status.saved_label.text()


def test_a_caption_is_recorded_as_it_is_typed(tab: UnitTab, files: dict[str, Path], qtbot: QtBot) -> None:
    add(qtbot, tab, files["hội trường.jpg"])
    panel = tab.panel.evidence
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, EvidenceDialog))
    qtbot.waitUntil(lambda: not dialog.picture.pixmap().isNull(), timeout=15000)
    QTest.keyClicks(dialog.caption, "Toan canh ")
    QTest.keyClicks(dialog.caption, "hoi truong")
    dialog.printed.click()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    (found,) = evidence_of(tab)
    assert (found.caption, found.in_minutes) == ("Toan canh hoi truong", False)
    assert panel.list.item(0).text() == "Toan canh hoi truong\nkhông in"
    assert tab.window().focusWidget() is panel.list


def entries(menu: QMenu) -> dict[str, QAction]:
    return {one.text(): one for one in menu.actions()}


def test_evidence_is_removed_and_brought_back(
    tab: UnitTab, files: dict[str, Path], qtbot: QtBot, window: MainWindow
) -> None:
    add(qtbot, tab, files["hội trường.jpg"], files["sổ.png"])
    panel = tab.panel.evidence
    panel.list.setCurrentRow(0)
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert [one.name for one in evidence_of(tab)] == ["sổ.png"]
    window._actions["undo"][1].trigger()
    assert [one.name for one in evidence_of(tab)] == ["hội trường.jpg", "sổ.png"]
    assert panel.list.count() == 2
    qtbot.waitUntil(lambda: drawn(panel, 0), timeout=15000)
    menu = panel._menu()
    entries(menu)["Đưa vào biên bản"].trigger()
    assert not evidence_of(tab)[panel.list.currentRow()].in_minutes
    menu.deleteLater()


def test_undo_of_evidence_leads_to_its_content(
    tab: UnitTab, files: dict[str, Path], qtbot: QtBot, window: MainWindow
) -> None:
    add(qtbot, tab, files["sổ.png"])
    tab.show_step("K")
    window._actions["undo"][1].trigger()
    assert tab.steps.key == "A"
    window._actions["redo"][1].trigger()
    assert tab.panel.evidence.list.count() == 1


def test_a_scan_of_the_signed_minutes_is_attached_after_sealing(
    tab: UnitTab,
    files: dict[str, Path],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    window: MainWindow,
    path: Path,
) -> None:
    sheet = tab.sheet
    assert tab.panel.signed.isHidden()
    sheet.record(sealing_changes(sheet.session, sheet.inspection))
    assert not tab.panel.signed.isHidden()
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(files["quyết định.pdf"])], ""))
    tab.panel.signed.click()
    (found,) = wait_for(qtbot, tab, 1)
    assert (found.role, found.in_minutes, found.criterion) == (SIGNED, False, "")
    assert "bản quét đã ký" in window.status.saved_label.text()
    tab.show_step(VISIT)
    panel = tab.panel.evidence
    assert panel.list.item(0).text().endswith("bản quét đã ký")
    panel.list.setCurrentRow(0)
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert evidence_of(tab) == ()
    window._actions["undo"][1].trigger()
    assert evidence_of(tab) == (found,)
    assert window.close_campaign()
    with open_campaign(path) as again:
        assert again.inspection("u1").evidence == (found,)


def test_files_that_arrive_after_the_seal_are_refused_with_words(
    tab: UnitTab, files: dict[str, Path], qtbot: QtBot, boxes: list[str]
) -> None:
    tab.panel.evidence.offer([Offer(files["sổ.png"])])
    tab.sheet.record(sealing_changes(tab.sheet.session, tab.sheet.inspection))
    qtbot.waitUntil(lambda: bool(boxes), timeout=15000)
    assert "đã được chốt" in boxes[0]
    assert evidence_of(tab) == ()


def test_a_file_gone_from_disk_says_so_and_breaks_nothing(
    tab: UnitTab, files: dict[str, Path], qtbot: QtBot, window: MainWindow, path: Path
) -> None:
    gone, kept = add(qtbot, tab, files["sổ.png"], files["hội trường.jpg"])
    assert window.close_campaign()
    with open_campaign(path) as session:
        session.attachments.path(gone.digest).unlink()
    window.open_campaign(path)
    qtbot.waitUntil(lambda: window.view is not None, timeout=5000)
    assert window.view is not None
    window.view.open_unit("u1", "A")
    again = window.view.unit_tab
    assert again is not None
    panel = again.panel.evidence
    qtbot.waitUntil(lambda: UNREADABLE in panel.list.item(0).text(), timeout=15000)
    qtbot.waitUntil(lambda: drawn(panel, 1), timeout=15000)
    again.sheet.set_evidence(kept)
    again.show_step("K")
    again.show_step("A")
    assert UNREADABLE in panel.list.item(0).text(), "said again when the list is made anew"
    panel.list.setCurrentRow(0)
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert [one.name for one in evidence_of(again)] == ["hội trường.jpg"]


@pytest.mark.expects_log  # the window notes what it could not show
def test_a_file_gone_from_disk_is_said_in_the_large_view_too(
    tab: UnitTab, files: dict[str, Path], qtbot: QtBot
) -> None:
    (gone,) = add(qtbot, tab, files["sổ.png"])
    tab.sheet.session.attachments.path(gone.digest).unlink()
    tab.panel.evidence.look()
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, EvidenceDialog))
    qtbot.waitUntil(lambda: dialog.picture.text() not in ("", "Đang mở…"), timeout=15000)
    assert "sổ.png" in dialog.windowTitle()
    dialog.reject()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each thumbnail takes a while; the list tells which were begun."""
    begun: list[str] = []
    make = evidence_workflow.thumbnail_of

    def wait(session: object, one: Evidence, side: int = 160) -> bytes:
        begun.append(one.name)
        time.sleep(0.15)
        return make(session, one, side)  # type: ignore[arg-type]

    monkeypatch.setattr(evidence_workflow, "thumbnail_of", wait)
    return begun


def many(folder: Path, count: int) -> list[Path]:
    paths = []
    for number in range(count):
        path = folder / f"anh-{number:02d}.png"
        path.write_bytes(saved(corners((40 + number, 30)), "PNG"))
        paths.append(path)
    return paths


def test_closing_does_not_wait_for_thumbnails(
    tab: UnitTab, qtbot: QtBot, slow: list[str], window: MainWindow, tmp_path: Path
) -> None:
    add(qtbot, tab, *many(tmp_path, 40))
    qtbot.waitUntil(lambda: bool(slow), timeout=15000)
    begun = time.monotonic()
    assert window.close_campaign()
    took = time.monotonic() - begun
    assert took < 2.0, f"{took:.1f} s; all forty take six"
    assert len(slow) < 20
    for _ in range(5):
        QApplication.processEvents()


def test_other_work_does_not_stand_behind_thumbnails(
    tab: UnitTab, qtbot: QtBot, slow: list[str], tmp_path: Path
) -> None:
    add(qtbot, tab, *many(tmp_path, 30))
    qtbot.waitUntil(lambda: bool(slow), timeout=15000)
    done: list[int] = []
    tab.panel.evidence._background.run("", lambda: 7, done.append, lambda _: None)
    qtbot.waitUntil(lambda: bool(done), timeout=5000)
    assert len(slow) < 15


def test_leaving_a_step_leaves_its_thumbnails_for_later(
    tab: UnitTab, qtbot: QtBot, slow: list[str], tmp_path: Path
) -> None:
    add(qtbot, tab, *many(tmp_path, 20))
    qtbot.waitUntil(lambda: bool(slow), timeout=15000)
    tab.show_step("K")
    begun = len(slow)
    qtbot.wait(500)
    assert len(slow) <= begun + 1
    tab.show_step("A")
    qtbot.waitUntil(lambda: len(slow) > begun + 1, timeout=5000)


def test_files_that_arrive_after_their_tab_was_closed_are_recorded(
    tab: UnitTab, qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = evidence_workflow.take_in

    def wait(*args: object, **named: object) -> Taken:
        time.sleep(0.3)
        return take(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(evidence_workflow, "take_in", wait)
    tab.panel.evidence.offer([Offer(path) for path in many(tmp_path, 1)])
    assert window.view is not None
    sheet = tab.sheet
    window.view.show_tab("u2")
    holder = window.view._built.pop("u1")
    holder.deleteLater()
    QApplication.sendPostedEvents(holder, 52)  # DeferredDelete
    qtbot.waitUntil(lambda: len(sheet.inspection.evidence) == 1, timeout=15000)


def test_files_at_work_when_the_campaign_is_closed_are_recorded(
    tab: UnitTab, qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """The window's own closing ends the workers in this way."""
    assert window.desk is not None
    tab.panel.evidence.offer([Offer(path) for path in many(tmp_path, 3)])
    assert evidence_of(tab) == ()
    window.desk.background.close(deliver=True)
    assert len(evidence_of(tab)) == 3
