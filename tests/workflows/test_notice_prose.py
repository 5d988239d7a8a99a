"""The secretary's text over a real file: written, reopened, merged, rebuilt, taken back; figures follow the record."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tdkt_desktop.documents.neutral.blocks import plain_text
from tdkt_desktop.domain import changes
from tdkt_desktop.domain.errors import CampaignError
from tdkt_desktop.domain.kinds import State
from tdkt_desktop.domain.values import Answer
from tdkt_desktop.notice.tokens import tokens_of
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.history import field_history
from tdkt_desktop.workflows.merge import merging, packages
from tdkt_desktop.workflows.merge.conflicts import open_conflicts
from tdkt_desktop.workflows.notice.notice_prose import NoticeDesk, note_read, set_section_text
from tdkt_desktop.workflows.notice.notice_sources import origin_of, source_of
from tdkt_desktop.workflows.papers.papers import notice_of, outline_of
from tdkt_desktop.workflows.safety.doctor import look_over
from tdkt_desktop.workflows.session import CampaignSession
from tests.builders import write_campaign_files

TEXT = "Từ đầu năm, có {{n:N1.1}} đơn vị lập kế hoạch{{rest:N1.1@I.1}}.\n- {{u:A}}: {{d:A/N2.1}}.\n"


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


def lines(session: CampaignSession, key: str = "I.1") -> list[str]:
    section = next(one for one in outline_of(session).sections if one.key == key)
    return [line.full for line in section.lines]


def test_text_is_kept_and_its_figures_follow(session: CampaignSession, path: Path) -> None:
    answer(session, "A", said=True)
    assert set_section_text(session, "I.1", TEXT) == 1
    assert lines(session)[0].startswith("Từ đầu năm, có 01/03 đơn vị lập kế hoạch, 02 đơn vị chưa kiểm tra")
    assert not NoticeDesk(session).stale("I.1")
    answer(session, "B", said=False)
    assert "còn 01 đơn vị chưa có kế hoạch (Đơn vị 02)" in lines(session)[0]
    session.close()
    with campaigns.open_campaign(path) as again:
        desk = NoticeDesk(again)
        (mark,) = [one for one in desk.stale("I.1") if one.paragraph == 0]
        assert "02 đơn vị chưa kiểm tra nội dung này (Đơn vị 02; Đơn vị 03)" in mark.before
        assert "còn 01 đơn vị chưa có kế hoạch (Đơn vị 02)" in mark.after
        assert [one.text for one in mark.tokens] == ["{{rest:N1.1@I.1}}"]
        assert "còn 01 đơn vị chưa có kế hoạch" in "\n".join(plain_text(notice_of(again)))
        assert "Đơn vị 02" not in " ".join(plain_text(notice_of(again, public=True))[4:8])
        assert note_read(again, "I.1") == 1
        assert note_read(again, "I.1") == 0
        assert not NoticeDesk(again).stale("I.1")
        assert set_section_text(again, "I.1", None) == 1
        assert lines(again)[0].startswith("Ngay từ đầu năm, 01/03 đơn vị có kế hoạch")


def test_what_was_learned_is_what_is_read_anew_and_rebuilt(session: CampaignSession) -> None:
    _ = session.record
    set_section_text(session, "I.1", TEXT)
    learned = session.campaign.texts
    session.forget()
    assert session.campaign.texts == learned
    session.store.rebuild()
    session.forget()
    assert session.campaign.texts == learned
    assert tokens_of(learned["I.1"].paragraphs) == tokens_of(TEXT.split("\n"))
    assert session.known is False
    assert not look_over(session.path).findings


def test_typing_does_not_make_the_window_read_all_anew(session: CampaignSession) -> None:
    record = session.record
    session.save([NoticeDesk(session).edit("I.1", ["Một."])])
    assert session.record is record


@pytest.mark.parametrize("wrong", ["{{n:khong-co}}", "{{u:Z}}", "{{rest:N1.1}}"])
def test_an_unknown_figure_is_refused_and_nothing_changes(session: CampaignSession, wrong: str) -> None:
    with pytest.raises(CampaignError, match="không có trong đợt"):
        set_section_text(session, "I.1", f"Có {wrong} đơn vị.")
    with pytest.raises(CampaignError, match="không có mục"):
        set_section_text(session, "IX", "Một.")
    assert not session.campaign.texts


def test_two_secretaries_disagree_and_the_words_are_shown(session: CampaignSession, tmp_path: Path) -> None:
    answer(session, "A", said=True)
    plan = packages.issue_plans(session, tmp_path)[0]
    team_path = packages.receive_plan(plan, tmp_path / "doan.tdktdb")
    with campaigns.open_campaign(team_path, author="Người khác") as team:
        set_section_text(team, "I.1", "Có {{n:N1.1}} đơn vị tốt.")
        file = packages.export_team(team, "", tmp_path)
    set_section_text(session, "I.1", "Có {{n:N1.1}} đơn vị khá.")
    merging.merge_packages(session, [file])
    (conflict,) = [one for one in open_conflicts(session) if one.subject == "notice/I.1"]
    assert conflict.place.label == "Lời văn của thông báo, mục I.1"
    assert {side.words for side in conflict.sides} == {"Có 01/03 đơn vị tốt.", "Có 01/03 đơn vị khá."}


def test_history_tells_the_text_as_it_read(session: CampaignSession) -> None:
    answer(session, "A", said=True)
    set_section_text(session, "I.1", "Có {{n:N1.1}} đơn vị.")
    session.history("notice/I.1", "notice")
    set_section_text(session, "I.1", None)
    words = [past.words for past in field_history(session, "notice/I.1", "notice")]
    assert words == ["(phần mềm lập)", "Có 01/03 đơn vị."]


def test_a_figure_knows_its_units_their_answers_and_who_wrote_them(session: CampaignSession) -> None:
    answer(session, "A", said=True)
    answer(session, "B", said=False)
    source = source_of(NoticeDesk(session), "{{n:N1.1}}")
    assert [(one.unit, one.group, one.answer) for one in source.units] == [
        ("B", "Chưa thực hiện", "Không"),
        ("C", "Chưa kiểm tra", "Chưa kiểm tra"),
        ("A", "Thực hiện", "Có"),
    ]
    assert source.units[0][4:] == ("N1", "N1.1", ("answer/B/N1.1", "answer"), "")
    assert "Thư ký, máy này" in origin_of(session, source.units[0])
    assert origin_of(session, source.units[1]) == ""
    assert source_of(NoticeDesk(session), "{{k:period}}").units == ()


def test_of_questions_counted_together_the_one_to_look_at_leads_on(session: CampaignSession) -> None:
    answer(session, "A", said=True)
    partly = Answer(State.ANSWERED, "phải bổ sung")
    session.save([changes.set_answer("A", session.checklist.question("N1.3"), partly)])
    (first, *_) = source_of(NoticeDesk(session), "{{n:N1.1+N1.3}}").units
    assert (first.unit, first.group, first.question) == ("A", "Chưa thực hiện", "N1.3")
    assert first.answer == "1.1: Có; 1.3: phải bổ sung"


def test_a_figure_knows_the_package_and_the_minutes_it_came_with(
    session: CampaignSession, tmp_path: Path
) -> None:
    plan = packages.issue_plans(session, tmp_path)[0]
    with campaigns.open_campaign(
        packages.receive_plan(plan, tmp_path / "doan.tdktdb"), author="Trưởng đoàn"
    ) as team:
        unit = team.units[0].code
        answer(team, unit, said=False)
        limitation = changes.set_remark(unit, "N1", "limitation", "Chưa họp")
        team.save([limitation, changes.set_assessment(unit, "limitations", "Chậm")])
        file = packages.export_team(team, "", tmp_path)
    merging.merge_packages(session, [file])
    desk = NoticeDesk(session)
    for token in ("{{n:N1.1}}", f"{{{{r:{unit}/N1/limitation}}}}", f"{{{{a:{unit}/limitations}}}}"):
        one = next(one for one in source_of(desk, token).units if one.unit == unit)
        said = origin_of(session, one)
        code = hashlib.sha256(file.read_bytes()).hexdigest()[:8]
        assert f"mã tệp {code}, gộp lúc" in said
        assert "Trưởng đoàn, máy của Đoàn" in said
    answer(session, unit, said=True)  # the office's own: it came with no package
    assert "mã tệp" not in origin_of(session, source_of(NoticeDesk(session), "{{n:N1.1}}").units[-1])


def test_suggestions_are_the_units_own_words_by_name(session: CampaignSession) -> None:
    session.save(
        [
            changes.set_assessment("A", "strengths", "Làm tốt.\nKịp thời."),
            changes.set_remark("B", "N1", "limitation", "Chưa họp"),
            changes.set_remark("B", "N1", "narrative", "Cách làm hay"),
            changes.set_remark("B", "N1", "in_notice", value=True),
        ]
    )
    desk = NoticeDesk(session)
    assert [one.reads for one in desk.suggestions("I.1")] == ["- Đơn vị 02: Cách làm hay."]
    desk.edit("I.1", [one.text for one in desk.suggestions("I.1")])
    assert [one.used for one in desk.suggestions("I.1")] == [True]
