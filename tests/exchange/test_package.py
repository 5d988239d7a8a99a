"""Packages come back as they were written; a write is whole or has not happened; what is newer is kept or refused."""

from __future__ import annotations

import errno
import hashlib
import os
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tdkt_desktop
from tdkt_desktop.domain.errors import DamagedPackage, EnvironmentProblem, FileMissing, NewerFormat, WrongFile
from tdkt_desktop.exchange.package import reading as package_reading
from tdkt_desktop.exchange.package import writing as package_writing
from tdkt_desktop.exchange.package.model import Place
from tdkt_desktop.exchange.package.whole import (
    Glance,
    Package,
    attached,
    glance,
    new_id,
    read_package,
    write_package,
)
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.merge import packages
from tests.builders import write_campaign_files
from tests.exchange.hostile.making import (
    PHOTO,
    PHOTO_DIGEST,
    Draft,
    Key,
    honest,
    line,
    noise,
    plain_zip,
    revision,
)


@pytest.fixture
def photo(tmp_path: Path) -> dict[str, Path]:
    path = tmp_path / "anh"
    path.write_bytes(PHOTO)
    return {PHOTO_DIGEST: path}


def bytes_of(package: Package) -> dict[str, bytes]:
    """What the attached files of a package say."""
    found = {}
    for digest in package.files:
        with attached(package, digest) as (stream, size):
            found[digest] = stream.read()
        assert len(found[digest]) == size
    return found


# -- there and back ----------------------------------------------------------------------------------------------


def test_a_package_reads_back_as_it_was_written(tmp_path: Path, photo: dict[str, Path]) -> None:
    path = tmp_path / "goi.tdkt"
    written = write_package(honest(photo), path, signer=Key())
    read = read_package(path)
    assert read == written
    assert replace(read, files={}, digest="", signed_by="") == honest()
    assert read.digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert read.signed_by == Key().public_key
    assert read.version == "1.2"
    assert not read.locked
    assert bytes_of(read) == {PHOTO_DIGEST: PHOTO}


def test_what_the_program_itself_writes_is_read(tmp_path: Path) -> None:
    """Through the store: every rule for revisions accepts what the program records."""
    path = campaigns.create_campaign(write_campaign_files(tmp_path), tmp_path / "dot.tdktdb")
    with campaigns.open_campaign(path) as session:
        campaigns.fill(session, tmp_path / "tra-loi.yaml")
        written = packages.issue_plans(session, tmp_path / "ke-hoach")[0]
        log = session.store.revisions()
    first = read_package(written)
    assert first.revisions == log
    again = write_package(first, tmp_path / "lai.tdkt", signer=Key())
    assert read_package(tmp_path / "lai.tdkt") == again
    assert again.revisions == log


def test_equal_content_gives_equal_bytes(tmp_path: Path, photo: dict[str, Path]) -> None:
    for name in ("1.tdkt", "2.tdkt"):
        write_package(honest(photo), tmp_path / name, signer=Key())
    assert (tmp_path / "1.tdkt").read_bytes() == (tmp_path / "2.tdkt").read_bytes()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), max_size=8),
    sequence=st.integers(0, 10**9),
)
def test_any_text_survives(tmp_path: Path, texts: list[str], sequence: int) -> None:
    """Line ends of every system and alphabet, control signs, letters outside the basic plane."""
    log = [*honest().revisions]
    log += [revision("inspection/A", "place", text, lamport=200 + n) for n, text in enumerate(texts)]
    package = honest(revisions=tuple({one.id: one for one in log}.values()), sequence=sequence)
    path = tmp_path / f"{new_id()}.tdkt"
    assert write_package(package, path, signer=Key()).revisions == package.revisions


def test_a_package_is_passed_on_with_its_files(tmp_path: Path, photo: dict[str, Path]) -> None:
    """Read here, written there: the files come out of the first package."""
    first = write_package(honest(photo), tmp_path / "a.tdkt", signer=Key())
    photo[PHOTO_DIGEST].unlink()
    second = write_package(first, tmp_path / "b.tdkt", signer=Key())
    (tmp_path / "a.tdkt").unlink()
    assert bytes_of(second) == {PHOTO_DIGEST: PHOTO}
    assert bytes_of(read_package(tmp_path / "b.tdkt")) == {PHOTO_DIGEST: PHOTO}


def test_a_package_over_two_gigabytes_uses_the_large_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the limit moved down: the library then writes ZIP64 ends and places, which the reader must follow."""
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 60_000)
    files, log = {}, list(honest().revisions)
    for number in range(12):
        body = noise(9_000)[number:] + bytes([number])
        digest = hashlib.sha256(body).hexdigest()
        files[digest] = tmp_path / digest
        files[digest].write_bytes(body)
        log.append(revision(f"evidence/A/x{number}", "evidence", {"digest": digest}))
    path = tmp_path / "lon.tdkt"
    written = write_package(honest(files, revisions=tuple(log)), path, signer=Key())
    assert b"PK\x06\x06" in path.read_bytes()[-200:]
    assert {digest: hashlib.sha256(body).hexdigest() for digest, body in bytes_of(written).items()} == {
        digest: digest for digest in files
    }


def test_progress_is_told_and_giving_up_changes_nothing(tmp_path: Path, photo: dict[str, Path]) -> None:
    path = tmp_path / "goi.tdkt"
    write_package(honest(photo), path, signer=Key())
    told: list[tuple[int, int]] = []
    read_package(path, tick=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert len({total for _, total in told}) == 1
    assert told[-1][0] == told[-1][1] > 0

    class Enough(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise Enough

    before = path.read_bytes()
    with pytest.raises(Enough):
        read_package(path, tick=stop)
    with pytest.raises(Enough):
        write_package(honest(photo, sequence=4), path, signer=Key(), tick=stop)
    assert path.read_bytes() == before
    assert not list(tmp_path.glob(".*"))


def test_a_glance_says_what_a_package_claims_to_be(
    tmp_path: Path, photo: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "goi.tdkt"
    write_package(honest(photo), path, signer=Key())
    with monkeypatch.context() as patch:
        patch.setattr(package_reading, "read_log", None)  # it is quick because it does not read the log
        seen = glance(path)
    assert (seen.kind, seen.campaign_id, seen.team, seen.locked) == ("team", "dot-thu", "D1", False)
    write_package(honest(photo), path, signer=Key(), password="bốn từ dễ nhớ")
    assert glance(path) == Glance(locked=True)
    path.write_bytes(path.read_bytes()[:5])
    with pytest.raises(WrongFile):
        glance(path)
    with pytest.raises(FileMissing):
        glance(tmp_path / "khong-co.tdkt")


# -- older and newer formats -------------------------------------------------------------------------------------


def test_a_package_of_format_1_0_is_read(tmp_path: Path) -> None:
    """As version 0.1 wrote it: no signature, a manifest for people, lines with spaces, one record of a whole log."""
    spaced = line(revision("inspection/A", "place", "Hội trường cũ")).decode().replace('","', '", "')
    draft = Draft(key=None, manifest={"version": "1.0"}, entries={"revisions.jsonl": f"{spaced}\n".encode()})
    draft.left_out = {f"attachments/{PHOTO_DIGEST}"}
    path = tmp_path / "cu.tdkt"
    path.write_bytes(draft.packed())
    found = read_package(path)
    assert [one.value for one in found.revisions] == ["Hội trường cũ"]
    assert (found.version, found.signed_by) == ("1.0", "")


def test_without_a_key_a_package_is_of_the_format_before_signatures(tmp_path: Path) -> None:
    written = write_package(honest(), tmp_path / "goi.tdkt")
    assert (written.version, written.signed_by) == ("1.1", "")
    with zipfile.ZipFile(tmp_path / "goi.tdkt") as archive:
        assert "signature.json" not in archive.namelist()


def test_entries_of_a_newer_minor_version_are_kept_and_passed_on(tmp_path: Path) -> None:
    path = tmp_path / "moi.tdkt"
    path.write_bytes(
        Draft(manifest={"version": "1.7", "so_trang": 12}, entries={"thumbnails/a.webp": b"RIFF"}).packed()
    )
    newer = read_package(path)
    assert newer.extra == {"thumbnails/a.webp": b"RIFF"}
    assert newer.more == {"so_trang": 12}
    again = write_package(newer, tmp_path / "chuyen.tdkt", signer=Key(8))
    assert (again.extra, again.more, again.version) == (newer.extra, newer.more, "1.7")
    assert again.signed_by == Key(8).public_key
    with pytest.raises(ValueError, match="signed packages only"):
        write_package(newer, tmp_path / "khong-ky.tdkt")


def test_a_newer_major_version_says_which_program_to_install(tmp_path: Path) -> None:
    path = tmp_path / "moi.tdkt"
    for program, words in (("2.5.1", "phiên bản 2.5.1 trở lên"), ("../../x", "phiên bản mới nhất")):
        path.write_bytes(Draft(manifest={"version": "2.0", "program": program}).packed())
        with pytest.raises(NewerFormat, match=r"định dạng 2\.0") as refusal:
            read_package(path)
        assert words in refusal.value.remedy


def test_a_newer_minor_version_that_writes_values_anew_asks_for_the_new_program(tmp_path: Path) -> None:
    """Its content is whole as its hashes say, so sending it again would not help."""
    draft = Draft(manifest={"version": "1.3", "program": "0.9.0"})
    path = tmp_path / "moi.tdkt"
    path.write_bytes(draft.add(revision("remark/A/N1", "verdict", "partly")).packed())
    with pytest.raises(NewerFormat) as refusal:
        read_package(path)
    assert "0.9.0" in refusal.value.remedy


def test_a_package_names_the_program_that_wrote_it(tmp_path: Path) -> None:
    write_package(honest(), tmp_path / "goi.tdkt", signer=Key())
    with zipfile.ZipFile(tmp_path / "goi.tdkt") as archive:
        assert f'"program":"{tdkt_desktop.__version__}"'.encode() in archive.read("manifest.json")
        assert archive.namelist()[:2] == ["manifest.json", "signature.json"]


# -- whole or not at all -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "đã đầy"),
        (errno.EROFS, "khóa ghi"),
        (errno.EACCES, "quyền ghi"),
        (errno.EFBIG, "lớn hơn mức"),
        (errno.EIO, "báo lỗi"),
    ],
)
@pytest.mark.parametrize("step", ["zip", "fsync", "rename", "read back"])
def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str, step: str
) -> None:
    path = tmp_path / "goi.tdkt"
    write_package(honest(), path, signer=Key())
    before = path.read_bytes()

    def fail(*_args: object, **_kwargs: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        if step == "zip":
            patch.setattr(package_writing, "_write_zip", fail)
        elif step == "fsync":
            patch.setattr(os, "fsync", fail)
        elif step == "rename":
            patch.setattr(Path, "replace", fail)
        else:
            patch.setattr(package_reading, "read_layout", fail)
        with pytest.raises(EnvironmentProblem) as refusal:
            write_package(honest(sequence=9), path, signer=Key())
    assert "goi.tdkt" in refusal.value.message
    if step != "read back":
        assert words in refusal.value.message
    assert refusal.value.remedy.startswith("Hãy ")
    assert path.read_bytes() == before
    assert not list(tmp_path.glob(".*"))


def test_a_stick_that_changes_bytes_is_noticed_before_it_is_called_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "goi.tdkt"

    def spoil(file: object) -> None:
        working = next(tmp_path.glob(".goi.tdkt.*"))
        body = bytearray(working.read_bytes())
        body[len(body) // 2] ^= 4
        working.write_bytes(body)

    monkeypatch.setattr(package_writing, "_forget", spoil)
    with pytest.raises(EnvironmentProblem, match="đọc lại không đúng"):
        write_package(honest(), path, signer=Key())
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_lacks_what_was_to_be_written_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole by its own sums, and yet not everything: the team's work would be missing at the office."""
    path, write = tmp_path / "goi.tdkt", package_writing._write

    def less(package: Package, *rest: object) -> None:
        write(replace(package, revisions=package.revisions[:-1]), *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(package_writing, "_write", less)
    with pytest.raises(EnvironmentProblem, match="đọc lại thiếu nội dung"):
        write_package(honest(), path, signer=Key())
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_is_no_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "usb").write_bytes(b"")
    with pytest.raises(EnvironmentProblem, match="Không ghi được"):
        write_package(honest(), tmp_path / "usb" / "goi.tdkt", signer=Key())


def test_remains_of_a_write_that_died_are_removed_later(tmp_path: Path) -> None:
    old, young, other = (tmp_path / f".{name}.{new_id()}" for name in ("goi.tdkt", "goi.tdkt", "khac.tdkt"))
    for path in (old, young, other):
        path.write_bytes(b"x")
    for path in (old, other):
        os.utime(path, (time.time() - 7200,) * 2)
    write_package(honest(), tmp_path / "goi.tdkt", signer=Key())
    assert [old.exists(), young.exists(), other.exists()] == [False, True, True]


# -- between looking and taking ----------------------------------------------------------------------------------


def test_a_file_that_changes_after_it_was_read_is_noticed(tmp_path: Path, photo: dict[str, Path]) -> None:
    path = tmp_path / "goi.tdkt"
    package = write_package(honest(photo), path, signer=Key())
    place = package.places[PHOTO_DIGEST]
    assert place == Place(path, place.entry)
    body = bytearray(path.read_bytes())
    body[place.entry.start + 5] ^= 1
    path.write_bytes(body)
    with pytest.raises(DamagedPackage, match="thay đổi trong lúc đọc"):
        bytes_of(package)
    path.write_bytes(body[: place.entry.start + 9])
    with pytest.raises(DamagedPackage, match="thay đổi trong lúc đọc"):
        bytes_of(package)
    path.unlink()
    with pytest.raises(EnvironmentProblem, match="Không đọc được"):
        bytes_of(package)


def test_changed_content_with_an_unchanged_list_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "goi.tdkt"
    bodies = Draft().bodies()
    changed = bodies["revisions.jsonl"].replace("Hội trường".encode(), "Hội đường\u0300".encode())
    path.write_bytes(plain_zip(bodies | {"revisions.jsonl": changed}))
    with pytest.raises(DamagedPackage, match="nhật ký không khớp"):
        read_package(path)
