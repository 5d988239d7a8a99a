"""Charts in Word: a table of their numbers and words, which everybody can read aloud, copy and correct."""

from __future__ import annotations

from typing import Any

from tdkt_desktop.documents.docx.tables import ruled_table
from tdkt_desktop.documents.neutral.blocks import Column, HeaderCell, Table
from tdkt_desktop.documents.neutral.chart_blocks import Chart, number

LABEL, PART, WORDS = 30, 11, 34  # shares of the width


def add_chart(word: Any, block: Chart, width: float) -> None:
    """The chart as a table: a row a bar, a column a series."""
    parts = tuple(Column(PART, "center") for _ in block.series)
    header = (HeaderCell(""), *(HeaderCell(one.title) for one in block.series), HeaderCell(""))
    rows = tuple((bar.label, *map(number, bar.parts), bar.words) for bar in block.bars)
    ruled_table(word, Table((Column(LABEL), *parts, Column(WORDS)), (header,), rows), width)
