"""The command line as a person uses it: words in, exit code and what was said out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tdkt_desktop.cli.commands import build, run
from tests.sealed import filled_campaign


@dataclass(frozen=True)
class Said:
    """What one command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def facts(self) -> Any:
        """What --json printed."""
        return json.loads(self.out)


Tdkt = Callable[..., Said]


@pytest.fixture
def tdkt(capsys: pytest.CaptureFixture[str]) -> Tdkt:
    """Run one command."""

    def call(*arguments: str | Path) -> Said:
        capsys.readouterr()
        code = run(build(lambda _file: 0), [str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return call


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A campaign file: unit A can be sealed, unit B has gaps, nothing is recorded of unit C."""
    return filled_campaign(tmp_path)
