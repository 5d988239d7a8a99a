"""What the measurements run in processes of their own; each prints one line of JSON.

`python -m tests.benchmarks.window_child open FILE`     opening, memory, switching to unit tabs
`python -m tests.benchmarks.window_child type FILE MS`  typing 12 letters a second; every commit waits MS more
"""

from __future__ import annotations

import itertools
import json
import os
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from tdkt_desktop.ui.first_paint import show_first
from tdkt_desktop.ui.run import make_application
from tdkt_desktop.ui.unit.criterion_form import CriterionForm
from tdkt_desktop.ui.window import MainWindow
from tests.support.typist import press

STARTED = "TDKT_BENCH_STARTED"  # when the process was asked for, on the clock both share
LETTERS_A_SECOND, TYPING_SECONDS = 12, 25
SAVES_EVERY_MS = (
    250  # more saves than a person causes in the same time: the worst of them is what is measured
)
SWITCHES = 12


def opened(file: Path) -> tuple[QApplication, MainWindow]:
    """The window with the campaign painted on the screen."""
    application, theme = make_application()
    window = MainWindow(theme)
    show_first(window, file)
    wait(application, lambda: window.view is not None)
    application.processEvents()  # the paint
    return application, window


def wait(application: QApplication, done: Callable[[], bool], seconds: float = 60) -> None:
    """As the real loop does: asleep until something happens."""
    until = time.perf_counter() + seconds
    alarm = QTimer()
    alarm.start(50)
    while not done() and time.perf_counter() < until:
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def rest(application: QApplication, seconds: float) -> None:
    until = time.perf_counter() + seconds
    wait(application, lambda: time.perf_counter() > until)


def measure_opening(file: Path) -> dict[str, object]:
    """Seconds to the first picture and to all counts, ms of each first look at a unit, megabytes after it."""
    application, window = opened(file)
    start = float(os.environ[STARTED])
    shown = time.monotonic() - start
    desk, view = window.desk, window.view
    assert desk is not None
    assert view is not None
    wait(application, lambda: desk.session.known)
    application.processEvents()
    counted = time.monotonic() - start
    rest(application, 3)  # what saving needs is loaded
    units = [unit.code for unit in desk.units]
    switches = []
    for number in range(min(SWITCHES, len(units))):
        before = time.perf_counter()
        view.open_unit(units[number * 31 % len(units)], "")
        application.processEvents()
        switches.append((time.perf_counter() - before) * 1000)
    return {"shown": shown, "counted": counted, "switches": switches, "megabytes": megabytes()}


def megabytes() -> float:
    """Resident memory now, where the system tells it; else the most there was."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Gaps:
    """The longest stand-still of the event loop during each save.

    A timer that is always due beats whenever the loop comes round. Between two beats the window could not react.
    """

    def __init__(self, window: MainWindow) -> None:
        assert window.desk is not None
        self._beats: list[float] = []
        self._saves: list[tuple[float, float]] = []
        self._began = 0.0
        self._timer = QTimer(window)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(lambda: self._beats.append(time.perf_counter()))
        self._timer.start(1)
        window.desk.autosave.saving.connect(self._saving)
        window.desk.autosave.saved.connect(lambda _: QTimer.singleShot(0, window, self._saved))

    def _saving(self) -> None:
        self._began = time.perf_counter()

    def _saved(self) -> None:
        self._saves.append((self._began, time.perf_counter()))

    def during_saves(self) -> list[float]:
        return [self._longest(begin, end) for begin, end in self._saves]

    def of(self, begin: float, end: float) -> list[float]:
        """The longest stand-still of every tenth of a second of a time without saves: what typing alone costs."""
        tenths = int((end - begin) * 10)
        return [self._longest(begin + number / 10, begin + (number + 1) / 10) for number in range(tenths)]

    def _longest(self, begin: float, end: float) -> float:
        inside = [beat for beat in self._beats if begin - 0.05 <= beat <= end + 0.05]
        pairs = [(a, b) for a, b in itertools.pairwise(inside) if b >= begin and a <= end]
        return max((b - a for a, b in pairs), default=0.0) * 1000


def slow_down(window: MainWindow, milliseconds: float) -> None:
    """Every commit takes that much longer, between half and all of it, on the worker that saves."""
    if not milliseconds:
        return
    from sqlalchemy import event  # noqa: PLC0415  opening is measured without it

    assert window.desk is not None
    window.desk.session.warm_up()
    engine = window.desk.session.store._engine
    event.listen(
        engine, "commit", lambda _: time.sleep(random.uniform(milliseconds / 2, milliseconds) / 1000)
    )


def measure_typing(file: Path, milliseconds: float) -> dict[str, object]:
    """Gaps in ms during saves and while nothing is saved, and ms from the last key of a burst to "Đã lưu"."""
    application, window = opened(file)
    desk, view = window.desk, window.view
    assert desk is not None
    assert view is not None
    wait(application, lambda: desk.session.known)
    slow_down(window, milliseconds)
    rest(application, 3)
    view.open_unit(desk.units[0].code, "C03")
    tab = view.unit_tab
    assert tab is not None
    assert isinstance(tab.form, CriterionForm)
    field = tab.form.remarks["narrative"]
    field.setFocus()
    desk.autosave._longest.setInterval(SAVES_EVERY_MS)
    rest(application, 0.5)
    gaps = Gaps(window)
    chance, keys = random.Random(1), []
    typing = QTimer(window)
    typing.setTimerType(Qt.TimerType.PreciseTimer)

    def key() -> None:
        start = time.perf_counter()
        press(field, chance.choice("abcdeghiklmnopqrstuvxyăâêôơư"))
        keys.append((time.perf_counter() - start) * 1000)

    typing.timeout.connect(key)
    typing.start(1000 // LETTERS_A_SECOND)
    desk.autosave._longest.timeout.disconnect()  # first without saving at all
    desk.autosave._quiet.timeout.disconnect()
    unsaved_from = time.perf_counter()
    rest(application, TYPING_SECONDS / 2)
    unsaved_to = time.perf_counter()
    desk.autosave._longest.timeout.connect(desk.autosave._begin)
    desk.autosave._quiet.timeout.connect(desk.autosave._begin)
    rest(application, TYPING_SECONDS)
    typing.stop()
    wait(application, lambda: desk.autosave.clean)
    latencies = []
    for _ in range(8):  # the promise after the last key, at the times the program really keeps
        key()
        start = time.perf_counter()
        wait(application, lambda: desk.autosave.clean)
        latencies.append((time.perf_counter() - start) * 1000)
    return {
        "during": gaps.during_saves(),
        "without": gaps.of(unsaved_from, unsaved_to),
        "key": statistics.median(keys),
        "latency": max(latencies),
    }


def main() -> None:
    """One measurement."""
    kind, file = sys.argv[1], Path(sys.argv[2])
    found = measure_opening(file) if kind == "open" else measure_typing(file, float(sys.argv[3]))
    print(json.dumps(found), flush=True)
    os._exit(0)  # closing is not measured


if __name__ == "__main__":
    main()
