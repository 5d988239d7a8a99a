"""Campaigns on this machine: list, create from a file or the sample, open, receive a plan, fill from a file."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import platformdirs

from tdkt_desktop.domain.campaign import Campaign
from tdkt_desktop.domain.changes import whole_campaign
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.errors import CampaignError, ChecklistError, EnvironmentProblem, TdktError
from tdkt_desktop.domain.reading_answers import read_answers
from tdkt_desktop.domain.reading_campaign import read_campaign
from tdkt_desktop.domain.reading_checklist import REMEDY, read_checklist
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.domain.values import Plain
from tdkt_desktop.paths import resource
from tdkt_desktop.storage.opening import SUFFIX, new_store, open_store
from tdkt_desktop.storage.server_place import ServerPlace
from tdkt_desktop.workflows.campaign.last_issuer import with_last_used
from tdkt_desktop.workflows.checklist_files import newest_file
from tdkt_desktop.workflows.session import CampaignSession

log = logging.getLogger(__name__)
OFFICE = "Văn phòng"
UNREADABLE = "Tệp bị hỏng hoặc không đọc được. Hãy khôi phục bản sao lưu gần nhất; tệp đang có được giữ lại."
SAMPLE = "lang-son-2019"
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class CampaignCard:
    """A campaign file as the start page lists it: `role` is what its machine is called, `team` the code of its team.

    `problem` says in a sentence why it cannot be opened.
    """

    path: Path
    id: str = ""
    title: str = ""
    year: int = 0
    units: int = 0
    role: str = OFFICE
    changed_at: datetime = NEVER
    problem: str = ""
    team: str = ""


def data_folder() -> Path:
    """Where campaigns live on this machine (TDKT_DATA_DIR moves it, for tests and portable use)."""
    return Path(os.environ.get("TDKT_DATA_DIR") or platformdirs.user_data_path("TDKT", appauthor=False))


def known_campaigns() -> tuple[CampaignCard, ...]:
    """The campaigns of the data folder, newest change first."""
    cards = [_card(path) for path in data_folder().glob(f"*{SUFFIX}")]
    return tuple(sorted(cards, key=lambda card: card.changed_at, reverse=True))


def create_campaign(file: Path, store_path: Path | None = None) -> Path:
    """Make a campaign from a campaign file (YAML or XLSX). Returns the store's path. Nothing is left on refusal."""
    campaign, checklist = campaign_of_file(file)
    return write_campaign(campaign, checklist, store_path or free_path(campaign.id))


def campaign_of_file(file: Path) -> tuple[Campaign, Checklist]:
    """The campaign that a campaign file describes, with its checklist; nothing is made yet."""
    campaign, checklist_name = read_campaign(_plain(file), file.name)
    checklist = find_checklist(checklist_name, file.parent)
    return with_last_used(campaign, data_folder()), checklist


def create_sample(store_path: Path | None = None, *, filled: bool = True) -> Path:
    """The 2019 campaign of Lạng Sơn, with its answers unless `filled` is False."""
    folder = sample_folder()
    path = create_campaign(folder / "campaign.yaml", store_path)
    if filled:
        with open_campaign(path, author="Mẫu năm 2019") as session:
            fill(session, folder / "answers.yaml")
    return path


def sample_here() -> Path:
    """The sample of this machine; made where there is none."""
    path = data_folder() / f"{SAMPLE}{SUFFIX}"
    return path if path.is_file() else create_sample()


def sample_folder() -> Path:
    """The folder with the files of the 2019 sample."""
    return resource("samples", SAMPLE)


def write_campaign(
    campaign: Campaign, checklist: Checklist, path: Path, *, author: str = "", more: Sequence[Change] = ()
) -> Path:
    """Write a new campaign with its checklist, and `more` that is recorded with it, into a new store; there is none on
    failure.
    """
    with new_store(path, campaign_id=campaign.id) as store:
        store.keep_checklist(checklist)
        whole = whole_campaign(replace(campaign, checklist_digest=checklist.digest))
        store.save([*whole, *more], author=author)
        store.mark_shared()
    return path


def open_campaign(path: Path | ServerPlace, *, author: str = "", writing: bool = True) -> CampaignSession:
    """Open a campaign file. Raises FileMissing, WrongFile, NewerFormat or CampaignInUse.

    A campaign on a server: EnvironmentProblem, CampaignError or NewerFormat; without `writing` it is seen as of one moment.
    """
    if isinstance(path, ServerPlace):
        from tdkt_desktop.storage.server_store import open_server_store  # noqa: PLC0415 - an extra, and heavy

        return CampaignSession(open_server_store(path, writing=writing), author=author)
    return CampaignSession(open_store(path, writing=writing), author=author)


def fill(session: CampaignSession, file: Path) -> int:
    """Record an answers file (YAML or XLSX) in one transaction. Returns how many fields were written."""
    changes = read_answers(_plain(file), file.name, session.campaign, session.checklist)
    return session.save(changes).written


def find_checklist(name: str, beside: Path) -> Checklist:
    """A checklist by its code: built in, or the newest own version; or by a path beside the campaign file."""
    built_in = resource("checklists") / f"{name}.yaml"
    path = built_in if built_in.is_file() else newest_file(data_folder(), name) or beside / name
    if not name or not path.is_file():
        codes = ", ".join(sorted(file.stem for file in resource("checklists").glob("*.yaml")))
        raise CampaignError(
            f"Không thấy danh mục nội dung kiểm tra “{name}”.",
            f"Hãy ghi tên tệp đặt cạnh tệp đợt kiểm tra, hoặc một danh mục có sẵn: {codes}.",
        )
    found = read_checklist(_plain(path), path.name)
    if path != built_in:
        _refuse_unfit(found, path.name)
    return found


def _refuse_unfit(checklist: Checklist, file: str) -> None:
    """Before a campaign is made of it, not when its notice is."""
    from tdkt_desktop.domain.draft.problems import refusal  # noqa: PLC0415 - a campaign opens without it
    from tdkt_desktop.domain.draft.tree import draft_of  # noqa: PLC0415

    if wrong := refusal(draft_of(checklist)):
        raise ChecklistError(f"{file}: {wrong}", REMEDY)


def _plain(file: Path) -> Plain:
    """The plain tree of a file that people prepare."""
    from tdkt_desktop.exchange.plain_files import read_plain  # noqa: PLC0415 - opening a campaign reads no YAML

    return read_plain(file)


def free_path(stem: str) -> Path:
    """A path in the data folder that no campaign has yet."""
    folder = data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, 1000):
        path = folder / f"{stem}{'' if number == 1 else f'-{number}'}{SUFFIX}"
        if not path.exists():
            return path
    raise EnvironmentProblem(f"Đã có quá nhiều đợt kiểm tra tên {stem}.", "Hãy xóa bớt các bản không dùng.")


def _card(path: Path) -> CampaignCard:
    """A card even for a file that cannot be read: one of them must not hide the others."""
    changed = NEVER
    try:
        changed = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
        with open_campaign(path, writing=False) as session:
            campaign, team = session.campaign, session.team
            found = campaign.team(team)
            role = (found.name or found.code) if found else OFFICE
            return CampaignCard(
                path, campaign.id, campaign.title, campaign.year, len(session.units), role, changed, team=team
            )
    except TdktError as error:
        return CampaignCard(path, title=path.stem, changed_at=changed, problem=str(error))
    except (OSError, ValueError, KeyError, TypeError) as error:  # gone meanwhile, or damaged inside
        log.warning("cannot read %s", path, exc_info=error)
        return CampaignCard(path, title=path.stem, changed_at=changed, problem=UNREADABLE)
