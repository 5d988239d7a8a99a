"""Who issues, signs and receives, with the notice as it will be printed beside it; nothing is recorded before Ghi."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from tdkt_desktop.domain.campaign import Campaign, Issuer
from tdkt_desktop.ui.desk import Desk
from tdkt_desktop.ui.fields import GrowingText, button, card, label, labelled, line_field, show_problem
from tdkt_desktop.ui.messages import log_error
from tdkt_desktop.ui.page_scroll import PageScroll
from tdkt_desktop.ui.preedit import commit_preedit
from tdkt_desktop.ui.theme import GAP, PAGE, UNIT
from tdkt_desktop.vietnamese.dates import UnclearDate, parse_date, short_date

WAIT_MS = 500
FORM_LETTERS, PREVIEW_LETTERS, LINES = 62, 80, 48
# group -> (field of Campaign, or of Issuer after "issuer.", title, several lines, hint)
GROUPS: tuple[tuple[str, tuple[tuple[str, str, bool, str], ...]], ...] = (
    (
        "Cơ quan ban hành",
        (
            ("issuer.parent", "Cơ quan chủ quản", True, "Để trống nếu không có"),
            ("issuer.lines", "Tên cơ quan in trên văn bản", True, "Mỗi dòng một dòng in"),
            ("issuer.name", "Tên đầy đủ trong câu văn", False, "Ví dụ Hội đồng Thi đua - Khen thưởng tỉnh"),
            ("issuer.short_name", "Tên gọi tắt trong câu văn", False, "Ví dụ Hội đồng TĐKT tỉnh"),
            ("issuer.place", "Địa danh", False, "Nơi ghi trước ngày tháng"),
            ("issuer.symbol", "Ký hiệu thông báo", False, "Ví dụ TB-HĐTĐKT"),
            ("issuer.standing_body", "Cơ quan thường trực", False, "Cơ quan giúp việc Hội đồng"),
        ),
    ),
    (
        "Đoàn kiểm tra",
        (
            ("issuer.team_lines", "Tên đoàn in trên biên bản", True, "Ví dụ ĐOÀN KIỂM TRA"),
            ("issuer.team_symbol", "Ký hiệu biên bản", False, "Ví dụ BB-ĐKT"),
        ),
    ),
    (
        "Người ký và nơi nhận",
        (
            ("issuer.signer_lines", "Quyền hạn, chức vụ", True, "Ví dụ KT. CHỦ TỊCH"),
            ("issuer.signer_name", "Họ và tên", False, "Không ghi học hàm, học vị"),
            ("issuer.recipients", "Nơi nhận", True, "Mỗi dòng một nơi"),
        ),
    ),
    (
        "Riêng thông báo này",
        (
            ("notice_number", "Số, ký hiệu", False, "Để trống nếu ghi tay"),
            ("notice_date", "Ngày", False, "Ngày/tháng/năm; để trống nếu ghi tay"),
            ("notice_subject", "Trích yếu", True, ""),
            ("notice_signer_lines", "Quyền hạn, chức vụ (nếu khác ở trên)", True, ""),
            ("notice_signer_name", "Họ và tên người ký (nếu khác ở trên)", False, ""),
            ("notice_recipients", "Nơi nhận (nếu khác ở trên)", True, ""),
        ),
    ),
)


class LetterheadDialog(QDialog):
    """`accepted` after the person pressed Ghi; then `campaign` is what is to be recorded."""

    edited = Signal()

    def __init__(
        self,
        desk: Desk,
        last_used: Callable[[], Issuer | None],
        preview: Callable[[Campaign], bytes],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.campaign = desk.session.campaign
        self._desk, self._last_used, self._preview = desk, last_used, preview
        self.setWindowTitle("Cơ quan ban hành, người ký, nơi nhận")
        self.setAccessibleName(self.windowTitle())
        self.fields: dict[str, QLineEdit | GrowingText] = {}
        self.problem = label("", "problem")
        self.problem.hide()
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
                if key == "notice_date":
                    inside.addWidget(self.problem)
            box.addWidget(frame)
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
            value = _get(campaign, key)
            text = "\n".join(value) if isinstance(value, tuple) else value
            text = short_date(value) if key == "notice_date" and value else text or ""
            if isinstance(field, GrowingText):
                field.load(text)
            else:
                field.setText(text)
                field.setCursorPosition(0)

    def _edited(self) -> None:
        self._wait.start()
        self.edited.emit()

    def _read(self) -> Campaign | None:
        """The campaign as typed; None, with a word under the field, when the date cannot be read."""
        date = self.fields["notice_date"]
        changed: dict[str, Any] = {}
        issuer: dict[str, Any] = {}
        try:
            for key, field in self.fields.items():
                text = field.toPlainText() if isinstance(field, GrowingText) else field.text().strip()
                value: Any = text
                if isinstance(_get(Campaign("", "", 0), key), tuple):
                    value = tuple(part.strip() for part in text.split("\n") if part.strip())
                elif key == "notice_date":
                    value = parse_date(text) if text else None
                elif isinstance(field, GrowingText):
                    value = " ".join(text.split())
                (issuer if key.startswith("issuer.") else changed)[key.removeprefix("issuer.")] = value
        except UnclearDate as unclear:
            if isinstance(date, QLineEdit):
                show_problem(date, self.problem, unclear.message)
            return None
        if isinstance(date, QLineEdit):
            show_problem(date, self.problem, "")
        return replace(self.campaign, issuer=replace(self.campaign.issuer, **issuer), **changed)

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
        from tdkt_desktop.workflows.paper_pages import PdfPages

        with PdfPages(pdf) as pages:
            self.pages.show_pages(pdf, pages.sizes)

    def _accept(self) -> None:
        commit_preedit()
        campaign = self._read()
        if campaign is None:
            self.fields["notice_date"].setFocus()
            return
        self.campaign = campaign
        self.accept()


def _get(campaign: Campaign, key: str) -> Any:
    owner: object = campaign.issuer if key.startswith("issuer.") else campaign
    return getattr(owner, key.removeprefix("issuer."))
