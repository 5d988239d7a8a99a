"""Start-up against a bare PySide6 window, in one run: ratios, because machines are noisy. Prints its figures."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from tdkt_desktop.workflows import campaigns

ROUNDS = 5
BARE = """
import time; start = time.perf_counter()
from PySide6.QtWidgets import QApplication, QMainWindow
from PySide6.QtCore import QTimer
app = QApplication([]); window = QMainWindow(); window.show()
QTimer.singleShot(0, app.quit); app.exec()
print(time.perf_counter() - start)
"""
FIRST = """
import time; start = time.perf_counter()
from tdkt_desktop.ui.run import first_paint
first_paint()
print(time.perf_counter() - start)
"""
TAB = """
import sys, time; start = time.perf_counter()
from pathlib import Path
from tdkt_desktop.ui.run import unit_tab_ready
unit_tab_ready(Path(sys.argv[1]))
print(time.perf_counter() - start)
"""


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
    assert shutil.which(sys.executable)
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
