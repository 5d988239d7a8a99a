"""How fast the office takes in the teams' files: as a multiple of reading, hashing, decoding and inserting the same files
in the same run; how it grows; what it needs of memory; how soon it stops.

CPU time is compared, so that a busy machine does not decide; the clock on the wall is printed beside it. Every
measurement runs in a process of its own.
"""

from __future__ import annotations

import hashlib
import json
import resource
import sqlite3
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from tdkt_desktop.domain import changes
from tdkt_desktop.domain.evidence import Evidence
from tdkt_desktop.domain.revisions import Change, Revision, content_id, new_revision
from tdkt_desktop.exchange.package.whole import Package, new_id, write_package
from tdkt_desktop.storage.machine_key import machine_key
from tdkt_desktop.storage.opening import new_store
from tdkt_desktop.storage.reading import Taken
from tdkt_desktop.storage.server_place import ServerPlace
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.merge import merging
from tests.benchmarks.filled import _unit_changes as unit_changes
from tests.benchmarks.filled import filled_campaign

pytestmark = [pytest.mark.bench, pytest.mark.timeout(3000)]
FLOOR_LIMIT, GROWTH_LIMIT, FLAT_LIMIT, PHOTOS_MB, STOP_SECONDS = 3.0, 1.25, 1.35, 500, 1.0
MANY = 1000
PHOTO = 300_000  # bytes, as a photo made smaller for the minutes


class Teams:
    """An office with a campaign, and packages of one unit each, every criterion and question filled."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.signer = machine_key(folder)
        with campaigns.open_campaign(filled_campaign(folder / "khuon", 1), writing=False) as session:
            self.campaign, self.checklist = session.campaign, session.checklist
            self.checklists = session.store.checklist_contents()
            own = ("unit/", "inspection/", "answer/", "item/", "remark/", "evidence/")
            self.common = [one for one in session.store.revisions() if not one.subject.startswith(own)]

    def office(self, name: str) -> Path:
        path = self.folder / name / "van-phong.tdktdb"
        with new_store(path, campaign_id=self.campaign.id) as store:
            store.take_package(self.common, Taken("ke-hoach", "", "", "", ""), dict(self.checklists))
        return path

    def packages(self, count: int, photos: int = 0) -> list[Path]:
        folder = self.folder / f"goi-{count}-{photos}"
        folder.mkdir()
        return [self._package(folder, number, photos) for number in range(1, count + 1)]

    def _package(self, folder: Path, number: int, photos: int) -> Path:
        unit, team = f"DV{number:05d}", self.campaign.teams[0].code
        names = {"number": number, "official": f"Đơn vị được kiểm tra số {number}", "team": team}
        wanted = [Change(f"unit/{unit}", name, value) for name, value in names.items()]
        wanted += unit_changes(unit, self.checklist)
        files: dict[str, Path] = {}
        for photo in range(photos):
            path = folder / f"{number}-{photo}.jpg"
            body = hashlib.sha256(f"{number}-{photo}".encode()).digest() * (PHOTO // 32)
            path.write_bytes(body)
            digest = hashlib.sha256(body).hexdigest()
            files[digest] = path
            wanted.append(
                changes.set_evidence(unit, Evidence(f"e{photo}", digest, path.name, "image/jpeg", len(body)))
            )
        revisions = [
            new_revision(
                change,
                author="Trưởng đoàn",
                device=f"{number:012x}",
                lamport=1000 + at,
                parents=(),
                recorded_at="2019-08-28T08:00:00+07:00",
            )
            for at, change in enumerate(wanted)
        ]
        path = folder / f"{number:05d}.tdkt"
        write_package(self._made(team, number, [*self.common, *revisions], files), path, signer=self.signer)
        for file in files.values():
            file.unlink()
        return path

    def _made(self, team: str, number: int, revisions: Sequence[Revision], files: dict[str, Path]) -> Package:
        return Package(
            id=new_id(),
            kind="team",
            campaign_id=self.campaign.id,
            campaign_title=self.campaign.title,
            team=team,
            device=f"{number:012x}",
            sequence=1,
            created_at="2019-08-28T17:00:00+07:00",
            checklists=self.checklists,
            revisions=tuple(revisions),
            files=files,
        )


@pytest.fixture(scope="module")
def teams(tmp_path_factory: pytest.TempPathFactory) -> Teams:
    return Teams(tmp_path_factory.mktemp("doan"))


def apart(work: Callable[..., dict[str, float]], *arguments: Any) -> dict[str, float]:
    """Run in a fresh process: its memory is its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def figures(since: tuple[float, float]) -> dict[str, float]:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"cpu": time.process_time() - since[0], "wall": time.monotonic() - since[1], "peak": peak}


def now() -> tuple[float, float]:
    return time.process_time(), time.monotonic()


def floor(office: Path, files: Sequence[Path], hashed: bool) -> dict[str, float]:
    """Reading, hashing, decoding, and one transaction of one executemany. `hashed`: each revision's own hash too, for
    that is its name and a reader that does not look is no reader.
    """
    since = now()
    rows = (row for file in files for row in _rows(file, hashed))
    connection = sqlite3.connect(office, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("BEGIN")
    marks = "?, ?, ?, ?, ?, ?, ?, ?, ?, 1"
    connection.executemany(f"INSERT OR IGNORE INTO revision VALUES ({marks})", rows)  # noqa: S608
    connection.execute("COMMIT")
    connection.close()
    return figures(since)


def _rows(file: Path, hashed: bool) -> Iterator[tuple[Any, ...]]:
    hashlib.sha256(file.read_bytes()).hexdigest()
    with zipfile.ZipFile(file) as archive:
        bodies = {name: archive.read(name) for name in archive.namelist()}
    for body in bodies.values():
        hashlib.sha256(body).hexdigest()
    for line in bodies["revisions.jsonl"].splitlines():
        raw = json.loads(line)
        if hashed:
            one = Revision(**{**raw, "parents": tuple(raw["parents"])})
            assert content_id(one) == one.id
        yield (
            raw["id"],
            raw["subject"],
            raw["field"],
            json.dumps(raw["value"], ensure_ascii=False),
            raw["author"],
            raw["device"],
            raw["lamport"],
            json.dumps(raw["parents"]),
            raw["recorded_at"],
        )


def merge(office: Path | ServerPlace, files: Sequence[Path]) -> dict[str, float]:
    with campaigns.open_campaign(office) as session:
        session.warm_up()
        since = now()
        report = merging.merge_packages(session, files)
        found = figures(since)
        assert report.conflicts == 0
        return found | {"added": report.added}


def stop(office: Path, files: Sequence[Path], after: float) -> dict[str, float]:
    """Somebody stops some time after the beginning; how long until it is over, and nothing has happened."""

    class Stopped(Exception):
        pass

    with campaigns.open_campaign(office) as session:
        session.warm_up()
        before, begun = session.revision_count(), time.monotonic()
        told: list[float] = []

        def progress(_done: int, _all: int, _words: str) -> None:
            told.append(time.monotonic())
            if told[-1] - begun > after:
                raise Stopped

        try:
            merging.merge_packages(session, files, progress=progress)
        except Stopped:
            over = time.monotonic() - begun - after
        else:
            over = -1.0
        gaps = [two - one for one, two in zip([begun, *told], told, strict=False)]
        assert over < 0 or session.revision_count() == before
        return {"over": over, "gap": max(gaps)}


def test_a_thousand_packages_against_the_floor(teams: Teams) -> None:
    files = teams.packages(MANY)
    plain = apart(floor, teams.office("san-1"), files, False)
    hashed = apart(floor, teams.office("san-2"), files, True)
    merged = apart(merge, teams.office("gop"), files)
    half = apart(merge, teams.office("nua"), files[: MANY // 4])
    growth = merged["cpu"] / half["cpu"] / 4
    print(
        f"\n{MANY} packages, {merged['added']:.0f} revisions: floor {hashed['cpu']:.2f} s CPU ({hashed['wall']:.2f} s), "
        f"without the revisions' own hashes {plain['cpu']:.2f} s; merged in {merged['cpu']:.2f} s CPU "
        f"({merged['wall']:.2f} s): x{merged['cpu'] / hashed['cpu']:.2f} (limit {FLOOR_LIMIT:g}), "
        f"x{merged['cpu'] / plain['cpu']:.2f} of the bare one; four times as many packages: x{4 * growth:.2f} time "
        f"(limit {4 * GROWTH_LIMIT:g}), memory {half['peak']:.0f} -> {merged['peak']:.0f} MB (limit x{FLAT_LIMIT:g})"
    )
    assert merged["cpu"] <= FLOOR_LIMIT * plain["cpu"]
    assert growth <= GROWTH_LIMIT
    assert merged["peak"] <= FLAT_LIMIT * half["peak"]
    for after in (0.2, merged["wall"] * 0.3, merged["wall"] * 0.8):
        stopped = apart(stop, teams.office(f"dung-{after:.2f}"), files, after)
        print(f"stopped after {after:.1f} s: over in {stopped['over']:.2f} s (limit {STOP_SECONDS:g})")
        assert stopped["over"] <= STOP_SECONDS


def test_thirty_teams_with_three_thousand_photos(teams: Teams) -> None:
    files = teams.packages(30, photos=100)
    merged = apart(merge, teams.office("anh"), files)
    print(
        f"\n30 teams, 3,000 photos of {PHOTO // 1000} kB: {merged['wall']:.1f} s, "
        f"memory {merged['peak']:.0f} MB (limit {PHOTOS_MB})"
    )
    assert merged["peak"] <= PHOTOS_MB
    stopped = apart(stop, teams.office("anh-dung"), files, merged["wall"] * 0.7)
    print(f"stopped while photos are copied: over in {stopped['over']:.2f} s (limit {STOP_SECONDS:g})")
    assert stopped["over"] <= STOP_SECONDS
