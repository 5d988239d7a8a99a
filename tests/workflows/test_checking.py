"""Checks of a campaign file and of a notice file; what a person lets stand stays apart, on the next opening too."""

from __future__ import annotations

from pathlib import Path

import pytest

from tdkt_desktop.domain.errors import CampaignError, FileMissing, WrongFile
from tdkt_desktop.notice.checks.findings import Finding
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.notice import checking
from tdkt_desktop.workflows.papers import papers
from tdkt_desktop.workflows.session import CampaignSession
from tests.sealed import filled_campaign


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return campaigns.create_sample(tmp_path / "mau.tdktdb")


def ids(checked: checking.Checked) -> list[str]:
    return [one.id for one in checked.findings]


def test_a_waiver_is_kept_in_the_campaign_and_can_be_taken_back(sample: Path) -> None:
    with campaigns.open_campaign(sample, author="Thư ký") as session:
        before = checking.check_session(session)
        assert before.failed
        checking.waive(session, before.findings[0], "Đã đối chiếu với đơn vị")
    with campaigns.open_campaign(sample) as session:
        after = checking.check_session(session)
        assert ids(after) == ids(before)[1:]
        assert [(one.id, waiver.reason) for one, waiver in after.waived] == [
            (before.findings[0].id, "Đã đối chiếu với đơn vị")
        ]
        assert "Lý do: Đã đối chiếu với đơn vị" in checking.checked_text(after)
        assert checking.checked_facts(after)["waived"][0]["reason"] == "Đã đối chiếu với đơn vị"
        checking.take_back(session, before.findings[0].id)
        assert ids(checking.check_session(session)) == ids(before)


def test_a_waiver_without_a_reason_is_refused(sample: Path) -> None:
    with campaigns.open_campaign(sample) as session:
        found = checking.check_session(session).findings[0]
        with pytest.raises(CampaignError):
            checking.waive(session, found, " ")
        assert not checking.check_session(session).waived


def test_waivers_travel_with_the_log(sample: Path) -> None:
    with campaigns.open_campaign(sample) as session:
        found = checking.check_session(session).findings[0]
        checking.waive(session, found, "Đã rõ")
        assert [one.value["reason"] for one in session.history(f"waiver/{found.id}", "waiver")] == ["Đã rõ"]


def test_the_printed_notice_reads_the_same_from_word_and_pdf(sample: Path, tmp_path: Path) -> None:
    with campaigns.open_campaign(sample) as session:
        word, pdf = papers.make_notice(session, tmp_path, ["docx", "pdf"])
    told = [
        {
            (one.severity, one.code, one.place.section, one.found)
            for one in checking.check_notice_file(file).findings
        }
        for file in (word, pdf)
    ]
    assert told[0] == told[1]
    assert {code for _, code, _, _ in told[0]} >= {"range.year_order", "schedule.deviation_explained"}


def test_a_campaign_tells_the_names_to_a_notice_without_an_annex(sample: Path, tmp_path: Path) -> None:
    file = tmp_path / "thong-bao.txt"
    file.write_text(
        "THÔNG BÁO\n\nKết quả\n\nI. KẾT QUẢ\n\n1. Mục\n\n06/06 đơn vị ủng hộ, cụ thể: Viễn thông Lạng Sơn.",
        encoding="utf-8",
    )
    with campaigns.open_campaign(sample, writing=False) as session:
        assert "coverage.connector" in {
            one.code for one in checking.check_notice_file(file, session).findings
        }
    assert "coverage.connector" not in {one.code for one in checking.check_notice_file(file).findings}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_file_is_read_as_it_was_saved(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "thong-bao.txt"
    file.write_bytes("Đề án giai đoạn 2025 - 2020".encode(encoding))
    assert [one.code for one in checking.check_notice_file(file).findings] == ["range.year_order"]


@pytest.mark.parametrize(
    "raw", [b"\xff\xd8\xff\xe0 not a text \x00\x81\x8d", b"a\0b", bytes(range(128, 256))]
)
def test_what_is_no_text_is_refused(tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "thong-bao.txt"
    file.write_bytes(raw)
    with pytest.raises(WrongFile):
        checking.check_notice_file(file)


@pytest.mark.parametrize("name", ["khong-co.txt", "khong-co.docx", "khong-co.pdf"])
def test_a_file_that_is_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileMissing):
        checking.check_notice_file(tmp_path / name)


@pytest.mark.parametrize("name", ["hong.docx", "hong.pdf"])
def test_a_spoiled_file_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"khong phai")
    with pytest.raises(WrongFile):
        checking.check_notice_file(tmp_path / name)


def test_checking_writes_nothing(sample: Path) -> None:
    with campaigns.open_campaign(sample) as session:
        before = session.revision_count()
        checking.check_session(session)
        assert session.revision_count() == before


def test_every_place_can_be_jumped_to(tmp_path: Path, sample: Path) -> None:
    for path in (sample, filled_campaign(tmp_path)):
        with campaigns.open_campaign(path, writing=False) as session:
            for one in checking.check_session(session).findings:
                assert_known(session, one)


def assert_known(session: CampaignSession, one: Finding) -> None:
    place, checklist = one.place, session.checklist
    assert place.unit or place.section or place.question, one
    assert not place.unit or session.campaign.unit(place.unit)
    assert not place.question or checklist.has_question(place.question)
    assert place.step in {"", "@visit", "@assessment", *(one.code for one in checklist.criteria)}
