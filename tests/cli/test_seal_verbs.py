"""Sealing, additions and comparing paper without a window: honest codes, and only what was asked for is written."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tdkt_desktop.domain.evidence import SIGNED
from tdkt_desktop.domain.kinds import Stage
from tdkt_desktop.workflows.campaign import campaigns
from tests.cli.conftest import Tdkt
from tests.exchange.evidence_samples import pdf
from tests.sealed import UNIT


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def sealed(tdkt: Tdkt, path: Path) -> str:
    """Seal unit A; returns its code."""
    said = tdkt("seal", path, "--unit", UNIT, "--json")
    assert said.code == 0
    return str(said.facts["units"][0]["code"])


def test_gaps_are_listed_and_nothing_is_sealed(tdkt: Tdkt, path: Path) -> None:
    before = digest(path)
    said = tdkt("seal", path, "--unit", UNIT, "--unit", "B")
    assert said.code == 1
    assert "Đơn vị 02: chưa chốt được, còn" in said.out
    assert "Phải ghi: Chưa ghi ngày kiểm tra" in said.out
    assert "Phải ghi: 1.5. Ngày phát động?" in said.out
    assert "Nên xem lại: Chưa ghi kết luận của đoàn" in said.out
    assert "Chưa chốt đơn vị nào." in said.out
    assert digest(path) == before


def test_gaps_for_a_machine(tdkt: Tdkt, path: Path) -> None:
    said = tdkt("seal", path, "--unit", "B", "--json")
    assert (said.code, said.facts["blocked"]) == (1, True)
    (unit,) = said.facts["units"]
    assert (unit["unit"], unit["sealed"], unit["code"]) == ("B", False, "")
    assert {"step": "N1", "question": "N1.5", "words": "1.5. Ngày phát động?", "blocking": True} in unit[
        "gaps"
    ]


def test_a_dry_run_writes_nothing(tdkt: Tdkt, path: Path) -> None:
    before = digest(path)
    assert tdkt("seal", path, "--unit", "B", "--dry-run").code == 1
    said = tdkt("seal", path, "--unit", UNIT, "--dry-run")
    assert said.code == 0
    assert "Đơn vị 01: đủ điều kiện chốt." in said.out
    assert digest(path) == before


def test_sealing_gives_the_code_and_again_the_same(tdkt: Tdkt, path: Path) -> None:
    said = tdkt("seal", path, "--unit", "a", "--author", "Trưởng đoàn")
    assert said.code == 0
    code = said.out.split("mã ")[1][:9]
    assert tdkt("seal", path, "--unit", UNIT).out == f"Đơn vị 01: đã chốt, mã {code}.\n"
    with campaigns.open_campaign(path, writing=False) as session:
        seal = session.inspection(UNIT).seal
        assert seal is not None
        assert (seal.code, seal.author) == (code, "Trưởng đoàn")


def test_sealed_minutes_refuse_the_file_that_would_change_them(
    tdkt: Tdkt, path: Path, tmp_path: Path
) -> None:
    sealed(tdkt, path)
    other = tmp_path / "khac.yaml"
    other.write_text("format: tdkt-answers 1\nunits: {A: {visit: {place: Nơi khác}}}\n", encoding="utf-8")
    before = digest(path)
    said = tdkt("fill", path, other)
    assert said.code == 1
    assert "đã chốt nên không sửa được" in said.err
    assert "Cách xử lý:" in said.err
    assert digest(path) == before


def test_reopening_until_the_minutes_left_the_machine(tdkt: Tdkt, path: Path, tmp_path: Path) -> None:
    assert "chưa chốt" in tdkt("reopen", path, "--unit", UNIT).err
    sealed(tdkt, path)
    assert tdkt("reopen", path, "--unit", UNIT).code == 0
    with campaigns.open_campaign(path, writing=False) as session:
        assert session.inspection(UNIT).stage is Stage.DRAFT
    sealed(tdkt, path)
    assert tdkt("minutes", path, "--unit", UNIT, "--format", "pdf", "--out", tmp_path / "ra").code == 0
    said = tdkt("reopen", path, "--unit", UNIT)
    assert said.code == 1
    assert "đã in hoặc đã xuất" in said.err


def test_minutes_and_packages_note_that_sealed_papers_left(tdkt: Tdkt, path: Path, tmp_path: Path) -> None:
    def issued() -> str:
        with campaigns.open_campaign(path, writing=False) as session:
            return session.inspection(UNIT).issued_at

    assert tdkt("minutes", path, "--out", tmp_path / "nhap").code == 0
    assert issued() == ""
    sealed(tdkt, path)
    assert tdkt("minutes", path, "--unit", "B", "--out", tmp_path / "b").code == 0
    assert issued() == ""
    assert tdkt("export", path, "--team", "D1", "--out", tmp_path / "gui").code == 0
    first = issued()
    assert first
    assert tdkt("minutes", path, "--unit", UNIT, "--out", tmp_path / "a").code == 0
    assert issued() == first


def test_sealed_minutes_leave_only_when_that_can_be_noted(tdkt: Tdkt, path: Path, tmp_path: Path) -> None:
    """While a window holds the campaign, a paper that has left before may be made again; a new one may not."""
    sealed(tdkt, path)
    with campaigns.open_campaign(path):
        said = tdkt("minutes", path, "--unit", UNIT, "--out", tmp_path / "ra")
        assert said.code == 1
        assert "đang mở ở cửa sổ khác" in said.err
        assert tdkt("minutes", path, "--unit", "B", "--out", tmp_path / "ra").code == 0
    assert not list((tmp_path / "ra").glob("*01*"))
    assert tdkt("minutes", path, "--unit", UNIT, "--out", tmp_path / "ra").code == 0
    with campaigns.open_campaign(path):
        assert tdkt("minutes", path, "--unit", UNIT, "--out", tmp_path / "lai").code == 0


# -- additions ---------------------------------------------------------------------------------------------------


def test_an_addition_from_beginning_to_end(tdkt: Tdkt, path: Path, tmp_path: Path) -> None:
    assert "chưa chốt" in tdkt("add", path, "--unit", UNIT, "--reason", "x").err
    code = sealed(tdkt, path)
    assert "chưa có lần bổ sung nào" in tdkt("add", path, "--unit", UNIT).out
    assert "không có phần bổ sung nào đang mở" in tdkt("add", path, "--unit", UNIT, "--end").err
    assert tdkt("add", path, "--unit", UNIT, "--reason", "  ").code == 1
    assert tdkt("add", path, "--unit", UNIT, "--reason", "Đơn vị nộp thêm").code == 0
    said = tdkt("add", path, "--unit", UNIT, "--reason", "Nữa")
    assert said.code == 1
    assert "chưa kết thúc" in said.err
    more = tmp_path / "them.yaml"
    more.write_text("format: tdkt-answers 1\nunits: {A: {visit: {place: Phòng 2}}}\n", encoding="utf-8")
    assert tdkt("fill", path, more).code == 0
    said = tdkt("add", path, "--unit", UNIT, "--end", "--json")
    assert said.code == 0
    (one,) = said.facts["additions"]
    assert (one["reason"], one["open"]) == ("Đơn vị nộp thêm", False)
    assert said.facts["changes"] == [{"label": "Địa điểm", "before": "Hội trường", "after": "Phòng 2"}]
    assert one["code"] not in ("", code)
    listed = tdkt("add", path, "--unit", UNIT).out
    assert f"Bổ sung lần 01 (đã kết thúc, mã {one['code']}): Đơn vị nộp thêm" in listed
    assert "Địa điểm: Hội trường → Phòng 2" in listed
    assert tdkt("verify", "--campaign", path, "--code", one["code"]).code == 0


def test_beginning_and_ending_at_once_is_wrong_use(tdkt: Tdkt, path: Path) -> None:
    said = tdkt("add", path, "--unit", UNIT, "--reason", "x", "--end")
    assert said.code == 2
    assert "Chỉ dùng một trong hai" in said.err


# -- comparing ---------------------------------------------------------------------------------------------------


def test_a_code_is_compared_with_the_campaign(tdkt: Tdkt, path: Path) -> None:
    code = sealed(tdkt, path)
    before = digest(path)
    said = tdkt("verify", "--campaign", path, "--code", code.lower())
    assert (said.code, said.out) == (0, f"{code}: khớp với biên bản đã chốt của Đơn vị 01.\n")
    assert tdkt("verify", "--campaign", path, "--code", code, "--unit", "B").code == 1
    said = tdkt("verify", "--campaign", path, "--code", "2222-3333", "--json")
    assert (said.code, said.facts) == (1, {"ok": False, "code": "2222-3333", "unit": ""})
    said = tdkt("verify", "--campaign", path, "--code", "abc")
    assert said.code == 1
    assert "không phải mã biên bản" in said.err
    assert digest(path) == before


def test_minutes_are_compared_page_by_page(tdkt: Tdkt, path: Path, tmp_path: Path) -> None:
    tdkt("minutes", path, "--unit", UNIT, "--out", tmp_path / "nhap")
    code = sealed(tdkt, path)
    tdkt("minutes", path, "--unit", UNIT, "--out", tmp_path / "chot")
    before = digest(path)
    for name in ("bien-ban-01-don-vi-01.pdf", "bien-ban-01-don-vi-01.docx"):
        said = tdkt("verify", tmp_path / "chot" / name, "--campaign", path)
        assert said.code == 0
        assert said.out == f"{name}: khớp với biên bản đã chốt của Đơn vị 01 (mã {code}).\n"
        said = tdkt("verify", tmp_path / "nhap" / name, "--campaign", path, "--json")
        assert (said.code, said.facts["ok"], said.facts["unit"]) == (1, False, "")
        assert "không có mã biên bản" in said.facts["problems"][0]
        said = tdkt("verify", tmp_path / "nhap" / name, "--campaign", path)
        assert said.out.startswith(f"{name}: không khớp.")
    assert digest(path) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Hãy nêu một tệp cần kiểm tra"),
        (("x.tdkt", "--code", "2222-3333"), "Hãy nêu một tệp cần kiểm tra"),
        (("--code", "2222-3333"), "thêm --campaign"),
        (("x.pdf",), "thêm --campaign"),
        (("x.docx", "--unit", "A"), "thêm --campaign"),
        (("x.tdkt", "--campaign", "dot.tdktdb"), "chỉ dùng với biên bản"),
    ],
)
def test_arguments_that_do_not_go_together_are_wrong_use(
    tdkt: Tdkt, arguments: tuple[str, ...], words: str
) -> None:
    said = tdkt("verify", *arguments)
    assert said.code == 2
    assert words in said.err


def test_the_signed_scan_comes_after_the_seal(tdkt: Tdkt, path: Path, tmp_path: Path) -> None:
    scan = tmp_path / "da ky.pdf"
    scan.write_bytes(pdf())
    assert "chưa chốt" in tdkt("attach", path, scan, "--unit", UNIT, "--signed").err
    code = sealed(tdkt, path)
    said = tdkt("attach", path, scan, "--unit", UNIT)
    assert said.code == 1
    assert "đã chốt nên không đính thêm" in said.err
    assert tdkt("attach", path, scan, "--unit", UNIT, "--signed", "--author", "Thư ký").code == 0
    with campaigns.open_campaign(path, writing=False) as session:
        (one,) = session.inspection(UNIT).evidence
        assert (one.role, one.in_minutes) == (SIGNED, False)
    assert tdkt("verify", "--campaign", path, "--code", code).code == 0
    assert tdkt("attach", path, scan, "--unit", UNIT, "--signed", "--criterion", "1").code == 2
