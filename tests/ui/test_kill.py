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


@pytest.mark.skipif(
    sys.platform == "win32", reason="SIGKILL is a POSIX signal; Windows ends processes another way"
)
def test_a_kill_one_second_after_the_last_key_loses_nothing(tmp_path: Path) -> None:
    store = campaigns.create_sample(tmp_path / "mau.tdktdb")
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen(
        [sys.executable, "-c", WINDOW, str(store), TYPED], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert process.stdout is not None
    with process.stdout:
        assert process.stdout.readline() == "typed\n"
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=1)
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=10)
    with campaigns.open_campaign(store) as session:
        assert session.inspection("TCT").answer("C03.05").value == TYPED
