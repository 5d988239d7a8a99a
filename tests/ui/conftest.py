"""A real campaign over a real file for every test of the window, with one question of every kind."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.campaign import Campaign, Person, Plan, Team, Unit
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.kinds import Kind
from tdkt_desktop.domain.reading_checklist import read_checklist
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.desk.tab_keys import NOTICE
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.run import make_application
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.ui.workbench.notice_editor import NoticeEditor
from tdkt_desktop.ui.workbench.workbench import Workbench
from tdkt_desktop.workflows.campaign.campaigns import open_campaign, write_campaign
from tdkt_desktop.workflows.session import CampaignSession
from tests.ui.notice_walking import KEY, bench_of
from tests.ui.walking import open_sample, settle, view_of

EXTRA: dict[Kind, dict[str, object]] = {
    Kind.CHOICE: {"choices": ["đầy đủ", "phải bổ sung"]},
    Kind.COUNT: {"measure": "cuộc họp"},
    Kind.TABLE: {"columns": [{"key": "tap_the", "title": "Tập thể"}, {"key": "ca_nhan", "title": "Cá nhân"}]},
}


def make_checklist() -> Checklist:
    """Two criteria: one with a follow-up question, one with a question of every kind."""
    kinds: list[dict[str, object]] = [
        {"code": f"K.{kind}", "kind": str(kind), "ask": f"Câu hỏi loại {kind}?", **EXTRA.get(kind, {})}
        for kind in Kind
    ]
    return read_checklist(
        {
            "format": "tdkt-checklist 1",
            "code": "thu",
            "version": "1",
            "title": "Danh mục thử",
            "criteria": [
                {
                    "code": "A",
                    "section": "I.1",
                    "title": "Công tác lãnh đạo, chỉ đạo",
                    "short_title": "Lãnh đạo, chỉ đạo",
                    "questions": [
                        {"code": "A.1", "kind": "yes_no", "ask": "Có ban hành kế hoạch không?"},
                        {
                            "code": "A.2",
                            "kind": "document",
                            "ask": "Số, ngày kế hoạch?",
                            "when": {"question": "A.1", "equals": True},
                        },
                        {"code": "A.3", "kind": "text", "ask": "Cách làm hay?", "required": False},
                    ],
                },
                {"code": "K", "section": "I.2", "title": "Mọi loại câu hỏi", "questions": kinds},
            ],
        },
        "thu.yaml",
    )


def make_campaign() -> Campaign:
    """Two units, two teams."""
    return Campaign(
        id="thu-2019",
        title="Đợt kiểm tra thử năm 2019",
        year=2019,
        plan=Plan("01/KH-HĐTĐKT", dt.date(2019, 6, 6), "Kế hoạch kiểm tra"),
        teams=(
            Team("doan-1", "Đoàn số 1", Person("Ông", "Trưởng đoàn Một", "Trưởng ban")),
            Team("doan-2", "Đoàn số 2"),
        ),
        units=(
            Unit(
                "u1",
                1,
                "Đơn vị kiểm tra thứ nhất",
                "Đơn vị thứ nhất",
                "Đơn vị Một",
                planned_date=dt.date(2019, 8, 27),
                team="doan-1",
            ),
            Unit("u2", 2, "Đơn vị kiểm tra thứ hai", "Đơn vị thứ hai", "Đơn vị Hai", team="doan-2"),
        ),
    )


@pytest.fixture(autouse=True)
def _windows_go(qapp: QApplication) -> Iterator[None]:
    """Windows that a test closed are gone before the next one: each change of style would go through all of them."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Data and settings of their own for every test."""
    monkeypatch.setenv("TDKT_DATA_DIR", str(tmp_path / "data"))
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
        QSettings.setPath(QSettings.Format.IniFormat, scope, str(tmp_path / "settings"))


@pytest.fixture
def theme(qapp: QApplication, own_folders: None) -> Theme:
    return make_application()[1]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_campaign(make_campaign(), make_checklist(), tmp_path / "data" / "thu-2019.tdktdb")


@pytest.fixture
def session(path: Path) -> Iterator[CampaignSession]:
    with open_campaign(path, author="Người thử") as opened:
        yield opened


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme, session: CampaignSession) -> Iterator[Desk]:
    made = Desk(session)
    yield made
    made.background.close()
    made.autosave.close()


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, path: Path) -> Iterator[MainWindow]:
    """The main window with the campaign open."""
    made = MainWindow(theme)
    qtbot.addWidget(made)
    made.resize(1400, 900)
    made.show()
    made.open_campaign(path)
    qtbot.waitUntil(lambda: made.view is not None, timeout=5000)
    yield made
    made.close()


@pytest.fixture
def sample(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[MainWindow]:
    """The sample of 2019 in a window of the smallest laptop."""
    made = open_sample(theme, tmp_path)
    qtbot.addWidget(made)
    yield made
    made.close()


@pytest.fixture
def bench(sample: MainWindow) -> Workbench:
    """The workbench of the sample's notice, at a section with counts."""
    view_of(sample).show_tab(NOTICE)
    settle()
    made = bench_of(sample)
    made.show_section(KEY)
    return made


@pytest.fixture
def editor(bench: Workbench) -> NoticeEditor:
    bench.page.editor.setFocus()
    return bench.page.editor
