"""How fast an office takes packages into a campaign on a server, beside the same into a file: one secretary, and four.

The clock on the wall is compared: the server works in processes of its own.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from tdkt_desktop.workflows.campaign import servers
from tests.benchmarks.test_merge import Teams, apart, merge
from tests.support.postgres import Cluster

pytestmark = [pytest.mark.bench, pytest.mark.timeout(3000)]
MANY, SECRETARIES, LIMIT = 200, 4, 10.0


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """One that waits for the disk, as the file does."""
    running = Cluster(durable=True)
    yield running
    running.stop()


def test_a_server_beside_a_file(tmp_path: Path, database: Callable[[], str]) -> None:
    teams = Teams(tmp_path)
    files = teams.packages(MANY)
    places = []
    for name in ("may-chu", "cung-luc"):
        places.append(servers.server_place(database()))
        servers.send_to_server(teams.office(name), places[-1])
    file = apart(merge, teams.office("tep"), files)
    server = apart(merge, places[0], files)
    begun = time.monotonic()
    with ProcessPoolExecutor(SECRETARIES, mp_context=get_context("spawn")) as pool:
        shares = [files[start::SECRETARIES] for start in range(SECRETARIES)]
        added = [found["added"] for found in pool.map(merge, [places[1]] * SECRETARIES, shares)]
    together = time.monotonic() - begun
    assert sum(added) == server["added"] == file["added"]
    ratio = server["wall"] / file["wall"]
    print(
        f"\n{MANY} packages, {file['added']:.0f} revisions: into a file {file['wall']:.1f} s "
        f"({file['added'] / file['wall']:.0f} a second), into PostgreSQL {server['wall']:.1f} s "
        f"({server['added'] / server['wall']:.0f} a second): x{ratio:.2f} (limit {LIMIT:g}); CPU of the program "
        f"{file['cpu']:.1f} and {server['cpu']:.1f} s; {SECRETARIES} secretaries at once, a share each: {together:.1f} s "
        "with their programs' start"
    )
    assert ratio <= LIMIT
