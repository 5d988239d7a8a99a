"""Another province's campaign through the window to its notice: live figures, their fields, own words, public pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tdkt_desktop.notice.drafting import section_keys
from tdkt_desktop.notice.tokens import tokens_of
from tdkt_desktop.ui.desk.tab_keys import NOTICE
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.unit.criterion_form import CriterionForm
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.ui.workbench.workbench import Workbench
from tdkt_desktop.vietnamese.counts import padded, ratio
from tdkt_desktop.workflows.campaign.campaigns import open_campaign
from tdkt_desktop.workflows.notice.checking import check_notice_file, check_session
from tdkt_desktop.workflows.notice.notice_prose import NoticeDesk
from tdkt_desktop.workflows.notice.notice_reading import notice_text
from tdkt_desktop.workflows.notice.notice_sources import source_of
from tdkt_desktop.workflows.papers.papers import make_notice
from tests.support.other_province import (
    DOES,
    EXEMPT,
    FAILS,
    MOVED,
    NAMES,
    OPEN,
    UNITS,
    asked,
    province_campaign,
    said,
    seven_contents,
)
from tests.ui.notice_walking import PATIENCE_MS, bench_of, commit, figures, put, tab_of
from tests.ui.walking import SMALL, cut, settle, shown, view_of

KEYS = section_keys(seven_contents())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return province_campaign(tmp_path)


@pytest.fixture
def province(qtbot: QtBot, theme: Theme, path: Path) -> Iterator[MainWindow]:
    window = MainWindow(theme)
    qtbot.addWidget(window)
    window.resize(*SMALL)
    window.show()
    window.show_campaign(open_campaign(path, author="Thư ký"))
    settle()
    view_of(window).show_tab(NOTICE)
    settle()
    yield window
    window.close()


@pytest.fixture
def workbench(province: MainWindow) -> Workbench:
    return bench_of(province)


def text_of(bench: Workbench, key: str) -> str:
    bench.show_section(key)
    return bench.page.editor.toPlainText()


def test_every_section_is_there_with_the_figures_of_the_record(workbench: Workbench) -> None:
    assert [one.key for one in workbench.sheet.notice.entries()] == list(KEYS)
    sections = [f"I.{number}" for number in range(1, 7)]
    for number, (question, key) in enumerate(zip(asked(), sections, strict=True)):
        states = Counter(said(number, unit) for unit in UNITS)
        text = text_of(workbench, key)
        assert f"{ratio(states[DOES], len(UNITS))} đơn vị" in text, question
        for state, words in (
            (FAILS, "còn {}"),
            (EXEMPT, "{} đơn vị không thuộc"),
            (OPEN, "{} đơn vị chưa kiểm"),
        ):
            assert (words.format(padded(states[state])) in text) is bool(states[state]), (question, state)
        names = [NAMES[unit] for unit in UNITS if said(number, unit) == FAILS]
        assert not names or f"({'; '.join(names)})" in text
        assert figures(workbench.page.editor)
    assert "+ Tổ chức tập huấn nghiệp vụ hằng năm (Đơn vị 02; Đơn vị 04)." in text_of(workbench, "I.7")
    assert text_of(workbench, "opening").count(ratio(len(UNITS), len(UNITS))) == 1


def test_every_figure_leads_to_its_fields(province: MainWindow, workbench: Workbench) -> None:
    checklist, view = seven_contents(), view_of(province)
    for key in KEYS:
        workbench.show_section(key)
        for start, end, token in figures(workbench.page.editor):
            units = source_of(workbench.sheet.notice, token).units
            put(workbench.page.editor, end, start)
            assert workbench.page.editor.figure == token
            assert workbench.panel.list.count() == len(units)
            assert units or "{{k:" in token or "{{rest:" in token, token
            for one in units[:1] + units[-1:]:
                view.show_tab(NOTICE)
                workbench.page.editor.setFocus()
                put(workbench.page.editor, end, start)
                workbench.go_to_source()
                workbench.panel.list.choose(units.index(one))
                QTest.keyClick(workbench.panel.list, Qt.Key.Key_Return)
                assert view.key == one.unit
                tab = view.unit_tab
                assert tab is not None
                assert tab.steps.key == one.step
                if one.question:
                    assert checklist.home(one.question).code == one.step
                    form = tab.form
                    assert isinstance(form, CriterionForm)
                    focus = province.focusWidget()
                    assert focus is not None
                    assert form.rows[one.question].isAncestorOf(focus)
        view.show_tab(NOTICE)


def test_own_words_keep_their_figures_over_saving_and_opening(
    province: MainWindow, workbench: Workbench, path: Path
) -> None:
    workbench.show_section("I.3")
    before = [token for *_, token in figures(workbench.page.editor)]
    put(workbench.page.editor, 0)
    commit(workbench.page.editor, "Qua kiểm tra trực tiếp, ")
    assert province.desk is not None
    assert province.desk.autosave.flush()
    shown_now = workbench.page.editor.toPlainText()
    province.close()
    with open_campaign(path, writing=False) as again:
        desk = NoticeDesk(again)
        assert "Qua kiểm tra trực tiếp, " in desk.paragraphs("I.3")[0]
        assert [one.text for one in tokens_of(desk.paragraphs("I.3"))] == before
        assert "\n".join(desk.reading("I.3")) == shown_now.replace("◦", "")


def test_the_public_pages_name_nobody_who_falls_short(
    province: MainWindow, path: Path, tmp_path: Path
) -> None:
    province.close()
    with open_campaign(path, writing=False) as session:
        (public,) = make_notice(session, tmp_path / "cong-khai", ["docx"], public=True)
        (internal,) = make_notice(session, tmp_path / "noi-bo", ["docx"])
    texts = {
        name: notice_text(file).partition("II. ")[0] for name, file in (("public", public), ("own", internal))
    }
    failing = re.compile(r"(?:chưa|không thuộc)[^.;\n]*Đơn vị \d\d")
    assert failing.search(texts["own"])
    assert not failing.search(texts["public"])
    assert "còn 02 đơn vị chưa phát động phong trào thi đua" in texts["public"]


def test_pdf_and_word_say_the_same(province: MainWindow, path: Path, tmp_path: Path) -> None:
    province.close()
    with open_campaign(path, writing=False) as session:
        word, pdf = make_notice(session, tmp_path / "thong-bao", ["docx", "pdf"])
        told = [sorted(re.findall(r"\w+", notice_text(file))) for file in (word, pdf)]
        assert told[0] == told[1]
        own = {(one.code, one.place.unit) for one in check_session(session).findings}
        assert own <= {("unit.unsealed", unit) for unit in UNITS} | {
            ("unit.unfinished", unit) for unit in UNITS
        }
        # what the program wrote by itself raises no alarm when it is read as anybody's text
        assert [(one.code, one.found) for one in check_notice_file(word).findings] == []
        assert [(one.code, one.found) for one in check_notice_file(pdf).findings] == []


def test_the_pages_are_seen_in_the_window(province: MainWindow, workbench: Workbench, qtbot: QtBot) -> None:
    workbench.page.paper_button.click()
    paper = tab_of(province).paper
    assert paper is not None
    qtbot.waitUntil(lambda: paper.pages.count > 1, timeout=PATIENCE_MS)
    settle()
    assert not [one for one in shown(province) if cut(one)]
    assert MOVED in UNITS
