"""What the packages promise, as far as their scripts tell: a build takes minutes, and Windows is not here."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tdkt_desktop import app

ROOT = Path(__file__).resolve().parent.parent
SPEC = (ROOT / "packaging" / "tdkt.spec").read_text(encoding="utf-8")
INSTALLER = (ROOT / "packaging" / "windows" / "tdkt.iss").read_bytes()


def _wanted() -> Callable[[tuple[str, ...]], bool]:
    """The one function of the build that leaves files out, without the build around it."""
    kept: list[ast.stmt] = [
        part
        for part in ast.parse(SPEC).body
        if isinstance(part, ast.FunctionDef | ast.Assign) and re.search("UNWANTED|wanted", ast.unparse(part))
    ]
    names: dict[str, Any] = {}
    exec(compile(ast.Module(kept[:2], []), "tdkt.spec", "exec"), names)  # noqa: S102 - our own file
    wanted: Callable[[tuple[str, ...]], bool] = names["wanted"]
    return wanted


@pytest.mark.parametrize("slash", ["/", "\\"])
def test_no_data_file_of_the_program_is_left_out_of_the_build(slash: str) -> None:
    wanted = _wanted()
    files = [str(path.relative_to(ROOT)) for path in (ROOT / "resources").rglob("*") if path.is_file()]
    assert [name for name in files if not wanted((name.replace("/", slash),))] == []
    assert not wanted((slash.join(("PySide6", "translations", "qtbase_de.qm")),))


def test_the_installer_and_the_program_agree() -> None:
    assert INSTALLER.startswith(b"\xef\xbb\xbf")  # without the mark its Vietnamese is read as something else
    words = INSTALLER.decode("utf-8-sig")
    (folder,) = re.findall(r'contents_directory="(.+?)"', SPEC)
    assert rf'Name: "{{app}}\{folder}"' in words
    assert f"AppMutex={app.RUNNING}\n" in words
    assert "PrivilegesRequired=lowest" in words
    for name in re.findall(r"\{app\}\\([\w-]+)\.exe", words):
        assert f'program("{name}"' in SPEC
    for ending in (".tdkt", ".tdktdb"):
        assert rf'Subkey: "Software\Classes\{ending}"' in words


def test_no_text_of_the_installer_is_english() -> None:
    words = INSTALLER.decode("utf-8-sig")
    said = words[words.index("[Messages]") : words.index("[Tasks]")]
    lines = [line for line in said.splitlines() if "=" in line]
    assert len({line.partition("=")[0] for line in lines}) == len(lines) > 100
    english = re.compile(r"\b(the|and|file|setup|install|click|please|program|folder)\b", re.IGNORECASE)
    assert [line for line in lines if english.search(line.partition("=")[2])] == []


WITHOUT_STREAMS = """
import sys
from tdkt_desktop import app
sys.stdout = sys.stderr = None
def fail():
    raise RuntimeError
code = app._guarded(fail)
sys.exit(code + 40)
"""


def test_a_fault_at_the_start_menu_which_has_no_streams_is_logged_and_ends(data_folder: Path) -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT_STREAMS], check=False, capture_output=True)
    assert done.returncode == 41
    assert "RuntimeError" in (data_folder / "nhat-ky.log").read_text(encoding="utf-8")
