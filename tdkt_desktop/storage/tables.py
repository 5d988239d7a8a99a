"""The tables: the revision log (the truth) and its typed projection (can be rebuilt from the log at any time).

`table=True` models do not validate; the domain does. JSON columns hold plain values as the log has them.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel


def _json() -> Any:
    return Field(default=None, sa_column=Column(JSON(none_as_null=True)))


class Meta(SQLModel, table=True):
    """Facts about this store itself: campaign id, device, team, counters. Not part of the log."""

    key: str = Field(primary_key=True)
    value: str = ""


class RevisionRow(SQLModel, table=True):
    """One revision; `is_head` marks the unreplaced ones."""

    __tablename__: ClassVar[Any] = "revision"
    __table_args__ = (
        Index("ix_revision_field", "subject", "field", "is_head"),
        Index("ix_revision_lamport", "lamport"),
    )
    id: str = Field(primary_key=True)
    subject: str
    field: str
    value: str
    author: str
    device: str
    lamport: int
    parents: str
    recorded_at: str
    is_head: bool = True


class PackageRow(SQLModel, table=True):
    """A package that was taken in: by it the same file is recognised."""

    __tablename__: ClassVar[Any] = "package"
    id: str = Field(primary_key=True)
    file_digest: str = ""
    device: str = ""
    team: str = ""
    taken_at: str = ""
    added: int = 0
    batch: str | None = None
    kind: str = ""
    signed_by: str = ""


class MachineRow(SQLModel, table=True):
    """What a machine that packages came from is called here. Not part of the log."""

    __tablename__: ClassVar[Any] = "machine"
    key: str = Field(primary_key=True)
    name: str


class PackageRevisionRow(SQLModel, table=True):
    """A revision that came with a package and was new here: what undoing the merge takes out again."""

    __tablename__: ClassVar[Any] = "package_revision"
    package: str = Field(primary_key=True)
    revision: str = Field(primary_key=True)


class PackageChecklistRow(SQLModel, table=True):
    """A checklist that came with a package and was new here; it goes with it when the merge is undone."""

    __tablename__: ClassVar[Any] = "package_checklist"
    package: str = Field(primary_key=True)
    checklist: str = Field(primary_key=True)


class ChecklistRow(SQLModel, table=True):
    """The exact words of a checklist, by digest."""

    __tablename__: ClassVar[Any] = "checklist"
    digest: str = Field(primary_key=True)
    content: str = ""


class CampaignRow(SQLModel, table=True):
    """The campaign's own fields; one row (`only` is always 1)."""

    __tablename__: ClassVar[Any] = "campaign"
    only: int = Field(default=1, primary_key=True)
    title: str | None = None
    year: int | None = None
    province: str | None = None
    plan_number: str | None = None
    plan_date: dt.date | None = None
    plan_title: str | None = None
    notice_number: str | None = None
    notice_date: dt.date | None = None
    notice_subject: str | None = None
    annex_members: str | None = None
    checklist_digest: str | None = None
    notes: Any = _json()
    issuer_parent: Any = _json()
    issuer_lines: Any = _json()
    issuer_name: str | None = None
    issuer_short_name: str | None = None
    issuer_place: str | None = None
    issuer_symbol: str | None = None
    issuer_team_lines: Any = _json()
    issuer_team_symbol: str | None = None
    issuer_standing_body: str | None = None
    issuer_signer_lines: Any = _json()
    issuer_signer_name: str | None = None
    issuer_recipients: Any = _json()
    notice_signer_lines: Any = _json()
    notice_signer_name: str | None = None
    notice_recipients: Any = _json()
    issuer_page_style: str | None = None
    issuer_minutes_first: str | None = None


class TeamRow(SQLModel, table=True):
    """An inspection team and its leader."""

    __tablename__: ClassVar[Any] = "team"
    code: str = Field(primary_key=True)
    name: str | None = None
    leader_honorific: str | None = None
    leader_name: str | None = None
    leader_position: str | None = None
    delegation: str | None = None


class UnitRow(SQLModel, table=True):
    """An inspected unit and its place in the schedule."""

    __tablename__: ClassVar[Any] = "unit"
    code: str = Field(primary_key=True)
    number: int | None = None
    official: str | None = None
    listed: str | None = None
    short: str | None = None
    kind: str | None = None
    cluster: str | None = None
    planned_date: dt.date | None = None
    team: str | None = None
    aliases: Any = _json()


class EarlierRow(SQLModel, table=True):
    """What was taken over from an earlier campaign; `source` is the id of that one."""

    __tablename__: ClassVar[Any] = "earlier"
    source: str = Field(primary_key=True)
    title: str | None = None
    year: int | None = None
    units: Any = _json()
    figures: Any = _json()
    proposals: Any = _json()


class ProseRow(SQLModel, table=True):
    """The secretary's paragraphs of one section of the notice."""

    __tablename__: ClassVar[Any] = "prose"
    section: str = Field(primary_key=True)
    paragraphs: Any = _json()


class NoticeTextRow(SQLModel, table=True):
    """A section of the notice as the secretary wrote it, and what its figures said when it was last read."""

    __tablename__: ClassVar[Any] = "notice_text"
    section: str = Field(primary_key=True)
    paragraphs: Any = _json()
    seen: Any = _json()


class InspectionRow(SQLModel, table=True):
    """The visit, the assessment and the stage of one unit's inspection."""

    __tablename__: ClassVar[Any] = "inspection"
    unit: str = Field(primary_key=True)
    actual_date: dt.date | None = None
    started_at: str | None = None
    ended_at: str | None = None
    place: str | None = None
    deviation_reason: str | None = None
    minutes_number: str | None = None
    secretary: str | None = None
    strengths: str | None = None
    limitations: str | None = None
    unit_response: str | None = None
    conclusion: str | None = None
    stage: str | None = None
    delegation: str | None = None
    report_state: str | None = None
    date_typed: str | None = None
    reservations: str | None = None
    seal: Any = _json()
    issued_at: str | None = None


class AnswerRow(SQLModel, table=True):
    """State and value of one answer."""

    __tablename__: ClassVar[Any] = "answer"
    unit: str = Field(primary_key=True)
    question: str = Field(primary_key=True)
    state: str | None = None
    value: Any = _json()
    reason: str | None = None
    note: str | None = None


class ItemRow(SQLModel, table=True):
    """One line of a list, row of a table, or person of a visit. Amounts are decimal text: no digit is lost."""

    __tablename__: ClassVar[Any] = "item"
    unit: str = Field(primary_key=True)
    list: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    position: float | None = None
    text: str | None = None
    amount: str | None = None
    measure: str | None = None
    approx: str | None = None
    place: str | None = None
    period: str | None = None
    note: str | None = None
    cells: Any = _json()


class RemarkRow(SQLModel, table=True):
    """The team's remark on one criterion of one unit."""

    __tablename__: ClassVar[Any] = "remark"
    unit: str = Field(primary_key=True)
    criterion: str = Field(primary_key=True)
    verdict: str | None = None
    narrative: str | None = None
    limitation: str | None = None
    evidence: str | None = None
    in_notice: bool | None = None


class EvidenceRow(SQLModel, table=True):
    """A file attached to an inspection; its bytes lie beside the campaign file, named by `digest`."""

    __tablename__: ClassVar[Any] = "evidence"
    unit: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    digest: str | None = None
    name: str | None = None
    media: str | None = None
    size: int | None = None
    caption: str | None = None
    criterion: str | None = None
    role: str | None = None
    in_minutes: bool | None = None
    position: str | None = None


class DeclaredRow(SQLModel, table=True):
    """A count given for all units without names."""

    __tablename__: ClassVar[Any] = "declared"
    question: str = Field(primary_key=True)
    count: int | None = None
    of: Any = _json()
    note: str | None = None
