"""The window with the charts of a campaign: progress, results, schedule; each said in words too."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tdkt_desktop.domain.charts import Bar, Chart
from tdkt_desktop.ui.controls.fields import button, card, label
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.look.theme import GAP, PAGE, UNIT, Theme
from tdkt_desktop.ui.overview.chart_list import ChartList, Sample
from tdkt_desktop.ui.overview.mark_legend import legend
from tdkt_desktop.ui.papers.office_papers import charts_paper
from tdkt_desktop.ui.papers.paper_window import CHARACTERS, LINES

TITLE = "Biểu đồ"
HINT = "Enter trên một đơn vị mở đơn vị đó. Số trên biểu đồ là số đang ghi trên máy này."


class ChartsDialog(QDialog):
    """`unit_opened(unit)` when somebody goes from a bar to its unit; `paper_requested` for the charts on paper."""

    unit_opened = Signal(str)
    paper_requested = Signal()

    def __init__(
        self, charts: Sequence[Chart], title: str, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{TITLE} – {title}")
        self.setAccessibleName(TITLE)
        self._theme = theme
        self.lists: list[ChartList] = []
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setProperty("role", "page")
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setAccessibleName("Các biểu đồ")
        self._page = QWidget()
        self._page.setProperty("role", "page")
        inside = QVBoxLayout(self._page)
        inside.setContentsMargins(PAGE, GAP, PAGE, PAGE)
        inside.setSpacing(GAP)
        for chart in charts:
            inside.addWidget(self._make_chart(chart))
        inside.addStretch(1)
        self._area.setWidget(self._page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._make_head())
        box.addWidget(self._area, 1)
        self._make_roomy()
        self.finished.connect(self.deleteLater)
        if self.lists:
            self.lists[0].setFocus()

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(PAGE, GAP, PAGE, 0)
        head.setSpacing(UNIT)
        head.addWidget(label(HINT, "hint"), 1)
        self.paper = button("Xem trước và &in…")
        self.paper.clicked.connect(self.paper_requested)
        close = button("Đón&g")
        close.clicked.connect(self.reject)
        for one in (self.paper, close):
            one.setAutoDefault(False)  # Enter belongs to the bars
            head.addWidget(one)
        return head

    def _make_chart(self, chart: Chart) -> QWidget:
        frame, box = card()
        box.addWidget(label(chart.title, "heading"))
        box.addWidget(label(chart.summary, "question"))
        if not chart.bars:
            return frame
        shown = [
            series
            for place, series in enumerate(chart.series)
            if chart.signed or any(bar.parts[place] for bar in chart.bars)
        ]
        box.addWidget(legend([(Sample(one.title, one.mark, self._theme), one.title) for one in shown]))
        made = ChartList(chart, self._theme)
        made.bar_opened.connect(self._open)
        made.currentRowChanged.connect(lambda row: self._show_row(made, row))
        self.lists.append(made)
        box.addWidget(made)
        return frame

    def _open(self, bar: Bar) -> None:
        if bar.unit:
            self.accept()
            self.unit_opened.emit(bar.unit)

    def _show_row(self, made: ChartList, row: int) -> None:
        """The page follows the keys."""
        rect = made.row_rect(row)
        place = made.viewport().mapTo(self._page, QPoint(0, rect.center().y()))
        self._area.ensureVisible(0, place.y(), 0, 2 * rect.height())

    def _make_roomy(self) -> None:
        room, metrics = self.screen().availableSize(), self.fontMetrics()
        width, height = CHARACTERS * metrics.averageCharWidth(), LINES * metrics.height()
        self.resize(min(width, room.width() - 2 * PAGE), min(height, room.height() - 3 * PAGE))


def show_charts(desk: Desk, theme: Theme, parent: QWidget) -> ChartsDialog:
    """Open the charts over the units of this copy, as typed until now."""
    from tdkt_desktop.workflows.notice.office_papers import session_charts

    made = ChartsDialog(session_charts(desk.session), desk.session.campaign.title, theme, parent)
    made.paper_requested.connect(lambda: charts_paper(desk, parent).open())
    made.open()
    return made
