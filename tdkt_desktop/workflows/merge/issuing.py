"""Issuing a campaign to its teams: one verified plan file each, with a report of what every team gets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tdkt_desktop.domain.values import Plain
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.workflows.merge.packages import CAN_UNPLUG, check_teams, issue_plan
from tdkt_desktop.workflows.session import CampaignSession

Progress = Callable[[int, int, str], bool]  # (done, in all, the team at hand); False stops before it
MOST_NAMED = 8


@dataclass(frozen=True)
class TeamPlan:
    """What one team gets; `path` is None while it has no file."""

    code: str
    name: str
    leader: str
    units: tuple[str, ...]
    path: Path | None = None
    size: int = 0

    @property
    def words(self) -> str:
        """The team, its leader and how many units it has."""
        who = f" ({self.leader})" if self.leader else ""
        return f"{self.name}{who}: {padded(len(self.units))} đơn vị"


@dataclass(frozen=True)
class IssueReport:
    """What became of issuing. A stop leaves whole files of some teams and none of the others."""

    plans: tuple[TeamPlan, ...]
    alone: tuple[str, ...] = ()  # units that no team inspects

    @property
    def stopped(self) -> bool:
        return any(plan.path is None for plan in self.plans)

    @property
    def text(self) -> str:
        """The report for a person."""
        lines = []
        for plan in self.plans:
            if plan.path is None:
                lines.append(f"{plan.words}, chưa có tệp")
            else:
                lines += [f"{plan.words}, {_size(plan.size)}", f"  {plan.path}"]
        if self.alone:
            lines.append(alone_words(self.alone))
        done = sum(plan.path is not None for plan in self.plans)
        if self.stopped:
            lines.append(
                f"Đã dừng: {padded(done)}/{padded(len(self.plans))} đoàn có tệp. Tệp đã ghi dùng được; phát hành lại thì đủ."
            )
        else:
            lines.append(CAN_UNPLUG)
        return "\n".join(lines)

    @property
    def facts(self) -> dict[str, Plain]:
        """The report for a machine."""
        return {
            "teams": [
                {
                    "code": plan.code,
                    "name": plan.name,
                    "units": list(plan.units),
                    "file": str(plan.path or ""),
                    "bytes": plan.size,
                }
                for plan in self.plans
            ],
            "units_without_team": list(self.alone),
            "stopped": self.stopped,
        }


def plans_of(session: CampaignSession) -> IssueReport:
    """What would be issued to whom; nothing is written. Raises CampaignError when there is no team."""
    check_teams(session)
    campaign = session.campaign
    plans = tuple(
        TeamPlan(
            team.code,
            team.name or team.code,
            team.leader.full,
            tuple(unit.listed for unit in campaign.units_of(team.code)),
        )
        for team in campaign.teams
    )
    return IssueReport(plans, tuple(unit.listed for unit in campaign.units if not unit.team))


def issue_to_teams(
    session: CampaignSession, folder: Path, *, password: str = "", progress: Progress | None = None
) -> IssueReport:
    """One plan file per team into a folder, each read back and verified before it has its name.

    Raises CampaignError, WeakPassword, EnvironmentProblem; files written before that are whole.
    """
    report = plans_of(session)
    plans = list(report.plans)
    for place, plan in enumerate(plans):
        if progress is not None and not progress(place, len(plans), plan.name):
            break
        path = issue_plan(session, plan.code, folder, password=password)
        plans[place] = replace(plan, path=path, size=path.stat().st_size)
    return replace(report, plans=tuple(plans))


def alone_words(units: tuple[str, ...]) -> str:
    """Which units no team inspects."""
    more = ", …" if len(units) > MOST_NAMED else ""
    return (
        f"{padded(len(units))} đơn vị chưa giao đoàn nào nên không có trong tệp của đoàn nào: "
        f"{', '.join(units[:MOST_NAMED])}{more}."
    )


def _size(size: int) -> str:
    return (
        f"{max(1, round(size / 1024))} KB"
        if size < 1024 * 1024
        else f"{size / 1024 / 1024:.1f} MB".replace(".", ",")
    )
