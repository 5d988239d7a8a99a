"""After any edit: words that were typed against a figure become words again; a figure that was cut is found out."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor

from tdkt_desktop.ui.workbench.pieces import Run, runs_of


def mend(block: QTextBlock) -> bool:
    """Set the letters around the figures of a block free. False where a figure is not whole any more."""
    seen: set[int] = set()
    wrong = []
    for run in runs_of(block):
        if run.serial in seen:
            return False  # cut in two
        if run.serial:
            seen.add(run.serial)
            if run.text != run.words:
                wrong.append(run)
    return all(_set_free(block, run) for run in reversed(wrong))


def _set_free(block: QTextBlock, run: Run) -> bool:
    """Letters took on the look of the figure beside them: what is more than the figure is words."""
    at = run.text.find(run.words)
    if at < 0:
        return False
    for start, end in ((run.start + at + len(run.words), run.end), (run.start, run.start + at)):
        if start < end:
            cursor = QTextCursor(block)
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(QTextCharFormat())
    return True
