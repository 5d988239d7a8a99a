"""Columns that a Word user made with tabs or rows of blanks instead of a table."""

from __future__ import annotations

import re
from dataclasses import replace

from tdkt_desktop.documents.lint.reading import Span, Text, Zone

APART = re.compile(r"\S(?:\t[\t ]*| {6,})(?=\S)")
MOST = 3
WRITTEN_AFTER = {"số", "ngày", "tháng", "năm", "giờ", "hồi"}
BETWEEN = "\t "


def columns_of(text: Text, row: int) -> list[Text]:
    """A paragraph cut where tabs part it in columns; the paragraph itself where they do not.

    Only what looks like a letterhead or a signature is cut: one side in capitals, or short words on both sides.
    """
    cuts = [found.end() for found in APART.finditer(text.text.rstrip()) if not _to_write_in(found)]
    if text.where.zone is not Zone.FLOW or not cuts or len(cuts) >= MOST:
        return [text]
    parts = _cut(text.spans, cuts)
    words = ["".join(span.text for span in part).strip(BETWEEN) for part in parts]
    if not any(one.isupper() for one in words) and not all(len(one) < 45 for one in words):
        return [text]
    if words[0].endswith((".", ")")) and len(words[0]) < 6:
        return [text]  # a number and its tab
    found = []
    for column, part in enumerate(parts):
        spans = _trimmed(part)
        where = replace(text.where, zone=Zone.COLUMN)
        found.append(
            replace(
                text,
                spans=spans,
                where=where,
                row=row,
                column=column,
                columns=len(parts),
                align=None,
                indent_mm=None,
                room_mm=None,
                wraps=False,
            )
        )
    return found


def _to_write_in(gap: re.Match[str]) -> bool:
    """Whether a gap is room for a number or a date to be written by hand."""
    before = gap.string[: gap.start() + 1].split()[-1].casefold()
    return before.rstrip(":") in WRITTEN_AFTER or gap.string[gap.end()] == "/"


def _cut(spans: tuple[Span, ...], cuts: list[int]) -> list[list[Span]]:
    parts: list[list[Span]] = [[]]
    at, ahead = 0, list(cuts)
    for span in spans:
        text = span.text
        while ahead and at + len(text) > ahead[0]:
            head = ahead.pop(0) - at
            parts[-1].append(replace(span, text=text[:head]))
            parts.append([])
            text, at = text[head:], at + head
        parts[-1].append(replace(span, text=text))
        at += len(text)
    return parts


def _trimmed(part: list[Span]) -> tuple[Span, ...]:
    kept = [span for span in part if span.text.strip(BETWEEN)]
    first, last = kept[0], kept[-1]
    kept[0] = replace(first, text=first.text.lstrip(BETWEEN))
    kept[-1] = (
        replace(kept[-1], text=kept[-1].text.rstrip(BETWEEN))
        if last is not first
        else replace(kept[0], text=kept[0].text.rstrip(BETWEEN))
    )
    return tuple(kept)
