"""Guards the reading of a notice somebody typed: Unicode is read, anything else is said to be none."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from tdkt_desktop.domain.errors import FileMissing, WrongFile
from tdkt_desktop.workflows.notice_reading import notice_text

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


def test_what_an_old_windows_calls_ansi_is_read(tmp_path: Path) -> None:
    """Code page 1258 writes most tones behind their letters."""
    path = tmp_path / "thong-bao.txt"
    path.write_bytes((WORDS + " Kế hoạch, cơ quan đề nghị bổ sung.").translate(MARKS_BEHIND).encode("cp1258"))
    assert notice_text(path) == WORDS + " Kế hoạch, cơ quan đề nghị bổ sung."


def test_a_table_without_lines_is_a_table(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(rows=1, cols=4)
    for cell, words in zip(table.rows[0].cells, ("1", "Đơn vị 01", "07/10/2024", "09/10/2024"), strict=True):
        cell.text = words
    document.save(str(tmp_path / "lich.docx"))
    assert "1\tĐơn vị 01\t07/10/2024\t09/10/2024" in notice_text(tmp_path / "lich.docx").split("\n")
