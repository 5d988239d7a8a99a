"""What a unit reported beside what the team recorded, question by question; only a click takes anything over."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.domain.self_report import SelfReport
from tdkt_desktop.ui.controls.fields import button, label
from tdkt_desktop.ui.desk.sheet import Sheet
from tdkt_desktop.ui.look.theme import GAP, PAGE, UNIT
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.workflows.unit.unit_forms import DIFFERENT, SAME, STATE_WORDS, ReportedRow, laid_beside

NAME = "Phiếu tự kiểm tra của đơn vị"
HOW = "Câu trả lời của đoàn không đổi khi đọc phiếu. Muốn lấy số của đơn vị thì bấm nút ở dưới; hoàn tác được (Ctrl+Z)."
TITLES = ("Câu", "Nội dung", "Đơn vị báo cáo", "Đoàn ghi", "So sánh")
SEALED = "Biên bản đã chốt nên không lấy số báo cáo vào được."
LETTERS, LINES, SHOWN_PROBLEMS = 150, 40, 5
SIGNS = {DIFFERENT: "≠ ", SAME: "= "}


class FormReportDialog(QDialog):
    """`going(question)` to the place of a question; the dialog closes then."""

    going = Signal(str)

    def __init__(self, sheet: Sheet, report: SelfReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet, self._report = sheet, report
        self.setWindowTitle(NAME)
        self.setAccessibleName(NAME)
        self.words = label("", "heading")
        self.problems = label("", "problem")
        self.table = QTableWidget(0, len(TITLES))
        self.table.setHorizontalHeaderLabels(TITLES)
        self.table.setAccessibleName("Số đơn vị báo cáo bên cạnh số đoàn kiểm tra")
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 2 * UNIT)
        self.table.itemSelectionChanged.connect(self._show_current)
        self.table.cellDoubleClicked.connect(lambda *_: self._go())
        self.ask = label("", "question")
        self.reported = label("", "question")
        self.verified = label("", "question")
        self.take = button("&Lấy làm câu trả lời của đoàn")
        self.take.clicked.connect(self._take)
        self.jump = button("Tới &chỗ này")
        self.jump.clicked.connect(self._go)
        self.figures = button("")
        self.figures.clicked.connect(self._take_figures)
        self._build()
        self.refresh()
        self.table.setFocus()

    def refresh(self) -> None:
        """Lay the report beside the record as it is now."""
        sheet = self._sheet
        self.reading = laid_beside(sheet.session, self._report, sheet.inspection)
        rows = self.reading.rows
        different = sum(row.state == DIFFERENT for row in rows)
        self.words.setText(
            f"{sheet.unit.listed}: {padded(len(rows))} câu có ghi, {padded(different)} câu khác với đoàn"
        )
        at = max(0, self.table.currentRow())
        self.table.setRowCount(len(rows))
        for place, row in enumerate(rows):
            self._fill(place, row)
        self.table.setCurrentCell(min(at, len(rows) - 1), 0)
        found = [one.words for one in self.reading.problems]
        more = [f"… và {len(found) - SHOWN_PROBLEMS} ô nữa"] if len(found) > SHOWN_PROBLEMS else []
        head = [f"{padded(len(found))} ô của phiếu không đọc được:"] if found else []
        self.problems.setText("\n".join([*head, *found[:SHOWN_PROBLEMS], *more]))
        self.problems.setVisible(bool(found))
        count = len(self.reading.changes)
        self.figures.setText(f"Ghi {padded(count)} &số báo cáo vào phần đối chiếu")
        self.figures.setAccessibleName(self.figures.text().replace("&", ""))
        self.figures.setVisible(bool(count))
        self.figures.setEnabled(sheet.editable)
        self._show_current()

    @property
    def current(self) -> ReportedRow | None:
        at = self.table.currentRow()
        return self.reading.rows[at] if 0 <= at < len(self.reading.rows) else None

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        box.setSpacing(UNIT)
        box.addWidget(self.words)
        box.addWidget(label(HOW if self._sheet.editable else SEALED, "hint"))
        box.addWidget(self.problems)
        box.addWidget(self.table, 1)
        box.addWidget(self.ask)
        sides = QGridLayout()
        sides.setHorizontalSpacing(GAP)
        for column, (title, words) in enumerate(
            (("Đơn vị báo cáo", self.reported), ("Đoàn ghi", self.verified))
        ):
            sides.addWidget(label(title, "field"), 0, column)
            sides.addWidget(words, 1, column, Qt.AlignmentFlag.AlignTop)
            sides.setColumnStretch(column, 1)
        box.addLayout(sides)
        line = QHBoxLayout()
        line.setSpacing(UNIT)
        for one in (self.take, self.jump, self.figures):
            one.setAutoDefault(False)
            line.addWidget(one)
        line.addStretch(1)
        close = button("Đón&g", "primary")
        close.clicked.connect(self.accept)
        line.addWidget(close)
        box.addLayout(line)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (1, 2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column in (0, 4):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        metrics, room = self.fontMetrics(), self.screen().availableSize()
        self.resize(
            min(LETTERS * metrics.averageCharWidth(), room.width() - 2 * PAGE),
            min(LINES * metrics.height(), room.height() - 3 * PAGE),
        )
        self.finished.connect(self.deleteLater)

    def _fill(self, place: int, row: ReportedRow) -> None:
        state = f"{SIGNS.get(row.state, '')}{STATE_WORDS[row.state]}"
        for column, text in enumerate((row.number, row.ask, row.reported, row.verified, state)):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{TITLES[column]}: {text}")
            if row.state == DIFFERENT and column == len(TITLES) - 1:
                item.setForeground(QBrush(QColor(self._warning())))
            self.table.setItem(place, column, item)

    def _warning(self) -> str:
        from tdkt_desktop.ui.look.palette import PALETTES

        dark = self.palette().window().color().lightness() < 128
        return next(one.not_met for one in PALETTES if (one.name == "dark") == dark)

    def _show_current(self) -> None:
        row = self.current
        self.ask.setText(f"{row.number}. {row.ask}" if row else "")
        self.reported.setText(row.reported if row else "")
        self.verified.setText(row.verified if row else "")
        self.take.setEnabled(row is not None and row.state != SAME and self._sheet.editable)
        self.jump.setEnabled(row is not None)

    def _take(self) -> None:
        from tdkt_desktop.workflows.unit.self_report_taking import takeover_changes

        if (row := self.current) is not None:
            question = self._sheet.checklist.question(row.code)
            made = takeover_changes(self._sheet.inspection, self._report, question)
            self._record(made, f"Lấy số đơn vị báo cáo: câu {row.number}")

    def _take_figures(self) -> None:
        self._record(self.reading.changes, "Ghi số báo cáo vào phần đối chiếu")

    def _record(self, changes: tuple[Change, ...], words: str) -> None:
        self._sheet.edit(changes, words=words, typed=False)
        self._sheet.replayed.emit(changes)
        self._sheet.flush()
        self.refresh()

    def _go(self) -> None:
        if (row := self.current) is not None:
            self.accept()
            self.going.emit(row.code)
