"""Whatever file a person points at, by what is in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tdkt_desktop.domain.errors import ForeignPackage
from tdkt_desktop.storage.opening import SUFFIX
from tdkt_desktop.workflows.campaigns import OFFICE, create_campaign, known_campaigns, open_campaign

PACKAGE = ".tdkt"


@dataclass(frozen=True)
class Opened:
    """The campaign file to show (None: the one that is open), and a team's results to merge into it."""

    store: Path | None
    results: tuple[Path, ...] = ()


def open_any(path: Path, open_now: str = "") -> Opened:
    """Open a campaign, a plan, a team's results, or a file to make a campaign from. `open_now` is the id of the
    campaign that is open. Raises whatever refuses the file, with nothing written.
    """
    if path.suffix.lower() == SUFFIX:
        return Opened(path)
    if path.suffix.lower() != PACKAGE:
        return Opened(create_campaign(path))
    # packages load ciphers and ZIP: a campaign that is opened at the start needs none of it
    from tdkt_desktop.exchange.package import read_package  # noqa: PLC0415
    from tdkt_desktop.workflows.packages import receive_plan  # noqa: PLC0415

    package = read_package(path)
    if package.kind == "plan":
        known = [
            card for card in known_campaigns() if (card.id, card.team) == (package.campaign_id, package.team)
        ]
        sound = next((card.path for card in known if not card.problem), None)
        if sound is None:
            return Opened(receive_plan(path))
        _take_again(path, package.id, sound)
        return Opened(sound)
    if package.campaign_id == open_now:
        return Opened(None, (path,))
    for card in known_campaigns():
        if card.id == package.campaign_id and card.role == OFFICE and not card.problem:
            return Opened(card.path, (path,))
    raise ForeignPackage(
        f"{path.name} là kết quả của đoàn trong đợt “{package.campaign_title}”, máy này chưa có đợt đó.",
        "Hãy mở tệp này trên máy văn phòng có đợt kiểm tra; chưa có gì thay đổi.",
    )


def _take_again(plan: Path, package: str, store: Path) -> None:
    """A plan for a campaign that is here: a second copy would split the team's work, so what is new joins the first."""
    from tdkt_desktop.workflows.merging import merge_packages  # noqa: PLC0415 - only for a plan that comes again

    with open_campaign(store, writing=False) as session:
        if session.store.package(package):
            return
    with open_campaign(store) as session:
        merge_packages(session, [plan])
