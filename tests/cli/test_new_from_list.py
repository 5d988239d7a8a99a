"""`tdkt new --from-xlsx`: a messy list of 34 units becomes a campaign; doubts are asked by cell, nothing is guessed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tdkt_desktop.workflows.campaign import campaigns
from tests.builders import CAMPAIGN, CHECKLIST, save_workbook
from tests.cli.conftest import Said, Tdkt
from tests.support import messy_list as messy


@pytest.fixture
def listed(tmp_path: Path) -> tuple[Path, dict[int, int]]:
    path = tmp_path / "lich.xlsx"
    return path, messy.save_messy_list(path)


def _new(tdkt: Tdkt, path: Path, *more: str | Path) -> Said:
    return tdkt("new", "--from-xlsx", path, "--year", "2026", "--checklist", "mau-7-noi-dung", *more)


def _cells(issues: list[dict[str, Any]]) -> set[str]:
    return {issue["cell"] for issue in issues}


def test_34_units_become_a_campaign_after_every_doubt_is_answered(
    tdkt: Tdkt, listed: tuple[Path, dict[int, int]], tmp_path: Path, data_folder: Path
) -> None:
    path, rows = listed
    before = path.read_bytes()
    asked = _new(tdkt, path, "--json", "--doubts-out", tmp_path / "hoi.yaml")
    assert asked.code == 1
    facts = asked.facts
    last = max(rows.values())
    clusters = {f"Lịch!A{rows[number] - 1}" for number in messy.CLUSTERS}
    dates = {f"Lịch!B{rows[number]}" for number in messy.SERIAL_UNITS | {messy.SHORT_YEAR_UNIT}}
    assert _cells(facts["doubts"]) == clusters | dates | {f"Lịch!F{last + 2}"}
    wrong = {
        f"Lịch!B{rows[messy.IMPOSSIBLE_UNIT]}",
        f"Lịch!D{rows[messy.NAMELESS_UNIT]}",
        f"Lịch!D{rows[messy.LOST_UNIT]}",
    }
    assert _cells(facts["errors"]) == wrong
    assert facts["store"] == ""
    assert not list(data_folder.glob("*.tdktdb"))
    old = messy.TCVN3_UNITS | messy.VNI_UNITS | messy.BARE_TCVN3_UNITS
    assert {(one["cell"], one["text"]) for one in facts["converted"]} == {
        (f"Lịch!D{rows[number]}", messy.name_of(number)) for number in old
    }

    answers = yaml.safe_load((tmp_path / "hoi.yaml").read_text(encoding="utf-8"))
    assert set(answers["answers"]) == _cells(facts["doubts"]) | wrong
    said = dict.fromkeys(_cells(facts["doubts"]), "đồng ý") | {
        f"Lịch!B{rows[messy.IMPOSSIBLE_UNIT]}": messy.day_of(messy.IMPOSSIBLE_UNIT).strftime("%d/%m/%Y"),
        f"Lịch!D{rows[messy.NAMELESS_UNIT]}": messy.name_of(messy.NAMELESS_UNIT),
        f"Lịch!D{rows[messy.LOST_UNIT]}": messy.name_of(messy.LOST_UNIT),
    }
    (tmp_path / "hoi.yaml").write_text(
        yaml.safe_dump(answers | {"answers": said}, allow_unicode=True), encoding="utf-8"
    )
    done = _new(tdkt, path, "--answers-yaml", tmp_path / "hoi.yaml", "--out", tmp_path / "dot.tdktdb")
    assert done.code == 0, done.out + done.err
    with campaigns.open_campaign(tmp_path / "dot.tdktdb", writing=False) as session:
        campaign = session.campaign
    assert [unit.number for unit in campaign.units] == list(range(1, 35))
    assert [unit.official for unit in campaign.units] == [messy.name_of(number) for number in range(1, 35)]
    assert [unit.planned_date for unit in campaign.units] == [messy.day_of(number) for number in range(1, 35)]
    assert [unit.cluster for unit in campaign.units] == ["Cụm thi đua số 1"] * 17 + ["Cụm thi đua số 2"] * 17
    assert [unit.team for unit in campaign.units] == [f"D0{messy.team_of(number)}" for number in range(1, 35)]
    assert [(team.name, team.leader.full) for team in campaign.teams] == [
        (f"Đoàn kiểm tra số 0{team}", f"Ông Trưởng đoàn 0{team}, Ủy viên Hội đồng 0{team}")
        for team in range(1, 5)
    ]
    assert path.read_bytes() == before


def test_the_preview_speaks_to_a_person(tdkt: Tdkt, listed: tuple[Path, dict[int, int]]) -> None:
    path, rows = listed
    said = _new(tdkt, path)
    assert said.code == 1
    for words in (
        "03 lỗi cần sửa",
        f"Lịch!B{rows[messy.IMPOSSIBLE_UNIT]} (ngày kiểm tra): Không có ngày “31/9/2026”",
        "theo cách đếm ngày của Excel là 10/9/2026",
        "Chữ “ư” đã bị mất",
        "Chưa tạo gì.",
        "Cột B “Thời gian kiểm tra: Theo kế hoạch”: ngày kiểm tra",
        "Trưởng đoàn”: trưởng đoàn",
        "Cột H “Ghi chú”: không dùng",
    ):
        assert words in said.out


def test_answers_on_the_command_line_and_for_a_range(tdkt: Tdkt, tmp_path: Path) -> None:
    path = save_workbook(
        tmp_path / "nho.xlsx",
        {"Lịch": [["Ngày", "Đơn vị"], [46266, "Đơn vị 01"], [46267, "Đơn vị 02"], ["3/9", "Đơn vị 03"]]},
    )
    assert _new(tdkt, path, "--dry-run").code == 1
    store = tmp_path / "a.tdktdb"
    assert _new(tdkt, path, "--out", store, "--accept", "A2:A4=dong y").code == 0
    with campaigns.open_campaign(store, writing=False) as session:
        assert [str(unit.planned_date) for unit in session.campaign.units] == [
            "2026-09-01",
            "2026-09-02",
            "2026-09-03",
        ]
        assert [unit.code for unit in session.campaign.units] == ["DV01", "DV02", "DV03"]
    wrong = _new(tdkt, path, "--accept", "A2:A3=đồng ý", "--accept", "A4=32/9/2026")
    assert wrong.code == 1
    assert "Lịch!A4" in wrong.out
    assert "Z9" in _new(tdkt, path, "--accept", "A2:A4=đồng ý", "--accept", "Z9=1").out
    assert _new(tdkt, path, "--accept", "A2").code == 2


def test_columns_without_a_heading_are_asked_about_and_sheets_are_named(tdkt: Tdkt, tmp_path: Path) -> None:
    bare = [[1, "Đơn vị 01", "5/3/2026"], [2, "Đơn vị 02", "6/3/2026"]]
    path = save_workbook(tmp_path / "bang.xlsx", {"Lịch": bare})
    asked = _new(tdkt, path, "--json")
    assert asked.code == 1
    assert _cells(asked.facts["doubts"]) == {"Lịch!A0", "Lịch!B0", "Lịch!C0"}
    store = tmp_path / "c.tdktdb"
    named = ("A0=số thứ tự", "Lịch!B0=tên đơn vị", "C0=ngày kiểm tra")
    made = _new(tdkt, path, "--out", store, *(part for one in named for part in ("--accept", one)))
    assert made.code == 0, made.out
    with campaigns.open_campaign(store, writing=False) as session:
        assert [str(unit.planned_date) for unit in session.campaign.units] == ["2026-03-05", "2026-03-06"]
    two = save_workbook(tmp_path / "hai.xlsx", {name: [["TT", "Đơn vị"], *bare] for name in ("Một", "Hai")})
    unsure = _new(tdkt, two)
    assert (unsure.code, "Một, Hai" in unsure.out, "--sheet" in unsure.out) == (1, True, True)
    assert "--accept" not in unsure.out  # there is no cell yet that could be answered for


def test_answers_belong_to_the_very_file_they_were_asked_about(
    tdkt: Tdkt, listed: tuple[Path, dict[int, int]], tmp_path: Path
) -> None:
    path, _ = listed
    _new(tdkt, path, "--doubts-out", tmp_path / "hoi.yaml")
    save_workbook(path, {"Lịch": [["TT", "Đơn vị"], [1, "Đơn vị 01"]]})
    refused = _new(tdkt, path, "--answers-yaml", tmp_path / "hoi.yaml")
    assert refused.code == 1
    assert "đã thay đổi sau khi lập tệp này" in refused.err


def test_a_file_of_questions_is_never_written_over(
    tdkt: Tdkt, listed: tuple[Path, dict[int, int]], tmp_path: Path
) -> None:
    path, _ = listed
    questions = tmp_path / "hoi.yaml"
    questions.write_text("câu trả lời của thư ký", encoding="utf-8")
    refused = _new(tdkt, path, "--doubts-out", questions)
    assert refused.code == 1
    assert "có thể đã ghi câu trả lời" in refused.err
    assert questions.read_text(encoding="utf-8") == "câu trả lời của thư ký"


def test_a_campaign_file_without_units_gives_the_rest(tdkt: Tdkt, tmp_path: Path) -> None:
    base = {key: value for key, value in CAMPAIGN.items() if key not in ("units", "teams")}
    for name, tree in (("dot.yaml", base), ("danh-muc.yaml", CHECKLIST)):
        (tmp_path / name).write_text(yaml.safe_dump(tree, allow_unicode=True), encoding="utf-8")
    path = save_workbook(tmp_path / "ds.xlsx", {"DS": [["STT", "Tên cơ quan"], [1, "Đơn vị 01"]]})
    said = tdkt("new", tmp_path / "dot.yaml", "--from-xlsx", path, "--out", tmp_path / "b.tdktdb", "--json")
    assert said.code == 0, said.out + said.err
    with campaigns.open_campaign(tmp_path / "b.tdktdb", writing=False) as session:
        assert session.campaign.issuer.place == "Tỉnh lỵ"
        assert [unit.official for unit in session.campaign.units] == ["Đơn vị 01"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["new"], 2, "--from-xlsx"),
        (["new", "x.yaml", "--year", "2026"], 2, "--from-xlsx"),
        (["new", "x.yaml", "--dry-run"], 2, "--dry-run"),
        (["new", "--from-xlsx", "khong-co.xlsx", "--year", "2026"], 1, "Không thấy tệp"),
        (["new", "--from-xlsx", "khong-co.xlsx"], 1, "năm"),
        (["new", "--from-xlsx", "khong-co.xlsx", "--year", "26"], 1, "bốn chữ số"),
    ],
)
def test_wrong_use_is_said(tdkt: Tdkt, arguments: list[str], code: int, words: str) -> None:
    said = tdkt(*arguments)
    assert (said.code, words in said.err) == (code, True), said.err


def test_a_campaign_file_that_does_not_fit_is_refused(tdkt: Tdkt, tmp_path: Path) -> None:
    path = save_workbook(tmp_path / "ds.xlsx", {"DS": [["STT", "Tên cơ quan"], [1, "Đơn vị 01"]]})
    for name, tree, words in (
        ("co-don-vi.yaml", CAMPAIGN, "đã có đơn vị hoặc đoàn"),
        ("khac.yaml", CHECKLIST, "không phải tệp đợt kiểm tra"),
    ):
        (tmp_path / name).write_text(yaml.safe_dump(tree, allow_unicode=True), encoding="utf-8")
        said = tdkt("new", tmp_path / name, "--from-xlsx", path)
        assert (said.code, words in said.err) == (1, True), said.err
    wrong_day = _new(tdkt, path, "--plan-date", "31/2/2026")
    assert (wrong_day.code, "--plan-date" in wrong_day.err) == (1, True)
    (tmp_path / "hoi.yaml").write_text("format: tdkt-answers 1\nanswers: {}\n", encoding="utf-8")
    assert "tdkt-doubts 1" in _new(tdkt, path, "--answers-yaml", tmp_path / "hoi.yaml").err
    store = tmp_path / "p.tdktdb"
    done = _new(
        tdkt, path, "--plan-number", "19/KH", "--plan-date", "6/6/2026", "--province", "T", "--out", store
    )
    assert done.code == 0
    with campaigns.open_campaign(store, writing=False) as session:
        assert (session.campaign.plan.number, str(session.campaign.plan.date)) == ("19/KH", "2026-06-06")
        assert session.campaign.title == "Kiểm tra công tác thi đua, khen thưởng năm 2026"


def test_no_checklist_no_campaign(tdkt: Tdkt, tmp_path: Path, data_folder: Path) -> None:
    path = save_workbook(tmp_path / "ds.xlsx", {"DS": [["STT", "Tên cơ quan"], [1, "Đơn vị 01"]]})
    said = tdkt("new", "--from-xlsx", path, "--year", "2026")
    assert said.code == 1
    assert "danh mục" in said.err
    assert not list(data_folder.glob("*.tdktdb"))
