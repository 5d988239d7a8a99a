"""What was typed survives a kill: a real window in a process of its own, killed 1 s after the last key."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tdkt_desktop.workflows import campaigns

TYPED = "Nội dung gõ ngay trước khi mất điện"
WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from tdkt_desktop.ui.run import make_application
from tdkt_desktop.ui.window import MainWindow, show_first

app, theme = make_application()
window = MainWindow(theme)
show_first(window, Path(sys.argv[1]))
while window.view is None:
    app.processEvents()
window.view.open_unit("TCT", "C03")
field = window.view.unit_tab.form.rows["C03.05"].editor.focusProxy()
field.setFocus()
for letter in sys.argv[2]:
    event = QInputMethodEvent()
    event.setCommitString(letter)
    QApplication.sendEvent(field, event)
    app.processEvents()
print("typed", flush=True)
app.exec()
"""


pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="SIGKILL is a POSIX signal; Windows ends processes another way"
)


def type_and_kill(store: Path, typed: str, seconds: float) -> None:
    """Type in a window of its own, wait, kill."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen(
        [sys.executable, "-c", WINDOW, str(store), typed],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert process.stdout is not None
    with process.stdout:
        assert process.stdout.readline() == "typed\n"
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=seconds)
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=10)


def test_a_kill_one_second_after_the_last_key_loses_nothing(tmp_path: Path) -> None:
    store = campaigns.create_sample(tmp_path / "mau.tdktdb")
    type_and_kill(store, TYPED, 1)
    with campaigns.open_campaign(store) as session:
        assert session.inspection("TCT").answer("C03.05").value == TYPED


@pytest.mark.proof
@pytest.mark.timeout(600)
def test_kills_at_any_moment_leave_a_whole_file(tmp_path: Path) -> None:
    store = campaigns.create_sample(tmp_path / "mau.tdktdb")
    said = ""
    for step in range(25):
        word = f"Lần {step:02d} "
        type_and_kill(store, word, 0.05 * step)  # from at once to well after the save
        with campaigns.open_campaign(store) as session:
            found = str(session.inspection("TCT").answer("C03.05").value or "")
            live = (session.campaign, session.record)
            session.store.rebuild()
            session.forget()
            assert (session.campaign, session.record) == live
        assert found in (said, said + word, word + said), step
        assert step < 20 or found != said, f"lost {word!r} a second after it was typed"
        said = found
