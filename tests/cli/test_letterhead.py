"""Guards `tdkt letterhead`: shows and changes who issues, signs and receives; refuses what it does not know."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Tdkt


def test_values_are_shown_and_set(tdkt: Tdkt, path: Path) -> None:
    before = tdkt("letterhead", path, "--json").facts
    assert before["written"] == 0
    said = tdkt(
        "letterhead",
        path,
        "--set",
        "issuer.lines=HỘI ĐỒNG",
        "--set",
        "issuer.lines=TỈNH",
        "--set",
        "notice_date=05/3/2026",
        "--set",
        "issuer.page_style=nd30-12-13",
        "--set",
        "issuer.minutes_first=1",
    )
    assert said.code == 0
    assert "HỘI ĐỒNG; TỈNH" in said.out
    now = tdkt("letterhead", path, "--json").facts["values"]
    assert now == before["values"] | {
        "issuer.lines": "HỘI ĐỒNG\nTỈNH",
        "notice_date": "05/3/2026",
        "issuer.page_style": "nd30-12-13",
        "issuer.minutes_first": "1",
    }
    assert "Không có gì mới" in tdkt("letterhead", path, "--set", "issuer.minutes_first=1").out


@pytest.mark.parametrize(
    ("entry", "code", "words"),
    [
        ("issuer.colour=do", 2, "issuer.place"),
        ("issuer.place", 2, "MỤC=GIÁ_TRỊ"),
        ("issuer.minutes_first=mot", 1, "chữ số"),
        ("notice_date=31/2/2026", 1, "Ngày"),
        ("issuer.page_style=khong-co", 1, "nd30-12-13"),
    ],
)
def test_what_cannot_be_is_refused(tdkt: Tdkt, path: Path, entry: str, code: int, words: str) -> None:
    before = path.read_bytes()
    said = tdkt("letterhead", path, "--set", entry)
    assert said.code == code
    assert words in said.err
    assert path.read_bytes() == before
