"""The disk refuses, waits or stops in the middle of typing: the text is kept, the cause is said, saving goes on by itself.

Every fault here is real to SQLite: a full file system (a tmpfs where one may be mounted, a page limit of the connection
everywhere), a folder in which no journal can be made, a file held by another process, a stopped process.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import event

from tdkt_desktop.domain.errors import EnvironmentProblem
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.storage.store import not_written
from tdkt_desktop.ui.unit.criterion_form import CriterionForm
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.workflows.campaign.campaigns import open_campaign
from tdkt_desktop.workflows.session import CampaignSession
from tests.support.typist import press, read_field

PROJECT = Path(__file__).parents[2]
WORDS = "nhận xét khi đĩa hỏng"
LONG = "đầy " * 40_000  # more than a full disk has room for
RETRY_MS = 150
BLOCKED = 1.6  # seconds: the promise is one; the machine may be busy
HOLD = "import sqlite3, sys\nc = sqlite3.connect(sys.argv[1], isolation_level=None)\nc.execute('BEGIN EXCLUSIVE')\nprint(1, flush=True)\nsys.stdin.read()\nc.execute('ROLLBACK')\n"

pytestmark = pytest.mark.expects_log  # every failed save leaves its cause in the log


class Bench:
    """A window with the cursor in a field, and the longest time its event loop stood still."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        assert window.desk is not None
        assert window.view is not None
        self.window, self.qtbot, self.desk = window, qtbot, window.desk
        self.told: list[str] = []  # what a box would say
        self.desk.autosave._retry.setInterval(RETRY_MS)
        window.view.open_unit("u1", "A")
        tab = window.view.unit_tab
        assert tab is not None
        assert isinstance(tab.form, CriterionForm)
        self.field = tab.form.remarks["narrative"]
        self.longest_gap, self._last = 0.0, time.monotonic()
        self._beat = QTimer(window)
        self._beat.timeout.connect(self._tick)
        self._beat.start(5)
        self.desk.session.warm_up()

    def type(self, words: str = WORDS) -> None:
        for letter in words:
            press(self.field, letter)

    def paste(self, text: str) -> None:
        self.field.insertPlainText(text)

    @property
    def said(self) -> str:
        return self.window.status.saved_label.text()

    def wait_for_failure(self, *words: str) -> None:
        self.qtbot.waitUntil(lambda: self.said.startswith("Chưa lưu được"), timeout=5000)
        for word in words:
            assert word in self.said

    def wait_for_recovery(self, text: str = WORDS) -> None:
        """The next try saves it; nobody touches a key."""
        self.qtbot.waitUntil(lambda: self.desk.autosave.clean, timeout=5000)
        assert self.said.startswith("Đã lưu")
        assert on_disk(self.desk.session.path) == text

    def refuses_to_close(self) -> None:
        """The window stays, says why, and keeps the text."""
        self.told.clear()
        assert not self.window.close()
        assert self.window.isVisible()
        assert "chưa ghi được" in self.told[0]
        assert "Lưu ra nơi khác" in self.told[0].replace("lưu", "Lưu")

    def saves_elsewhere(self, target: Path, monkeypatch: pytest.MonkeyPatch, text: str = WORDS) -> None:
        """A whole copy at another place holds what could not be written here."""
        told: list[str] = []
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
        monkeypatch.setattr(
            "tdkt_desktop.ui.campaign.errands.show_text", lambda _, said, more="": told.append(said)
        )
        monkeypatch.setattr(
            "tdkt_desktop.ui.campaign.errands.show_error", lambda _, error: told.append(str(error))
        )
        self.window.errands.save_elsewhere()
        self.qtbot.waitUntil(lambda: bool(told), timeout=10_000)
        assert told[0].startswith("Đã lưu một bản đầy đủ")
        assert on_disk(target) == text
        with contextlib.closing(sqlite3.connect(target)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]

    def _tick(self) -> None:
        now = time.monotonic()
        self.longest_gap, self._last = max(self.longest_gap, now - self._last), now


def on_disk(path: Path) -> str:
    """What the file itself says, read anew by another connection."""
    with open_campaign(path, writing=False) as session:
        return session.inspection("u1").remark("A").narrative


@pytest.fixture
def bench(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    made = Bench(window, qtbot)
    monkeypatch.setattr(
        "tdkt_desktop.ui.window.show_text", lambda _, *words: made.told.append(" ".join(words))
    )
    yield made
    # a test that failed must not leave a window that refuses to close
    monkeypatch.setattr(made.desk.autosave, "flush", lambda: True)


def spoil(session: CampaignSession, *pragmas: str) -> Callable[[], None]:
    """Every connection that writes gets these pragmas. Returns what makes all well."""
    session.warm_up()
    store = session.store
    engine = store._engine
    assert engine is not None

    def connected(connection: sqlite3.Connection, _record: object) -> None:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    def mend() -> None:
        with store._lock:
            event.remove(engine, "connect", connected)
            engine.dispose()

    with store._lock:
        engine.dispose()
        event.listen(engine, "connect", connected)
    return mend


def fill_up(session: CampaignSession) -> Callable[[], None]:
    """No page more for this file, as on a full disk (SQLITE_FULL). Returns what makes room again."""
    with contextlib.closing(sqlite3.connect(session.path)) as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
    return spoil(session, f"max_page_count = {pages}")


def test_a_full_disk_keeps_the_text_says_so_and_saves_when_there_is_room(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_room = fill_up(bench.desk.session)
    bench.paste(LONG)
    bench.wait_for_failure("Ổ đĩa đầy", "xóa bớt tệp", "vẫn giữ")
    assert bench.field.toPlainText() == LONG
    assert bench.window.status.elsewhere.isVisible()
    assert on_disk(bench.desk.session.path) == ""
    bench.refuses_to_close()
    bench.saves_elsewhere(tmp_path / "usb.tdktdb", monkeypatch, LONG)
    make_room()
    bench.wait_for_recovery(LONG)
    assert bench.window.close()


def mounted(folder: Path, size: str) -> bool:
    """A small file system of its own at the folder, where this user may make one."""
    folder.mkdir()
    if os.name != "posix" or os.geteuid() != 0:
        return False
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    with contextlib.suppress(FileNotFoundError):
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    return False


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "dia-nho"
    if not mounted(folder, "1m"):
        pytest.skip("needs the right to mount; the page limit shows the same everywhere")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_really_full_file_system(
    small_disk: Path, path: Path, theme: object, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = small_disk / path.name
    here.write_bytes(path.read_bytes())
    window = MainWindow(theme)  # type: ignore[arg-type]
    qtbot.addWidget(window)
    window.show()
    window.open_campaign(here)
    qtbot.waitUntil(lambda: window.view is not None, timeout=5000)
    bench = Bench(window, qtbot)
    monkeypatch.setattr(
        "tdkt_desktop.ui.window.show_text", lambda _, *words: bench.told.append(" ".join(words))
    )
    ballast = small_disk / "day"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"0" * 4096)
    bench.type()
    bench.wait_for_failure("Ổ đĩa")
    bench.saves_elsewhere(tmp_path / "usb.tdktdb", monkeypatch)
    bench.refuses_to_close()
    ballast.unlink()
    bench.wait_for_recovery()
    assert window.close()


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """The folder takes no new file: by its permissions, or for root, whom they do not stop, by a mount."""
    if os.geteuid() != 0:
        folder.chmod(0o555)
        try:
            yield
        finally:
            folder.chmod(0o755)
        return
    place = str(folder)
    done = subprocess.run(["mount", "--bind", place, place], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("root without the right to mount; the read-only file shows the same")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", place], check=True)
        yield
    finally:
        subprocess.run(["umount", "-l", place], check=True)


@pytest.mark.skipif(sys.platform == "win32", reason="no folder is read-only there")
def test_a_folder_that_is_read_only(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with read_only(bench.desk.session.path.parent):
        bench.type()
        bench.wait_for_failure("thư mục chứa tệp chỉ cho đọc", "bỏ dấu chỉ đọc")
        bench.refuses_to_close()
        bench.saves_elsewhere(tmp_path / "usb.tdktdb", monkeypatch)
    bench.wait_for_recovery()


def test_a_file_that_is_read_only(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mend = spoil(bench.desk.session, "query_only = ON")  # SQLITE_READONLY, as from a file nobody may write
    bench.type()
    bench.wait_for_failure("chỉ cho đọc", "lưu ra nơi khác")
    bench.refuses_to_close()
    bench.saves_elsewhere(tmp_path / "usb.tdktdb", monkeypatch)
    mend()
    bench.wait_for_recovery()


@contextlib.contextmanager
def held_by_another_process(path: Path) -> Iterator[None]:
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        process.stdout.readline()
        yield
        process.stdin.close()


def test_a_file_held_by_another_program(bench: Bench) -> None:
    """The window does not stand still for it: not while typing, not for Ctrl+S, not on closing."""
    with held_by_another_process(bench.desk.session.path):
        bench.type()
        bench.wait_for_failure("Chương trình khác đang giữ tệp", "đóng chương trình đó")
        view = bench.window.view
        assert view is not None
        for act in (bench.window.save_now, bench.refuses_to_close, lambda: view.step_tab(1)):
            bench.type("ê")
            bench.longest_gap = 0.0
            act()
            bench.qtbot.wait(50)
            assert bench.said.startswith("Chưa lưu được")
            assert bench.longest_gap < BLOCKED
    bench.wait_for_recovery(f"{WORDS}êêê")


def test_a_disk_that_does_not_answer_stops_the_window_for_a_second_at_most(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = bench.desk.session.save

    def slow(changes: tuple[Change, ...]) -> object:
        time.sleep(2.5)
        return real(changes)

    monkeypatch.setattr(bench.desk.session, "save", slow)
    bench.type()
    started = time.monotonic()
    bench.window.save_now()
    assert time.monotonic() - started < BLOCKED
    assert "Ổ đĩa ghi rất chậm" in bench.said
    assert "vẫn được giữ" in bench.said
    bench.wait_for_recovery()


def test_tabs_are_changed_without_waiting_for_the_disk(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """`hurry` begins to write and comes back at once."""
    real = bench.desk.session.save

    def slow(changes: tuple[Change, ...]) -> object:
        time.sleep(0.5)
        return real(changes)

    monkeypatch.setattr(bench.desk.session, "save", slow)
    bench.type()
    started = time.monotonic()
    bench.desk.autosave.hurry()
    assert time.monotonic() - started < 0.3
    assert not bench.desk.autosave.clean
    bench.wait_for_recovery()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_FULL, "Ổ đĩa đầy"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "chỉ cho đọc"),
        (sqlite3.SQLITE_CANTOPEN, "chỉ cho đọc"),
        (sqlite3.SQLITE_BUSY, "Chương trình khác"),
        (sqlite3.SQLITE_IOERR_FSYNC, "USB"),
    ],
)
def test_the_cause_is_judged_by_its_code_not_by_what_was_typed(code: int, words: str) -> None:
    error = sqlite3.OperationalError("full locked readonly")  # words a person may have typed
    error.sqlite_errorcode = code
    assert words in str(not_written(Path("a.tdktdb"), error))


def test_what_was_typed_does_not_name_the_cause(session: CampaignSession) -> None:
    """The error's text carries the values: a note about a full disk is no full disk."""
    spoil(session, "query_only = ON")
    with pytest.raises(EnvironmentProblem, match="chỉ cho đọc"):
        session.save([Change("remark/u1/A", "narrative", "the disk is full and locked")])


@pytest.mark.skipif(sys.platform == "win32", reason="a lid is closed another way there")
@pytest.mark.timeout(120)
def test_the_lid_is_closed_while_typing_and_during_a_save(path: Path, tmp_path: Path) -> None:
    """SIGSTOP and SIGCONT, once between two keys and once just after a save began."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "TDKT_DATA_DIR": str(tmp_path / "data"),
        "XDG_CONFIG_HOME": str(tmp_path / "settings"),
    }
    command = [sys.executable, "-m", "tests.support.typist", "7", str(path)]
    typed: dict[tuple[str, str], str] = {}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment, cwd=PROJECT
    ) as process:
        assert process.stdout is not None
        stops = {"key": 3, "saving": 2}
        saved = keys = 0
        while stops or saved < keys:
            line = json.loads(process.stdout.readline())
            assert "dialog" not in line
            for kind in [kind for kind in stops if kind in line]:
                stops[kind] -= 1
                if not stops[kind]:
                    del stops[kind]
                    process.send_signal(signal.SIGSTOP)
                    with pytest.raises(subprocess.TimeoutExpired):
                        process.wait(timeout=0.7)
                    process.send_signal(signal.SIGCONT)
            if "key" in line and stops:
                keys = line["key"]
            if "key" in line and line["key"] <= keys:
                typed[line["unit"], line["field"]] = line["text"]
            saved = line.get("saved", saved)
        process.kill()
    with open_campaign(path) as session:
        for (unit, name), text in typed.items():
            assert read_field(session.inspection(unit), name).startswith(text)
        live = session.record
        session.store.rebuild()
        session.forget()
        assert session.record == live
