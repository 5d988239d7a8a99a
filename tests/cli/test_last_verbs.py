"""`tdkt new --from-last`, `tdkt carry-over`, `tdkt limitations`: last year's file stays, doubts are asked, JSON for machines."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import openpyxl
import pytest
import yaml

from tdkt_desktop.workflows.campaign import campaigns
from tests.builders import save_workbook, write_campaign_files
from tests.cli.conftest import Tdkt
from tests.support.last_year import FILES, UNITS, make_last, make_this


@pytest.fixture
def last(tmp_path: Path) -> Path:
    return make_last(tmp_path / "truoc")


@pytest.fixture
def renamed(tmp_path: Path) -> Path:
    """Last year unit B had quite another name."""
    units = deepcopy(UNITS)
    units[1]["official"] = "Trung tâm 22"
    return make_last(tmp_path / "doi-ten", units=units)


def test_the_next_year_alone(tdkt: Tdkt, last: Path, tmp_path: Path) -> None:
    before = last.read_bytes()
    done = tdkt("new", "--from-last", last, "--out", tmp_path / "nay.tdktdb")
    assert done.code == 0, done.err
    assert "Hãy xem lại đoàn, trưởng đoàn" in done.out
    with campaigns.open_campaign(tmp_path / "nay.tdktdb", writing=False) as session:
        campaign = session.campaign
    assert (campaign.id, campaign.year, campaign.title) == ("kiem-tra-2026", 2026, "Đợt kiểm tra năm 2026")
    assert [unit.official for unit in campaign.units] == [f"Đơn vị 0{number}" for number in range(1, 5)]
    assert {unit.planned_date for unit in campaign.units} == {None}
    assert (campaign.plan.number, campaign.prose) == ("", {})
    assert last.read_bytes() == before
    listed = tdkt("limitations", tmp_path / "nay.tdktdb", "--json")
    assert (listed.facts["total"], listed.facts["counts"]["unchecked"]) == (5, 5)


def test_next_years_id_and_title_follow_the_year_where_they_name_it(tdkt: Tdkt, tmp_path: Path) -> None:
    last = make_last(tmp_path / "truoc", campaign_id="tinh-2025")
    made = tdkt("new", "--from-last", last, "--out", tmp_path / "nay.tdktdb", "--year", "2027", "--json")
    assert made.code == 0
    with campaigns.open_campaign(tmp_path / "nay.tdktdb", writing=False) as session:
        assert (session.campaign.id, session.campaign.title) == ("tinh-2027", "Đợt kiểm tra năm 2027")
    assert tdkt("new", "--from-last", last, "--year", "2025", "--out", tmp_path / "x.tdktdb").code == 1
    assert not (tmp_path / "x.tdktdb").exists()


def test_together_with_a_campaign_file_doubts_are_asked_and_nothing_is_made(
    tdkt: Tdkt, renamed: Path, tmp_path: Path
) -> None:
    file, store, asked = write_campaign_files(tmp_path), tmp_path / "nay.tdktdb", tmp_path / "hoi.yaml"
    first = tdkt("new", file, "--from-last", renamed, "--out", store, "--match-out", asked, "--json")
    assert first.code == 1
    assert [doubt["cell"] for doubt in first.facts["last"]["doubts"]] == ["B"]
    assert (first.facts["store"], store.exists()) == ("", False)
    answers = yaml.safe_load(asked.read_text(encoding="utf-8"))
    asked.write_text(
        yaml.safe_dump(answers | {"answers": {"B": "đồng ý"}}, allow_unicode=True), encoding="utf-8"
    )
    done = tdkt("new", file, "--from-last", renamed, "--out", store, "--match-yaml", asked)
    assert done.code == 0, done.err
    assert "Đơn vị 02 (trước là Trung tâm 22)" in done.out
    with campaigns.open_campaign(store, writing=False) as session:
        assert session.campaign.unit("B").aliases == ("Trung tâm 22",)
        assert session.campaign.title == "Đợt kiểm tra thử"


def test_together_with_a_list_of_excel_names_decide_not_numbers(
    tdkt: Tdkt, last: Path, tmp_path: Path
) -> None:
    rows = [["TT", "Tên đơn vị", "Ngày kiểm tra"]]
    rows += [
        [str(place), f"Đơn vị 0{number}", "01/09/2026"] for place, number in enumerate((3, 2, 1), start=1)
    ]
    sheet = save_workbook(tmp_path / "lich.xlsx", {"Lịch": rows})
    assert openpyxl.load_workbook(sheet).sheetnames == ["Lịch"]
    store = tmp_path / "nay.tdktdb"
    done = tdkt("new", "--from-xlsx", sheet, "--year", "2026", "--from-last", last, "--out", store)
    assert done.code == 0, done.out + done.err
    with campaigns.open_campaign(store, writing=False) as session:
        kept = session.campaign.last
        assert kept is not None
        assert {one.code: one.now for one in kept.units} == {"A": "DV03", "B": "DV02", "C": "DV01", "D": ""}
        assert session.checklist.code == "thu-nghiem"


def test_into_a_campaign_that_exists_and_findings(tdkt: Tdkt, renamed: Path, tmp_path: Path) -> None:
    store, before = make_this(tmp_path / "nay"), renamed.read_bytes()
    asked = tdkt("carry-over", store, renamed)
    assert asked.code == 1
    assert "cùng mã nhưng khác tên" in asked.out
    assert "--match" in asked.out
    looked = tdkt("carry-over", store, renamed, "--match", "B=B", "--dry-run", "--json")
    assert (looked.code, looked.facts["written"]) == (0, 0)
    done = tdkt("carry-over", store, renamed, "--match", "B=B", "--json")
    assert (done.code, done.facts["settled"]) == (0, True)
    assert done.facts["written"] > 0
    assert "không có gì thay đổi" in tdkt("carry-over", store, renamed).out  # answered before, nothing new
    assert renamed.read_bytes() == before
    (first, *_) = tdkt("limitations", store, "--unit", "a", "--json").facts["limitations"]
    assert (first["text"], first["state"]) == (FILES, "unchecked")
    recorded = tdkt(
        "limitations", store, "--unit", "A", "--id", first["id"], "--state", "mended", "--note", "Đã xếp lại"
    )
    assert recorded.code == 0
    assert "01 đã khắc phục, 01 chưa kiểm tra" in recorded.out
    found = tdkt("find", store, "khoa hoc")
    assert "Hạn chế đã nêu năm 2025" in found.out


@pytest.mark.parametrize(
    "words",
    [
        ("new", "--match", "A=B"),
        ("carry-over", "dot.tdktdb", "truoc.tdktdb", "--match", "A"),
        ("limitations", "dot.tdktdb", "--id", "x"),
        ("new", "a.yaml", "--from-last", "b.tdktdb", "--title", "Tên"),
    ],
)
def test_wrong_use_says_so(tdkt: Tdkt, words: tuple[str, ...]) -> None:
    assert tdkt(*words).code == 2


def test_a_refused_file_is_told(tdkt: Tdkt, tmp_path: Path) -> None:
    store = make_this(tmp_path / "nay")
    assert tdkt("carry-over", store, tmp_path / "khong-co.tdktdb").code == 1
    said = tdkt("carry-over", store, store)
    assert said.code == 1
    assert "chính đợt kiểm tra này" in said.err
