"""Another province, other contents, from Excel files alone: campaign, answers, minutes and notice without code."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2

from tdkt_desktop.cli.commands import build, run
from tests.support.other_province import UNITS, province_files, seven_contents


def tdkt(*arguments: str | Path) -> int:
    return run(build(lambda _file: 0), [str(argument) for argument in arguments])


def text_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_bounded() for page in document))
    finally:
        document.close()


def test_seven_contents_from_excel_files(tmp_path: Path) -> None:
    assert len(seven_contents().criteria) == 7
    campaign, answers = province_files(tmp_path)
    store = tmp_path / "dot.tdktdb"
    assert tdkt("new", campaign, "--out", store) == 0
    assert tdkt("fill", store, answers) == 0
    assert tdkt("minutes", store, "--out", tmp_path / "bien-ban") == 0
    assert tdkt("notice", store, "--out", tmp_path / "thong-bao") == 0
    assert len(list((tmp_path / "bien-ban").glob("*.docx"))) == len(UNITS)
    notice = text_of(next((tmp_path / "thong-bao").glob("*.pdf")))
    assert "09/09 đơn vị ban hành kế hoạch công tác năm" in notice
    assert "05/09 đơn vị tổ chức phát động" in notice
    assert "còn 02 đơn vị chưa phát động phong trào thi đua (Đơn vị 03; Đơn vị 06)" in notice
    assert "01 đơn vị không thuộc đối tượng (Đơn vị 04)" in notice
    assert "01 đơn vị chưa kiểm tra nội dung này (Đơn vị 05)" in notice
    assert "7. " in text_of(next((tmp_path / "bien-ban").glob("*.pdf")))
