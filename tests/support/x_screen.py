"""A virtual X screen for tests that need real keys: its own display, window manager, home folder and message bus.

Nothing of the person's session is read or touched, and every process that was started ends with the screen.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

# What must be there -> the Debian package that brings it.
SCREEN = {"Xvfb": "xvfb", "openbox": "openbox", "xdotool": "xdotool", "dbus-daemon": "dbus"}
PATIENCE = 30.0  # seconds for what takes one on a quiet machine
SIZE = "1366x768x24"
KEY_PAUSE_MS = "12"
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir={folder}</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
"""  # no service folders: the bus starts nothing by itself


def demand(needs: Mapping[str, str]) -> None:
    """Fail with the command that installs what is missing; skip only where there is no apt to install it with."""
    lacking = sorted({package for name, package in needs.items() if not _there(name)})
    if not lacking:
        return
    if shutil.which("apt-get") is None:
        pytest.skip(f"needs programs of Linux: {', '.join(lacking)}")
    pytest.fail(
        "Programs for this test are missing. Install them, then run the test again:\n"
        f"  sudo apt-get update && sudo apt-get install -y --no-install-recommends {' '.join(lacking)}",
        pytrace=False,
    )


def _there(name: str) -> bool:
    return Path(name).exists() if name.startswith("/") else shutil.which(name) is not None


@dataclass
class XScreen:
    """`environment` is for processes on this screen; `home` is their home folder, with a log a process."""

    home: Path
    environment: dict[str, str]
    ends: ExitStack = field(default_factory=ExitStack)

    def start(self, *command: str, pass_fds: tuple[int, ...] = ()) -> subprocess.Popen[bytes]:
        """Start a process that ends with the screen; what it says goes to a log in `home`."""
        with (self.home / f"{Path(command[0]).name}.log").open("ab") as log:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self.environment,
                cwd=self.home,
                pass_fds=pass_fds,
                start_new_session=True,  # with its children it is one group, and ends as one
            )
        self.ends.callback(_end, process)
        return process

    def until(self, ready: Callable[[], object], what: str, seconds: float = PATIENCE) -> None:
        """Wait for a condition, looking often; when it does not come, say what was waited for and what is known."""
        deadline = time.monotonic() + seconds
        while not ready():
            if time.monotonic() > deadline:
                raise AssertionError(f"waited {seconds:.0f} s for {what}\n{self.logs()}")
            time.sleep(0.02)

    def run(self, *command: str) -> str:
        """Run to the end; what it said."""
        done = subprocess.run(  # some answer by failing
            command,
            check=False,
            env=self.environment,
            cwd=self.home,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        return done.stdout.strip()

    def type(self, text: str) -> None:
        """Press the keys of a text (letters without marks), one after the other."""
        self.run("xdotool", "type", "--delay", KEY_PAUSE_MS, text)

    def keys(self, *names: str) -> None:
        """Press keys by name, e.g. "ctrl+s"."""
        self.run("xdotool", "key", "--delay", KEY_PAUSE_MS, *names)

    def logs(self) -> str:
        """The last words of every process, for the message of a failed test."""
        parts = [(file.name, file.read_text(errors="replace")[-600:]) for file in self.home.glob("*.log")]
        return "\n".join(f"--- {name}\n{text}" for name, text in sorted(parts) if text.strip())

    def start_screen(self) -> None:
        """The display first, on a number the server finds free, then the window manager: no focus without one."""
        # -noreset: else the server starts anew whenever its only client leaves, and shuts out who is just coming.
        # -r: no key repeats by itself when a slow machine lets go of it late.
        number = self._announced(
            "Xvfb", "-displayfd", "{fd}", "-screen", "0", SIZE, "-nolisten", "tcp", "-noreset", "-r"
        )
        self.environment["DISPLAY"] = f":{number}"
        self.start("openbox", "--sm-disable")
        self.until(lambda: self.run("xdotool", "get_num_desktops") not in ("", "0"), "the window manager")

    def start_bus(self) -> None:
        """A message bus of its own."""
        config = self.home / "bus.conf"
        config.write_text(BUS.format(folder=self.home), encoding="utf-8")
        command = ("dbus-daemon", f"--config-file={config}", "--nofork", "--print-address={fd}")
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self._announced(*command)

    def _announced(self, *command: str) -> str:
        """Start a process that writes one line about itself into a pipe; the line."""
        reading, writing = os.pipe()
        with os.fdopen(reading, encoding="utf-8") as pipe:
            self.start(*(part.format(fd=writing) for part in command), pass_fds=(writing,))
            os.close(writing)
            return pipe.readline().strip()


@contextmanager
def x_screen() -> Iterator[XScreen]:
    """A screen with a bus, up while the block runs. Its folder has a short name: sockets allow 108 letters."""
    demand(SCREEN)
    with tempfile.TemporaryDirectory(prefix="tdkt-x-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        screen = XScreen(home, _environment(home))
        with screen.ends:
            screen.start_bus()
            screen.start_screen()
            yield screen


def _environment(home: Path) -> dict[str, str]:
    """What processes need to run at all, and folders of their own; nothing that leads to the person's session."""
    kept = {
        name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "VIRTUAL_ENV") if name in os.environ
    }
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "CACHE", "STATE")}
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    return (
        kept | folders | {"HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "GSETTINGS_BACKEND": "memory"}
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and all it started: kindly, then not."""
    for way, seconds in ((signal.SIGTERM, 5), (signal.SIGKILL, 5)):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, way)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=seconds)
            if way is signal.SIGTERM:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)  # children that outlived it
            return
