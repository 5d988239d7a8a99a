"""The habits of the project that no other tool checks: nothing of one machine in it, small files, one way to start."""

from __future__ import annotations

import logging
import re
import socket
import threading
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tdkt_desktop import __version__
from tdkt_desktop.paths import resource
from tests.support import guards
from tests.support.golden import Golden

ROOT = Path(__file__).resolve().parent.parent
IGNORED = {".git", ".venv", "ket-qua", "build", "dist", "__pycache__", "node_modules"}
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".sh",
    ".yaml",
    ".yml",
    ".json",
    ".cfg",
    ".ini",
    ".qss",
    ".svg",
    ".spec",
    "",
}
LONGEST_FILE = 400  # lines; longer ones are read by nobody
# Written so that this file does not match itself.
MACHINE_PATH = re.compile(r"(?<![\w.~$}*])/(?:home|Users|root|work|tmp|mnt)/\w")
OWN_REGISTRY = re.compile(r"(?:index[-_]url|find[-_]links|@ file[:]|://\d+\.\d+\.\d+\.\d+)", re.IGNORECASE)


def _project_files() -> Iterator[Path]:
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        is_made = any(part in IGNORED or part.endswith(("_cache", ".egg-info")) for part in parts)
        is_made = is_made or parts[0] == ".hypothesis"
        if path.is_file() and not is_made and path.suffix in TEXT:
            yield path


def _lines_matching(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in _project_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_names_a_folder_of_one_machine() -> None:
    assert _lines_matching(MACHINE_PATH) == []


def test_no_file_names_a_package_registry() -> None:
    assert _lines_matching(OWN_REGISTRY) == []


def test_the_version_is_the_same_wherever_it_is_written() -> None:
    written = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert written == __version__
    assert f"## {__version__} " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_constraints_are_names_and_exact_versions_only() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert [pin for pin in pins if not re.fullmatch(r"[\w.-]+==[\w.]+", pin)] == []
    assert not any(pin.lower().startswith("tdkt") for pin in pins)


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pinned = {_plain(line) for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()}
    groups = project["dependency-groups"]
    asked = [*project["project"]["dependencies"], *groups["test"], *groups["check"]]
    assert [name for name in asked if _plain(name) not in pinned] == []


def _plain(requirement: str) -> str:
    """The normal form of a distribution's name (packaging.python.org: lower case, one hyphen)."""
    return re.sub(r"[-_.]+", "-", re.split(r"[=<>!~\[; ]", requirement)[0]).lower()


def test_no_source_file_is_too_long() -> None:
    lengths = {
        path: len(path.read_text(encoding="utf-8").splitlines()) for path in ROOT.glob("tdkt_desktop/**/*.py")
    }
    assert {str(path.relative_to(ROOT)): n for path, n in lengths.items() if n > LONGEST_FILE} == {}


def test_every_source_file_says_why_it_exists() -> None:
    sources = [*ROOT.glob("tdkt_desktop/**/*.py"), *ROOT.glob("tests/**/*.py")]
    texts = {path: path.read_text(encoding="utf-8").lstrip() for path in sources}
    assert [
        str(path.relative_to(ROOT)) for path, text in texts.items() if text and not text.startswith('"""')
    ] == []


def test_the_package_list_names_every_room() -> None:
    """The list in pyproject.toml is written out because resources/ is mapped into the package there."""
    setuptools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    rooms = {
        ".".join(path.parent.relative_to(ROOT).parts) for path in ROOT.glob("tdkt_desktop/**/__init__.py")
    }
    assert set(setuptools["packages"]) == rooms | {"tdkt_desktop.resources"}


def test_the_readme_gives_the_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    expected = [
        "make run",
        "make test",
        "py -3.11 -m venv .venv",
        r".venv\Scripts\pip install -c constraints.txt .",
    ]
    assert [command for command in expected if command not in readme] == []


def test_resources_are_found() -> None:
    assert resource("icons").is_dir()


def test_the_network_is_closed_to_tests() -> None:
    with socket.socket() as wire, pytest.raises(AssertionError, match="network"):
        wire.connect(("192.0.2.1", 80))


@pytest.mark.expects_log
def test_a_warning_is_collected() -> None:
    with guards.unexpected_logs() as records:
        logging.getLogger("tdkt").warning("disk is %s", "full")
    assert guards.describe(records) == "WARNING tdkt: disk is full"


def test_a_thread_left_running_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "PATIENCE", 0.05)
    stop, before = threading.Event(), set(threading.enumerate())
    thread = threading.Thread(target=stop.wait, name="saver")
    thread.start()
    try:
        assert guards.left_running(before) == ["saver"]
    finally:
        stop.set()
        thread.join()


def test_every_font_comes_with_its_licence() -> None:
    faces = [path for path in resource().rglob("*") if path.suffix in {".ttf", ".otf"}]
    assert [face.name for face in faces if not list(face.parent.glob("*.txt"))] == []


def test_golden_files_are_written_then_compared(tmp_path: Path) -> None:
    Golden(tmp_path, update=True)("a.txt", "một\nhai\n")
    Golden(tmp_path, update=False)("a.txt", "một\nhai\n")
    with pytest.raises(pytest.fail.Exception, match="-hai\n\\+ba"):
        Golden(tmp_path, update=False)("a.txt", "một\nba\n")


def test_a_missing_golden_file_fails(tmp_path: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match="make golden"):
        Golden(tmp_path, update=False)("none.txt", "")
