"""The codes of machines: this one's, to read out over the telephone, and those that files came from, with names."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QInputDialog,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from tdkt_desktop.ui.controls.fields import button, label
from tdkt_desktop.ui.look.theme import PAGE, UNIT

LETTERS, LINES = 72, 22
OWN = "Mã của máy này:"
HOW = "Khi đoàn đổi máy, văn phòng gọi điện đối chiếu mã này trước khi nhận tệp."
NONE = "Chưa nhận tệp nào có chữ ký."


class MachinesDialog(QDialog):
    """`rows()` gives (code, name, words) of each known machine; `give_name(code, name)` records a name."""

    def __init__(
        self,
        own: str,
        rows: Callable[[], Sequence[tuple[str, str, str]]],
        give_name: Callable[[str, str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows, self._give_name = rows, give_name
        self.setWindowTitle("Mã máy")
        self.setAccessibleName("Mã máy")
        box = QVBoxLayout(self)
        box.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        box.setSpacing(UNIT)
        box.addWidget(label(OWN, "field"))
        code = label(own, "page")
        code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        code.setAccessibleName(f"{OWN} {own}")
        box.addWidget(code)
        box.addWidget(label(HOW, "hint"))
        self.empty = label(NONE, "hint")
        box.addWidget(self.empty)
        self.list = QListWidget()
        self.list.setAccessibleName("Các máy đã gửi tệp")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._name)
        box.addWidget(self.list, 1)
        line = QHBoxLayout()
        self.name = button("Đặt &tên…")
        self.name.clicked.connect(self._name)
        line.addWidget(self.name)
        line.addStretch(1)
        close = button("Đón&g", "primary")
        close.clicked.connect(self.accept)
        line.addWidget(close)
        box.addLayout(line)
        self._show()
        metrics = self.fontMetrics()
        self.resize(LETTERS * metrics.averageCharWidth(), LINES * metrics.height())
        self.finished.connect(self.deleteLater)

    def _show(self) -> None:
        row = max(0, self.list.currentRow())
        self._known = self._rows()
        self.list.clear()
        self.list.addItems([words for _, _, words in self._known])
        self.list.setCurrentRow(min(row, len(self._known) - 1))
        self.list.setVisible(bool(self._known))
        self.empty.setVisible(not self._known)
        self.name.setEnabled(bool(self._known))

    def _name(self) -> None:
        code, name, words = self._known[self.list.currentRow()]
        typed, given = QInputDialog.getText(self, "Đặt tên máy", words, text=name)
        if given:
            self._give_name(code, typed)
            self._show()
