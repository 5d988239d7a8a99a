"""Guards who issues, signs and receives: changed as one, previewed without writing, remembered for the next campaign."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tdkt_desktop.documents.layout.style import load_style
from tdkt_desktop.documents.lint.linter import read_file
from tdkt_desktop.documents.lint.paper import recognise
from tdkt_desktop.documents.lint.parts import Part
from tdkt_desktop.documents.neutral.blocks import plain_text
from tdkt_desktop.domain.campaign import Campaign, Issuer
from tdkt_desktop.workflows.campaign import campaigns, last_issuer
from tdkt_desktop.workflows.papers import letterheads, papers
from tdkt_desktop.workflows.unit import sealing
from tdkt_desktop.workflows.writing.document_lint import lint_document
from tests.sealed import DRAFT, UNIT, filled_campaign, seal


def test_a_change_is_recorded_and_nothing_else(tmp_path: Path) -> None:
    store = campaigns.create_sample(tmp_path / "mau.tdktdb", filled=False)
    with campaigns.open_campaign(store) as session:
        before = session.campaign
        wanted = replace(
            before, issuer=replace(before.issuer, place="Tỉnh lỵ"), notice_recipients=("Lưu: VT",)
        )
        count = session.revision_count()
        assert letterheads.change_letterhead(session, wanted, tmp_path) == 2
        assert session.revision_count() == count + 2
        assert letterheads.change_letterhead(session, wanted, tmp_path) == 0
    with campaigns.open_campaign(store) as session:
        assert session.campaign == wanted
        assert last_issuer.last_used(tmp_path) == wanted.issuer


def test_the_preview_writes_nothing_and_shows_what_was_typed(tmp_path: Path) -> None:
    with campaigns.open_campaign(campaigns.create_sample(tmp_path / "mau.tdktdb")) as session:
        before, count = session.campaign, session.revision_count()
        wanted = replace(
            before, notice_signer_lines=("TL. CHỦ TỊCH", "TRƯỞNG BAN"), notice_signer_name="Người ký 01"
        )
        assert letterheads.preview_notice(session, wanted).startswith(b"%PDF")
        text = plain_text(papers.notice_of_campaign(session, wanted))
        assert "TL. CHỦ TỊCH" in text
        assert "Người ký 01" in text
        assert before.issuer.signer_name not in text
        assert (session.campaign, session.revision_count()) == (before, count)


def test_own_signer_of_a_notice_never_takes_the_name_of_another() -> None:
    issuer = Issuer(signer_lines=("CHỦ TỊCH",), signer_name="Người ký 01")
    campaign = Campaign("a", "A", 2026, issuer=issuer, notice_signer_lines=("PHÓ CHỦ TỊCH",))
    assert campaign.signer == (("PHÓ CHỦ TỊCH",), "")
    assert replace(campaign, notice_signer_lines=()).signer == (("CHỦ TỊCH",), "Người ký 01")


def test_a_spoiled_memory_is_no_memory(tmp_path: Path) -> None:
    assert last_issuer.last_used(tmp_path) is None
    for text in ("", "[]", "null", '{"lines": 3}', '{"lines": null}', "\udcff"):
        (tmp_path / last_issuer.FILE).write_text(text, encoding="utf-8", errors="surrogateescape")
        assert last_issuer.last_used(tmp_path) is None, text
    (tmp_path / last_issuer.FILE).write_text('{"place": "Tỉnh lỵ", "của bản mới hơn": 1}', encoding="utf-8")
    assert last_issuer.last_used(tmp_path) == Issuer(place="Tỉnh lỵ")


def test_a_new_campaign_without_an_issuer_takes_the_last(tmp_path: Path) -> None:
    last_issuer.remember(Issuer(name="Hội đồng tỉnh"), tmp_path)
    blank, named = Campaign("a", "A", 2026), Campaign("b", "B", 2026, issuer=Issuer(name="Cơ quan khác"))
    assert last_issuer.with_last_used(blank, tmp_path).issuer.name == "Hội đồng tỉnh"
    assert last_issuer.with_last_used(named, tmp_path) == named


@pytest.mark.parametrize("style", letterheads.page_styles())
def test_every_paper_has_the_page_style_of_its_campaign(tmp_path: Path, style: str) -> None:
    with campaigns.open_campaign(campaigns.create_sample(tmp_path / "mau.tdktdb")) as session:
        issuer = replace(session.campaign.issuer, page_style=style)
        letterheads.change_letterhead(session, replace(session.campaign, issuer=issuer), tmp_path)
        unit = session.units[0].code
        made = [
            *papers.make_notice(session, tmp_path, ("pdf", "docx")),
            *papers.make_minutes(session, unit, tmp_path),
        ]
    size = load_style(style).sizes["body"]
    for path in made:
        assert lint_document(path).findings == (), path.name
        paper = recognise(read_file(path))
        sizes = {
            round(span.face.size, 1)
            for _, text in paper.of(Part.BODY)
            for span in text.spans
            if span.text.strip()
        }
        assert sizes == {size}, path.name


@pytest.mark.expects_log
def test_a_style_of_a_newer_version_prints_as_usual(tmp_path: Path) -> None:
    with campaigns.open_campaign(campaigns.create_sample(tmp_path / "mau.tdktdb")) as session:
        usual = papers.make_notice(session, tmp_path / "a", ("pdf",))[0].read_bytes()
        issuer = replace(session.campaign.issuer, page_style="nghi-dinh-moi")
        letterheads.change_letterhead(session, replace(session.campaign, issuer=issuer), tmp_path)
        assert papers.make_notice(session, tmp_path / "b", ("pdf",))[0].read_bytes() == usual


def test_minutes_are_numbered_by_the_schedule_and_keep_what_was_sealed(tmp_path: Path) -> None:
    with campaigns.open_campaign(filled_campaign(tmp_path)) as session:
        issuer = replace(session.campaign.issuer, minutes_first="7")
        letterheads.change_letterhead(session, replace(session.campaign, issuer=issuer), tmp_path)
        numbers = {unit.code: session.campaign.series_number(unit) for unit in session.units}
        assert list(numbers.values()) == ["07", "08", "09"]
        assert "Số: 07/" in "\n".join(plain_text(papers.minutes_of(session, UNIT)))
        code = seal(session)
        assert session.inspection(UNIT).visit.minutes_number == "07"
        letterheads.change_letterhead(
            session, replace(session.campaign, issuer=replace(issuer, minutes_first="1")), tmp_path
        )
        assert "Số: 07/" in "\n".join(plain_text(papers.minutes_of(session, UNIT)))
        assert sealing.code_of(session, session.inspection(UNIT)) == code
        assert "Số: 02/" in "\n".join(plain_text(papers.minutes_of(session, DRAFT)))
