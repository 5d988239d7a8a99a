"""Packages are whole or refused; nothing about a refused one changes anything."""

from __future__ import annotations

import json
import random
import zipfile
from pathlib import Path

import pytest

from tdkt_desktop.domain.errors import (
    DamagedPackage,
    EnvironmentProblem,
    FileMissing,
    NewerFormat,
    TdktError,
    WrongFile,
)
from tdkt_desktop.exchange import package as package_room
from tdkt_desktop.exchange.package import Package, read_package, write_package
from tdkt_desktop.workflows import campaigns, packages
from tests.builders import write_campaign_files


@pytest.fixture
def package_path(tmp_path: Path) -> Path:
    path = campaigns.create_campaign(write_campaign_files(tmp_path), tmp_path / "dot.tdktdb")
    with campaigns.open_campaign(path) as session:
        return packages.issue_plans(session, tmp_path / "ke-hoach")[0]


def rewrite(path: Path, **bodies: bytes) -> Path:
    """A copy of a package with some entries replaced, and nothing else adapted."""
    with zipfile.ZipFile(path) as source:
        contents = {name: source.read(name) for name in source.namelist()}
    target = path.with_name("sua.tdkt")
    with zipfile.ZipFile(target, "w") as archive:
        for name, body in {**contents, **bodies}.items():
            archive.writestr(name, body)
    return target


def test_a_package_reads_back_as_it_was_written(package_path: Path, tmp_path: Path) -> None:
    first = read_package(package_path)
    again = write_package(first, tmp_path / "lai.tdkt")
    assert again == first
    assert first.revisions
    assert first.kind == "plan"


def outcome(path: Path) -> Package | TdktError:
    """What reading gives: the package, or the refusal."""
    try:
        return read_package(path)
    except TdktError as error:
        return error


@pytest.mark.parametrize("rounds", [150, pytest.param(5000, marks=pytest.mark.proof)])
def test_every_flipped_byte_is_noticed_or_harmless(package_path: Path, rounds: int) -> None:
    original, body = read_package(package_path), package_path.read_bytes()
    rng = random.Random(2019)
    refused = 0
    for _ in range(rounds):
        position = rng.randrange(len(body))
        spoiled = bytearray(body)
        spoiled[position] ^= 1 << rng.randrange(8)
        target = package_path.with_name("hong.tdkt")
        target.write_bytes(spoiled)
        found = outcome(target)
        if isinstance(found, TdktError):
            refused += 1
            assert found.remedy
        else:  # ZIP has bytes that mean nothing (times, flags): the content must then be the same
            assert found.revisions == original.revisions
            assert found.checklists == original.checklists
    assert refused > rounds / 2


def test_a_truncated_package_is_refused(package_path: Path) -> None:
    body = package_path.read_bytes()
    for length in (0, 10, len(body) // 2, len(body) - 1):
        target = package_path.with_name("cut.tdkt")
        target.write_bytes(body[:length])
        with pytest.raises(DamagedPackage):
            read_package(target)


def test_changed_content_with_an_unchanged_list_is_refused(package_path: Path) -> None:
    with pytest.raises(DamagedPackage, match=r"revisions\.jsonl không khớp"):
        read_package(rewrite(package_path, **{"revisions.jsonl": b"{}\n"}))


def test_entries_that_the_list_does_not_name_are_refused(package_path: Path) -> None:
    with pytest.raises(DamagedPackage, match="thừa hoặc thiếu"):
        read_package(rewrite(package_path, **{"../../trom.txt": b"x"}))
    assert not (package_path.parent.parent.parent / "trom.txt").exists()


def test_newer_foreign_and_missing_files_have_their_own_messages(package_path: Path, tmp_path: Path) -> None:
    manifest = json.loads(zipfile.ZipFile(package_path).read("manifest.json"))
    newer = rewrite(package_path, **{"manifest.json": json.dumps(manifest | {"version": "2.0"}).encode()})
    with pytest.raises(NewerFormat, match="phiên bản mới hơn"):
        read_package(newer)
    other = tmp_path / "khac.tdkt"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(WrongFile):
        read_package(other)
    with pytest.raises(FileMissing):
        read_package(tmp_path / "khong-co.tdkt")


def test_a_bomb_is_refused_before_it_is_unpacked(package_path: Path) -> None:
    target = package_path.with_name("bom.tdkt")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b"0" * 50_000_000)
    with pytest.raises(DamagedPackage, match=r"phình to|bảng kê"):
        read_package(target)


def test_a_failed_write_leaves_the_old_file(package_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, package = package_path.read_bytes(), read_package(package_path)

    def full(_package: Package, _file: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(package_room, "_write_zip", full)
    with pytest.raises(EnvironmentProblem, match="Không ghi được"):
        write_package(package, package_path)
    assert package_path.read_bytes() == before
    assert not list(package_path.parent.glob(".*"))
