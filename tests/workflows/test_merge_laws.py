"""The laws of merging, over generated histories of several machines with clocks that lie, in real campaign files.

Merging is commutative, associative and idempotent; nothing that came in is missing afterwards; undoing restores exactly;
the tables say what the log says.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from sqlmodel import SQLModel

from tdkt_desktop.domain import changes
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.revisions import Change, Revision, canonical, settle
from tdkt_desktop.domain.values import Item
from tdkt_desktop.storage.reading import Taken
from tdkt_desktop.storage.server_store import open_server_store
from tdkt_desktop.storage.store import Store
from tdkt_desktop.workflows.campaign import campaigns, servers
from tdkt_desktop.workflows.merge import merging, packages
from tdkt_desktop.workflows.session import CampaignSession
from tests.builders import write_campaign_files
from tests.random_changes import any_change, tidy
from tests.support.histories import UNITS, WORDS, History, Machine, histories
from tests.support.postgres import Cluster

PROJECTED = (
    "campaign",
    "team",
    "unit",
    "prose",
    "notice_text",
    "inspection",
    "answer",
    "item",
    "remark",
    "evidence",
    "declared",
)


class Bench:
    """Campaign files that are set back to one common log for every example. Durability is not what is asked here."""

    def __init__(self, folder: Path) -> None:
        base = campaigns.create_campaign(write_campaign_files(folder), folder / "chung.tdktdb")
        with campaigns.open_campaign(base) as session:
            self.revisions = session.store.revisions()
            self.checklists = session.store.checklist_contents()
        self.stores = [self._open(base, folder / f"{number}.tdktdb") for number in range(3)]
        self.empty, self.empty_tables = export(self.stores[0]), tables(self.stores[0])

    def _open(self, base: Path, path: Path) -> Store:
        shutil.copyfile(base, path)
        store = Store(path)
        store.warm_up()
        assert store._engine is not None
        connection = store._engine.raw_connection()
        for words in ("synchronous = OFF", "journal_mode = MEMORY", "locking_mode = NORMAL"):
            connection.cursor().execute(f"PRAGMA {words}")
        connection.cursor().execute("ATTACH DATABASE ? AS base", (str(base),))
        return store

    def fresh(self, number: int) -> Store:
        """One of the files, set back."""
        store = self.stores[number]
        with store._writing() as connection:
            for table in SQLModel.metadata.tables:
                connection.exec_driver_sql(f'DELETE FROM "{table}"')  # noqa: S608 - names of ours
                connection.exec_driver_sql(f'INSERT INTO "{table}" SELECT * FROM base."{table}"')  # noqa: S608
        return store

    def close(self) -> None:
        for store in self.stores:
            store.close()


class ServerBench(Bench):
    """The same on a server, each campaign in a database of its own."""

    def __init__(self, folder: Path, database: Callable[[], str]) -> None:
        self._database = database
        super().__init__(folder)

    def _open(self, base: Path, path: Path) -> Store:
        place = servers.server_place(self._database())
        servers.send_to_server(base, place)
        store = open_server_store(place)
        with store._writing() as connection:
            connection.exec_driver_sql("CREATE SCHEMA base")
            for table in SQLModel.metadata.tables:
                connection.exec_driver_sql(f'CREATE TABLE base."{table}" AS TABLE "{table}"')
            connection.exec_driver_sql("ALTER TABLE base.package DROP COLUMN rowid")
        return store

    def close(self) -> None:
        for store in self.stores:
            with store._writing() as connection:
                connection.exec_driver_sql("DROP SCHEMA base CASCADE")
        super().close()


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    made = Bench(tmp_path_factory.mktemp("luat"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def server_bench(tmp_path_factory: pytest.TempPathFactory, cluster: Cluster) -> Iterator[Bench]:
    with cluster.databases() as database:
        made = ServerBench(tmp_path_factory.mktemp("luat"), database)
        yield made
        made.close()


_READ: dict[str, Checklist] = {}


def checklist(store: Store, digest: str) -> Checklist:
    """Read once for all examples: nothing about reading one is asked here. (That it is there is: `export`.)"""
    if digest not in _READ:
        _READ[digest] = store.checklist(digest)
    return _READ[digest]


def export(store: Store) -> dict[str, Any]:
    """Everything a campaign file says, in a form that is the same wherever the same is said."""
    campaign = store.campaign()
    return {
        "revisions": [canonical([*one.key, one.id, one.value]) for one in store.revisions()],
        "checklists": store.checklist_contents(),
        "campaign": campaign,
        "record": store.record(checklist(store, campaign.checklist_digest)),
        "conflicts": store.conflicts(),
        "wrong heads": store.wrong_heads(),
    }


def tables(store: Store) -> dict[str, list[str]]:
    return {
        name: sorted(repr(sorted(row.items())) for row in store._reader.table(name)) for name in PROJECTED
    }


def bring(store: Store, name: str, revisions: Sequence[Revision], checklists: dict[str, str]) -> int:
    return store.take_package(revisions, Taken(name, "", name, "D1", name, batch=name), checklists)


def bring_machine(store: Store, machine: Machine, name: str) -> int:
    return bring(store, name, list(machine.log.values()), machine.checklists)


def check_order_and_grouping(bench: Bench, history: History) -> list[dict[str, Any]]:
    """Commutative and associative. Returns what the first file said before each package, and at the end."""
    machines = history.machines
    one, two, three = (bench.fresh(number) for number in range(3))
    said = [bench.empty]
    for number in range(3):
        bring_machine(one, machines[number], f"goi-{number}")
        bring_machine(two, machines[history.order[number]], f"goi-{number}")
        said.append(export(one))
    assert export(two) == said[-1]
    a, b, c = (machines[number] for number in history.order)
    bring(three, "b-c", [*c.log.values(), *b.log.values()], b.checklists | c.checklists)
    bring_machine(three, a, "a")
    assert export(three) == said[-1]
    return said


def check_again(bench: Bench, history: History, result: dict[str, Any]) -> None:
    """Idempotent; and with itself."""
    one = bench.stores[0]
    assert sum(bring_machine(one, machine, f"lai-{machine.device}") for machine in history.machines) == 0
    assert bring(one, "chinh-no", one.revisions(), one.checklist_contents()) == 0
    assert export(one) == result


def check_nothing_is_missing(bench: Bench, history: History) -> None:
    kept = {one.id: one for one in bench.stores[0].revisions()}
    for machine in history.machines:
        for revision in machine.log.values():
            assert kept.get(revision.id) == revision
        assert machine.checklists.items() <= bench.stores[0].checklist_contents().items()


def check_against_the_domain(bench: Bench, history: History) -> None:
    """What the file shows, and which conflicts it has, is what the domain makes of the united log by itself."""
    united = Machine("van-phong", 2026, {one.id: one for one in bench.revisions}, {})
    for machine in history.machines:
        united.take(machine)
    store = bench.stores[0]
    assert store.conflicts() == united.conflicts()
    record = store.record(checklist(store, store.campaign().checklist_digest))
    assert store.campaign().title == united.value("campaign", "title")
    for unit in UNITS:
        narrative = united.value(f"remark/{unit}/N1", "narrative")
        assert record.of(unit).remark("N1").narrative == (narrative or "")
        assert record.of(unit).visit.place == (united.value(f"inspection/{unit}", "place") or "")
        shown = {item.id: item.text for item in record.of(unit).items("N2.1")}
        for line in ("d1", "d2", "d3"):
            value = united.value(f"item/{unit}/N2.1/{line}", "item")
            assert shown.get(line) == (None if value is None else value.get("text", ""))


def check_rebuilt(bench: Bench) -> None:
    store = bench.stores[0]
    live = tables(store)
    store.rebuild()
    assert tables(store) == live


def check_undone(bench: Bench, said: Sequence[dict[str, Any]]) -> None:
    """Package by package backwards, and all at once; the tables as if nothing had ever come."""
    one, two, three = bench.stores
    for number in reversed(range(3)):
        one.untake([f"goi-{number}"])
        assert export(one) == said[number]
    two.untake([f"goi-{number}" for number in range(3)])
    three.untake(["a", "b-c"])
    assert tables(one) == tables(two) == tables(three) == bench.empty_tables
    assert export(two) == bench.empty


def check_all(bench: Bench, history: History) -> None:
    said = check_order_and_grouping(bench, history)
    check_again(bench, history, said[-1])
    check_nothing_is_missing(bench, history)
    check_against_the_domain(bench, history)
    check_rebuilt(bench)
    check_undone(bench, said)


def hold_the_laws(
    bench: Bench, examples: int, phases: Sequence[Phase] = tuple(Phase), start: int | None = None
) -> None:
    begin: Callable[[Any], Any] = (lambda test: test) if start is None else seed(start)

    @begin
    @settings(
        max_examples=examples,
        deadline=None,
        phases=phases,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(histories(bench.revisions, bench.checklists))
    def laws(history: History) -> None:
        check_all(bench, history)

    laws()


def test_the_laws_of_merging(bench: Bench) -> None:
    hold_the_laws(bench, 300)


def test_the_laws_of_merging_on_a_server(server_bench: Bench) -> None:
    hold_the_laws(server_bench, 15)


@pytest.mark.proof
@pytest.mark.timeout(7200)
def test_the_laws_of_merging_over_twenty_thousand_histories(bench: Bench) -> None:
    hold_the_laws(bench, 20_000)


@pytest.mark.proof
@pytest.mark.timeout(7200)
def test_the_laws_of_merging_on_a_server_over_a_thousand_histories(server_bench: Bench) -> None:
    hold_the_laws(server_bench, 1000)


@pytest.mark.parametrize("broken", ["clock", "lost", "undo", "seal"])
def test_a_broken_promise_is_found(bench: Bench, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    """The laws are tests that can fail: each of these defects is one that programs of this kind have had."""
    from tdkt_desktop.storage import log, showing, taking  # noqa: PLC0415 - the modules that are spoiled

    honest_take = taking.take
    if broken == "clock":  # the newer clock wins
        monkeypatch.setattr(
            showing,
            "settle",
            lambda heads, _line=frozenset(): settle((max(heads, key=lambda one: one.recorded_at),)),
        )
    elif broken == "lost":  # what was removed is not told
        monkeypatch.setattr(
            taking,
            "take",
            lambda connection, given: honest_take(
                connection, [one for one in given if one.value is not None]
            ),
        )
    elif broken == "undo":  # what had been replaced does not show again
        monkeypatch.setattr(log, "mark_heads", lambda *_: None)
    else:  # a seal that arrives does not decide over what was here
        monkeypatch.setattr(showing, "_sealed_contents", lambda *_: {})
    with pytest.raises(AssertionError):  # noqa: PT012 - either budget may find it
        for examples in (60, 2000):  # ends at the first; with this start and few examples one comes early
            hold_the_laws(bench, examples, [Phase.generate], start=2)


EDITS = st.lists(
    st.one_of(
        any_change(unit="A"),
        st.builds(changes.set_visit, st.just("A"), st.just("place"), WORDS),
        st.builds(
            changes.set_item, st.just("A"), st.just("N2.1"), st.builds(Item, id=st.just("d1"), text=WORDS)
        ),
    ),
    max_size=4,
)


def write_and_merge(
    office: CampaignSession, folder: Path, edits: Sequence[Sequence[Change]], after: Sequence[Change]
) -> None:
    """Through the doors of the program: two laptops receive the plan, type, export; the office merges, types on, undoes."""
    plan = packages.issue_plans(office, folder / "ke-hoach")[0]
    files = []
    for number, typed in enumerate(edits[1:]):
        path = packages.receive_plan(plan, folder / f"may-{number}.tdktdb")
        with campaigns.open_campaign(path, author="Đoàn") as team:
            team.save([one for one in typed if not one.subject.startswith("evidence/")])
            files.append(packages.export_team(team, "D1", folder / f"gui-{number}"))
    _ = office.record
    office.save([one for one in edits[0] if not one.subject.startswith("evidence/")])
    before = export(office.store)
    merging.merge_packages(office, files)
    _ = office.record
    office.save([one for one in after if not one.subject.startswith("evidence/")])
    live = {unit: tidy(office.inspection(unit)) for unit in UNITS}
    office.forget()
    assert {unit: tidy(office.inspection(unit)) for unit in UNITS} == live
    if merging.last_merge(office) and not after:
        merging.undo_merge(office)
        assert export(office.store) == before


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits=st.lists(EDITS, min_size=3, max_size=3), after=EDITS)
def test_the_session_knows_after_a_merge_what_the_file_says(
    tmp_path_factory: pytest.TempPathFactory, edits: list[list[Change]], after: list[Change]
) -> None:
    folder = tmp_path_factory.mktemp("that")
    path = campaigns.create_campaign(write_campaign_files(folder), folder / "van-phong.tdktdb")
    with campaigns.open_campaign(path, author="Thư ký") as session:
        write_and_merge(session, folder, edits, after)
