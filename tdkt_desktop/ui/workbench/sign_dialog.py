"""What is asked when a version was signed, and when an issued notice is to be opened again."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tdkt_desktop.domain.notice_paper import NoticePaper
from tdkt_desktop.domain.notice_versions import Reopening
from tdkt_desktop.ui.controls.fields import GrowingText, button, label, labelled, line_field, show_problem
from tdkt_desktop.ui.controls.preedit import commit_preedit
from tdkt_desktop.ui.look.theme import PAGE, UNIT
from tdkt_desktop.vietnamese.dates import UnclearDate, parse_date, short_date

SIGNING = (
    "Ghi như trên bản giấy đã ký. Từ đó thông báo coi là đã ban hành: mọi lần in và xuất đều đúng bản này, "
    "lời văn chỉ để đọc."
)
REOPENING = "Bản đã ký được giữ nguyên. Lý do được ghi vào lịch sử."
CHOICES = {
    Reopening.CORRECTION: "Đính chính: giữ số và ngày",
    Reopening.REPLACEMENT: "Thay thế: ban hành số mới",
}
NO_NUMBER = "Hãy ghi số, ví dụ 12 hoặc 12/TB-HĐTĐKT."
NO_DATE = "Hãy ghi ngày ban hành, ví dụ 05/11/2026."
LETTERS = 64


class SignDialog(QDialog):
    """Accepted with `number`, `date` and `signer` as on the signed paper."""

    def __init__(
        self,
        title: str,
        paper: NoticePaper,
        known: dt.date | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.date = paper.date or known
        self.setWindowTitle("Đánh dấu đã ký")
        self.setAccessibleName(f"Đánh dấu đã ký: {title}")
        self.number_field = line_field("Số, ký hiệu")
        self.number_field.setText(paper.full_number)
        self.date_field = line_field("Ngày ban hành", "Ngày/tháng/năm")
        self.date_field.setText(short_date(self.date) if self.date else "")
        self.signer_field = line_field("Người ký")
        self.signer_field.setText(paper.signer_name)
        self.problems = label("", "problem"), label("", "problem")
        box = QVBoxLayout(self)
        box.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        box.setSpacing(UNIT)
        box.addWidget(label(title, "heading"))
        box.addWidget(label(SIGNING, "hint"))
        box.addLayout(labelled("&Số, ký hiệu", self.number_field))
        box.addWidget(self.problems[0])
        box.addLayout(labelled("&Ngày ban hành", self.date_field))
        box.addWidget(self.problems[1])
        box.addLayout(labelled("N&gười ký", self.signer_field))
        for one in self.problems:
            one.hide()
        self.sign = button("Đánh dấu đã &ký", "primary")
        self.sign.clicked.connect(self._accept)
        box.addLayout(_buttons(self, self.sign))
        self.resize(LETTERS * self.fontMetrics().averageCharWidth(), self.sizeHint().height())
        self.number_field.setFocus()

    @property
    def number(self) -> str:
        return self.number_field.text().strip()

    @property
    def signer(self) -> str:
        return self.signer_field.text().strip()

    def _accept(self) -> None:
        commit_preedit()
        unclear = "" if self.date_field.text().strip() else NO_DATE
        try:
            self.date = parse_date(self.date_field.text()) if not unclear else None
        except UnclearDate as error:
            self.date, unclear = None, error.message
        nameless = "" if self.number else NO_NUMBER
        show_problem(self.number_field, self.problems[0], nameless)
        show_problem(self.date_field, self.problems[1], unclear)
        if nameless or unclear:
            (self.number_field if nameless else self.date_field).setFocus()
            return
        self.accept()


class ReopenDialog(QDialog):
    """Accepted with `why` and `reason`."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Mở lại thông báo đã ban hành")
        self.setAccessibleName("Mở lại thông báo đã ban hành")
        self.go = button("&Mở lại", "primary")
        self.go.setEnabled(False)
        self.go.clicked.connect(self._accept)
        self.choice = QComboBox()
        for why, words in CHOICES.items():
            self.choice.addItem(words, why)
        self.reason_field = GrowingText("Lý do mở lại", lines=3, placeholder="Vì sao phải mở lại")
        self.reason_field.enter_goes_on = True
        self.reason_field.text_edited.connect(lambda text: self.go.setEnabled(bool(text.strip())))
        box = QVBoxLayout(self)
        box.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        box.setSpacing(UNIT)
        box.addWidget(label(title, "heading"))
        box.addWidget(label(REOPENING, "hint"))
        box.addLayout(labelled("Để &làm gì", self.choice))
        box.addLayout(labelled("Lý &do mở lại", self.reason_field))
        box.addLayout(_buttons(self, self.go))
        self.resize(LETTERS * self.fontMetrics().averageCharWidth(), self.sizeHint().height())
        self.choice.setFocus()

    @property
    def why(self) -> Reopening:
        return Reopening(self.choice.currentData())

    @property
    def reason(self) -> str:
        return self.reason_field.toPlainText().strip()

    def _accept(self) -> None:
        commit_preedit()
        if self.reason:
            self.accept()


def _buttons(dialog: QDialog, go: QPushButton) -> QHBoxLayout:
    line = QHBoxLayout()
    line.addStretch(1)
    back = button("&Quay lại")
    back.clicked.connect(dialog.reject)
    line.addWidget(go)
    line.addWidget(back)
    return line
