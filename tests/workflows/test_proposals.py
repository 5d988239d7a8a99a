"""The register of proposals: alike ones are only suggested, supporters are counted, what became of each stays in the log."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_desktop.domain.changes import remove_item, set_item
from tdkt_desktop.domain.errors import CampaignError
from tdkt_desktop.domain.values import Item
from tdkt_desktop.notice.proposals import Proposal, Standing, alike, roots
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.notice import proposals
from tdkt_desktop.workflows.session import CampaignSession

TRAINING = "Hằng năm mở lớp tập huấn nghiệp vụ thi đua, khen thưởng cho cán bộ cơ sở"
SAID = {
    "TCT": ("C13.02", TRAINING),
    "AGR": ("C13.02", "Tổ chức tập huấn nghiệp vụ thi đua, khen thưởng hằng năm"),
    "VTL": ("C13.02", "Sửa biểu mẫu báo cáo sáng kiến"),
    "BHX": ("C13.01", TRAINING),
}


@pytest.fixture
def session(tmp_path: Path) -> Iterator[CampaignSession]:
    path = campaigns.create_sample(tmp_path / "mau.tdktdb", filled=False)
    with campaigns.open_campaign(path, author="Thư ký") as opened:
        opened.save(
            [
                set_item(unit, question, Item(f"k-{unit}", text=text))
                for unit, (question, text) in SAID.items()
            ]
        )
        yield opened


def entry(session: CampaignSession, unit: str) -> proposals.Entry:
    return next(one for one in proposals.register(session) if one.key.startswith(f"{unit}/"))


def test_proposals_stand_by_addressee_and_alike_ones_are_only_suggested(session: CampaignSession) -> None:
    found = proposals.register(session)
    assert [one.addressee for one in found] == sorted((one.addressee for one in found), reverse=True)
    assert len(found) == len(SAID)
    first, second, other = entry(session, "TCT"), entry(session, "AGR"), entry(session, "BHX")
    assert [key for key, _ in first.alike] == [second.key]
    assert [key for key, _ in second.alike] == [first.key]
    assert other.alike == ()  # the same words to another addressee are another proposal
    assert {one.supporters for one in found} == {1}


def test_a_person_calls_two_the_same_and_takes_them_apart(session: CampaignSession) -> None:
    first, second = entry(session, "TCT"), entry(session, "AGR")
    proposals.call_same(session, second.key, first.key)
    joined = entry(session, "TCT")
    assert joined.supporters == 2
    assert [key for key, _ in joined.same] == [second.key]
    assert joined.alike == ()
    assert len(proposals.register(session)) == len(SAID) - 1
    proposals.take_apart(session, second.key)
    assert len(proposals.register(session)) == len(SAID)
    assert entry(session, "TCT").supporters == 1


def test_what_became_of_a_proposal_is_kept_with_who_and_when(session: CampaignSession) -> None:
    key = entry(session, "VTL").key
    proposals.set_status(session, key, "answered", "Công văn số 12/SNV-TĐKT")
    path = session.path
    session.close()
    with campaigns.open_campaign(path) as again:
        one = entry(again, "VTL")
        assert (one.status_words, one.note) == ("đã trả lời", "Công văn số 12/SNV-TĐKT")
        assert one.by.startswith("Thư ký, ")
        proposals.set_status(again, key, "open")
        assert entry(again, "VTL").status == "open"
        assert len(again.history(f"followup/{key}", "status")) == 2


def test_following_up_changes_no_record(session: CampaignSession) -> None:
    before = session.record
    proposals.set_status(session, entry(session, "VTL").key, "done")
    assert session.known
    assert session.record == before


def test_a_deleted_proposal_leaves_no_entry_behind(session: CampaignSession) -> None:
    first, second = entry(session, "TCT"), entry(session, "AGR")
    proposals.call_same(session, second.key, first.key)
    session.save([remove_item("TCT", "C13.02", "k-TCT")])
    assert entry(session, "AGR").supporters == 1


@pytest.mark.parametrize(
    "wrong",
    [
        lambda session: proposals.set_status(session, "khong/co/gi", "done"),
        lambda session: proposals.set_status(session, entry(session, "VTL").key, "xong"),
        lambda session: proposals.call_same(session, entry(session, "TCT").key, entry(session, "BHX").key),
        lambda session: proposals.call_same(session, entry(session, "TCT").key, entry(session, "TCT").key),
        lambda session: proposals.take_apart(session, "khong/co/gi"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    session: CampaignSession, wrong: object
) -> None:
    before = session.revision_count()
    with pytest.raises(CampaignError):
        wrong(session)  # type: ignore[operator]
    assert session.revision_count() == before


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Tăng kinh phí khen thưởng cho cơ sở", "Đề nghị tỉnh tăng kinh phí khen thưởng cho cơ sở", True),
        ("Tập huấn phần mềm quản lý hồ sơ", "Tập huấn nghiệp vụ thi đua", False),
        ("Sửa biểu mẫu", "Sửa biểu mẫu", True),
        ("", "", False),
    ],
)
def test_what_reads_alike(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same is alike(other, one)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 7)), max_size=12))
def test_calling_the_same_never_loses_a_proposal(links: list[tuple[int, int]]) -> None:
    """Rings and links to what is gone too: every proposal stands under one that stands under itself."""
    made = [Proposal("U", "Q", str(number), "", f"Kiến nghị {number}") for number in range(6)]
    standings = {made[one].key: Standing(same_as=f"U/Q/{other}") for one, other in links}
    under = roots(made, standings)
    assert set(under) == {one.key for one in made}
    assert all(under[head] == head for head in under.values())
