"""Campaign file -> database -> campaign file: the same campaign, whatever it holds."""

from __future__ import annotations

import dataclasses
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tdkt_desktop.domain.campaign import Campaign, Issuer, Person, Plan, Team, Unit
from tdkt_desktop.domain.errors import EnvironmentProblem
from tdkt_desktop.domain.reading_checklist import read_checklist
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.checklist import checklists
from tests.builders import CAMPAIGN, CHECKLIST, write_campaign_files
from tests.support.checklists import CODES, OPTIONAL, TEXTS

LISTS = st.lists(TEXTS, max_size=2).map(tuple)
DAYS = st.one_of(st.none(), st.dates())


@st.composite
def whole_campaigns(draw: st.DrawFn) -> Campaign:
    teams = tuple(
        Team(code, draw(TEXTS), Person(draw(OPTIONAL), draw(OPTIONAL), draw(OPTIONAL)), draw(OPTIONAL))
        for code in sorted(draw(st.lists(CODES, max_size=2, unique=True)))  # kept in the order of codes
    )
    homes = st.sampled_from(["", *(team.code for team in teams)])
    units = tuple(
        Unit(
            code,
            number,
            draw(TEXTS),
            draw(TEXTS),
            draw(TEXTS),
            draw(OPTIONAL),
            draw(OPTIONAL),
            draw(DAYS),
            draw(homes),
        )
        for number, code in enumerate(draw(st.lists(CODES, min_size=1, max_size=4, unique=True)), start=1)
    )
    names = (
        "name",
        "short_name",
        "place",
        "symbol",
        "team_symbol",
        "standing_body",
        "signer_name",
        "page_style",
    )
    said: dict[str, Any] = {name: draw(OPTIONAL) for name in names}
    said |= {name: draw(LISTS) for name in ("parent", "lines", "team_lines", "signer_lines", "recipients")}
    issuer = Issuer(**said, minutes_first=draw(st.sampled_from(["", "7"])))
    prose = draw(st.dictionaries(CODES, st.lists(TEXTS, min_size=1, max_size=2).map(tuple), max_size=2))
    return Campaign(
        draw(CODES),
        draw(TEXTS),
        draw(st.integers(1990, 2100)),
        draw(OPTIONAL),
        Plan(draw(OPTIONAL), draw(DAYS), draw(OPTIONAL)),
        issuer,
        draw(OPTIONAL),
        draw(DAYS),
        draw(OPTIONAL),
        draw(LISTS),
        draw(OPTIONAL),
        draw(LISTS),
        draw(OPTIONAL),
        teams,
        units,
        prose=prose,
        notes=draw(LISTS),
    )


@given(campaign=whole_campaigns())
@settings(max_examples=30)
def test_a_campaign_written_out_and_made_anew_is_the_same(campaign: Campaign) -> None:
    checklist = read_checklist(CHECKLIST, "x")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first = campaigns.write_campaign(campaign, checklist, folder / "a.tdktdb")
        with campaigns.open_campaign(first, writing=False) as session:
            stored = session.campaign
            files = checklists.dump_campaign(session, folder / "a.yaml")
        second = campaigns.create_campaign(files[0], folder / "b.tdktdb")
        with campaigns.open_campaign(second, writing=False) as session:
            assert (
                session.campaign == stored == dataclasses.replace(campaign, checklist_digest=checklist.digest)
            )
            assert session.checklist.digest == checklist.digest


def test_a_team_with_nothing_but_a_code_is_remembered(tmp_path: Path) -> None:
    tree = CAMPAIGN | {"teams": [{"code": "D1"}, {"code": "D2"}]}
    path = campaigns.create_campaign(write_campaign_files(tmp_path, campaign=tree), tmp_path / "a.tdktdb")
    with campaigns.open_campaign(path, writing=False) as session:
        assert [team.code for team in session.campaign.teams] == ["D1", "D2"]


def test_the_sample_names_its_built_in_checklist(tmp_path: Path) -> None:
    with campaigns.open_campaign(campaigns.create_sample(tmp_path / "a.tdktdb"), writing=False) as session:
        (file,) = checklists.dump_campaign(session, tmp_path / "a.yaml")
        stored = session.campaign
    assert "checklist: lang-son-2019" in file.read_text(encoding="utf-8")
    with campaigns.open_campaign(
        campaigns.create_campaign(file, tmp_path / "b.tdktdb"), writing=False
    ) as session:
        assert session.campaign == stored


def test_files_that_are_there_are_kept(tmp_path: Path) -> None:
    path = campaigns.create_campaign(write_campaign_files(tmp_path), tmp_path / "a.tdktdb")
    (tmp_path / "x-danh-muc.yaml").write_text("cũ", encoding="utf-8")
    with campaigns.open_campaign(path, writing=False) as session:
        with pytest.raises(EnvironmentProblem, match=r"Đã có tệp x-danh-muc\.yaml"):
            checklists.dump_campaign(session, tmp_path / "x.yaml")
        assert not (tmp_path / "x.yaml").exists()
        with pytest.raises(EnvironmentProblem, match=r"Đã có tệp dot\.yaml"):
            checklists.dump_campaign(session, tmp_path / "dot.yaml")
