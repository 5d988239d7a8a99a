"""Taking a version of the checklist into the open campaign: what is only added at once, the rest by a mapping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.draft.offers import Offer
from tdkt_desktop.domain.errors import TdktError
from tdkt_desktop.ui.checklist_editor.field_widgets import PickBox
from tdkt_desktop.ui.controls.fields import button, card, label
from tdkt_desktop.ui.controls.messages import show_error
from tdkt_desktop.ui.look.theme import PAGE, TIGHT, UNIT

if TYPE_CHECKING:
    from tdkt_desktop.ui.desk.desk import Desk
    from tdkt_desktop.workflows.checklist.checklist_change import ChecklistChange

NAME = "Dùng cho đợt đang mở"
STAYS = "Không chuyển; câu trả lời cũ vẫn được giữ trong đợt"
ASK = "Các câu sau không còn hỏi nữa mà đã có đơn vị trả lời. Hãy chọn câu mới thay câu cũ:"
ACCEPT = "&Tôi đã xem; câu trả lời cũ vẫn được giữ"
SEALED = "Biên bản đã chốt vẫn theo phiếu lúc chốt."
LETTERS, LINES = 110, 34


class UseDialog(QDialog):
    """`used` once the campaign has the version; the window then opens the campaign anew."""

    used = Signal()

    def __init__(self, desk: Desk, checklist: Checklist, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._new = desk, checklist
        self.setWindowTitle(NAME)
        self.setAccessibleName(NAME)
        self.maps: dict[str, PickBox] = {}
        desk.autosave.flush()
        self._found = self._look()
        self._build()
        self._follow()

    @property
    def mapping(self) -> dict[str, str]:
        """The new question that was picked for each old one."""
        return {old: str(box.value) for old, box in self.maps.items() if box.value}

    def _look(self) -> ChecklistChange:
        from tdkt_desktop.workflows.checklist.checklist_change import look_at_change

        return look_at_change(self._desk.session, self._new, self.mapping)

    def _build(self) -> None:
        from tdkt_desktop.workflows.checklist.checklist_words import (
            ADDITIVE,
            OTHERWISE,
            SAME,
            comparison_lines,
        )

        old, found = self._desk.session.checklist, self._found.comparison
        box = QVBoxLayout(self)
        box.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        box.setSpacing(UNIT)
        page, inside = card()
        inside.addWidget(
            label(f"“{self._new.title}” cho đợt: {self._desk.session.campaign.title}", "heading")
        )
        inside.addWidget(label(SAME if found.same else ADDITIVE if found.additive else OTHERWISE, "question"))
        if not found.same:
            lines = comparison_lines(old, self._new, found)
            inside.addWidget(label("\n".join(f"– {one}" for one in lines), "question"))
        self._add_mapping(inside)
        inside.addStretch(1)
        self.page = QScrollArea()  # a whole list of contents may have changed
        self.page.setProperty("role", "page")
        self.page.setWidgetResizable(True)
        self.page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page.setAccessibleName("Khác với phiếu đang dùng")
        self.page.setWidget(page)
        box.addWidget(self.page, 1)
        self.told = label("", "hint")
        box.addWidget(self.told)
        self.accepted_changes = QCheckBox(ACCEPT)
        self.accepted_changes.setAccessibleName(ACCEPT.replace("&", ""))
        self.accepted_changes.toggled.connect(lambda _: self._follow())
        box.addWidget(self.accepted_changes)
        line = QHBoxLayout()
        line.addStretch(1)
        self.take = button("&Dùng phiếu này", "primary")
        self.take.clicked.connect(self._take)
        back = button("&Bỏ")
        back.clicked.connect(self.reject)
        line.addWidget(self.take)
        line.addWidget(back)
        box.addLayout(line)
        metrics, room = self.fontMetrics(), self.screen().availableSize()
        self.resize(
            min(LETTERS * metrics.averageCharWidth(), room.width() - 2 * PAGE),
            min(LINES * metrics.height(), room.height() - 3 * PAGE),
        )

    def _add_mapping(self, box: QVBoxLayout) -> None:
        """A list to pick the successor from, for each question with answers that is asked no longer."""
        old = self._desk.session.checklist
        gone = {code: count for code, count in self._found.left.items() if count}
        if gone:
            box.addWidget(label(ASK, "question"))
        for code, count in gone.items():
            asked = old.question(code)
            box.addWidget(label(f"Câu {old.numbers[code]} ({count:02d} đơn vị): {asked.ask}", "field"))
            pick = PickBox(f"Câu thay câu {old.numbers[code]}")
            pick.offer([("", STAYS), *self._candidates(code)])
            pick.pick("")
            pick.activated.connect(lambda _: self._follow())
            self.maps[code] = pick
            box.addWidget(pick)
            box.addSpacing(TIGHT)

    def _candidates(self, code: str) -> list[Offer]:
        """The questions of the new version that answer in the same way and were not asked before."""
        old = self._desk.session.checklist
        kind = old.question(code).kind
        return [
            (one.code, f"Câu {self._new.numbers[one.code]}. {one.ask}")
            for one in self._new.questions()
            if one.kind is kind and not old.has_question(one.code)
        ]

    def _follow(self) -> None:
        found = self._look()
        self.told.setText(
            f"Chuyển câu trả lời sang câu mới ở {found.carried:02d} chỗ. {SEALED}"
            if found.carried
            else SEALED
        )
        self.accepted_changes.setVisible(not found.harmless)
        ready = found.harmless or self.accepted_changes.isChecked()
        self.take.setEnabled(ready and not found.comparison.same)

    def _take(self) -> None:
        from tdkt_desktop.workflows.checklist.checklist_change import change_checklist

        accepted = self.accepted_changes.isChecked()
        try:
            change_checklist(self._desk.session, self._new, self.mapping, accept=accepted)
        except TdktError as error:
            show_error(self, error)
            return
        self.accept()
        self.used.emit()
        self._desk.outdated.emit()
