"""The part of the minutes about limitations of earlier years; there only where the unit has any."""

from __future__ import annotations

from collections.abc import Sequence

from tdkt_desktop.documents.neutral.blocks import Block, Column, HeaderCell, Heading, Paragraph, Table
from tdkt_desktop.domain.inspection import Inspection
from tdkt_desktop.domain.mending import MENDING_WORDS, Limitation, limitations_of, mending_counts
from tdkt_desktop.domain.year_charts import mending_words
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.vietnamese.text import ensure_stop

WIDTHS = (9.0, 62.0, 34.0, 24.0, 36.0)  # millimetres
HEADER = ("TT", "Hạn chế đã nêu", "Ở nội dung", "Kết quả", "Ghi chú")


def mending(number: int, inspection: Inspection) -> list[Block]:
    """The heading, the counts in a sentence, and the limitations one by one."""
    found = limitations_of(inspection)
    if not found:
        return []
    years = ", ".join(dict.fromkeys(one.year for one in found))
    counts = mending_words(mending_counts(found))
    return [
        Heading(2, f"{number}. Kết quả khắc phục hạn chế đã nêu năm {years}"),
        Paragraph.of(f"Đã nêu {padded(len(found))} hạn chế: {counts}."),
        _table(found),
    ]


def _table(found: Sequence[Limitation]) -> Table:
    rows = tuple(
        (padded(place), ensure_stop(one.text), _place(one), MENDING_WORDS[one.state], one.note)
        for place, one in enumerate(found, start=1)
    )
    first, text, where, result, note = WIDTHS
    return Table(
        columns=(
            Column(first, "center"),
            Column(text),
            Column(where),
            Column(result, "center"),
            Column(note),
        ),
        header=(tuple(HeaderCell(words) for words in HEADER),),
        rows=rows,
    )


def _place(one: Limitation) -> str:
    return f"{one.origin}, năm {one.year}"
