"""Every flipped byte and every cut of a package: refused with a reason, or the very same content. Locked ones too."""

from __future__ import annotations

import contextlib
import errno
import io
import logging
import random
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tdkt_desktop.domain.errors import EnvironmentProblem, TdktError
from tdkt_desktop.domain.package_errors import PasswordNeeded
from tdkt_desktop.exchange.package import writing as package_writing
from tdkt_desktop.exchange.package.whole import Package, attached, read_package, write_package
from tests.exchange.hostile.corpus_locked import CHEAP, PASSWORD
from tests.exchange.hostile.making import PHOTO, PHOTO_DIGEST, Key, honest

SLOWEST = 5.0  # seconds


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    photo = tmp_path / "anh"
    photo.write_bytes(PHOTO)
    path = tmp_path / "goi.tdkt"
    write_package(honest({PHOTO_DIGEST: photo}), path, signer=Key())
    return path


@pytest.fixture
def locked(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Locked at a cost that allows thousands of tries; everything else as it always is."""
    monkeypatch.setattr(package_writing, "COST", CHEAP)
    path = tmp_path / "khoa.tdkt"
    write_package(read_package(whole), path, signer=Key(), password=PASSWORD)
    return path


def damages(body: bytes, rounds: int) -> Iterator[bytes]:
    """Single flips and cuts: every bit and every length once where there are rounds enough, the rest by chance."""
    rng = random.Random(20190827)
    everything = [(place, 1 << bit) for place in range(len(body)) for bit in range(8)]
    cuts = list(range(len(body)))
    rng.shuffle(everything)
    rng.shuffle(cuts)
    flips = everything[: rounds - min(len(cuts), rounds // 4)]
    for place, mask in flips:
        spoiled = bytearray(body)
        spoiled[place] ^= mask
        yield bytes(spoiled)
    cut_count = min(len(cuts), rounds - len(flips))
    yield from (body[:length] for length in cuts[:cut_count])
    for _ in range(rounds - len(flips) - cut_count):  # whole bytes, and several at once
        spoiled = bytearray(body)
        for place in rng.sample(range(len(body)), rng.choice((1, 1, 2, 5))):
            spoiled[place] ^= rng.randrange(1, 256)
        yield bytes(spoiled)


def content_of(package: Package) -> tuple[Package, dict[str, bytes]]:
    files = {}
    for digest in package.files:
        with attached(package, digest) as (stream, _):
            files[digest] = stream.read()
    return replace(package, digest="", files={}), files


def refused(path: Path, rounds: int, password: str = "") -> int:
    """Try every damage; returns how many were refused, the others had the same content."""
    original, body = content_of(read_package(path, password)), path.read_bytes()
    target, count, longest = path.with_name("hong.tdkt"), 0, 0.0
    advice: set[str] = set()
    for spoiled in damages(body, rounds):
        target.write_bytes(spoiled)
        began = time.monotonic()
        try:
            found = content_of(read_package(target, password))
        except TdktError as error:
            count += 1
            advice.add(error.remedy)
        else:
            assert found == original
        longest = max(longest, time.monotonic() - began)
    assert longest < SLOWEST
    assert all(remedy.startswith("Hãy ") for remedy in advice)
    assert target.read_bytes() == spoiled
    logging.getLogger(__name__).info("%d damages: %d refused, slowest %.0f ms", rounds, count, longest * 1000)
    return count


MANY = pytest.param(100_000, marks=pytest.mark.proof)


@pytest.mark.parametrize("rounds", [2000, MANY])
def test_a_damaged_package_is_refused_or_the_same(whole: Path, rounds: int) -> None:
    """A ZIP has a few bytes that mean nothing here: times, versions of packers, rights."""
    assert rounds * 0.9 < refused(whole, rounds) < rounds


@pytest.mark.parametrize("rounds", [1000, MANY])
def test_a_damaged_locked_package_is_always_refused(locked: Path, rounds: int) -> None:
    """Every byte of the envelope means something."""
    assert refused(locked, rounds, PASSWORD) == rounds


def test_damage_and_a_wrong_password_are_told_apart(locked: Path) -> None:
    body, said = locked.read_bytes(), set()
    for place in range(0, len(body), 7):
        spoiled = bytearray(body)
        spoiled[place] ^= 0x10
        locked.write_bytes(spoiled)
        with pytest.raises(TdktError) as refusal:
            read_package(locked, PASSWORD)
        said.add(type(refusal.value).__name__)
    assert "WrongPassword" not in said
    assert said <= {"DamagedPackage", "WrongFile", "NewerFormat"}
    locked.write_bytes(body)
    with pytest.raises(PasswordNeeded):
        read_package(locked)


class PulledOut(io.FileIO):
    """A stick that is pulled out after so many reads."""

    left = 0

    def read(self, size: int | None = -1, /) -> bytes:
        type(self).left -= 1
        if self.left < 0:
            raise OSError(errno.EIO, "Input/output error")
        return super().read(-1 if size is None else size) or b""


@pytest.mark.parametrize("password", ["", PASSWORD])
def test_a_stick_pulled_out_at_any_read_is_told_from_damage(
    whole: Path, locked: Path, monkeypatch: pytest.MonkeyPatch, password: str
) -> None:
    path = locked if password else whole
    good, told = content_of(read_package(path, password)), ""
    monkeypatch.setattr(Path, "open", lambda self, _mode: PulledOut(self, "r"))
    for reads in range(10_000):
        PulledOut.left = reads
        try:
            assert content_of(read_package(path, password)) == good
            break
        except EnvironmentProblem as error:
            told = str(error)
    assert reads > 5
    assert told.startswith(f"Không đọc được {path.name}. Hãy rút USB ra cắm lại")


def test_what_is_taken_reads_the_same_in_every_zip_program(whole: Path) -> None:
    """Where our reader takes a damaged file, another ZIP library sees the same entries or refuses it."""
    target, taken = whole.with_name("hong.tdkt"), 0
    honest_names = zipfile.ZipFile(whole).namelist()
    for spoiled in damages(whole.read_bytes(), 1500):
        target.write_bytes(spoiled)
        try:
            read_package(target)
        except TdktError:
            continue
        taken += 1
        with contextlib.suppress(zipfile.BadZipFile, NotImplementedError), zipfile.ZipFile(target) as archive:
            assert archive.namelist() == honest_names
            assert archive.testzip() is None
    assert taken > 5
