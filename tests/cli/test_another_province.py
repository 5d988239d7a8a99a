"""Another province, other contents, from Excel files alone: campaign, answers, minutes and notice without code."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2

from tdkt_desktop.cli.commands import build, run
from tdkt_desktop.paths import resource
from tdkt_desktop.workflows.campaigns import find_checklist
from tests.builders import save_workbook

UNITS = ("A", "B", "C")


def tdkt(*arguments: str | Path) -> int:
    return run(build(lambda _file: 0), [str(argument) for argument in arguments])


def text_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_bounded() for page in document))
    finally:
        document.close()


def test_seven_contents_from_excel_files(tmp_path: Path) -> None:
    checklist = find_checklist("mau-7-noi-dung", resource("checklists"))
    assert len(checklist.criteria) == 7
    question = next(one for one in checklist.questions() if one.kind == "yes_no" and one.expects is True)
    campaign = save_workbook(
        tmp_path / "dot.xlsx",
        {
            "Chung": [
                ["format", "tdkt-campaign 1"], ["id", "tinh-khac-2026"], ["title", "Kiểm tra năm 2026"], ["year", 2026],
                ["checklist", "mau-7-noi-dung"], ["plan.number", "02/KH-HĐTĐKT"], ["plan.date", "2026-03-02"],
                ["issuer.lines", "HỘI ĐỒNG"], ["issuer.lines", "THI ĐUA - KHEN THƯỞNG TỈNH"], ["issuer.place", "Tỉnh lỵ"],
                ["issuer.name", "Hội đồng Thi đua - Khen thưởng tỉnh"], ["issuer.symbol", "TB-HĐTĐKT"],
                ["issuer.signer_lines", "CHỦ TỊCH"], ["issuer.recipients", "Các đơn vị"], ["issuer.recipients", "Lưu: VT"],
            ],
            "Đơn vị": [["code", "official"], *([code, f"Đơn vị 0{number}"] for number, code in enumerate(UNITS, 1))],
        },
    )  # fmt: skip
    answers = save_workbook(
        tmp_path / "tra-loi.xlsx",
        {
            "Chung": [["format", "tdkt-answers 1"], ["campaign", "tinh-khac-2026"]],
            "Buổi kiểm tra": [["unit", "visit.actual_date"], *([code, "2026-04-15"] for code in UNITS)],
            "Trả lời": [
                ["unit", "question", "value"],
                *([code, question.code, code != "B"] for code in UNITS),
            ],
        },
    )
    store = tmp_path / "dot.tdktdb"
    assert tdkt("new", campaign, "--out", store) == 0
    assert tdkt("fill", store, answers) == 0
    assert tdkt("minutes", store, "--out", tmp_path / "bien-ban") == 0
    assert tdkt("notice", store, "--out", tmp_path / "thong-bao") == 0
    assert len(list((tmp_path / "bien-ban").glob("*.docx"))) == 3
    notice = text_of(next((tmp_path / "thong-bao").glob("*.pdf")))
    assert "03/03 đơn vị" in notice
    assert "(Đơn vị 02)" in notice
    assert "7. " in text_of(next((tmp_path / "bien-ban").glob("*.pdf")))
