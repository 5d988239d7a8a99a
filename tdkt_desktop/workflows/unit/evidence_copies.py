"""Copying evidence out of a campaign: all files of some units into one folder, under names that say what they are."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tdkt_desktop.domain.campaign import Unit
from tdkt_desktop.domain.errors import EnvironmentProblem, TdktError
from tdkt_desktop.domain.evidence import SIGNED, Evidence
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.vietnamese.text import fold
from tdkt_desktop.workflows.session import CampaignSession

LONGEST_PART = 60  # letters of a title that go into a name


@dataclass(frozen=True)
class Copies:
    """What became of copying files out: where each lies by (unit, id), and a sentence for each that could not be."""

    saved: Mapping[tuple[str, str], Path]
    refused: tuple[str, ...]


def save_all(session: CampaignSession, units: Sequence[str], folder: Path) -> Copies:
    """Copies of all files of these units in one folder, under names that say what they are.

    Every file is checked against its hash; one that is gone or spoiled is said and the others are copied. A copy that
    is there already is left. Raises EnvironmentProblem when the folder cannot be written.
    """
    saved: dict[tuple[str, str], Path] = {}
    refused = []
    for unit in units:
        known = session.campaign.unit(unit)
        for number, one in enumerate(session.inspection(unit).evidence, start=1):
            if one.digest not in session.attachments.digests():
                refused.append(
                    f"{known.listed}: {one.title} không còn trong {session.attachments.folder.name}."
                )
                continue
            try:
                body = session.attachments.read(one.digest)
            except TdktError as error:
                refused.append(f"{known.listed}: {one.title}. {error}")
                continue
            saved[unit, one.id] = _save_body(body, folder, *_copy_name(known, number, one))
    return Copies(saved, tuple(refused))


def _copy_name(unit: Unit, number: int, one: Evidence) -> tuple[str, str]:
    """A name without its ending, and the ending its kind demands: names in a record may come from anywhere."""
    from tdkt_desktop.exchange.evidence.files import SUFFIXES  # noqa: PLC0415 - pictures load when first used

    title = _part(one.caption or one.name.rpartition(".")[0] or one.name)
    parts = [padded(unit.number), _part(unit.short), padded(number), title]
    if one.role == SIGNED:
        parts.insert(2, "da-ky")
    return "-".join(part for part in parts if part), SUFFIXES.get(one.media, (".bin",))[0]


def _part(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(text))[:LONGEST_PART].strip("-")


def _save_body(body: bytes, folder: Path, stem: str, ending: str) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for count in range(1, 10_000):
            target = folder / f"{stem}{'' if count == 1 else f'-{count}'}{ending}"
            if not target.exists():
                with target.open("xb") as file:
                    file.write(body)
                return target
            if target.is_file() and _same(target, body):
                return target
    except OSError as error:
        raise EnvironmentProblem(
            f"Không chép được minh chứng ra {folder}.", "Hãy kiểm tra ổ đĩa hoặc chọn nơi khác."
        ) from error
    raise EnvironmentProblem(f"Đã có quá nhiều tệp tên {stem} trong {folder}.", "Hãy chọn thư mục khác.")


def _same(target: Path, body: bytes) -> bool:
    with target.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest() == hashlib.sha256(body).digest()
