"""The tab of the checks (rà soát): what contradicts itself in what was recorded, the gravest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QTabBar, QVBoxLayout, QWidget

from tdkt_desktop.ui.checks.check_watch import CheckWatch
from tdkt_desktop.ui.checks.findings_pane import FindingsPane
from tdkt_desktop.ui.checks.waiving import ask_waiver, take_back_waiver
from tdkt_desktop.ui.controls.fields import button, label
from tdkt_desktop.ui.controls.flow_layout import FlowLayout
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.look.theme import GAP, PAGE, TIGHT, UNIT, Theme

if TYPE_CHECKING:
    from tdkt_desktop.workflows.notice.check_list import Point

NAME = "Rà soát"
HOW = "Phần mềm chỉ nêu ra, không tự sửa gì. Nhấn Enter để tới chỗ cần xem."
LOOKING = "Đang rà soát…"
LOW = 260  # px at 100 %: with less, the points get the room of the hint
CLEAN = "Không thấy điểm nào cần xem lại."


class ChecksView(QWidget):
    """`going(Point)` for a place that a person wants to see; `text_requested` to check a notice that exists."""

    going = Signal(object)
    text_requested = Signal()

    def __init__(self, desk: Desk, theme: Theme, watch: CheckWatch) -> None:
        super().__init__()
        self._desk, self._theme, self._watch = desk, theme, watch
        self._wants_keyboard = False
        self.setAccessibleName(NAME)
        self._how = label(HOW, "hint")
        self.counts = label(NAME, "page")
        self.waived = QCheckBox("Hiện cả điểm đã bỏ qu&a")
        self.waived.setAccessibleName("Hiện cả điểm đã bỏ qua")
        self.waived.toggled.connect(self.refresh)
        self.text = button("Rà soát thông báo có sẵ&n…")
        self.text.clicked.connect(self.text_requested)
        self.pane = FindingsPane("Các điểm cần xem lại", theme)
        self.pane.going.connect(self.going)
        self.pane.waiving.connect(self._waive)
        self.pane.taking_back.connect(self._take_back)
        self.setFocusProxy(self.pane.list)
        box = QVBoxLayout(self)
        box.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        box.setSpacing(GAP)
        head = QVBoxLayout()
        head.setSpacing(TIGHT)
        for one in (self.counts, self._how):
            head.addWidget(one)
        box.addLayout(head)
        line = FlowLayout(spacing=UNIT)
        line.addWidget(self.text)
        line.addWidget(self.waived)
        box.addLayout(line)
        box.addWidget(self.pane, 1)
        watch.checked.connect(self.refresh)
        watch.stale.connect(self._look_if_seen)
        self.refresh()

    def refresh(self) -> None:
        """Show what was found last."""
        checked = self._watch.result
        if self._watch.problem or checked is None:
            self.counts.setText(self._watch.problem or LOOKING)
            return
        from tdkt_desktop.workflows.notice.check_list import campaign_points
        from tdkt_desktop.workflows.notice.checking import count_words

        words = count_words(checked)
        groups = campaign_points(checked, self._desk.session, waived=self.waived.isChecked())
        self.counts.setText(f"{NAME}: {words}")
        count = f" ({len(checked.waived):02d})" if checked.waived else ""
        self.waived.setText(f"Hiện cả điểm đã bỏ qu&a{count}")
        self.waived.setEnabled(bool(checked.waived) or self.waived.isChecked())
        self.pane.show_points(groups, CLEAN)
        if self._wants_keyboard:
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """The keyboard goes to the list, as soon as there is one."""
        self._wants_keyboard = self.pane.list.isHidden()
        self.pane.list.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # Qt's name
        super().resizeEvent(event)
        self._how.setVisible(self.height() >= self._theme.px(LOW))

    def showEvent(self, event: QShowEvent) -> None:  # Qt's name
        super().showEvent(event)
        if not isinstance(
            QApplication.focusWidget(), QTabBar
        ):  # arrows on the tab bar keep the keyboard there
            self.take_keyboard()
        self._watch.look()

    def _look_if_seen(self) -> None:
        if self.isVisible():
            self._watch.look()

    def _waive(self, point: Point) -> None:
        ask_waiver(self._desk, point, self._watch.look_again, self)

    def _take_back(self, point: Point) -> None:
        take_back_waiver(self._desk, point, self._watch.look_again, self)
