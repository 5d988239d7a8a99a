"""Files that people prepare: YAML and XLSX say the same, and every refusal names its place."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from tdkt_desktop.domain.errors import FileMissing, WrongFile
from tdkt_desktop.domain.reading_answers import read_answers
from tdkt_desktop.domain.reading_campaign import read_campaign
from tdkt_desktop.exchange.plain_files import read_plain
from tdkt_desktop.workflows.campaign import campaigns
from tests.builders import save_workbook, write_campaign_files
from tests.support.old_encodings import in_tcvn3

CAMPAIGN_SHEETS: dict[str, list[list[object]]] = {
    "Chung": [
        ["format", "tdkt-campaign 1"],
        ["id", "dot-thu"],
        ["title", "Đợt kiểm tra thử"],
        ["year", 2026],
        ["checklist", "danh-muc.yaml"],
        ["plan.number", "01/KH-HĐ"],
        ["plan.date", "2026-01-05"],
        ["plan.title", "Kiểm tra thử"],
        ["issuer.lines", "HỘI ĐỒNG"],
        ["issuer.lines", "THI ĐUA - KHEN THƯỞNG"],
        ["issuer.name", "Hội đồng Thi đua - Khen thưởng tỉnh"],
        ["issuer.place", "Tỉnh lỵ"],
        ["issuer.symbol", "TB-HĐTĐKT"],
        ["issuer.signer_lines", "CHỦ TỊCH"],
        ["issuer.recipients", "Như trên"],
        ["issuer.recipients", "Lưu: VT"],
    ],
    "Đoàn": [["code", "name"], ["D1", "Đoàn số 01"], ["D2", "Đoàn số 02"]],
    "Đơn vị": [
        ["code", "official", "planned_date", "team"],
        ["A", "Đơn vị 01", "2026-03-01", "D1"],
        ["B", "Đơn vị 02", "2026-03-02", "D1"],
        ["C", "Đơn vị 03", None, "D2"],
    ],
    "Lời văn": [["section", "text"], ["I.1", "Nhìn chung các đơn vị quan tâm chỉ đạo."]],
}
ANSWER_SHEETS: dict[str, list[list[object]]] = {
    "Chung": [["format", "tdkt-answers 1"], ["campaign", "dot-thu"]],
    "Buổi kiểm tra": [["unit", "visit.actual_date", "visit.place"], ["A", "2026-03-01", "Hội trường"]],
    "Danh sách": [["unit", "list", "text"], ["A", "members", "Thành viên 01"]],
    "Nhận xét": [["unit", "criterion", "verdict", "narrative"], ["A", "N1", "met", "Làm tốt"]],
    "Trả lời": [
        [
            "unit",
            "question",
            "value",
            "text",
            "amount",
            "measure",
            "approx",
            "period",
            "cells.tap_the",
            "cells.ca_nhan",
            "number",
            "date",
            "not_applicable",
            "note",
        ],
        ["A", "N1.1", True],
        ["A", "N1.2", None, None, None, None, None, None, None, None, "05/KH", "2026-01-10"],
        ["A", "N1.3", "đầy đủ"],
        ["A", "N1.4", 3],
        ["A", "N1.5", "2026-02-01"],
        ["A", "N1.6", "Giao ban hằng tuần"],
        ["A", "N2.1", None, "Nhà văn hóa", 40000000, "đồng", None, "2026"],
        ["A", "N2.2", None, None, 40000000, None, "over"],
        ["A", "N2.3", 85],
        ["A", "N2.4", None, None, 1.5],
        ["A", "N2.5", None, "2025", None, None, None, "2025", 1, 8],
        ["A", "N2.6", None, "Tổ chức tập huấn"],
        ["B", "N1.1", False, *[None] * 10, "Chưa ban hành"],
        ["B", "N1.3", "phải bổ sung"],
        ["B", "N1.4", *[None] * 10, "Mới thành lập"],
    ],
}


def test_a_workbook_says_the_same_as_its_yaml_file(tmp_path: Path) -> None:
    yaml_file = write_campaign_files(tmp_path)
    xlsx_file = save_workbook(tmp_path / "dot.xlsx", CAMPAIGN_SHEETS)
    campaign, _ = read_campaign(read_plain(yaml_file), "x")
    assert read_campaign(read_plain(xlsx_file), "x")[0] == campaign
    checklist = campaigns.find_checklist("danh-muc.yaml", tmp_path)
    answers = save_workbook(tmp_path / "tra-loi.xlsx", ANSWER_SHEETS)
    from_yaml = read_answers(read_plain(tmp_path / "tra-loi.yaml"), "x", campaign, checklist)
    from_xlsx = read_answers(read_plain(answers), "x", campaign, checklist)
    assert {(c.subject, c.field, repr(c.value)) for c in from_xlsx} == {
        (c.subject, c.field, repr(c.value)) for c in from_yaml
    }


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a: 1\na: 2\n", "dòng 2"),
        ("a: &x [1]\nb: *x\n", "dòng 2"),
        ("a: [1\n", "quy tắc YAML"),
        ("a: !!python/object:os.system x\n", "quy tắc YAML"),
    ],
)
def test_yaml_that_is_not_plain_is_refused_with_its_line(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WrongFile, match=reason):
        read_plain(path)


def test_a_formula_in_a_prepared_file_is_refused_by_its_cell(tmp_path: Path) -> None:
    sheets = CAMPAIGN_SHEETS | {"Đơn vị": [["code", "official"], ["A", "=B1"]]}
    with pytest.raises(WrongFile, match="trang “Đơn vị”, ô B2: là công thức"):
        read_plain(save_workbook(tmp_path / "dot.xlsx", sheets))


@pytest.mark.parametrize("font", ["", ".VnTime"])
def test_old_letters_in_a_prepared_file_are_refused_by_their_cell(tmp_path: Path, font: str) -> None:
    """Read as they stand they would lose every ư: it is a soft hyphen there."""
    path = save_workbook(
        tmp_path / "dot.xlsx",
        CAMPAIGN_SHEETS
        | {"Đơn vị": [["code", "official"], ["A", in_tcvn3("Trường Chính trị")], ["B", "Đơn vị 02"]]},
    )
    if font:
        book = openpyxl.load_workbook(path)
        book["Đơn vị"]["B2"].font = Font(name=font)
        book.save(path)
    with pytest.raises(WrongFile, match=r"ô B2: là chữ phông cũ \(TCVN3\)"):
        read_plain(path)


def test_a_number_in_a_workbook_keeps_every_digit(tmp_path: Path) -> None:
    for typed, kept in ((1234567.5, "1234567.5"), (0.1234567, "0.1234567"), (1e-7, "0.0000001"), (2.0, 2)):
        sheets = CAMPAIGN_SHEETS | {"Đơn vị": [["code", "official", "cells.so"], ["A", "Đơn vị 01", typed]]}
        tree = read_plain(save_workbook(tmp_path / "dot.xlsx", sheets))
        assert tree["units"][0]["cells"]["so"] == kept


def test_a_rate_in_a_prepared_file_is_refused_by_its_cell(tmp_path: Path) -> None:
    """Whoever types "95%" into Excel leaves 0.95 behind: nobody can tell what was meant."""
    path = save_workbook(tmp_path / "tra-loi.xlsx", ANSWER_SHEETS)
    book = openpyxl.load_workbook(path)
    sheet = book["Trả lời"]
    row = next(row for row in sheet.iter_rows() if row[1].value == "N2.3")
    row[2].value, row[2].number_format = 0.95, "0%"
    book.save(path)
    with pytest.raises(WrongFile, match=f"ô {row[2].coordinate}: là tỷ lệ có dấu %"):
        read_plain(path)


def test_missing_and_foreign_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        read_plain(tmp_path / "khong-co.yaml")
    (tmp_path / "x.xlsx").write_bytes(b"khong phai excel")
    with pytest.raises(WrongFile, match="không phải tệp Excel"):
        read_plain(tmp_path / "x.xlsx")
    (tmp_path / "x.yaml").write_bytes("Thông báo".encode("utf-16"))
    with pytest.raises(WrongFile, match="UTF-8"):
        read_plain(tmp_path / "x.yaml")
