"""Attached files travel in packages: all that the record names, whole or refused, however large, once on each machine."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tdkt_desktop.domain import changes
from tdkt_desktop.domain.errors import DamagedPackage
from tdkt_desktop.domain.evidence import SIGNED, Evidence
from tdkt_desktop.domain.inspection import VISIT_LISTS, Seal
from tdkt_desktop.domain.revisions import MAX_LAMPORT, Change, Revision, new_revision, revision_to_plain
from tdkt_desktop.domain.values import Item
from tdkt_desktop.exchange.package.json import canonical_bytes
from tdkt_desktop.exchange.package.signing import signature_bytes
from tdkt_desktop.exchange.package.whole import FORMAT, Package, read_package, write_package
from tdkt_desktop.paths import resource
from tdkt_desktop.storage.attachments import MAX_BYTES, attachments_of
from tdkt_desktop.storage.server_place import ServerPlace
from tdkt_desktop.workflows import opening
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.merge import merge_preview, merging, packages
from tdkt_desktop.workflows.merge.machines import own_key
from tdkt_desktop.workflows.session import CampaignSession
from tests.builders import write_campaign_files

Place = Path | ServerPlace
PHOTO, TAKEN_OUT, SCAN = b"anh hien vat " * 50, b"anh chup nham " * 50, b"%PDF bien ban da ky " * 50


def digest_of(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return campaigns.create_campaign(write_campaign_files(tmp_path), tmp_path / "van-phong.tdktdb")


@pytest.fixture
def team(office: Path, tmp_path: Path) -> Path:
    """A team's machine with a photo, a scan, and a photo that was taken out again."""
    with campaigns.open_campaign(office) as session:
        plan = packages.issue_plans(session, tmp_path / "ke-hoach")[0]
    path = packages.receive_plan(plan, tmp_path / "doan.tdktdb")
    with campaigns.open_campaign(path, author="Đoàn 01") as session:
        add(session, PHOTO, "e1")
        add(session, TAKEN_OUT, "e2")
        add(session, SCAN, "e3", role=SIGNED)
        session.store.mark_shared()  # otherwise adding and removing within one burst is one revision: nothing
        session.save([changes.remove_evidence("A", "e2")])
    return path


@pytest.fixture
def both(office: Path, team: Path, stored: Callable[[Path], Place]) -> Place:
    """The office's campaign once the team has its plan: in its file, and on a server."""
    return stored(office)


def add(session: CampaignSession, body: bytes, evidence_id: str, **more: Any) -> None:
    digest = session.attachments.put(body)
    one = Evidence(evidence_id, digest, f"{evidence_id}.jpg", "image/jpeg", len(body), **more)
    session.save([changes.set_evidence("A", one)])


def sent(team: Path, folder: Path) -> Path:
    with campaigns.open_campaign(team) as session:
        return packages.export_team(session, "", folder)


def files_of(store: Place) -> frozenset[str]:
    if isinstance(store, Path):
        return attachments_of(store).digests()
    with campaigns.open_campaign(store, writing=False) as session:
        return session.attachments.digests()


def rewritten(package: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """A copy of a package with its entries changed and signed anew: this machine's own fault, which no signature tells."""
    with zipfile.ZipFile(package) as source:
        contents = {name: source.read(name) for name in source.namelist()}
    change(contents)
    if "signature.json" in contents:
        device = json.loads(contents["manifest.json"])["device"]
        contents["signature.json"] = signature_bytes(contents["manifest.json"], device, own_key())
    target = package.with_name("sua.tdkt")
    with zipfile.ZipFile(target, "w") as archive:
        for name, body in contents.items():
            archive.writestr(name, body)
    return target


# -- travelling --------------------------------------------------------------------------------------------------


def test_files_travel_with_the_record_those_taken_out_again_too(
    both: Place, team: Path, tmp_path: Path
) -> None:
    package = sent(team, tmp_path / "gui")
    everything = {digest_of(body) for body in (PHOTO, TAKEN_OUT, SCAN)}
    assert set(read_package(package).files) == everything
    with campaigns.open_campaign(both) as session:
        merging.merge_packages(session, [package])
        assert {one.id for one in session.inspection("A").evidence} == {"e1", "e3"}
        assert [session.attachments.read(digest_of(body)) for body in (PHOTO, TAKEN_OUT, SCAN)] == [
            PHOTO,
            TAKEN_OUT,
            SCAN,
        ]
        before = session.revision_count()
        merging.merge_packages(session, [package])
        assert session.revision_count() == before
    assert files_of(both) == everything


def test_the_plan_carries_the_files_the_office_knows(office: Path, tmp_path: Path) -> None:
    with campaigns.open_campaign(office) as session:
        add(session, PHOTO, "e1")
        plan = packages.issue_plans(session, tmp_path / "ke-hoach")[0]
    path = packages.receive_plan(plan, tmp_path / "doan.tdktdb")
    assert files_of(path) == {digest_of(PHOTO)}


def test_a_file_that_only_the_log_names_still_leaves(office: Path, tmp_path: Path) -> None:
    """Two captions of one file are one file, and a stranger in the folder is none."""
    with campaigns.open_campaign(office) as session:
        add(session, PHOTO, "e1")
        add(session, PHOTO, "e2", caption="Cùng một ảnh")
        session.attachments.put(b"khong ai nhac den")
        package = packages.export_team(session, "D1", tmp_path / "gui")
    assert set(read_package(package).files) == {digest_of(PHOTO)}


def test_a_package_without_files_is_as_it_was(office: Path, tmp_path: Path) -> None:
    with campaigns.open_campaign(office) as session:
        package = packages.export_team(session, "D1", tmp_path / "gui")
    with zipfile.ZipFile(package) as archive:
        assert not [name for name in archive.namelist() if name.startswith("attachments/")]
    assert not attachments_of(office).folder.exists()


def test_files_are_packed_as_they_are_and_equal_content_gives_equal_bytes(team: Path, tmp_path: Path) -> None:
    package = read_package(sent(team, tmp_path / "gui"))
    first, second = tmp_path / "1.tdkt", tmp_path / "2.tdkt"
    write_package(package_from(package, team), first)
    write_package(package_from(package, team), second)
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        info = archive.getinfo(f"attachments/{digest_of(PHOTO)}")
        assert info.compress_type == zipfile.ZIP_STORED
        assert archive.read(info) == PHOTO


def package_from(package: Package, store: Path) -> Package:
    """A package that was read, to be written again from the files of a store."""
    kept = attachments_of(store)
    return Package(
        **{
            name: getattr(package, name)
            for name in Package.__dataclass_fields__
            if name not in ("files", "digest")
        },
        files={digest: kept.path(digest) for digest in package.files},
    )


def test_an_old_package_without_files_is_still_read(office: Path, tmp_path: Path) -> None:
    """Format 1.0, as version 0.1 wrote it, byte by byte without today's writer."""
    revision = new_revision(
        changes.set_visit("A", "place", "Hội trường cũ"),
        author="Đoàn 01",
        device="may-cu",
        lamport=900,
        parents=(),
        recorded_at="2026-01-01T08:00:00+07:00",
    )
    lines = (json.dumps(revision_to_plain(revision), ensure_ascii=False) + "\n").encode()
    manifest = {
        "format": FORMAT,
        "version": "1.0",
        "id": "goi-cu",
        "kind": "team",
        "campaign": {"id": "dot-thu", "title": "Đợt kiểm tra thử"},
        "team": "D1",
        "device": "may-cu",
        "sequence": 1,
        "created_at": "2026-01-01T08:00:00+07:00",
        "entries": {"revisions.jsonl": {"sha256": digest_of(lines), "size": len(lines)}},
    }
    old = tmp_path / "cu.tdkt"
    with zipfile.ZipFile(old, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", json.dumps(manifest))
        archive.writestr("revisions.jsonl", lines)
    assert read_package(old).files == {}
    with campaigns.open_campaign(office) as session:
        assert merging.merge_packages(session, [old]).added == 1
        assert session.inspection("A").visit.place == "Hội trường cũ"


# -- damage ------------------------------------------------------------------------------------------------------


def changed_byte(contents: dict[str, bytes]) -> None:
    name = f"attachments/{digest_of(PHOTO)}"
    contents[name] = b"X" + contents[name][1:]


def cut_short(contents: dict[str, bytes]) -> None:
    name = f"attachments/{digest_of(PHOTO)}"
    contents[name] = contents[name][:-1]


def left_out(contents: dict[str, bytes]) -> None:
    del contents[f"attachments/{digest_of(PHOTO)}"]


def put_in(contents: dict[str, bytes]) -> None:
    contents[f"attachments/{digest_of(b'la')}"] = b"la"


def listed(contents: dict[str, bytes], name: str, body: bytes) -> None:
    manifest = json.loads(contents["manifest.json"])
    manifest["entries"][name] = {"sha256": digest_of(body), "size": len(body)}
    contents["manifest.json"] = json.dumps(manifest).encode()
    contents[name] = body


def another_name(contents: dict[str, bytes]) -> None:
    """Whole in itself, but not what its name promises."""
    listed(contents, f"attachments/{'a' * 64}", b"khac")


def a_path_for_a_name(contents: dict[str, bytes]) -> None:
    listed(contents, "attachments/../../trom.txt", b"trom")


@pytest.mark.parametrize(
    "damage", [changed_byte, cut_short, left_out, put_in, another_name, a_path_for_a_name]
)
def test_a_package_with_a_damaged_file_is_refused_whole(
    office: Path, team: Path, tmp_path: Path, damage: Callable[[dict[str, bytes]], None]
) -> None:
    bad = rewritten(sent(team, tmp_path / "gui"), damage)
    with campaigns.open_campaign(office) as session:
        before = session.revision_count()
        with pytest.raises(DamagedPackage) as refusal:
            merging.merge_packages(session, [bad])
        assert "chưa có gì thay đổi" in refusal.value.remedy
        assert session.revision_count() == before
    assert files_of(office) == frozenset()
    assert not (office.parent / "sao-luu").exists()
    assert not list(tmp_path.rglob("trom.txt"))


def test_a_file_larger_than_is_ever_kept_is_refused(office: Path, team: Path, tmp_path: Path) -> None:
    body = bytes(MAX_BYTES + 1)

    def put(contents: dict[str, bytes]) -> None:
        listed(contents, f"attachments/{digest_of(body)}", body)

    bad = rewritten(sent(team, tmp_path / "gui"), put)
    with campaigns.open_campaign(office) as session, pytest.raises(DamagedPackage):
        merging.merge_packages(session, [bad])
    assert files_of(office) == frozenset()


def test_a_stick_pulled_between_looking_and_taking_leaves_nothing_behind(
    both: Place, team: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = sent(team, tmp_path / "gui")
    honest = merge_preview.preview_merge

    def then_pulled(
        session: CampaignSession, files: Sequence[Path], **more: Any
    ) -> merge_preview.MergePreview:
        preview = honest(session, files, **more)
        os.truncate(package, package.stat().st_size // 2)
        return preview

    monkeypatch.setattr(merging, "preview_merge", then_pulled)
    with campaigns.open_campaign(both) as session:
        before = session.revision_count()
        with pytest.raises(DamagedPackage, match="thay đổi trong lúc đọc"):
            merging.merge_packages(session, [package])
        assert session.revision_count() == before
    assert files_of(both) == frozenset()


def test_a_refused_plan_leaves_neither_store_nor_files(office: Path, tmp_path: Path) -> None:
    with campaigns.open_campaign(office) as session:
        add(session, PHOTO, "e1")
        plan = packages.issue_plans(session, tmp_path / "ke-hoach")[0]
    bad = nonsense(plan, Change("evidence/A/e9", "evidence", {"name": "khong-co-ma.jpg"}))
    with pytest.raises(DamagedPackage, match="không đọc được"):
        packages.receive_plan(bad, tmp_path / "doan.tdktdb")
    assert not (tmp_path / "doan.tdktdb").exists()
    assert not attachments_of(tmp_path / "doan.tdktdb").folder.exists()


def nonsense(package: Path, change: Change) -> Path:
    """A package that is whole and says what no version ever wrote."""
    revision = new_revision(
        change, author="", device="la", lamport=999, parents=(), recorded_at="2026-01-01T08:00:00+07:00"
    )

    def put(contents: dict[str, bytes]) -> None:
        line = canonical_bytes(revision_to_plain(revision)) + b"\n"
        listed(contents, "revisions.jsonl", contents["revisions.jsonl"] + line)

    return rewritten(package, put)


@pytest.mark.parametrize(
    "change",
    [
        Change("evidence/A/x", "evidence", {"name": "khong-co-ma.jpg"}),
        Change("evidence/A/x", "evidence", {"digest": "a", "in_minutes": "có lẽ"}),
        Change("answer/A/N1.4", "answer", {"state": "answered", "value": {"amount": "rất nhiều"}}),
        Change("answer/A/N1.1", "answer", {"state": "có lẽ"}),
        Change("item/A/N2.1/x", "item", {"text": "x", "amount": "nhiều"}),
        Change("remark/A/N1", "verdict", "tuyệt vời"),
        Change("inspection/A", "actual_date", "hôm qua"),
        Change("inspection/A", "stage", "đã xong"),
        Change("inspection/A", "seal", ["AAAA-BBBB"]),
        Change("inspection/A", "seal", {"code": "AAAA-BBBB", "content": ["x"]}),
        Change("campaign", "checklist_digest", "khong-co"),
        Change("unit/A", "number", {"a": 1}),
    ],
    ids=lambda change: f"{change.subject} {change.field} {str(change.value)[:20]}",
)
def test_a_whole_package_with_nonsense_in_it_is_refused_before_it_is_in_the_log(
    office: Path, team: Path, tmp_path: Path, change: Change
) -> None:
    bad = nonsense(sent(team, tmp_path / "gui"), change)
    with campaigns.open_campaign(office) as session:
        before = session.revision_count()
        with pytest.raises(DamagedPackage, match="không đọc được"):
            merging.merge_packages(session, [bad])
        assert session.revision_count() == before
        assert session.inspection("A").evidence == ()
    assert not (office.parent / "sao-luu").exists()


@pytest.mark.parametrize(
    "change",
    [
        Change("inspection/A", "thoi_tiet", "nắng"),
        Change("answer/A/N9.9", "answer", {"state": "answered", "value": True}),
        Change("y-kien/A/x", "ý kiến", {"a": 1}),
        Change("item/A/@phuong-tien/x", "item", {"text": "Xe 07"}),
    ],
    ids=["a field", "a question", "a subject", "a list"],
)
def test_what_a_newer_version_says_besides_is_kept_in_the_log(
    office: Path, team: Path, tmp_path: Path, change: Change
) -> None:
    newer = nonsense(sent(team, tmp_path / "gui"), change)
    with campaigns.open_campaign(office) as session:
        merging.merge_packages(session, [newer])
        assert session.history(change.subject, change.field)[0].value == change.value


def test_a_revision_replaces_those_of_its_own_field_alone(office: Path, team: Path, tmp_path: Path) -> None:
    """What the office wrote cannot be hidden by a revision of another field that claims to replace it."""
    package = sent(team, tmp_path / "gui")
    with campaigns.open_campaign(office) as session:
        session.save([changes.set_remark("B", "N1", "narrative", "Văn phòng ghi")])
        (victim,) = session.history("remark/B/N1", "narrative")
        made: list[Revision] = []
        for change, parents in (
            (Change("inspection/A", "place", "Phòng khác"), [victim.id]),
            (Change("remark/B/N1", "narrative", "Chen vào"), []),
        ):
            at = "2026-01-01T08:00:00+07:00"
            made.append(
                new_revision(change, author="", device="la", lamport=999, parents=parents, recorded_at=at)
            )

        def put(contents: dict[str, bytes]) -> None:
            lines = b"".join(canonical_bytes(revision_to_plain(one)) + b"\n" for one in made)
            listed(contents, "revisions.jsonl", contents["revisions.jsonl"] + lines)

        bad = rewritten(package, put)
        before = session.revision_count()
        with pytest.raises(DamagedPackage, match="mục khác"):
            merging.merge_packages(session, [bad])
        assert session.revision_count() == before
        assert session.inspection("B").remark("N1").narrative == "Văn phòng ghi"
        assert session.conflict_count() == 0


def test_a_package_that_counts_to_the_end_does_not_stop_this_machine(
    office: Path, team: Path, tmp_path: Path
) -> None:
    last = new_revision(
        Change("inspection/A", "place", "Cuối"),
        author="",
        device="la",
        lamport=MAX_LAMPORT,
        parents=(),
        recorded_at="2026-01-01T08:00:00+07:00",
    )

    def put(contents: dict[str, bytes]) -> None:
        line = canonical_bytes(revision_to_plain(last)) + b"\n"
        listed(contents, "revisions.jsonl", contents["revisions.jsonl"] + line)

    with campaigns.open_campaign(office) as session:
        merging.merge_packages(session, [rewritten(sent(team, tmp_path / "gui"), put)])
        session.save([changes.set_visit("A", "place", "Sau đó")])
        session.save([changes.set_visit("A", "place", "Sau nữa")])
        again = packages.export_team(session, "D1", tmp_path / "lai")
    packages.verify_package(again)
    with campaigns.open_campaign(team) as other:
        merging.merge_packages(other, [again])
        assert other.inspection("A").visit.place == "Sau nữa"


# -- spoiled on this machine -------------------------------------------------------------------------------------


def test_a_photo_gone_or_spoiled_here_does_not_keep_the_work_from_leaving(
    both: Place, team: Path, tmp_path: Path
) -> None:
    kept = attachments_of(team)
    kept.path(digest_of(PHOTO)).write_bytes(b"hong")
    kept.path(digest_of(TAKEN_OUT)).unlink()
    with campaigns.open_campaign(team) as session:
        assert packages.missing_files(session) == ("Đơn vị 01: e1.jpg",)
        session.save([changes.set_visit("A", "place", "Hội trường")])
        package = packages.export_team(session, "", tmp_path / "gui")
    with campaigns.open_campaign(both) as session:
        merging.merge_packages(session, [package])
        assert session.inspection("A").visit.place == "Hội trường"
        assert files_of(both) == {digest_of(SCAN)}
        assert packages.missing_files(session) == ("Đơn vị 01: e1.jpg",)


def test_a_later_package_brings_what_was_missing(both: Place, team: Path, tmp_path: Path) -> None:
    away = tmp_path / "de-quen"
    shutil.move(attachments_of(team).path(digest_of(PHOTO)), away)
    first = sent(team, tmp_path / "gui-1")
    shutil.move(away, attachments_of(team).path(digest_of(PHOTO)))
    with campaigns.open_campaign(both) as session:
        merging.merge_packages(session, [first])
        assert packages.missing_files(session) == ("Đơn vị 01: e1.jpg",)
        merging.merge_packages(session, [sent(team, tmp_path / "gui-2")])
        assert packages.missing_files(session) == ()


def test_the_page_of_the_format_names_every_field_that_travels() -> None:
    page = (resource("help") / "dinh-dang-tdkt.md").read_text(encoding="utf-8")
    named = set(re.findall(r"[\w@]+", page))
    fields = {*changes.VISIT_FIELDS, *changes.ASSESSMENT_FIELDS, *changes.REMARK_FIELDS, *VISIT_LISTS}
    fields |= {*Evidence.__dataclass_fields__, *Item.__dataclass_fields__, *Seal.__dataclass_fields__} - {
        "id"
    }
    fields |= {"seal", "stage", "issued_at", "attachments", "approx"}
    assert fields - {"approximator"} - named == set()


# -- memory ------------------------------------------------------------------------------------------------------

LARGE = 59_000_000
MEASURED = """
import resource, sys, tracemalloc
from pathlib import Path
from tdkt_desktop.workflows import opening
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.merge import merging, packages

team, office, folder = map(Path, sys.argv[1:])
with campaigns.open_campaign(team) as one, campaigns.open_campaign(office) as two:
    one.save([]); two.save([]); one.store.warm_up(); two.store.warm_up()
    tracemalloc.start()
    package = packages.export_team(one, "", folder)
    merging.merge_packages(two, [package])
    print(tracemalloc.get_traced_memory()[1])
"""


def test_a_large_file_streams_through_export_and_merge(office: Path, team: Path, tmp_path: Path) -> None:
    """Written, hashed, verified and copied in pieces: a team's day of scans is larger than a small laptop's memory."""
    large = tmp_path / "lon.bin"
    with large.open("wb") as file:
        for _ in range(LARGE // 1_000_000):
            file.write(os.urandom(1_000_000))
    with large.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    with large.open("rb") as file, campaigns.open_campaign(team) as session:
        session.attachments.put_stream(file, digest, LARGE)
        session.save([changes.set_evidence("A", Evidence("e9", digest, "lon.pdf", "application/pdf", LARGE))])
    run = subprocess.run(
        [sys.executable, "-c", MEASURED, str(team), str(office), str(tmp_path / "gui")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert digest in files_of(office)
    assert int(run.stdout) < LARGE / 4


def test_the_same_plan_opened_again_is_the_same_campaign(office: Path, tmp_path: Path) -> None:
    with campaigns.open_campaign(office) as session:
        first, *_ = packages.issue_plans(session, tmp_path / "lan-1")
    begun = opening.open_any(first).store
    assert begun is not None
    with campaigns.open_campaign(begun, author="Đoàn") as team:
        team.save([changes.set_visit("A", "place", "Hội trường")])
    assert opening.open_any(first).store == begun
    with campaigns.open_campaign(office) as session:
        session.save([changes.set_visit("A", "started_at", "08:00")])
        again, *_ = packages.issue_plans(session, tmp_path / "lan-2")
    assert opening.open_any(again).store == begun
    with campaigns.open_campaign(begun) as team:
        visit = team.inspection("A").visit
        assert (visit.place, visit.started_at) == ("Hội trường", "08:00")
