"""Evidence: take in photos, scans and PDFs for a unit, show them, set them in the minutes, save them elsewhere."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tdkt_desktop.domain.changes import set_evidence
from tdkt_desktop.domain.errors import CampaignError, EnvironmentProblem, SealedRecord, TdktError
from tdkt_desktop.domain.evidence import SIGNED, Evidence
from tdkt_desktop.domain.inspection import Inspection
from tdkt_desktop.domain.kinds import Stage
from tdkt_desktop.domain.sealing import editable
from tdkt_desktop.workflows.session import CampaignSession

PICTURES = "*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp *.heic *.heif"
MOST_AT_ONCE = 200


@dataclass(frozen=True)
class Taken:
    """What became of files that were offered: those kept, and a sentence for each that was refused."""

    kept: tuple[Evidence, ...]
    refused: tuple[str, ...]


@dataclass(frozen=True)
class Offer:
    """A file offered as evidence: a path, or bytes (a pasted picture) with a name."""

    source: Path | bytes
    name: str = ""


def take_in(
    session: CampaignSession,
    offers: Sequence[Offer],
    inspection: Inspection,
    *,
    criterion: str = "",
    role: str = "",
) -> Taken:
    """Read, check and keep files; the caller records them (`set_evidence`). For a worker thread.

    The bytes are on disk before this returns, so that a record never names what is not there. A file that the
    inspection already has for this criterion is said and not kept twice.
    """
    from tdkt_desktop.exchange.evidence.files import read_evidence  # noqa: PLC0415 - pictures load when first used

    known = {(one.digest, one.criterion, one.role) for one in inspection.evidence}
    position = max((one.position for one in inspection.evidence), default=0.0)
    kept: list[Evidence] = []
    refused: list[str] = []
    for offer in offers[:MOST_AT_ONCE]:
        try:
            file = read_evidence(offer.source, offer.name)
            if (file.digest, criterion, role) in known:
                refused.append(f"{file.name}: đã có trong minh chứng.")
                continue
            session.attachments.put(file.body)
        except TdktError as error:
            refused.append(str(error))
            continue
        known.add((file.digest, criterion, role))
        position += 1
        kept.append(
            Evidence(
                uuid.uuid4().hex,
                file.digest,
                file.name,
                file.media,
                file.size,
                criterion=criterion,
                role=role,
                in_minutes=role != SIGNED,
                position=position,
            )
        )
    if len(offers) > MOST_AT_ONCE:
        refused.append(f"Mỗi lần nhận nhiều nhất {MOST_AT_ONCE} tệp; các tệp sau chưa được nhận.")
    return Taken(tuple(kept), tuple(refused))


def attach(
    session: CampaignSession, unit: str, files: Sequence[Path], *, criterion: str = "", role: str = ""
) -> Taken:
    """Take files in and record them, for the command line.

    Sealed minutes take the signed scan only, or more while an addition is open: refused before any file is kept.
    """
    inspection = session.inspection(unit)
    check_role(session.campaign.unit(unit).listed, inspection, role)
    taken = take_in(session, [Offer(file) for file in files], inspection, criterion=criterion, role=role)
    if taken.kept:
        session.save([set_evidence(unit, one) for one in taken.kept])
    return taken


def check_role(listed: str, inspection: Inspection, role: str) -> None:
    """Whether a unit's minutes take such a file now. Raises CampaignError or SealedRecord."""
    if role == SIGNED and inspection.stage is not Stage.SEALED:
        raise CampaignError(
            f"Biên bản của {listed} chưa chốt nên chưa có bản đã ký.",
            "Hãy chốt và in biên bản, ký xong rồi đính bản quét.",
        )
    if role != SIGNED and not editable(inspection):
        raise SealedRecord(
            f"Biên bản của {listed} đã chốt nên không đính thêm minh chứng được.",
            "Hãy dùng chức năng Bổ sung có lý do; bản quét biên bản đã ký thì đính được ngay.",
            unit=inspection.unit,
        )


def thumbnail_of(session: CampaignSession, evidence: Evidence, side: int = 160) -> bytes:
    """A small PNG of a file. Raises FileMissing or WrongFile where its bytes are gone or changed."""
    from tdkt_desktop.exchange.evidence.files import thumbnail  # noqa: PLC0415

    return thumbnail(session.attachments.read(evidence.digest), evidence.media, side)


def large_picture(session: CampaignSession, evidence: Evidence, side: int = 1600) -> bytes:
    """A JPEG of a file (its first page) for looking at it."""
    from tdkt_desktop.exchange.evidence.files import print_copy  # noqa: PLC0415

    return print_copy(session.attachments.read(evidence.digest), evidence.media, side)


def save_copy(session: CampaignSession, evidence: Evidence, target: Path) -> Path:
    """A copy of the file as it came, at a place the person chose; an older file there stays until it is whole.

    Raises FileMissing or WrongFile where its bytes are gone or changed, EnvironmentProblem for the place.
    """
    body = session.attachments.read(evidence.digest)
    working = target.with_name(f".{target.name}.{uuid.uuid4().hex}")
    try:
        working.write_bytes(body)
        working.replace(target)
    except OSError as error:
        raise EnvironmentProblem(
            f"Không chép được {evidence.name} ra {target.parent}.", "Hãy kiểm tra ổ đĩa hoặc chọn nơi khác."
        ) from error
    finally:
        with contextlib.suppress(OSError):  # already in its place, or the disk is gone
            working.unlink(missing_ok=True)
    return target
