"""Guards whose machine a package comes from: the first is noted, another one is asked about, a lock asks for its word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tdkt_desktop.domain.changes import set_visit
from tdkt_desktop.domain.errors import CampaignError
from tdkt_desktop.domain.machines import Standing, standing
from tdkt_desktop.domain.package_errors import PasswordNeeded, UnknownMachine, WeakPassword, WrongPassword
from tdkt_desktop.exchange.package.whole import read_package, write_package
from tdkt_desktop.storage.server_place import ServerPlace
from tdkt_desktop.workflows import opening
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.merge import machines, merge_preview, merging, packages
from tdkt_desktop.workflows.session import CampaignSession
from tests.builders import write_campaign_files

Stored = Callable[[Path], Path | ServerPlace]

Use = Callable[[str], str]


@pytest.fixture
def use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Use:
    """Sit down at a machine; returns its code."""

    def sit(name: str) -> str:
        monkeypatch.setenv("TDKT_DATA_DIR", str(tmp_path / f"may-{name}"))
        return machines.own_code()

    return sit


@pytest.fixture
def office(tmp_path: Path, use: Use, stored: Stored) -> Iterator[CampaignSession]:
    use("van-phong")
    file = campaigns.create_campaign(write_campaign_files(tmp_path), tmp_path / "office.tdktdb")
    with campaigns.open_campaign(stored(file), author="Thư ký") as session:
        yield session


def results(office: CampaignSession, folder: Path, place: str, password: str = "") -> Path:
    """What the team's machine that somebody sits at sends."""
    plan = packages.issue_plans(office, folder / "ke-hoach")[0]
    with campaigns.open_campaign(packages.receive_plan(plan, folder / f"{place}.tdktdb")) as team:
        team.save([set_visit("A", "place", place)])
        return packages.export_team(team, "", folder / place, password=password)


def test_keys_stand_as_they_came() -> None:
    a, b = "a" * 64, "b" * 64
    assert standing(a, ()) is Standing.FIRST
    assert standing(a, ("",)) is Standing.FIRST
    assert standing(a, (b, a)) is Standing.KNOWN
    assert standing(b, (a,)) is Standing.OTHER
    assert standing("", (a,)) is Standing.UNSIGNED
    assert standing("", ()) is standing("", ("",)) is Standing.OLD
    assert [one for one in Standing if one.must_ask] == [Standing.OTHER, Standing.UNSIGNED]


def test_results_that_are_called_a_plan_get_past_no_key(
    office: CampaignSession, tmp_path: Path, use: Use
) -> None:
    """Plans are the office's own: one that another machine packed is asked about like any other machine."""
    own = packages.issue_plans(office, tmp_path / "ke-hoach")[0]
    merging.merge_packages(office, [own])
    stranger = use("may-la")
    with campaigns.open_campaign(packages.receive_plan(own, tmp_path / "la.tdktdb")) as copy:
        copy.save([set_visit("A", "place", "Nơi khác")])
        copy.team = ""
        foreign = packages.issue_plans(copy, tmp_path / "gia")[0]
    use("van-phong")
    before = office.revision_count()
    (look,) = merge_preview.preview_merge(office, [foreign]).packages
    assert look.standing is Standing.OTHER
    with pytest.raises(UnknownMachine) as refusal:
        merging.merge_packages(office, [foreign])
    assert refusal.value.code == stranger
    assert "văn phòng" in refusal.value.message
    assert office.revision_count() == before
    merging.merge_packages(office, [foreign], trusted=[stranger])
    assert office.inspection("A").visit.place == "Nơi khác"


def test_another_machine_is_asked_about_and_known_from_then_on(
    office: CampaignSession, tmp_path: Path, use: Use
) -> None:
    first = use("doan")
    one = results(office, tmp_path, "mot")
    merging.merge_packages(office, [one])
    assert [(found.owner, machines.code_of(found.key)) for found in office.store.signers()] == [("D1", first)]
    second = use("may-moi")
    two = results(office, tmp_path, "hai")
    before = office.revision_count()
    (look,) = merge_preview.preview_merge(office, [two]).packages
    assert look.standing is Standing.OTHER
    assert f"CHÚ Ý: máy {second}" in merge_preview.preview_line(office, look)
    with pytest.raises(UnknownMachine) as refusal:
        merging.merge_packages(office, [two])
    assert refusal.value.code == second
    assert first in refusal.value.message
    assert office.revision_count() == before
    merging.merge_packages(office, [two], trusted=[second])
    three = results(office, tmp_path, "ba")
    merging.merge_packages(office, [three])
    assert {found.packages for found in office.store.signers()} == {1, 2}


def test_two_machines_in_one_batch_are_noticed_too(office: CampaignSession, tmp_path: Path, use: Use) -> None:
    use("doan")
    one = results(office, tmp_path, "mot")
    use("may-la")
    two = results(office, tmp_path, "hai")
    with pytest.raises(UnknownMachine):
        merging.merge_packages(office, [one, two])
    assert office.store.signers() == ()


def test_a_file_without_a_signature_after_signed_ones_is_asked_about(
    office: CampaignSession, tmp_path: Path, use: Use
) -> None:
    use("doan")
    merging.merge_packages(office, [results(office, tmp_path, "mot")])
    signed = read_package(results(office, tmp_path, "hai"))
    bare = tmp_path / "tran.tdkt"
    write_package(signed, bare)
    with pytest.raises(UnknownMachine, match="không có chữ ký"):
        merging.merge_packages(office, [bare])
    merging.merge_packages(office, [bare], trusted=[machines.WITHOUT])
    assert len(office.store.signers()) == 1


def test_undoing_the_merge_forgets_the_machine(office: CampaignSession, tmp_path: Path, use: Use) -> None:
    use("doan")
    merging.merge_packages(office, [results(office, tmp_path, "mot")])
    merging.undo_merge(office)
    assert office.store.signers() == ()


def test_machines_have_names(office: CampaignSession, tmp_path: Path, use: Use) -> None:
    code = use("doan")
    merging.merge_packages(office, [results(office, tmp_path, "mot")])
    machines.name_machine(office, code.lower(), " Máy  xách tay ")
    ((shown, name, words),) = machines.machine_rows(office)
    assert (shown, name) == (code, "Máy xách tay")
    assert "Đoàn số 01, Máy xách tay" in words
    assert "01 tệp" in words
    with pytest.raises(CampaignError, match="Không có máy"):
        machines.name_machine(office, "AAAA", "x")


def test_a_team_knows_the_office_and_asks_when_a_plan_comes_from_elsewhere(
    office: CampaignSession, tmp_path: Path, use: Use
) -> None:
    plan = packages.issue_plans(office, tmp_path / "lan-1")[0]
    use("doan")
    store = opening.open_any(plan).store
    assert store is not None
    use("ke-gia")
    office.save([set_visit("A", "place", "Nơi hẹn khác")])
    forged = packages.issue_plans(office, tmp_path / "lan-2")[0]
    code = use("doan") and machines.code_of(read_package(forged).signed_by)
    with pytest.raises(UnknownMachine, match="văn phòng"):
        opening.open_any(forged)
    assert opening.open_any(forged, trusted=[code]).store == store
    with campaigns.open_campaign(store, writing=False) as team:
        assert team.inspection("A").visit.place == "Nơi hẹn khác"


@pytest.mark.parametrize("stored", ["file"], indirect=True)  # takes seconds, and knows no store
def test_a_locked_file_opens_with_its_password_everywhere(
    office: CampaignSession, tmp_path: Path, use: Use
) -> None:
    plan = packages.issue_plans(office, tmp_path / "khoa", password="mat khau ke hoach")[0]
    use("doan")
    with pytest.raises(PasswordNeeded):
        opening.open_any(plan)
    with pytest.raises(WrongPassword):
        opening.open_any(plan, password="mat khau khac")
    store = opening.open_any(plan, password="mat khau ke hoach").store
    assert store is not None
    with campaigns.open_campaign(store) as team:
        team.save([set_visit("A", "place", "Hội trường")])
        with pytest.raises(WeakPassword):
            packages.export_team(team, "", tmp_path / "gui", password="ngan")
        locked = packages.export_team(team, "", tmp_path / "gui", password="mat khau ket qua")
    with pytest.raises(PasswordNeeded):
        packages.verify_package(locked)
    assert packages.verify_package(locked, "mat khau ket qua").locked
    with pytest.raises(PasswordNeeded):
        merging.merge_packages(office, [locked])
    preview = merge_preview.preview_merge(office, [locked], lenient=True, passwords=["mat khau ke hoach"])
    assert (preview.locked, preview.locked_by_another) == ((locked,), True)
    merging.merge_packages(office, [locked], passwords=["mat khau ke hoach", "mat khau ket qua"])
    assert office.inspection("A").visit.place == "Hội trường"


def test_the_receipt_names_the_machine(office: CampaignSession, tmp_path: Path, use: Use) -> None:
    code = use("doan")
    report = merging.merge_packages(office, [results(office, tmp_path, "mot")], receipts=tmp_path / "giay")
    assert code in report.receipts[0].read_text(encoding="utf-8")
