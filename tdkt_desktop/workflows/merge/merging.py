"""At the office: what packages would bring, taking them in as one, undoing that, and a receipt for each team."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tdkt_desktop.domain.errors import CampaignError, MergeEntangled, OthersWrote, TdktError
from tdkt_desktop.exchange.package.whole import attached, new_id
from tdkt_desktop.storage.attachments import Attachments
from tdkt_desktop.storage.opening import OpenStore, back_up, copy_store
from tdkt_desktop.storage.reading import Taken
from tdkt_desktop.workflows.history import moment_words
from tdkt_desktop.workflows.merge.arrivals import Arrivals
from tdkt_desktop.workflows.merge.machines import Acquaintance, unknown_machine
from tdkt_desktop.workflows.merge.merge_preview import (
    PackagePreview,
    Progress,
    no_progress,
    preview_merge,
    tick_of,
)
from tdkt_desktop.workflows.merge.merge_trial import Trial, refusing
from tdkt_desktop.workflows.merge.packages import row_of
from tdkt_desktop.workflows.merge.receipts import write_receipts
from tdkt_desktop.workflows.session import CampaignSession
from tdkt_desktop.workflows.unit.sealing import altered

TRIES = 5  # where others write to the same store meanwhile
SERVER_BACKUP = "Đợt nằm trên máy chủ nên không có bản sao lưu riêng; muốn giữ một bản, dùng tdkt copy."
Still = Callable[[], tuple[PackagePreview, ...]]  # what is still to be taken in once nobody else can write


@dataclass(frozen=True)
class MergeReport:
    """What a merge did. `backup` is the copy made before; None when there was nothing to write, or on a server.
    `receipts` are files that tell each team what was taken from it.
    """

    added: int
    conflicts: int
    backup: Path | None
    lines: tuple[str, ...]
    receipts: tuple[Path, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


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
    for left in reversed(range(TRIES)):
        try:
            return _merge(session, files, progress, receipts, passwords, trusted)
        except OthersWrote:  # nothing has happened: looked at anew, then taken in
            if not left:
                raise
    raise AssertionError


def _merge(
    session: CampaignSession,
    files: Sequence[Path],
    progress: Progress,
    receipts: Path | None,
    passwords: Sequence[str],
    trusted: Collection[str],
) -> MergeReport:
    undone = session.store.undone()
    with Arrivals() as arrivals:
        preview = preview_merge(session, files, progress=progress, passwords=passwords, arrivals=arrivals)
        for one in preview.to_ask:
            _ask(session, one, one.known_keys, trusted)
        fresh = tuple({one.package.id: one for one in preview.packages if not one.already_taken}.values())
        lines, added, conflicts, backup = list(preview.lines), 0, 0, None
        brings = any(one.brings for one in fresh)
        if brings:
            words = "Đang sao lưu trước khi gộp"
            progress(0, len(fresh), words)
            tick = partial(tick_of, progress, 0, len(fresh), words)
            backup = None if session.store.shared else back_up(session.path, "truoc-gop", tick)

        def still() -> tuple[PackagePreview, ...]:
            return _still(session, fresh, trusted, undone)

        try:
            if fresh:
                batch = new_id() if brings else None
                added, conflicts = _take(session, fresh, arrivals, progress, batch, still)
            else:
                conflicts = session.conflict_count()
        except BaseException:
            if backup is not None:
                with contextlib.suppress(OSError):  # it must not hide why
                    backup.unlink(missing_ok=True)  # of a merge that has not happened
            raise
    session.forget()
    lines.append(f"Đã gộp: thêm {added} bản ghi mới." if added else "Không có gì mới, dữ liệu giữ nguyên.")
    if conflicts:
        lines.append(f"Còn {conflicts:02d} điểm chưa thống nhất giữa các máy, cần người có trách nhiệm chọn.")
    if backup is not None:
        lines.append(f"Bản sao lưu trước khi gộp: {backup.name}.")
    elif brings:
        lines.append(SERVER_BACKUP)
    written, told = write_receipts(session, fresh, receipts) if receipts is not None else ((), ())
    lines += told
    return MergeReport(added, conflicts, backup, tuple(lines), written)


def _ask(
    session: CampaignSession, one: PackagePreview, known: Collection[str], trusted: Collection[str]
) -> None:
    unknown = unknown_machine(session, one.file.name, one.package, known)
    if unknown.code not in {code.strip() for code in trusted}:
        raise unknown


def _still(
    session: CampaignSession, fresh: Sequence[PackagePreview], trusted: Collection[str], undone: str
) -> tuple[PackagePreview, ...]:
    """What of these is still to be taken in, now that nobody else can write.

    In a shared store others may have merged since they were looked at: the same packages, which are passed over, or the
    first ones of a machine, which is asked about as ever. Raises OthersWrote when a merge was undone: what was set aside
    as new is not all that is new now.
    """
    if not session.store.shared:
        return tuple(fresh)
    if session.store.undone() != undone:
        raise OthersWrote(
            "Người khác vừa hoàn tác một lần gộp.", "Hãy gộp lại các tệp này; lần này chưa ghi gì."
        )
    machines = Acquaintance(session.store.signers())
    found = tuple(one for one in fresh if session.store.package(one.package.id) is None)
    for one in found:
        stands, known = machines.meet(one.package)
        if stands.must_ask:
            _ask(session, one, known, trusted)
    return found


def _take(
    session: CampaignSession,
    fresh: Sequence[PackagePreview],
    arrivals: Arrivals,
    progress: Progress,
    batch: str | None,
    still: Still,
) -> tuple[int, int]:
    """Take packages in, all or none. Returns how many revisions were new, and how many fields are in conflict."""
    with session.attachments.waiting_room() as room:
        for done, one in enumerate(fresh):
            _fetch_files(session, room, one, partial(progress, done, len(fresh)))
        try:
            return _keep(session, arrivals, progress, batch, room, still)
        except (
            Unreadable
        ):  # what belongs to no unit is read at the end: now after each, to say which file it was
            return _keep(session, arrivals, progress, batch, room, still, thorough=True)


class Unreadable(Exception):
    """After all packages the campaign could not be read."""


def _keep(
    session: CampaignSession,
    arrivals: Arrivals,
    progress: Progress,
    batch: str | None,
    room: Attachments,
    still: Still,
    *,
    thorough: bool = False,
) -> tuple[int, int]:
    added = 0
    with session.store.taking() as taking:
        fresh = still()
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


def last_merge(session: CampaignSession) -> tuple[Taken, ...]:
    """The packages of the merge that "Hoàn tác lần gộp" would undo."""
    return session.store.last_batch()


def undo_merge(session: CampaignSession) -> tuple[int, str]:
    """Undo the last merge: the log is as if its packages had never come. Returns how many revisions, and what to say.

    Raises CampaignError when there was no merge, MergeEntangled when somebody went on from what it brought, or minutes were
    sealed on it: what was signed must not change underneath.
    """
    with session.store.held():  # nobody seals, and no other merge comes, between the look and the deed
        packages = last_merge(session)
        if not packages:
            raise CampaignError("Chưa có lần gộp nào để hoàn tác.", "")
        ids = [one.id for one in packages]
        backup = None if session.store.shared else back_up(session.path, "truoc-hoan-tac-gop")
        try:
            _refuse_unsealing(session, ids)
            count = session.store.untake(ids)
        except BaseException:
            if backup is not None:
                with contextlib.suppress(OSError):
                    backup.unlink(missing_ok=True)  # of an undoing that has not happened
            raise
    session.forget()
    kept = SERVER_BACKUP if backup is None else f"Bản sao lưu trước khi hoàn tác: {backup.name}."
    return (
        count,
        f"Đã hoàn tác lần gộp {len(packages):02d} tệp lúc {moment_words(packages[0].taken_at)}. {kept}",
    )


def _refuse_unsealing(session: CampaignSession, packages: Sequence[str]) -> None:
    """Try the undoing on a copy: sealed minutes must still say there what their code stands for.

    Raises MergeEntangled naming the first unit whose minutes would not.
    """
    session.forget()
    sealed = [unit for unit in session.campaign.units if _says_its_code(session, unit.code)]
    if not sealed:
        return
    with tempfile.TemporaryDirectory(prefix="tdkt-") as folder:
        copy = Path(folder) / session.path.name
        if session.store.shared:
            from tdkt_desktop.storage.server_copy import bring  # noqa: PLC0415 - a file needs none of it

            bring(session.store, copy)
        else:
            copy_store(session.path, copy)
        with CampaignSession(OpenStore(copy, None)) as trial:
            trial.store.untake(packages)
            left = {unit.code for unit in trial.campaign.units}
            for unit in sealed:
                if unit.code in left and not trial.inspection(unit.code).seal:
                    continue  # its seal came with these packages and goes with them
                if unit.code not in left or not _says_its_code(trial, unit.code):
                    raise MergeEntangled(
                        f"Sau lần gộp này biên bản của {unit.listed} đã được chốt trên nội dung được gộp nên không hoàn "
                        "tác được.",
                        "Nội dung giữ nguyên; hãy dùng Bổ sung có lý do, hoặc khôi phục bản sao lưu trước khi gộp.",
                    )


def _says_its_code(session: CampaignSession, unit: str) -> bool:
    """Whether minutes are sealed and their record is what the seal, or the last addition, stands for."""
    inspection = session.inspection(unit)
    return inspection.seal is not None and not altered(session, inspection)
