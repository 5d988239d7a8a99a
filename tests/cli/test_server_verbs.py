"""An office's day on a shared server, by the words a person types."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Tdkt
from tests.support.many_packages import many_packages, small_office


def test_an_offices_day_on_a_server(tdkt: Tdkt, tmp_path: Path, database: Callable[[], str]) -> None:
    office, store = small_office(tmp_path), ("--store", database())
    files = many_packages(office, tmp_path / "goi", 4, units=2)
    assert "lên máy chủ" in tdkt("copy", office, *store).out
    assert tdkt("merge", *store, *files, "--dry-run").code == 0
    merged = tdkt("merge", *store, *files, "--json")
    assert (merged.code, merged.facts["conflicts"], merged.facts["backup"]) == (0, 2, "")
    assert "không có gì thay đổi" in tdkt("merge", files[0], *store).out
    assert len(tdkt("machines", *store, "--json").facts["machines"]) == 1
    assert tdkt("conflicts", *store).code == 1
    assert "Không còn" in [tdkt("settle", *store, "1", "--take", "1") for _ in range(2)][-1].out
    assert tdkt("conflicts", *store, "--campaign", "dot-thu").code == 0
    assert tdkt("show", *store, "--json").facts["id"] == "dot-thu"
    assert tdkt("check", *store).code in (0, 1)
    assert tdkt("notice-text", *store).code == 0
    made = tdkt("notice", *store, "--format", "docx", "--out", tmp_path / "thong-bao")
    assert made.code == 0
    assert Path(made.out.split()[-1]).stat().st_size > 10_000
    assert (
        len(tdkt("notice-versions", *store, "--json").facts["list"]) == 1
    )  # what was exported is kept there
    assert "Bản trình" in tdkt("notice-versions", *store, "--keep", "Bản trình").out
    assert tdkt("charts", *store, "--json").facts["charts"]
    assert tdkt("proposals", *store, "--json").code == 0
    assert "đã chép" in tdkt("copy", *store, "--to", tmp_path).out.lower()
    assert tdkt("show", tmp_path / "dot-thu.tdktdb", "--json").facts == tdkt("show", *store, "--json").facts
    undone = tdkt("merge", *store, "--undo")
    assert undone.code == 1  # somebody settled since
    assert "không hoàn tác được" in undone.err


def test_a_merge_on_a_server_is_undone(tdkt: Tdkt, tmp_path: Path, database: Callable[[], str]) -> None:
    office, store = small_office(tmp_path), ("--store", database())
    files = many_packages(office, tmp_path / "goi", 2, units=2)
    tdkt("copy", office, *store)
    before = tdkt("show", *store, "--json").facts
    added = tdkt("merge", *store, *files, "--json").facts["added"]
    assert tdkt("merge", *store, "--undo", "--json").facts["undone"] == added
    assert tdkt("show", *store, "--json").facts == before


def test_wrong_use_is_told(tdkt: Tdkt, tmp_path: Path) -> None:
    address = "postgresql+psycopg://thuky@may-chu/tdkt"
    assert tdkt("show").code == 2
    assert tdkt("show", tmp_path / "x.tdktdb", "--store", address).code == 2
    assert tdkt("show", tmp_path / "x.tdktdb", "--campaign", "x").code == 2
    assert tdkt("copy", "--store", address).code == 2
    assert tdkt("merge", "--store", address).code == 2
    assert tdkt("settle", "--store", address, "--take", "1").code == 2
    file_only = tdkt("doctor", "--store", address)
    assert (file_only.code, "tdkt copy --store" in file_only.err) == (2, True)
    secret = tdkt("show", "--store", "postgresql+psycopg://thuky:bi-mat@may-chu/tdkt")
    assert (secret.code, "bi-mat" in secret.err + secret.out) == (1, False)
    assert "PGPASSWORD" in secret.err
    assert "PGPASSWORD" in " ".join(tdkt("merge", "--help").out.split())
