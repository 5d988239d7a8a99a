"""Looks a campaign file over: the file itself, the chain of the log, the tables against the log, the attached files."""

from __future__ import annotations

import contextlib
import glob
import logging
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tdkt_desktop.domain.errors import TdktError
from tdkt_desktop.domain.revisions import Revision, content_id, heads_by_field
from tdkt_desktop.storage.attachments import Attachments, attachments_of
from tdkt_desktop.storage.holding import hold
from tdkt_desktop.storage.opening import back_up, copy_store, damage_of, read_version
from tdkt_desktop.storage.store import Store

log = logging.getLogger(__name__)
MOST = 20  # findings of one kind that are told one by one


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be: what, and what to do."""

    words: str
    remedy: str
    harmless: bool = False


@dataclass(frozen=True)
class Health:
    """The outcome: what was looked at, and what was found."""

    revisions: int
    files: int
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        return all(one.harmless for one in self.findings)


RESTORE = "Hãy khôi phục bản sao lưu gần nhất (tdkt restore); tệp đang có được giữ lại."


def look_over(path: Path, progress: Callable[[str], None] = lambda _words: None) -> Health:
    """Look a campaign file over, changing nothing. Raises FileMissing, WrongFile or NewerFormat."""
    read_version(path)
    progress("Kiểm tra tệp dữ liệu")
    findings = [Finding(f"Tệp dữ liệu bị hỏng: {words}", RESTORE) for words in damage_of(path)[:MOST]]
    if findings:
        return Health(0, 0, tuple(findings))
    with tempfile.TemporaryDirectory(prefix="tdkt-") as folder:
        copy = Path(folder) / path.name
        copy_store(path, copy)
        store = Store(copy)
        try:
            progress("Kiểm tra chuỗi bản ghi")
            try:
                revisions = store.revisions()
            except (
                TdktError,
                KeyError,
                ValueError,
                TypeError,
            ) as error:  # damage that the file's own marks do not show
                log.warning("the log cannot be read: %s", path, exc_info=error)
                return Health(0, 0, (Finding("Nhật ký có bản ghi không đọc được.", RESTORE),))
            findings += list(chain_findings(revisions))
            progress("Đối chiếu bảng dữ liệu với nhật ký")
            findings += _projection_findings(store)
        finally:
            store.close()
    progress("Kiểm tra tệp minh chứng")
    attachments = attachments_of(path)
    findings += _file_findings(attachments, revisions)
    return Health(len(revisions), len(attachments.digests()), tuple(findings))


def chain_findings(revisions: Iterable[Revision]) -> Iterable[Finding]:
    """Every revision is named by its content and names ones of its own field that are there."""
    pool = {one.id: one for one in revisions}
    wrong = [one for one in pool.values() if content_id(one) != one.id]
    if wrong:
        yield Finding(f"{len(wrong):02d} bản ghi không khớp mã của chính nó.", RESTORE)
    lost = {parent for one in pool.values() for parent in one.parents if parent not in pool}
    if lost:
        yield Finding(f"{len(lost):02d} bản ghi được nhắc tới nhưng không còn.", RESTORE)
    strange = [
        one
        for one in pool.values()
        if any(parent in pool and pool[parent].key != one.key for parent in one.parents)
    ]
    if strange:
        yield Finding(f"{len(strange):02d} bản ghi thay thế bản ghi của ô khác.", RESTORE)
    if pool and not heads_by_field(pool.values()):
        yield Finding("Nhật ký tạo thành vòng, không có bản ghi cuối.", RESTORE)


def _projection_findings(store: Store) -> list[Finding]:
    """The typed tables, and which revisions are unreplaced, say what the log says."""
    before = _facts(store)
    store.rebuild()
    found = []
    if before != _facts(store):
        found.append(
            Finding("Bảng dữ liệu khác với nhật ký.", "Hãy chạy tdkt doctor --repair để lập lại từ nhật ký.")
        )
    if store.wrong_heads():
        found.append(
            Finding("Đánh dấu bản ghi cuối không đúng.", "Hãy chạy tdkt doctor --repair để lập lại.")
        )
    return found


def _facts(store: Store) -> object:
    try:
        campaign = store.campaign()
        return campaign, store.record(store.checklist(campaign.checklist_digest))
    except (TdktError, KeyError, ValueError, TypeError) as error:
        return repr(error)


def repair_campaign(path: Path) -> Path:
    """Back up, make the tables anew from the log, and clear away files that neither it nor a backup names.

    Returns the backup.

    Raises CampaignInUse while the campaign is open.
    """
    holder = hold(path)
    try:
        backup = back_up(path, "truoc-khi-sua")
        repair(path)
        with contextlib.suppress(
            TdktError
        ):  # a backup that cannot be read may need any of the files: all stay
            named = _files_named(path).union(
                *map(_files_named, backup.parent.glob(f"{glob.escape(path.stem)}.*{path.suffix}"))
            )
            attachments_of(path).remove_orphans(named)
        return backup
    finally:
        holder.release()


def _files_named(path: Path) -> frozenset[str]:
    """The digests that the log of a campaign file or of a backup names. Raises TdktError when it cannot be read."""
    read_version(path)
    store = Store(path)
    try:
        return frozenset(
            str(one.value.get("digest", ""))
            for one in store.revisions()
            if one.subject.startswith("evidence/") and isinstance(one.value, dict)
        )
    finally:
        store.close()


def repair(path: Path) -> None:
    """Make the tables anew from the log. The caller holds the file and has made a backup."""
    store = Store(path)
    try:
        store.mend_heads()
        store.rebuild()
    finally:
        store.close()


def _file_findings(attachments: Attachments, revisions: Iterable[Revision]) -> list[Finding]:
    named: dict[str, str] = {}
    for one in revisions:
        if one.subject.startswith("evidence/") and isinstance(one.value, dict):
            named[str(one.value.get("digest", ""))] = str(one.value.get("name", ""))
    here = attachments.digests()
    found = [
        Finding(
            f"Thiếu tệp minh chứng {named[digest]}.",
            "Hãy chép lại từ máy của đoàn hoặc gộp lại tệp của đoàn.",
        )
        for digest in sorted(set(named) - here)[:MOST]
    ]
    for digest in sorted(here):
        try:
            attachments.read(digest)
        except TdktError as error:
            found.append(Finding(f"{named.get(digest, digest[:12])}: {error.message}", error.remedy))
    orphans = here - set(named)
    if orphans:
        found.append(
            Finding(
                f"{len(orphans):02d} tệp minh chứng không còn được nhắc tới.",
                "Không ảnh hưởng gì; tdkt doctor --repair sẽ dọn.",
                harmless=True,
            )
        )
    return found
