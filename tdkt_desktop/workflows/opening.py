"""Whatever file a person points at, by what is in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tdkt_desktop.domain.errors import ForeignPackage
from tdkt_desktop.storage.opening import SUFFIX
from tdkt_desktop.workflows.campaigns import OFFICE, create_campaign, known_campaigns

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
        return Opened(receive_plan(path))
    if package.campaign_id == open_now:
        return Opened(None, (path,))
    for card in known_campaigns():
        if card.id == package.campaign_id and card.role == OFFICE and not card.problem:
            return Opened(card.path, (path,))
    raise ForeignPackage(
        f"{path.name} là kết quả của đoàn trong đợt “{package.campaign_title}”, máy này chưa có đợt đó.",
        "Hãy mở tệp này trên máy văn phòng có đợt kiểm tra; chưa có gì thay đổi.",
    )
