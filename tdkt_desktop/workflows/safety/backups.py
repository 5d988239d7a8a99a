"""Backups of a campaign beside it, in "sao-luu": made before risky steps and while working, thinned, and restored."""

from __future__ import annotations

import contextlib
import glob
import logging
import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from tdkt_desktop.domain.errors import CampaignInUse, EnvironmentProblem, FileMissing, TdktError
from tdkt_desktop.storage.holding import hold
from tdkt_desktop.storage.opening import back_up, copy_store, put_in_place, read_version
from tdkt_desktop.workflows.campaign.campaigns import open_campaign

log = logging.getLogger(__name__)
_NAME = re.compile(r"(?P<stem>.+)\.(?P<stamp>\d{8}-\d{6}-\d{6})\.(?P<reason>[a-z0-9-]+)$")
FOLDER = "sao-luu"
REASONS = {
    "dang-lam": "trong lúc làm việc",
    "truoc-gop": "trước khi gộp",
    "truoc-hoan-tac-gop": "trước khi hoàn tác gộp",
    "truoc-khoi-phuc": "trước khi khôi phục",
    "truoc-khi-sua": "trước khi sửa tệp",
    "theo-yeu-cau": "theo yêu cầu",
}
# how old at most -> one backup kept for each stretch of this length; older than all: one a month
THINNING = (
    (timedelta(hours=24), timedelta(0)),
    (timedelta(days=7), timedelta(hours=2)),
    (timedelta(days=60), timedelta(days=1)),
)
MONTH = timedelta(days=30)


@dataclass(frozen=True)
class Backup:
    """A copy of a campaign file: when and why it was made."""

    path: Path
    made_at: datetime
    reason: str

    @property
    def words(self) -> str:
        """The text "24/11/2026 10:42, trước khi gộp"."""
        return f"{self.made_at:%d/%m/%Y %H:%M}, {REASONS.get(self.reason, self.reason.replace('-', ' '))}"


@dataclass(frozen=True)
class BackupPreview:
    """What a backup holds, or in `problem` why it cannot be opened."""

    backup: Backup
    title: str = ""
    units: int = 0
    settled: int = 0
    asked: int = 0
    revisions: int = 0
    problem: str = ""


def make_backup(path: Path, reason: str = "theo-yeu-cau") -> Backup:
    """Copy a campaign file whole, also while it is open; then thin the older copies. Raises EnvironmentProblem."""
    made = _read(back_up(path, reason))
    thin(path)
    if made is None:
        raise EnvironmentProblem(f"Không sao lưu được {path.name}.", "Hãy kiểm tra ổ đĩa còn chỗ trống.")
    return made


def backups_of(path: Path) -> tuple[Backup, ...]:
    """The backups of a campaign file, newest first."""
    folder = path.parent / FOLDER
    found = [_read(file) for file in folder.glob(f"{glob.escape(path.stem)}.*{path.suffix}")]
    mine = [one for one in found if one is not None and _stem(one.path) == path.stem]
    return tuple(sorted(mine, key=lambda one: one.made_at, reverse=True))


def backup_at(path: Path) -> tuple[Path, Backup] | None:
    """The campaign file and its backup, where a path is that of a backup in its place beside it."""
    found = _read(path) if path.parent.name == FOLDER else None
    return None if found is None else (path.parent.with_name(f"{_stem(path)}{path.suffix}"), found)


def to_thin(backups: Sequence[Backup], now: datetime) -> tuple[Backup, ...]:
    """Which backups may go: the further back, the fewer are kept. The newest, and those before an upgrade, stay."""
    gone = []
    kept_at: dict[tuple[timedelta, int], Backup] = {}
    for one in sorted(backups, key=lambda one: one.made_at, reverse=True)[1:]:
        if one.reason.startswith("truoc-nang-cap"):
            continue
        age = now - one.made_at
        every = next((every for most, every in THINNING if age <= most), MONTH)
        if not every:
            continue
        slot = (every, int(one.made_at.timestamp() // every.total_seconds()))
        if slot in kept_at:
            gone.append(one)
        else:
            kept_at[slot] = one
    return tuple(gone)


def thin(path: Path) -> int:
    """Remove the backups that are too many. Returns how many."""
    gone = 0
    for one in to_thin(backups_of(path), datetime.now().astimezone()):
        try:
            one.path.unlink(missing_ok=True)
        except OSError as error:  # open in another program: next time; what was to be backed up is
            log.warning("not thinned out: %s", one.path, exc_info=error)
        else:
            gone += 1
    return gone


def preview_backup(backup: Backup) -> BackupPreview:
    """Look into a backup. Changes nothing: opening one of an older version would bring the backup itself up to date."""
    try:
        with (
            tempfile.TemporaryDirectory(prefix="tdkt-") as folder,
            open_campaign(Path(shutil.copy(backup.path, folder)), writing=False) as session,
        ):
            progress = [session.progress(unit.code) for unit in session.units]
            return BackupPreview(
                backup,
                session.campaign.title,
                len(session.units),
                sum(one.settled for one in progress),
                sum(one.asked for one in progress),
                session.revision_count(),
            )
    except TdktError as error:
        return BackupPreview(backup, problem=str(error))
    except OSError as error:
        log.warning("cannot look into %s", backup.path, exc_info=error)
        return BackupPreview(backup, problem="Không đọc được bản sao lưu này; hãy chọn bản khác.")


def restore(path: Path, backup: Backup) -> Path:
    """Put a backup in the place of a campaign file that is not open; the file of now is kept aside, damaged or not.

    Returns where the file of now went. Raises CampaignInUse, FileMissing, WrongFile or EnvironmentProblem, with the
    campaign file untouched.
    """
    if not backup.path.is_file():
        raise FileMissing(
            f"Không thấy bản sao lưu {backup.path.name}.", "Hãy chọn bản khác trong thư mục sao-luu."
        )
    read_version(backup.path)
    holder = hold(path)
    try:
        aside = path.parent / FOLDER / f"{path.stem}.{_stamp()}.truoc-khoi-phuc{path.suffix}"
        working = path.with_name(f".{path.name}.khoi-phuc")
        try:
            copy_store(backup.path, working)
            if path.exists():
                aside.parent.mkdir(exist_ok=True)
                shutil.copy2(path, aside)  # byte for byte: a damaged file may still be mended by somebody
                journal = path.with_name(f"{path.name}-journal")
                if journal.exists():
                    shutil.copy2(journal, aside.with_name(f"{aside.name}-journal"))
            put_in_place(working, path)
        except OSError as error:
            raise EnvironmentProblem(
                f"Không khôi phục được {path.name}.",
                "Hãy kiểm tra ổ đĩa còn chỗ trống; tệp đang có được giữ nguyên.",
            ) from error
        finally:
            with contextlib.suppress(OSError):
                working.unlink(missing_ok=True)
    finally:
        holder.release()
    return aside


def is_open(path: Path) -> bool:
    """Whether another window or command holds the campaign."""
    try:
        hold(path).release()
    except CampaignInUse:
        return True
    return False


def _read(path: Path) -> Backup | None:
    found = _NAME.match(path.name.removesuffix(path.suffix))
    if found is None:
        return None
    try:
        made = datetime.strptime(found["stamp"], "%Y%m%d-%H%M%S-%f").astimezone()
    except (ValueError, OverflowError, OSError):  # a name that somebody made up: no such day
        return None
    return Backup(path, made, found["reason"])


def _stem(path: Path) -> str:
    found = _NAME.match(path.name.removesuffix(path.suffix))
    return found["stem"] if found else ""


def _stamp() -> str:
    return datetime.now().astimezone().strftime("%Y%m%d-%H%M%S-%f")
