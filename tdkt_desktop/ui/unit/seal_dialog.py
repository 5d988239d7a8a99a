"""Before sealing: what must still be settled, what deserves a look; each line leads to its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from tdkt_desktop.ui.controls.fields import GrowingText, button, label, labelled
from tdkt_desktop.ui.look.theme import PAGE, UNIT

if TYPE_CHECKING:
    from tdkt_desktop.domain.sealing import Gap

READY = (
    "Biên bản đã ghi đủ. Sau khi chốt, mỗi trang in có một mã để đối chiếu; muốn sửa phải bổ sung có lý do."
)
BLOCKED = "Còn {count} chỗ phải ghi trước khi chốt. Chọn một dòng rồi nhấn Enter để tới chỗ đó."
LOOK = "Nên xem lại (không bắt buộc):"
LETTERS, LINES = 78, 32


class SealDialog(QDialog):
    """`gap_chosen(Gap)` to go to a place; accepted when the person seals."""

    gap_chosen = Signal(object)

    def __init__(self, unit: str, gaps: Sequence[Gap], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Chốt biên bản")
        self.setAccessibleName(f"Chốt biên bản: {unit}")
        blocking = [gap for gap in gaps if gap.blocking]
        rest = [gap for gap in gaps if not gap.blocking]
        box = QVBoxLayout(self)
        box.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        box.setSpacing(UNIT)
        box.addWidget(label(unit, "heading"))
        said = BLOCKED.format(count=f"{len(blocking):02d}") if blocking else READY
        box.addWidget(label(said, "problem" if blocking else "hint"))
        self.lists: list[QListWidget] = []
        if blocking:
            self._add_list(box, blocking, "Những chỗ phải ghi", stretch=2)
        if rest:
            box.addWidget(label(LOOK, "field"))
            self._add_list(box, rest, "Những chỗ nên xem lại")
        if not gaps:
            box.addStretch(1)
        line = QHBoxLayout()
        line.addStretch(1)
        self.seal = button("&Chốt biên bản", "primary")
        self.seal.setEnabled(not blocking)
        self.seal.clicked.connect(self.accept)
        back = button("&Quay lại")
        back.clicked.connect(self.reject)
        line.addWidget(self.seal)
        line.addWidget(back)
        box.addLayout(line)
        metrics = self.fontMetrics()
        room = self.screen().availableSize()
        wide, high = LETTERS * metrics.averageCharWidth(), (LINES if gaps else 8) * metrics.height()
        self.resize(min(wide, room.width() - 2 * PAGE), min(high, room.height() - 4 * PAGE))
        (self.lists[0] if blocking else self.seal).setFocus()

    def _add_list(self, box: QVBoxLayout, gaps: Sequence[Gap], name: str, stretch: int = 1) -> None:
        made = QListWidget()
        made.setAccessibleName(name)
        made.setWordWrap(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for gap in gaps:
            item = QListWidgetItem(gap.words, made)
            item.setData(Qt.ItemDataRole.UserRole, gap)
        made.setCurrentRow(0)
        made.itemActivated.connect(self._go)
        box.addWidget(made, stretch)
        self.lists.append(made)

    def _go(self, item: QListWidgetItem) -> None:
        self.gap_chosen.emit(item.data(Qt.ItemDataRole.UserRole))
        self.reject()


class ReasonDialog(QDialog):
    """Asks why sealed minutes need an addition."""

    def __init__(self, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Bổ sung sau khi chốt")
        self.setAccessibleName(f"Bổ sung sau khi chốt: {unit}")
        box = QVBoxLayout(self)
        box.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        box.setSpacing(UNIT)
        box.addWidget(label(unit, "heading"))
        box.addWidget(
            label(
                "Biên bản đã chốt được giữ nguyên. Những gì ghi thêm từ đây được in thành phụ lục kèm lý do.",
                "hint",
            )
        )
        self.reason = GrowingText("Lý do bổ sung", lines=3, placeholder="Vì sao phải bổ sung")
        self.reason.enter_goes_on = True
        self.reason.text_edited.connect(self._show_usable)
        box.addLayout(labelled("&Lý do bổ sung", self.reason))
        line = QHBoxLayout()
        line.addStretch(1)
        self.begin = button("&Bắt đầu bổ sung", "primary")
        self.begin.setEnabled(False)
        self.begin.clicked.connect(self.accept)
        back = button("&Quay lại")
        back.clicked.connect(self.reject)
        line.addWidget(self.begin)
        line.addWidget(back)
        box.addLayout(line)
        self.resize(60 * self.fontMetrics().averageCharWidth(), self.sizeHint().height())
        self.reason.setFocus()

    def _show_usable(self, text: str) -> None:
        self.begin.setEnabled(bool(text.strip()))
