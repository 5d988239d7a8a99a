"""Tries a built folder out as on a machine without Python: every job that needs data files, and the window on a screen.

What the trial does not do, nobody does before a user does: it once stopped at the sign that a campaign was open, and a
window that died of a missing file a moment later went out.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the screen is shared with the tests

SUFFIX = ".exe" if sys.platform == "win32" else ""
ROUNDS, PATIENCE, STAY = 5, 60, 3  # runs, seconds, seconds
PAPERS = (".pdf", ".docx", ".xlsx", ".tdkt")
PROBE = "import sys; sys.argv = ['tdkt', '--version']; from tdkt_desktop.app import main; main()"


def try_out(folder: Path, root: Path, *, picture: Path) -> None:
    """Try a built folder out and print what was measured. Raises SystemExit with what is wrong."""
    lost = lacking(folder, root)
    if lost:
        raise SystemExit(f"the built folder lacks: {', '.join(lost)}")
    with tempfile.TemporaryDirectory() as place:
        trial = Trial(folder, Path(place))
        papers = trial.demonstrate()
        trial.attach_photo(next((root / "resources" / "help" / "images").glob("*.png")))
        guides = trial.make_guides()
        built = seconds([trial.program("tdkt"), "--version"], trial.environment, root)
        source = seconds([sys.executable, "-c", PROBE], trial.environment, root)
        with screen() as display:
            opened = trial.show_window(display, picture)
        trial.nothing_in_the_log()
    print(f"demonstration without Python: {papers} files; guides: {guides} PDF")
    print(f"start (--version): built {built:.2f} s, source {source:.2f} s, x{built / source:.2f}")
    print(f"window with the campaign on the screen after {opened:.1f} s{f': {picture}' * picture.exists()}")


def lacking(folder: Path, root: Path) -> list[str]:
    """Data files of the program that the build left out."""
    there = next(folder.glob("*/resources"))
    data = root / "resources"
    files = (path.relative_to(data) for path in data.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return sorted(str(path) for path in files if not (there / path).exists())


class Trial:
    """A folder with programs, and a home that knows nothing of this machine: no PATH, no Python."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder, self.home = folder, home
        kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
        self.environment = kept | {
            "HOME": str(home),
            "TDKT_DATA_DIR": str(home / "du-lieu"),
            "QT_QPA_PLATFORM": "offscreen",
            "LANG": "C.UTF-8",
        }

    def program(self, name: str) -> str:
        return str(self.folder / f"{name}{SUFFIX}")

    def run(self, *words: str | Path) -> bytes:
        command = [self.program("tdkt"), *map(str, words)]
        return subprocess.run(
            command, check=True, env=self.environment, cwd=self.home, stdout=subprocess.PIPE
        ).stdout

    @property
    def campaign(self) -> Path:
        return next((self.home / "ket-qua").glob("*.tdktdb"))

    def demonstrate(self) -> int:
        """The whole job. Returns how many papers it left."""
        out = self.home / "ket-qua"
        self.run("demo", "--out", out, "--no-window")
        return sum(path.suffix in PAPERS for path in out.rglob("*"))

    def attach_photo(self, photo: Path) -> None:
        """A picture as evidence: the built program starts itself once more to read it."""
        code = json.loads(self.run("show", self.campaign, "--json"))["units"][0]["code"]
        self.run("add", self.campaign, "--unit", code, "--reason", "Thử bản đóng gói")
        self.run("attach", self.campaign, "--unit", code, photo)

    def make_guides(self) -> int:
        """The help's pages and pictures on paper."""
        self.run("guides", "--out", self.home / "huong-dan")
        return len(list((self.home / "huong-dan").glob("*.pdf")))

    def show_window(self, display: Display, picture: Path) -> float:
        """Seconds until the window shows the campaign; it is left a while, must not die, and is closed."""
        campaign, said = self.campaign, self.home / "cua-so.log"
        title = json.loads(self.run("show", campaign, "--json"))["title"]
        begun = time.monotonic()
        with said.open("wb") as log:
            window = subprocess.Popen(
                [self.program("tdkt-desktop"), str(campaign)],
                env=self.environment | display.environment,
                cwd=self.home,
                stdout=log,
                stderr=log,
            )
        try:
            while not display.shows(title, campaign):
                if window.poll() is not None or time.monotonic() - begun > PATIENCE:
                    words = said.read_text("utf-8", "replace")
                    raise SystemExit(f"the built window did not show the campaign\n{words}")
                time.sleep(0.02)
            opened = time.monotonic() - begun
            time.sleep(STAY)
            display.take(picture)
            words = said.read_text("utf-8", "replace")
            if window.poll() is not None or words:
                raise SystemExit(f"the built window is in trouble\n{words}")
            return opened
        finally:
            window.terminate()
            window.wait(PATIENCE)

    def nothing_in_the_log(self) -> None:
        log = self.home / "du-lieu" / "nhat-ky.log"
        if log.exists():
            raise SystemExit(f"the built program met errors\n{log.read_text('utf-8')}")


class Display:
    """Without a screen of its own: the window is known by the note of whoever has the campaign open."""

    environment: dict[str, str] = {}  # noqa: RUF012 - never changed

    def shows(self, _title: str, campaign: Path) -> bool:
        return campaign.with_name(f".{campaign.name}.nguoi-mo").exists()

    def take(self, picture: Path) -> None:
        picture.unlink(missing_ok=True)


class VirtualScreen(Display):
    """A virtual X screen: the window is known by its title, and its picture is taken."""

    def __init__(self, run: Callable[..., str], number: str) -> None:
        self._run = run
        self.environment = {"DISPLAY": number, "QT_QPA_PLATFORM": "xcb"}

    def shows(self, title: str, _campaign: Path) -> bool:
        return bool(self._run("xdotool", "search", "--onlyvisible", "--name", title))

    def take(self, picture: Path) -> None:
        from PIL import ImageGrab  # noqa: PLC0415 - only here

        ImageGrab.grab(xdisplay=self.environment["DISPLAY"]).save(picture)


@contextmanager
def screen() -> Iterator[Display]:
    """A virtual screen where there may be one."""
    if not sys.platform.startswith("linux"):
        yield Display()
        return
    from tests.support.x_screen import x_screen  # noqa: PLC0415 - Linux only

    with x_screen() as made:
        yield VirtualScreen(made.run, made.environment["DISPLAY"])


def seconds(command: list[str], environment: dict[str, str], folder: Path) -> float:
    """The quickest of some runs."""
    times = []
    for _ in range(ROUNDS):
        begun = time.monotonic()
        subprocess.run(command, check=True, env=environment, cwd=folder, stdout=subprocess.DEVNULL)
        times.append(time.monotonic() - begun)
    return min(times)
