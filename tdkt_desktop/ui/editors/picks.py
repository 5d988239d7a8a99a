"""Editors where a person picks: yes or no, and one of several choices."""

from __future__ import annotations

from collections.abc import Hashable

from tdkt_desktop.domain.checklist import Question
from tdkt_desktop.domain.values import Answer
from tdkt_desktop.ui.controls.choice_bar import ChoiceBar
from tdkt_desktop.ui.editors.base import Editor


class ChoiceEditor(Editor):
    """One of the question's own choices."""

    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self.bar = ChoiceBar(question.ask, self._options())
        self.bar.chosen.connect(self._emit)
        self._box.addWidget(self.bar)
        self.setFocusProxy(self.bar)

    def _options(self) -> list[tuple[Hashable, str]]:
        return [(words, words) for words in self.question.choices]

    def _show(self, answer: Answer) -> None:
        self.bar.show_value(answer.value if isinstance(answer.value, bool | str) else None)


class YesNoEditor(ChoiceEditor):
    """Có or Không."""

    def _options(self) -> list[tuple[Hashable, str]]:
        return [(True, "Có"), (False, "Không")]
