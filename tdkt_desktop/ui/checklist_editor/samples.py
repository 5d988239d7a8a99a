"""The sentence that is being written, as it would be printed on made-up units."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tdkt_desktop.domain.draft_tree import Node, Tree
from tdkt_desktop.ui.fields import card, clear_layout, label
from tdkt_desktop.ui.theme import TIGHT, UNIT

TITLE = "Câu sẽ in trong thông báo (số liệu giả định)"


class SamplePane(QWidget):
    """Four cases, one below the other; hidden where there is no sentence."""

    def __init__(self) -> None:
        super().__init__()
        frame, box = card()
        box.addWidget(label(TITLE, "heading"))
        self._cases = QVBoxLayout()
        self._cases.setSpacing(TIGHT)
        box.addLayout(self._cases)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, UNIT, 0, 0)
        outer.addWidget(frame)
        self._shown: object = None

    def show_of(self, tree: Tree, node: Node) -> None:
        """Word the sentence a node belongs to."""
        from tdkt_desktop.workflows.statement_preview import statement_samples

        found = statement_samples(tree, node)
        self.setVisible(bool(found))
        if found == self._shown:
            return
        self._shown = found
        clear_layout(self._cases)
        for one in found:
            if one.title:
                self._cases.addWidget(label(one.title, "field"))
            for line in one.lines:
                self._cases.addWidget(label(line, "question"))
