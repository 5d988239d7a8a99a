"""A checklist goes to a workbook and comes back as it was; ODK and Kobo users find their sheets; wrong cells are named."""

from __future__ import annotations

import dataclasses
import re
import tempfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from openpyxl.styles import Font

from tdkt_desktop.domain.checklist import Checklist, Condition
from tdkt_desktop.domain.errors import ChecklistError, EnvironmentProblem, WrongFile
from tdkt_desktop.domain.kinds import Kind
from tdkt_desktop.domain.reading_checklist import digest_of, read_checklist
from tdkt_desktop.domain.writing_checklist import checklist_to_plain
from tdkt_desktop.exchange.checklist.sheets_in import checklist_tree, grids_of, read_checklist_book
from tdkt_desktop.exchange.checklist.sheets_out import checklist_sheets
from tdkt_desktop.exchange.grids.grid import CellKind, Grid, GridCell
from tdkt_desktop.exchange.plain_files import read_plain
from tdkt_desktop.workflows.checklist.checklists import checklist_named, export_checklist, take_in
from tests.builders import CHECKLIST, save_workbook
from tests.support.checklists import checklists
from tests.support.old_encodings import in_tcvn3

BUILT_IN = ("lang-son-2019", "mau-7-noi-dung")


def alike(one: Checklist) -> Checklist:
    """A checklist without what depends on how its file was written."""
    return dataclasses.replace(one, digest="", plain=None)


@given(checklist=checklists())
def test_rows_and_back(checklist: Checklist) -> None:
    sheets = checklist_sheets(checklist)
    back = read_checklist(checklist_tree(grids_of(sheets), "x"), "x")
    assert alike(back) == alike(checklist)


@given(checklist=checklists())
@settings(max_examples=25)
def test_a_real_workbook_and_a_real_yaml_file_and_back(checklist: Checklist) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("a.xlsx", "a.yaml"):
            path = export_checklist(checklist, Path(folder) / name)
            assert alike(read_checklist(read_plain(path), "x")) == alike(checklist)


@given(checklist=checklists())
def test_the_plain_form_is_a_fixed_point(checklist: Checklist) -> None:
    plain = checklist_to_plain(checklist)
    again = read_checklist(plain, "x")
    assert alike(again) == alike(checklist)
    assert checklist_to_plain(again) == plain


@pytest.mark.parametrize("name", BUILT_IN)
def test_the_built_in_checklists_come_back_to_the_very_digest(name: str, tmp_path: Path) -> None:
    checklist = checklist_named(name)
    path = export_checklist(checklist, tmp_path / "a.xlsx")
    assert checklist_named(str(path)).digest == checklist.digest == digest_of(checklist_to_plain(checklist))


def test_odk_and_kobo_find_what_they_know(tmp_path: Path) -> None:
    path = export_checklist(read_checklist(CHECKLIST, "x"), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:3] == ["survey", "choices", "settings"]
    heads = [cell.value for cell in book["survey"][1]]
    assert heads[:6] == ["type", "name", "label", "hint", "required", "relevant"]
    rows = {row[1]: row for row in book["survey"].iter_rows(min_row=2, values_only=True) if row[1]}
    assert rows["N1"][0] == "begin_group"
    assert rows["N1.1"][:3] == ("select_one co_khong", "N1.1", "Có kế hoạch không?")
    assert rows["N1.2"][5] == "${N1.1} = 'co'"
    assert rows["N1.3"][0] == "select_one N1.3_pa"
    assert rows["N2.5"][0] == "begin_repeat"
    types = [row[0].value for row in book["survey"].iter_rows(min_row=2)]
    assert types.count("begin_group") == types.count("end_group") == 2
    assert types.count("begin_repeat") == types.count("end_repeat") == 3
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)


SETTINGS = [["form_title", "form_id"], ["Mẫu", "mau"]]
YES_NO = [["list_name", "name", "label"], ["yn", "y", "Có"], ["yn", "n", "Không"]]
KOBO_SURVEY = [
    [
        "type",
        "name",
        "label::English (en)",
        "label::Vietnamese (vi)",
        "required",
        "relevant",
        "constraint",
        "appearance",
    ],
    ["start", "start"],
    ["text", "q0", "Unit", "Tên đơn vị", "true()"],
    ["begin group", "g1", "Leading", "Lãnh đạo"],
    ["note", "n", "Hello", "Chào"],
    ["select_one yn", "q1", "Plan?", "Có kế hoạch không?", "yes", "", "", "minimal"],
    ["begin_group", "g2", "Details", "Chi tiết", "", "${q1} = 'y'"],
    ["integer", "q2", "How many?", "Bao nhiêu?", "", "", ". > 0 and . < 100"],
    ["date", "q3", "When?", "Khi nào?", "", "", ". <= today()"],
    ["end_group"],
    ["select_multiple yn", "q4", "Which?", "Những gì?"],
    ["geopoint", "q5", "Where?", "Ở đâu?"],
    ["text", "q6", "Why?", "Vì sao?", "", "${q1} = 'y' or ${q2} > 3"],
    ["begin repeat", "q7", "Gifts", "Các khoản"],
    ["text", "q7a", "What", "Nội dung"],
    ["decimal", "q7b", "Sum", "Số tiền"],
    ["end repeat"],
    ["end group"],
]
INNER = {"g2", "q7a"}  # a group in a group and a part of a list: their names are nowhere
LEFT_OUT = {"start", "note", "geopoint"}
KOBO_REMARKS = [
    "survey!A2: máy thu thập tự ghi, phiếu không cần",
    "survey!B3: câu không nằm trong nhóm nào, được đưa vào nội dung “Các câu hỏi ngoài nhóm”",
    "survey!A5: lời ghi chú không có chỗ trong phiếu (“Chào”)",
    "survey!H6: cột “appearance” không dùng trong phiếu kiểm tra: cách bày trên điện thoại không dùng",
    "survey!D7: nhóm con “Chi tiết”: các câu nằm thẳng trong nội dung “Lãnh đạo”",
    "survey!G9: giới hạn “. <= today()” không được nhận",
    "survey!A11: chọn nhiều phương án thành câu ghi bằng lời, các phương án ở lời hướng dẫn",
    "survey!A12: loại “geopoint” không có trong phiếu nên bỏ câu này (“Ở đâu?”)",
    "survey!F13: điều kiện “${q1} = 'y' or ${q2} > 3” không được nhận, câu luôn được hỏi",
    "survey!D15: “Nội dung”: không có cột riêng, ghi chung vào lời của mỗi dòng",
]


def test_somebody_elses_form_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = save_workbook(
        tmp_path / "odk.xlsx",
        {"survey": KOBO_SURVEY, "choices": YES_NO, "settings": SETTINGS, "Nháp": [["x"]]},
    )
    taken = take_in(path)
    asked = {one.code: one for one in taken.checklist.questions()}
    kinds = [Kind.TEXT, Kind.YES_NO, Kind.COUNT, Kind.DATE, Kind.TEXT, Kind.TEXT, Kind.TABLE]
    assert [one.kind for one in asked.values()] == kinds
    assert [one.ask for one in asked.values()][:2] == ["Tên đơn vị", "Có kế hoạch không?"]
    assert [code for code, one in asked.items() if one.required] == ["q0", "q1"]
    assert [one.title for one in taken.checklist.criteria] == ["Các câu hỏi ngoài nhóm", "Lãnh đạo"]
    assert asked["q2"].when == asked["q3"].when == Condition("q1", True)  # the condition of their group
    assert (asked["q2"].least, asked["q2"].most) == (Decimal(1), Decimal(99))
    assert asked["q4"].hint == "Các phương án: Có; Không."
    assert [column.title for column in asked["q7"].columns] == ["Số tiền"]
    said = [line.rstrip(".") for line in taken.remarks if "tiếng khác" not in line]
    assert said == [*KOBO_REMARKS, "Nháp!A1:A1: trang tính không dùng trong phiếu kiểm tra"]
    with pytest.raises(WrongFile, match=r"22 chỗ không vào phiếu được. survey!A2"):
        checklist_named(str(path))  # where nobody sees what is left out, nothing is taken in


def test_a_form_without_settings_and_choices_is_called_after_its_file(tmp_path: Path) -> None:
    survey = [["type", "name", "label::English"], ["text", "q1", "Why?"]]
    path = save_workbook(tmp_path / "Khảo sát 7.xlsx", {"Survey": survey})
    found = take_in(path).checklist
    assert (found.code, found.title) == ("khao-sat-7", "Khảo sát 7")
    assert [one.ask for one in found.questions()] == ["Why?"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["geopoint", "q9", "Ở đâu?"], "survey!A3: loại “geopoint”"),
        (["select_one la", "q9", "Gì?"], "survey!A3: trang “choices” không có danh sách “la”"),
        (["text", "q9", "Gì?", "", "${q0} > 3"], "survey!E3: điều kiện “${q0} > 3”"),
        (["text", "q9", "Gì?", "", "", "[1"], "survey!F3: cột “tdkt_measures” không đọc được"),
        (["text", "q9", "Gì?", "", "", "", "percent"], "survey!A3: cột “type” (text) không hợp"),
        (["text", "q9", "Gì?", "", "", "", "", "ghi thêm"], "survey!H3: cột không có tên"),
        (["text", "q/9", "Gì?"], "survey!B3: tên “q/9” không dùng được"),
        (["text", "", "Gì?"], "survey!3: tên “” không dùng được"),
        (["begin_group", "g2", "Nhóm"], "survey!A2: nhóm này chưa có dòng “end_group”"),
        (["end_repeat"], "survey!A3: “end_repeat” này không khép danh sách nào"),
        (["", "q9", "Gì?"], "survey!B3: dòng không ghi loại"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, row: list[str], words: str) -> None:
    survey = [
        ["type", "name", "label", "required", "relevant", "tdkt_measures", "tdkt_kind", ""],
        ["begin_group", "g1", "Lãnh đạo"],
        row,
        ["end_group"],
    ]
    sheets = {
        "survey": survey,
        "choices": [["list_name", "name", "label"]],
        "settings": [["form_title", "form_id"], ["M", "m"]],
    }
    with pytest.raises(WrongFile) as refused:
        checklist_named(str(save_workbook(tmp_path / "x.xlsx", sheets)))
    assert words in refused.value.message


def _with(grids: tuple[Grid, ...], title: str, spot: tuple[int, int], text: str) -> list[Grid]:
    cell = GridCell(title, *spot, text, CellKind.TEXT, ((text, ""),))
    return [
        dataclasses.replace(grid, cells={**grid.cells, spot: cell}) if grid.title == title else grid
        for grid in grids
    ]


def _says(grids: list[Grid]) -> tuple[object, str]:
    """The tree, and everything that is said."""
    try:
        tree, remarks = read_checklist_book(grids, "x")
    except WrongFile as error:
        return None, error.message
    return tree, "\n".join(f"{one.cell} {one.words}" for one in remarks)


def _counts_for_nothing(grid: Grid, row: int, head: str) -> bool:
    """Names of ends, of parts and of choices are technical, rows left out are said as a whole, and the language only
    says which label is the form's own.
    """
    if grid.title != "survey":
        return head == "default_language" or (grid.title == "choices" and head == "name")
    kind, own = grid.at(row, 1).shown, grid.at(row, 7).shown
    technical = head == "name" and (
        kind.startswith("end") or own in ("part", "column") or grid.at(row, 2).shown in INNER
    )
    return technical or (kind in LEFT_OUT and head != "type")


@pytest.mark.parametrize("whose", ["ours", "theirs"])
def test_no_cell_of_any_sheet_is_dropped_unsaid(whose: str) -> None:
    """Whatever is written into a cell, blank before or not, changes the checklist or is named."""
    theirs = {"survey": KOBO_SURVEY, "choices": YES_NO, "settings": SETTINGS}
    grids = grids_of(checklist_sheets(read_checklist(CHECKLIST, "x")) if whose == "ours" else theirs)
    before, _ = _says(list(grids))
    unsaid = []
    for grid in grids:
        heads = {column: grid.at(1, column).shown for column in range(1, grid.columns + 1)}
        for row in range(2, grid.rows + 1):
            for column, head in heads.items():
                if (row + column) % 3 or _counts_for_nothing(grid, row, head):  # a third is soon done
                    continue
                after, said = _says(_with(grids, grid.title, (row, column), "ghi tay"))
                name = GridCell(grid.title, row, column).name
                if after == before and not re.search(rf"{re.escape(name)}\b", said):
                    unsaid.append(f"{name} ({head})")
    assert not unsaid, unsaid


def test_what_odk_users_change_in_our_file_counts(tmp_path: Path) -> None:
    checklist = read_checklist(CHECKLIST, "x")
    path = export_checklist(checklist, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["survey"]
    heads = {str(cell.value): int(cell.column or 0) for cell in sheet[1]}
    row = next(int(cell.row or 0) for cell in sheet["B"] if cell.value == "N1.2")
    sheet.cell(row, heads["constraint"]).value = ". >= 2 and . <= 8"
    sheet.cell(row, heads["label"]).value = in_tcvn3("Số đơn vị được tuyên dương")
    sheet.cell(row, heads["label"]).font = Font(name=".VnTime")
    book.save(path)
    taken = take_in(path)
    changed = taken.checklist.question("N1.2")
    assert (changed.least, changed.most) == (Decimal(2), Decimal(8))
    assert changed.ask == "Số đơn vị được tuyên dương"
    assert [line for line in taken.remarks if "TCVN3" in line] == list(taken.remarks)
    sheet.cell(row, heads["label"]).value = "®îc giao"  # the soft hyphen of ư is lost
    book.save(path)
    with pytest.raises(WrongFile, match=r"survey!C.*“ư” đã bị mất"):
        take_in(path)


def test_a_text_no_cell_can_hold_is_refused_and_nothing_overwritten(tmp_path: Path) -> None:
    checklist = read_checklist(CHECKLIST, "x")
    long = dataclasses.replace(checklist, title="a" * 40_000)
    with pytest.raises(ChecklistError, match="quá dài"):
        export_checklist(long, tmp_path / "a.xlsx")
    path = export_checklist(checklist, tmp_path / "a.xlsx")
    before = path.read_bytes()
    with pytest.raises(EnvironmentProblem, match="Đã có tệp"):
        export_checklist(checklist, path)
    assert path.read_bytes() == before
