"""Guards taking packages in: seen before it is done, done as one, told to the team, and undone as if never done."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tdkt_desktop.domain.changes import set_remark, set_visit
from tdkt_desktop.domain.errors import CampaignError, DamagedPackage, EnvironmentProblem, MergeEntangled
from tdkt_desktop.domain.merging import Outcome
from tdkt_desktop.storage.server_place import ServerPlace
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.merge import merge_preview, merging, packages
from tdkt_desktop.workflows.session import CampaignSession
from tests.builders import write_campaign_files

Stored = Callable[[Path], Path | ServerPlace]


@pytest.fixture
def office(tmp_path: Path, stored: Stored) -> Iterator[CampaignSession]:
    file = campaigns.create_campaign(write_campaign_files(tmp_path), tmp_path / "office.tdktdb")
    with campaigns.open_campaign(stored(file), author="Thư ký") as session:
        yield session


@pytest.fixture
def team(office: CampaignSession, tmp_path: Path) -> Iterator[CampaignSession]:
    office.save([set_remark("A", "N1", "narrative", "Chung"), set_remark("A", "N2", "narrative", "Chung")])
    plan = packages.issue_plans(office, tmp_path / "plans")[0]
    with campaigns.open_campaign(
        packages.receive_plan(plan, tmp_path / "team.tdktdb"), author="Trưởng đoàn"
    ) as session:
        yield session


def sent(team: CampaignSession, folder: Path, name: str = "ket-qua.tdkt") -> Path:
    path = packages.export_team(team, "D1", folder / "usb")
    return Path(shutil.move(path, folder / name))


def snapshot(session: CampaignSession) -> object:
    session.forget()
    return session.store.revisions(), session.record, session.campaign, session.conflict_count()


def test_the_preview_tells_both_directions(
    office: CampaignSession, team: CampaignSession, tmp_path: Path
) -> None:
    team.save([set_visit("A", "place", "Hội trường"), set_remark("A", "N1", "narrative", "Đoàn ghi")])
    team.save([set_remark("A", "N2", "narrative", "Đoàn viết")])
    office.save([set_remark("A", "N2", "narrative", "Văn phòng viết"), set_visit("B", "place", "Phòng họp")])
    before = snapshot(office)
    (one,) = merge_preview.preview_merge(office, [sent(team, tmp_path)]).packages
    assert snapshot(office) == before
    assert dict(one.by_unit["A"]) == {Outcome.NEW: 1, Outcome.CHANGED: 1, Outcome.CONFLICT: 1}
    assert dict(one.by_unit["B"]) == {Outcome.OURS: 1}
    assert one.by_unit[""].keys() == {Outcome.SAME}
    line = merge_preview.preview_line(office, one)
    assert "Đơn vị 01: 1 mới, 1 thay đổi, 1 khác nhau. Lần đầu nhận từ máy " in line


def test_undoing_a_merge_restores_everything_exactly(
    office: CampaignSession, team: CampaignSession, tmp_path: Path
) -> None:
    office.save([set_remark("A", "N2", "narrative", "Văn phòng viết")])
    team.save([set_visit("A", "place", "Hội trường"), set_remark("A", "N1", "narrative", "Đoàn ghi")])
    team.save([set_remark("A", "N2", "narrative", "Đoàn viết")])
    before = snapshot(office)
    package = sent(team, tmp_path)
    report = merging.merge_packages(office, [package])
    assert report.conflicts == 1
    count, words = merging.undo_merge(office)
    assert count == report.added
    assert "01 tệp" in words
    assert snapshot(office) == before
    with pytest.raises(CampaignError):
        merging.undo_merge(office)
    again = merging.merge_packages(office, [package])  # and it can be taken in once more
    assert again.added == report.added


def test_several_files_are_one_merge_and_one_undo(
    office: CampaignSession, team: CampaignSession, tmp_path: Path
) -> None:
    before = snapshot(office)
    team.save([set_visit("A", "place", "Hội trường")])
    first = sent(team, tmp_path, "mot.tdkt")
    team.save([set_visit("A", "place", "Phòng họp")])
    second = sent(team, tmp_path, "hai.tdkt")
    merging.merge_packages(office, [second, first, first])
    assert office.inspection("A").visit.place == "Phòng họp"
    assert len(merging.last_merge(office)) == 2
    merging.undo_merge(office)
    assert snapshot(office) == before


def test_the_last_merge_is_the_last_one_done_whatever_the_clock(
    office: CampaignSession, team: CampaignSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    team.save([set_visit("A", "place", "Hội trường")])
    merging.merge_packages(office, [sent(team, tmp_path, "mot.tdkt")])
    before = snapshot(office)
    honest = packages.row_of
    early = "2019-01-01T07:00:00.000000+07:00"  # a flat battery
    monkeypatch.setattr(merging, "row_of", lambda *said: replace(honest(*said), taken_at=early))
    team.save([set_visit("A", "place", "Phòng họp")])
    merging.merge_packages(office, [sent(team, tmp_path, "hai.tdkt")])
    merging.undo_merge(office)
    assert snapshot(office) == before


def test_what_somebody_went_on_from_is_not_undone(
    office: CampaignSession, team: CampaignSession, tmp_path: Path
) -> None:
    team.save([set_visit("A", "place", "Hội trường")])
    merging.merge_packages(office, [sent(team, tmp_path)])
    office.save([set_visit("A", "place", "Hội trường tầng 2")])
    before = snapshot(office)
    with pytest.raises(MergeEntangled):
        merging.undo_merge(office)
    assert snapshot(office) == before


def test_an_edit_beside_the_merge_survives_its_undoing(
    office: CampaignSession, team: CampaignSession, tmp_path: Path
) -> None:
    team.save([set_visit("A", "place", "Hội trường")])
    merging.merge_packages(office, [sent(team, tmp_path)])
    office.save([set_visit("C", "place", "Nhà văn hóa")])
    merging.undo_merge(office)
    assert office.inspection("A").visit.place == ""
    assert office.inspection("C").visit.place == "Nhà văn hóa"


def test_a_damaged_file_among_good_ones_stops_all_or_is_listed(
    office: CampaignSession, team: CampaignSession, tmp_path: Path
) -> None:
    team.save([set_visit("A", "place", "Hội trường")])
    good, bad = sent(team, tmp_path), tmp_path / "hong.tdkt"
    bad.write_bytes(good.read_bytes()[:-30])
    before = snapshot(office)
    with pytest.raises(DamagedPackage):
        merging.merge_packages(office, [good, bad])
    assert snapshot(office) == before
    preview = merge_preview.preview_merge(office, [good, bad], lenient=True)
    assert [file for file, _ in preview.refused] == [bad]
    assert len(preview.packages) == 1


def test_stopping_before_the_end_changes_nothing(
    office: CampaignSession, team: CampaignSession, tmp_path: Path
) -> None:
    class Stopped(Exception):
        pass

    team.save([set_visit("A", "place", "Hội trường")])
    package, before = sent(team, tmp_path), snapshot(office)
    for stop_at in range(3):
        steps = iter(range(10))

        def progress(
            _done: int, _all: int, words: str, steps: Iterator[int] = steps, at: int = stop_at
        ) -> None:
            assert words
            if next(steps) == at:
                raise Stopped

        with pytest.raises(Stopped):
            merging.merge_packages(office, [package], progress=progress)
        assert snapshot(office) == before


def test_a_disk_error_in_the_middle_leaves_nothing_of_any_package(
    office: CampaignSession, team: CampaignSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    team.save([set_visit("A", "place", "Hội trường")])
    first = sent(team, tmp_path, "mot.tdkt")
    team.save([set_visit("A", "place", "Phòng họp")])
    second = sent(team, tmp_path, "hai.tdkt")
    before = snapshot(office)
    from tdkt_desktop.storage import taking  # noqa: PLC0415 - the module under fault

    honest, calls = taking.note_package, []

    def failing(*arguments: object) -> None:
        calls.append(arguments)
        if len(calls) == 2:
            raise EnvironmentProblem("ổ đĩa đầy")
        honest(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(taking, "note_package", failing)
    with pytest.raises(EnvironmentProblem):
        merging.merge_packages(office, [first, second])
    monkeypatch.undo()
    assert snapshot(office) == before


def test_the_receipt_tells_the_team_what_was_taken(
    office: CampaignSession, team: CampaignSession, tmp_path: Path
) -> None:
    team.save([set_visit("A", "place", "Hội trường")])
    package = sent(team, tmp_path)
    report = merging.merge_packages(office, [package], receipts=tmp_path / "bien-nhan")
    (receipt,) = report.receipts
    text = receipt.read_text(encoding="utf-8")
    digest = packages.verify_package(package).digest
    assert digest in text
    assert "Đoàn số 01" in text
    assert "- Đơn vị 01: 1 mới" in text


def test_files_of_one_name_get_a_receipt_each(
    office: CampaignSession, team: CampaignSession, tmp_path: Path
) -> None:
    """Every team's stick may bear a file of the same name and number."""
    plan = tmp_path / "plans" / "ke-hoach-dot-thu-D2.tdkt"
    team.save([set_visit("A", "place", "Hội trường")])
    name = f"{'ữ' * 80}.tdkt"  # 245 bytes
    first = sent(team, tmp_path, name)
    with campaigns.open_campaign(packages.receive_plan(plan, tmp_path / "hai.tdktdb")) as other:
        other.save([set_visit("C", "place", "Phòng họp")])
        second = packages.export_team(other, "D2", tmp_path / "usb-2")
    second = second.rename(second.with_name(name))
    report = merging.merge_packages(office, [first, second], receipts=tmp_path / "bien-nhan")
    texts = [path.read_text(encoding="utf-8") for path in report.receipts]
    assert ["Đoàn số 01" in text for text in texts] == [True, False]
    assert ["Đoàn số 02" in text for text in texts] == [False, True]


@pytest.mark.expects_log
def test_a_receipt_that_cannot_be_written_does_not_hide_the_merge(
    office: CampaignSession, team: CampaignSession, tmp_path: Path
) -> None:
    team.save([set_visit("A", "place", "Hội trường")])
    (tmp_path / "bien-nhan").write_text("một tệp, không phải thư mục", encoding="utf-8")
    report = merging.merge_packages(office, [sent(team, tmp_path)], receipts=tmp_path / "bien-nhan")
    assert (report.added, report.receipts) == (1, ())
    assert "Chưa ghi được giấy xác nhận" in report.lines[-1]
    assert office.inspection("A").visit.place == "Hội trường"
