"""A notice of another office passes; spoiled in one way it gives that one finding, spoiled in twenty it gives twenty."""

from __future__ import annotations

from pathlib import Path

import pytest

from tdkt_desktop.documents.lint.findings import Finding
from tdkt_desktop.documents.lint.linter import lint_file
from tests.documents.lint.office import OfficePaper, decision, letter
from tests.documents.lint.office_pdf import write_office_pdf
from tests.documents.lint.office_word import write_office_word
from tests.documents.lint.spoils import BOTH, SPOILS, TWENTY

WRITERS = {"docx": write_office_word, "pdf": write_office_pdf}
SINGLE = [(name, kind) for name, spoil in SPOILS.items() for kind in spoil.formats]


def found(paper: OfficePaper, kind: str, folder: Path) -> tuple[Finding, ...]:
    return lint_file(WRITERS[kind](paper, folder / f"thong-bao.{kind}")).findings


def told(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{one.code}: {one.part}: {one.found}" for one in findings]


@pytest.mark.parametrize("kind", BOTH)
def test_a_good_paper_of_another_office_passes(kind: str, tmp_path: Path) -> None:
    assert told(found(OfficePaper(), kind, tmp_path)) == []


@pytest.mark.parametrize("kind", BOTH)
@pytest.mark.parametrize("paper", [letter(), decision()], ids=["letter", "decision"])
def test_papers_of_other_kinds_pass(paper: OfficePaper, kind: str, tmp_path: Path) -> None:
    assert told(found(paper, kind, tmp_path)) == []


@pytest.mark.parametrize(("name", "kind"), SINGLE, ids=[f"{name}-{kind}" for name, kind in SINGLE])
def test_one_fault_gives_one_finding(name: str, kind: str, tmp_path: Path) -> None:
    findings = found(SPOILS[name].change(OfficePaper()), kind, tmp_path)
    assert [one.code for one in findings] == [SPOILS[name].code], told(findings)


@pytest.mark.parametrize("kind", BOTH)
def test_twenty_faults_give_twenty_findings(kind: str, tmp_path: Path) -> None:
    paper = OfficePaper()
    for name in TWENTY:
        paper = SPOILS[name].change(paper)
    findings = found(paper, kind, tmp_path)
    assert sorted(one.code for one in findings) == sorted(SPOILS[name].code for name in TWENTY), told(
        findings
    )

    assert len(TWENTY) == len(set(TWENTY)) == 20
    assert all(
        one.found and one.wanted and one.source and one.remedy.endswith((".", ")", ".”")) for one in findings
    )
