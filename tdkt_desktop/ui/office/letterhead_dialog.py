"""Who issues, signs and receives, with the notice as it will be printed beside it; nothing is recorded before Ghi."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from tdkt_desktop.domain.campaign import Campaign, Issuer
from tdkt_desktop.ui.controls.fields import (
    GrowingText,
    button,
    card,
    label,
    labelled,
    line_field,
    show_problem,
)
from tdkt_desktop.ui.controls.messages import log_error
from tdkt_desktop.ui.controls.preedit import commit_preedit
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.look.theme import GAP, PAGE, UNIT
from tdkt_desktop.ui.papers.page_scroll import PageScroll
from tdkt_desktop.workflows.campaign.letterhead_fields import DATE, FIRST, GROUPS, as_typed, read_typed

WAIT_MS = 500
FORM_LETTERS, PREVIEW_LETTERS, LINES = 62, 80, 48


class StyleChoice(QComboBox):
    """A choice that the wheel never changes: it would, on the way down the form. A long title does not widen it."""

    def __init__(self, styles: Mapping[str, str]) -> None:
        super().__init__()
        self.setAccessibleName("Kiểu trang và cỡ chữ")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        for name, title in styles.items():
            self.addItem(title, name)

    def wheelEvent(self, event: QWheelEvent) -> None:  # Qt's name
        event.ignore()


class LetterheadDialog(QDialog):
    """`accepted` after the person pressed Ghi; then `campaign` is what is to be recorded."""

    edited = Signal()

    def __init__(
        self,
        desk: Desk,
        last_used: Callable[[], Issuer | None],
        preview: Callable[[Campaign], bytes],
        styles: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.campaign = desk.session.campaign
        self._desk, self._last_used, self._preview = desk, last_used, preview
        self.setWindowTitle("Cơ quan ban hành, người ký, nơi nhận")
        self.setAccessibleName(self.windowTitle())
        self.fields: dict[str, QLineEdit | GrowingText] = {}
        self.problems = {key: label("", "problem") for key in (DATE, FIRST)}
        for problem in self.problems.values():
            problem.hide()
        self.style_choice = StyleChoice(styles)
        self.style_choice.activated.connect(self._edited)
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self._renew)
        self.pages = PageScroll()
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(self._form(), 4)
        line.addWidget(self.pages, 5)
        box = QVBoxLayout(self)
        box.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        box.setSpacing(UNIT)
        box.addLayout(line, 1)
        box.addLayout(self._buttons())
        self._show(self.campaign)
        room, metrics = self.screen().availableSize(), self.fontMetrics()
        self.resize(
            min((FORM_LETTERS + PREVIEW_LETTERS) * metrics.averageCharWidth(), room.width() - 2 * PAGE),
            min(LINES * metrics.height(), room.height() - 2 * PAGE),
        )
        self.finished.connect(self.deleteLater)
        self._renew()

    def _form(self) -> QScrollArea:
        page = QWidget()
        page.setProperty("role", "page")
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, GAP, 0)
        box.setSpacing(GAP)
        for title, entries in GROUPS:
            frame, inside = card()
            inside.addWidget(label(title, "heading"))
            for key, name, several, hint in entries:
                field: QLineEdit | GrowingText
                if several:
                    field = GrowingText(f"{title}: {name}", lines=1, placeholder=hint)
                    field.text_edited.connect(self._edited)
                else:
                    field = line_field(f"{title}: {name}", hint)
                    field.textEdited.connect(self._edited)
                self.fields[key] = field
                inside.addLayout(labelled(name, field))
                if key in self.problems:
                    inside.addWidget(self.problems[key])
            box.addWidget(frame)
        frame, inside = card()
        inside.addWidget(label("Trình bày", "heading"))
        inside.addLayout(labelled("Kiểu trang và cỡ chữ", self.style_choice))
        box.addWidget(frame)
        box.addStretch(1)
        scroll = QScrollArea()
        scroll.setProperty("role", "page")
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName("Các mục để ghi")
        scroll.setWidget(page)
        return scroll

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.take_last = button("&Lấy theo lần dùng gần nhất")
        self.take_last.clicked.connect(self._take_last)
        self.take_last.setEnabled(self._last_used() is not None)
        line.addWidget(self.take_last)
        line.addStretch(1)
        self.write = button("G&hi", "primary")
        self.write.clicked.connect(self._accept)
        back = button("&Bỏ")
        back.clicked.connect(self.reject)
        line.addWidget(self.write)
        line.addWidget(back)
        return line

    def _show(self, campaign: Campaign) -> None:
        for key, field in self.fields.items():
            text = as_typed(campaign, key)
            if isinstance(field, GrowingText):
                field.load(text)
            else:
                field.setText(text)
                field.setCursorPosition(0)
        self.style_choice.setCurrentIndex(max(0, self.style_choice.findData(campaign.issuer.page_style)))

    def _edited(self) -> None:
        self._wait.start()
        self.edited.emit()

    def _read(self) -> Campaign | None:
        """The campaign as typed; None, with a word under the field, when the date or the number cannot be read."""
        typed = {
            key: field.toPlainText() if isinstance(field, GrowingText) else field.text()
            for key, field in self.fields.items()
        }
        campaign, wrong = read_typed(self.campaign, typed)
        for key, problem in self.problems.items():
            field = self.fields[key]
            if isinstance(field, QLineEdit):
                show_problem(field, problem, wrong.get(key, ""))
        if wrong:
            return None
        return replace(campaign, issuer=replace(campaign.issuer, page_style=self._style()))

    def _style(self) -> str:
        """The style chosen; as it was where that says the same (blank is the first) or is not known here."""
        known = self.campaign.issuer.page_style
        chosen = str(self.style_choice.currentData())
        at = self.style_choice.currentIndex()
        return known if at == max(0, self.style_choice.findData(known)) else chosen

    def _take_last(self) -> None:
        if (issuer := self._last_used()) is not None:
            self._show(replace(self._read() or self.campaign, issuer=issuer))
            self._edited()

    def _renew(self) -> None:
        campaign = self._read()
        if campaign is not None:
            preview = self._preview
            self._desk.background.run("", lambda: preview(campaign), self._show_pages, log_error)

    def _show_pages(self, pdf: bytes) -> None:
        if not isValid(self):
            return
        from tdkt_desktop.workflows.writing.paper_pages import PdfPages

        with PdfPages(pdf) as pages:
            self.pages.show_pages(pdf, pages.sizes)

    def _accept(self) -> None:
        commit_preedit()
        campaign = self._read()
        if campaign is None:
            next(self.fields[key] for key, words in self.problems.items() if words.text()).setFocus()
            return
        self.campaign = campaign
        self.accept()
