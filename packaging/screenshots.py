"""Makes the picture of the README, resources/help/images/unit-tab.png, always the same way.

Run: python packaging/screenshots.py [folder]. It needs no screen and touches no campaign of this machine.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEventLoop, QSettings, QTimer

from tdkt_desktop.ui.run import make_application
from tdkt_desktop.ui.theme import Theme
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.workflows.campaigns import create_sample, open_campaign

SIZE = (1440, 900)

PICTURES: tuple[tuple[str, str, Callable[[MainWindow], None]], ...] = (
    ("unit-tab", "light", lambda window: _open(window, 1, 6)),
    ("unit-tab-dark", "dark", lambda window: _open(window, 1, 6)),
    ("overview", "light", lambda window: window.view.show_tab("@overview") if window.view else None),
)


def main(folder: Path) -> int:
    """Write every picture into a folder. Returns the exit code."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["TDKT_DATA_DIR"] = home
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, home)
        _, theme = make_application()
        window = MainWindow(theme)
        window.resize(*SIZE)
        window.show()
        window.show_campaign(open_campaign(create_sample()))
        for name, scheme, prepare in PICTURES:
            _take(window, theme, scheme, prepare, folder / f"{name}.png")
        window.close()
    return 0


def _take(
    window: MainWindow, theme: Theme, scheme: str, prepare: Callable[[MainWindow], None], file: Path
) -> None:
    theme.choose(scheme)
    prepare(window)
    _pause(300)
    window.grab().save(str(file))
    sys.stdout.write(f"{file}\n")


def _open(window: MainWindow, unit: int, criterion: int) -> None:
    if window.desk is not None and window.view is not None:
        checklist = window.desk.session.checklist
        window.view.open_unit(window.desk.units[unit].code, checklist.criteria[criterion].code)


def _pause(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    chosen = sys.argv[1:]
    sys.exit(main(Path(chosen[0]) if chosen else Path(__file__).parents[1] / "resources" / "help" / "images"))
