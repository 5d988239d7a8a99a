"""Two real windows as two laptops on one screen: python packaging/two_laptops.py [folder].

The office issues a plan onto a "stick", the team's window receives it, both write the same field differently, the team
exports, the office sees what comes, merges, settles the point, and reads its notice. A picture is taken after each step
(eight in all). It fails when a step does not do what it says. Where a person would choose a folder, the script answers.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QSettings, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget

from tdkt_desktop.ui.campaign.office_verbs import issue_plans
from tdkt_desktop.ui.desk.tab_keys import MERGE, NOTICE
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.office.conflicts_dialog import ConflictsDialog
from tdkt_desktop.ui.office.issue_dialog import IssueDialog
from tdkt_desktop.ui.office.merge_view import MergeView
from tdkt_desktop.ui.run import make_application
from tdkt_desktop.ui.unit.criterion_form import CriterionForm
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.ui.workbench.notice_tab import NoticeTab
from tdkt_desktop.workflows.campaign.campaigns import create_sample, open_campaign
from tdkt_desktop.workflows.merge.packages import receive_plan

SIZE = (1120, 720)
UNIT, CRITERION, TEAM = "VTL", "C07", "D03"
PATIENCE = 30.0
T = TypeVar("T", bound=QWidget)


class Laptops:
    """The two windows, the stick between them, and the pictures."""

    def __init__(self, theme: Theme, folder: Path, home: Path) -> None:
        self.theme, self.folder = theme, folder
        self.stick = home / "usb"
        self.stick.mkdir()
        self.office, self.team = MainWindow(theme), MainWindow(theme)
        for place, window in enumerate((self.office, self.team)):
            window.setWindowTitle(("Máy văn phòng", "Máy của đoàn")[place])
            window.resize(*SIZE)
            window.move(place * SIZE[0], 0)
            window.show()
        self._taken = 0
        QFileDialog.getExistingDirectory = staticmethod(lambda *_: str(self.stick))  # type: ignore[method-assign]

    def picture(self, words: str) -> None:
        """Both windows side by side, with what lies over them."""
        wait(0.4)
        both = QPixmap(SIZE[0] * 2, SIZE[1])
        both.fill(Qt.GlobalColor.black)
        painter = QPainter(both)
        for place, window in enumerate((self.office, self.team)):
            painter.drawPixmap(place * SIZE[0], 0, window.grab())
            over = QApplication.activeModalWidget()
            if over is not None and over.window().parent() in (window, *window.findChildren(QWidget)):
                picture = over.grab()
                left = place * SIZE[0] + (SIZE[0] - picture.width()) // 2
                painter.drawPixmap(left, (SIZE[1] - picture.height()) // 2, picture)
        painter.end()
        self._taken += 1
        file = self.folder / f"hai-may-{self._taken}-{words}.png"
        both.scaledToWidth(1400, Qt.TransformationMode.SmoothTransformation).save(str(file))
        sys.stdout.write(f"{file}\n")

    def write(self, window: MainWindow, text: str) -> None:
        """Write the remark on the criterion in one of the windows."""
        assert window.view is not None
        window.view.open_unit(UNIT, CRITERION)
        tab = window.view.unit_tab
        assert tab is not None
        form = tab.form
        assert isinstance(form, CriterionForm)
        field = form.remarks["narrative"]
        tab.show_field((f"remark/{UNIT}/{CRITERION}", "narrative"))
        field.selectAll()
        field.insertPlainText(text)
        assert window.desk is not None
        assert window.desk.autosave.flush()


def main(folder: Path) -> int:
    """Play the whole exchange. Returns the exit code."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        os.environ["TDKT_DATA_DIR"] = home
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, home)
        _, theme = make_application()
        theme.mend_font()
        laptops = Laptops(theme, folder, Path(home))
        try:
            play(laptops, Path(home))
        finally:
            laptops.office.close()
            laptops.team.close()
    return 0


def play(laptops: Laptops, home: Path) -> None:
    """Issue, edit both, bring back, disagree, settle, notice."""
    office, team, stick = laptops.office, laptops.team, laptops.stick
    office.show_campaign(open_campaign(create_sample(home / "van-phong.tdktdb"), author="Thư ký"))
    issue(office, stick)
    plan = next(stick.glob(f"*{TEAM}.tdkt"))
    laptops.picture("phat-hanh")

    team.show_campaign(open_campaign(receive_plan(plan, home / "doan.tdktdb"), author="Trưởng đoàn"))
    laptops.write(office, "Hội đồng sáng kiến họp 02 lần trong năm.")
    laptops.write(team, "Hội đồng sáng kiến họp 03 lần trong năm, có biên bản.")
    laptops.picture("hai-may-ghi-khac-nhau")

    answered(team.errands.export_team)
    result = next(stick.glob(f"ket-qua*{TEAM}.tdkt"))
    laptops.picture("doan-xuat-tep")

    bring_back(laptops, result)


def issue(office: MainWindow, stick: Path) -> None:
    """One plan file a team onto the stick."""
    issue_plans(office, office)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, IssueDialog)
    dialog.issue(stick)
    until(lambda: not dialog.report.stopped)
    dialog.reject()


def bring_back(laptops: Laptops, result: Path) -> None:
    """See what comes, merge, settle the one point, read the notice."""
    office = laptops.office
    office.open_file(result)
    view = shown(office, MERGE, MergeView)
    until(view.go.isEnabled)
    laptops.picture("xem-truoc-khi-gop")
    view.go.click()
    until(view.conflicts.isVisible)
    laptops.picture("da-gop")

    view.settle()
    dialog = view.findChild(ConflictsDialog)
    assert dialog is not None
    laptops.picture("mot-diem-chua-thong-nhat")
    conflict = dialog.conflict
    assert conflict is not None
    other = next(side for side in conflict.sides if not side.own)
    button = dialog.buttons[other.revision]
    button.setFocus()
    dialog.buttons[other.revision].click()  # type: ignore[attr-defined]  # a push button
    assert dialog.list.count() == 0
    dialog.accept()
    assert office.desk is not None
    assert office.desk.session.conflict_count() == 0
    said = office.desk.session.inspection(UNIT).remark(CRITERION).narrative
    assert said == "Hội đồng sáng kiến họp 03 lần trong năm, có biên bản."
    laptops.picture("da-thong-nhat")

    assert office.view is not None
    office.view.show_tab(NOTICE)
    notice = shown(office, NOTICE, NoticeTab).show_paper()
    until(lambda: notice.pages.count > 0)
    wait(1.0)
    laptops.picture("thong-bao")


def shown(window: MainWindow, key: str, kind: type[T]) -> T:
    """The view of a tab once it is there."""
    until(lambda: window.view is not None and isinstance(window.view.built(key), kind))
    assert window.view is not None
    view = window.view.built(key)
    assert isinstance(view, kind)
    return view


def answered(errand: Callable[[], None]) -> None:
    """Run an errand and press the button of the message it ends with."""
    done = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            done.append(box.text())
            box.button(QMessageBox.StandardButton.Ok).click()
        else:
            QTimer.singleShot(100, press)

    QTimer.singleShot(100, press)
    errand()
    until(lambda: bool(done))


def until(ready: Callable[[], bool]) -> None:
    """Let the program work until something is so; too long is a failure."""
    end = time.monotonic() + PATIENCE
    while not ready():
        assert time.monotonic() < end, "the program did not come to the step's end"
        wait(0.05)


def wait(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("ket-qua") / "hai-may"))
