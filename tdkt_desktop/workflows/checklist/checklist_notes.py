"""The note beside a saved version of a checklist: what changed, when, and what lists say of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from tdkt_desktop.domain.values import Plain
from tdkt_desktop.workflows.checklist_files import NOTE


def write_note(version: Path, facts: Mapping[str, Plain]) -> None:
    """Write the note of a version, whole or not at all. Raises EnvironmentProblem."""
    from tdkt_desktop.workflows.writing.paper_pages import put_file  # noqa: PLC0415 - loads when first used

    version.parent.mkdir(parents=True, exist_ok=True)
    put_file(json.dumps(facts, ensure_ascii=False).encode(), _beside(version))


def read_note(version: Path) -> dict[str, Plain]:
    """What the note says; nothing where it is lost or spoiled: the version itself is what counts."""
    try:
        said = json.loads(_beside(version).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def saved_at(version: Path, note: Mapping[str, Plain]) -> datetime:
    """When a version was saved; the date of its file where the note does not say."""
    try:
        return datetime.fromisoformat(str(note["saved_at"])).astimezone()
    except (KeyError, ValueError):
        return datetime.fromtimestamp(version.stat().st_mtime).astimezone()


def mark_of(version: Path) -> str:
    """The SHA-256 of a version's file; blank where it cannot be read."""
    try:
        return hashlib.sha256(version.read_bytes()).hexdigest()
    except OSError:
        return ""


def _beside(version: Path) -> Path:
    return version.with_name(f"{version.stem}{NOTE}")
