"""The laws of versions: a signed one never changes, whatever is edited, merged or undone; one printed again is the same."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tdkt_desktop.documents.neutral.blocks import plain_text
from tdkt_desktop.documents.notice_document import paper_document
from tdkt_desktop.domain import changes
from tdkt_desktop.domain.errors import MergeEntangled, NoticeIssued
from tdkt_desktop.domain.inspection import DeclaredCount
from tdkt_desktop.domain.kinds import State
from tdkt_desktop.domain.notice_paper import (
    NoticePaper,
    PaperLine,
    PaperSection,
    paper_from_plain,
    paper_to_plain,
)
from tdkt_desktop.domain.notice_versions import Audience, Cause, Reopening, version_change
from tdkt_desktop.domain.revision_rules import check_revision
from tdkt_desktop.domain.revision_values import BadRevision
from tdkt_desktop.domain.revisions import Change, Revision, canonical, new_revision
from tdkt_desktop.domain.values import Answer, clean_text
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.merge import merging, packages
from tdkt_desktop.workflows.notice import notice_versions
from tdkt_desktop.workflows.notice.notice_prose import set_section_text
from tdkt_desktop.workflows.papers import papers
from tdkt_desktop.workflows.session import CampaignSession
from tdkt_desktop.workflows.unit.sealing import seal_units
from tests.builders import write_campaign_files

DAY = dt.date(2026, 11, 5)
# composed and decomposed letters, signs that mean something to JSON, markup and numbers
texts = st.text(alphabet="aĐđếe\u0302\u0301 ữ\n'\"/|<&%0=", max_size=12)
lines = st.builds(PaperLine, texts, st.sampled_from(["", "- ", "+ "]), texts)
sections = st.builds(
    PaperSection,
    st.sampled_from(["opening", "I", "I.1"]),
    st.integers(0, 3),
    texts,
    st.lists(lines, max_size=3).map(tuple),
)
paper_parts = st.builds(
    NoticePaper,
    st.integers(2019, 2030),
    texts,
    texts,
    date=st.none() | st.dates(dt.date(2019, 1, 1), dt.date(2030, 12, 31)),
    sections=st.lists(sections, max_size=3).map(tuple),
    recipients=st.lists(texts, max_size=2).map(tuple),
    rows=st.lists(st.tuples(*[texts] * 7), max_size=2).map(tuple),
)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """A campaign whose notice can be signed, and a package of another machine that brings changes to it."""
    folder = tmp_path_factory.mktemp("ban")
    office = campaigns.create_campaign(write_campaign_files(folder), folder / "dot.tdktdb")
    with campaigns.open_campaign(office, author="Thư ký") as session:
        units = [unit.code for unit in session.campaign.units]
        session.save([changes.set_visit(unit, "actual_date", dt.date(2026, 3, 1)) for unit in units])
        (plan, _) = packages.issue_plans(session, folder / "kh")
        seal_units(session, units, force=True)
    with campaigns.open_campaign(packages.receive_plan(plan, folder / "doan.tdktdb")) as team:
        for unit in team.units:
            question = team.checklist.question("N1.1")
            team.save([changes.set_answer(unit.code, question, Answer(State.ANSWERED, True))])
        team.save([Change("notice/I.2", "notice", {"paragraphs": ["Từ máy khác."], "seen": {}})])
        yield office, packages.export_team(team, "D1", folder / "ve")


def answer(session: CampaignSession, number: int, _package: Path) -> None:
    session.save([changes.set_declared("N1.1", DeclaredCount(number % 4, True, f"Theo báo cáo {number}"))])


def letterhead(session: CampaignSession, number: int, _package: Path) -> None:
    after = replace(session.campaign, notice_subject=f"Trích yếu {number}", notice_number=str(number))
    session.save(changes.campaign_changes(session.campaign, after))


def text(session: CampaignSession, number: int, _package: Path) -> None:
    if session.issue().signed:
        with pytest.raises(NoticeIssued):
            set_section_text(session, "I.1", f"Lời văn {number}.")
    else:
        set_section_text(session, "I.1", f"Lời văn {number}.")


def merge(session: CampaignSession, _number: int, package: Path) -> None:
    merging.merge_packages(session, [package])


def undo(session: CampaignSession, _number: int, _package: Path) -> None:
    if session.has_merge():
        with suppress(MergeEntangled):
            merging.undo_merge(session)


def rebuild(session: CampaignSession, _number: int, _package: Path) -> None:
    session.store.rebuild()
    session.forget()


def keep(session: CampaignSession, number: int, _package: Path) -> None:
    notice_versions.keep_named(session, f"Bản {number}")


def reopen(session: CampaignSession, number: int, _package: Path) -> None:
    if session.issue().signed:
        notice_versions.reopen(session, Reopening.CORRECTION, f"Lý do {number}")


def sign_again(session: CampaignSession, number: int, package: Path) -> None:
    reopen(session, number, package)
    kept = notice_versions.keep_named(session, f"Bản {number}")
    if not kept.paper.draft_notes:
        notice_versions.sign(session, kept.id, str(number + 1), DAY, "Người Ký")


ACTS: tuple[Callable[[CampaignSession, int, Path], None], ...] = (
    answer,
    letterhead,
    text,
    merge,
    undo,
    rebuild,
    keep,
    reopen,
    sign_again,
)


@settings(max_examples=25, deadline=None)
@given(acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(1, 50)), max_size=6))
def test_a_signed_version_never_changes(
    base: tuple[Path, Path],
    tmp_path_factory: pytest.TempPathFactory,
    acts: list[tuple[Callable[[CampaignSession, int, Path], None], int]],
) -> None:
    office, package = base
    path = tmp_path_factory.mktemp("luat") / "dot.tdktdb"
    shutil.copyfile(office, path)
    with campaigns.open_campaign(path, author="Thư ký") as session:
        kept = notice_versions.keep_named(session, "Bản trình")
        first = notice_versions.sign(session, kept.id, "12", DAY, "Người Ký")
        said = plain_text(papers.notice_of(session))
        public = plain_text(papers.notice_of(session, public=True))
        standing = {first.id: (said, public)}
        for act, number in acts:
            act(session, number, package)
            assert plain_text(paper_document(notice_versions.version_named(session, first.id).paper)) == said
            issue = session.issue()
            if issue.signed:
                now = issue.version_for(Audience.INTERNAL)
                printed = (
                    plain_text(papers.notice_of(session)),
                    plain_text(papers.notice_of(session, public=True)),
                )
                assert standing.setdefault(now, printed) == printed


@given(paper_parts)
def test_a_paper_that_is_kept_is_the_paper_that_is_read(paper: NoticePaper) -> None:
    kept = paper_from_plain(paper_to_plain(paper))
    assert paper_from_plain(paper_to_plain(kept)) == kept
    written = plain_text(paper_document(kept))
    # Each part is composed by itself: a mark that begins one stays apart from the letter that ends the part before.
    assert [clean_text(one) for one in plain_text(paper_document(paper))] == [
        clean_text(one) for one in written
    ]


@given(paper_parts, paper_parts, texts)
def test_no_revision_makes_a_version_say_something_else(
    one: NoticePaper, other: NoticePaper, name: str
) -> None:
    good = version_change(one, Audience.INTERNAL, Cause.KEPT, name=name, at="2026-11-05T10:00:00+07:00")
    check_revision(revision_of(good))
    forged = version_change(other, Audience.INTERNAL, Cause.KEPT, name=name, at="2026-11-05T10:00:00+07:00")
    if canonical(forged.value) != canonical(good.value):
        with pytest.raises(BadRevision, match="không được sửa"):
            check_revision(revision_of(Change(good.subject, good.field, forged.value)))
    with pytest.raises(BadRevision, match="không được sửa"):
        check_revision(revision_of(Change(good.subject, good.field, None)))


@pytest.mark.parametrize(
    "value",
    [
        {"state": "signed"},
        {"state": "lạ", "versions": {}},
        {"state": "signed", "versions": {"internal": "zz"}},
        {"state": "signed", "versions": {}, "date": "2026-02-31"},
        {"state": "reopened", "versions": {}, "why": "vì sao"},
        {"state": "signed", "versions": {}, "value": 1},
    ],
)
def test_a_standing_that_no_version_writes_is_refused(value: dict[str, object]) -> None:
    with pytest.raises(BadRevision):
        check_revision(revision_of(Change("notice-issue", "notice-issue", value)))


def revision_of(change: Change) -> Revision:
    return new_revision(
        change, author="", device="m", lamport=1, parents=(), recorded_at="2026-11-05T10:00:00+07:00"
    )
