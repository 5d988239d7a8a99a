"""`tdkt form` and `tdkt read-form`: a form out, filled, read; a dry run writes nothing."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tdkt_desktop.domain.kinds import State
from tdkt_desktop.domain.reading_checklist import read_checklist
from tdkt_desktop.domain.values import Answer, Figure
from tests.builders import CHECKLIST
from tests.cli.conftest import Tdkt
from tests.support.form_filling import fill_form

LIST = read_checklist(CHECKLIST, "x")


def test_a_form_goes_out_and_comes_back(tdkt: Tdkt, path: Path, tmp_path: Path) -> None:
    file = tmp_path / "bieu" / "c.xlsx"
    assert tdkt("form", path, "--unit", "c", "--out", file).code == 0
    assert tdkt("form", path, "--unit", "C", "--out", file).code == 1
    assert tdkt("form", path, "--unit", "C", "--out", file, "--force").code == 0
    fill_form(
        file,
        LIST,
        {"N1.4": Answer(State.ANSWERED, Figure(Decimal(7))), "N1.1": Answer(State.ANSWERED, False)},
    )
    before = path.read_bytes()
    dry = tdkt("read-form", path, file, "--dry-run", "--json")
    assert dry.code == 0
    assert [(row["number"], row["state"]) for row in dry.facts["rows"]] == [("1.1", "new"), ("1.4", "new")]
    assert (dry.facts["figures"], dry.facts["written"]) == (1, 0)
    assert path.read_bytes() == before
    said = tdkt("read-form", path, file, "--author", "Thư ký")
    assert said.code == 0
    assert "Đã thêm 01 số liệu báo cáo" in said.out
    again = tdkt("read-form", path, file)
    assert "thêm" not in again.out


def test_a_wrong_cell_gives_exit_code_1_and_its_name(tdkt: Tdkt, path: Path, tmp_path: Path) -> None:
    file = tmp_path / "c.xlsx"
    tdkt("form", path, "--unit", "C", "--out", file)
    fill_form(file, LIST, {"N1.3": Answer(State.ANSWERED, "rất tốt")})
    said = tdkt("read-form", path, file, "--dry-run")
    assert said.code == 1
    assert "Tự báo cáo!D" in said.out
    assert tdkt("read-form", path, tmp_path / "khong-co.xlsx").code == 1
