"""Saving never stops the window, and two hundred units open nearly as fast as six. Prints its figures.

Opening and memory are ratios of runs in turn, because machines are noisy; the stand-still is in milliseconds, as promised.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.filled import filled_campaign

PROJECT = Path(__file__).parents[2]
FEW, MANY = 6, 200
ROUNDS = 5
SLOW_COMMIT = 200  # ms at most, 100 at least
LONGEST_STOP = 16.0  # ms, p99
BUSY_FACTOR = 1.5
LONGEST_LATENCY = 500.0  # ms after the last key, on the disk as it is
OPENING_RATIO, MEMORY_RATIO, SWITCH_MS = 1.5, 1.5, 100.0

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def campaigns(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    return {units: filled_campaign(tmp_path_factory.mktemp(f"{units}"), units) for units in (FEW, MANY)}


def measured(tmp_path: Path, *arguments: object) -> dict[str, Any]:
    """One run in a fresh process, with settings of its own, so that it opens at the overview."""
    settings = tmp_path / f"settings-{len(list(tmp_path.iterdir()))}"
    settings.mkdir()
    environment = os.environ | {"XDG_CONFIG_HOME": str(settings), "TDKT_DATA_DIR": str(settings)}
    environment |= {} if os.environ.get("DISPLAY") else {"QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["TDKT_BENCH_STARTED"] = str(time.monotonic())
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.window_child", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
        cwd=PROJECT,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def p99(values: list[float]) -> float:
    return sorted(values)[max(0, -(-len(values) * 99 // 100) - 1)]


def test_many_units_open_as_fast_and_as_small_as_few(tmp_path: Path, campaigns: dict[int, Path]) -> None:
    runs: dict[int, list[dict[str, Any]]] = {FEW: [], MANY: []}
    for units in runs:
        measured(tmp_path, "open", campaigns[units])  # warm the disk cache
    for _ in range(ROUNDS):
        for units, found in runs.items():
            found.append(measured(tmp_path, "open", campaigns[units]))

    def ratio(name: str) -> float:
        pairs = zip(runs[MANY], runs[FEW], strict=True)
        return float(statistics.median(many[name] / few[name] for many, few in pairs))

    switch = statistics.median(ms for run in runs[MANY] for ms in run["switches"])
    few_switch = statistics.median(ms for run in runs[FEW] for ms in run["switches"])
    shown, memory = ratio("shown"), ratio("megabytes")
    print(
        f"\n{MANY} units against {FEW}: window shown x{shown:.2f} "
        f"({statistics.median(run['shown'] for run in runs[MANY]):.2f} s, limit {OPENING_RATIO}), all counts there "
        f"x{ratio('counted'):.2f}; memory x{memory:.2f} (limit {MEMORY_RATIO}); first look at a unit "
        f"{switch:.0f} ms median (limit {SWITCH_MS:.0f}; with {FEW} units {few_switch:.0f} ms)"
    )
    assert shown <= OPENING_RATIO
    assert memory <= MEMORY_RATIO
    assert switch <= SWITCH_MS


@pytest.mark.parametrize("units", [FEW, MANY])
@pytest.mark.parametrize("slow", [0, SLOW_COMMIT])
def test_a_save_does_not_stop_the_window(
    tmp_path: Path, campaigns: dict[int, Path], units: int, slow: int
) -> None:
    found = measured(tmp_path, "type", campaigns[units], slow)
    during, without = found["during"], p99(found["without"])
    print(
        f"\n{units} units, {f'commits of {slow // 2}-{slow} ms' if slow else 'the disk as it is'}: longest stop during "
        f"a save p99 {p99(during):.1f} ms (limit {LONGEST_STOP:.0f}), median {statistics.median(during):.1f} ms of "
        f"{len(during)} saves; typing without saving p99 {without:.1f} ms; a key costs {found['key']:.1f} ms; "
        f"on disk {found['latency']:.0f} ms after the last key at most"
    )
    # a machine so busy that typing alone stops the window longer can only show that saving adds nothing much
    assert p99(during) <= max(LONGEST_STOP, BUSY_FACTOR * without)
    if not slow:
        assert found["latency"] <= LONGEST_LATENCY
