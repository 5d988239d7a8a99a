"""The notice as the window shows it, typed or already on disk; every edit of its text goes through here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from tdkt_desktop.domain.inspection import Record
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.desk.tab_keys import NOTICE
from tdkt_desktop.ui.desk.undo import Edit, differs
from tdkt_desktop.workflows.notice.notice_prose import NoticeDesk

ISSUED = "Thông báo đã ban hành nên giữ nguyên “{words}”; muốn sửa, hãy mở lại có lý do"
NAMES = {"opening": "phần mở đầu", "closing": "câu kết"}


class NoticeSheet(QObject):
    """`edited(section)` after a person's edit; `replaced(section)` when its text came from elsewhere (undo, the history,
    a suggestion taken back) and must be shown anew; `renewed` when what is recorded changed and figures follow;
    `standing_changed` when the notice was issued or opened again. The text of an issued notice is only read.
    """

    edited = Signal(str)
    replaced = Signal(str)
    renewed = Signal()
    standing_changed = Signal()
    refusal = ISSUED

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.notice = NoticeDesk(desk.session)
        self.issue = desk.session.issue()
        self._behind = False  # something was recorded that the figures do not tell yet
        self._take_record()
        desk.changed.connect(self._follow)

    def edit(self, key: str, paragraphs: Sequence[str], *, anew: bool = False) -> None:
        """Record a section's text as typed. Letters in a row are one step of undo; `anew` begins another."""
        if self.locked:
            self.replaced.emit(key)
            return
        before, after = self.notice.now(key), self.notice.edit(key, paragraphs)
        self._record(key, before, after, f"Sửa {name_of(key)}", typed=True, anew=anew)

    def put(self, key: str, paragraphs: Sequence[str], words: str) -> None:
        """Record a section's text as a step of its own, and show it."""
        self._record(key, self.notice.now(key), self.notice.edit(key, paragraphs), words)
        self.replaced.emit(key)

    def reset(self, key: str) -> None:
        """Let the program write a section again."""
        if self.locked:
            return
        words = f"Trở về bản phần mềm lập: {name_of(key)}"
        self._record(key, self.notice.now(key), self.notice.reset(key), words)
        self.replaced.emit(key)

    def read_again(self, key: str) -> None:
        """Note that a section was read with today's figures."""
        before = self.notice.now(key)
        change = None if self.locked else self.notice.read_again(key)
        if change is not None:
            self._record(key, before, change, f"Đã đọc lại {name_of(key)}")
            self.replaced.emit(key)

    def replay(self, made: Sequence[Change]) -> None:
        """Set texts to what they said before or after a step."""
        for change in made:
            key = self.notice.take(change)
            self._desk.autosave.record(change)
            self.replaced.emit(key)
        self._desk.replayed.emit(NOTICE, tuple(made))

    @property
    def locked(self) -> bool:
        """Whether the notice is issued: its text is only read."""
        return self.issue.signed

    def may_replay(self, _made: Sequence[Change]) -> bool:
        """The notice is not issued."""
        return not self.locked

    def bring_back(self, change: Change) -> None:
        """Take a text of the history, as a step that can be undone."""
        if self.locked:
            return
        key = change.subject.partition("/")[2]
        before = self.notice.now(key)
        self.notice.take(change)
        self._record(key, before, change, f"Khôi phục {name_of(key)}")
        self.replaced.emit(key)

    def catch_up(self) -> None:
        """Let the figures follow what was recorded meanwhile."""
        if self._behind:
            self._behind = False
            self._take_record()
            self.renewed.emit()

    def _record(
        self, key: str, before: Change, after: Change, words: str, *, typed: bool = False, anew: bool = False
    ) -> None:
        if not differs([before], [after]):
            return
        self._desk.autosave.record(after)
        self._desk.undo_stack.push(Edit(self, words, [before], [after], typed=typed, anew=anew))
        self.edited.emit(key)

    def _follow(self, unit: str) -> None:
        self._behind = True
        if not unit:  # read anew: texts may have come with a package
            self.notice.texts = dict(self._desk.session.campaign.texts)
            for change in self._desk.autosave.unsaved:
                if change.subject.startswith("notice/"):
                    self.notice.take(change)
            if (issue := self._desk.session.issue()) != self.issue:
                self.issue = issue
                self.standing_changed.emit()

    def _take_record(self) -> None:
        session = self._desk.session
        now = {unit.code: self._desk.inspection(unit.code) for unit in session.campaign.units}
        self.notice.renew(session.campaign, Record(now, session.record.common))


def name_of(key: str) -> str:
    """What a section is called in a sentence."""
    return NAMES.get(key, f"mục {key}")
