"""A Word file laid out by another program and read as that program's PDF gives the same findings."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tdkt_desktop.documents.lint.linter import lint_file
from tests.documents.lint.office import OfficePaper, decision, letter
from tests.documents.lint.office_word import write_office_word
from tests.documents.lint.spoils import SPOILS, TWENTY

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.proof,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed"),
]


def laid_out(paper: OfficePaper, folder: Path) -> tuple[list[str], list[str]]:
    """The codes found in the Word file and in the PDF made of it."""
    word = write_office_word(paper, folder / "thong-bao.docx")
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    command = [str(OFFICE), home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(word)]
    subprocess.run(command, check=True, capture_output=True, timeout=110)
    pdf = lint_file(word.with_suffix(".pdf"))
    return sorted(one.code for one in lint_file(word).findings), sorted(one.code for one in pdf.findings)


@pytest.mark.parametrize("paper", [OfficePaper(), letter(), decision()], ids=["notice", "letter", "decision"])
def test_good_papers_stay_good(paper: OfficePaper, tmp_path: Path) -> None:
    assert laid_out(paper, tmp_path) == ([], [])


def test_twenty_faults_stay_twenty(tmp_path: Path) -> None:
    paper = OfficePaper()
    for name in TWENTY:
        paper = SPOILS[name].change(paper)
    word, pdf = laid_out(paper, tmp_path)
    assert word == pdf
    assert len(pdf) == 20
