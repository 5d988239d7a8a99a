"""The pictures of the guides that need a story behind them, and what makes every picture the same at every run.

`stage` is the Stage of screenshots.py: the window with the filled sample.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from PySide6.QtCore import QEventLoop, QRect, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QMessageBox, QWidget

from tdkt_desktop.storage import opening, writing
from tdkt_desktop.storage.machine_key import FILE
from tdkt_desktop.ui.desk.restore_dialog import RestoreDialog
from tdkt_desktop.ui.desk.tab_keys import MERGE
from tdkt_desktop.ui.office.conflicts_dialog import ConflictsDialog
from tdkt_desktop.ui.office.letterhead_dialog import LetterheadDialog
from tdkt_desktop.ui.office.merge_view import MergeView
from tdkt_desktop.ui.unit.seal_dialog import SealDialog
from tdkt_desktop.workflows.campaign.campaigns import create_sample, open_campaign
from tdkt_desktop.workflows.merge.machines import own_code
from tdkt_desktop.workflows.merge.merging import merge_packages
from tdkt_desktop.workflows.merge.packages import export_team, issue_plans, receive_plan
from tdkt_desktop.workflows.papers.before_sealing import look_before
from tdkt_desktop.workflows.papers.letterheads import page_styles, preview_notice
from tdkt_desktop.workflows.safety import backups
from tdkt_desktop.workflows.safety.backups import backups_of, make_backup

DAY = datetime(2019, 8, 27, 10, 42, 7).astimezone()
TOLD = "Đã ghi và kiểm tra lại tệp của đoàn, có thể rút USB."  # as ui/campaign/errands.py says it
STILL = 6  # looks at a size, each the same
TEAM, UNIT, CRITERION = "D01", "TCT", "C07"


class Stopped(datetime):
    """A clock that stands; `ahead` moves it."""

    ahead = timedelta()

    @classmethod
    def now(cls, tz: Any = None) -> Stopped:
        moment = DAY + cls.ahead
        return cls.fromtimestamp(moment.timestamp(), tz)


def still_world(home: Path) -> None:
    """Times and the code of the machine are the same at every run. Call it before anything is recorded."""
    for room in (opening, writing, backups):
        room.datetime = Stopped  # type: ignore[attr-defined]
    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (home / FILE).write_bytes(pem)


def sealing(stage: Any) -> QWidget:
    """What must be settled before minutes are sealed."""
    desk = stage.window.desk
    unit = desk.units[2]
    made = SealDialog(unit.listed, look_before(desk.session, unit.code), stage.window)
    return _shown(made, 720, 420)


def unit_tab(stage: Any) -> QWidget:
    """The tab of a unit in a small window, with the line that says when it was saved."""
    window: QWidget = stage.size(1024, 640).step(2, 7).window()
    stage.window.status.say_saved(DAY)
    return window


def notice_text(stage: Any) -> QPixmap:
    """The workbench of the notice without its list of sections, so that it is readable on paper."""
    bench = stage.size(1366, 640).notice_text()
    _pause(200)
    left = bench.outline.width()
    return bench.grab(QRect(left, 0, bench.width() - left, 470))


def exported(stage: Any) -> QWidget:
    """What a team reads before it takes the stick out."""
    box = QMessageBox(QMessageBox.Icon.Information, "TĐKT", TOLD, QMessageBox.StandardButton.Ok, stage.window)
    box.setInformativeText(f"E:\\ket-qua-lang-son-2019-D01.tdkt\nMã máy này: {own_code()}")
    box.show()
    _pause(100)
    return box


def letterhead(stage: Any) -> QWidget:
    """Who issues and signs, with the notice beside it."""
    desk = stage.window.desk
    made = LetterheadDialog(
        desk, lambda: None, lambda wanted: preview_notice(desk.session, wanted), page_styles(), stage.window
    )
    _shown(made, 1000, 560)
    _pause(2500)
    return made


def restoring(stage: Any) -> QWidget:
    """Backups of three moments."""
    desk = stage.window.desk
    for back, reason in (
        (timedelta(hours=2), "dang-lam"),
        (timedelta(hours=1), "truoc-gop"),
        (timedelta(), ""),
    ):
        Stopped.ahead = -back
        make_backup(desk.session.path, reason) if reason else make_backup(desk.session.path)
    Stopped.ahead = timedelta()
    made = RestoreDialog(
        desk.session.campaign.title, backups_of(desk.session.path), desk.background, stage.window
    )
    _shown(made, 720, 330)
    _pause(800)
    return made


def damaged(stage: Any) -> QWidget:
    """A file that lost its end on the way."""
    office = open_campaign(create_sample(stage.home / "van-phong-3.tdktdb", filled=False))
    file = _team_file(office, stage.home / "hong")
    file.write_bytes(file.read_bytes()[:-400])
    stage.window.show_campaign(office)
    view = stage.tab(MERGE)
    assert isinstance(view, MergeView)
    view.take_files([file])
    while not view.choose.isEnabled():
        _pause(50)
    return view


def differing(stage: Any) -> QWidget:
    """A point that two machines recorded differently."""
    from tdkt_desktop.domain.changes import set_remark  # noqa: PLC0415 - as near to its use as it is rare

    office = open_campaign(create_sample(stage.home / "van-phong-2.tdktdb", filled=False), author="Thư ký")
    folder = stage.home / "khac"
    plan = _plan(office, folder)
    words = "Hội đồng sáng kiến họp {} lần trong năm."
    with open_campaign(receive_plan(plan, folder / "doan.tdktdb"), author="Trưởng đoàn") as team:
        team.save([set_remark(UNIT, CRITERION, "narrative", words.format("03"))])
        file = export_team(team, TEAM, folder)
    office.save([set_remark(UNIT, CRITERION, "narrative", words.format("02"))])
    merge_packages(office, [file])
    stage.window.show_campaign(office)
    made = ConflictsDialog(office, stage.theme, stage.window)
    return _shown(made, 960, 470)


def _team_file(office: Any, folder: Path) -> Path:
    with open_campaign(receive_plan(_plan(office, folder), folder / "doan.tdktdb")) as team:
        return export_team(team, TEAM, folder)


def _plan(office: Any, folder: Path) -> Path:
    folder.mkdir()
    return next(file for file in issue_plans(office, folder) if TEAM in file.name)


def _shown(made: QWidget, width: int, height: int) -> QWidget:
    made.show()
    made.resize(width, height)
    _pause(150)
    return made


def at_rest(shown: QWidget, height: int) -> QPixmap:
    """The widget once it stays as it is: on a busy machine layouts come to rest later."""
    before = None
    for _ in range(40):
        _pause(200)
        made = shown.grab(QRect(0, 0, shown.width(), min(height or shown.height(), shown.height())))
        now = made.toImage()
        if now == before:
            return made
        before = now
    raise TimeoutError(f"{shown.accessibleName()} does not come to rest")


def wait_until_still(shown: QWidget) -> None:
    """Wait until a part keeps its size: on a busy machine its scroll bar comes late."""
    sizes = [(0, 0)]
    while len(sizes) < STILL or len(set(sizes[-STILL:])) > 1:
        _pause(50)
        sizes.append((shown.width(), shown.height()))


def _pause(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
