"""A person half-way through the wizard, in a process of its own that is killed: `python -m tests.support.wizard_child FILE`.

Reads the list of FILE, answers CELL with WORDS, and says so once the status line did; then it waits for its end.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from tdkt_desktop.ui.run import make_application
from tdkt_desktop.ui.window import MainWindow

YEAR = "2026"


def main() -> None:
    """Open the wizard, go half-way, wait."""
    file, cell, words = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    application, theme = make_application()
    window = MainWindow(theme)
    window.show()
    window.wizard.begin()
    page = window.wizard.page
    assert page is not None
    page.go("plan")
    QTest.keyClicks(page.plan.fields["year"], YEAR)
    page.go("units")
    page.units.take_file(file)

    def answer() -> None:
        if page.keeper.draft.reading is None:
            QTimer.singleShot(20, answer)
            return
        page.units.pane.show_cell(cell)
        page.units.pane.say(words)
        QTimer.singleShot(20, say)

    def say() -> None:
        """What the status line calls saved is what counts."""
        if page.keeper.unsaved or not window.status.saved_label.text().startswith("Đã lưu"):
            QTimer.singleShot(20, say)
            return
        os.write(1, b"saved\n")

    answer()
    application.exec()


if __name__ == "__main__":
    main()
