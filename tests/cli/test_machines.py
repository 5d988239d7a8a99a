"""Guards the command line between laptops: passwords are never arguments, another machine needs --trust, codes are told."""

from __future__ import annotations

import getpass
from pathlib import Path

import pytest

from tests.cli.conftest import Tdkt


def test_files_are_locked_and_opened(tdkt: Tdkt, path: Path, tmp_path: Path) -> None:
    words = tmp_path / "mat-khau.txt"
    words.write_text("mat khau dai\n", encoding="utf-8")
    assert tdkt("issue", path, "--out", tmp_path / "kh", "--password-file", words).code == 0
    plan = next((tmp_path / "kh").glob("*.tdkt"))
    refused = tdkt("receive", plan, "--out", tmp_path / "doan.tdktdb")
    assert refused.code == 1
    assert "khóa bằng mật khẩu" in refused.err
    assert tdkt("receive", plan, "--out", tmp_path / "doan.tdktdb", "--password-file", words).code == 0
    sent = tdkt("export", tmp_path / "doan.tdktdb", "--out", tmp_path / "gui", "--password-file", words)
    assert sent.code == 0
    assert tdkt("machines").out.split()[-1] in sent.out
    file = next((tmp_path / "gui").glob("*.tdkt"))
    assert tdkt("verify", file).code == 1
    assert tdkt("verify", file, "--password-file", words, "--json").facts["locked"]
    assert tdkt("merge", path, file).code == 1
    merged = tdkt("merge", path, file, "--password-file", words, "--dry-run", "--json")
    assert merged.facts["packages"][0]["standing"] == "first"


def test_a_password_is_asked_for_twice(
    tdkt: Tdkt, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["mat khau dai", "mat khau khac", "mat khau dai", "mat khau dai", "mat khau dai"])
    monkeypatch.setattr(getpass, "getpass", lambda _: next(typed))
    said = tdkt("issue", path, "--out", tmp_path / "kh", "--ask-password")
    assert said.code == 2
    assert "không giống nhau" in said.err
    assert tdkt("issue", path, "--out", tmp_path / "kh", "--ask-password").code == 0
    plan = next((tmp_path / "kh").glob("*.tdkt"))
    assert tdkt("receive", plan, "--out", tmp_path / "doan.tdktdb", "--ask-password").code == 0


@pytest.mark.parametrize("body", [None, b"", b"\xff\xfe\xfa"])
def test_a_password_file_that_says_nothing_is_refused(
    tdkt: Tdkt, path: Path, tmp_path: Path, body: bytes | None
) -> None:
    words = tmp_path / "mat-khau.txt"
    if body is not None:
        words.write_bytes(body)
    assert tdkt("issue", path, "--out", tmp_path / "kh", "--password-file", words).code == 1
    assert not (tmp_path / "kh").exists()


def test_another_machine_needs_a_yes(
    tdkt: Tdkt, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tdkt("issue", path, "--out", tmp_path / "kh").code == 0
    plan = next((tmp_path / "kh").glob("*.tdkt"))
    codes = []
    for name in ("cu", "moi"):
        monkeypatch.setenv("TDKT_DATA_DIR", str(tmp_path / name))
        assert tdkt("receive", plan, "--out", tmp_path / f"{name}.tdktdb").code == 0
        assert tdkt("export", tmp_path / f"{name}.tdktdb", "--out", tmp_path / f"gui-{name}").code == 0
        codes.append(tdkt("machines", "--json").facts["own"])
    files = [next((tmp_path / f"gui-{name}").glob("*.tdkt")) for name in ("cu", "moi")]
    assert tdkt("merge", path, files[0]).code == 0
    refused = tdkt("merge", path, files[1])
    assert refused.code == 1
    assert codes[1] in refused.err
    assert tdkt("merge", path, files[1], "--trust", codes[1]).code == 0
    named = tdkt("machines", path, "--name", f"{codes[1]}=Máy mới", "--json").facts["machines"]
    assert {one["code"]: one["name"] for one in named} == {codes[0]: "", codes[1]: "Máy mới"}
    assert "Máy mới" in tdkt("machines", path).out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("--name", "A=B"), 2), (("ĐỢT", "--name", "A"), 2), (("ĐỢT", "--name", "A=B"), 1)],
)
def test_what_cannot_be_named(tdkt: Tdkt, path: Path, arguments: tuple[str, ...], code: int) -> None:
    assert tdkt("machines", *(path if one == "ĐỢT" else one for one in arguments)).code == code
