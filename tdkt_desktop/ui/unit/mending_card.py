"""What earlier years found at this unit, right beside the criterion: what became of each, and the team's note."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from tdkt_desktop.domain.inspection import CARRIED
from tdkt_desktop.domain.marks import Mark
from tdkt_desktop.domain.mending import MENDING_MARKS, MENDING_WORDS, Limitation, Mending, limitations_of
from tdkt_desktop.ui.controls.choice_bar import ChoiceBar
from tdkt_desktop.ui.controls.field_keys import mark_field
from tdkt_desktop.ui.controls.fields import GrowingText, card, clear_layout, label, rule
from tdkt_desktop.ui.controls.in_sight import show_whole
from tdkt_desktop.ui.desk.sheet import Sheet
from tdkt_desktop.ui.look.theme import TIGHT, UNIT, Theme

NOTE = "Việc đã làm, văn bản; hoặc vì sao chưa khắc phục"
ICONS = MENDING_MARKS | {
    Mending.AGAIN: Mark.NOT_MET
}  # on a button the half circle would read as "in progress"
AGAIN_HINT = "Tái phạm: đã khắc phục rồi lại mắc."


class MendingCard(QWidget):
    """The limitations that `wanted` picks; nothing at all is shown where there are none."""

    def __init__(self, sheet: Sheet, wanted: Callable[[Limitation], bool], theme: Theme) -> None:
        super().__init__()
        self._sheet, self._wanted, self._theme = sheet, wanted, theme
        self.rows: dict[str, MendingRow] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._frame, box = card()
        outer.addWidget(self._frame)
        self._title, self._hint = label("", "heading"), label("", "hint")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(UNIT)
        for part in (self._title, self._hint):
            box.addWidget(part)
        box.addLayout(self._lines)
        self.load()

    @property
    def found(self) -> tuple[Limitation, ...]:
        """The limitations shown here."""
        return tuple(one for one in limitations_of(self._sheet.inspection) if self._wanted(one))

    def load(self) -> None:
        """Show what the record says, in silence; the cursor stays as long as the limitations are the same."""
        found = self.found
        if list(self.rows) != [one.id for one in found]:
            self._build(found)
        for one in found:
            self.rows[one.id].load(one)
        self.setVisible(bool(found))

    def _build(self, found: Sequence[Limitation]) -> None:
        clear_layout(self._lines)
        self.rows = {}
        years = ", ".join(dict.fromkeys(one.year for one in found))
        self._title.setText(f"Hạn chế đã nêu năm {years}")
        unit = self._sheet.unit
        self._hint.setText(f"Đơn vị {unit.formerly}. {AGAIN_HINT}" if unit.formerly else AGAIN_HINT)
        for one in found:
            if self.rows:
                self._lines.addWidget(rule())
            row = MendingRow(self._sheet, one, self._theme)
            self.rows[one.id] = row
            self._lines.addWidget(row)


class MendingRow(QFrame):
    """One limitation: its words, where it stood, what became of it, the note."""

    def __init__(self, sheet: Sheet, limitation: Limitation, theme: Theme) -> None:
        super().__init__()
        self._sheet, self._now = sheet, limitation
        self.setProperty("role", "inside")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(TIGHT)
        box.addWidget(label(limitation.text, "question"))
        if (
            not limitation.criterion or sheet.unit.aliases
        ):  # else it stands on its own page, under its own name
            box.addWidget(label(limitation.origin, "hint"))
        self.state = ChoiceBar(f"Kết quả khắc phục: {limitation.text}", list(MENDING_WORDS.items()))
        for state, mark in ICONS.items():
            self.state.set_icon(state, theme.mark_icon(mark))
        self.note = GrowingText(f"Ghi chú về hạn chế: {limitation.text}", lines=1, placeholder=NOTE)
        box.addWidget(self.state)
        box.addWidget(self.note)
        self.state.chosen.connect(self._choose)
        self.note.text_edited.connect(self._write)
        mark_field(self, f"item/{sheet.unit.code}/{CARRIED}/{limitation.id}", "item")
        show_whole(self)

    def load(self, limitation: Limitation) -> None:
        """Show the state and the note without a signal."""
        self._now = limitation
        self.state.show_value(limitation.state)
        self.note.load(limitation.note)

    def _choose(self, state: object) -> None:
        self._record(cast("Mending", state), self._now.note, typed=False)

    def _write(self, note: str) -> None:
        self._record(self._now.state, note, typed=True)

    def _record(self, state: Mending, note: str, *, typed: bool) -> None:
        self._sheet.set_mending(self._now, state, note, typed=typed)
        self._now = next(one for one in limitations_of(self._sheet.inspection) if one.id == self._now.id)
