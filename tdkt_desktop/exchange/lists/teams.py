"""The teams of a list: one team however its number is written, its leader taken apart into honorific, name, position."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tdkt_desktop.domain.values import Plain
from tdkt_desktop.exchange.grids.grid import GridCell
from tdkt_desktop.exchange.lists.asking import Asking
from tdkt_desktop.exchange.lists.columns import label_text
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.vietnamese.text import fold, squeeze

_NUMBERED = re.compile(r"(?:(?:doan|to)(?: kiem tra)?(?: so)?\s*)?0*(\d{1,3})")
TEAM_HEADING = re.compile(r"(?:đoàn|tổ)(?:\s+kiểm tra)?(?:\s+số)?\s*\d{1,3}\b", re.IGNORECASE)
_LED = re.compile(r"trưởng đoàn\s*(?:là\s+)?:?\s*(.+)|do\s+(.+?),?\s+làm trưởng đoàn.*", re.IGNORECASE)
_SEVERAL = re.compile(
    r"(?:(?:doan|to)(?: kiem tra)?(?: so)?\s*)?\d{1,3}(?:\s*(?:[,;&+]|va)\s*(?:(?:doan|to)(?: kiem tra)?(?: so)?\s*)?\d{1,3})+"
)
_LINES = re.compile(r"(?<![,;:\s])\s*[\r\n]+")
_PEOPLE = re.compile(
    r"\s*(?:;|,(?=\s*(?:ông|bà|đ/c|đồng chí)\s)|\s(?:và|&)(?=\s+(?:ông|bà|đ/c|đồng chí)\s))\s*",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(r"\s*(?:,|\s[-–]\s|\(|:)\s*")
_HONORIFIC = re.compile(r"(ông|bà|đ/c|đồng chí)\s*:?\s+(.*)", re.IGNORECASE)
_HONORIFICS = {"ông": "Ông", "bà": "Bà"}


@dataclass
class ListedTeam:
    """A team as the list gives it; `leader_at` is the cell its leader was first read from."""

    code: str
    name: str
    leader: str = ""
    position: str = ""
    delegation: str = ""
    leader_at: str = ""


@dataclass
class Teams:
    """The teams met so far, in order of appearance."""

    asking: Asking
    by_key: dict[str, ListedTeam] = field(default_factory=dict)
    leading: dict[str, str] = field(
        default_factory=dict
    )  # words that name several people -> the one who leads

    def under(self, heading: str, cell: GridCell) -> str:
        """The code of the team whose heading stands above a row ("Đoàn số 2: Trưởng đoàn Ông ..., Giám đốc ...")."""
        named = TEAM_HEADING.match(heading)
        assert named is not None  # noqa: S101 - nothing else is asked about as a team
        led = _LED.fullmatch(heading[named.end() :].strip(" .:,;-–()"))
        return self.of(named[0], cell, (led[1] or led[2]) if led else "", cell, "", "")

    def of(
        self, text: str, cell: GridCell, leader: str, leader_cell: GridCell, position: str, delegation: str
    ) -> str:
        """The code of the team a row belongs to; blank where the row names neither team nor leader, or is still asked."""
        if _SEVERAL.fullmatch(squeeze(fold(text))):
            choices = tuple(_name(number) for number in re.findall(r"\d+", text))
            message = f"“{text}”: một đơn vị chỉ thuộc một đoàn. Đoàn nào kiểm tra đơn vị này?"
            text = self.asking.doubt(cell, "đoàn", message, choices=choices) or ""
            if not text:
                return ""
        leader = self._one_leader(leader, leader_cell)
        key = team_key(text) or fold(leader)
        if not key:
            return ""
        team = self.by_key.get(key)
        if team is None:
            code = f"D{padded(len(self.by_key) + 1)}"
            team = self.by_key[key] = ListedTeam(code, _name(text) or f"Đoàn kiểm tra số {code[1:]}")
        if leader and not team.leader:
            team.leader, team.position, team.leader_at = leader, position, leader_cell.name
        elif leader and fold(leader) != fold(team.leader):
            self._two_leaders(team, leader, leader_cell)
        team.delegation = team.delegation or delegation
        return team.code

    def _one_leader(self, leader: str, cell: GridCell) -> str:
        """The one who leads where a cell names several people; the same words in a later cell are the same question."""
        written = squeeze(_LINES.sub(", ", label_text(cell)))
        people = tuple(one for one in _PEOPLE.split(written) if one)
        if len(people) < 2 or not leader:
            return leader
        if self.asking.typed(cell):
            self.leading.setdefault(written, leader)
            return leader
        if written not in self.leading:
            message = f"Ô ghi {padded(len(people))} người: {'; '.join(people)}. Trưởng đoàn là ai?"
            self.leading[written] = self.asking.doubt(cell, "trưởng đoàn", message, choices=people) or ""
        return self.leading[written]

    def plain(self) -> list[Plain]:
        """The teams as a campaign file holds them."""
        return [
            {
                "code": team.code,
                "name": team.name,
                "leader": _person(team.leader, team.position),
                "delegation": team.delegation,
            }
            for team in self.by_key.values()
        ]

    def _two_leaders(self, team: ListedTeam, leader: str, cell: GridCell) -> None:
        message = (
            f"{team.name} đã có trưởng đoàn là “{team.leader}” (ô {team.leader_at}), ô này lại ghi “{leader}”. "
            "Trưởng đoàn là ai?"
        )
        chosen = self.asking.doubt(cell, "trưởng đoàn", message, team.leader, (team.leader, leader))
        if chosen:
            team.leader = chosen


def team_key(text: str) -> str:
    """What makes two spellings one team: its number ("Đoàn số 1", "Đoàn 01", "1"), else its words."""
    words = squeeze(fold(text))
    numbered = _NUMBERED.fullmatch(words)
    return f"#{int(numbered[1])}" if numbered else words


def _name(text: str) -> str:
    key = team_key(text)
    return f"Đoàn kiểm tra số {padded(int(key[1:]))}" if key.startswith("#") else text


def _person(leader: str, position: str) -> dict[str, Plain]:
    """Take "Ông Nguyễn Văn A, Giám đốc Sở" apart into honorific, name and position; a position of its own column goes first."""
    cut = _AFTER_NAME.search(leader, found.start(2) if (found := _HONORIFIC.match(leader)) else 0)
    name, rest = (leader[: cut.start()], leader[cut.end() :]) if cut else (leader, "")
    found = _HONORIFIC.fullmatch(name.strip())
    honorific = _HONORIFICS.get(found[1].lower(), "") if found else ""
    if cut and "(" in cut[0]:
        rest = rest.rstrip(" )")
    return {
        "honorific": honorific,
        "name": squeeze(found[2] if found else name),
        "position": squeeze(position or rest),
    }
