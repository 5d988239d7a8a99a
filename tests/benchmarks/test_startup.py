"""Start-up against a bare PySide6 window, in one run: ratios, because machines are noisy. Prints its figures."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from tdkt_desktop.workflows.campaign import campaigns

ROUNDS = 9
PAINTED = """
import sys, time; start = time.perf_counter()
def until_painted(app, window):
    from PySide6.QtCore import QEvent, QObject
    class Watch(QObject):
        def eventFilter(self, target, event):
            if event.type() == QEvent.Type.Paint:
                app.exit()
            return False
    watch = Watch(); window.installEventFilter(watch); app.exec(); window.removeEventFilter(watch)
"""
BARE = (
    PAINTED
    + """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([]); window = QMainWindow(); window.resize(1366, 768); window.show()
until_painted(app, window)
print(time.perf_counter() - start, flush=True); import os; os._exit(0)
"""
)
AS_THE_PROGRAM_STARTS = "import gc; gc.disable()"  # tdkt_desktop.app
FIRST = (
    PAINTED
    + AS_THE_PROGRAM_STARTS
    + """
from tdkt_desktop.ui.run import make_application
from tdkt_desktop.ui.first_paint import show_first
from tdkt_desktop.ui.window import MainWindow
app, theme = make_application(); window = MainWindow(theme); show_first(window, None)
until_painted(app, window)
print(time.perf_counter() - start, flush=True); import os; os._exit(0)
"""
)
TAB = (
    PAINTED
    + AS_THE_PROGRAM_STARTS
    + """
from pathlib import Path
from tdkt_desktop.ui.run import make_application
from tdkt_desktop.ui.first_paint import show_first
from tdkt_desktop.ui.window import MainWindow
app, theme = make_application(); window = MainWindow(theme); show_first(window, Path(sys.argv[1]))
from PySide6.QtCore import QEventLoop
while window.view is None:  # as the real loop does: sleeping, not spinning beside the worker
    app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
window.view.open_unit("TCT", "")
window.view.unit_tab.focus_form()
app.processEvents()
assert window.focusWidget() is not None
print(time.perf_counter() - start, flush=True); import os; os._exit(0)
"""
)


def timed(code: str, *arguments: str) -> float:
    """Seconds from the first import to the painted window, inside a fresh process."""
    environment = os.environ | ({} if os.environ.get("DISPLAY") else {"QT_QPA_PLATFORM": "offscreen"})
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True, env=environment
    )
    return float(done.stdout.split()[-1])


@pytest.mark.bench
@pytest.mark.timeout(600)
def test_startup_ratios(tmp_path: Path) -> None:
    store = campaigns.create_sample(tmp_path / "mau.tdktdb")
    timed(BARE), timed(FIRST), timed(TAB, str(store))  # warm the disk cache
    bare, first, tab = [], [], []
    for _ in range(ROUNDS):
        bare.append(timed(BARE))
        first.append(timed(FIRST))
        tab.append(timed(TAB, str(store)))
    base = statistics.median(bare)
    ratio_first = statistics.median(one / two for one, two in zip(first, bare, strict=True))
    ratio_tab = statistics.median(one / two for one, two in zip(tab, bare, strict=True))
    print(
        f"\nbare PySide6 window {base:.3f} s; first painted window x{ratio_first:.2f} (limit 2); "
        f"unit tab ready for typing x{ratio_tab:.2f} (limit 4)"
    )
    assert ratio_first <= 2
    assert ratio_tab <= 4
