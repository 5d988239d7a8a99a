"""At the office: what packages would bring, taking them in as one, undoing that, and a receipt for each team."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from tdkt_desktop.domain.campaign import Campaign
from tdkt_desktop.domain.errors import CampaignError, ForeignPackage, TdktError
from tdkt_desktop.domain.merging import Here, Outcome, compare, counts_by_unit
from tdkt_desktop.exchange.package import Package, attached, new_id, read_package
from tdkt_desktop.storage.attachments import Attachments
from tdkt_desktop.storage.opening import back_up
from tdkt_desktop.storage.reading import Taken
from tdkt_desktop.workflows.arrivals import Arrivals
from tdkt_desktop.workflows.history import moment_words
from tdkt_desktop.workflows.merge_trial import Trial, refusing
from tdkt_desktop.workflows.packages import row_of
from tdkt_desktop.workflows.session import CampaignSession

OUTCOME_WORDS = {
    Outcome.NEW: "mới",
    Outcome.CHANGED: "thay đổi",
    Outcome.CONFLICT: "khác nhau",
    Outcome.SAME: "như nhau",
    Outcome.OURS: "máy này có mà tệp chưa có",
}
log = logging.getLogger(__name__)
Progress = Callable[[int, int, str], None]  # done, all, what is being done; may raise to stop


@dataclass(frozen=True)
class PackagePreview:
    """What merging one package would bring: fields by outcome for each unit code (blank: the campaign itself).

    `package` comes without its revisions and checklists: a thousand of them do not fit into memory. `revisions` counts
    them, `new_revisions` and `new_checklists` those that are not here. `units` are those it speaks of.
    """

    file: Path
    package: Package
    by_unit: Mapping[str, Mapping[Outcome, int]]
    units: frozenset[str]
    revisions: int
    new_revisions: int
    new_checklists: int
    already_taken: str

    @property
    def brings(self) -> bool:
        """Whether anything in it is new here."""
        return bool(self.new_revisions or self.new_checklists)

    def count(self, outcome: Outcome) -> int:
        """How many fields have an outcome, over all units."""
        return sum(counts.get(outcome, 0) for counts in self.by_unit.values())


@dataclass(frozen=True)
class MergePreview:
    """What merging would bring, before anything is written. `refused` are files that cannot be taken, with the reason."""

    packages: tuple[PackagePreview, ...]
    lines: tuple[str, ...]
    refused: tuple[tuple[Path, str], ...] = ()


@dataclass(frozen=True)
class MergeReport:
    """What a merge did. `backup` is the copy made before; None when there was nothing to write. `receipts` are files
    that tell each team what was taken from it.
    """

    added: int
    conflicts: int
    backup: Path | None
    lines: tuple[str, ...]
    receipts: tuple[Path, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def no_progress(_done: int, _all: int, _words: str) -> None:
    """For callers who do not watch."""


def preview_merge(
    session: CampaignSession,
    files: Sequence[Path],
    *,
    progress: Progress = no_progress,
    lenient: bool = False,
    arrivals: Arrivals | None = None,
) -> MergePreview:
    """What these packages would bring; nothing is written.

    Raises on the first file that cannot be taken, unless `lenient`: then it is listed with the reason. What is new is
    set aside in `arrivals`.
    """
    look = _Look(session, arrivals)
    previews: list[PackagePreview] = []
    refused: list[tuple[Path, str]] = []
    for done, file in enumerate(files):
        words = f"Đang kiểm tra {file.name}"
        progress(done, len(files), words)
        try:
            previews.append(look.at(file, partial(_tick, progress, done, len(files), words)))
        except TdktError as error:
            if not lenient:
                raise
            refused.append((file, str(error)))
    lines = [preview_line(session.campaign, preview) for preview in previews]
    lines += [f"{file.name}: không nhận được. {reason}" for file, reason in refused]
    return MergePreview(tuple(previews), tuple(lines), tuple(refused))


def merge_packages(
    session: CampaignSession,
    files: Sequence[Path],
    *,
    progress: Progress = no_progress,
    receipts: Path | None = None,
) -> MergeReport:
    """Union of this campaign with packages: verified, backed up, then tried out and kept in one transaction for all.

    The same package twice changes nothing and is said. `receipts` is the folder for the teams' receipts. `progress` is
    told of every step and may raise to stop: then nothing has happened.
    """
    with Arrivals() as arrivals:
        preview = preview_merge(session, files, progress=progress, arrivals=arrivals)
        fresh = tuple({one.package.id: one for one in preview.packages if not one.already_taken}.values())
        lines, added, conflicts, backup = list(preview.lines), 0, 0, None
        brings = any(one.brings for one in fresh)
        if brings:
            words = "Đang sao lưu trước khi gộp"
            progress(0, len(fresh), words)
            backup = back_up(session.path, "truoc-gop", partial(_tick, progress, 0, len(fresh), words))
        try:
            if fresh:
                added, conflicts = _take(session, fresh, arrivals, progress, new_id() if brings else None)
            else:
                conflicts = session.conflict_count()
        except BaseException:
            if backup is not None:
                backup.unlink(missing_ok=True)  # of a merge that has not happened
            raise
    session.forget()
    lines.append(f"Đã gộp: thêm {added} bản ghi mới." if added else "Không có gì mới, dữ liệu giữ nguyên.")
    if conflicts:
        lines.append(f"Còn {conflicts:02d} điểm chưa thống nhất giữa các máy, cần người có trách nhiệm chọn.")
    if backup is not None:
        lines.append(f"Bản sao lưu trước khi gộp: {backup.name}.")
    written: list[Path] = []
    for one in fresh:
        if receipts is None:
            break
        try:
            written.append(write_receipt(session, one, receipts))
        except OSError as error:  # everything is taken in by now: that must not look as if nothing had been
            log.warning("no receipt for %s", one.file, exc_info=error)
            lines.append(
                f"Chưa ghi được giấy xác nhận cho {one.file.name} vào {receipts}; dữ liệu đã gộp đủ."
            )
    return MergeReport(added, conflicts, backup, tuple(lines), tuple(written))


def _take(
    session: CampaignSession,
    fresh: Sequence[PackagePreview],
    arrivals: Arrivals,
    progress: Progress,
    batch: str | None,
) -> tuple[int, int]:
    """Take packages in, all or none. Returns how many revisions were new, and how many fields are in conflict."""
    with session.attachments.waiting_room() as room:
        for done, one in enumerate(fresh):
            _fetch_files(session, room, one, partial(progress, done, len(fresh)))
        try:
            return _keep(session, fresh, arrivals, progress, batch, room)
        except (
            Unreadable
        ):  # what belongs to no unit is read at the end: now after each, to say which file it was
            return _keep(session, fresh, arrivals, progress, batch, room, thorough=True)


class Unreadable(Exception):
    """After all packages the campaign could not be read."""


def _keep(
    session: CampaignSession,
    fresh: Sequence[PackagePreview],
    arrivals: Arrivals,
    progress: Progress,
    batch: str | None,
    room: Attachments,
    *,
    thorough: bool = False,
) -> tuple[int, int]:
    added = 0
    with session.store.taking() as taking:
        trial = Trial(taking, thorough=thorough)
        for done, one in enumerate(fresh):
            progress(done, len(fresh), f"Đang ghi {one.file.name}")
            revisions, checklists = arrivals.get(one.package.id)
            with refusing(one.file):
                new = taking.take(revisions, row_of(one.package, batch), checklists)
                trial.after(new)
            added += len(new)
        progress(len(fresh), len(fresh), "Đang ghi")
        try:
            conflicts = trial.at_the_end()
        except TdktError:
            raise
        except Exception as error:
            raise Unreadable from error
        session.attachments.adopt(room)
    return added, conflicts


def _fetch_files(
    session: CampaignSession, room: Attachments, one: PackagePreview, told: Callable[[str], None]
) -> None:
    """Copy the attached files that this machine does not have, to where they wait for the record."""
    for digest in one.package.files:
        if not session.attachments.has(digest) and not room.has(digest):
            told(f"Đang chép minh chứng của {one.file.name}")
            with refusing(one.file), attached(one.package, digest) as (stream, size):
                room.put_stream(stream, digest, size)


def _tick(progress: Progress, done: int, files: int, words: str, _bytes: int, _of: int) -> None:
    """Inside one file: nothing new to tell, but whoever wants to stop is heard."""
    progress(done, files, words)


def last_merge(session: CampaignSession) -> tuple[Taken, ...]:
    """The packages of the merge that "Hoàn tác lần gộp" would undo."""
    return session.store.last_batch()


def undo_merge(session: CampaignSession) -> tuple[int, str]:
    """Undo the last merge: the log is as if its packages had never come. Returns how many revisions, and what to say.

    Raises CampaignError when there was no merge, MergeEntangled when somebody went on from what it brought.
    """
    packages = last_merge(session)
    if not packages:
        raise CampaignError("Chưa có lần gộp nào để hoàn tác.", "")
    backup = back_up(session.path, "truoc-hoan-tac-gop")
    count = session.store.untake([one.id for one in packages])
    session.forget()
    return count, (
        f"Đã hoàn tác lần gộp {len(packages):02d} tệp lúc {moment_words(packages[0].taken_at)}. "
        f"Bản sao lưu trước khi hoàn tác: {backup.name}."
    )


def preview_line(campaign: Campaign, preview: PackagePreview) -> str:
    """One line for a package: whose it is, and its outcomes by unit."""
    team = campaign.team(preview.package.team)
    who = (team.name or team.code) if team else preview.package.team
    head = f"{preview.file.name} ({who})"
    if preview.already_taken:
        return f"{head}: đã gộp lúc {moment_words(preview.already_taken)}, không có gì thay đổi."
    if not preview.brings:
        return f"{head}: không có gì mới."
    known = {unit.code: unit for unit in campaign.units if unit.code in preview.units}
    names = {code: unit.short for code, unit in known.items()}
    order = {code: unit.number for code, unit in known.items()}
    parts = []
    for unit in sorted(preview.units, key=lambda one: order.get(one, 0)):
        counts = preview.by_unit[unit]
        if any(counts.get(outcome) for outcome in (Outcome.NEW, Outcome.CHANGED, Outcome.CONFLICT)):
            parts.append(f"{names.get(unit, 'thông tin chung của đợt')}: {counts_words(counts)}")
    return f"{head}: {'; '.join(parts) or 'chỉ có thêm lịch sử'}."


def counts_words(counts: Mapping[Outcome, int]) -> str:
    """The words "60 mới, 2 thay đổi, 1 khác nhau"."""
    return ", ".join(f"{counts[one]} {words}" for one, words in OUTCOME_WORDS.items() if counts.get(one))


def write_receipt(session: CampaignSession, preview: PackagePreview, folder: Path) -> Path:
    """A sheet that tells a team what the office took from its file, for the team's own peace."""
    package, campaign = preview.package, session.campaign
    team = campaign.team(package.team)
    known = {unit.code: unit for unit in campaign.units if unit.code in preview.units}
    lines = [
        "GIẤY XÁC NHẬN ĐÃ NHẬN TỆP CỦA ĐOÀN",
        "",
        f"Đợt kiểm tra: {campaign.title} ({campaign.id})",
        f"Đoàn: {(team.name or team.code) if team else package.team}",
        f"Tệp: {preview.file.name}, số thứ tự {package.sequence}, tạo lúc {moment_words(package.created_at)}",
        f"Mã tệp: {package.digest}",
        f"Văn phòng nhận lúc: {datetime.now().astimezone():%d/%m/%Y %H:%M:%S}",
        f"Số bản ghi trong tệp: {preview.revisions}; mới đối với văn phòng: {preview.new_revisions}",
        f"Số tệp minh chứng: {len(package.files)}",
        "",
        *(
            f"- {known[unit].listed if unit else 'Thông tin chung của đợt'}: {counts_words(preview.by_unit[unit])}"
            for unit in sorted(preview.units)
            if unit in known or not unit
        ),
        "",
        "Mọi nội dung trong tệp đều đã nằm trong hồ sơ của văn phòng hoặc trong lịch sử của hồ sơ.",
    ]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"bien-nhan-{preview.file.stem}-{package.sequence:03d}.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


class _Look:
    """Looks at packages one after another; what they are compared with is read once."""

    def __init__(self, session: CampaignSession, arrivals: Arrivals | None) -> None:
        self._session, self._arrivals = session, arrivals
        self._here = Here.of(session.store.field_counts())
        self._checklists = session.store.checklist_contents().keys()

    def at(self, file: Path, tick: Callable[[int, int], None]) -> PackagePreview:
        """What one package would bring. Raises TdktError when it cannot be taken."""
        package = read_package(file, tick=tick)
        session = self._session
        if package.campaign_id != session.campaign.id:
            raise ForeignPackage(
                f"{file.name} thuộc đợt kiểm tra “{package.campaign_title}” ({package.campaign_id}), "
                f"không phải đợt đang mở ({session.campaign.id}).",
                "Hãy mở đúng đợt kiểm tra rồi gộp; chưa có gì thay đổi.",
            )
        taken = session.store.package(package.id)
        compared = compare(session.store, package.revisions)
        by_unit = counts_by_unit(compared, self._here)
        checklists = {one: text for one, text in package.checklists.items() if one not in self._checklists}
        if self._arrivals is not None and not taken:
            self._arrivals.put(package.id, compared.new, checklists)
        return PackagePreview(
            file=file,
            package=replace(package, revisions=(), checklists={}),
            by_unit=by_unit,
            units=frozenset(by_unit.maps[0]),
            revisions=len(package.revisions),
            new_revisions=len(compared.new),
            new_checklists=len(checklists),
            already_taken=taken.taken_at if taken else "",
        )
