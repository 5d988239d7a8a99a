"""At the office: what packages would bring, taking them in as one, undoing that, and a receipt for each team."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from tdkt_desktop.domain.errors import CampaignError, ForeignPackage, TdktError
from tdkt_desktop.domain.machines import Standing, owner_of
from tdkt_desktop.domain.merging import Here, Outcome, compare, counts_by_unit
from tdkt_desktop.domain.package_errors import PasswordNeeded, WrongPassword
from tdkt_desktop.exchange.package import Package, attached, is_locked, key_code, new_id, read_package
from tdkt_desktop.storage.attachments import Attachments
from tdkt_desktop.storage.opening import back_up
from tdkt_desktop.storage.reading import Taken
from tdkt_desktop.workflows.arrivals import Arrivals
from tdkt_desktop.workflows.history import moment_words
from tdkt_desktop.workflows.machines import Acquaintance, check_consent, who_owns
from tdkt_desktop.workflows.merge_trial import Trial, refusing
from tdkt_desktop.workflows.packages import row_of
from tdkt_desktop.workflows.receipts import counts_words, write_receipts
from tdkt_desktop.workflows.session import CampaignSession

Progress = Callable[[int, int, str], None]  # done, all, what is being done; may raise to stop


@dataclass(frozen=True)
class PackagePreview:
    """What merging one package would bring: fields by outcome for each unit code (blank: the campaign itself).

    `package` comes without its revisions and checklists: a thousand of them do not fit into memory. `revisions` counts
    them, `new_revisions` and `new_checklists` those that are not here. `units` are those it speaks of. `standing` tells
    how the machine that signed it stands to `known_keys`, those of the same team before.
    """

    file: Path
    package: Package
    by_unit: Mapping[str, Mapping[Outcome, int]]
    units: frozenset[str]
    revisions: int
    new_revisions: int
    new_checklists: int
    already_taken: str
    standing: Standing = Standing.KNOWN
    known_keys: frozenset[str] = frozenset()

    @property
    def brings(self) -> bool:
        """Whether anything in it is new here."""
        return bool(self.new_revisions or self.new_checklists)

    def count(self, outcome: Outcome) -> int:
        """How many fields have an outcome, over all units."""
        return sum(counts.get(outcome, 0) for counts in self.by_unit.values())


@dataclass(frozen=True)
class MergePreview:
    """What merging would bring, before anything is written. `refused` are files that cannot be taken, with the reason;
    `locked` those among them that ask for a password, or for another one.
    """

    packages: tuple[PackagePreview, ...]
    lines: tuple[str, ...]
    refused: tuple[tuple[Path, str], ...] = ()
    locked: tuple[Path, ...] = ()

    @property
    def to_ask(self) -> tuple[PackagePreview, ...]:
        """Those that a person has to say yes to: another machine than before."""
        return tuple(one for one in self.packages if one.standing.must_ask and not one.already_taken)


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
    passwords: Sequence[str] = (),
    arrivals: Arrivals | None = None,
) -> MergePreview:
    """What these packages would bring; nothing is written. `passwords` are tried on those that are locked.

    Raises on the first file that cannot be taken, unless `lenient`: then it is listed with the reason. What is new is
    set aside in `arrivals`.
    """
    look = _Look(session, arrivals, passwords)
    previews: list[PackagePreview] = []
    refused: list[tuple[Path, str]] = []
    locked: list[Path] = []
    for done, file in enumerate(files):
        words = f"Đang kiểm tra {file.name}"
        progress(done, len(files), words)
        try:
            previews.append(look.at(file, partial(_tick, progress, done, len(files), words)))
        except TdktError as error:
            if not lenient:
                raise
            refused.append((file, str(error)))
            if isinstance(error, PasswordNeeded | WrongPassword):
                locked.append(file)
    lines = [preview_line(session, preview) for preview in previews]
    lines += [f"{file.name}: không nhận được. {reason}" for file, reason in refused]
    return MergePreview(tuple(previews), tuple(lines), tuple(refused), tuple(locked))


def merge_packages(
    session: CampaignSession,
    files: Sequence[Path],
    *,
    progress: Progress = no_progress,
    receipts: Path | None = None,
    passwords: Sequence[str] = (),
    trusted: Collection[str] = (),
) -> MergeReport:
    """Union of this campaign with packages: verified, backed up, then tried out and kept in one transaction for all.

    The same package twice changes nothing and is said. `receipts` is the folder for the teams' receipts. `progress` is
    told of every step and may raise to stop: then nothing has happened. Raises UnknownMachine for a package of another
    machine than before, unless its code is among the `trusted`.
    """
    with Arrivals() as arrivals:
        preview = preview_merge(session, files, progress=progress, passwords=passwords, arrivals=arrivals)
        for one in preview.to_ask:
            who = who_owns(session, owner_of(one.package.kind, one.package.team))
            check_consent(one.file.name, who, one.package.signed_by, one.known_keys, trusted)
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
    written, told = write_receipts(session, fresh, receipts) if receipts is not None else ((), ())
    lines += told
    return MergeReport(added, conflicts, backup, tuple(lines), written)


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


def preview_line(session: CampaignSession, preview: PackagePreview) -> str:
    """One line for a package: whose it is, its outcomes by unit, and its machine where that deserves a look."""
    campaign = session.campaign
    head = f"{preview.file.name} ({who_owns(session, preview.package.team)})"
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
    return f"{head}: {'; '.join(parts) or 'chỉ có thêm lịch sử'}.{_machine_words(preview)}"


def _machine_words(preview: PackagePreview) -> str:
    code = key_code(preview.package.signed_by)
    return {
        Standing.FIRST: f" Lần đầu nhận từ máy {code}.",
        Standing.OTHER: f" CHÚ Ý: máy {code}, khác máy đã gửi các tệp trước.",
        Standing.UNSIGNED: " CHÚ Ý: tệp không có chữ ký, khác các tệp trước.",
    }.get(preview.standing, "")


class _Look:
    """Looks at packages one after another; what they are compared with is read once."""

    def __init__(self, session: CampaignSession, arrivals: Arrivals | None, passwords: Sequence[str]) -> None:
        self._session, self._arrivals, self._passwords = session, arrivals, passwords
        self._machines = Acquaintance(session.store.signers())
        self._here = Here.of(session.store.field_counts())
        self._checklists = session.store.checklist_contents().keys()

    def at(self, file: Path, tick: Callable[[int, int], None]) -> PackagePreview:
        """What one package would bring. Raises TdktError when it cannot be taken."""
        package = self._read(file, tick)
        session = self._session
        if package.campaign_id != session.campaign.id:
            raise ForeignPackage(
                f"{file.name} thuộc đợt kiểm tra “{package.campaign_title}” ({package.campaign_id}), "
                f"không phải đợt đang mở ({session.campaign.id}).",
                "Hãy mở đúng đợt kiểm tra rồi gộp; chưa có gì thay đổi.",
            )
        taken = session.store.package(package.id)
        stands, known = (Standing.KNOWN, frozenset[str]()) if taken else self._machines.meet(package)
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
            standing=stands,
            known_keys=known,
        )

    def _read(self, file: Path, tick: Callable[[int, int], None]) -> Package:
        """The package, with the first password that opens it. Raises PasswordNeeded or WrongPassword where none does."""
        for password in self._passwords if is_locked(file) else ():
            with contextlib.suppress(WrongPassword):
                return read_package(file, password, tick=tick)
        return read_package(file, self._passwords[0] if self._passwords else "", tick=tick)
