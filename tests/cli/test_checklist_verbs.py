"""`tdkt checklist` and `tdkt dump`: out to Excel, changed there, back in, compared; a campaign back to text."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from tdkt_desktop.workflows import campaigns
from tests.cli.conftest import Tdkt


def test_a_checklist_goes_out_is_changed_in_excel_and_comes_back(tdkt: Tdkt, tmp_path: Path) -> None:
    xlsx, out = tmp_path / "mau.xlsx", tmp_path / "moi.yaml"
    assert tdkt("checklist", "export", xlsx, "--from", "mau-7-noi-dung").code == 0
    assert "Hai bản như nhau" in tdkt("checklist", "compare", "mau-7-noi-dung", xlsx).out
    book = openpyxl.load_workbook(xlsx)
    sheet = book["survey"]
    at = next(at for at in range(1, sheet.max_row) if sheet.cell(at, 2).value == "N5.01")
    sheet.cell(at, 3, "Hồ sơ có được số hóa không?")
    sheet.insert_rows(at + 1)
    for column, value in enumerate(("text", "N5.02", "Nơi để hồ sơ?", None, "no"), start=1):
        sheet.cell(at + 1, column, value)
    book.save(xlsx)
    said = tdkt("checklist", "import", xlsx, "--out", out)
    assert (said.code, "7 nội dung, 10 câu hỏi" in said.out) == (0, True), said.out + said.err
    facts = tdkt("checklist", "compare", "mau-7-noi-dung", out, "--json").facts
    assert (facts["same"], facts["additive"]) == (False, False)
    assert [one["code"] for one in facts["added"]] == ["N5.02"]
    assert [(one["code"], one["field"]) for one in facts["changed"]] == [("N5.01", "ask")]
    text = tdkt("checklist", "compare", "mau-7-noi-dung", out).out
    assert "! câu hỏi N5.01, ask" in text
    assert "hãy chỉ ra câu nào thay câu nào" in text


def test_files_are_never_overwritten_unasked(tdkt: Tdkt, tmp_path: Path) -> None:
    xlsx = tmp_path / "mau.xlsx"
    tdkt("checklist", "export", xlsx, "--from", "mau-7-noi-dung")
    before = xlsx.read_bytes()
    assert tdkt("checklist", "export", xlsx, "--from", "lang-son-2019").code == 1
    assert xlsx.read_bytes() == before
    assert tdkt("checklist", "export", xlsx, "--from", "lang-son-2019", "--force").code == 0
    assert tdkt("checklist", "export", tmp_path / "x.doc", "--from", "lang-son-2019").code == 1
    assert "mau-7-noi-dung" in tdkt("checklist", "export", tmp_path / "y.xlsx", "--from", "khong-co").err


def test_a_campaign_back_to_text_and_anew(tdkt: Tdkt, path: Path, tmp_path: Path) -> None:
    out = tmp_path / "ghi-ra" / "dot.yaml"
    said = tdkt("dump", path, "--out", out)
    assert said.code == 0
    assert said.out.split() == [str(out), str(out.with_name("dot-danh-muc.yaml"))]
    assert tdkt("new", out, "--out", tmp_path / "moi.tdktdb").code == 0
    with (
        campaigns.open_campaign(path, writing=False) as old,
        campaigns.open_campaign(tmp_path / "moi.tdktdb", writing=False) as new,
    ):
        assert new.campaign == old.campaign
    assert "Hai bản như nhau" in tdkt("checklist", "compare", path, tmp_path / "moi.tdktdb").out
    assert tdkt("dump", path, "--out", out).code == 1


def test_help_and_unknown_verbs_of_the_group_are_vietnamese(tdkt: Tdkt) -> None:
    assert "Các lệnh:" in tdkt("checklist", "--help").out
    unknown = tdkt("checklist", "exprot")
    assert (unknown.code, "Có phải: export?" in unknown.err) == (2, True)
    assert tdkt("checklist", "export", "x.xlsx").code == 2
    alone = tdkt("checklist")
    assert (alone.code, "Thiếu tên lệnh" in alone.err) == (2, True)
