"""The steps of writing a checklist: every state is kept, back to the start and forth again without a limit."""

from __future__ import annotations

from typing import NamedTuple

from tdkt_desktop.domain.draft.tree import ROOT, Node, Tree, questions
from tdkt_desktop.domain.draft.verbs import Step


class State(NamedTuple):
    """The checklist after a step, the node it was about, and the words of the step."""

    tree: Tree
    node: Node
    words: str
    burst: str = ""


class DraftHistory:
    """The states so far; trees share what did not change, so that a thousand steps cost little."""

    def __init__(self, tree: Tree) -> None:
        self._states = [State(tree, ROOT, "")]
        self._at = 0
        self.codes: set[str] = set()  # every code that was ever here: a new question must have another
        self._remember(tree)

    @property
    def tree(self) -> Tree:
        return self._states[self._at].tree

    @property
    def back_words(self) -> str:
        """What undo would take back; blank at the start."""
        return self._states[self._at].words if self._at else ""

    @property
    def forth_words(self) -> str:
        """What redo would do again; blank at the end."""
        return self._states[self._at + 1].words if self._at + 1 < len(self._states) else ""

    def do(self, step: Step, words: str, burst: str = "") -> bool:
        """Take a step. Typing in one field (the same `burst`) is one step. False when nothing changed."""
        if step.tree == self.tree:
            return False
        now = self._states[self._at]
        going_on = bool(burst) and burst == now.burst and self._at + 1 == len(self._states)
        del self._states[self._at + 1 - going_on :]
        self._states.append(State(step.tree, step.node, words, burst))
        self._at = len(self._states) - 1
        self._remember(step.tree)
        return True

    def end_burst(self) -> None:
        """What is typed from now on is a step of its own."""
        self._states[self._at] = self._states[self._at]._replace(burst="")

    def undo(self) -> Node | None:
        """One step back. The node it was about; None at the start."""
        if not self._at:
            return None
        self._at -= 1
        return self._states[self._at + 1].node

    def redo(self) -> Node | None:
        """One step forth again. The node it is about; None at the end."""
        if self._at + 1 >= len(self._states):
            return None
        self._at += 1
        return self._states[self._at].node

    def _remember(self, tree: Tree) -> None:
        self.codes.update(one["code"] for one in questions(tree))
        self.codes.update(one["code"] for one in tree["criteria"])
