"""A unit's tab: the map on the left, one form in the middle, what is missing on the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tdkt_desktop.domain.revisions import Change, FieldKey
from tdkt_desktop.domain.sealing import ASSESSMENT, VISIT, Gap
from tdkt_desktop.ui.controls.background import Background
from tdkt_desktop.ui.controls.field_keys import find_field
from tdkt_desktop.ui.controls.fields import dropped_files, label
from tdkt_desktop.ui.controls.step_list import Step, StepList, step_of
from tdkt_desktop.ui.desk.sheet import Sheet
from tdkt_desktop.ui.look.theme import GAP, LINE_WIDTH, PAGE, UNIT, Theme
from tdkt_desktop.ui.unit.assessment_form import AssessmentForm
from tdkt_desktop.ui.unit.criterion_form import CriterionForm
from tdkt_desktop.ui.unit.gap_panel import GapPanel, missing_questions
from tdkt_desktop.ui.unit.sealing_flow import SealingFlow, strip_words
from tdkt_desktop.ui.unit.stops import first_stop, place_of_focus, put_cursor
from tdkt_desktop.ui.unit.visit_form import VisitForm

MAP_WIDTH, PANEL_WIDTH = 316, 260
MAP_SHARE, MAP_SHARE_ALONE = 0.27, 0.3  # of the window, at most: beside the right column, and without it
LEAST_FORM = 460  # px at 100 %: with less, the map gives way to a panel that was asked for
CAMPAIGN_FILES = (".tdkt", ".tdktdb", ".yaml", ".yml", ".xlsx")
NO_MORE = "Biên bản đã chốt nên không thêm minh chứng; hãy dùng Bổ sung có lý do"
PANEL_FROM = 1366  # px of window width: below it the right panel folds away

Form = VisitForm | CriterionForm | AssessmentForm


class UnitTab(QWidget):
    """Shows one step at a time. `preview_requested(unit)`, `export_requested(unit)` ask for the minutes."""

    preview_requested = Signal(str)
    export_requested = Signal(str)
    step_shown = Signal()
    said = Signal(str)

    def __init__(self, sheet: Sheet, theme: Theme, background: Background) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.sheet, self._theme = sheet, theme
        self.form: Form | None = None
        self.steps = StepList(theme)
        self.panel = GapPanel(sheet, theme, background)
        self._scroll = QScrollArea()
        self._panel_wanted: bool | None = None  # None: as the room allows
        self._sealing = SealingFlow(sheet, self, self._go_to_gap)
        self._build()
        self.steps.fill(self._steps())
        self.steps.step_chosen.connect(self.show_step)
        self.panel.gap_requested.connect(self.go_to_question)
        self.panel.preview_requested.connect(lambda: self.preview_requested.emit(sheet.unit.code))
        self.panel.export_requested.connect(lambda: self.export_requested.emit(sheet.unit.code))
        self.panel.seal_requested.connect(self._sealing.run)
        self.panel.evidence.taken.connect(self.said)
        sheet.changed.connect(self._refresh)
        sheet.reloaded.connect(self._rebuild)
        sheet.replayed.connect(self._show_replayed)
        theme.changed.connect(self._rebuild)
        theme.changed.connect(self._show_panel)
        self.show_step(VISIT)

    def show_step(self, key: str) -> None:
        """Show a step's form; what was typed before begins to be written first."""
        if self.form is not None:
            self.sheet.hurry()
        self.steps.show_step(key)
        self._show_form(self._make_form(key))
        self.panel.evidence.show_criterion("" if key.startswith("@") else key)
        self.step_shown.emit()

    def go_to_question(self, code: str) -> None:
        """Show the criterion of a question and put the cursor into the question."""
        home = self.sheet.checklist.home(code)
        if self.steps.key != home.code:
            self.show_step(home.code)
        if isinstance(self.form, CriterionForm):
            self.form.focus_question(code)
            row = self.form.rows[code]
            if not self.sheet.editable:  # sealed fields take no cursor: the question shows itself
                self.form.point_out(code)
                self.steps.setFocus()
            QTimer.singleShot(0, row, lambda: self._scroll.ensureWidgetVisible(row, 0, 3 * UNIT))

    def go_to_next_gap(self) -> None:
        """Jump to the first missing question after the current step, or to the first of all."""
        missing = [question.code for _, question in missing_questions(self.sheet)]
        if missing:
            self.go_to_question(self._next_of(missing))

    def next_seal_step(self) -> None:
        """Seal the minutes, open them again while nothing was printed, begin or end an addition."""
        self._sealing.run()

    def _show_replayed(self, made: Sequence[Change]) -> None:
        self.show_field((made[0].subject, made[0].field))

    def show_field(self, key: FieldKey) -> None:
        """Show a field as the record has it now, on its step, with the cursor in it."""
        if key[0].startswith("evidence/"):
            self._show_evidence(self.sheet.home_of_evidence(key[0]) or VISIT)
            return
        from tdkt_desktop.workflows.history import place_of

        place = place_of(*key, self.sheet.checklist)
        if place.step and place.step != self.steps.key:
            self.show_step(place.step)
        elif self.form is not None:
            self.form.refresh()
        if self.form is None:
            return
        field = find_field(self.form, key)
        if field is not None:
            row = self.form.rows.get(place.question) if isinstance(self.form, CriterionForm) else None
            if row is not None and key[0].startswith("answer/"):
                row.focus()
            else:
                first_stop(field).setFocus()
            QTimer.singleShot(0, field, lambda: self._scroll.ensureWidgetVisible(field, 0, 3 * UNIT))

    def _show_evidence(self, step: str) -> None:
        if step != self.steps.key:
            self.show_step(step)
        evidence = self.panel.evidence
        if self.panel.isVisible():
            (evidence.list if evidence.files else evidence.add).setFocus()

    def toggle_panel(self) -> None:
        """Show or hide the right column, whatever the room."""
        self._panel_wanted = not self.panel.isVisible()
        self._show_panel()

    @property
    def place(self) -> tuple[str, str, int]:
        """Where the person is: the step, the field (blank outside the form), the cursor in it."""
        field, cursor = place_of_focus(self.form, self.focusWidget()) if self.form is not None else ("", 0)
        return self.steps.key, field, cursor

    def return_to(self, step: str, field: str, cursor: int) -> None:
        """Go back to a place of an earlier day, as far as it still exists."""
        if step in {one.key for one in self._steps()}:
            self.show_step(step)
        if not self._put_cursor(field, cursor):
            self.focus_form()

    def _put_cursor(self, field: str, cursor: int) -> bool:
        """Put the keyboard into a field of the form that is shown. False when it is not there."""
        stop = put_cursor(self.form, field, cursor) if self.form is not None else None
        if stop is not None:
            QTimer.singleShot(0, stop, lambda: self._scroll.ensureWidgetVisible(stop, 0, 3 * UNIT))
        return stop is not None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # Qt's name
        """Files are evidence here; those of a campaign or a team are left to the window."""
        data = event.mimeData()
        files = dropped_files(data)
        if data.hasImage() or any(file.suffix.lower() not in CAMPAIGN_FILES for file in files):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:  # Qt's name
        event.acceptProposedAction()  # in any case: the window would take a photo for a file to open
        if self.sheet.editable:
            self.panel.evidence.take_mime(event.mimeData())
        else:
            self.said.emit(NO_MORE)

    def step_by(self, step: int) -> None:
        """Go to the step before or after."""
        key = self.steps.neighbour(step)
        if key != self.steps.key:
            self.show_step(key)
            self.focus_form()

    def focus_form(self) -> None:
        """Put the cursor into the first thing to do on the form that is shown."""
        if self.form is not None:
            self.form.focus_first()

    def return_focus(self) -> None:
        """The keyboard goes back to where it was in the form, or to the first thing to do."""
        last: QWidget | None = self.focusWidget()  # Qt may give none, whatever the stub says
        if last is not None and self.form is not None and self.form.isAncestorOf(last):
            last.setFocus()
        else:
            self.focus_form()

    def resizeEvent(self, event: QResizeEvent) -> None:  # Qt's name
        super().resizeEvent(event)
        self._show_panel()

    def _show_panel(self) -> None:
        """Share out the width. The form comes before the map: beside both it must still have room."""
        px, room = self._theme.px, self.window().width()
        roomy = room >= PANEL_FROM * max(1.0, self._theme.zoom)
        shown = roomy if self._panel_wanted is None else self._panel_wanted
        left = min(px(MAP_WIDTH), round(room * (MAP_SHARE if shown else MAP_SHARE_ALONE)))
        right = min(px(PANEL_WIDTH), room // 2)
        self.steps.setFixedWidth(left)
        self.panel.set_width(right)
        self.panel.setVisible(shown)
        self.steps.setVisible(not shown or room - left - right >= px(LEAST_FORM))

    def _go_to_gap(self, gap: Gap) -> None:
        if gap.question:
            self.go_to_question(gap.question)
        else:
            self.show_step(gap.step)
            self.focus_form()

    def _build(self) -> None:
        self._scroll.setProperty("role", "page")
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName("Phiếu đang mở")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.steps)
        line.addWidget(self._scroll, 1)
        line.addWidget(self.panel)

    def _steps(self) -> list[Step]:
        middle = [
            step_of(criterion.code, f"{number}. {criterion.name}", done)
            for number, (criterion, done) in enumerate(
                zip(self.sheet.checklist.criteria, self.sheet.progress.criteria, strict=True), start=1
            )
        ]
        return [Step(VISIT, "Thông tin buổi kiểm tra"), *middle, Step(ASSESSMENT, "Nhận xét, kết luận")]

    def _refresh(self) -> None:
        self.steps.fill(self._steps())

    def _rebuild(self) -> None:
        """Show the step anew, with the cursor where it was."""
        _, field, cursor = self.place
        self._refresh()
        self.panel.refresh()
        self._show_form(self._make_form(self.steps.key or VISIT))
        if field and self.sheet.editable:
            self._put_cursor(field, cursor)
        elif not self.sheet.editable and self.isVisible():
            self.panel.preview.setFocus()  # what comes next once the minutes are sealed

    def open_state(self) -> None:
        """Show the state menu of the question the cursor is in."""
        focus: QWidget | None = self.focusWidget()  # Qt may give none, whatever the stub says
        rows = self.form.rows.values() if isinstance(self.form, CriterionForm) else ()
        row = next((one for one in rows if focus is not None and one.isAncestorOf(focus)), None)
        if row is not None:
            row.open_state()

    def _make_form(self, key: str) -> Form:
        if key == VISIT:
            return VisitForm(self.sheet, self._theme)
        if key == ASSESSMENT:
            return AssessmentForm(self.sheet, self._theme)
        criteria = self.sheet.checklist.criteria
        number = next(index for index, criterion in enumerate(criteria, start=1) if criterion.code == key)
        return CriterionForm(self.sheet, self.sheet.checklist.criterion(key), number, self._theme)

    def _show_form(self, form: Form) -> None:
        self.form = form
        form.setEnabled(self.sheet.editable)
        form.setMaximumWidth(self._theme.px(LINE_WIDTH))
        page = QWidget()
        page.setProperty("role", "page")
        line = QHBoxLayout(page)
        line.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        line.addStretch(1)
        column = QVBoxLayout()
        if words := strip_words(self.sheet.inspection):  # the panel that says so too may be folded away
            strip = label(words, "strip")
            strip.setMaximumWidth(form.maximumWidth())
            column.addWidget(strip)
            column.addSpacing(GAP)
        column.addWidget(form)
        line.addLayout(column, 100)
        line.addStretch(1)
        self._scroll.setWidget(page)
        self._scroll.verticalScrollBar().setValue(0)
        self._put_panel_last(form)

    def _put_panel_last(self, form: Form) -> None:
        """Tab goes through the form before the panel, which is older and would come first."""
        fields = [
            field for field in form.findChildren(QWidget) if field.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        if not fields:
            return
        before = fields[-1]
        for after in self.panel.findChildren(QWidget):
            if after.focusPolicy() & Qt.FocusPolicy.TabFocus:
                QWidget.setTabOrder(before, after)
                before = after

    def _next_of(self, missing: list[str]) -> str:
        order = [question.code for question in self.sheet.checklist.questions()]
        focus: QWidget | None = self.focusWidget()  # Qt may give none, whatever the stub says
        here = -1
        if isinstance(self.form, CriterionForm):
            rows = self.form.rows.items()
            inside = [code for code, row in rows if focus is not None and row.isAncestorOf(focus)]
            first = self.form.criterion.questions[0].code if self.form.criterion.questions else ""
            here = order.index(inside[0]) if inside else order.index(first) - 1 if first else -1
        return next((code for code in missing if order.index(code) > here), missing[0])
