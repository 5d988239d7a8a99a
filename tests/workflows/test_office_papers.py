"""Guards the office's papers on the sample: the cross-reference is complete and in the house's form, charts fit a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from tdkt_desktop.documents.neutral.blocks import Table, plain_text
from tdkt_desktop.documents.reference_document import reference_document
from tdkt_desktop.notice.cross_reference import DECLARED, FAILING, OWN_WORDS, TOLD
from tdkt_desktop.notice.sources import NO_MINUTES, Source
from tdkt_desktop.vietnamese.counts import ratio
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.merge import packages
from tdkt_desktop.workflows.notice.office_papers import (
    make_charts,
    make_cross_reference,
    notice_facts,
    session_charts,
)
from tdkt_desktop.workflows.session import CampaignSession
from tdkt_desktop.workflows.unit.sealing import seal_units
from tdkt_desktop.workflows.writing.document_lint import lint_document, verdict_text


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CampaignSession]:
    path = campaigns.create_sample(tmp_path_factory.mktemp("mau") / "mau.tdktdb")
    with campaigns.open_campaign(path, author="Thư ký") as session:
        seal_units(session, ["VTL", "LMH"], force=True)
        yield session


def test_every_figure_of_the_notice_is_there_once_for_each_time_it_is_said(session: CampaignSession) -> None:
    facts = notice_facts(session)
    said = [
        (section.key, ratio(tally.n, tally.total))
        for section in facts.outline.sections
        for line in section.lines
        for tally in line.tallies
    ]
    found = [(one.section, one.figure) for one in facts.references]
    assert [one for one in found if "/" in one[1]] == said
    assert [one.number for one in facts.references] == list(range(1, len(found) + 1))
    kinds = {one.figure for one in facts.references} | {
        group.words for one in facts.references for group in one.groups
    }
    assert {OWN_WORDS, TOLD, DECLARED, FAILING} <= kinds


def test_units_behind_a_figure_are_those_of_its_tally(session: CampaignSession) -> None:
    facts = notice_facts(session)
    tallies = [
        tally for section in facts.outline.sections for line in section.lines for tally in line.tallies
    ]
    counted = [one for one in facts.references if "/" in one.figure]
    for tally, one in zip(tallies, counted, strict=True):
        units = sorted(unit for group in one.groups for unit in group.units)
        everybody = [*tally.doing, *tally.failing, *tally.not_applicable, *tally.not_checked]
        assert units == (sorted(everybody) if tally.by_name else [])
        assert one.criteria


def test_it_names_minutes_and_codes_and_passes_the_check(session: CampaignSession, tmp_path: Path) -> None:
    seal = session.inspection("LMH").seal
    assert seal is not None
    document = reference_document(notice_facts(session))
    assert any(f"10/10/2019, mã {seal.code}" in text for text in plain_text(document))
    assert len([block for block in document.blocks if isinstance(block, Table)]) == 2
    files = make_cross_reference(session, tmp_path)
    assert [file.suffix for file in files] == [".pdf", ".docx"]
    for file in files:
        verdict = lint_document(file)
        assert not verdict.findings, verdict_text(file, verdict)
    with pypdfium2.PdfDocument(files[0]) as pdf:
        sizes = [page.get_size() for page in pdf]
        words = [page.get_textpage().get_text_range() for page in pdf]
    assert sizes[0][0] < sizes[0][1]
    assert all(wide > high for wide, high in sizes[1:])
    assert all("Câu trong thông báo" in page and "nội bộ" in page for page in words[1:])


def test_the_charts_of_the_sample_fit_one_page(session: CampaignSession, tmp_path: Path) -> None:
    pdf, word = make_charts(session, tmp_path)
    with pypdfium2.PdfDocument(pdf) as pages:
        assert len(pages) == 1
        words = pages[0].get_textpage().get_text_range()
    assert "chậm 51 ngày" in words
    assert word.stat().st_size > 5000


def test_a_team_sees_the_charts_of_its_own_units(session: CampaignSession, tmp_path: Path) -> None:
    plan = packages.issue_plans(session, tmp_path)[0]
    with campaigns.open_campaign(packages.receive_plan(plan, tmp_path / "doan.tdktdb")) as team:
        progress, results, deviations = session_charts(team)
    assert len(progress.bars) == len(deviations.bars) == 1
    assert {bar.total for bar in results.bars} == {1}


def test_a_unit_without_minutes_says_so(session: CampaignSession) -> None:
    known = notice_facts(session).sources[0]
    assert Source("X", known.stage).words == NO_MINUTES
    assert known.words == "BB chưa ghi số, 27/8/2019, chưa chốt"
