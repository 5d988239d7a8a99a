"""The sample's papers through LibreOffice: the same pages and words as ours, no word more than a line away."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tdkt_desktop.documents.layout.style import style_names

SCRIPT = Path(__file__).resolve().parents[2] / "packaging" / "compare_documents.py"


@pytest.mark.proof
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize("style", list(style_names()))
def test_word_files_print_as_our_pdf(style: str, tmp_path: Path) -> None:
    command = [sys.executable, str(SCRIPT), str(tmp_path), "--style", style]
    said = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert said.returncode == 0, said.stdout + said.stderr
    assert said.stdout.count("words equal") == 4
