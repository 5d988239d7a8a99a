"""The verb `proposals`: the register, its follow-up, and what is called the same by a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from tdkt_desktop.domain.changes import set_item
from tdkt_desktop.domain.values import Item
from tdkt_desktop.workflows.campaign import campaigns
from tests.cli.conftest import Tdkt


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = campaigns.create_sample(tmp_path / "mau.tdktdb")
    text = "Tổ chức tập huấn, bồi dưỡng nghiệp vụ thi đua, khen thưởng cho cơ sở"
    with campaigns.open_campaign(path) as session:
        session.save([set_item("VTL", "C13.02", Item("k1", text=text))])
    return path


def test_the_register_is_listed_followed_up_and_joined(tdkt: Tdkt, sample: Path) -> None:
    facts = tdkt("proposals", sample, "--json").facts["proposals"]
    assert len(facts) == 6
    own = next(one for one in facts if one["units"])
    assert (own["supporters"], own["status"]) == (1, "open")
    (near,) = own["alike"]
    said = tdkt("proposals", sample)
    assert "06 kiến nghị." in said.out
    assert f"Có thể trùng: {own['text']}" in said.out
    tdkt("proposals", sample, "--set", own["id"], "--status", "forwarded", "--note", "Công văn số 12/SNV")
    joined = tdkt("proposals", sample, "--same", near, "--as", own["id"], "--json").facts["proposals"]
    assert len(joined) == 5
    one = next(one for one in joined if one["id"] == own["id"])
    assert (one["same"], one["alike"], one["status"], one["note"]) == (
        [near],
        [],
        "forwarded",
        "Công văn số 12/SNV",
    )
    apart = tdkt("proposals", sample, "--apart", near, "--json").facts["proposals"]
    assert len(apart) == 6


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--set", "a/b/c"], 2),
        (["--same", "a/b/c"], 2),
        (["--note", "x"], 2),
        (["--set", "a/b/c", "--status", "done"], 1),
        (["--apart", "a/b/c"], 1),
    ],
)
def test_wrong_use_and_unknown_proposals_are_refused(
    tdkt: Tdkt, sample: Path, arguments: list[str], code: int
) -> None:
    said = tdkt("proposals", sample, *arguments)
    assert said.code == code
    assert said.err
