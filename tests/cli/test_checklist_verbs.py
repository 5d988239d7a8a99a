"""`tdkt checklist` and `tdkt dump`: out to Excel, changed there, back in, compared; a campaign back to text."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from tdkt_desktop.workflows.campaign import campaigns
from tests.builders import save_workbook
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


def test_cells_that_a_checklist_has_no_place_for_are_named_and_need_a_yes(tdkt: Tdkt, tmp_path: Path) -> None:
    survey = [
        ["type", "name", "label", "appearance"],
        ["text", "q1", "Vì sao?", "multiline"],
        ["image", "q2", "Ảnh?"],
    ]
    file, out = save_workbook(tmp_path / "kobo.xlsx", {"survey": survey}), tmp_path / "moi.yaml"
    asked = tdkt("checklist", "import", file, "--out", out)
    assert (asked.code, out.exists()) == (1, False)
    assert "survey!D2: cột “appearance”" in asked.out
    assert "survey!A3: loại “image”" in asked.out
    taken = tdkt("checklist", "import", file, "--out", out, "--accept")
    assert (taken.code, "1 nội dung, 1 câu hỏi" in taken.out) == (0, True), taken.err
    checked = tdkt("checklist", "check", out)
    assert (checked.code, "chưa có mục nào của thông báo" in checked.out) == (0, True)


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


def test_a_checklist_of_its_own_is_kept_in_versions(tdkt: Tdkt, tmp_path: Path) -> None:
    assert tdkt("checklist", "keep", "lang-son-2019").code == 1
    kept = tdkt("checklist", "keep", "lang-son-2019", "--title", "Phiếu của tỉnh", "--note", "Bản đầu")
    assert kept.code == 0, kept.err
    assert "phieu-cua-tinh (bản 1): Phiếu của tỉnh, 13 nội dung" in kept.out
    out = tmp_path / "sua.yaml"
    assert tdkt("checklist", "export", out, "--from", "phieu-cua-tinh").code == 0
    assert tdkt("checklist", "keep", out, "--note", "Như cũ").code == 0
    facts = tdkt("checklist", "versions", "phieu-cua-tinh", "--json").facts
    assert [(one["version"], one["note"]) for one in facts] == [("2", "Như cũ"), ("1", "Bản đầu")]
    assert [one["code"] for one in tdkt("checklist", "list", "--json").facts] == [
        "phieu-cua-tinh",
        "lang-son-2019",
        "mau-7-noi-dung",
    ]
    assert tdkt("checklist", "versions", "khong-co").code == 1


def test_what_must_be_mended_in_a_checklist_is_named(tdkt: Tdkt, tmp_path: Path) -> None:
    assert "Phiếu hợp lệ" in tdkt("checklist", "check", "lang-son-2019").out
    out = tmp_path / "sua.yaml"
    tdkt("checklist", "export", out, "--from", "mau-7-noi-dung")
    out.write_text(
        out.read_text(encoding="utf-8").replace("fails: chưa ban hành kế hoạch công tác năm", "fails: ''")
    )
    said = tdkt("checklist", "check", out)
    assert said.code == 1
    assert "! vế thứ 1, câu tổng hợp thứ 1 của mục I.1: chưa ghi lời cho đơn vị chưa làm được." in said.out
    assert tdkt("checklist", "keep", out, "--title", "Phiếu").code == 1


def test_a_list_is_tried_out_before_it_is_used(tdkt: Tdkt, tmp_path: Path) -> None:
    said = tdkt("checklist", "sentences", "mau-7-noi-dung").out
    assert "Câu tổng hợp thứ 1 của mục I.1" in said
    assert "Một đơn vị chưa làm: 03/04 đơn vị ban hành kế hoạch công tác năm, còn 01 đơn vị chưa" in said
    facts = tdkt("checklist", "sentences", "mau-7-noi-dung", "--json").facts
    assert len(facts[0]["cases"]) == 4
    assert tdkt("checklist", "paper", "mau-7-noi-dung", "--out", tmp_path).code == 0
    assert sorted(one.suffix for one in tmp_path.glob("phieu-giay-*")) == [".docx", ".pdf"]
