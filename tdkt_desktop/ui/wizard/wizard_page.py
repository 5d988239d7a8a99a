"""The wizard in the window: its steps at the left, the current one in the middle, on and back at the bottom."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QFont,
    QFontMetrics,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from tdkt_desktop.domain.marks import Mark
from tdkt_desktop.ui.campaign.places import HELP_TOPIC
from tdkt_desktop.ui.controls.fields import button, dropped_files, label, press_focused
from tdkt_desktop.ui.controls.preedit import commit_preedit
from tdkt_desktop.ui.controls.step_list import Step, StepList
from tdkt_desktop.ui.look.theme import GAP, LINE_WIDTH, PAGE, UNIT, Theme
from tdkt_desktop.ui.wizard.checklist_step import ChecklistStep
from tdkt_desktop.ui.wizard.issuer_step import IssuerStep
from tdkt_desktop.ui.wizard.keeper import DraftKeeper
from tdkt_desktop.ui.wizard.plan_step import PlanStep
from tdkt_desktop.ui.wizard.step_page import StepPage, in_column, scrolling
from tdkt_desktop.ui.wizard.summary_step import SummaryStep
from tdkt_desktop.ui.wizard.teams_step import TeamsStep
from tdkt_desktop.ui.wizard.units_step import UnitsStep
from tdkt_desktop.workflows.new_campaign.campaign_draft import (
    CHECKLIST,
    ISSUER,
    PLAN,
    STEPS,
    SUMMARY,
    TEAMS,
    UNITS,
    Draft,
)
from tdkt_desktop.workflows.new_campaign.draft_building import preview_notice
from tdkt_desktop.workflows.new_campaign.draft_checklists import offered_checklists
from tdkt_desktop.workflows.new_campaign.draft_checks import lacks
from tdkt_desktop.workflows.papers.letterheads import page_styles

NAME = "Lập đợt kiểm tra mới"
NEXT, MAKE = "Tiế&p tục", "Tạ&o đợt kiểm tra"
READY = Mark.RECORDED
STATES = {READY: "đủ", Mark.PARTIAL: "có mục ghi sau", Mark.NOT_CHECKED: "còn thiếu"}
NARROW = 1000  # px at 100 %
COUNT = 16  # px at 100 % that a number alone can do without
ROOM_BESIDE_TITLE = 104  # px at 100 %: mark, count and edges of the list of steps


class WizardPage(QWidget):
    """`leaving` when the person puts the draft away, `dropping` when it is not wanted, `making` to make the campaign."""

    leaving = Signal()
    dropping = Signal()
    making = Signal()

    def __init__(self, draft: Draft, theme: Theme, problem: str = "") -> None:
        super().__init__()
        self._theme, self._few = theme, False
        self.setProperty("role", "page")
        self.setProperty(HELP_TOPIC, "lap-dot-moi")
        self.setAccessibleName(NAME)
        self.setAcceptDrops(True)
        self.keeper = DraftKeeper(draft, self)
        self.steps = StepList(theme)
        self.steps.setAccessibleName("Các bước lập đợt kiểm tra")
        self.steps.step_chosen.connect(self.go)
        self.issuer = IssuerStep(self.keeper, theme, page_styles(), preview_notice)
        self.plan = PlanStep(self.keeper)
        self.units = UnitsStep(self.keeper, theme)
        self.teams = TeamsStep(self.keeper, theme)
        self.checklist = ChecklistStep(self.keeper, offered_checklists)
        self.summary = SummaryStep(self.keeper)
        self.summary.going.connect(self.go)
        self.pages: dict[str, StepPage] = {
            ISSUER: self.issuer,
            PLAN: self.plan,
            UNITS: self.units,
            TEAMS: self.teams,
            CHECKLIST: self.checklist,
            SUMMARY: self.summary,
        }
        self.stack = QStackedWidget()
        for key, page in self.pages.items():
            if key in (UNITS, TEAMS):
                self.stack.addWidget(scrolling(page, STEPS[key]))
            else:
                self.stack.addWidget(page if key == ISSUER else in_column(page, STEPS[key]))
        self.words = label(problem, "problem")
        self.words.setVisible(bool(problem))
        self._build()
        self.keeper.changed.connect(self._changed)
        for keys, verb in (
            ("Alt+Down", lambda: self.step(1)),
            ("Alt+Up", lambda: self.step(-1)),
            (QKeySequence.StandardKey.Undo, self.keeper.step_back),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(verb)
        theme.changed.connect(self._measure)
        self._measure()
        self.go(draft.step)

    @property
    def current(self) -> str:
        """The step that is shown."""
        return self.keeper.draft.step

    def go(self, step: str) -> None:
        """Show a step; what was typed into the one before is kept."""
        commit_preedit()
        self.pages[self.current].commit()
        self.keeper.go(step)
        page = self.pages[step]
        page.refresh()
        self.stack.setCurrentIndex(list(STEPS).index(step))
        if isinstance(scroll := self.stack.currentWidget(), QScrollArea):
            scroll.verticalScrollBar().setValue(0)
        self.steps.show_step(step)
        self.back.setEnabled(step != ISSUER)
        self.next.setText(MAKE if step == SUMMARY else NEXT)
        self.next.setAccessibleName(self.next.text().replace("&", ""))
        self._mark()
        page.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # Qt's name
        if not press_focused(self, event):
            super().keyPressEvent(event)

    def step(self, by: int) -> None:
        """The step after (1) or before (-1) this one."""
        place = list(STEPS).index(self.current) + by
        if 0 <= place < len(STEPS):
            self.go(list(STEPS)[place])

    def begin(self) -> None:
        """The keyboard goes to the first thing of the step."""
        self.pages[self.current].begin()

    def put_away(self) -> bool:
        """Everything to disk. False when the disk refuses; it is said then."""
        commit_preedit()
        self.pages[self.current].commit()
        return self.keeper.flush()

    def close_work(self) -> None:
        """No more work of the steps, and none under way."""
        for page in (self.issuer, self.units, self.checklist):
            page.close_work()
        self.keeper.close()

    def set_busy(self, busy: bool) -> None:
        """While the campaign is being made, nothing else is done here."""
        for one in (self.stack, self.steps, self.later, self.drop, self.back, self.next):
            one.setEnabled(not busy)
        if not busy:
            self._mark()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # Qt's name
        if any(_is_list(path) for path in dropped_files(event.mimeData())):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # Qt's name
        """A workbook dropped anywhere on the wizard is a list of units."""
        self.go(UNITS)
        self.units.take_file(next(path for path in dropped_files(event.mimeData()) if _is_list(path)))

    def hideEvent(self, event: QHideEvent) -> None:  # Qt's name
        self.put_away()
        super().hideEvent(event)

    def _build(self) -> None:
        self.later = button("Để sa&u")
        self.later.setToolTip("Giữ lại bản đang lập; làm tiếp từ trang đầu lúc khác")
        self.later.clicked.connect(self.leaving)
        self.drop = button("Bỏ bản đ&ang lập…")
        self.drop.clicked.connect(self.dropping)
        self.back = button("Qua&y lại")
        self.back.clicked.connect(lambda: self.step(-1))
        self.next = button(NEXT, "primary")
        self.next.clicked.connect(self._next)
        bottom = QHBoxLayout()
        bottom.setSpacing(UNIT)
        for one in (self.later, self.drop):
            bottom.addWidget(one)
        bottom.addStretch(1)
        for one in (self.back, self.next):
            bottom.addWidget(one)
        right = QVBoxLayout()
        right.setContentsMargins(PAGE, GAP, PAGE, GAP)
        right.setSpacing(GAP)
        right.addWidget(self.words)
        right.addWidget(self.stack, 1)
        right.addLayout(bottom)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.steps)
        line.addLayout(right, 1)

    def _next(self) -> None:
        if self.current == SUMMARY:
            self.making.emit()
        else:
            self.step(1)

    def _changed(self) -> None:
        self.pages[self.current].refresh()
        self._mark()

    def _mark(self) -> None:
        """The state of every step; the campaign can be made once nothing blocks."""
        found = lacks(self.keeper.draft)
        blocked = {one.step for one in found if one.blocking}
        steps = []
        for place, (key, title) in enumerate(STEPS.items(), start=1):
            mark = Mark.NOT_CHECKED if key in blocked else READY
            if mark is READY and any(one.step == key for one in found):
                mark = Mark.PARTIAL
            if key == SUMMARY:
                mark = Mark.NOT_CHECKED if blocked else READY
            share = {READY: 1.0, Mark.PARTIAL: 0.5}.get(mark, 0.0)
            steps.append(Step(key, f"{place}." if self._few else f"{place}. {title}", mark, "", share))
        self.steps.fill(steps)
        for row, step in enumerate(steps):
            said = f"{row + 1}. {STEPS[step.key]}: {STATES[step.mark or READY]}"
            self.steps.item(row).setToolTip(said)
            self.steps.item(row).setData(Qt.ItemDataRole.AccessibleTextRole, said)
        self.steps.show_step(self.current)
        self.next.setEnabled(self.current != SUMMARY or not blocked)

    def resizeEvent(self, event: QResizeEvent) -> None:  # Qt's name
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        """The list of steps is as wide as its longest title; where there is little room, only numbers are left of it."""
        font = QFont(self.font())
        font.setBold(True)
        metrics = QFontMetrics(font)
        for page in (self.plan, self.checklist, self.summary):
            page.setMaximumWidth(self._theme.px(LINE_WIDTH) + 2 * GAP)
        few = self.width() < self._theme.px(NARROW)
        if few != self._few:
            self._few = few
            self._mark()
        titles = ["0."] if few else [f"{len(STEPS)}. {title}" for title in STEPS.values()]
        widest = max(metrics.horizontalAdvance(title) for title in titles)
        self.steps.setFixedWidth(widest + self._theme.px(ROOM_BESIDE_TITLE - (COUNT if few else 0)))


def _is_list(path: Path) -> bool:
    return path.suffix.lower() == ".xlsx"
