"""Versions of the notice over a real file: kept at exports, compared, signed, merged, told; a signed one never changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tdkt_desktop.documents.neutral.blocks import plain_text
from tdkt_desktop.domain import changes
from tdkt_desktop.domain.errors import CampaignError, NoticeIssued
from tdkt_desktop.domain.kinds import State
from tdkt_desktop.domain.notice_versions import Audience, Cause, Reopening, Version
from tdkt_desktop.domain.values import Answer
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.merge import conflicts, merging, packages
from tdkt_desktop.workflows.notice import notice_versions
from tdkt_desktop.workflows.notice.checking import check_session
from tdkt_desktop.workflows.notice.notice_figures import compare_notice
from tdkt_desktop.workflows.notice.notice_prose import set_section_text
from tdkt_desktop.workflows.notice.version_words import (
    comparison_facts,
    comparison_text,
    rows_text,
    version_rows,
)
from tdkt_desktop.workflows.papers import papers
from tdkt_desktop.workflows.session import CampaignSession
from tdkt_desktop.workflows.unit.sealing import seal_units
from tests.builders import write_campaign_files

DAY = dt.date(2026, 11, 5)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return campaigns.create_campaign(write_campaign_files(tmp_path), tmp_path / "dot.tdktdb")


@pytest.fixture
def session(path: Path) -> Iterator[CampaignSession]:
    with campaigns.open_campaign(path, author="Thư ký") as opened:
        yield opened


def answer(session: CampaignSession, unit: str, said: bool) -> None:
    question = session.checklist.question("N1.1")
    session.save([changes.set_answer(unit, question, Answer(State.ANSWERED, said))])


def seal_all(session: CampaignSession) -> None:
    codes = [unit.code for unit in session.campaign.units]
    session.save([changes.set_visit(code, "actual_date", dt.date(2026, 3, 1)) for code in codes])
    seal_units(session, codes, force=True)


def signed(session: CampaignSession, number: str = "12") -> Version:
    kept = notice_versions.keep_named(session, "Bản trình")
    return notice_versions.sign(session, kept.id[:8], number, DAY, "Người Ký")


def test_an_export_keeps_what_is_new_of_its_kind(session: CampaignSession, tmp_path: Path) -> None:
    def export(*, public: bool = False) -> str:
        return papers.export_notice(session, tmp_path, ("pdf",), public=public).kept.version

    first = export()
    assert first
    assert not export()  # nothing is new
    assert export(public=True)
    assert not export(public=True)
    answer(session, "A", said=True)
    second = export()
    assert second
    answer(session, "A", said=False)
    answer(session, "A", said=True)
    assert not export()
    session.save([changes.set_answer("A", session.checklist.question("N1.1"), Answer())])
    assert export() not in (first, second, "")  # it says what the first said, and is a version of its own
    told = [(one.audience, one.cause, one.author) for one in notice_versions.versions(session)]
    assert [audience for audience, _, _ in told] == [Audience.INTERNAL] * 2 + [
        Audience.PUBLIC,
        Audience.INTERNAL,
    ]
    assert {(cause, author) for _, cause, author in told} == {(Cause.EXPORTED, "Thư ký")}
    assert not papers.export_notice(session, tmp_path, ("xlsx",)).kept.version


def test_an_export_is_good_where_no_version_can_be_kept(
    path: Path, session: CampaignSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notice_versions, "ROOM", 10)
    done = papers.export_notice(session, tmp_path / "ra", ("docx",))
    assert done.files[0].exists()
    assert "quá nhiều chỗ" in done.kept.note
    assert not notice_versions.versions(session)
    monkeypatch.setattr(notice_versions, "MAX_PAPER", 10)
    monkeypatch.setattr(notice_versions, "ROOM", 10**9)
    done = papers.export_notice(session, tmp_path / "ra", ("docx",))
    assert "quá dài" in done.kept.note
    with pytest.raises(CampaignError, match="quá dài"):
        notice_versions.keep_named(session, "Bản một")


def test_a_version_is_printed_again_byte_by_byte(session: CampaignSession, tmp_path: Path) -> None:
    answer(session, "A", said=True)
    made = papers.export_notice(session, tmp_path / "a", ("pdf", "docx"))
    paper = made.paper
    answer(session, "A", said=False)
    set_section_text(session, "I.2", "Lời văn khác hẳn.")
    session.save(changes.campaign_changes(session.campaign, replace(session.campaign, notice_number="99")))
    again = notice_versions.write_version(
        session, notice_versions.version_named(session, made.kept.version), tmp_path / "b"
    )
    assert again[0].read_bytes() == made.files[0].read_bytes()
    assert notice_versions.version_named(session, made.kept.version).paper == paper
    assert papers.make_notice(session, tmp_path / "c", ("pdf",))[0].read_bytes() != again[0].read_bytes()


def test_two_versions_are_compared_by_paragraph_and_by_figure(session: CampaignSession) -> None:
    answer(session, "A", said=True)
    first = notice_versions.keep_named(session, "Lần một")
    answer(session, "B", said=True)
    set_section_text(session, "I.2", "Đoạn mới của thư ký.")
    compared = notice_versions.compare(
        session, first.paper, notice_versions.current_paper(session, Audience.INTERNAL)
    )
    facts = comparison_facts(compared)
    assert {
        "section": "I.1",
        "unit": "",
        "kind": "tỷ lệ đơn vị",
        "before": "01/03 đơn vị",
        "after": "02/03 đơn vị",
    } in facts["figures"]
    assert [one["section"] for one in facts["sections"]] == ["I.1", "I.2"]
    text = comparison_text(compared)
    assert "I.1: “01/03 đơn vị” thành “02/03 đơn vị”" in text
    assert "+ Đoạn mới của thư ký." in text
    assert (
        comparison_text(notice_versions.compare(session, first.paper, first.paper))
        == "Hai bản giống hệt nhau."
    )


def test_a_draft_is_not_signed_and_a_name_is_needed(session: CampaignSession) -> None:
    kept = notice_versions.keep_named(session, "Dự thảo")
    with pytest.raises(CampaignError, match="còn là dự thảo"):
        notice_versions.sign(session, kept.id, "12", DAY)
    with pytest.raises(CampaignError, match="số và ngày"):
        notice_versions.sign(session, kept.id, " ", DAY)
    with pytest.raises(CampaignError, match="chưa có tên"):
        notice_versions.keep_named(session, " ")
    with pytest.raises(CampaignError, match="Không có bản"):
        notice_versions.sign(session, "abc", "12", DAY)
    with pytest.raises(CampaignError, match="chưa ban hành"):
        notice_versions.reopen(session, Reopening.CORRECTION, "Sai số")
    assert not session.issue().signed


def test_a_signed_notice_stands_still(session: CampaignSession, path: Path, tmp_path: Path) -> None:
    answer(session, "A", said=True)
    seal_all(session)
    version = signed(session)
    assert version.cause is Cause.SIGNED
    assert (version.paper.number, version.paper.date, version.paper.signer_name) == ("12", DAY, "Người Ký")
    assert (session.campaign.notice_number, session.campaign.signer[1]) == ("12", "Người Ký")
    first = papers.make_notice(session, tmp_path / "a", ("pdf", "docx"))
    public = papers.make_notice(session, tmp_path / "a", ("pdf",), public=True)[0].read_bytes()
    assert "signed.differs" not in {one.code for one in check_session(session).findings}
    with pytest.raises(NoticeIssued, match="chỉ để đọc"):
        set_section_text(session, "I.1", "Sửa lén.")
    with pytest.raises(NoticeIssued, match="đã ban hành"):
        notice_versions.sign(session, version.id, "13", DAY)
    session.close()
    with campaigns.open_campaign(path, author="Thư ký") as again:
        after = replace(again.campaign, notice_subject="Khác")
        again.save(changes.campaign_changes(again.campaign, after))
        then = papers.make_notice(again, tmp_path / "b", ("pdf", "docx"))
        assert then[0].read_bytes() == first[0].read_bytes()
        assert papers.make_notice(again, tmp_path / "b", ("pdf",), public=True)[0].read_bytes() == public
        assert not papers.export_notice(again, tmp_path / "b", ("pdf",)).kept.version
        found = [one for one in check_session(again).findings if one.code == "signed.differs"]
        assert [one.place.section for one in found] == ["head", "closing"]


def test_an_issued_notice_is_compared_with_the_record(session: CampaignSession) -> None:
    answer(session, "A", said=True)
    seal_all(session)
    said = "\n".join(plain_text(papers.notice_of(session)))
    signed(session)
    plan = replace(session.campaign.plan, number="02/KH-HĐ")
    session.save(changes.campaign_changes(session.campaign, replace(session.campaign, plan=plan)))
    compared = compare_notice(session, said)
    assert "01/KH-HĐ" in [one.value for one in compared.first_only]
    assert "02/KH-HĐ" in [one.value for one in compared.second_only]


def test_opening_again_needs_a_reason_that_stays(session: CampaignSession) -> None:
    seal_all(session)
    version = signed(session)
    with pytest.raises(CampaignError, match="Chưa ghi lý do"):
        notice_versions.reopen(session, Reopening.CORRECTION, " ")
    notice_versions.reopen(session, Reopening.CORRECTION, "Sai tên đơn vị")
    assert session.campaign.notice_number == "12"
    set_section_text(session, "I.1", "Đã sửa tên.")
    second = signed(session)
    notice_versions.reopen(session, Reopening.REPLACEMENT, "Thay toàn bộ")
    assert (session.campaign.notice_number, session.campaign.notice_date) == ("", None)
    assert {version.id, second.id} <= {one.id for one in notice_versions.versions(session)}
    assert notice_versions.version_named(session, version.id).paper == version.paper
    text = rows_text(session, version_rows(session))
    assert "mở lại để thay thế: Thay toàn bộ" in text
    assert text.count("Đã ký: số 12/TB-HĐTĐKT") == 2
    assert "Mở lại (đính chính: Sai tên đơn vị)" in text


def test_an_old_version_is_signed_without_a_paper_for_the_other_audience(session: CampaignSession) -> None:
    seal_all(session)
    kept = notice_versions.keep_named(session, "Bản trình")
    set_section_text(session, "I.1", "Lời văn mới hơn.")
    notice_versions.sign(session, kept.id, "12", DAY)
    assert session.issue().version_for(Audience.INTERNAL)
    with pytest.raises(NoticeIssued, match="không có bản công khai"):
        papers.notice_of(session, public=True)


def two_offices(tmp_path: Path, path: Path) -> tuple[CampaignSession, CampaignSession]:
    """The campaign on a second machine of the office."""
    with campaigns.open_campaign(path) as office:
        seal_all(office)
        plan = next(iter(packages.issue_plans(office, tmp_path / "kh")))
    return campaigns.open_campaign(path, author="Một"), campaigns.open_campaign(
        packages.receive_plan(plan, tmp_path / "hai.tdktdb"), author="Hai"
    )


def test_two_machines_that_signed_differently_are_a_conflict(path: Path, tmp_path: Path) -> None:
    office, other = two_offices(tmp_path, path)
    with office, other:
        mine = signed(office, "12")
        other.team = ""  # as another office would
        other.store.set_meta(team="")
        theirs = signed(other, "15")
        other.store.set_meta(team="D1")
        file = packages.export_team(other, "D1", tmp_path / "ve")
        merging.merge_packages(office, [file])
        (one,) = [each for each in conflicts.open_conflicts(office) if each.subject == "notice-issue"]
        assert one.place.label == "Thông báo đã ký"
        assert "số 12/TB-HĐTĐKT" in one.sides[0].words
        assert "số 15/TB-HĐTĐKT" in one.sides[1].words
        assert not one.mergeable
        assert office.issue().disputed
        assert {mine.id, theirs.id} <= {each.id for each in notice_versions.versions(office)}
        conflicts.settle_with(office, one, one.sides[0])
        assert office.issue().version_for(Audience.INTERNAL) == mine.id
        assert not office.issue().disputed


def test_two_machines_that_signed_the_same_agree(path: Path, tmp_path: Path) -> None:
    office, other = two_offices(tmp_path, path)
    with office, other:
        mine = signed(office)
        other.team = ""
        theirs = signed(other)
        assert mine.id == theirs.id
        file = packages.export_team(other, "D1", tmp_path / "ve")
        merging.merge_packages(office, [file])
        assert not [each for each in conflicts.open_conflicts(office) if each.subject == "notice-issue"]
        assert office.issue().signed
