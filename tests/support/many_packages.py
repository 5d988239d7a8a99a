"""Many small packages of one campaign: units that several of them speak of, so that some agree and some do not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tdkt_desktop.domain import changes
from tdkt_desktop.domain.revisions import Change, Revision, new_revision
from tdkt_desktop.domain.values import Item
from tdkt_desktop.exchange.package.whole import Package, new_id, write_package
from tdkt_desktop.storage.machine_key import machine_key
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.session import CampaignSession
from tests.builders import write_campaign_files


def small_office(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return campaigns.create_campaign(write_campaign_files(folder), folder / "van-phong.tdktdb")


def many_packages(office: Path, folder: Path, count: int, units: int) -> list[Path]:
    """`count` packages about `units` units, signed by one machine, each with the whole plan."""
    folder.mkdir()
    with campaigns.open_campaign(office, writing=False) as session:
        common, signer = session.store.revisions(), machine_key(folder)
        return [_package(session, folder, number, units, common, signer) for number in range(count)]


def _package(
    session: CampaignSession,
    folder: Path,
    number: int,
    units: int,
    common: tuple[Revision, ...],
    signer: object,
) -> Path:
    device = f"{number:012x}"
    package = Package(
        id=new_id(),
        kind="team",
        campaign_id=session.campaign.id,
        campaign_title=session.campaign.title,
        team="D1",
        device=device,
        sequence=1,
        created_at="2026-08-28T17:00:00+07:00",
        checklists=session.store.checklist_contents(),
        revisions=(*common, *_written(device, f"U{number % units:04d}", number // units)),
    )
    path = folder / f"{number:05d}.tdkt"
    write_package(package, path, signer=signer)  # type: ignore[arg-type]  # a machine's key
    return path


def _written(device: str, unit: str, turn: int) -> Iterator[Revision]:
    """A burst, what replaced it, words in which packages of one unit disagree, and lines of a list of each."""
    wanted: list[Change] = [
        Change(f"unit/{unit}", "official", f"Đơn vị {unit}"),
        changes.set_visit(unit, "place", f"Phòng {turn % 3}"),
        changes.set_remark(unit, "N1", "narrative", "Làm tốt"),
        *(changes.set_item(unit, "N2.1", Item(f"d{turn}-{line}", text=f"Khoản {line}")) for line in range(5)),
    ]
    for at, change in enumerate(wanted):
        first = new_revision(
            change,
            author="Đoàn",
            device=device,
            lamport=100 + at,
            parents=(),
            recorded_at="2026-08-28T08:00:00+07:00",
        )
        yield first
        if change.field == "place":
            yield new_revision(
                changes.set_visit(unit, "place", f"Hội trường {turn % 2}"),
                author="Đoàn",
                device=device,
                lamport=200,
                parents=(first.id,),
                recorded_at="2026-08-28T09:00:00+07:00",
            )
