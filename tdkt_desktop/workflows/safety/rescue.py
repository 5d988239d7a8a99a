"""When the disk refuses: a whole copy of the campaign elsewhere, with what could not be written here."""

from __future__ import annotations

import contextlib
import logging
import uuid
from collections.abc import Sequence
from pathlib import Path

from tdkt_desktop.domain.errors import EnvironmentProblem, TdktError
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.storage.attachments import attachments_of
from tdkt_desktop.storage.opening import copy_store, put_in_place
from tdkt_desktop.storage.store import Store
from tdkt_desktop.workflows.session import CampaignSession

log = logging.getLogger(__name__)


def save_elsewhere(session: CampaignSession, unsaved: Sequence[Change], target: Path) -> Path:
    """Write a copy of the campaign with the changes that are not on disk yet, and its attached files.

    Whole or not at all: it gets its name at the end. Raises EnvironmentProblem. Returns the target.
    """
    if target.resolve() == session.path.resolve():
        raise EnvironmentProblem("Đó chính là tệp đang mở.", "Hãy chọn thư mục hoặc tên khác.")
    working = target.with_name(f".{target.name}.{uuid.uuid4().hex}")
    try:
        copy_store(session.path, working)
        copy = Store(working)
        try:
            copy.save(unsaved, author=session.author)
        finally:
            copy.close()
        _copy_files(session, target)
        put_in_place(working, target)
    except OSError as error:
        raise EnvironmentProblem(
            f"Không lưu được ra {target.parent}.", "Hãy chọn ổ đĩa khác hoặc USB còn chỗ trống."
        ) from error
    finally:
        with contextlib.suppress(OSError):
            working.unlink(missing_ok=True)
    return target


def _copy_files(session: CampaignSession, target: Path) -> None:
    beside = attachments_of(target)
    for digest in session.attachments.digests():
        if not beside.has(digest):
            try:
                body = session.attachments.read(digest)
            except (
                TdktError
            ) as error:  # a spoiled photo, or one the disk does not give, must not cost the rest
                log.warning("left behind: %s", digest, exc_info=error)
                continue
            beside.put(body)
