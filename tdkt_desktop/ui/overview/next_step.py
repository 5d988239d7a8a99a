"""What to do next in a campaign, in words and with the button that does it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from tdkt_desktop.domain.campaign import Unit
from tdkt_desktop.ui.controls.fields import button, card, label, press
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.look.theme import GAP
from tdkt_desktop.vietnamese.counts import padded

NO_UNITS = "Đợt kiểm tra chưa có đơn vị nào. Hãy bổ sung đơn vị vào tệp đợt kiểm tra rồi tạo lại."
READING = "Đang đọc nội dung đã ghi của các đơn vị…"


@dataclass(frozen=True)
class NextStep:
    """`unit` is opened by the button, or `command` of the menus is done; with neither there is no button."""

    words: str
    button: str = ""
    unit: str = ""
    command: str = ""


def next_step(desk: Desk, conflicts: int) -> NextStep:
    """Settle what machines differ in, record what is missing, seal, then hand on."""
    if not desk.units:
        return NextStep(NO_UNITS)
    if not all(desk.ready(unit.code) for unit in desk.units):
        return NextStep(READING)
    if conflicts:
        words = f"Các máy ghi khác nhau ở {padded(conflicts)} chỗ. Hãy xem từng chỗ và chọn giá trị đúng."
        return NextStep(words, "&Xem ở thẻ Rà soát", command="checks")
    unsealed = [unit for unit in desk.units if not desk.sealed(unit.code)]
    gaps = [unit for unit in unsealed if _missing(desk, unit)]
    if gaps:
        more = f" Còn {padded(len(gaps) - 1)} đơn vị khác chưa ghi đủ." if len(gaps) > 1 else ""
        words = f"{gaps[0].short}: còn {padded(_missing(desk, gaps[0]))} câu hỏi chưa ghi.{more}"
        return NextStep(words, "&Mở đơn vị này", unit=gaps[0].code)
    if unsealed:
        words = f"{unsealed[0].short}: đã ghi đủ, biên bản chưa chốt."
        return NextStep(words, "&Mở đơn vị này", unit=unsealed[0].code)
    if desk.at_office:
        return NextStep("Biên bản các đơn vị đã chốt.", "&Mở thông báo", command="notice")
    return NextStep(
        "Biên bản các đơn vị đã chốt. Hãy xuất tệp của đoàn để gửi văn phòng.",
        "&Xuất tệp của đoàn…",
        command="export_team",
    )


def _missing(desk: Desk, unit: Unit) -> int:
    progress = desk.progress(unit.code)
    return progress.asked - progress.settled


class NextStepCard(QFrame):
    """`unit_opened(unit)` when the button leads to a unit; menu commands it does itself."""

    unit_opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._step = NextStep("")
        frame, box = card()
        line = QHBoxLayout()
        line.setSpacing(GAP)
        title = label("Việc tiếp theo", "heading")
        title.setWordWrap(False)
        self.words = label("", "question")
        self.go = button("")
        self.go.clicked.connect(self._go)
        line.addWidget(title)
        line.addWidget(self.words, 1)
        line.addWidget(self.go)
        box.addLayout(line)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    def show_step(self, step: NextStep) -> None:
        self._step = step
        self.words.setText(step.words)
        self.go.setText(step.button)
        self.go.setAccessibleName(step.button.replace("&", ""))
        self.go.setVisible(bool(step.button))

    def _go(self) -> None:
        if self._step.unit:
            self.unit_opened.emit(self._step.unit)
        else:
            press(self, self._step.command)
