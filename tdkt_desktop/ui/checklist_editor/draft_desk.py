"""The checklist on the desk: its steps, what is wrong with it, and the copy on the disk that survives a power cut."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from tdkt_desktop.domain.draft.history import DraftHistory
from tdkt_desktop.domain.draft.problems import Problem, problems
from tdkt_desktop.domain.draft.tree import ROOT, DraftRefused, Node, Part, Tree, children, numbers
from tdkt_desktop.domain.draft.verbs import Step
from tdkt_desktop.domain.errors import TdktError
from tdkt_desktop.ui.controls.background import Background
from tdkt_desktop.workflows.checklist.checklist_drafts import Draft, drop_draft, keep_draft

WAIT_MS = 300


class DraftDesk(QObject):
    """`changed(node)` after an edit, `stepped(node)` after undo or redo, `said(words)` for the line at the bottom,
    `refused(node, message)` for an edit that was not made, `kept(words)` when the draft is on the disk or could not be.
    """

    changed = Signal(object)
    stepped = Signal(object)
    said = Signal(str)
    refused = Signal(object, str)
    kept = Signal(str)

    def __init__(
        self,
        draft: Draft,
        answered: Mapping[str, int] | None = None,
        used: Collection[str] = (),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.base = draft.base
        self.answered = dict(answered or {})  # how many units of the open campaign answered each question
        self._used = {*self.answered, *used}  # codes that a new question must not have
        self.history = DraftHistory(draft.base)
        if draft.tree != draft.base:
            self.history.do(Step(draft.tree, ROOT), "phần soạn dở lần trước")
        self.history.codes |= self._used
        self.problems: tuple[Problem, ...] = problems(self.tree)
        self.background = Background(self)
        self._lock, self._count, self._written = threading.Lock(), 0, 0
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self._keep)

    @property
    def tree(self) -> Tree:
        return self.history.tree

    @property
    def code(self) -> str:
        return str(self.base["code"])

    @property
    def edited(self) -> bool:
        return self.tree != self.base

    @property
    def blocking(self) -> tuple[Problem, ...]:
        return tuple(one for one in self.problems if one.blocking)

    def do(self, verb: Callable[[Tree], Step], words: str, burst: str = "") -> bool:
        """Make an edit; one that cannot be made says so and changes nothing."""
        before = self.tree
        try:
            step = verb(before)
        except DraftRefused as error:
            self.refused.emit(error.node, str(error))
            return False
        if not self.history.do(step, words, burst):
            return True
        self._look()
        told = [f"Đã {words}."] if words and not burst else []
        told += [f"Bỏ theo: {step.told}."] if step.told else []
        told += [self._answers_left(before)] if self.answered else []
        self.changed.emit(step.node)
        if told := [one for one in told if one]:
            self.said.emit(" ".join(told))
        return True

    def undo(self) -> None:
        words = self.history.back_words
        self._stepped(self.history.undo(), f"Đã hoàn tác: {words}.")

    def redo(self) -> None:
        words = self.history.forth_words
        self._stepped(self.history.redo(), f"Đã làm lại: {words}.")

    def start_over(self) -> None:
        """Back to the saved version, as one more step that can be undone."""
        base = self.base
        self.do(lambda _tree: Step(base, ROOT), "trở về bản đã lưu")

    def settle(self, base: Tree) -> None:
        """The checklist was saved as a version: from here on that is what edits are of."""
        self._wait.stop()
        old, self.base = self.code, base
        self.history = DraftHistory(base)
        self.history.codes |= self._used
        self._look(keep=False)
        self._keep(gone=old)  # nothing is left to keep: the draft goes, also the one of a built-in list
        self.stepped.emit(ROOT)

    def close(self) -> None:
        """Keep what is not on the disk yet. Raises EnvironmentProblem, with everything still at work."""
        if self._wait.isActive():
            self._writer()()
            self._wait.stop()
        self.background.close(deliver=True)

    def _stepped(self, node: Node | None, words: str) -> None:
        if node is not None:
            self._look()
            self.stepped.emit(node)
            self.said.emit(words)

    def _look(self, *, keep: bool = True) -> None:
        self.problems = problems(self.tree)
        if keep:
            self._wait.start()

    def _keep(self, gone: str = "") -> None:
        self.background.run("", self._writer(gone), lambda _: self._say_kept(), self._say_lost)

    def _writer(self, gone: str = "") -> Callable[[], None]:
        self._count += 1
        number, draft = self._count, Draft(self.tree, self.base)

        def write() -> None:
            with self._lock:
                if number < self._written:
                    return  # a newer one is on the disk already
                if draft.tree != draft.base:
                    keep_draft(draft)
                else:
                    drop_draft(draft.code)
                if gone:
                    drop_draft(gone)
                self._written = number

        return write

    def _say_kept(self) -> None:
        when = datetime.now().astimezone()
        self.kept.emit(f"Bản nháp đã ghi {when:%H:%M:%S}" if self.edited else "")

    def _say_lost(self, error: BaseException) -> None:
        if not isinstance(error, TdktError):
            raise error
        self.kept.emit(str(error))

    def _answers_left(self, before: Tree) -> str:
        """What becomes of answers of the open campaign to questions that were just taken out."""
        now = numbers(self.tree)
        gone = {
            code: number
            for code, number in numbers(before).items()
            if code not in now and self.answered.get(code)
        }
        if not gone:
            return ""
        said = ", ".join(f"{number} ({self.answered[code]:02d} đơn vị)" for code, number in gone.items())
        return f"Đợt đang mở đã có câu trả lời cho câu {said}: vẫn được giữ, khi dùng bản mới sẽ hỏi chuyển sang câu nào."

    def first(self, part: Part) -> Node:
        """The first node of a kind at the top; the checklist where there is none."""
        return next((one for one in children(self.tree, ROOT) if one.part is part), ROOT)
