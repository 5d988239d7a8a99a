"""Step 6: everything on one page; each line jumps to its step, and what is missing is said with what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tdkt_desktop.ui.controls.fields import button, card, clear_layout, label
from tdkt_desktop.ui.look.theme import GAP, UNIT
from tdkt_desktop.ui.wizard.keeper import DraftKeeper
from tdkt_desktop.ui.wizard.step_page import StepPage
from tdkt_desktop.workflows.new_campaign.campaign_draft import STEPS
from tdkt_desktop.workflows.new_campaign.draft_checks import Lack, lacks, summary

HINT = "Xem lại trước khi tạo. Sau khi tạo vẫn sửa được cơ quan ban hành, người ký, nơi nhận."
READY = "Đã đủ để tạo đợt kiểm tra."
UNKNOWN = "(chưa có)"
MOST_LACKS = 30


class SummaryStep(StepPage):
    """`going(step)` when a person wants to mend something."""

    going = Signal(str)

    def __init__(self, keeper: DraftKeeper) -> None:
        super().__init__(keeper, "Tóm tắt", HINT)
        self._frame, self._inside = card()
        self.box.addWidget(self._frame)
        self._lack_frame, self._lack_box = card()
        self.box.addWidget(self._lack_frame)
        self.box.addStretch(1)
        self.jumps: list[tuple[str, QPushButton]] = []
        self.lacks: tuple[Lack, ...] = ()

    def refresh(self) -> None:
        """Everything anew; nothing here is typed."""
        self.jumps = []
        clear_layout(self._inside)
        clear_layout(self._lack_box)
        self._inside.addWidget(self._lines())
        self.lacks = lacks(self.keeper.draft)
        blocking = [one for one in self.lacks if one.blocking]
        later = [one for one in self.lacks if not one.blocking]
        self._show_lacks("Cần bổ sung trước khi tạo", blocking, "problem")
        if not blocking:
            self._lack_box.addWidget(label(READY, "echo"))
        self._show_lacks("Có thể ghi sau", later, "hint")
        self.first = self.jumps[0][1] if self.jumps else None

    def _lines(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(UNIT)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for row, line in enumerate(summary(self.keeper.draft)):
            title = QLabel(line.title)
            title.setProperty("role", "field")
            grid.addWidget(title, row, 0, top)
            grid.addWidget(label(line.words or UNKNOWN, "question" if line.words else "hint"), row, 1, top)
            grid.addWidget(self._jump(line.step, "Sửa", f"Sửa {line.title}"), row, 2, top)
        return holder

    def _show_lacks(self, title: str, found: list[Lack], role: str) -> None:
        if not found:
            return
        self._lack_box.addWidget(label(title, "heading"))
        for one in found[:MOST_LACKS]:
            holder = QWidget()
            grid = QGridLayout(holder)
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setHorizontalSpacing(GAP)
            grid.setColumnStretch(0, 1)
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(label(one.words, "problem" if role == "problem" else "question"))
            words.addWidget(label(one.remedy, "hint"))
            grid.addLayout(words, 0, 0)
            jump = self._jump(one.step, f"Tới {STEPS[one.step]}", f"{one.words} Tới {STEPS[one.step]}")
            grid.addWidget(jump, 0, 1, Qt.AlignmentFlag.AlignTop)
            self._lack_box.addWidget(holder)
        if len(found) > MOST_LACKS:
            self._lack_box.addWidget(label(f"… và {len(found) - MOST_LACKS} điểm nữa.", "hint"))

    def _jump(self, step: str, words: str, name: str) -> QPushButton:
        made = button(words, "flat", name)
        made.clicked.connect(lambda: self.going.emit(step))
        self.jumps.append((step, made))
        return made
