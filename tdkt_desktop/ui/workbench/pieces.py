"""Live figures inside a QTextDocument: a run of letters that carries its plain form, its number and its words.

A figure is recognised by the number of its run, never by its letters, so that equal figures side by side stay two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple

from PySide6.QtGui import (
    QColor,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from tdkt_desktop.ui.look.palette import Palette
from tdkt_desktop.workflows.notice.notice_prose import Piece

TOKEN = int(QTextFormat.Property.UserProperty) + 1
SERIAL, WORDS = TOKEN + 1, TOKEN + 2
BLANK = "◦"  # a figure that says nothing now; printed it leaves no trace
SIGNS = ("- ", "+ ")
_STOP = re.compile(r"[.?!…][”\")]*\s+")  # ends a sentence; the end of a paragraph does too
_serials = count(1)


class Run(NamedTuple):
    """A run of letters of one block: from `start` to `end` in the document. `serial` is 0 for words."""

    start: int
    end: int
    text: str
    token: str
    serial: int
    words: str  # what the figure shows when it is whole


def figure_format(piece: Piece, palette: Palette, *, marked: bool) -> QTextCharFormat:
    """How a figure looks: a soft ground and a line under it; one to read again has a wave and another colour."""
    made = QTextCharFormat()
    made.setProperty(TOKEN, piece.token)
    made.setProperty(SERIAL, next(_serials))
    made.setProperty(WORDS, piece.text or BLANK)
    made.setBackground(QColor(palette.accent_soft))
    made.setForeground(QColor(palette.partial if marked else palette.accent))
    made.setUnderlineColor(QColor(palette.partial if marked else palette.accent))
    style = QTextCharFormat.UnderlineStyle
    made.setUnderlineStyle(style.WaveUnderline if marked else style.DotLine)
    return made


def block_format(first: str, room: int) -> QTextBlockFormat:
    """Paragraphs stand apart; bullets stand in, "+" further than "-". `room` is one step in px."""
    made = QTextBlockFormat()
    made.setBottomMargin(room // 2)
    made.setLineHeight(125, int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value))
    if first.startswith(SIGNS):
        made.setLeftMargin(room if first.startswith("-") else 2 * room)
    return made


def runs_of(block: QTextBlock) -> Iterator[Run]:
    """The runs of a block in order."""
    walk = block.begin()
    while not walk.atEnd():
        fragment = walk.fragment()
        if fragment.isValid():
            shape = fragment.charFormat()
            start, serial = fragment.position(), int(shape.property(SERIAL) or 0)
            yield Run(
                start,
                start + fragment.length(),
                fragment.text(),
                str(shape.property(TOKEN) or ""),
                serial,
                str(shape.property(WORDS) or ""),
            )
        walk += 1


def pieces_of_block(block: QTextBlock) -> tuple[Piece, ...]:
    """What a block says, words joined."""
    found: list[Piece] = []
    for run in runs_of(block):
        if run.serial:
            found.append(Piece("" if run.words == BLANK else run.words, run.token))
        elif found and not found[-1].token:
            found[-1] = Piece(found[-1].text + run.text)
        else:
            found.append(Piece(run.text))
    return tuple(found)


def plain_of(pieces: Sequence[Piece]) -> str:
    """The plain form of a paragraph."""
    return "".join(piece.token or piece.text for piece in pieces)


def run_at(block: QTextBlock, position: int) -> Run | None:
    """The figure that a position lies strictly inside of."""
    return next((run for run in runs_of(block) if run.serial and run.start < position < run.end), None)


def figure_before(block: QTextBlock, position: int) -> Run | None:
    """The figure that ends at a position."""
    return next((run for run in runs_of(block) if run.serial and run.end == position), None)


def figure_after(block: QTextBlock, position: int) -> Run | None:
    """The figure that begins at a position."""
    return next((run for run in runs_of(block) if run.serial and run.start == position), None)


def figures_around(block: QTextBlock, position: int) -> str:
    """The figures of the sentence that a position lies in, each once, in plain form."""
    found: dict[str, None] = {}
    for run in runs_of(block):
        if run.serial:
            found[run.token] = None
            continue
        for stop in _STOP.finditer(run.text):
            if run.start + stop.end() > position:
                return "".join(found)
            found.clear()
    return "".join(found)


def runs_between(document: QTextDocument, start: int, end: int) -> list[Run]:
    """The runs between two positions, cut to fit."""
    found, block = [], document.findBlock(start)
    while block.isValid() and block.position() < end:
        found += [
            run._replace(start=max(run.start, start), end=min(run.end, end))
            for run in runs_of(block)
            if run.end > start and run.start < end
        ]
        block = block.next()
    return found


def remove_words(document: QTextDocument, words: Sequence[Run]) -> int:
    """Take runs of words away, in one step. Returns how many letters went."""
    cursor, gone = QTextCursor(document), 0
    cursor.beginEditBlock()
    for run in reversed(words):
        cursor.setPosition(run.start)
        cursor.setPosition(run.end, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        gone += run.end - run.start
    cursor.endEditBlock()
    return gone


class Look(NamedTuple):
    """How a text is drawn: its colours, one step of indent in px, and the figures to read again (plain forms)."""

    palette: Palette
    room: int
    marked: frozenset[str]


def insert_pieces(cursor: QTextCursor, pieces: Sequence[Piece], look: Look) -> None:
    """Put words and figures where a cursor stands."""
    plain = QTextCharFormat()
    for piece in pieces:
        if piece.token:
            shape = figure_format(piece, look.palette, marked=piece.token in look.marked)
            cursor.insertText(piece.text or BLANK, shape)
        else:
            cursor.insertText(piece.text, plain)


def replace_block(document: QTextDocument, number: int, pieces: Sequence[Piece], look: Look) -> None:
    """Write one paragraph anew."""
    cursor = QTextCursor(document.findBlockByNumber(number))
    cursor.beginEditBlock()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    cursor.setBlockFormat(block_format(plain_of(pieces), look.room))
    insert_pieces(cursor, pieces, look)
    cursor.endEditBlock()


def write_all(document: QTextDocument, paragraphs: Sequence[Sequence[Piece]], look: Look) -> None:
    """Write every paragraph anew."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.removeSelectedText()
    for number, pieces in enumerate(paragraphs):
        if number:
            cursor.insertBlock()
        cursor.setBlockFormat(block_format(plain_of(pieces), look.room))
        insert_pieces(cursor, pieces, look)
    cursor.endEditBlock()
