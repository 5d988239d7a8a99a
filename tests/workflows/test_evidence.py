"""Evidence taken in, kept and copied out: real files, refused ones said one by one, names that clash with none."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tdkt_desktop.domain import changes
from tdkt_desktop.domain.errors import CampaignError, EnvironmentProblem, FileMissing, SealedRecord, WrongFile
from tdkt_desktop.domain.evidence import SIGNED, Evidence
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.session import CampaignSession
from tdkt_desktop.workflows.unit import evidence
from tdkt_desktop.workflows.unit.evidence import Offer
from tdkt_desktop.workflows.unit.evidence_copies import save_all
from tests.exchange.evidence_samples import corners, pdf, photo, saved
from tests.sealed import UNIT, begin_addition, filled_campaign, seal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return filled_campaign(tmp_path)


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "may-anh"
    folder.mkdir()
    (folder / "IMG 01.jpg").write_bytes(photo("JPEG", 6))
    (folder / "Báo cáo năm.pdf").write_bytes(pdf())
    return sorted(folder.iterdir())


def titles(session: CampaignSession) -> list[str]:
    return [one.title for one in session.inspection(UNIT).evidence]


def test_files_are_kept_and_recorded(path: Path, pictures: list[Path]) -> None:
    with campaigns.open_campaign(path) as session:
        taken = evidence.attach(session, UNIT, pictures, criterion="N1")
        assert taken.refused == ()
        session.forget()
        recorded = session.inspection(UNIT).evidence
        assert recorded == taken.kept
        assert [one.name for one in recorded] == ["Báo cáo năm.pdf", "IMG 01.jpg"]
        assert [one.criterion for one in recorded] == ["N1", "N1"]
        assert [one.in_minutes for one in recorded] == [True, True]
        for file, one in zip(pictures, recorded, strict=True):
            assert session.attachments.read(one.digest) == file.read_bytes()
            assert one.size == file.stat().st_size


def test_bad_files_are_said_one_by_one_and_the_good_ones_are_kept(
    path: Path, pictures: list[Path], tmp_path: Path
) -> None:
    program = tmp_path / "cai-dat.jpg"
    program.write_bytes(b"MZ" + bytes(500))
    with campaigns.open_campaign(path) as session:
        taken = evidence.attach(session, UNIT, [program, pictures[0], tmp_path / "khong-co.jpg"])
        assert [one.name for one in taken.kept] == ["Báo cáo năm.pdf"]
        assert len(taken.refused) == 2
        assert "cai-dat.jpg" in taken.refused[0]
        assert "khong-co.jpg" in taken.refused[1]
        assert len(session.attachments.digests()) == 1


def test_the_same_file_twice_is_kept_once_for_a_content(path: Path, pictures: list[Path]) -> None:
    with campaigns.open_campaign(path) as session:
        evidence.attach(session, UNIT, [pictures[0], pictures[0]], criterion="N1")
        again = evidence.attach(session, UNIT, [pictures[0]], criterion="N1")
        assert again.kept == ()
        assert "đã có trong minh chứng" in again.refused[0]
        evidence.attach(session, UNIT, [pictures[0]], criterion="N2")
        assert [one.criterion for one in session.inspection(UNIT).evidence] == ["N1", "N2"]
        assert len(session.attachments.digests()) == 1


def test_too_many_at_once_are_said(path: Path, pictures: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "MOST_AT_ONCE", 1)
    with campaigns.open_campaign(path) as session:
        taken = evidence.attach(session, UNIT, pictures)
        assert len(taken.kept) == 1
        assert "nhiều nhất 1 tệp" in taken.refused[0]


def test_a_pasted_picture_is_taken(path: Path) -> None:
    with campaigns.open_campaign(path) as session:
        taken = evidence.take_in(
            session, [Offer(saved(corners(), "PNG"), "anh-dan.png")], session.inspection(UNIT)
        )
        assert [one.name for one in taken.kept] == ["anh-dan.png"]
        assert session.attachments.has(taken.kept[0].digest)
        assert session.inspection(UNIT).evidence == ()


def test_pictures_for_looking_are_made(path: Path, pictures: list[Path]) -> None:
    with campaigns.open_campaign(path) as session:
        for one in evidence.attach(session, UNIT, pictures).kept:
            assert evidence.thumbnail_of(session, one).startswith(b"\x89PNG")
            assert evidence.large_picture(session, one).startswith(b"\xff\xd8")


def test_new_files_stand_after_the_ones_there(path: Path, pictures: list[Path]) -> None:
    with campaigns.open_campaign(path) as session:
        evidence.attach(session, UNIT, pictures[1:])
        evidence.attach(session, UNIT, pictures[:1])
        assert titles(session) == ["IMG 01.jpg", "Báo cáo năm.pdf"]


# -- the seal ----------------------------------------------------------------------------------------------------


def test_sealed_minutes_take_only_the_signed_scan_and_keep_nothing_else(
    path: Path, pictures: list[Path]
) -> None:
    with campaigns.open_campaign(path) as session:
        with pytest.raises(CampaignError, match="chưa chốt"):
            evidence.attach(session, UNIT, pictures, role=SIGNED)
        seal(session)
        with pytest.raises(SealedRecord, match="Đơn vị 01 đã chốt"):
            evidence.attach(session, UNIT, pictures)
        assert session.attachments.digests() == frozenset()
        (scan,) = evidence.attach(session, UNIT, pictures[:1], role=SIGNED).kept
        assert not scan.in_minutes
        begin_addition(session)
        assert evidence.attach(session, UNIT, pictures[1:]).kept
        assert titles(session) == ["Báo cáo năm.pdf", "IMG 01.jpg"]


# -- copying out -------------------------------------------------------------------------------------------------


def put(session: CampaignSession, body: bytes, evidence_id: str, **more: object) -> Evidence:
    facts: dict[str, object] = {"name": "a.jpg", "media": "image/jpeg", "size": len(body)} | more
    one = Evidence(evidence_id, session.attachments.put(body), **facts)  # type: ignore[arg-type]
    session.save([changes.set_evidence(UNIT, one)])
    return one


def test_copies_have_clean_names_that_say_what_they_are(path: Path, tmp_path: Path) -> None:
    with campaigns.open_campaign(path) as session:
        put(session, b"1", "e1", caption="Ảnh đường liên thôn: mới / đẹp", position=1.0)
        put(session, b"2", "e2", name="Báo cáo.pdf", media="application/pdf", position=2.0)
        put(session, b"3", "e3", name="ky.pdf", media="application/pdf", role=SIGNED, position=3.0)
        put(session, b"4", "e4", name="../../trom.exe", media="application/x-msdownload", position=4.0)
        copies = save_all(session, [UNIT], tmp_path / "ra")
    assert copies.refused == ()
    names = {path.name: path.read_bytes() for path in (tmp_path / "ra").iterdir()}
    assert names == {
        "01-don-vi-01-01-anh-duong-lien-thon-moi-dep.jpg": b"1",
        "01-don-vi-01-02-bao-cao.pdf": b"2",
        "01-don-vi-01-da-ky-03-ky.pdf": b"3",
        "01-don-vi-01-04-trom.bin": b"4",
    }
    assert {key[1]: found.name[-8:] for key, found in copies.saved.items()}["e2"] == "-cao.pdf"


def test_copying_again_adds_nothing_and_overwrites_nothing(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ra"
    folder.mkdir()
    taken_name = folder / "01-don-vi-01-01-a.jpg"
    taken_name.write_bytes(b"cua nguoi khac")
    with campaigns.open_campaign(path) as session:
        put(session, b"1", "e1")
        for _ in range(3):
            save_all(session, [UNIT, "B", "C"], folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        "01-don-vi-01-01-a.jpg": b"cua nguoi khac",
        "01-don-vi-01-01-a-2.jpg": b"1",
    }


def test_what_is_gone_or_spoiled_is_said_and_the_rest_is_copied(path: Path, tmp_path: Path) -> None:
    with campaigns.open_campaign(path) as session:
        gone, spoiled, good = (put(session, bytes([n]), f"e{n}", caption=f"Ảnh {n}") for n in (1, 2, 3))
        session.attachments.path(gone.digest).unlink()
        session.attachments.path(spoiled.digest).write_bytes(b"hong")
        hostile = Evidence("e9", "../../etc", "x.jpg", "image/jpeg", 1, caption="Lạ")
        session.save([changes.set_evidence(UNIT, hostile)])
        copies = save_all(session, [UNIT], tmp_path / "ra")
    assert list(copies.saved) == [(UNIT, good.id)]
    assert [path.read_bytes() for path in (tmp_path / "ra").iterdir()] == [b"\x03"]
    said = "\n".join(copies.refused)
    assert len(copies.refused) == 3
    assert all(title in said for title in ("Ảnh 1", "Ảnh 2", "Lạ"))


def test_a_folder_that_cannot_be_made_is_said(path: Path, tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("x", encoding="utf-8")
    with campaigns.open_campaign(path) as session:
        put(session, b"1", "e1")
        with pytest.raises(EnvironmentProblem, match="Không chép được"):
            save_all(session, [UNIT], tmp_path / "tep")


def test_one_copy_is_checked_and_replaces_whole(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "ra.jpg"
    target.write_bytes(b"cu")
    with campaigns.open_campaign(path) as session:
        one = put(session, b"moi", "e1")
        session.attachments.path(one.digest).write_bytes(b"hong")
        with pytest.raises(WrongFile):
            evidence.save_copy(session, one, target)
        session.attachments.path(one.digest).unlink()
        with pytest.raises(FileMissing):
            evidence.save_copy(session, one, target)
        assert target.read_bytes() == b"cu"
        session.attachments.put(b"moi")
        assert evidence.save_copy(session, one, target).read_bytes() == b"moi"
        with pytest.raises(EnvironmentProblem, match="chọn nơi khác"):
            evidence.save_copy(session, one, tmp_path / "khong-co" / "ra.jpg")
    assert hashlib.sha256(target.read_bytes()).hexdigest() == one.digest
    assert not [file for file in tmp_path.iterdir() if file.name.startswith(".ra")]
