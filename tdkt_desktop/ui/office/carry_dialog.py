"""Taking over from last year's campaign: what would come, what is not clear, and only then the taking over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QInputDialog,
    QListWidget,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tdkt_desktop.ui.controls.fields import button, card, label, labelled
from tdkt_desktop.ui.look.theme import GAP, PAGE, UNIT

if TYPE_CHECKING:
    from tdkt_desktop.domain.campaign import Unit
    from tdkt_desktop.workflows.last_year.carry_over import CarryOver

NAME = "Lấy từ đợt kiểm tra trước"
HOW = (
    "Tên cũ của đơn vị, hạn chế đã nêu, kiến nghị và số liệu được chép sang đợt này; tệp của đợt trước giữ nguyên. "
    "Hoàn tác được bằng Ctrl+Z."
)
ASK, NOT_NOW = "Chọn đơn vị…", "Không kiểm tra đợt này"
LETTERS, LINES = 118, 40
SHOWN = 9  # lines of the list of units that stand in sight
Plan = Callable[[Mapping[str, str], Mapping[str, str]], "CarryOver"]


class CarryDialog(QDialog):
    """`plan(answers, mapping)` makes the plan anew; `carry` is the one to do once the dialog is accepted."""

    def __init__(
        self, first: CarryOver, plan: Plan, units: tuple[Unit, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.carry, self._plan, self._units = first, plan, units
        self.setWindowTitle(NAME)
        self.setAccessibleName(NAME)
        self.summary = label("", "question")
        self.problem = label("", "problem")
        self.notes = label("", "hint")
        self.choices: dict[str, QComboBox] = {}
        self.same: dict[str, QCheckBox] = {}
        self.list = QListWidget()
        self.list.setAccessibleName("Các đơn vị của đợt trước")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(SHOWN * self.fontMetrics().height())
        self.list.itemActivated.connect(self._choose_other)
        self.other = button("Chọn đơn vị &khác…")
        self.other.clicked.connect(self._choose_other)
        self.others: dict[str, str] = {}
        self.take = button("&Lấy vào đợt này", "primary")
        self.take.clicked.connect(self.accept)
        self._build()
        self._show()
        first_choice = next(iter(self.choices.values()), None)
        (first_choice or self.list).setFocus()

    @property
    def answers(self) -> dict[str, str]:
        """What the person chose for each unit that was not clear."""
        chosen = {code: str(box.currentData()) for code, box in self.choices.items() if box.currentData()}
        return chosen | self.others

    @property
    def mapping(self) -> dict[str, str]:
        """The reworded questions that ask the same all the same."""
        return {code: code for code, box in self.same.items() if box.isChecked()}

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        outer.setSpacing(UNIT)
        outer.addWidget(self.summary)
        outer.addWidget(label(HOW, "hint"))
        page, scroll = QWidget(), QScrollArea()
        page.setProperty("role", "page")
        scroll.setProperty("role", "page")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setAccessibleName("Nội dung sẽ lấy")
        scroll.setWidget(page)
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GAP)
        if self.carry.doubts:
            box.addWidget(self._doubts())
        frame, inside = card()
        inside.addLayout(labelled("Đơ&n vị của đợt trước và đợt này", self.list))
        inside.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self.notes)
        box.addWidget(frame)
        if self.carry.reworded:
            box.addWidget(self._questions())
        box.addStretch(1)
        outer.addWidget(scroll, 1)
        outer.addWidget(self.problem)
        outer.addLayout(self._buttons())
        metrics, room = self.fontMetrics(), self.screen().availableSize()
        self.resize(
            min(LETTERS * metrics.averageCharWidth(), room.width() - 2 * PAGE),
            min(LINES * metrics.height(), room.height() - 3 * PAGE),
        )

    def _doubts(self) -> QWidget:
        frame, inside = card()
        inside.addWidget(label("Đơn vị chưa rõ, cần chọn", "heading"))
        for doubt in self.carry.doubts:
            box = QComboBox()
            box.addItem(ASK, "")
            first = self.carry.candidates[doubt.cell]
            for unit in sorted(self._units, key=lambda one: one.code not in first):
                box.addItem(f"{unit.number:02d} {unit.official}", unit.code)
            box.addItem(NOT_NOW, "bỏ qua")
            box.setAccessibleName(f"Đợt này là đơn vị nào: {doubt.found}")
            box.setMinimumContentsLength(20)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.activated.connect(self._answered)
            self.choices[doubt.cell] = box
            inside.addWidget(label(doubt.message, "field"))
            inside.addWidget(box)
        return frame

    def _questions(self) -> QWidget:
        frame, inside = card()
        inside.addWidget(label("Câu hỏi đã đổi lời", "heading"))
        inside.addWidget(
            label("Không so với năm trước, trừ câu được đánh dấu là vẫn hỏi cùng một việc.", "hint")
        )
        for code, then, now in self.carry.reworded:
            box = QCheckBox("Vẫn hỏi cùng một việc")
            box.setAccessibleName(f"Vẫn hỏi cùng một việc: {now}")
            box.clicked.connect(self._answered)
            self.same[code] = box
            inside.addWidget(label(f"Năm trước: {then}\nNăm nay: {now}", "field"))
            inside.addWidget(box)
        return frame

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addStretch(1)
        leave: QPushButton = button("&Thôi")
        leave.clicked.connect(self.reject)
        for one in (self.take, leave):
            line.addWidget(one)
        for one in (self.take, leave, self.other):
            one.setAutoDefault(False)
        return line

    def _choose_other(self) -> None:
        """Say of any unit of then what it is now, also where it seemed clear."""
        then = self.carry.rows[self.list.currentRow()].then
        if then.code in self.choices:
            self.choices[then.code].setFocus()
            return
        words = [NOT_NOW, *(f"{unit.number:02d} {unit.official}" for unit in self._units)]
        chosen, given = QInputDialog.getItem(
            self,
            "Chọn đơn vị",
            f"{then.official} của đợt trước là đơn vị nào của đợt này?",
            words,
            0,
            editable=False,
        )
        if given:
            at = words.index(chosen)
            self.others[then.code] = self._units[at - 1].code if at else "bỏ qua"
            self._answered()

    def _answered(self) -> None:
        self.carry = self._plan(self.answers, self.mapping)
        self._show()

    def _show(self) -> None:
        from tdkt_desktop.workflows.last_year.carry_words import carry_summary, row_words

        carry, waiting = self.carry, {issue.cell for issue in self.carry.doubts}
        self.summary.setText(carry_summary(carry))
        self.notes.setText("\n".join(carry.notes))
        self.notes.setVisible(bool(carry.notes))
        at = max(0, self.list.currentRow())
        self.list.clear()
        for row in carry.rows:
            words = "chưa chọn" if row.then.code in waiting else row_words(row)
            count = f" · {row.limitations:02d} hạn chế" if row.limitations else ""
            self.list.addItem(f"{row.then.official} → {words}{count}")
        self.list.setCurrentRow(min(at, self.list.count() - 1))
        left = len(carry.doubts)
        problems = [*carry.errors, *([f"Còn {left:02d} đơn vị chưa chọn."] if left else [])]
        self.problem.setText(" ".join(problems))
        self.problem.setVisible(bool(problems))
        self.take.setEnabled(carry.settled)
