"""What packages would bring to a campaign, looked at before anything is written."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from tdkt_desktop.domain.checklist_comparison import Comparison, compare_checklists
from tdkt_desktop.domain.errors import ForeignPackage, TdktError
from tdkt_desktop.domain.machines import OFFICE, Standing, owner_of
from tdkt_desktop.domain.merging import Here, Outcome, compare, counts_by_unit
from tdkt_desktop.domain.package_errors import PasswordNeeded, WrongPassword
from tdkt_desktop.domain.reading_checklist import read_checklist
from tdkt_desktop.domain.revisions import Revision
from tdkt_desktop.exchange.package.whole import Package, is_locked, key_code, read_package
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.workflows.history import moment_words
from tdkt_desktop.workflows.merge.arrivals import Arrivals
from tdkt_desktop.workflows.merge.machines import Acquaintance, own_key, who_owns
from tdkt_desktop.workflows.session import CampaignSession

OUTCOME_WORDS = {
    Outcome.NEW: "mới",
    Outcome.CHANGED: "thay đổi",
    Outcome.CONFLICT: "khác nhau",
    Outcome.SAME: "như nhau",
    Outcome.OURS: "máy này có mà tệp chưa có",
}
PIN = ("campaign", "checklist_digest")
Progress = Callable[[int, int, str], None]  # done, all, what is being done; may raise to stop


@dataclass(frozen=True)
class PackagePreview:
    """What merging one package would bring: fields by outcome for each unit code (blank: the campaign itself).

    `package` comes without its revisions and checklists: a thousand of them do not fit into memory. `revisions` counts
    them, `new_revisions` and `new_checklists` those that are not here. `units` are those it speaks of. `standing` tells
    how the machine that signed it stands to `known_keys`, those of the same team before. `checklist` compares the list of
    questions it brings with the one here; None when that is the same.
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
    checklist: Comparison | None = None

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
    `locked` those among them that ask for a password; `locked_by_another`: those given open none of them.
    """

    packages: tuple[PackagePreview, ...]
    lines: tuple[str, ...]
    refused: tuple[tuple[Path, str], ...] = ()
    locked: tuple[Path, ...] = ()
    locked_by_another: bool = False

    @property
    def to_ask(self) -> tuple[PackagePreview, ...]:
        """Those that a person has to say yes to: another machine than before."""
        return tuple(one for one in self.packages if one.standing.must_ask and not one.already_taken)


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
            previews.append(look.at(file, partial(tick_of, progress, done, len(files), words)))
        except TdktError as error:
            if not lenient:
                raise
            refused.append((file, str(error)))
            if isinstance(error, PasswordNeeded | WrongPassword):
                locked.append(file)
    lines = [preview_line(session, preview) for preview in previews]
    lines += [f"{file.name}: không nhận được. {reason}" for file, reason in refused]
    return MergePreview(
        tuple(previews), tuple(lines), tuple(refused), tuple(locked), bool(locked and passwords)
    )


def tick_of(progress: Progress, done: int, files: int, words: str, _bytes: int, _of: int) -> None:
    """Inside one file: nothing new to tell, but whoever wants to stop is heard."""
    progress(done, files, words)


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
    return f"{head}: {'; '.join(parts) or 'chỉ có thêm lịch sử'}.{_checklist_words(preview.checklist)}{_machine_words(preview)}"


def _checklist_words(found: Comparison | None) -> str:
    if found is None or found.same:
        return ""
    kept = sum(one.keeps_answers for one in found.changed)
    parts = (
        ("thêm", len(found.added)),
        ("bỏ", len(found.removed)),
        ("sửa lời", kept),
        ("đổi cách trả lời", len(found.changed) - kept + len(found.moved)),
    )
    said = ", ".join(f"{words} {padded(count)} mục" for words, count in parts if count)
    after = "" if found.additive else "; câu trả lời của câu không còn hỏi vẫn được giữ"
    return f" Danh mục nội dung kiểm tra khác máy này: {said}{after}."


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
        if not session.team and owner_of(package.kind, package.team) == OFFICE:
            # at the office a plan is this machine's own: nobody gets past the key of a team by calling results a plan
            self._machines.own(OFFICE, own_key().public_key)
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
            checklist=self._other_checklist(compared.new, package.checklists),
        )

    def _other_checklist(self, new: Sequence[Revision], checklists: Mapping[str, str]) -> Comparison | None:
        """What a list of questions that the package goes over to asks otherwise than the one here."""
        here = self._session.checklist
        pins = [
            one.value
            for one in new
            if one.key == PIN and one.value in checklists and one.value != here.digest
        ]
        if not pins:
            return None
        there = read_checklist(json.loads(checklists[str(pins[-1])]), "Danh mục trong tệp")
        return compare_checklists(here, there)

    def _read(self, file: Path, tick: Callable[[int, int], None]) -> Package:
        """The package, with the first password that opens it. Raises PasswordNeeded or WrongPassword where none does."""
        for password in self._passwords if is_locked(file) else ():
            with contextlib.suppress(WrongPassword):
                return read_package(file, password, tick=tick)
        return read_package(file, self._passwords[0] if self._passwords else "", tick=tick)


def counts_words(counts: Mapping[Outcome, int]) -> str:
    """The words "60 mới, 2 thay đổi, 1 khác nhau"."""
    return ", ".join(f"{counts[one]} {words}" for one, words in OUTCOME_WORDS.items() if counts.get(one))
