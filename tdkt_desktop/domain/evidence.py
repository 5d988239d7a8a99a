"""Evidence (minh chứng): a photo, a scan or a PDF that a team attaches to a unit's inspection, named by its hash."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tdkt_desktop.domain.values import Plain, clean_text

SIGNED = "signed"  # the scan of the minutes as signed on paper: kept with the record, never printed again


@dataclass(frozen=True)
class Evidence:
    """What is known of one attached file; its bytes are kept beside the campaign file under `digest`.

    `digest` is the SHA-256 of the bytes as they came (64 hex digits), `size` their number. `name` is a file name
    without a path. `criterion` is a criterion's code, blank for the visit as a whole. `role` is blank or SIGNED.
    """

    id: str
    digest: str
    name: str
    media: str
    size: int
    caption: str = ""
    criterion: str = ""
    role: str = ""
    in_minutes: bool = True
    position: float = 0.0

    @property
    def is_picture(self) -> bool:
        return self.media.startswith("image/")

    @property
    def title(self) -> str:
        """What a person calls it: its caption, or the file's name."""
        return self.caption or self.name


def distinct(files: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Each file once in its place: the same scan attached on two machines is shown once, with the caption that one of
    them gave it. With two different captions both stay: a person wrote them.
    """
    found: dict[tuple[str, str, str], list[Evidence]] = {}
    for one in files:
        same = found.setdefault((one.digest, one.criterion, one.role), [])
        captions = [other.caption for other in same]
        if not same or (one.caption and all(captions) and one.caption not in captions):
            same.append(one)
        elif one.caption and not all(captions):
            same[captions.index("")] = one
    return tuple(one for same in found.values() for one in same)


def evidence_to_plain(evidence: Evidence) -> Plain:
    """The plain form, without the id (the id is part of the subject in the log)."""
    plain = {
        "digest": evidence.digest,
        "name": clean_text(evidence.name),
        "media": evidence.media,
        "size": evidence.size,
        "caption": clean_text(evidence.caption),
        "criterion": evidence.criterion,
        "role": evidence.role,
        "in_minutes": evidence.in_minutes,
        "position": format(evidence.position, "g") if evidence.position else "",
    }
    return {key: value for key, value in plain.items() if value not in ("", None)}


def evidence_from_plain(evidence_id: str, raw: Plain) -> Evidence:
    """Read the plain form. Raises KeyError, TypeError or ValueError on another shape."""
    return Evidence(
        id=evidence_id,
        digest=str(raw["digest"]),
        name=str(raw.get("name", "")),
        media=str(raw.get("media", "")),
        size=int(raw.get("size", 0)),
        caption=str(raw.get("caption", "")),
        criterion=str(raw.get("criterion", "")),
        role=str(raw.get("role", "")),
        in_minutes=bool(raw.get("in_minutes", True)),
        position=float(raw.get("position") or 0.0),
    )
