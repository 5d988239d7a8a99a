"""Guards the reading of a notice somebody typed: Unicode is read, anything else is said to be none."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.text.paragraph import Paragraph

from tdkt_desktop.domain.errors import FileMissing, WrongFile
from tdkt_desktop.workflows.notice.notice_reading import notice_text, read_notice
from tests.support.old_encodings import in_tcvn3, in_vni

# what code page 1258 has no letter of its own for
MARKS_BEHIND = str.maketrans(
    {"ã": "a\u0303", "ạ": "a\u0323", "ị": "i\u0323", "ế": "ê\u0301", "ề": "ê\u0300", "ổ": "ô\u0309"}
)
WORDS = "Có 05/06 đơn vị đã ban hành kế hoạch."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_with_and_without_its_mark_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "thong-bao.txt"
    path.write_bytes(WORDS.encode(encoding))
    assert notice_text(path) == WORDS


@pytest.mark.parametrize("body", ["§¬n vÞ".encode("latin-1"), "Đơn vị".encode("cp1258", "ignore") + b"\xf2"])
def test_an_old_encoding_is_no_text_of_other_signs(tmp_path: Path, body: bytes) -> None:
    """Of an even number of bytes any text passes for UTF-16 without its mark: Chinese, and nothing to find in it."""
    path = tmp_path / "thong-bao.txt"
    path.write_bytes(body * 2)
    with pytest.raises(WrongFile, match="không phải tệp chữ"):
        notice_text(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        notice_text(tmp_path / "khong-co.txt")


def run(paragraph: Paragraph, text: str, font: str) -> None:
    made = paragraph.add_run(text)
    made.font.name = font


def test_old_fonts_of_a_word_file_are_read_run_by_run(tmp_path: Path) -> None:
    path = tmp_path / "thong-bao.docx"
    document = docx.Document()
    head, mixed, soft, lost = (document.add_paragraph() for _ in range(4))
    run(head, in_tcvn3("thông báo"), ".VnTimeH")
    run(mixed, in_tcvn3("Có 05/06 đơn vị "), ".VnTime")
    run(mixed, "đạt KPI, café, ", "Times New Roman")
    run(mixed, in_vni("huyện Đình Lập"), "VNI-Times")
    run(soft, "tr", ".VnTime")
    soft.runs[0]._r.append(OxmlElement("w:softHyphen"))  # as Word may keep the sign of ư
    run(soft, in_tcvn3("ởng đoàn"), ".VnTime")
    run(lost, "Đơn vị ®îc giao", ".VnTime")
    run(document.add_paragraph(), "Đơn vị trưởng cụm", "Times New Roman")
    document.save(str(path))
    found = read_notice(path)
    lines = [line for line in found.text.splitlines() if line]
    unicode = "Đơn vị trưởng cụm"
    assert lines == [
        "THÔNG BÁO",
        "Có 05/06 đơn vị đạt KPI, café, huyện Đình Lập",
        "trưởng đoàn",
        "Đơn vị ®îc giao",
        unicode,
    ]
    assert in_vni("huyện Đình Lập") in found.as_it_stands
    assert found.remarks[0] == "03 đoạn phông cũ (TCVN3) đọc thành Unicode."
    assert "Đơn vị ®îc giao" in found.remarks[1]


def test_a_word_file_of_today_is_read_as_it_stands(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Đơn vị trưởng")
    paragraph.runs[0]._r.append(OxmlElement("w:softHyphen"))
    document.save(str(tmp_path / "a.docx"))
    found = read_notice(tmp_path / "a.docx")
    assert (found.text.strip(), found.remarks, found.old.plain) == ("Đơn vị trưởng", (), True)


def test_what_an_old_windows_calls_ansi_is_read(tmp_path: Path) -> None:
    """Code page 1258 writes most tones behind their letters."""
    path = tmp_path / "thong-bao.txt"
    path.write_bytes((WORDS + " Kế hoạch, cơ quan đề nghị bổ sung.").translate(MARKS_BEHIND).encode("cp1258"))
    assert notice_text(path) == WORDS + " Kế hoạch, cơ quan đề nghị bổ sung."


def test_a_table_without_lines_is_a_table(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=4)
    for cell, words in zip(table.rows[0].cells, ("1", "Đơn vị 01", "07/10/2024", "09/10/2024"), strict=True):
        cell.text = words
    document.save(str(tmp_path / "lich.docx"))
    assert "1\tĐơn vị 01\t07/10/2024\t09/10/2024" in notice_text(tmp_path / "lich.docx").split("\n")
