"""Guards the command line's way to the notice's text: seen, written, refused, read again, taken back."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Tdkt


def test_a_section_is_seen_written_and_taken_back(tdkt: Tdkt, path: Path, tmp_path: Path) -> None:
    listed = tdkt("notice-text", path, "--json").facts["sections"]
    assert {one["edited"] for one in listed} == {False}
    key = next(one["section"] for one in listed if any("{{" in text for text in one["paragraphs"]))
    text = tdkt("notice-text", path, "--section", key).out
    file = tmp_path / "muc.txt"
    file.write_text(f"Mở đầu của thư ký.\n{text}", encoding="utf-8")
    assert "Đã ghi." in tdkt("notice-text", path, "--section", key, "--set", file).out
    assert "không có gì mới" in tdkt("notice-text", path, "--section", key, "--set", file).out.lower()
    assert "{{" not in tdkt("notice-text", path, "--section", key, "--reading").out
    assert "[thư ký soạn]" in tdkt("notice-text", path).out
    assert tdkt("notice-text", path, "--section", key, "--read").code == 0
    assert tdkt("notice-text", path, "--section", key, "--reset").code == 0
    assert tdkt("notice-text", path, "--section", key).out == text


def test_counts_are_switched_to_words_and_back(tdkt: Tdkt, path: Path) -> None:
    before = tdkt("notice-text", path, "--section", "I.1").out
    assert "{{n:N1.1}} đơn vị có kế hoạch" in before
    assert tdkt("notice-text", path, "--in-words", "--json").facts["written"] == 1
    said = tdkt("notice-text", path, "--section", "I.1").out
    assert "{{w:N1.1}} có kế hoạch{{rest:N1.1@I.1}}" in said
    assert tdkt("notice-text", path, "--in-words", "--json").facts["written"] == 0
    assert tdkt("notice-text", path, "--section", "I.1", "--exact").code == 0
    assert tdkt("notice-text", path, "--section", "I.1").out == before
    assert tdkt("notice-text", path, "--in-words", "--exact").code == 2
    assert tdkt("notice-text", path, "--section", "X.9", "--in-words").code == 1


def test_wrong_use_and_wrong_figures_are_told(tdkt: Tdkt, path: Path, tmp_path: Path) -> None:
    file = tmp_path / "muc.txt"
    file.write_text("{{n:KHONG.CO}}", encoding="utf-8")
    assert tdkt("notice-text", path, "--set", file).code == 2
    assert tdkt("notice-text", path, "--section", "I.1", "--set", file, "--reset").code == 2
    refused = tdkt("notice-text", path, "--section", "opening", "--set", file)
    assert refused.code == 1
    assert "{{n:KHONG.CO}}" in refused.err
    assert "Các mục:" in tdkt("notice-text", path, "--section", "X.9").err
    assert tdkt("notice-text", path, "--section", "opening", "--set", tmp_path / "khong-co.txt").code == 1


def test_the_public_notice_has_its_own_name_and_no_workbook(tdkt: Tdkt, path: Path, tmp_path: Path) -> None:
    assert tdkt("notice", path, "--public", "--format", "docx,xlsx", "--out", tmp_path / "tb").code == 0
    assert [file.name.endswith("-cong-khai.docx") for file in (tmp_path / "tb").iterdir()] == [True]
