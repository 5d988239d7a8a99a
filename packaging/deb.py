"""Make dist/tdkt-desktop_VERSION_ARCH.deb of dist/tdkt/. usage: python packaging/deb.py (after packaging/build.py)"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tdkt_desktop import __version__

ROOT = Path(__file__).resolve().parent.parent
HERE, DIST = ROOT / "packaging" / "linux", ROOT / "dist"
CONTROL = """Package: tdkt-desktop
Version: {version}
Architecture: {architecture}
Maintainer: TĐKT Desktop
Installed-Size: {kilobytes}
Depends: libc6, libgl1, libegl1, libfontconfig1, libxkbcommon0, libxkbcommon-x11-0, libdbus-1-3
Recommends: libcups2, shared-mime-info, desktop-file-utils
Section: misc
Priority: optional
Description: Inspection of emulation and commendation work, offline
 On-site checklist, minutes and merged notice for provincial inspection teams (TĐKT).
 Everything stays on the machine: the program never uses a network.
"""


def main() -> int:
    if not (DIST / "tdkt" / "tdkt").exists():
        sys.stderr.write("dist/tdkt is not there: run packaging/build.py first\n")
        return 1
    asked = subprocess.run(["dpkg", "--print-architecture"], check=True, capture_output=True, text=True)
    architecture = asked.stdout.strip()
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(DIST / "tdkt", tree / "opt" / "tdkt", symlinks=True)
        size = sum(path.lstat().st_size for path in tree.rglob("*") if path.is_file()) // 1024
        for source, target in (
            (HERE / "tdkt-desktop.desktop", "usr/share/applications/tdkt-desktop.desktop"),
            (HERE / "tdkt-desktop.xml", "usr/share/mime/packages/tdkt-desktop.xml"),
            (ROOT / "build" / "tdkt.png", "usr/share/icons/hicolor/256x256/apps/tdkt-desktop.png"),
            (ROOT / "LICENSE", "usr/share/doc/tdkt-desktop/copyright"),
        ):
            (tree / target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, tree / target)
        (tree / "usr" / "bin").mkdir()
        for name in ("tdkt", "tdkt-desktop"):
            (tree / "usr" / "bin" / name).symlink_to(f"/opt/tdkt/{name}")
        (tree / "DEBIAN").mkdir()
        said = CONTROL.format(version=__version__, architecture=architecture, kilobytes=size)
        (tree / "DEBIAN" / "control").write_text(said, encoding="utf-8")
        target = DIST / f"tdkt-desktop_{__version__}_{architecture}.deb"
        command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z1", "--build", str(tree), str(target)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
