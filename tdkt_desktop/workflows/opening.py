"""Whatever file a person points at, by what is in it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from tdkt_desktop.domain.errors import CampaignError, FileMissing, ForeignPackage, WrongFile
from tdkt_desktop.storage.opening import SUFFIX
from tdkt_desktop.workflows.campaign.campaigns import OFFICE, create_campaign, known_campaigns, open_campaign

PACKAGE = ".tdkt"


@dataclass(frozen=True)
class Opened:
    """The campaign file to show (None: the one that is open), and a team's results to merge into it with the passwords
    that open them.
    """

    store: Path | None
    results: tuple[Path, ...] = ()
    passwords: tuple[str, ...] = ()


def open_any(path: Path, open_now: str = "", *, password: str = "", trusted: Collection[str] = ()) -> Opened:
    """Open a campaign, a plan, a team's results, or a file to make a campaign from. `open_now` is the id of the
    campaign that is open, `password` opens a locked package, `trusted` holds codes of machines that a person said yes to.

    Raises whatever refuses the file, with nothing written; PasswordNeeded, WrongPassword and UnknownMachine are asked
    about and tried again.
    """
    if path.suffix.lower() == SUFFIX:
        return Opened(_campaign_of(path))
    if path.suffix.lower() != PACKAGE:
        return Opened(create_campaign(path))
    # packages load ciphers and ZIP: a campaign that is opened at the start needs none of it
    from tdkt_desktop.exchange.package.whole import glance, read_package  # noqa: PLC0415
    from tdkt_desktop.workflows.merge.packages import receive_plan  # noqa: PLC0415

    said = glance(path)
    package = read_package(path, password) if said.locked else said
    known = [card for card in known_campaigns() if card.id == package.campaign_id and not card.problem]
    if package.kind == "plan":
        sound = next((card.path for card in known if card.team == package.team), None)
        if sound is None:
            return Opened(receive_plan(path, password=password))
        _take_again(path, sound, password, trusted)
        return Opened(sound)
    given = (password,) if said.locked else ()
    if package.campaign_id == open_now:
        return Opened(None, (path,), given)
    for card in known:
        if card.role == OFFICE:
            return Opened(card.path, (path,), given)
    raise ForeignPackage(
        f"{path.name} là kết quả của đoàn trong đợt “{package.campaign_title}”, máy này chưa có đợt đó.",
        "Hãy mở tệp này trên máy văn phòng có đợt kiểm tra; chưa có gì thay đổi.",
    )


def _campaign_of(path: Path) -> Path:
    """A campaign file; for one of its backups, the campaign. Whoever wrote into a backup would lose it when the backups are
    thinned out, so it takes the place of a campaign that opens no more, and is refused while that one opens.
    """
    from tdkt_desktop.workflows.safety.backups import backup_at, restore  # noqa: PLC0415 - a start needs none of it

    found = backup_at(path)
    if found is None:
        return path
    campaign, backup = found
    try:
        with open_campaign(campaign, writing=False) as session:
            _ = session.record
    except (FileMissing, WrongFile):
        restore(campaign, backup)
        return campaign
    raise CampaignError(
        f"{path.name} là bản sao lưu của {campaign.name}, mà {campaign.name} vẫn mở được.",
        f"Hãy mở {campaign.name}, rồi chọn Tệp, Khôi phục bản sao lưu; chưa có gì thay đổi.",
    )


def _take_again(plan: Path, store: Path, password: str, trusted: Collection[str]) -> None:
    """A plan for a campaign that is here: a second copy would split the team's work, so what is new joins the first."""
    from tdkt_desktop.workflows.merge.merge_preview import preview_merge  # noqa: PLC0415 - only for a second plan
    from tdkt_desktop.workflows.merge.merging import merge_packages  # noqa: PLC0415

    passwords = (password,) if password else ()
    with open_campaign(store, writing=False) as session:
        if not any(one.brings for one in preview_merge(session, [plan], passwords=passwords).packages):
            return
    with open_campaign(store) as session:
        merge_packages(session, [plan], passwords=passwords, trusted=trusted)
