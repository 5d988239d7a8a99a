"""Guards that a file killed in the middle of a commit opens by itself: its journal is played back, nothing is asked."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path

from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.workflows.campaign.campaigns import known_campaigns, open_campaign


def killed_in_a_commit(path: Path, folder: Path) -> Path:
    """The file as a kill leaves it: pages half written, the journal beside it."""
    folder.mkdir(exist_ok=True)
    target = folder / path.name
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")  # pages go to the file before the commit
        connection.execute("BEGIN")
        connection.execute("UPDATE revision SET author = author || 'x'")
        connection.executemany(
            "INSERT INTO meta (key, value) VALUES (?, ?)",
            [(str(number), "x" * 2000) for number in range(500)],
        )
        for suffix in ("", "-journal"):
            shutil.copyfile(f"{path}{suffix}", f"{target}{suffix}")
        connection.execute("ROLLBACK")
    assert Path(f"{target}-journal").read_bytes()[:1] != b"\0"  # SQLite calls it hot
    return target


def test_a_file_killed_in_a_commit_opens_as_it_was(path: Path, tmp_path: Path) -> None:
    with open_campaign(path) as session:
        session.save([Change("remark/u1/A", "narrative", "đã lưu")])
        before = session.store.revisions()
    target = killed_in_a_commit(path, tmp_path / "bi-ngat")
    with open_campaign(target) as session:
        assert session.store.revisions() == before
        assert session.inspection("u1").remark("A").narrative == "đã lưu"
    with contextlib.closing(sqlite3.connect(target)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_it_stands_on_the_start_page_without_a_complaint(path: Path, tmp_path: Path) -> None:
    target = killed_in_a_commit(path, tmp_path / "bi-ngat")
    shutil.copyfile(target, path)
    shutil.copyfile(f"{target}-journal", f"{path}-journal")
    assert [card.problem for card in known_campaigns() if card.path == path] == [""]
