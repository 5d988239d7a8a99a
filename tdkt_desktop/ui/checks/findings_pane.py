"""Points that the rules found and, beside the list, the one that is looked at: what, where, why, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from tdkt_desktop.ui.checks.finding_list import FindingList
from tdkt_desktop.ui.controls.fields import button, label
from tdkt_desktop.ui.look.theme import GAP, UNIT, Theme

if TYPE_CHECKING:
    from tdkt_desktop.workflows.notice.check_list import Point, PointGroup

SIDE_BY_SIDE = 480  # px at 100 %: with less, the point stands below the list
LIST, DETAIL = 5, 4  # shares of the room
LEAST_DETAIL = 20  # px: a line of the point that is looked at
WAIVE, WAIVE_SHORT = "Bỏ &qua với lý do…", "Bỏ &qua…"
ACROSS, DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class FindingsPane(QWidget):
    """`going`, `waiving`, `taking_back` with the Point that a person wants to see, let stand, or be asked about again."""

    going = Signal(object)
    waiving = Signal(object)
    taking_back = Signal(object)

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.list = FindingList(name, theme)
        self.list.moved.connect(self._show_current)
        self.list.chosen.connect(self._go)
        self.setFocusProxy(self.list)
        self.title = label("", "heading")
        self.where = label("", "field")
        self.found = label("", "question")
        self.quote = label("", "hint")
        self.why = label("", "hint")
        self.remedy = label("", "question")
        self.waived = label("", "echo")
        self.jump = button("Tới &chỗ này", "primary")
        self.jump.clicked.connect(self._go)
        self.waive = button(WAIVE)
        self.waive.clicked.connect(lambda: self._emit(self.waiving))
        self.back = button("Thôi bỏ q&ua")
        self.back.clicked.connect(lambda: self._emit(self.taking_back))
        self.empty = label("", "hint")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._sides = QBoxLayout(ACROSS)
        self._sides.setSpacing(GAP)
        self._sides.addWidget(self.list, LIST)
        self.detail = self._make_detail()
        self._sides.addWidget(self.detail, DETAIL)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.empty)
        box.addLayout(self._sides, 1)
        theme.changed.connect(self._turn)
        self.show_points(())

    @property
    def current(self) -> Point | None:
        return self.list.current

    def show_points(self, groups: Sequence[PointGroup], empty: str = "") -> None:
        """Show these points, or the words `empty` where there is none; the current one stays the current one."""
        self.list.show_points(groups)
        self.list.setVisible(bool(groups))
        self.detail.setVisible(bool(groups))
        self.empty.setText(empty)
        self.empty.setVisible(not groups and bool(empty))
        self._show_current()

    def resizeEvent(self, event: QResizeEvent) -> None:  # Qt's name
        super().resizeEvent(event)
        self._turn()

    def _make_detail(self) -> QFrame:
        """A card that scrolls where it is too low, with its buttons always in sight."""
        frame = QFrame()
        frame.setProperty("role", "card")
        outer = QVBoxLayout(frame)
        outer.setContentsMargins(GAP, GAP, GAP, GAP)
        outer.setSpacing(UNIT)
        page, scroll = QWidget(), QScrollArea()
        for part in (page, scroll):
            part.setProperty("role", "inside")
        lines = QVBoxLayout(page)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(UNIT)
        self.why_title, self.remedy_title = label("Vì sao cần xem", "field"), label("Cách sửa", "field")
        for one in (self.title, self.where, self.found, self.quote, self.why_title, self.why):
            lines.addWidget(one)
        for one in (self.remedy_title, self.remedy, self.waived):
            lines.addWidget(one)
        lines.addStretch(1)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setAccessibleName("Điểm đang chọn")
        scroll.setWidget(page)
        outer.addWidget(scroll, 1)
        self._scroll = scroll
        self._buttons = QBoxLayout(ACROSS)
        self._buttons.setSpacing(UNIT)
        for made in (self.jump, self.waive, self.back):
            made.setAutoDefault(False)
            self._buttons.addWidget(made)
        self._buttons.addStretch(1)
        outer.addLayout(self._buttons)
        return frame

    def _show_current(self) -> None:
        one = self.list.current
        for made in (self.jump, self.waive, self.back):
            made.setEnabled(one is not None)
        if one is None:
            return
        finding = one.finding
        self.waive.setVisible(one.waiver is None)
        self.back.setVisible(one.waiver is not None)
        quote = finding.place.quote
        _say(self.title, finding.title)
        _say(self.where, one.where[:1].upper() + one.where[1:])
        _say(self.found, finding.found)
        _say(self.quote, f"Chữ trong bài: “{quote}”" if quote and quote not in finding.found else "")
        _say(self.why, finding.why)
        _say(self.remedy, finding.remedy)
        _say(self.waived, one.waived_words)

    def _turn(self) -> None:
        """Side by side where there is room for both; the buttons too, with shorter words where that helps."""
        wide = self.width() >= self._theme.px(SIDE_BY_SIDE)
        self._sides.setDirection(ACROSS if wide else DOWN)
        self._scroll.setMinimumHeight(self._theme.px(LEAST_DETAIL))
        room = (self.width() - GAP) * DETAIL // (LIST + DETAIL) if wide else self.width()
        fits = any(self._fits(words, room) for words in (WAIVE, WAIVE_SHORT))
        self._buttons.setDirection(ACROSS if fits else DOWN)
        if self.list.currentIndex().isValid():
            self.list.scrollTo(self.list.currentIndex())

    def _fits(self, words: str, room: int) -> bool:
        """Give the button these words; whether both buttons fit beside each other."""
        self.waive.setText(words)
        return self.jump.sizeHint().width() + self.waive.sizeHint().width() + UNIT + 3 * GAP <= room

    def _go(self) -> None:
        self._emit(self.going)

    def _emit(self, signal: SignalInstance) -> None:
        if (one := self.list.current) is not None:
            signal.emit(one)


def _say(where: QLabel, words: str) -> None:
    where.setText(words)
    where.setVisible(bool(words))
