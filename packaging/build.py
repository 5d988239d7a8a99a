"""Build the program as one folder and try it out as on a machine without Python. usage: python packaging/build.py

Leaves dist/tdkt/. Prints its size, what it leaves when it runs the demonstration in an empty environment, and its start-up
time beside that of the source. What a Windows machine needs besides is said in packaging/README.md.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD, DIST = ROOT / "build", ROOT / "dist"
FOLDER = DIST / "tdkt"
SUFFIX = ".exe" if sys.platform == "win32" else ""
MOST_MB, ROUNDS, PATIENCE = 250, 5, 60  # megabytes, runs, seconds
ICON_SIDES = (16, 24, 32, 48, 64, 128, 256)
PROBE = "import sys; sys.argv = ['tdkt', '--version']; from tdkt_desktop.app import main; main()"


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


def empty_environment(home: Path) -> dict[str, str]:
    """Nothing of this machine but a place for data: no PATH, no Python."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    return kept | {
        "HOME": str(home),
        "TDKT_DATA_DIR": str(home / "du-lieu"),
        "QT_QPA_PLATFORM": os.environ.get("TDKT_SCREEN", "offscreen"),
        **({"DISPLAY": os.environ["DISPLAY"]} if "DISPLAY" in os.environ else {}),
        "LANG": "C.UTF-8",
    }


def run_demo(home: Path) -> list[Path]:
    """The whole job with the built program. Returns the papers it left."""
    out = home / "ket-qua"
    command = [str(FOLDER / f"tdkt{SUFFIX}"), "demo", "--out", str(out)]
    subprocess.run(command, check=True, env=empty_environment(home), cwd=home, stdout=subprocess.DEVNULL)
    return sorted(path for path in out.rglob("*") if path.suffix in (".pdf", ".docx", ".xlsx", ".tdkt"))


def attach_photo(home: Path) -> None:
    """A picture as evidence: the built program starts itself once more to read it."""
    campaign = next((home / "ket-qua").glob("*.tdktdb"))
    picture = next((ROOT / "resources" / "help" / "images").glob("*.png"))
    unit = subprocess.run(
        [str(FOLDER / f"tdkt{SUFFIX}"), "show", str(campaign), "--json"],
        check=True,
        env=empty_environment(home),
        cwd=home,
        capture_output=True,
    )
    code = json.loads(unit.stdout)["units"][0]["code"]
    command = [
        str(FOLDER / f"tdkt{SUFFIX}"),
        "add",
        str(campaign),
        "--unit",
        code,
        "--reason",
        "Thử bản đóng gói",
    ]
    subprocess.run(command, check=True, env=empty_environment(home), cwd=home, stdout=subprocess.DEVNULL)
    command = [str(FOLDER / f"tdkt{SUFFIX}"), "attach", str(campaign), "--unit", code, str(picture)]
    subprocess.run(command, check=True, env=empty_environment(home), cwd=home, stdout=subprocess.DEVNULL)


def show_window(home: Path) -> float:
    """Seconds until the window of the built program holds the campaign of the demonstration; then it is closed."""
    campaign = next((home / "ket-qua").glob("*.tdktdb"))
    note = campaign.with_name(f".{campaign.name}.nguoi-mo")  # written by whoever has it open
    begun = time.monotonic()
    window = subprocess.Popen(
        [str(FOLDER / f"tdkt-desktop{SUFFIX}"), str(campaign)], env=empty_environment(home), cwd=home
    )
    try:
        while not note.exists():
            if window.poll() is not None or time.monotonic() - begun > PATIENCE:
                raise SystemExit("the built window did not open the campaign")
            time.sleep(0.02)
        return time.monotonic() - begun
    finally:
        window.terminate()
        window.wait(PATIENCE)


def seconds(command: list[str], home: Path) -> float:
    """The quickest of some runs."""
    times = []
    for _ in range(ROUNDS):
        begun = time.monotonic()
        subprocess.run(command, check=True, env=empty_environment(home), cwd=ROOT, stdout=subprocess.DEVNULL)
        times.append(time.monotonic() - begun)
    return min(times)


def main() -> int:
    make_icon()
    build()
    files = [path for path in FOLDER.rglob("*") if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files) / 1e6
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        papers = run_demo(home)
        attach_photo(home)
        built = seconds([str(FOLDER / f"tdkt{SUFFIX}"), "--version"], home)
        source = seconds([sys.executable, "-c", PROBE], home)
        window = show_window(home)
    print(f"dist/tdkt: {size:.0f} MB (at most {MOST_MB})")
    print(f"demonstration without Python: {len(papers)} files")
    print(f"start (--version): built {built:.2f} s, source {source:.2f} s, x{built / source:.2f}")
    print(f"window with the campaign open after {window:.1f} s")
    return 0 if size <= MOST_MB and papers else 1


if __name__ == "__main__":
    sys.exit(main())
