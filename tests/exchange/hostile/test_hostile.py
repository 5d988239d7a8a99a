"""Over a hundred files made to fool or to hurt: each is refused with its own words, or taken for a stated reason."""

from __future__ import annotations

import os
import stat
import time
import tracemalloc
from functools import cache
from pathlib import Path

import pytest

from tdkt_desktop.domain.errors import FileMissing, ForeignPackage, NewerFormat, TdktError, WrongFile
from tdkt_desktop.exchange.package.whole import read_package
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.merge import merge_preview, merging, packages
from tdkt_desktop.workflows.merge.merge_trial import read_everything
from tests.builders import write_campaign_files
from tests.exchange.hostile import corpus_locked, corpus_log, corpus_manifest, corpus_zip
from tests.exchange.hostile.cases import Case
from tests.exchange.hostile.making import Draft

CORPUS = (*corpus_zip.CASES, *corpus_manifest.CASES, *corpus_log.CASES, *corpus_locked.CASES)
REFUSED = tuple(case for case in CORPUS if not case.taken)
SLOWEST = 5.0  # seconds
MOST_MEMORY = 100_000_000  # bytes: twice what the worst of these unpacks to before it is refused
ENGLISH = ("error", "invalid", "entry", "file ", "package", "revision", "expected", "must")


@cache
def made(case: Case) -> bytes:
    return case.make()


def laid(case: Case, folder: Path) -> Path:
    path = folder / "la.tdkt"
    path.write_bytes(made(case))
    return path


def everything(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file below a folder with its size and the moment it changed."""
    found = {}
    for path in sorted(folder.rglob("*")):
        said = path.lstat()
        found[str(path)] = (said.st_size, said.st_mtime_ns if stat.S_ISREG(said.st_mode) else 0)
    return found


def test_the_corpus_is_large_and_no_case_is_there_twice() -> None:
    assert len(REFUSED) >= 100
    assert len({case.name for case in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_a_hostile_file_is_refused_in_its_own_words(case: Case, tmp_path: Path) -> None:
    path = laid(case, tmp_path)
    before = everything(tmp_path)
    began = time.monotonic()
    with pytest.raises(TdktError) as refusal:
        read_package(path, case.password)
    assert time.monotonic() - began < SLOWEST
    assert type(refusal.value) is case.error
    assert case.words in refusal.value.message
    assert "la.tdkt" in refusal.value.message
    assert refusal.value.remedy.startswith("Hãy ")
    assert "chưa có gì thay đổi" in refusal.value.remedy or case.error in (WrongFile, NewerFormat)
    assert len(refusal.value.message) < 250
    assert not any(word in str(refusal.value).lower() for word in ENGLISH)
    assert everything(tmp_path) == before


@pytest.mark.parametrize("case", [case for case in CORPUS if case.taken], ids=str)
def test_a_strange_but_harmless_file_is_taken(case: Case, tmp_path: Path) -> None:
    path = laid(case, tmp_path)
    before = everything(tmp_path)
    package = read_package(path, case.password)
    assert package.campaign_id == "dot-thu"
    assert len(package.revisions) > 60
    assert everything(tmp_path) == before


def test_different_faults_have_different_words(tmp_path: Path) -> None:
    """What a person can do about it differs with the fault, so the words must; a few faults are one to a person."""
    words: dict[str, list[str]] = {}
    for case in REFUSED:
        with pytest.raises(TdktError) as refusal:
            read_package(laid(case, tmp_path), case.password)
        words.setdefault(str(refusal.value), []).append(case.name)
    assert len(words) >= 140
    assert max(len(names) for names in words.values()) <= 7


def test_no_hostile_file_takes_much_memory(tmp_path: Path) -> None:
    worst = {}
    for case in REFUSED:
        path = laid(case, tmp_path)
        tracemalloc.start()
        with pytest.raises(TdktError):
            read_package(path, case.password)
        worst[case.name] = tracemalloc.get_traced_memory()[1] - path.stat().st_size
        tracemalloc.stop()
    assert {name: peak for name, peak in worst.items() if peak > MOST_MEMORY} == {}


def test_a_folder_a_pipe_and_nothing_at_all(tmp_path: Path) -> None:
    folder = tmp_path / "thu-muc.tdkt"
    folder.mkdir()
    with pytest.raises(WrongFile, match="là thư mục"):
        read_package(folder)
    with pytest.raises(FileMissing):
        read_package(tmp_path / "khong-co.tdkt")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "ong.tdkt")
        with pytest.raises(FileMissing):
            read_package(tmp_path / "ong.tdkt")
        (tmp_path / "noi.tdkt").symlink_to("noi.tdkt")
        with pytest.raises(FileMissing):
            read_package(tmp_path / "noi.tdkt")


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
def test_a_file_with_a_name_that_turns_the_line_is_shown_without_it(tmp_path: Path) -> None:
    for raw in ("anh\u202etkdt.exe".encode(), b"anh\xff\x07.tdkt"):
        path = Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), raw)))  # noqa: PTH118 - Path takes no bytes
        path.write_bytes(b"x")
        with pytest.raises(WrongFile) as refusal:
            read_package(path)
        assert refusal.value.message.isprintable()
        refusal.value.message.encode()


def test_a_campaign_is_untouched_by_all_of_them(tmp_path: Path) -> None:
    """Through the door that a person uses: preview and merge, file by file; not a byte of the folder changes."""
    box, office = tmp_path / "usb", tmp_path / "van-phong"
    box.mkdir()
    office.mkdir()
    store = campaigns.create_campaign(write_campaign_files(tmp_path), office / "dot.tdktdb")
    body = store.read_bytes()
    with campaigns.open_campaign(store) as session:
        before = everything(office)
        for case in REFUSED:
            path = laid(case, box)
            with pytest.raises(TdktError):
                merging.merge_packages(session, [path])
            preview = merge_preview.preview_merge(session, [path], lenient=True)
            assert [file for file, _ in preview.refused] == [path]
        assert everything(office) == before
    assert store.read_bytes() == body
    assert sorted(path.name for path in box.iterdir()) == ["la.tdkt"]


def test_what_is_taken_leaves_a_campaign_that_opens(tmp_path: Path) -> None:
    """Strange but harmless files, all merged into one campaign: every value can be read, shown, and sent on."""
    store = campaigns.create_campaign(write_campaign_files(tmp_path), tmp_path / "dot.tdktdb")
    with campaigns.open_campaign(store) as session:
        for number, case in enumerate(case for case in CORPUS if case.taken and not case.password):
            path = tmp_path / f"la-{number}.tdkt"
            path.write_bytes(case.make())
            merging.merge_packages(session, [path])
        read_everything(session.store)
        sent = packages.export_team(session, "D1", tmp_path / "gui")
        assert read_package(sent).revisions == session.store.revisions()


def test_a_package_of_another_campaign_is_refused_by_its_name(tmp_path: Path) -> None:
    store = campaigns.create_campaign(write_campaign_files(tmp_path), tmp_path / "dot.tdktdb")
    path = tmp_path / "la.tdkt"
    path.write_bytes(Draft(manifest={"campaign": {"id": "dot-khac", "title": "Đợt khác"}}).packed())
    with campaigns.open_campaign(store) as session:
        before = session.store.revisions()
        with pytest.raises(ForeignPackage, match="Đợt khác"):
            merging.merge_packages(session, [path])
        assert session.store.revisions() == before
