"""The saved versions of a checklist with their notes, and the readable difference of any two."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from tdkt_desktop.domain.checklist_comparison import compare_checklists
from tdkt_desktop.domain.errors import TdktError
from tdkt_desktop.ui.checklist_editor.field_widgets import PickBox
from tdkt_desktop.ui.controls.fields import button, label, labelled
from tdkt_desktop.ui.controls.messages import show_error
from tdkt_desktop.ui.look.theme import PAGE, UNIT
from tdkt_desktop.vietnamese.dates import short_date

NAME = "Các bản đã lưu"
NONE = "Phiếu này chưa có bản nào được lưu."
LETTERS, LINES = 110, 34


class VersionsDialog(QDialog):
    """`taken(Checklist)` for a version that a person wants to go on from."""

    taken = Signal(object)

    def __init__(self, code: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from tdkt_desktop.workflows.checklist.checklist_library import known_checklists, versions_of

        self.setWindowTitle(NAME)
        self.setAccessibleName(NAME)
        own = versions_of(code)
        others = tuple(one for one in known_checklists() if one.code != code)
        self._versions, self._others = own, (*own, *others)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one in own:
            when = (
                f", lưu {one.saved_at:%H:%M} ngày {short_date(one.saved_at.date())}" if one.saved_at else ""
            )
            note = f"\n{one.problem or one.note}" if one.problem or one.note else ""
            self.list.addItem(
                f"Bản {one.version}: {one.criteria:02d} nội dung, {one.questions:02d} câu hỏi{when}{note}"
            )
        self.against = PickBox("So với")
        self.against.offer(
            [(str(at), f"Bản {one.version} – {one.title}") for at, one in enumerate(self._others)]
        )
        self.against.pick(str(min(1, len(self._others) - 1)))
        self.changes = QListWidget()
        self.changes.setWordWrap(True)
        self.changes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.take = button("&Lấy bản này để soạn tiếp")
        self.take.clicked.connect(self._take)
        self._build()
        self.list.currentRowChanged.connect(lambda _: self._compare())
        self.against.activated.connect(lambda _: self._compare())
        self.list.setCurrentRow(0)
        self._compare()

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        box.setSpacing(UNIT)
        if not self._versions:
            box.addWidget(label(NONE, "question"))
        box.addLayout(labelled("&Các bản, mới nhất trước", self.list))
        box.addLayout(labelled("&So bản đang chọn với", self.against))
        box.addLayout(labelled("&Khác nhau", self.changes), 1)
        line = QHBoxLayout()
        line.addWidget(self.take)
        line.addStretch(1)
        close = button("Đón&g")
        close.clicked.connect(self.accept)
        line.addWidget(close)
        for one in (self.take, close):
            one.setAutoDefault(False)
        box.addLayout(line)
        metrics, room = self.fontMetrics(), self.screen().availableSize()
        self.resize(
            min(LETTERS * metrics.averageCharWidth(), room.width() - 2 * PAGE),
            min(LINES * metrics.height(), room.height() - 3 * PAGE),
        )

    def _compare(self) -> None:
        """The older one is what the newer one is compared with, whichever is chosen."""
        from tdkt_desktop.workflows.checklist.checklist_library import load_version
        from tdkt_desktop.workflows.checklist.checklist_words import comparison_lines

        self.changes.clear()
        row, other = self.list.currentRow(), self.against.value
        self.take.setEnabled(0 <= row < len(self._versions) and not self._versions[row].problem)
        if row < 0 or other is None:
            return
        try:
            new, old = load_version(self._versions[row]), load_version(self._others[int(other)])
        except TdktError as error:
            self.changes.addItem(str(error))
            return
        self.changes.addItems(list(comparison_lines(old, new, compare_checklists(old, new))))

    def _take(self) -> None:
        from tdkt_desktop.workflows.checklist.checklist_library import load_version

        try:
            checklist = load_version(self._versions[self.list.currentRow()])
        except TdktError as error:
            show_error(self, error)
            return
        self.accept()
        self.taken.emit(checklist)
