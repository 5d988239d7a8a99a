"""Golden files: a text the program makes is compared with the one a person has read and committed."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent / "golden"


@dataclass(frozen=True)
class Golden:
    """Call with a file name under the folder and the text; fails the test with a diff, or rewrites when asked."""

    folder: Path
    update: bool

    def __call__(self, name: str, text: str) -> None:
        path = self.folder / name
        if self.update:
            self._write(path, text)
            return
        if not path.exists():
            pytest.fail(
                f"no golden file {name}: make golden writes it, make golden-review shows it", pytrace=False
            )
        expected = path.read_text(encoding="utf-8")
        if expected != text:
            pytest.fail(_difference(name, expected, text), pytrace=False)

    def _write(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _difference(name: str, expected: str, text: str) -> str:
    lines = difflib.unified_diff(
        expected.splitlines(), text.splitlines(), f"golden/{name}", "this run", lineterm="", n=2
    )
    return "\n".join([f"{name} differs from its golden file (make golden rewrites it)", *lines])
