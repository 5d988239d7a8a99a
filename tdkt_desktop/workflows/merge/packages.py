"""Between laptops: issue plans to teams, receive one, export a team's work, verify a package."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from tdkt_desktop.domain.errors import CampaignError, WrongFile
from tdkt_desktop.domain.evidence import Evidence
from tdkt_desktop.domain.revisions import Revision
from tdkt_desktop.exchange.package.whole import Package, attached, new_id, read_package, write_package
from tdkt_desktop.storage.attachments import Attachments, attachments_of
from tdkt_desktop.storage.opening import new_store
from tdkt_desktop.storage.reading import Taken
from tdkt_desktop.workflows.campaign.campaigns import free_path
from tdkt_desktop.workflows.merge.machines import own_key
from tdkt_desktop.workflows.merge.merge_trial import read_everything, refusing
from tdkt_desktop.workflows.session import CampaignSession
from tdkt_desktop.workflows.unit.sealing import note_issued

CAN_UNPLUG = "Đã ghi và kiểm tra lại xong, có thể rút USB."


def issue_plans(session: CampaignSession, folder: Path, *, password: str = "") -> tuple[Path, ...]:
    """One plan package per team into a folder, signed by this machine, locked where there is a password.

    Raises CampaignError when the campaign has no team, WeakPassword, EnvironmentProblem.
    """
    check_teams(session)
    return tuple(issue_plan(session, team.code, folder, password=password) for team in session.campaign.teams)


def check_teams(session: CampaignSession) -> None:
    """Raises CampaignError when there is no team to issue to."""
    if not session.campaign.teams:
        raise CampaignError(
            "Đợt kiểm tra chưa có đoàn nào.", "Hãy lập lại đợt kiểm tra và ghi đoàn ở bước Đơn vị và lịch."
        )


def issue_plan(session: CampaignSession, team: str, folder: Path, *, password: str = "") -> Path:
    """The plan package of one team, verified before it gets its name. Raises WeakPassword, EnvironmentProblem."""
    path = folder / f"ke-hoach-{session.campaign.id}-{team}.tdkt"
    write_package(_package_of(session, "plan", team), path, signer=own_key(), password=password)
    return path


def receive_plan(package_path: Path, store_path: Path | None = None, *, password: str = "") -> Path:
    """Open a plan package on a team's machine as a campaign file of its own; a crash leaves none."""
    package = read_package(package_path, password)
    if package.kind != "plan":
        raise WrongFile(
            f"{package_path.name} là tệp kết quả của đoàn, không phải tệp kế hoạch.",
            "Hãy mở đợt kiểm tra ở văn phòng rồi dùng chức năng Gộp tệp.",
        )
    path = store_path or free_path(f"{package.campaign_id}-{package.team}")
    attachments = attachments_of(path)
    already_there = attachments.folder.exists()
    try:
        with (
            new_store(path, campaign_id=package.campaign_id, team=package.team) as store,
            refusing(package_path),
        ):
            take_files(attachments, package)
            store.take_package(package.revisions, row_of(package), dict(package.checklists))
            read_everything(store)
            store.mark_shared()
    except BaseException:
        if not already_there:
            shutil.rmtree(attachments.folder, ignore_errors=True)
        raise
    return path


def export_team(session: CampaignSession, team: str, folder: Path, *, password: str = "") -> Path:
    """A team's package with everything this copy knows, verified before it gets its name; signed, locked on wish.

    Sealed minutes count as issued from then on: they are added to, never opened again.
    """
    campaign = session.campaign
    found = campaign.team(team or session.team)
    if found is None:
        codes = ", ".join(known.code for known in campaign.teams)
        raise CampaignError(f"Không có đoàn “{team}”.", f"Các mã đoàn: {codes}.")
    signer = own_key()
    path = folder / f"ket-qua-{campaign.id}-{found.code}.tdkt"
    write_package(_package_of(session, "team", found.code), path, signer=signer, password=password)
    return path


def verify_package(file: Path, password: str = "") -> Package:
    """Read and check a package without a campaign. Raises what read_package raises."""
    return read_package(file, password)


def _package_of(session: CampaignSession, kind: str, team: str) -> Package:
    campaign, store = session.campaign, session.store
    # before the file is made, so that whoever gets it knows too: what has left is not opened again anywhere
    note_issued(session, [unit.code for unit in session.units])
    store.mark_shared()  # before anything is on a stick: what went out is never rewritten by typing on
    sequence = int(store.meta("sequence") or 0) + 1
    store.set_meta(sequence=str(sequence))
    return Package(
        id=new_id(),
        kind=kind,
        campaign_id=campaign.id,
        campaign_title=campaign.title,
        team=team,
        device=store.meta("device"),
        sequence=sequence,
        created_at=datetime.now().astimezone().isoformat(timespec="seconds"),
        checklists=store.checklist_contents(),
        revisions=(revisions := store.revisions()),
        files=_files(session, revisions),
    )


def missing_files(session: CampaignSession) -> tuple[str, ...]:
    """The attached files of the record whose bytes are gone or spoiled here: they cannot travel in a package."""
    sound = _sound(session, {one.digest for unit in session.units for one in _evidence(session, unit.code)})
    return tuple(
        f"{unit.listed}: {one.title}"
        for unit in session.units
        for one in _evidence(session, unit.code)
        if one.digest not in sound
    )


def _evidence(session: CampaignSession, unit: str) -> tuple[Evidence, ...]:
    return session.inspection(unit).evidence


def _files(session: CampaignSession, revisions: Sequence[Revision]) -> dict[str, Path]:
    """Every attached file that the log names, those taken out again included: they may be brought back.

    One whose bytes are gone or spoiled stays behind: a photo must not keep a team's whole work from leaving.
    """
    named = {
        str(revision.value.get("digest"))
        for revision in revisions
        if revision.subject.startswith("evidence/") and isinstance(revision.value, dict)
    }
    return {digest: session.attachments.path(digest) for digest in _sound(session, named)}


def _sound(session: CampaignSession, digests: set[str]) -> set[str]:
    """Those whose bytes are on this machine and still what they were."""
    found = set()
    for digest in digests & session.attachments.digests():
        with contextlib.suppress(OSError), session.attachments.path(digest).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() == digest:
                found.add(digest)
    return found


def take_files(attachments: Attachments, package: Package) -> None:
    """Copy the attached files that this machine does not have; before the record that names them is written."""
    for digest in package.files:
        if not attachments.has(digest):
            with attached(package, digest) as (stream, size):
                attachments.put_stream(stream, digest, size)


def row_of(package: Package, batch: str | None = None) -> Taken:
    """The note that a package was taken; `batch` names the merge it belongs to."""
    return Taken(
        id=package.id,
        file_digest=package.digest,
        device=package.device,
        team=package.team,
        taken_at=datetime.now().astimezone().isoformat(timespec="microseconds"),
        batch=batch,
        kind=package.kind,
        signed_by=package.signed_by,
    )
