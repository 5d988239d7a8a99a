"""The properties of the chosen node, each with what is wrong with it beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from tdkt_desktop.domain.draft.fields import Field, Shape, fields_of
from tdkt_desktop.domain.draft.offers import Offer, answers, askable, offers
from tdkt_desktop.domain.draft.tree import STATEMENT_WORDS, Node, Part, Tree, has, name_of, value_of
from tdkt_desktop.domain.draft.values import shown, with_field
from tdkt_desktop.domain.values import Plain
from tdkt_desktop.ui.checklist_editor.condition_widgets import (
    ConditionsWidget,
    ConditionWidget,
    PhrasesWidget,
)
from tdkt_desktop.ui.checklist_editor.draft_desk import DraftDesk
from tdkt_desktop.ui.checklist_editor.field_widgets import SIMPLE, FieldWidget, PicksWidget
from tdkt_desktop.ui.controls.fields import card, clear_layout, label
from tdkt_desktop.ui.controls.in_sight import keep_in_sight, show_whole
from tdkt_desktop.ui.look.theme import GAP, PAGE, TIGHT, UNIT

TYPED = (Shape.LINE, Shape.TEXT, Shape.NUMBER, Shape.LINES, Shape.PHRASES)
CODE = "Mã câu {code}: giữ nguyên khi chuyển chỗ hoặc sửa lời."
ANSWERED = "Đợt đang mở có {count:02d} đơn vị đã trả lời câu này."


class Properties(QScrollArea):
    """Follows the desk; `show_node` for another node."""

    def __init__(self, desk: DraftDesk) -> None:
        super().__init__()
        self._desk = desk
        self.node = Node(Part.CHECKLIST)
        self._fields: tuple[Field, ...] = ()
        self.widgets: dict[str, FieldWidget] = {}
        self.problems: dict[str, QLabel] = {}
        self._refused: dict[str, str] = {}
        self.setProperty("role", "page")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Các mục để ghi của phần đang chọn")
        page = QWidget()
        page.setProperty("role", "page")
        self._page = QVBoxLayout(page)
        self._page.setContentsMargins(GAP, GAP, PAGE, GAP)
        self._page.setSpacing(UNIT)
        self.title = label("", "heading")
        self.hint = label("", "hint")
        frame, self._card = card()
        self.frame: QFrame = frame
        self._card.setSpacing(GAP)
        for part in (self.title, self.hint, frame):
            self._page.addWidget(part)
        self._page.addStretch(1)
        self.setWidget(page)
        keep_in_sight(page)
        desk.changed.connect(self._follow)
        desk.refused.connect(self._refuse)
        self.show_node(self.node)

    def show_node(self, node: Node) -> None:
        """Show another node, or this one anew."""
        self.node = node if has(self._desk.tree, node) else Node(Part.CHECKLIST)
        self._desk.history.end_burst()
        self._refused = {}
        self._build()
        self.refresh(anew=True)
        for widget in self.widgets.values():
            if isinstance(widget, PicksWidget):
                widget.show_first()
        self.verticalScrollBar().setValue(0)

    def _follow(self, node: Node) -> None:
        if not has(self._desk.tree, self.node) and has(self._desk.tree, node):
            self.node = node  # a section goes by its number, which may have changed
        self.refresh()

    def focus_field(self, key: str = "") -> None:
        """Put the cursor into a property, or into the first."""
        widget = self.widgets.get(key) or next(iter(self.widgets.values()), None)
        if widget is not None:
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self, *, anew: bool = False) -> None:
        """Show what the checklist says; a field that is typed into is left alone unless `anew`."""
        tree = self._desk.tree
        if not has(tree, self.node):
            return
        if fields_of(tree, self.node) != self._fields:
            key = next((key for key, one in self.widgets.items() if _has_keyboard(one)), "")
            self._build()
            self.focus_field(key)
            anew = True
        self._show_head(tree)
        for key, widget in self.widgets.items():
            widget.offer(self._offers(tree, widget.field))
            if anew or widget.field.shape not in TYPED or not _has_keyboard(widget):
                widget.load(shown(tree, self.node, key))
        self._show_problems()

    def _show_head(self, tree: Tree) -> None:
        said = name_of(tree, self.node)
        if self.node.part is Part.STATEMENT:
            said = f"{STATEMENT_WORDS[value_of(tree, self.node)['type']]} – mục {self.node.key}"
        self.title.setText(f"{said[:1].upper()}{said[1:]}")
        words = [CODE.format(code=self.node.key)] if self.node.part is Part.QUESTION else []
        if count := self._desk.answered.get(self.node.key):
            words.append(ANSWERED.format(count=count))
        self.hint.setText(" ".join(words))
        self.hint.setVisible(bool(words))

    def _build(self) -> None:
        clear_layout(self._card)
        self._fields = fields_of(self._desk.tree, self.node)
        self.widgets, self.problems = {}, {}
        for field in self._fields:
            self._card.addWidget(self._made(field))
        self.problems[""] = label("", "problem")
        self._card.addWidget(self.problems[""])

    def _made(self, field: Field) -> QWidget:
        """A property with its title above, advice and trouble below."""
        whole = QWidget()
        show_whole(whole)
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(TIGHT)
        widget = self._widget(field)
        if field.shape is not Shape.FLAG:
            title = label(field.title, "field")
            title.setBuddy(widget)
            box.addWidget(title)
        box.addWidget(widget)
        if field.hint:
            box.addWidget(label(field.hint, "hint"))
        problem = label("", "problem")
        problem.hide()
        box.addWidget(problem)
        widget.edited.connect(lambda value: self._edit(field, value))
        self.widgets[field.key], self.problems[field.key] = widget, problem
        return whole

    def _widget(self, field: Field) -> FieldWidget:
        desk = self._desk
        if field.shape is Shape.CONDITION:
            return ConditionWidget(field, lambda code: answers(desk.tree, code))
        if field.shape is Shape.CONDITIONS:
            return ConditionsWidget(field, lambda code: answers(desk.tree, code))
        return PhrasesWidget(field) if field.shape is Shape.PHRASES else SIMPLE[field.shape](field)

    def _offers(self, tree: Tree, field: Field) -> tuple[Offer, ...]:
        if field.shape in (Shape.CONDITION, Shape.CONDITIONS):
            return askable(tree, self.node)
        if field.shape is Shape.PHRASES:
            chosen = value_of(tree, self.node).get("questions", ())
            return tuple(one for one in offers(tree, self.node, "questions") if one[0] in chosen)
        return offers(tree, self.node, field.key) if field.shape in (Shape.PICK, Shape.PICKS) else ()

    def _edit(self, field: Field, value: Plain) -> None:
        node = self.node
        self._refused.pop(field.key, None)
        burst = f"{node}/{field.key}" if field.shape in TYPED else ""
        words = f"sửa {name_of(self._desk.tree, node)}, {field.title.lower()}"
        if self._desk.do(lambda tree: with_field(tree, node, field.key, value), words, burst):
            self._show_problems()

    def _refuse(self, node: Node, message: str) -> None:
        """An edit that was not made is told beside its property."""
        key = next((key for key, one in self.widgets.items() if _has_keyboard(one)), "")
        if node == self.node and key:
            self._refused[key] = message
            self._show_problems()

    def _show_problems(self) -> None:
        found: dict[str, list[str]] = {}
        for one in self._desk.problems:
            if one.node == self.node:
                found.setdefault(one.field if one.field in self.problems else "", []).append(one.words)
        for key, message in self._refused.items():
            found.setdefault(key, []).append(message)
        for key, problem in self.problems.items():
            words = " ".join(f"{one[:1].upper()}{one[1:]}" for one in found.get(key, ()))
            problem.setText(words)
            problem.setVisible(bool(words))
            if key in self.widgets and (part := self.widgets[key].focusProxy()) is not None:
                part.setAccessibleDescription(words)
                _mark(part, bool(words))


def _mark(part: QWidget, unclear: bool) -> None:
    if isinstance(part, QLineEdit) and part.property("unclear") != unclear:
        part.setProperty("unclear", unclear)
        part.style().unpolish(part)
        part.style().polish(part)


def _has_keyboard(widget: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (focus is widget or widget.isAncestorOf(focus))
