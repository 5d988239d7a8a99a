"""The ground every test stands on: no screen, own data folder, no network, no stray log record, golden files."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

import pytest
from hypothesis import settings

from tests.support import guards
from tests.support.golden import FOLDER, Golden

if TYPE_CHECKING:
    from tdkt_desktop.storage.server_place import ServerPlace
    from tests.support.postgres import Cluster

# The build machine is shared: a time limit per example would fail by chance, pytest-timeout catches a hang.
settings.register_profile("house", deadline=None, max_examples=60, derandomize="CI" in os.environ)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden from this run")


def pytest_configure(config: pytest.Config) -> None:
    """Settings of the person running the tests are neither read nor written."""
    folder = tempfile.TemporaryDirectory(prefix="tdkt-tests-", ignore_cleanup_errors=True)
    config.add_cleanup(folder.cleanup)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        os.environ[name] = str(Path(folder.name) / name.lower())


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program's data folder for this test alone."""
    folder = tmp_path / "data"
    monkeypatch.setenv("TDKT_DATA_DIR", str(folder))
    return folder


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    guards.forbid_network(monkeypatch)


@pytest.fixture(autouse=True)
def _no_stray_logs(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning nobody expected is a fault nobody looked at; mark the test `expects_log` where one is right."""
    with guards.unexpected_logs() as records:
        yield
    if records and request.node.get_closest_marker("expects_log") is None:
        pytest.fail(f"unexpected log records:\n{guards.describe(records)}", pytrace=False)


@pytest.fixture(autouse=True)
def _nothing_left_running() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = guards.left_running(before)
    if left:
        pytest.fail(f"left running: {', '.join(left)}", pytrace=False)


@pytest.fixture(scope="session")
def golden(pytestconfig: pytest.Config) -> Golden:
    """`golden("name.txt", text)` compares with tests/golden/name.txt."""
    return Golden(FOLDER, bool(pytestconfig.getoption("--update-golden")))


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server for this run (each worker its own)."""
    from tests.support.postgres import Cluster  # noqa: PLC0415 - most runs of a few tests need none

    running = Cluster()
    yield running
    running.stop()


@pytest.fixture
def database(cluster: Cluster) -> Iterator[Callable[[], str]]:
    """`database()` is the address of an empty database on a real server."""
    with cluster.databases() as lend:
        yield lend


@pytest.fixture(params=["file", "server"])
def stored(request: pytest.FixtureRequest) -> Callable[[Path], Path | ServerPlace]:
    """`stored(path)` is where a campaign is for this test: in its file, or on a server (each in its own database)."""
    if request.param == "file":
        return lambda path: path
    from tdkt_desktop.workflows.campaign import servers  # noqa: PLC0415

    database = request.getfixturevalue("database")

    def put(path: Path) -> ServerPlace:
        place = servers.server_place(database())
        servers.send_to_server(path, place)
        return place

    return put
