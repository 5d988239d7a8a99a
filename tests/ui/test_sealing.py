"""Guards sealing in the window: gaps stop it, a seal holds, additions are told apart, and a code on paper can be checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tdkt_desktop.documents.paper_text import page_texts
from tdkt_desktop.domain.evidence import SIGNED
from tdkt_desktop.domain.kinds import State
from tdkt_desktop.domain.sealing import ASSESSMENT, VISIT
from tdkt_desktop.ui.desk.sheet import Sheet
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.unit.assessment_form import AssessmentForm
from tdkt_desktop.ui.unit.criterion_form import CriterionForm
from tdkt_desktop.ui.unit.evidence_panel import EvidencePanel
from tdkt_desktop.ui.unit.seal_dialog import ReasonDialog, SealDialog
from tdkt_desktop.ui.unit.sealing_flow import ADDING, DRAFT, ISSUED, SEALED, next_step
from tdkt_desktop.ui.unit.unit_tab import UnitTab
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.workflows.campaign.campaigns import open_campaign
from tdkt_desktop.workflows.merge.merging import merge_packages
from tdkt_desktop.workflows.merge.packages import export_team, issue_plans, receive_plan
from tdkt_desktop.workflows.papers.papers import make_minutes
from tdkt_desktop.workflows.unit.sealing import seal_units
from tests.sealed import DRAFT as WITH_GAPS
from tests.sealed import UNIT, filled_campaign

REASON = "Đơn vị nộp thêm hồ sơ"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return filled_campaign(tmp_path)


@pytest.fixture
def office(qtbot: QtBot, theme: Theme, path: Path) -> Iterator[MainWindow]:
    window = MainWindow(theme)
    qtbot.addWidget(window)
    window.resize(1400, 900)
    window.show()
    window.show_campaign(open_campaign(path, author="Thư ký"))
    yield window
    window.close()


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What message boxes say."""
    words: list[str] = []

    def read(box: QMessageBox) -> int:
        words.append(f"{box.text()}\n{box.informativeText()}")
        return 0

    monkeypatch.setattr(QMessageBox, "exec", read)
    return words


def tab_of(window: MainWindow, unit: str = UNIT, step: str = ASSESSMENT) -> UnitTab:
    assert window.view is not None
    window.view.open_unit(unit, step)
    tab = window.view.unit_tab
    assert tab is not None
    return tab


def press_seal(tab: UnitTab) -> None:
    assert tab.panel.seal.isEnabled()
    tab.panel.seal.click()


def dialog_of(kind: type[SealDialog]) -> SealDialog:
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    return found


def reason_dialog() -> ReasonDialog:
    (found,) = [
        one for one in QApplication.topLevelWidgets() if isinstance(one, ReasonDialog) and one.isVisible()
    ]
    return found


def commit(widget: QWidget, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def seal(tab: UnitTab) -> str:
    """Seal as a person does; returns the code."""
    press_seal(tab)
    dialog = dialog_of(SealDialog)
    assert dialog.seal.isEnabled()
    dialog.seal.click()
    assert tab.sheet.sealed
    assert tab.sheet.inspection.seal is not None
    return tab.sheet.inspection.seal.code


def conclusion_of(tab: UnitTab) -> QWidget:
    assert isinstance(tab.form, AssessmentForm)
    return tab.form.fields["conclusion"]


def begin_addition(tab: UnitTab) -> None:
    press_seal(tab)
    dialog = reason_dialog()
    commit(dialog.reason, REASON)
    dialog.begin.click()
    assert next_step(tab.sheet.inspection) == ADDING


def export(window: MainWindow, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the minutes leave the machine as files."""
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    window._actions["export_minutes"][1].trigger()
    qtbot.waitUntil(lambda: len(list(folder.glob("*.docx"))) == 1, timeout=20000)


def test_gaps_stop_the_seal(office: MainWindow) -> None:
    tab = tab_of(office, WITH_GAPS)
    assert office.desk is not None
    before = office.desk.session.revision_count()
    press_seal(tab)
    dialog = dialog_of(SealDialog)
    assert not dialog.seal.isEnabled()
    assert dialog.lists[0].count() >= 5
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not tab.sheet.sealed
    assert office.desk.session.revision_count() == before


def test_enter_on_a_gap_goes_to_its_question(office: MainWindow) -> None:
    tab = tab_of(office, WITH_GAPS, VISIT)
    press_seal(tab)
    dialog = dialog_of(SealDialog)
    gaps = dialog.lists[0]
    texts = [gaps.item(row).text() for row in range(gaps.count())]
    row = next(place for place, text in enumerate(texts) if "Chiều dài đường" in text)
    gaps.setCurrentRow(row)
    QTest.keyClick(gaps, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert not tab.sheet.sealed
    assert tab.steps.key == "N2"
    assert isinstance(tab.form, CriterionForm)
    focus = office.focusWidget()
    assert focus is not None
    assert tab.form.rows["N2.4"].isAncestorOf(focus)


def test_enter_on_what_deserves_a_look_goes_there_and_seals_nothing(office: MainWindow) -> None:
    tab = tab_of(office)
    press_seal(tab)
    dialog = dialog_of(SealDialog)
    assert dialog.seal.isEnabled()
    look = dialog.lists[0]
    row = next(
        place for place in range(look.count()) if "kết luận của đoàn" in look.item(place).text().lower()
    )
    look.setCurrentRow(row)
    look.setFocus()
    QTest.keyClick(look, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert not tab.sheet.sealed
    assert tab.steps.key == ASSESSMENT


def test_a_seal_closes_the_form_and_is_on_disk_at_once(office: MainWindow, path: Path) -> None:
    tab = tab_of(office)
    assert tab.panel.seal.text().replace("&", "") == DRAFT
    code = seal(tab)
    assert tab.form is not None
    assert not tab.form.isEnabled()
    assert not conclusion_of(tab).isEnabled()
    assert code in tab.panel.stage.text()
    assert tab.panel.seal.text().replace("&", "") == SEALED
    for row in range(tab.steps.count()):
        tab.show_step(tab.steps._key_at(row))
        assert not tab.form.isEnabled()
        strips = [one.text() for one in tab.findChildren(QLabel) if one.property("role") == "strip"]
        assert any(code in words and "Mở lại để sửa" in words for words in strips)
    assert office.desk is not None
    assert office.desk.autosave.clean
    with open_campaign(path, writing=False) as again:
        sealed = again.inspection(UNIT).seal
        assert sealed is not None
        assert (sealed.code, sealed.author) == (code, "Thư ký")


def test_the_seal_can_be_given_by_keyboard_alone(office: MainWindow) -> None:
    tab = tab_of(office)
    office._actions["seal"][1].trigger()
    dialog = dialog_of(SealDialog)
    focus = dialog.focusWidget()
    assert focus is dialog.seal
    QTest.keyClick(focus, Qt.Key.Key_Return)
    assert tab.sheet.sealed


def test_a_jump_into_sealed_minutes_shows_which_question_is_meant(office: MainWindow) -> None:
    """No cursor can stand in a sealed field: the question has a ground of its own, and the keyboard is on the map."""
    tab = tab_of(office)
    seal(tab)
    assert office.view is not None
    first, second = [question.code for question in tab.sheet.checklist.criteria[0].questions][:2]
    for code, other in ((first, second), (second, first)):
        office.view.show_place(UNIT, "", code)
        assert isinstance(tab.form, CriterionForm)
        assert tab.form.rows[code].property("role") == "meant"
        assert tab.form.rows[other].property("role") != "meant"
        assert tab.steps.hasFocus()


def test_what_is_being_typed_is_in_the_seal(office: MainWindow) -> None:
    tab = tab_of(office)
    commit(conclusion_of(tab), "Chấp hành tốt")
    seal(tab)
    assert tab.sheet.inspection.seal is not None
    assert f"inspection/{UNIT}|conclusion" in tab.sheet.inspection.seal.content


def test_a_seal_comes_off_only_while_nothing_was_printed(
    office: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: list[str]
) -> None:
    tab = tab_of(office)
    code = seal(tab)
    press_seal(tab)
    assert not tab.sheet.sealed
    assert tab.form is not None
    assert tab.form.isEnabled()
    assert seal(tab) == code, "the same record has the same code"
    export(office, qtbot, tmp_path / "ra", monkeypatch)
    qtbot.waitUntil(lambda: bool(tab.sheet.inspection.issued_at), timeout=5000)
    assert next_step(tab.sheet.inspection) == ISSUED
    assert tab.panel.seal.accessibleName() == ISSUED
    assert "mở lại" not in tab.panel.stage.text()


def test_exporting_a_draft_leaves_it_a_draft(
    office: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: list[str]
) -> None:
    tab = tab_of(office)
    export(office, qtbot, tmp_path / "ra", monkeypatch)
    qtbot.waitUntil(lambda: bool(said), timeout=5000)
    assert tab.sheet.inspection.issued_at == ""
    assert next_step(tab.sheet.inspection) == DRAFT


def test_an_addition_needs_a_reason(
    office: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: list[str]
) -> None:
    tab = tab_of(office)
    seal(tab)
    export(office, qtbot, tmp_path / "ra", monkeypatch)
    qtbot.waitUntil(lambda: next_step(tab.sheet.inspection) == ISSUED, timeout=5000)
    press_seal(tab)
    dialog = reason_dialog()
    assert not dialog.begin.isEnabled()
    commit(dialog.reason, "   ")
    assert not dialog.begin.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not tab.sheet.editable
    begin_addition(tab)
    assert tab.sheet.editable
    assert tab.form is not None
    assert tab.form.isEnabled()
    assert REASON in tab.panel.stage.text()


def texts(sheet: Sheet, folder: Path) -> list[str]:
    """The words of the minutes as PDF, line by line."""
    folder.mkdir()
    (pdf,) = make_minutes(sheet.session, UNIT, folder, ("pdf",))
    return [line.strip() for page in page_texts(pdf) for line in page.splitlines() if line.strip()]


def test_minutes_keep_the_sealed_text_and_print_the_addition(
    office: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: list[str]
) -> None:
    tab = tab_of(office)
    commit(conclusion_of(tab), "Đơn vị chấp hành tốt")
    code = seal(tab)
    before = texts(tab.sheet, tmp_path / "truoc")
    export(office, qtbot, tmp_path / "ra", monkeypatch)
    qtbot.waitUntil(lambda: next_step(tab.sheet.inspection) == ISSUED, timeout=5000)
    begin_addition(tab)
    tab.show_step("N1")
    assert isinstance(tab.form, CriterionForm)
    narrative = tab.form.remarks["narrative"]
    commit(narrative, ", có bổ sung hồ sơ")
    tab.show_step(ASSESSMENT)
    press_seal(tab)
    assert next_step(tab.sheet.inspection) == ISSUED
    assert not tab.sheet.editable
    after = texts(tab.sheet, tmp_path / "sau")
    bare = [line for line in before if code not in line and not line.isdigit()]
    kept = list(after)
    for line in bare:
        assert line in kept, f"sealed words changed: {line}"
        kept.remove(line)
    added = " ".join(kept)
    assert REASON in added
    assert "có bổ sung hồ sơ" in added
    assert any(code in line for line in after)


def test_undo_of_an_addition_stops_at_its_end(
    office: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: list[str]
) -> None:
    tab = tab_of(office)
    seal(tab)
    export(office, qtbot, tmp_path / "ra", monkeypatch)
    qtbot.waitUntil(lambda: next_step(tab.sheet.inspection) == ISSUED, timeout=5000)
    begin_addition(tab)
    commit(conclusion_of(tab), "Thêm một câu")
    office._actions["undo"][1].trigger()
    assert tab.sheet.inspection.assessment.conclusion == ""
    office._actions["redo"][1].trigger()
    press_seal(tab)
    office._actions["undo"][1].trigger()
    assert tab.sheet.inspection.assessment.conclusion == "Thêm một câu"
    assert "đã chốt" in office.status.saved_label.text()


def compare(window: MainWindow, monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: (typed, True))
    window._actions["compare_code"][1].trigger()


def test_a_code_on_paper_is_compared(
    office: MainWindow, monkeypatch: pytest.MonkeyPatch, said: list[str]
) -> None:
    code = seal(tab_of(office))
    compare(office, monkeypatch, f" {code.lower().replace('-', ' ')} ")
    assert said[-1].startswith(f"{code}: khớp với biên bản đã chốt của Đơn vị 01")
    other = code[:-1] + ("2" if code[-1] != "2" else "3")
    compare(office, monkeypatch, other)
    assert f"{other}: không khớp" in said[-1]


@pytest.mark.expects_log  # the error is noted as well as shown
def test_what_is_no_code_is_said(
    office: MainWindow, monkeypatch: pytest.MonkeyPatch, said: list[str]
) -> None:
    compare(office, monkeypatch, "không phải mã")
    assert "không phải mã biên bản" in said[-1]
    assert "K7MQ-2XWD" in said[-1]


def test_not_applicable_without_a_reason_is_a_gap(office: MainWindow) -> None:
    tab = tab_of(office)
    question = tab.sheet.checklist.question("N1.6")
    answer = tab.sheet.inspection.answer("N1.6")
    tab.sheet.set_answer(question, replace(answer, state=State.NOT_APPLICABLE, value=None, reason=""))
    press_seal(tab)
    dialog = dialog_of(SealDialog)
    assert not dialog.seal.isEnabled()
    assert "chưa ghi lý do" in dialog.lists[0].item(0).text()
    dialog.reject()


def test_other_units_stay_open(office: MainWindow) -> None:
    seal(tab_of(office))
    other = tab_of(office, WITH_GAPS)
    assert other.form is not None
    assert other.form.isEnabled()


def test_signs_that_paper_cannot_show_are_told_before_sealing(window: MainWindow) -> None:
    from tdkt_desktop.workflows.papers.before_sealing import look_before  # noqa: PLC0415 - beside its only use

    assert window.desk is not None
    sheet = window.desk.sheet(window.desk.units[0].code)
    sheet.set_assessment("strengths", "Làm tốt \U0001f600")
    assert sheet.flush()
    (told,) = [gap for gap in look_before(sheet.session, sheet.unit.code) if "không in được" in gap.words]
    assert "\U0001f600" in told.words
    assert not told.blocking
    sheet.set_assessment("strengths", "Làm tốt")
    assert sheet.flush()
    assert not [gap for gap in look_before(sheet.session, sheet.unit.code) if "không in được" in gap.words]


def sealed_elsewhere(window: MainWindow, folder: Path, unit: str = UNIT) -> Path:
    """A team's file in which its unit is sealed."""
    assert window.desk is not None
    for plan in issue_plans(window.desk.session, folder / "plans"):
        with open_campaign(receive_plan(plan, folder / f"{plan.stem}.tdktdb"), author="Đoàn") as team:
            if unit in {one.code for one in team.units}:
                seal_units(team, [unit], force=True)
                return export_team(team, "", folder / "usb")
    raise AssertionError(unit)


@pytest.mark.expects_log
def test_what_is_typed_while_a_merge_seals_is_told_and_holds_nothing_up(
    office: MainWindow, said: list[str], tmp_path: Path, qtbot: QtBot
) -> None:
    assert office.desk is not None
    file = sealed_elsewhere(office, tmp_path)
    sheet, other = office.desk.sheet(UNIT), office.desk.sheet(WITH_GAPS)
    merge_packages(office.desk.session, [file])  # as the worker does, while the form is still open
    sheet.set_assessment("strengths", "Gõ sau khi chốt")
    other.set_assessment("strengths", "Gõ ở đơn vị khác")
    assert not office.desk.autosave.flush()
    assert sheet.sealed
    assert sheet.inspection.assessment.strengths != "Gõ sau khi chốt"
    qtbot.waitUntil(lambda: bool(said), timeout=5000)
    assert "vừa được chốt ở máy khác" in said[0]
    assert "Gõ sau khi chốt" in said[0]
    assert office.desk.autosave.flush()
    office.desk.session.forget()
    assert office.desk.session.inspection(WITH_GAPS).assessment.strengths == "Gõ ở đơn vị khác"


@pytest.mark.expects_log
def test_a_scan_of_signed_minutes_waits_for_the_seal(
    office: MainWindow, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(*arguments: object) -> tuple[list[str], str]:
        asked.append(str(arguments[1]))
        return [], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose)
    tab = tab_of(office)
    panel = tab.findChildren(EvidencePanel)[0]
    panel.choose(role=SIGNED)
    assert asked == []
    assert "chưa chốt nên chưa có bản đã ký" in said[0]
    seal(tab)
    panel = tab.findChildren(EvidencePanel)[0]
    panel.choose(role=SIGNED)
    assert asked == ["Chọn bản quét biên bản đã ký"]
