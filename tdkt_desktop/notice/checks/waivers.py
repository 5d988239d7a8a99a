"""“Bỏ qua với lý do”: a person's decision that a finding may stand, recorded like any other change.

Subject "waiver/<finding id>", field "waiver", value {"reason", "code", "found"}; None takes it back. As the id holds the
facts, a waiver ends by itself when the facts change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.domain.values import Plain, clean_text
from tdkt_desktop.notice.checks.findings import Finding

SUBJECT, FIELD = "waiver", "waiver"


@dataclass(frozen=True)
class Waiver:
    """Why a finding may stand; `code` and `found` tell what it was, after it is gone. `author` and `at` (in words) are
    known where the log was read.
    """

    finding: str
    reason: str
    code: str = ""
    found: str = ""
    author: str = ""
    at: str = ""


def waive(found: Finding, reason: str) -> Change:
    """Let a finding stand. Raises ValueError without a reason."""
    said = clean_text(reason).strip()
    if not said:
        raise ValueError("a waiver needs a reason")
    return Change(
        f"{SUBJECT}/{found.id}", FIELD, {"reason": said, "code": found.code, "found": clean_text(found.found)}
    )


def take_back(finding_id: str) -> Change:
    """Ask about a finding again."""
    return Change(f"{SUBJECT}/{finding_id}", FIELD, None)


def waiver_of(subject: str, value: Plain) -> Waiver | None:
    """The waiver that a field of the log holds; None for other subjects and for one taken back."""
    kind, _, name = subject.partition("/")
    if kind != SUBJECT or not isinstance(value, dict):
        return None
    texts = {key: str(value.get(key, "")) for key in ("reason", "code", "found")}
    return Waiver(name, **texts) if texts["reason"] else None


def sift(
    findings: Iterable[Finding], waivers: Mapping[str, Waiver]
) -> tuple[tuple[Finding, ...], tuple[tuple[Finding, Waiver], ...]]:
    """The findings that are open, and those that may stand with why. `waivers` are by finding id."""
    still, waived = [], []
    for one in findings:
        if one.id in waivers:
            waived.append((one, waivers[one.id]))
        else:
            still.append(one)
    return tuple(still), tuple(waived)
