"""An open campaign: what is known now, and the one way to change it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Self

from tdkt_desktop.domain.campaign import Campaign, Unit
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.completeness import UnitProgress, unit_progress
from tdkt_desktop.domain.editing import applied, present, unit_of
from tdkt_desktop.domain.errors import NoticeIssued, SealedRecord, WrongFile
from tdkt_desktop.domain.inspection import COMMON, Inspection, Record
from tdkt_desktop.domain.notice_text import text_from_plain, text_to_plain
from tdkt_desktop.domain.notice_versions import ISSUE, TEXTS, VERSION, Issue, issue_of
from tdkt_desktop.domain.revisions import Change, Revision, canonical
from tdkt_desktop.domain.sealing import editable, may_change
from tdkt_desktop.storage.attachments import Attachments
from tdkt_desktop.storage.store import Store

LOG_ONLY = ("waiver/", "followup/", f"{VERSION}/", ISSUE)  # subjects that no table shows
TRIES = 3  # to read everything while somebody types


@dataclass(frozen=True)
class SaveReceipt:
    """When a save was on disk, and how many fields it wrote (0 when everything was there already)."""

    saved_at: datetime
    written: int


class CampaignSession:
    """A campaign opened by a person. Reads come from memory, `save` goes through to disk before it returns.

    `save` may be called from one worker thread while the window reads.
    """

    def __init__(self, store: Store, *, author: str = "") -> None:
        self.store = store
        self.author = author
        self.team = store.meta("team")  # the code of the team this copy belongs to; blank at the office
        self.attachments: Attachments = store.attachments()
        self._lock = threading.RLock()
        self._campaign: Campaign | None = None
        self._checklist: Checklist | None = None
        self._record: Record | None = None
        self._alone: dict[str, Inspection] = {}  # units read by themselves while the whole record is not
        self._version = 0  # of what is known: a record read meanwhile is out of date
        self._generation = store.generation  # of the store, when something was last written from here

    @property
    def path(self) -> Path:
        return self.store.path

    @property
    def campaign(self) -> Campaign:
        with self._lock:
            if self._campaign is None:
                self._campaign = self.store.campaign()
            return self._campaign

    @property
    def checklist(self) -> Checklist:
        with self._lock:
            digest = self.campaign.checklist_digest  # a merge may have brought another list
            if self._checklist is None or self._checklist.digest != digest:
                try:
                    self._checklist = self.store.checklist(digest)
                except KeyError:
                    raise WrongFile(
                        f"{self.path.name} thiếu danh mục nội dung kiểm tra.",
                        f"Hãy mở bản sao lưu gần nhất trong thư mục {self.path.parent / 'sao-luu'}.",
                    ) from None
            return self._checklist

    @property
    def record(self) -> Record:
        with self._lock:
            if self._record is None:
                self._record = self.store.record(self.checklist)
            return self._record

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units shown in this copy: the team's own, or all at the office."""
        team = self.team
        return self.campaign.units_of(team) if team else self.campaign.units

    @property
    def known(self) -> bool:
        """Whether everything recorded is in memory; until then a unit that is asked for is read by itself."""
        return self._record is not None

    def read_all(self) -> None:
        """Read everything recorded without holding up who asks for a single unit; for a worker thread."""
        checklist = self.checklist
        for _ in range(TRIES):
            version, record = self._version, self.store.record(checklist)
            with self._lock:
                if version == self._version:
                    self._record = record
                    return
        _ = self.record

    def inspection(self, unit: str) -> Inspection:
        with self._lock:
            if self._record is not None:
                return self._record.of(unit)
            if unit not in self._alone:
                self._alone[unit] = self.store.record_of(self.checklist, unit).of(unit)
            return self._alone[unit]

    def progress(self, unit: str) -> UnitProgress:
        return unit_progress(self.checklist, self.inspection(unit))

    def save(self, changes: Sequence[Change]) -> SaveReceipt:
        """Record changes in one transaction.

        Raises EnvironmentProblem with the changes unsaved, SealedRecord when one would change sealed minutes without an
        open addition, or NoticeIssued when one would change the text of an issued notice. What is judged is what is on disk: a merge that ended meanwhile may have sealed.
        """
        with self.store.held():
            if self.store.shared or self._generation != self.store.generation:
                self.forget()
                self._generation = self.store.generation
            self._refuse_sealed(changes)
            self._refuse_issued(changes)
            written = self.store.save(changes, author=self.author)
            if written:
                self._learn(changes)
        return SaveReceipt(datetime.now().astimezone(), written)

    def settle(self, change: Change) -> SaveReceipt:
        """Write what a person chose among values that disagree.

        In sealed minutes only one of those values itself: each was recorded before, nothing is made up afterwards.
        Raises SealedRecord for anything else.
        """
        with self.store.held():
            self.forget()
            if self.locked(unit := unit_of(change.subject)) and not self._is_a_side(change):
                raise self._sealed(unit)
            written = self.store.save([change], author=self.author)
            self.forget()
        return SaveReceipt(datetime.now().astimezone(), written)

    def locked(self, unit: str) -> bool:
        """Whether a unit's minutes are sealed without an open addition; False for what belongs to no unit."""
        return bool(unit) and unit != COMMON and not editable(self.inspection(unit))

    def issue(self) -> Issue:
        """Where the notice stands: open, or issued as it was signed."""
        return issue_of(self.store.of_fields([(ISSUE, ISSUE)]).get((ISSUE, ISSUE), ()))

    def history(self, subject: str, field: str = "", *, below: bool = False) -> tuple[Revision, ...]:
        """The revisions of a field, newest first; of every subject `below` it (the lines of a list) if asked."""
        return self.store.history(subject, field, below=below)

    def warm_up(self) -> None:
        """Load what saving needs ahead of the first save; for a worker thread."""
        self.store.warm_up()

    def revision_count(self) -> int:
        return self.store.revision_count()

    def has_merge(self) -> bool:
        """Whether there is a merge that could be undone."""
        return bool(self.store.last_batch())

    def conflict_count(self) -> int:
        """How many fields a person still has to settle."""
        return len(self.store.conflicts())

    def forget(self) -> None:
        """Read everything anew at the next question."""
        with self._lock:
            self._campaign = self._record = None
            self._alone.clear()
            self._version += 1

    def _refuse_sealed(self, changes: Sequence[Change]) -> None:
        """Seals hold below the window: what would alter sealed minutes is refused before anything is written."""
        seen: dict[str, Inspection] = {}
        for change in changes:
            unit = unit_of(change.subject)
            if not unit or unit == COMMON:
                continue
            inspection = seen.get(unit) or self.inspection(unit)
            if not may_change(inspection, change):
                now = present(inspection, change.subject, change.field)
                if canonical(now) == canonical(change.value) or (not now and not change.value):
                    continue
                raise self._sealed(unit)
            if change.field in ("stage", "seal") or change.subject.startswith(f"item/{unit}/@addenda/"):
                inspection = applied(inspection, self.checklist, change)
            seen[unit] = inspection

    def _refuse_issued(self, changes: Sequence[Change]) -> None:
        """The text of an issued notice stands still; what is there already may be said again."""
        texts = [one for one in changes if one.subject.startswith(TEXTS)]
        if not texts or not self.issue().signed:
            return
        known = self.campaign.texts
        for one in texts:
            now = text_to_plain(known.get(one.subject.removeprefix(TEXTS)))
            if canonical(now) != canonical(one.value):
                raise NoticeIssued(
                    "Thông báo đã ban hành nên lời văn chỉ để đọc.",
                    "Muốn sửa, hãy mở lại thông báo và ghi lý do; bản đã ký được giữ nguyên.",
                )

    def _is_a_side(self, change: Change) -> bool:
        return any(
            canonical(one.value) == canonical(change.value)
            for conflict in self.store.conflicts()
            if (conflict.subject, conflict.field) == (change.subject, change.field)
            for one in conflict.revisions
        )

    def _sealed(self, unit: str) -> SealedRecord:
        return SealedRecord(
            f"Biên bản của {self.campaign.unit(unit).listed} đã chốt nên không sửa được.",
            "Hãy dùng chức năng Bổ sung có lý do; nội dung đã chốt được giữ nguyên.",
            unit=unit,
        )

    def _learn(self, changes: Sequence[Change]) -> None:
        """Know what was just written without reading it back: the window must not wait for the disk."""
        with self._lock:
            changes = self._learn_texts(changes)
            if not changes:
                return
            if self._record is None or self._checklist is None:
                self.forget()
                return
            inspections = dict(self._record.inspections)
            for change in changes:
                if change.subject.startswith(LOG_ONLY):
                    continue  # kept in the log alone: nothing that is shown changes
                unit = unit_of(change.subject)
                if not unit or unit == COMMON:
                    self.forget()  # the campaign itself, or what is said of all units: rare, and read anew
                    return
                inspections[unit] = applied(
                    inspections.get(unit) or Inspection(unit), self._checklist, change
                )
                if _empties_list(change, inspections[unit]):
                    self.forget()
                    return
            self._record = Record(inspections, self._record.common)

    def _learn_texts(self, changes: Sequence[Change]) -> Sequence[Change]:
        """Know the notice's texts that were written; gives back the other changes. Typing must not read all anew."""
        kept = [one for one in changes if not one.subject.startswith("notice/")]
        if len(kept) == len(changes) or self._campaign is None:
            return changes
        texts = dict(self._campaign.texts)
        for one in changes:
            if one.subject.startswith("notice/"):
                section, text = one.subject.partition("/")[2], text_from_plain(one.value)
                texts.pop(section, None)
                if text is not None:
                    texts[section] = text
        self._campaign = replace(self._campaign, texts=texts)
        return kept

    def close(self) -> None:
        """Let go of the file. What was known stays readable: a view being taken down may ask once more."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _empties_list(change: Change, inspection: Inspection) -> bool:
    """Whether an emptied list counts as answered is known by the disk only."""
    if change.value is not None or not change.subject.startswith("item/"):
        return False
    return not inspection.items(change.subject.split("/")[2])
