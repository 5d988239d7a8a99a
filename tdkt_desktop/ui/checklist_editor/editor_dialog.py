"""The window "Soạn phiếu kiểm tra": outline on the left, properties and sample sentences on the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from tdkt_desktop.domain.draft.problems import Problem
from tdkt_desktop.domain.draft.tree import Node
from tdkt_desktop.domain.errors import TdktError
from tdkt_desktop.ui.checklist_editor.draft_desk import DraftDesk
from tdkt_desktop.ui.checklist_editor.editor_errands import EditorErrands
from tdkt_desktop.ui.checklist_editor.editor_menu import build_menus
from tdkt_desktop.ui.checklist_editor.editor_verbs import EditorVerbs
from tdkt_desktop.ui.checklist_editor.outline import Outline
from tdkt_desktop.ui.checklist_editor.properties import Properties
from tdkt_desktop.ui.checklist_editor.samples import SamplePane
from tdkt_desktop.ui.controls.fields import button, label, with_icon
from tdkt_desktop.ui.controls.flow_layout import FlowLayout
from tdkt_desktop.ui.controls.messages import show_error
from tdkt_desktop.ui.controls.preedit import commit_preedit
from tdkt_desktop.ui.look.theme import GAP, PAGE, UNIT, Theme

if TYPE_CHECKING:
    from tdkt_desktop.ui.desk.desk import Desk

NAME = "Soạn phiếu kiểm tra"
TOPIC = "soan-phieu-kiem-tra"
FRAME_HEIGHT = 32
LETTERS, LINES = 190, 48


class ChecklistEditor(QDialog):
    """`saved(Version)` after a version was saved; `used` after the open campaign took it."""

    saved = Signal(object)
    used = Signal()
    help_asked = Signal(str)

    def __init__(
        self, desk: DraftDesk, theme: Theme, campaign: Desk | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk, self.theme = desk, theme
        desk.setParent(self)
        self.setWindowTitle(NAME)
        self.setAccessibleName(NAME)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.outline = Outline(desk, theme)
        self.properties = Properties(desk)
        self.samples = SamplePane()
        self.errands = EditorErrands(desk, self.outline, theme, campaign, self.go_to, self)
        self.errands.saved.connect(self.saved)
        self.errands.used.connect(self.used)
        self.errands.used.connect(self.reject)
        self.verbs = EditorVerbs(desk, self.outline, self, lambda _: self.properties.focus_field())
        table = self.verbs.table() | {
            "save": self.errands.save,
            "use": self.errands.use,
            "versions": self.errands.show_versions,
            "export": self.errands.ask_export,
            "import": self.errands.ask_import,
            "close": self.close,
            "form": self.errands.show_form,
            "paper": self.errands.show_paper,
            "next_problem": self.next_problem,
            "help": lambda: self.help_asked.emit(TOPIC),
        }
        bar, self.actions_by_key = build_menus(self, table)
        self._table: dict[str, Callable[[], object]] = {**table, "edit": self.properties.focus_field}
        for key in ("add_question", "add_criterion", "copy", "up", "down", "into", "remove"):
            self.outline.menu.addAction(self.actions_by_key[key])
        self.trouble = button("", "flat")
        self.trouble.clicked.connect(self.next_problem)
        self.words = label("", "hint")
        self.kept = label("", "hint")
        self._build(bar)
        self.outline.chosen.connect(self._show_node)
        self.outline.verb.connect(lambda name: self._table[name]())
        desk.changed.connect(lambda _: self._follow())
        desk.stepped.connect(self._stepped)
        desk.said.connect(self.words.setText)
        desk.kept.connect(self.kept.setText)
        desk.refused.connect(lambda _node, message: self.words.setText(message))
        self.outline.go_to(self.outline.node)
        self._follow()
        if desk.edited:
            self.words.setText(
                "Đang soạn tiếp bản nháp lần trước. Phiếu, Trở về bản đã lưu để bỏ phần soạn dở."
            )
        self.outline.setFocus()

    def next_problem(self) -> None:
        """Go to the next thing to mend, those that stop saving first."""
        found = self.desk.blocking or self.desk.problems
        if not found:
            self.words.setText("Không còn chỗ nào cần sửa.")
            return
        here = self.outline.node
        places = [one.node for one in found]
        at = places.index(here) + 1 if here in places else 0
        self.go_to(found[at % len(found)])

    def go_to(self, problem: Problem) -> None:
        self.outline.go_to(problem.node)
        self.properties.focus_field(problem.field)

    def closeEvent(self, event: QCloseEvent) -> None:  # Qt's name
        if self._let_go():
            super().closeEvent(event)
        else:
            event.ignore()

    def reject(self) -> None:
        """Esc and closing keep the draft."""
        if self._let_go():
            super().reject()

    def _let_go(self) -> bool:
        commit_preedit()
        try:
            self.desk.close()
        except TdktError as error:
            show_error(self, error)
            return False
        return True

    def _stepped(self, node: Node) -> None:
        self.outline.refresh()
        self.outline.go_to(node)
        self._show_node(self.outline.node)
        self._follow()

    def _show_node(self, node: Node) -> None:
        self.properties.show_node(node)
        self.samples.show_of(self.desk.tree, self.properties.node)

    def _follow(self) -> None:
        self.outline.refresh()
        self.samples.show_of(self.desk.tree, self.properties.node)
        blocking, noted = len(self.desk.blocking), len(self.desk.problems) - len(self.desk.blocking)
        said = [f"{blocking:02d} chỗ cần sửa"] if blocking else []
        said += [f"{noted:02d} chỗ nên xem"] if noted else []
        self.trouble.setText(", ".join(said) or "Phiếu hợp lệ")
        self.trouble.setAccessibleName(self.trouble.text())
        history = self.desk.history
        for key, verb, words in (
            ("undo", "&Hoàn tác", history.back_words),
            ("redo", "&Làm lại", history.forth_words),
        ):
            self.actions_by_key[key].setEnabled(bool(words))
            self.actions_by_key[key].setText(f"{verb}: {words.replace('&', '&&')}" if words else verb)
        self.save_button.setEnabled(self.desk.edited or not self.desk.tree["version"])
        self.actions_by_key["start_over"].setEnabled(self.desk.edited)
        self.setWindowTitle(f"{NAME} – {self.desk.tree['title']}")

    def _build(self, bar: QWidget) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.setMenuBar(bar)
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.setChildrenCollapsible(False)
        sides.addWidget(self._left())
        right = QSplitter(Qt.Orientation.Vertical)
        right.setChildrenCollapsible(False)
        right.addWidget(self.properties)
        right.addWidget(self.samples)
        right.setStretchFactor(0, 3)
        right.setStretchFactor(1, 2)
        sides.addWidget(right)
        sides.setStretchFactor(0, 4)
        sides.setStretchFactor(1, 5)
        box.addWidget(sides, 1)
        line = QHBoxLayout()
        line.setContentsMargins(GAP, UNIT, GAP, UNIT)
        line.setSpacing(GAP)
        line.addWidget(self.trouble)
        line.addWidget(self.words, 1)
        line.addWidget(self.kept)
        self.kept.setWordWrap(False)
        self.save_button = button("&Lưu thành bản mới…", "primary")
        self.save_button.clicked.connect(self.errands.save)
        close = button("Đón&g")
        close.clicked.connect(self.close)
        for one in (self.trouble, self.save_button, close):
            one.setAutoDefault(False)
        line.addWidget(self.save_button)
        line.addWidget(close)
        box.addLayout(line)
        room, metrics = self.screen().availableSize(), self.fontMetrics()
        self.resize(
            min(LETTERS * metrics.averageCharWidth(), room.width() - PAGE),
            min(LINES * metrics.height(), room.height() - PAGE - FRAME_HEIGHT),
        )
        sides.setSizes([self.width() * 4 // 9, self.width() * 5 // 9])

    def _left(self) -> QWidget:
        side = QWidget()
        box = QVBoxLayout(side)
        box.setContentsMargins(GAP, GAP, UNIT, UNIT)
        box.setSpacing(UNIT)
        line = FlowLayout()
        line.setSpacing(UNIT)
        for icon, words, verb in (("add", "Thêm câu &hỏi", "add_question"), ("remove", "&Bỏ", "remove")):
            made = with_icon(button(words), self.theme.icon(icon))
            made.setAutoDefault(False)
            made.clicked.connect(self._table_of(verb))
            line.addWidget(made)
        for icon, words, verb in (("up", "Chuyển lên", "up"), ("down", "Chuyển xuống", "down")):
            made = with_icon(button("", "", words), self.theme.icon(icon))
            made.setToolTip(words)
            made.setAutoDefault(False)
            made.clicked.connect(self._table_of(verb))
            line.addWidget(made)
        box.addLayout(line)
        box.addWidget(self.outline, 1)
        return side

    def _table_of(self, verb: str) -> Callable[[], object]:
        return self._table[verb]
