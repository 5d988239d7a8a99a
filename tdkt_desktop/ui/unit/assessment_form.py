"""The form of the assessment: strengths, limitations, the unit's reply, the conclusion, what to put right."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tdkt_desktop.domain.inspection import REQUIREMENTS
from tdkt_desktop.domain.values import Answer
from tdkt_desktop.ui.controls.field_keys import mark_field
from tdkt_desktop.ui.controls.fields import GrowingText, card, label, labelled
from tdkt_desktop.ui.controls.in_sight import keep_in_sight
from tdkt_desktop.ui.desk.sheet import Sheet
from tdkt_desktop.ui.look.theme import GAP, UNIT, Theme
from tdkt_desktop.ui.unit.mending_card import MendingCard
from tdkt_desktop.ui.unit.people import TITLES, make_list

TEXTS = (
    ("strengths", "Ưu điể&m", "Những mặt làm tốt của đơn vị"),
    ("limitations", "Hạ&n chế và nguyên nhân", "Những mặt chưa làm được và vì sao"),
    ("unit_response", "Ý &kiến của đơn vị", "Ý kiến giải trình, tiếp thu của đơn vị được kiểm tra"),
    ("reservations", "Ý kiến bảo &lưu", "Điều đơn vị không nhất trí và đề nghị ghi lại"),
    ("conclusion", "Kết luận củ&a đoàn", "Kết luận của trưởng đoàn"),
)


class AssessmentForm(QWidget):
    """The closing page of a unit."""

    def __init__(self, sheet: Sheet, theme: Theme) -> None:
        super().__init__()
        self._sheet = sheet
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GAP)
        box.addWidget(label("Nhận xét, kết luận", "page"))
        codes = {criterion.code for criterion in sheet.checklist.criteria}
        self.mending = MendingCard(sheet, lambda one: one.criterion not in codes, theme)
        box.addWidget(self.mending)
        frame, inside = card()
        inside.setSpacing(UNIT + UNIT // 2)
        self.fields: dict[str, GrowingText] = {}
        for field, title, placeholder in TEXTS:
            edit = GrowingText(
                title.replace("&", ""), lines=2 if field == "reservations" else 3, placeholder=placeholder
            )
            edit.load(getattr(sheet.inspection.assessment, field))
            mark_field(edit, f"inspection/{sheet.unit.code}", field)
            edit.text_edited.connect(lambda text, field=field: sheet.set_assessment(field, text))
            inside.addLayout(labelled(title, edit))
            self.fields[field] = edit
        box.addWidget(frame)
        listing, inside = card()
        inside.addWidget(label(TITLES[REQUIREMENTS], "heading"))
        self.requirements = make_list(sheet, REQUIREMENTS, theme)
        self.requirements.ends_page = True
        inside.addWidget(self.requirements)
        box.addWidget(listing)
        box.addStretch(1)
        keep_in_sight(self)

    def focus_first(self) -> None:
        self.fields["strengths"].setFocus()

    def refresh(self) -> None:
        """Show again what the record says, in silence; the cursor stays."""
        for field, edit in self.fields.items():
            edit.load(getattr(self._sheet.inspection.assessment, field))
        self.mending.load()
        self.requirements.load(Answer(items=self._sheet.inspection.items(REQUIREMENTS)))
