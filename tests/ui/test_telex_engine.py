"""Typing with a real input method: Telex keys go to ibus and its Unikey engine, and Vietnamese comes to the disk."""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tdkt_desktop.workflows.campaign import campaigns
from tests.support.x_screen import XScreen, demand, x_screen

ENGINE = {"ibus-daemon": "ibus", "ibus": "ibus", "/usr/share/ibus/component/unikey.xml": "ibus-unikey"}
UNIT, CRITERION, QUESTION = "TCT", "C03", "C03.05"
ROOT = Path(__file__).resolve().parents[2]
# The program's own window; beside it only a diary of the one field: what is composed, what is in it.
WINDOW = f"""
import json, sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from tdkt_desktop.ui.run import make_application
from tdkt_desktop.ui.first_paint import show_first
from tdkt_desktop.ui.window import MainWindow

app, theme = make_application()
window = MainWindow(theme)
show_first(window, Path(sys.argv[1]))
state = {{"preedit": "", "text": "", "ready": False, "another tab": None, "this tab": None}}
diary = open(sys.argv[2], "w", encoding="utf-8")

def note(**facts):
    state.update(facts)
    print(json.dumps(state, ensure_ascii=False), file=diary, flush=True)

class Watch(QObject):
    def eventFilter(self, field, event):
        if event.type() == QEvent.Type.InputMethod:
            note(preedit=event.preeditString())
        elif event.type() == QEvent.Type.FocusIn:
            note(ready=True)
        elif event.type() == QEvent.Type.FocusOut:
            note(ready=False)
        return False

def prepare():
    if window.view is None or not window.isActiveWindow():
        return
    timer.stop()
    window.view.open_unit("{UNIT}", "{CRITERION}")
    field = window.view.unit_tab.form.rows["{QUESTION}"].editor.focusProxy()
    field.textChanged.connect(lambda: note(text=field.toPlainText()))
    field.installEventFilter(watch)
    field.setFocus()
    bar = window.view.tabs.tabBar()
    for name, index in (("another tab", 0), ("this tab", bar.currentIndex())):
        place = bar.mapToGlobal(bar.tabRect(index).center())
        note(**{{name: (str(place.x()), str(place.y()))}})

watch, timer = Watch(), QTimer()
timer.timeout.connect(prepare)
timer.start(20)
sys.exit(app.exec())
"""


class Typist:
    """Types into the field and reads the diary of its window, and the file on disk."""

    def __init__(self, screen: XScreen, store: Path) -> None:
        self.screen, self.store = screen, store
        self.diary = screen.home / "diary"
        self.process = screen.start(sys.executable, "-c", WINDOW, str(store), str(self.diary))

    @property
    def state(self) -> dict[str, Any]:
        lines = self.diary.read_text(encoding="utf-8").split("\n") if self.diary.exists() else []
        found: dict[str, Any] = (
            json.loads(lines[-2]) if len(lines) > 1 else {"preedit": "", "text": "", "ready": False}
        )
        return found

    @property
    def saved(self) -> str:
        """What a power cut would leave."""
        with closing(sqlite3.connect(f"file:{self.store}?mode=ro", uri=True)) as file:
            row = file.execute(
                "SELECT value FROM revision WHERE subject = ? AND is_head", (f"answer/{UNIT}/{QUESTION}",)
            ).fetchone()
        return str(json.loads(row[0])["value"] or "") if row else ""

    def click(self, name: str) -> None:
        self.screen.run("xdotool", "mousemove", *self.state[name], "click", "1")

    def wait_focus(self) -> None:
        self.screen.until(lambda: self.state["ready"], "the focus in the field")

    def wait_engine(self) -> None:
        """The engine joins a field a moment after the focus; keys pressed before would come as plain letters."""
        self.wait_focus()
        for _ in range(50):
            self.screen.keys("a")
            self.screen.until(
                lambda: "a" in (self.state["preedit"], self.state["text"]), "the letter of a key"
            )
            answered = self.state["preedit"] == "a"
            self.screen.keys("BackSpace")
            self.screen.until(
                lambda: not self.state["preedit"] and not self.state["text"], "the letter to go"
            )
            if answered:
                return
        pytest.fail("ibus did not take the keys")

    def compose(self, keys: str, word: str) -> None:
        """Type a word and leave it composed: it is in no text and on no disk."""
        self.screen.type(keys)
        self.screen.until(lambda: self.state["preedit"] == word, f"“{word}” to be composed")
        assert word not in self.state["text"]
        assert word not in self.saved

    def expect(self, text: str) -> None:
        self.screen.until(lambda: self.saved == text, f"“{text}” on disk; there is “{self.saved}”")
        assert self.state == {**self.state, "preedit": "", "text": text}


@pytest.fixture
def screen() -> Iterator[XScreen]:
    """A screen on which Unikey serves the keyboard."""
    demand(ENGINE)
    with x_screen() as made:
        made.environment |= {"QT_IM_MODULE": "ibus", "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
        made.start("ibus-daemon", "--panel", "disable", "--config", "disable", "--emoji-extension", "disable")
        made.until(lambda: made.run("ibus", "address").startswith("unix:"), "ibus")
        made.run("ibus", "engine", "Unikey")
        made.until(lambda: made.run("ibus", "engine") == "Unikey", "the Unikey engine")
        yield made


@pytest.mark.skipif(sys.platform != "linux", reason="ibus is the input method of Linux")
def test_telex_reaches_the_disk_whatever_ends_the_word(
    screen: XScreen, data_folder: Path, tmp_path: Path
) -> None:
    store = campaigns.create_sample(tmp_path / "mau.tdktdb")
    screen.environment["TDKT_DATA_DIR"] = str(data_folder)
    typist = Typist(screen, store)
    typist.wait_engine()

    screen.type("tieengs Vieejt ")
    screen.until(lambda: typist.saved == "tiếng Việt ", "the autosave")

    typist.compose("suwar", "sửa")
    screen.keys("ctrl+s")
    typist.expect("tiếng Việt sửa")

    typist.compose("ddepj", "đẹp")
    screen.keys("ctrl+Next")
    typist.expect("tiếng Việt sửađẹp")

    screen.keys("ctrl+Prior")
    typist.wait_focus()
    typist.compose("roofi", "rồi")
    typist.click("another tab")
    typist.expect("tiếng Việt sửađẹprồi")

    typist.click("this tab")
    typist.wait_focus()
    typist.compose("ddaays", "đấy")
    screen.keys("alt+F4")
    screen.until(lambda: typist.process.poll() is not None, "the window to close")
    assert typist.process.returncode == 0
    assert typist.saved == "tiếng Việt sửađẹprồiđấy"


def test_a_missing_program_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A skip would hide that the input method was never tried."""
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "ibus-daemon" else f"/usr/bin/{name}")
    with pytest.raises(pytest.fail.Exception, match=r"apt-get install -y --no-install-recommends ibus$"):
        demand({"ibus-daemon": "ibus", "xdotool": "xdotool"})
