"""The checklists at hand: built-in ones to start from, the province's own to go on with, files from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.draft.problems import finished
from tdkt_desktop.domain.errors import TdktError
from tdkt_desktop.ui.controls.fields import button, label
from tdkt_desktop.ui.controls.messages import show_error
from tdkt_desktop.ui.look.theme import PAGE, UNIT
from tdkt_desktop.vietnamese.dates import short_date

if TYPE_CHECKING:
    from tdkt_desktop.workflows.checklist.checklist_library import Version

NAME = "Phiếu kiểm tra"
HOW = "Phiếu có sẵn không bị ghi đè: hãy làm bản của tỉnh mình rồi sửa."
IN_USE = "Phiếu của đợt đang mở"
UNSAVED = "Đang soạn dở, chưa lưu bản nào"
BEGUN = " · đang soạn dở"
LETTERS, LINES = 100, 28


class LibraryDialog(QDialog):
    """`wanted(Checklist)` for one that a person wants to write in; the dialog closes then."""

    wanted = Signal(object)

    def __init__(self, in_use: Checklist | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._in_use = in_use
        self.setWindowTitle(NAME)
        self.setAccessibleName(NAME)
        self.list = QListWidget()
        self.list.setAccessibleName("Các phiếu kiểm tra")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(lambda _: self._go_on())
        self.list.currentRowChanged.connect(lambda _: self._follow())
        self.edit = button("&Soạn phiếu này", "primary")
        self.edit.clicked.connect(self._go_on)
        self.own = button("&Làm bản của tỉnh mình…")
        self.own.clicked.connect(self._make_own)
        self.file = button("&Nhập từ Excel hoặc tệp chữ…")
        self.file.clicked.connect(self._ask_file)
        self._build()
        self.refresh()
        self.list.setFocus()

    @property
    def current(self) -> Version | Checklist | None:
        item: QListWidgetItem | None = self.list.currentItem()  # Qt may give none, whatever the stub says
        return item.data(Qt.ItemDataRole.UserRole) if item is not None else None

    def refresh(self) -> None:
        """List what there is now."""
        from tdkt_desktop.workflows.checklist.checklist_drafts import left_drafts
        from tdkt_desktop.workflows.checklist.checklist_library import known_checklists

        known, drafts = known_checklists(), left_drafts()
        saved, open_codes = {one.code for one in known}, {one.code for one in drafts}
        in_use = self._in_use.code if self._in_use is not None else ""
        self.list.clear()
        if self._in_use is not None:
            self._add(f"{self._in_use.title}\n{IN_USE}", self._in_use)
        for draft in drafts:
            if draft.code not in {*saved, in_use}:
                self._add(f"{draft.tree['title']}\n{UNSAVED}", finished(draft.base))
        for one in known:
            self._add(f"{_words(one)}{BEGUN if one.code in open_codes else ''}", one)
        self.list.setCurrentRow(0)

    def make_own(self, title: str) -> None:
        """Begin the province's own checklist from the one that is chosen."""
        from tdkt_desktop.workflows.checklist.checklist_library import own_copy

        def copy() -> Checklist:
            return own_copy(self._load(), title)

        self._open(copy)

    def open_file(self, path: Path) -> None:
        """Begin the province's own checklist from a file."""
        from tdkt_desktop.ui.checklist_editor.remarks_dialog import take_in_file
        from tdkt_desktop.workflows.checklist.checklist_library import own_copy

        take_in_file(path, self, lambda found: self._open(lambda: own_copy(found, found.title)))

    def _load(self) -> Checklist:
        from tdkt_desktop.workflows.checklist.checklist_library import Version, load_version

        found = self.current
        assert found is not None  # noqa: S101 - the buttons rest while nothing is chosen
        return load_version(found) if isinstance(found, Version) else found

    def _open(self, load: Callable[[], Checklist]) -> None:
        try:
            checklist = load()
        except TdktError as error:
            show_error(self, error)
            return
        self.accept()
        self.wanted.emit(checklist)

    def _go_on(self) -> None:
        """Enter on a built-in list, which is never written in, begins a copy of it."""
        if self.edit.isEnabled():
            self._open(self._load)
        elif self.own.isEnabled():
            self._make_own()

    def _make_own(self) -> None:
        found = self.current
        if found is None:
            return
        title, given = QInputDialog.getText(
            self, "Làm bản của tỉnh mình", "Tên phiếu của tỉnh:", text=f"{found.title} (bản của tỉnh)"
        )
        if given and title.strip():
            self.make_own(title.strip())

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Nhập phiếu kiểm tra", "", "Phiếu (*.xlsx *.yaml *.yml)")
        if name:
            self.open_file(Path(name))

    def _follow(self) -> None:
        found = self.current
        usable = found is not None and not getattr(found, "problem", "")
        self.own.setEnabled(usable)
        self.edit.setEnabled(usable and not getattr(found, "built_in", False))

    def _add(self, words: str, thing: Version | Checklist) -> None:
        item = QListWidgetItem(words, self.list)
        item.setData(Qt.ItemDataRole.UserRole, thing)

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        box.setSpacing(UNIT)
        box.addWidget(label(HOW, "hint"))
        box.addWidget(self.list, 1)
        line = QHBoxLayout()
        for one in (self.edit, self.own, self.file):
            line.addWidget(one)
        line.addStretch(1)
        close = button("Đón&g")
        close.clicked.connect(self.reject)
        line.addWidget(close)
        for one in (self.own, self.file, close):
            one.setAutoDefault(False)
        box.addLayout(line)
        metrics, room = self.fontMetrics(), self.screen().availableSize()
        self.resize(
            min(LETTERS * metrics.averageCharWidth(), room.width() - 2 * PAGE),
            min(LINES * metrics.height(), room.height() - 3 * PAGE),
        )


def _words(one: Version) -> str:
    if one.problem:
        return f"{one.title}\n{one.problem}"
    size = f"{one.criteria:02d} nội dung, {one.questions:02d} câu hỏi"
    if one.built_in:
        return f"{one.title}\nCó sẵn trong phần mềm · {size}"
    when = f" ngày {short_date(one.saved_at.date())}" if one.saved_at else ""
    return f"{one.title}\nPhiếu của tỉnh · bản {one.version}{when} · {size}"
