"""How a checklist will look on site: the real form of each content on a made-up unit, and the blank paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QScrollArea, QVBoxLayout, QWidget

from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.ui.controls.background import Background
from tdkt_desktop.ui.controls.fields import button, label
from tdkt_desktop.ui.desk.sheet import Sheet
from tdkt_desktop.ui.look.theme import GAP, LINE_WIDTH, PAGE, UNIT, Theme
from tdkt_desktop.ui.papers.paper_window import PaperWindow
from tdkt_desktop.ui.unit.criterion_form import CriterionForm

if TYPE_CHECKING:
    from tdkt_desktop.ui.desk.autosave import Autosave
    from tdkt_desktop.workflows.session import CampaignSession

NAME = "Phiếu trên máy"
HOW = "Xem thử với đơn vị giả định: trả lời thử được, không ghi vào đâu cả."
LETTERS, LINES = 150, 46


class NoSaving:
    """Takes what the autosave of a campaign would, and keeps none of it."""

    unsaved: tuple[Change, ...] = ()

    def record(self, change: Change) -> None:
        """Nothing is written from a preview."""

    def flush(self) -> bool:
        return True

    def hurry(self) -> None:
        """There is nothing to write."""


class FormPreview(QDialog):
    """The contents on the left, the form of the chosen one on the right."""

    def __init__(
        self, checklist: Checklist, theme: Theme, at: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        from tdkt_desktop.workflows.checklist.checklist_trial import UNIT as UNIT_CODE
        from tdkt_desktop.workflows.checklist.checklist_trial import trial_of

        self._checklist, self._theme = checklist, theme
        self.setWindowTitle(f"{NAME} – {checklist.title}")
        self.setAccessibleName(NAME)
        stand_in = cast(
            "CampaignSession", trial_of(checklist)
        )  # the form asks a session for no more than this
        self._sheet = Sheet(stand_in, UNIT_CODE, cast("Autosave", NoSaving()), QUndoStack(self), self)
        self.steps = QListWidget()
        self.steps.setProperty("role", "steps")
        self.steps.setAccessibleName("Các nội dung kiểm tra")
        self.steps.setWordWrap(True)
        self.steps.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.steps.addItems([f"{place}. {one.name}" for place, one in enumerate(checklist.criteria, 1)])
        self.form: CriterionForm | None = None
        self.area = QScrollArea()
        self.area.setProperty("role", "page")
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName("Phiếu của nội dung đang chọn")
        self._build()
        self.steps.currentRowChanged.connect(self.show_criterion)
        self.steps.setCurrentRow(self._row_of(at))

    def show_criterion(self, row: int) -> None:
        """Show the form of a content; answers that were tried stay until the window closes."""
        criterion = self._checklist.criteria[max(row, 0)]
        self.form = CriterionForm(self._sheet, criterion, max(row, 0) + 1, self._theme)
        self.form.setMaximumWidth(LINE_WIDTH + 2 * PAGE)
        page = QWidget()
        page.setProperty("role", "page")
        line = QHBoxLayout(page)
        line.setContentsMargins(PAGE, GAP, PAGE, GAP)
        line.addWidget(self.form)
        self.area.setWidget(page)

    def _row_of(self, code: str) -> int:
        """The content a code names, or that of the question it names."""
        codes = [one.code for one in self._checklist.criteria]
        if self._checklist.has_question(code):
            code = self._checklist.home(code).code
        return codes.index(code) if code in codes else 0

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addWidget(self.steps, 1)
        line.addWidget(self.area, 3)
        box.addLayout(line, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(GAP, UNIT, GAP, UNIT)
        foot.addWidget(label(HOW, "hint"), 1)
        close = button("&Trở lại")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        foot.addWidget(close)
        box.addLayout(foot)
        metrics, room = self.fontMetrics(), self.screen().availableSize()
        self.resize(
            min(LETTERS * metrics.averageCharWidth(), room.width() - 2 * PAGE),
            min(LINES * metrics.height(), room.height() - 3 * PAGE),
        )


def paper_preview(checklist: Checklist, background: Background, parent: QWidget) -> PaperWindow:
    """The checklist as the paper to fill in by hand."""

    def write(folder: Path, formats: Sequence[str]) -> tuple[Path, ...]:
        from tdkt_desktop.workflows.checklist.checklist_trial import make_blank_of

        return make_blank_of(checklist, folder, tuple(formats))

    title = f"Phiếu giấy – {checklist.title}"
    return PaperWindow(title, "Phiếu kiểm tra để ghi tay", write, lambda: True, background, parent)
