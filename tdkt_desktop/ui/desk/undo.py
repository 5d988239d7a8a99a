"""Undo and redo over the whole campaign: each step has a name, and bursts of typing in one field are one step."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Protocol

from PySide6.QtGui import QAction, QUndoCommand, QUndoStack

from tdkt_desktop.domain.revisions import Change, canonical
from tdkt_desktop.ui.controls.preedit import commit_preedit

MOST_STEPS = 1000
PAUSE_SECONDS = 1.5  # of not typing: what follows is a step of its own
NAME_LETTERS = 60
TYPED = 1  # Qt merges commands of the same id
NOTHING_LEFT, NOTHING_AHEAD = "Không còn gì để hoàn tác", "Không còn gì để làm lại"
SEALED = "Biên bản đã chốt nên giữ nguyên “{words}”; hãy dùng Bổ sung có lý do"


class Replays(Protocol):
    """The part of a sheet that a step needs. `refusal` says why a step may not be replayed ("{words}" names it)."""

    refusal: str

    def replay(self, made: Sequence[Change], /) -> None: ...

    def may_replay(self, made: Sequence[Change], /) -> bool: ...


def make_stack() -> QUndoStack:
    """The stack of an open campaign."""
    stack = QUndoStack()
    stack.setUndoLimit(MOST_STEPS)
    return stack


def step_back(stack: QUndoStack, *, back: bool) -> str:
    """Undo, or redo; what is being composed is brought in first, as the newest thing done. Returns what to say.

    A step that sealed minutes refuse stays where it is.
    """
    commit_preedit()
    edit = stack.command(stack.index() - 1 if back else stack.index())
    if not isinstance(edit, Edit):
        return NOTHING_LEFT if back else NOTHING_AHEAD
    words = edit.text()
    if not edit.possible(back=back):
        return edit.sheet.refusal.format(words=words)
    if back:
        stack.undo()
    else:
        stack.redo()
    return f"{'Đã hoàn tác' if back else 'Đã làm lại'}: {words}"


def name_steps(stack: QUndoStack, undo: QAction, redo: QAction) -> None:
    """The entries of the menu say what they would undo and redo."""
    for action, verb, words in ((undo, "&Hoàn tác", stack.undoText()), (redo, "&Làm lại", stack.redoText())):
        action.setText(f"{verb}: {words.replace('&', '&&')}" if words else verb)


class Edit(QUndoCommand):
    """One step: what some fields of one unit said before and after. Pushing it changes nothing: it has happened.

    Bursts that are `typed` grow into one step, unless one begins `anew`.
    """

    def __init__(
        self,
        sheet: Replays,
        words: str,
        before: Sequence[Change],
        after: Sequence[Change],
        *,
        typed: bool,
        anew: bool = False,
    ) -> None:
        super().__init__(words if len(words) <= NAME_LETTERS else f"{words[: NAME_LETTERS - 1]}…")
        self.sheet, self.before, self.after, self.typed = sheet, tuple(before), tuple(after), typed
        self.anew = anew
        self.at = time.monotonic()
        self._done = True

    def id(self) -> int:  # Qt's name
        return TYPED if self.typed else -1

    def mergeWith(self, other: QUndoCommand) -> bool:  # Qt's name
        """Take a later burst of the same field into this step; what was typed and taken back is no step."""
        if not isinstance(other, Edit) or other.sheet is not self.sheet or other.anew:
            return False
        mine, theirs = _fields(self.after), _fields(other.after)
        if (
            not theirs <= mine
            or self.after[0].subject != other.after[0].subject
            or other.at - self.at > PAUSE_SECONDS
        ):
            return False
        later = {(change.subject, change.field): change for change in other.after}
        self.after = tuple(later.get((change.subject, change.field), change) for change in self.after)
        self.at = other.at
        self.setObsolete(not differs(self.before, self.after))
        return True

    def possible(self, *, back: bool) -> bool:
        """False where sealed minutes stand in the way."""
        return self.sheet.may_replay(self.before if back else self.after)

    def undo(self) -> None:
        self.sheet.replay(self.before)

    def redo(self) -> None:
        if self._done:  # the push itself
            self._done = False
            return
        self.sheet.replay(self.after)


def differs(before: Sequence[Change], after: Sequence[Change]) -> bool:
    """Whether two readings of the same fields, in the same order, say different things.

    Compared as they are first: writing out a long section of the notice takes longer than a keystroke may.
    """
    return any(
        old.value != new.value or canonical(old.value) != canonical(new.value)
        for old, new in zip(before, after, strict=True)
    )


def _fields(changes: Sequence[Change]) -> set[tuple[str, str]]:
    return {(change.subject, change.field) for change in changes}
