"""The tabs of an open campaign; each is built when it is first looked at."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from tdkt_desktop.domain.campaign import Unit
from tdkt_desktop.domain.marks import MARK_WORDS, Mark
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.ui.checks.check_watch import CheckWatch
from tdkt_desktop.ui.controls.fields import press
from tdkt_desktop.ui.controls.fitting_tabs import FittingTabBar
from tdkt_desktop.ui.controls.step_list import share_of
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.desk.sheet import unit_mark
from tdkt_desktop.ui.desk.tab_keys import CHECKS, MERGE, NOTICE, OVERVIEW
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.overview.overview import Overview
from tdkt_desktop.ui.unit.unit_tab import UnitTab

if TYPE_CHECKING:
    from tdkt_desktop.ui.workbench.notice_tab import NoticeTab
    from tdkt_desktop.workflows.notice.check_list import Point

CHECKS_NAME = "Rà soát"
MOST_BUILT, TAB_ICON = 8, 16
MARKS_AT_ONCE = 24
MARKS_SECONDS = 0.005  # of a turn, where there are more: a key pressed meanwhile is drawn within its frame
Ring = tuple[bool, Mark, int, int]  # sealed, state, settled, asked: what a unit tab's icon shows


class CampaignView(QWidget):
    """Signals pass on what a unit tab asks for; `place_changed` when another tab or step is shown."""

    preview_requested = Signal(str)
    export_requested = Signal(str)
    charts_requested = Signal()
    place_changed = Signal()
    said = Signal(str)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk, self._theme = desk, theme
        self._keys: list[str] = []
        self.tabs = QTabWidget()
        if (
            len(desk.units) <= MARKS_AT_ONCE
        ):  # more would have to be scrolled anyway, and every icon costs a new layout
            self.tabs.setTabBar(FittingTabBar(self._is_unit))
        self.tabs.setDocumentMode(True)
        self._set_icon_size()
        self.tabs.setUsesScrollButtons(True)
        self.tabs.tabBar().setAccessibleName("Các thẻ của đợt kiểm tra")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.tabs)
        self._holders: dict[str, QVBoxLayout] = {}
        self._rings: dict[str, Ring] = {}  # what the unit tabs' icons show
        self._ring_icons: dict[Ring, QIcon] = {}
        self._unmarked: list[Unit] = []
        self._marking = QTimer(self)
        self._marking.setSingleShot(True)
        self._marking.timeout.connect(self._show_some_marks)
        self._built: dict[str, QWidget] = {}
        self._recent: list[str] = []  # unit tabs that are built, the one looked at last at the end
        self._places: dict[str, tuple[str, str, int]] = {}  # where a tab that was let go had been left
        self._add(OVERVIEW, "Tổng quan")
        self._add_units()
        if desk.at_office:
            self._add(MERGE, "Gộp tệp")
        self._add(CHECKS, CHECKS_NAME)
        if desk.at_office:
            self._add(NOTICE, "Thông báo")
        self.checks = CheckWatch(desk, self)
        self.checks.checked.connect(self._count_errors)
        self._show_marks("")
        desk.changed.connect(self._show_marks)
        theme.changed.connect(self._show_all_marks)
        desk.replayed.connect(self.show_replayed)
        self.tabs.currentChanged.connect(self._tab_changed)
        self._build(OVERVIEW)

    @property
    def key(self) -> str:
        """The unit code, or the name of the tab, that is shown."""
        return self._keys[self.tabs.currentIndex()]

    @property
    def unit_tab(self) -> UnitTab | None:
        """The unit tab that is shown, if one is."""
        shown = self._built.get(self.key)
        return shown if isinstance(shown, UnitTab) else None

    @property
    def notice_tab(self) -> NoticeTab | None:
        """The tab of the notice, once it was looked at."""
        view = self._built.get(NOTICE)
        if view is None:
            return None
        from tdkt_desktop.ui.workbench.notice_tab import NoticeTab

        return view if isinstance(view, NoticeTab) else None

    def built(self, key: str) -> QWidget | None:
        """The view behind a tab, once it was looked at."""
        return self._built.get(key)

    def show_tab(self, key: str) -> None:
        self.tabs.setCurrentIndex(self._keys.index(key))

    def open_unit(self, unit: str, criterion: str) -> None:
        """Show a unit, and a criterion of it unless blank."""
        self.show_tab(unit)
        tab = self.unit_tab
        if tab is not None and criterion:
            tab.show_step(criterion)
            tab.focus_form()

    def take_results(self, files: Sequence[Path], passwords: Sequence[str] = ()) -> None:
        """Show in the merge tab what teams' files would bring; nothing where there is no such tab."""
        if MERGE not in self._keys:
            return
        self.show_tab(MERGE)
        view = self._built.get(MERGE)
        from tdkt_desktop.ui.office.merge_view import MergeView

        if isinstance(view, MergeView):
            view.take_files(files, passwords)

    def focus_overview(self) -> None:
        """Put the keyboard on the matrix, where the arrows and Enter lead on."""
        overview = self._built[OVERVIEW]
        if isinstance(overview, Overview):
            overview.matrix.setFocus()

    def step_tab(self, step: int) -> None:
        """Go to the next (+1) or the previous (-1) tab, round the ends."""
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())

    def step_criterion(self, step: int) -> None:
        """In a unit's tab, go to the next (+1) or previous (-1) step."""
        if (tab := self.unit_tab) is not None:
            tab.step_by(step)

    def next_seal_step(self) -> None:
        """In a unit's tab: seal the minutes, open them again, or add to them."""
        if (tab := self.unit_tab) is not None:
            tab.next_seal_step()

    def show_place(self, unit: str, step: str, question: str = "") -> None:
        """Show a place that a search found."""
        if unit not in self._keys:
            self.show_tab(NOTICE if NOTICE in self._keys else OVERVIEW)
            return
        self.show_tab(unit)
        tab = self.unit_tab
        if tab is None:
            return
        if question:
            tab.go_to_question(question)
        elif step:
            tab.show_step(step)
            tab.focus_form()

    def show_point(self, point: Point) -> None:
        """Show the place of something that the checks found."""
        from tdkt_desktop.ui.checks.check_jumps import show_point

        show_point(point, self.show_place, self.show_words, self._desk, self._theme, self)

    def show_words(self, section: str, paragraph: int, words: str) -> None:
        """Show words of the notice's text."""
        self.show_place("", "")
        if (tab := self.notice_tab) is not None:
            tab.show_words(section, paragraph, words)

    def show_replayed(self, unit: str, made: Sequence[Change]) -> None:
        """Undo, redo and the history show what they changed."""
        if self.key != unit and unit in self._keys:
            self.show_tab(unit)
            tab = self.unit_tab
            if tab is not None and made:
                tab.show_field((made[0].subject, made[0].field))
        if unit == NOTICE and (notice := self.notice_tab) is not None:
            notice.show_replayed(made)

    @property
    def place(self) -> list[str]:
        """Where the person is, for the next start: tab, step, field, cursor."""
        tab = self.unit_tab
        step, field, cursor = tab.place if tab is not None else ("", "", 0)
        return [self.key, step, field, str(cursor)]

    def return_to(self, place: Sequence[str]) -> None:
        """Go back to where the person was, as far as it still exists."""
        key, step, field, cursor = (*place, "", "", "", "0")[:4]
        if key not in self._keys:
            return
        self.show_tab(key)
        tab = self.unit_tab
        if tab is not None and step:
            tab.return_to(step, field, int(cursor) if cursor.isdigit() else 0)

    def go_to_next_gap(self) -> None:
        """In a unit's tab, go to the next missing question."""
        if (tab := self.unit_tab) is not None:
            tab.go_to_next_gap()

    def _add_units(self) -> None:
        blank = _blank_icon()
        for unit in self._desk.units:
            self._add(unit.code, f"{unit.number:02d} {unit.short}")
            self.tabs.setTabIcon(self.tabs.count() - 1, blank)
            self.tabs.setTabToolTip(self.tabs.count() - 1, unit.official)

    def _add(self, key: str, title: str) -> None:
        holder = QWidget()
        holder.setProperty("role", "page")
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        self._holders[key] = box
        self._keys.append(key)
        self.tabs.addTab(holder, title.replace("&", "&&"))

    def _is_unit(self, index: int) -> bool:
        return index < len(self._keys) and self._keys[index] not in (OVERVIEW, MERGE, CHECKS, NOTICE)

    def _tab_changed(self, index: int) -> None:
        self._desk.autosave.hurry()
        self._build(self._keys[index])
        self._renew_notice()
        tab = self.unit_tab
        if (
            tab is not None and not self.tabs.tabBar().hasFocus()
        ):  # arrows on the tab bar keep the keyboard there
            tab.return_focus()
        self.place_changed.emit()

    def _renew_notice(self) -> None:
        """A notice seen again shows what was recorded meanwhile."""
        if self.key == NOTICE and (tab := self.notice_tab) is not None:
            tab.renew()
            if not self.tabs.tabBar().hasFocus():
                tab.return_focus()

    def _make_notice(self) -> NoticeTab:
        from tdkt_desktop.ui.workbench.notice_tab import NoticeTab

        tab = NoticeTab(self._desk, self._theme, self.checks, lambda: self.show_tab(CHECKS))
        tab.field_requested.connect(self.show_place)
        tab.said.connect(self.said)
        return tab

    def _build(self, key: str) -> None:
        if key not in (OVERVIEW, MERGE, CHECKS, NOTICE):
            self._recent = [*(one for one in self._recent if one != key), key]
        if key in self._built:
            return
        makers: dict[str, Callable[[], QWidget]] = {
            OVERVIEW: self._make_overview,
            MERGE: self._make_merge,
            CHECKS: self._make_checks,
            NOTICE: self._make_notice,
        }
        view = makers.get(key, lambda: self._make_unit(key))()
        self._built[key] = view
        self._holders[key].addWidget(view)
        if isinstance(view, UnitTab):
            if key in self._places:
                view.return_to(*self._places.pop(key))
            self._let_go_of_oldest()

    def _let_go_of_oldest(self) -> None:
        """Each unit tab takes about 2 MB: of two hundred only the last few stay built."""
        while len(self._recent) > MOST_BUILT:
            key = self._recent.pop(0)
            tab = self._built.pop(key)
            if isinstance(tab, UnitTab):
                self._places[key] = tab.place
            self._holders[key].removeWidget(tab)
            tab.hide()
            tab.deleteLater()

    def _make_merge(self) -> QWidget:
        from tdkt_desktop.ui.office.merge_view import (
            MergeView,  # the office's tabs load when they are looked at
        )

        return MergeView(self._desk, self._theme)

    def _make_checks(self) -> QWidget:
        from tdkt_desktop.ui.checks.checks_view import ChecksView

        view = ChecksView(self._desk, self._theme, self.checks)
        view.going.connect(self.show_point)
        view.text_requested.connect(partial(press, self, "check_text"))
        return view

    def _count_errors(self) -> None:
        """The tab says how many errors there are."""
        if (checked := self.checks.result) is not None:
            from tdkt_desktop.workflows.notice.checking import count_words

            place, errors = self._keys.index(CHECKS), len(checked.errors)
            self.tabs.setTabText(place, f"{CHECKS_NAME} ({errors})" if errors else CHECKS_NAME)
            self.tabs.tabBar().setAccessibleTabName(place, f"{CHECKS_NAME}: {count_words(checked)}")

    def _make_overview(self) -> Overview:
        view = Overview(self._desk, self._theme)
        view.unit_opened.connect(self.open_unit)
        view.charts_requested.connect(self.charts_requested)
        return view

    def _make_unit(self, unit: str) -> UnitTab:
        tab = UnitTab(self._desk.sheet(unit), self._theme, self._desk.background)
        tab.said.connect(self.said)
        tab.preview_requested.connect(self.preview_requested)
        tab.export_requested.connect(self.export_requested)
        tab.step_shown.connect(self.place_changed)
        return tab

    def _show_all_marks(self) -> None:
        self._rings.clear()
        self._ring_icons.clear()
        self._set_icon_size()
        self._show_marks("")

    def _set_icon_size(self) -> None:
        self.tabs.setIconSize(QSize(self._theme.px(TAB_ICON), self._theme.px(TAB_ICON)))

    def _show_marks(self, unit: str) -> None:
        """Of many units a few at a time, so that the window never stands still for them."""
        waiting = [one for one in self._desk.units if unit in ("", one.code) and self._desk.ready(one.code)]
        if len(waiting) <= MARKS_AT_ONCE:
            for one in waiting:
                self._show_mark(one)
        else:
            self._unmarked = waiting
            self._marking.start()

    def _show_some_marks(self) -> None:
        until = time.perf_counter() + MARKS_SECONDS
        while self._unmarked and time.perf_counter() < until:
            self._show_mark(self._unmarked.pop(0))
        if self._unmarked:
            self._marking.start()

    def _show_mark(self, one: Unit) -> None:
        progress, sealed = self._desk.progress(one.code), self._desk.sealed(one.code)
        mark = unit_mark(progress)
        ring = sealed, mark, progress.settled, progress.asked
        if ring == self._rings.get(one.code):
            return
        self._rings[one.code] = ring
        place, count = self._keys.index(one.code), f"{progress.settled}/{progress.asked}"
        if ring not in self._ring_icons:
            theme = self._theme
            icon = theme.sealed_icon() if sealed else theme.ring_icon(mark, share_of(progress, mark))
            self._ring_icons[ring] = icon
        self.tabs.setTabIcon(place, self._ring_icons[ring])
        state = "Đã chốt biên bản" if sealed else MARK_WORDS[mark]
        said = f"{one.number:02d} {one.short}: {state}, đã ghi {count}"
        self.tabs.tabBar().setAccessibleTabName(place, said)


def _blank_icon() -> QIcon:
    """Keeps the room of a mark: to change an icon costs little, to bring the first one lays all tabs out anew."""
    made = QPixmap(1, 1)
    made.fill(Qt.GlobalColor.transparent)
    return QIcon(made)
