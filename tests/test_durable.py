"""Guards the last step of every renaming: a driver that cannot sync a folder does not make a written file unwritten."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tdkt_desktop.durable import sync_folder
from tdkt_desktop.storage.attachments import Attachments


def test_a_folder_that_cannot_be_synced_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest, asked = os.fsync, []

    def only_files(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            asked.append(handle)
            raise OSError(22, "Invalid argument")
        honest(handle)

    monkeypatch.setattr(os, "fsync", only_files)
    sync_folder(tmp_path)
    attachments = Attachments(tmp_path / "minh-chung")
    digest = attachments.put(b"anh")
    assert attachments.read(digest) == b"anh"
    assert len(asked) >= 2
