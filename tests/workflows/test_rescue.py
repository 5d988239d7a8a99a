"""A rescue copy holds everything: what is on disk, what could not be written, and the attached files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tdkt_desktop.domain import changes
from tdkt_desktop.domain.errors import EnvironmentProblem
from tdkt_desktop.domain.evidence import Evidence
from tdkt_desktop.storage import store as store_room
from tdkt_desktop.storage.attachments import attachments_of
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.safety import rescue
from tdkt_desktop.workflows.safety.rescue import save_elsewhere
from tdkt_desktop.workflows.session import CampaignSession
from tests.sealed import UNIT, filled_campaign, seal

UNSAVED = [
    changes.set_visit(UNIT, "place", "Vừa gõ xong"),
    changes.set_assessment(UNIT, "conclusion", "Đang gõ dở"),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = filled_campaign(tmp_path)
    with campaigns.open_campaign(path) as session:
        digest = session.attachments.put(b"anh")
        session.save([changes.set_evidence(UNIT, Evidence("e1", digest, "a.jpg", "image/jpeg", 3))])
    return path


def listing(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_copy_opens_by_itself_with_all_that_was_typed(path: Path, tmp_path: Path) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    with campaigns.open_campaign(path, author="Trưởng đoàn") as session:
        target = save_elsewhere(session, UNSAVED, usb / "ban-sao.tdktdb")
        here = session.inspection(UNIT)
        assert here.visit.place == "Hội trường"
        count = session.revision_count()
    with campaigns.open_campaign(target) as copy:
        there = copy.inspection(UNIT)
        assert (there.visit.place, there.assessment.conclusion) == ("Vừa gõ xong", "Đang gõ dở")
        assert there.answers == here.answers
        assert copy.revision_count() >= count
        assert copy.history(f"inspection/{UNIT}", "place")[0].author == "Trưởng đoàn"
        assert copy.attachments.read(there.evidence[0].digest) == b"anh"
    assert {path.name for path in usb.iterdir() if not path.name.startswith(".")} == {
        "ban-sao.tdktdb",
        "ban-sao.minh-chung",
    }


def test_a_copy_is_made_while_the_campaign_cannot_be_written(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "usb").mkdir()
    real = store_room.Store.save

    def full(store: store_room.Store, *arguments: object, **more: object) -> int:
        if store.path == path:
            raise EnvironmentProblem("Chưa lưu được vì ổ đĩa đầy.")
        return real(store, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(store_room.Store, "save", full)
    with campaigns.open_campaign(path) as session:
        with pytest.raises(EnvironmentProblem):
            session.save(UNSAVED)
        target = save_elsewhere(session, UNSAVED, tmp_path / "usb" / "x.tdktdb")
    with campaigns.open_campaign(target, writing=False) as copy:
        assert copy.inspection(UNIT).visit.place == "Vừa gõ xong"


@pytest.mark.expects_log
def test_a_spoiled_photo_is_no_reason_to_lose_the_rest(path: Path, tmp_path: Path) -> None:
    (tmp_path / "usb").mkdir()
    with campaigns.open_campaign(path) as session:
        other = session.attachments.put(b"con nguyen")
        session.attachments.path(session.inspection(UNIT).evidence[0].digest).write_bytes(b"hong")
        target = save_elsewhere(session, UNSAVED, tmp_path / "usb" / "x.tdktdb")
    assert attachments_of(target).digests() == {other}
    with campaigns.open_campaign(target, writing=False) as copy:
        assert copy.inspection(UNIT).visit.place == "Vừa gõ xong"


def test_sealed_minutes_are_copied_with_their_seal(path: Path, tmp_path: Path) -> None:
    (tmp_path / "usb").mkdir()
    with campaigns.open_campaign(path) as session:
        code = seal(session)
        target = save_elsewhere(session, (), tmp_path / "usb" / "x.tdktdb")
    with campaigns.open_campaign(target, writing=False) as copy:
        seal_there = copy.inspection(UNIT).seal
        assert seal_there is not None
        assert seal_there.code == code


def test_a_place_that_cannot_be_written_is_said_and_nothing_is_left(path: Path, tmp_path: Path) -> None:
    before = listing(tmp_path)
    with campaigns.open_campaign(path, writing=False) as session:
        with pytest.raises(EnvironmentProblem, match="đang mở"):
            save_elsewhere(session, UNSAVED, path)
        with pytest.raises(EnvironmentProblem, match="Không chép được"):
            save_elsewhere(session, UNSAVED, tmp_path / "khong-co" / "x.tdktdb")
    assert listing(tmp_path) == before


def test_a_copy_that_fails_half_way_leaves_the_older_one(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    older = usb / "x.tdktdb"
    older.write_bytes(b"ban cu")

    def pulled(_session: CampaignSession, _target: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(rescue, "_copy_files", pulled)
    with (
        campaigns.open_campaign(path) as session,
        pytest.raises(EnvironmentProblem, match="chọn ổ đĩa khác"),
    ):
        save_elsewhere(session, UNSAVED, older)
    assert listing(usb) == {"x.tdktdb": b"ban cu"}


@pytest.mark.expects_log
def test_a_photo_the_disk_does_not_give_is_no_reason_either(path: Path, tmp_path: Path) -> None:
    (tmp_path / "usb").mkdir()
    with campaigns.open_campaign(path) as session:
        other = session.attachments.put(b"con nguyen")
        bad = session.attachments.path(session.inspection(UNIT).evidence[0].digest)
        bad.unlink()
        bad.mkdir()  # reading it fails with an error of the system
        target = save_elsewhere(session, UNSAVED, tmp_path / "usb" / "x.tdktdb")
    assert attachments_of(target).digests() == {other}
