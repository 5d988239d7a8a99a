"""Guards the office's tabs and the start page: files come in, cards are shown, refusals change nothing."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.changes import set_assessment
from tdkt_desktop.domain.reading_checklist import read_checklist
from tdkt_desktop.ui.actions import MENUS
from tdkt_desktop.ui.campaign.start_page import CampaignButton
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.desk.tab_keys import MERGE, NOTICE
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.office.merge_view import MergeView
from tdkt_desktop.ui.unit.criterion_form import CriterionForm
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.workflows.campaign.campaigns import known_campaigns, open_campaign
from tdkt_desktop.workflows.checklist.checklist_change import change_checklist
from tdkt_desktop.workflows.merge.packages import export_team, issue_plans, receive_plan


@pytest.fixture
def team_file(window: MainWindow, tmp_path: Path) -> Path:
    return file_of_team(window, tmp_path)


def file_of_team(window: MainWindow, folder: Path) -> Path:
    """What a team brings back: its plan received, one text written, its file exported."""
    assert window.desk is not None
    plan = issue_plans(window.desk.session, folder)[0]
    with open_campaign(receive_plan(plan), author="Đoàn số 1") as team:
        team.save([set_assessment("u1", "strengths", "Làm tốt")])
        return export_team(team, "", folder)


def merge_tab(window: MainWindow) -> MergeView:
    assert window.view is not None
    window.view.show_tab(MERGE)
    tab = window.view.built(MERGE)
    assert isinstance(tab, MergeView)
    return tab


def test_merging_shows_first_and_then_brings_the_text(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    assert window.desk is not None
    file = file_of_team(window, tmp_path)
    sheet = window.desk.sheet("u1")
    tab = merge_tab(window)
    tab.take_files([file])
    qtbot.waitUntil(tab.go.isEnabled, timeout=5000)
    assert sheet.inspection.assessment.strengths == ""
    with qtbot.waitSignal(tab.merged, timeout=5000):
        tab.go.click()
    assert sheet.inspection.assessment.strengths == "Làm tốt"


def test_a_wrong_file_is_told_beside_the_good_ones(
    window: MainWindow, qtbot: QtBot, team_file: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "hong.tdkt"
    wrong.write_bytes(b"khong phai tep")
    tab = merge_tab(window)
    tab.take_files([wrong])
    qtbot.waitUntil(tab.choose.isEnabled, timeout=5000)
    assert not tab.go.isEnabled()
    tab.take_files([wrong, team_file])
    qtbot.waitUntil(tab.go.isEnabled, timeout=5000)
    lines = [tab.preview.item(row).text() for row in range(tab.preview.count())]
    assert any("hong.tdkt: không nhận được" in line for line in lines)


def test_a_merge_is_undone(window: MainWindow, qtbot: QtBot, team_file: Path) -> None:
    assert window.desk is not None
    tab = merge_tab(window)
    assert tab.back.isHidden()
    tab.take_files([team_file])
    qtbot.waitUntil(tab.go.isEnabled, timeout=5000)
    with qtbot.waitSignal(tab.merged, timeout=5000):
        tab.go.click()
    assert window.desk.sheet("u1").inspection.assessment.strengths == "Làm tốt"
    assert list((window.desk.session.path.parent / "bien-nhan").glob("*.txt"))
    with qtbot.waitSignal(tab.merged, timeout=5000):
        tab.back.click()
    assert window.desk.sheet("u1").inspection.assessment.strengths == ""
    assert tab.back.isHidden()


def test_stopping_leaves_everything(window: MainWindow, qtbot: QtBot, team_file: Path) -> None:
    assert window.desk is not None
    before = window.desk.session.revision_count()
    tab = merge_tab(window)
    tab.take_files([team_file] * 20)
    tab.cancel()
    qtbot.waitUntil(tab.choose.isEnabled, timeout=5000)
    assert "Đã dừng" in tab.words.text()
    assert window.desk.session.revision_count() == before


def test_a_team_has_no_office_tabs(qtbot: QtBot, theme: Theme, window: MainWindow, tmp_path: Path) -> None:
    assert window.desk is not None
    plan = issue_plans(window.desk.session, tmp_path)[0]
    desk = Desk(open_campaign(receive_plan(plan)))
    assert not desk.at_office
    assert [unit.code for unit in desk.units] == ["u1"]
    assert desk.close()
    assert window.view is not None
    assert {MERGE, NOTICE} <= set(window.view._keys)


def test_start_page_shows_campaigns_and_opens_them(qtbot: QtBot, theme: Theme, path: Path) -> None:
    window = MainWindow(theme)
    qtbot.addWidget(window)
    window.show()
    window.start.show_cards(known_campaigns())
    card = window.start.findChild(CampaignButton)
    assert card is not None
    assert "Đợt kiểm tra thử năm 2019" in card.accessibleName()
    card.click()
    qtbot.waitUntil(lambda: window.view is not None, timeout=5000)
    window.close()


def test_opening_the_open_campaign_again_keeps_it(window: MainWindow, path: Path) -> None:
    desk = window.desk
    window.open_campaign(path)
    assert window.desk is desk
    assert window.status.saved_label.text() != "Đang mở đợt kiểm tra…"


def test_empty_start_page_says_what_to_do(qtbot: QtBot, theme: Theme) -> None:
    window = MainWindow(theme)
    qtbot.addWidget(window)
    window.load_cards()
    qtbot.waitUntil(window.start.words.isHidden, timeout=5000)
    assert window.start.findChild(CampaignButton) is None
    window.close()


def test_dark_and_light_are_remembered_and_rebuild_the_form(window: MainWindow, theme: Theme) -> None:
    assert window.view is not None
    window.view.open_unit("u1", "A")
    for scheme in ("dark", "light", "system"):
        theme.choose(scheme)
        assert theme.scheme == scheme
    assert window.view.unit_tab is not None
    assert window.view.unit_tab.steps.key == "A"


def test_menu_letters_and_keys_are_unique() -> None:
    entries = [entry for _, group in MENUS for entry in group if entry.keys]
    assert len({entry.keys for entry in entries}) == len(entries)
    for texts in ([title for title, _ in MENUS], *([e.text for e in group if e.text] for _, group in MENUS)):
        letters = [text[text.index("&") + 1].lower() for text in texts]
        assert len(set(letters)) == len(letters), texts


def test_a_merge_that_brings_another_list_of_questions_builds_the_forms_anew(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    assert window.desk is not None
    plan = issue_plans(window.desk.session, tmp_path)[0]
    with open_campaign(receive_plan(plan), author="Đoàn số 1") as team:
        tree = copy.deepcopy(team.checklist.plain)
        tree["criteria"][0]["questions"].append({"code": "A.99", "kind": "text", "ask": "Câu thêm?"})
        change_checklist(team, read_checklist(tree, "ban-moi.yaml"))
        file = export_team(team, "", tmp_path)
    before = window.desk
    tab = merge_tab(window)
    tab.take_files([file])
    qtbot.waitUntil(tab.go.isEnabled, timeout=5000)
    tab.go.click()
    qtbot.waitUntil(lambda: window.desk is not None and window.desk is not before, timeout=5000)
    assert window.view is not None
    window.view.open_unit(window.desk.units[0].code, "A")
    unit = window.view.unit_tab
    assert unit is not None
    assert isinstance(unit.form, CriterionForm)
    assert "A.99" in unit.form.rows
