"""Evidence, the paper checklist, history, search and copies without a window."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tdkt_desktop.workflows.campaign import campaigns
from tests.cli.conftest import Tdkt
from tests.exchange.evidence_samples import pdf, photo
from tests.sealed import UNIT


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "may-anh"
    folder.mkdir()
    (folder / "IMG 01.jpg").write_bytes(photo("JPEG", 1))
    (folder / "Báo cáo.pdf").write_bytes(pdf())
    return sorted(folder.iterdir())


# -- evidence ----------------------------------------------------------------------------------------------------


def test_files_are_attached_listed_and_copied_out(
    tdkt: Tdkt, path: Path, pictures: list[Path], tmp_path: Path
) -> None:
    assert "Chưa có minh chứng nào." in tdkt("evidence", path).out
    said = tdkt("attach", path, *pictures, "--unit", UNIT, "--criterion", "2", "--json")
    assert said.code == 0
    assert [one["criterion"] for one in said.facts["kept"]] == ["N2", "N2"]
    assert said.facts["refused"] == []
    before = digest(path)
    said = tdkt("evidence", path, "--unit", UNIT)
    assert "Đơn vị 01: IMG 01.jpg (nội dung 2," in said.out
    assert tdkt("evidence", path, "--unit", "B", "--json").facts == {"evidence": [], "refused": []}
    said = tdkt("evidence", path, "--save", tmp_path / "ra", "--json")
    assert said.code == 0
    copies = {Path(one["saved"]).name: Path(one["saved"]).read_bytes() for one in said.facts["evidence"]}
    assert copies == {
        "01-don-vi-01-01-bao-cao.pdf": pictures[0].read_bytes(),
        "01-don-vi-01-02-img-01.jpg": pictures[1].read_bytes(),
    }
    assert digest(path) == before


def test_a_refused_file_is_named_and_the_others_are_kept(
    tdkt: Tdkt, path: Path, pictures: list[Path], tmp_path: Path
) -> None:
    said = tdkt("attach", path, pictures[0], tmp_path / "khong-co.jpg", "--unit", UNIT)
    assert said.code == 1
    assert "Đã nhận Báo cáo.pdf" in said.out
    assert "khong-co.jpg" in said.err
    assert len(tdkt("evidence", path, "--json").facts["evidence"]) == 1


def test_a_lost_file_is_named_and_the_others_are_copied(
    tdkt: Tdkt, path: Path, pictures: list[Path], tmp_path: Path
) -> None:
    tdkt("attach", path, *pictures, "--unit", UNIT)
    with campaigns.open_campaign(path, writing=False) as session:
        session.attachments.path(session.inspection(UNIT).evidence[0].digest).unlink()
    said = tdkt("evidence", path, "--save", tmp_path / "ra")
    assert said.code == 1
    assert "Báo cáo.pdf" in said.err
    assert "KHÔNG CÒN TỆP" in said.out
    assert [file.name for file in (tmp_path / "ra").iterdir()] == ["01-don-vi-01-02-img-01.jpg"]
    said = tdkt("export", path, "--team", "D1", "--out", tmp_path / "gui")
    assert said.code == 0
    assert "Đơn vị 01: Báo cáo.pdf" in said.err
    assert ", 1 tệp minh chứng," in tdkt("verify", tmp_path / "gui" / "ket-qua-dot-thu-D1.tdkt").out


# -- papers ------------------------------------------------------------------------------------------------------


def test_the_paper_checklist_of_a_unit_and_of_any(tdkt: Tdkt, path: Path, tmp_path: Path) -> None:
    before = digest(path)
    assert tdkt("blank", path, "--unit", "a", "--out", tmp_path).code == 0
    assert tdkt("blank", path, "--format", "PDF", "--out", tmp_path).code == 0
    assert {file.name for file in tmp_path.glob("phieu-giay-*")} == {
        "phieu-giay-don-vi-01.pdf",
        "phieu-giay-don-vi-01.docx",
        "phieu-giay-dot-thu.pdf",
    }
    assert digest(path) == before
    assert "Không có định dạng “odt”" in tdkt("blank", path, "--format", "odt", "--out", tmp_path).err
    assert "Chưa nêu loại tệp" in tdkt("minutes", path, "--format", ",", "--out", tmp_path).err


# -- history -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("question", ["1.4", "N1.4", "n1.4"])
def test_the_history_of_a_question(tdkt: Tdkt, path: Path, tmp_path: Path, question: str) -> None:
    with campaigns.open_campaign(path) as session:
        session.store.mark_shared()
    later = tmp_path / "sau.yaml"
    later.write_text("format: tdkt-answers 1\nunits: {A: {answers: {N1.4: 5}}}\n", encoding="utf-8")
    assert tdkt("fill", path, later, "--author", "Trưởng đoàn").code == 0
    said = tdkt("history", path, "--unit", UNIT, "--question", question)
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[0] == "Đơn vị 01, Câu 1.4: Số cuộc họp?"
    assert lines[1].endswith("Trưởng đoàn, máy này: 5 cuộc họp (đang dùng)")
    assert lines[2].endswith("Thư ký, máy này: 3 cuộc họp")
    facts = tdkt("history", path, "--unit", UNIT, "--question", question, "--json").facts
    assert [(one["words"], one["current"]) for one in facts["history"]] == [
        ("5 cuộc họp", True),
        ("3 cuộc họp", False),
    ]


def test_the_history_of_a_field_outside_the_questions(tdkt: Tdkt, path: Path) -> None:
    for name in ("place", "Địa điểm", "địa điểm"):
        assert "Thư ký, máy này: Hội trường" in tdkt("history", path, "--unit", UNIT, "--field", name).out
    assert "Chưa ghi gì." in tdkt("history", path, "--unit", "C", "--field", "place").out
    said = tdkt("history", path, "--unit", UNIT, "--field", "thời tiết")
    assert said.code == 1
    assert "Địa điểm" in said.err
    assert tdkt("history", path, "--unit", UNIT).code == 2
    assert tdkt("history", path, "--unit", UNIT, "--field", "place", "--question", "1.4").code == 2
    assert "Không có câu hỏi “9.9”" in tdkt("history", path, "--unit", UNIT, "--question", "9.9").err


# -- search ------------------------------------------------------------------------------------------------------


def test_words_are_found_without_their_marks(tdkt: Tdkt, path: Path) -> None:
    said = tdkt("find", path, "giao", "ban")
    assert said.code == 0
    assert "01 Đơn vị 01 (01)" in said.out
    assert "Giao ban hằng tuần" in said.out
    facts = tdkt("find", path, "nha van hoa", "--json").facts
    assert [(group["unit"], [hit["question"] for hit in group["hits"]]) for group in facts] == [
        ("A", ["N2.1"])
    ]
    said = tdkt("find", path, "khong", "co", "dau")
    assert (said.code, said.out) == (0, "Không thấy “khong co dau” trong đợt kiểm tra này.\n")
    assert tdkt("find", path).code == 2


# -- copies ------------------------------------------------------------------------------------------------------


def test_a_copy_is_made_while_the_campaign_is_open_elsewhere(
    tdkt: Tdkt, path: Path, pictures: list[Path], tmp_path: Path
) -> None:
    tdkt("attach", path, pictures[0], "--unit", UNIT)
    usb = tmp_path / "usb"
    usb.mkdir()
    with campaigns.open_campaign(path):
        assert tdkt("copy", path, "--to", usb).code == 0
        assert tdkt("copy", path, "--to", usb / "ban-hai").code == 0
    for name in ("dot", "ban-hai"):
        with campaigns.open_campaign(usb / f"{name}.tdktdb", writing=False) as copy:
            assert copy.inspection(UNIT).visit.place == "Hội trường"
            digest_of_first = copy.inspection(UNIT).evidence[0].digest
            assert copy.attachments.read(digest_of_first) == pictures[0].read_bytes()


def test_a_copy_overwrites_nothing(tdkt: Tdkt, path: Path, tmp_path: Path) -> None:
    (tmp_path / "co-roi.tdktdb").write_bytes(b"cu")
    said = tdkt("copy", path, "--to", tmp_path / "co-roi")
    assert said.code == 1
    assert "Đã có tệp co-roi.tdktdb" in said.err
    assert (tmp_path / "co-roi.tdktdb").read_bytes() == b"cu"
    assert "chính là tệp đang mở" in tdkt("copy", path, "--to", path).err
    assert tdkt("copy", path, "--to", tmp_path / "khong" / "co.tdktdb").code == 1


@pytest.mark.parametrize("verb", ["seal", "reopen", "add", "history"])
def test_an_unknown_unit_is_refused_with_the_codes_there_are(tdkt: Tdkt, path: Path, verb: str) -> None:
    more = ("--question", "1.1") if verb == "history" else ()
    said = tdkt(verb, path, "--unit", "Z", *more)
    assert said.code == 1
    assert "Không có đơn vị “Z”." in said.err
    assert "A, B, C" in said.err
