"""The pure core: a grid of cells and answers in, units, doubts and errors by cell out."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_desktop.exchange.grids.grid import CellKind, Grid, GridCell, column_letters, column_number
from tdkt_desktop.exchange.lists.columns import role_of
from tdkt_desktop.exchange.lists.reading import read_unit_list
from tdkt_desktop.exchange.lists.result import UnitList
from tdkt_desktop.exchange.lists.teams import team_key
from tests.support.old_encodings import in_tcvn3

KINDS = (
    (bool, CellKind.FLAG),
    (str, CellKind.TEXT),
    (int, CellKind.NUMBER),
    (float, CellKind.NUMBER),
    (dt.date, CellKind.DATE),
)


def grid_of(
    rows: list[list[object]], *, title: str = "DS", hidden: set[int] | None = None, **cells: GridCell
) -> Grid:
    found = {}
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if value is not None:
                kind = next(kind for type_, kind in KINDS if isinstance(value, type_))
                runs = ((value, ""),) if isinstance(value, str) else ()
                found[number, column] = GridCell(title, number, column, value, kind, runs)  # type: ignore[arg-type]
    found |= {(cell.row, cell.column): cell for cell in cells.values()}
    return Grid(title, found, hidden_rows=frozenset(hidden or ()))


def read(rows: list[list[object]], answers: dict[str, str] | None = None, **more: object) -> UnitList:
    return read_unit_list([grid_of(rows, **more)], answers or {}, year=2026)  # type: ignore[arg-type]


HEAD: list[object] = ["TT", "Tên đơn vị", "Ngày kiểm tra", "Đoàn", "Trưởng đoàn"]


def test_days_and_months_changed_about_by_excel_are_asked_about() -> None:
    rows = [
        HEAD,
        [1, "Đơn vị 01", "27/8/2026"],
        [2, "Đơn vị 02", dt.date(2026, 4, 9)],
        [3, "Đơn vị 03", "13-9-2026"],
    ]
    listed = read(rows)
    assert [(one.cell, one.choices) for one in listed.doubts] == [("DS!C3", ("09/4/2026", "04/9/2026"))]
    chosen = read(rows, {"C3": "04/9/2026"})
    assert chosen.settled
    assert [unit["planned_date"] for unit in chosen.units] == ["2026-08-27", "2026-09-04", "2026-09-13"]


def test_a_formula_is_never_computed_and_its_last_result_only_proposed() -> None:
    name = GridCell("DS", 2, 2, "Đơn vị 01", CellKind.TEXT, (("Đơn vị 01", ""),), formula="=A1&B1")
    empty = GridCell("DS", 3, 3, None, CellKind.BLANK, (), formula="=TODAY()")
    listed = read([HEAD, [1], [2, "Đơn vị 02"]], name=name, empty=empty)
    assert [(one.cell, one.proposal) for one in listed.doubts] == [("DS!B2", "Đơn vị 01")]
    assert read([HEAD, [1], [2, "Đơn vị 02"]], {"B2": "đồng ý"}, name=name).settled


@pytest.mark.parametrize(
    ("row", "cell", "words"),
    [
        ([1, "Đơn vị 09", "sau Tết"], "DS!C2", "chưa đầy đủ"),
        ([1, "Đơn vị 09", 12], "DS!C2", "con số"),
        ([1, None, dt.date(2026, 9, 1)], "DS!B2", "chưa có tên đơn vị"),
        (["một", "Đơn vị 09", dt.date(2026, 9, 1)], "DS!A2", "số thứ tự"),
        ([1, "®îc", dt.date(2026, 9, 1)], "DS!B2", "mất"),
    ],
)
def test_what_cannot_be_read_is_an_error_at_its_cell(row: list[object], cell: str, words: str) -> None:
    listed = read([HEAD, row, [2, "Đơn vị 02", dt.date(2026, 9, 2)]])
    assert [one.cell for one in listed.errors] == [cell]
    assert words in listed.errors[0].message
    assert not listed.settled


@pytest.mark.parametrize(
    ("row", "cell", "proposal"),
    [
        ([2, "Đơn vị 02", "9/13/2026"], "DS!C3", "13/9/2026"),
        ([2, "Đơn vị 02", "13/9"], "DS!C3", "13/9/2026"),
        ([2, "Đơn vị 02", "13/9/26"], "DS!C3", "13/9/2026"),
        ([2, "Đơn vị 02", dt.date(2025, 9, 13)], "DS!C3", "13/9/2025"),
        ([2, "Đơn vị 02", 46278], "DS!C3", "13/9/2026"),
        ([2, in_tcvn3("bộ dự mở"), None], "DS!B3", "bộ dự mở"),
        ([2, "Đơn vị 01", dt.date(2026, 9, 13)], "DS!B3", ""),
        ([None, "Người lập biểu"], "DS!B3", "bỏ qua"),
        ([None, "II. Khối các sở"], "DS!B3", "cụm"),
    ],
)
def test_what_may_be_two_things_is_a_doubt_at_its_cell(row: list[object], cell: str, proposal: str) -> None:
    listed = read([HEAD, [1, "Đơn vị 01", dt.date(2026, 9, 1)], row])
    assert [(one.cell, one.proposal) for one in listed.doubts] == [(cell, proposal)]
    assert not listed.errors


def test_a_hidden_row_twins_and_numbers_that_start_again_are_asked_about() -> None:
    rows = [HEAD, [1, "Đơn vị 01"], [2, "Đơn vị 02"], [1, "Đơn vị 03"]]
    listed = read(rows, hidden={3})
    assert [one.cell for one in listed.doubts] == ["DS!A3", "DS!A4"]
    settled = read(rows, {"A3": "lấy", "A4": "đồng ý"}, hidden={3})
    assert [unit["number"] for unit in settled.units] == [1, 2, 3]
    assert settled.settled
    assert read(rows, {"A3": "bỏ qua", "A4": "đánh số lại"}, hidden={3}).settled


@pytest.mark.parametrize(
    "row",
    [
        [None, "NGƯỜI LẬP BIỂU", None, None, "GIÁM ĐỐC"],
        [None, "Tổng cộng", None, 34],
        [3, "Tổng số đơn vị", None, 34],
    ],
)
def test_a_line_that_signs_or_sums_up_is_no_unit_unasked(row: list[object]) -> None:
    rows = [HEAD, [1, "Đơn vị 01", "1/9/2026"], [2, "Tổng công ty 02", "2/9/2026"], row]
    listed = read(rows)
    assert [(one.cell, one.choices) for one in listed.doubts] == [("DS!B4", ("đơn vị", "bỏ qua"))]
    assert len(read(rows, {"B4": "bỏ qua"}).units) == 2
    kept = read(rows, {"B4": "đơn vị"})
    assert (len(kept.units), kept.settled) == (3, True)


def test_without_numbers_a_line_without_a_day_is_asked_about() -> None:
    rows: list[list[object]] = [
        ["Đơn vị", "Ngày", "Đoàn"],
        ["Đơn vị 01", "1/9/2026", 1],
        ["Người lập", None, "Duyệt"],
    ]
    assert [one.cell for one in read(rows).doubts] == ["DS!A3"]


def test_two_leaders_of_one_team_are_asked_about() -> None:
    rows = [
        HEAD,
        [1, "Đơn vị 01", None, "Đoàn số 1", "Bà Trưởng đoàn 01"],
        [2, "Đơn vị 02", None, "01", "Ông Trưởng đoàn 02"],
    ]
    listed = read(rows)
    assert [(one.cell, one.choices) for one in listed.doubts] == [
        ("DS!E3", ("Bà Trưởng đoàn 01", "Ông Trưởng đoàn 02"))
    ]
    assert [team["leader"]["honorific"] for team in listed.teams] == ["Bà"]


def test_a_column_of_days_without_a_name_is_asked_about_and_can_be_named() -> None:
    rows: list[list[object]] = [
        ["TT", "Đơn vị", ""],
        [1, "Đơn vị 01", "1/9/2026"],
        [2, "Đơn vị 02", "2/9/2026"],
    ]
    listed = read(rows)
    assert [(one.cell, one.proposal) for one in listed.doubts] == [("DS!C1", "ngày kiểm tra")]
    named = read(rows, {"C1": "ngày kiểm tra"})
    assert [unit["planned_date"] for unit in named.units] == ["2026-09-01", "2026-09-02"]
    assert read(rows, {"C1": "màu"}).errors


def test_several_sheets_or_none_are_refused_with_their_names() -> None:
    one, two = grid_of([HEAD, [1, "Đơn vị 01"]]), grid_of([HEAD, [1, "Đơn vị 02"]], title="Cũ")
    refused = read_unit_list([one, two], {}).errors[0]
    assert "DS, Cũ" in refused.message
    assert refused.choices == ("DS", "Cũ")
    assert read_unit_list([one, two], {}, sheet="cũ").units[0]["official"] == "Đơn vị 02"
    assert "Không có trang tính" in read_unit_list([one], {}, sheet="x").errors[0].message
    assert "Không thấy bảng" in read_unit_list([grid_of([["a", "b"]])], {}).errors[0].message


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("STT", "number"),
        ("SỐ TT", "number"),
        ("Tên đơn vị, địa phương", "official"),
        ("DOANH NGHIỆP", "official"),
        ("Thời gian thực hiện", "unused"),
        ("Ngày kiểm tra dự kiến", "planned_date"),
        ("Trưởng đoàn kiểm tra", "leader"),
        ("Chức vụ trưởng đoàn", "leader_position"),
        ("Đoàn kiểm tra", "team"),
        ("Tổ số", "team"),
        ("Cụm, khối thi đua", "cluster"),
        ("Thành phần đoàn kiểm tra", "unused"),
        ("Tên viết tắt", "short"),
        ("Mã đơn vị", "code"),
        ("Xếp loại gì đó", "kind"),
        ("Màu", ""),
        ("Đối tượng kiểm tra", "official"),
        ("Xã, phường", "official"),
        ("Địa phương", "official"),
        ("Tổ trưởng", "leader"),
        ("Phó trưởng đoàn", "unused"),
        ("Ngày báo cáo", "unused"),
        ("Thủ trưởng đơn vị", "unused"),
        ("Họ và tên", ""),
        ("No.", "number"),
    ],
)
def test_headings_are_known_by_their_words(label: str, role: str) -> None:
    assert role_of(label) == role_of(label.upper()) == role


def test_a_team_is_one_however_its_number_is_written() -> None:
    assert {team_key(text) for text in ("Đoàn số 1", "đoàn 01", "1", "Đoàn kiểm tra số 1")} == {"#1"}
    assert team_key("Đoàn Sở Nội vụ") == "doan so noi vu"


@given(column=st.integers(1, 16_384))
def test_column_letters_and_numbers_are_one_another(column: int) -> None:
    assert column_number(column_letters(column)) == column


CELLS = st.one_of(
    st.none(),
    st.integers(-5, 90_000),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.dates(),
    st.booleans(),
    st.sampled_from(
        ["1/9/2026", "31/2/2026", "Đơn vị 01", "§¬n vÞ", "®îc", "Cụm 1", "TT", "Đơn vị", "Ngày", "=1+1", " "]
    ),
)


@given(
    rows=st.lists(st.lists(CELLS, max_size=5), max_size=8),
    answers=st.dictionaries(
        st.sampled_from(["A2", "B2", "B3:B5", "DS!C2", "Z9", "nowhere"]),
        st.sampled_from(["đồng ý", "bỏ qua", "1/9/2026", "Đơn vị 05"]),
    ),
)
def test_any_grid_gives_a_list_or_reasons_and_never_both(
    rows: list[list[object]], answers: dict[str, str]
) -> None:
    listed = read([["TT", "Đơn vị", "Ngày"], *rows], answers)
    for issue in (*listed.doubts, *listed.errors):
        assert issue.message
    if listed.settled:
        assert listed.units
        assert all(unit["official"] and unit["code"] for unit in listed.units)
        numbers = [unit["number"] for unit in listed.units]
        assert len(set(numbers)) == len(numbers)
