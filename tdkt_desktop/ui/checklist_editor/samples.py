"""The sentence that is being written, as it would be printed on made-up units: always in sight below its properties."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from tdkt_desktop.domain.draft.tree import Node, Tree
from tdkt_desktop.ui.controls.fields import clear_layout, label
from tdkt_desktop.ui.look.theme import GAP, PAGE, TIGHT

TITLE = "Câu sẽ in trong thông báo (số liệu giả định)"
LINES = 11  # of the four cases that are in sight at once


class SamplePane(QScrollArea):
    """Four cases, one below the other; hidden where there is no sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "inside")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(TITLE)
        page = QWidget()
        page.setProperty("role", "inside")
        self._cases = QVBoxLayout(page)
        self._cases.setContentsMargins(GAP, GAP, PAGE, GAP)
        self._cases.setSpacing(TIGHT)
        self.setWidget(page)
        self._shown: object = None

    @property
    def text(self) -> str:
        """What is shown, line by line."""
        entries = (self._cases.itemAt(at) for at in range(self._cases.count()))
        parts = (one.widget() for one in entries if one is not None)
        return "\n".join(str(getattr(one, "text", str)()) for one in parts if one is not None)

    def sizeHint(self) -> QSize:  # Qt's name
        return QSize(super().sizeHint().width(), LINES * self.fontMetrics().lineSpacing())

    def show_of(self, tree: Tree, node: Node) -> None:
        """Word the sentence a node belongs to."""
        from tdkt_desktop.workflows.checklist.statement_preview import statement_samples

        found = statement_samples(tree, node)
        self.setVisible(bool(found))
        if found == self._shown:
            return
        self._shown = found
        clear_layout(self._cases)
        self._cases.addWidget(label(TITLE, "heading"))
        for one in found:
            if one.title:
                self._cases.addWidget(label(one.title, "field"))
            for line in one.lines:
                self._cases.addWidget(label(line, "question"))
        self._cases.addStretch(1)
