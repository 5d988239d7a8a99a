"""Build the program as one folder and try it out as on a machine without Python. usage: python packaging/build.py

Leaves dist/tdkt/ and prints its size; the trial is in trial.py. What a Windows machine needs besides is said in
packaging/README.md.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from trial import SUFFIX, try_out  # beside this file

ROOT = Path(__file__).resolve().parent.parent
BUILD, DIST = ROOT / "build", ROOT / "dist"
FOLDER = DIST / "tdkt"
MOST_MB = 250
ICON_SIDES = (16, 24, 32, 48, 64, 128, 256)


def make_icon() -> None:
    """build/tdkt.ico and build/tdkt.png from the drawing."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PIL import Image  # noqa: PLC0415 - only here
    from PySide6.QtGui import QGuiApplication, QImage, QPainter  # noqa: PLC0415
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    application = QGuiApplication.instance() or QGuiApplication([])
    BUILD.mkdir(exist_ok=True)
    image = QImage(256, 256, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(ROOT / "resources" / "icons" / "app.svg")).render(painter)
    painter.end()
    image.save(str(BUILD / "tdkt.png"))
    Image.open(BUILD / "tdkt.png").save(BUILD / "tdkt.ico", sizes=[(side, side) for side in ICON_SIDES])
    del application


def build() -> None:
    """dist/tdkt/, made anew."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    spec = ROOT / "packaging" / "tdkt.spec"
    command = ["-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    paths = ["--distpath", str(DIST), "--workpath", str(BUILD)]
    subprocess.run([sys.executable, *command, *paths, str(spec)], check=True, cwd=ROOT)


def add_handbook() -> None:
    """The guides as PDF beside the program, where the start menu opens them."""
    program = FOLDER / f"tdkt{SUFFIX}"
    command = [str(program), "guides", "--out", str(FOLDER / "huong-dan")]
    subprocess.run(command, check=True, env=os.environ | {"TDKT_DATA_DIR": str(BUILD / "du-lieu")})


def main() -> int:
    make_icon()
    build()
    add_handbook()
    files = [path for path in FOLDER.rglob("*") if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files) / 1e6
    print(f"dist/tdkt: {size:.0f} MB (at most {MOST_MB})")
    try_out(FOLDER, ROOT, picture=DIST / "tdkt-window.png")
    return 0 if size <= MOST_MB else 1


if __name__ == "__main__":
    sys.exit(main())
