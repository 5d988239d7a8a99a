"""The overview of a campaign: the plan, the schedule with progress, the matrix, and what to do next."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tdkt_desktop.domain.campaign import Unit
from tdkt_desktop.ui.controls.elided_button import ElidedButton
from tdkt_desktop.ui.controls.fields import button, card, label, page_head
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.look.theme import GAP, PAGE, TIGHT, UNIT, Theme
from tdkt_desktop.ui.overview.mark_legend import mark_legend
from tdkt_desktop.ui.overview.matrix import Matrix
from tdkt_desktop.ui.overview.next_step import NextStepCard, next_step
from tdkt_desktop.vietnamese.dates import short_date

PAGE_WIDTH, BAR_WIDTH, LEADER_WIDTH = 1180, 40, 100
LEADER_COLUMN = 3
FIRST_ROWS = 30  # of the schedule: of a longer one the rest is shown when asked for
DONE_OFFICE = "Biên bản các đơn vị đã chốt. Hãy xem trước và xuất thông báo ở thẻ Thông báo."
COLUMNS = ("Đơn vị", "Kế hoạch", "Thực tế", "Trưởng đoàn", "Đã ghi")


class Row(NamedTuple):
    """What changes in a line of the schedule; sealed minutes show that instead of the bar."""

    actual: QLabel
    bar: QProgressBar
    sealed: QLabel
    counts: QLabel


class Overview(QScrollArea):
    """`unit_opened(unit, criterion)`; the criterion is blank where only the unit was meant. `charts_requested` for the
    same as bars.
    """

    unit_opened = Signal(str, str)
    charts_requested = Signal()

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk = desk
        self._conflicts = 0
        self.setProperty("role", "page")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Tổng quan đợt kiểm tra")
        inside = QWidget()
        self._inside, self._theme = inside, theme
        self._box = QVBoxLayout(inside)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GAP)
        self._add_head()
        self._next = NextStepCard()
        self._next.unit_opened.connect(lambda unit: self.unit_opened.emit(unit, ""))
        self._box.addWidget(self._next)
        self._rows: dict[str, Row] = {}
        self._add_schedule()
        self._add_matrix_head()
        self.matrix = Matrix(desk, theme)
        self.matrix.cell_opened.connect(self.unit_opened)
        self._box.addWidget(self.matrix)
        self._box.addWidget(mark_legend(theme))
        self._box.addStretch(1)
        page = QWidget()
        page.setProperty("role", "page")
        line = QHBoxLayout(page)
        line.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        line.addStretch(1)
        line.addWidget(inside, 100)
        line.addStretch(1)
        self.setWidget(page)
        desk.changed.connect(self.refresh)
        theme.changed.connect(self._fit)
        self._stale: set[str] = set()
        self._fit()
        self._show("")

    def refresh(self, unit: str) -> None:
        """Show progress, dates and the next thing to do as they are now; out of sight, when it is seen again."""
        if self.isVisible():
            self._show(unit)
        else:
            self._stale.add(unit)

    def showEvent(self, event: QShowEvent) -> None:  # Qt's name
        super().showEvent(event)
        for unit in {""} if "" in self._stale else set(self._stale):
            self._show(unit)
        self._stale.clear()

    def _show(self, unit: str) -> None:
        self.matrix.cells.refresh(unit)
        for one in self._desk.units:
            if unit in ("", one.code) and one.code in self._rows:
                self._refresh_row(one)
        if not unit:
            self._conflicts = self._desk.session.conflict_count()
        self._next.show_step(next_step(self._desk, self._conflicts))

    def _fit(self) -> None:
        """Take the widths of the zoom in use."""
        px, metrics = self._theme.px, self.fontMetrics()
        self._inside.setMaximumWidth(px(PAGE_WIDTH))
        ready = (one.code for one in self._desk.units if self._desk.ready(one.code))
        widest = max((self._desk.progress(code).asked for code in ready), default=0)
        for row in self._rows.values():
            row.bar.setMinimumWidth(px(BAR_WIDTH))
            row.counts.setMinimumWidth(metrics.horizontalAdvance(f"{widest}/{widest}"))
        self._grid.setColumnMinimumWidth(LEADER_COLUMN, px(LEADER_WIDTH))
        self.matrix.viewport().update()

    def _add_head(self) -> None:
        campaign = self._desk.session.campaign
        plan = campaign.plan
        parts = [
            f"Kế hoạch số {plan.number}" if plan.number else "",
            f"ngày {short_date(plan.date)}" if plan.date else "",
        ]
        words = " ".join(part for part in parts if part)
        team = campaign.team(self._desk.session.team)
        role = f"Máy của {team.name or team.code}" if team else "Máy của văn phòng"
        hints = (words, f"{len(self._desk.units):02d} đơn vị", role)
        self._box.addLayout(page_head(campaign.title, " · ".join(part for part in hints if part)))

    def _add_matrix_head(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(label("Các nội dung theo từng đơn vị", "heading"), 1)
        self.charts = button("Biể&u đồ…")
        self.charts.clicked.connect(self.charts_requested)
        line.addWidget(self.charts)
        self._box.addLayout(line)

    def _add_schedule(self) -> None:
        frame, box = card()
        grid = self._grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(TIGHT)
        for column, title in enumerate(COLUMNS):
            grid.addWidget(label(title, "field"), 0, column)
        for row, unit in enumerate(self._desk.units[:FIRST_ROWS], start=1):
            self._add_unit(grid, row, unit)
        for column, stretch in enumerate((6, 2, 2, 5, 2)):
            grid.setColumnStretch(column, stretch)
        box.addLayout(grid)
        if (left := len(self._desk.units) - FIRST_ROWS) > 0:
            self._more = button(f"Hiện thêm {left:02d} đơn vị", "flat")
            self._more.clicked.connect(self._add_rest)
            box.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._box.addWidget(frame)

    def _add_rest(self) -> None:
        """The rows of a long schedule that were not built yet; the matrix stays near the top until they are wanted."""
        self._more.hide()
        for row, unit in enumerate(self._desk.units[FIRST_ROWS:], start=FIRST_ROWS + 1):
            self._add_unit(self._grid, row, unit)
        self._fit()
        self._show("")

    def _add_unit(self, grid: QGridLayout, row: int, unit: Unit) -> None:
        opener = ElidedButton(f"{unit.number:02d}  {unit.short}", f"Mở {unit.official}")
        opener.setToolTip(unit.official)
        opener.clicked.connect(lambda: self.unit_opened.emit(unit.code, ""))
        team = self._desk.session.campaign.team(unit.team)
        actual, counts, bar = label("", "question"), label("", "hint"), QProgressBar()
        bar.setTextVisible(False)
        bar.setAccessibleName(f"Tiến độ {unit.short}")
        sealed = label("Đã chốt", "saved")
        for words in (counts, sealed):
            words.setWordWrap(False)
        sealed.hide()
        progress = QHBoxLayout()
        progress.setSpacing(UNIT)
        progress.addWidget(bar, 1)
        progress.addWidget(sealed, 1)
        progress.addWidget(counts)
        grid.addWidget(opener, row, 0)
        grid.addWidget(label(short_date(unit.planned_date) if unit.planned_date else "–", "question"), row, 1)
        grid.addWidget(actual, row, 2)
        grid.addWidget(label(team.leader.full or team.name if team else "Chưa phân công", "hint"), row, 3)
        grid.addLayout(progress, row, 4)
        self._rows[unit.code] = Row(actual, bar, sealed, counts)

    def _refresh_row(self, unit: Unit) -> None:
        row = self._rows[unit.code]
        if not self._desk.ready(unit.code):
            row.actual.setText("…")
            row.counts.setText("…")
            return
        date = self._desk.inspection(unit.code).visit.actual_date
        row.actual.setText(short_date(date) if date else "Chưa ghi")
        progress, sealed = self._desk.progress(unit.code), self._desk.sealed(unit.code)
        row.bar.setRange(0, max(1, progress.asked))
        row.bar.setValue(progress.settled)
        row.bar.setVisible(not sealed)
        row.sealed.setVisible(sealed)
        row.counts.setText(f"{progress.settled}/{progress.asked}")
