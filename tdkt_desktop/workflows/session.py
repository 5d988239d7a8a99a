"""An open campaign: what is known now, and the one way to change it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from tdkt_desktop.domain.campaign import Campaign, Unit
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.completeness import UnitProgress, unit_progress
from tdkt_desktop.domain.errors import WrongFile
from tdkt_desktop.domain.inspection import Inspection, Record
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.storage.opening import OpenStore


@dataclass(frozen=True)
class SaveReceipt:
    """When a save was on disk, and how many fields it wrote (0 when everything was there already)."""

    saved_at: datetime
    written: int


class CampaignSession:
    """A campaign opened by a person. Reads come from memory, `save` goes through to disk before it returns.

    `save` may be called from one worker thread while the window reads.
    """

    def __init__(self, store: OpenStore, *, author: str = "") -> None:
        self.store = store
        self.author = author
        self.team = store.meta("team")  # the code of the team this copy belongs to; blank at the office
        self._lock = threading.RLock()
        self._campaign: Campaign | None = None
        self._checklist: Checklist | None = None
        self._record: Record | None = None

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
            if self._checklist is None:
                try:
                    self._checklist = self.store.checklist(self.campaign.checklist_digest)
                except KeyError:
                    raise WrongFile(
                        f"{self.path.name} thiếu danh mục nội dung kiểm tra.",
                        "Hãy mở bản sao lưu gần nhất trong thư mục sao-luu.",
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

    def inspection(self, unit: str) -> Inspection:
        return self.record.of(unit)

    def progress(self, unit: str) -> UnitProgress:
        return unit_progress(self.checklist, self.inspection(unit))

    def save(self, changes: Sequence[Change]) -> SaveReceipt:
        """Record changes in one transaction. Raises EnvironmentProblem with the changes unsaved."""
        written = self.store.save(changes, author=self.author)
        if written:
            self.forget()
        return SaveReceipt(datetime.now().astimezone(), written)

    def warm_up(self) -> None:
        """Load what saving needs ahead of the first save; for a worker thread."""
        self.store.warm_up()

    def revision_count(self) -> int:
        return self.store.revision_count()

    def conflict_count(self) -> int:
        """How many fields a person still has to settle."""
        return len(self.store.conflicts())

    def forget(self) -> None:
        """Read everything anew at the next question."""
        with self._lock:
            self._campaign = self._record = None

    def close(self) -> None:
        """Let go of the file. What was known stays readable: a view being taken down may ask once more."""
        _ = self.campaign, self.record
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
