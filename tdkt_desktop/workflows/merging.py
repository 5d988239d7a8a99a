"""At the office: what packages would bring, taking them in as one, undoing that, and a receipt for each team."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tdkt_desktop.domain.campaign import Campaign
from tdkt_desktop.domain.errors import CampaignError, ForeignPackage, TdktError
from tdkt_desktop.domain.merging import Known, Outcome, counts_by_unit, outcomes
from tdkt_desktop.exchange.package import Package, new_id, read_package
from tdkt_desktop.storage.opening import back_up
from tdkt_desktop.storage.reading import Taken
from tdkt_desktop.workflows.history import moment_words
from tdkt_desktop.workflows.merge_trial import refusing, try_out
from tdkt_desktop.workflows.packages import row_of, take_files
from tdkt_desktop.workflows.session import CampaignSession

OUTCOME_WORDS = {
    Outcome.NEW: "mới",
    Outcome.CHANGED: "thay đổi",
    Outcome.CONFLICT: "khác nhau",
    Outcome.SAME: "như nhau",
    Outcome.OURS: "máy này có mà tệp chưa có",
}
Progress = Callable[[int, int, str], None]  # done, all, what is being done; may raise to stop


@dataclass(frozen=True)
class PackagePreview:
    """What merging one package would bring: fields by outcome for each unit code (blank: the campaign itself)."""

    file: Path
    package: Package
    by_unit: Mapping[str, Mapping[Outcome, int]]
    new_revisions: int
    already_taken: str

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
) -> MergePreview:
    """What these packages would bring; nothing is written.

    Raises on the first file that cannot be taken, unless `lenient`: then it is listed with the reason.
    """
    known = Known.of(session.store.revisions())
    previews: list[PackagePreview] = []
    refused: list[tuple[Path, str]] = []
    for done, file in enumerate(files):
        progress(done, len(files), f"Đang kiểm tra {file.name}")
        try:
            previews.append(_preview(session, file, known))
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
    """Union of this campaign with packages: verified, tried out on a copy, backed up, then one transaction for all.

    The same package twice changes nothing and is said. `receipts` is the folder for the teams' receipts.
    """
    preview = preview_merge(session, files, progress=progress)
    fresh = {one.package.id: one for one in preview.packages if not one.already_taken}
    brings = any(one.new_revisions for one in fresh.values())
    lines, added, backup = list(preview.lines), 0, None
    if brings:
        progress(len(files), len(files), "Đang thử trên một bản sao")
        try_out(session.path, [(one.file, one.package) for one in fresh.values()])
        backup = back_up(session.path, "truoc-gop")
        progress(len(files), len(files), "Đang ghi")
    batch = new_id() if brings else None
    for one in fresh.values():
        with refusing(one.file):
            take_files(session.attachments, one.package)
    if fresh:
        added = session.store.take_packages(
            [
                (one.package.revisions, row_of(one.package, batch), dict(one.package.checklists))
                for one in fresh.values()
            ]
        )
    session.forget()
    conflicts = session.conflict_count()
    lines.append(f"Đã gộp: thêm {added} bản ghi mới." if added else "Không có gì mới, dữ liệu giữ nguyên.")
    if conflicts:
        lines.append(f"Còn {conflicts:02d} điểm chưa thống nhất giữa các máy, cần người có trách nhiệm chọn.")
    if backup is not None:
        lines.append(f"Bản sao lưu trước khi gộp: {backup.name}.")
    written = tuple(write_receipt(session, one, receipts) for one in fresh.values()) if receipts else ()
    return MergeReport(added, conflicts, backup, tuple(lines), written)


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
    if not preview.new_revisions:
        return f"{head}: không có gì mới."
    names = {unit.code: unit.short for unit in campaign.units}
    order = {unit.code: unit.number for unit in campaign.units}
    parts = []
    for unit, counts in sorted(preview.by_unit.items(), key=lambda one: order.get(one[0], 0)):
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
    names = {unit.code: unit.listed for unit in campaign.units}
    totals: Counter[Outcome] = Counter()
    for counts in preview.by_unit.values():
        totals.update(counts)
    lines = [
        "GIẤY XÁC NHẬN ĐÃ NHẬN TỆP CỦA ĐOÀN",
        "",
        f"Đợt kiểm tra: {campaign.title} ({campaign.id})",
        f"Đoàn: {(team.name or team.code) if team else package.team}",
        f"Tệp: {preview.file.name}, số thứ tự {package.sequence}, tạo lúc {moment_words(package.created_at)}",
        f"Mã tệp: {package.digest}",
        f"Văn phòng nhận lúc: {datetime.now().astimezone():%d/%m/%Y %H:%M:%S}",
        f"Số bản ghi trong tệp: {len(package.revisions)}; mới đối với văn phòng: {preview.new_revisions}",
        f"Số tệp minh chứng: {len(package.files)}",
        "",
        *(
            f"- {names.get(unit, 'Thông tin chung của đợt')}: {counts_words(counts)}"
            for unit, counts in sorted(preview.by_unit.items())
            if unit in names or not unit
        ),
        "",
        "Mọi nội dung trong tệp đều đã nằm trong hồ sơ của văn phòng hoặc trong lịch sử của hồ sơ.",
    ]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"bien-nhan-{preview.file.stem}-{package.sequence:03d}.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _preview(session: CampaignSession, file: Path, known: Known) -> PackagePreview:
    package = read_package(file)
    campaign = session.campaign
    if package.campaign_id != campaign.id:
        raise ForeignPackage(
            f"{file.name} thuộc đợt kiểm tra “{package.campaign_title}” ({package.campaign_id}), "
            f"không phải đợt đang mở ({campaign.id}).",
            "Hãy mở đúng đợt kiểm tra rồi gộp; chưa có gì thay đổi.",
        )
    taken = session.store.package(package.id)
    found = outcomes(known, package.revisions)
    new = sum(1 for revision in package.revisions if revision.id not in known.revisions)
    return PackagePreview(file, package, counts_by_unit(found), new, taken.taken_at if taken else "")
