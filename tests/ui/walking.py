"""For tests that look at every place of the sample's window: tabs, steps, dialogs, and what is cut or too small there."""

from __future__ import annotations

import atexit
import shutil
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QToolButton, QWidget

from tdkt_desktop.domain.sealing import VISIT
from tdkt_desktop.ui.campaign.campaign_view import CampaignView
from tdkt_desktop.ui.controls.elided_button import ElidedButton
from tdkt_desktop.ui.desk.tab_keys import CHECKS, MERGE, NOTICE, OVERVIEW
from tdkt_desktop.ui.editors.items import ItemsEditor
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.unit.criterion_form import CriterionForm
from tdkt_desktop.ui.unit.unit_tab import UnitTab
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.workflows.campaign.campaigns import create_sample, open_campaign

SMALL = (1366, 768)
OWN_OF_QT = ("ScrollLeftButton", "ScrollRightButton", "qt_menubar_ext_button")


@cache
def _sample() -> Path:
    """The sample, made once for all tests of this run; each works on a copy."""
    folder = Path(tempfile.mkdtemp(prefix="tdkt-mau-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return create_sample(folder / "mau.tdktdb")


def open_sample(theme: Theme, folder: Path) -> MainWindow:
    """A window of the smallest laptop with the sample in it."""
    path = folder / "mau.tdktdb"
    shutil.copyfile(_sample(), path)
    window = MainWindow(theme)
    window.resize(*SMALL)
    window.show()
    window.show_campaign(open_campaign(path))
    settle()
    return window


def settle() -> None:
    """Let layouts, which ask each other, come to rest."""
    for _ in range(4):
        QApplication.processEvents()


def view_of(window: MainWindow) -> CampaignView:
    assert window.view is not None
    return window.view


def first_unit(window: MainWindow, step: str = VISIT) -> UnitTab:
    """The tab of the first unit, at a step."""
    view = view_of(window)
    assert window.desk is not None
    view.open_unit(window.desk.units[0].code, step)
    tab = view.unit_tab
    assert tab is not None
    settle()
    return tab


def _wait_for_checks(view: CampaignView) -> None:
    deadline = time.monotonic() + 10
    while view.checks.result is None and time.monotonic() < deadline:
        QApplication.processEvents()
    settle()


def every_step(tab: UnitTab, *, lines: bool = False) -> Iterator[str]:
    """Go through the steps of a unit; with `lines`, every list on them has a line."""
    for row in range(tab.steps.count()):
        key = tab.steps._key_at(row)
        tab.show_step(key)
        if lines and tab.form is not None:
            for editor in tab.form.findChildren(ItemsEditor):
                if not editor.rows:
                    editor.add.click()
        if lines and isinstance(tab.form, CriterionForm):
            for question in tab.form.rows.values():
                question.setVisible(True)
        settle()
        yield key


def every_place(window: MainWindow, *, lines: bool = False) -> Iterator[str]:
    """Go through every tab but the other units' (they are alike), and every step of the first unit."""
    view = view_of(window)
    for key in (OVERVIEW, MERGE, CHECKS, NOTICE):
        view.show_tab(key)
        settle()
        if key == CHECKS:
            _wait_for_checks(view)
        yield key
    yield from every_step(first_unit(window), lines=lines)


def shown(root: QWidget) -> list[QWidget]:
    """What can be seen below a widget."""
    return [one for one in root.findChildren(QWidget) if one.isVisible()]


def cut(widget: QWidget) -> str:
    """How much of a widget's words is cut; blank when they are whole."""
    width, height = widget.width() + 1, widget.height() + 1
    if isinstance(widget, QLabel):
        if not widget.text() or (not widget.wordWrap() and widget.toolTip() == widget.text()):
            return ""
        if widget.wordWrap():
            needed = widget.heightForWidth(widget.width())
            return f"needs {needed} of height, has {widget.height()}" if needed > height else ""
        hint = widget.sizeHint().width()
        return f"needs {hint}, has {widget.width()}" if hint > width else ""
    if isinstance(widget, ElidedButton):
        return "" if widget.toolTip() else "may be cut and has no tip"
    if isinstance(widget, QPushButton | QToolButton | QCheckBox) and widget.text():
        hints = widget.sizeHint()
        if hints.width() > width or hints.height() > height:
            return f"needs {hints.width()} x {hints.height()}, has {widget.width()} x {widget.height()}"
    return ""
