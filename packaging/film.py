"""Makes the film of one unit filled by keyboard alone: python packaging/film.py [folder].

The program's own window stands on a virtual X screen with a window manager; the typist of tests/support fills the third
unit of the sample from its facts file, seals it and saves the minutes. At most twelve pictures are taken of the whole
screen. It fails when a mouse event occurs, when the keyboard is not where an official would expect it, or when a picture
is too heavy.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the typist is shared with the tests

from PIL import Image, ImageColor
from PySide6.QtCore import QBuffer, QEventLoop, QSettings, Qt, QTimer
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from tdkt_desktop.exchange.plain_files import read_plain
from tdkt_desktop.paths import resource
from tdkt_desktop.ui.first_paint import show_first
from tdkt_desktop.ui.look.palette import Palette
from tdkt_desktop.ui.run import make_application
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.workflows.campaign.campaigns import create_sample, sample_folder
from tdkt_desktop.workflows.unit.sealing import code_of
from tests.support.keyboard import Typist
from tests.support.official import Official
from tests.support.x_screen import x_screen

ROOT = Path(__file__).resolve().parents[1]
BLENDS = (
    ("text", "surface", 8),
    ("accent", "surface", 5),
    ("muted", "surface", 4),
    ("on_accent", "accent", 4),
)
FILM = ROOT / "packaging" / "film"
UNIT = "VTL"
SCENES = (
    "tong-quan",
    "thong-tin",
    "khong-thuoc-doi-tuong",
    "noi-dung-01",
    "danh-sach",
    "so-tien",
    "bang",
    "chua-dat",
    "nhan-xet",
    "chot",
    "xem-truoc",
    "da-luu",
)
Colour = tuple[int, int, int]
LARGEST = 60_000  # bytes of a picture
FRAME = ("#7898cc", "#b4ccec", "#404040", "#d0d0d0")  # of the window manager
LETTERS_A_MINUTE = 180
PATIENCE_S = 300


def main(folder: Path) -> int:
    """Put up a screen, play the film on it, and wait. Returns 1 when the film failed, else 0."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.glob("film-*.png"):
        file.unlink()
    with x_screen() as screen:
        screen.environment |= {"QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        played = screen.start(sys.executable, __file__, "--on-screen", str(folder.resolve()))
        code = played.wait(timeout=PATIENCE_S)
        said = screen.home / f"{Path(sys.executable).name}.log"
        sys.stdout.write(said.read_text(encoding="utf-8", errors="replace"))
    return code


def play(folder: Path) -> int:
    """The film itself, on the screen that is there."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["TDKT_DATA_DIR"] = home
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, home)
        application, theme = make_application()
        for file in sorted(resource("fonts").glob("Arimo-*.ttf")):  # the same letters on every machine
            QFontDatabase.addApplicationFont(str(file))
        application.setFont(QFont("Arimo", 11))
        path = create_sample(Path(home) / "lang-son-2019.tdktdb", filled=False)
        window = MainWindow(theme)
        window.setWindowState(Qt.WindowState.WindowMaximized)
        show_first(window, path)
        _until(lambda: window.view is not None and window.isActiveWindow())
        if window.desk is None:
            raise RuntimeError("no campaign is open")
        camera = Camera(folder, theme.palette)
        typist = Typist(on_scene=camera.take)
        session = window.desk.session
        facts = read_plain(sample_folder() / "answers.yaml")["units"][UNIT]
        target = Path(home) / "bien-ban-vien-thong.pdf"
        typist.play(
            Official(typist, session.checklist, facts, target).whole_unit(session.campaign.unit(UNIT).number)
        )
        code = code_of(session, session.inspection(UNIT))
        window.close()
    lacking = [name for name in SCENES if name not in camera.taken]
    print(
        f"Keys pressed: {typist.presses}; letters typed: {typist.letters}; mouse events: {len(typist.mouse)}."
    )
    print(
        f"At {LETTERS_A_MINUTE} letters a minute: {(typist.presses + typist.letters) / LETTERS_A_MINUTE:.0f} minutes."
    )
    print(f"Sealed with {code}. Pictures in {folder}: {camera.report()}")
    print("".join(f"No picture of {name}.\n" for name in lacking), end="")
    return 1 if typist.mouse or lacking or camera.heavy else 0


class Camera:
    """Takes the whole screen, so that menus, dialogs and the window's frame are seen as they are."""

    def __init__(self, folder: Path, palette: Palette) -> None:
        self._folder = folder
        self._colours = few_colours(palette)
        self.taken: dict[str, int] = {}

    @property
    def heavy(self) -> list[str]:
        return [name for name, size in self.taken.items() if size > LARGEST]

    def take(self, name: str) -> None:
        """One picture, as a PNG with few colours; a scene that comes again, or is none of the film, is passed over."""
        if name not in SCENES or name in self.taken:
            return
        _pause(150)
        screen = QGuiApplication.primaryScreen()
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        screen.grabWindow(0).save(buffer, "PNG")
        file = self._folder / f"film-{SCENES.index(name) + 1:02d}-{name}.png"
        with Image.open(BytesIO(bytes(buffer.data().data()))) as picture:
            few = picture.convert("RGB").quantize(palette=self._colours, dither=Image.Dither.NONE)
            few.save(file, optimize=True)
        self.taken[name] = file.stat().st_size

    def report(self) -> str:
        return ", ".join(f"{name} {size // 1000} kB" for name, size in self.taken.items())


def few_colours(palette: Palette) -> Image.Image:
    """The palette of the pictures: the house's own colours, and what lies between letters and their ground."""
    words = {name: str(getattr(palette, name)) for name in palette._fields}
    colours = {name: ImageColor.getrgb(said)[:3] for name, said in words.items() if said.startswith("#")}
    made = [*colours.values(), *(ImageColor.getrgb(one)[:3] for one in FRAME), (0, 0, 0)]
    for over, under, steps in BLENDS:
        made += [_between(colours[over], colours[under], step / steps) for step in range(1, steps)]
    picture = Image.new("P", (1, 1))
    picture.putpalette([part for colour in made for part in colour])
    return picture


def _between(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _until(ready: Callable[[], bool]) -> None:
    for _ in range(400):
        _pause(25)
        if ready():
            return
    raise TimeoutError("the window did not come within ten seconds")


def _pause(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--on-screen"]:
        sys.exit(play(Path(sys.argv[2])))
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else FILM))
