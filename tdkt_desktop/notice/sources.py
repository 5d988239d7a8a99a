"""Where a unit's figures come from: the minutes, their number, date and code, and who recorded them on which machine."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tdkt_desktop.domain.campaign import Campaign
from tdkt_desktop.domain.inspection import Inspection
from tdkt_desktop.domain.kinds import Stage
from tdkt_desktop.vietnamese.dates import short_date

STAGE_WORDS = {
    Stage.DRAFT: "Chưa chốt",
    Stage.COMPLETE: "Đã ghi xong, chưa chốt",
    Stage.SEALED: "Đã chốt",
}
NO_MINUTES = "chưa có biên bản"


@dataclass(frozen=True)
class Source:
    """The minutes of one unit. `code` is blank until they are sealed; moments are as the machine's own clock said then.

    `author`, `machine` and `changed_at` tell of the newest change; `sealed_by`, `sealed_on` and `sealed_at` of the seal.
    `signers` are the codes of the machines that the team's files came from, `changes` how many changes were recorded.
    """

    unit: str
    stage: Stage
    number: str = ""
    date: dt.date | None = None
    code: str = ""
    sealed_by: str = ""
    sealed_on: str = ""
    sealed_at: dt.datetime | None = None
    issued_at: dt.datetime | None = None
    additions: int = 0
    author: str = ""
    machine: str = ""
    changed_at: dt.datetime | None = None
    changes: int = 0
    signers: tuple[str, ...] = ()

    @property
    def stage_words(self) -> str:
        return STAGE_WORDS[self.stage]

    @property
    def words(self) -> str:
        """The minutes in short: "BB số 03, 11/9/2019, mã K7MQ-2XWD"."""
        if self.date is None and not self.code:
            return NO_MINUTES
        parts = [
            f"BB số {self.number}" if self.number else "BB chưa ghi số",
            short_date(self.date) if self.date else "chưa ghi ngày",
            f"mã {self.code}" if self.code else "chưa chốt",
        ]
        return ", ".join(parts)


def clock_time(recorded: str) -> dt.datetime | None:
    """The hour on the machine's clock in a moment with its offset (ISO 8601); None for what cannot be read."""
    try:
        return dt.datetime.fromisoformat(recorded).replace(tzinfo=None, microsecond=0)
    except ValueError:
        return None


def recorded_source(campaign: Campaign, inspection: Inspection) -> Source:
    """What the record itself tells of its minutes; who changed what is added by who knows the log."""
    seal = inspection.seal
    typed = inspection.visit.minutes_number.strip()
    return Source(
        inspection.unit,
        inspection.stage,
        typed or campaign.series_number(campaign.unit(inspection.unit)),
        inspection.visit.actual_date,
        seal.code if seal and inspection.stage is Stage.SEALED else "",
        seal.author if seal else "",
        sealed_at=clock_time(seal.sealed_at) if seal else None,
        issued_at=clock_time(inspection.issued_at),
    )
