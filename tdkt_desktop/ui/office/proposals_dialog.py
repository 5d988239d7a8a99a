"""The register of proposals: by addressee, who supports each, which may be the same, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tdkt_desktop.domain.errors import TdktError
from tdkt_desktop.ui.controls.fields import button, card, label, labelled, line_field
from tdkt_desktop.ui.controls.messages import show_error
from tdkt_desktop.ui.controls.preedit import commit_preedit
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.find.grouped_list import Group, GroupedList, GroupRow
from tdkt_desktop.ui.look.theme import GAP, PAGE, UNIT, Theme

if TYPE_CHECKING:
    from tdkt_desktop.workflows.notice.proposals import Entry

NAME = "Kiến nghị của các đơn vị"
HOW = "Kiến nghị gần giống nhau chỉ được gợi ý; có nhập chung hay không do người dùng quyết định."
EMPTY = "Chưa đơn vị nào có kiến nghị."
JOIN, PART = "&Nhập chung", "&Tách ra"
LETTERS, LINES = 140, 38


class ProposalsDialog(QDialog):
    """`going(unit, question)` to the place of a proposal; the dialog closes then."""

    going = Signal(str, str)

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(NAME)
        self.setAccessibleName(NAME)
        self.list = GroupedList("Các kiến nghị theo nơi nhận", theme, "kiến nghị")
        self.list.moved.connect(self._show_current)
        self.list.chosen.connect(self._go)
        self.empty = label(EMPTY, "hint")
        self.text = label("", "question")
        self.units = label("", "hint")
        self.status = QComboBox()
        self.note = line_field("Văn bản trả lời, ngày, ghi chú")
        self.by = label("", "hint")
        self.keep = button("G&hi tình trạng", "primary")
        self.keep.clicked.connect(self._keep)
        self.near_title = label("Cùng kiến nghị, hoặc có thể trùng", "field")
        self.near = QListWidget()
        self.near.setAccessibleName(self.near_title.text())
        self.near.setWordWrap(True)
        self.near.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.near.currentRowChanged.connect(self._show_near)
        self.join = button(JOIN)
        self.join.clicked.connect(self._join)
        self.jump = button("Tới &chỗ này")
        self.jump.clicked.connect(self._go)
        self._build()
        self.refresh()
        self.list.setFocus()

    def refresh(self) -> None:
        """Read the register; the current proposal stays the current one."""
        from tdkt_desktop.workflows.notice.proposals import STATUS_WORDS, register

        if not self.status.count():
            for status, words in STATUS_WORDS.items():
                self.status.addItem(f"{words[0].upper()}{words[1:]}", status)
        entries = register(self._desk.session)
        groups = [
            Group(addressee, tuple(map(_row, found)))
            for addressee, found in groupby(entries, key=lambda one: one.addressee)
        ]
        self.list.show_groups(groups)
        for one in (self.list, self.detail):
            one.setVisible(bool(entries))
        self.empty.setVisible(not entries)

    @property
    def current(self) -> Entry | None:
        one = self.list.current_row
        return cast("Entry", one.thing) if one is not None else None

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        box.setSpacing(UNIT)
        box.addWidget(label(HOW, "hint"))
        box.addWidget(self.empty)
        sides = QHBoxLayout()
        sides.setSpacing(GAP)
        sides.addWidget(self.list, 5)
        self.detail = self._make_detail()
        sides.addWidget(self.detail, 4)
        box.addLayout(sides, 1)
        close = button("Đón&g")
        close.clicked.connect(self.accept)
        box.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        for one in (self.keep, self.join, self.jump, close):
            one.setAutoDefault(False)
        metrics, room = self.fontMetrics(), self.screen().availableSize()
        self.resize(
            min(LETTERS * metrics.averageCharWidth(), room.width() - 2 * PAGE),
            min(LINES * metrics.height(), room.height() - 3 * PAGE),
        )

    def _make_detail(self) -> QFrame:
        frame, outer = card()
        page, scroll = QWidget(), QScrollArea()
        for part in (page, scroll):
            part.setProperty("role", "inside")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setAccessibleName("Kiến nghị đang chọn")
        scroll.setWidget(page)
        outer.addWidget(scroll, 1)
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.text)
        box.addWidget(self.units)
        box.addLayout(labelled("Tình t&rạng", self.status))
        box.addLayout(labelled("&Văn bản trả lời, ngày, ghi chú", self.note))
        box.addWidget(self.by)
        box.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.near_title)
        box.addWidget(self.near, 1)
        line = QHBoxLayout()
        line.addWidget(self.join)
        line.addStretch(1)
        line.addWidget(self.jump)
        outer.addLayout(line)
        return frame

    def _show_current(self) -> None:
        one = self.current
        if one is None:
            return
        self.text.setText(one.text)
        who = f"{one.supporters:02d} đơn vị: {', '.join(one.units)}" if one.units else "Không rõ đơn vị"
        self.units.setText(f"Kiến nghị năm {one.year}. {who}" if one.year else who)
        self.status.setCurrentIndex(max(0, self.status.findData(one.status)))
        self.note.setText(one.note)
        self.by.setText(f"Ghi bởi {one.by}" if one.by else "")
        self.by.setVisible(bool(one.by))
        self.jump.setEnabled(bool(one.unit))
        self.near.clear()
        for word, found in (("Đã nhập chung", one.same), ("Có thể trùng", one.alike)):
            for key, text in found:
                item = QListWidgetItem(f"{word}: {text}", self.near)
                item.setData(Qt.ItemDataRole.UserRole, (key, found is one.same))
        self.near.setCurrentRow(0)
        for part in (self.near_title, self.near, self.join):
            part.setVisible(self.near.count() > 0)

    def _show_near(self) -> None:
        item: QListWidgetItem | None = self.near.currentItem()
        is_same = item is not None and item.data(Qt.ItemDataRole.UserRole)[1]
        self.join.setText(PART if is_same else JOIN)
        self.join.setAccessibleName(self.join.text().replace("&", ""))

    def _keep(self) -> None:
        from tdkt_desktop.workflows.notice.proposals import set_status

        commit_preedit()
        if (one := self.current) is not None:
            status, note = str(self.status.currentData()), self.note.text()
            self._write(lambda: set_status(self._desk.session, one.key, status, note))

    def _join(self) -> None:
        from tdkt_desktop.workflows.notice.proposals import call_same, take_apart

        item: QListWidgetItem | None = self.near.currentItem()
        one = self.current
        if item is None or one is None:
            return
        key, is_same = item.data(Qt.ItemDataRole.UserRole)
        session = self._desk.session
        self._write(lambda: take_apart(session, key) if is_same else call_same(session, key, one.key))

    def _write(self, write: Callable[[], object]) -> None:
        if not self._desk.autosave.flush():
            return
        try:
            write()
        except TdktError as error:
            show_error(self, error)
        self.refresh()

    def _go(self) -> None:
        if (one := self.current) is not None and one.unit:
            self.accept()
            self.going.emit(one.unit, one.question)


def _row(one: Entry) -> GroupRow:
    who = f"{one.supporters:02d} đơn vị" if one.units else "không rõ đơn vị"
    who = f"năm {one.year} · {who}" if one.year else who
    maybe = " · có thể trùng" if one.alike else ""
    return GroupRow(one.key, f"{who} · {one.status_words}{maybe}", one.text, one)
