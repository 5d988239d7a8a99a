"""Step 5: the checklist: a built-in one, last year's, or one from a file; and what this year's movements are called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from tdkt_desktop.domain.errors import TdktError
from tdkt_desktop.ui.controls.background import Background
from tdkt_desktop.ui.controls.fields import button, card, clear_layout, label, labelled
from tdkt_desktop.ui.controls.in_sight import keep_in_sight
from tdkt_desktop.ui.controls.messages import show_error
from tdkt_desktop.ui.look.theme import UNIT
from tdkt_desktop.ui.wizard.draft_fields import DraftLine
from tdkt_desktop.ui.wizard.keeper import DraftKeeper
from tdkt_desktop.ui.wizard.step_page import StepPage
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.workflows.checklist.checklists import TakenIn, take_in_named
from tdkt_desktop.workflows.new_campaign.campaign_draft import ChosenChecklist
from tdkt_desktop.workflows.new_campaign.draft_building import movements_of
from tdkt_desktop.workflows.new_campaign.draft_checklists import Offer

HINT = "Chọn phiếu có sẵn, phiếu của một đợt trước trên máy này, hoặc đọc từ tệp."
FILES = "Phiếu kiểm tra, đợt kiểm tra trước (*.xlsx *.yaml *.yml *.tdktdb)"
MOVEMENTS = "Tên phong trào trong phiếu"
RENAME = (
    "Phiếu này nêu đích danh các phong trào dưới đây. Năm nay tên khác thì sửa; để nguyên nếu vẫn như cũ."
)
ROWS = 5


class ChecklistStep(StepPage):
    """`offers()` gives the checklists there are on this machine."""

    def __init__(self, keeper: DraftKeeper, offers: Callable[[], tuple[Offer, ...]]) -> None:
        super().__init__(keeper, "Phiếu kiểm tra", HINT)
        self._offers, self._known = offers, False
        self._background = Background(self)
        frame, box = card()
        self.list = QListWidget()
        self.list.setProperty("role", "choices")
        self.list.setAccessibleName("Các phiếu kiểm tra có trên máy này")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._take_item)
        self.list.itemClicked.connect(self._take_item)
        self.read_file = button("Đọ&c từ tệp…")
        self.read_file.clicked.connect(self.ask_file)
        box.addWidget(self.list)
        box.addWidget(self.read_file, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.addWidget(frame)
        self._chosen_frame, inside = card()
        inside.addWidget(label("Đang chọn", "heading"))
        self.chosen = label("", "question")
        self.contents = label("", "hint")
        inside.addWidget(self.chosen)
        inside.addWidget(self.contents)
        self.box.addWidget(self._chosen_frame)
        self._movement_frame, movements = card()
        movements.addWidget(label(MOVEMENTS, "heading"))
        movements.addWidget(label(RENAME, "hint"))
        self._movements = QVBoxLayout()
        self._movements.setSpacing(UNIT)
        movements.addLayout(self._movements)
        self.box.addWidget(self._movement_frame)
        self.box.addStretch(1)
        self.movements: dict[str, DraftLine] = {}
        self.first = self.list
        keep_in_sight(self)
        self.refresh()

    def refresh(self) -> None:
        chosen = self.keeper.draft.checklist
        self._chosen_frame.setVisible(chosen is not None)
        self._movement_frame.setVisible(False)
        if chosen is None:
            self._show_movements(())
            return
        try:
            checklist = chosen.checklist
        except TdktError as error:
            self.chosen.setText(chosen.source)
            self.contents.setText(str(error))
            return
        questions = sum(len(criterion.questions) for criterion in checklist.criteria)
        self.chosen.setText(f"{checklist.title} ({chosen.source})")
        lines = [f"{padded(len(checklist.criteria))} nội dung, {questions} câu hỏi:"]
        lines += [f"{place}. {one.name}" for place, one in enumerate(checklist.criteria, start=1)]
        self.contents.setText("\n".join(lines))
        self._show_movements(movements_of(chosen))

    def begin(self) -> None:
        self.list.setFocus()
        if not self._known:
            self._known = True
            self._background.run("", self._offers, self._show_offers, lambda error: show_error(self, error))

    def close_work(self) -> None:
        """No checklist is being read any more."""
        self._background.close()

    def ask_file(self) -> None:
        """Choose a file with a checklist, or last year's campaign."""
        name, _ = QFileDialog.getOpenFileName(self, "Đọc phiếu kiểm tra từ tệp", "", FILES)
        if name:
            self.take(name, Path(name).name)

    def take(self, name: str, source: str) -> None:
        """Read a checklist and make it the draft's; what a file says beyond a checklist is shown first."""

        def keep(taken: TakenIn) -> None:
            chosen = ChosenChecklist(source, taken.checklist.plain)
            self.keeper.act(replace(self.keeper.draft, checklist=chosen))

        def done(taken: TakenIn) -> None:
            if not taken.remarks:
                keep(taken)
                return
            from tdkt_desktop.ui.checklist_editor.remarks_dialog import RemarksDialog

            dialog = RemarksDialog(source, taken, self)
            dialog.accepted.connect(lambda: keep(taken))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        self._background.run("", lambda: take_in_named(name), done, lambda error: show_error(self, error))

    def _show_offers(self, offers: tuple[Offer, ...]) -> None:
        self.list.clear()
        for offer in offers:
            item = QListWidgetItem(f"{offer.title}\n{offer.source}")
            item.setData(Qt.ItemDataRole.UserRole, (offer.name, offer.source))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{offer.title}, {offer.source}")
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        rows = [self.list.sizeHintForRow(row) for row in range(min(self.list.count(), ROWS))]
        self.list.setFixedHeight(sum(rows) + 2 * UNIT)

    def _take_item(self, item: QListWidgetItem) -> None:
        name, source = item.data(Qt.ItemDataRole.UserRole)
        self.take(str(name), str(source))

    def _show_movements(self, names: tuple[tuple[str, str], ...]) -> None:
        """A field for each movement; fields that are there already keep the keyboard."""
        self._movement_frame.setVisible(bool(names))
        if tuple(self.movements) != tuple(old for old, _ in names):
            self.movements = {}
            clear_layout(self._movements)
            for old, _ in names:
                field = DraftLine(f"Tên năm nay của “{old}”", old)
                field.textEdited.connect(lambda text, old=old: self._rename(old, text))
                self.movements[old] = field
                holder = QWidget()
                box = labelled(f"“{old}”", field)
                box.setContentsMargins(0, 0, 0, 0)
                holder.setLayout(box)
                self._movements.addWidget(holder)
        for old, new in names:
            if not self.movements[old].hasFocus():
                self.movements[old].load(new)

    def _rename(self, old: str, new: str) -> None:
        if (chosen := self.keeper.draft.checklist) is not None:
            named = replace(chosen, movements={**chosen.movements, old: new})
            self.keeper.type(replace(self.keeper.draft, checklist=named))
