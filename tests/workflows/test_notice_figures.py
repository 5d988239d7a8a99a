"""The published notice of 2019 beside the one made from the sample: every figure is equal or its difference explained."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tdkt_desktop.notice.checks.paper import read_paper
from tdkt_desktop.notice.printed_figures import FigureKind, compare_figures, figures_of

SCRIPT = Path(__file__).parents[2] / "packaging" / "compare_figures.py"
OWNERS = {"Đơn vị thứ nhất": "Một", "Đơn vị thứ hai": "Hai"}


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("compare_figures", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = made  # its dataclasses look themselves up by name
    spec.loader.exec_module(made)
    return made


def told(text: str) -> list[tuple[str, str]]:
    """(unit, value) of a text's figures."""
    return [(one.owner, one.value) for one in figures_of(read_paper(text), OWNERS)]


def test_every_difference_from_the_published_notice_is_explained(
    script: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert script.main() == 0
    said = capsys.readouterr().out
    assert "GIỐNG NHAU: 1" in said
    assert "CHƯA RÕ" not in said


def test_the_published_figures_are_nearly_all_made_from_the_record(script: ModuleType) -> None:
    comparison, _, _ = script.compare()
    money = [one for one, _ in comparison.equal if one.kind is FigureKind.MONEY]
    assert len(money) >= 27
    assert not [one for one in comparison.first_only if one.kind is FigureKind.MONEY]
    assert len(comparison.equal) >= 125


def test_a_figure_nobody_explained_and_an_idle_reason_are_told(script: ModuleType) -> None:
    first = figures_of(read_paper("I. KẾT QUẢ\n\n1. Mục\n\nCó 05/06 đơn vị đạt."), {})
    second = figures_of(read_paper("I. KẾT QUẢ\n\n1. Mục\n\nCó 04/06 đơn vị đạt."), {})
    reasons = [
        {"only": "made", "section": "I.1", "figures": ["04/06 đơn vị"], "why": "đếm lại", "see": "X32"},
        {"only": "made", "section": "I.1", "figures": ["03/06 đơn vị"], "why": "không có"},
    ]
    found, idle = script.differences(compare_figures(first, second), reasons)
    assert [(one.figure.value, one.why) for one in found] == [
        ("05/06 đơn vị", ""),
        ("04/06 đơn vị", "đếm lại [X32]"),
    ]
    assert len(idle) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("4/6 đơn vị", "04/06 đơn vị"),
        ("03 triệu đồng", "3 triệu đồng"),
        ("hơn 4 tỷ đồng", "trên 4 tỷ đồng"),
        ("1.500 triệu đồng", "1,5 tỷ đồng"),
        ("01 tập thể", "1 tập thể"),
        ("190km cáp", "190 km cáp"),
        ("ngày 06 tháng 6 năm 2025", "06/6/2025"),
        ("giai đoạn 2016 – 2020", "giai đoạn 2016 - 2020"),
    ],
)
def test_a_figure_written_in_another_way_is_the_same(one: str, other: str) -> None:
    assert told(f"Đạt {one}.") == told(f"Đạt {other}.") != []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("4 tỷ đồng", "trên 4 tỷ đồng"),
        ("4 tỷ đồng", "4 triệu đồng"),
        ("5 hộ", "5 xã"),
        ("năm 2018", "năm 2019"),
        ("cơn bão số 2", "cơn bão số 3"),
    ],
)
def test_what_is_not_the_same_differs(one: str, other: str) -> None:
    assert told(f"Đạt {one}.") != told(f"Đạt {other}.")


def test_a_figure_belongs_to_the_unit_named_before_it() -> None:
    text = "- Đơn vị thứ nhất: ủng hộ 5 triệu đồng, trong đó có 2 hộ.\n\n- Đơn vị thứ hai: 7 triệu đồng."
    assert told(text) == [("Một", "5 triệu đồng"), ("Một", "2 ho"), ("Hai", "7 triệu đồng")]


def test_no_digit_is_told_twice() -> None:
    text = "Ngày 06/6/2025, Kế hoạch số 12/KH-HĐ, 05/06 đơn vị, 12%, 3 triệu đồng, 2G và 5S."
    assert [value for _, value in told(text)] == [
        "06/6/2025",
        "12/KH-HĐ",
        "05/06 đơn vị",
        "12%",
        "3 triệu đồng",
    ]
