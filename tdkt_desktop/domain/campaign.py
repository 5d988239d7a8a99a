"""The campaign: the plan, who issues papers, the teams, the units and their schedule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tdkt_desktop.domain.earlier import Earlier
from tdkt_desktop.domain.notice_text import SectionText


@dataclass(frozen=True)
class Person:
    """A named person on paper: "Ông Vũ Văn Quang, Trưởng Ban Tổ chức Tỉnh ủy". Any part may be blank."""

    honorific: str = ""
    name: str = ""
    position: str = ""

    @property
    def full(self) -> str:
        """Honorific, name and position as one phrase; blank when there is no name."""
        who = f"{self.honorific} {self.name}".strip()
        return f"{who}, {self.position}" if who and self.position else who


@dataclass(frozen=True)
class Plan:
    """The inspection plan ("kế hoạch kiểm tra"): number and symbol, date, full title."""

    number: str = ""
    date: dt.date | None = None
    title: str = ""


@dataclass(frozen=True)
class Issuer:
    """Who issues the papers and how they sign (Decree 30/2020/NĐ-CP, parts 2-4, 7 and 9).

    `page_style` names a file of resources/styles, blank for the usual one. `minutes_first` is the number of the first
    unit's minutes, digits only; the others follow in the order of the schedule, so that teams apart from each other
    never give one number twice. Blank: minutes are numbered by hand.
    """

    parent: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    name: str = ""
    short_name: str = ""
    place: str = ""
    symbol: str = ""
    team_lines: tuple[str, ...] = ()
    team_symbol: str = ""
    standing_body: str = ""
    signer_lines: tuple[str, ...] = ()
    signer_name: str = ""
    recipients: tuple[str, ...] = ()
    page_style: str = ""
    minutes_first: str = ""


@dataclass(frozen=True)
class Team:
    """An inspection team: a code, its leader, and the note of delegation if the leader stands in for somebody."""

    code: str
    name: str = ""
    leader: Person = Person()
    delegation: str = ""


@dataclass(frozen=True)
class Unit:
    """An inspected unit. Names: `official` on its own papers and in the annex, `listed` inside the notice's sentences,
    `short` on tabs and in the matrix. `number` is its place in the schedule (1-based). `aliases` are former names.
    """

    code: str
    number: int
    official: str
    listed: str
    short: str
    kind: str = ""
    cluster: str = ""
    planned_date: dt.date | None = None
    team: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def formerly(self) -> str:
        """Its former names in words; blank without any."""
        return f"trước là {'; '.join(self.aliases)}" if self.aliases else ""


@dataclass(frozen=True)
class Campaign:
    """One inspection campaign ("đợt kiểm tra").

    `notice_number` and `notice_date` may be unknown: they print as blanks for handwriting. `notice_signer_lines`,
    `notice_signer_name` and `notice_recipients` stand in for the issuer's in this notice alone; blank means the
    issuer's. `prose` holds the secretary's paragraphs by section key ("I.1", "II.2", "opening"), `texts` the sections whose
    whole text the secretary wrote (the others are written from the record); `notes` what the source leaves open;
    `earlier` what was taken over from campaigns before, the newest first.
    """

    id: str
    title: str
    year: int
    province: str = ""
    plan: Plan = Plan()
    issuer: Issuer = Issuer()
    notice_number: str = ""
    notice_date: dt.date | None = None
    notice_subject: str = ""
    notice_signer_lines: tuple[str, ...] = ()
    notice_signer_name: str = ""
    notice_recipients: tuple[str, ...] = ()
    annex_members: str = ""
    teams: tuple[Team, ...] = ()
    units: tuple[Unit, ...] = ()
    prose: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: Mapping[str, SectionText] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    checklist_digest: str = ""
    earlier: tuple[Earlier, ...] = ()

    @property
    def signer(self) -> tuple[tuple[str, ...], str]:
        """Who signs the notice: title lines and name. A notice with title lines of its own has a name of its own."""
        if self.notice_signer_lines or self.notice_signer_name:
            return self.notice_signer_lines or self.issuer.signer_lines, self.notice_signer_name
        return self.issuer.signer_lines, self.issuer.signer_name

    @property
    def recipients(self) -> tuple[str, ...]:
        """Who receives the notice, in order; the last is where it is kept ("Lưu: VT")."""
        return self.notice_recipients or self.issuer.recipients

    @property
    def last(self) -> Earlier | None:
        """The newest campaign that was taken over; what is compared is compared with it."""
        return self.earlier[0] if self.earlier else None

    def series_number(self, unit: Unit) -> str:
        """The number of a unit's minutes in the campaign's series, such as "03"; blank when they are numbered by hand."""
        first = self.issuer.minutes_first.strip()
        return f"{int(first) + unit.number - 1:02d}" if first.isdecimal() and first.isascii() else ""

    def unit(self, code: str) -> Unit:
        """The unit of that code. Raises KeyError."""
        return self._units[code]

    @cached_property
    def _units(self) -> dict[str, Unit]:
        """By code: the notice of two hundred units asks for one thousands of times."""
        return {unit.code: unit for unit in reversed(self.units)}

    def team(self, code: str) -> Team | None:
        """The team of that code, or None where the unit has none yet."""
        return next((team for team in self.teams if team.code == code), None)

    def units_of(self, team_code: str) -> tuple[Unit, ...]:
        """The units a team inspects, in schedule order."""
        return tuple(unit for unit in self.units if unit.team == team_code)
