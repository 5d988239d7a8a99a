"""This machine's key, and the machines that packages came from: known, named, asked about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from tdkt_desktop.domain.errors import CampaignError
from tdkt_desktop.domain.machines import OFFICE, Machine, Standing, owner_of, standing
from tdkt_desktop.domain.package_errors import UnknownMachine
from tdkt_desktop.exchange.package.whole import Package, key_code
from tdkt_desktop.storage.machine_key import MachineKey, machine_key
from tdkt_desktop.workflows.campaign.campaigns import data_folder
from tdkt_desktop.workflows.history import moment_words
from tdkt_desktop.workflows.session import CampaignSession

WITHOUT = "không ký"


def code_of(key: str) -> str:
    """A machine's key as people compare it; blank for none."""
    return key_code(key)


def own_key() -> MachineKey:
    """The key that signs what leaves this machine. Raises EnvironmentProblem."""
    return machine_key(data_folder())


def own_code() -> str:
    """This machine's key as people compare it, "K7MQ-2XWD-9HBC-4RTY"."""
    return key_code(own_key().public_key)


class Acquaintance:
    """The machines known to a campaign, and those met in one batch of packages."""

    def __init__(self, machines: Iterable[Machine]) -> None:
        self._known: dict[str, set[str]] = defaultdict(set)
        for one in machines:
            self._known[one.owner].add(one.key)

    def own(self, owner: str, key: str) -> None:
        """Know a machine that no package need tell of: this one."""
        self._known[owner].add(key)

    def meet(self, package: Package) -> tuple[Standing, frozenset[str]]:
        """How a package's key stands, and the keys known of its owner before; it is known from now on."""
        known = self._known[owner_of(package.kind, package.team)]
        before = frozenset(known)
        found = standing(package.signed_by, before)
        if not found.must_ask:
            known.add(package.signed_by)
        return found, before


def unknown_machine(
    session: CampaignSession, file: str, package: Package, known: Collection[str]
) -> UnknownMachine:
    """What has to be asked about a package of another machine than those `known` of its owner."""
    who, key = who_owns(session, owner_of(package.kind, package.team)), package.signed_by
    codes = ", ".join(sorted(key_code(one) for one in known if one))
    if key:
        said = (
            f"{file} do một máy khác ký (mã máy {key_code(key)}); các tệp trước của {who} do máy {codes} ký."
        )
    else:
        said = f"{file} không có chữ ký, trong khi các tệp trước của {who} do máy {codes} ký."
    return UnknownMachine(
        said,
        f"Hãy gọi cho {who} hỏi có đổi máy không và đối chiếu mã máy (thực đơn Tổng hợp, Mã máy); chỉ nhận khi đúng. "
        "Chưa có gì thay đổi.",
        code=key_code(key) or WITHOUT,
    )


def who_owns(session: CampaignSession, owner: str) -> str:
    """The words for a machine's owner: the team's name, or the office."""
    if owner == OFFICE:
        return "văn phòng"
    team = session.campaign.team(owner)
    return (team.name or team.code) if team else owner


def machine_rows(session: CampaignSession) -> list[tuple[str, str, str]]:
    """The machines that packages came from: code, name, and a line about each."""
    rows = []
    for one in session.store.signers():
        name = f", {one.name}" if one.name else ""
        day = moment_words(one.since)[:10]
        words = f"{who_owns(session, one.owner).capitalize() if one.owner == OFFICE else who_owns(session, one.owner)}"
        rows.append(
            (
                key_code(one.key),
                one.name,
                f"{words}{name}: {key_code(one.key)}, {one.packages:02d} tệp từ {day}",
            )
        )
    return rows


def name_machine(session: CampaignSession, code: str, name: str) -> Machine:
    """Name a machine by its code (or its key). Raises CampaignError for one that is not known."""
    found = [
        one for one in session.store.signers() if code.strip().upper() in (key_code(one.key), one.key.upper())
    ]
    if not found:
        codes = (
            ", ".join(dict.fromkeys(key_code(one.key) for one in session.store.signers()))
            or "chưa có máy nào"
        )
        raise CampaignError(f"Không có máy mang mã “{code}”.", f"Các mã đã biết: {codes}.")
    session.store.name_machine(found[0].key, " ".join(name.split()))
    return next(one for one in session.store.signers() if one.key == found[0].key)
