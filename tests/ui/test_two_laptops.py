"""Guards the exchange between two windows as two laptops: the script plays it whole and takes its eight pictures."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_issue_edit_both_bring_back_settle_notice(tmp_path: Path) -> None:
    played = subprocess.run(
        [sys.executable, str(ROOT / "packaging" / "two_laptops.py"), str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert played.returncode == 0, played.stderr
    pictures = sorted(tmp_path.glob("hai-may-*.png"))
    assert len(pictures) == 8
    assert all(one.stat().st_size > 10_000 for one in pictures)
