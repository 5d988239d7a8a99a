"""The verbs `charts` and `notice --cross-reference`: what the window shows, without it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tdkt_desktop.workflows.campaign import campaigns
from tests.cli.conftest import Tdkt


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return campaigns.create_sample(tmp_path / "mau.tdktdb")


def test_charts_in_words(tdkt: Tdkt, sample: Path) -> None:
    said = tdkt("charts", sample)
    assert said.code == 0
    assert "TIẾN ĐỘ THEO ĐƠN VỊ" in said.out
    assert "05 Liên minh HTX: chậm 51 ngày" in said.out


def test_charts_for_a_machine(tdkt: Tdkt, sample: Path) -> None:
    facts = json.loads(tdkt("charts", sample, "--json").out)
    assert [chart["key"] for chart in facts["charts"]] == ["progress", "results", "deviations"]
    (bar,) = [one for one in facts["charts"][1]["bars"] if one["criterion"] == "C07"]
    assert (bar["parts"]["Đạt"], bar["parts"]["Chưa đạt"]) == (3, 3)


def test_charts_on_paper(tdkt: Tdkt, sample: Path, tmp_path: Path) -> None:
    said = tdkt("charts", sample, "--out", tmp_path / "ra", "--format", "pdf,docx")
    assert said.code == 0
    assert [Path(line).suffix for line in said.out.split()] == [".pdf", ".docx"]


@pytest.mark.parametrize(("formats", "kinds"), [("pdf", ["pdf", "pdf"]), ("xlsx", ["xlsx", "pdf", "docx"])])
def test_the_notice_with_its_cross_reference(
    tdkt: Tdkt, sample: Path, tmp_path: Path, formats: str, kinds: list[str]
) -> None:
    said = tdkt("notice", sample, "--format", formats, "--cross-reference", "--out", tmp_path / "ra")
    assert said.code == 0
    files = [Path(line) for line in said.out.split()]
    assert [file.suffix.removeprefix(".") for file in files] == kinds
    assert files[-1].name.startswith("doi-chieu-noi-bo-")
    assert all(file.stat().st_size > 5000 for file in files)
