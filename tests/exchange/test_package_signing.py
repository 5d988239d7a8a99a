"""Signatures: who packed a package, and this machine's own key that never leaves it."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from tdkt_desktop.domain.errors import DamagedPackage, EnvironmentProblem
from tdkt_desktop.domain.package_errors import ForgedPackage
from tdkt_desktop.exchange.package.signing import signature_bytes, signed_by
from tdkt_desktop.exchange.package.whole import key_code, read_package, write_package
from tdkt_desktop.storage.machine_key import FILE, machine_key
from tests.exchange.hostile.making import Draft, Key, honest


def test_a_package_says_which_key_signed_it(tmp_path: Path) -> None:
    first, second = machine_key(tmp_path / "a"), machine_key(tmp_path / "b")
    assert first.public_key != second.public_key
    for key in (first, second):
        write_package(honest(), tmp_path / "goi.tdkt", signer=key)
        assert read_package(tmp_path / "goi.tdkt").signed_by == key.public_key


def test_every_byte_of_the_manifest_is_signed() -> None:
    manifest = Draft().bodies()["manifest.json"]
    signature = signature_bytes(manifest, "may-01", Key())
    assert signed_by(manifest, "may-01", signature) == Key().public_key
    for place in range(len(manifest)):
        spoiled = bytearray(manifest)
        spoiled[place] ^= 1
        with pytest.raises(ValueError, match="không khớp nội dung"):
            signed_by(bytes(spoiled), "may-01", signature)
    with pytest.raises(ValueError, match="máy khác"):
        signed_by(manifest, "may-02", signature)


def test_a_forged_package_is_refused_as_damaged_with_advice_to_call(tmp_path: Path) -> None:
    old = Draft().bodies()["signature.json"]
    (tmp_path / "gia.tdkt").write_bytes(Draft(manifest={"team": "D2"}, signature=old).packed())
    with pytest.raises(DamagedPackage) as refusal:
        read_package(tmp_path / "gia.tdkt")
    assert isinstance(refusal.value, ForgedPackage)
    assert "gọi cho trưởng đoàn" in refusal.value.remedy


def test_a_key_has_a_code_that_can_be_read_out() -> None:
    code = key_code(Key().public_key)
    assert code == key_code(Key().public_key) != key_code(Key(8).public_key)
    assert [len(part) for part in code.split("-")] == [4, 4, 4, 4]
    assert not set(code) & set("01IO")
    assert key_code("") == ""


# -- the machine's own key ---------------------------------------------------------------------------------------


def test_the_key_is_made_once_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / "moi" / "du-lieu"
    first = machine_key(folder)
    assert machine_key(folder) == first
    assert [path.name for path in folder.iterdir()] == [FILE]
    assert "rivate" not in repr(first)


@pytest.mark.skipif(os.name == "nt", reason="the profile folder of Windows is the user's alone")
def test_only_its_owner_may_read_the_key(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        machine_key(tmp_path)
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    (tmp_path / FILE).chmod(0o644)
    machine_key(tmp_path)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_programs_that_start_at_once_share_one_key(tmp_path: Path) -> None:
    found: list[str] = []
    gate = threading.Barrier(8)

    def start() -> None:
        gate.wait()
        found.append(machine_key(tmp_path).public_key)

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert set(found) == {machine_key(tmp_path).public_key}
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_file_system_without_links_takes_the_key_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_args: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    assert machine_key(tmp_path) == machine_key(tmp_path)


@pytest.mark.parametrize("body", [b"", b"khong phai khoa", b"-----BEGIN PRIVATE KEY-----\nAAAA\n"])
def test_a_spoiled_key_is_said_and_never_replaced_in_silence(tmp_path: Path, body: bytes) -> None:
    (tmp_path / FILE).write_bytes(body)
    with pytest.raises(EnvironmentProblem, match="bị hỏng") as refusal:
        machine_key(tmp_path)
    assert str(tmp_path) in refusal.value.remedy
    assert (tmp_path / FILE).read_bytes() == body


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "tep").write_bytes(b"")
    with pytest.raises(EnvironmentProblem, match="khóa ký"):
        machine_key(tmp_path / "tep")
