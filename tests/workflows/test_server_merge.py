"""Several secretaries merge into one campaign on a server at once: as if one had merged everything."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tdkt_desktop.domain.changes import set_remark, set_visit
from tdkt_desktop.domain.errors import EnvironmentProblem, OthersWrote
from tdkt_desktop.domain.package_errors import UnknownMachine
from tdkt_desktop.domain.revisions import canonical
from tdkt_desktop.storage import taking
from tdkt_desktop.workflows.campaign import campaigns, servers
from tdkt_desktop.workflows.campaign.servers import ServerPlace
from tdkt_desktop.workflows.merge import machines, merging, packages
from tdkt_desktop.workflows.merge.merge_preview import Progress
from tdkt_desktop.workflows.session import CampaignSession
from tests.support.many_packages import many_packages, small_office
from tests.support.postgres import raw

Database = Callable[[], str]


def said(session: CampaignSession) -> dict[str, Any]:
    """Everything a campaign says, and whether its tables say what its log says."""
    session.forget()
    store = session.store
    found = {
        "revisions": [canonical([*one.key, one.id, one.value]) for one in store.revisions()],
        "campaign": session.campaign,
        "record": session.record,
        "conflicts": store.conflicts(),
        "wrong heads": store.wrong_heads(),
        "signers": [(one.key, one.owner, one.packages) for one in store.signers()],
    }
    store.rebuild()
    session.forget()
    assert (session.campaign, session.record) == (found["campaign"], found["record"])
    return found


def on_server(path: Path, database: Database) -> ServerPlace:
    place = servers.server_place(database())
    servers.send_to_server(path, place)
    return place


MERGE = """
import sys
from pathlib import Path
from tdkt_desktop.workflows.campaign import campaigns, servers
from tdkt_desktop.workflows.merge import merging

with campaigns.open_campaign(servers.server_place(sys.argv[1])) as session:
    print(merging.merge_packages(session, [Path(one) for one in sys.argv[2:]]).added)
"""


def merge_apart(place: ServerPlace, shares: Sequence[Sequence[Path]]) -> list[int]:
    """The merges of several secretaries at once, each in a process of its own. Returns how much each added."""
    command = [sys.executable, "-c", MERGE, place.url]
    running = [subprocess.Popen([*command, *share], stdout=subprocess.PIPE) for share in shares]
    said = [one.communicate()[0] for one in running]
    assert [one.returncode for one in running] == [0] * len(shares)
    return [int(one) for one in said]


def check_together(folder: Path, database: Database, secretaries: int, each: int) -> None:
    office = small_office(folder)
    step = each * 4 // 5  # a fifth of what each has, the next one has too
    files = many_packages(office, folder / "goi", secretaries * step, units=secretaries * step // 3)
    place = on_server(office, database)
    with campaigns.open_campaign(office) as one:
        expected_added = merging.merge_packages(one, files).added
        expected = said(one)
    shares = [
        [files[(start + at) % len(files)] for at in range(each)] for start in range(0, len(files), step)
    ]
    assert [len(share) for share in shares] == [each] * secretaries
    assert sum(merge_apart(place, shares)) == expected_added
    assert len(expected["conflicts"]) > secretaries
    with campaigns.open_campaign(place) as session:
        assert said(session) == expected
        assert len(session.store.last_batch()) <= each


def test_merges_at_the_same_time_give_what_one_merge_gives(tmp_path: Path, database: Database) -> None:
    check_together(tmp_path, database, 4, 10)


@pytest.mark.proof
@pytest.mark.timeout(3600)
def test_eight_merges_of_two_hundred_packages(tmp_path: Path, database: Database) -> None:
    check_together(tmp_path, database, 8, 200)


HANG = """
import sys
from pathlib import Path
from tdkt_desktop.workflows.campaign import campaigns, servers
from tdkt_desktop.workflows.merge import merging

def progress(done, of, words):
    if words.startswith("Đang ghi") and done == 3:
        print("in the middle", flush=True)
        sys.stdin.read()

with campaigns.open_campaign(servers.server_place(sys.argv[1])) as session:
    merging.merge_packages(session, [Path(one) for one in sys.argv[2:]], progress=progress)
"""


def test_a_client_killed_in_the_middle_leaves_nothing(tmp_path: Path, database: Database) -> None:
    office = small_office(tmp_path)
    files = many_packages(office, tmp_path / "goi", 5, units=5)
    place = on_server(office, database)
    with campaigns.open_campaign(place) as session:
        before = said(session)
        child = subprocess.Popen(
            [sys.executable, "-c", HANG, place.url, *files],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        with child:
            assert child.stdout is not None
            assert child.stdout.readline() == "in the middle\n"
            with raw(place) as other:  # it holds the lock, and has written
                assert other.execute(
                    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
                ).fetchone() == (1,)
            assert session.revision_count() == len(before["revisions"])
            child.kill()
        begun = time.monotonic()
        assert said(session) == before
        assert merging.merge_packages(session, files).added == 5 * 9
        assert time.monotonic() - begun < 60  # the lock went with the client


@pytest.fixture
def two(tmp_path: Path, database: Database) -> Iterator[tuple[CampaignSession, CampaignSession]]:
    """Two secretaries with the same campaign open."""
    place = on_server(small_office(tmp_path), database)
    with (
        campaigns.open_campaign(place, author="Thư ký 01") as one,
        campaigns.open_campaign(place, author="Thư ký 02") as other,
    ):
        yield one, other


def at_the_end_of_the_look(act: Callable[[], object]) -> Progress:
    """Somebody else acts after packages were looked at and before they are written."""
    left = [act]

    def progress(_done: int, _of: int, words: str) -> None:
        if words.startswith("Đang sao lưu") and left:
            left.pop()()

    return progress


def result(office: CampaignSession, folder: Path, place: str) -> Path:
    plan = packages.issue_plans(office, folder / "ke-hoach")[0]
    with campaigns.open_campaign(packages.receive_plan(plan, folder / f"{place}.tdktdb")) as team:
        team.save([set_visit("A", "place", place)])
        return packages.export_team(team, "", folder / place)


def test_a_package_that_somebody_else_took_meanwhile_is_passed_over(
    two: tuple[CampaignSession, CampaignSession], tmp_path: Path
) -> None:
    one, other = two
    files = [result(one, tmp_path, "mot"), result(one, tmp_path, "hai")]
    report = merging.merge_packages(
        one, files, progress=at_the_end_of_the_look(lambda: merging.merge_packages(other, files[:1]))
    )
    assert report.added == 1
    assert report.conflicts == 1
    assert len(merging.last_merge(one)) == 1
    assert said(one) == said(other)


def test_another_machine_that_came_first_meanwhile_is_asked_about(
    two: tuple[CampaignSession, CampaignSession], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    mine = result(one, tmp_path, "mot")
    monkeypatch.setenv("TDKT_DATA_DIR", str(tmp_path / "may-khac"))
    theirs, code = result(one, tmp_path, "hai"), machines.own_code()
    meanwhile = at_the_end_of_the_look(lambda: merging.merge_packages(other, [mine]))
    before = said(one)
    with pytest.raises(UnknownMachine):
        merging.merge_packages(one, [theirs], progress=meanwhile)
    assert [len(now["revisions"]) - len(before["revisions"]) for now in (said(one),)] == [1]
    merging.merge_packages(one, [theirs], trusted=[code])
    assert len(one.store.signers()) == 2


def test_what_somebody_undid_meanwhile_comes_in_whole(
    two: tuple[CampaignSession, CampaignSession], tmp_path: Path
) -> None:
    """What was looked at as known is no longer there: the packages are looked at again."""
    one, other = two
    plan = packages.issue_plans(one, tmp_path / "ke-hoach")[0]
    with campaigns.open_campaign(packages.receive_plan(plan, tmp_path / "doan.tdktdb")) as team:
        team.save([set_visit("A", "place", "Hội trường")])
        first = packages.export_team(team, "", tmp_path / "mot")
        team.save([set_visit("B", "place", "Phòng họp")])
        second = packages.export_team(team, "", tmp_path / "hai")
    merging.merge_packages(other, [first])
    report = merging.merge_packages(
        one, [second], progress=at_the_end_of_the_look(lambda: merging.undo_merge(other))
    )
    assert report.added == 2
    one.forget()
    assert [one.inspection(unit).visit.place for unit in "AB"] == ["Hội trường", "Phòng họp"]


def test_a_refused_transaction_is_tried_again_so_many_times(
    two: tuple[CampaignSession, CampaignSession], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _ = two
    file, before = result(one, tmp_path, "mot"), said(one)
    honest, times = taking.note_package, [0, 2]

    def refusing(*arguments: Any) -> None:
        times[0] += 1
        honest(*arguments)
        if times[0] <= times[1]:
            raise psycopg.errors.SerializationFailure

    monkeypatch.setattr(taking, "note_package", refusing)
    times[1] = 100
    with pytest.raises(OthersWrote):
        merging.merge_packages(one, [file])
    assert times[0] == merging.TRIES
    assert said(one) == before
    times[:] = [0, 2]
    assert merging.merge_packages(one, [file]).added == 1
    assert times[0] == 3


def test_a_lost_connection_is_told_and_the_next_try_connects_anew(
    two: tuple[CampaignSession, CampaignSession], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    file, before = result(one, tmp_path, "mot"), said(other)
    honest = taking.note_package

    def cut(connection: Any, *arguments: Any) -> None:
        connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")
        honest(connection, *arguments)

    monkeypatch.setattr(taking, "note_package", cut)
    with pytest.raises(EnvironmentProblem, match="Mất kết nối"):
        merging.merge_packages(one, [file])
    monkeypatch.undo()
    assert said(other) == before
    assert merging.merge_packages(one, [file]).added == 1


def test_sealed_elsewhere_is_sealed_here(two: tuple[CampaignSession, CampaignSession]) -> None:
    one, other = two
    one.save([set_remark("A", "N1", "narrative", "một")])
    assert other.inspection("A").remark("N1").narrative == "một"
    one.save([set_remark("A", "N1", "narrative", "hai")])
    other.save([set_remark("A", "N1", "narrative", "ba")])
    one.forget()
    assert one.inspection("A").remark("N1").narrative == "ba"
    assert one.conflict_count() == 0  # written on top of what was there, not beside it
