"""The text of a section of the notice as its secretary wrote it: paragraphs with live figures, and what was seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from tdkt_desktop.domain.values import Plain, clean_text


@dataclass(frozen=True)
class SectionText:
    """`paragraphs` in plain form with tokens ("{{n:C01.01}}"); `seen` is what each figure said, by token, when the
    secretary last read the section: what differs today is to be read again.
    """

    paragraphs: tuple[str, ...] = ()
    seen: Mapping[str, str] = field(default_factory=dict)


def text_to_plain(text: SectionText | None) -> Plain:
    """The plain form {paragraphs, seen}; None where the program writes the section."""
    if text is None:
        return None
    kept = [_cleaned(one) for one in text.paragraphs]
    return {"paragraphs": kept, "seen": dict(sorted(text.seen.items()))}


@lru_cache(maxsize=8000)  # a keystroke changes one paragraph of hundreds
def _cleaned(paragraph: str) -> str:
    return clean_text(paragraph)


def text_from_plain(raw: Plain) -> SectionText | None:
    """Read the plain form; None for a section that the program writes."""
    if raw is None:
        return None
    return SectionText(tuple(raw.get("paragraphs") or ()), raw.get("seen") or {})
