"""Evidence of the step that is shown: thumbnails with captions; files are dropped, pasted or chosen, never typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QImage, QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from tdkt_desktop.domain.errors import TdktError
from tdkt_desktop.domain.evidence import SIGNED, Evidence, distinct
from tdkt_desktop.ui.controls.background import Background
from tdkt_desktop.ui.controls.fields import button, label, with_icon
from tdkt_desktop.ui.controls.messages import show_error, show_text
from tdkt_desktop.ui.desk.sheet import Sheet
from tdkt_desktop.ui.look.theme import UNIT, Theme
from tdkt_desktop.ui.unit.thumbnails import Thumbnails

if TYPE_CHECKING:
    from tdkt_desktop.workflows.unit.evidence import Offer, Taken

THUMB = 56
SHOWN = 2  # files seen at once; the rest scrolls
EMPTY = "Thả ảnh, bản quét, PDF vào đây, hoặc nhấn Ctrl+V để dán ảnh."
UNREADABLE = "không đọc được tệp"
SEALED_MEANWHILE = "Biên bản đã được chốt trong lúc nhận tệp. Hãy dùng Bổ sung có lý do rồi thêm lại."
SIGNED_ADDED = "Đã đính bản quét đã ký (xem ở Thông tin buổi kiểm tra)"


class EvidencePanel(QWidget):
    """Shows the evidence of one criterion (blank: of the visit). `taken(str)` says what became of offered files."""

    taken = Signal(str)

    def __init__(self, sheet: Sheet, theme: Theme, background: Background) -> None:
        super().__init__()
        self._sheet, self._theme, self._background = sheet, theme, background
        self._criterion = ""
        self._thumbnails = Thumbnails(sheet.session, background, self)
        self._thumbnails.ready.connect(self._show_picture)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(UNIT // 2)
        self.title = label("Minh chứng", "heading")
        box.addWidget(self.title)
        self.hint = label(EMPTY, "hint")
        box.addWidget(self.hint)
        self.list = QListWidget()
        self.list.setProperty("role", "plain")
        self.list.setAccessibleName("Minh chứng của nội dung đang mở")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(
            lambda at: self._menu().exec(self.list.viewport().mapToGlobal(at))
        )
        self.list.itemActivated.connect(lambda _: self.look())
        self.list.installEventFilter(self)
        box.addWidget(self.list, 1)
        self.add = with_icon(button("Thêm minh chứng…", "flat"), theme.icon("add"))
        self.add.clicked.connect(self.choose)
        box.addWidget(self.add)
        sheet.changed.connect(self.refresh)
        sheet.reloaded.connect(self._look_again)
        theme.changed.connect(self._restyle)

    def show_criterion(self, criterion: str) -> None:
        self._criterion = criterion
        self.refresh()

    @property
    def files(self) -> tuple[Evidence, ...]:
        """The evidence of the step that is shown."""
        files = distinct(self._sheet.inspection.evidence)
        return tuple(one for one in files if one.criterion == self._criterion)

    def refresh(self) -> None:
        """Show what is recorded; pictures come as they are made."""
        files = self.files
        self.title.setText(f"Minh chứng ({len(files):02d})" if files else "Minh chứng")
        self.hint.setVisible(not files)
        self.list.setVisible(bool(files))
        side = self._theme.px(THUMB)
        self.list.setIconSize(QSize(side, side))
        self.list.setFixedHeight(min(len(files), SHOWN) * (side + UNIT) + UNIT)
        self.add.setEnabled(self._sheet.editable)
        shown = [self.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.list.count())]
        if shown == list(files):
            return
        here = self.list.currentRow()
        self.list.clear()
        for one in files:
            item = QListWidgetItem(self._words_of(one), self.list)
            item.setData(Qt.ItemDataRole.UserRole, one)
            item.setToolTip(one.name if one.title == one.name else f"{one.title}\n{one.name}")
            item.setSizeHint(QSize(0, side + UNIT))
            item.setIcon(self._icon_of(one))
        self.list.setCurrentRow(min(max(here, 0), self.list.count() - 1))
        self._thumbnails.ask(files, round(side * self.devicePixelRatioF()))

    def offer(self, offers: Sequence[Offer], *, role: str = "") -> None:
        """Take files in on the worker, then record those that were kept."""
        if not offers or not (self._sheet.editable or role == SIGNED):
            return
        sheet, criterion = self._sheet, "" if role == SIGNED else self._criterion

        def work() -> Taken:
            from tdkt_desktop.workflows.unit.evidence import take_in

            return take_in(sheet.session, offers, sheet.inspection, criterion=criterion, role=role)

        def done(taken: Taken) -> None:
            kept, refused = taken.kept, taken.refused
            if kept and not (sheet.editable or role == SIGNED):
                kept, refused = (), (*refused, SEALED_MEANWHILE)
            if kept:
                sheet.add_evidence(kept)  # also when the tab was closed meanwhile: the bytes are kept
            if not isValid(self):
                return
            if kept:
                self.taken.emit(SIGNED_ADDED if role == SIGNED else f"Đã thêm {len(kept):02d} minh chứng")
            if refused:
                show_text(self, f"Có {len(refused):02d} tệp không nhận được.", "\n\n".join(refused))

        self._background.run("Đang nhận minh chứng…", work, done, self._failed)

    def take_mime(self, data: QMimeData) -> bool:
        """Take what was dropped or pasted. False when there is neither a file nor a picture in it."""
        from tdkt_desktop.workflows.unit.evidence import Offer

        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self.offer([Offer(path) for path in paths])
            return True
        image = data.imageData()
        if isinstance(image, QImage) and not image.isNull():
            self.offer([Offer(_png(image), f"anh-dan-{datetime.now():%Y%m%d-%H%M%S}.png")])
            return True
        return False

    def paste(self) -> bool:
        """Take a picture or files from the clipboard."""
        return self.take_mime(QGuiApplication.clipboard().mimeData())

    def choose_signed(self) -> None:
        """Ask for the scan of the signed minutes."""
        self.choose(role=SIGNED)

    def choose(self, *, role: str = "") -> None:
        """Ask for files; what the minutes do not take now is said before anything is chosen."""
        from tdkt_desktop.workflows.unit.evidence import PICTURES, Offer, check_role

        try:
            check_role(self._sheet.unit.listed, self._sheet.inspection, role)
        except TdktError as error:
            show_error(self, error)
            return
        title = "Chọn bản quét biên bản đã ký" if role == SIGNED else "Chọn ảnh, bản quét hoặc PDF"
        names, _ = QFileDialog.getOpenFileNames(
            self, title, "", f"Ảnh và PDF ({PICTURES} *.pdf);;Mọi tệp (*)"
        )
        self.offer([Offer(Path(name)) for name in names], role=role)

    def look(self) -> None:
        """Show the chosen file large, with its caption to write."""
        one = self._chosen()
        if one is None:
            return
        from tdkt_desktop.ui.unit.evidence_dialog import EvidenceDialog

        EvidenceDialog(self._sheet, one, self._background, self.window()).open()

    def eventFilter(self, watched: object, event: QEvent) -> bool:  # Qt's name
        """Delete takes the chosen file out of the record; Ctrl+Z brings it back."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Delete:
                self._remove()
                return True
            if event.key() == Qt.Key.Key_Menu:
                self._menu().exec(self.list.mapToGlobal(self.list.rect().center()))
                return True
        return False

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        one = self._chosen()
        entries: tuple[tuple[str, Callable[[], object], bool], ...] = (
            ("Xem và ghi chú thích…", self.look, one is not None),
            ("Chép ra nơi khác…", self._save_copy, one is not None),
            ("Bỏ khỏi hồ sơ", self._remove, self._removable(one)),
        )
        for words, call, usable in entries:
            action = QAction(words, menu)
            action.triggered.connect(call)
            action.setEnabled(usable)
            menu.addAction(action)
        if one is not None and one.role != SIGNED:
            printed = QAction("Đưa vào biên bản", menu, checkable=True, checked=one.in_minutes)
            printed.setEnabled(self._sheet.editable)
            printed.triggered.connect(lambda on: self._sheet.set_evidence(replace(one, in_minutes=on)))
            menu.addAction(printed)
        return menu

    def _chosen(self) -> Evidence | None:
        item = self.list.currentItem()
        found: Evidence | None = item.data(Qt.ItemDataRole.UserRole) if self.list.currentRow() >= 0 else None
        return found

    def _removable(self, one: Evidence | None) -> bool:
        """The signed scan is no part of what was sealed: a wrong one can be taken out again."""
        return one is not None and (self._sheet.editable or one.role == SIGNED)

    def _remove(self) -> None:
        if (one := self._chosen()) is not None and self._removable(one):
            self._sheet.remove_evidence(one)
            self.taken.emit("Đã bỏ minh chứng; Ctrl+Z để lấy lại")

    def _save_copy(self) -> None:
        one = self._chosen()
        if one is None:
            return
        name, _ = QFileDialog.getSaveFileName(self, "Chép minh chứng ra nơi khác", one.name)
        if not name:
            return
        session = self._sheet.session

        def work() -> Path:
            from tdkt_desktop.workflows.unit.evidence import save_copy

            return save_copy(session, one, Path(name))

        self._background.run(
            "Đang chép minh chứng…", work, lambda path: self.taken.emit(f"Đã chép ra {path}"), self._failed
        )

    def _show_picture(self, digest: str) -> None:
        """A picture has come, or it is clear that none will."""
        for row in range(self.list.count()):
            item = self.list.item(row)
            one: Evidence = item.data(Qt.ItemDataRole.UserRole)
            if one.digest == digest:
                item.setIcon(self._icon_of(one))
                item.setText(self._words_of(one))

    def _icon_of(self, one: Evidence) -> QIcon:
        if one.digest in self._thumbnails.unreadable:
            return self._theme.icon("remove")
        return self._thumbnails.icon(one.digest) or self._theme.icon("preview")

    def _words_of(self, one: Evidence) -> str:
        return f"{one.title}\n{UNREADABLE}" if one.digest in self._thumbnails.unreadable else _words(one)

    def _look_again(self) -> None:
        """What was read anew (a merge) may have brought bytes that were missing."""
        self._thumbnails.unreadable.clear()
        self.list.clear()
        self.refresh()

    def _restyle(self) -> None:
        """Another zoom or other colours."""
        self.add.setIcon(self._theme.icon("add"))
        self._thumbnails.forget()
        self.list.clear()
        self.refresh()

    def _failed(self, error: BaseException) -> None:
        show_error(self, error)


def _words(one: Evidence) -> str:
    if one.role == SIGNED:
        return f"{one.title}\nbản quét đã ký"
    return one.title if one.in_minutes else f"{one.title}\nkhông in"


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub knows bytes, Qt wants a string
    return bytes(buffer.data().data())
