"""The editor of a section: words are typed, figures are whole. No way of editing words takes a figure away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from tdkt_desktop.ui.look.theme import GAP, Theme
from tdkt_desktop.ui.workbench.mending import mend
from tdkt_desktop.ui.workbench.pieces import (
    Look,
    Run,
    block_format,
    figure_after,
    figure_before,
    figures_around,
    insert_pieces,
    pieces_of_block,
    plain_of,
    remove_words,
    replace_block,
    run_at,
    runs_between,
    write_all,
)
from tdkt_desktop.workflows.notice.notice_prose import Piece

Paragraph = tuple[Piece, ...]


class FigureText(QTextEdit):
    """Holds the paragraphs of one section.

    `edited` when a person changed the text; `figure_chosen(plain form)` when the cursor comes to a figure, or to another
    sentence: then with all its figures, blank where it has none. Qt's own undo is off: undo is the campaign's. Whatever route an edit takes (keys, an input method, a drop), the
    text is looked over afterwards: words typed against a figure are words, and a figure that was broken or taken
    without being asked for is put back.
    """

    edited = Signal()
    figure_chosen = Signal(str)

    def __init__(self, theme: Theme, read: Callable[[str], Paragraph]) -> None:
        super().__init__()
        self._theme, self._read = theme, read
        self._shown: list[Paragraph] = [()]
        self._marked: frozenset[str] = frozenset()
        self._busy = False  # changing the document ourselves
        self._removing = False  # a person asked for figures to go
        self._anew = False  # what comes next is no more of the same typing
        self._touched: tuple[int, int] | None = None  # first and last block changed since it was looked over
        self._pressed = False  # by the mouse
        self._last, self._figure, self._behind = 0, "", ""
        self.setProperty("role", "notice")
        self.setUndoRedoEnabled(False)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.document().contentsChange.connect(self._note_touched)
        self.textChanged.connect(self._look_over)
        self.cursorPositionChanged.connect(self._keep_out)
        self.selectionChanged.connect(self._keep_out)

    @property
    def _look(self) -> Look:
        return Look(self._theme.palette, self._theme.px(GAP), self._marked)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text in plain form; an empty document has no paragraph."""
        texts = tuple(plain_of(one) for one in self._shown)
        return () if texts == ("",) else texts

    @property
    def figure(self) -> str:
        """The plain form of the figure the cursor is at; blank where it is at none."""
        return self._figure

    @property
    def behind(self) -> str:
        """The figure the cursor is at or else those of its sentence or of what is selected, in plain form."""
        return self._behind

    def show_text(self, paragraphs: Sequence[Paragraph], marked: frozenset[str] = frozenset()) -> None:
        """Show a text in silence. Paragraphs that are shown already are left alone, the cursor stays where it was."""
        wanted = list(paragraphs) or [()]
        turned = marked ^ self._marked  # figures whose look changes
        self._marked = marked
        if wanted == self._shown and not turned:
            return
        place = self._place()
        self._busy = True
        if len(wanted) == len(self._shown):
            for number, one in enumerate(wanted):
                if one != self._shown[number] or any(piece.token in turned for piece in one):
                    replace_block(self.document(), number, one, self._look)
        else:
            write_all(self.document(), wanted, self._look)
        self._shown = wanted
        self._busy, self._touched = False, None
        self._go_to(place)
        self._tell_figure()  # the cursor may stand where it stood, before other words

    def take_anew(self) -> bool:
        """Whether the edit just told began a step of its own, as in Word: over a selection, from the clipboard, a list."""
        anew, self._anew = self._anew, False
        return anew

    def insert_text(self, text: str) -> None:
        """Put a plain text with figures where the cursor is; what is selected keeps its figures."""
        over = self.textCursor().hasSelection()
        self.leave_figures()
        self._anew = self._anew or not over
        cursor = self.textCursor()
        cursor.beginEditBlock()
        for number, line in enumerate(text.split("\n")):
            if number:
                cursor.insertBlock()
            insert_pieces(cursor, self._read(line), self._look)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self._anew = True  # typing goes on as a step of its own

    def insert_paragraph(self, text: str) -> None:
        """Put a plain text as a paragraph of its own after the one the cursor is in."""
        cursor = self.textCursor()
        cursor.clearSelection()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.setTextCursor(cursor)
        self.insert_text(f"\n{text}" if cursor.block().text() else text)

    def leave_figures(self) -> None:
        """Take the words of the selection away, as typing over them does; its figures stay."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return
        self._anew = True
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        words = [run for run in runs_between(self.document(), start, end) if not run.serial]
        if any(run.serial for run in runs_between(self.document(), start, end)):
            end = max(start, end - remove_words(self.document(), words))
        else:
            cursor.removeSelectedText()
            end = start
        cursor.setPosition(end)
        self.setTextCursor(cursor)

    def remove_selection(self) -> None:
        """Take what is selected away, its figures too: they were selected as wholes, and are in the history."""
        self._removing = self._anew = True
        self.textCursor().removeSelectedText()
        self._removing = False

    def select_run(self, run: Run) -> None:
        """Select a figure as one thing."""
        cursor = self.textCursor()
        cursor.setPosition(run.start)
        cursor.setPosition(run.end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def select_words(self, number: int, words: str) -> None:
        """Select words of a paragraph (from 0); the whole of it where they do not stand there as they were told."""
        block = self.document().findBlockByNumber(number)
        at = block.text().find(words) if words else -1
        start, length = (at, len(words)) if at >= 0 else (0, max(0, block.length() - 1))
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + start)
        cursor.setPosition(block.position() + start + length, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def selected_figure(self) -> Run | None:
        """The figure that is exactly what is selected."""
        cursor = self.textCursor()
        run = figure_after(self.document().findBlock(cursor.selectionStart()), cursor.selectionStart())
        return run if run is not None and run.end == cursor.selectionEnd() else None

    def redraw(self) -> None:
        """Take the colours and measures in use."""
        shown, place = list(self._shown), self._place()
        self._busy = True
        write_all(self.document(), shown, self._look)
        self._busy, self._touched = False, None
        self._go_to(place)

    def _place(self) -> tuple[int, int]:
        cursor = self.textCursor()
        return cursor.blockNumber(), cursor.positionInBlock()

    def _go_to(self, place: tuple[int, int]) -> None:
        block = self.document().findBlockByNumber(min(place[0], self.document().blockCount() - 1))
        cursor = self.textCursor()
        cursor.setPosition(block.position() + min(place[1], block.length() - 1))
        self._last = cursor.position()
        self.setTextCursor(cursor)

    # -- after every change ------------------------------------------------------------------------------------

    def _note_touched(self, position: int, _removed: int, added: int) -> None:
        if self._busy:
            return
        document = self.document()
        last = document.findBlock(min(position + added, max(0, document.characterCount() - 1)))
        first = document.findBlock(position).blockNumber()
        known = self._touched or (first, first)
        self._touched = min(known[0], first), max(known[1], last.blockNumber())

    def _look_over(self) -> None:
        """Make sure that figures are whole and none is missing; then tell what the text says now."""
        if self._busy or self._touched is None:
            return
        (first, last), self._touched = self._touched, None
        grown = self.document().blockCount() - len(self._shown)
        before = self._shown[first : last + 1 - grown]
        self._busy = True
        sound = all(mend(self.document().findBlockByNumber(number)) for number in range(first, last + 1))
        after = [pieces_of_block(self.document().findBlockByNumber(one)) for one in range(first, last + 1)]
        if not sound or (not self._removing and _figures(before) - _figures(after)):
            place = self._place()
            write_all(self.document(), self._shown, self._look)
            self._busy, self._touched = False, None
            self._go_to(place)
            return
        for number in range(first, last + 1):
            block = self.document().findBlockByNumber(number)
            wanted = block_format(block.text()[:2], self._theme.px(GAP))
            if block.blockFormat().leftMargin() != wanted.leftMargin():
                QTextCursor(block).setBlockFormat(wanted)
        self._busy, self._touched = False, None
        if after != before:
            self._shown[first : last + 1 - grown] = after
            self.edited.emit()

    # -- the cursor --------------------------------------------------------------------------------------------

    def _keep_out(self) -> None:
        """The cursor never stands inside a figure; a selection takes it whole."""
        if self._busy:
            return
        cursor = self.textCursor()
        position, anchor = cursor.position(), cursor.anchor()
        run = run_at(cursor.block(), position)
        other = run_at(self.document().findBlock(anchor), anchor)  # a double click takes a word of a figure
        if run is None and other is None:
            self._last = position
            self._tell_figure()
            return
        self._busy = True
        if run is not None and self._pressed and not cursor.hasSelection():
            self.select_run(run)
        elif cursor.hasSelection():
            on = position > anchor
            if other is not None:
                anchor = other.start if on else other.end
            if run is not None:
                position = run.end if on else run.start
            cursor.setPosition(anchor)
            cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
        elif run is not None:
            cursor.setPosition(run.end if position > self._last else run.start)
            self.setTextCursor(cursor)
        self._last = self.textCursor().position()
        self._busy = False
        self._tell_figure()

    def _tell_figure(self) -> None:
        cursor = self.textCursor()
        at = self.selected_figure() if cursor.hasSelection() else None
        if at is None and not cursor.hasSelection():
            position = cursor.position()
            at = figure_before(cursor.block(), position) or figure_after(cursor.block(), position)
        self._figure = at.token if at is not None else ""
        behind = self._figure or self._figures_read(cursor)
        if behind != self._behind:
            self._behind = behind
            self.figure_chosen.emit(behind)

    def _figures_read(self, cursor: QTextCursor) -> str:
        """The figures of what is selected, or of the sentence the cursor is in."""
        if cursor.hasSelection():
            chosen = runs_between(self.document(), cursor.selectionStart(), cursor.selectionEnd())
            if found := "".join(dict.fromkeys(run.token for run in chosen if run.serial)):
                return found
        return figures_around(cursor.block(), cursor.position())


def _figures(paragraphs: Sequence[Paragraph]) -> Counter[str]:
    return Counter(piece.token for one in paragraphs for piece in one if piece.token)
