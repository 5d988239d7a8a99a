"""The command line: honest exit codes, Vietnamese refusals with a remedy, and nothing changed by them."""

from __future__ import annotations

import copy
import hashlib
import json
from pathlib import Path

import pytest

from tdkt_desktop.cli.commands import build, run
from tests.builders import ANSWERS, CHECKLIST, write_campaign_files


def tdkt(*arguments: str | Path) -> int:
    return run(build(lambda _file: 0), [str(argument) for argument in arguments])


@pytest.fixture
def office(tmp_path: Path) -> Path:
    path = tmp_path / "dot.tdktdb"
    assert tdkt("new", write_campaign_files(tmp_path), "--out", path) == 0
    assert tdkt("fill", path, tmp_path / "tra-loi.yaml") == 0
    return path


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ({"type": "counts", "countz": []}, "cần ít nhất một vế đếm đơn vị"),
        ({"type": "sum", "question": "N2.2", "text": "Tổng {amount}"}, "cần có chữ [tổng số]"),
        ({"type": "range", "question": "N2.3", "text": "Đạt {units}"}, "cần có chữ [khoảng số]"),
        ({"type": "counts", "counts": [{"question": "N1.1", "does": "làm"}]}, "chưa làm được"),
        ({"type": "counts", "counts": [{"question": "N1.1", "does": "làm", "fails": "không {x}"}]}, "dấu {"),
    ],
)
def test_a_checklist_that_no_notice_could_be_made_of_is_refused_when_it_comes(
    statement: dict[str, object], why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = copy.deepcopy(CHECKLIST)
    broken["sections"][0]["statements"].append(statement)
    store = tmp_path / "dot.tdktdb"
    assert tdkt("new", write_campaign_files(tmp_path, checklist=broken), "--out", store) == 1
    assert why in capsys.readouterr().err
    assert not store.exists()


def test_without_a_verb_the_window_opens() -> None:
    opened: list[Path | None] = []

    def open_window(file: Path | None) -> int:
        opened.append(file)
        return 0

    assert run(build(open_window), []) == 0
    assert opened == [None]


def test_the_whole_way_on_the_command_line(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tdkt("issue", office, "--out", tmp_path / "ke-hoach") == 0
    plan = tmp_path / "ke-hoach" / "ke-hoach-dot-thu-D2.tdkt"
    assert tdkt("receive", plan, "--out", tmp_path / "doan.tdktdb") == 0
    answers = tmp_path / "c.yaml"
    answers.write_text("format: tdkt-answers 1\nunits: {C: {answers: {N1.1: true}}}\n", encoding="utf-8")
    assert tdkt("fill", tmp_path / "doan.tdktdb", answers) == 0
    assert tdkt("export", tmp_path / "doan.tdktdb", "--out", tmp_path / "gui") == 0
    package = tmp_path / "gui" / "ket-qua-dot-thu-D2.tdkt"
    assert tdkt("verify", package, "--json") == 0
    capsys.readouterr()
    assert tdkt("merge", office, package, "--dry-run") == 0
    assert "Đơn vị 03: 1 mới" in capsys.readouterr().out
    assert tdkt("merge", office, package, "--json") == 0
    assert json.loads(capsys.readouterr().out)["added"] == 1
    assert tdkt("merge", office, package) == 0
    assert "không có gì thay đổi" in capsys.readouterr().out
    assert tdkt("show", office) == 0
    assert "(A): kế hoạch 01/3/2026, thực hiện" in capsys.readouterr().out
    assert tdkt("show", office, "--json") == 0
    facts = json.loads(capsys.readouterr().out)
    (figure,) = facts["statements"][0]["figures"]
    assert (figure["n"], figure["N"], figure["failing"]) == (2, 3, ["B"])
    assert (
        "02/03 đơn vị có kế hoạch, còn 01 đơn vị chưa có kế hoạch (Đơn vị 02)"
        in facts["statements"][0]["text"]
    )


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_bad_input_is_refused_with_place_and_remedy_and_changes_nothing(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = digest(office)
    unknown_unit = tmp_path / "la.yaml"
    unknown_unit.write_text("format: tdkt-answers 1\nunits: {Z: {}}\n", encoding="utf-8")
    unknown_question = tmp_path / "hoi.yaml"
    unknown_question.write_text(
        "format: tdkt-answers 1\nunits: {A: {answers: {N9: true}}}\n", encoding="utf-8"
    )
    damaged = tmp_path / "hong.tdkt"
    damaged.write_bytes(b"PK\x03\x04 hong")
    for arguments, said in (
        (("fill", office, tmp_path / "khong-co.yaml"), "Không thấy tệp"),
        (("fill", office, unknown_unit), "không có đơn vị “Z”"),
        (("fill", office, unknown_question), "không có câu hỏi “N9”"),
        (("merge", office, damaged), "hong.tdkt"),
        (("verify", damaged), "hong.tdkt"),
        (("minutes", office, "--unit", "Z"), "Không có đơn vị “Z”"),
        (("show", tmp_path / "khong-co.tdktdb"), "Không thấy tệp"),
    ):
        capsys.readouterr()
        assert tdkt(*arguments) == 1
        text = capsys.readouterr().err
        assert said in text
        assert "Cách xử lý:" in text
    assert digest(office) == before


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("criteria", 1, "code"), "N1", "“N1” bị trùng"),
        (("criteria", 0, "questions", 0, "kind"), "maybe", "không biết loại câu hỏi “maybe”"),
    ],
)
def test_a_wrong_checklist_leaves_no_campaign(
    path: tuple[str | int, ...], value: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    checklist = copy.deepcopy(CHECKLIST)
    node = checklist
    for step in path[:-1]:
        node = node[step]  # type: ignore[index]
    node[path[-1]] = value  # type: ignore[index]
    file = write_campaign_files(tmp_path, checklist=checklist, answers=ANSWERS)
    assert tdkt("new", file, "--out", tmp_path / "x.tdktdb") == 1
    assert said in capsys.readouterr().err
    assert not (tmp_path / "x.tdktdb").exists()
