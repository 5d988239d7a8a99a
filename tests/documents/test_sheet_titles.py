"""Sheet titles that Excel takes, whatever the checklist calls its parts."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_desktop.documents.neutral.sheets import Sheet, Workbook
from tdkt_desktop.documents.xlsx.sheet_texts import sheet_titles
from tdkt_desktop.documents.xlsx.writer import write_xlsx


@given(st.lists(st.text(st.sampled_from("aA bđ[]:*?/\\'\x00\n") | st.characters(), max_size=40), max_size=8))
def test_titles_are_short_plain_and_different(wanted: list[str]) -> None:
    made = sheet_titles(wanted)
    assert len(made) == len(wanted)
    assert len({title.casefold() for title in made}) == len(made)
    for title in made:
        assert 1 <= len(title.encode("utf-16-le")) // 2 <= 31
        assert not set(title) & set("[]:*?/\\")
        assert title == title.strip("' ")


@pytest.mark.parametrize(
    ("wanted", "made"),
    [
        ("Số liệu", "Số liệu"),
        ("Quý 1/2019", "Quý 1-2019"),
        ("Lịch [dự kiến]: sửa?", "Lịch -dự kiến-- sửa-"),
        ("", "Trang"),
        ("History", "History (2)"),
    ],
)
def test_a_title_stays_as_near_as_it_can(wanted: str, made: str) -> None:
    assert sheet_titles([wanted]) == [made]


def test_a_workbook_with_such_titles_is_written(tmp_path: Path) -> None:
    sheets = tuple(Sheet(title, ("x",), (("y",),)) for title in ("Quý 1/2019", "quý 1:2019", "a" * 50))
    write_xlsx(Workbook(sheets), tmp_path / "a.xlsx")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == [
        "Quý 1-2019",
        "quý 1-2019 (2)",
        "a" * 31,
    ]
