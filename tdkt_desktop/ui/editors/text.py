"""Editor of free text that grows with what is typed."""

from __future__ import annotations

from tdkt_desktop.domain.checklist import Question
from tdkt_desktop.domain.values import Answer
from tdkt_desktop.ui.controls.fields import GrowingText
from tdkt_desktop.ui.editors.base import Editor


class TextEditor(Editor):
    """Free text; blank text means nothing is answered."""

    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self.field = GrowingText(question.ask)
        self.field.text_edited.connect(lambda text: self._emit(text if text.strip() else None))
        self._box.addWidget(self.field)
        self.setFocusProxy(self.field)

    def _show(self, answer: Answer) -> None:
        self.field.load(answer.value if isinstance(answer.value, str) else "")
