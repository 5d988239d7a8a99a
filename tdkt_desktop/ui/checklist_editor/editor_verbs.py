"""What the keys and menus of the editor do to the checklist."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QInputDialog, QWidget

from tdkt_desktop.domain.draft import verbs as draft_verbs
from tdkt_desktop.domain.draft.tree import (
    ROOT,
    STATEMENT_WORDS,
    Node,
    Part,
    Tree,
    children,
    name_of,
    parent,
    value_of,
)
from tdkt_desktop.ui.checklist_editor.draft_desk import DraftDesk
from tdkt_desktop.ui.checklist_editor.outline import Outline

ADDED = {
    Part.CRITERION: "thêm nội dung",
    Part.QUESTION: "thêm câu hỏi",
    Part.SECTION: "thêm mục thông báo",
    Part.STATEMENT: "thêm câu tổng hợp",
    Part.COUNT: "thêm vế",
    Part.CONTRADICTION: "thêm mâu thuẫn cần soát",
}
# What Insert adds beside or below each kind of node.
NEXT = {
    Part.CRITERION: Part.QUESTION,
    Part.QUESTION: Part.QUESTION,
    Part.SECTION: Part.STATEMENT,
    Part.STATEMENT: Part.STATEMENT,
    Part.COUNT: Part.COUNT,
    Part.CONTRADICTION: Part.CONTRADICTION,
}


class EditorVerbs:
    """Edits the chosen node; `after` is called with the node to go to."""

    def __init__(
        self, desk: DraftDesk, outline: Outline, window: QWidget, after: Callable[[Node], object]
    ) -> None:
        self._desk, self._outline, self._window, self._after = desk, outline, window, after

    def table(self) -> dict[str, Callable[[], object]]:
        """The verbs by the keys of their menu entries."""
        statements = {f"statement_{kind}": self._adder(Part.STATEMENT, kind) for kind in STATEMENT_WORDS}
        return {
            "undo": self._desk.undo,
            "redo": self._desk.redo,
            "start_over": self._desk.start_over,
            "copy": self.copy,
            "up": lambda: self.move(-1),
            "down": lambda: self.move(1),
            "into": self.move_into,
            "remove": self.remove,
            "renumber": lambda: self._do(draft_verbs.renumbered, "đánh lại số mục thông báo"),
            "add": self.add,
            "add_question": self._adder(Part.QUESTION),
            "add_criterion": self._adder(Part.CRITERION),
            "add_contradiction": self._adder(Part.CONTRADICTION),
            "add_section": self._adder(Part.SECTION),
            "add_count": self._adder(Part.COUNT),
            **statements,
        }

    def add(self) -> None:
        """Insert: what belongs where the person is."""
        node = self._outline.node
        part = self._outline.group if node == ROOT else NEXT[node.part]
        self._adder(part, "counts" if part is Part.STATEMENT else "")()

    def copy(self) -> None:
        node, codes = self._outline.node, frozenset(self._desk.history.codes)
        self._do(lambda tree: draft_verbs.copied(tree, node, codes), f"chép {self._name(node)}")

    def move(self, step: int) -> None:
        node = self._outline.node
        way = "lên" if step < 0 else "xuống"
        self._do(lambda tree: draft_verbs.moved(tree, node, step), f"chuyển {self._name(node)} {way}")

    def move_into(self) -> None:
        """Ask for another content or section."""
        node, tree = self._outline.node, self._desk.tree
        holder = parent(tree, node)
        holders = [one for one in children(tree, ROOT) if one.part is holder.part and one != holder]
        if node.part not in (Part.QUESTION, Part.STATEMENT) or not holders:
            self._desk.said.emit("Chỉ chuyển được câu hỏi sang nội dung khác, câu tổng hợp sang mục khác.")
            return
        words = [f"{self._name(one)}. {value_of(tree, one)['title']}" for one in holders]
        words = [f"{one[:1].upper()}{one[1:]}" for one in words]
        chosen, given = QInputDialog.getItem(
            self._window, "Chuyển sang chỗ khác", f"Chuyển {self._name(node)} sang:", words, 0, False
        )
        if given and chosen in words:
            self._do(
                lambda now: draft_verbs.moved_to(now, node, holders[words.index(chosen)]),
                f"chuyển {self._name(node)}",
            )

    def remove(self) -> None:
        node = self._outline.node
        if node == ROOT:
            self._desk.said.emit("Hãy chọn phần cần bỏ ở cột bên trái.")
            return
        self._do(lambda tree: draft_verbs.removed(tree, node), f"bỏ {self._name(node)}")

    def _adder(self, part: Part, kind: str = "") -> Callable[[], None]:
        def add() -> None:
            node, codes = self._outline.node, frozenset(self._desk.history.codes)
            self._do(lambda tree: draft_verbs.added(tree, part, node, kind, codes), ADDED[part], editing=True)

        return add

    def _do(self, verb: Callable[[Tree], draft_verbs.Step], words: str, *, editing: bool = False) -> None:
        made: list[Node] = []

        def noting(tree: Tree) -> draft_verbs.Step:
            step = verb(tree)
            made.append(step.node)
            return step

        if self._desk.do(noting, words) and made:
            self._outline.go_to(made[0])
            if editing:
                self._after(made[0])
            else:
                self._outline.setFocus()

    def _name(self, node: Node) -> str:
        return name_of(self._desk.tree, node)
