"""What is particular to a store on a server: its address, its campaigns apart, its tables, its files, its refusals."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tdkt_desktop.domain import changes
from tdkt_desktop.domain.errors import CampaignError, EnvironmentProblem, FileMissing, NewerFormat, WrongFile
from tdkt_desktop.storage import server_refusals
from tdkt_desktop.storage.attachments import attachments_of
from tdkt_desktop.storage.migrations import STEPS
from tdkt_desktop.storage.server_place import ServerPlace, schema_of
from tdkt_desktop.workflows.campaign import campaigns, servers
from tests.builders import CAMPAIGN, write_campaign_files
from tests.support.postgres import LOCKED, raw

Database = Callable[[], str]
PHOTO = b"anh" * 1000
DIGEST = hashlib.sha256(PHOTO).hexdigest()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A filled campaign file with one attached file."""
    path = campaigns.create_campaign(write_campaign_files(tmp_path), tmp_path / "dot.tdktdb")
    with campaigns.open_campaign(path, author="Thư ký") as session:
        campaigns.fill(session, tmp_path / "tra-loi.yaml")
    attachments_of(path).put(PHOTO)
    return path


@pytest.fixture
def place(path: Path, database: Database) -> ServerPlace:
    place = servers.server_place(database())
    assert servers.send_to_server(path, place) == 0
    return place


@contextmanager
def tables(place: ServerPlace) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """The tables of the campaign, as somebody else may write to them."""
    with raw(place) as connection:
        connection.execute(f'SET search_path = "{schema_of("dot-thu")}"'.encode())
        yield connection


def everything(place: Path | ServerPlace) -> object:
    with campaigns.open_campaign(place, writing=False) as session:
        store = session.store
        files = {digest: session.attachments.read(digest) for digest in session.attachments.digests()}
        return session.campaign, session.record, store.revisions(), store.checklist_contents(), files


def test_to_a_server_and_back_nothing_changes(path: Path, place: ServerPlace, tmp_path: Path) -> None:
    assert everything(place) == everything(path)
    with campaigns.open_campaign(place, writing=False) as session:
        assert servers.bring_from_server(session, tmp_path / "ve.tdktdb") == 0
    assert everything(tmp_path / "ve.tdktdb") == everything(path)
    with campaigns.open_campaign(tmp_path / "ve.tdktdb") as back:
        assert back.store.meta("format") == ""
        assert back.save([changes.set_visit("C", "place", "Hội trường")]).written == 1


def test_a_campaign_is_put_there_once(path: Path, place: ServerPlace) -> None:
    before = everything(place)
    with pytest.raises(EnvironmentProblem, match="đã có đợt"):
        servers.send_to_server(path, place)
    assert everything(place) == before


def test_two_campaigns_in_one_database_are_apart(path: Path, place: ServerPlace, tmp_path: Path) -> None:
    (tmp_path / "hai").mkdir()
    tree = {**CAMPAIGN, "id": "Đợt-'khác'-02", "title": "Đợt của tỉnh khác"}
    other = campaigns.create_campaign(
        write_campaign_files(tmp_path / "hai", campaign=tree), tmp_path / "2.tdktdb"
    )
    servers.send_to_server(other, place)
    with pytest.raises(CampaignError, match="nhiều đợt") as refused:
        campaigns.open_campaign(place)
    assert "dot-thu" in refused.value.remedy
    with pytest.raises(CampaignError, match="không có đợt"):
        campaigns.open_campaign(servers.server_place(place.url, "dot-thu-3"))
    first, second = (servers.server_place(place.url, str(tree["id"])) for tree in (CAMPAIGN, tree))
    before = everything(first)
    with campaigns.open_campaign(second) as session:
        session.save([changes.set_visit("A", "place", "Nơi khác")])
        session.store.rebuild()
    assert everything(first) == before == everything(path)


def test_a_reader_sees_one_moment_and_a_writer_the_newest(place: ServerPlace) -> None:
    with (
        campaigns.open_campaign(place) as writer,
        campaigns.open_campaign(place, writing=False) as reader,
        campaigns.open_campaign(place) as other,
    ):
        assert reader.inspection("A").visit.place == "Hội trường"
        writer.save([changes.set_visit("A", "place", "Phòng họp")])
        for session in (reader, other):
            session.forget()
        assert reader.inspection("A").visit.place == "Hội trường"
        assert other.inspection("A").visit.place == "Phòng họp"


def test_what_a_server_of_an_older_version_lacks_is_added(path: Path, place: ServerPlace) -> None:
    before = everything(place)
    with tables(place) as connection:
        for words in (
            "DROP TABLE notice_text",
            "DROP TABLE machine",
            "ALTER TABLE package DROP COLUMN kind",
            "ALTER TABLE inspection DROP COLUMN place",
            "UPDATE meta SET value = '1' WHERE key = 'format'",
        ):
            connection.execute(words.encode())
    assert everything(place) == before
    with campaigns.open_campaign(place) as session:
        assert session.store.signers() == ()
        assert session.store.meta("format") == str(len(STEPS))


def test_a_newer_server_is_refused_untouched(place: ServerPlace) -> None:
    with tables(place) as connection:
        connection.execute("UPDATE meta SET value = '999' WHERE key = 'format'")
    with pytest.raises(NewerFormat, match="phiên bản mới hơn"):
        campaigns.open_campaign(place)


def test_a_zero_byte_in_a_text_stops_nobody(place: ServerPlace) -> None:
    with campaigns.open_campaign(place) as session:
        session.save([changes.set_remark("A", "N1", "narrative", "một\x00hai")])
        (newest, *_) = session.history("remark/A/N1", "narrative")
        assert newest.value == "một\x00hai"
        session.forget()
        assert session.inspection("A").remark("N1").narrative == "một\ufffdhai"


def test_attached_files_are_kept_as_beside_a_file(place: ServerPlace) -> None:
    with campaigns.open_campaign(place) as session:
        files = session.attachments
        assert (files.has(DIGEST), files.digests()) == (True, frozenset({DIGEST}))
        assert files.path(DIGEST).read_bytes() == PHOTO
        other = files.put(b"anh khac")
        assert files.put(b"anh khac") == other
        with pytest.raises(ValueError):
            files.put_stream(io.BytesIO(b"anh thu ba"), DIGEST, 10)
        assert {one.name for one in files.pieces()} == {DIGEST, other}
        assert files.remove_orphans([DIGEST]) == (other,)
        with pytest.raises(FileMissing):
            files.read(other)
        folder = files.folder
    assert not folder.exists()  # what was fetched does not stay on this machine


def test_a_spoiled_file_on_the_server_is_told(place: ServerPlace) -> None:
    with tables(place) as connection:
        connection.execute("UPDATE attachment SET body = 'khac'")
    with campaigns.open_campaign(place) as session, pytest.raises(WrongFile, match="trên máy chủ"):
        session.attachments.read(DIGEST)


def test_a_user_without_rights_is_told(place: ServerPlace) -> None:
    schema, guest = schema_of("dot-thu"), servers.server_place(place.url.replace("tdkt@", "khach@"))
    with raw(place) as connection:
        role(connection, "khach", "ALTER ROLE {role} LOGIN")
        connection.execute(f'GRANT USAGE ON SCHEMA "{schema}" TO khach'.encode())
        connection.execute(f'GRANT SELECT ON ALL TABLES IN SCHEMA "{schema}" TO khach'.encode())
    assert everything(guest) == everything(place)
    with (
        campaigns.open_campaign(guest) as session,
        pytest.raises(EnvironmentProblem, match="không được ghi"),
    ):
        session.save([changes.set_visit("A", "place", "Phòng họp")])


def role(connection: psycopg.Connection[tuple[Any, ...]], name: str, *words: str) -> None:
    """Roles belong to the whole server, databases are lent again: one may be there already."""
    connection.execute(
        f"DO $$ BEGIN CREATE ROLE {name}; EXCEPTION WHEN duplicate_object THEN END $$".encode()
    )
    for one in words:
        connection.execute(one.format(role=name).encode())


def test_secretaries_of_one_group_share_what_any_of_them_put_there(
    path: Path, database: Database, tmp_path: Path
) -> None:
    """The deployment ARCHITECTURE.md tells: nobody of them is the server's master."""
    master = servers.server_place(database())
    one, other, stranger = (
        servers.server_place(master.url.replace("tdkt@", f"{name}@"))
        for name in ("thu_ky_mot", "thu_ky_hai", "nguoi_la")
    )
    with raw(master) as connection:
        role(
            connection, "nhom_thu_ky", f'GRANT CREATE ON DATABASE "{master.parameters["dbname"]}" TO {{role}}'
        )
        for name in ("thu_ky_mot", "thu_ky_hai"):
            role(
                connection,
                name,
                "ALTER ROLE {role} LOGIN",
                "GRANT nhom_thu_ky TO {role}",
                "ALTER ROLE {role} SET role = 'nhom_thu_ky'",
            )
        role(connection, "nguoi_la", "ALTER ROLE {role} LOGIN")
    servers.send_to_server(path, one)
    with campaigns.open_campaign(other) as session:
        assert session.save([changes.set_visit("A", "place", "Phòng họp")]).written == 1
        session.attachments.put(b"anh khac")
    with tables(master) as connection:
        connection.execute("UPDATE meta SET value = '1' WHERE key = 'format'")
        connection.execute("ALTER TABLE inspection DROP COLUMN place")
    with campaigns.open_campaign(other) as session:  # completes tables that somebody else made
        assert session.inspection("A").visit.place == "Phòng họp"
    with pytest.raises(EnvironmentProblem, match="chưa được quyền đọc"):
        campaigns.open_campaign(stranger)
    with raw(master) as connection:
        connection.execute(f'GRANT CREATE ON DATABASE "{master.parameters["dbname"]}" TO nguoi_la'.encode())
    with pytest.raises(EnvironmentProblem, match="đã có đợt này"):
        servers.send_to_server(path, stranger)


def test_tables_of_others_that_look_alike_hinder_nobody(path: Path, place: ServerPlace) -> None:
    with raw(place) as connection:
        connection.execute("CREATE SCHEMA tdkt_cua_nguoi_khac")
        connection.execute("CREATE TABLE tdkt_cua_nguoi_khac.meta (key text, value text)")
    assert everything(place) == everything(path)


def test_why_a_server_is_not_reached_is_told_apart(
    place: ServerPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(old: str, new: str) -> str:
        with pytest.raises(EnvironmentProblem) as refused:
            campaigns.open_campaign(servers.server_place(place.url.replace(old, new)))
        return str(refused.value)

    with raw(place) as connection:
        role(connection, LOCKED, "ALTER ROLE {role} LOGIN PASSWORD 'dung'")
    assert "cần mật khẩu" in told("tdkt@", f"{LOCKED}@")
    monkeypatch.setenv("PGPASSWORD", "sai")
    assert f"không nhận mật khẩu của “{LOCKED}”" in told("tdkt@", f"{LOCKED}@")
    assert "không có người dùng “khong_co”" in told("tdkt@", "khong_co@")
    assert "không có cơ sở dữ liệu “khong_co”" in told(place.parameters["dbname"], "khong_co")
    monkeypatch.setattr(server_refusals, "OLDEST", 990000)
    assert "cũ hơn mức cần có (99)" in told("", "")


def test_a_database_that_cannot_write_vietnamese_is_refused(path: Path, database: Database) -> None:
    place = servers.server_place(database())
    with raw(place) as connection:
        connection.execute("DROP DATABASE IF EXISTS chu_la_tinh")
        connection.execute(
            "CREATE DATABASE chu_la_tinh ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
        )
        other = servers.server_place(place.url.replace(place.parameters["dbname"], "chu_la_tinh"))
        with pytest.raises(EnvironmentProblem, match="LATIN1"):
            servers.send_to_server(path, other)
        connection.execute("DROP DATABASE chu_la_tinh")


@pytest.mark.parametrize(
    "url",
    [
        "dot.tdktdb",
        "sqlite:///dot.tdktdb",
        "postgresql+psycopg://",
        "postgresql+psycopg://thuky@may-chu",
        "postgresql+psycopg:///tdkt",
        "postgresql+psycopg://thuky@may-chu:nhieu/tdkt",
        "postgresql+psycopg://thuky@may-chu/tdkt?options=-csearch_path=x",
        "postgresql+psycopg://thuky@may-chu/tdkt?service=x",
    ],
)
def test_a_wrong_address_is_told_with_the_right_form(url: str) -> None:
    with pytest.raises(EnvironmentProblem, match="không đúng dạng") as refused:
        servers.server_place(url)
    assert "postgresql+psycopg://" in refused.value.remedy


@pytest.mark.parametrize("url", ["//u:bi-mat@may-chu/tdkt", "//u@may-chu/tdkt?password=bi-mat"])
def test_a_password_in_the_address_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(EnvironmentProblem, match="mật khẩu") as refused:
        servers.server_place(f"postgresql+psycopg:{url}")
    assert "PGPASSWORD" in refused.value.remedy
    assert "bi-mat" not in str(refused.value)


def test_an_empty_database_and_an_absent_server_are_told(database: Database, tmp_path: Path) -> None:
    with pytest.raises(CampaignError, match="chưa có đợt"):
        campaigns.open_campaign(servers.server_place(database()))
    absent = servers.server_place(f"postgresql+psycopg://tdkt@/tdkt?host={tmp_path}")
    with pytest.raises(EnvironmentProblem, match="Không kết nối được") as refused:
        campaigns.open_campaign(absent)
    assert "PGPASSWORD" in refused.value.remedy


WITHOUT = """
import sys
sys.modules["psycopg"] = None
from tdkt_desktop.cli.commands import build, run
sys.exit(run(build(lambda _: 0), ["show", "--store", "postgresql+psycopg://a@127.0.0.1/b"]))
"""
FILE_ONLY = """
import sys
from pathlib import Path
from tdkt_desktop.domain.changes import set_visit
from tdkt_desktop.workflows.campaign import campaigns
with campaigns.open_campaign(Path(sys.argv[1])) as session:
    session.save([set_visit("A", "place", "Nơi khác")])
print(*(name for name in sys.modules if "psycopg" in name or "server_store" in name))
"""


def test_without_the_driver_the_remedy_is_told() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "không có phần kết nối" in done.stderr


def test_a_campaign_file_loads_nothing_of_it(path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FILE_ONLY, path], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.split() == []
