"""Texts that come from the clipboard in a font of the years before Unicode: judged, with what they would become."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tdkt_desktop.domain.values import clean_text
from tdkt_desktop.vietnamese.legacy import Judgement, Reading, read_runs

Runs = Sequence[tuple[str, str]]
_OLD_FONT = re.compile(
    r"\.vn[a-z]|vni[- ][a-z]", re.IGNORECASE
)  # may be named; the reader of the page finds out
_LOW, _HIGH = "\u00a1", "\u00ff"  # the signs old encodings put their letters on
LONGEST_HTML = 4_000_000


@dataclass(frozen=True)
class OldTexts:
    """Pasted texts: as they came, and as Unicode. `encoding` is blank where none is in an old one; `lost` says why some
    cannot be read any more, with the text it is about.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    encoding: str = ""
    lost: tuple[tuple[str, str], ...] = ()

    @property
    def plain(self) -> bool:
        """Whether there is nothing to ask."""
        return not self.encoding and not self.lost


def judge_pasted(text: str, html: str = "") -> OldTexts:
    """Judge a text, with the fonts its HTML names. Only what is certain counts; a doubtful text is left as it is."""
    if len(html) <= LONGEST_HTML and _OLD_FONT.search(html):
        from tdkt_desktop.exchange.grids.clipboard_fonts import html_runs  # noqa: PLC0415 - for old fonts only

        found = judge_texts([html_runs(html)])
        if not found.plain:
            return OldTexts((text,), found.after, found.encoding, found.lost)
    if not any(_LOW <= sign <= _HIGH or sign == "\ufffd" for sign in text):
        return OldTexts((text,), (clean_text(text),))
    return judge_texts([((text, ""),)])


def judge_texts(texts: Sequence[Runs]) -> OldTexts:
    """Judge several texts, each in runs with their fonts."""
    readings = [read_runs(list(runs)) for runs in texts]
    before = tuple("".join(text for text, _ in runs) for runs in texts)
    certain = [one for one in readings if one.judgement is Judgement.CERTAIN]
    lost = tuple(
        (text, one.reason)
        for text, one in zip(before, readings, strict=True)
        if one.judgement is Judgement.LOST
    )
    return OldTexts(
        before,
        tuple(map(_kept, readings)),
        str(certain[0].encoding) if certain else "",
        lost,
    )


def _kept(reading: Reading) -> str:
    lines = (" ".join(line.split(" ")).strip() for line in clean_text(reading.text).split("\n"))
    return (
        "\n".join(lines).strip("\n") if reading.judgement is Judgement.CERTAIN else clean_text(reading.text)
    )
