"""The verb `notice-versions`: list, show, compare, keep, print again, sign, open again; and what `notice` keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.unit.sealing import seal_units
from tests.cli.conftest import Tdkt


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = campaigns.create_sample(tmp_path / "mau.tdktdb")
    with campaigns.open_campaign(path) as session:
        seal_units(session, [unit.code for unit in session.units], force=True)
    return path


def test_a_notice_goes_from_export_to_signature_and_back(tdkt: Tdkt, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "ra"
    assert "Chưa lưu bản nào" in tdkt("notice-versions", sample).out
    tdkt("notice", sample, "--format", "pdf", "--out", out, "--author", "Thư ký")
    tdkt("notice", sample, "--format", "pdf", "--out", out)
    (one,) = tdkt("notice-versions", sample, "--json").facts["list"]
    assert (one["cause"], one["audience"], one["author"]) == ("exported", "internal", "Thư ký")
    tdkt("notice-versions", sample, "--keep", "Bản trình")
    kept = tdkt("notice-versions", sample, "--json").facts["list"][0]["id"]
    signed = tdkt(
        "notice-versions", sample, "--sign", kept[:8], "--number", "121", "--date", "5/11/2019", "--json"
    ).facts
    assert (signed["issued"], signed["number"], signed["date"]) == (True, "121/TB-HĐTĐKT", "2019-11-05")
    assert set(signed["versions"]) == {"internal", "public"}
    tdkt("notice", sample, "--format", "pdf", "--out", out)
    name = signed["versions"]["internal"]
    tdkt("notice-versions", sample, "--write", name, "--out", out, "--format", "pdf")
    again = out / f"thong-bao-lang-son-2019-ban-{name[:8]}.pdf"
    assert again.read_bytes() == (out / "thong-bao-lang-son-2019.pdf").read_bytes()
    assert "Số: 121/TB-HĐTĐKT" in tdkt("notice-versions", sample, "--show", name[:8]).out
    assert "+ Số: [121]/TB-HĐTĐKT" in tdkt("notice-versions", sample, "--compare", kept[:8]).out
    compared = tdkt("notice-versions", sample, "--compare", kept, "--with", name, "--json").facts
    assert [one["section"] for one in compared["sections"]] == ["head"]
    back = tdkt("notice-versions", sample, "--reopen", "Sai tên", "--as", "replacement", "--json").facts
    assert (back["issued"], back["reopened"], back["reason"]) == (False, "replacement", "Sai tên")
    assert "mở lại để thay thế: Sai tên" in tdkt("notice-versions", sample).out


def test_an_export_of_a_campaign_in_use_is_made_and_says_that_it_was_not_kept(
    tdkt: Tdkt, sample: Path, tmp_path: Path
) -> None:
    with campaigns.open_campaign(sample) as session:
        said = tdkt("notice", sample, "--format", "docx", "--out", tmp_path / "ra")
        assert said.code == 0
        assert (tmp_path / "ra" / "thong-bao-lang-son-2019.docx").exists()
        assert "chưa lưu được vào danh sách các bản" in said.err
        assert not session.history("notice-version", below=True)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--sign", "abcd"], 2),
        (["--number", "12"], 2),
        (["--with", "now"], 2),
        (["--show", "now", "--keep", "x"], 2),
        (["--show", "abcd1234"], 1),
        (["--sign", "abcd", "--number", "12", "--date", "31/9/2019"], 1),
        (["--reopen", "Sai"], 1),
        (["--keep", " "], 1),
        (["--write", "ab"], 1),
    ],
)
def test_what_cannot_be_done_is_refused(tdkt: Tdkt, sample: Path, arguments: list[str], code: int) -> None:
    said = tdkt("notice-versions", sample, *arguments)
    assert said.code == code
    assert said.err
