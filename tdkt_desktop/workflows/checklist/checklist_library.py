"""The checklists at hand: built-in ones, which nothing overwrites, and the province's own with all their versions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.draft.problems import refusal
from tdkt_desktop.domain.draft.tree import draft_of
from tdkt_desktop.domain.errors import ChecklistError, EnvironmentProblem, TdktError
from tdkt_desktop.domain.reading_checklist import read_checklist
from tdkt_desktop.domain.values import Plain
from tdkt_desktop.domain.writing_checklist import checklist_to_plain
from tdkt_desktop.paths import resource
from tdkt_desktop.vietnamese.collation import collation_key
from tdkt_desktop.workflows.campaign.campaigns import data_folder
from tdkt_desktop.workflows.checklist.checklist_notes import mark_of, read_note, saved_at, write_note
from tdkt_desktop.workflows.checklist.checklists import checklist_named, export_checklist
from tdkt_desktop.workflows.checklist_files import (
    SUFFIX,
    all_folders,
    folder_of,
    safe_name,
    version_files,
)
from tdkt_desktop.workflows.writing.paper_writing import slug

FIRST = "1"
LONGEST_CODE = 40


@dataclass(frozen=True)
class Version:
    """One version of a checklist as lists show it. `name` is what `checklist_named` takes, `note` what changed in it."""

    code: str
    version: str
    title: str
    path: Path
    built_in: bool
    criteria: int = 0
    questions: int = 0
    note: str = ""
    saved_at: datetime | None = None
    problem: str = ""

    @property
    def name(self) -> str:
        return self.code if self.built_in else str(self.path)


def known_checklists() -> tuple[Version, ...]:
    """The newest version of every checklist: the province's own first, then the built-in ones."""
    own = [found[-1] for folder in all_folders(data_folder()) if (found := _versions_in(folder))]
    built_in = [_card(path, built_in=True) for path in sorted(resource("checklists").glob("*.yaml"))]
    return (*sorted(own, key=lambda one: collation_key(one.title)), *built_in)


def versions_of(code: str) -> tuple[Version, ...]:
    """Every version of a checklist, the newest first; the built-in one is the only one of its code."""
    if is_built_in(code):
        return (_card(resource("checklists") / f"{code}.yaml", built_in=True),)
    return tuple(reversed(_versions_in(folder_of(data_folder(), code))))


def is_built_in(code: str) -> bool:
    return (resource("checklists") / f"{code}.yaml").is_file() if code else False


def next_version(code: str) -> str:
    """The number after the highest of the saved versions."""
    if is_built_in(code):
        return FIRST
    names = [path.stem for path in version_files(folder_of(data_folder(), code))]
    return str(max((int(name) for name in names if name.isdecimal()), default=0) + 1)


def used_codes(code: str) -> frozenset[str]:
    """Every code of a question or content that any saved version has: a new one must be another."""
    notes = [read_note(path) for path in version_files(folder_of(data_folder(), code))]
    return frozenset(str(one) for note in notes for one in note.get("codes", ()))


def free_code(title: str) -> str:
    """A code of its own for a checklist of that title."""
    stem = slug(title)[:LONGEST_CODE].strip("-") or "phieu"
    code, number = stem, 1
    while is_built_in(code) or version_files(folder_of(data_folder(), code)):
        number += 1
        code = f"{stem}-{number}"
    return code


def own_copy(checklist: Checklist, title: str) -> Checklist:
    """The same checklist as the province's own: another code and title, no version yet. Nothing is written."""
    tree = checklist_to_plain(replace(checklist, code=free_code(title), version="", title=title))
    return read_checklist(tree, title)


def keep_version(checklist: Checklist, note: str) -> Version:
    """Save a checklist as a new version, whole or not at all, once it is proved to read back. Nothing is overwritten.

    Raises ChecklistError for one that does not read back or is built in, EnvironmentProblem for the disk.
    """
    if is_built_in(checklist.code):
        raise ChecklistError(
            "Phiếu có sẵn của phần mềm không ghi đè được.", "Hãy làm bản của tỉnh mình rồi lưu bản đó."
        )
    if said := refusal(draft_of(checklist)):
        raise ChecklistError(said, "Hãy sửa chỗ đã nêu rồi lưu lại; bản nháp được giữ.")
    folder = folder_of(data_folder(), checklist.code)
    kept = replace(checklist, version=next_version(checklist.code))
    _prove(kept)
    path = folder / f"{safe_name(kept.version)}{SUFFIX}"
    if path.exists():
        raise EnvironmentProblem(
            f"Đã có bản {kept.version} của phiếu này.", "Bản đang có được giữ; hãy lưu lại."
        )
    facts = _facts(kept, note)
    write_note(path, facts)  # a note without its version is nothing; a version without its note would be one
    export_checklist(kept, path)
    write_note(path, facts | {"sha256": mark_of(path)})
    return _card(path, built_in=False)


def load_version(version: Version) -> Checklist:
    """The checklist of a version. Raises TdktError naming what is wrong with its file."""
    return checklist_named(str(version.path))


def version_facts(version: Version) -> dict[str, Plain]:
    """A version for a machine."""
    return {
        "code": version.code,
        "version": version.version,
        "title": version.title,
        "built_in": version.built_in,
        "criteria": version.criteria,
        "questions": version.questions,
        "note": version.note,
        "saved_at": version.saved_at.isoformat() if version.saved_at else "",
        "problem": version.problem,
    }


def version_line(version: Version) -> str:
    """A version for a person, on one line."""
    if version.problem:
        return f"{version.code}: {version.problem}"
    kind = "có sẵn" if version.built_in else f"bản {version.version}"
    note = f" – {' '.join(version.note.split())}" if version.note else ""
    size = f"{version.criteria:02d} nội dung, {version.questions:02d} câu hỏi"
    return f"{version.code} ({kind}): {version.title}, {size}{note}"


def _prove(checklist: Checklist) -> None:
    """What is saved must come back the same from YAML and from Excel."""
    from tdkt_desktop.exchange.checklist.sheets_in import checklist_tree, grids_of  # noqa: PLC0415 - loads when first used
    from tdkt_desktop.exchange.checklist.sheets_out import checklist_sheets  # noqa: PLC0415

    plain = checklist_to_plain(checklist)
    for again in (plain, checklist_tree(grids_of(checklist_sheets(checklist)), checklist.title)):
        if checklist_to_plain(read_checklist(again, checklist.title)) != plain:
            raise ChecklistError(
                "Phiếu ghi ra rồi đọc lại không giống nên chưa lưu.",
                "Bản nháp được giữ; hãy báo người phụ trách.",
            )


def _facts(checklist: Checklist, note: str) -> dict[str, Plain]:
    """What lists say of a version, so that it need not be read for them."""
    asked = [one.code for one in checklist.questions()]
    return {
        "note": note.strip(),
        "saved_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "code": checklist.code,
        "version": checklist.version,
        "title": checklist.title,
        "criteria": len(checklist.criteria),
        "questions": len(asked),
        "codes": [*asked, *(one.code for one in checklist.criteria)],
    }


def _versions_in(folder: Path) -> tuple[Version, ...]:
    return tuple(_card(path, built_in=False) for path in version_files(folder))


def _card(path: Path, *, built_in: bool) -> Version:
    known = {} if built_in else read_note(path)
    note, saved = str(known.get("note", "")), None if built_in else saved_at(path, known)
    if known.get("sha256") == mark_of(path):  # as it was saved: what the note says of it is so
        said = (str(known["code"]), str(known["version"]), str(known["title"]))
        return Version(*said, path, built_in, int(known["criteria"]), int(known["questions"]), note, saved)
    try:
        checklist = checklist_named(str(path))
    except TdktError as error:
        return Version(path.stem, "", path.stem, path, built_in, problem=str(error))
    said = (checklist.code, checklist.version, checklist.title)
    asked = sum(1 for _ in checklist.questions())
    return Version(*said, path, built_in, len(checklist.criteria), asked, note, saved)
