"""Search across all that is recorded in the campaign (Ctrl+F), with the results by unit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from tdkt_desktop.ui.controls.fields import label
from tdkt_desktop.ui.find.search_field import SearchField, WalkList, empty_label, place_over, say
from tdkt_desktop.ui.find.search_rows import HitDelegate, HitModel
from tdkt_desktop.ui.look.theme import GAP, UNIT, Theme
from tdkt_desktop.vietnamese.numbers import format_number
from tdkt_desktop.workflows.search.search import CAMPAIGN, NOTICE, Hit, UnitHits

Find = Callable[[str], Sequence[UnitHits]]
WAIT_MS = 120  # after the last letter; a fast typist is not interrupted by results
WIDTH_LETTERS, HEIGHT_ROWS = 118, 15
NAME = "Tìm trong mọi nội dung đã ghi"
HOW = "Mũi tên lên, xuống để chọn; Enter để tới nơi đó; Esc để đóng."
WHERE = (
    "thông tin buổi kiểm tra, câu trả lời, ghi chú, nhận xét, minh chứng và kết luận của các đơn vị, "
    "và lời văn của thông báo"
)
FIRST = f"Tìm trong {WHERE}. Gõ có dấu hay không dấu đều được."
NOTHING = "Không thấy “{words}”.\nĐã tìm trong {where}. Hãy thử ít chữ hơn."


class SearchPanel(QDialog):
    """`hit_chosen(unit, step, question)`: see workflows.search.Hit. Kept between uses: the last search is still
    there when it is opened again, and `step` walks its hits without opening it.
    """

    hit_chosen = Signal(str, str, str)

    def __init__(self, find: Find, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self.setWindowTitle(NAME)
        self.model = HitModel(self)
        self.list = WalkList("Những chỗ tìm thấy")
        self.list.setModel(self.model)
        self.list.setItemDelegate(HitDelegate(theme, self.list))
        self.field = SearchField(NAME, "Gõ những chữ cần tìm", self.list, theme)
        self.count = label("", "hint")
        self.empty = empty_label()
        self._build()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self.search)
        self.field.query_changed.connect(self._wait.start)
        self.field.walked.connect(self._settle)
        self.field.entered.connect(self.choose)
        self.list.doubleClicked.connect(self.choose)
        self._show(())

    def ask(self, find: Find | None = None) -> None:
        """Open for a new search; `find` replaces the one before where the record has changed meanwhile."""
        if find is not None:
            self._find = find
        self.open()
        self.field.selectAll()
        self.field.setFocus()
        if self.field.query.strip():
            self.search()

    def search(self) -> None:
        """Look for what is typed now; a hit that is found again stays the current one."""
        self._wait.stop()
        before = self._current()
        self._show(self._find(self.field.query) if self.field.query.strip() else ())
        row = self.model.row_of(before)
        if row >= 0:
            self.list.show_row(row)
        else:
            self.list.first()

    def choose(self) -> None:
        """Close, and say which hit a person wants to see."""
        self._settle()
        if (hit := self._current()) is not None:
            self.accept()
            self.hit_chosen.emit(hit.unit, hit.step, hit.question)

    def step(self, rows: int) -> bool:
        """Go to the next (+1) or previous (-1) hit of the last search, round the ends, without opening the panel.
        False where the last search found nothing.
        """
        before = self._current()
        self.list.step(rows)
        if self._current() is before:
            self.list.first() if rows > 0 else self.list.last()
        hit = self._current()
        if hit is not None:
            self.hit_chosen.emit(hit.unit, hit.step, hit.question)
        return hit is not None

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
        self.count.setWordWrap(False)
        foot.addWidget(self.count, 0, Qt.AlignmentFlag.AlignRight)
        box.addLayout(foot)

    def _settle(self) -> None:
        """Whoever goes on before the results are there gets them now."""
        if self._wait.isActive():
            self.search()

    def _current(self) -> Hit | None:
        return self.model.hit(self.list.currentIndex().row())

    def _show(self, found: Sequence[UnitHits]) -> None:
        self.model.show(found)
        words = " ".join(self.field.query.split())
        self.list.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.empty.setText(NOTHING.format(words=words, where=WHERE) if words else FIRST)
        self.count.setText(counted(found))
        if words:
            say(self, self.count.text() or self.empty.text())


def counted(found: Sequence[UnitHits]) -> str:
    """The text "Thấy 23 chỗ ở 5 đơn vị và phần chung"; blank when nothing is found."""
    total = sum(group.total for group in found)
    units = sum(1 for group in found if group.unit not in (CAMPAIGN, NOTICE))
    where = [f"{units} đơn vị"] if units else []
    where += ["phần chung"] if units < len(found) else []
    return f"Thấy {format_number(total)} chỗ ở {' và '.join(where)}" if total else ""
