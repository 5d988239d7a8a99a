"""A checklist goes to a workbook and comes back as it was; ODK and Kobo users find their sheets; wrong cells are named."""

from __future__ import annotations

import dataclasses
import tempfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings

from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.errors import ChecklistError, EnvironmentProblem, TdktError, WrongFile
from tdkt_desktop.domain.kinds import Kind
from tdkt_desktop.domain.reading_checklist import digest_of, read_checklist
from tdkt_desktop.domain.writing_checklist import checklist_to_plain
from tdkt_desktop.exchange.checklist_sheets_in import checklist_tree
from tdkt_desktop.exchange.checklist_sheets_out import checklist_sheets
from tdkt_desktop.exchange.plain_files import read_plain
from tdkt_desktop.workflows.checklists import checklist_named, export_checklist
from tests.builders import CHECKLIST, save_workbook
from tests.support.checklists import checklists

BUILT_IN = ("lang-son-2019", "mau-7-noi-dung")


def alike(one: Checklist) -> Checklist:
    """A checklist without what depends on how its file was written."""
    return dataclasses.replace(one, digest="", plain=None)


@given(checklist=checklists())
def test_rows_and_back(checklist: Checklist) -> None:
    sheets = checklist_sheets(checklist)
    back = read_checklist(checklist_tree(sheets, "x"), "x")
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


def test_somebody_elses_form_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    survey = [
        ["type", "name", "label::Vietnamese (vi)", "required", "relevant"],
        ["start", "start"],
        ["begin group", "g1", "Lãnh đạo"],
        ["note", "n", "Chào"],
        ["select_one yn", "q1", "Có kế hoạch không?", "yes"],
        ["integer", "q2", "Bao nhiêu?", "", "${q1} = 'y'"],
        ["begin repeat", "q3", "Các khoản"],
        ["text", "q3a", "Nội dung"],
        ["decimal", "q3b", "Số tiền"],
        ["end repeat"],
        ["end group"],
    ]
    choices = [["list_name", "name", "label"], ["yn", "y", "Có"], ["yn", "n", "Không"]]
    sheets = {"survey": survey, "choices": choices, "settings": [["form_title", "form_id"], ["Mẫu", "mau"]]}
    checklist = checklist_named(str(save_workbook(tmp_path / "odk.xlsx", sheets)))
    asked = list(checklist.questions())
    assert [question.kind for question in asked] == [Kind.YES_NO, Kind.COUNT, Kind.TABLE]
    assert [question.required for question in asked] == [True, False, False]
    assert asked[1].when is not None
    assert asked[1].when.equals is True
    assert [column.title for column in asked[2].columns] == ["Số tiền"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["geopoint", "q9", "Ở đâu?"], "dòng 3: loại câu hỏi “geopoint”"),
        (["select_one la", "q9", "Gì?"], "dòng 3: trang “choices” không có danh sách “la”"),
        (["text", "q9", "Gì?", "", "${q0} > 3"], "dòng 3: cột “relevant”"),
        (["text", "q9", "Gì?", "", "", "[1"], "dòng 3: cột “tdkt_measures” không đọc được"),
        (["text", "q/9", "Gì?"], "q/9"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, row: list[str], words: str) -> None:
    survey = [
        ["type", "name", "label", "required", "relevant", "tdkt_measures"],
        ["begin_group", "g1", "Lãnh đạo"],
        row,
        ["end_group"],
    ]
    sheets = {
        "survey": survey,
        "choices": [["list_name", "name", "label"]],
        "settings": [["form_title", "form_id"], ["M", "m"]],
    }
    with pytest.raises(TdktError) as refused:
        checklist_named(str(save_workbook(tmp_path / "x.xlsx", sheets)))
    assert words in refused.value.message
    assert isinstance(refused.value, WrongFile | ChecklistError)


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
