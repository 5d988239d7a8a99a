"""The outline of a checklist: contents with their questions, sections with their sentences, contradictions."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTreeWidget, QTreeWidgetItem

from tdkt_desktop.domain.draft.tree import (
    ROOT,
    STATEMENT_WORDS,
    Node,
    Part,
    Tree,
    children,
    numbers,
    parent,
    value_of,
)
from tdkt_desktop.domain.marks import Mark
from tdkt_desktop.ui.checklist_editor.draft_desk import DraftDesk
from tdkt_desktop.ui.look.theme import Theme

GROUPS = (
    (Part.CRITERION, "Nội dung và câu hỏi"),
    (Part.SECTION, "Mục thông báo và câu tổng hợp"),
    (Part.CONTRADICTION, "Mâu thuẫn cần soát"),
)
NODE = Qt.ItemDataRole.UserRole
LONGEST = 110


class Outline(QTreeWidget):
    """`chosen(node)` when a person goes to a node; `verb(name)` for what a key or the menu asks for."""

    chosen = Signal(object)
    verb = Signal(str)

    def __init__(self, desk: DraftDesk, theme: Theme) -> None:
        super().__init__()
        self._desk, self._theme = desk, theme
        self._items: dict[Node, QTreeWidgetItem] = {}
        self._groups: dict[Part, QTreeWidgetItem] = {}
        self._shape: list[tuple[Node, Node]] = []
        self._seen: dict[Node, tuple[str, Mark | None]] = {}  # what each row says now
        self.menu = QMenu(self)
        self.setHeaderHidden(True)
        self.setAccessibleName("Các phần của phiếu kiểm tra")
        self.setUniformRowHeights(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.currentItemChanged.connect(lambda *_: self.chosen.emit(self.node))
        theme.changed.connect(self._paint_anew)
        self.refresh()

    @property
    def node(self) -> Node:
        """The node that is chosen; the checklist itself where a group is."""
        item = self.currentItem()
        found = item.data(0, NODE) if item is not None else None
        return found if isinstance(found, Node) else ROOT

    @property
    def group(self) -> Part:
        """What would be added where nothing nearer says so: the group that is chosen or chosen in."""
        item = self.currentItem()
        while item is not None:
            for part, group in self._groups.items():
                if item is group:
                    return part
            item = item.parent()
        return Part.CRITERION

    def go_to(self, node: Node) -> None:
        """Choose a node, or the nearest one above it that is there."""
        item = self._items.get(node) or self._items.get(ROOT)
        if item is not None:
            above = item.parent()
            while above is not None:
                above.setExpanded(True)
                above = above.parent()
            self.setCurrentItem(item)
            self.scrollToItem(item)

    def refresh(self) -> None:
        """Show the checklist as it is; rows are made anew only when they are others."""
        tree = self._desk.tree
        shape = [(one, parent(tree, one)) for one in _listed(tree)]
        if shape != self._shape:
            self._build(shape)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # Qt's name
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        asked = ""
        if event.key() == Qt.Key.Key_Insert:
            asked = "add"
        elif event.key() == Qt.Key.Key_Delete:
            asked = "remove"
        elif event.key() == Qt.Key.Key_D and control:
            asked = "copy"
        elif alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            asked = "up" if event.key() == Qt.Key.Key_Up else "down"
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            asked = "edit"
        if asked:
            self.verb.emit(asked)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # Qt's name
        self.menu.exec(event.globalPos())

    def _build(self, shape: list[tuple[Node, Node]]) -> None:
        open_ones = {node for node, item in self._items.items() if item.isExpanded()}
        open_groups = {part for part, item in self._groups.items() if item.isExpanded()}
        current, first = self.node, not self._items
        self.blockSignals(True)
        self.clear()
        self._items, self._groups, self._shape, self._seen = {}, {}, shape, {}
        root = QTreeWidgetItem(self)
        root.setData(0, NODE, ROOT)
        self._items[ROOT] = root
        for part, title in GROUPS:
            group = QTreeWidgetItem(self, [title])
            group.setExpanded((first and part is Part.CRITERION) or part in open_groups)
            self._groups[part] = group
        for node, above in shape:
            holder = self._groups[node.part] if above == ROOT else self._items[above]
            item = QTreeWidgetItem(holder)
            item.setData(0, NODE, node)
            item.setExpanded(node in open_ones)
            self._items[node] = item
        self.setCurrentItem(self._items.get(current, root))
        self.blockSignals(False)

    def _paint_anew(self) -> None:
        """Marks in the colours that are in use now."""
        self._seen = {}
        self._show()

    def _show(self) -> None:
        tree = self._desk.tree
        known = numbers(tree)
        marks = self._marks()
        for node, item in self._items.items():
            words, mark = " ".join(_words(tree, node, known).split()), marks.get(node)
            if self._seen.get(node) == (words, mark):
                continue  # setting what is there already costs as much as setting anything
            self._seen[node] = (words, mark)
            item.setText(0, words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…")
            item.setToolTip(0, words)
            item.setIcon(0, self._theme.mark_icon(mark) if mark else QIcon())
            said = f"{words} – {'cần sửa' if mark is Mark.NOT_MET else 'nên xem'}" if mark else words
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, said)

    def _marks(self) -> dict[Node, Mark]:
        """What is wrong, also on whatever holds it, so that a closed branch shows it."""
        found: dict[Node, Mark] = {}
        for one in self._desk.problems:
            mark = Mark.NOT_MET if one.blocking else Mark.PARTIAL
            node = one.node
            while True:
                if found.get(node) is not Mark.NOT_MET:
                    found[node] = mark
                if node == ROOT:
                    break
                node = parent(self._desk.tree, node)
        return found


def _listed(tree: Tree, node: Node = ROOT) -> list[Node]:
    return [one for child in children(tree, node) for one in (child, *_listed(tree, child))]


def _words(tree: Tree, node: Node, known: dict[str, str]) -> str:
    """A node as the outline names it."""
    value = value_of(tree, node)
    if node.part is Part.CRITERION:
        place = next(place for place, one in enumerate(tree["criteria"], 1) if one["code"] == node.key)
        return f"{place}. {value.get('short_title') or value['title'] or '(chưa ghi)'}"
    if node.part is Part.QUESTION:
        return f"{known[node.key]}. {value['ask'] or '(chưa ghi)'}"
    if node.part is Part.SECTION:
        return f"{node.key}. {value['title'] or '(chưa ghi)'}"
    if node.part is Part.STATEMENT:
        return STATEMENT_WORDS.get(value["type"], "Câu tổng hợp")
    if node.part is Part.COUNT:
        return str(value.get("does") or "(chưa ghi)")
    return (
        f"Tên phiếu: {value['title'] or '(chưa ghi)'}" if node == ROOT else str(value["say"] or "(chưa ghi)")
    )
