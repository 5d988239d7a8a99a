"""The reading of a cell's text, kept: a list is read again after every answer, and its texts are the same."""

from __future__ import annotations

from functools import lru_cache

from tdkt_desktop.vietnamese.legacy import Reading, read_runs

MOST_KEPT = 8_192


@lru_cache(MOST_KEPT)
def read_cell(runs: tuple[tuple[str, str], ...]) -> Reading:
    """The runs of a cell judged and, where it is certain, made Unicode."""
    return read_runs(list(runs))
