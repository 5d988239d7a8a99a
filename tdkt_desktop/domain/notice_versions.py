"""Versions of the notice, and its standing: open, or issued as it was signed.

Subject "notice-version/<id>": one version, which never changes: its id is the hash of what it says. Subject
"notice-issue": whether the notice is issued and by which versions; every step stays in the history of that one field.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tdkt_desktop.domain.notice_paper import NoticePaper, paper_from_plain, paper_to_plain
from tdkt_desktop.domain.revisions import Change, Revision, canonical, heads_by_field, settle
from tdkt_desktop.domain.values import Plain, clean_text

VERSION, ISSUE = "notice-version", "notice-issue"
TEXTS = "notice/"  # how the subjects of the texts begin that are read-only while the notice is issued
ID_LENGTH = 32


class Audience(StrEnum):
    """For whom a version is: everything named, or as everybody may read it."""

    INTERNAL = "internal"
    PUBLIC = "public"


class Cause(StrEnum):
    """Why a version was kept."""

    EXPORTED = "exported"
    KEPT = "kept"
    SIGNED = "signed"


class Reopening(StrEnum):
    """Why an issued notice is opened again."""

    CORRECTION = "correction"
    REPLACEMENT = "replacement"


AUDIENCE_WORDS = {Audience.INTERNAL: "Nội bộ", Audience.PUBLIC: "Công khai"}
CAUSE_WORDS = {Cause.EXPORTED: "Khi xuất tệp", Cause.KEPT: "Người dùng lưu", Cause.SIGNED: "Bản ký"}
REOPENING_WORDS = {Reopening.CORRECTION: "Đính chính", Reopening.REPLACEMENT: "Thay thế"}


@dataclass(frozen=True)
class Version:
    """What the paper said at one moment; who kept it, when and on which machine is what the log says of it."""

    id: str
    audience: Audience
    cause: Cause
    name: str
    paper: NoticePaper
    author: str = ""
    device: str = ""
    at: str = ""
    lamport: int = 0


@dataclass(frozen=True)
class Issue:
    """Where the notice stands. Signed: `versions` gives the id of the signed text by audience (one may be missing).

    `number`, `date` (ISO) and `signer` name the signed paper; `why` and `reason` tell of the last reopening. `disputed`
    while machines disagree about it.
    """

    signed: bool = False
    versions: tuple[tuple[Audience, str], ...] = ()
    number: str = ""
    date: str = ""
    signer: str = ""
    why: Reopening | None = None
    reason: str = ""
    disputed: bool = False
    author: str = ""
    at: str = ""

    def version_for(self, audience: Audience) -> str:
        """The id of the signed text for an audience; blank where none was signed."""
        return dict(self.versions).get(audience, "")


def version_change(
    paper: NoticePaper, audience: Audience, cause: Cause, *, name: str = "", at: str = ""
) -> Change:
    """Keep a version. `at` tells apart two that say the same; a signed one has none, so that two offices that sign the
    same text under the same number agree.
    """
    value: dict[str, Plain] = {
        "audience": str(audience),
        "cause": str(cause),
        "name": clean_text(name).strip(),
        "at": "" if cause is Cause.SIGNED else at,
        "paper": paper_to_plain(paper),
    }
    return Change(f"{VERSION}/{version_id(value)}", VERSION, value)


def version_id(value: Plain) -> str:
    """The name of a version: the first hex digits of the SHA-256 of what it says."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()[:ID_LENGTH]


def version_of(revision: Revision) -> Version | None:
    """The version that a revision keeps; None where it keeps none."""
    kind, _, name = revision.subject.partition("/")
    value = revision.value
    if kind != VERSION or not isinstance(value, dict):
        return None
    return Version(
        name,
        Audience(value["audience"]),
        Cause(value["cause"]),
        value.get("name", ""),
        paper_from_plain(value["paper"]),
        revision.author,
        revision.device,
        revision.recorded_at,
        revision.lamport,
    )


def sign_change(paper: NoticePaper, versions: Iterable[tuple[Audience, str]]) -> Change:
    """The notice is issued as these versions say; `paper` is one of them."""
    value: dict[str, Plain] = {
        "state": "signed",
        "versions": {str(audience): name for audience, name in versions},
        "number": clean_text(paper.full_number),
        "date": paper.date.isoformat() if paper.date else "",
        "signer": clean_text(paper.signer_name),
    }
    return Change(ISSUE, ISSUE, value)


def reopen_change(now: Issue, why: Reopening, reason: str) -> Change:
    """Open an issued notice again; what was signed stays named."""
    value: dict[str, Plain] = {
        "state": "reopened",
        "versions": {str(audience): name for audience, name in now.versions},
        "number": now.number,
        "date": now.date,
        "signer": now.signer,
        "why": str(why),
        "reason": clean_text(reason).strip(),
    }
    return Change(ISSUE, ISSUE, value)


def issue_of(revisions: Iterable[Revision]) -> Issue:
    """Where the notice stands, of every revision of its field."""
    heads = heads_by_field(revisions).get((ISSUE, ISSUE), ())
    if not heads:
        return Issue()
    settled = settle(heads)
    shown = next(one for one in heads if one.value == settled.value)
    value = settled.value or {}
    why = value.get("why")
    return Issue(
        signed=value.get("state") == "signed",
        versions=tuple((Audience(key), name) for key, name in sorted(value.get("versions", {}).items())),
        number=value.get("number", ""),
        date=value.get("date", ""),
        signer=value.get("signer", ""),
        why=Reopening(why) if why else None,
        reason=value.get("reason", ""),
        disputed=settled.disputed,
        author=shown.author,
        at=shown.recorded_at,
    )
