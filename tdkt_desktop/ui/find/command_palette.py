"""The command palette (Ctrl+K): actions, units, criteria and questions, found with a few letters and run by Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from tdkt_desktop.ui.controls.fields import label
from tdkt_desktop.ui.find.marked_line import plain_tip
from tdkt_desktop.ui.find.palette_rows import ROW_ROLE, PaletteDelegate, PaletteRow
from tdkt_desktop.ui.find.search_field import SearchField, WalkList, empty_label, place_over, say
from tdkt_desktop.ui.look.theme import GAP, UNIT, Theme
from tdkt_desktop.workflows.search.matching import Query, Text

Index = QModelIndex | QPersistentModelIndex
ACTION, UNIT_KIND, CONTENT, QUESTION = "Việc", "Đơn vị", "Nội dung", "Câu hỏi"
KINDS = (ACTION, UNIT_KIND, CONTENT, QUESTION)
AT_ONCE = (ACTION, UNIT_KIND)  # what is offered before anything is typed
BY_DETAIL = 6  # found only together with its detail: after whole words of a title, before the middle of words
WIDTH_LETTERS, HEIGHT_ROWS = 112, 14
HOW = "Mũi tên lên, xuống để chọn; Enter để mở; Esc để đóng."
WHAT = (
    "Đã tìm trong các việc, đơn vị, nội dung và câu hỏi đang mở. Để tìm trong những gì đã ghi, nhấn Ctrl+F."
)


@dataclass(frozen=True)
class PaletteEntry:
    """Something a person can go to or do. `kind` is one of KINDS, `keys` its shortcut as shown ("Ctrl+S")."""

    kind: str
    title: str
    detail: str
    keys: str
    run: Callable[[], object]


class Candidate:
    """An entry with its texts folded once."""

    def __init__(self, entry: PaletteEntry) -> None:
        self.entry = entry
        self.title = Text(entry.title)
        self.both = Text(f"{entry.title} {entry.detail}") if entry.detail else self.title

    def rank(self, query: Query) -> int | None:
        level = query.rank(self.title)
        if level is None and self.both is not self.title and (level := query.rank(self.both)) is not None:
            level += BY_DETAIL
        return level

    def row(self, query: Query, *, first: bool) -> PaletteRow:
        """What is drawn; `first` of its kind carries the kind's name."""
        entry, length = self.entry, len(self.title.written)
        by_title = not query or query.rank(self.title) is not None
        spans = query.spans(self.title if by_title else self.both)
        shift = length + 1
        return PaletteRow(
            kind=entry.kind if first else "",
            title=self.title.written,
            detail=self.both.written[shift:],
            keys=entry.keys,
            title_spans=tuple((start, min(end, length)) for start, end in spans if start < length),
            detail_spans=tuple((max(0, start - shift), end - shift) for start, end in spans if end > shift),
        )


class PaletteModel(QAbstractListModel):
    """The entries that answer a query: the kind with the best one first, and within a kind the best first."""

    def __init__(self, entries: Sequence[PaletteEntry], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all = [Candidate(entry) for entry in entries]
        self._query = Query("")
        self._shown: list[Candidate] = []

    def ask(self, typed: str) -> None:
        """Show what answers; for a blank query the actions and the units."""
        self.beginResetModel()
        self._query = Query(typed, initials=True)
        self._shown = self._answers() if self._query else self._at_once()
        self.endResetModel()

    def entry(self, row: int) -> PaletteEntry:
        return self._shown[row].entry

    def rowCount(self, parent: Index | None = None) -> int:  # Qt's name
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self._shown[index.row()]
        entry = one.entry
        if role == ROW_ROLE:
            before = self._shown[index.row() - 1].entry.kind if index.row() else ""
            return one.row(self._query, first=entry.kind != before)
        if role == Qt.ItemDataRole.DisplayRole:
            return one.title.written
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(entry.title, entry.detail)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (f"{entry.kind}: {entry.title}", entry.detail, f"phím {entry.keys}" if entry.keys else "")
            return ", ".join(part for part in parts if part)
        return None

    def _at_once(self) -> list[Candidate]:
        return [one for kind in AT_ONCE for one in self._all if one.entry.kind == kind]

    def _answers(self) -> list[Candidate]:
        ranked = [(level, one) for one in self._all if (level := one.rank(self._query)) is not None]
        best = {
            kind: min((level for level, one in ranked if one.entry.kind == kind), default=0) for kind in KINDS
        }
        ranked.sort(key=lambda pair: (best[pair[1].entry.kind], KINDS.index(pair[1].entry.kind), pair[0]))
        return [one for _, one in ranked]


class CommandPalette(QDialog):
    """Opened with `open()`, it goes away by itself; what is chosen runs after it is closed."""

    def __init__(self, entries: Sequence[PaletteEntry], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Tìm việc, đơn vị, nội dung, câu hỏi")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.model = PaletteModel(entries, self)
        self.list = WalkList("Kết quả")
        self.list.setUniformItemSizes(True)
        self.list.setModel(self.model)
        self.list.setItemDelegate(PaletteDelegate(theme, KINDS, self.list))
        name = "Tìm việc, đơn vị, nội dung, câu hỏi"
        self.field = SearchField(name, "Gõ vài chữ, có dấu hay không dấu đều được", self.list, theme)
        self.empty = empty_label()
        self.count = label("", "hint")
        self._build()
        self.field.query_changed.connect(self._ask)
        self.field.entered.connect(self.choose)
        self.list.clicked.connect(self.choose)
        self._ask("")
        self.field.setFocus()

    def choose(self) -> None:
        """Close, then run what the current row stands for."""
        row = self.list.currentIndex().row()
        if row < 0:
            return
        run = self.model.entry(row).run
        self.accept()
        QTimer.singleShot(0, run)

    def showEvent(self, event: QShowEvent) -> None:  # Qt's name
        place_over(self, WIDTH_LETTERS, HEIGHT_ROWS)
        super().showEvent(event)

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(GAP, GAP, GAP, UNIT + UNIT // 2)
        box.setSpacing(UNIT)
        box.addWidget(self.field)
        box.addWidget(self.list, 1)
        box.addWidget(self.empty, 1)
        foot = QHBoxLayout()
        foot.addWidget(label(HOW, "hint"), 1)
        foot.addWidget(self.count, 0, Qt.AlignmentFlag.AlignRight)
        self.count.setWordWrap(False)
        box.addLayout(foot)

    def _ask(self, typed: str) -> None:
        self.model.ask(typed)
        found = self.model.rowCount()
        self.list.setVisible(bool(found))
        self.empty.setVisible(not found)
        if found:
            self.list.first()
            self.count.setText(f"{found} kết quả" if typed.strip() else "")
        else:
            self.count.setText("")
            self.empty.setText(f"Không thấy “{' '.join(typed.split())}”.\n{WHAT}")
            say(self, self.empty.text())
